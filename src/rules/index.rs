//! Reads the entries of a pack: which cues begin with a word, and whether one stands there.

use super::entries::{
    AFTER_GAP, BEGIN_SALT, ENTRY, IS_NUMBER, IS_PLAIN, IS_STEM, IS_UNSPACED, LAST, LEAD_SALT, LONG_SALT, NUMBER_KEY, PAIRS, PLACE,
    ROW_BEGIN_SALT, ROW_SALT, SLOT, SPOTS, STEM_SALT, Spot, UNHASHED, WORD_SALT, filter_word, spot_of,
};
use super::slots::{NOTED, Noted};
use crate::word::{Spelled, Word, begins_alike, long_stem, pair, same_letters};
use std::borrow::Cow;

/// How many words a gap may span.
const GAP_WORDS: usize = 6;
/// The same in a script without spaces, where a char is a word.
const GAP_CHARS: usize = 12;

/// The entries of a pack. A look-up costs a few instructions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Index {
    bytes: Cow<'static, [u8]>,
    /// How many slots there are, less one.
    mask: usize,
    /// Where the filter of each spot lies.
    filters: [Place; SPOTS],
    /// Where what is noted of each kind begins, and where the last of it ends.
    noted: [usize; NOTED.len() + 1],
    entries_start: usize,
}

/// Where a filter begins in the bytes, and the mask of its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    start: u32,
    mask: u32,
}

const HEADER: usize = 4 * (1 + SPOTS + NOTED.len());

/// Entries with the same key, as far as they count at a spot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a> {
    bytes: &'a [u8],
    spot: Spot,
}

impl<'a> Iterator for Run<'a> {
    type Item = Entry<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Entry<'a>> {
        let (&[size, high, flags, count, names, names_high], bytes) = self.bytes.split_first_chunk::<ENTRY>()?;
        if spot_of(flags & PLACE) < self.spot {
            return None;
        }
        let size = usize::from(u16::from_le_bytes([size, high]));
        self.bytes = if flags & LAST == 0 { self.bytes.get(size..)? } else { &[] };
        Some(Entry { flags, names: u16::from_le_bytes([names, names_high]), parts: Parts { bytes, count } })
    }
}

/// A cue that may begin with a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub flags: u8,
    /// The rule, or the part of a pattern.
    pub names: u16,
    parts: Parts<'a>,
}

impl Index {
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Index {
        let count = |at: usize| number(&bytes, 4 * at).map_or(0, |count| count as usize);
        let mut start = HEADER + count(0) * SLOT;
        let mut filters = [Place::default(); SPOTS];
        for (filter, at) in filters.iter_mut().zip(1..) {
            *filter = Place { start: start as u32, mask: count(at).saturating_sub(1) as u32 };
            start += count(at) * 8;
        }
        let mut noted = [start; NOTED.len() + 1];
        for (end, at) in noted.iter_mut().skip(1).zip(1 + SPOTS..) {
            start += 2 * count(at);
            *end = start;
        }
        Index { mask: count(0).saturating_sub(1), filters, noted, entries_start: start, bytes }
    }

    /// What the slot of a key holds; 0 if no slot has the key.
    #[inline(always)]
    fn slot(&self, key: u32) -> u32 {
        let mut slot = key as usize & self.mask;
        loop {
            let start = HEADER + slot as u32 as usize * SLOT;
            let bytes = self.bytes.get(start..start + SLOT).and_then(|bytes| bytes.first_chunk::<SLOT>());
            let Some(&[a, b, c, d, at @ ..]) = bytes else { return 0 };
            let at = u32::from_le_bytes(at);
            if at == 0 || u32::from_le_bytes([a, b, c, d]) == key {
                return at;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    #[inline(always)]
    fn run(&self, start: usize, spot: Spot) -> Run<'_> {
        Run { bytes: self.bytes.get(self.entries_start + start..).unwrap_or(&[]), spot }
    }

    /// The slots of a vocabulary in which something of a kind is noted.
    pub(super) fn noted(&self, kind: Noted) -> impl Iterator<Item = u16> + '_ {
        let bounds = self.noted.get(kind as usize..kind as usize + 2);
        let bytes = bounds.and_then(|bounds| self.bytes.get(*bounds.first()?..*bounds.last()?));
        bytes.unwrap_or(&[]).chunks_exact(2).filter_map(|slot| slot.first_chunk().copied().map(u16::from_le_bytes))
    }

    /// Whether a key may count at a spot.
    pub(super) fn may_have(&self, key: u32, spot: Spot) -> bool {
        self.filter(spot).has(key)
    }

    /// What is looked up at words that stand at such a spot.
    #[inline(always)]
    pub(crate) fn at(&self, spot: Spot) -> LookUp<'_> {
        LookUp { index: self, filter: self.filter(spot), spot }
    }

    /// The filter of the keys that count at a spot.
    #[inline(always)]
    fn filter(&self, spot: Spot) -> Bits<'_> {
        Bits { bytes: &self.bytes, place: self.filters.get(spot as usize).copied().unwrap_or_default() }
    }
}

/// Looks up words that stand at one kind of spot.
#[derive(Clone, Copy)]
pub(crate) struct LookUp<'i> {
    index: &'i Index,
    filter: Bits<'i>,
    spot: Spot,
}

impl<'i> LookUp<'i> {
    /// Calls `with` for the entries that may begin with the first of these words of a line, and with what they were looked up by: 0 for the
    /// word, 1 for its stem, 2 for it and the next, 3 for a number.
    #[inline(always)]
    pub(crate) fn each(self, line: &str, here: &[Word], mut with: impl FnMut(u8, Run<'i>)) {
        let LookUp { index, filter, spot } = self;
        let (Some(word), next) = (here.first(), here.get(1)) else { return };
        let mut with = |rank: u8, slot: u32| {
            if let Some(start) = (slot & !PAIRS).checked_sub(1) {
                with(rank, index.run(start as usize, spot));
            }
        };
        let stem = word.stem() ^ STEM_SALT;
        if filter.has(stem) {
            with(1, index.slot(stem));
        }
        if word.has_long_stem() && filter.has(word.stem() ^ BEGIN_SALT) {
            let long = long_stem(line, word) ^ LONG_SALT;
            if filter.has(long) {
                with(1, index.slot(long));
            }
        }
        if filter.has(word.hash ^ LEAD_SALT) {
            let slot = index.slot(word.hash ^ WORD_SALT);
            if let Some(next) = next.filter(|_| slot & PAIRS != 0) {
                let both = pair(word.hash, next.hash);
                for (rank, key) in [(0, pair(word.hash, next.stem() ^ STEM_SALT)), (2, both)] {
                    if filter.has(key) {
                        with(rank, index.slot(key));
                    }
                }
                if let Some([third, fourth]) = here.get(2..4).filter(|_| filter.has(both ^ ROW_BEGIN_SALT)) {
                    let row = pair(both, pair(third.hash, fourth.hash)) ^ ROW_SALT;
                    if filter.has(row) {
                        with(2, index.slot(row));
                    }
                }
            }
            with(0, slot);
        }
        if word.is_number() {
            with(3, index.slot(NUMBER_KEY));
        }
    }
}

#[inline(always)]
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

/// A filter as it lies in the bytes of a pack: it may say yes wrongly (about one time in thirty), never no.
#[derive(Clone, Copy)]
struct Bits<'a> {
    bytes: &'a [u8],
    place: Place,
}

impl Bits<'_> {
    #[inline(always)]
    fn has(self, key: u32) -> bool {
        self.word(filter_word(key)) >> (key & 63) & 1 == 1
    }

    #[inline(always)]
    fn word(self, at: usize) -> u64 {
        // A number of 32 bits times eight can't run over: one comparison is enough.
        let at = 8 * (at as u32 & self.place.mask) as usize + self.place.start as usize;
        self.bytes.get(at..at + 8).and_then(|word| word.first_chunk()).map_or(0, |&word| u64::from_le_bytes(word))
    }
}

impl Entry<'_> {
    /// Whether a pattern's gate opens at `words[at]`: of what its word is spelled with, a stem covers three letters only.
    #[inline(always)]
    pub(crate) fn opens(&self, line: &str, words: &[Word], at: usize) -> bool {
        self.parts.count == 0 || self.ends(line, words, at).is_some()
    }

    /// Where the phrase ends (an index into `words`) if it stands at `words[at]`. A gap takes the nearest place that fits.
    #[inline(always)]
    pub(crate) fn ends(&self, line: &str, words: &[Word], at: usize) -> Option<usize> {
        let here = words.get(at..)?;
        // Nearly all phrases leave here.
        let (end, rest) = self.parts.run(here, |part, word| part.may_be(line, word))?;
        self.ends_likely(line, here, end, rest).map(|end| at + end)
    }

    /// The same for a phrase that may stand up to its first gap: the rest by hashes, then all of it by letters.
    #[inline(never)]
    fn ends_likely(&self, line: &str, words: &[Word], end: usize, rest: Parts<'_>) -> Option<usize> {
        rest.behind_gap(words, end, |part, word| part.may_be(line, word))?;
        let is = |part: &Part<'_>, word: &Word| part.may_be(line, word) && part.is(line, word);
        let (end, rest) = self.parts.run(words, is)?;
        rest.behind_gap(words, end, is)
    }
}

/// Parts of a phrase.
#[derive(Clone, Copy, Debug)]
struct Parts<'a> {
    bytes: &'a [u8],
    count: u8,
}

struct Part<'a> {
    flags: u8,
    hash: u32,
    /// How many bytes its letters have, and what begins with them.
    size: usize,
    bytes: &'a [u8],
}

const PART: usize = 7;

impl<'a> Parts<'a> {
    #[inline(always)]
    fn first(&self) -> Option<(Part<'a>, Parts<'a>)> {
        let count = self.count.checked_sub(1)?;
        let (&[flags, a, b, c, d, size, high], bytes) = self.bytes.split_first_chunk::<PART>()?;
        let size = usize::from(u16::from_le_bytes([size, high]));
        Some((Part { flags, hash: u32::from_le_bytes([a, b, c, d]), size, bytes }, Parts { bytes: bytes.get(size..)?, count }))
    }

    /// Where parts behind a gap that begins at `words[at]` end, gap by gap, if they are `so` of the words.
    #[inline(always)]
    fn behind_gap(self, words: &[Word], mut at: usize, so: impl Fn(&Part<'a>, &Word) -> bool + Copy) -> Option<usize> {
        let mut rest = self;
        while let Some((first, _)) = rest.first() {
            let reach = if first.flags & IS_UNSPACED != 0 { GAP_CHARS } else { GAP_WORDS };
            let stands = |at: usize| rest.run(words.get(at..)?, so).map(|(end, behind)| (at + end, behind));
            let begins = |&at: &usize| words.get(at).is_some_and(|word| so(&first, word));
            (at, rest) = (at..=at + reach).filter(begins).find_map(stands)?;
        }
        Some(at)
    }

    /// If the parts up to the next gap are `so` of the words, one for one: how many there are, and those behind the gap.
    #[inline(always)]
    fn run(self, words: &[Word], so: impl Fn(&Part<'a>, &Word) -> bool + Copy) -> Option<(usize, Parts<'a>)> {
        let mut rest = self;
        let mut count = 0;
        while let Some((part, behind)) = rest.first() {
            if count > 0 && part.flags & AFTER_GAP != 0 {
                break;
            }
            if !so(&part, words.get(count)?) {
                return None;
            }
            count += 1;
            rest = behind;
        }
        Some((count, rest))
    }
}

impl Part<'_> {
    /// Whether the part may be the word: by its hash, and by what the hash of a stem does not cover.
    #[inline(always)]
    fn may_be(&self, line: &str, word: &Word) -> bool {
        match self.flags & (IS_STEM | IS_NUMBER | UNHASHED) {
            0 => self.hash == word.hash,
            IS_STEM => self.hash == word.stem() && self.may_begin(line, word),
            IS_NUMBER => word.is_number(),
            _ => true,
        }
    }

    /// Whether a stem may stand where a word begins.
    #[inline(always)]
    fn may_begin(&self, line: &str, word: &Word) -> bool {
        if self.flags & IS_PLAIN == 0 {
            return self.is(line, word);
        }
        self.begins_alike(line, word)
    }

    /// Whether the first eight letters at most, which are plain, may be those of the word.
    #[inline(always)]
    fn begins_alike(&self, line: &str, word: &Word) -> bool {
        begins_alike(line.as_bytes().get(usize::from(word.start)..).unwrap_or(&[]), self.bytes, self.size)
    }

    /// Whether the part is the word, letter by letter.
    fn is(&self, line: &str, word: &Word) -> bool {
        if self.flags & IS_NUMBER != 0 {
            return true;
        }
        let (short, stem) = (self.size <= 8, self.flags & IS_STEM != 0);
        if short && self.flags & IS_PLAIN != 0 && !self.begins_alike(line, word) {
            return false;
        }
        let bytes = line.as_bytes().get(usize::from(word.start)..).unwrap_or(&[]);
        let text = Spelled { bytes, size: usize::from(word.end - word.start) };
        // Letters that are all of ASCII have been compared by now.
        (short && self.flags & IS_PLAIN != 0 && text.size == self.size && bytes.get(..text.size).is_some_and(<[u8]>::is_ascii))
            || same_letters(text, Spelled { bytes: self.bytes, size: self.size }, stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::entries::Entries, word::read_words};

    /// Where a phrase ends that stands at the first word of a line.
    fn ends(phrase: &str, line: &str) -> Option<usize> {
        let mut entries = Entries::default();
        entries.add_phrase(0, 0, 0, phrase);
        let index = Index::new(entries.finish().into());
        let mut words = Vec::new();
        read_words(line, &mut words);
        let mut end = None;
        index.at(Spot::First).each(line, &words, |_, mut run| {
            end = end.or_else(|| run.find_map(|entry| entry.ends(line, &words, 0)));
        });
        end
    }

    #[test]
    fn words_stems_numbers_gaps() {
        assert_eq!(ends("sign up", "Sign-up now"), Some(2));
        assert_eq!(ends("abonn* … newsletter", "Abonnez-vous à notre super Newsletter !"), Some(6));
        assert_eq!(ends("abonn* … newsletter", "Abonnez-vous a b c d e f Newsletter"), None);
        assert_eq!(ends("# comments", "12 Comments"), Some(2));
        assert_eq!(ends("続き … 読む", "続きを読む"), Some(5));
        assert_eq!(ends("e-mail", "Email"), None);
    }
}
