//! The letters of a word on the long way, one after the other: accents, apostrophes, digits, any script.

use super::{
    STEM,
    run::{Run, load},
};
use crate::{
    fold::{self, Folded, fold_ascii, fold_pair, unit_at, unit_beyond_ascii},
    hash::Letters,
};

/// The letters of a word, on the long way.
pub(super) struct Spelling {
    letters: Letters,
    pub count: usize,
    /// How many bits the first three letters take, and apostrophes between them.
    stem_bits: u32,
    /// Class bits that any letter has, and those that every letter has.
    any: u32,
    every: u32,
}

impl Spelling {
    pub(super) fn new() -> Spelling {
        Spelling { letters: Letters::default(), count: 0, stem_bits: 0, any: 0, every: fold::UPPER }
    }

    /// The hash of all letters, and that of the first three.
    #[inline(always)]
    pub(super) fn hashes(&self) -> (u32, u32) {
        (self.letters.hash(), self.letters.stem(self.stem_bits))
    }

    pub(super) fn first_piece(&self) -> (u64, u32) {
        self.letters.first_piece()
    }

    #[inline(always)]
    pub(super) fn has_digit(&self) -> bool {
        self.any & (fold::DIGIT & !fold::LETTER) != 0
    }

    #[inline(always)]
    pub(super) fn is_all_capitals(&self) -> bool {
        self.every & fold::UPPER != 0
    }

    /// Takes in the letters from `at` on; returns where they end.
    #[inline(always)]
    pub(super) fn read(&mut self, text: &str, mut at: usize) -> usize {
        let bytes = text.as_bytes();
        while let Some(&first) = bytes.get(at) {
            let (folded, size) = match first {
                0xc3..=0xdf => {
                    let end = self.push_pairs(bytes, at);
                    if end > at {
                        at = end;
                        continue;
                    }
                    match unit_beyond_ascii(text, at) {
                        Some(unit) => unit,
                        None => break,
                    }
                }
                0x80.. => match unit_beyond_ascii(text, at) {
                    Some(unit) => unit,
                    None => break,
                },
                b'a'..=b'z' | b'A'..=b'Z' => {
                    let piece = load(bytes.get(at..).unwrap_or(&[]));
                    let run = Run::of(piece);
                    self.push_run(run, piece);
                    at += run.length();
                    continue;
                }
                _ => (fold_ascii(first), 1),
            };
            match folded.class() {
                fold::LETTER | fold::DIGIT => self.push(folded),
                fold::SKIP => {}
                fold::APOSTROPHE if joins(text, at + size) => self.letters.push(u32::from(b'\'')),
                _ => break,
            }
            at += size;
        }
        at
    }

    /// Takes in letters of two bytes as long as they stand in a row: most of a Cyrillic or Arabic word. Returns where they end.
    #[inline(always)]
    fn push_pairs(&mut self, bytes: &[u8], at: usize) -> usize {
        let mut rest = bytes.get(at..).unwrap_or(&[]);
        while let Some(&[lead @ 0xc3..=0xdf, trail]) = rest.first_chunk() {
            let folded = fold_pair(lead, trail);
            if folded.class() != fold::LETTER {
                break;
            }
            self.push(folded);
            rest = rest.get(2..).unwrap_or(&[]);
        }
        bytes.len() - rest.len()
    }

    #[inline(always)]
    fn push(&mut self, folded: Folded) {
        self.letters.push(folded.unit());
        self.any |= folded.bits();
        self.every &= folded.bits();
        self.count += 1;
        if self.count <= STEM {
            self.stem_bits = self.letters.bits();
        }
    }

    /// Takes in letters of ASCII; there is one at least.
    #[inline(always)]
    fn push_run(&mut self, run: Run, piece: u64) {
        if self.count < STEM {
            self.stem_bits = self.letters.bits() + 8 * run.length().min(STEM - self.count) as u32;
        }
        self.letters.push_bits(run.folded, 8 * run.length() as u32);
        self.count += run.length();
        if run.has_small(piece) {
            self.every = 0;
        }
    }
}

/// Whether a letter or digit follows at `at`, marks that print as nothing aside: an apostrophe before it is part of the word.
fn joins(text: &str, mut at: usize) -> bool {
    while let Some((folded, size)) = unit_at(text, at) {
        match folded.class() {
            fold::SKIP => at += size,
            class => return matches!(class, fold::LETTER | fold::DIGIT),
        }
    }
    false
}
