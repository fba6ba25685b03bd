//! Which signs of ASCII a line has, a bit for each: what hardly any line has tells most lines from those a pattern matches.
//!
//! The build script shares this file: it notes of each pattern which signs it needs.

/// Stands for all that a line may always have: letters, spaces, apostrophes, control characters, all beyond ASCII.
pub(crate) const ANY: u64 = 1;
/// All digits.
pub(crate) const DIGITS: u64 = 0x3ff << 16;

/// The bit of a char of ASCII that is no letter: signs that are thirty-two apart up from `@` share one.
#[inline(always)]
pub(crate) const fn sign(byte: u8) -> u64 {
    1 << (byte & 31 | (byte >> 1 & 32))
}

/// The bits of chars, given as a bit for each of ASCII, the first for all others: every bit if any of them may always be there.
#[allow(dead_code, reason = "only the build script asks for whole sets")]
pub(crate) fn signs_of(chars: u128) -> u64 {
    let always = |c: u8| c <= b' ' || c == 0x7f || c == b'\'' || c == b'`' || c.is_ascii_alphabetic();
    let has = |c: &u8| chars >> c & 1 == 1;
    if (0..128).filter(has).any(always) { u64::MAX } else { (0..128).filter(has).fold(0, |bits, c| bits | sign(c)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_always_there_is_never_missed() {
        assert_eq!(signs_of(1 << b'{' | 1 << b'x'), u64::MAX);
        assert_eq!(signs_of(1), u64::MAX);
        let needed = signs_of(1 << b'{' | 1 << b'@');
        assert!(needed & sign(b'{') != 0 && needed & sign(b'@') != 0 && needed & (sign(b':') | ANY | DIGITS) == 0);
        assert_eq!((b'0'..=b'9').fold(0, |bits, digit| bits | sign(digit)), DIGITS);
    }
}
