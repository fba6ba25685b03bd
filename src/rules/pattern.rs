//! Patterns: regular expressions for what phrases can't say, within limits.

use super::{
    automaton::Automaton,
    boundary::quick_boundaries,
    gate::{DIGIT, Gate},
    limits,
    table::Line,
};
use crate::word::mark;
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
        .dfa_size_limit(limits::PATTERN_SIZE)
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
    pub engine: Engine,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Automaton(Automaton<'static>),
    /// Compiled when a line first passes the gate.
    Regex(OnceLock<Option<Regex>>),
}

impl Pattern {
    pub(crate) fn new(rule: u16, gate: &Gate, automaton: Option<Automaton<'static>>) -> Pattern {
        let needs = |mark: &str| gate.words.iter().any(|word| word == mark);
        let bits = [("©", mark::RIGHTS), ("@", mark::AT), ("#", mark::HASH)];
        Pattern {
            rule,
            first: gate.first,
            floats: gate.floats,
            digit: gate.digit,
            short: gate.short,
            always: gate.words.is_empty(),
            any_digit: !gate.first && !gate.floats && needs(DIGIT),
            wordless: gate.first && needs(""),
            marks: bits.iter().filter(|(mark, _)| needs(mark)).fold(0, |marks, (_, bit)| marks | bit),
            begins: automaton.map_or(u128::MAX, |automaton| automaton.begins()),
            engine: automaton.map_or_else(|| Engine::Regex(OnceLock::new()), Engine::Automaton),
        }
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
