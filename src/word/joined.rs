//! Words of Latin letters that accents, apostrophes or digits stand in, run by run.

use super::{
    STEM, byte,
    far::goes_on,
    run::{Run, load_at},
};
use crate::{
    fold::{self, fold_pair},
    hash::Letters,
};

/// A word that is read so, as far as it was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Joined {
    letters: Letters,
    /// How many bits its letters and apostrophes fill.
    bits: u32,
    /// How many bits of them are apostrophes', and of those in its stem.
    apostrophes: u32,
    in_stem: u32,
    pub has_digit: bool,
}

impl Joined {
    /// The word at byte `start`, which is a letter or a digit, and where it ends; `None` if it has or may have other letters
    /// than these.
    #[inline(always)]
    pub(super) fn read(bytes: &[u8], start: usize) -> Option<(Joined, usize)> {
        let mut word = Joined::default();
        let mut at = start;
        loop {
            let piece = load_at(bytes, at as u32);
            let run = Run::of(piece);
            if run.bits > 0 {
                word.push(run.folded, run.bits);
                at += run.length();
                if run.bits == 64 {
                    continue;
                }
            }
            let behind = run.behind(piece);
            at = match byte::kind(behind) {
                byte::SIGN => break,
                byte::DIGIT => {
                    word.has_digit = true;
                    word.push(u64::from(behind), 8);
                    at + 1
                }
                byte::FAR => match accented(bytes, at) {
                    Some(letter) => {
                        word.push(u64::from(letter), 8);
                        at + 2
                    }
                    None if !is_apostrophe(bytes, at) => match goes_on(bytes.get(at..).unwrap_or(&[])) {
                        true => return None,
                        false => break,
                    },
                    None if joins(bytes, at + 3)? => word.join(at + 3),
                    None => break,
                },
                // An apostrophe.
                _ if joins(bytes, at + 1)? => word.join(at + 1),
                _ => break,
            };
        }
        Some((word, at))
    }

    #[inline(always)]
    fn push(&mut self, letters: u64, bits: u32) {
        self.letters.push_bits(letters, bits);
        self.bits += bits;
    }

    /// Takes in an apostrophe; returns where the word goes on.
    #[inline(never)]
    fn join(&mut self, behind: usize) -> usize {
        if self.bits - self.apostrophes < 8 * STEM as u32 {
            self.in_stem += 8;
        }
        self.apostrophes += 8;
        self.push(u64::from(b'\''), 8);
        behind
    }

    /// How many letters and digits it has.
    #[inline(always)]
    pub(super) fn count(&self) -> usize {
        ((self.bits - self.apostrophes) / 8) as usize
    }

    /// The hash of all of it, and that of its stem.
    #[inline(always)]
    pub(super) fn hashes(&self) -> (u32, u32) {
        let stem_bits = 8 * STEM as u32 + self.in_stem;
        (self.letters.hash(), self.letters.stem(stem_bits.min(self.bits).max(1)))
    }
}

/// The letter of ASCII that one of two bytes at `at` folds to.
#[inline(always)]
pub(super) fn accented(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..)?.first_chunk()? {
        &[lead @ 0xc3..=0xdf, trail] => {
            let folded = fold_pair(lead, trail);
            (folded.class() == fold::LETTER && folded.unit() < 0x80).then(|| folded.unit() as u8)
        }
        _ => None,
    }
}

/// Whether ‘ or ’ stands there.
#[inline(always)]
fn is_apostrophe(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..), Some([0xe2, 0x80, 0x98 | 0x99, ..]))
}

/// Whether a letter or digit of such a word follows at `at`; `None` if another letter does, or a mark that prints as nothing.
#[inline(always)]
fn joins(bytes: &[u8], at: usize) -> Option<bool> {
    let Some(&next) = bytes.get(at) else { return Some(false) };
    match byte::kind(next) {
        byte::LETTER | byte::DIGIT => Some(true),
        byte::FAR if accented(bytes, at).is_some() => Some(true),
        byte::FAR if goes_on(bytes.get(at..).unwrap_or(&[])) && !is_apostrophe(bytes, at) => None,
        _ => Some(false),
    }
}
