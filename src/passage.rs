//! A passage: what gets one role. A line, a part of a line that was cut, or a hard-wrapped paragraph.

use crate::{
    line::Line,
    rules::{Lexicon, SpottedWord, Surveyed, survey},
    word::{Glance, Word, read_words},
};

/// A passage with its words and cues, as ranges into the arrays that hold those of the whole text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage {
    /// Bounds in bytes; those of all passages tile the text.
    pub start: usize,
    pub end: usize,
    /// Bounds without the white space around.
    pub text_start: usize,
    pub text_end: usize,
    pub blank_before: u8,
    /// Whether it goes on with the line of the passage before.
    pub continues: bool,
    pub words_start: usize,
    pub words_end: usize,
    pub cues_start: usize,
    pub cues_end: usize,
    pub spots_start: usize,
    pub spots_end: usize,
    pub topics_start: usize,
    pub topics_end: usize,
    pub surveyed: Surveyed,
    pub glance: Glance,
}

impl Passage {
    /// A passage of a line, whose words are appended to `words`.
    pub(crate) fn read(line: &Line, text: &str, words: &mut Vec<Word>) -> Passage {
        let words_start = words.len();
        let glance = read_words(text.get(line.text_start..line.text_end).unwrap_or(""), words);
        Passage {
            start: line.start,
            end: line.end,
            text_start: line.text_start,
            text_end: line.text_end,
            blank_before: line.blank_before,
            continues: line.continues,
            words_start,
            words_end: words.len(),
            cues_start: 0,
            cues_end: 0,
            spots_start: 0,
            spots_end: 0,
            topics_start: 0,
            topics_end: 0,
            surveyed: Surveyed::default(),
            glance,
        }
    }

    /// Walks over its words, and appends what it notes of them.
    pub(crate) fn survey(&mut self, words: &[Word], lexicon: &Lexicon<'_>, spots: &mut Vec<SpottedWord>, topics: &mut Vec<u32>) {
        (self.spots_start, self.topics_start) = (spots.len(), topics.len());
        self.surveyed = survey(self.words(words), lexicon, spots, topics);
        (self.spots_end, self.topics_end) = (spots.len(), topics.len());
    }

    /// Its two parts before and behind byte `at` of the whole text.
    pub(crate) fn cut(&self, at: usize, text: &str) -> [Line; 2] {
        let tail = text.get(at..self.text_end).unwrap_or("");
        let text_start = self.text_end - tail.trim_start().len();
        let first = Line {
            start: self.start,
            end: at,
            text_start: self.text_start,
            text_end: at,
            blank_before: self.blank_before,
            continues: self.continues,
        };
        [first, Line { start: at, end: self.end, text_start, text_end: self.text_end, blank_before: 0, continues: true }]
    }

    /// Its text within the whole.
    pub(crate) fn text<'t>(&self, whole: &'t str) -> &'t str {
        whole.get(self.text_start..self.text_end).unwrap_or("")
    }

    /// Its words among those of the whole text.
    pub(crate) fn words<'w>(&self, all: &'w [Word]) -> &'w [Word] {
        all.get(self.words_start..self.words_end).unwrap_or(&[])
    }
}
