//! The table of words that tell languages: hash of the word, the languages that list it.

use crate::{fold_table, hash};
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};
use unicode_normalization::UnicodeNormalization;

/// A word that only one language lists counts this much, in thousandths; one that many list, less.
const VOTE: u32 = 1000;
/// An own word counts this much more.
const OWN: u32 = 2000;

/// Writes `SLOTS` (hash, where its votes begin, how many there are) and `VOTES` (page, thousandths of a vote) to `path`.
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
    // A word that another language has for a function word is nobody's own: "sú" of Slovak is "su" of Serbian once it is folded.
    words.values_mut().filter(|(listed, own)| listed & !*own != 0).for_each(|(listed, own)| *listed |= std::mem::take(own));
    let mut votes: Vec<(u8, u16)> = Vec::new();
    let mut places: BTreeMap<(u128, u128), usize> = BTreeMap::new();
    for &set in words.values() {
        places.entry(set).or_insert_with(|| {
            votes.extend(votes_of(set));
            votes.len() - votes_of(set).count()
        });
    }
    let size = (words.len() * 2 + 1).next_power_of_two();
    let mut slots = vec![(0_u32, 0_u16, 0_u16); size];
    for (&word, set) in &words {
        let mut at = word as usize & (size - 1);
        while slots[at].0 != 0 {
            at = (at + 1) & (size - 1);
        }
        let first = u16::try_from(places[set]).expect("fewer than 65536 votes: widen the index");
        slots[at] = (word.max(1), first, votes_of(*set).count() as u16);
    }
    let mut out = String::new();
    writeln!(out, "static SLOTS: [(u32, u16, u16); {size}] = {slots:?};").expect("a string takes it");
    writeln!(out, "static VOTES: [(u8, u16); {}] = {votes:?};", votes.len()).expect("a string takes it");
    fs::write(path, out).expect("OUT_DIR can be written");
}

/// What a word of these languages (by bit: all that list it, and those whose own it is) counts for each of them.
fn votes_of((listed, own): (u128, u128)) -> impl Iterator<Item = (u8, u16)> {
    let all = listed | own;
    // A word of one language tells more than one of ten: it is halved for two, a third for three.
    let share = 300 + VOTE / all.count_ones().max(1) * 7 / 10;
    let owned = OWN / own.count_ones().max(1);
    (0..128_u8).filter(move |page| all >> page & 1 == 1).map(move |page| {
        let votes = share + if own >> page & 1 == 1 { owned } else { 0 };
        (page, votes as u16)
    })
}

/// Hash of a word's folded letters, as `src/word` makes it; a test compares the two.
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
