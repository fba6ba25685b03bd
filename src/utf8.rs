//! Chars read where they stand in bytes that are known to be UTF-8.

/// The char that `bytes` begin with, as a number, and its size in bytes; `None` where they end.
#[inline(always)]
pub(crate) fn code_at(bytes: &[u8]) -> Option<(u32, usize)> {
    let low = |byte: u8| u32::from(byte & 0x3f);
    Some(match *bytes {
        [byte @ ..0x80, ..] => (u32::from(byte), 1),
        [lead @ ..0xe0, a, ..] => (u32::from(lead & 0x1f) << 6 | low(a), 2),
        [lead @ ..0xf0, a, b, ..] => (u32::from(lead & 0xf) << 12 | low(a) << 6 | low(b), 3),
        [lead, a, b, c, ..] => (u32::from(lead & 7) << 18 | low(a) << 12 | low(b) << 6 | low(c), 4),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_char_is_read_as_the_standard_library_reads_it() {
        for c in '\0'..=char::MAX {
            let mut bytes = [b'a'; 5];
            let size = c.encode_utf8(&mut bytes).len();
            assert_eq!(code_at(&bytes), Some((u32::from(c), size)));
            assert_eq!(code_at(&bytes[..size]), Some((u32::from(c), size)));
            assert_eq!(code_at(&bytes[..size - 1]), None);
        }
    }
}
