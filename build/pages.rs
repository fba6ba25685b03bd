//! Bakes the rule pages: what `rules/` lists becomes static data. The tests run the full check of every page.

use crate::{fold_table, gate};
use std::{fmt::Write, fs, path::Path};

/// Writes `PAGES`, sorted by language, to `path`; returns language, function words and own words of each.
pub fn write(folder: &Path, path: &Path) -> Vec<(String, String, String)> {
    let mut pages: Vec<_> = fs::read_dir(folder)
        .expect("rules/ can be listed")
        .map(|entry| entry.expect("rules/ can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    pages.sort();
    let mut out = String::from("static PAGES: &[Page] = &[\n");
    let mut telling = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        write_page(&mut out, &page.display().to_string(), &table);
        let text = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or("").to_string();
        telling.push((text("language"), text("function_words"), text("own_words")));
    }
    out.push_str("];\n");
    fs::write(path, out).expect("OUT_DIR can be written");
    telling
}

fn write_page(out: &mut String, page: &str, table: &toml::Table) {
    let text = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or("");
    writeln!(
        out,
        "Page {{ language: {:?}, name: {:?}, function_words: {:?}, own_words: {:?}, rules: &[",
        text("language"),
        text("name"),
        text("function_words"),
        text("own_words")
    )
    .expect("a string takes it");
    let rules = table.get("rule").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    for rule in rules {
        write_rule(out, page, rule.as_table().unwrap_or_else(|| panic!("{page}: [[rule]] must be a table")));
    }
    out.push_str("] },\n");
}

fn write_rule(out: &mut String, page: &str, rule: &toml::Table) {
    let text = |key: &str| rule.get(key).and_then(toml::Value::as_str);
    let id = text("id").unwrap_or_else(|| panic!("{page}: a rule has no id"));
    let kind = text("kind").unwrap_or_else(|| panic!("{page}: rule {id} has no kind"));
    let any: Vec<&str> = rule.get("any").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str).collect();
    let gate = text("pattern").map(|pattern| gate::gate_of(pattern, fold_table::word_char)).unwrap_or_default();
    writeln!(
        out,
        "Baked {{ gate_words: &{:?}, gate_digit: {}, id: {id:?}, kind: Kind::{}, why: {:?}, any: &{any:?}, pattern: {:?}, at: At::{}, strength: Strength::{}, reach: Reach::{} }},",
        gate.words,
        gate.digit,
        camel(kind),
        text("why").unwrap_or(""),
        text("pattern"),
        camel(text("at").unwrap_or("start")),
        camel(text("strength").unwrap_or("plain")),
        camel(text("reach").unwrap_or("line")),
    )
    .expect("a string takes it");
}

fn camel(name: &str) -> String {
    let capital = |part: &str| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1)).collect::<String>();
    name.split('-').map(capital).collect()
}
