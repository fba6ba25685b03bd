//! The vocabulary of a text's packs: what their cues begin with inside sentences, and the function words of its language.

use super::{
    entries::{NOTED, NUMBER_KEY, Noted, Spot, VOCABULARY, pair_slot, slot_of, stem_pair_slot},
    index::Index,
};
use crate::word::Word;

/// How many packs a vocabulary notes words of: those that are looked up inside sentences.
pub(crate) const PACKS: usize = 3;
/// Notes of one kind for all packs.
const EACH: u16 = (1 << PACKS) - 1;
/// In a slot: a function word.
const FUNCTION: u16 = 1 << 15;

/// A table of notes, by hash: it may say wrongly that a cue may begin with a word, never that none does. One look tells of all
/// packs; its size is fixed, so that no look is out of bounds.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    slots: Box<[u16; VOCABULARY]>,
    /// The packs whose cues begin with any number.
    numbers: u16,
}

/// The bit of a kind of note, of the first pack.
const fn bit_of(kind: Noted) -> u32 {
    PACKS as u32 * kind as u32
}

impl Vocabulary {
    /// The vocabulary of packs, with the function words (by hash) of the text's language.
    pub(crate) fn new<'a>(packs: [Option<&'a Index>; PACKS], function_words: impl Iterator<Item = u32>) -> Vocabulary {
        let slots = vec![0; VOCABULARY].into_boxed_slice();
        let slots = slots.try_into().unwrap_or_else(|_| Box::new([0; VOCABULARY]));
        let mut vocabulary = Vocabulary { slots, numbers: 0 };
        for (number, pack) in packs.into_iter().enumerate() {
            let Some(pack) = pack else { continue };
            for kind in NOTED {
                pack.noted(kind).for_each(|slot| vocabulary.note(slot, 1 << (bit_of(kind) as usize + number)));
            }
            vocabulary.numbers |= u16::from(pack.may_have(NUMBER_KEY, Spot::Inside)) << number;
        }
        function_words.for_each(|hash| vocabulary.note(slot_of(hash), FUNCTION));
        vocabulary
    }

    fn note(&mut self, slot: u16, notes: u16) {
        if let Some(noted) = self.slots.get_mut(usize::from(slot)) {
            *noted |= notes;
        }
    }

    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
    fn at(&self, slot: u16) -> u16 {
        self.slots[usize::from(slot) % VOCABULARY]
    }

    /// What is noted of a word.
    #[inline(always)]
    pub(crate) fn of(&self, word: &Word) -> Notes<'_> {
        Notes { vocabulary: self, of_word: self.at(slot_of(word.hash)) }
    }
}

/// What is noted of a word.
#[derive(Clone, Copy)]
pub(crate) struct Notes<'v> {
    vocabulary: &'v Vocabulary,
    of_word: u16,
}

impl Notes<'_> {
    /// Whether it may be a function word.
    #[inline(always)]
    pub(crate) fn may_be_function_word(self) -> bool {
        self.of_word & FUNCTION != 0
    }

    /// The packs, a bit each, of which a cue may begin with the word inside a sentence; `next` is the word behind it.
    #[inline(always)]
    pub(crate) fn packs(self, word: &Word, next: Option<&Word>) -> u8 {
        let of_stem = self.vocabulary.at(slot_of(word.stem)) >> bit_of(Noted::Stem);
        let mut packs = (self.of_word >> bit_of(Noted::Word) | of_stem) & EACH;
        let leads = self.of_word >> bit_of(Noted::Lead) & EACH;
        if leads != 0 {
            packs |= leads & next.map_or(0, |next| self.pairs(word, next));
        }
        if word.is_number() {
            packs |= self.vocabulary.numbers;
        }
        packs as u8
    }

    #[inline(always)]
    fn pairs(self, word: &Word, next: &Word) -> u16 {
        let (pair, stem_pair) = (pair_slot(word.hash, next.hash), stem_pair_slot(word.hash, next.stem));
        (self.vocabulary.at(pair) | self.vocabulary.at(stem_pair)) >> bit_of(Noted::Pair)
    }
}
