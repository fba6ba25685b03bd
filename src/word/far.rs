//! Words whose letters all lie beyond ASCII, two or three bytes each: Cyrillic, Greek, Arabic, Hebrew, the scripts of India.

use super::run::load_at;
use crate::{
    fold::{self, far_unit, fold_ascii, fold_pair},
    hash::{FourLetters, hash_of_stem},
};

/// A word that was read on the short way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FarWord {
    pub size: usize,
    pub hash: u32,
    pub stem: u32,
    pub letters: usize,
    pub capital: bool,
    pub shouted: bool,
}

/// The word that `bytes` begin with; `None` if it has anything but such letters, or may have.
#[inline(always)]
pub(super) fn read(bytes: &[u8]) -> Option<FarWord> {
    let in_pairs = bytes.first().is_some_and(|&lead| lead < 0xe0);
    let word = if in_pairs { pairs(bytes) } else { any(bytes) }?;
    match bytes.get(word.size) {
        Some(b' ') | None => Some(word),
        Some(0xe0..) if in_pairs => read_mixed(bytes),
        Some(_) => (!goes_on(bytes.get(word.size..).unwrap_or(&[]))).then_some(word),
    }
}

#[inline(never)]
fn read_mixed(bytes: &[u8]) -> Option<FarWord> {
    let word = any(bytes)?;
    (!goes_on(bytes.get(word.size..).unwrap_or(&[]))).then_some(word)
}

/// In `LETTERS`: the letter is a capital.
const CAPITAL: u16 = 0x8000;
/// The same in each of four letters.
const CAPITALS: u64 = 0x8000_8000_8000_8000;

/// The folded letter of each char of two bytes; 0 for what is no letter, or an accented one of ASCII.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
static LETTERS: [u16; 0x800] = {
    let mut letters = [0; 0x800];
    let mut code = 0x80;
    while code < 0x800 {
        let folded = fold_pair((code >> 6) as u8 | 0xc0, (code & 0x3f) as u8 | 0x80);
        if folded.class() == fold::LETTER && folded.unit() >= 0x80 && folded.unit() < 0x8000 {
            letters[code] = folded.unit() as u16 | if folded.is_upper() { CAPITAL } else { 0 };
        }
        code += 1;
    }
    letters
};

/// Four letters of two bytes each, as far as they are such: folded, a capital's highest bit set, and how many there are.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
fn four_pairs(piece: u64) -> (u64, u32) {
    let strange = (piece & 0x00e0_00e0_00e0_00e0) ^ 0x00c0_00c0_00c0_00c0;
    let codes = (piece & 0x001f_001f_001f_001f) << 6 | (piece >> 8 & 0x003f_003f_003f_003f);
    let pairs = strange.trailing_zeros() / 16;
    let (mut letters, mut count) = (0, 0);
    while count < pairs {
        let letter = LETTERS[(codes >> (16 * count)) as usize & 0x7ff];
        if letter == 0 {
            break;
        }
        letters |= u64::from(letter) << (16 * count);
        count += 1;
    }
    (letters, count)
}

/// The letters of two bytes that a piece begins with, and how many there are.
#[inline(always)]
pub(super) fn four_letters(piece: u64) -> (u64, u32) {
    let (letters, count) = four_pairs(piece);
    (letters & !CAPITALS, count)
}

/// Letters of two bytes, four at a time.
#[inline(always)]
fn pairs(bytes: &[u8]) -> Option<FarWord> {
    let (first, count) = four_pairs(load_at(bytes, 0));
    let mut hashed = FourLetters::default();
    let (mut letters, mut last, mut capitals) = (count as usize, first, first | above(count));
    let mut full = count == 4;
    while full {
        hashed.push_four(last & !CAPITALS);
        let (four, count) = four_pairs(load_at(bytes, 2 * letters as u32));
        last = four;
        capitals &= four | above(count);
        letters += count as usize;
        full = count == 4;
    }
    hashed.end_with(last & !CAPITALS);
    let stem = hash_of_stem(first & 0x7fff_7fff_7fff);
    let (capital, shouted) = (first & u64::from(CAPITAL) != 0, capitals & CAPITALS == CAPITALS && letters > 1);
    let word = FarWord { size: 2 * letters, hash: hashed.hash(), stem, letters, capital, shouted };
    (letters > 0).then_some(word)
}

/// All bits of a piece above its first `count` letters.
#[inline(always)]
fn above(count: u32) -> u64 {
    if count == 4 { 0 } else { u64::MAX << (16 * count) }
}

/// Letters of two or three bytes.
#[inline(always)]
fn any(bytes: &[u8]) -> Option<FarWord> {
    let mut hashed = FourLetters::default();
    let (mut letters, mut every, mut first) = (0, u32::MAX, 0);
    let mut rest = bytes;
    while let Some((folded, size)) = far_unit(rest) {
        if folded.class() != fold::LETTER {
            break;
        }
        if folded.unit() < 0x80 {
            // A letter with an accent, which goes into hashes as one byte.
            return None;
        }
        hashed.push(folded.unit() as u16);
        if letters == 0 {
            first = folded.bits();
        }
        every &= folded.bits();
        letters += 1;
        rest = rest.get(size..).unwrap_or(&[]);
    }
    let stem = hash_of_stem(hashed.first() & 0xffff_ffff_ffff);
    let (capital, shouted) = (first & fold::UPPER != 0, every & fold::UPPER != 0 && letters > 1);
    let word = FarWord { size: bytes.len() - rest.len(), hash: hashed.hash(), stem, letters, capital, shouted };
    (letters > 0).then_some(word)
}

/// Whether a word may go on with these bytes.
#[inline(always)]
pub(super) fn goes_on(bytes: &[u8]) -> bool {
    let class = match bytes.first() {
        None => return false,
        Some(&byte @ 0..0x80) => fold_ascii(byte).class(),
        Some(_) => match far_unit(bytes) {
            Some((folded, _)) => folded.class(),
            None => return true,
        },
    };
    matches!(class, fold::LETTER | fold::DIGIT | fold::APOSTROPHE | fold::SKIP)
}
