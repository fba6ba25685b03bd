//! Words whose letters all lie beyond ASCII, two or three bytes each: Cyrillic, Greek, Arabic, Hebrew, the scripts of India.

use super::run::load_at;
use crate::{
    fold::{self, far_unit, fold_ascii, fold_low, fold_pair},
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
    let word = match bytes.first()? {
        0..0xe0 => pairs(bytes),
        0xe0..=0xe3 => triples(bytes),
        _ => any(bytes),
    }?;
    match bytes.get(word.size) {
        Some(b' ') | None => Some(word),
        Some(0xc2..) => read_mixed(bytes, &word),
        Some(_) => (!goes_on(bytes.get(word.size..).unwrap_or(&[]))).then_some(word),
    }
}

/// The same where a char beyond ASCII stands behind the `word` that was read.
#[inline(never)]
fn read_mixed(bytes: &[u8], word: &FarWord) -> Option<FarWord> {
    let ends = |word: &FarWord| !goes_on(bytes.get(word.size..).unwrap_or(&[]));
    if ends(word) { Some(*word) } else { any(bytes).filter(ends) }
}

/// What a char of three bytes is that lies below U+4000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Low {
    Letter(u16),
    Ideograph(u16),
    Syllable(u16),
    Skipped,
    /// Anything else, or the first of several that may be one letter.
    Other,
}

/// What each of these chars is: its folded char, and from bit 14 on its class.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
static LOWS: [u16; 0x4000] = {
    let mut lows = [0; 0x4000];
    let mut code = 0x800;
    while code < 0x4000 {
        let (folded, in_parts) = fold_low(code as u32);
        let class = match folded.class() {
            _ if in_parts => 0,
            fold::LETTER => 1,
            fold::IDEOGRAPH => 2,
            fold::SYLLABLE => 3,
            _ => 0,
        };
        // No capital stands for itself there: its letter would not be told from the small one.
        let plain = class != 0 && !folded.is_upper() && folded.unit() >= 0x80 && folded.unit() < 0x4000;
        let skipped = !in_parts && folded.class() == fold::SKIP;
        lows[code] = if plain { class << 14 | folded.unit() as u16 } else { skipped as u16 };
        code += 1;
    }
    lows
};

/// The char of three bytes that `bytes` begin with, if it lies below U+4000.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
pub(super) fn low(bytes: &[u8]) -> Option<Low> {
    let &[lead @ 0xe0..=0xe3, middle, trail] = bytes.first_chunk()? else { return None };
    let code = usize::from(lead & 3) << 12 | usize::from(middle & 0x3f) << 6 | usize::from(trail & 0x3f);
    let entry = LOWS[code % LOWS.len()];
    let unit = entry & 0x3fff;
    Some(match entry >> 14 {
        1 => Low::Letter(unit),
        2 => Low::Ideograph(unit),
        3 => Low::Syllable(unit),
        _ if entry == 1 => Low::Skipped,
        _ => Low::Other,
    })
}

/// Letters of three bytes below U+4000, and what stands between them and is not there.
#[inline(always)]
fn triples(bytes: &[u8]) -> Option<FarWord> {
    let mut hashed = FourLetters::default();
    let (mut letters, mut rest) = (0, bytes);
    loop {
        match low(rest) {
            Some(Low::Letter(unit)) => {
                hashed.push(unit);
                letters += 1;
            }
            Some(Low::Skipped) if letters > 0 => {}
            _ => break,
        }
        rest = rest.get(3..).unwrap_or(&[]);
    }
    let stem = hash_of_stem(hashed.first() & 0xffff_ffff_ffff);
    let word = FarWord { size: bytes.len() - rest.len(), hash: hashed.hash(), stem, letters, capital: false, shouted: false };
    (letters > 0).then_some(word)
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
        if folded.class() == fold::SKIP && letters > 0 {
            rest = rest.get(size..).unwrap_or(&[]);
            continue;
        }
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
