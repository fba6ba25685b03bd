//! A phrase: words, stems, numbers and gaps. The build script shares this file.

use crate::word::{Word, read_words};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Unit {
    /// This word.
    Word,
    /// Any word that begins so.
    Stem,
    /// Any number.
    Number,
}

/// One word of a phrase; offsets are bytes within the phrase's text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub unit: Unit,
    pub word: Word,
    /// Whether other words may stand before it.
    pub after_gap: bool,
}

impl Part {
    /// Whether it is a char of a script without spaces that stands right behind the one before.
    pub(crate) fn is_of_row(&self) -> bool {
        self.unit == Unit::Word && self.word.is_unspaced() && !self.after_gap
    }
}

/// Why a phrase can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseFault {
    Empty,
    ShortStem,
    GapAtEdge,
    TooLong,
}

/// Reads a phrase into parts.
#[allow(dead_code, reason = "only the library checks phrases")]
pub(crate) fn parse_phrase(text: &str) -> Result<Vec<Part>, PhraseFault> {
    let mut reader = PhraseReader::default();
    reader.read(text).map(<[Part]>::to_vec)
}

/// Memory for the words and parts of one phrase after the other.
#[derive(Debug, Default)]
pub(crate) struct PhraseReader {
    words: Vec<Word>,
    parts: Vec<Part>,
}

impl PhraseReader {
    /// Reads a phrase into parts.
    pub(crate) fn read(&mut self, text: &str) -> Result<&[Part], PhraseFault> {
        if text.len() > super::limits::PHRASE {
            return Err(PhraseFault::TooLong);
        }
        self.words.clear();
        self.parts.clear();
        read_words(text, &mut self.words);
        push_parts(text, &self.words, &mut self.parts)?;
        Ok(&self.parts)
    }
}

fn push_parts(text: &str, words: &[Word], parts: &mut Vec<Part>) -> Result<(), PhraseFault> {
    let mut at = 0;
    for &word in words {
        let gap = text.get(at..word.start as usize).unwrap_or("");
        let is_gap = push_numbers(gap, parts);
        let stem = text.as_bytes().get(word.end as usize) == Some(&b'*');
        let unit = if stem { Unit::Stem } else { Unit::Word };
        parts.push(Part { unit, word, after_gap: is_gap });
        at = word.end as usize;
    }
    let tail = text.get(at..).unwrap_or("");
    let open = push_numbers(tail, parts);
    let first = parts.first().ok_or(PhraseFault::Empty)?;
    if first.after_gap || open {
        return Err(PhraseFault::GapAtEdge);
    }
    if first.unit == Unit::Stem && first.word.letters() < crate::word::STEM {
        return Err(PhraseFault::ShortStem);
    }
    Ok(())
}

/// Each `#` between words stands for a number. Whether a gap stands before what comes next.
fn push_numbers(between: &str, parts: &mut Vec<Part>) -> bool {
    let mut is_gap = false;
    // What nearly always stands there.
    if matches!(between, "" | " ") {
        return is_gap;
    }
    for (at, piece) in between.split('#').enumerate() {
        if at > 0 {
            parts.push(Part { unit: Unit::Number, word: Word::default(), after_gap: is_gap });
            is_gap = false;
        }
        is_gap |= piece.contains('…') || piece.contains("...");
    }
    is_gap
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told() {
        let fault = |text: &str| parse_phrase(text).err();
        assert_eq!(fault("!?"), Some(PhraseFault::Empty));
        assert_eq!(fault("ab* cd"), Some(PhraseFault::ShortStem));
        assert_eq!(fault("… cd"), Some(PhraseFault::GapAtEdge));
        assert_eq!(fault("cd …"), Some(PhraseFault::GapAtEdge));
        assert_eq!(fault(&"a".repeat(1000)), Some(PhraseFault::TooLong));
    }
}
