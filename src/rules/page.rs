//! Reads a rule page and tells everything that is wrong with it.

use super::{
    At, Pack, Reach, Rule, RuleCode, RuleError, RuleErrors, Strength, limits,
    pattern::{PatternFault, compile_pattern},
    phrase::{Part, PhraseFault, Unit, parse_phrase},
    suggest::nearest,
    table::{Line as CuedLine, RuleTable},
};
use crate::{role::Kind, word::read_words};
use regex::Regex;
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

const PAGE_KEYS: &[&str] = &["language", "name", "function_words", "own_words", "rule"];
const RULE_KEYS: &[&str] = &["id", "kind", "why", "any", "pattern", "at", "strength", "reach", "hit", "miss"];
/// More faults than a person mends at once; the rest is told when these are gone.
const MOST_FAULTS: usize = 50;

pub(super) fn parse(file: &str, page: &str) -> Result<Pack, RuleErrors> {
    let mut reader = Reader { file, page, errors: Vec::new() };
    let pack = reader.read();
    reader.errors.sort_by_key(|error| (error.line, error.column));
    match reader.errors.is_empty() {
        true => Ok(pack),
        false => Err(RuleErrors(reader.errors)),
    }
}

pub(super) fn parse_bytes(file: &str, page: &[u8]) -> Result<Pack, RuleErrors> {
    let error = match std::str::from_utf8(page) {
        Ok(page) => return parse(file, page),
        Err(error) => error,
    };
    let sound = page.get(..error.valid_up_to()).and_then(|sound| std::str::from_utf8(sound).ok()).unwrap_or("");
    let byte = page.get(sound.len()).copied().unwrap_or(0);
    let end = sound.len()..sound.len();
    let help = "save the page as UTF-8, for instance with iconv";
    Err(RuleErrors(vec![RuleError::at(RuleCode::NotUtf8, file, sound, end, format!("the byte {byte:#04x} is no UTF-8"), help)]))
}

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

type Fault = (RuleCode, String, &'static str);

/// How much the rules so far amount to.
#[derive(Debug, Default)]
struct Size {
    rules: usize,
    phrases: usize,
    patterns: usize,
    alike: HashMap<(Unit, u32, u32), usize>,
}

impl Size {
    /// Counts a rule; says what is too much with it, if something is, and what to do.
    fn add(&mut self, rule: &Rule) -> Option<(String, &'static str)> {
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
        [Part { unit: Unit::Stem, word, .. }, ..] => (Unit::Stem, word.stem, 0),
        [first, Part { unit: Unit::Word, word, after_gap: false }, ..] => (Unit::Word, first.word.hash, word.hash),
        [first, ..] => (Unit::Word, first.word.hash, 0),
    }
}

fn bad_id(id: &str) -> Fault {
    (RuleCode::BadId, format!("`{id}` is not in kebab-case"), "use small letters, digits and single dashes: `support-appeal`")
}

fn no_cue() -> Fault {
    (RuleCode::NoCue, "the rule has neither `any` nor `pattern`".into(), "give it at least one phrase: any = [\"…\"]")
}

fn phrase_fault(phrase: &str, at: At) -> Option<Fault> {
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
        Ok(parts) if parts.len() == 1 && at != At::Whole && !is_ideograph(phrase) && parts.iter().all(|part| part.word.letters < 2) => {
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

fn pattern_fault(pattern: &str) -> Option<Fault> {
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

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 100
        && id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

struct Reader<'a> {
    file: &'a str,
    page: &'a str,
    errors: Vec<RuleError>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, (code, message, help): (RuleCode, String, &str)) {
        if self.errors.len() < MOST_FAULTS {
            self.errors.push(RuleError::at(code, self.file, self.page, span, message, help));
        }
    }

    fn read(&mut self) -> Pack {
        let mut pack = Pack::new("");
        if self.page.len() > limits::PAGE {
            let message = format!("the page has {} bytes; at most {} are read", self.page.len(), limits::PAGE);
            self.fault(0..0, (RuleCode::TooMuch, message, "split it into packs"));
            return pack;
        }
        let (table, faults) = DeTable::parse_recoverable(self.page);
        for fault in &faults {
            self.fault(
                fault.span().unwrap_or(0..0),
                (
                    RuleCode::Syntax,
                    format!("no TOML: {}", fault.message()),
                    "see https://toml.io; strings stand in quotes, lists in brackets",
                ),
            );
        }
        if faults.is_empty() {
            self.read_page(table.get_ref(), &mut pack);
        }
        pack
    }

    fn read_page(&mut self, table: &DeTable<'_>, pack: &mut Pack) {
        self.check_keys(table, PAGE_KEYS);
        let mut text = |key: &str| self.text(table, key).map(|(text, _)| text).unwrap_or_default();
        pack.name = text("name").into();
        pack.function_words = text("function_words").into();
        pack.own_words = text("own_words").into();
        match self.text(table, "language") {
            Some((language, _)) if is_language(&language) => pack.language = language.into(),
            Some((language, span)) => self.fault(
                span,
                (RuleCode::BadLanguage, format!("`{language}` is no language code"), "use a BCP 47 code such as `fr`, or `common`"),
            ),
            None if table.contains_key("language") => {}
            None => self.missing("language", 0..0, "say which language the page is for: language = \"fr\""),
        }
        let Some(rules) = table.get("rule") else { return };
        let Some(list) = rules.get_ref().as_array() else {
            return self
                .fault(rules.span(), (RuleCode::WrongType, "`rule` must be a list of tables".into(), "write [[rule]] above each rule"));
        };
        self.read_rules(list.iter(), pack);
    }

    fn read_rules<'a>(&mut self, list: impl Iterator<Item = &'a Value<'a>>, pack: &mut Pack) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut size = Size::default();
        for (count, value) in list.enumerate() {
            let Some(table) = value.get_ref().as_table() else {
                self.fault(value.span(), (RuleCode::WrongType, "a rule must be a table".into(), "write [[rule]] above each rule"));
                continue;
            };
            let rule = self.read_rule(table, value.span());
            if let Some((message, help)) = size.add(&rule) {
                return self.fault(value.span(), (RuleCode::TooMuch, format!("the page has {message}"), help));
            }
            if let Some(first) = seen.insert(rule.id.to_string(), count).filter(|_| !rule.id.is_empty()) {
                let span = table.get("id").map_or(value.span(), Spanned::span);
                self.fault(
                    span,
                    (
                        RuleCode::DuplicateId,
                        format!("the id `{}` is that of rule {} too", rule.id, first + 1),
                        "name what this rule sees and the other does not",
                    ),
                );
            }
            pack.rules.push(rule);
        }
    }

    fn read_rule(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Rule {
        let before = self.errors.len();
        self.check_keys(table, RULE_KEYS);
        for (key, help) in
            [("id", "id = \"support-appeal\""), ("kind", "kind = \"donation\""), ("why", "say in a sentence what it is for: why = \"…\"")]
        {
            if !table.contains_key(key) {
                self.missing(key, span.clone(), help);
            }
        }
        let kind = self.named(table, "kind", Kind::from_name, &Kind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>());
        let mut rule = Rule::new("", kind.unwrap_or(Kind::Other), "");
        rule.at = self.named(table, "at", At::from_name, &names(At::ALL, |at| at.name())).unwrap_or(At::Start);
        rule.strength = self.named(table, "strength", Strength::from_name, &names(Strength::ALL, |s| s.name())).unwrap_or(Strength::Plain);
        rule.reach = self.named(table, "reach", Reach::from_name, &names(Reach::ALL, |reach| reach.name())).unwrap_or(Reach::Line);
        if let Some((id, span)) = self.text(table, "id") {
            if !is_kebab(&id) {
                self.fault(span, bad_id(&id));
            }
            rule.id = id.into();
        }
        rule.why = self.text(table, "why").map(|(why, _)| why).unwrap_or_default().into();
        self.read_cues(table, span.clone(), &mut rule);
        let (hits, misses) = (self.examples(table, "hit"), self.examples(table, "miss"));
        let sound = self.errors.len() == before;
        for (key, empty) in [("hit", hits.is_empty()), ("miss", misses.is_empty())] {
            if empty && sound {
                self.missing(key, span.clone(), "every rule brings a line that it matches and one, of a story, that it does not");
            }
        }
        if self.errors.len() == before {
            self.check_examples(&rule, &hits, &misses);
        }
        rule
    }

    fn read_cues(&mut self, table: &DeTable<'_>, span: Range<usize>, rule: &mut Rule) {
        let before = self.errors.len();
        let mut seen = HashMap::new();
        for (phrase, span) in self.texts(table, "any") {
            if let Some(fault) = phrase_fault(&phrase, rule.at) {
                self.fault(span.clone(), fault);
            }
            if let Some(first) = seen.insert(folded(&phrase), phrase.clone()) {
                self.fault(
                    span,
                    (
                        RuleCode::DuplicatePhrase,
                        format!("{phrase:?} matches the same as {first:?}"),
                        "case, accents and marks do not count: keep one",
                    ),
                );
            }
            rule.any.push(phrase.into());
        }
        if let Some((pattern, span)) = self.text(table, "pattern") {
            if let Some(fault) = pattern_fault(&pattern) {
                self.fault(span, fault);
            }
            rule.pattern = Some(pattern.into());
        }
        if rule.cues() == 0 && self.errors.len() == before {
            self.fault(span, no_cue());
        }
    }

    /// The hits or misses of a rule.
    fn examples(&mut self, table: &DeTable<'_>, key: &str) -> Vec<(String, Range<usize>)> {
        let examples = self.texts(table, key);
        for (example, span) in &examples {
            let help = "give one line as it stands in a text";
            if example.trim().is_empty() {
                self.fault(span.clone(), (RuleCode::BadExample, format!("this {key} is blank"), help));
            } else if example.len() > limits::EXAMPLE {
                let message = format!("this {key} has {} bytes; at most {} are tried", example.len(), limits::EXAMPLE);
                self.fault(span.clone(), (RuleCode::BadExample, message, help));
            }
        }
        if let Some((_, span)) = examples.get(limits::EXAMPLES) {
            let message = format!("the rule has more than {} of `{key}`", limits::EXAMPLES);
            self.fault(span.clone(), (RuleCode::TooMuch, message, "keep those that differ, or make two rules of it"));
        }
        examples
    }

    fn check_examples(&mut self, rule: &Rule, hits: &[(String, Range<usize>)], misses: &[(String, Range<usize>)]) {
        let table = RuleTable::new(&Pack::new("").rule(rule.clone()));
        let mut words = Vec::new();
        let mut found = Vec::new();
        let mut matches = |line: &str| {
            words.clear();
            found.clear();
            let line = line.trim();
            let line = line.get(..crate::line::floor_char_boundary(line, crate::line::LONGEST_LINE)).unwrap_or("");
            let glance = read_words(line, &mut words);
            table.find(&CuedLine { text: line, words: &words, glance: &glance }, false, 1, &mut found);
            !found.is_empty()
        };
        for (hit, span) in hits {
            if !matches(hit) {
                self.fault(
                    span.clone(),
                    (
                        RuleCode::HitMissed,
                        format!("rule `{}` does not match its hit", rule.id),
                        "mend the phrase or `at`, or give an example that it means",
                    ),
                );
            }
        }
        for (miss, span) in misses {
            if matches(miss) {
                self.fault(
                    span.clone(),
                    (
                        RuleCode::MissHit,
                        format!("rule `{}` matches its miss", rule.id),
                        "make the phrase say more, or let it count in fewer places: `at`",
                    ),
                );
            }
        }
    }

    fn check_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table.iter() {
            if !known.contains(&key.get_ref().as_ref()) {
                let help = match nearest(key.get_ref(), known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known keys: {}", known.join(", ")),
                };
                self.fault(key.span(), (RuleCode::UnknownKey, format!("unknown key `{}`", key.get_ref()), &help));
            }
        }
    }

    fn missing(&mut self, key: &str, span: Range<usize>, help: &str) {
        self.fault(span, (RuleCode::MissingKey, format!("`{key}` is missing"), help));
    }

    fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_string(), value.span())),
            None => {
                let message = format!("`{key}` must be a string, not {}", value.get_ref().type_str());
                self.fault(value.span(), (RuleCode::WrongType, message, "put it in quotes"));
                None
            }
        }
    }

    fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<(String, Range<usize>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.fault(value.span(), (RuleCode::WrongType, format!("`{key}` must be a list of strings"), "put it in brackets: [\"…\"]"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_string(), item.span())),
                None => self.fault(item.span(), (RuleCode::WrongType, format!("`{key}` must be a list of strings"), "put each in quotes")),
            }
        }
        texts
    }

    fn named<T>(&mut self, table: &DeTable<'_>, key: &str, from: impl Fn(&str) -> Option<T>, known: &[&str]) -> Option<T> {
        let (name, span) = self.text(table, key)?;
        let value = from(&name);
        if value.is_none() {
            let help = match nearest(&name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("one of: {}", known.join(", ")),
            };
            self.fault(span, (RuleCode::UnknownValue, format!("`{key}` can't be `{name}`"), &help));
        }
        value
    }
}

fn names<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|&value| name(value)).collect()
}

pub(super) fn is_language(code: &str) -> bool {
    code == "common" || ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()))
}

/// What two phrases that match the same have in common.
fn folded(phrase: &str) -> Vec<(u8, u32, bool)> {
    match parse_phrase(phrase) {
        Ok(parts) => parts.iter().map(|part| (part.unit as u8, part.word.hash, part.after_gap)).collect(),
        Err(_) => phrase.bytes().map(|byte| (byte, 0, false)).collect(),
    }
}
