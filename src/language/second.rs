//! A second language: republished text often ends in that of the site that took it over.

use super::{
    Language,
    script::Scripts,
    tell::{Heard, decide},
    votes::Votes,
};
use crate::{passage::Passage, word::Word};

/// Where a second language is looked for: so many passages from the end.
const TAIL: usize = 16;
/// Passages of fewer words tell nothing.
const LEAST_WORDS: usize = 5;
/// A passage is in another language if fewer than one in so many of its words are function words of the first.
const SHARE: usize = 10;

/// The language of what stands at the end and is not in the `first` one, whose function words have been counted.
pub(crate) fn second(text: &str, passages: &[Passage], words: &[Word], first: Language, allowed: &[Language]) -> Option<Language> {
    let (mut scripts, mut votes) = (Scripts::default(), Votes::new());
    for passage in passages.iter().rev().take(TAIL) {
        let words = passage.words(words);
        let known = usize::from(passage.surveyed.function_words);
        if words.len() < LEAST_WORDS || known * SHARE > words.len() {
            continue;
        }
        let line = passage.text(text);
        for word in words {
            scripts.add(line, word);
            votes.add(word);
        }
    }
    let is_allowed = |code: &str| code != first.code() && (allowed.is_empty() || allowed.iter().any(|language| language.code() == code));
    match decide(&scripts, &votes, &is_allowed)? {
        Heard::Sure(code, _) if is_allowed(code) => code.parse().ok(),
        _ => None,
    }
}
