//! Reads the entries of a pack: which cues begin with a word, and whether one stands there.

use super::entries::{
    AFTER_GAP, ENTRY, IS_NUMBER, IS_STEM, IS_UNSPACED, LAST, LEAD_SALT, NUMBER_KEY, SLOT, STEM_SALT, UNHASHED, WORD_SALT,
};
use crate::word::{Word, pair, same_letters};
use std::borrow::Cow;

/// How many words a gap may span.
const GAP_WORDS: usize = 6;
/// The same in a script without spaces, where a char is a word.
const GAP_CHARS: usize = 12;

/// The entries of a pack. A look-up costs a few instructions.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Index {
    bytes: Cow<'static, [u8]>,
    /// How many slots there are, less one, and where they end.
    mask: usize,
    slots_end: usize,
    filter_end: usize,
}

const HEADER: usize = 8;

/// Entries with the same key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a>(&'a [u8]);

impl<'a> Iterator for Run<'a> {
    type Item = Entry<'a>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'a>> {
        let (&[size, high, flags, count, names, names_high], bytes) = self.0.split_first_chunk::<ENTRY>()?;
        let size = usize::from(u16::from_le_bytes([size, high]));
        self.0 = if flags & LAST == 0 { self.0.get(size..)? } else { &[] };
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
        let count = |at: usize| number(&bytes, at).map_or(0, |count| count as usize);
        let slots_end = HEADER + count(0) * SLOT;
        Index { mask: count(0).saturating_sub(1), slots_end, filter_end: slots_end + count(4) * 8, bytes }
    }

    /// The entries with a key, if there are any.
    #[inline]
    pub(crate) fn entries(&self, key: u32) -> Option<Run<'_>> {
        let mut slot = key as usize & self.mask;
        loop {
            let bytes = self.bytes.get(HEADER + slot * SLOT..)?.first_chunk::<SLOT>()?;
            let [known, at] = [number(bytes, 0)?, number(bytes, 4)?];
            if at == 0 {
                return None;
            }
            if known == key {
                return self.bytes.get(self.filter_end + at as usize - 1..).map(Run);
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The filter of keys that may stand inside a sentence.
    fn filter(&self) -> impl Iterator<Item = u64> + Clone {
        let bytes = self.bytes.get(self.slots_end..self.filter_end).unwrap_or(&[]);
        bytes.chunks_exact(8).filter_map(|bits| bits.first_chunk().copied().map(u64::from_le_bytes))
    }
}

#[inline(always)]
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

/// What may begin inside a sentence, of several packs: it may say yes wrongly (about one time in sixteen), never no.
#[derive(Debug)]
pub(crate) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    pub(crate) fn new<'a>(packs: impl Iterator<Item = &'a Index> + Clone) -> Filter {
        let size = packs.clone().map(|pack| pack.filter().count()).max().unwrap_or(1).max(1);
        let mut bits = vec![0; size];
        for pack in packs {
            // The bits of a smaller filter stand for those of the larger one that have the same end.
            bits.iter_mut().zip(pack.filter().cycle()).for_each(|(bits, more)| *bits |= more);
        }
        Filter { bits }
    }

    /// The filter that lets no word pass.
    pub(crate) fn none() -> &'static Filter {
        static NONE: Filter = Filter { bits: Vec::new() };
        &NONE
    }

    #[inline(always)]
    fn has(&self, key: u32) -> bool {
        self.bits.get((key >> 6) as usize & (self.bits.len().wrapping_sub(1))).is_some_and(|bits| bits >> (key & 63) & 1 == 1)
    }

    /// Whether a cue may begin with this word; `next` is the one behind it. Most words leave after two looks.
    #[inline(always)]
    pub(crate) fn may_begin(&self, word: &Word, next: Option<&Word>) -> bool {
        let lead = self.has(word.hash ^ LEAD_SALT)
            && (self.has(word.hash ^ WORD_SALT) || self.has(pair(word.hash, next.map_or(0, |next| next.hash))));
        lead || self.has(word.stem ^ STEM_SALT) || (word.is_number() && self.has(NUMBER_KEY))
    }
}

impl Entry<'_> {
    /// Where the phrase ends (an index into `words`) if it stands at `words[at]`. A gap takes the nearest place that fits.
    pub(crate) fn ends(&self, line: &str, words: &[Word], at: usize) -> Option<usize> {
        if !self.parts.may_begin(words.get(at..)?) {
            return None;
        }
        let mut at = at;
        let mut rest = self.parts;
        while let Some((first, behind)) = rest.first() {
            let mut run = 1;
            let mut later = behind;
            while let Some((_, behind)) = later.first().filter(|(part, _)| part.flags & AFTER_GAP == 0) {
                run += 1;
                later = behind;
            }
            let now = Parts { count: run, ..rest };
            let reach = match first.flags {
                flags if flags & AFTER_GAP == 0 => 0,
                flags if flags & IS_UNSPACED != 0 => GAP_CHARS,
                _ => GAP_WORDS,
            };
            at = (at..=at + reach).find(|&at| now.stand(line, words, at))? + usize::from(run);
            rest = later;
        }
        Some(at)
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
    letters: &'a [u8],
}

const PART: usize = 7;

impl<'a> Parts<'a> {
    #[inline]
    fn first(&self) -> Option<(Part<'a>, Parts<'a>)> {
        let count = self.count.checked_sub(1)?;
        let (&[flags, a, b, c, d, size, high], bytes) = self.bytes.split_first_chunk::<PART>()?;
        let (letters, bytes) = bytes.split_at_checked(usize::from(u16::from_le_bytes([size, high])))?;
        Some((Part { flags, hash: u32::from_le_bytes([a, b, c, d]), letters }, Parts { bytes, count }))
    }

    /// Whether the parts before the first gap may stand where the words begin: nearly all phrases leave here.
    #[inline]
    fn may_begin(self, words: &[Word]) -> bool {
        let mut rest = self;
        let mut words = words.iter();
        while let Some((part, behind)) = rest.first().filter(|(part, _)| part.flags & AFTER_GAP == 0) {
            if !words.next().is_some_and(|word| part.may_be(word)) {
                return false;
            }
            rest = behind;
        }
        true
    }

    /// Whether all parts stand at `words[at]`, one behind the other: by their hashes first, then by their letters.
    fn stand(self, line: &str, words: &[Word], at: usize) -> bool {
        let all = |so: &dyn Fn(&Part<'_>, &Word) -> bool| {
            let mut rest = self;
            let mut words = words.get(at..).unwrap_or(&[]).iter();
            while let Some((part, behind)) = rest.first() {
                if !words.next().is_some_and(|word| so(&part, word)) {
                    return false;
                }
                rest = behind;
            }
            true
        };
        all(&|part, word| part.may_be(word)) && all(&|part, word| part.is(line, word))
    }
}

impl Part<'_> {
    #[inline]
    fn may_be(&self, word: &Word) -> bool {
        match self.flags & (IS_STEM | IS_NUMBER | UNHASHED) {
            0 => self.hash == word.hash,
            IS_STEM => self.hash == word.stem,
            IS_NUMBER => word.is_number(),
            _ => true,
        }
    }

    fn is(&self, line: &str, word: &Word) -> bool {
        let spelled = || std::str::from_utf8(self.letters).unwrap_or("");
        let read = || line.get(usize::from(word.start)..usize::from(word.end)).unwrap_or("");
        self.flags & IS_NUMBER != 0 || same_letters(read(), spelled(), self.flags & IS_STEM != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        rules::entries::{Entries, NOWHERE},
        word::read_words,
    };

    /// Where a phrase ends that stands at the first word of a line.
    fn ends(phrase: &str, line: &str) -> Option<usize> {
        let mut entries = Entries::default();
        entries.add_phrase(0, 0, 0, phrase);
        let index = Index::new(entries.finish().into());
        let mut words = Vec::new();
        read_words(line, &mut words);
        let (first, next) = (words.first()?, words.get(1).map_or(0, |word| word.hash));
        let keys = [first.hash ^ WORD_SALT, first.stem ^ STEM_SALT, pair(first.hash, next), NUMBER_KEY];
        let entries = keys.iter().filter_map(|&key| index.entries(key)).flatten();
        entries.filter(|entry| entry.flags & NOWHERE != NOWHERE).find_map(|entry| entry.ends(line, &words, 0))
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
