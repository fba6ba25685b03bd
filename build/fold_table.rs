//! The table that folds a char: without case, accents and presentation forms, with its class.

use crate::rules::gate::Reading;
use std::{collections::HashMap, fmt::Write, fs, path::Path};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as Gc, UnicodeGeneralCategory};

// The classes and marks, as `src/fold.rs` reads them.
const OTHER: u32 = 0;
const SPACE: u32 = 1;
pub const SKIP: u32 = 2;
const LETTER: u32 = 3;
const IDEOGRAPH: u32 = 4;
const SYLLABLE: u32 = 5;
const DIGIT: u32 = 6;
const APOSTROPHE: u32 = 7;
const UPPER: u32 = 8;
const TERMINATOR: u32 = 16;
const BREAK: u32 = 32;
const QUOTE: u32 = 64;
const COMMA: u32 = 128;

/// The first of several chars that may be one letter written in parts.
const PARTS: u32 = 256;

const BLOCK: u32 = 128;
const LIMIT: u32 = 0x1_0000;
/// The blocks of all that has two bytes at most in UTF-8: they stand first and in order, so that no block is looked up.
const NEAR: u32 = 0x800;

/// Writes `BLOCKS` (one byte a block) and `ENTRIES` (blocks of 128 entries: delta << 9 | parts | class) to `path`.
pub fn write(path: &Path) {
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    let mut seen: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut index = Vec::new();
    for block in 0..LIMIT / BLOCK {
        let entries: Vec<u32> = (block * BLOCK..(block + 1) * BLOCK).map(entry).collect();
        let next = blocks.len();
        if block < NEAR / BLOCK {
            blocks.push(entries);
            index.push(next);
            continue;
        }
        let at = *seen.entry(entries.clone()).or_insert_with(|| {
            blocks.push(entries);
            next
        });
        index.push(at);
    }
    let mut out = String::new();
    writeln!(out, "static BLOCKS: [u8; {}] = {index:?};", index.len()).expect("a string takes it");
    let flat: Vec<u32> = blocks.concat();
    writeln!(out, "static ENTRIES: [u32; {}] = {flat:?};", flat.len()).expect("a string takes it");
    fs::write(path, out).expect("OUT_DIR can be written");
}

fn entry(code: u32) -> u32 {
    let Some(c) = char::from_u32(code) else { return OTHER };
    let folded = fold(c);
    let delta = (folded as i32).wrapping_sub(c as i32) as u32;
    (delta << 9) | if begins_parts(code) { PARTS } else { 0 } | class(c)
}

/// Single letters of Hangul, and vowel signs that are written in parts, as `src/fold.rs` puts them together.
fn begins_parts(code: u32) -> bool {
    matches!(
        code,
        0x1100..=0x1112 | 0x9c7 | 0xb47 | 0xb92 | 0xbc6 | 0xbc7 | 0xc46 | 0xcbf | 0xcc6 | 0xcca | 0xd46 | 0xd47 | 0xdd9 | 0xddc | 0x1025
    )
}

/// What a char is to a reader of words.
pub fn reading(c: char) -> Reading {
    let (class, unit) = folded(c);
    match class {
        LETTER | IDEOGRAPH | SYLLABLE | DIGIT => char::from_u32(unit).map_or(Reading::Apart, Reading::Letter),
        SKIP => Reading::Skipped,
        APOSTROPHE => Reading::Apostrophe,
        _ => Reading::Apart,
    }
}

/// Class and folded char, for chars of the first plane.
pub fn folded(c: char) -> (u32, u32) {
    let entry = entry(c as u32);
    (entry & 7, (c as u32).wrapping_add(((entry as i32) >> 9) as u32))
}

/// The base letter in lower case, if there is exactly one; else the char itself.
fn fold(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '\u{02b9}' | '\u{02bb}' | '`' | '\u{b4}' | '\u{ff07}' => return '\'',
        'ı' => return 'i',
        'ς' => return 'σ',
        // Arabic yeh and kaf, as Arabic, Persian and Urdu keyboards write them; heh of Urdu.
        'ي' | 'ى' => return 'ی',
        'ك' => return 'ک',
        'ہ' => return 'ه',
        '\u{ac00}'..='\u{d7a3}' => return c,
        _ => {}
    }
    let lower: Vec<char> = c.to_lowercase().nfkd().filter(|&c| !is_dropped_mark(c)).collect();
    match lower[..] {
        [one] => match one {
            'ı' => 'i',
            'ς' => 'σ',
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'ہ' => 'ه',
            _ => one,
        },
        _ => c,
    }
}

/// Marks that writers leave out: accents of the European scripts, Arabic and Hebrew vowel signs, voicing marks of kana.
fn is_dropped_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x487 | 0x591..=0x5c7 | 0x610..=0x61a | 0x640 | 0x64b..=0x65f | 0x670
        | 0x6d6..=0x6ed | 0x93c | 0x9bc | 0xa3c | 0xabc | 0xb3c | 0xcbc | 0x3099..=0x309a)
}

fn class(c: char) -> u32 {
    let code = c as u32;
    match c {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => return SPACE,
        _ if c.is_whitespace() => return SPACE,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '\u{02b9}' | '\u{02bb}' | '`' | '\u{b4}' | '\u{ff07}' => {
            return APOSTROPHE;
        }
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            return SKIP;
        }
        '\u{fe00}'..='\u{fe0f}' => return SKIP,
        // Marks of Armenian that stand on a letter within the word: stress, exclamation, question.
        '\u{55b}' | '\u{55c}' | '\u{55e}' => return SKIP,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '၊' | '။' | '។' | '።' | '‼' | '⁇' | '⁈'
        | '⁉' => {
            return TERMINATOR;
        }
        ',' | ';' | '、' | '，' | '；' | '،' | '؛' | '､' => return COMMA,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂' => return QUOTE,
        ':' | '：' | '|' | '｜' | '•' | '·' | '‧' | '・' | '▪' | '■' | '►' | '▶' | '→' | '>' | '—' | '–' | '-' | '*' | '_' | '#' | '/'
        | '【' | '】' | '(' | ')' | '[' | ']' | '（' | '）' => return BREAK,
        _ => {}
    }
    if is_dropped_mark(c) {
        return SKIP;
    }
    match code {
        0x3005..=0x3007
        | 0x3021..=0x3029
        | 0x3041..=0x3096
        | 0x309d..=0x309f
        | 0x30a1..=0x30fa
        | 0x30fc..=0x30ff
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xf900..=0xfaff
        | 0xff66..=0xff9d => return IDEOGRAPH,
        _ => {}
    }
    let category = c.general_category();
    let south_east_asian = matches!(code, 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff);
    match category {
        Gc::NonspacingMark if south_east_asian => SKIP,
        Gc::DecimalNumber | Gc::OtherNumber | Gc::LetterNumber => DIGIT,
        Gc::UppercaseLetter | Gc::TitlecaseLetter => LETTER | UPPER,
        Gc::LowercaseLetter | Gc::OtherLetter | Gc::ModifierLetter | Gc::NonspacingMark | Gc::SpacingMark => {
            if south_east_asian {
                SYLLABLE
            } else {
                LETTER
            }
        }
        Gc::Format | Gc::EnclosingMark => SKIP,
        _ => OTHER,
    }
}
