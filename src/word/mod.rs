//! Words of a line as hashes of their folded letters, and what else a reader sees at a glance.

mod beyond;
mod byte;
mod edges;
mod far;
mod joined;
mod long;
mod marks;
#[cfg(test)]
mod plain;
mod read;
mod run;
mod same;
mod spelling;

pub(crate) use long::{long_stem, long_stem_of};
pub(crate) use read::read_words;
pub(crate) use same::{Spelled, begins_alike, same_letters};

use crate::{fold::Folded, hash::hash_of, signs};

/// A word, or one char of a script that is written without spaces. Offsets are bytes within the line's text,
/// which is shorter than 64 KiB (`LONGEST_LINE`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub start: u16,
    pub end: u16,
    /// Hash of all its folded letters.
    pub hash: u32,
    /// From the upper end: 24 bits of stem, 4 of letters, 4 of flags.
    rest: u32,
}

/// Words with fewer letters carry no topic.
const LONG: usize = 4;
/// How many letters of a word its stem covers.
pub(crate) const STEM: usize = 3;
/// The most letters that a word counts.
const MOST_LETTERS: usize = 15;

impl Word {
    const NUMBER: u32 = 1;
    const SENTENCE: u32 = 2;
    const UNSPACED: u32 = 4;
    const SYLLABLE: u32 = 8;

    /// A word with the hash of its stem, 24 bits.
    #[inline(always)]
    fn new(start: usize, end: usize, hash: u32, stem: u32, letters: usize, flags: u32) -> Word {
        let letters = letters.min(MOST_LETTERS) as u32;
        Word { start: start as u16, end: end as u16, hash, rest: stem << 8 | letters << 4 | flags }
    }

    /// Hash of its first three folded letters (of all, if it has fewer).
    #[inline(always)]
    pub(crate) fn stem(self) -> u32 {
        self.rest >> 8
    }
    /// How many folded letters it has, at most 15.
    #[inline(always)]
    pub(crate) fn letters(self) -> usize {
        self.rest as usize >> 4 & MOST_LETTERS
    }
    /// Begins with a digit.
    #[inline(always)]
    pub(crate) fn is_number(self) -> bool {
        self.rest & Self::NUMBER != 0
    }
    /// Has letters enough to carry a topic, and is no number.
    #[inline(always)]
    pub(crate) fn is_long(self) -> bool {
        self.letters() >= LONG && !self.is_number()
    }
    /// May have letters enough for a long stem, which is four of them at least.
    #[inline(always)]
    pub(crate) fn has_long_stem(self) -> bool {
        self.letters() >= 4
    }
    /// Stands behind a mark that ends a sentence or sets off a part; not set for the first word of a line.
    #[inline(always)]
    pub(crate) fn begins_sentence(self) -> bool {
        self.rest & Self::SENTENCE != 0
    }
    /// A single char of Han, kana, Thai, Lao, Khmer or Burmese.
    #[inline(always)]
    pub(crate) fn is_unspaced(self) -> bool {
        self.rest & (Self::UNSPACED | Self::SYLLABLE) != 0
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

/// What stood between two words of a line.
mod gap {
    pub(super) const NOTHING: u32 = 0;
    pub(super) const SPACE: u32 = 1;
    /// No word has been read yet.
    pub(super) const START: u32 = 2;
    /// A mark that ends a sentence, and one that parts: the bits that the classes of such marks have.
    pub(super) const END: u32 = crate::fold::TERMINATOR;
    pub(super) const BREAK: u32 = crate::fold::BREAK;
}

/// What a reader sees of a line without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Glance {
    pub marks: u16,
    /// The signs between its words.
    signs: u64,
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
}

impl Glance {
    /// Length in words as a reader would count them: two chars of Han or kana, or four of Thai, are about one word.
    pub(crate) fn length(&self) -> u32 {
        u32::from(self.spaced) + u32::from(self.ideographs).div_ceil(2) + u32::from(self.syllables).div_ceil(4)
    }
    /// How many words that carry a topic it hardly has more of; of chars without spaces half of the pairs do.
    pub(crate) fn most_topics(&self) -> usize {
        (usize::from(self.ideographs) + usize::from(self.syllables)) * 9 / 16 + usize::from(self.spaced) / 2
    }
    pub(crate) fn has(&self, marks: u16) -> bool {
        self.marks & marks != 0
    }
    /// All signs that the line has, as bits.
    pub(crate) fn signs(&self) -> u64 {
        self.signs | if self.has(mark::DIGIT) { signs::DIGITS } else { 0 }
    }
}

/// The hash of two words in a row.
#[inline]
pub(crate) fn pair(first: u32, second: u32) -> u32 {
    hash_of(u64::from(first) | u64::from(second) << 32)
}

/// The hash of a row of words that one more was added to.
#[inline(always)]
pub(crate) fn with_word(row: u64, word: u32) -> u64 {
    (row ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
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
        assert_eq!(hashes("l’\u{200b}été"), hashes("l’été"));
        assert_eq!(words("l’\u{200b}\u{301} été"), ["l", "été"]);
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
}
