//! Puts letters and the marks behind them together. Words are the same in either form; patterns are written in composed form
//! and look at the text as it stands, so a line whose marks stand apart is put together for them.

use memchr::{memchr, memchr2};

include!(concat!(env!("OUT_DIR"), "/compose_table.rs"));

/// Stands behind a letter and leaves it the one that the next mark belongs to.
const STACKS: u64 = 1;
/// The second of a pair that is one char in composed form.
const JOINS: u64 = 2;

/// Whether a text may hold marks that stand apart: never no if it does. Nearly all texts are let off here, by a search for the
/// bytes with which such marks begin, and a look at three bytes at a time, many at once, for those that are there.
pub(crate) fn may_be_apart(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has = |lead: u8| memchr(lead, bytes).is_some();
    // Accents. Hamza and madda. Burma, single letters of Hangul, Bali. The voicing marks of kana.
    memchr2(0xcc, 0xcd, bytes).is_some()
        || (has(0xd9) && any(bytes, [0, 1, 1], |a, b, _| (a == 0xd9) & (b.wrapping_sub(0x93) < 3)))
        || (has(0xe1) && any(bytes, [0, 1, 1], |a, b, _| (a == 0xe1) & ((b == 0x80) | (b & 0xfc == 0x84) | (b == 0xac))))
        || (has(0xe3) && any(bytes, [0, 1, 2], |a, b, c| (a == 0xe3) & (b == 0x82) & (c.wrapping_sub(0x99) < 2)))
        || (has(0xe0) && may_be_indic(bytes))
}

/// Vowels in two parts, which many scripts from Bengali to Sinhala have; the dot below some letters of Devanagari.
fn may_be_indic(bytes: &[u8]) -> bool {
    any(bytes, [0, 1, 1], |a, b, _| (a == 0xe0) & ((b & 0xfe == 0xa6) | (b.wrapping_sub(0xac) < 12)))
        || memchr(0xbc, bytes).is_some()
            && any(bytes, [0, 2, 5], |a, c, mark| (a == 0xe0) & (mark == 0xbc) & ((c == 0xa8) | (c == 0xb0) | (c == 0xb3)))
}

/// Whether the bytes so far from anywhere pass the test. No branch, so that the compiler takes many at once.
#[inline(always)]
fn any(bytes: &[u8], far: [usize; 3], test: impl Fn(u8, u8, u8) -> bool) -> bool {
    let [first, second, third] = far.map(|by| bytes.get(by..).unwrap_or(&[]));
    first.iter().zip(second).zip(third).fold(0, |seen, ((&a, &b), &c)| seen | u8::from(test(a, b, c))) != 0
}

/// Puts the line together in `composed` if any of its marks stand apart; tells whether.
pub(crate) fn compose(line: &str, composed: &mut String) -> bool {
    if !is_apart(line) {
        return false;
    }
    composed.clear();
    let mut letter = None;
    for c in line.chars() {
        match letter.and_then(|(at, first)| Some((at, first, joined(first, c)?))) {
            Some((at, first, whole)) => {
                composed.replace_range(at..at + char::len_utf8(first), whole.encode_utf8(&mut [0; 4]));
                letter = Some((at, whole));
            }
            None => {
                if mark(c) & STACKS == 0 {
                    letter = Some((composed.len(), c));
                }
                composed.push(c);
            }
        }
    }
    true
}

/// Whether any letter is to be joined with a mark behind it.
fn is_apart(line: &str) -> bool {
    let mut letter = '\0';
    line.chars().any(|c| {
        let mark = mark(c);
        let joins = mark & JOINS != 0 && joined(letter, c).is_some();
        if mark & STACKS == 0 {
            letter = c;
        }
        joins
    })
}

#[inline(always)]
fn mark(c: char) -> u64 {
    let code = c as usize;
    MARKS.get(code / 32).map_or(0, |row| row >> (2 * (code % 32)) & 3)
}

/// What a letter and a mark are together.
pub(crate) fn joined(first: char, second: char) -> Option<char> {
    if mark(second) & JOINS == 0 {
        return None;
    }
    let (first, second) = (first as u32, second as u32);
    let code = match (first, second) {
        (0x1100..=0x1112, 0x1161..=0x1175) => 0xac00 + ((first - 0x1100) * 21 + second - 0x1161) * 28,
        (0xac00..=0xd7a3, 0x11a8..=0x11c2) if (first - 0xac00) % 28 == 0 => first + second - 0x11a7,
        _ => {
            let pair = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
            let at = PAIRS.binary_search_by(|[first, second, _]| [*first, *second].cmp(&pair)).ok()?;
            PAIRS.get(at).map(|pair| u32::from(pair[2]))?
        }
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{prelude::*, sample::select};
    use unicode_normalization::UnicodeNormalization;

    fn composed(text: &str) -> String {
        let mut composed = String::new();
        if may_be_apart(text) && compose(text, &mut composed) { composed } else { text.to_string() }
    }

    #[test]
    fn every_char_is_put_together_again() {
        for c in '\0'..='\u{ffff}' {
            let whole: String = std::iter::once(c).nfc().collect();
            let apart: String = std::iter::once(c).nfd().collect();
            assert_eq!(composed(&apart), whole, "{c:?}");
            assert_eq!(composed(&whole), whole, "{c:?}");
        }
    }

    #[test]
    fn marks_are_put_on_the_letter_before_them() {
        assert_eq!(composed("o\u{323}\u{302} e\u{301}te\u{301}"), "ộ été");
        assert_eq!(composed("\u{627}\u{64e}\u{654}"), "\u{623}\u{64e}");
        assert_eq!(composed("\u{301}e \u{301}"), "\u{301}e \u{301}");
        assert_eq!(composed("e\u{200b}\u{301}"), "e\u{200b}\u{301}");
        assert_eq!(composed("\u{1112}\u{1161}\u{11ab}"), "한");
    }

    /// Letters of scripts that have marks, several to a letter in some.
    #[rustfmt::skip]
    const PIECES: &[&str] = &[
        "a", "é", "ộ", "ǖ", "ЙЁ", "ΐ", "أَ", "ؤ", "هَذَا", "क़", "ऱ", "কো", "கௌ", "ೋ", "കൊ", "ෝ", "ဦ", "が", "パ", "한글", "가", "שָׁ", " ", ". ", "7",
        "\u{301}", "\u{323}", "\u{200b}", "𐐀",
    ];

    proptest! {
        #[test]
        fn both_forms_become_one(pieces in prop::collection::vec(select(PIECES), 0..12)) {
            let text = pieces.concat();
            let (whole, apart): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(composed(&whole), &whole[..]);
            prop_assert_eq!(composed(&apart), &whole[..]);
        }
    }
}
