//! Lines that are no boilerplate, by language, and the rules of other languages that claim them all the same.

use crate::gutter::Fixture;
use copydesk::{Language, Role, Splitter, fitting};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::LazyLock,
};
use toml::de::{DeTable, DeValue};

/// Innocent lines of one language.
pub struct Innocent {
    pub language: String,
    pub lines: Vec<String>,
}

/// The misses of every page.
pub fn misses(pages: &[PathBuf]) -> Vec<Innocent> {
    let read = |path: &PathBuf| {
        let page = std::fs::read_to_string(path).expect("a page in UTF-8");
        let table = DeTable::parse(&page).expect("a page in TOML");
        let rules = table.get_ref().get("rule").and_then(|rules| rules.get_ref().as_array()).expect("rules");
        let lines = rules.iter().filter_map(|rule| rule.get_ref().get("miss")).flat_map(|miss| strings(miss.get_ref())).collect();
        Innocent { language: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), lines }
    };
    pages.iter().map(read).collect()
}

fn strings(list: &DeValue<'_>) -> Vec<String> {
    list.as_array()
        .into_iter()
        .flat_map(|list| list.iter())
        .filter_map(|line| line.get_ref().as_str().map(|line| line.replace('\n', " ")))
        .collect()
}

/// The body lines of the fixtures of every language.
pub fn bodies(fixtures: &[Fixture]) -> Vec<Innocent> {
    let mut by_language: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for fixture in fixtures {
        let lines = fixture.rows.iter().filter(|row| row.label == "body").map(|row| row.text.trim().to_string());
        by_language.entry(&fixture.language).or_default().extend(lines);
    }
    by_language.into_iter().map(|(language, lines)| Innocent { language: language.into(), lines }).collect()
}

/// A splitter for every language; those of all courts are one, since each compiles its pages once.
static SPLITTERS: LazyLock<BTreeMap<Language, Splitter>> = LazyLock::new(|| {
    let splitter = |language| (language, Splitter::builder().language(language).build().expect("no rule of our own"));
    Language::built_in().map(splitter).collect()
});

/// Texts of many languages, and what the common and the English page claim in them in any case.
pub struct Court {
    texts: Vec<Innocent>,
    scripts: Vec<u32>,
    anyway: Vec<BTreeSet<(usize, u16)>>,
    claiming: BTreeSet<u16>,
}

impl Court {
    pub fn new(texts: Vec<Innocent>) -> Court {
        let names = fitting::fact_names();
        let claiming = names.iter().enumerate().filter(|(_, name)| is_claim(name)).map(|(at, _)| at as u16).collect();
        // A language without a page: what still speaks is common and English.
        let nobody: Language = "qaa".parse().expect("a code");
        let splitter = Splitter::builder().language(nobody).build().expect("no rule of our own");
        let anyway = texts.iter().map(|text| claims(&splitter, text, &claiming)).collect();
        let scripts = texts.iter().map(|text| script(&text.lines)).collect();
        Court { texts, scripts, anyway, claiming }
    }

    /// The rules of a language that speak for boilerplate, and more than hint at it, in innocent lines of other languages
    /// that share its script: `de/newsletter-box in "…" (nl)`.
    pub fn offenders(&self, language: Language) -> Vec<String> {
        let Some(own) = self.texts.iter().position(|text| text.language == language.code()) else { return Vec::new() };
        let Some(splitter) = SPLITTERS.get(&language) else { return Vec::new() };
        let mut found = Vec::new();
        for (at, text) in self.texts.iter().enumerate() {
            if at != own && text.language != "common" && self.scripts[at] == self.scripts[own] {
                let claimed = claims(splitter, text, &self.claiming);
                let lines: BTreeSet<usize> = claimed.difference(&self.anyway[at]).map(|(line, _)| *line).collect();
                found.extend(lines.into_iter().filter_map(|line| speaker(splitter, language, &text.lines[line], &text.language)));
            }
        }
        found
    }
}

/// Line and fact of each cue for boilerplate that is more than weak. Facts are cheap to have for a whole text at once.
fn claims(splitter: &Splitter, text: &Innocent, claiming: &BTreeSet<u16>) -> BTreeSet<(usize, u16)> {
    let page = text.lines.join("\n\n");
    let ends: Vec<usize> = text
        .lines
        .iter()
        .scan(0, |at, line| {
            *at += line.len() + 2;
            Some(*at)
        })
        .collect();
    let observed = splitter.observe(&page);
    let claims = observed.into_iter().flat_map(|(span, facts)| {
        let line = ends.partition_point(|&end| end <= span.start);
        facts.into_iter().map(move |fact| (line, fact))
    });
    claims.filter(|(_, fact)| claiming.contains(fact)).collect()
}

fn is_claim(fact: &str) -> bool {
    let Some((kind, strength)) = fact.split_once('=') else { return false };
    let boilerplate = copydesk::Kind::from_name(kind).is_some_and(|kind| kind.role() == Role::Boilerplate);
    boilerplate && matches!(strength, "plain" | "strong")
}

/// The rule of the language that claims the line, if it is not a hint only.
fn speaker(splitter: &Splitter, language: Language, line: &str, of: &str) -> Option<String> {
    let article = splitter.split(line);
    let prefix = format!("{}/", language.code());
    let rules = article.blocks().flat_map(|block| article.explain(&block).rules().to_vec());
    let mut own = rules.filter(|rule| rule.id().starts_with(&prefix) && rule.kind().role() == Role::Boilerplate);
    own.next().map(|rule| format!("{} in {line:?} ({of})", rule.id()))
}

/// The script of most letters: the block of 128 code points, Latin ones taken together.
fn script(lines: &[String]) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for letter in lines.iter().flat_map(|line| line.chars()).filter(|c| c.is_alphabetic()) {
        let block = match letter as u32 {
            0..0x250 | 0x1e00..0x1f00 => 0,
            0x400..0x530 => 0x400,
            0x600..0x780 => 0x600,
            0x3040..0xa000 => 0x4e00,
            code => code & !127,
        };
        *counts.entry(block).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(block, _)| block)
}
