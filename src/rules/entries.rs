//! Writes the cues of a pack as bytes that are looked up as they are: `src/rules/index.rs` reads them.
//!
//! The build script shares this file: of a built-in page, nothing is hashed, sorted or allocated when the library runs.

use super::{
    gate::{DIGIT, Gate, MARKS},
    phrase::{Part, Unit, parse_phrase},
};
use crate::word::{STEM, pair, read_words};
use std::collections::BTreeSet;

// Keys of different make must not meet: each has its own salt.
pub(crate) const WORD_SALT: u32 = 0x51ed_270b;
pub(crate) const STEM_SALT: u32 = 0xa3c5_9ac3;
/// In the filter: the first of two words whose pair is a key, or a word that is one.
pub(crate) const LEAD_SALT: u32 = 0x7f4a_7c15;
pub(crate) const NUMBER_KEY: u32 = 0x2545_f491;

// Where a phrase counts, numbered in the order of `At`: inside a sentence, for these.
pub(crate) const ANYWHERE: u8 = 2;
pub(crate) const END: u8 = 3;

// Flags of an entry beside its place, which takes the bits below.
/// The word lets the gate of a pattern open.
pub(crate) const PATTERN: u8 = 8;
/// The last one with its key.
pub(crate) const LAST: u8 = 16;
/// It counts in short lines only.
pub(crate) const SHORT: u8 = 32;
/// Among the entries of a word: there are entries with this word and another as their key.
pub(crate) const PAIRS: u8 = 64;
/// A place that no line has: the entry only tells that there are pairs.
pub(crate) const NOWHERE: u8 = 7;

// Flags of a part of a phrase.
pub(crate) const IS_STEM: u8 = 1;
pub(crate) const IS_NUMBER: u8 = 2;
pub(crate) const AFTER_GAP: u8 = 4;
pub(crate) const IS_UNSPACED: u8 = 8;
/// A stem too short to have a hash.
pub(crate) const UNHASHED: u8 = 16;

/// Bytes of an entry before its parts: size, flags, count of parts, rule or part of a pattern.
pub(crate) const ENTRY: usize = 6;
/// Bytes of a slot: key, and where its entries begin, counted from one.
pub(crate) const SLOT: usize = 8;

/// The entries of a pack.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    all: Vec<Entry>,
    /// Keys that may stand inside a sentence.
    inner: BTreeSet<u32>,
    /// Words (as keys) that are the first of a pair.
    leads: BTreeSet<u32>,
}

#[derive(Debug)]
struct Entry {
    key: u32,
    /// Entries of one key stand in the order of rules, and of cues in a rule.
    order: (u16, u16),
    flags: u8,
    /// The rule, or the part of a pattern.
    names: u16,
    count: u8,
    parts: Vec<u8>,
}

impl Entries {
    /// Adds the phrase `number` of a rule; one that can't be read is left out.
    pub(crate) fn add_phrase(&mut self, rule: u16, number: u16, place: u8, text: &str) {
        let Ok(parts) = parse_phrase(text) else { return };
        let Ok(count) = u8::try_from(parts.len()) else { return };
        let key = Key::of_phrase(&parts);
        self.note(&key, matches!(place, ANYWHERE | END));
        let mut bytes = Vec::new();
        parts.iter().for_each(|part| write_part(part, text, &mut bytes));
        self.all.push(Entry { key: key.number(), order: (rule, number), flags: place, names: rule, count, parts: bytes });
    }

    /// Adds the words that open the gate of a part of a rule's pattern.
    pub(crate) fn add_gate(&mut self, rule: u16, part: u16, gate: &Gate) {
        for word in &gate.words {
            let is_number = word == DIGIT;
            if word.chars().all(|c| MARKS.contains(&c)) || (is_number && !gate.first && !gate.floats) {
                continue;
            }
            let Some(key) = is_number.then_some(Key::Number).or_else(|| Key::of_gate(word)) else { continue };
            self.note(&key, !gate.first);
            let short = if gate.short || (is_number && gate.short_numbers) { SHORT } else { 0 };
            let flags = PATTERN | short | if gate.first { 0 } else { ANYWHERE };
            self.all.push(Entry { key: key.number(), order: (rule, part), flags, names: part, count: 0, parts: Vec::new() });
        }
    }

    fn note(&mut self, key: &Key, inner: bool) {
        let lead = match key {
            Key::Pair(first, _) => {
                self.leads.insert(first ^ WORD_SALT);
                Some(first ^ LEAD_SALT)
            }
            Key::Word(word) => Some(word ^ LEAD_SALT),
            _ => None,
        };
        if inner {
            self.inner.extend(lead.into_iter().chain([key.number()]));
        }
    }

    /// The bytes: counts of slots and of words of the filter, the slots, the filter, the entries.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let nowhere = |&key: &u32| Entry { key, order: (0, 0), flags: NOWHERE, names: 0, count: 0, parts: Vec::new() };
        self.all.extend(self.leads.iter().map(nowhere));
        self.all.sort_by_key(|entry| (entry.key, entry.order));
        let keys = self.all.chunk_by(|a, b| a.key == b.key).count();
        let mut slots = vec![(0_u32, 0_u32); (keys * 2 + 1).next_power_of_two()];
        let mut filter = vec![0_u64; (self.inner.len() / 4 + 1).next_power_of_two()];
        let mut entries = Vec::new();
        for same in self.all.chunk_by(|a, b| a.key == b.key) {
            let Some(first) = same.first() else { continue };
            let slot = free_slot(&slots, first.key);
            if let Some(slot) = slots.get_mut(slot) {
                *slot = (first.key, entries.len() as u32 + 1);
            }
            let pairs = if self.leads.contains(&first.key) { PAIRS } else { 0 };
            for (left, entry) in (0..same.len()).rev().zip(same) {
                entry.write(pairs | if left == 0 { LAST } else { 0 }, &mut entries);
            }
        }
        for key in &self.inner {
            let at = (key >> 6) as usize & (filter.len() - 1);
            if let Some(bits) = filter.get_mut(at) {
                *bits |= 1 << (key & 63);
            }
        }
        let mut out = Vec::with_capacity(entries.len() + slots.len() * SLOT + filter.len() * 8 + 8);
        out.extend((slots.len() as u32).to_le_bytes());
        out.extend((filter.len() as u32).to_le_bytes());
        out.extend(slots.iter().flat_map(|(key, at)| [key.to_le_bytes(), at.to_le_bytes()]).flatten());
        out.extend(filter.iter().flat_map(|bits| bits.to_le_bytes()));
        out.extend(entries);
        out
    }
}

impl Entry {
    fn write(&self, more: u8, out: &mut Vec<u8>) {
        out.extend(((ENTRY + self.parts.len()) as u16).to_le_bytes());
        out.extend([self.flags | more, self.count]);
        out.extend(self.names.to_le_bytes());
        out.extend(&self.parts);
    }
}

/// A part: flags, hash, size of its letters, its letters.
fn write_part(part: &Part, phrase: &str, out: &mut Vec<u8>) {
    let letters = phrase.get(usize::from(part.word.start)..usize::from(part.word.end)).unwrap_or("");
    let short = usize::from(part.word.letters) < STEM;
    let (unit, hash) = match part.unit {
        Unit::Word => (0, part.word.hash),
        Unit::Stem if short => (IS_STEM | UNHASHED, 0),
        Unit::Stem => (IS_STEM, part.word.stem),
        Unit::Number => (IS_NUMBER, 0),
    };
    let gap = if part.after_gap { AFTER_GAP } else { 0 };
    let unspaced = if part.word.is_unspaced() { IS_UNSPACED } else { 0 };
    out.push(unit | gap | unspaced);
    out.extend(hash.to_le_bytes());
    out.extend((letters.len() as u16).to_le_bytes());
    out.extend(letters.as_bytes());
}

/// The slot of a key, or the free slot where it would go. The table is never full.
fn free_slot(slots: &[(u32, u32)], key: u32) -> usize {
    let mask = slots.len() - 1;
    let mut at = key as usize & mask;
    while slots.get(at).is_some_and(|slot| slot.1 != 0 && slot.0 != key) {
        at = (at + 1) & mask;
    }
    at
}

/// The keys of the words of a gate, sorted.
#[allow(dead_code)] // Only the build script needs them.
pub(crate) fn gate_keys(gate: &Gate) -> Vec<u32> {
    let is_word = |word: &&String| *word != DIGIT && !word.chars().all(|c| MARKS.contains(&c));
    let keys = gate.words.iter().filter(is_word).filter_map(|word| Key::of_gate(word)).map(|key| key.number());
    keys.collect::<BTreeSet<u32>>().into_iter().collect()
}

/// What a line's words are looked up by.
enum Key {
    Word(u32),
    Stem(u32),
    Pair(u32, u32),
    Number,
}

impl Key {
    fn number(&self) -> u32 {
        match *self {
            Key::Word(word) => word ^ WORD_SALT,
            Key::Stem(stem) => stem ^ STEM_SALT,
            Key::Pair(first, second) => pair(first, second),
            Key::Number => NUMBER_KEY,
        }
    }

    fn of_phrase(parts: &[Part]) -> Key {
        match parts {
            [Part { unit: Unit::Number, .. }, ..] | [] => Key::Number,
            [Part { unit: Unit::Stem, word, .. }, ..] => Key::Stem(word.stem),
            [first, Part { unit: Unit::Word, word, after_gap: false }, ..] => Key::Pair(first.word.hash, word.hash),
            [first, ..] => Key::Word(first.word.hash),
        }
    }

    fn of_gate(word: &str) -> Option<Key> {
        let mut words = Vec::new();
        read_words(word, &mut words);
        Some(match words[..] {
            [first, second, ..] if first.is_unspaced() => Key::Pair(first.hash, second.hash),
            [first, ..] if usize::from(first.letters) >= STEM => Key::Stem(first.stem),
            [first, ..] => Key::Word(first.hash),
            [] => return None,
        })
    }
}
