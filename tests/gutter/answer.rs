//! An answer written as a gutter, and compared with the one that was expected.

use super::{Fixture, GUTTER, Row};
use copydesk::{Article, Block, Role};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a row's text a comparison shows, in chars.
const SHOWN: usize = 70;

/// The label of a block: its kind, or its role where it has no kind.
pub fn label_of(block: &Block<'_>) -> &'static str {
    block.kind().map_or(block.role().name(), |kind| kind.name())
}

/// The rows that an answer would write for the fixture's text. Where the fixture says only a role, and the block has
/// that role, the role stays.
pub fn rows_of(fixture: &Fixture, article: &Article<'_>) -> Vec<Row> {
    let text = article.text();
    let expected: BTreeMap<usize, &Row> = fixture.starts().into_iter().zip(&fixture.rows).collect();
    let mut rows = Vec::new();
    for (start, end) in lines(text) {
        let inner = article.blocks().map(|block| block.span().start).filter(|&at| start < at && at < end);
        let mut bounds: Vec<usize> = std::iter::once(start).chain(inner).chain([end]).collect();
        if start == end {
            bounds.truncate(2);
        }
        for part in bounds.windows(2) {
            let part_text = &text[part[0]..part[1]];
            let label = part_label(article, part[0], part_text, expected.get(&part[0]).copied());
            rows.push(Row { label, goes_on: part[0] != start, text: part_text.into() });
        }
    }
    rows
}

fn part_label(article: &Article<'_>, start: usize, text: &str, expected: Option<&Row>) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let at = start + (text.len() - text.trim_start().len());
    let Some(block) = article.blocks().find(|block| block.span().range().contains(&at)) else { return "(none)".into() };
    match expected {
        Some(row) if Role::from_name(&row.label) == Some(block.role()) => row.label.clone(),
        _ => label_of(&block).into(),
    }
}

/// Bounds of the lines, without their ends.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    let bounds = |line: &str| {
        let start = at;
        at += line.len() + 1;
        (start, start + line.strip_suffix('\r').unwrap_or(line).len())
    };
    text.split('\n').map(bounds).collect()
}

/// Both gutters side by side if they differ: an exclamation mark before each row that does.
pub fn compare(fixture: &Fixture, article: &Article<'_>) -> Result<(), String> {
    let got_rows = rows_of(fixture, article);
    let mut faults = Vec::new();
    let language = article.language().map_or("none".to_string(), |language| language.code().to_string());
    if language != fixture.language {
        faults.push(format!("  language: expected {}, got {language} ({:.2})", fixture.language, article.language_confidence()));
    }
    if got_rows != fixture.rows {
        faults.push(side_by_side(fixture, &got_rows));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn side_by_side(fixture: &Fixture, got_rows: &[Row]) -> String {
    let got_fixture = Fixture { rows: got_rows.to_vec(), ..fixture.clone() };
    let expected: BTreeMap<usize, &Row> = fixture.starts().into_iter().zip(&fixture.rows).collect();
    let got: BTreeMap<usize, &Row> = got_fixture.starts().into_iter().zip(got_rows).collect();
    let starts: BTreeSet<usize> = expected.keys().chain(got.keys()).copied().collect();
    let mut page = format!("  {:GUTTER$}  {:GUTTER$}\n", "expected", "got");
    for start in starts {
        let (old, new) = (expected.get(&start), got.get(&start));
        let sign = if old == new { ' ' } else { '!' };
        let label = |row: Option<&&Row>| row.map_or("  (goes on)", |row| row.label.as_str()).to_string();
        let row = new.or(old).expect("a start of either");
        let shown: String = row.text.chars().take(SHOWN).collect();
        page.push_str(&format!("{sign} {:GUTTER$}  {:GUTTER$}{}{shown}\n", label(old), label(new), if row.goes_on { '+' } else { '|' }));
    }
    page
}
