//! What a vocabulary notes of the keys of a pack, and where. The build script shares this file.

/// What a vocabulary notes in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noted {
    // Of keys that count inside sentences: a word, a stem, the first word of a pair, a pair.
    Word,
    Stem,
    Lead,
    Pair,
    // Of all keys, which count at the beginning of a line at least: a word that is a key or leads a pair, a stem.
    StartWord,
    StartStem,
}

pub(crate) const NOTED: [Noted; 6] = [Noted::Word, Noted::Stem, Noted::Lead, Noted::Pair, Noted::StartWord, Noted::StartStem];

impl Noted {
    /// What is noted of the same key at beginnings.
    pub(crate) fn at_starts(self) -> Option<Noted> {
        match self {
            Noted::Word | Noted::Lead => Some(Noted::StartWord),
            Noted::Stem => Some(Noted::StartStem),
            _ => None,
        }
    }
}

/// A set of slots of a vocabulary, a bit each.
#[derive(Debug, Default)]
pub(crate) struct SlotSet {
    bits: Vec<u64>,
}

impl SlotSet {
    pub(crate) fn add(&mut self, slot: u16) {
        if self.bits.is_empty() {
            self.bits.resize(VOCABULARY / 64, 0);
        }
        if let Some(bits) = self.bits.get_mut(usize::from(slot) / 64) {
            *bits |= 1 << (slot % 64);
        }
    }

    /// The slots in rising order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        let bits = self.bits.iter().zip(0_u16..).filter(|(bits, _)| **bits != 0);
        bits.flat_map(|(&bits, at)| (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| at * 64 + bit))
    }
}

/// How many slots a vocabulary has.
pub(crate) const VOCABULARY: usize = 1 << 14;

/// The slot of a word, or of a stem, by its hash.
#[inline(always)]
pub(crate) fn slot_of(hash: u32) -> u16 {
    (hash as usize % VOCABULARY) as u16
}

/// The slot of two words in a row; it need not be told from that of other pairs as surely as a key.
#[inline(always)]
pub(crate) fn pair_slot(first: u32, second: u32) -> u16 {
    slot_of(first ^ second.rotate_left(11))
}

/// The slot of a word and the stem of the next.
#[inline(always)]
pub(crate) fn stem_pair_slot(first: u32, stem: u32) -> u16 {
    slot_of(first ^ stem.rotate_left(23))
}
