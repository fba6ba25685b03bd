//! Writes the cues of a pack as bytes that are looked up as they are: `src/rules/index.rs` reads them.
//!
//! The build script shares this file: of a built-in page, nothing is hashed, sorted or allocated when the library runs.

use super::{
    gate::{DIGIT, Gate, MARKS, WHOLE},
    phrase::{Part, PhraseReader, Unit},
    slots::{NOTED, Noted, SlotSet, pair_slot, slot_of, stem_pair_slot},
};
use crate::word::{STEM, Word, long_stem_of, pair, read_words};
use std::collections::BTreeSet;

// Keys of different make must not meet: each has its own salt.
pub(crate) const WORD_SALT: u32 = 0x51ed_270b;
pub(crate) const STEM_SALT: u32 = 0xa3c5_9ac3;
/// In filters: the first of two words whose pair is a key, or a word that is one.
pub(crate) const LEAD_SALT: u32 = 0x7f4a_7c15;
pub(crate) const LONG_SALT: u32 = 0x1656_67b1;
/// In filters: the stem of a long stem that is a key.
pub(crate) const BEGIN_SALT: u32 = 0x8514_3a8d;
pub(crate) const ROW_SALT: u32 = 0x27d4_eb2f;
/// In filters: the pair that a row which is a key begins with.
pub(crate) const ROW_BEGIN_SALT: u32 = 0xc2b2_ae35;
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

/// How many spots there are.
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

/// How many bytes the parts of a cue have, by and large.
const BYTES_A_CUE: usize = 32;

/// The entries of a pack.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    all: Vec<Entry>,
    /// The keys that filters have, and in the lowest two bits how far from the innermost spot their cues count.
    spots: Vec<u64>,
    /// Words (as keys) that are the first of a pair.
    leads: Vec<u32>,
    /// What vocabularies note of keys: for each kind, a bit for each slot.
    noted: [SlotSet; NOTED.len()],
    /// The parts of all entries.
    letters: Vec<u8>,
    reader: PhraseReader,
}

#[derive(Debug)]
struct Entry {
    /// Its key; entries of one key stand by spot, what counts innermost first, then in the order of rules, and of cues in a rule.
    rank: u64,
    flags: u8,
    /// The rule, or the part of a pattern.
    names: u16,
    count: u8,
    /// Where its parts lie.
    parts: (u32, u32),
}

/// What entries are sorted by: their keys, and what stands first of one key.
fn rank(key: &Key, spot: Spot, (rule, cue): (u16, u16)) -> u64 {
    // There are fewer rules than fourteen bits can count (`limits::RULES`).
    u64::from(key.number()) << 32 | (Spot::Inside as u64 - spot as u64) << 30 | u64::from(rule & 0x3fff) << 16 | u64::from(cue)
}

impl Entries {
    /// Entries with room for so many cues.
    #[allow(dead_code, reason = "the build script has time")]
    pub(crate) fn with_room(cues: usize) -> Entries {
        let mut entries = Entries::default();
        entries.all.reserve(cues);
        entries.spots.reserve(2 * cues);
        entries.leads.reserve(cues);
        entries.letters.reserve(cues * BYTES_A_CUE);
        entries
    }

    /// Adds the phrase `number` of a rule; one that can't be read is left out.
    pub(crate) fn add_phrase(&mut self, rule: u16, number: u16, place: u8, text: &str) {
        let mut reader = std::mem::take(&mut self.reader);
        if let Ok(parts) = reader.read(text) {
            let key = Key::of_phrase(parts, text);
            self.add(&key, (rule, number), place, rule, (parts, text));
        }
        self.reader = reader;
    }

    /// Adds the words that open the gate of a part of a rule's pattern.
    pub(crate) fn add_gate(&mut self, rule: u16, part: u16, gate: &Gate) {
        let mut words = Vec::new();
        for word in &gate.words {
            let is_number = word == DIGIT;
            if word.chars().all(|c| MARKS.contains(&c)) || (is_number && !gate.first && !gate.floats) {
                continue;
            }
            let Some(key) = is_number.then_some(Key::Number).or_else(|| Key::of_gate(word, &mut words)) else { continue };
            let place = if gate.first { 0 } else { ANYWHERE };
            let short = if gate.short || (is_number && gate.short_numbers) { SHORT } else { 0 };
            let stem = match words[..] {
                [word] if matches!(key, Key::Stem(_) | Key::Long(..)) => Some(Part { unit: Unit::Stem, word, after_gap: false }),
                _ => None,
            };
            self.add(&key, (rule, part), PATTERN | short | place, part, (stem.as_slice(), word));
        }
    }

    fn add(&mut self, key: &Key, order: (u16, u16), flags: u8, names: u16, (parts, text): (&[Part], &str)) {
        let Ok(count) = u8::try_from(parts.len()) else { return };
        let spot = spot_of(flags & PLACE);
        self.note(key, spot);
        let start = self.letters.len() as u32;
        parts.iter().for_each(|part| write_part(part, text, &mut self.letters));
        let parts = (start, self.letters.len() as u32);
        self.all.push(Entry { rank: rank(key, spot, order), flags, names, count, parts });
    }

    fn note(&mut self, key: &Key, spot: Spot) {
        let lead = match key {
            Key::Pair(first, _) | Key::StemPair(first, _) | Key::Row([first, _], _) => {
                self.leads.push(first ^ WORD_SALT);
                Some(first ^ LEAD_SALT)
            }
            Key::Word(word) => Some(word ^ LEAD_SALT),
            Key::Long(stem, _) => Some(stem ^ BEGIN_SALT),
            _ => None,
        };
        key.noted(|kind, slot| {
            let inside = (spot == Spot::Inside).then_some(kind);
            for kind in kind.at_starts().into_iter().chain(inside) {
                if let Some(slots) = self.noted.get_mut(kind as usize) {
                    slots.add(slot);
                }
            }
        });
        let row = match *key {
            Key::Row([first, second], _) => Some(pair(first, second) ^ ROW_BEGIN_SALT),
            _ => None,
        };
        self.spots
            .extend(lead.into_iter().chain(row).chain([key.number()]).map(|key| u64::from(key) << 2 | (Spot::Inside as u64 - spot as u64)));
    }

    /// The bytes: counts of slots, of words of each spot's filter and of what is noted of each kind; then the slots, the
    /// filters, what is noted, the entries.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        // What counts innermost stands first: a search stops at the first entry that does not count.
        let mut order: Vec<(u64, u32)> = self.all.iter().zip(0..).map(|(entry, at)| (entry.rank, at)).collect();
        order.sort_unstable();
        self.leads.sort_unstable();
        self.leads.dedup();
        let mut slots = Vec::with_capacity(self.all.len() + self.leads.len());
        let mut entries = Vec::with_capacity(self.letters.len() + ENTRY * self.all.len());
        // How many keys count at each spot, at least.
        let mut keys = [0; SPOTS];
        for same in order.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
            let innermost = same.first().map_or(0, |first| SPOTS - 1 - (first.0 >> 30 & 3) as usize);
            keys.iter_mut().take(innermost + 1).for_each(|keys| *keys += 1);
            slots.extend(same.first().map(|first| ((first.0 >> 32) as u32, entries.len() as u32 + 1)));
            for (left, &(_, at)) in (0..same.len()).rev().zip(same) {
                let Some(entry) = self.all.get(at as usize) else { continue };
                let parts = self.letters.get(entry.parts.0 as usize..entry.parts.1 as usize).unwrap_or(&[]);
                entry.write(parts, if left == 0 { LAST } else { 0 }, &mut entries);
            }
        }
        slots.extend(self.leads.iter().map(|&lead| (lead, PAIRS)));
        let filters =
            [Spot::First, Spot::Sentence, Spot::Inside].map(|spot| self.filter(spot, keys.get(spot as usize).copied().unwrap_or(0)));
        self.lay_out(&open_table(&slots), &filters, &entries)
    }

    fn lay_out(&self, slots: &[(u32, u32)], filters: &[Vec<u64>; SPOTS], entries: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(entries.len() + 2 * slots.len() * SLOT);
        let noted = self.noted.iter().map(|slots| slots.iter().count());
        let counts = [slots.len()].into_iter().chain(filters.iter().map(Vec::len)).chain(noted);
        counts.for_each(|count| out.extend((count as u32).to_le_bytes()));
        slots.iter().for_each(|&(key, at)| out.extend((u64::from(key) | u64::from(at) << 32).to_le_bytes()));
        filters.iter().flatten().for_each(|bits| out.extend(bits.to_le_bytes()));
        self.noted.iter().flat_map(SlotSet::iter).for_each(|slot| out.extend(slot.to_le_bytes()));
        out.extend(entries);
        // The first letters of a part are read eight bytes at a time.
        out.extend([0; 8]);
        out
    }

    /// The filter of the keys that count at a spot, and of what leads to them, which are as many again: some thirty-two bits for each.
    fn filter(&self, spot: Spot, keys: usize) -> Vec<u64> {
        let mut filter = vec![0_u64; (keys * 3 / 4 + 1).next_power_of_two()];
        let mask = filter.len() - 1;
        let counts = |&&noted: &&u64| noted & 3 <= Spot::Inside as u64 - spot as u64;
        for key in self.spots.iter().filter(counts).map(|noted| (noted >> 2) as u32) {
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
    fn write(&self, parts: &[u8], more: u8, out: &mut Vec<u8>) {
        let ([size, size_high], [names, names_high]) = (((ENTRY + parts.len()) as u16).to_le_bytes(), self.names.to_le_bytes());
        out.extend([size, size_high, self.flags | more, self.count, names, names_high]);
        out.extend(parts);
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
    let ([a, b, c, d], [size, high]) = (hash.to_le_bytes(), (letters.len() as u16).to_le_bytes());
    out.extend([unit | gap | unspaced | plain, a, b, c, d, size, high]);
    out.extend(letters.as_bytes());
}

/// Slots by open addressing, half of them free at least; what is said of one key is said in one slot.
fn open_table(filled: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut slots = vec![(0_u32, 0_u32); (filled.len() * 2 + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    for &(key, at) in filled {
        let mut slot = key as usize & mask;
        while slots.get(slot).is_some_and(|&(taken, at)| at != 0 && taken != key) {
            slot = (slot + 1) & mask;
        }
        if let Some(slot) = slots.get_mut(slot) {
            *slot = (key, slot.1 | at);
        }
    }
    slots
}

/// The keys of the words of a gate, sorted.
#[allow(dead_code)] // Only the build script needs them.
pub(crate) fn gate_keys(gate: &Gate) -> Vec<u32> {
    let is_word = |word: &&String| *word != DIGIT && !word.chars().all(|c| MARKS.contains(&c));
    let keys = gate.words.iter().filter(is_word).filter_map(|word| Key::of_gate(word, &mut Vec::new())).map(|key| key.number());
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
    /// Four chars of a script without spaces: the first two, and all.
    Row([u32; 2], u32),
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
            Key::Row(_, row) => row ^ ROW_SALT,
            Key::Number => NUMBER_KEY,
        }
    }

    /// What is noted of a key in a vocabulary, and in which slot.
    fn noted(&self, mut note: impl FnMut(Noted, u16)) {
        match *self {
            Key::Word(word) => note(Noted::Word, slot_of(word)),
            Key::Stem(stem) | Key::Long(stem, _) => note(Noted::Stem, slot_of(stem)),
            Key::Pair(first, second) | Key::Row([first, second], _) => {
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
            [first, second, third, fourth, ..] if [first, second, third, fourth].iter().all(|part| part.is_of_row()) => {
                let pairs = [pair(first.word.hash, second.word.hash), pair(third.word.hash, fourth.word.hash)];
                Key::Row([first.word.hash, second.word.hash], pair(pairs[0], pairs[1]))
            }
            [first, Part { unit: Unit::Word, word, after_gap: false }, ..] => Key::Pair(first.word.hash, word.hash),
            [first, Part { unit: Unit::Stem, word, after_gap: false }, ..] if word.letters() >= STEM => {
                Key::StemPair(first.word.hash, word.stem())
            }
            [first, ..] => Key::Word(first.word.hash),
        }
    }

    /// The key of a word of a gate, whose words it puts in `words`.
    fn of_gate(word: &str, words: &mut Vec<Word>) -> Option<Key> {
        let (letters, whole) = word.strip_suffix(WHOLE).map_or((word, false), |letters| (letters, true));
        words.clear();
        read_words(letters, words);
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
