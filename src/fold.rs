//! Folding of chars: what makes phrases match whatever the case, accent, apostrophe and Unicode form.
//!
//! A char folds to its base letter in lower case; accents (composed or combining), Arabic and Hebrew vowel signs,
//! zero-width marks and soft hyphens vanish. Nothing is copied: the folded form exists one char at a time.

include!(concat!(env!("OUT_DIR"), "/fold_table.rs"));

/// What a char is to the reader of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Folded(u32, u32);

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
        self.1
    }
    /// Its class and marks.
    pub(crate) const fn bits(self) -> u32 {
        self.0
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
pub(crate) fn fold_ascii(byte: u8) -> Folded {
    folded(u32::from(byte & 127), near_entry(u32::from(byte & 127)))
}

/// Folds a char of two bytes in UTF-8.
#[inline(always)]
pub(crate) fn fold_pair(lead: u8, trail: u8) -> Folded {
    let code = u32::from(lead & 0x1f) << 6 | u32::from(trail & 0x3f);
    folded(code, near_entry(code))
}

#[inline(always)]
fn folded(code: u32, entry: u32) -> Folded {
    Folded(entry & 255, code.wrapping_add(((entry as i32) >> 9) as u32))
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
        lead => unit_beyond_ascii(text, at, lead),
    }
}

/// The same where it is known that a char of several bytes, the first of them `lead`, begins at `at`.
#[inline(always)]
pub(crate) fn unit_beyond_ascii(text: &str, at: usize, lead: u8) -> Option<(Folded, usize)> {
    let bytes = text.as_bytes();
    let low = |byte: u8| u32::from(byte & 0x3f);
    if lead < 0xe0 {
        return Some((fold_pair(lead, *bytes.get(at + 1)?), 2));
    }
    if lead < 0xf0 {
        let code = u32::from(lead & 0xf) << 12 | low(*bytes.get(at + 1)?) << 6 | low(*bytes.get(at + 2)?);
        let entry = far_entry(code);
        return if entry & PARTS == 0 { Some((folded(code, entry), 3)) } else { unit_of_parts(text, at) };
    }
    text.get(at..)?.chars().next().map(|c| (fold_astral(c), 4))
}

/// The folded char of two or three bytes that `bytes` begin with, and its size; `None` if they do not, or if it may be one
/// letter with what follows.
#[inline(always)]
pub(crate) fn far_unit(bytes: &[u8]) -> Option<(Folded, usize)> {
    let low = |byte: u8| u32::from(byte & 0x3f);
    match *bytes {
        [lead @ 0xc2..=0xdf, trail, ..] => Some((fold_pair(lead, trail), 2)),
        [lead @ 0xe0..=0xef, middle, trail, ..] => {
            let code = u32::from(lead & 0xf) << 12 | low(middle) << 6 | low(trail);
            let entry = far_entry(code);
            (entry & PARTS == 0).then(|| (folded(code, entry), 3))
        }
        _ => None,
    }
}

/// The letter that the chars from `at` on make up.
#[cold]
fn unit_of_parts(text: &str, at: usize) -> Option<(Folded, usize)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if let Some((syllable, size)) = compose_hangul(rest) {
        return char::from_u32(syllable).map(|c| (fold(c), size));
    }
    let (mut whole, mut size) = (first, first.len_utf8());
    while let Some(next) = rest.get(size..).and_then(|rest| rest.chars().next()) {
        let Some(composed) = compose_vowel(whole, next) else { break };
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
    match code {
        0x2_0000..=0x3_ffff => Folded(IDEOGRAPH, code),
        0xe_0000.. => Folded(SKIP, code),
        _ if c.is_alphabetic() => Folded(LETTER | if lower == c { 0 } else { UPPER }, lower as u32),
        _ if c.is_numeric() => Folded(DIGIT, code),
        _ => Folded(OTHER, code),
    }
}

/// Puts a Hangul syllable together where it is written in single letters (NFD): `(syllable, bytes used)`.
fn compose_hangul(text: &str) -> Option<(u32, usize)> {
    let mut chars = text.chars().map(|c| c as u32);
    let lead = chars.next().filter(|c| (0x1100..=0x1112).contains(c))?;
    let vowel = chars.next().filter(|c| (0x1161..=0x1175).contains(c))?;
    let syllable = 0xac00 + ((lead - 0x1100) * 21 + vowel - 0x1161) * 28;
    match chars.next().filter(|c| (0x11a8..=0x11c2).contains(c)) {
        Some(tail) => Some((syllable + tail - 0x11a7, 9)),
        None => Some((syllable, 6)),
    }
}

/// Puts a vowel sign together that stands as two signs (NFD) in the scripts of India, Sri Lanka and Burma.
fn compose_vowel(first: char, second: char) -> Option<char> {
    let code = match (first as u32, second as u32) {
        (0x9c7, 0x9be) => 0x9cb,
        (0x9c7, 0x9d7) => 0x9cc,
        (0xb47, 0xb56) => 0xb48,
        (0xb47, 0xb3e) => 0xb4b,
        (0xb47, 0xb57) => 0xb4c,
        (0xb92, 0xbd7) => 0xb94,
        (0xbc6, 0xbbe) => 0xbca,
        (0xbc7, 0xbbe) => 0xbcb,
        (0xbc6, 0xbd7) => 0xbcc,
        (0xc46, 0xc56) => 0xc48,
        (0xcbf, 0xcd5) => 0xcc0,
        (0xcc6, 0xcd5) => 0xcc7,
        (0xcc6, 0xcd6) => 0xcc8,
        (0xcc6, 0xcc2) => 0xcca,
        (0xcca, 0xcd5) => 0xccb,
        (0xd46, 0xd3e) => 0xd4a,
        (0xd47, 0xd3e) => 0xd4b,
        (0xd46, 0xd57) => 0xd4c,
        (0xdd9, 0xdca) => 0xdda,
        (0xdd9, 0xdcf) => 0xddc,
        (0xddc, 0xdca) => 0xddd,
        (0xdd9, 0xddf) => 0xdde,
        (0x1025, 0x102e) => 0x1026,
        _ => return None,
    };
    char::from_u32(code)
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
        assert_eq!(compose_hangul("\u{1112}\u{1161}\u{11ab}"), Some(('한' as u32, 9)));
        assert_eq!(compose_hangul("\u{1100}\u{1161}"), Some(('가' as u32, 6)));
        assert_eq!(compose_hangul("가"), None);
    }

    #[test]
    fn what_begins_in_parts_is_marked() {
        let all = || ('\0'..='\u{ffff}').filter(|&c| c as u32 >= 0x800);
        for first in all().filter(|&first| far_entry(first as u32) & PARTS == 0) {
            assert!(!matches!(first, '\u{1100}'..='\u{1112}'));
            assert!(('\u{900}'..='\u{10ff}').all(|second| compose_vowel(first, second).is_none()), "{first:?}");
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
