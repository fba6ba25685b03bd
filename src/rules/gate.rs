//! What a line must have for a pattern to match it at all: told from the pattern, so that hardly any line is tried.
//!
//! The build script shares this file: the gates of built-in patterns are worked out when the library is built.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A line that lacks this can't match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gate {
    /// One of these must begin a word of the line, or be one if it has less than three letters or `WHOLE` behind it; one of
    /// the marks, or a digit for `0`, may stand anywhere. None is needed if there are none.
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
/// Stands behind the letters of a word that the pattern spells to its end.
pub(crate) const WHOLE: char = '$';
/// Letters that tell a word from its beginning.
const STEM: usize = 3;

/// What a char is to a reader of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A letter or digit, folded.
    Letter(char),
    /// Nothing: an accent by itself, a mark that prints as nothing.
    Skipped,
    /// Part of a word between its letters.
    Apostrophe,
    /// What parts words.
    Apart,
}

impl Reading {
    fn is_letter(self) -> bool {
        matches!(self, Reading::Letter(_))
    }

    fn letter(self) -> Option<char> {
        match self {
            Reading::Letter(c) => Some(c),
            _ => None,
        }
    }
}

/// Tells what a char is to a reader of words.
pub(crate) type ReadChar = fn(char) -> Reading;

/// The gate of a pattern; one that lets all lines pass if the pattern can't be read.
pub(crate) fn gate_of(pattern: &str, reading: ReadChar) -> Gate {
    let hir = regex_syntax::Parser::new().parse(pattern).unwrap_or_else(|_| Hir::empty());
    gate_of_tree(&hir, reading)
}

/// The gate of a pattern by its syntax tree.
pub(crate) fn gate_of_tree(hir: &Hir, reading: ReadChar) -> Gate {
    let need = need(hir, false, reading);
    let words = need.words.filter(|words| words.len() <= MOST_WORDS).unwrap_or_default();
    Gate { short: words.is_empty(), words, digit: need.digit, ..Gate::default() }
}

/// What every match of a part of the pattern has.
#[derive(Clone, Debug, Default)]
struct Need {
    words: Option<Vec<String>>,
    digit: bool,
}

/// With `ends`, a word that goes to the end of `hir` ends there.
fn need(hir: &Hir, ends: bool, reading: ReadChar) -> Need {
    match hir.kind() {
        HirKind::Capture(group) => need(&group.sub, ends, reading),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let inner = need(&repetition.sub, ends && repetition.max == Some(1), reading);
            Need { digit: inner.digit || is_digit(&repetition.sub), ..inner }
        }
        HirKind::Concat(parts) => need_of_row(parts, ends, reading),
        HirKind::Alternation(parts) => need_of_any(parts, ends, reading),
        HirKind::Literal(_) | HirKind::Class(_) if chars_of(hir).is_some() => need_of_row(std::slice::from_ref(hir), ends, reading),
        HirKind::Class(_) => Need { words: None, digit: is_digit(hir) },
        _ => Need::default(),
    }
}

/// Each branch must need words, or none does.
fn need_of_any(parts: &[Hir], ends: bool, reading: ReadChar) -> Need {
    let needs: Vec<Need> = parts.iter().map(|part| need(part, ends, reading)).collect();
    let of_branch = |need: &Need| need.words.clone().or(need.digit.then(|| vec![DIGIT.to_string()]));
    let words = needs.iter().map(of_branch).collect::<Option<Vec<_>>>().map(|words| words.concat());
    Need { words, digit: needs.iter().all(|need| need.digit) }
}

/// Of all that a row of parts needs, the words that tell most.
fn need_of_row(parts: &[Hir], ends: bool, reading: ReadChar) -> Need {
    let mut row = Row { run: String::new(), from_start: true, best: None, digit: false };
    for (at, part) in parts.iter().enumerate() {
        let behind = |at: usize| word_ends(parts.get(at..).unwrap_or(&[]), ends, reading);
        match chars_of(part) {
            Some(chars) => chars.iter().for_each(|&same| row.push(same, reading)),
            None => {
                let inner = need(part, behind(at + 1), reading);
                let opens = row.from_start && row.run.is_empty();
                row.digit |= inner.digit || is_digit(part);
                if is_optional(part) && !row.run.is_empty() && begins_apart(part, reading) {
                    // "e-?mail": the word may go on behind what may be missing.
                    row.close(behind(at), behind(at));
                    row.from_start = false;
                    continue;
                }
                if row.run.is_empty() || begins_apart(part, reading) {
                    row.close(true, behind(at));
                    row.offer(inner.words.filter(|_| row.from_start));
                } else {
                    row.branch(leading(part, reading));
                }
                row.from_start = ends_apart(part, reading) && (opens || !is_optional(part));
            }
        }
    }
    // Where a branch ends, what comes next may not be known: two letters there are taken for a word.
    let tells = ends || row.run.chars().count() > 1;
    row.close(tells, ends);
    Need { words: row.best, digit: row.digit }
}

/// Whether a word that was spelled out ends before these parts, those behind which nothing more is known with `ends`. An
/// apostrophe may join it to what follows.
fn word_ends(parts: &[Hir], ends: bool, reading: ReadChar) -> bool {
    match parts.split_first() {
        None => ends,
        Some((part, _)) if matches!(part.kind(), HirKind::Look(_)) => true,
        Some((part, _)) if !begins_apart(part, reading) || may_join(part, reading) => false,
        Some((part, rest)) => !is_optional(part) || word_ends(rest, ends, reading),
    }
}

/// Whether a word may go on with what this part begins with, though it is no letter.
fn may_join(part: &Hir, reading: ReadChar) -> bool {
    let joins = |c: char| matches!(reading(c), Reading::Apostrophe | Reading::Skipped);
    match part.kind() {
        HirKind::Literal(_) => chars_of(part).and_then(|chars| chars.first().copied()).is_some_and(joins),
        HirKind::Class(_) => any_char(part, joins),
        HirKind::Repetition(repetition) => may_join(&repetition.sub, reading),
        HirKind::Capture(group) => may_join(&group.sub, reading),
        HirKind::Concat(parts) => parts.first().is_some_and(|first| may_join(first, reading)),
        HirKind::Alternation(parts) => parts.iter().any(|part| may_join(part, reading)),
        _ => false,
    }
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
    fn push(&mut self, c: char, reading: ReadChar) {
        match reading(c) {
            Reading::Letter(folded) => {
                self.digit |= folded.is_ascii_digit();
                self.run.push(folded);
            }
            Reading::Skipped => {}
            Reading::Apostrophe => {
                self.close(false, false);
                self.from_start = false;
            }
            Reading::Apart => {
                self.close(true, true);
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

    /// Ends a run of letters. One too short for a stem tells something only where the word ends with it (`tells`); `whole`
    /// is whether it surely does.
    fn close(&mut self, tells: bool, whole: bool) {
        let mut run = std::mem::take(&mut self.run);
        let long = run.chars().count() >= STEM;
        if self.from_start && !run.is_empty() && (tells || long) {
            run.extend((whole && long).then_some(WHOLE));
            self.offer(Some(vec![run]));
        }
    }

    fn offer(&mut self, words: Option<Vec<String>>) {
        // A number is no word: that a digit must stand in the line is known anyway.
        let number = |word: &String| word != DIGIT && word.trim_end_matches(WHOLE).chars().all(char::is_numeric);
        let tells = |words: &Vec<String>| !words.is_empty() && !words.iter().any(number);
        let Some(words) = words.filter(tells) else { return };
        if self.best.as_ref().is_none_or(|best| frequency(&words) < frequency(best)) {
            self.best = Some(words);
        }
    }
}

/// In about how many lines of a thousand one of the words stands, by a rule of thumb: short words are common in all languages.
fn frequency(words: &[String]) -> usize {
    let of_word = |word: &String| match word.trim_end_matches(WHOLE).chars().count() {
        _ if word == DIGIT => 300,
        ..3 => 200,
        3 => 100,
        4 => 25,
        _ => 6,
    };
    words.iter().map(of_word).sum()
}

/// The letters that a part begins with, for each of its branches; `None` where they are not spelled out.
fn leading(part: &Hir, reading: ReadChar) -> Option<Vec<String>> {
    match part.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Capture(group) => leading(&group.sub, reading),
        HirKind::Alternation(parts) => {
            parts.iter().map(|part| leading(part, reading)).collect::<Option<Vec<_>>>().map(|leads| leads.concat())
        }
        HirKind::Repetition(repetition) if repetition.min == 0 => {
            let mut leads = leading(&repetition.sub, reading)?;
            leads.push(String::new());
            Some(leads)
        }
        HirKind::Concat(parts) => leading_of_row(parts, reading),
        _ => chars_of(part).map(|chars| vec![chars.into_iter().map_while(|c| reading(c).letter()).collect()]),
    }
}

fn leading_of_row(parts: &[Hir], reading: ReadChar) -> Option<Vec<String>> {
    let mut lead = String::new();
    for part in parts {
        let Some(chars) = chars_of(part) else { break };
        let letters: String = chars.iter().copied().map_while(|c| reading(c).letter()).collect();
        lead.push_str(&letters);
        if letters.chars().count() < chars.len() {
            break;
        }
    }
    match parts.first() {
        Some(first) if lead.is_empty() && chars_of(first).is_none() => leading(first, reading),
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
fn begins_apart(part: &Hir, reading: ReadChar) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(_) => chars_of(part).and_then(|chars| chars.first().copied()).is_some_and(|c| !reading(c).is_letter()),
        HirKind::Class(_) => !has_letters(part, reading),
        HirKind::Repetition(repetition) => begins_apart(&repetition.sub, reading),
        HirKind::Capture(group) => begins_apart(&group.sub, reading),
        HirKind::Concat(parts) => parts.first().is_some_and(|first| begins_apart(first, reading)),
        HirKind::Alternation(parts) => parts.iter().all(|part| begins_apart(part, reading)),
    }
}

/// Whether a word may begin behind this part. A part that takes any char does not count as letters: words of patterns
/// are looked for where words of the line begin.
fn ends_apart(part: &Hir, reading: ReadChar) -> bool {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(_) => chars_of(part).and_then(|chars| chars.last().copied()).is_some_and(|c| !reading(c).is_letter()),
        HirKind::Class(_) => !has_letters(part, reading) || has_others(part, reading),
        HirKind::Repetition(repetition) => ends_apart(&repetition.sub, reading),
        HirKind::Capture(group) => ends_apart(&group.sub, reading),
        HirKind::Concat(parts) => parts.last().is_some_and(|last| ends_apart(last, reading)),
        HirKind::Alternation(parts) => parts.iter().all(|part| ends_apart(part, reading)),
    }
}

fn has_letters(part: &Hir, reading: ReadChar) -> bool {
    any_char(part, |c| reading(c).is_letter())
}

/// Whether a class takes what stands between words. Letters alone never do, though some count as marks when they are folded.
fn has_others(part: &Hir, reading: ReadChar) -> bool {
    any_char(part, |c| matches!(c, ' ' | ',' | ':' | '-' | '(' | '"') && !reading(c).is_letter())
}

/// Whether a char of a class is so; of long ranges the ends and the first chars are looked at.
fn any_char(part: &Hir, so: impl Fn(char) -> bool) -> bool {
    let HirKind::Class(Class::Unicode(class)) = part.kind() else { return true };
    class.ranges().iter().any(|range| (range.start()..=range.end()).take(160).any(&so) || so(range.end()))
}
