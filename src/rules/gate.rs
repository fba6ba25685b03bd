//! What a line must have for a pattern to match it at all: told from the pattern, so that hardly any line is tried.
//!
//! The build script shares this file: the gates of built-in patterns are worked out when the library is built.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A line that lacks this can't match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gate {
    /// One of these must begin a word of the line (or be one, if it has less than three letters); one of the
    /// marks, or a digit for `0`, may stand anywhere. None is needed if there are none.
    pub words: Vec<String>,
    /// A digit must stand in the line.
    pub digit: bool,
    /// The line's first word must be one of the words (a number for `0`, none at all for an empty one).
    pub first: bool,
    /// A match begins with one of the words, or in the gap before it.
    pub floats: bool,
    /// Long lines are not tried; or not those that begin with a number.
    pub short: bool,
    pub short_numbers: bool,
}

/// The most beginnings that a gate lists: with more, the pattern is tried on every short line.
const MOST_WORDS: usize = 400;
/// Marks that a gate may need in place of a word.
pub(crate) const MARKS: [char; 3] = ['©', '@', '#'];
/// Stands among the words of a gate for any digit.
pub(crate) const DIGIT: &str = "0";
/// Letters that tell a word from its beginning.
const STEM: usize = 3;

/// Whether and how a char is part of a word: `Some(folded)` for letters and digits.
pub(crate) type WordChar = fn(char) -> Option<char>;

/// The gate of a pattern; one that lets all lines pass if the pattern can't be read.
pub(crate) fn gate_of(pattern: &str, word_char: WordChar) -> Gate {
    let hir = regex_syntax::Parser::new().parse(pattern).unwrap_or_else(|_| Hir::empty());
    gate_of_tree(&hir, word_char)
}

/// The gate of a pattern by its syntax tree.
pub(crate) fn gate_of_tree(hir: &Hir, word_char: WordChar) -> Gate {
    let need = need(hir, word_char);
    let words = need.words.filter(|words| words.len() <= MOST_WORDS).unwrap_or_default();
    Gate { short: words.is_empty(), words, digit: need.digit, ..Gate::default() }
}

/// What every match of a part of the pattern has.
#[derive(Clone, Debug, Default)]
struct Need {
    words: Option<Vec<String>>,
    digit: bool,
}

fn need(hir: &Hir, word_char: WordChar) -> Need {
    match hir.kind() {
        HirKind::Capture(group) => need(&group.sub, word_char),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let inner = need(&repetition.sub, word_char);
            Need { digit: inner.digit || is_digit(&repetition.sub), ..inner }
        }
        HirKind::Concat(parts) => need_of_row(parts, word_char),
        HirKind::Alternation(parts) => need_of_any(parts, word_char),
        HirKind::Literal(_) | HirKind::Class(_) if chars_of(hir).is_some() => need_of_row(std::slice::from_ref(hir), word_char),
        HirKind::Class(_) => Need { words: None, digit: is_digit(hir) },
        _ => Need::default(),
    }
}

/// Each branch must need words, or none does.
fn need_of_any(parts: &[Hir], word_char: WordChar) -> Need {
    let needs: Vec<Need> = parts.iter().map(|part| need(part, word_char)).collect();
    let of_branch = |need: &Need| need.words.clone().or(need.digit.then(|| vec![DIGIT.to_string()]));
    let words = needs.iter().map(of_branch).collect::<Option<Vec<_>>>().map(|words| words.concat());
    Need { words, digit: needs.iter().all(|need| need.digit) }
}

/// Of all that a row of parts needs, the words that tell most.
fn need_of_row(parts: &[Hir], word_char: WordChar) -> Need {
    let mut row = Row { run: String::new(), from_start: true, best: None, digit: false };
    for part in parts {
        match chars_of(part) {
            Some(chars) => chars.iter().for_each(|&same| row.push(same, word_char)),
            None => {
                let inner = need(part, word_char);
                row.digit |= inner.digit || is_digit(part);
                if is_optional(part) && !row.run.is_empty() && begins_apart(part, word_char) {
                    // "e-?mail": the word may go on behind what may be missing.
                    row.close(false);
                    row.from_start = false;
                    continue;
                }
                if row.run.is_empty() || begins_apart(part, word_char) {
                    row.close(true);
                    row.offer(inner.words.filter(|_| row.from_start));
                } else {
                    row.branch(leading(part, word_char));
                }
                row.from_start = ends_apart(part, word_char);
            }
        }
    }
    // Where a branch ends, what comes next is not known: two letters there are taken for a word.
    let whole = row.run.chars().count() > 1;
    row.close(whole);
    Need { words: row.best, digit: row.digit }
}

struct Row {
    /// Letters so far of a word that the pattern spells out.
    run: String,
    /// Whether a word may begin here: the part before does not end within one.
    from_start: bool,
    best: Option<Vec<String>>,
    digit: bool,
}

impl Row {
    fn push(&mut self, c: char, word_char: WordChar) {
        match word_char(c) {
            Some(folded) => {
                self.digit |= folded.is_ascii_digit();
                self.run.push(folded);
            }
            None => {
                self.close(true);
                self.from_start = true;
                if MARKS.contains(&c) {
                    self.offer(Some(vec![c.to_string()]));
                }
            }
        }
    }

    /// Goes on with a run in branches: "foto" with "", "graf" is a word of either kind.
    fn branch(&mut self, leads: Option<Vec<String>>) {
        let run = std::mem::take(&mut self.run);
        let whole = |leads: Vec<String>| leads.iter().map(|lead| format!("{run}{lead}")).collect::<Vec<_>>();
        if self.from_start {
            let stem = (run.chars().count() >= STEM).then(|| vec![run.clone()]);
            self.offer(leads.map(whole).or(stem));
        }
    }

    /// Ends a run of letters. A run too short for a stem tells something only where the word ends with it (`whole`).
    fn close(&mut self, whole: bool) {
        let run = std::mem::take(&mut self.run);
        if self.from_start && !run.is_empty() && (whole || run.chars().count() >= STEM) {
            self.offer(Some(vec![run]));
        }
    }

    fn offer(&mut self, words: Option<Vec<String>>) {
        // A number is no word: that a digit must stand in the line is known anyway.
        let number = |word: &String| word != DIGIT && word.chars().all(char::is_numeric);
        let tells = |words: &Vec<String>| !words.is_empty() && !words.iter().any(number);
        let Some(words) = words.filter(tells) else { return };
        let tell = |word: &String| if word == DIGIT { 0 } else { word.chars().count().min(STEM) };
        let worth = |words: &Vec<String>| words.iter().map(tell).min().unwrap_or(0) * 1000 / (words.len() + 3);
        if self.best.as_ref().is_none_or(|best| worth(&words) > worth(best)) {
            self.best = Some(words);
        }
    }
}

/// The letters that a part begins with, for each of its branches; `None` where they are not spelled out.
fn leading(part: &Hir, word_char: WordChar) -> Option<Vec<String>> {
    match part.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Capture(group) => leading(&group.sub, word_char),
        HirKind::Alternation(parts) => {
            parts.iter().map(|part| leading(part, word_char)).collect::<Option<Vec<_>>>().map(|leads| leads.concat())
        }
        HirKind::Repetition(repetition) if repetition.min == 0 => {
            let mut leads = leading(&repetition.sub, word_char)?;
            leads.push(String::new());
            Some(leads)
        }
        HirKind::Concat(parts) => leading_of_row(parts, word_char),
        _ => chars_of(part).map(|chars| vec![chars.into_iter().map_while(word_char).collect()]),
    }
}

fn leading_of_row(parts: &[Hir], word_char: WordChar) -> Option<Vec<String>> {
    let mut lead = String::new();
    for part in parts {
        let Some(chars) = chars_of(part) else { break };
        let letters: String = chars.iter().copied().map_while(word_char).collect();
        lead.push_str(&letters);
        if letters.chars().count() < chars.len() {
            break;
        }
    }
    match parts.first() {
        Some(first) if lead.is_empty() && chars_of(first).is_none() => leading(first, word_char),
        _ => Some(vec![lead]),
    }
}

/// The chars of a part that stands for a fixed text, letters of either case counting as one.
fn chars_of(part: &Hir) -> Option<Vec<char>> {
    match part.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok().map(|text| text.chars().collect()),
        HirKind::Class(Class::Unicode(class)) => {
            let small = |c: char| c.to_lowercase().next().unwrap_or(c);
            let mut chars = class.ranges().iter().flat_map(|range| range.start()..=range.end());
            let first = chars.next()?;
            // A class of few chars that are one letter: what `(?i)` makes of it.
            let same =
                |c: char| small(c) == small(first) || matches!((small(first), c), ('s', 'ſ') | ('k', '\u{212a}') | ('å', '\u{212b}'));
            (class.ranges().iter().map(|range| range.len()).sum::<usize>() <= 4 && chars.all(same)).then(|| vec![first])
        }
        _ => None,
    }
}

/// Whether a part is a class of digits.
fn is_digit(part: &Hir) -> bool {
    match part.kind() {
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().all(|range| range.start().is_numeric() && range.end().is_numeric()),
        HirKind::Repetition(repetition) => repetition.min > 0 && is_digit(&repetition.sub),
        HirKind::Capture(group) => is_digit(&group.sub),
        _ => false,
    }
}

/// Whether a match may do without the part.
fn is_optional(part: &Hir) -> bool {
    matches!(part.kind(), HirKind::Repetition(repetition) if repetition.min == 0)
}

/// Whether a word that stands before this part ends there.
fn begins_apart(part: &Hir, word_char: WordChar) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(_) => chars_of(part).and_then(|chars| chars.first().copied()).is_some_and(|c| word_char(c).is_none()),
        HirKind::Class(_) => !has_letters(part, word_char),
        HirKind::Repetition(repetition) => begins_apart(&repetition.sub, word_char),
        HirKind::Capture(group) => begins_apart(&group.sub, word_char),
        HirKind::Concat(parts) => parts.first().is_some_and(|first| begins_apart(first, word_char)),
        HirKind::Alternation(parts) => parts.iter().all(|part| begins_apart(part, word_char)),
    }
}

/// Whether a word may begin behind this part. A part that takes any char does not count as letters: words of patterns
/// are looked for where words of the line begin.
fn ends_apart(part: &Hir, word_char: WordChar) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(_) => chars_of(part).and_then(|chars| chars.last().copied()).is_some_and(|c| word_char(c).is_none()),
        HirKind::Class(_) => !has_letters(part, word_char) || has_others(part, word_char),
        HirKind::Repetition(repetition) => ends_apart(&repetition.sub, word_char),
        HirKind::Capture(group) => ends_apart(&group.sub, word_char),
        HirKind::Concat(parts) => parts.last().is_some_and(|last| ends_apart(last, word_char)),
        HirKind::Alternation(parts) => parts.iter().all(|part| ends_apart(part, word_char)),
    }
}

fn has_letters(part: &Hir, word_char: WordChar) -> bool {
    any_char(part, |c| word_char(c).is_some())
}

/// Whether a class takes what stands between words. Letters alone never do, though some count as marks when they are folded.
fn has_others(part: &Hir, word_char: WordChar) -> bool {
    any_char(part, |c| matches!(c, ' ' | ',' | ':' | '-' | '(' | '"') && word_char(c).is_none())
}

/// Whether a char of a class is so; of long ranges the ends and the first chars are looked at.
fn any_char(part: &Hir, so: impl Fn(char) -> bool) -> bool {
    let HirKind::Class(Class::Unicode(class)) = part.kind() else { return true };
    class.ranges().iter().any(|range| (range.start()..=range.end()).take(160).any(&so) || so(range.end()))
}
