//! Patterns: regular expressions for what phrases can't say, within limits.

use super::{boundary::quick_boundaries, limits};
use regex::{Regex, RegexBuilder};

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
