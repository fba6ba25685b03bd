//! What the story is about: its longer words, and how many of them each line has.

use super::Sketch;
use crate::{
    rules::RuleTable,
    word::{Word, pair},
};

/// Words with fewer letters carry no topic.
const LETTERS: u8 = 4;

/// The longer words of the text, and two sets of those in its prose: in any prose line, and in two or more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topics {
    /// Hashes of the words that carry a topic, line by line.
    hashes: Vec<u32>,
    /// Where those of each line end.
    ends: Vec<usize>,
    once: Set,
    twice: Set,
}

impl Topics {
    pub(super) fn clear(&mut self) {
        self.hashes.clear();
        self.ends.clear();
    }

    /// Lists the words of one more line that carry a topic: those that are neither short nor numbers nor function words of
    /// the language; of ideographs, each two in a row. Returns how many function words there are.
    pub(super) fn gather(&mut self, words: &[Word], language: Option<&RuleTable>) -> u32 {
        let mut function_words = 0;
        let mut rest = words;
        while let [word, behind @ ..] = rest {
            let is_function_word = language.is_some_and(|table| table.is_function_word(word));
            function_words += u32::from(is_function_word);
            if word.is_unspaced() {
                let next = behind.first().filter(|next| next.is_unspaced());
                next.into_iter().for_each(|next| self.hashes.push(pair(word.hash, next.hash)));
            } else if word.letters >= LETTERS && !is_function_word && !word.is_number() {
                self.hashes.push(word.hash);
            }
            rest = behind;
        }
        self.ends.push(self.hashes.len());
        function_words
    }

    /// Marks on every sketch how much of the story's topic its line names.
    pub(super) fn mark(&mut self, sketches: &mut [Sketch]) {
        let words = self.lines().zip(sketches.iter()).filter(|(_, sketch)| sketch.prose).map(|(topics, _)| topics.len()).sum();
        let (mut once, mut twice) = (std::mem::take(&mut self.once), std::mem::take(&mut self.twice));
        once.clear(words);
        twice.clear(words);
        for (topics, _) in self.lines().zip(sketches.iter()).filter(|(_, sketch)| sketch.prose) {
            topics.iter().filter(|&&hash| once.has(hash)).for_each(|&hash| twice.add(hash));
            topics.iter().for_each(|&hash| once.add(hash));
        }
        for (topics, sketch) in self.lines().zip(sketches) {
            let set = if sketch.prose { &twice } else { &once };
            let all = topics.len() as u32;
            let known = topics.iter().map(|&hash| u32::from(set.has(hash))).sum::<u32>();
            sketch.topic = (all > 0).then(|| (known * 8 / all.max(1)) as u8);
            sketch.named = known * known * 8 / all.max(1);
        }
        (self.once, self.twice) = (once, twice);
    }

    /// The topic words of each line.
    fn lines(&self) -> impl Iterator<Item = &[u32]> {
        self.ends.iter().scan(0, |start, &end| self.hashes.get(std::mem::replace(start, end)..end))
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
