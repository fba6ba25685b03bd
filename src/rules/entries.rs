//! Writes the cues of a pack as bytes that are looked up as they are: `src/rules/index.rs` reads them.
//!
//! The build script shares this file: of a built-in page, nothing is hashed, sorted or allocated when the library runs.

use super::{
    gate::{DIGIT, Gate, MARKS, WHOLE},
    phrase::{Part, Unit, parse_phrase},
};
use crate::word::{STEM, Word, long_stem_of, pair, read_words};
use std::{cmp::Reverse, collections::BTreeSet};

// Keys of different make must not meet: each has its own salt.
pub(crate) const WORD_SALT: u32 = 0x51ed_270b;
pub(crate) const STEM_SALT: u32 = 0xa3c5_9ac3;
/// In filters: the first of two words whose pair is a key, or a word that is one.
pub(crate) const LEAD_SALT: u32 = 0x7f4a_7c15;
pub(crate) const LONG_SALT: u32 = 0x1656_67b1;
/// In filters: the stem of a long stem that is a key.
pub(crate) const BEGIN_SALT: u32 = 0x8514_3a8d;
pub(crate) const NUMBER_KEY: u32 = 0x2545_f491;

// Where a phrase counts, numbered in the order of `At`.
pub(crate) const SENTENCE: u8 = 1;
pub(crate) const ANYWHERE: u8 = 2;
pub(crate) const END: u8 = 3;

/// Where a word stands in its line. What counts at one of these counts at those before it, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    First,
    Sentence,
    Inside,
}

/// What a vocabulary notes in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noted {
    // Of keys that count inside sentences: a word, a stem, the first word of a pair, a pair.
    Word,
    Stem,
    Lead,
    Pair,
    // Of all keys, which count at the beginning of a line at least: a word that is a key or leads a pair, a stem.
    StartWord,
    StartStem,
    Nothing,
}

pub(crate) const NOTED: [Noted; 6] = [Noted::Word, Noted::Stem, Noted::Lead, Noted::Pair, Noted::StartWord, Noted::StartStem];

impl Noted {
    /// What is noted of the same key at beginnings.
    fn at_starts(self) -> Noted {
        match self {
            Noted::Word | Noted::Lead => Noted::StartWord,
            Noted::Stem => Noted::StartStem,
            _ => Noted::Nothing,
        }
    }
}

/// How many slots a vocabulary has.
pub(crate) const VOCABULARY: usize = 1 << 15;

/// The slot of a word, or of a stem, by its hash.
#[inline(always)]
pub(crate) fn slot_of(hash: u32) -> u16 {
    (hash as usize % VOCABULARY) as u16
}

/// The slot of two words in a row; it need not be told from that of other pairs as surely as a key.
#[inline(always)]
pub(crate) fn pair_slot(first: u32, second: u32) -> u16 {
    slot_of(first ^ second.rotate_left(11))
}

/// The slot of a word and the stem of the next.
#[inline(always)]
pub(crate) fn stem_pair_slot(first: u32, stem: u32) -> u16 {
    slot_of(first ^ stem.rotate_left(23))
}

/// How many spots there are.
#[allow(dead_code, reason = "only the library reads entries")]
pub(crate) const SPOTS: usize = 3;

impl Spot {
    /// The spot of a word that is not the first of its line.
    #[allow(dead_code, reason = "only the library reads lines")]
    #[inline(always)]
    pub(crate) fn of(begins_sentence: bool) -> Spot {
        if begins_sentence { Spot::Sentence } else { Spot::Inside }
    }
}

/// The innermost spot at which a cue counts.
pub(crate) fn spot_of(place: u8) -> Spot {
    match place {
        SENTENCE => Spot::Sentence,
        ANYWHERE | END => Spot::Inside,
        _ => Spot::First,
    }
}

// Flags of an entry beside its place, which takes the bits below.
/// The word lets the gate of a pattern open.
pub(crate) const PATTERN: u8 = 8;
/// The last one with its key.
pub(crate) const LAST: u8 = 16;
/// It counts in short lines only.
pub(crate) const SHORT: u8 = 32;
/// The bits of the place.
pub(crate) const PLACE: u8 = 7;

// Flags of a part of a phrase.
pub(crate) const IS_STEM: u8 = 1;
pub(crate) const IS_NUMBER: u8 = 2;
pub(crate) const AFTER_GAP: u8 = 4;
pub(crate) const IS_UNSPACED: u8 = 8;
/// A stem too short to have a hash.
pub(crate) const UNHASHED: u8 = 16;

/// Spelled in small letters of ASCII.
pub(crate) const IS_PLAIN: u8 = 32;

/// Bytes of an entry before its parts: size, flags, count of parts, rule or part of a pattern.
pub(crate) const ENTRY: usize = 6;
/// Bytes of a slot: key, and where its entries begin, counted from one (0 if it has none).
pub(crate) const SLOT: usize = 8;
/// In a slot of a word: there are keys of this word and another.
pub(crate) const PAIRS: u32 = 1 << 31;

/// The entries of a pack.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    all: Vec<Entry>,
    /// The keys that filters have, with the innermost spot at which any of their cues counts.
    spots: Vec<(u32, Spot)>,
    /// Words (as keys) that are the first of a pair.
    leads: Vec<u32>,
    /// What vocabularies note of keys.
    noted: Vec<(u8, u16)>,
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
        let key = Key::of_phrase(&parts, text);
        self.note(&key, spot_of(place));
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
            let place = if gate.first { 0 } else { ANYWHERE };
            self.note(&key, spot_of(place));
            let short = if gate.short || (is_number && gate.short_numbers) { SHORT } else { 0 };
            let flags = PATTERN | short | place;
            let mut parts = Vec::new();
            let spelled = matches!(key, Key::Stem(_) | Key::Long(..)).then(|| parse_phrase(&format!("{word}*")).unwrap_or_default());
            if let Some([letters]) = spelled.as_deref() {
                write_part(letters, word, &mut parts);
            }
            let count = u8::from(!parts.is_empty());
            self.all.push(Entry { key: key.number(), order: (rule, part), flags, names: part, count, parts });
        }
    }

    fn note(&mut self, key: &Key, spot: Spot) {
        let lead = match key {
            Key::Pair(first, _) | Key::StemPair(first, _) => {
                self.leads.push(first ^ WORD_SALT);
                Some(first ^ LEAD_SALT)
            }
            Key::Word(word) => Some(word ^ LEAD_SALT),
            Key::Long(stem, _) => Some(stem ^ BEGIN_SALT),
            _ => None,
        };
        key.noted(|kind, slot| {
            self.noted.push((kind.at_starts() as u8, slot));
            if spot == Spot::Inside {
                self.noted.push((kind as u8, slot));
            }
        });
        self.spots.extend(lead.into_iter().chain([key.number()]).map(|key| (key, spot)));
    }

    /// The bytes: counts of slots, of words of each spot's filter and of what is noted of each kind; then the slots, the
    /// filters, what is noted, the entries.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        // What counts innermost stands first: a search stops at the first entry that does not count.
        self.all.sort_by_key(|entry| (entry.key, Reverse(spot_of(entry.flags & PLACE)), entry.order));
        self.spots.sort_unstable_by_key(|&(key, spot)| (key, Reverse(spot)));
        self.spots.dedup_by_key(|&mut (key, _)| key);
        let mut slots: Vec<(u32, u32)> = self.leads.iter().map(|&lead| (lead, PAIRS)).collect();
        let mut entries = Vec::new();
        for same in self.all.chunk_by(|a, b| a.key == b.key) {
            let Some(first) = same.first() else { continue };
            slots.push((first.key, entries.len() as u32 + 1));
            for (left, entry) in (0..same.len()).rev().zip(same) {
                entry.write(if left == 0 { LAST } else { 0 }, &mut entries);
            }
        }
        let slots = open_table(slots);
        let filters = [Spot::First, Spot::Sentence, Spot::Inside].map(|spot| self.filter(spot));
        let mut out = Vec::with_capacity(entries.len() + slots.len() * SLOT);
        self.noted.retain(|&(kind, _)| kind != Noted::Nothing as u8);
        self.noted.sort_unstable();
        self.noted.dedup();
        let noted = |kind: Noted| self.noted.iter().filter(move |noted| noted.0 == kind as u8).count();
        let counts = [slots.len()].into_iter().chain(filters.iter().map(Vec::len)).chain(NOTED.map(noted));
        out.extend(counts.flat_map(|count| (count as u32).to_le_bytes()));
        out.extend(slots.iter().flat_map(|(key, at)| [key.to_le_bytes(), at.to_le_bytes()]).flatten());
        out.extend(filters.iter().flatten().flat_map(|bits| bits.to_le_bytes()));
        out.extend(self.noted.iter().flat_map(|(_, slot)| slot.to_le_bytes()));
        out.extend(entries);
        // The first letters of a part are read eight bytes at a time.
        out.extend([0; 8]);
        out
    }

    /// The filter of the keys that count at a spot: thirty-two bits for each.
    fn filter(&self, spot: Spot) -> Vec<u64> {
        let keys = || self.spots.iter().filter(|(_, innermost)| *innermost >= spot).map(|(key, _)| *key);
        let mut filter = vec![0_u64; (keys().count() / 2 + 1).next_power_of_two()];
        let mask = filter.len() - 1;
        for key in keys() {
            if let Some(bits) = filter.get_mut(filter_word(key) & mask) {
                *bits |= 1 << (key & 63);
            }
        }
        filter
    }
}

/// Which word of a filter a key is noted in, but for a mask.
#[inline(always)]
pub(crate) fn filter_word(key: u32) -> usize {
    (key >> 6) as usize
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
    let short = part.word.letters() < STEM;
    let (unit, hash) = match part.unit {
        Unit::Word => (0, part.word.hash),
        Unit::Stem if short => (IS_STEM | UNHASHED, 0),
        Unit::Stem => (IS_STEM, part.word.stem()),
        Unit::Number => (IS_NUMBER, 0),
    };
    let gap = if part.after_gap { AFTER_GAP } else { 0 };
    let unspaced = if part.word.is_unspaced() { IS_UNSPACED } else { 0 };
    let plain = if letters.bytes().all(|byte| byte.is_ascii_lowercase()) { IS_PLAIN } else { 0 };
    out.push(unit | gap | unspaced | plain);
    out.extend(hash.to_le_bytes());
    out.extend((letters.len() as u16).to_le_bytes());
    out.extend(letters.as_bytes());
}

/// Slots by open addressing, half of them free at least; what is said of one key is said in one slot.
fn open_table(mut filled: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    filled.sort_unstable();
    filled.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 |= if same { next.1 } else { 0 };
        same
    });
    let mut slots = vec![(0_u32, 0_u32); (filled.len() * 2 + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    for (key, at) in filled {
        let mut slot = key as usize & mask;
        while slots.get(slot).is_some_and(|slot| slot.1 != 0) {
            slot = (slot + 1) & mask;
        }
        if let Some(slot) = slots.get_mut(slot) {
            *slot = (key, at);
        }
    }
    slots
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
    /// A stem with more than three letters, by these and by as many as tell it.
    Long(u32, u32),
    Pair(u32, u32),
    /// A word and the stem of the next.
    StemPair(u32, u32),
    Number,
}

impl Key {
    fn number(&self) -> u32 {
        match *self {
            Key::Word(word) => word ^ WORD_SALT,
            Key::Stem(stem) => stem ^ STEM_SALT,
            Key::Long(_, long) => long ^ LONG_SALT,
            Key::Pair(first, second) => pair(first, second),
            Key::StemPair(first, stem) => pair(first, stem ^ STEM_SALT),
            Key::Number => NUMBER_KEY,
        }
    }

    /// What is noted of a key in a vocabulary, and in which slot.
    fn noted(&self, mut note: impl FnMut(Noted, u16)) {
        match *self {
            Key::Word(word) => note(Noted::Word, slot_of(word)),
            Key::Stem(stem) | Key::Long(stem, _) => note(Noted::Stem, slot_of(stem)),
            Key::Pair(first, second) => {
                note(Noted::Lead, slot_of(first));
                note(Noted::Pair, pair_slot(first, second));
            }
            Key::StemPair(first, stem) => {
                note(Noted::Lead, slot_of(first));
                note(Noted::Pair, stem_pair_slot(first, stem));
            }
            Key::Number => {}
        }
    }

    fn of_stem(word: &Word, letters: &str) -> Key {
        long_stem_of(letters).map_or(Key::Stem(word.stem()), |long| Key::Long(word.stem(), long))
    }

    fn of_phrase(parts: &[Part], text: &str) -> Key {
        match parts {
            [Part { unit: Unit::Number, .. }, ..] | [] => Key::Number,
            [Part { unit: Unit::Stem, word, .. }, ..] => {
                Key::of_stem(word, text.get(usize::from(word.start)..usize::from(word.end)).unwrap_or(""))
            }
            [first, Part { unit: Unit::Word, word, after_gap: false }, ..] => Key::Pair(first.word.hash, word.hash),
            [first, Part { unit: Unit::Stem, word, after_gap: false }, ..] if word.letters() >= STEM => {
                Key::StemPair(first.word.hash, word.stem())
            }
            [first, ..] => Key::Word(first.word.hash),
        }
    }

    fn of_gate(word: &str) -> Option<Key> {
        let (letters, whole) = word.strip_suffix(WHOLE).map_or((word, false), |letters| (letters, true));
        let mut words = Vec::new();
        read_words(letters, &mut words);
        Some(match words[..] {
            [first, second, ..] if first.is_unspaced() => Key::Pair(first.hash, second.hash),
            [first, ..] if first.letters() >= STEM && !whole => {
                Key::of_stem(&first, letters.get(usize::from(first.start)..usize::from(first.end)).unwrap_or(""))
            }
            [first, ..] => Key::Word(first.hash),
            [] => return None,
        })
    }
}
