//! What a byte is to the reader of words: how what begins with it is read, and whether a word of ASCII ends before it.

pub(super) const LETTER: u8 = 0;
pub(super) const SIGN: u8 = 1;
pub(super) const DIGIT: u8 = 2;
pub(super) const APOSTROPHE: u8 = 3;
pub(super) const FAR: u8 = 4;

#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
static KINDS: [u8; 256] = {
    let mut kinds = [FAR; 256];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'`' => APOSTROPHE,
            _ => SIGN,
        };
        at += 1;
    }
    kinds
};

/// The kind of a byte.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "every byte has an entry")]
pub(super) fn kind(byte: u8) -> u8 {
    KINDS[byte as usize]
}
