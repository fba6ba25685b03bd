//! All phrases of a pack in one hash table, probed with the words of a line.

use super::{
    At, Pack, Rule,
    phrase::{Part, Unit, match_at, parse_phrase},
};
use crate::word::{Word, pair};
use regex::Regex;

/// A cue that stands in a line: which rule, and which words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub rule: u16,
    pub first_word: u16,
    pub end_word: u16,
}

#[derive(Debug)]
struct Entry {
    key: u32,
    rule: u16,
    phrase: u16,
    at: At,
    parts: Box<[Part]>,
}

/// A compiled pack. Built in time linear in its phrases; a look-up costs a few instructions a word.
#[derive(Debug)]
pub(crate) struct RuleTable {
    pub rules: Vec<Rule>,
    patterns: Vec<(u16, Regex)>,
    entries: Vec<Entry>,
    /// Index of a key's first entry plus one, by open addressing; 0 is free.
    slots: Vec<u32>,
    /// One bit for each key that can begin at a line's first word, and at any other.
    first_filter: Filter,
    inner_filter: Filter,
    /// Hashes of function words, sorted.
    function_words: WordSet,
}

// Keys of different make must not meet: each has its own salt.
const WORD_SALT: u32 = 0x51ed_270b;
const STEM_SALT: u32 = 0xa3c5_9ac3;
const NUMBER_KEY: u32 = 0x2545_f491;

impl RuleTable {
    /// Compiles a pack whose rules have been checked: a phrase or pattern that can't be read is left out.
    pub(crate) fn new(pack: &Pack) -> RuleTable {
        let mut entries = Vec::new();
        for (rule, r) in pack.rules.iter().enumerate() {
            for (phrase, text) in r.any.iter().enumerate() {
                if let Ok(parts) = parse_phrase(text) {
                    entries.push(Entry { key: key_of(&parts), rule: rule as u16, phrase: phrase as u16, at: r.at, parts: parts.into() });
                }
            }
        }
        entries.sort_by_key(|entry| (entry.key, entry.rule, entry.phrase));
        let mut table = RuleTable {
            patterns: compile_patterns(&pack.rules),
            rules: pack.rules.clone(),
            slots: vec![0; (entries.len() * 2 + 1).next_power_of_two()],
            first_filter: Filter::new(entries.len()),
            inner_filter: Filter::new(entries.len()),
            function_words: WordSet::new(pack.function_words().map(word_hash)),
            entries,
        };
        table.index();
        table
    }

    fn index(&mut self) {
        let mut last = None;
        for (at, entry) in self.entries.iter().enumerate() {
            self.first_filter.add(entry.key);
            if !matches!(entry.at, At::Start | At::Whole) {
                self.inner_filter.add(entry.key);
            }
            if last.replace(entry.key) != Some(entry.key) {
                let slot = probe(&self.slots, &self.entries, entry.key);
                if let Some(slot) = self.slots.get_mut(slot) {
                    *slot = at as u32 + 1;
                }
            }
        }
    }

    pub(crate) fn is_function_word(&self, word: &Word) -> bool {
        self.function_words.has(word.hash)
    }

    /// Appends to `found` the cues that stand in the line, at most one for a rule and place and `limit` in all.
    /// With `sentences_only`, inner cues are looked for at the beginnings of sentences alone.
    pub(crate) fn find(&self, line: &str, words: &[Word], sentences_only: bool, limit: usize, found: &mut Vec<Found>) {
        let limit = found.len() + limit;
        for (at, word) in words.iter().enumerate() {
            let filter = if at == 0 { &self.first_filter } else { &self.inner_filter };
            if at > 0 && sentences_only && !word.begins_sentence() {
                continue;
            }
            let next = words.get(at + 1).map_or(0, |next| next.hash);
            for key in [word.hash ^ WORD_SALT, word.stem ^ STEM_SALT, pair(word.hash, next)] {
                if filter.has(key) {
                    self.verify(key, line, words, at, limit, found);
                }
            }
            if word.is_number() && filter.has(NUMBER_KEY) {
                self.verify(NUMBER_KEY, line, words, at, limit, found);
            }
        }
        self.find_patterns(line, words, limit, found);
    }

    fn find_patterns(&self, line: &str, words: &[Word], limit: usize, found: &mut Vec<Found>) {
        if line.len() > super::limits::PATTERN_LINE {
            return;
        }
        for (rule, pattern) in &self.patterns {
            if found.len() < limit && pattern.is_match(line) {
                found.push(Found { rule: *rule, first_word: 0, end_word: words.len() as u16 });
            }
        }
    }

    fn verify(&self, key: u32, line: &str, words: &[Word], at: usize, limit: usize, found: &mut Vec<Found>) {
        let Some(&slot) = self.slots.get(probe(&self.slots, &self.entries, key)) else { return };
        let Some(first) = (slot as usize).checked_sub(1) else { return };
        for entry in self.entries.iter().skip(first).take_while(|entry| entry.key == key) {
            if found.len() >= limit {
                return;
            }
            if matches!(entry.at, At::Start | At::Whole) && at > 0 || entry.at == At::Sentence && at > 0 && !words[at].begins_sentence() {
                continue;
            }
            let Some(text) = self.rules.get(entry.rule as usize).and_then(|rule| rule.any.get(entry.phrase as usize)) else { continue };
            let Some(end) = match_at(text, &entry.parts, line, words, at) else { continue };
            if matches!(entry.at, At::End | At::Whole) && words.iter().skip(end).any(|word| !word.is_number()) {
                continue;
            }
            let hit = Found { rule: entry.rule, first_word: at as u16, end_word: end as u16 };
            match found.iter_mut().rev().find(|old| old.rule == hit.rule && old.first_word == hit.first_word) {
                Some(old) => old.end_word = old.end_word.max(hit.end_word),
                None => found.push(hit),
            }
        }
    }
}

fn compile_patterns(rules: &[Rule]) -> Vec<(u16, Regex)> {
    let compile = |(at, rule): (usize, &Rule)| {
        let pattern = rule.pattern.as_deref()?;
        Some((at as u16, super::pattern::compile_pattern(pattern).ok()?))
    };
    rules.iter().enumerate().filter_map(compile).collect()
}

pub(crate) fn word_hash(text: &str) -> u32 {
    let mut words = Vec::new();
    crate::word::read_words(text, &mut words);
    words.first().map_or(0, |word| word.hash)
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

/// The slot of a key, or the free slot where it would go. The table is never full.
fn probe(slots: &[u32], entries: &[Entry], key: u32) -> usize {
    let mask = slots.len() - 1;
    let mut slot = key as usize & mask;
    while let Some(&index) = slots.get(slot) {
        let taken = (index as usize).checked_sub(1).and_then(|at| entries.get(at));
        if taken.is_none_or(|entry| entry.key == key) {
            return slot;
        }
        slot = (slot + 1) & mask;
    }
    slot
}

/// A set of keys that may say yes wrongly (about one time in sixteen), never no.
#[derive(Debug)]
struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    fn new(keys: usize) -> Filter {
        Filter { bits: vec![0; (keys / 4 + 1).next_power_of_two()] }
    }
    fn add(&mut self, key: u32) {
        let at = (key >> 6) as usize & (self.bits.len() - 1);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= 1 << (key & 63);
        }
    }
    #[inline]
    fn has(&self, key: u32) -> bool {
        self.bits.get((key >> 6) as usize & (self.bits.len() - 1)).is_some_and(|bits| bits >> (key & 63) & 1 == 1)
    }
}

/// A small exact set of word hashes by open addressing.
#[derive(Debug)]
pub(crate) struct WordSet {
    slots: Vec<u32>,
}

impl WordSet {
    pub(crate) fn new(hashes: impl Iterator<Item = u32>) -> WordSet {
        let hashes: Vec<u32> = hashes.map(|hash| hash.max(1)).collect();
        let mut set = WordSet { slots: vec![0; (hashes.len() * 4 + 1).next_power_of_two()] };
        for hash in hashes {
            let slot = set.slot(hash);
            if let Some(slot) = set.slots.get_mut(slot) {
                *slot = hash;
            }
        }
        set
    }

    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(|&taken| taken != 0 && taken != hash) {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline]
    pub(crate) fn has(&self, hash: u32) -> bool {
        self.slots.get(self.slot(hash.max(1))) == Some(&hash.max(1))
    }
}
