//! Runs the automata that the build script made of the built-in patterns: no pattern is compiled when the library runs.
//!
//! An automaton is bytes: two sets of signs (`src/signs.rs`) of which a text must have one each; the class of each char of ASCII,
//! of each kind of char beyond, and of ranges of chars that differ from their kind (where each begins, where each ends, their
//! classes); then rows, two bytes a cell. A row says which row comes next for the class of a char.

use crate::utf8::code_at;

include!(concat!(env!("OUT_DIR"), "/kinds.rs"));

// Marks in the first cell of a row, which else counts the cells that follow.
/// The text may end here.
const ENDS: usize = 0x8000;
/// A cell for each class; otherwise the usual next row, then pairs of class and next row.
const DENSE: usize = 0x4000;
/// Several rows at once.
const MANY: usize = 0x2000;
const COUNT: usize = 0x1fff;
// Names of rows that are none. A row is named by half the number of the cell where it begins.
const DEAD: usize = 0;
const FOUND: usize = 1;
const START: usize = 2;

const ASCII: usize = 128;
const KINDS: usize = 4;
const EXCEPTION: usize = 9;

/// An automaton, ready to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Automaton<'a> {
    needs: [u64; 2],
    ascii: &'a [u8; ASCII],
    kinds: &'a [u8; KINDS],
    exceptions: &'a [u8],
    /// The rows one behind the other, a cell being two bytes.
    cells: &'a [u8],
}

/// Scratch memory for an automaton that is in several states at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Threads {
    now: Vec<u16>,
    next: Vec<u16>,
    /// By the name of a row, in which turn it was last put in `next`.
    marks: Vec<u16>,
    turns: u16,
}

/// How a run of several rows ended: with one row before byte so and so, or with an answer.
enum Ran {
    On(usize, usize),
    Over(bool),
}

impl<'a> Automaton<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Automaton<'a>> {
        let (&one, rest) = bytes.split_first_chunk()?;
        let (&other, rest) = rest.split_first_chunk()?;
        let (ascii, rest) = rest.split_first_chunk()?;
        let (kinds, rest) = rest.split_first_chunk()?;
        let (count, rest) = rest.split_first_chunk()?;
        let (exceptions, cells) = rest.split_at_checked(usize::from(u16::from_le_bytes(*count)) * EXCEPTION)?;
        let needs = [u64::from_le_bytes(one), u64::from_le_bytes(other)];
        Some(Automaton { needs, ascii, kinds, exceptions, cells })
    }

    /// Sets of signs of which a text that matches has one each.
    pub(crate) fn needs(&self) -> [u64; 2] {
        self.needs
    }

    /// Whether the pattern matches anywhere in the text.
    pub(crate) fn is_match(&self, text: &str, threads: &mut Threads) -> bool {
        let (mut row, mut at) = (START, 0);
        loop {
            let head = self.head(row);
            if head & MANY != 0 {
                match self.run_many(row, text, at, threads) {
                    Ran::On(next, behind) => (row, at) = (next, behind),
                    Ran::Over(found) => return found,
                }
                continue;
            }
            let Some((class, size)) = self.class_at(text, at) else { return head & ENDS != 0 };
            at += size;
            row = self.step(row, head, class);
            if row <= FOUND {
                return row == FOUND;
            }
        }
    }

    /// The class of the char at a byte of the text, and its size.
    #[inline(always)]
    fn class_at(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let first = *text.as_bytes().get(at)?;
        match self.ascii.get(usize::from(first)) {
            Some(&class) => Some((usize::from(class), 1)),
            None => self.class_beyond_ascii(text, at),
        }
    }

    #[inline(never)]
    fn class_beyond_ascii(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let (c, size) = code_at(text.as_bytes().get(at..)?)?;
        Some((self.class_beyond(c), size))
    }

    #[inline(always)]
    fn cell(&self, at: usize) -> usize {
        // A number of 32 bits can't run over when it is doubled: one comparison is enough.
        let at = 2 * (at as u32) as usize;
        self.cells.get(at..at + 2).and_then(|cell| cell.first_chunk()).map_or(0, |&cell| usize::from(u16::from_le_bytes(cell)))
    }

    #[inline(always)]
    fn head(&self, row: usize) -> usize {
        self.cell(2 * row)
    }

    /// The row that comes next.
    #[inline(always)]
    fn step(&self, row: usize, head: usize, class: usize) -> usize {
        let first = 2 * row + 1;
        if head & DENSE != 0 {
            return self.cell(first + class);
        }
        let pairs = 2 * (first as u32) as usize + 2;
        let pairs = self.cells.get(pairs..pairs + 4 * (head & COUNT)).unwrap_or(&[]);
        let listed = pairs.chunks_exact(4).find_map(|pair| match *pair {
            [low, high, next_low, next_high] if usize::from(u16::from_le_bytes([low, high])) == class => Some([next_low, next_high]),
            _ => None,
        });
        listed.map_or_else(|| self.cell(first), |next| usize::from(u16::from_le_bytes(next)))
    }

    /// The rows that a row of several stands for.
    #[inline(always)]
    fn others(&self, row: usize, head: usize) -> impl Iterator<Item = u16> + use<'a> {
        let first = 2 * row + 1;
        let others = self.cells.get(2 * first..2 * (first + (head & COUNT))).unwrap_or(&[]);
        others.chunks_exact(2).filter_map(|other| other.first_chunk().copied().map(u16::from_le_bytes))
    }

    /// Chars of ASCII with which a text may begin that matches, one bit each.
    pub(crate) fn begins(&self) -> u128 {
        let head = self.head(START);
        let begins = |&(_, &class): &(u32, &u8)| head & MANY != 0 || self.step(START, head, usize::from(class)) != DEAD;
        (0..).zip(self.ascii).filter(begins).fold(0, |bits, (c, _)| bits | 1 << c)
    }

    /// Runs several rows at once until one is left.
    #[inline(never)]
    fn run_many(&self, first: usize, text: &str, mut at: usize, threads: &mut Threads) -> Ran {
        threads.turn();
        if threads.marks.len() <= self.cells.len() / 4 {
            threads.marks.resize(self.cells.len() / 4 + 1, 0);
        }
        self.others(first, self.head(first)).for_each(|other| threads.add(other));
        while let Some((class, size)) = self.class_at(text, at) {
            at += size;
            threads.turn();
            for number in 0..threads.now.len() {
                let row = threads.now.get(number).copied().map_or(DEAD, usize::from);
                match self.step(row, self.head(row), class) {
                    DEAD => {}
                    FOUND => return Ran::Over(true),
                    next => self.enter(next, threads),
                }
            }
            match threads.next[..] {
                [] => return Ran::Over(false),
                [one] => return Ran::On(usize::from(one), at),
                _ => {}
            }
        }
        Ran::Over(threads.next.iter().any(|&row| self.head(usize::from(row)) & ENDS != 0))
    }

    /// Notes a row, or each of several, as one of the next.
    #[inline(always)]
    fn enter(&self, row: usize, threads: &mut Threads) {
        let head = self.head(row);
        if head & MANY == 0 {
            threads.add(row as u16);
        } else {
            self.others(row, head).for_each(|other| threads.add(other));
        }
    }

    #[inline(always)]
    fn class_beyond(&self, c: u32) -> usize {
        let count = self.exceptions.len() / EXCEPTION;
        let (from, rest) = self.exceptions.split_at_checked(4 * count).unwrap_or_default();
        let number = |bytes: &[u8], at: u32| {
            // A number of 32 bits can't run over when it is multiplied: one comparison is enough.
            let at = 4 * at as usize;
            bytes.get(at..at + 4).and_then(|bytes| bytes.first_chunk()).map_or(u32::MAX, |bytes| u32::from_le_bytes(*bytes))
        };
        // The first of the exceptions that begin behind the char.
        let (mut low, mut high) = (0_u32, count as u32);
        while low < high {
            let middle = (low + high) / 2;
            if number(from, middle) <= c {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if let Some(last) = low.checked_sub(1) {
            let (to, classes) = rest.split_at_checked(4 * count).unwrap_or_default();
            if c <= number(to, last) {
                return classes.get(last as usize).copied().map_or(0, usize::from);
            }
        }
        let block = KIND_INDEX.get((c >> 7) as usize).copied().map_or(0, usize::from);
        let kind = KIND_BLOCKS.get(block << 7 | (c & 127) as usize).copied().map_or(0, usize::from);
        self.kinds.get(kind).copied().map_or(0, usize::from)
    }
}

impl Threads {
    /// What was next is now.
    fn turn(&mut self) {
        std::mem::swap(&mut self.now, &mut self.next);
        self.next.clear();
        self.turns = self.turns.wrapping_add(1);
        if self.turns == 0 {
            self.marks.fill(0);
            self.turns = 1;
        }
    }

    #[inline(always)]
    fn add(&mut self, at: u16) {
        if let Some(turn) = self.marks.get_mut(usize::from(at)) {
            if *turn != self.turns {
                self.next.push(at);
            }
            *turn = self.turns;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Pack, Rule, pattern::compile_pattern};

    /// Numbers that only look like chance, the same in every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % limit.max(1)
        }
    }

    /// Lines of what the pattern itself is written with, and of the page's phrases: many that match, more that nearly do.
    fn lines(rule: &Rule, pack: &Pack, dice: &mut Dice) -> Vec<String> {
        let pattern = rule.pattern.as_deref().unwrap_or("");
        let plain: Vec<char> = pattern.chars().map(|c| if "(|?:)[]^$+*{}\\".contains(c) { ' ' } else { c }).collect();
        let words: Vec<String> = plain.split(|c| *c == ' ').filter(|word| !word.is_empty()).map(|word| word.iter().collect()).collect();
        let joints = [" ", "", ": ", " 12 ", "/", "-", ", ", "\u{a0}", " é", ".", "\n", " (", ")", "👉 ", "7", "©", " A"];
        let phrases: Vec<&str> = pack.rules.iter().flat_map(|rule| &rule.any).map(AsRef::as_ref).collect();
        let mut line = |count: usize| {
            let mut line = joints[dice.below(joints.len())].to_string();
            for _ in 0..count {
                match dice.below(12) {
                    0 if !phrases.is_empty() => line += phrases[dice.below(phrases.len())],
                    1 => line += &rule.why[..rule.why.char_indices().nth(dice.below(20)).map_or(0, |at| at.0)],
                    _ if words.is_empty() => {}
                    _ => line += &words[dice.below(words.len())],
                }
                line += joints[dice.below(joints.len())];
            }
            line
        };
        (0..60).map(|number| line(number % 5)).collect()
    }

    #[test]
    fn automata_find_what_regular_expressions_find() {
        let (mut dice, mut threads, mut matches) = (Dice(7), Threads::default(), 0);
        for pack in Pack::built_in() {
            for rule in pack.rules.iter().filter(|rule| !rule.parts.is_empty()) {
                let regex = compile_pattern(rule.pattern.as_deref().unwrap_or("")).expect("a good pattern");
                let floats = rule.parts.iter().any(|part| part.gate.floats);
                for line in lines(rule, &pack, &mut dice) {
                    let found =
                        rule.parts.iter().filter_map(|part| part.automaton).any(|(automaton, _)| automaton.is_match(&line, &mut threads));
                    let plain = regex.is_match(&line);
                    // What floats is tried behind every word; here it stands at the line's beginning only.
                    assert!(found == plain || (floats && plain), "{}/{}: {found} in {line:?}", pack.language, rule.id);
                    matches += usize::from(found);
                }
            }
        }
        assert!(matches > 1_000, "hardly any of the lines match: {matches}");
    }

    #[test]
    fn every_pattern_has_an_automaton() {
        for pack in Pack::built_in() {
            for rule in pack.rules.iter().filter(|rule| rule.pattern.is_some()) {
                let baked = !rule.parts.is_empty() && rule.parts.iter().all(|part| part.automaton.is_some());
                assert!(baked, "{}/{} is compiled when it is first needed", pack.language, rule.id);
            }
        }
    }
}
