//! With which words a match of a pattern may begin.

use crate::{
    alphabet::is_word,
    nfa::{Nfa, State},
    rules::gate::{DIGIT, WHOLE},
    word::{self, APOSTROPHE, LETTER, SKIP, STEM, folded, is_unspaced},
};
use regex_syntax::hir::{ClassUnicode, Look};
use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

/// More beginnings than this tell little.
const MOST_WORDS: usize = 500;
/// More ways through a pattern are not followed.
const MOST_STEPS: usize = 12_000;
/// More letters in one place are any letter.
const MOST_LETTERS: usize = 12;

/// How many letters of a word are followed, where that is not too much; else as many as a stem has.
const LETTERS: [usize; 3] = [24, 12, STEM];

/// What first words are: the letters a word begins with, three or more; a whole word, with `WHOLE` behind it if it has three
/// letters or more; `0` for a number, nothing for a line without a word; of a script without spaces, its first two chars or
/// one. `None` if it may be any word. A number that is not written in digits of ASCII is not listed: whoever meets one must
/// try all patterns.
pub fn head(nfa: &Nfa) -> Option<Vec<String>> {
    LETTERS.into_iter().find_map(|letters| head_within(nfa, letters))
}

fn head_within(nfa: &Nfa, letters: usize) -> Option<Vec<String>> {
    let seen: Vec<Seen> = nfa.classes.iter().map(Seen::of).collect();
    let mut heads = BTreeSet::new();
    let mut open = vec![(nfa.start, Read::Nothing)];
    let mut known: HashSet<(usize, Read)> = open.iter().cloned().collect();
    while let Some((at, read)) = open.pop() {
        let mut follow = |next: usize, read: Read| {
            if known.insert((next, read.clone())) {
                open.push((next, read));
            }
        };
        match &nfa.states[at] {
            State::Match => heads.insert(read.done(false)?),
            State::Split(ways) => {
                ways.iter().for_each(|&way| follow(way, read.clone()));
                false
            }
            State::Look(Look::End, _) => heads.insert(read.done(true)?),
            // Where a boundary stands behind a letter the word ends: an apostrophe behind it is not looked for.
            State::Look(Look::WordAscii | Look::WordUnicode, _) if matches!(read, Read::Letters(_, false)) => {
                heads.insert(read.done(true)?)
            }
            State::Look(_, next) => {
                follow(*next, read);
                false
            }
            State::Take(class, next) => {
                for after in read.after(&seen[*class], letters)? {
                    match after {
                        After::Head(head) => drop(heads.insert(head)),
                        After::Goes(read) => follow(*next, read),
                    }
                }
                false
            }
        };
        if heads.len() > MOST_WORDS || known.len() > MOST_STEPS {
            return None;
        }
    }
    Some(heads.into_iter().collect())
}

/// What was read of a line's first word.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Read {
    Nothing,
    /// Letters of a word, and whether an apostrophe stands behind them.
    Letters(String, bool),
    /// The first char of a script without spaces.
    Unspaced(char),
}

enum After {
    Head(String),
    Goes(Read),
}

impl Read {
    /// The head if the line (or all that the pattern says of it) ends here; `None` if any word may begin so.
    fn done(self, line_ends: bool) -> Option<String> {
        match self {
            Read::Nothing => line_ends.then(String::new),
            Read::Letters(word, _) if line_ends => Some(whole(word)),
            Read::Letters(word, _) => is_stem(&word).then_some(word),
            Read::Unspaced(c) => Some(c.to_string()),
        }
    }

    /// What may be read with a char of a class, up to `most` letters; `None` if that is too much.
    fn after(&self, class: &Seen, most: usize) -> Option<Vec<After>> {
        let mut all = Vec::new();
        match self {
            Read::Nothing => {
                all.extend(class.gap.then_some(After::Goes(Read::Nothing)));
                all.extend(class.number.then(|| After::Head(DIGIT.to_string())));
                all.extend(class.letters.as_ref()?.iter().map(|c| After::Goes(Read::Letters(c.to_string(), false))));
                all.extend(class.unspaced.as_ref()?.iter().map(|&c| After::Goes(Read::Unspaced(c))));
            }
            Read::Unspaced(first) => match class.unspaced.as_ref().filter(|_| class.letters.as_ref().is_some_and(Vec::is_empty)) {
                Some(next) if !class.gap && !class.number => all.extend(next.iter().map(|c| After::Head(format!("{first}{c}")))),
                _ => all.push(After::Head(first.to_string())),
            },
            Read::Letters(word, apostrophe) => {
                let ends = class.gap || class.unspaced.as_ref().is_none_or(|chars| !chars.is_empty());
                all.extend(ends.then(|| After::Head(whole(word.clone()))));
                if is_stem(word) && (class.other_number || class.letters.is_none()) {
                    all.push(After::Head(word.clone()));
                    return Some(all);
                }
                all.extend((class.skip && !apostrophe).then(|| After::Goes(self.clone())));
                all.extend((class.apostrophe && !apostrophe).then(|| After::Goes(Read::Letters(word.clone(), true))));
                if class.other_number {
                    return None;
                }
                let joint = if *apostrophe { "'" } else { "" };
                let digits = if class.number { "0123456789" } else { "" };
                for c in class.letters.as_ref()?.iter().copied().chain(digits.chars()) {
                    let word = format!("{word}{joint}{c}");
                    let enough = letters_of(&word) >= most;
                    all.push(if enough { After::Head(word) } else { After::Goes(Read::Letters(word, false)) });
                }
            }
        }
        Some(all)
    }
}

fn letters_of(word: &str) -> usize {
    word.chars().filter(|&c| c != '\'').count()
}

/// Whether the letters tell a word that goes on behind them.
fn is_stem(word: &str) -> bool {
    letters_of(word) >= STEM
}

/// The letters of a word that ends with them.
fn whole(mut word: String) -> String {
    word.extend(is_stem(&word).then_some(WHOLE));
    word
}

/// What a reader of words sees in the chars of a class.
struct Seen {
    /// Something that is no part of a word (a skipped mark or an apostrophe counts as one before a word).
    gap: bool,
    skip: bool,
    apostrophe: bool,
    number: bool,
    other_number: bool,
    /// Folded letters; `None` if there are many.
    letters: Option<Vec<char>>,
    unspaced: Option<Vec<char>>,
}

/// Where a class of the fold table begins, in rising order. What is a letter in a newer Unicode than that of patterns, or
/// will be one, counts as none: no text begins a cue with it.
static RUNS: LazyLock<Vec<(u32, u32)>> = LazyLock::new(|| {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for code in 0..0x11_0000 {
        let class = char::from_u32(code).map_or(0, |c| folded(c).0);
        let class = if (class == LETTER || is_unspaced(class)) && !is_word(code) { 0 } else { class };
        if runs.last().is_none_or(|last| last.1 != class) {
            runs.push((code, class));
        }
    }
    runs
});

impl Seen {
    fn of(set: &ClassUnicode) -> Seen {
        let mut seen = Seen {
            gap: false,
            skip: false,
            apostrophe: false,
            number: false,
            other_number: false,
            letters: Some(Vec::new()),
            unspaced: Some(Vec::new()),
        };
        for range in set.ranges() {
            let (start, end) = (range.start() as u32, range.end() as u32);
            let first = RUNS.partition_point(|run| run.0 <= start) - 1;
            for (number, &(at, class)) in RUNS.iter().enumerate().skip(first).take_while(|(_, run)| run.0 <= end) {
                let run_end = RUNS.get(number + 1).map_or(0x11_0000, |next| next.0) - 1;
                seen.add(class, at.max(start), run_end.min(end));
            }
        }
        seen
    }

    fn add(&mut self, class: u32, start: u32, end: u32) {
        let list = match class {
            LETTER => &mut self.letters,
            _ if is_unspaced(class) => &mut self.unspaced,
            word::DIGIT => {
                self.number |= start < 128;
                self.other_number |= end >= 128;
                return;
            }
            _ => {
                self.gap = true;
                self.skip |= class == SKIP;
                self.apostrophe |= class == APOSTROPHE;
                return;
            }
        };
        for c in (start..=end).filter_map(char::from_u32) {
            let Some(chars) = list else { return };
            let Some(folded) = char::from_u32(folded(c).1).filter(|&c| !composes(c)) else {
                *list = None;
                return;
            };
            if !chars.contains(&folded) {
                chars.push(folded);
            }
            if chars.len() > MOST_LETTERS {
                *list = None;
            }
        }
    }
}

/// Chars that may be one with what follows: vowel signs in parts, Hangul in single letters.
fn composes(c: char) -> bool {
    let vowels = [0x9c7, 0xb47, 0xb92, 0xbc6, 0xbc7, 0xc46, 0xcbf, 0xcc6, 0xcca, 0xd46, 0xd47, 0xdd9, 0xddc, 0x1025];
    vowels.contains(&(c as u32)) || (0x1100..=0x11ff).contains(&(c as u32))
}
