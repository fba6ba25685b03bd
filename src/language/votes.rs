//! Votes of words for languages: function words that a language has, own words that its neighbours lack.

use crate::{rules::builtin_packs, word::Word};

include!(concat!(env!("OUT_DIR"), "/word_table.rs"));

/// Votes for each built-in page, in thousandths of a word.
#[derive(Debug)]
pub(super) struct Votes {
    by_page: [u32; MOST_PAGES],
    /// How many words were looked up.
    pub words: u32,
}

/// As many as the votes of the table can name.
const MOST_PAGES: usize = 128;

impl Votes {
    pub(super) fn new() -> Votes {
        Votes { by_page: [0; MOST_PAGES], words: 0 }
    }

    #[inline]
    pub(super) fn add(&mut self, word: &Word) {
        if word.is_number() {
            return;
        }
        self.words += 1;
        for &(page, votes) in votes_of(word.hash) {
            if let Some(count) = self.by_page.get_mut(usize::from(page & 127)) {
                *count += u32::from(votes);
            }
        }
    }

    /// The languages with most votes, best first, among those that `allowed` lets pass.
    pub(super) fn best(&self, allowed: impl Fn(&str) -> bool) -> [(&'static str, u32); 4] {
        let mut best = [("", 0); 4];
        for (page, &votes) in builtin_packs().iter().zip(&self.by_page) {
            if votes <= best[3].1 || !allowed(page.language) {
                continue;
            }
            let mut entry = (page.language, votes);
            for place in &mut best {
                if entry.1 > place.1 {
                    std::mem::swap(place, &mut entry);
                }
            }
        }
        best
    }
}

/// What the word counts for each language that lists it.
#[inline]
fn votes_of(hash: u32) -> &'static [(u8, u16)] {
    let hash = hash.max(1);
    let mask = SLOTS.len() - 1;
    let mut at = hash as usize & mask;
    loop {
        match SLOTS.get(at) {
            Some(&(word, first, count)) if word == hash => {
                return VOTES.get(usize::from(first)..usize::from(first) + usize::from(count)).unwrap_or(&[]);
            }
            Some((0, ..)) | None => return &[],
            _ => at = (at + 1) & mask,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::read_words;

    #[test]
    fn every_listed_word_is_found() {
        for page in builtin_packs() {
            for word in page.function_words.split_whitespace().chain(page.own_words.split_whitespace()) {
                let mut words = Vec::new();
                read_words(word, &mut words);
                if let [word] = words[..] {
                    assert!(!votes_of(word.hash).is_empty(), "{} of {}", word.hash, page.language);
                }
            }
        }
    }
}
