//! Whether two words are the same, letter by folded letter.

use super::{
    far::{above, four_letters},
    run::{each, load},
};
use crate::fold::{self, unit_at};

/// Whether a word of a text equals (or, for a stem, begins with) a word of a phrase, which is given as its UTF-8.
pub(crate) fn same_letters(text: &str, phrase: &[u8], stem: bool) -> bool {
    let (long, short) = (text.as_bytes(), phrase);
    let mut at = 0;
    while at < short.len() {
        let (a, b) = (load(long.get(at..).unwrap_or(&[])), load(short.get(at..).unwrap_or(&[])));
        let mask = ends_at(b);
        if !is_plain(a & mask) || !is_plain(b) {
            if long == short || (stem && long.starts_with(short)) {
                return true;
            }
            let ((letters, count), (due, due_count)) = (four_letters(a), four_letters(b));
            let common = count.min(due_count);
            if (letters ^ due) & !above(common) != 0 {
                return false;
            }
            if common < 4 {
                let behind = at + 2 * common as usize;
                let ended = common > 0 && behind == short.len();
                return ended && (stem || behind == long.len()) || same_from(text, phrase, at, stem);
            }
        } else if (a ^ b) & mask & !each(0x20) != 0 {
            // Letters, digits and apostrophes differ by the one bit at most that tells capitals.
            return false;
        }
        at += 8;
    }
    match long.get(short.len()) {
        None => true,
        Some(byte) => stem || (!byte.is_ascii() && same_from(text, phrase, short.len(), stem)),
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

/// Whether a piece is ASCII without `, which folds to another apostrophe.
#[inline(always)]
fn is_plain(piece: u64) -> bool {
    let apostrophe = piece ^ each(b'`');
    (piece | (apostrophe.wrapping_sub(each(1)) & !apostrophe)) & each(0x80) == 0
}

/// The bits of a piece up to its last byte that is not 0.
#[inline(always)]
fn ends_at(piece: u64) -> u64 {
    u64::MAX.checked_shr(piece.leading_zeros() & !7).unwrap_or(0)
}

/// The same from byte `at` of both on, where letters beyond ASCII or accents stand.
#[inline(never)]
fn same_from(text: &str, phrase: &[u8], at: usize, stem: bool) -> bool {
    let phrase = std::str::from_utf8(phrase).unwrap_or("");
    // Mostly a capital is all that differs.
    if let (Some((a, size)), Some((b, phrase_size))) = (unit_at(text, at), unit_at(phrase, at)) {
        let (text, phrase) = (text.as_bytes().get(at + size..), phrase.as_bytes().get(at + phrase_size..));
        if a.unit() == b.unit() && (text == phrase || (stem && text.zip(phrase).is_some_and(|(text, phrase)| text.starts_with(phrase)))) {
            return true;
        }
    }
    let mut text = Letters { text, at };
    let mut phrase = Letters { text: phrase, at };
    loop {
        match (text.next(), phrase.next()) {
            (_, None) if stem => return true,
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

struct Letters<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Letters<'_> {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        loop {
            let (folded, size) = unit_at(self.text, self.at)?;
            self.at += size;
            if folded.class() != fold::SKIP {
                return Some(folded.unit());
            }
        }
    }
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
