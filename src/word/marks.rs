//! Which mark a char is, and what else a char between words says.

use super::{gap, mark};
use crate::{
    fold::{self, Folded, fold_ascii},
    signs::sign_of,
};

/// What a char says that stands between words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    pub signs: u64,
    /// Commas, and quotation marks from bit 16 on.
    pub tally: u32,
    pub marks: u16,
    pub gap: u16,
}

/// The notes of all chars of ASCII.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
static NOTES: [Note; 128] = {
    let mut notes = [Note { signs: 0, tally: 0, marks: 0, gap: 0 }; 128];
    let mut byte = 0;
    while byte < 128 {
        let folded = fold_ascii(byte as u8);
        notes[byte] = if folded.class() == fold::SPACE {
            Note { signs: 0, tally: 0, marks: 0, gap: gap::SPACE as u16 }
        } else {
            note_of_ascii(folded)
        };
        byte += 1;
    }
    notes
};

const fn note_of_ascii(folded: Folded) -> Note {
    let byte = folded.unit() as u8;
    Note { signs: sign_of(folded.unit()), tally: tally(folded), marks: mark_of_ascii(byte), gap: gap_of(folded) }
}

const fn tally(folded: Folded) -> u32 {
    folded.is_comma() as u32 | (folded.is_quote() as u32) << 16
}

const fn gap_of(folded: Folded) -> u16 {
    (folded.bits() & (gap::END | gap::BREAK)) as u16
}

/// What a char of ASCII says between words.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
pub(super) fn note(byte: u8) -> Note {
    NOTES[usize::from(byte & 127)]
}

/// What a char beyond ASCII says that is neither letter nor digit nor space.
#[inline(never)]
pub(super) fn note_beyond_ascii(folded: Folded) -> Note {
    if folded.unit() < 0x80 {
        return note_of_ascii(folded);
    }
    Note { signs: sign_of(folded.unit()), tally: tally(folded), marks: mark_beyond_ascii(folded), gap: gap_of(folded) }
}

const fn mark_of_ascii(byte: u8) -> u16 {
    match byte {
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
    }
}

/// What a colon says by what stands around it.
pub(super) fn colon(bytes: &[u8], at: usize) -> u16 {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    match bytes.get(at + 1) {
        Some(b'/') => mark::URL,
        Some(b'0'..=b'9') if before.is_some_and(u8::is_ascii_digit) => mark::CLOCK,
        _ => mark::COLON,
    }
}

fn mark_beyond_ascii(folded: Folded) -> u16 {
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
