//! Whether two words are the same, letter by folded letter.

use super::{
    far::{above, four_letters},
    run::{each, load},
};
use crate::fold::{self, Folded, far_unit, fold_ascii, unit_at};

/// A word as UTF-8: the first `size` of these bytes. Others may stand behind, so that eight can be read at a time.
#[derive(Clone, Copy)]
pub(crate) struct Spelled<'a> {
    pub bytes: &'a [u8],
    pub size: usize,
}

impl<'a> Spelled<'a> {
    /// Eight bytes of the word from `at` on, zeros standing for what lies behind its end.
    #[inline(always)]
    fn piece(self, at: usize) -> u64 {
        let rest = self.size.saturating_sub(at);
        let piece = load(self.bytes.get(at..).unwrap_or(&[]));
        if rest < 8 { piece & !(u64::MAX << (8 * rest)) } else { piece }
    }

    #[inline(always)]
    fn word(self) -> &'a [u8] {
        self.bytes.get(..self.size).unwrap_or(self.bytes)
    }
}

/// Whether a word of a text equals (or, for a stem, begins with) a word of a phrase.
pub(crate) fn same_letters(text: Spelled<'_>, phrase: Spelled<'_>, stem: bool) -> bool {
    // Mostly they are the very same.
    if (stem || text.size == phrase.size) && text.word().starts_with(phrase.word()) {
        return true;
    }
    let mut at = 0;
    while at < phrase.size {
        let (a, b) = (text.piece(at), phrase.piece(at));
        let mask = ends_at(b);
        if (a ^ b) & mask != 0 {
            if (strange(a & mask) | strange(b)) != 0 {
                match are_alike(a, b) {
                    Alike::Not => return false,
                    Alike::Plain(size) => return same_from(text, phrase, at + size, stem),
                    Alike::Pairs(4) => {}
                    Alike::Pairs(count) => {
                        let end = at + 2 * count;
                        return count > 0 && end == phrase.size && (stem || end == text.size) || same_from(text, phrase, 0, stem);
                    }
                }
            } else if (a ^ b) & mask & !each(0x20) != 0 {
                // Letters, digits and apostrophes differ by the one bit at most that tells capitals.
                return false;
            }
        }
        at += 8;
    }
    match text.word().get(phrase.size) {
        None => true,
        Some(byte) => stem || (!byte.is_ascii() && same_from(text, phrase, phrase.size, stem)),
    }
}

/// How far two pieces are known to be the same.
enum Alike {
    Not,
    /// As far as both are plain, so many bytes.
    Plain(usize),
    /// So many letters of two bytes.
    Pairs(usize),
}

/// Compares what two pieces with letters beyond ASCII begin with.
#[inline(always)]
fn are_alike(a: u64, b: u64) -> Alike {
    let plain = before(strange(a) | strange(b));
    if plain > 0 {
        let alike = before((a ^ b) & !each(0x20)) >= plain;
        return if alike { Alike::Plain(plain) } else { Alike::Not };
    }
    let ((letters, count), (due, due_count)) = (four_letters(a), four_letters(b));
    let common = count.min(due_count);
    if (letters ^ due) & !above(common) == 0 { Alike::Pairs(common as usize) } else { Alike::Not }
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
fn same_from(text: Spelled<'_>, phrase: Spelled<'_>, at: usize, stem: bool) -> bool {
    let (mut text, mut phrase) = (Letters { bytes: text.word(), at }, Letters { bytes: phrase.word(), at });
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
    use super::{Spelled, fold, unit_at};
    use proptest::{prelude::*, sample::select};
    use unicode_normalization::UnicodeNormalization;

    fn same_letters(text: &str, phrase: &str, stem: bool) -> bool {
        let spelled = |word: &str| (format!("{word}, and more"), word.len());
        let ((text, size), (phrase, phrase_size)) = (spelled(text), spelled(phrase));
        let (text, phrase) = (Spelled { bytes: text.as_bytes(), size }, Spelled { bytes: phrase.as_bytes(), size: phrase_size });
        super::same_letters(text, phrase, stem)
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

    /// The folded letters, one by one.
    fn letters(word: &str) -> Vec<u32> {
        let (mut at, mut letters) = (0, Vec::new());
        while let Some((folded, size)) = unit_at(word, at) {
            letters.extend((folded.class() != fold::SKIP).then(|| folded.unit()));
            at += size;
        }
        letters
    }

    /// Words that begin alike, as someone might write them.
    fn word() -> impl Strategy<Value = String> {
        let begins = select(vec!["abonn", "Été", "жук", "ЖУКИ", "l'eau", "हिन्द", "한국", "字", "العر", "ΣΑΣ"]);
        (begins, "[a-cÉéñжйк\u{301}\u{94d}'’`字한]{0,6}", any::<bool>()).prop_map(|(begin, end, apart)| {
            let word = format!("{begin}{end}");
            if apart { word.nfd().collect() } else { word }
        })
    }

    proptest! {
        #[test]
        fn words_are_compared_as_letter_by_letter(text in word(), phrase in word(), cut in 1..6_usize) {
            let phrases = [phrase, text.nfc().collect::<String>().to_lowercase(), text.nfc().take(cut).collect()];
            for phrase in phrases {
                let (a, b) = (letters(&text), letters(&phrase));
                prop_assert_eq!(same_letters(&text, &phrase, false), a == b, "{} {}", text, phrase);
                prop_assert_eq!(same_letters(&text, &phrase, true), a.starts_with(&b), "{} {}", text, phrase);
            }
        }
    }
}
