//! Long stems: the first five letters of a word in Latin script, four in others, which tell it from nearly all others that
//! begin with the same three.

use super::{
    Word,
    far::{first_of_three, four_letters},
    run::{Run, load_at},
    spelling::Spelling,
};
use crate::{
    fold::unit_at,
    hash::{hash_of_long, long_bits},
};

/// The hash of the first letters of a word of a line: of all, if it has fewer.
#[inline(always)]
pub(crate) fn long_stem(line: &str, word: &Word) -> u32 {
    let piece = load_at(line.as_bytes(), u32::from(word.start));
    let run = Run::of(piece);
    let size = usize::from(word.end - word.start);
    if run.bits >= long_bits(false) || run.length() == size {
        return hash_of_long(run.folded, false);
    }
    match four_letters(piece) {
        (letters, count) if count == 4 || 2 * count as usize == size => hash_of_long(letters, true),
        _ => long_stem_of_other(line.get(usize::from(word.start)..usize::from(word.end)).unwrap_or("")),
    }
}

#[inline(never)]
fn long_stem_of_other(word: &str) -> u32 {
    match first_of_three(word.as_bytes()) {
        Some(letters) => hash_of_long(letters, true),
        None => first_letters(word).0,
    }
}

/// The same for a word by itself, if the letters tell more than a stem.
pub(crate) fn long_stem_of(word: &str) -> Option<u32> {
    let (hash, tells) = first_letters(word);
    tells.then_some(hash)
}

#[inline(never)]
fn first_letters(word: &str) -> (u32, bool) {
    let far = unit_at(word, 0).is_some_and(|(first, _)| first.unit() >= 0x80);
    let mut spelling = Spelling::new();
    spelling.read(word, 0);
    let (first, bits) = spelling.first_piece();
    (hash_of_long(first, far), bits >= long_bits(far))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::read_words;
    use proptest::prelude::*;

    #[test]
    fn a_word_begins_with_the_long_stem_of_what_begins_it() {
        let long = |line: &str| {
            let mut words = Vec::new();
            read_words(line, &mut words);
            words.first().map(|word| long_stem(line, word))
        };
        let same = |stem: &str, line: &str| long_stem_of(stem).is_some() && long_stem_of(stem) == long(line);
        assert!(same("abonn", "Abonnez-vous") && same("abonn", "ABÓNN") && same("l'art", "L’article") && same("subscri", "Subscribe"));
        assert!(same("жукам", "Жуками") && same("жука", "ЖУКА") && same("økonomi", "Økonomisk") && same("हिन्दी", "हिन्दी"));
        assert!(!same("abonn", "Abondance") && !same("abonn", "abon") && !same("жука", "Жуки"));
        assert_eq!((long_stem_of("abon"), long_stem_of("жук")), (None, None));
        assert_eq!(long("Abon"), long("abon."));
    }

    proptest! {
        /// The short ways come to what spelling a word letter by letter does.
        #[test]
        fn the_first_letters_are_those_that_are_spelled(text in "([a-zéñßİ']{1,7}|[а-яёй]{1,6}|[가-힣]{1,5}\u{11ab}?|[ก-๛]{1,5}|[क-ह़ािी्]{1,8}|[文字かガﾞ]{1,3}|\\PC)( |, |। |、)?") {
            let mut words = Vec::new();
            read_words(&text, &mut words);
            for word in words {
                let spelled = first_letters(&text[usize::from(word.start)..usize::from(word.end)]).0;
                prop_assert_eq!(long_stem(&text, &word), spelled);
            }
        }
    }
}
