//! The splitter: compiled rules and weights, and the way of a text through them.

use crate::{
    article::{Article, Record},
    builder::Builder,
    cue::{CALLERS, Cue, FALLBACK, lexicon_of},
    decode::{Decision, decode},
    explain::{Explanation, SpokenRule},
    facts::{self, Whole},
    kinds::kind_of,
    language::{self, Language},
    line::split_lines,
    model::{PLACE_ROLES, Scores, Weights},
    passage::Passage,
    role::Role,
    rules::{Pack, RuleTable, builtin_table},
    scratch::Scratch,
    span::Span,
    wrap::join_wrapped,
};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, LazyLock, OnceLock},
};

/// The engine: immutable once built, cheap to clone, shared between threads. Packs are compiled when their language is first met.
///
/// ```
/// use copydesk::Splitter;
/// let splitter = Splitter::new();
/// let texts = ["Rain fell.", "Snow fell."];
/// let mut scratch = copydesk::Scratch::default();
/// for text in texts {
///     assert_eq!(splitter.split_with(&mut scratch, text).text(), text);
/// }
/// ```
#[derive(Clone)]
pub struct Splitter {
    engine: Arc<Engine>,
}

/// In short: the thousands of rules and weights say nothing to whoever prints a splitter.
impl std::fmt::Debug for Splitter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Splitter").field("language", &self.engine.fixed).field("languages", &self.engine.allowed).finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub(crate) struct Engine {
    pub weights: Weights,
    pub fixed: Option<Language>,
    pub allowed: Vec<Language>,
    /// Packs that differ from the built-in ones, by language.
    pub packs: BTreeMap<String, Pack>,
    pub own: Option<RuleTable>,
    pub tables: BTreeMap<String, OnceLock<Option<RuleTable>>>,
}

static DEFAULT: LazyLock<Splitter> = LazyLock::new(|| Splitter::builder().assemble());

impl Default for Splitter {
    fn default() -> Splitter {
        Splitter::new()
    }
}

impl Splitter {
    /// The splitter with the built-in rules that tells the language itself. Cheap: all such splitters are one.
    pub fn new() -> Splitter {
        DEFAULT.clone()
    }

    /// A builder for a splitter of your own.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn from_engine(engine: Engine) -> Splitter {
        Splitter { engine: Arc::new(engine) }
    }

    /// Splits a text. Never fails; time and memory are linear in the text.
    pub fn split<'a>(&self, text: &'a str) -> Article<'a> {
        let mut scratch = Scratch::default();
        let (language, _) = self.run(&mut scratch, text);
        Article { text, records: Cow::Owned(scratch.records), language, splitter: self.clone() }
    }

    /// Splits a text with memory that was used before; the article borrows it.
    pub fn split_with<'a>(&self, scratch: &'a mut Scratch, text: &'a str) -> Article<'a> {
        let (language, _) = self.run(scratch, text);
        Article { text, records: Cow::Borrowed(&scratch.records), language, splitter: self.clone() }
    }

    /// Splits bytes that may not be UTF-8.
    ///
    /// # Errors
    /// Where the bytes are no UTF-8, with the offset of the first that is not.
    ///
    /// ```
    /// let splitter = copydesk::Splitter::new();
    /// assert!(splitter.split_bytes(b"Rain fell.").is_ok());
    /// assert_eq!(splitter.split_bytes(b"Rain\xff").unwrap_err().valid_up_to(), 4);
    /// ```
    pub fn split_bytes<'a>(&self, bytes: &'a [u8]) -> Result<Article<'a>, std::str::Utf8Error> {
        std::str::from_utf8(bytes).map(|text| self.split(text))
    }

    /// The way of a text through the house.
    fn run(&self, scratch: &mut Scratch, text: &str) -> (Option<(Language, f32)>, Whole) {
        let (language, whole) = self.read(scratch, text);
        scratch.scores.clear();
        scratch.scores.reserve(scratch.passages.len());
        for at in 0..scratch.passages.len() {
            let mut scores = Scores::default();
            facts::tell_facts(&scratch.passages, &scratch.sketches, &whole, at, &mut |fact| self.engine.weights.add(fact, &mut scores));
            scratch.scores.push(scores);
        }
        decode(&self.engine.weights, &scratch.scores, &mut scratch.best, &mut scratch.decisions);
        self.record(scratch, text);
        (language, whole)
    }

    /// Lines, words, language, cues, sketches.
    fn read(&self, scratch: &mut Scratch, text: &str) -> (Option<(Language, f32)>, Whole) {
        split_lines(text, &mut scratch.lines);
        join_wrapped(text, &mut scratch.lines);
        scratch.read_lines(text);
        let language = match self.engine.fixed {
            Some(language) => Some((language, 1.0)),
            None => language::tell(text, &scratch.passages, &scratch.words, &self.engine.allowed),
        };
        let code = language.map(|(language, _)| language);
        let own = code.and_then(|language| self.engine.table(language.code()));
        let (common, callers) = (self.engine.table("common"), self.engine.own.as_ref());
        let english = (code != Some(Language::ENGLISH)).then_some(Language::ENGLISH);
        let fallback = |language: Option<Language>| language.and_then(|language| self.engine.table(language.code()));
        let mut tables = [own, common, fallback(english), callers];
        let mut lexicon = lexicon_of(&tables);
        scratch.survey(&lexicon);
        let second = own.and(code).and_then(|first| self.second(scratch, text, first));
        scratch.fallback = second.or(english);
        if second.is_some() {
            tables[FALLBACK] = fallback(second);
            lexicon = lexicon.beside_another();
            scratch.survey(&lexicon);
        }
        scratch.find_cues(&tables, &lexicon, text);
        let Scratch { passages, words, topics, cues, echo, sketches, .. } = scratch;
        (language, facts::sketch(passages, words, topics, cues, own.is_some(), echo, sketches))
    }

    /// A second language, which the end of the text is in.
    fn second(&self, scratch: &Scratch, text: &str, first: Language) -> Option<Language> {
        let tells = self.engine.fixed.is_none();
        tells.then(|| language::second(text, &scratch.passages, &scratch.words, first, &self.engine.allowed)).flatten()
    }

    /// Turns decisions into blocks.
    fn record(&self, scratch: &mut Scratch, text: &str) {
        scratch.records.clear();
        scratch.records.reserve_exact(scratch.passages.len());
        let mut before = None;
        for (at, (passage, (sketch, decision))) in scratch.passages.iter().zip(scratch.sketches.iter().zip(&scratch.decisions)).enumerate()
        {
            let place = decision.place as usize;
            let role = PLACE_ROLES.get(place).copied().unwrap_or(Role::Body);
            let kind = kind_of(place, passage, sketch, before);
            before = kind.filter(|_| role == Role::Boilerplate);
            let confidence = self.engine.weights.confidence(decision.margin);
            match scratch.records.last_mut() {
                // The parts of one line that have one role are one block again, and of the kind that a cue names.
                Some(last) if passage.continues && last.role == role => {
                    (last.span.end, last.text.end) = (passage.end, passage.text_end);
                    last.confidence = last.confidence.min(confidence);
                    if sketch.spoken.boilerplate.is_some() {
                        last.kind = kind;
                    }
                }
                _ => scratch.records.push(Record {
                    span: Span { start: passage.start, end: passage.end },
                    text: Span { start: passage.text_start, end: passage.text_end },
                    role,
                    kind,
                    confidence,
                    passage: at,
                }),
            }
        }
        if scratch.records.is_empty() && !text.is_empty() {
            let span = Span { start: 0, end: text.len() };
            let nothing = Span { start: text.len(), end: text.len() };
            scratch.records.push(Record { span, text: nothing, role: Role::Body, kind: None, confidence: 0.0, passage: 0 });
        }
    }

    /// Explains some passages of a text, which is read once for all of them.
    pub(crate) fn explain(&self, text: &str, passages: impl Iterator<Item = usize>) -> Vec<Explanation> {
        let mut scratch = Scratch::default();
        let (language, whole) = self.run(&mut scratch, text);
        let language = language.map(|(language, _)| language);
        passages.map(|passage| self.explain_passage(&scratch, &whole, language, passage)).collect()
    }

    fn explain_passage(&self, scratch: &Scratch, whole: &Whole, language: Option<Language>, passage: usize) -> Explanation {
        let decision = scratch.decisions.get(passage).copied().unwrap_or(Decision { place: 6, rival: 6, margin: 0 });
        let (place, rival) = (decision.place as usize, decision.rival as usize);
        let mut facts = Vec::new();
        facts::tell_facts(&scratch.passages, &scratch.sketches, whole, passage, &mut |fact| {
            let mut row = Scores::default();
            self.engine.weights.add(fact, &mut row);
            facts.push((fact.name(), (row.get(place) - row.get(rival)) as f32 / 100.0));
        });
        facts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        let cues = scratch.passages.get(passage).map_or(&[][..], |passage| crate::cue::cues_of(passage, &scratch.cues));
        let role = |place: usize| PLACE_ROLES.get(place).copied().unwrap_or(Role::Body);
        let rules = cues.iter().filter_map(|cue| self.engine.spoken_rule(cue, language, scratch.fallback)).collect();
        Explanation { role: role(place), rival: role(rival), margin: decision.margin as f32 / 100.0, rules, facts }
    }

    /// Each passage of a text with its role and margin: what confidence is calibrated on.
    #[doc(hidden)]
    pub fn margins(&self, text: &str) -> Vec<(Span, Role, i32)> {
        let mut scratch = Scratch::default();
        self.run(&mut scratch, text);
        let of = |(passage, decision): (&Passage, &Decision)| {
            let role = PLACE_ROLES.get(decision.place as usize).copied().unwrap_or(Role::Body);
            (Span { start: passage.text_start, end: passage.text_end }, role, decision.margin)
        };
        scratch.passages.iter().zip(&scratch.decisions).map(of).collect()
    }

    /// What words and whatlang take a text's language for: what the telling of languages is measured on.
    #[doc(hidden)]
    pub fn opinions(&self, text: &str) -> language::Opinions {
        let mut scratch = Scratch::default();
        split_lines(text, &mut scratch.lines);
        join_wrapped(text, &mut scratch.lines);
        scratch.read_lines(text);
        language::opinions(text, &scratch.passages, &scratch.words)
    }

    /// The facts of each passage of a text, with its bounds: what weights are fitted on.
    #[doc(hidden)]
    pub fn observe(&self, text: &str) -> Vec<(Span, Vec<u16>)> {
        let mut scratch = Scratch::default();
        let (_, whole) = self.read(&mut scratch, text);
        let observe = |(at, passage): (usize, &Passage)| {
            let mut facts = Vec::new();
            facts::tell_facts(&scratch.passages, &scratch.sketches, &whole, at, &mut |fact| facts.push(fact.0));
            (Span { start: passage.text_start, end: passage.text_end }, facts)
        };
        scratch.passages.iter().enumerate().map(observe).collect()
    }
}

impl Engine {
    /// The compiled pack of a language, built on first use.
    fn table(&self, language: &str) -> Option<&RuleTable> {
        let compile = || self.packs.get(language).map(RuleTable::new).or_else(|| builtin_table(language));
        self.tables.get(language)?.get_or_init(compile).as_ref()
    }

    fn spoken_rule(&self, cue: &Cue, language: Option<Language>, fallback: Option<Language>) -> Option<SpokenRule> {
        let name = match usize::from(cue.table) {
            0 => language.as_ref().map_or("", Language::code),
            1 => "common",
            FALLBACK => fallback.as_ref().map_or("", Language::code),
            _ => "own",
        };
        let table = if usize::from(cue.table) == CALLERS { self.own.as_ref() } else { self.table(name) };
        let (id, why) = table?.reason(cue.rule)?;
        Some(SpokenRule { id: format!("{name}/{id}"), kind: cue.kind, why: why.to_string() })
    }
}
