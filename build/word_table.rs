//! The table of words that tell languages: hash of the word, the languages that list it.

use crate::{fold_table, hash};
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};
use unicode_normalization::UnicodeNormalization;

/// Writes `SLOTS` (hash, index of a set), `SETS` (languages by bit, as function words and as own words) to `path`.
pub fn write(pages: &[(String, String, String)], path: &Path) {
    let mut words: BTreeMap<u32, (u128, u128)> = BTreeMap::new();
    assert!(pages.len() <= 128, "more than 128 languages: widen the sets of languages");
    for (bit, (_, function_words, own_words)) in pages.iter().enumerate() {
        for word in function_words.split_whitespace().filter_map(hash_of) {
            words.entry(word).or_default().0 |= 1 << bit;
        }
        for word in own_words.split_whitespace().filter_map(hash_of) {
            words.entry(word).or_default().1 |= 1 << bit;
        }
    }
    let mut sets: Vec<(u128, u128)> = words.values().copied().collect();
    sets.sort_unstable();
    sets.dedup();
    let size = (words.len() * 2 + 1).next_power_of_two();
    let mut slots = vec![(0_u32, 0_u16); size];
    for (&word, set) in &words {
        let mut at = word as usize & (size - 1);
        while slots[at].0 != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = (word.max(1), sets.binary_search(set).expect("every set is listed") as u16);
    }
    let mut out = String::new();
    writeln!(out, "static SLOTS: [(u32, u16); {size}] = {slots:?};").expect("a string takes it");
    writeln!(out, "static SETS: [(u128, u128); {}] = {sets:?};", sets.len()).expect("a string takes it");
    fs::write(path, out).expect("OUT_DIR can be written");
}

/// Hash of a word's folded letters, as `src/word.rs` makes it; a test compares the two.
fn hash_of(word: &str) -> Option<u32> {
    let mut letters = hash::Letters::default();
    let mut any = false;
    // An apostrophe at either end is no part of a word.
    for c in word.trim_matches(['\'', '’']).nfc() {
        let (class, unit) = fold_table::folded(c);
        if class != fold_table::SKIP {
            letters.push(unit);
            any = true;
        }
    }
    any.then(|| letters.hash())
}
