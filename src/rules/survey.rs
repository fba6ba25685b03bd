//! One walk over the words of a line tells where cues may begin, which words carry the topic, and what the line is made of.

use super::{entries::Spot, table::SpottedWord, vocabulary::Vocabulary};
use crate::word::{Word, pair, with_word};

/// What words are looked up in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexicon<'r> {
    pub vocabulary: &'r Vocabulary,
    /// Packs that the vocabulary does not note, a bit each: they are looked up at all beginnings.
    pub unnoted: u8,
}

/// What the words of a line are, summed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Surveyed {
    /// Hash of all words.
    pub hash: u64,
    pub function_words: u16,
}

/// Walks over the words of a line. Notes in `spots` those that cues may begin with, and in `topics` the hashes of those that
/// are neither short nor numbers nor function words; of chars without spaces between them, some two in a row.
pub(crate) fn survey(words: &[Word], lexicon: &Lexicon<'_>, spots: &mut Vec<SpottedWord>, topics: &mut Vec<u32>) -> Surveyed {
    let vocabulary = lexicon.vocabulary;
    let mut sum = Surveyed::default();
    let mut any_unspaced = false;
    for word in words {
        sum.hash = with_word(sum.hash, word.hash);
        let is_function_word = vocabulary.of(word).is_function_word(word);
        sum.function_words += u16::from(is_function_word);
        if word.is_long() && !is_function_word {
            topics.push(word.hash);
        }
        any_unspaced |= word.is_unspaced();
    }
    if any_unspaced {
        let pairs = words.iter().zip(words.iter().skip(1)).filter(|(word, next)| word.is_unspaced() && next.is_unspaced());
        // Half of them, always the same, tell as much.
        topics.extend(pairs.map(|(word, next)| pair(word.hash, next.hash)).filter(|hash| hash >> 31 == 0));
    }
    note_spots(words, lexicon, spots);
    sum
}

fn note_spots(words: &[Word], lexicon: &Lexicon<'_>, spots: &mut Vec<SpottedWord>) {
    let vocabulary = lexicon.vocabulary;
    let Some((first, rest)) = words.split_first() else { return };
    let mut push = |word: u16, packs: u8, spot: Spot| {
        if packs != 0 {
            spots.push(SpottedWord { word, packs, spot });
        }
    };
    push(0, vocabulary.packs_at_start(first) | lexicon.unnoted, Spot::First);
    let mut rest = rest;
    let mut at = 1_u16;
    while let [word, behind @ ..] = rest {
        if word.begins_sentence() {
            push(at, vocabulary.packs_at_start(word) | lexicon.unnoted, Spot::Sentence);
        } else {
            push(at, vocabulary.of(word).packs(word, behind.first()), Spot::Inside);
        }
        rest = behind;
        at = at.wrapping_add(1);
    }
}
