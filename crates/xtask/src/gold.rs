//! Labelled text: rows of JSON, or fixtures.
//!
//! A row: `{"id", "lang", "publisher", "text", "lines": [{"s", "e", "y", "kind"}]}` with bounds in code points and `y` one of
//! `H S C B X M U`; or `{"id", "publisher", "text", "with": [..], "without": [..]}`: strings that are story, and strings that are not.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::{fs, path::Path};

#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    pub id: serde_json::Value,
    #[serde(default)]
    pub lang: Option<String>,
    #[serde(default)]
    pub publisher: String,
    pub text: String,
    #[serde(default)]
    pub lines: Vec<Label>,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub without: Vec<String>,
    /// A copy of another, with fewer of the lines that are no story.
    #[serde(skip)]
    pub thinned: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Label {
    /// Bounds in code points.
    pub s: usize,
    pub e: usize,
    pub y: char,
    #[serde(default)]
    pub kind: Option<String>,
}

impl Document {
    pub fn is_fixture(&self) -> bool {
        self.publisher.ends_with(".txt")
    }
}

/// Byte offset of every code point, and of the end.
pub fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect()
}

/// Reads a file of rows, or every fixture under a folder.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    if path.is_dir() {
        return read_fixtures(path);
    }
    let text = fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty());
    rows.map(|(at, row)| serde_json::from_str(row).with_context(|| format!("{}:{}: no row of gold", path.display(), at + 1))).collect()
}

fn read_fixtures(folder: &Path) -> Result<Vec<Document>> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    entries.sort();
    let mut documents = Vec::new();
    for path in entries {
        if path.is_dir() {
            documents.extend(read_fixtures(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            documents.push(fixture(&path).with_context(|| format!("{} is no fixture", path.display()))?);
        }
    }
    Ok(documents)
}

fn fixture(path: &Path) -> Result<Document> {
    let page = fs::read_to_string(path)?;
    let gutter = page.strip_prefix("+++\n").and_then(|page| page.split_once("+++\n")).context("no front matter")?;
    let lang = gutter.0.lines().find_map(|line| line.strip_prefix("language = ")).map(|code| code.trim_matches('"').to_string());
    let (mut text, mut lines, mut at) = (String::new(), Vec::new(), 0);
    for row in gutter.1.lines() {
        let label = row.get(..12).unwrap_or(row).trim();
        let rest = row.get(12..).unwrap_or("|");
        if rest.starts_with('|') && !(text.is_empty() && lines.is_empty()) {
            text.push('\n');
            at += 1;
        }
        let part = rest.get(1..).unwrap_or("");
        let size = part.chars().count();
        if !label.is_empty() {
            let lead = part.chars().take_while(|c| c.is_whitespace()).count();
            let (y, kind) = letter(label);
            lines.push(Label { s: at + lead, e: at + size, y, kind });
        } else if text.is_empty() && lines.is_empty() {
            text.push('\n');
            at += 1;
        }
        text.push_str(part);
        at += size;
    }
    let id = serde_json::Value::String(path.display().to_string());
    Ok(Document { id, lang, publisher: path.display().to_string(), text, lines, with: Vec::new(), without: Vec::new(), thinned: false })
}

/// The gold letter of a fixture's label.
fn letter(label: &str) -> (char, Option<String>) {
    use copydesk::{Kind, Role};
    let kind = Kind::from_name(label);
    match (label, kind.map(|kind| kind.role())) {
        ("headline", _) => ('H', None),
        ("deck", _) => ('S', None),
        ("subhead" | "crosshead", _) => ('C', None),
        ("body", _) => ('B', None),
        (_, Some(Role::Boilerplate)) => ('X', Some(label.to_string())),
        ("boilerplate", _) => ('X', None),
        _ => ('M', None),
    }
}
