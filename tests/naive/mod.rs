//! Phrases found the plain way: fold the text, take it apart into words, try each place.

use copydesk::At;
use unicode_normalization::UnicodeNormalization;

/// A word, or a char of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    /// Whether a sentence or part begins with it.
    begins: bool,
    unspaced: bool,
}

impl Word {
    fn is_number(&self) -> bool {
        self.folded.starts_with(|c: char| c.is_numeric())
    }
}

/// How many words a gap of a phrase may span, and how many chars of a script without spaces.
const GAP_WORDS: usize = 6;
const GAP_CHARS: usize = 12;

/// A word as someone might write it: in capitals, its marks apart.
#[allow(dead_code)] // Of the tests, not of the fuzz target.
pub fn spelled(word: &str, upper: bool, apart: bool) -> String {
    let word = if upper { word.to_uppercase() } else { word.to_string() };
    if apart { word.nfd().collect() } else { word }
}

/// Small letters without accents; one form of each char; nothing that can't be seen.
fn folded(text: &str) -> Vec<char> {
    let small: String =
        text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c) && *c != '\u{200b}').flat_map(char::to_lowercase).nfd().collect();
    let bare = small.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    bare.nfc().map(|c| if matches!(c, '’' | '\'') { '\'' } else { c }).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{4e00}'..='\u{9fff}')
}

fn words(chars: &[char]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut ends, mut spaced, mut breaks) = (false, false, false);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if !c.is_alphanumeric() {
            ends |= matches!(c, '.' | '!' | '。' | '…');
            breaks |= matches!(c, ':' | '–' | '-' | '|' | '(' | '#' | '*');
            spaced |= c.is_whitespace();
            at += 1;
            continue;
        }
        let length = word_length(&chars[at..]);
        let begins = !words.is_empty() && (ends || breaks && spaced);
        words.push(Word { folded: chars[at..at + length].iter().collect(), begins, unspaced: is_unspaced(c) });
        (ends, spaced, breaks) = (false, false, false);
        at += length;
    }
    words
}

/// How many chars the word has that begins here: an apostrophe between letters is one of them.
fn word_length(chars: &[char]) -> usize {
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric() && !is_unspaced(*c));
    let joins = |at: usize| chars.get(at) == Some(&'\'') && is_letter(at + 1);
    (0..chars.len()).take_while(|&at| is_letter(at) || at > 0 && is_letter(0) && joins(at)).count().max(1)
}

enum Unit {
    Word(Word),
    Stem(String),
    Number,
}

/// A phrase as units, each with whether words may stand before it.
fn units(phrase: &str) -> Vec<(Unit, bool)> {
    let mut units = Vec::new();
    let mut gap = false;
    for part in phrase.replace("...", "…").replace('…', " … ").replace('#', " # ").split_whitespace() {
        match part {
            "…" => gap = true,
            "#" => units.push((Unit::Number, std::mem::take(&mut gap))),
            _ => part.split_inclusive('*').for_each(|piece| push_words(piece, &mut gap, &mut units)),
        }
    }
    units
}

/// The words of a piece of a phrase, the last a stem if a star stands right behind it.
fn push_words(piece: &str, gap: &mut bool, units: &mut Vec<(Unit, bool)>) {
    let chars = folded(piece);
    let starred = matches!(chars[..], [.., last, '*'] if last.is_alphanumeric());
    let words = words(&chars);
    let last = words.len().saturating_sub(1);
    for (at, word) in words.into_iter().enumerate() {
        let unit = if starred && at == last { Unit::Stem(word.folded) } else { Unit::Word(word) };
        units.push((unit, std::mem::take(gap)));
    }
}

fn is(unit: &Unit, word: &Word) -> bool {
    match unit {
        Unit::Word(same) => same.folded == word.folded,
        Unit::Stem(stem) => word.folded.starts_with(stem),
        Unit::Number => word.is_number(),
    }
}

/// Where the units end, the first of them standing at `at`. A gap takes the nearest place at which all up to the next gap fits.
fn end_of(units: &[(Unit, bool)], words: &[Word], at: usize) -> Option<usize> {
    let mut at = at;
    let mut rest = units;
    while let Some((first, gap)) = rest.first() {
        let run = 1 + rest.iter().skip(1).take_while(|(_, gap)| !gap).count();
        let reach = match first {
            _ if !gap => 0,
            Unit::Word(word) if word.unspaced => GAP_CHARS,
            _ => GAP_WORDS,
        };
        let fits =
            |at: &usize| words.get(*at..at + run).is_some_and(|words| rest.iter().zip(words).all(|((unit, _), word)| is(unit, word)));
        at = (at..=at + reach).find(fits)? + run;
        rest = &rest[run..];
    }
    Some(at)
}

/// Whether a phrase stands in a line where it must.
pub fn speaks(phrase: &str, at: At, line: &str) -> bool {
    let words = words(&folded(line));
    let units = units(phrase);
    (0..words.len()).any(|first| {
        let allowed = match at {
            At::Start | At::Whole => first == 0,
            At::Sentence => first == 0 || words[first].begins,
            _ => true,
        };
        let ends = |end: usize| !matches!(at, At::End | At::Whole) || words[end..].iter().all(Word::is_number);
        allowed && end_of(&units, &words, first).is_some_and(ends)
    })
}
