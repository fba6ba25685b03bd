//! The table that puts a letter and the marks behind it together: what Unicode calls composed form, for chars of the first plane.

use std::{fmt::Write, fs, path::Path};
use unicode_normalization::{
    UnicodeNormalization,
    char::{canonical_combining_class, compose},
};

/// Stands behind a letter and leaves it the one that the next mark belongs to.
const STACKS: u64 = 1;
/// The second of a pair that is one char in composed form.
const JOINS: u64 = 2;

const LIMIT: u32 = 0x1_0000;
/// Chars of which a row of `MARKS` tells, two bits each.
const ROW: u32 = 32;

/// Writes `PAIRS` (first, second, composed; sorted) and `MARKS` (two bits a char) to `path`. Hangul is worked out instead.
pub fn write(path: &Path) {
    let pairs: Vec<[u32; 3]> = pairs();
    let mut marks = vec![0_u64; (LIMIT / ROW) as usize];
    let mut mark = |code: u32, bit: u64| marks[(code / ROW) as usize] |= bit << (2 * (code % ROW));
    let chars = || (0..LIMIT).filter_map(char::from_u32);
    chars().filter(|&c| canonical_combining_class(c) != 0).for_each(|c| mark(c as u32, STACKS));
    pairs.iter().for_each(|pair| mark(pair[1], JOINS));
    (0x1161..=0x1175).chain(0x11a8..=0x11c2).for_each(|code| mark(code, JOINS));
    let mut out = String::new();
    writeln!(out, "static PAIRS: [[u16; 3]; {}] = {pairs:?};", pairs.len()).expect("a string takes it");
    writeln!(out, "static MARKS: [u64; {}] = {marks:?};", marks.len()).expect("a string takes it");
    fs::write(path, out).expect("OUT_DIR can be written");
}

fn pairs() -> Vec<[u32; 3]> {
    let whole = (0..LIMIT).filter(|code| !(0xac00..=0xd7a3).contains(code)).filter_map(char::from_u32);
    let mut pairs: Vec<[u32; 3]> = whole.filter_map(pair).collect();
    pairs.sort_unstable();
    pairs
}

/// The two chars that a char is put together from.
fn pair(whole: char) -> Option<[u32; 3]> {
    let mut parts: Vec<char> = std::iter::once(whole).nfd().collect();
    let second = parts.pop()?;
    let mut first = parts.into_iter().nfc();
    let first = first.next().filter(|_| first.next().is_none())?;
    (compose(first, second) == Some(whole)).then_some([first as u32, second as u32, whole as u32])
}
