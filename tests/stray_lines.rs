//! A single line of boilerplate behind a clean story, the commonest of republished text: a cue alone must be enough there, and the
//! words of a cue alone must not be.
//!
//! `cargo test --test stray_lines -- --nocapture` prints the figures.

mod gutter;

use copydesk::{Kind, Role, Splitter};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// An example of a rule, behind a story.
struct Stray {
    rule: String,
    text: String,
    /// Where the example begins, in bytes.
    at: usize,
    is_hit: bool,
}

/// Of each language, a headline and three paragraphs or more.
fn stories() -> BTreeMap<String, String> {
    let mut stories = BTreeMap::new();
    for fixture in gutter::fixtures() {
        let of = |label: &str| fixture.rows.iter().filter(|row| row.label == label).map(|row| row.text.as_str()).collect::<Vec<_>>();
        if let (Some(headline), body @ [_, _, _, ..]) = (of("headline").first(), &of("body")[..]) {
            stories.entry(fixture.language.clone()).or_insert_with(|| format!("{headline}\n\n{}\n\n", body.join("\n\n")));
        }
    }
    stories
}

/// The first hit and the first miss of every rule that is more than a hint for boilerplate.
fn strays() -> Vec<Stray> {
    let stories = stories();
    let mut strays = Vec::new();
    for path in gutter::files(&gutter::root().join("rules"), "toml") {
        let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(story) = stories.get(&language) else { continue };
        let page = std::fs::read_to_string(&path).expect("a page in UTF-8");
        let table = DeTable::parse(&page).expect("a page in TOML");
        let rules = table.get_ref().get("rule").and_then(|rules| rules.get_ref().as_array());
        for rule in rules.into_iter().flat_map(|rules| rules.iter()).map(|rule| rule.get_ref()).filter(|rule| is_plain(rule)) {
            for key in ["hit", "miss"] {
                let first = rule.get(key).and_then(|list| list.get_ref().as_array()).and_then(|list| list.iter().next());
                let Some(example) = first.and_then(|example| example.get_ref().as_str()) else { continue };
                let rule = format!("{language}/{}", text_of(rule, "id"));
                strays.push(Stray { rule, text: format!("{story}{example}\n"), at: story.len(), is_hit: key == "hit" });
            }
        }
    }
    strays
}

fn text_of<'r>(rule: &'r DeValue<'_>, key: &str) -> &'r str {
    rule.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or("")
}

fn is_plain(rule: &DeValue<'_>) -> bool {
    let kind = Kind::from_name(text_of(rule, "kind"));
    kind.is_some_and(|kind| kind.role() == Role::Boilerplate) && text_of(rule, "strength") != "weak"
}

/// Parts of a thousand.
fn share(part: usize, whole: usize) -> usize {
    part * 1000 / whole.max(1)
}

#[test]
fn a_cue_is_enough_behind_a_clean_story() {
    let splitter = Splitter::new();
    let (mut hits, mut kept, mut misses, mut cut, mut harmed) = (0, Vec::new(), 0, Vec::new(), Vec::new());
    for stray in strays() {
        let article = splitter.split(&stray.text);
        let gone = |role: Role| matches!(role, Role::Boilerplate | Role::Meta);
        let last = article.blocks().last().expect("a text has blocks");
        if article.blocks().any(|block| block.span().end <= stray.at && gone(block.role())) {
            harmed.push(stray.rule.clone());
        }
        if stray.is_hit {
            hits += 1;
            kept.extend((!gone(last.role())).then_some(stray.rule));
        } else {
            misses += 1;
            cut.extend(gone(last.role()).then_some(stray.rule));
        }
    }
    println!("{hits} hits behind a story, {} ‰ of them found; kept: {kept:?}", share(hits - kept.len(), hits));
    println!("{misses} misses behind a story, {} ‰ of them cut: {cut:?}", share(cut.len(), misses));
    assert!(hits > 2_000 && misses > 2_000, "hardly any examples");
    assert!(share(kept.len(), hits) <= 10, "{} lines that a rule knows are kept: {kept:?}", kept.len());
    assert!(share(cut.len(), misses) <= 15, "{} innocent lines are cut: {cut:?}", cut.len());
    assert!(harmed.is_empty(), "the story before the line is cut: {harmed:?}");
}
