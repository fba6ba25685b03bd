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

/// Walks over the words of a line. Notes in `spots` those that cues may begin with, and in `topics` the
/// hashes of those that are neither short nor numbers nor function words; of ideographs, each two in a row.
pub(crate) fn survey(
    words: &[Word],
    lexicon: &Lexicon<'_>,
    spots: &mut Vec<SpottedWord>,
    topics: &mut Vec<u32>,
) -> Surveyed {
    let vocabulary = lexicon.vocabulary;
    let mut sum = Surveyed::default();
    let (topics_start, mut topics_count) = (topics.len(), 0);
    // Room for all, so that none is asked for word by word.
    topics.resize(topics_start + words.len(), 0);
    let room = topics.get_mut(topics_start..).unwrap_or(&mut []);
    let mut rest = words;
    let mut at = 0_u16;
    while let [word, behind @ ..] = rest {
        let (notes, next) = (vocabulary.of(word), behind.first());
        sum.hash = with_word(sum.hash, word.hash);
        let is_function_word = notes.is_function_word(word);
        sum.function_words += u16::from(is_function_word);
        if let Some(topic) = room.get_mut(topics_count) {
            let unspaced = word.is_unspaced();
            *topic = if unspaced { next.map_or(0, |next| pair(word.hash, next.hash)) } else { word.hash };
            let is_topic = if unspaced { next.is_some_and(|next| next.is_unspaced()) } else { word.is_long() && !is_function_word };
            topics_count += usize::from(is_topic);
        }
        let begins = at == 0 || word.begins_sentence();
        let packs = if begins { vocabulary.packs_at_start(word) | lexicon.unnoted } else { notes.packs(word, next) };
        if packs != 0 {
            let spot = if at == 0 { Spot::First } else { Spot::of(word.begins_sentence()) };
            spots.push(SpottedWord { word: at, packs, spot });
        }
        rest = behind;
        at = at.wrapping_add(1);
    }
    topics.truncate(topics_start + topics_count);
    sum
}
