//! The plain way to read words, one char at a time: what the fast one is compared with.

use super::{Glance, STEM, Word, mark};
use crate::{
    fold::{self, Folded, unit_at},
    hash::{Letters, hash_of, hash_of_stem},
};

struct Plain<'a> {
    text: &'a str,
    words: &'a mut Vec<Word>,
    glance: Glance,
    gap_end: bool,
    gap_space: bool,
    gap_break: bool,
    any: bool,
}

/// What `read_words` is to give.
pub(super) fn read_plainly(text: &str, words: &mut Vec<Word>) -> Glance {
    let mut reader = Plain { text, words, glance: Glance::default(), gap_end: false, gap_space: false, gap_break: false, any: false };
    reader.read();
    Glance { signs: reader.glance.signs | crate::signs::ANY, ..reader.glance }
}

impl Plain<'_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some((folded, size)) = unit_at(self.text, at) {
            match folded.class() {
                fold::LETTER | fold::DIGIT => at = self.spaced_word(at, folded),
                fold::IDEOGRAPH | fold::SYLLABLE => {
                    self.unspaced_word(at, size, folded);
                    at += size;
                }
                fold::SPACE => {
                    self.gap_space = true;
                    at += size;
                }
                fold::SKIP => at += size,
                _ => {
                    self.punctuation(folded, bytes, at);
                    at += size;
                }
            }
        }
    }

    fn see(&mut self, folded: Folded) {
        if self.glance.first.is_none() {
            self.glance.first = Some(folded);
        }
        self.glance.last = Some(folded);
        let closing = folded.is_quote() || matches!(char::from_u32(folded.unit()), Some(')' | ']' | '）' | '】' | '\''));
        if !closing {
            self.glance.last_inner = Some(folded);
        }
    }

    fn punctuation(&mut self, folded: Folded, bytes: &[u8], at: usize) {
        self.see(folded);
        if folded.is_terminator() {
            self.gap_end = true;
        } else if folded.is_comma() {
            self.glance.commas = self.glance.commas.saturating_add(1);
        } else if folded.is_quote() {
            self.glance.quotes = self.glance.quotes.saturating_add(1);
        } else if folded.is_break() {
            self.gap_break = true;
        }
        self.glance.signs |= crate::signs::sign_of(folded.unit());
        let marks = match folded.unit() {
            0x40 => mark::AT,
            0x23 => mark::HASH,
            0xa9 | 0xae | 0x2122 => mark::RIGHTS,
            0x7c | 0xff5c => mark::BAR,
            0x2022 | 0xb7 | 0x25aa | 0x25a0 | 0x25cf | 0x2023 | 0x2219 | 0x30fb => mark::BULLET,
            0x2190..=0x21ff | 0x25b6 | 0x25ba | 0x203a | 0xbb | 0x3e | 0x27a1 | 0x2794 | 0x276f => mark::ARROW,
            0x3a if bytes.get(at + 1) == Some(&b'/') => mark::URL,
            0x3a if bytes.get(at + 1).is_some_and(u8::is_ascii_digit) && at > 0 && bytes[at - 1].is_ascii_digit() => mark::CLOCK,
            0x3a | 0xff1a => mark::COLON,
            0x3c | 0x7b | 0x7d | 0x5b | 0x5d | 0x3d | 0x5c => mark::MARKUP,
            0x25 | 0x24 | 0x20ac | 0xa3 | 0xa5 => mark::PERCENT_OR_MONEY,
            0x2d | 0x2013 | 0x2014 => mark::DASH,
            0x28 | 0x29 | 0xff08 | 0xff09 => mark::PAREN,
            0x2e | 0x2c | 0x21 | 0x3f | 0x22 | 0x27 => 0,
            0x2600.. if !folded.is_break() && !folded.is_quote() && !folded.is_terminator() && !folded.is_comma() => mark::SYMBOL,
            _ => 0,
        };
        self.glance.marks |= marks;
    }

    /// Flags of a word that begins here; closes the gap before it.
    fn open_word(&mut self) -> u32 {
        let begins = self.any && (self.gap_end || (self.gap_break && self.gap_space));
        if self.any && self.gap_end {
            self.glance.inner_ends = self.glance.inner_ends.saturating_add(1);
        }
        self.any = true;
        (self.gap_end, self.gap_space, self.gap_break) = (false, false, false);
        if begins { Word::SENTENCE } else { 0 }
    }

    fn push(&mut self, start: usize, end: usize, hash: u32, stem: u32, letters: u32, flags: u32) {
        self.words.push(Word::new(start, end, hash, stem, letters as usize, flags));
    }

    fn unspaced_word(&mut self, at: usize, size: usize, folded: Folded) {
        self.see(folded);
        let mut flags = self.open_word();
        if folded.class() == fold::IDEOGRAPH {
            flags |= Word::UNSPACED;
            self.glance.ideographs = self.glance.ideographs.saturating_add(1);
        } else {
            flags |= Word::SYLLABLE;
            self.glance.syllables = self.glance.syllables.saturating_add(1);
        }
        let hash = hash_of(u64::from(folded.unit()));
        self.push(at, at + size, hash, hash_of_stem(u64::from(folded.unit())), 1, flags);
    }

    /// Reads a word from `start` and returns where it ends.
    fn spaced_word(&mut self, start: usize, first: Folded) -> usize {
        let mut flags = self.open_word();
        let (mut hashed, mut bits, mut stem_bits, mut letters, mut capitals, mut digits) = (Letters::default(), 0, 0, 0_u32, 0_u32, false);
        let (mut at, mut last) = (start, first);
        if self.glance.first.is_none() {
            self.glance.first = Some(first);
        }
        while let Some((folded, size)) = unit_at(self.text, at) {
            match folded.class() {
                fold::LETTER | fold::DIGIT => {
                    hashed.push(folded.unit());
                    bits += if folded.unit() < 0x80 { 8 } else { 16 };
                    letters += 1;
                    if letters == STEM as u32 {
                        stem_bits = bits;
                    }
                    capitals += u32::from(folded.is_upper());
                    digits |= folded.class() == fold::DIGIT;
                    last = folded;
                }
                fold::SKIP => {}
                fold::APOSTROPHE if joins(self.text, at + size) => {
                    hashed.push(u32::from(b'\''));
                    bits += 8;
                }
                _ => break,
            }
            at += size;
        }
        let stem = hashed.stem(if letters < STEM as u32 { bits } else { stem_bits });
        let hash = hashed.hash();
        if first.is_upper() {
            self.glance.capitals = self.glance.capitals.saturating_add(1);
            if capitals == letters && letters > 1 {
                self.glance.shouted = self.glance.shouted.saturating_add(1);
                self.glance.first_shouted |= self.glance.spaced == 0;
            }
        }
        if digits {
            self.glance.marks |= mark::DIGIT;
        }
        if first.class() == fold::DIGIT {
            flags |= Word::NUMBER;
            self.glance.numbers = self.glance.numbers.saturating_add(1);
        }
        self.glance.spaced = self.glance.spaced.saturating_add(1);
        self.glance.last = Some(last);
        self.glance.last_inner = Some(last);
        self.push(start, at, hash, stem, letters, flags);
        at
    }
}

/// Whether a letter or digit follows at `at`, marks that print as nothing aside: an apostrophe before it is part of the word.
fn joins(text: &str, mut at: usize) -> bool {
    while let Some((folded, size)) = unit_at(text, at) {
        match folded.class() {
            fold::SKIP => at += size,
            class => return matches!(class, fold::LETTER | fold::DIGIT),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::read_words;
    use proptest::{prelude::*, sample::select};

    /// What words and gaps are made of: letters of one to four bytes, composed and not, marks, apostrophes, spaces.
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "a", "Z", "the", "Word", "NATO", "steenkolenwinning", "abcdefgh", "é", "É", "e\u{301}", "ß", "Straße", "l'", "’", "`", "'",
        "d’", "7", "2024", "12", ":", "/", ". ", "! ", "…", ", ", ";", " ", "  ", "\t", "\u{a0}", "\u{3000}", "\u{200b}", "\u{ad}", "-",
        " – ", "(", ") ", "“", "”", "»", "\"", "•", "©", "@", "#", "|", "<", "%", "€", "→", "😀", "ж", "Жук", "ЖУК", "ё", "ع", "العربية",
        "هَذَا", "हिन्दी", "字", "文字", "かな", "ー", "・", "。", "、", "「", "」", "）", "ไทย", "กำ", "한글", "\u{1112}\u{1161}\u{11ab}",
        "\u{9c7}\u{9be}", "\u{1025}\u{102e}", "𐐀", "𠀀", "𝟘", "\0", "\u{7f}", "ﬁ", "Ａ", "İ", "가\u{11ab}", "대한민국만세", "ड\u{93c}",
        "साहित्यकार", "।", "،", "؛", "«", "ქართული", "ᲥᲐ", "አማርኛ", "㐀", "䀀", "豈", "ﾞ", "и\u{306}", "АБВГДЕЖЗИ", "АБВГдежз", "Ёлка", "ΣΑΣ",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => prop::collection::vec(select(PIECES), 0..24).prop_map(|pieces| pieces.concat()),
            1 => "\\PC{0,40}",
            1 => any::<String>(),
        ]
    }

    /// What is used of a char at the line's end: a letter may be told by its last part alone.
    fn seen(unit: Option<Folded>) -> Option<(u32, Option<u32>)> {
        unit.map(|unit| (unit.bits() & !fold::UPPER, (unit.class() == fold::OTHER).then_some(unit.unit())))
    }

    proptest! {
        #[test]
        fn words_are_read_as_on_the_plain_way(text in text(), before in "[a-z ]{0,9}") {
            let (mut fast, mut plain) = (Vec::new(), Vec::new());
            read_words(&before, &mut fast);
            read_words(&before, &mut plain);
            let (got, due) = (read_words(&text, &mut fast), read_plainly(&text, &mut plain));
            prop_assert_eq!(&fast, &plain);
            prop_assert_eq!((seen(got.last), seen(got.last_inner)), (seen(due.last), seen(due.last_inner)));
            prop_assert_eq!(got, Glance { last: got.last, last_inner: got.last_inner, ..due });
        }
    }
}
