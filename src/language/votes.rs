//! Votes of words for languages: function words that a language has, own words that its neighbours lack.

use crate::{rules::builtin_packs, word::Word};

include!(concat!(env!("OUT_DIR"), "/word_table.rs"));

/// Votes for each built-in page, in thousandths of a word.
#[derive(Debug)]
pub(super) struct Votes {
    by_page: [u32; MOST_PAGES],
    /// How many words were looked up, and how many of them any language lists.
    pub words: u32,
    pub known: u32,
}

/// As many as a set of languages has bits.
const MOST_PAGES: usize = 128;
/// A word that only one language lists counts this much; one that many list, less.
const VOTE: u32 = 1000;
/// An own word counts this much more.
const OWN: u32 = 2000;

impl Votes {
    pub(super) fn new() -> Votes {
        Votes { by_page: [0; MOST_PAGES], words: 0, known: 0 }
    }

    pub(super) fn add(&mut self, word: &Word) {
        if word.is_number() {
            return;
        }
        self.words += 1;
        let Some((listed, own)) = languages_of(word.hash) else { return };
        self.known += 1;
        // A word of one language tells more than one of ten: it is halved for two, a third for three.
        let share = VOTE / (listed | own).count_ones().max(1);
        self.vote(listed | own, 300 + share * 7 / 10);
        self.vote(own, OWN / own.count_ones().max(1));
    }

    fn vote(&mut self, mut pages: u128, votes: u32) {
        while pages != 0 {
            if let Some(count) = self.by_page.get_mut(pages.trailing_zeros() as usize) {
                *count += votes;
            }
            pages &= pages - 1;
        }
    }

    /// The languages with most votes, best first, among those that `allowed` lets pass.
    pub(super) fn best(&self, allowed: impl Fn(&str) -> bool) -> [(&'static str, u32); 4] {
        let mut best = [("", 0); 4];
        for (page, &votes) in builtin_packs().iter().zip(&self.by_page) {
            if votes == 0 || !allowed(page.language) {
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

fn languages_of(hash: u32) -> Option<(u128, u128)> {
    let hash = hash.max(1);
    let mask = SLOTS.len() - 1;
    let mut at = hash as usize & mask;
    loop {
        match *SLOTS.get(at)? {
            (0, _) => return None,
            (word, set) if word == hash => return SETS.get(set as usize).copied(),
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
                    assert!(languages_of(word.hash).is_some(), "{} of {}", word.hash, page.language);
                }
            }
        }
    }
}
