//! Words as `src/word` reads them, for text of this repository; a test of the library compares what both make of it.

use crate::{fold_table, hash};
use std::sync::LazyLock;

/// How many letters of a word its stem covers.
pub const STEM: usize = 3;

// Classes of chars that are part of words, or vanish from them, as the fold table has them.
pub const SPACE: u32 = 1;
pub const SKIP: u32 = 2;
pub const LETTER: u32 = 3;
const IDEOGRAPH: u32 = 4;
const SYLLABLE: u32 = 5;
pub const DIGIT: u32 = 6;
pub const APOSTROPHE: u32 = 7;

/// A word; offsets are bytes. The library's has more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    pub start: u16,
    pub end: u16,
    pub hash: u32,
    stem: u32,
    letters: usize,
    unspaced: bool,
}

impl Word {
    pub fn stem(self) -> u32 {
        self.stem
    }
    pub fn letters(self) -> usize {
        self.letters
    }
    pub fn is_unspaced(self) -> bool {
        self.unspaced
    }
}

/// Class and folded letter of each char of the first plane.
static FOLDED: LazyLock<Vec<(u8, u32)>> = LazyLock::new(|| {
    let fold = |code| char::from_u32(code).map_or((0, code), fold_table::folded);
    (0..0x1_0000).map(fold).map(|(class, unit)| (class as u8, unit)).collect()
});

/// Class and folded letter of a char.
pub fn folded(c: char) -> (u32, u32) {
    let code = c as u32;
    if let Some(&(class, unit)) = FOLDED.get(code as usize) {
        return (u32::from(class), unit);
    }
    let lower = c.to_lowercase().next().unwrap_or(c) as u32;
    match code {
        0x2_0000..=0x3_ffff => (IDEOGRAPH, code),
        0xe_0000.. => (SKIP, code),
        _ if c.is_alphabetic() => (LETTER, lower),
        _ if c.is_numeric() => (DIGIT, code),
        _ => (0, code),
    }
}

pub fn is_unspaced(class: u32) -> bool {
    matches!(class, IDEOGRAPH | SYLLABLE)
}

/// The hash of the first letters of a word, in composed form, if they tell more than a stem does, as `src/word` makes it.
pub fn long_stem_of(word: &str) -> Option<u32> {
    let mut hashed = hash::Letters::default();
    let letters = word.chars().map(folded).filter(|&(class, _)| class != SKIP);
    letters.for_each(|(class, unit)| hashed.push(if class == APOSTROPHE { u32::from(b'\'') } else { unit }));
    let far = word.chars().next().is_some_and(|c| folded(c).1 >= 0x80);
    let (first, bits) = hashed.first_piece();
    (bits >= hash::long_bits(far)).then(|| hash::hash_of_long(first, far))
}

/// The hash of two words in a row, as `src/word` makes it.
pub fn pair(first: u32, second: u32) -> u32 {
    hash::hash_of(u64::from(first) | u64::from(second) << 32)
}

/// Reads the words of a text in composed form.
pub fn read_words(text: &str, words: &mut Vec<Word>) {
    let chars: Vec<(usize, u32, u32)> =
        text.char_indices().map(|(at, c)| (at, folded(c))).map(|(at, (class, unit))| (at, class, unit)).collect();
    let end_of = |number: usize| chars.get(number).map_or(text.len(), |char| char.0);
    let seen = |number: usize| chars.iter().skip(number).map(|char| char.1).find(|&class| class != SKIP);
    let joins = |number: usize| seen(number).is_some_and(|class| matches!(class, LETTER | DIGIT));
    let mut number = 0;
    while let Some(&(start, class, unit)) = chars.get(number) {
        let (mut hashed, mut letters) = (hash::Letters::default(), 1);
        hashed.push(unit);
        let mut stem_bits = hashed.bits();
        number += 1;
        if matches!(class, LETTER | DIGIT) {
            while let Some(&(_, class, unit)) = chars.get(number) {
                match class {
                    LETTER | DIGIT => {
                        hashed.push(unit);
                        letters += 1;
                        if letters <= STEM {
                            stem_bits = hashed.bits();
                        }
                    }
                    SKIP => {}
                    APOSTROPHE if joins(number + 1) => hashed.push(u32::from(b'\'')),
                    _ => break,
                }
                number += 1;
            }
        } else if !is_unspaced(class) {
            continue;
        }
        words.push(Word {
            start: start as u16,
            end: end_of(number) as u16,
            hash: hashed.hash(),
            stem: hashed.stem(stem_bits),
            letters,
            unspaced: is_unspaced(class),
        });
    }
}
