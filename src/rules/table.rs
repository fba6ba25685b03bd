//! A compiled pack: finds the cues that stand in a line.

use super::{
    At, Pack, Reach, Rule, Strength,
    automaton::Threads,
    builtin::Page,
    entries::{END, Entries, PATTERN, PLACE, SHORT, Spot},
    gate::{Gate, Reading, gate_of},
    index::{Entry, Index, Run},
    limits,
    pattern::{Engine, Opening, Pattern, compile_pattern},
    vocabulary::{PACKS, Vocabulary},
};
use crate::{
    fold::{self, fold},
    role::Kind,
    word::{Glance, Word, mark},
};
use regex::Regex;
use std::sync::{LazyLock, OnceLock};

/// A cue that stands in a line: which rule, and which words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub rule: u16,
    pub first_word: u16,
    pub end_word: u16,
    order: Order,
}

/// In which order cues of a line count: by the word they were met at, and by what of it they were looked up with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    pub word: u16,
    pub rank: u8,
}

impl Order {
    pub(crate) const LAST: Order = Order { word: u16::MAX, rank: 0 };
}

/// What a rule says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Voice {
    pub kind: Kind,
    pub strength: Strength,
    pub reach: Reach,
    pub at: At,
}

/// Scratch memory of a search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hunt {
    threads: Threads,
    pub found: Vec<Found>,
}

/// A compiled pack. That of a built-in page is there at once; another is built in time linear in its phrases.
#[derive(Debug)]
pub(crate) struct RuleTable {
    rules: Rules,
    patterns: Vec<Pattern>,
    /// Patterns that no word but something else lets be tried, and all marks that do.
    listed: Vec<u16>,
    marks: u16,
    index: Index,
    /// Hashes of function words.
    function_words: Vec<u32>,
    /// The vocabulary of this pack and those that are asked beside it.
    vocabulary: OnceLock<Vocabulary>,
}

#[derive(Debug)]
enum Rules {
    Page(&'static Page),
    Own(Vec<Rule>),
}

impl RuleTable {
    /// Compiles a pack whose rules have been checked: a phrase or pattern that can't be read is left out.
    pub(crate) fn new(pack: &Pack) -> RuleTable {
        let gates = |rule: &Rule| rule.parts.iter().map(|part| part.gate.words.len()).sum::<usize>();
        let mut entries = Entries::with_room(pack.rules.iter().map(|rule| rule.any.len() + gates(rule)).sum());
        let mut patterns: Vec<Pattern> = Vec::new();
        for (rule, number) in pack.rules.iter().zip(0..) {
            let mut add = |gate: &Gate, automaton| {
                entries.add_gate(number, patterns.len() as u16, gate);
                patterns.push(Pattern::new(number, Opening::of(gate), automaton));
            };
            match &rule.pattern {
                Some(pattern) if rule.parts.is_empty() => add(&gate_of(pattern, reading), None),
                _ => rule.parts.iter().for_each(|part| add(&part.gate, part.automaton)),
            }
            rule.any.iter().zip(0..).for_each(|(text, phrase)| entries.add_phrase(number, phrase, rule.at as u8, text));
        }
        let rules = pack.rules.iter().map(Rule::without_cues).collect();
        RuleTable::with(Rules::Own(rules), entries.finish().into(), patterns, &pack.function_words)
    }

    /// The table of a built-in page.
    pub(crate) fn baked(page: &'static Page, entries: &'static [u8], patterns: Vec<Pattern>) -> RuleTable {
        RuleTable::with(Rules::Page(page), entries.into(), patterns, page.function_words)
    }

    fn with(rules: Rules, entries: std::borrow::Cow<'static, [u8]>, patterns: Vec<Pattern>, function_words: &str) -> RuleTable {
        let listed = patterns.iter().zip(0..).filter(|(pattern, _)| pattern.is_listed()).map(|(_, number)| number).collect();
        RuleTable {
            rules,
            listed,
            marks: patterns.iter().fold(0, |marks, pattern| marks | pattern.marks),
            patterns,
            index: Index::new(entries),
            function_words: function_words.split_whitespace().filter_map(word_hash).collect(),
            vocabulary: OnceLock::new(),
        }
    }

    pub(crate) fn voice(&self, rule: u16) -> Option<Voice> {
        match &self.rules {
            Rules::Page(page) => page.voice(rule),
            Rules::Own(rules) => {
                rules.get(usize::from(rule)).map(|rule| Voice { kind: rule.kind, strength: rule.strength, reach: rule.reach, at: rule.at })
            }
        }
    }

    /// Id of a rule and why it is there.
    pub(crate) fn reason(&self, rule: u16) -> Option<(&str, &str)> {
        match &self.rules {
            Rules::Page(page) => page.reason(rule),
            Rules::Own(rules) => rules.get(usize::from(rule)).map(|rule| (&*rule.id, &*rule.why)),
        }
    }

    /// The vocabulary of texts that these tables are asked for, kept with the first of them; the very first is that of the
    /// language. Built when it is first needed.
    pub(crate) fn vocabulary(tables: [Option<&RuleTable>; PACKS]) -> &Vocabulary {
        static NONE: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new([None; PACKS], std::iter::empty()));
        let build = || {
            let words = tables.first().copied().flatten().map(|own| own.function_words.iter().copied());
            Vocabulary::new(tables.map(|table| table.map(|table| &table.index)), words.into_iter().flatten())
        };
        tables.into_iter().flatten().next().map_or(&*NONE, |first| first.vocabulary.get_or_init(build))
    }

    /// Puts in `hunt.found` the cues that stand at the spots of the line that are noted for the `pack`, at most one for a rule
    /// and place and `limit` in all. With `sentences_only`, what stands inside sentences is passed over.
    pub(crate) fn find(&self, line: &Line<'_>, pack: u8, sentences_only: bool, limit: usize, hunt: &mut Hunt) {
        hunt.found.clear();
        let (short, order) = (line.is_short(), Order::LAST);
        let Hunt { threads, found, .. } = hunt;
        let mut search = Search { line, limit, sentences_only, short, order, tried: 0, threads, found };
        for spot in line.spots.iter().filter(|spot| spot.packs >> pack & 1 == 1 && !(sentences_only && spot.spot == Spot::Inside)) {
            self.look_up(spot, &mut search);
        }
        search.order = Order::LAST;
        if search.short || line.glance.has(self.marks) {
            self.try_listed(&mut search);
        }
        if line.begins_oddly() {
            (0..self.patterns.len()).filter(|&number| self.patterns.get(number).is_some_and(|pattern| pattern.first)).for_each(|number| {
                self.try_pattern(number, 0, &mut search);
            });
        }
        // Patterns are tried where they may begin, but count where their gates say.
        if hunt.found.len() > 1 {
            hunt.found.sort_by_key(|found| (found.order, found.rule));
        }
    }

    /// Tries all cues that may begin with a word.
    #[inline(always)]
    fn look_up(&self, spotted: &SpottedWord, search: &mut Search<'_, '_>) {
        let (line, at) = (search.line, spotted.word);
        let here = line.words.get(usize::from(at)..).unwrap_or(&[]);
        self.index.at(spotted.spot).each(line.text, here, |rank, run| {
            search.order = Order { word: at, rank };
            self.try_run(run, usize::from(at), search);
        });
    }

    #[inline(never)]
    fn try_run(&self, run: Run<'_>, at: usize, search: &mut Search<'_, '_>) {
        run.for_each(|entry| self.try_entry(&entry, at, search));
    }

    #[inline(always)]
    fn try_entry(&self, entry: &Entry<'_>, at: usize, search: &mut Search<'_, '_>) {
        if entry.flags & SHORT != 0 && !search.short {
            return;
        }
        if entry.flags & PATTERN != 0 {
            if entry.opens(search.line.text, search.line.words, at) {
                self.try_pattern(usize::from(entry.names), at, search);
            }
        } else {
            search.try_phrase(entry, at);
        }
    }

    /// Tries the patterns that a mark, a digit or nothing in particular lets be tried.
    fn try_listed(&self, search: &mut Search<'_, '_>) {
        let glance = search.line.glance;
        let signs = glance.signs();
        for &number in &self.listed {
            let Some(pattern) = self.patterns.get(usize::from(number)) else { break };
            if !pattern.has_signs(signs) {
                continue;
            }
            let wordless = pattern.wordless && search.line.words.is_empty();
            let for_short = search.short && (pattern.always || (pattern.any_digit && glance.has(mark::DIGIT)));
            if for_short || wordless || glance.has(pattern.marks) {
                self.try_pattern(usize::from(number), 0, search);
            }
        }
    }

    /// Tries a part of a pattern on a line that has the word it needs, once; one that floats, wherever the word is met.
    fn try_pattern(&self, number: usize, at: usize, search: &mut Search<'_, '_>) {
        let Some(pattern) = self.patterns.get(number) else { return };
        let line = search.line;
        if line.text.len() > limits::PATTERN_LINE || !pattern.has_signs(line.glance.signs()) || !pattern.may_match(line, search.short) {
            return;
        }
        let mut text = line.text;
        if pattern.floats {
            let before = at.checked_sub(1).and_then(|before| line.words.get(before));
            text = text.get(before.map_or(0, |word| usize::from(word.end))..).unwrap_or("");
        } else {
            let bit = 1_u128.checked_shl(number as u32).unwrap_or(0);
            if search.tried & bit != 0 {
                return;
            }
            search.tried |= bit;
        }
        let order = match &pattern.engine {
            Engine::Automaton(automaton, whole) if automaton.is_match(text, search.threads) => {
                whole.order(line, search.sentences_only, search.short)
            }
            Engine::Automaton(..) => None,
            Engine::Regex(regex) => {
                let regex = regex.get_or_init(|| self.compile(pattern.rule)).as_ref();
                regex.is_some_and(|regex| regex.is_match(text)).then_some(search.order)
            }
        };
        if let Some(order) = order {
            search.push(Found { rule: pattern.rule, first_word: 0, end_word: line.words.len() as u16, order });
        }
    }

    fn compile(&self, rule: u16) -> Option<Regex> {
        let Rules::Own(rules) = &self.rules else { return None };
        compile_pattern(rules.get(usize::from(rule))?.pattern.as_deref()?).ok()
    }
}

/// The place of a phrase that is the whole line.
const WHOLE: u8 = At::Whole as u8;

/// A line to look for cues in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub glance: &'a Glance,
    /// Its words that cues may begin with.
    pub spots: &'a [SpottedWord],
}

/// A word that cues may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpottedWord {
    /// Its index in the line.
    pub word: u16,
    /// The packs of which it may begin a cue, a bit each.
    pub packs: u8,
    /// Where it stands.
    pub spot: Spot,
}

impl Line<'_> {
    /// Whether patterns are tried on it that need no word.
    fn is_short(&self) -> bool {
        self.text.len() <= limits::UNGATED_LINE && self.glance.length() <= limits::UNGATED_WORDS
    }

    /// Whether the first word is a number that gates do not know.
    fn begins_oddly(&self) -> bool {
        let odd = |word: &Word| word.is_number() && !self.text.as_bytes().get(usize::from(word.start)).is_some_and(u8::is_ascii);
        self.words.first().is_some_and(odd)
    }
}

/// A search in one line.
struct Search<'l, 'f> {
    line: &'l Line<'l>,
    limit: usize,
    sentences_only: bool,
    short: bool,
    order: Order,
    /// Parts of patterns that were tried, one bit each.
    tried: u128,
    threads: &'f mut Threads,
    found: &'f mut Vec<Found>,
}

impl Search<'_, '_> {
    #[inline(always)]
    fn try_phrase(&mut self, entry: &Entry<'_>, at: usize) {
        let words = self.line.words;
        let Some(end) = entry.ends(self.line.text, words, at) else { return };
        let to_the_end = matches!(entry.flags & PLACE, END | WHOLE);
        if to_the_end && words.iter().skip(end).any(|word| !word.is_number()) {
            return;
        }
        self.push(Found { rule: entry.names, first_word: at as u16, end_word: end as u16, order: self.order });
    }

    fn push(&mut self, hit: Found) {
        if let Some(old) = self.found.iter_mut().rev().find(|old| old.rule == hit.rule && old.first_word == hit.first_word) {
            (old.end_word, old.order) = (old.end_word.max(hit.end_word), old.order.min(hit.order));
        } else if self.found.len() < self.limit {
            self.found.push(hit);
        }
    }
}

fn reading(c: char) -> Reading {
    let folded = fold(c);
    match folded.class() {
        fold::LETTER | fold::IDEOGRAPH | fold::SYLLABLE | fold::DIGIT => {
            char::from_u32(folded.unit()).map_or(Reading::Apart, Reading::Letter)
        }
        fold::SKIP => Reading::Skipped,
        fold::APOSTROPHE => Reading::Apostrophe,
        _ => Reading::Apart,
    }
}

/// The hash of a word that the reader takes for one: none in a script that is written without spaces, unless it is one char.
fn word_hash(text: &str) -> Option<u32> {
    let mut words = Vec::new();
    crate::word::read_words(text, &mut words);
    match words[..] {
        [word] => Some(word.hash),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builtin_packs;

    /// The build script reads words by itself: what it makes of every page must be what the library makes of it.
    #[test]
    fn pages_are_baked_as_they_would_be_compiled() {
        for page in builtin_packs() {
            let pack = crate::rules::builtin_pack(page.language).expect("a page");
            let baked = crate::rules::builtin_table(page.language).expect("a page");
            assert!(baked.index == RuleTable::new(&pack).index, "{}", page.language);
        }
    }
}
