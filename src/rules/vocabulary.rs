//! The vocabulary of a text's packs: what their cues begin with, and the function words of its language.

use super::{
    entries::{NUMBER_KEY, Spot},
    index::Index,
    slots::{NOTED, Noted, VOCABULARY, pair_slot, slot_of, stem_pair_slot},
};
use crate::word::Word;

/// How many packs a vocabulary notes words of.
pub(crate) const PACKS: usize = 4;
/// How many of them, the first, are looked up inside sentences.
const INNER_PACKS: usize = 3;
/// Notes of one kind for all packs.
const EACH_INNER: u16 = (1 << INNER_PACKS) - 1;
const EACH: u8 = (1 << PACKS) - 1;
// In a slot: by the lower bits of its hash, and by the upper ones, a function word.
const FUNCTION: u16 = 1 << 15;
const FUNCTION_TOO: u16 = 1 << 14;

/// Tables of notes, by hash: they may say wrongly that a cue may begin with a word, never that none does. One look tells of all
/// packs; the size is fixed, so that no look is out of bounds.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// For words inside sentences.
    inner: Box<[u16; VOCABULARY]>,
    /// For words that begin lines or sentences.
    starts: Box<[u8; VOCABULARY]>,
    /// The packs whose cues begin with any number.
    numbers: u8,
}

/// The bit of a kind of note about words inside sentences, of the first pack.
const fn bit_of(kind: Noted) -> u32 {
    INNER_PACKS as u32 * kind as u32
}

fn zeros<T: Clone + Default + Copy>() -> Box<[T; VOCABULARY]> {
    let zeros = vec![T::default(); VOCABULARY].into_boxed_slice();
    zeros.try_into().unwrap_or_else(|_| Box::new([T::default(); VOCABULARY]))
}

impl Vocabulary {
    /// The vocabulary of packs, with the function words (by hash) of the text's language.
    pub(crate) fn new(packs: [Option<&Index>; PACKS], function_words: impl Iterator<Item = u32>) -> Vocabulary {
        let mut vocabulary = Vocabulary { inner: zeros(), starts: zeros(), numbers: 0 };
        for (number, pack) in packs.into_iter().enumerate() {
            let Some(pack) = pack else { continue };
            NOTED.iter().for_each(|&kind| pack.noted(kind).for_each(|slot| vocabulary.note(kind, number, slot)));
            vocabulary.numbers |= u8::from(pack.may_have(NUMBER_KEY, Spot::First)) << number;
        }
        for hash in function_words {
            vocabulary.add(slot_of(hash), FUNCTION);
            vocabulary.add(upper_slot(hash), FUNCTION_TOO);
        }
        vocabulary
    }

    fn note(&mut self, kind: Noted, pack: usize, slot: u16) {
        match kind {
            Noted::StartWord | Noted::StartStem => {
                if let Some(noted) = self.starts.get_mut(usize::from(slot)) {
                    *noted |= 1 << if kind == Noted::StartStem { PACKS + pack } else { pack };
                }
            }
            _ if pack < INNER_PACKS => self.add(slot, 1 << (bit_of(kind) as usize + pack)),
            _ => {}
        }
    }

    fn add(&mut self, slot: u16, notes: u16) {
        if let Some(noted) = self.inner.get_mut(usize::from(slot)) {
            *noted |= notes;
        }
    }

    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
    fn at(&self, slot: u16) -> u16 {
        self.inner[usize::from(slot) % VOCABULARY]
    }

    /// What is noted of a word.
    #[inline(always)]
    pub(crate) fn of(&self, word: &Word) -> Notes<'_> {
        Notes { vocabulary: self, of_word: self.at(slot_of(word.hash)) }
    }

    /// The packs, a bit each, of which a cue may begin with a word that begins a line or a sentence.
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "the remainder is within the table")]
    pub(crate) fn packs_at_start(&self, word: &Word) -> u8 {
        let at = |hash: u32| self.starts[usize::from(slot_of(hash)) % VOCABULARY];
        let packs = (at(word.hash) | at(word.stem()) >> PACKS) & EACH;
        if word.is_number() { packs | self.numbers } else { packs }
    }
}

/// The slot of a hash by its upper bits.
#[inline(always)]
fn upper_slot(hash: u32) -> u16 {
    slot_of(hash >> 15)
}

/// What is noted of a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Notes<'v> {
    vocabulary: &'v Vocabulary,
    of_word: u16,
}

impl Notes<'_> {
    /// Whether the word, given again, is a function word: that another one is taken for it is one case in ten thousand.
    #[inline(always)]
    pub(crate) fn is_function_word(self, word: &Word) -> bool {
        self.of_word & FUNCTION != 0 && self.vocabulary.at(upper_slot(word.hash)) & FUNCTION_TOO != 0
    }

    /// The packs, a bit each, of which a cue may begin with the word inside a sentence; `next` is the word behind it.
    #[inline(always)]
    pub(crate) fn packs(self, word: &Word, next: Option<&Word>) -> u8 {
        let of_stem = self.vocabulary.at(slot_of(word.stem())) >> bit_of(Noted::Stem);
        let mut packs = (self.of_word >> bit_of(Noted::Word) | of_stem) & EACH_INNER;
        let leads = self.of_word >> bit_of(Noted::Lead) & EACH_INNER;
        if leads != 0 {
            packs |= leads & next.map_or(0, |next| self.pairs(word, next));
        }
        if word.is_number() {
            packs |= u16::from(self.vocabulary.numbers) & EACH_INNER;
        }
        packs as u8
    }

    #[inline(always)]
    fn pairs(self, word: &Word, next: &Word) -> u16 {
        let (pair, stem_pair) = (pair_slot(word.hash, next.hash), stem_pair_slot(word.hash, next.stem()));
        (self.vocabulary.at(pair) | self.vocabulary.at(stem_pair)) >> bit_of(Noted::Pair)
    }
}
