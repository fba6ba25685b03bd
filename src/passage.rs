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
    pub words: Stretch,
    pub cues: Stretch,
    pub spots: Stretch,
    pub topics: Stretch,
    pub glance: Glance,
    pub surveyed: Surveyed,
    pub blank_before: u8,
    /// Whether it goes on with the line of the passage before.
    pub continues: bool,
}

/// A stretch of an array: a passage has fewer words than there are numbers of sixteen bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stretch {
    start: usize,
    count: u16,
}

impl Stretch {
    /// What has been appended to an array since it had `start` elements.
    #[inline]
    pub(crate) fn since<T>(start: usize, all: &[T]) -> Stretch {
        Stretch { start, count: (all.len() - start).min(usize::from(u16::MAX)) as u16 }
    }

    /// The elements of the array that it is a stretch of.
    #[inline]
    pub(crate) fn of<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        all.get(self.start..self.start + self.len()).unwrap_or(&[])
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        usize::from(self.count)
    }
}

impl Passage {
    /// A passage of a line, whose words are appended to `words`.
    pub(crate) fn read(line: &Line, text: &str, words: &mut Vec<Word>) -> Passage {
        let first_word = words.len();
        let glance = read_words(text.get(line.text_start..line.text_end).unwrap_or(""), words);
        Passage {
            start: line.start,
            end: line.end,
            text_start: line.text_start,
            text_end: line.text_end,
            words: Stretch::since(first_word, words),
            cues: Stretch::default(),
            spots: Stretch::default(),
            topics: Stretch::default(),
            glance,
            surveyed: Surveyed::default(),
            blank_before: line.blank_before,
            continues: line.continues,
        }
    }

    /// Walks over its words, and appends what it notes of them.
    pub(crate) fn survey(&mut self, words: &[Word], lexicon: &Lexicon<'_>, spots: &mut Vec<SpottedWord>, topics: &mut Vec<u32>) {
        let (first_spot, first_topic) = (spots.len(), topics.len());
        self.surveyed = survey(self.words(words), lexicon, spots, topics);
        (self.spots, self.topics) = (Stretch::since(first_spot, spots), Stretch::since(first_topic, topics));
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
        self.words.of(all)
    }
}
