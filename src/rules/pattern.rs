//! Patterns: regular expressions for what phrases can't say, within limits.

use super::limits;
use regex::{Regex, RegexBuilder};
use std::borrow::Cow;

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

/// `\b` by the letters of ASCII where the pattern is in Latin script: the automaton that is fast can't know the letters
/// of all scripts there, and leaving it costs a thousand times as much. Next to an accented letter the two may differ.
fn quick_boundaries(pattern: &str) -> Cow<'_, str> {
    let latin = |c: char| !c.is_alphabetic() || matches!(c as u32, 0..=0x24f | 0x1e00..=0x1eff);
    if !pattern.contains("\\b") || !pattern.chars().all(latin) {
        return Cow::Borrowed(pattern);
    }
    let mut quick = String::with_capacity(pattern.len() + 40);
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('b')) => {
                chars.next();
                // `\b{start}` and its kin have their own meaning.
                quick.push_str(if chars.peek() == Some(&'{') { "\\b" } else { "(?-u:\\b)" });
            }
            ('\\', Some(&escaped)) => {
                chars.next();
                quick.extend(['\\', escaped]);
            }
            _ => quick.push(c),
        }
    }
    Cow::Owned(quick)
}

/// The sentence of a syntax error; the lines above it draw the pattern.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_string()
}
