//! Whether two words are the same, letter by folded letter.

use super::{
    far::{above, four_letters},
    run::{each, load},
};
use crate::fold::{self, Folded, far_unit, fold_ascii, unit_at};

/// Whether a word of a text equals (or, for a stem, begins with) a word of a phrase, which is given as its UTF-8.
pub(crate) fn same_letters(text: &str, phrase: &[u8], stem: bool) -> bool {
    let (long, short) = (text.as_bytes(), phrase);
    let mut at = 0;
    while at < short.len() {
        let (a, b) = (load(long.get(at..).unwrap_or(&[])), load(short.get(at..).unwrap_or(&[])));
        let mask = ends_at(b);
        if (a ^ b) & mask != 0 {
            if (strange(a & mask) | strange(b)) == 0 {
                // Letters, digits and apostrophes differ by the one bit at most that tells capitals.
                if (a ^ b) & mask & !each(0x20) != 0 {
                    return false;
                }
            } else {
                let plain = before(strange(a) | strange(b));
                if plain > 0 {
                    let alike = before((a ^ b) & !each(0x20)) >= plain;
                    return alike && same_from(long, short, at + plain, stem);
                }
                let ((letters, count), (due, due_count)) = (four_letters(a), four_letters(b));
                let common = count.min(due_count);
                if (letters ^ due) & !above(common) != 0 {
                    return false;
                }
                let behind = at + 2 * common as usize;
                // One ends where the other goes on with a letter.
                if (behind == long.len() && due_count > common) || (behind == short.len() && count > common && !stem) {
                    return false;
                }
                if common < 4 {
                    return common > 0 && behind == short.len() && (stem || behind == long.len()) || same_from(long, short, 0, stem);
                }
            }
        }
        at += 8;
    }
    match long.get(short.len()) {
        None => true,
        Some(byte) => stem || (!byte.is_ascii() && same_from(long, short, short.len(), stem)),
    }
}

/// Whether a text may begin with the first `size` bytes of `letters`, small letters of ASCII: its first eight bytes are as
/// theirs, but for capitals, up to the first that is no ASCII.
#[inline(always)]
pub(crate) fn begins_alike(text: &[u8], letters: &[u8], size: usize) -> bool {
    let (text, letters) = (load(text), load(letters));
    let far = (text & each(0x80)).trailing_zeros() as usize / 8;
    let differ = (text ^ letters) & !each(0x20);
    differ.trailing_zeros() as usize / 8 >= size.min(far)
}

/// The highest bit of each byte that is not ASCII, or a ` (which folds to another apostrophe); of others behind such a byte, perhaps.
#[inline(always)]
fn strange(piece: u64) -> u64 {
    let apostrophe = piece ^ each(b'`');
    (piece | (apostrophe.wrapping_sub(each(1)) & !apostrophe)) & each(0x80)
}

/// How many bytes stand before the first that is marked.
#[inline(always)]
fn before(marks: u64) -> usize {
    marks.trailing_zeros() as usize / 8
}

/// The bits of a piece up to its last byte that is not 0.
#[inline(always)]
fn ends_at(piece: u64) -> u64 {
    u64::MAX.checked_shr(piece.leading_zeros() & !7).unwrap_or(0)
}

/// The same from byte `at` of both on, where letters beyond ASCII or accents stand.
#[inline(never)]
fn same_from(text: &[u8], phrase: &[u8], at: usize, stem: bool) -> bool {
    let (mut text, mut phrase) = (Letters { bytes: text, at }, Letters { bytes: phrase, at });
    loop {
        match (text.next(), phrase.next()) {
            (_, None) if stem => return true,
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

/// The folded letters of UTF-8, from a byte on.
struct Letters<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Letters<'_> {
    type Item = u32;
    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        loop {
            let rest = self.bytes.get(self.at..)?;
            let (folded, size) = match *rest.first()? {
                byte @ ..0x80 => (fold_ascii(byte), 1),
                _ => far_unit(rest).or_else(|| rare_unit(rest))?,
            };
            self.at += size;
            if folded.class() != fold::SKIP {
                return Some(folded.unit());
            }
        }
    }
}

/// What begins with a letter in parts, or lies beyond the first plane.
#[cold]
fn rare_unit(rest: &[u8]) -> Option<(Folded, usize)> {
    unit_at(std::str::from_utf8(rest).ok()?, 0)
}

#[cfg(test)]
mod tests {
    fn same_letters(text: &str, phrase: &str, stem: bool) -> bool {
        super::same_letters(text, phrase.as_bytes(), stem)
    }

    #[test]
    fn beginnings_are_told_until_letters_are_strange() {
        let begins = |text: &str, letters: &str| super::begins_alike(text.as_bytes(), letters.as_bytes(), letters.len());
        assert!(begins("Abonnieren Sie", "abonnier") && begins("ABO", "abo") && begins("abonnieren", "abonnierend"));
        assert!(!begins("Abonnent", "abonnier") && !begins("abo", "abon"));
        assert!(begins("abonné", "abonne") && begins("été", "ete") && !begins("abzné", "abonne"));
    }

    #[test]
    fn letters_compare_folded() {
        assert!(same_letters("Abonnez", "abon", true) && !same_letters("Abonnez", "abon", false));
        assert!(!same_letters("Abon", "abonnez", true) && !same_letters("abo", "abon", false));
        assert!(same_letters("E\u{301}TE", "été", false) && same_letters("ete", "éte\u{301}", false));
        assert!(same_letters("Été", "et", true) && !same_letters("eta", "été", false));
        assert!(same_letters("l`eau", "l'eau", false) && same_letters("L'EAU`x", "l`eau", true) && !same_letters("lteau", "l'eau", false));
        assert!(same_letters("Steenkolen", "steenkolen", false) && same_letters("steenkolenmijn", "STEENKOLEN", true));
        assert!(!same_letters("steenkolem", "steenkolen", false) && !same_letters("steenkol", "steenkolen", true));
        assert!(
            same_letters("abo\u{301}", "abo", false) && same_letters("abo", "abo\u{301}", false) && !same_letters("abox", "abo", false)
        );
        assert!(same_letters("L’eau", "l'eau", false) && same_letters("жуки", "Жук", true));
    }
}
