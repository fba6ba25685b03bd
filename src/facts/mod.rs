//! Facts: cheap, language-free observations about each passage and its neighbourhood.

mod around;
mod echo;
mod line;
pub(crate) mod list;
mod place;
mod topic;

pub(crate) use echo::EchoTables;
pub(crate) use list::{FACTS, Fact};

use crate::{
    cue::{Cue, Spoken, cues_of, spoken},
    passage::Passage,
    rules::Strength,
    word::Word,
};

/// What is known of a passage before its neighbours are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sketch {
    /// Length in words as a reader counts them.
    pub length: u32,
    /// 1 to 5: up to 2, 5, 12, 25 words, more.
    pub class: u8,
    /// Ends with an end mark, quotes and brackets left aside.
    pub ended: bool,
    /// Reads like a paragraph of a story: long, with sentences.
    pub prose: bool,
    /// Function words among the words, in tenths of a percent; `None` where the language is unknown.
    pub grammar: Option<u16>,
    pub spoken: Spoken,
    pub repeated_earlier: bool,
    pub repeated_later: bool,
    pub echoes_top: bool,
    pub echoed_later: bool,
    /// Share of longer words that stand in other prose, in eighths; `None` if there are none.
    pub topic: Option<u8>,
    /// How much of the topic the line names: the square of those words through all of its longer words.
    pub named: u32,
    /// Rank, from 1, among the lines above the story by how much of the story's topic they name; 0 elsewhere.
    pub title_rank: u8,
    /// Short lines of the same kind since an opener.
    pub since_opener: u16,
    pub opener: Option<crate::role::Kind>,
    /// Prose lines since a cue after which little is story: 1 for none, 2 for one …; 0 without such a cue.
    pub since_rest: u8,
    pub prose_before: u32,
    /// Lines before it that more than a hint speaks for boilerplate in.
    pub cued_before: u32,
    pub prose_words_before: u32,
    pub since_prose: u32,
    pub until_prose: u32,
    pub run: u32,
    /// Cues for boilerplate in the run so far, and in all of it.
    pub run_cues: u32,
    pub run_cues_all: u32,
    /// How many lines of this length class and end stand together.
    pub series: u32,
    pub ends_with_colon: bool,
}

impl Sketch {
    /// Whether more than a hint speaks for boilerplate.
    fn is_cued(&self) -> bool {
        self.spoken.boilerplate.is_some_and(|(strength, _)| strength > Strength::Weak)
    }
}

/// Counts over the whole text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Whole {
    pub lines: u32,
    pub prose: u32,
    pub cued: u32,
    pub prose_words: u32,
    pub parted_by_blanks: bool,
}

/// Sketches every passage: first what each shows alone, then what the whole text says of it. Linear.
pub(crate) fn sketch(
    passages: &[Passage],
    words: &[Word],
    topics: &[u32],
    cues: &[Cue],
    in_language: bool,
    echo: &mut EchoTables,
    sketches: &mut Vec<Sketch>,
) -> Whole {
    sketches.clear();
    sketches.reserve(passages.len());
    for passage in passages {
        let mut sketch = line::sketch(passage, in_language);
        sketch.spoken = spoken(cues_of(passage, cues));
        line::hear_out(&mut sketch);
        sketch.prose &= !line::is_claimed(&sketch.spoken);
        sketches.push(sketch);
    }
    echo.mark(passages, words, topics, sketches);
    place::mark(passages, sketches)
}

/// Tells every fact of passage `at` to `tell`.
pub(crate) fn tell_facts(passages: &[Passage], sketches: &[Sketch], whole: &Whole, at: usize, tell: &mut impl FnMut(Fact)) {
    let (Some(passage), Some(sketch)) = (passages.get(at), sketches.get(at)) else { return };
    line::tell(passage, sketch, tell);
    place::tell(passage, passages.get(at + 1), sketch, whole, at, tell);
    echo::tell(sketch, at, tell);
    around::tell(sketches, whole, at, tell);
}
