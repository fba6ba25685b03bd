//! From labels to places: which places of the model each passage may have, by the gold.

use crate::gold::{Document, byte_offsets};
use copydesk::Span;

pub const PLACES: usize = 12;
pub const ALL: u16 = (1 << PLACES) - 1;
const KEPT: u16 = 1 << 2 | 1 << 3 | 1 << 6 | 1 << 7;

/// Sets of places, one bit each, for every passage of a document.
pub fn allowed(document: &Document, passages: &[Span]) -> Vec<u16> {
    if document.lines.is_empty() {
        return from_strings(document, passages);
    }
    let labels = labels_of(document, passages);
    let headline = labels.iter().position(|&y| y == 'H');
    let first_body = labels.iter().position(|&y| y == 'B');
    let last_body = labels.iter().rposition(|&y| y == 'B');
    let (Some(first_body), Some(last_body)) = (first_body, last_body) else { return vec![ALL; labels.len()] };
    let first_story = labels
        .iter()
        .enumerate()
        .position(|(at, &y)| y == 'B' || (y == 'C' && headline.is_none_or(|headline| at > headline)))
        .unwrap_or(first_body);
    let set = |(at, &y): (usize, &char)| {
        let phase = match at {
            _ if at > last_body => 3,
            _ if at >= first_story => 2,
            _ if headline.is_some_and(|headline| at > headline) => 1,
            _ => 0,
        };
        match (y, phase) {
            ('H', 0) => 1 << 2,
            ('S', 0 | 1) => 1 << 3,
            ('B', _) => 1 << 6,
            ('C' | 'S', 2) => 1 << 7,
            ('M', phase) => 1 << [1, 4, 8, 10][phase],
            ('X', phase) => 1 << [0, 5, 9, 11][phase],
            _ => ALL,
        }
    };
    labels.iter().enumerate().map(set).collect()
}

/// The label that covers most of each passage; `U` where none does.
pub fn labels_of(document: &Document, passages: &[Span]) -> Vec<char> {
    let offsets = byte_offsets(&document.text);
    let mut lines = document.lines.iter().map(|line| (offsets[line.s], offsets[line.e], line.y)).peekable();
    let mut label = |span: &Span| {
        let mut votes: Vec<(char, usize)> = Vec::new();
        while let Some(&(start, end, y)) = lines.peek() {
            let shared = end.min(span.end).saturating_sub(start.max(span.start));
            if shared > 0 {
                match votes.iter_mut().find(|(known, _)| *known == y) {
                    Some((_, sum)) => *sum += shared,
                    None => votes.push((y, shared)),
                }
            }
            if end > span.end {
                break;
            }
            lines.next();
        }
        votes.iter().max_by_key(|(_, sum)| *sum).map_or('U', |&(y, _)| y)
    };
    passages.iter().map(&mut label).collect()
}

/// Passages that hold a string to keep are story, those that hold one to drop are not.
fn from_strings(document: &Document, passages: &[Span]) -> Vec<u16> {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let with: Vec<String> = document.with.iter().map(|text| fold(text)).collect();
    let without: Vec<String> = document.without.iter().map(|text| fold(text)).collect();
    let set = |span: &Span| {
        let text = fold(&document.text[span.range()]);
        let has = |strings: &[String]| strings.iter().any(|string| !string.is_empty() && text.contains(string.as_str()));
        match (has(&with), has(&without)) {
            (true, false) => KEPT,
            (false, true) => ALL & !KEPT,
            _ => ALL,
        }
    };
    passages.iter().map(set).collect()
}
