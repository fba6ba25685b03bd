//! Bakes the rule pages: what `rules/` lists becomes static data, phrases and patterns ready to be looked for. The tests
//! run the full check of every page.

use crate::{
    branches::{Part, parts_of},
    fold_table,
    rules::{
        entries::{Entries, gate_keys},
        gate::{DIGIT, Gate, MARKS, gate_of},
    },
};
use std::{fmt::Write, fs, path::Path};

/// Where a phrase counts, in the order of `At`.
const PLACES: [&str; 5] = ["start", "sentence", "anywhere", "end", "whole"];

/// What the pages become: a list in Rust, and three texts and bytes that it points into. Numbers in place of pointers
/// cost nothing when the program starts.
#[derive(Default)]
struct Baked {
    list: String,
    texts: String,
    entries: Vec<u8>,
    automata: Vec<u8>,
}

/// Writes `PAGES`, sorted by language, to `folder/pages.rs`; returns language, function words and own words of each.
pub fn write(rules: &Path, folder: &Path) -> Vec<(String, String, String)> {
    let mut pages: Vec<_> = fs::read_dir(rules)
        .expect("rules/ can be listed")
        .map(|entry| entry.expect("rules/ can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    pages.sort();
    let mut baked = Baked { list: String::from("static PAGES: &[Page] = &[\n"), ..Baked::default() };
    let mut telling = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        baked.add_page(&page.display().to_string(), &table);
        let text = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or("").to_string();
        telling.push((text("language"), text("function_words"), text("own_words")));
    }
    baked.list.push_str("];\n");
    let files: [(&str, &[u8]); 4] = [
        ("pages.rs", baked.list.as_bytes()),
        ("texts.txt", baked.texts.as_bytes()),
        ("entries.bin", &baked.entries),
        ("automata.bin", &baked.automata),
    ];
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("OUT_DIR can be written");
    }
    telling
}

impl Baked {
    fn add_page(&mut self, page: &str, table: &toml::Table) {
        let rules = table.get("rule").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
        let mut entries = Entries::default();
        let (mut list, mut parts) = (String::new(), Vec::new());
        for (number, rule) in rules.iter().enumerate() {
            let rule = rule.as_table().unwrap_or_else(|| panic!("{page}: [[rule]] must be a table"));
            let first = parts.len();
            let pattern = text(rule, "pattern").unwrap_or("");
            let whole = gate_of(pattern, fold_table::reading);
            if !pattern.is_empty() {
                parts.extend(parts_of(pattern, &whole));
            }
            for (part, (gate, automaton)) in parts.iter().enumerate().skip(first) {
                assert!(automaton.is_some(), "{page}: the pattern of rule {:?} takes too many states", text(rule, "id"));
                entries.add_gate(number as u16, part as u16, gate);
            }
            list.push_str(&self.rule(page, rule, &whole, first..parts.len()));
            let place = PLACES.iter().position(|&place| place == text(rule, "at").unwrap_or("start")).unwrap_or(0) as u8;
            phrases(rule).into_iter().enumerate().for_each(|(phrase, text)| entries.add_phrase(number as u16, phrase as u16, place, text));
        }
        let begin = self.entries.len();
        self.entries.extend(entries.finish());
        let text = |key: &str| text(table, key).unwrap_or("");
        let parts: String = parts.iter().map(|part| self.part(part)).collect();
        writeln!(
            self.list,
            "Page {{ language: {:?}, name: {:?}, function_words: {:?}, own_words: {:?}, entries: {}, rules: &[\n{list}], \
             parts: &[\n{parts}] }},",
            text("language"),
            text("name"),
            text("function_words"),
            text("own_words"),
            span(begin, self.entries.len()),
        )
        .expect("a string takes it");
    }

    fn rule(&mut self, page: &str, rule: &toml::Table, whole: &Gate, parts: std::ops::Range<usize>) -> String {
        let id = text(rule, "id").unwrap_or_else(|| panic!("{page}: a rule has no id"));
        let kind = text(rule, "kind").unwrap_or_else(|| panic!("{page}: rule {id} has no kind"));
        format!(
            "BakedRule {{ id: {}, kind: Kind::{}, why: {}, any: {}, cues: {}, pattern: {}, whole: {}, parts: {}, \
             at: At::{}, strength: Strength::{}, reach: Reach::{} }},\n",
            self.text(id),
            camel(kind),
            self.text(text(rule, "why").unwrap_or("")),
            self.text(&phrases(rule).join("\n")),
            phrases(rule).len(),
            self.text(text(rule, "pattern").unwrap_or("")),
            self.whole(whole),
            span(parts.start, parts.end),
            camel(text(rule, "at").unwrap_or("start")),
            camel(text(rule, "strength").unwrap_or("plain")),
            camel(text(rule, "reach").unwrap_or("line")),
        )
    }

    /// The gate of a whole pattern.
    fn whole(&mut self, gate: &Gate) -> String {
        let begin = self.automata.len();
        self.automata.extend(gate_keys(gate).iter().flat_map(|key| key.to_le_bytes()));
        let has = |mark: char| gate.words.iter().any(|word| word.chars().eq([mark]));
        let marks = MARKS.map(has);
        let digit = gate.words.iter().any(|word| word == DIGIT);
        format!(
            "BakedWhole {{ keys: {}, always: {}, any_digit: {digit}, marks: {marks:?} }}",
            span(begin, self.automata.len()),
            gate.words.is_empty()
        )
    }

    fn part(&mut self, (gate, automaton): &Part) -> String {
        let begin = self.automata.len();
        self.automata.extend(automaton.iter().flatten());
        let has = |word: &str| gate.words.iter().any(|known| known == word);
        format!(
            "BakedPart {{ words: {}, digit: {}, first: {}, floats: {}, short: {}, short_numbers: {}, unworded: {}, by_digit: {}, \
             by_nothing: {}, marks: {:?}, automaton: {} }},\n",
            self.text(&gate.words.join("\n")),
            gate.digit,
            gate.first,
            gate.floats,
            gate.short,
            gate.short_numbers,
            gate.words.is_empty(),
            has(DIGIT),
            has(""),
            MARKS.map(|mark| has(&mark.to_string())),
            span(begin, self.automata.len()),
        )
    }

    fn text(&mut self, text: &str) -> String {
        let begin = self.texts.len();
        self.texts.push_str(text);
        span(begin, self.texts.len())
    }
}

fn text<'t>(table: &'t toml::Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(toml::Value::as_str)
}

fn phrases(rule: &toml::Table) -> Vec<&str> {
    rule.get("any").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str).collect()
}

fn span(begin: usize, end: usize) -> String {
    format!("Span({begin}, {end})")
}

fn camel(name: &str) -> String {
    let capital = |part: &str| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect::<String>();
    name.split('-').map(capital).collect()
}
