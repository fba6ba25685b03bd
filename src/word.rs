//! Words of a line as hashes of their folded letters, and what else a reader sees at a glance.

use crate::{
    fold::{self, Folded, fold},
    hash::{Letters as Hashed, hash_of},
};

/// A word, or one char of a script that is written without spaces. Offsets are bytes within the line's text,
/// which is shorter than 64 KiB (`LONGEST_LINE`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub start: u16,
    pub end: u16,
    /// Hash of all its folded letters.
    pub hash: u32,
    /// Hash of its first three folded letters (of all, if it has fewer).
    pub stem: u32,
    /// How many folded letters it has, at most 255.
    pub letters: u8,
    pub flags: u8,
}

/// How many letters of a word `stem` covers.
pub(crate) const STEM: usize = 3;

impl Word {
    const CAPITAL: u8 = 1;
    const SHOUTED: u8 = 2;
    const NUMBER: u8 = 4;
    const SENTENCE: u8 = 8;
    const UNSPACED: u8 = 16;
    const SYLLABLE: u8 = 32;

    /// Begins with a digit.
    pub(crate) fn is_number(self) -> bool {
        self.flags & Self::NUMBER != 0
    }
    /// Stands behind a mark that ends a sentence or sets off a part; not set for the first word of a line.
    pub(crate) fn begins_sentence(self) -> bool {
        self.flags & Self::SENTENCE != 0
    }
    /// A single char of Han, kana, Thai, Lao, Khmer or Burmese.
    pub(crate) fn is_unspaced(self) -> bool {
        self.flags & (Self::UNSPACED | Self::SYLLABLE) != 0
    }
}

/// Marks seen in a line, one bit each.
pub(crate) mod mark {
    pub(crate) const URL: u16 = 1;
    pub(crate) const AT: u16 = 2;
    pub(crate) const HASH: u16 = 4;
    pub(crate) const RIGHTS: u16 = 8;
    pub(crate) const BAR: u16 = 16;
    pub(crate) const BULLET: u16 = 32;
    pub(crate) const ARROW: u16 = 64;
    pub(crate) const COLON: u16 = 128;
    pub(crate) const MARKUP: u16 = 256;
    pub(crate) const PERCENT_OR_MONEY: u16 = 512;
    pub(crate) const SYMBOL: u16 = 1024;
    pub(crate) const DASH: u16 = 2048;
    pub(crate) const PAREN: u16 = 4096;
    pub(crate) const CLOCK: u16 = 8192;
    /// A digit, be it within a word.
    pub(crate) const DIGIT: u16 = 16_384;
}

/// What a reader sees of a line without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Glance {
    pub marks: u16,
    /// Marks that end a sentence and have a word behind them.
    pub inner_ends: u16,
    pub commas: u16,
    pub quotes: u16,
    pub capitals: u16,
    pub shouted: u16,
    pub numbers: u16,
    /// Chars of scripts without spaces.
    pub ideographs: u16,
    pub syllables: u16,
    /// Words of scripts with spaces.
    pub spaced: u16,
    /// Whether the first word is all capitals.
    pub first_shouted: bool,
    /// The folded char that the line begins with, and its class bits; the same of its last.
    pub first: Option<Folded>,
    pub last: Option<Folded>,
    /// The last char before closing quotes and brackets.
    pub last_inner: Option<Folded>,
    /// Hash of all words.
    pub hash: u64,
}

impl Glance {
    /// Length in words as a reader would count them: two chars of Han or kana, or four of Thai, are about one word.
    pub(crate) fn length(&self) -> u32 {
        u32::from(self.spaced) + u32::from(self.ideographs).div_ceil(2) + u32::from(self.syllables).div_ceil(4)
    }
    pub(crate) fn has(&self, marks: u16) -> bool {
        self.marks & marks != 0
    }
}

/// The hash of two words in a row.
#[inline]
pub(crate) fn pair(first: u32, second: u32) -> u32 {
    hash_of(u64::from(first) | u64::from(second) << 32)
}

struct Reader<'a> {
    text: &'a str,
    words: &'a mut Vec<Word>,
    glance: Glance,
    gap_end: bool,
    gap_space: bool,
    gap_break: bool,
    any: bool,
}

/// Reads the words of `text` (at most 64 KiB) into `words` and returns what was seen on the way. Linear.
pub(crate) fn read_words(text: &str, words: &mut Vec<Word>) -> Glance {
    let mut reader = Reader { text, words, glance: Glance::default(), gap_end: false, gap_space: false, gap_break: false, any: false };
    reader.read();
    reader.glance
}

impl Reader<'_> {
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
    fn open_word(&mut self) -> u8 {
        let begins = self.any && (self.gap_end || (self.gap_break && self.gap_space));
        if self.any && self.gap_end {
            self.glance.inner_ends = self.glance.inner_ends.saturating_add(1);
        }
        self.any = true;
        (self.gap_end, self.gap_space, self.gap_break) = (false, false, false);
        if begins { Word::SENTENCE } else { 0 }
    }

    fn push(&mut self, start: usize, end: usize, hash: u32, stem: u32, letters: u32, flags: u8) {
        let word =
            Word { start: start as u16, end: end as u16, hash, stem, letters: letters.min(255) as u8, flags };
        self.glance.hash = (self.glance.hash ^ u64::from(word.hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        self.words.push(word);
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
        self.push(at, at + size, hash, hash, 1, flags);
    }

    /// Reads a word from `start` and returns where it ends.
    fn spaced_word(&mut self, start: usize, first: Folded) -> usize {
        let mut flags = self.open_word();
        let (mut hashed, mut stem, mut letters, mut capitals, mut digits) = (Hashed::default(), 0, 0_u32, 0_u32, false);
        let (mut at, mut last) = (start, first);
        if self.glance.first.is_none() {
            self.glance.first = Some(first);
        }
        while let Some((folded, size)) = unit_at(self.text, at) {
            match folded.class() {
                fold::LETTER | fold::DIGIT => {
                    hashed.push(folded.unit());
                    letters += 1;
                    if letters == STEM as u32 {
                        stem = hashed.hash();
                    }
                    capitals += u32::from(folded.is_upper());
                    digits |= folded.class() == fold::DIGIT;
                    last = folded;
                }
                fold::SKIP => {}
                fold::APOSTROPHE if joins(self.text, at + size) => hashed.push(u32::from(b'\'')),
                _ => break,
            }
            at += size;
        }
        let hash = hashed.hash();
        if letters < STEM as u32 {
            stem = hash;
        }
        if first.is_upper() {
            flags |= Word::CAPITAL;
            self.glance.capitals = self.glance.capitals.saturating_add(1);
            if capitals == letters && letters > 1 {
                flags |= Word::SHOUTED;
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

/// The folded char at byte `at` and its size in bytes; Hangul written in single letters counts as one syllable.
#[inline(always)]
fn unit_at(text: &str, at: usize) -> Option<(Folded, usize)> {
    match *text.as_bytes().get(at)? {
        byte @ 0..0x80 => Some((fold::fold_ascii(byte), 1)),
        _ => unit_beyond_ascii(text, at),
    }
}

#[inline]
fn unit_beyond_ascii(text: &str, at: usize) -> Option<(Folded, usize)> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    if matches!(c, '\u{1100}'..='\u{1112}')
        && let Some((syllable, size)) = fold::compose_hangul(rest)
    {
        return char::from_u32(syllable).map(|c| (fold(c), size));
    }
    if matches!(c, '\u{980}'..='\u{109f}') {
        return Some(vowel_at(rest, c));
    }
    Some((fold(c), c.len_utf8()))
}

/// A char of a script whose vowel signs may stand in parts.
fn vowel_at(rest: &str, first: char) -> (Folded, usize) {
    let (mut whole, mut size) = (first, first.len_utf8());
    while let Some(next) = rest.get(size..).and_then(|rest| rest.chars().next())
        && let Some(composed) = fold::compose_vowel(whole, next)
    {
        whole = composed;
        size += next.len_utf8();
    }
    (fold(whole), size)
}

/// Whether a letter or digit follows at `at`: an apostrophe before it is part of the word.
fn joins(text: &str, at: usize) -> bool {
    unit_at(text, at).is_some_and(|(folded, _)| matches!(folded.class(), fold::LETTER | fold::DIGIT))
}

/// Whether a word of a text equals (or, for a stem, begins with) a word of a phrase, letter by folded letter.
pub(crate) fn same_letters(text: &str, phrase: &str, stem: bool) -> bool {
    let mut text = Letters { text, at: 0 };
    let mut phrase = Letters { text: phrase, at: 0 };
    loop {
        match (text.next(), phrase.next()) {
            (_, None) if stem => return true,
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

struct Letters<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Letters<'_> {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        loop {
            let (folded, size) = unit_at(self.text, self.at)?;
            self.at += size;
            if folded.class() != fold::SKIP {
                return Some(folded.unit());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        read_words(text, &mut words);
        words.iter().map(|word| text[word.start as usize..word.end as usize].to_string()).collect()
    }

    fn hashes(text: &str) -> Vec<u32> {
        let mut words = Vec::new();
        read_words(text, &mut words);
        words.iter().map(|word| word.hash).collect()
    }

    #[test]
    fn apostrophes_join_and_dashes_part() {
        assert_eq!(words("N’hésitez pas, abonnez-vous 'ici'!"), ["N’hésitez", "pas", "abonnez", "vous", "ici"]);
    }

    #[test]
    fn scripts_without_spaces_give_single_chars() {
        assert_eq!(words("続きを読む RSS"), ["続", "き", "を", "読", "む", "RSS"]);
    }

    #[test]
    fn hashes_ignore_case_accent_and_form() {
        assert_eq!(hashes("L’ÉTÉ"), hashes("l'e\u{301}te\u{301}"));
        assert_eq!(hashes("한글"), hashes("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"));
        assert_ne!(hashes("ete"), hashes("eta"));
    }

    #[test]
    fn sentences_begin_behind_end_marks() {
        let mut words = Vec::new();
        let glance = read_words("It rained. Sign up – now! Well-known", &mut words);
        let begins: Vec<bool> = words.iter().map(|word| word.begins_sentence()).collect();
        assert_eq!(begins, [false, false, true, false, true, true, false]);
        assert_eq!((glance.inner_ends, glance.length()), (2, 7));
    }

    #[test]
    fn letters_compare_folded() {
        assert!(same_letters("Abonnez", "abon", true) && !same_letters("Abonnez", "abon", false));
        assert!(same_letters("E\u{301}TE", "été", false));
    }
}
