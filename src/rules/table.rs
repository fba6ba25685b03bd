//! All phrases of a pack in one hash table, probed with the words of a line.

use super::{
    At, Pack, Rule,
    gate::{DIGIT, gate_of},
    pattern::compile_pattern,
    phrase::{Part, Unit, match_at, parse_phrase},
};
use crate::{
    fold::{self, fold},
    word::{Glance, Word, mark, pair},
};
use regex::Regex;
use std::sync::OnceLock;

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
    /// The phrase's number in the rule, or the pattern's in the table.
    number: u16,
    look: Look,
    at: At,
    parts: Box<[Part]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Phrase,
    /// The word lets a pattern's gate open.
    Pattern,
}

/// A pattern, compiled when a line first passes its gate.
#[derive(Debug)]
struct Pattern {
    rule: u16,
    digit: bool,
    /// Whether it is tried on every short line, no word being needed; on those with a digit; the marks that open its gate.
    always: bool,
    any_digit: bool,
    marks: u16,
    regex: OnceLock<Option<Regex>>,
}

/// A compiled pack. Built in time linear in its phrases; a look-up costs a few instructions a word.
#[derive(Debug)]
pub(crate) struct RuleTable {
    pub rules: Vec<Rule>,
    patterns: Vec<Pattern>,
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
                    let (key, number) = (key_of(&parts), phrase as u16);
                    entries.push(Entry { key, rule: rule as u16, number, look: Look::Phrase, at: r.at, parts: parts.into() });
                }
            }
        }
        let patterns = gated_patterns(&pack.rules, &mut entries);
        entries.sort_by_key(|entry| (entry.key, entry.rule, entry.number));
        let mut table = RuleTable {
            patterns,
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
            if entry.look == Look::Pattern || !matches!(entry.at, At::Start | At::Whole) {
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
    pub(crate) fn find(&self, line: &Line<'_>, sentences_only: bool, limit: usize, found: &mut Vec<Found>) {
        let mut search = Search { line, limit: found.len() + limit, tried: 0, found };
        for (at, word) in line.words.iter().enumerate() {
            let filter = if at == 0 { &self.first_filter } else { &self.inner_filter };
            if at > 0 && sentences_only && !word.begins_sentence() {
                continue;
            }
            let next = line.words.get(at + 1).map_or(0, |next| next.hash);
            for key in [word.hash ^ WORD_SALT, word.stem ^ STEM_SALT, pair(word.hash, next)] {
                if filter.has(key) {
                    self.verify(key, at, &mut search);
                }
            }
            if word.is_number() && filter.has(NUMBER_KEY) {
                self.verify(NUMBER_KEY, at, &mut search);
            }
        }
        let short = line.text.len() <= super::limits::UNGATED_LINE && line.glance.length() <= super::limits::UNGATED_WORDS;
        let digits = short && line.glance.has(mark::DIGIT);
        for (number, pattern) in self.patterns.iter().enumerate() {
            if (pattern.always && short) || (pattern.any_digit && digits) || line.glance.has(pattern.marks) {
                self.try_pattern(number, &mut search);
            }
        }
    }

    /// Tries a pattern on a line that has the word it needs, once.
    fn try_pattern(&self, number: usize, search: &mut Search<'_, '_>) {
        let Some(pattern) = self.patterns.get(number) else { return };
        let line = search.line;
        let bit = 1_u128.checked_shl(number as u32).unwrap_or(0);
        if line.text.len() > super::limits::PATTERN_LINE || search.tried & bit != 0 || (pattern.digit && !line.glance.has(mark::DIGIT)) {
            return;
        }
        search.tried |= bit;
        let compile = || self.rules.get(pattern.rule as usize)?.pattern.as_deref().and_then(|pattern| compile_pattern(pattern).ok());
        if pattern.regex.get_or_init(compile).as_ref().is_some_and(|regex| regex.is_match(line.text)) {
            search.push(Found { rule: pattern.rule, first_word: 0, end_word: line.words.len() as u16 });
        }
    }

    fn verify(&self, key: u32, at: usize, search: &mut Search<'_, '_>) {
        let Some(&slot) = self.slots.get(probe(&self.slots, &self.entries, key)) else { return };
        let Some(first) = (slot as usize).checked_sub(1) else { return };
        let begins_sentence = at == 0 || search.line.words.get(at).is_some_and(|word| word.begins_sentence());
        for entry in self.entries.iter().skip(first).take_while(|entry| entry.key == key) {
            match entry.look {
                Look::Pattern => self.try_pattern(entry.number as usize, search),
                Look::Phrase if matches!(entry.at, At::Start | At::Whole) && at > 0 => {}
                Look::Phrase if entry.at == At::Sentence && !begins_sentence => {}
                Look::Phrase => self.verify_phrase(entry, at, search),
            }
        }
    }

    fn verify_phrase(&self, entry: &Entry, at: usize, search: &mut Search<'_, '_>) {
        let Some(text) = self.rules.get(entry.rule as usize).and_then(|rule| rule.any.get(entry.number as usize)) else { return };
        let words = search.line.words;
        let Some(end) = match_at(text, &entry.parts, search.line.text, words, at) else { return };
        if matches!(entry.at, At::End | At::Whole) && words.iter().skip(end).any(|word| !word.is_number()) {
            return;
        }
        search.push(Found { rule: entry.rule, first_word: at as u16, end_word: end as u16 });
    }
}

/// A line to look for cues in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub glance: &'a Glance,
}

/// A search in one line.
struct Search<'l, 'f> {
    line: &'l Line<'l>,
    limit: usize,
    /// Patterns that were tried, one bit each.
    tried: u128,
    found: &'f mut Vec<Found>,
}

impl Search<'_, '_> {
    fn push(&mut self, hit: Found) {
        if let Some(old) = self.found.iter_mut().rev().find(|old| old.rule == hit.rule && old.first_word == hit.first_word) {
            old.end_word = old.end_word.max(hit.end_word);
        } else if self.found.len() < self.limit {
            self.found.push(hit);
        }
    }
}

/// The patterns of a pack, and an entry for every word that opens a gate.
fn gated_patterns(rules: &[Rule], entries: &mut Vec<Entry>) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for (rule, r) in rules.iter().enumerate() {
        let Some(pattern) = r.pattern.as_deref() else { continue };
        let gate = r.gate.clone().unwrap_or_else(|| gate_of(pattern, word_char));
        let keys: Vec<u32> = gate.words.iter().filter(|word| *word != DIGIT).filter_map(|word| gate_key(word)).collect();
        let (rule, number) = (rule as u16, patterns.len() as u16);
        let needs = |mark: &str| gate.words.iter().any(|word| word == mark);
        let bits = [("©", mark::RIGHTS), ("@", mark::AT), ("#", mark::HASH)];
        let marks = bits.iter().filter(|(mark, _)| needs(mark)).fold(0, |marks, (_, bit)| marks | bit);
        let (always, any_digit) = (gate.words.is_empty(), needs(DIGIT));
        patterns.push(Pattern { rule, digit: gate.digit, always, any_digit, marks, regex: OnceLock::new() });
        entries.extend(keys.into_iter().map(|key| Entry { key, rule, number, look: Look::Pattern, at: At::Anywhere, parts: [].into() }));
    }
    patterns
}

fn word_char(c: char) -> Option<char> {
    let folded = fold(c);
    let is_word = matches!(folded.class(), fold::LETTER | fold::IDEOGRAPH | fold::SYLLABLE | fold::DIGIT);
    is_word.then(|| char::from_u32(folded.unit())).flatten()
}

/// The key that a line's words are probed with for a word of a gate.
fn gate_key(word: &str) -> Option<u32> {
    let mut words = Vec::new();
    crate::word::read_words(word, &mut words);
    Some(match words[..] {
        [first, second, ..] if first.is_unspaced() => pair(first.hash, second.hash),
        [first, ..] if usize::from(first.letters) >= crate::word::STEM => first.stem ^ STEM_SALT,
        [first, ..] => first.hash ^ WORD_SALT,
        [] => return None,
    })
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

fn word_hash(text: &str) -> u32 {
    let mut words = Vec::new();
    crate::word::read_words(text, &mut words);
    words.first().map_or(0, |word| word.hash)
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
