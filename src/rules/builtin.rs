//! The pages that came with the library, as the build script baked them.

use super::{
    At, Pack, Reach, Rule, RuleTable, Strength,
    automaton::Automaton,
    gate::{Gate, MARKS},
    pattern::{Opening, Pattern, Whole, mark_bits},
    rule::PatternPart,
    table::Voice,
};
use crate::role::Kind;
use std::borrow::Cow;

/// A page of `rules/`, baked: nothing of it is parsed or allocated until its language is met, and then hardly anything.
#[derive(Debug)]
pub(crate) struct Page {
    pub language: &'static str,
    pub name: &'static str,
    pub function_words: &'static str,
    pub own_words: &'static str,
    entries: Span,
    rules: &'static [BakedRule],
    parts: &'static [BakedPart],
}

/// What lies between two numbers: a part of the texts or bytes of all pages. Pointers would cost time at every start.
#[derive(Clone, Copy, Debug)]
struct Span(u32, u32);

#[derive(Debug)]
struct BakedRule {
    id: Span,
    kind: Kind,
    why: Span,
    /// Its phrases, a line each.
    any: Span,
    cues: u16,
    pattern: Span,
    whole: BakedWhole,
    parts: Span,
    at: At,
    strength: Strength,
    reach: Reach,
}

/// The gate of a whole pattern.
#[derive(Debug)]
struct BakedWhole {
    /// The keys of its words, four bytes each.
    keys: Span,
    always: bool,
    any_digit: bool,
    /// In the order of `MARKS`.
    marks: [bool; MARKS.len()],
}

#[derive(Debug)]
struct BakedPart {
    /// The words of its gate, a line each.
    words: Span,
    digit: bool,
    first: bool,
    floats: bool,
    short: bool,
    short_numbers: bool,
    // Whether there are no words; which of those that stand for something else there are.
    unworded: bool,
    by_digit: bool,
    by_nothing: bool,
    /// In the order of `MARKS`.
    marks: [bool; MARKS.len()],
    automaton: Span,
}

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/texts.txt"));
static ENTRIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/entries.bin"));
static AUTOMATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/automata.bin"));

/// Every built-in page, sorted by language.
pub(crate) fn builtin_packs() -> &'static [Page] {
    PAGES
}

fn page(language: &str) -> Option<&'static Page> {
    PAGES.binary_search_by(|page| page.language.cmp(language)).ok().and_then(|at| PAGES.get(at))
}

/// The built-in pack of a language, `common` being the one for all.
pub(crate) fn builtin_pack(language: &str) -> Option<Pack> {
    let page = page(language)?;
    let rules = page.rules.iter().map(|rule| page.rule(rule)).collect();
    Some(Pack::baked(page.language, page.name, page.function_words, page.own_words, rules))
}

/// The table of the built-in pack of a language, as it was baked.
pub(crate) fn builtin_table(language: &str) -> Option<RuleTable> {
    let page = page(language)?;
    let patterns = page.rules.iter().zip(0..).flat_map(|(rule, number)| {
        let parts = page.parts_of(rule).iter();
        parts.map(move |part| Pattern::new(number, part.opening(), part.automaton().map(|automaton| (automaton, rule.whole.whole()))))
    });
    Some(RuleTable::baked(page, page.entries.of_bytes(ENTRIES), patterns.collect()))
}

impl Span {
    fn of_bytes(self, bytes: &'static [u8]) -> &'static [u8] {
        bytes.get(self.0 as usize..self.1 as usize).unwrap_or(&[])
    }

    fn text(self) -> &'static str {
        TEXTS.get(self.0 as usize..self.1 as usize).unwrap_or("")
    }
}

impl BakedWhole {
    fn whole(&self) -> Whole {
        Whole { keys: self.keys.of_bytes(AUTOMATA), always: self.always, any_digit: self.any_digit, marks: mark_bits(self.marks) }
    }
}

impl BakedPart {
    fn gate(&self) -> Gate {
        let words = self.words.text();
        let words = if self.unworded { Vec::new() } else { words.split('\n').map(String::from).collect() };
        Gate { words, digit: self.digit, first: self.first, floats: self.floats, short: self.short, short_numbers: self.short_numbers }
    }

    fn opening(&self) -> Opening {
        let BakedPart { first, floats, digit, short, unworded, by_digit, by_nothing, .. } = *self;
        Opening { first, floats, digit, short, unworded, by_digit, by_nothing, marks: mark_bits(self.marks) }
    }

    fn part(&self, whole: &BakedWhole) -> PatternPart {
        PatternPart { gate: self.gate(), automaton: self.automaton().map(|automaton| (automaton, whole.whole())) }
    }

    fn automaton(&self) -> Option<Automaton<'static>> {
        Automaton::read(self.automaton.of_bytes(AUTOMATA))
    }
}

impl Page {
    fn parts_of(&self, rule: &BakedRule) -> &'static [BakedPart] {
        self.parts.get(rule.parts.0 as usize..rule.parts.1 as usize).unwrap_or(&[])
    }

    fn rule(&self, baked: &BakedRule) -> Rule {
        let phrases = baked.any.text().split('\n').take(if baked.any.text().is_empty() { 0 } else { usize::MAX });
        Rule {
            id: Cow::Borrowed(baked.id.text()),
            kind: baked.kind,
            why: Cow::Borrowed(baked.why.text()),
            any: phrases.map(Cow::Borrowed).collect(),
            pattern: Some(baked.pattern.text()).filter(|pattern| !pattern.is_empty()).map(Cow::Borrowed),
            parts: self.parts_of(baked).iter().map(|part| part.part(&baked.whole)).collect(),
            at: baked.at,
            strength: baked.strength,
            reach: baked.reach,
        }
    }

    /// What a rule says, by its number.
    pub(super) fn voice(&self, rule: u16) -> Option<Voice> {
        let rule = self.rules.get(usize::from(rule))?;
        Some(Voice { kind: rule.kind, strength: rule.strength, reach: rule.reach, at: rule.at })
    }

    /// Id of a rule and why it is there.
    pub(super) fn reason(&self, rule: u16) -> Option<(&str, &str)> {
        self.rules.get(usize::from(rule)).map(|rule| (rule.id.text(), rule.why.text()))
    }

    /// How many rules and cues the page has.
    pub(crate) fn size(&self) -> (usize, usize) {
        let pattern = |rule: &BakedRule| usize::from(rule.pattern.0 < rule.pattern.1);
        let cues = self.rules.iter().map(|rule| usize::from(rule.cues) + pattern(rule)).sum();
        (self.rules.len(), cues)
    }
}
