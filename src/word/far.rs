//! Words whose letters all lie beyond ASCII, two or three bytes each: Cyrillic, Greek, Arabic, Hebrew, the scripts of India.

use super::{Word, run::load_at};
use crate::{
    fold::{self, far_unit, fold_ascii, fold_low, fold_pair},
    hash::{FourLetters, hash_of, hash_of_stem},
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

/// What each char below U+4000 is: its folded char, and from bit 14 on its class: 0 for letters, 1 for ideographs, 2 for syllables.
/// 1 stands for what is not there, and 0 for all others.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
static LOWS: [u16; 0x4000] = {
    let mut lows = [0; 0x4000];
    let mut code = 0x800;
    while code < 0x4000 {
        let (folded, in_parts) = fold_low(code as u32);
        let class = match folded.class() {
            fold::LETTER if !in_parts => Some(0),
            fold::IDEOGRAPH if !in_parts => Some(1),
            fold::SYLLABLE if !in_parts => Some(2),
            _ => None,
        };
        // No capital stands for itself there: its letter would not be told from the small one.
        lows[code] = match class {
            Some(class) if !folded.is_upper() && folded.unit() >= 0x80 && folded.unit() < 0x4000 => class << 14 | folded.unit() as u16,
            _ => (!in_parts && folded.class() == fold::SKIP) as u16,
        };
        code += 1;
    }
    lows
};

/// What a char of three bytes is to a reader of scripts without spaces.
pub(super) enum Unspaced {
    /// One of theirs: its folded char, and its flag.
    Char(u32, u32),
    /// A mark that is not there.
    Skipped,
    Other,
}

/// Reads a char of three bytes. Of Han, what lies from U+5000 on folds to itself.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
pub(super) fn unspaced([lead, middle, trail]: [u8; 3]) -> Unspaced {
    let code = u32::from(lead & 0xf) << 12 | u32::from(middle & 0x3f) << 6 | u32::from(trail & 0x3f);
    match lead {
        0xe5..=0xe9 => Unspaced::Char(code, Word::UNSPACED),
        0xe0..=0xe3 => match LOWS[code as usize % LOWS.len()] {
            entry @ 0x4000.. => Unspaced::Char(u32::from(entry & 0x3fff), u32::from(entry >> 14) * Word::UNSPACED),
            1 => Unspaced::Skipped,
            _ => Unspaced::Other,
        },
        _ => Unspaced::Other,
    }
}

// Classes of chars in `LOWS` are told by what the flag of an ideograph is multiplied with.
const _: () = assert!(Word::SYLLABLE == 2 * Word::UNSPACED);

/// The code of the char of three bytes that a piece begins with, if it begins as such a char does.
#[inline(always)]
fn low_code(piece: u64) -> usize {
    (piece << 12 & 0xf000 | piece >> 2 & 0xfc0 | piece >> 16 & 0x3f) as usize
}

/// A word of letters of three bytes. `unit` tells the folded letter that a piece begins with, as `low_letter` does.
#[inline(always)]
fn of_three(bytes: &[u8], unit: impl Fn(u64) -> u16) -> Option<FarWord> {
    let mut hashed = FourLetters::default();
    let (mut letters, mut size) = (0, 0_u32);
    let mut take = |unit: u16| {
        if unit > 1 {
            hashed.push(unit);
            letters += 1;
        }
        // A word does not begin with what is not there.
        unit > 1 || (unit == 1 && letters > 0)
    };
    loop {
        let piece = load_at(bytes, size);
        if !take(unit(piece)) {
            break;
        }
        if !take(unit(piece >> 24)) {
            size += 3;
            break;
        }
        size += 6;
    }
    let stem = hash_of_stem(hashed.first() & 0xffff_ffff_ffff);
    (letters > 0).then(|| FarWord { size: size as usize, hash: hashed.hash(), stem, letters, capital: false, shouted: false })
}

/// The folded letter below U+4000 that a piece begins with: 0 if it is none, 1 for a mark that is not there.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
fn low_letter(piece: u64) -> u16 {
    let entry = LOWS[low_code(piece) % LOWS.len()];
    if piece & 0xfc == 0xe0 && entry < 0x4000 { entry } else { 0 }
}

/// The same for a syllable of Hangul: these fold to themselves.
#[inline(always)]
fn syllable(piece: u64) -> u16 {
    let code = low_code(piece) as u16;
    if piece & 0xf0 == 0xe0 && (0xac00..=0xd7a3).contains(&code) { code } else { 0 }
}

/// A word in a script of India, Georgian or Ethiopic.
#[inline(always)]
pub(super) fn triples(bytes: &[u8]) -> Option<FarWord> {
    of_three(bytes, low_letter)
}

/// A word of Hangul.
#[inline(always)]
pub(super) fn hangul(bytes: &[u8]) -> Option<FarWord> {
    of_three(bytes, syllable)
}

/// The first four letters, all of three bytes, of a word that is given by itself: of all, if it has fewer.
pub(super) fn first_of_three(word: &[u8]) -> Option<u64> {
    let (mut letters, mut taken) = (0, 0);
    for at in (0..word.len() as u32).step_by(3) {
        let piece = load_at(word, at);
        let unit = if piece & 0xfc == 0xe0 { low_letter(piece) } else { syllable(piece) };
        letters |= u64::from(Some(unit).filter(|&unit| unit > 1)?) << taken;
        taken += 16;
        if taken == 64 {
            break;
        }
    }
    Some(letters)
}

/// In `LETTERS`: the letter is a capital.
const CAPITAL: u16 = 0x8000;
/// The same in the first two letters, and in each of four.
const TWO_CAPITALS: u64 = 0x8000_8000;
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

/// The highest bit of each of four letters that is 0.
#[inline(always)]
fn nothing(letters: u64) -> u64 {
    !(((letters & !CAPITALS) + !CAPITALS) | letters) & CAPITALS
}

/// Four letters of two bytes each, as far as they are such: folded, a capital's highest bit set, and how many there are.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
fn four_pairs(piece: u64) -> (u64, u32) {
    let strange = (piece & 0x00e0_00e0_00e0_00e0) ^ 0x00c0_00c0_00c0_00c0;
    let codes = (piece & 0x001f_001f_001f_001f) << 6 | (piece >> 8 & 0x003f_003f_003f_003f);
    let letter = |at: u32| u64::from(LETTERS[(codes >> at) as usize & 0x7ff]) << at;
    let letters = letter(0) | letter(16) | letter(32) | letter(48);
    let stops = strange | nothing(letters);
    if stops == 0 {
        return (letters, 4);
    }
    let count = stops.trailing_zeros() / 16;
    (letters & !above(count), count)
}

/// The letters of two bytes that a piece begins with, and how many there are.
#[inline(always)]
pub(super) fn four_letters(piece: u64) -> (u64, u32) {
    let (letters, count) = four_pairs(piece);
    (letters & !CAPITALS, count)
}

/// Letters of two bytes, four at a time.
#[inline(always)]
pub(super) fn pairs(bytes: &[u8]) -> Option<FarWord> {
    let (first, count) = four_pairs(load_at(bytes, 0));
    let small = first & !CAPITALS;
    let stem = hash_of_stem(small & 0xffff_ffff_ffff);
    let capital = first & u64::from(CAPITAL) != 0;
    let word = |letters: usize, hash: u32| FarWord {
        size: 2 * letters,
        hash,
        stem,
        letters,
        capital,
        shouted: capital && first & TWO_CAPITALS == TWO_CAPITALS && all_capitals(bytes, letters),
    };
    if count < 4 {
        return (count > 0).then(|| word(count as usize, hash_of(small)));
    }
    let mut hashed = FourLetters::default();
    hashed.push_four(small);
    let mut letters = 4;
    loop {
        let (next, count) = four_pairs(load_at(bytes, 2 * letters as u32));
        letters += count as usize;
        if count < 4 {
            hashed.end_with(next & !CAPITALS);
            return Some(word(letters, hashed.hash()));
        }
        hashed.push_four(next & !CAPITALS);
    }
}

/// Whether the first letters of two bytes, so many, are all capitals.
#[inline(never)]
fn all_capitals(bytes: &[u8], letters: usize) -> bool {
    let fours = (0..letters).step_by(4).map(|at| four_pairs(load_at(bytes, 2 * at as u32)));
    let mut capitals = fours.map(|(four, count)| (four | above(count)) & CAPITALS == CAPITALS);
    capitals.all(|all| all)
}

/// All bits of a piece above its first `count` letters.
#[inline(always)]
pub(super) fn above(count: u32) -> u64 {
    u64::MAX.checked_shl(16 * count).unwrap_or(0)
}

/// A word of letters of two or three bytes; `None` if it has anything else, or may have.
#[inline(always)]
pub(super) fn read(bytes: &[u8]) -> Option<FarWord> {
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
    (letters > 0 && !goes_on(rest)).then_some(word)
}

/// Whether a word may go on with these bytes.
#[inline(never)]
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
