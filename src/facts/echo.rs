//! Facts about words that stand elsewhere in the text: lines said twice, titles with a site's name, titles that name the topic.

use super::{Fact, Sketch, line::third, list::*, topic::Topics};
use crate::{passage::Passage, word::Word};

/// How far from the top a title may stand.
const TOP: usize = 60;
/// How many words two titles must begin with alike.
const TITLE_WORDS: usize = 4;

/// Scratch tables, kept from text to text.
#[derive(Clone, Debug, Default)]
pub(crate) struct EchoTables {
    lines: Seen,
    titles: Seen,
    topics: Topics,
}

impl EchoTables {
    pub(super) fn mark(&mut self, passages: &[Passage], words: &[Word], topics: &[u32], sketches: &mut [Sketch]) {
        self.lines.clear(passages.len());
        self.titles.clear(passages.len().min(TOP));
        for (at, passage) in passages.iter().enumerate() {
            if let Some(first) = self.lines.insert(passage.surveyed.hash, at) {
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
        self.topics.mark(passages, topics, sketches);
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
