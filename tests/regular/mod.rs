//! The patterns of the pages, and lines that are made to match them.

use crate::gutter::{files, root};
use proptest::{
    strategy::{Strategy, ValueTree},
    string::string_regex,
    test_runner::TestRunner,
};
use regex::Regex;
use std::sync::LazyLock;
use toml::de::{DeTable, DeValue};

/// A rule page with the rules that are a pattern and nothing else.
pub struct Page {
    pub language: String,
    /// Id and pattern.
    pub patterns: Vec<(String, String)>,
    /// The hits and misses of all rules.
    pub examples: Vec<String>,
}

pub fn pages() -> Vec<Page> {
    let read = |path: std::path::PathBuf| {
        let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a page in UTF-8");
        let table = DeTable::parse(&text).expect("a page in TOML");
        let mut page = Page { language, patterns: Vec::new(), examples: Vec::new() };
        let rules = table.get_ref().get("rule").and_then(|rules| rules.get_ref().as_array());
        rules.into_iter().flat_map(|rules| rules.iter()).for_each(|rule| page.add(rule.get_ref()));
        page
    };
    files(&root().join("rules"), "toml").into_iter().map(read).collect()
}

impl Page {
    fn add(&mut self, rule: &DeValue<'_>) {
        let text = |key: &str| rule.get(key).and_then(|value| value.get_ref().as_str()).map(String::from);
        let texts = |key: &str| rule.get(key).and_then(|value| value.get_ref().as_array());
        if let (Some(id), Some(pattern), None) = (text("id"), text("pattern"), texts("any")) {
            self.patterns.push((id, pattern));
        }
        let examples = ["hit", "miss"].into_iter().filter_map(texts).flat_map(|list| list.iter());
        self.examples.extend(examples.filter_map(|line| line.get_ref().as_str()).map(String::from));
    }
}

/// Lines that match a pattern, and some that nearly do, always the same. None where the pattern can't be turned round.
pub fn matching(pattern: &str, count: usize) -> Vec<String> {
    let Ok(strategy) = string_regex(&without_looks(pattern)) else { return Vec::new() };
    let mut runner = TestRunner::deterministic();
    let mut next = || strategy.new_tree(&mut runner).map(|tree| tree.current()).unwrap_or_default();
    (0..count).map(|_| next()).map(|line| tamed(&line)).filter(|line| !line.trim().is_empty()).collect()
}

/// The pattern without the parts that match no char: they can't be turned into text.
fn without_looks(pattern: &str) -> String {
    let mut plain = String::new();
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' if matches!(chars.peek(), Some('b' | 'B' | 'A' | 'z')) => drop(chars.next()),
            '\\' => plain.extend([Some(c), chars.next()].into_iter().flatten()),
            '[' | ']' => {
                in_class = c == '[';
                plain.push(c);
            }
            '^' | '$' if !in_class => {}
            _ => plain.push(c),
        }
    }
    plain
}

static KNOWN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\w$").expect("a pattern"));

/// What "any char" and "no letter" gave, as a line might have it: the wilder chars would be all that is tried. The long s
/// and the sign of kelvin are letters in another case to a pattern, and to nobody else.
fn tamed(line: &str) -> String {
    let marks = [' ', '-', ':', '|', '(', '•', '.', ' '];
    let tame = |c: char| match c {
        'ſ' => 's',
        '\u{212a}' => 'k',
        // A letter of the newest Unicode is none yet to one of the two tables that are compared.
        _ if c.is_ascii_graphic() || (c.is_alphanumeric() && KNOWN.is_match(c.encode_utf8(&mut [0; 4]))) => c,
        _ => marks[c as usize % marks.len()],
    };
    line.chars().map(tame).collect()
}
