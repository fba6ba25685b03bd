//! Facts about words that stand elsewhere in the text: lines said twice, titles with a site's name, the story's topic.

use super::{Fact, Sketch, line::third, list::*};
use crate::{
    passage::Passage,
    rules::RuleTable,
    word::{Word, pair},
};

/// How far from the top a title may stand.
const TOP: usize = 60;
/// How many words two titles must begin with alike.
const TITLE_WORDS: usize = 4;

/// Scratch tables, kept from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct EchoTables {
    lines: Seen,
    titles: Seen,
    topic: Topic,
}

impl EchoTables {
    pub(super) fn mark(&mut self, passages: &[Passage], words: &[Word], language: Option<&RuleTable>, sketches: &mut [Sketch]) {
        self.lines.clear(passages.len());
        self.titles.clear(passages.len().min(TOP));
        for (at, passage) in passages.iter().enumerate() {
            if let Some(first) = self.lines.insert(passage.glance.hash, at) {
                set(sketches, first, |sketch| sketch.repeated_later = true);
                set(sketches, at, |sketch| sketch.repeated_earlier = true);
                continue;
            }
            let words = passage.words(words);
            let Some(title) = beginning(words) else { continue };
            let first = if at < TOP { self.titles.insert(title, at) } else { self.titles.get(title) };
            if let Some(first) = first {
                set(sketches, first, |sketch| sketch.echoed_later = true);
                set(sketches, at, |sketch| sketch.echoes_top = true);
            }
        }
        self.topic.mark(passages, words, language, sketches);
        rank_titles(sketches);
    }
}

/// Ranks the lines above the second prose line that could be a title.
fn rank_titles(sketches: &mut [Sketch]) {
    let mut prose = 0;
    let above = sketches.iter().take_while(|sketch| {
        prose += usize::from(sketch.prose);
        prose < 2
    });
    let end = above.count();
    let mut best = [0_u32; 3];
    let candidates = |sketch: &&Sketch| (2..=4).contains(&sketch.class) && !sketch.prose && sketch.named > 8;
    for sketch in sketches.iter().take(end).filter(candidates) {
        let mut named = sketch.named;
        for place in &mut best {
            if named > *place {
                std::mem::swap(place, &mut named);
            }
        }
    }
    for sketch in sketches.iter_mut().take(end).filter(|sketch| candidates(&&**sketch)) {
        sketch.title_rank = best.iter().position(|&named| sketch.named >= named).map_or(4, |place| place as u8 + 1);
    }
}

fn set(sketches: &mut [Sketch], at: usize, change: impl Fn(&mut Sketch)) {
    sketches.get_mut(at).into_iter().for_each(change);
}

/// Hash of the first words of a line that has more of them.
fn beginning(words: &[Word]) -> Option<u64> {
    let first = words.get(..TITLE_WORDS)?;
    // Four chars of Han are two words: take twice as many.
    let first = if first.iter().all(|word| word.is_unspaced()) { words.get(..2 * TITLE_WORDS)? } else { first };
    Some(first.iter().fold(0, |hash: u64, word| (hash ^ u64::from(word.hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)))
}

/// Which hashes were seen, and where first: open addressing with a bound on probing, so that no text can make it slow.
#[derive(Clone, Debug, Default)]
struct Seen {
    slots: Vec<(u64, u32)>,
}

const PROBES: usize = 16;

impl Seen {
    fn clear(&mut self, lines: usize) {
        self.slots.clear();
        self.slots.resize((lines * 2 + 1).next_power_of_two(), (0, u32::MAX));
    }

    fn slot(&self, hash: u64) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let first = (hash >> 20) as usize;
        (first..first + PROBES)
            .map(|at| at & mask)
            .find(|&at| self.slots.get(at).is_some_and(|&(taken, line)| line == u32::MAX || taken == hash))
    }

    fn get(&self, hash: u64) -> Option<usize> {
        let &(_, line) = self.slots.get(self.slot(hash)?)?;
        (line != u32::MAX).then_some(line as usize)
    }

    /// Where the hash was seen first, if it was; else notes it.
    fn insert(&mut self, hash: u64, line: usize) -> Option<usize> {
        let slot = self.slot(hash)?;
        let slot = self.slots.get_mut(slot)?;
        if slot.1 != u32::MAX {
            return Some(slot.1 as usize);
        }
        *slot = (hash, line as u32);
        None
    }
}

/// The longer words of the text's prose, in two sets: those of any prose line, and those of two or more.
#[derive(Clone, Debug, Default)]
struct Topic {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Topic {
    fn mark(&mut self, passages: &[Passage], words: &[Word], language: Option<&RuleTable>, sketches: &mut [Sketch]) {
        let prose = || passages.iter().zip(sketches.iter()).filter(|(_, sketch)| sketch.prose).map(|(passage, _)| passage);
        let count: usize = prose().map(|passage| passage.words_end - passage.words_start).sum();
        // Sixteen bits a word leave a false answer in one of thirty.
        let size = (count / 4 + 1).next_power_of_two();
        for set in [&mut self.once, &mut self.twice] {
            set.clear();
            set.resize(size, 0);
        }
        for passage in prose() {
            let topics = || topic_words(passage.words(words), language);
            topics().filter(|&hash| has(&self.once, hash)).for_each(|hash| add(&mut self.twice, hash));
            topics().for_each(|hash| add(&mut self.once, hash));
        }
        for (passage, sketch) in passages.iter().zip(sketches) {
            let set = if sketch.prose { &self.twice } else { &self.once };
            let (mut all, mut known) = (0_u32, 0_u32);
            for hash in topic_words(passage.words(words), language) {
                all += 1;
                known += u32::from(has(set, hash));
            }
            sketch.topic = (all > 0).then(|| (known * 8 / all.max(1)) as u8);
            sketch.named = known * known * 8 / all.max(1);
        }
    }
}

/// Hashes of the words that carry a topic: four letters or more and no function word; pairs of ideographs.
fn topic_words<'w>(words: &'w [Word], language: Option<&'w RuleTable>) -> impl Iterator<Item = u32> + 'w {
    words.iter().enumerate().filter_map(move |(at, word)| {
        if word.is_unspaced() {
            let next = words.get(at + 1).filter(|next| next.is_unspaced())?;
            return Some(pair(word.hash, next.hash));
        }
        let carries = word.letters >= 4 && !word.is_number() && !language.is_some_and(|table| table.is_function_word(word));
        carries.then_some(word.hash)
    })
}

fn add(set: &mut [u64], hash: u32) {
    let at = (hash >> 6) as usize & (set.len() - 1);
    if let Some(bits) = set.get_mut(at) {
        *bits |= 1 << (hash & 63);
    }
}

fn has(set: &[u64], hash: u32) -> bool {
    set.get((hash >> 6) as usize & (set.len() - 1)).is_some_and(|bits| bits >> (hash & 63) & 1 == 1)
}

pub(super) fn tell(sketch: &Sketch, at: usize, tell: &mut impl FnMut(Fact)) {
    if sketch.repeated_later {
        tell(REPEATED_AT.at(bucket(&[0, 1, 4, 10], at as u32)));
    }
    if sketch.repeated_earlier {
        tell(REPEATED_AT.at(4 + bucket(&[0, 4, 10, 30], at as u32)));
    }
    match (sketch.repeated_earlier, sketch.repeated_later) {
        (true, false) => tell(REPEATED.at(0)),
        (false, true) => tell(REPEATED.at(1)),
        (true, true) => tell(REPEATED.at(2)),
        _ => {}
    }
    if sketch.echoed_later {
        tell(TITLE_ECHO.at(0));
    } else if sketch.echoes_top {
        tell(TITLE_ECHO.at(1));
    }
    if sketch.title_rank > 0 {
        tell(TITLE_RANK.at(usize::from(sketch.title_rank) - 1));
    }
    let Some(share) = sketch.topic.map(u32::from) else { return };
    tell(TOPIC.at(match third(sketch.class) {
        0 => bucket(&[0, 1, 5], share),
        1 => 3 + bucket(&[0, 2, 4, 6], share),
        _ => 7 + bucket(&[0, 2, 4, 6], share),
    }));
}
