//! Reads a rule page and tells everything that is wrong with it.

use super::{
    At, Pack, Reach, Rule, RuleCode, RuleError, RuleErrors, Strength,
    check::{MOST_FAULTS, Size, bad_id, is_kebab, no_cue, pattern_fault, phrase_fault},
    limits,
    phrase::parse_phrase,
    suggest::nearest,
    survey::{Lexicon, survey},
    table::{Hunt, Line as CuedLine, RuleTable},
};
use crate::{role::Kind, word::read_words};
use std::{collections::HashMap, ops::Range};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

const PAGE_KEYS: &[&str] = &["language", "name", "function_words", "own_words", "rule"];
const RULE_KEYS: &[&str] = &["id", "kind", "why", "any", "pattern", "at", "strength", "reach", "hit", "miss"];

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
        let lexicon = Lexicon { vocabulary: RuleTable::vocabulary([Some(&table), None, None, None]), unnoted: 0 };
        let (mut words, mut spots) = (Vec::new(), Vec::new());
        let mut hunt = Hunt::default();
        let mut matches = |line: &str| {
            words.clear();
            let line = line.trim();
            let line = line.get(..crate::line::floor_char_boundary(line, crate::line::LONGEST_LINE)).unwrap_or("");
            let glance = read_words(line, &mut words);
            spots.clear();
            survey(&words, &lexicon, &mut spots, &mut Vec::new());
            let line = CuedLine { text: line, words: &words, glance: &glance, spots: &spots };
            table.find(&line, 0, false, 1, &mut hunt);
            !hunt.found.is_empty()
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
