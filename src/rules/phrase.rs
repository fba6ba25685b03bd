//! A phrase: words, stems, numbers and gaps, compared with the words of a line.

use crate::word::{Word, read_words, same_letters};

/// How many words a gap may span.
const GAP_WORDS: usize = 6;
/// The same in a script without spaces, where a char is a word.
const GAP_CHARS: usize = 12;

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

/// Why a phrase can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseFault {
    Empty,
    ShortStem,
    GapAtEdge,
    TooLong,
}

/// Reads a phrase into parts.
pub(crate) fn parse_phrase(text: &str) -> Result<Vec<Part>, PhraseFault> {
    if text.len() > super::limits::PHRASE {
        return Err(PhraseFault::TooLong);
    }
    let mut words = Vec::new();
    read_words(text, &mut words);
    let mut parts: Vec<Part> = Vec::with_capacity(words.len());
    let mut at = 0;
    for word in words {
        let gap = text.get(at..word.start as usize).unwrap_or("");
        let is_gap = push_numbers(gap, &mut parts);
        let stem = text.as_bytes().get(word.end as usize) == Some(&b'*');
        let unit = if stem { Unit::Stem } else { Unit::Word };
        parts.push(Part { unit, word, after_gap: is_gap });
        at = word.end as usize;
    }
    let tail = text.get(at..).unwrap_or("");
    let open = push_numbers(tail, &mut parts);
    let first = parts.first().ok_or(PhraseFault::Empty)?;
    if first.after_gap || open {
        return Err(PhraseFault::GapAtEdge);
    }
    if first.unit == Unit::Stem && usize::from(first.word.letters) < crate::word::STEM {
        return Err(PhraseFault::ShortStem);
    }
    Ok(parts)
}

/// Each `#` between words stands for a number. Whether a gap stands before what comes next.
fn push_numbers(between: &str, parts: &mut Vec<Part>) -> bool {
    let mut is_gap = false;
    for (at, piece) in between.split('#').enumerate() {
        if at > 0 {
            parts.push(Part { unit: Unit::Number, word: Word::default(), after_gap: is_gap });
            is_gap = false;
        }
        is_gap |= piece.contains('…') || piece.contains("...");
    }
    is_gap
}

/// Where the phrase ends (an index into `words`) if it stands at `words[at]`. A gap takes the nearest place that fits.
pub(crate) fn match_at(phrase: &str, parts: &[Part], line: &str, words: &[Word], at: usize) -> Option<usize> {
    let mut at = at;
    let mut rest = parts;
    while let Some(first) = rest.first() {
        let run = 1 + rest.iter().skip(1).take_while(|part| !part.after_gap).count();
        let (now, later) = rest.split_at(run);
        let reach = match first {
            Part { after_gap: false, .. } => 0,
            Part { word, .. } if word.is_unspaced() => GAP_CHARS,
            _ => GAP_WORDS,
        };
        at = (at..=at + reach).find(|&at| run_matches(phrase, now, line, words, at))? + run;
        rest = later;
    }
    Some(at)
}

fn run_matches(phrase: &str, parts: &[Part], line: &str, words: &[Word], at: usize) -> bool {
    words.get(at..at + parts.len()).is_some_and(|words| {
        parts.iter().zip(words).all(|(part, word)| match part.unit {
            Unit::Number => word.is_number(),
            Unit::Word => part.word.hash == word.hash && same_letters(slice(line, word), slice(phrase, &part.word), false),
            Unit::Stem => same_letters(slice(line, word), slice(phrase, &part.word), true),
        })
    })
}

fn slice<'a>(text: &'a str, word: &Word) -> &'a str {
    text.get(word.start as usize..word.end as usize).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(phrase: &str, line: &str) -> Option<usize> {
        let parts = parse_phrase(phrase).expect("a good phrase");
        let mut words = Vec::new();
        read_words(line, &mut words);
        match_at(phrase, &parts, line, &words, 0)
    }

    #[test]
    fn words_stems_numbers_gaps() {
        assert_eq!(ends("sign up", "Sign-up now"), Some(2));
        assert_eq!(ends("abonn* … newsletter", "Abonnez-vous à notre super Newsletter !"), Some(6));
        assert_eq!(ends("abonn* … newsletter", "Abonnez-vous a b c d e f Newsletter"), None);
        assert_eq!(ends("# comments", "12 Comments"), Some(2));
        assert_eq!(ends("続き … 読む", "続きを読む"), Some(5));
        assert_eq!(ends("e-mail", "Email"), None);
    }

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
