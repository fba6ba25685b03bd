//! Whether two words are the same, letter by folded letter.

use crate::fold::{self, fold_ascii, unit_at};

/// Whether a word of a text equals (or, for a stem, begins with) a word of a phrase.
pub(crate) fn same_letters(text: &str, phrase: &str, stem: bool) -> bool {
    let pairs = || text.bytes().zip(phrase.bytes());
    let at = pairs().take_while(|&(a, b)| a < 0x80 && b < 0x80 && fold_ascii(a).unit() == fold_ascii(b).unit()).count();
    match (text.as_bytes().get(at), phrase.as_bytes().get(at)) {
        (None, None) => true,
        (Some(0..0x80), None) => stem,
        (None, Some(0..0x80)) | (Some(0..0x80), Some(0..0x80)) => false,
        _ => same_from(text, phrase, at, stem),
    }
}

/// The same from byte `at` of both on, where letters beyond ASCII or accents stand.
fn same_from(text: &str, phrase: &str, at: usize, stem: bool) -> bool {
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
    use super::*;

    #[test]
    fn letters_compare_folded() {
        assert!(same_letters("Abonnez", "abon", true) && !same_letters("Abonnez", "abon", false));
        assert!(!same_letters("Abon", "abonnez", true) && !same_letters("abo", "abon", false));
        assert!(same_letters("E\u{301}TE", "été", false) && same_letters("ete", "éte\u{301}", false));
        assert!(same_letters("Été", "et", true) && !same_letters("eta", "été", false));
        assert!(same_letters("L’eau", "l'eau", false) && same_letters("жуки", "Жук", true));
    }
}
