//! What the story is about: its longer words, and how many of them each line has.

use super::Sketch;
use crate::passage::Passage;

/// The longer words of a text's prose, as two sets of hashes that may say yes wrongly, about one time in thirty, never no: of those in
/// any line of prose, and in two or more. What both sets say of a hash stands side by side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topics {
    bits: Vec<[u64; 2]>,
}

impl Topics {
    /// Marks on every sketch how much of the story's topic its line names; `hashes` are those of its longer words.
    pub(super) fn mark(&mut self, passages: &[Passage], hashes: &[u32], sketches: &mut [Sketch]) {
        let topics = |passage: &Passage| passage.topics.of(hashes);
        let prose = || passages.iter().zip(sketches.iter()).filter(|(_, sketch)| sketch.prose).map(|(passage, _)| topics(passage));
        self.clear(prose().map(<[u32]>::len).sum());
        for topics in prose() {
            // A word that a line has twice is in one line all the same.
            topics.iter().for_each(|&hash| self.at(hash, |[once, twice], bit| *twice |= *once & bit));
            topics.iter().for_each(|&hash| self.at(hash, |[once, _], bit| *once |= bit));
        }
        for (passage, sketch) in passages.iter().zip(sketches) {
            let topics = topics(passage);
            let all = topics.len() as u32;
            let known = if sketch.prose { self.known(topics, |[_, twice]| *twice) } else { self.known(topics, |[once, _]| *once) };
            sketch.topic = (all > 0).then(|| (known * 8 / all.max(1)) as u8);
            sketch.named = known * known * 8 / all.max(1);
        }
    }

    /// Empties the sets, and makes room for so many hashes: thirty-two bits in each for each.
    fn clear(&mut self, hashes: usize) {
        self.bits.clear();
        self.bits.resize((hashes / 2 + 1).next_power_of_two(), [0; 2]);
    }

    /// Changes the bits among which a hash has its own.
    #[inline(always)]
    fn at(&mut self, hash: u32, change: impl FnOnce(&mut [u64; 2], u64)) {
        let at = (hash >> 6) as usize & (self.bits.len() - 1);
        if let Some(bits) = self.bits.get_mut(at) {
            change(bits, 1 << (hash & 63));
        }
    }

    /// How many of the hashes are in one of the sets.
    #[inline(always)]
    fn known(&self, hashes: &[u32], set: impl Fn(&[u64; 2]) -> u64) -> u32 {
        let bits = |hash: u32| self.bits.get((hash >> 6) as usize & (self.bits.len() - 1)).map_or(0, &set);
        hashes.iter().map(|&hash| (bits(hash) >> (hash & 63)) as u32 & 1).sum()
    }
}
