//! Which mark a char is.

use super::mark;
use crate::fold::Folded;

/// The mark that a char of ASCII is.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
pub(super) static MARKS: [u16; 128] = {
    let mut marks = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        marks[byte] = match byte as u8 {
            b'@' => mark::AT,
            b'#' => mark::HASH,
            b'|' => mark::BAR,
            b'>' => mark::ARROW,
            b':' => mark::COLON,
            b'<' | b'{' | b'}' | b'[' | b']' | b'=' | b'\\' => mark::MARKUP,
            b'%' | b'$' => mark::PERCENT_OR_MONEY,
            b'-' => mark::DASH,
            b'(' | b')' => mark::PAREN,
            _ => 0,
        };
        byte += 1;
    }
    marks
};

/// What a colon says by what stands around it.
pub(super) fn colon(bytes: &[u8], at: usize) -> u16 {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    match bytes.get(at + 1) {
        Some(b'/') => mark::URL,
        Some(b'0'..=b'9') if before.is_some_and(u8::is_ascii_digit) => mark::CLOCK,
        _ => mark::COLON,
    }
}

#[inline(never)]
pub(super) fn mark_beyond_ascii(folded: Folded) -> u16 {
    match folded.unit() {
        0xa9 | 0xae | 0x2122 => mark::RIGHTS,
        0xff5c => mark::BAR,
        0x2022 | 0xb7 | 0x25aa | 0x25a0 | 0x25cf | 0x2023 | 0x2219 | 0x30fb => mark::BULLET,
        0x2190..=0x21ff | 0x25b6 | 0x25ba | 0x203a | 0xbb | 0x27a1 | 0x2794 | 0x276f => mark::ARROW,
        0xff1a => mark::COLON,
        0x20ac | 0xa3 | 0xa5 => mark::PERCENT_OR_MONEY,
        0x2013 | 0x2014 => mark::DASH,
        0xff08 | 0xff09 => mark::PAREN,
        0x2600.. if !folded.is_break() && !folded.is_quote() && !folded.is_terminator() && !folded.is_comma() => mark::SYMBOL,
        _ => 0,
    }
}
