//! Words whose letters all lie beyond ASCII, two or three bytes each: Cyrillic, Greek, Arabic, Hebrew, the scripts of India.

use crate::{
    fold::{self, far_unit, fold_ascii},
    hash::{FourLetters, hash_of_stem},
};

/// A word that was read on the short way.
#[derive(Clone, Copy, Debug)]
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
    if letters == 0 || goes_on(rest) {
        return None;
    }
    let stem = hash_of_stem(hashed.first() & 0xffff_ffff_ffff);
    let (capital, shouted) = (first & fold::UPPER != 0, every & fold::UPPER != 0 && letters > 1);
    Some(FarWord { size: bytes.len() - rest.len(), hash: hashed.hash(), stem, letters, capital, shouted })
}

/// Whether a word may go on with these bytes.
#[inline(always)]
fn goes_on(bytes: &[u8]) -> bool {
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
