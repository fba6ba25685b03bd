//! What the story is about: its longer words, and how many of them each line has.

use super::Sketch;
use crate::passage::Passage;

/// Two sets of the longer words of a text's prose: of those in any prose line, and in two or more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topics {
    once: Set,
    twice: Set,
}

impl Topics {
    /// Marks on every sketch how much of the story's topic its line names; `hashes` are those of its longer words.
    pub(super) fn mark(&mut self, passages: &[Passage], hashes: &[u32], sketches: &mut [Sketch]) {
        let topics = |passage: &Passage| passage.topics.of(hashes);
        let (mut once, mut twice) = (std::mem::take(&mut self.once), std::mem::take(&mut self.twice));
        let prose = || passages.iter().zip(sketches.iter()).filter(|(_, sketch)| sketch.prose).map(|(passage, _)| topics(passage));
        let words = prose().map(<[u32]>::len).sum();
        once.clear(words);
        twice.clear(words);
        for topics in prose() {
            topics.iter().filter(|&&hash| once.has(hash)).for_each(|&hash| twice.add(hash));
            topics.iter().for_each(|&hash| once.add(hash));
        }
        for (passage, sketch) in passages.iter().zip(sketches) {
            let topics = topics(passage);
            let set = if sketch.prose { &twice } else { &once };
            let all = topics.len() as u32;
            let known = topics.iter().map(|&hash| u32::from(set.has(hash))).sum::<u32>();
            sketch.topic = (all > 0).then(|| (known * 8 / all.max(1)) as u8);
            sketch.named = known * known * 8 / all.max(1);
        }
        (self.once, self.twice) = (once, twice);
    }
}

/// A set of hashes that may say yes wrongly, about one time in thirty, never no.
#[derive(Clone, Debug, Default)]
struct Set {
    bits: Vec<u64>,
}

impl Set {
    /// Empties it, and makes room for so many hashes: thirty-two bits for each.
    fn clear(&mut self, hashes: usize) {
        self.bits.clear();
        self.bits.resize((hashes / 2 + 1).next_power_of_two(), 0);
    }

    #[inline(always)]
    fn add(&mut self, hash: u32) {
        let at = (hash >> 6) as usize & (self.bits.len() - 1);
        if let Some(bits) = self.bits.get_mut(at) {
            *bits |= 1 << (hash & 63);
        }
    }

    #[inline(always)]
    fn has(&self, hash: u32) -> bool {
        self.bits.get((hash >> 6) as usize & (self.bits.len() - 1)).is_some_and(|bits| bits >> (hash & 63) & 1 == 1)
    }
}
