//! What can be wrong with a rule by itself, wherever it stands, and how much rules may amount to.

use super::{
    At, Rule, RuleCode, RuleError, RuleErrors, limits,
    pattern::{PatternFault, compile_pattern},
    phrase::{Part, PhraseFault, Unit, parse_phrase},
};
use regex::Regex;
use std::collections::{HashMap, HashSet};

/// More faults than a person mends at once; the rest is told when these are gone.
pub(super) const MOST_FAULTS: usize = 50;

/// Checks rules that were made in code: everything but examples.
pub(crate) fn check_rules(rules: &[Rule]) -> Result<(), RuleErrors> {
    let mut errors = Vec::new();
    let mut ids = HashSet::new();
    let mut size = Size::default();
    for rule in rules {
        let place = format!("rule {:?}", rule.id);
        let mut fault = |(code, message, help): Fault| errors.push(RuleError::unplaced(code, &place, message, help));
        if !is_kebab(&rule.id) {
            fault(bad_id(&rule.id));
        }
        if rule.cues() == 0 {
            fault(no_cue());
        }
        if !ids.insert(rule.id()) {
            fault((RuleCode::DuplicateId, format!("two rules are called `{}`", rule.id), "name what each sees and the other does not"));
        }
        rule.any.iter().filter_map(|phrase| phrase_fault(phrase, rule.at)).for_each(&mut fault);
        if let Some((message, help)) = size.add(rule) {
            fault((RuleCode::TooMuch, message, help));
            break;
        }
        rule.pattern.iter().filter_map(|pattern| pattern_fault(pattern)).for_each(&mut fault);
    }
    errors.truncate(MOST_FAULTS);
    if errors.is_empty() { Ok(()) } else { Err(RuleErrors(errors)) }
}

pub(super) type Fault = (RuleCode, String, &'static str);

/// How much the rules so far amount to.
#[derive(Debug, Default)]
pub(super) struct Size {
    rules: usize,
    phrases: usize,
    patterns: usize,
    alike: HashMap<(Unit, u32, u32), usize>,
}

impl Size {
    /// Counts a rule; says what is too much with it, if something is, and what to do.
    pub fn add(&mut self, rule: &Rule) -> Option<(String, &'static str)> {
        self.rules += 1;
        self.phrases += rule.any.len();
        self.patterns += usize::from(rule.pattern.is_some());
        if self.rules > limits::RULES || self.phrases > limits::PHRASES {
            return Some((format!("more than {} rules or {} phrases", limits::RULES, limits::PHRASES), "split it into packs"));
        }
        if self.patterns > limits::PATTERNS {
            return Some((format!("more than {} patterns", limits::PATTERNS), "say with phrases what phrases can say"));
        }
        let mut alike = |phrase: &str| {
            let count = self.alike.entry(beginning(&parse_phrase(phrase).unwrap_or_default())).or_default();
            *count += 1;
            *count > limits::PHRASES_ALIKE
        };
        let phrase = rule.any.iter().find(|phrase| alike(phrase))?;
        let shown: String = phrase.chars().take(60).collect();
        let message = format!("more than {} phrases that begin as {shown:?} does", limits::PHRASES_ALIKE);
        Some((message, "one phrase with a stem, a number or a gap says what many do"))
    }
}

/// What phrases are looked up by: two words, a word, a stem or a number.
fn beginning(parts: &[Part]) -> (Unit, u32, u32) {
    match parts {
        [Part { unit: Unit::Number, .. }, ..] | [] => (Unit::Number, 0, 0),
        [Part { unit: Unit::Stem, word, .. }, ..] => (Unit::Stem, word.stem(), 0),
        [first, Part { unit: Unit::Word, word, after_gap: false }, ..] => (Unit::Word, first.word.hash, word.hash),
        [first, ..] => (Unit::Word, first.word.hash, 0),
    }
}

pub(super) fn bad_id(id: &str) -> Fault {
    (RuleCode::BadId, format!("`{id}` is not in kebab-case"), "use small letters, digits and single dashes: `support-appeal`")
}

pub(super) fn no_cue() -> Fault {
    (RuleCode::NoCue, "the rule has neither `any` nor `pattern`".into(), "give it at least one phrase: any = [\"…\"]")
}

pub(super) fn phrase_fault(phrase: &str, at: At) -> Option<Fault> {
    let quoted: String = phrase.chars().take(60).collect();
    match parse_phrase(phrase) {
        Err(PhraseFault::Empty) => Some((
            RuleCode::EmptyPhrase,
            format!("the phrase {quoted:?} has no word"),
            "write the words it should find; for marks use `pattern`",
        )),
        Err(PhraseFault::ShortStem) => Some((
            RuleCode::ShortStem,
            format!("the first stem of {quoted:?} is too short"),
            "give the first stem three letters or more, or write whole words",
        )),
        Err(PhraseFault::GapAtEdge) => Some((
            RuleCode::GapAtEdge,
            format!("{quoted:?} begins or ends with a gap"),
            "a gap stands between words; use `at` to say where in the line",
        )),
        Err(PhraseFault::TooLong) => {
            Some((RuleCode::LongPhrase, format!("the phrase {quoted:?}… is too long"), "keep the few words that matter"))
        }
        Ok(parts) if parts.len() == 1 && at != At::Whole && !is_ideograph(phrase) && parts.iter().all(|part| part.word.letters() < 2) => {
            Some((RuleCode::BroadPhrase, format!("{quoted:?} is a single letter or number"), "write a word or more, or at = \"whole\""))
        }
        Ok(_) => None,
    }
}

/// Whether a phrase of one char is a word for all that: one of Han or kana.
fn is_ideograph(phrase: &str) -> bool {
    phrase
        .chars()
        .any(|c| matches!(c, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'))
}

/// Sentences of stories, two in a script with hardly a word in common: a pattern that finds itself in both finds itself anywhere.
const STORIES: [[&str; 2]; 4] = [
    ["Rain fell on the old town for three days.", "Quick brown foxes jump over him, they say."],
    ["Дождь шёл над старым городом три дня.", "Бурые лисы прыгают через него, говорят они."],
    ["هطل المطر على البلدة القديمة ثلاثة أيام.", "تقفز الثعالب السريعة فوق الكلب، كما يقولون."],
    ["古い町に三日間も雨が降った。", "その素早い茶色のキツネは彼を飛び越えると言う。"],
];

/// Whether a pattern speaks in lines of all sorts.
fn matches_all(regex: &Regex) -> bool {
    STORIES.iter().any(|pair| pair.iter().all(|story| regex.is_match(story)))
}

pub(super) fn pattern_fault(pattern: &str) -> Option<Fault> {
    let fault = match compile_pattern(pattern) {
        Ok(regex) if matches_all(&regex) => PatternFault::MatchesAll,
        Ok(_) => return None,
        Err(fault) => fault,
    };
    match fault {
        PatternFault::TooLong => Some((RuleCode::BigPattern, "the pattern is too long".into(), "split it into rules, or use phrases")),
        PatternFault::TooBig => {
            Some((RuleCode::BigPattern, "the pattern takes too much memory".into(), "repeat fewer times, or use smaller classes"))
        }
        PatternFault::MatchesAll => Some((
            RuleCode::BroadPattern,
            "the pattern matches an empty line or any other".into(),
            "make at least one part of it obligatory, and have it say a word, mark or number",
        )),
        PatternFault::Syntax(message) => Some((
            RuleCode::BadPattern,
            format!("the pattern is no regular expression: {message}"),
            "see the syntax of the regex crate; a literal string '…' needs no double backslashes",
        )),
    }
}

pub(super) fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 100
        && id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
