//! Lines of a text, with their bounds in bytes; blank lines belong to the line before them.

use memchr::{memchr2, memchr2_iter};

/// The longest stretch of a line that is read as one, in bytes: a longer line is cut at white space, so that no text,
/// however long its lines, costs more per byte than another. A paragraph of a story hardly reaches a tenth of it.
pub(crate) const LONGEST_LINE: usize = 16 * 1024;

/// A line that is not blank. `start..end` holds the white space around it and the blank lines after it (before it
/// as well for the first line), so that the spans of all lines tile the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub start: usize,
    pub end: usize,
    /// Where the text of the line begins, white space left out.
    pub text_start: usize,
    pub text_end: usize,
    /// How many blank lines stand before it (at most 255).
    pub blank_before: u8,
    /// Whether it goes on with the line of text that the one before belongs to.
    pub continues: bool,
}

/// Appends the lines of `text` to `lines`. Line ends: LF, CRLF, CR, NEL, U+2028, U+2029.
pub(crate) fn split_lines(text: &str, lines: &mut Vec<Line>) {
    lines.clear();
    let bytes = text.as_bytes();
    let (mut start, mut blank) = (0, 0);
    if has_rare_break(bytes) {
        let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
        for (end, c) in text.char_indices().filter(|&(_, c)| is_break(c)) {
            push_line(text, lines, start, end, end + c.len_utf8(), &mut blank);
            start = end + c.len_utf8();
        }
    } else {
        while let Some(size) = memchr2(b'\n', b'\r', bytes.get(start..).unwrap_or(&[])) {
            let end = start + size;
            push_line(text, lines, start, end, end + 1, &mut blank);
            start = end + 1;
            if bytes.get(end) == Some(&b'\n') {
                let empty = bytes.iter().skip(start).take_while(|&&byte| byte == b'\n').count();
                blank = blank.saturating_add(empty as u32);
                start += empty;
            }
        }
    }
    if start < text.len() {
        push_line(text, lines, start, text.len(), text.len(), &mut blank);
    }
    if let Some(last) = lines.last_mut() {
        last.end = text.len();
    }
}

/// Whether NEL, U+2028 or U+2029 stands in the text; what begins as they do is mostly a quotation mark or dash.
fn has_rare_break(bytes: &[u8]) -> bool {
    memchr2_iter(0xe2, 0xc2, bytes).any(|at| matches!(bytes.get(at..), Some([0xe2, 0x80, 0xa8 | 0xa9, ..] | [0xc2, 0x85, ..])))
}

fn push_line(text: &str, lines: &mut Vec<Line>, start: usize, end: usize, next: usize, blank: &mut u32) {
    let (text_start, text_end) = trimmed(text, start, end);
    if text_start == text_end {
        // "\r\n" is one line end: the empty stretch between its two bytes is no blank line.
        *blank += u32::from(!(start == end && start > 0 && text.as_bytes().get(start - 1..).is_some_and(|rest| rest.starts_with(b"\r\n"))));
        return;
    }
    let span_start = match lines.last_mut() {
        Some(last) => {
            last.end = start;
            start
        }
        None => 0,
    };
    let line = Line { start: span_start, end: next, text_start, text_end, blank_before: (*blank).min(255) as u8, continues: false };
    *blank = 0;
    push_bounded(text, lines, line);
}

/// The bounds of a line without the padding at its ends.
fn trimmed(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(start..end).and_then(<[u8]>::first) {
        start += match byte {
            0 | 9..=13 | b' ' => 1,
            0x80.. => match text.get(start..end).and_then(|line| line.chars().next()) {
                Some(c) if is_padding(c) => c.len_utf8(),
                _ => break,
            },
            _ => break,
        };
    }
    while let Some(&byte) = bytes.get(start..end).and_then(<[u8]>::last) {
        end -= match byte {
            0 | 9..=13 | b' ' => 1,
            0x80.. => match text.get(start..end).and_then(|line| line.chars().next_back()) {
                Some(c) if is_padding(c) => c.len_utf8(),
                _ => break,
            },
            _ => break,
        };
    }
    (start, end)
}

/// White space, and the marks that print as nothing: byte-order mark, zero-width and direction marks, NUL.
fn is_padding(c: char) -> bool {
    c.is_whitespace()
        || c == '\0'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Pushes a line, in pieces where it is longer than `LONGEST_LINE`.
fn push_bounded(text: &str, lines: &mut Vec<Line>, mut line: Line) {
    while line.text_end - line.text_start > LONGEST_LINE {
        let cut = cut_near(text, line.text_start, line.text_start + LONGEST_LINE);
        lines.push(Line { end: cut, text_end: cut, ..line });
        line = Line { start: cut, text_start: cut, blank_before: 0, continues: true, ..line };
    }
    lines.push(line);
}

/// The last white space in the quarter before `limit`, or the last char boundary.
fn cut_near(text: &str, start: usize, limit: usize) -> usize {
    let limit = floor_char_boundary(text, limit);
    let from = floor_char_boundary(text, start + (limit - start) / 4 * 3);
    let space = text.get(from..limit).and_then(|tail| tail.rfind(|c: char| c.is_ascii_whitespace()));
    space.map_or(limit, |at| from + at + 1)
}

/// The largest char boundary of `text` that is at most `at`.
#[inline]
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut lines = Vec::new();
        split_lines(text, &mut lines);
        let mut at = 0;
        for line in &lines {
            assert_eq!(line.start, at);
            at = line.end;
        }
        assert!(lines.is_empty() || at == text.len());
        lines.iter().map(|line| &text[line.text_start..line.text_end]).collect()
    }

    #[test]
    fn every_line_end_counts() {
        assert_eq!(texts("a\nb\r\nc\rd\u{85}e\u{2028}f\u{2029}g"), ["a", "b", "c", "d", "e", "f", "g"]);
    }

    #[test]
    fn blank_lines_belong_to_the_line_before() {
        assert_eq!(texts("\u{feff}\n  \n a \r\n\r\n\r\nb\n\n"), ["a", "b"]);
        let mut lines = Vec::new();
        split_lines("a\r\n\r\nb", &mut lines);
        assert_eq!(lines[1].blank_before, 1);
        split_lines("a\r\nb", &mut lines);
        assert_eq!(lines[1].blank_before, 0);
    }

    #[test]
    fn padding_is_trimmed_at_both_ends() {
        for c in '\0'..='\u{3100}' {
            let line = format!("{c}{c}a {c} b{c}{c}");
            let due = if is_padding(c) { 2 * c.len_utf8() } else { 0 };
            assert_eq!(trimmed(&line, 0, line.len()), (due, line.len() - due), "{c:?}");
        }
        assert_eq!(trimmed("\u{feff} \u{200b}", 0, 7), (7, 7));
        assert_eq!(trimmed("\t。\u{3000}", 0, 7), (1, 4));
    }

    #[test]
    fn nothing_but_white_space_has_no_lines() {
        assert!(texts(" \n\t\r\n\0").is_empty());
    }

    #[test]
    fn a_giant_line_is_read_in_pieces() {
        let text = "word ".repeat(20_000);
        let pieces = texts(&text);
        assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.len() <= LONGEST_LINE));
        assert!(texts(&"字".repeat(40_000)).len() > 7);
    }
}
