//! The pages that came with the library, as the build script baked them.

use super::{At, Pack, Reach, Rule, Strength, gate::Gate};
use crate::role::Kind;
use std::borrow::Cow;

/// A page of `rules/`, baked: nothing of it is parsed or allocated until its language is met.
pub(crate) struct Page {
    pub language: &'static str,
    pub name: &'static str,
    pub function_words: &'static str,
    pub own_words: &'static str,
    rules: &'static [Baked],
}

struct Baked {
    id: &'static str,
    kind: Kind,
    why: &'static str,
    any: &'static [&'static str],
    pattern: Option<&'static str>,
    gate_words: &'static [&'static str],
    gate_digit: bool,
    at: At,
    strength: Strength,
    reach: Reach,
}

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Every built-in page, sorted by language.
pub(crate) fn builtin_packs() -> &'static [Page] {
    PAGES
}

/// The built-in pack of a language, `common` being the one for all.
pub(crate) fn builtin_pack(language: &str) -> Option<Pack> {
    let page = PAGES.binary_search_by(|page| page.language.cmp(language)).ok().and_then(|at| PAGES.get(at))?;
    Some(Pack::baked(page.language, page.name, page.function_words, page.own_words, page.rules.iter().map(rule).collect()))
}

fn rule(baked: &Baked) -> Rule {
    Rule {
        id: Cow::Borrowed(baked.id),
        kind: baked.kind,
        why: Cow::Borrowed(baked.why),
        any: baked.any.iter().copied().map(Cow::Borrowed).collect(),
        pattern: baked.pattern.map(Cow::Borrowed),
        gate: Some(Gate { words: baked.gate_words.iter().map(|word| word.to_string()).collect(), digit: baked.gate_digit }),
        at: baked.at,
        strength: baked.strength,
        reach: baked.reach,
    }
}

impl Page {
    /// How many rules and cues the page has.
    pub(crate) fn size(&self) -> (usize, usize) {
        let cues = self.rules.iter().map(|rule| rule.any.len() + usize::from(rule.pattern.is_some())).sum();
        (self.rules.len(), cues)
    }
}
