//! Hard-wrapped text: lines broken at a width, paragraphs parted by blank lines. Its paragraphs are read as one line each.

use crate::{
    fold::{SKIP, unit_at},
    line::{LONGEST_LINE, Line},
};

/// Widths at which mail, Markdown and old wire text is broken, in chars.
const NARROW: usize = 45;
const WIDE: usize = 110;
/// A text is wrapped if this share of its inner lines fill the width, in percent.
const FILLED: usize = 60;

/// Joins the lines of each paragraph where the text is hard-wrapped; says whether it is.
pub(crate) fn join_wrapped(text: &str, lines: &mut Vec<Line>) -> bool {
    let Some(width) = wrap_width(text, lines) else { return false };
    let mut joined = 0_usize;
    for at in 0..lines.len() {
        let Some(&line) = lines.get(at) else { break };
        let before = joined.checked_sub(1).and_then(|last| lines.get(last)).copied();
        match before {
            Some(last) if goes_on(text, &last, &line, width) => {
                if let Some(last) = lines.get_mut(joined - 1) {
                    (last.end, last.text_end) = (line.end, line.text_end);
                }
            }
            _ => {
                if let Some(place) = lines.get_mut(joined) {
                    *place = line;
                }
                joined += 1;
            }
        }
    }
    lines.truncate(joined);
    true
}

/// The width, if the text is wrapped: of the lines that another follows directly, most are about as long as the longest
/// of those that run on into a small letter, and many do.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let inner = || {
        lines.windows(2).filter_map(|pair| match pair {
            [line, next] if next.blank_before == 0 && !next.continues => Some((line, next)),
            _ => None,
        })
    };
    let count = inner().count();
    if count < 4 || count * 3 < lines.len() {
        return None;
    }
    let runs_on = || inner().filter(|(_, next)| begins_small(text, next)).map(|(line, _)| length(text, line));
    // Addresses and list items stick out: the width is what nine in ten of the running lines keep within.
    let mut by_length = [0_usize; WIDE + 2];
    for length in runs_on() {
        if let Some(lines) = by_length.get_mut(length.min(WIDE + 1)) {
            *lines += 1;
        }
    }
    let running: usize = by_length.iter().sum();
    let mut seen = 0;
    let width = by_length.iter().position(|&lines| {
        seen += lines;
        seen * 10 >= running * 9
    })?;
    if running * 3 < count || !(NARROW..=WIDE).contains(&width) {
        return None;
    }
    let filled = inner().filter(|(line, _)| (width * 2 / 3..=width + width / 4).contains(&length(text, line))).count();
    (filled * 100 >= count * FILLED).then_some(width)
}

/// Whether a line goes on with the paragraph that `last` ends with.
fn goes_on(text: &str, last: &Line, line: &Line, width: usize) -> bool {
    let tail = text.get(last.text_start..last.text_end).and_then(|text| text.lines().next_back()).unwrap_or("");
    let full = width_of(tail) * 3 >= width * 2;
    let bounded = line.text_end - last.text_start < LONGEST_LINE;
    line.blank_before == 0 && !line.continues && bounded && (full || begins_small(text, line))
}

fn length(text: &str, line: &Line) -> usize {
    text.get(line.text_start..line.text_end).map_or(0, width_of)
}

/// How many chars a line is wide, but no more than one beyond `WIDE`: a letter and its marks are one, however they are written.
fn width_of(line: &str) -> usize {
    if line.is_ascii() {
        return line.len().min(WIDE + 1);
    }
    let (mut width, mut at) = (0, 0);
    while let Some((unit, size)) = unit_at(line, at).filter(|_| width <= WIDE) {
        width += usize::from(unit.class() != SKIP);
        at += size;
    }
    width
}

fn begins_small(text: &str, line: &Line) -> bool {
    text.get(line.text_start..line.text_end).and_then(|line| line.chars().next()).is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::split_lines;

    fn count(text: &str) -> (bool, usize) {
        let mut lines = Vec::new();
        split_lines(text, &mut lines);
        let wrapped = join_wrapped(text, &mut lines);
        (wrapped, lines.len())
    }

    #[test]
    fn paragraphs_of_wrapped_text_are_one() {
        let text = "Rain stops trains\n\nHeavy rain stopped all trains between the two towns on Monday,\nleaving hundreds of people to wait in the cold station for\nbuses that did not come until late in the evening, as one of\nthem said.\n\nThe line is to open again on Tuesday, if the river falls and\nif nothing else happens in the meantime.\n";
        assert_eq!(count(text), (true, 3));
    }

    #[test]
    fn letters_with_marks_apart_are_as_wide() {
        assert_eq!(
            [width_of("été"), width_of("e\u{301}te\u{301}"), width_of("한 a"), width_of("\u{1112}\u{1161}\u{11ab} a")],
            [3, 3, 3, 3]
        );
        assert_eq!(
            [width_of(&"e\u{301}".repeat(WIDE)), width_of(&"é".repeat(WIDE + 9)), width_of(&"a".repeat(WIDE + 9))],
            [WIDE, WIDE + 1, WIDE + 1]
        );
    }

    #[test]
    fn lines_that_are_paragraphs_stay() {
        let text = "A short line\nAnother short line\nOne more of them\nAnd a fourth\nAnd a fifth\n";
        assert_eq!(count(text), (false, 5));
    }
}
