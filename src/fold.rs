//! Folding of chars: what makes phrases match whatever the case, accent, apostrophe and Unicode form.
//!
//! A char folds to its base letter in lower case; accents (composed or combining), Arabic and Hebrew vowel signs,
//! zero-width marks and soft hyphens vanish. Nothing is copied: the folded form exists one char at a time.

use crate::{compose::joined, utf8::code_at};

include!(concat!(env!("OUT_DIR"), "/fold_table.rs"));

/// What a char is to the reader of words: the folded char, and in the lowest eight bits its class and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Folded(u32);

pub(crate) const OTHER: u32 = 0;
pub(crate) const SPACE: u32 = 1;
/// Not there at all: accents, zero-width marks.
pub(crate) const SKIP: u32 = 2;
/// A letter, or a sign that belongs to one.
pub(crate) const LETTER: u32 = 3;
/// A char of Han or kana: a unit of its own, about half a word.
pub(crate) const IDEOGRAPH: u32 = 4;
/// A letter of Thai, Lao, Khmer or Burmese: a unit of its own, about a quarter of a word.
pub(crate) const SYLLABLE: u32 = 5;
pub(crate) const DIGIT: u32 = 6;
/// Joins letters on both sides ("l'article"), else a quotation mark.
pub(crate) const APOSTROPHE: u32 = 7;

pub(crate) const UPPER: u32 = 8;
pub(crate) const TERMINATOR: u32 = 16;
pub(crate) const BREAK: u32 = 32;
const QUOTE: u32 = 64;
const COMMA: u32 = 128;

impl Folded {
    /// The folded char, as a number.
    pub(crate) const fn unit(self) -> u32 {
        self.0 >> 8
    }
    /// Its class and marks.
    pub(crate) const fn bits(self) -> u32 {
        self.0 & 255
    }
    /// One of the classes above.
    pub(crate) const fn class(self) -> u32 {
        self.0 & 7
    }
    pub(crate) const fn is_upper(self) -> bool {
        self.0 & UPPER != 0
    }
    /// `.`, `!`, `?` and their kin in every script.
    pub(crate) const fn is_terminator(self) -> bool {
        self.0 & TERMINATOR != 0
    }
    /// A mark after which a cue may begin: colon, dash, bullet, bar, bracket.
    pub(crate) const fn is_break(self) -> bool {
        self.0 & BREAK != 0
    }
    pub(crate) const fn is_quote(self) -> bool {
        self.0 & QUOTE != 0
    }
    pub(crate) const fn is_comma(self) -> bool {
        self.0 & COMMA != 0
    }
}

/// The first of several chars that may be one letter written in parts.
const PARTS: u32 = 256;

/// Folds one char.
#[inline]
pub(crate) fn fold(c: char) -> Folded {
    match c as u32 {
        code @ 0..0x800 => folded(code, near_entry(code)),
        code @ 0x800..0x1_0000 => folded(code, far_entry(code)),
        _ => fold_astral(c),
    }
}

/// Folds a byte of ASCII.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
pub(crate) const fn fold_ascii(byte: u8) -> Folded {
    let code = (byte & 127) as u32;
    folded(code, ENTRIES[code as usize])
}

/// Folds a char of two bytes in UTF-8.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "no such char lies behind the first blocks")]
pub(crate) const fn fold_pair(lead: u8, trail: u8) -> Folded {
    let code = ((lead & 0x1f) as u32) << 6 | (trail & 0x3f) as u32;
    folded(code, ENTRIES[code as usize])
}

/// Folds a char of three bytes; says whether it may be one letter with what follows.
#[expect(clippy::indexing_slicing, reason = "the tables have every char of the first plane")]
pub(crate) const fn fold_low(code: u32) -> (Folded, bool) {
    let block = BLOCKS[(code >> 7 & 511) as usize];
    let entry = ENTRIES[(block as usize) << 7 | (code & 127) as usize];
    (folded(code, entry), entry & PARTS != 0)
}

#[inline(always)]
const fn folded(code: u32, entry: u32) -> Folded {
    Folded(code.wrapping_add(((entry as i32) >> 9) as u32) << 8 | entry & 255)
}

/// The entry of a char below 0x800: their blocks stand first and in order.
#[inline(always)]
fn near_entry(code: u32) -> u32 {
    ENTRIES.get((code & 0x7ff) as usize).copied().unwrap_or(0)
}

/// The entry of a char of the first plane.
#[inline(always)]
fn far_entry(code: u32) -> u32 {
    let block = BLOCKS.get((code >> 7 & 511) as usize).copied().unwrap_or(0);
    ENTRIES.get(((block as usize) << 7) | (code & 127) as usize).copied().unwrap_or(0)
}

/// The folded char at byte `at` and its size in bytes; a letter that is written in parts counts as one.
#[inline(always)]
pub(crate) fn unit_at(text: &str, at: usize) -> Option<(Folded, usize)> {
    match *text.as_bytes().get(at)? {
        byte @ 0..0x80 => Some((fold_ascii(byte), 1)),
        _ => unit_beyond_ascii(text, at),
    }
}

/// The same where it is known that a char of several bytes begins at `at`.
#[inline(always)]
pub(crate) fn unit_beyond_ascii(text: &str, at: usize) -> Option<(Folded, usize)> {
    match code_at(text.as_bytes().get(at..)?)? {
        (code, size @ ..=2) => Some((folded(code, near_entry(code)), size)),
        (code, 3) => {
            let entry = far_entry(code);
            if entry & PARTS == 0 { Some((folded(code, entry), 3)) } else { unit_of_parts(text, at) }
        }
        (code, size) => char::from_u32(code).map(|c| (fold_astral(c), size)),
    }
}

/// The folded char of two or three bytes that `bytes` begin with, and its size; `None` if they do not, or if it may be one
/// letter with what follows.
#[inline(always)]
pub(crate) fn far_unit(bytes: &[u8]) -> Option<(Folded, usize)> {
    match code_at(bytes)? {
        (code, 2) => Some((folded(code, near_entry(code)), 2)),
        (code, 3) => {
            let entry = far_entry(code);
            (entry & PARTS == 0).then(|| (folded(code, entry), 3))
        }
        _ => None,
    }
}

/// The letter that the chars from `at` on make up: vowel signs in parts, Hangul in single letters.
#[cold]
fn unit_of_parts(text: &str, at: usize) -> Option<(Folded, usize)> {
    let mut chars = text.get(at..)?.chars();
    let mut whole = chars.next()?;
    let mut size = whole.len_utf8();
    for next in chars {
        let Some(composed) = joined(whole, next) else { break };
        whole = composed;
        size += next.len_utf8();
    }
    Some((fold(whole), size))
}

/// Beyond the first plane: Han extensions are ideographs, the rest is letters or symbols, case folded by the standard library.
#[cold]
fn fold_astral(c: char) -> Folded {
    let code = c as u32;
    let lower = c.to_lowercase().next().unwrap_or(c);
    let (class, unit) = match code {
        0x2_0000..=0x3_ffff => (IDEOGRAPH, code),
        0xe_0000.. => (SKIP, code),
        _ if c.is_alphabetic() => (LETTER | if lower == c { 0 } else { UPPER }, lower as u32),
        _ if c.is_numeric() => (DIGIT, code),
        _ => (OTHER, code),
    };
    Folded(unit << 8 | class)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        text.chars().map(fold).filter(|f| f.class() != SKIP).filter_map(|f| char::from_u32(f.unit())).collect()
    }

    #[test]
    fn case_accents_and_forms_vanish() {
        assert_eq!(folded("ÉTÉ Été e\u{301}te\u{301}"), "ete ete ete");
        assert_eq!(folded("İstanbul ISPARTA ısı"), "istanbul isparta isi");
        assert_eq!(folded("ΑΘΉΝΑΣ Αθήνας"), "αθηνασ αθηνασ");
        assert_eq!(folded("Ёлка Й"), "елка и");
        assert_eq!(folded("ＡＢＣ１"), "abc1");
        assert_eq!(folded("l’été"), "l'ete");
    }

    #[test]
    fn hangul_letters_make_syllables() {
        let unit = |text: &str| unit_at(text, 0).and_then(|(unit, size)| Some((char::from_u32(unit.unit())?, size)));
        assert_eq!(unit("\u{1112}\u{1161}\u{11ab}."), Some(('한', 9)));
        assert_eq!(unit("\u{1100}\u{1161}\u{1100}"), Some(('가', 6)));
        assert_eq!(unit("가\u{11ab}"), Some(('가', 3)));
    }

    #[test]
    fn what_begins_in_parts_is_marked() {
        let all = || ('\0'..='\u{ffff}').filter(|&c| c as u32 >= 0x800);
        for first in all().filter(|&first| far_entry(first as u32) & PARTS == 0) {
            assert!(!matches!(first, '\u{1100}'..='\u{1112}'));
            assert!(('\u{900}'..='\u{10ff}').all(|second| joined(first, second).is_none() || fold(second).class() == SKIP), "{first:?}");
        }
    }

    #[test]
    fn a_char_is_the_same_wherever_it_is_read() {
        for c in '\0'..='\u{2ffff}' {
            assert_eq!(unit_at(&format!("a{c}"), 1), Some((fold(c), c.len_utf8())));
        }
    }

    #[test]
    fn classes_tell_words_from_marks() {
        assert_eq!(fold('字').class(), IDEOGRAPH);
        assert_eq!(fold('ก').class(), SYLLABLE);
        assert_eq!(fold('न').class(), LETTER);
        assert!(fold('。').is_terminator() && fold('Ж').is_upper() && fold('»').is_quote() && fold('،').is_comma());
        assert_eq!(fold('𠀀').class(), IDEOGRAPH);
    }
}
