//! Texts to try the invariants on: assembled articles, mutated real ones, and Unicode that nobody would write.
#![allow(dead_code)] // Each test binary uses a part of this.

use crate::gutter::{Row, fixtures, texts};
use proptest::{
    prelude::*,
    sample::select,
    strategy::ValueTree,
    test_runner::{FileFailurePersistence, TestRunner},
};
use std::{collections::BTreeMap, sync::LazyLock};

/// Two thousand cases for each property; `PROPTEST_CASES` asks for eight times as many as it says. What fails is kept in a
/// file beside the test, and tried first ever after.
pub fn config() -> ProptestConfig {
    let persistence = FileFailurePersistence::WithSource("failures");
    let cases = ProptestConfig::default().cases * 8;
    ProptestConfig { cases, failure_persistence: Some(Box::new(persistence)), max_shrink_iters: 2_000, ..ProptestConfig::default() }
}

/// The same texts every time: for what holds of most texts, and is counted.
pub fn samples(strategy: impl Strategy<Value = String>, count: usize) -> impl Iterator<Item = String> {
    let mut runner = TestRunner::deterministic();
    (0..count).filter_map(move |_| strategy.new_tree(&mut runner).ok()).map(|tree| tree.current())
}

/// Lines of the fixtures by what they are good for.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub headlines: Vec<String>,
    pub heads: Vec<String>,
    pub bodies: Vec<String>,
    pub tails: Vec<String>,
}

impl Parts {
    fn add(&mut self, row: &Row) {
        let list = match row.label.as_str() {
            "" => return,
            "headline" => &mut self.headlines,
            "deck" | "byline" | "timestamp" | "label" | "dateline" | "credit" | "caption" => &mut self.heads,
            "body" | "crosshead" => &mut self.bodies,
            _ => &mut self.tails,
        };
        list.push(row.text.trim().to_string());
    }
}

/// Of every language together.
pub static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts::default();
    fixtures().iter().flat_map(|fixture| &fixture.rows).for_each(|row| parts.add(row));
    parts
});

/// Of each language for itself, where there is something of everything.
static BY_LANGUAGE: LazyLock<Vec<Parts>> = LazyLock::new(|| {
    let mut languages: BTreeMap<String, Parts> = BTreeMap::new();
    for fixture in fixtures() {
        fixture.rows.iter().for_each(|row| languages.entry(fixture.language.clone()).or_default().add(row));
    }
    languages
        .into_values()
        .filter(|parts| ![&parts.headlines, &parts.heads, &parts.bodies, &parts.tails].iter().any(|list| list.is_empty()))
        .collect()
});

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| texts().into_iter().map(|(_, text)| text).collect());

/// An article of lines that stand in the fixtures: head, story with promos in it, tail; languages mixed.
pub fn assembled() -> impl Strategy<Value = String> {
    let line = |lines: &'static [String]| select(lines);
    let story = prop_oneof![4 => line(&PARTS.bodies), 1 => line(&PARTS.tails)];
    let lines = (
        prop::collection::vec(line(&PARTS.tails), 0..3),
        prop::option::of(line(&PARTS.headlines)),
        prop::collection::vec(line(&PARTS.heads), 0..3),
        prop::collection::vec(story, 0..12),
        prop::collection::vec(line(&PARTS.tails), 0..8),
    );
    (lines, select(vec!["\n", "\n\n", "\r\n\r\n", "\n \n\n"])).prop_map(|((top, headline, head, story, tail), end)| {
        let lines: Vec<String> = top.into_iter().chain(headline).chain(head).chain(story).chain(tail).collect();
        lines.join(end)
    })
}

/// An article as a site would print it: one language, a headline, a story of some length, promos within and behind it.
pub fn article() -> impl Strategy<Value = String> {
    select(BY_LANGUAGE.as_slice()).prop_flat_map(|parts| {
        let paragraph = prop_oneof![8 => select(parts.bodies.clone()), 1 => select(parts.tails.clone())];
        let lines = (
            select(parts.headlines),
            prop::collection::vec(select(parts.heads), 0..3),
            prop::collection::vec(select(parts.bodies), 2..4),
            prop::collection::vec(paragraph, 2..10),
            prop::collection::vec(select(parts.tails), 0..5),
        );
        lines.prop_map(|(headline, head, lead, story, tail)| {
            let lines: Vec<String> = std::iter::once(headline).chain(head).chain(lead).chain(story).chain(tail).collect();
            lines.join("\n\n")
        })
    })
}

/// Any char, the odd ones often.
fn any_char() -> impl Strategy<Value = char> {
    let odd = "\0\r\n\n\n\t  \u{85}\u{a0}\u{ad}\u{300}\u{301}\u{34f}\u{640}\u{65e}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\
        \u{202e}\u{2060}\u{2066}\u{2069}\u{3000}\u{d7ff}\u{e000}\u{fe0f}\u{feff}\u{fffd}\u{ffff}\u{1f469}\u{1f3fd}\u{1f1eb}\u{1f1f7}\u{10ffff}\u{e0041}";
    let words = "aeiostnrl AEST.,:!?'’\"«»“”()|•–—*_-#@©/ 0123456789 éüñçøłđ жшяїА ארץ سلام نہیں देशका বাংলা ไทยสัง 中文的了を。、한국어는 \u{1112}\u{1161}\u{11ab}";
    prop_oneof![
        6 => select(words.chars().collect::<Vec<_>>()),
        3 => select(odd.chars().collect::<Vec<_>>()),
        1 => any::<char>(),
        1 => (0x1_0000..0x11_0000_u32).prop_map(|code| char::from_u32(code).unwrap_or('\u{fffd}')),
    ]
}

/// Text that nobody would write.
pub fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(any_char(), 0..400).prop_map(String::from_iter),
        // The same few lines over and over, and one char over and over.
        1 => (prop::collection::vec(any_char(), 0..40).prop_map(String::from_iter), 1..200_usize).prop_map(|(line, times)| line.repeat(times)),
        1 => (any_char(), 1..5_000_usize).prop_map(|(c, times)| String::from(c).repeat(times)),
    ]
}

/// A change to a text; places are shares of its length.
#[derive(Clone, Debug)]
enum Change {
    Remove(f64, f64),
    Repeat(f64, f64),
    Insert(f64, String),
    SwapLines(f64, f64),
    Truncate(f64),
}

fn change() -> impl Strategy<Value = Change> {
    let place = || 0.0..1.0_f64;
    let tail = || select(PARTS.tails.as_slice());
    prop_oneof![
        (place(), 0.0..0.2_f64).prop_map(|(at, size)| Change::Remove(at, size)),
        (place(), 0.0..0.2_f64).prop_map(|(at, size)| Change::Repeat(at, size)),
        (place(), prop::collection::vec(any_char(), 1..20)).prop_map(|(at, chars)| Change::Insert(at, chars.into_iter().collect())),
        (place(), tail()).prop_map(|(at, line)| Change::Insert(at, line)),
        (place(), place()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        place().prop_map(Change::Truncate),
    ]
}

/// The char boundary at this share of the text.
fn boundary(text: &str, share: f64) -> usize {
    let at = (text.len() as f64 * share.min(1.0)) as usize;
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn apply(text: &str, change: &Change) -> String {
    let split = |a: f64, b: f64| {
        let (from, to) = (boundary(text, a), boundary(text, b));
        (&text[..from], &text[from..to.max(from)], &text[to.max(from)..])
    };
    match change {
        Change::Remove(at, size) => {
            let (before, _, after) = split(*at, at + size);
            format!("{before}{after}")
        }
        Change::Repeat(at, size) => {
            let (before, part, after) = split(*at, at + size);
            format!("{before}{part}{part}{after}")
        }
        Change::Insert(at, new) => {
            let (before, _, after) = split(*at, *at);
            format!("{before}{new}{after}")
        }
        Change::SwapLines(a, b) => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let last = lines.len() as f64;
            lines.swap((a * last) as usize, (b * last) as usize);
            lines.join("\n")
        }
        Change::Truncate(at) => text[..boundary(text, *at)].to_string(),
    }
}

/// A fixture or seed with a few changes.
pub fn mutated() -> impl Strategy<Value = String> {
    (select(TEXTS.as_slice()), prop::collection::vec(change(), 0..5))
        .prop_map(|(text, changes)| changes.iter().fold(text, |text, change| apply(&text, change)))
}

/// Texts of all sorts.
pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![2 => assembled(), 2 => mutated(), 3 => odd()]
}
