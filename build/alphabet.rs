//! The chars that a pattern can tell apart, in classes; and what kind of char each is to all patterns.

use crate::word::{DIGIT, LETTER, folded, is_unspaced};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};
use std::{collections::HashMap, fs, path::Path, sync::LazyLock};

/// Kinds of chars beyond ASCII: words, digits, white space, the rest. A pattern has a class for each, and exceptions.
pub const KINDS: usize = 4;
const BLOCK: u32 = 128;
const CHARS: u32 = 0x11_0000;

static WORD: LazyLock<ClassUnicode> = LazyLock::new(|| perl(r"\w"));
static ASCII_WORD: LazyLock<ClassUnicode> = LazyLock::new(|| perl("[0-9A-Za-z_]"));
/// Where a kind begins, in rising order, with the kind.
static RUNS: LazyLock<Vec<(u32, u8)>> = LazyLock::new(|| {
    let mut kinds = vec![0_u8; CHARS as usize];
    for (kind, class) in [(1, r"\w"), (2, r"\d"), (3, r"\s")] {
        for range in perl(class).ranges() {
            kinds[range.start() as usize..=range.end() as usize].fill(kind);
        }
    }
    let begins = |&at: &u32| at == 0 || kinds[at as usize] != kinds[at as usize - 1];
    (0..CHARS).filter(begins).map(|at| (at, kinds[at as usize])).collect()
});

fn perl(class: &str) -> ClassUnicode {
    match regex_syntax::parse(class).expect("a class").into_kind() {
        HirKind::Class(Class::Unicode(class)) => class,
        _ => panic!("{class} is no class"),
    }
}

fn kind_of(code: u32) -> usize {
    usize::from(RUNS[RUNS.partition_point(|run| run.0 <= code) - 1].1)
}

/// Whether patterns take a char for a part of a word.
pub fn is_word(code: u32) -> bool {
    matches!(kind_of(code), 1 | 2)
}

/// What stands between words: chars that are no part of one.
pub fn gaps() -> ClassUnicode {
    static GAPS: LazyLock<ClassUnicode> = LazyLock::new(|| {
        let is_gap = |c: &char| !matches!(folded(*c).0, LETTER | DIGIT) && !is_unspaced(folded(*c).0);
        let ranges = (0..CHARS).filter_map(char::from_u32).filter(is_gap).map(|c| ClassUnicodeRange::new(c, c));
        ClassUnicode::new(ranges)
    });
    GAPS.clone()
}

/// Writes the kind of every char: an index of blocks (one byte each), then the blocks of 128.
pub fn write_kinds(path: &Path) {
    let mut runs = RUNS.iter().peekable();
    let mut kind = 0;
    let (mut index, mut blocks, mut known) = (Vec::new(), Vec::new(), HashMap::new());
    for block in 0..CHARS / BLOCK {
        let kinds: Vec<u8> = (block * BLOCK..(block + 1) * BLOCK)
            .map(|c| {
                if let Some((_, next)) = runs.next_if(|(at, _)| *at == c) {
                    kind = *next;
                }
                kind
            })
            .collect();
        let next = known.len();
        index.push(*known.entry(kinds.clone()).or_insert_with(|| {
            blocks.extend(kinds);
            u8::try_from(next).expect("few blocks differ")
        }));
    }
    let kinds =
        format!("static KIND_INDEX: [u8; {}] = {index:?};\nstatic KIND_BLOCKS: [u8; {}] = {blocks:?};\n", index.len(), blocks.len());
    fs::write(path, kinds).expect("OUT_DIR can be written");
}

/// What stands before or behind a char, as far as bounds of words ask.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    Edge,
    Other,
    AsciiWord,
    Word,
}

pub struct Alphabet {
    /// Class of each ASCII char, of each kind beyond, and of ranges that differ from their kind.
    pub ascii: [u8; 128],
    pub kinds: [u8; KINDS],
    pub exceptions: Vec<(u32, u32, u8)>,
    /// Sets that a class is in.
    members: Vec<Vec<bool>>,
    sides: Vec<Side>,
}

impl Alphabet {
    /// The alphabet of a pattern with these sets of chars; `None` if it has over 250 classes.
    pub fn new(sets: &[ClassUnicode], looks: bool) -> Option<Alphabet> {
        let words = [ASCII_WORD.clone(), WORD.clone()];
        let sets: Vec<&ClassUnicode> = sets.iter().chain(words.iter().filter(|_| looks)).collect();
        let mut cuts: Vec<u32> = RUNS.iter().map(|run| run.0).chain(0..=128).collect();
        cuts.extend(sets.iter().flat_map(|set| set.ranges()).flat_map(|range| [range.start() as u32, range.end() as u32 + 1]));
        cuts.sort_unstable();
        cuts.dedup();
        let mut members = vec![vec![0_u64; sets.len().div_ceil(64)]; cuts.len()];
        let place = |code: u32| cuts.binary_search(&code).expect("every bound is a cut");
        for (number, set) in sets.iter().enumerate() {
            for range in set.ranges() {
                let (from, to) = (place(range.start() as u32), cuts.partition_point(|&cut| cut <= range.end() as u32));
                members[from..to].iter_mut().for_each(|row| row[number / 64] |= 1 << (number % 64));
            }
        }
        let mut alphabet = Alphabet { ascii: [0; 128], kinds: [0; KINDS], exceptions: Vec::new(), members: Vec::new(), sides: Vec::new() };
        let mut known: HashMap<&[u64], u8> = HashMap::new();
        let mut classes = Vec::with_capacity(cuts.len());
        for row in &members {
            let next = known.len();
            let class = *known.entry(row).or_insert(u8::try_from(next).ok().filter(|&class| class < 250)?);
            if usize::from(class) == next {
                let has: Vec<bool> = (0..sets.len()).map(|number| row[number / 64] >> (number % 64) & 1 == 1).collect();
                let side = match has.get(sets.len() - words.len().min(sets.len())..) {
                    Some([true, _]) if looks => Side::AsciiWord,
                    Some([_, true]) if looks => Side::Word,
                    _ => Side::Other,
                };
                alphabet.sides.push(side);
                alphabet.members.push(has);
            }
            classes.push(class);
        }
        alphabet.assign(&cuts, &classes);
        Some(alphabet)
    }

    fn assign(&mut self, cuts: &[u32], classes: &[u8]) {
        self.ascii.iter_mut().zip(classes).for_each(|(cell, class)| *cell = *class);
        let beyond = || cuts.iter().zip(classes).enumerate().filter(|(_, (at, _))| (128..CHARS).contains(*at));
        let mut counts = vec![[0_u32; 256]; KINDS];
        beyond().for_each(|(_, (at, class))| counts[kind_of(*at)][usize::from(*class)] += 1);
        for (kind, counts) in self.kinds.iter_mut().zip(&counts) {
            *kind = (0..=255_u8).max_by_key(|&class| (counts[usize::from(class)], 255 - class)).unwrap_or(0);
        }
        for (number, (&at, &class)) in beyond() {
            if self.kinds[kind_of(at)] == class {
                continue;
            }
            let end = cuts.get(number + 1).copied().unwrap_or(CHARS) - 1;
            match self.exceptions.last_mut() {
                Some(last) if last.1 + 1 == at && last.2 == class => last.1 = end,
                _ => self.exceptions.push((at, end, class)),
            }
        }
    }

    pub fn classes(&self) -> usize {
        self.members.len()
    }

    pub fn has(&self, class: usize, set: usize) -> bool {
        self.members[class][set]
    }

    pub fn side(&self, class: usize) -> Side {
        self.sides[class]
    }
}
