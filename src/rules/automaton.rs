//! Runs the automata that the build script made of the built-in patterns: no pattern is compiled when the library runs.
//!
//! An automaton is bytes: two sets of chars of which a text must have one each; the class of each char of ASCII, of each kind of char beyond, and of ranges of chars that differ
//! from their kind; then rows, two bytes a cell. A row says which row comes next for the class of a char.

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
    needs: [u128; 2],
    ascii: &'a [u8; ASCII],
    kinds: &'a [u8; KINDS],
    exceptions: &'a [u8],
    rows: &'a [u8],
}

/// Scratch memory for an automaton that is in several states at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Threads {
    now: Vec<u16>,
    next: Vec<u16>,
    /// A bit for each name that a row of `next` may have.
    marks: Vec<u64>,
}

/// Which chars of ASCII a text has, a bit for each; the first stands for all others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chars(u128);

impl Chars {
    pub(crate) fn of(text: &str) -> Chars {
        let mut seen = [0_u64; 4];
        for byte in text.bytes() {
            if let Some(seen) = seen.get_mut(usize::from(byte >> 6)) {
                *seen |= 1 << (byte & 63);
            }
        }
        let [low, high, beyond, more] = seen;
        Chars(u128::from(low | u64::from(beyond | more != 0)) | u128::from(high) << 64)
    }
}

/// A row, with the cells behind its first and whatever follows.
#[derive(Clone, Copy)]
struct Row<'a> {
    head: usize,
    cells: &'a [u8],
}

/// How a run of several rows ended: with one row, or with an answer.
enum Ran {
    On(usize),
    Over(bool),
}

impl Row<'_> {
    /// The row that comes next.
    #[inline(always)]
    fn step(self, class: usize) -> usize {
        let number = |cells: &[u8]| cells.first_chunk().map(|&number| usize::from(u16::from_le_bytes(number)));
        let cell = |at: usize| self.cells.get(2 * at..).and_then(|cells| cells.first_chunk());
        let next = if self.head & DENSE != 0 {
            cell(class)
        } else {
            let pairs = self.cells.get(2..2 + 4 * (self.head & COUNT)).unwrap_or(&[]);
            let listed = pairs.chunks_exact(4).find(|pair| number(pair) == Some(class));
            listed.and_then(|pair| pair.last_chunk()).or_else(|| cell(0))
        };
        next.map_or(DEAD, |&next| usize::from(u16::from_le_bytes(next)))
    }

    /// The rows that a row of several stands for.
    #[inline(always)]
    fn others(&self) -> impl Iterator<Item = u16> {
        let others = self.cells.get(..2 * (self.head & COUNT)).unwrap_or(&[]);
        others.chunks_exact(2).filter_map(|other| other.first_chunk().copied().map(u16::from_le_bytes))
    }
}

impl<'a> Automaton<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Automaton<'a>> {
        let (&one, rest) = bytes.split_first_chunk()?;
        let (&other, rest) = rest.split_first_chunk()?;
        let (ascii, rest) = rest.split_first_chunk()?;
        let (kinds, rest) = rest.split_first_chunk()?;
        let (count, rest) = rest.split_first_chunk()?;
        let (exceptions, rows) = rest.split_at_checked(usize::from(u16::from_le_bytes(*count)) * EXCEPTION)?;
        Some(Automaton { needs: [u128::from_le_bytes(one), u128::from_le_bytes(other)], ascii, kinds, exceptions, rows })
    }

    /// Whether a text with these chars may match.
    pub(crate) fn may_match(&self, chars: Chars) -> bool {
        self.needs.iter().all(|needed| needed & chars.0 != 0)
    }

    /// Whether the pattern matches anywhere in the text.
    pub(crate) fn is_match(&self, text: &str, threads: &mut Threads) -> bool {
        let mut at = START;
        let mut chars = text.chars();
        loop {
            let row = self.row(at);
            if row.head & MANY != 0 {
                match self.run_many(row, &mut chars, threads) {
                    Ran::On(next) => at = next,
                    Ran::Over(found) => return found,
                }
                continue;
            }
            let Some(c) = chars.next() else { return row.head & ENDS != 0 };
            at = row.step(self.class(c));
            if at <= FOUND {
                return at == FOUND;
            }
        }
    }

    /// Chars of ASCII with which a text may begin that matches, one bit each.
    pub(crate) fn begins(&self) -> u128 {
        let row = self.row(START);
        let begins = |&(_, &class): &(u32, &u8)| row.step(usize::from(class)) != DEAD;
        (0..).zip(self.ascii).filter(begins).fold(0, |bits, (c, _)| bits | 1 << c)
    }

    /// Runs several rows at once until one is left.
    fn run_many(&self, first: Row<'_>, chars: &mut std::str::Chars<'_>, threads: &mut Threads) -> Ran {
        // What an earlier run left is cleared by its names: the marks of a large automaton are many, and few are set.
        threads.turn();
        if threads.marks.len() <= self.rows.len() / 256 {
            threads.marks.resize(self.rows.len() / 256 + 1, 0);
        }
        first.others().for_each(|other| threads.add(other));
        for c in chars.by_ref() {
            let class = self.class(c);
            threads.turn();
            for number in 0..threads.now.len() {
                let at = threads.now.get(number).copied().map_or(DEAD, usize::from);
                match self.row(at).step(class) {
                    DEAD => {}
                    FOUND => return Ran::Over(true),
                    next => self.enter(next, threads),
                }
            }
            match threads.next[..] {
                [] => return Ran::Over(false),
                [one] => return Ran::On(usize::from(one)),
                _ => {}
            }
        }
        Ran::Over(threads.next.iter().any(|&at| self.row(usize::from(at)).head & ENDS != 0))
    }

    /// Notes a row, or each of several, as one of the next.
    #[inline(always)]
    fn enter(&self, at: usize, threads: &mut Threads) {
        let row = self.row(at);
        if row.head & MANY == 0 {
            threads.add(at as u16);
        } else {
            row.others().for_each(|other| threads.add(other));
        }
    }

    #[inline(always)]
    fn row(&self, at: usize) -> Row<'a> {
        let cells = self.rows.get(4 * at..).and_then(|row| row.split_first_chunk());
        cells.map_or(Row { head: 0, cells: &[] }, |(&head, cells)| Row { head: usize::from(u16::from_le_bytes(head)), cells })
    }

    #[inline(always)]
    fn class(&self, c: char) -> usize {
        match self.ascii.get(c as usize) {
            Some(&class) => usize::from(class),
            None => self.class_beyond(c as u32),
        }
    }

    fn class_beyond(&self, c: u32) -> usize {
        let (mut low, mut high) = (0, self.exceptions.len() / EXCEPTION);
        while low < high {
            let middle = (low + high) / 2;
            let Some((from, to, class)) = self.exception(middle) else { break };
            if c < from {
                high = middle;
            } else if c > to {
                low = middle + 1;
            } else {
                return class;
            }
        }
        let block = KIND_INDEX.get((c >> 7) as usize).copied().map_or(0, usize::from);
        let kind = KIND_BLOCKS.get(block << 7 | (c & 127) as usize).copied().map_or(0, usize::from);
        self.kinds.get(kind).copied().map_or(0, usize::from)
    }

    fn exception(&self, number: usize) -> Option<(u32, u32, usize)> {
        let (from, rest) = self.exceptions.get(number * EXCEPTION..)?.split_first_chunk()?;
        let (to, rest) = rest.split_first_chunk()?;
        Some((u32::from_le_bytes(*from), u32::from_le_bytes(*to), usize::from(*rest.first()?)))
    }
}

impl Threads {
    /// What was next is now.
    fn turn(&mut self) {
        std::mem::swap(&mut self.now, &mut self.next);
        self.next.clear();
        for &at in &self.now {
            if let Some(marks) = self.marks.get_mut(usize::from(at) / 64) {
                *marks = 0;
            }
        }
    }

    #[inline]
    fn add(&mut self, at: u16) {
        if let Some(marks) = self.marks.get_mut(usize::from(at) / 64) {
            if *marks >> (at % 64) & 1 == 0 {
                self.next.push(at);
            }
            *marks |= 1 << (at % 64);
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
