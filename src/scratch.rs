//! Scratch memory of a splitter, and what is done in it alone: a text's lines read into passages with words and cues.

use crate::{
    article::Record,
    compose::{compose, may_be_apart},
    cue::{Cue, cut_word, find_cues},
    cut::{TITLE_LINES, cut_offset, site_offset},
    decode::Decision,
    facts::{EchoTables, Sketch},
    language::Language,
    line::Line,
    model::Scores,
    passage::{Passage, Stretch},
    rules::{CuedLine, Hunt, Lexicon, RuleTable, SpottedWord, limits},
    word::{Word, mark, read_words},
};

/// Memory that is kept from text to text: with it, a split allocates nothing once it is warm.
///
/// ```
/// let mut scratch = copydesk::Scratch::default();
/// let article = copydesk::Splitter::new().split_with(&mut scratch, "Rain fell.").clean_text();
/// assert_eq!(article, "Rain fell.");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(crate) lines: Vec<Line>,
    /// The language whose rules stand by.
    pub(crate) fallback: Option<Language>,
    pub(crate) passages: Vec<Passage>,
    /// The halves of passages that were cut, with their places.
    pub(crate) halves: Vec<(usize, [Passage; 2])>,
    pub(crate) words: Vec<Word>,
    /// Words that cues may begin with, and hashes of those that carry the topic.
    pub(crate) spots: Vec<SpottedWord>,
    pub(crate) topics: Vec<u32>,
    pub(crate) hunt: Hunt,
    /// Whether letters and their marks may stand apart in the text; a line of it put together, and its words.
    pub(crate) apart: bool,
    pub(crate) composed: String,
    pub(crate) composed_words: Vec<Word>,
    pub(crate) cues: Vec<Cue>,
    pub(crate) sketches: Vec<Sketch>,
    pub(crate) echo: EchoTables,
    pub(crate) scores: Vec<Scores>,
    pub(crate) best: Vec<Scores>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) records: Vec<Record>,
}

/// The longest line that is put together for patterns, in bytes: no text is more than three times as long with its marks apart, so
/// what is longer is too long for patterns in either form.
const LONGEST_APART: usize = 3 * limits::PATTERN_LINE;

/// How many bytes a word has, space included, in scripts with spaces: few texts have less. Beyond ASCII none has less than three.
const BYTES_A_WORD: usize = 5;
const LEAST_BYTES: usize = 3;

/// Room for the words of the rest of a text, if they are as close as those of the part that was read, and some more. What grows by
/// doubling takes half as much memory again.
fn room(words: usize, read: usize, size: usize) -> usize {
    let rest = words as u64 * (size - read) as u64 / read.max(1) as u64;
    (rest as usize).min((size - read) / LEAST_BYTES).max(words / 8) + words / 16
}

/// The words of a line that was put together: as many as before, since a word is the same in either form, at other places.
fn read_again(line: &str, words: &mut Vec<Word>) -> usize {
    words.clear();
    read_words(line, words);
    words.len()
}

impl Scratch {
    /// A passage for every line, with its words.
    pub(crate) fn read_lines(&mut self, text: &str) {
        self.apart = may_be_apart(text);
        self.passages.clear();
        self.words.clear();
        // Some are cut in two.
        self.passages.reserve_exact(self.lines.len() + self.lines.len() / 16 + 4);
        for line in &self.lines {
            let size = line.text_end - line.text_start;
            // A word and the gap behind it have two bytes at least.
            if self.words.capacity() - self.words.len() < size / 2 + 1 {
                let far = text.as_bytes().get(line.text_start).is_some_and(|&byte| byte >= 0xe0);
                let of_line = size / if far { LEAST_BYTES } else { BYTES_A_WORD } + 1;
                self.words.reserve_exact(room(self.words.len(), line.text_start, text.len()).max(of_line));
            }
            self.passages.push(Passage::read(line, text, &mut self.words));
        }
    }

    /// Walks over the words of every passage.
    pub(crate) fn survey(&mut self, lexicon: &Lexicon<'_>) {
        self.spots.clear();
        self.topics.clear();
        let Scratch { passages, words, spots, topics, .. } = self;
        // Every second word with spaces around it is long and no function word, at most.
        topics.reserve_exact(passages.iter().map(|passage| passage.glance.most_topics()).sum());
        passages.iter_mut().for_each(|passage| passage.survey(words, lexicon, spots, topics));
    }

    /// Finds the cues of every passage, and cuts in two those that a cue claims a part of.
    pub(crate) fn find_cues(&mut self, tables: &[Option<&RuleTable>], lexicon: &Lexicon<'_>, text: &str) {
        self.cues.clear();
        self.halves.clear();
        let mut passages = std::mem::take(&mut self.passages);
        for (at, passage) in passages.iter_mut().enumerate() {
            let start = self.cues.len();
            passage.cues = self.cues_of(tables, text, passage);
            if let Some(offset) = self.cut_of(at, passage, text) {
                self.cues.truncate(start);
                let halves = self.halves_of(passage, offset, tables, lexicon, text);
                self.halves.push((at, halves));
            }
        }
        self.passages = passages;
        self.put_halves();
    }

    /// The byte offset within a passage, the text's number `at`, where it is to be cut.
    #[inline(always)]
    fn cut_of(&self, at: usize, passage: &Passage, text: &str) -> Option<usize> {
        let (line, words) = (passage.text(text), passage.words(&self.words));
        let cut = cut_word(passage.cues.of(&self.cues), words).and_then(|word| cut_offset(line, words, word));
        let may_have_site = at < TITLE_LINES && passage.glance.has(mark::BAR | mark::DASH);
        cut.or_else(|| if may_have_site { site_offset(line, words) } else { None })
    }

    /// The two parts of a passage, each with words and cues of its own.
    fn halves_of(
        &mut self,
        passage: &Passage,
        offset: usize,
        tables: &[Option<&RuleTable>],
        lexicon: &Lexicon<'_>,
        text: &str,
    ) -> [Passage; 2] {
        let count = passage.words.len();
        if self.words.capacity() - self.words.len() < count {
            self.words.reserve_exact(count.max(self.words.len() / 16));
        }
        passage.cut(passage.text_start + offset, text).map(|half| {
            let mut half = Passage::read(&half, text, &mut self.words);
            half.survey(&self.words, lexicon, &mut self.spots, &mut self.topics);
            half.cues = self.cues_of(tables, text, &half);
            half
        })
    }

    /// Puts the halves of passages that were cut in their place: from the end, so that each passage is moved once.
    fn put_halves(&mut self) {
        let Some(&(_, [last, _])) = self.halves.last() else { return };
        let mut from = self.passages.len();
        self.passages.reserve_exact(self.halves.len());
        self.passages.resize(from + self.halves.len(), last);
        let mut to = self.passages.len();
        for &(at, halves) in self.halves.iter().rev() {
            let whole = from - at - 1;
            self.passages.copy_within(at + 1..from, to - whole);
            to -= whole + 2;
            from = at;
            self.passages.iter_mut().skip(to).zip(halves).for_each(|(place, half)| *place = half);
        }
    }

    /// Finds the cues of a passage.
    fn cues_of(&mut self, tables: &[Option<&RuleTable>], text: &str, passage: &Passage) -> Stretch {
        let first_cue = self.cues.len();
        let (whole, words) = (passage.text(text), passage.words(&self.words));
        let line = CuedLine { text: whole, words, glance: &passage.glance, spots: passage.spots.of(&self.spots) };
        let composed = self.apart && whole.len() <= LONGEST_APART && compose(whole, &mut self.composed);
        // A word has the same hashes in either form: what begins cues stays.
        if composed && words.len() == read_again(&self.composed, &mut self.composed_words) {
            let line = CuedLine { text: &self.composed, words: &self.composed_words, ..line };
            find_cues(tables, &line, &mut self.hunt, &mut self.cues);
        } else {
            find_cues(tables, &line, &mut self.hunt, &mut self.cues);
        }
        Stretch::since(first_cue, &self.cues)
    }
}
