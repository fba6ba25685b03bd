//! Thinned copies of labelled documents, to learn from: what a scraper leaves of a page.
//!
//! Whole pages are easy to come by, and most of their lines are cut. Republished text is a story with a line or two that were
//! left behind. A thinned copy has the story of a page and a few lines of each of its runs of boilerplate.

use crate::gold::{Document, Label};

/// The copies of a document, none if only some of its strings are labelled.
pub fn copies(document: &Document, count: usize) -> Vec<Document> {
    let worth = |label: &Label| matches!(label.y, 'X' | 'M');
    let cut = document.lines.iter().filter(|label| worth(label)).count();
    let count = match document.is_fixture() {
        true => cut.min(2 * count),
        false if cut < 4 => 0,
        false => count,
    };
    (0..count).map(|copy| thinned(document, copy)).collect()
}

/// The documents, each followed by its copies.
pub fn with_copies(documents: &[Document], count: usize) -> Vec<Document> {
    documents.iter().flat_map(|document| std::iter::once(document.clone()).chain(copies(document, count))).collect()
}

/// A line of the text with its labels.
struct Line {
    start: usize,
    end: usize,
    labels: Vec<Label>,
}

fn thinned(document: &Document, copy: usize) -> Document {
    let chars: Vec<char> = document.text.chars().collect();
    let lines = lines(&chars, &document.lines);
    let mut chance = Chance::new(&document.text, copy);
    let (mut text, mut labels) = (String::new(), Vec::new());
    let mut kept = vec![true; lines.len()];
    if document.is_fixture() {
        let cut = || (0..lines.len()).filter(|&at| is_cut(&lines[at]) && !lines[at].labels.is_empty());
        let one = cut().nth(copy * cut().count() / 4 % cut().count().max(1));
        cut().for_each(|at| kept[at] = Some(at) == one);
    } else if copy % 2 == 0 {
        lines.iter().zip(&mut kept).filter(|(line, _)| is_cut(line) && !line.labels.is_empty()).for_each(|(line, kept)| *kept = is_kept(line, &mut chance));
    } else {
        thin_runs(&lines, &mut kept, &mut chance);
    }
    for line in lines.iter().zip(kept).filter(|(_, kept)| *kept).map(|(line, _)| line) {
        let shift = text.chars().count() as i64 - line.start as i64;
        labels.extend(line.labels.iter().map(|label| Label {
            s: (label.s as i64 + shift) as usize,
            e: (label.e as i64 + shift) as usize,
            ..label.clone()
        }));
        text.extend(&chars[line.start..line.end]);
    }
    Document { text, lines: labels, thinned: true, ..document.clone() }
}

/// Extractors keep what reads like text.
fn is_kept(line: &Line, chance: &mut Chance) -> bool {
    chance.below(100) < if line.end - line.start >= 60 { 50 } else { 10 }
}

/// Of a run of such lines a few are left, mostly its first.
fn thin_runs(lines: &[Line], kept: &mut [bool], chance: &mut Chance) {
    let mut at = 0;
    while at < lines.len() {
        let size = lines[at..].iter().take_while(|line| is_cut(line)).count();
        let count = match chance.below(10) {
            0..3 => 0,
            3..7 => 1,
            7..9 => 2,
            _ => 4,
        };
        // Blank lines stand in a run, too.
        let count = (2 * count).min(size);
        let skip = if chance.below(2) == 0 { 0 } else { chance.below(size - count + 1) };
        kept[at..at + size].iter_mut().enumerate().for_each(|(at, kept)| *kept = (skip..skip + count).contains(&at));
        at += size.max(1);
    }
}

/// Whether nothing on the line is the story's. Blank lines are part of a run.
fn is_cut(line: &Line) -> bool {
    line.labels.iter().all(|label| matches!(label.y, 'X' | 'M' | 'U'))
}

fn lines(chars: &[char], labels: &[Label]) -> Vec<Line> {
    let (mut lines, mut labels) = (Vec::new(), labels.iter().peekable());
    let mut start = 0;
    for line in chars.split_inclusive(|&c| c == '\n') {
        let end = start + line.len();
        let mut own = Vec::new();
        while let Some(label) = labels.next_if(|label| label.s < end) {
            own.push(label.clone());
        }
        lines.push(Line { start, end, labels: own });
        start = end;
    }
    lines
}

/// Chance that is the same on every run.
struct Chance(u64);

impl Chance {
    fn new(text: &str, copy: usize) -> Chance {
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Chance(hash ^ (copy as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound.max(1) as u64) as usize
    }
}
