//! Words of Latin letters that accents, apostrophes or digits stand in, run by run.

use super::{
    STEM, byte,
    far::goes_on,
    run::{Run, begins_capital, load_at},
};
use crate::{
    fold::{self, fold_pair},
    hash::Letters,
};

/// A word that was read so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joined {
    pub end: usize,
    pub hash: u32,
    pub stem: u32,
    /// How many letters and digits it has.
    pub letters: usize,
    pub capital: bool,
    pub shouted: bool,
    pub has_digit: bool,
    pub is_number: bool,
}

/// What a word has been found to be so far.
struct Spelled {
    letters: Letters,
    /// How many bits its letters and apostrophes fill, and how many of them are those of apostrophes.
    bits: u32,
    apostrophes: u32,
    stem_bits: u32,
    /// Whether it has a small letter, or a digit.
    small: bool,
    digit: bool,
}

impl Joined {
    /// The word at byte `start`, which is a letter or a digit; `None` if it has or may have other letters than these.
    #[inline(always)]
    pub(super) fn read(bytes: &[u8], start: usize) -> Option<Joined> {
        let stem_bits = 8 * STEM as u32;
        let mut word = Spelled { letters: Letters::default(), bits: 0, apostrophes: 0, stem_bits, small: false, digit: false };
        let (mut at, mut capital) = (start, false);
        loop {
            let piece = load_at(bytes, at as u32);
            let run = Run::of(piece);
            if run.bits > 0 {
                capital |= at == start && begins_capital(piece);
                word.small |= run.has_small(piece);
                word.push(run.folded, run.bits);
                at += run.length();
                if run.bits == 64 {
                    continue;
                }
            }
            let behind = run.behind(piece);
            match byte::kind(behind) {
                byte::SIGN => break,
                byte::DIGIT => {
                    word.digit = true;
                    word.push(u64::from(behind), 8);
                    at += 1;
                }
                byte::FAR => match accented(bytes, at) {
                    Some((letter, is_capital)) => {
                        capital |= at == start && is_capital;
                        word.small |= !is_capital;
                        word.push(u64::from(letter), 8);
                        at += 2;
                    }
                    None if is_apostrophe(bytes, at) && joins(bytes, at + 3)? => at = word.join(at + 3),
                    None if goes_on(bytes.get(at..).unwrap_or(&[])) && !is_apostrophe(bytes, at) => return None,
                    None => break,
                },
                // An apostrophe.
                _ if joins(bytes, at + 1)? => at = word.join(at + 1),
                _ => break,
            }
        }
        let letters = ((word.bits - word.apostrophes) / 8) as usize;
        let is_number = bytes.get(start).is_some_and(u8::is_ascii_digit);
        Some(Joined {
            end: at,
            hash: word.letters.hash(),
            stem: word.letters.stem(word.stem_bits.min(word.bits).max(1)),
            letters,
            capital,
            shouted: !word.small && !word.digit && letters > 1,
            has_digit: word.digit,
            is_number,
        })
    }
}

impl Spelled {
    #[inline(always)]
    fn push(&mut self, letters: u64, bits: u32) {
        self.letters.push_bits(letters, bits);
        self.bits += bits;
    }

    /// Takes in an apostrophe; returns where the word goes on.
    #[inline(always)]
    fn join(&mut self, behind: usize) -> usize {
        if self.bits - self.apostrophes < 8 * STEM as u32 {
            self.stem_bits += 8;
        }
        self.apostrophes += 8;
        self.push(u64::from(b'\''), 8);
        behind
    }
}

/// The letter of ASCII that one of two bytes folds to, and whether it is a capital.
#[inline(always)]
pub(super) fn accented(bytes: &[u8], at: usize) -> Option<(u8, bool)> {
    match bytes.get(at..)?.first_chunk()? {
        &[lead @ 0xc3..=0xdf, trail] => {
            let folded = fold_pair(lead, trail);
            (folded.class() == fold::LETTER && folded.unit() < 0x80).then(|| (folded.unit() as u8, folded.is_upper()))
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
