//! Thinned copies of fixtures, to learn from: what a scraper leaves of an article.
//!
//! Most gold has whole tails: a line of boilerplate stands among others, and the weights lean on its neighbours. Republished text is
//! often a story with a single line left behind it. A thinned copy of a fixture has its story and one of its other lines, so that a
//! cue alone is enough at the end of a clean text. Fixtures do this in every language; pages of the web, thinned in the same way,
//! teach that stray short lines in a story are none of it, and more of the story is lost.

use crate::gold::{Document, Label};

/// The documents, each fixture followed by its copies.
pub fn with_copies(documents: &[Document], count: usize) -> Vec<Document> {
    documents.iter().flat_map(|document| std::iter::once(document.clone()).chain(copies(document, count))).collect()
}

/// Up to `count` copies, their lines spread evenly over all that are no story, and one without any of these.
fn copies(document: &Document, count: usize) -> Vec<Document> {
    if !document.is_fixture() {
        return Vec::new();
    }
    let chars: Vec<char> = document.text.chars().collect();
    let lines = lines(&chars, &document.lines);
    let cut: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].is_cut()).collect();
    let count = count.min(cut.len());
    // One copy is the story alone: a clean text ends with it.
    let ones = (0..count).map(|copy| Some(cut[copy * cut.len() / count])).chain((count > 0).then_some(None));
    ones.map(|one| thinned(document, &chars, &lines, one)).collect()
}

/// Lines of the text that labels do not part, with their labels.
struct Line<'d> {
    start: usize,
    end: usize,
    labels: Vec<&'d Label>,
}

impl Line<'_> {
    /// Whether nothing on the line is the story's.
    fn is_cut(&self) -> bool {
        !self.labels.is_empty() && self.labels.iter().all(|label| matches!(label.y, 'X' | 'M'))
    }
}

fn lines<'d>(chars: &[char], labels: &'d [Label]) -> Vec<Line<'d>> {
    let (mut lines, mut labels, mut start): (Vec<Line>, _, _) = (Vec::new(), labels.iter().peekable(), 0);
    for line in chars.split_inclusive(|&c| c == '\n') {
        let end = start + line.len();
        let mut own = Vec::new();
        while let Some(label) = labels.next_if(|label| label.s < end) {
            own.push(label);
        }
        match lines.last_mut() {
            Some(last) if last.labels.iter().any(|label| label.e > start) => {
                last.end = end;
                last.labels.extend(own);
            }
            _ => lines.push(Line { start, end, labels: own }),
        }
        start = end;
    }
    lines
}

/// The story with one of its other lines, or none.
fn thinned(document: &Document, chars: &[char], lines: &[Line], one: Option<usize>) -> Document {
    let (mut text, mut labels, mut size) = (String::new(), Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        if line.is_cut() && Some(at) != one {
            continue;
        }
        let moved = |label: &&Label| Label { s: label.s - line.start + size, e: label.e - line.start + size, ..(*label).clone() };
        labels.extend(line.labels.iter().map(moved));
        text.extend(&chars[line.start..line.end]);
        size += line.end - line.start;
    }
    Document { text, lines: labels, thinned: true, ..document.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_story_and_one_other_line() {
        let text = "Ein Ü\nSteht da.\n\nTeilen\nSpenden\n";
        let label = |s, e, y| serde_json::json!({"s": s, "e": e, "y": y});
        let row = serde_json::json!({"id": 1, "publisher": "de/a.txt", "text": text,
            "lines": [label(0, 5, "H"), label(6, 15, "B"), label(17, 23, "X"), label(24, 31, "X")]});
        let document: Document = serde_json::from_value(row).expect("it is a row");
        let documents = with_copies(&[document], 4);
        let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
        assert_eq!(texts, [text, "Ein Ü\nSteht da.\n\nTeilen\n", "Ein Ü\nSteht da.\n\nSpenden\n", "Ein Ü\nSteht da.\n\n"]);
        let last = documents[2].lines.last().expect("it has lines");
        assert_eq!((last.s, last.e), (17, 24));
    }
}
