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
/// A short word that a line begins with.
pub(crate) const HEAD_SALT: u32 = 0x1b87_3593;
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
        let key = key_of(&parts);
        let mut bytes = Vec::new();
        parts.iter().for_each(|part| write_part(part, text, &mut bytes));
        if matches!(place, ANYWHERE | END) {
            let lead = parts.first().filter(|part| part.unit == Unit::Word).map(|part| part.word.hash ^ LEAD_SALT);
            self.inner.extend(lead.into_iter().chain([key]));
        }
        self.all.push(Entry { key, order: (rule, number), flags: place, names: rule, count, parts: bytes });
    }

    /// Adds the words that open the gate of a part of a rule's pattern.
    pub(crate) fn add_gate(&mut self, rule: u16, part: u16, gate: &Gate) {
        for word in &gate.words {
            let is_mark = word.chars().all(|c| MARKS.contains(&c));
            let number = (word == DIGIT && gate.first).then_some((NUMBER_KEY, NUMBER_KEY));
            let Some((lead, key)) = number.or_else(|| gate_key(word, gate.first).filter(|_| word != DIGIT && !is_mark)) else { continue };
            if !gate.first {
                self.inner.extend([lead, key]);
            }
            let short = if gate.short || (number.is_some() && gate.short_numbers) { SHORT } else { 0 };
            let place = if gate.first { 0 } else { ANYWHERE };
            self.all.push(Entry { key, order: (rule, part), flags: PATTERN | short | place, names: part, count: 0, parts: Vec::new() });
        }
    }

    /// The bytes: counts of slots and of words of the filter, the slots, the filter, the entries.
    pub(crate) fn finish(mut self) -> Vec<u8> {
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
            for (left, entry) in (0..same.len()).rev().zip(same) {
                entry.write(if left == 0 { LAST } else { 0 }, &mut entries);
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
    fn write(&self, last: u8, out: &mut Vec<u8>) {
        out.extend(((ENTRY + self.parts.len()) as u16).to_le_bytes());
        out.extend([self.flags | last, self.count]);
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

/// The key that a line's words are probed with to find this phrase.
fn key_of(parts: &[Part]) -> u32 {
    match parts {
        [Part { unit: Unit::Number, .. }, ..] | [] => NUMBER_KEY,
        [Part { unit: Unit::Stem, word, .. }, ..] => word.stem ^ STEM_SALT,
        [first, Part { unit: Unit::Word, word, after_gap: false }, ..] => pair(first.word.hash, word.hash),
        [first, ..] => first.word.hash ^ WORD_SALT,
    }
}

/// The key that a line's words are probed with for a word of a gate, and what the filter needs beside it.
fn gate_key(word: &str, first: bool) -> Option<(u32, u32)> {
    let mut words = Vec::new();
    read_words(word, &mut words);
    Some(match words[..] {
        [first, second, ..] if first.is_unspaced() => (first.hash ^ LEAD_SALT, pair(first.hash, second.hash)),
        [first, ..] if usize::from(first.letters) >= STEM => (first.stem ^ STEM_SALT, first.stem ^ STEM_SALT),
        [word, ..] => (word.hash ^ LEAD_SALT, word.hash ^ if first { HEAD_SALT } else { WORD_SALT }),
        [] => return None,
    })
}
