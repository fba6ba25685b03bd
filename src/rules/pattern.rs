//! Patterns: regular expressions for what phrases can't say, within limits.

use super::{
    automaton::Automaton,
    boundary::quick_boundaries,
    entries::{LONG_SALT, STEM_SALT, WORD_SALT},
    gate::{DIGIT, Gate, MARKS},
    limits,
    table::{Line, Order},
};
use crate::word::{Word, long_stem, mark, pair};
use regex::{Regex, RegexBuilder};
use std::sync::OnceLock;

/// Why a pattern can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PatternFault {
    TooLong,
    TooBig,
    MatchesAll,
    Syntax(String),
}

/// Compiles a pattern within the limits.
pub(crate) fn compile_pattern(pattern: &str) -> Result<Regex, PatternFault> {
    if pattern.len() > limits::PATTERN {
        return Err(PatternFault::TooLong);
    }
    let built = RegexBuilder::new(&quick_boundaries(pattern))
        .size_limit(limits::PATTERN_SIZE)
        .dfa_size_limit(limits::PATTERN_CACHE)
        .nest_limit(limits::PATTERN_NEST)
        .build();
    match built {
        Ok(regex) if regex.is_match("") => Err(PatternFault::MatchesAll),
        Ok(regex) => Ok(regex),
        Err(regex::Error::CompiledTooBig(_)) => Err(PatternFault::TooBig),
        Err(error) if error.to_string().contains("nest") || error.to_string().contains("exceeds") => Err(PatternFault::TooBig),
        Err(error) => Err(PatternFault::Syntax(last_line(&error.to_string()))),
    }
}

/// The sentence of a syntax error; the lines above it draw the pattern.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_string()
}

/// A part of a pattern, with what a line must have for it to be tried.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub rule: u16,
    pub first: bool,
    pub floats: bool,
    digit: bool,
    short: bool,
    /// Whether it is tried on every short line, no word being needed; on those with a digit; on lines without words; the
    /// marks that open its gate.
    pub always: bool,
    pub any_digit: bool,
    pub wordless: bool,
    pub marks: u16,
    /// Chars of ASCII that a match may begin with, one bit each.
    begins: u128,
    /// Sets of signs of which a line that matches has one each.
    needs: [u64; 2],
    pub engine: Engine,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Automaton(Automaton<'static>, Whole),
    /// Compiled when a line first passes the gate.
    Regex(OnceLock<Option<Regex>>),
}

/// What opens a gate, its words left aside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    pub first: bool,
    pub floats: bool,
    /// A digit must stand in the line.
    pub digit: bool,
    pub short: bool,
    /// No word is needed; or any digit opens it, or a line without words.
    pub unworded: bool,
    pub by_digit: bool,
    pub by_nothing: bool,
    /// Bits of the marks that open it.
    pub marks: u16,
}

impl Opening {
    pub(crate) fn of(gate: &Gate) -> Opening {
        let has = |mark: &str| gate.words.iter().any(|word| word == mark);
        let Gate { first, floats, digit, short, .. } = *gate;
        let marks = mark_bits(MARKS.map(|mark| has(&mark.to_string())));
        Opening { first, floats, digit, short, unworded: gate.words.is_empty(), by_digit: has(DIGIT), by_nothing: has(""), marks }
    }
}

/// The bits of marks that are given in the order of `MARKS`.
pub(crate) fn mark_bits(marks: [bool; MARKS.len()]) -> u16 {
    MARK_BITS.iter().zip(marks).filter(|(_, has)| *has).fold(0, |marks, (bit, _)| marks | bit)
}

impl Pattern {
    pub(crate) fn new(rule: u16, opening: Opening, automaton: Option<(Automaton<'static>, Whole)>) -> Pattern {
        let Opening { first, floats, digit, short, unworded, by_digit, by_nothing, marks } = opening;
        Pattern {
            rule,
            first,
            floats,
            digit,
            short,
            always: unworded,
            any_digit: !first && !floats && by_digit,
            wordless: first && by_nothing,
            marks,
            begins: automaton.map_or(u128::MAX, |(automaton, _)| automaton.begins()),
            needs: automaton.map_or([u64::MAX; 2], |(automaton, _)| automaton.needs()),
            engine: automaton.map_or_else(|| Engine::Regex(OnceLock::new()), |(automaton, whole)| Engine::Automaton(automaton, whole)),
        }
    }

    /// Whether a line with these signs may match.
    #[inline(always)]
    pub(crate) fn has_signs(&self, signs: u64) -> bool {
        self.needs.iter().all(|needed| needed & signs != 0)
    }

    /// Whether a line has what can be seen without reading it.
    #[inline]
    pub(crate) fn may_match(&self, line: &Line<'_>, short: bool) -> bool {
        let begins = || line.text.bytes().next().is_none_or(|first| self.begins.checked_shr(u32::from(first)).unwrap_or(1) & 1 == 1);
        (short || !self.short) && (!self.digit || line.glance.has(mark::DIGIT)) && (self.floats || begins())
    }

    pub(crate) fn is_listed(&self) -> bool {
        self.always || self.any_digit || self.wordless || self.marks != 0
    }
}

/// What is seen of a line that has one of `MARKS`.
const MARK_BITS: [u16; MARKS.len()] = [mark::RIGHTS, mark::AT, mark::HASH];

/// The gate of a whole pattern: where its words stand in a line says where the pattern counts among other cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    /// The keys of its words, four bytes each, in rising order.
    pub keys: &'static [u8],
    pub always: bool,
    pub any_digit: bool,
    pub marks: u16,
}

impl Whole {
    /// Where a pattern that matches a line counts in it: at the first word that opens the gate, or behind all words if
    /// something else does; `None` if nothing does. Inside sentences no words are looked at with `sentences_only`.
    pub(crate) fn order(&self, line: &Line<'_>, sentences_only: bool, short: bool) -> Option<Order> {
        for (at, word) in line.words.iter().enumerate() {
            if sentences_only && at > 0 && !word.begins_sentence() {
                continue;
            }
            if let Some(rank) = self.opens(line, at, word) {
                return Some(Order { word: at as u16, rank });
            }
        }
        let for_short = short && (self.always || (self.any_digit && line.glance.has(mark::DIGIT)));
        (for_short || line.glance.has(self.marks)).then_some(Order::LAST)
    }

    /// By what a word opens the gate, as a look-up in an index ranks it.
    fn opens(&self, line: &Line<'_>, at: usize, word: &Word) -> Option<u8> {
        let next = line.words.get(at + 1).map_or(0, |next| next.hash);
        if self.has(word.hash ^ WORD_SALT) {
            Some(0)
        } else if self.has(word.stem() ^ STEM_SALT) || (word.has_long_stem() && self.has(long_stem(line.text, word) ^ LONG_SALT)) {
            Some(1)
        } else {
            self.has(pair(word.hash, next)).then_some(2)
        }
    }

    fn has(&self, key: u32) -> bool {
        let number = |at: usize| self.keys.get(4 * at..).and_then(|keys| keys.first_chunk()).copied().map(u32::from_le_bytes);
        let (mut low, mut high) = (0, self.keys.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            match number(middle) {
                Some(known) if known == key => return true,
                Some(known) if known < key => low = middle + 1,
                _ => high = middle,
            }
        }
        false
    }
}
