//! Which signs a line has, a bit for each: what hardly any line has tells most lines from those a pattern matches.
//!
//! The build script shares this file: it notes of each pattern which signs it needs.

/// Stands for all that a line may always have: letters, spaces, apostrophes, control characters.
pub(crate) const ANY: u64 = 1;
/// All digits.
pub(crate) const DIGITS: u64 = 0x3ff << 16;

// Signs beyond ASCII, by what they are. Their bits are those that letters would have.
const DASH: u64 = 1 << 33;
const QUOTE: u64 = 1 << 34;
const ELLIPSIS: u64 = 1 << 35;
const RIGHTS: u64 = 1 << 36;
const OTHER: u64 = 1 << 37;

/// The bit of a char of ASCII that is no letter: signs that are thirty-two apart up from `@` share one.
#[inline(always)]
pub(crate) const fn sign(byte: u8) -> u64 {
    1 << (byte & 31 | (byte >> 1 & 32))
}

/// The bit of a sign, which is neither letter nor digit nor space, by its folded char.
pub(crate) const fn sign_of(unit: u32) -> u64 {
    match unit {
        0..0x80 => sign(unit as u8),
        0x2010..=0x2015 | 0x2212 => DASH,
        0xab | 0xbb | 0x2018..=0x201f | 0x2039 | 0x203a | 0x300c..=0x300f => QUOTE,
        0x2026 => ELLIPSIS,
        0xa9 | 0xae | 0x2117 | 0x2122 => RIGHTS,
        _ => OTHER,
    }
}

/// Whether a line may always have a char of ASCII.
#[allow(dead_code, reason = "only the build script asks for it")]
pub(crate) const fn is_always_there(byte: u8) -> bool {
    byte <= b' ' || byte == 0x7f || byte == b'\'' || byte == b'`' || byte.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_do_not_meet_what_is_always_there() {
        let signs = || (0..0x80_u8).filter(|&byte| !is_always_there(byte)).map(|byte| sign_of(u32::from(byte)));
        assert!(signs().all(|bit| bit & (ANY | DASH | QUOTE | ELLIPSIS | RIGHTS | OTHER) == 0));
        assert_eq!((b'0'..=b'9').fold(0, |bits, digit| bits | sign(digit)), DIGITS);
        assert_eq!([sign_of('–' as u32), sign_of('“' as u32), sign_of('©' as u32), sign_of('→' as u32)], [DASH, QUOTE, RIGHTS, OTHER]);
    }
}
