//! Reads the words of a line. Most words are a few letters of ASCII with a space behind: these take a short way.

use super::{
    Glance, Word,
    far::{self, FarWord},
    mark,
    marks::{MARKS, colon, mark_beyond_ascii},
    run::{Run, begins_capital, load},
    spelling::Spelling,
    with_word,
};
use crate::{
    fold::{self, Folded, fold, fold_ascii, unit_at, unit_beyond_ascii},
    hash::{hash_of, hash_of_stem, hash_of_two},
    line::floor_char_boundary,
    signs::{self, sign},
};

/// What stood between the last word and here.
mod gap {
    pub(super) const NOTHING: u32 = 0;
    pub(super) const SPACE: u32 = 1;
    /// No word has been read yet.
    pub(super) const START: u32 = 2;
    /// A mark that ends a sentence, and one that parts: the bits that the classes of such marks have.
    pub(super) const END: u32 = crate::fold::TERMINATOR;
    pub(super) const BREAK: u32 = crate::fold::BREAK;
}

/// What a byte is to the reader: how what begins with it is read, and whether a word of ASCII ends before it.
mod byte {
    pub(super) const LETTER: u8 = 0;
    pub(super) const SIGN: u8 = 1;
    pub(super) const DIGIT: u8 = 2;
    pub(super) const APOSTROPHE: u8 = 3;
    pub(super) const FAR: u8 = 4;

    #[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
    pub(super) static KINDS: [u8; 256] = {
        let mut kinds = [FAR; 256];
        let mut at = 0;
        while at < 128 {
            kinds[at] = match at as u8 {
                b'a'..=b'z' | b'A'..=b'Z' => LETTER,
                b'0'..=b'9' => DIGIT,
                b'\'' | b'`' => APOSTROPHE,
                _ => SIGN,
            };
            at += 1;
        }
        kinds
    };

    /// The kind of a byte.
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "every byte has an entry")]
    pub(super) fn kind(byte: u8) -> u8 {
        KINDS[byte as usize]
    }
}

struct Reader<'t, 'w> {
    text: &'t str,
    words: &'w mut Vec<Word>,
    glance: Glance,
    /// How many words there were before this line's.
    before: usize,
    unspaced: usize,
    gap: u32,
}

/// Reads the words of `text`, appends them to `words` and returns what was seen on the way. Linear. What lies beyond
/// the first 64 KiB is not read: offsets have sixteen bits, and no line of a text is as long.
pub(crate) fn read_words(text: &str, words: &mut Vec<Word>) -> Glance {
    let text = text.get(..floor_char_boundary(text, usize::from(u16::MAX))).unwrap_or(text);
    let before = words.len();
    let mut reader = Reader { text, words, glance: Glance::default(), before, unspaced: 0, gap: gap::START };
    reader.read();
    reader.close()
}

impl Reader<'_, '_> {
    /// Nearly all of a Latin text goes through this loop: everything else is kept out of it.
    fn read(&mut self) {
        let length = self.text.len();
        let mut rest = self.text.as_bytes();
        while let Some(&first) = rest.first() {
            let at = length - rest.len();
            let piece = load(rest);
            let run = Run::of(piece);
            let behind = if run.length < 8 { (piece >> (8 * run.length)) as u8 } else { b'a' };
            let end = if run.length > 0 && (behind == b' ' || byte::kind(behind) == byte::SIGN) {
                let flags = if self.gap == gap::SPACE { 0 } else { self.open_behind() };
                let flags = if begins_capital(piece) { flags | self.capital_near(piece, run) } else { flags };
                self.push_near(at, run.length, hash_of(run.folded), run, flags);
                if behind == b' ' {
                    rest = rest.get(run.length + 1..).unwrap_or(&[]);
                    continue;
                }
                self.gap = gap::NOTHING;
                self.sign(at + run.length, behind)
            } else if run.length == 8 {
                self.two_pieces(at)
            } else {
                self.read_other(at, first)
            };
            rest = self.text.as_bytes().get(end..).unwrap_or(&[]);
        }
    }

    /// Reads what is no short word of ASCII; returns where it ends.
    #[inline(always)]
    fn read_other(&mut self, at: usize, first: u8) -> usize {
        match byte::kind(first) {
            byte::LETTER | byte::DIGIT => self.long_word(at),
            byte::FAR => self.far(at, first),
            _ => self.sign(at, first),
        }
    }

    /// Reads a word that begins with eight letters of ASCII.
    #[inline(never)]
    fn two_pieces(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(at..).unwrap_or(&[]);
        let (first, second) = (load(bytes), load(bytes.get(8..).unwrap_or(&[])));
        let (run, more) = (Run::of(first), Run::of(second));
        let behind = if more.length < 8 { (second >> (8 * more.length)) as u8 } else { b'a' };
        if byte::kind(behind) != byte::SIGN {
            return self.long_word(at);
        }
        let mut flags = if self.gap == gap::SPACE { 0 } else { self.open_behind() };
        if begins_capital(first) {
            flags |= self.capital(!run.has_small(first) && !more.has_small(second));
        }
        let length = 8 + more.length;
        self.push_near(at, length, hash_of_two(run.folded, more.folded), run, flags);
        self.gap = if behind == b' ' { gap::SPACE } else { gap::NOTHING };
        at + length + usize::from(behind == b' ' && at + length < self.text.len())
    }

    /// `capital` for a word of one run of letters.
    #[inline(never)]
    fn capital_near(&mut self, piece: u64, run: Run) -> u8 {
        self.capital(!run.has_small(piece) && run.length > 1)
    }

    /// Pushes a word of ASCII that begins with the letters of `run`.
    #[inline(always)]
    fn push_near(&mut self, at: usize, length: usize, hash: u32, run: Run, flags: u8) {
        let stem = hash_of_stem(run.folded & 0xff_ffff);
        self.push(Word { start: at as u16, end: (at + length) as u16, hash, stem, letters: length as u8, flags });
    }

    /// Reads a byte that is no letter and no digit, and spaces behind it; returns where they end.
    #[inline(never)]
    fn sign(&mut self, at: usize, byte: u8) -> usize {
        let folded = fold_ascii(byte);
        if folded.class() == fold::SPACE {
            self.gap |= gap::SPACE;
        } else {
            self.mark(folded, at);
        }
        let mut end = at + 1;
        while self.text.as_bytes().get(end) == Some(&b' ') {
            self.gap |= gap::SPACE;
            end += 1;
        }
        end
    }

    /// Reads words and marks that begin beyond ASCII, as long as nothing stands between.
    #[inline(never)]
    fn far(&mut self, mut at: usize, mut lead: u8) -> usize {
        loop {
            let Some((folded, size)) = unit_beyond_ascii(self.text, at, lead) else { return self.text.len() };
            match folded.class() {
                fold::LETTER => {
                    let Some(word) = self.text.as_bytes().get(at..).and_then(far::read) else { return self.long_word(at) };
                    at = self.far_word(at, &word);
                    match self.text.as_bytes().get(at) {
                        Some(&next @ 0x80..) => lead = next,
                        _ => return at,
                    }
                    continue;
                }
                fold::DIGIT => return self.long_word(at),
                fold::IDEOGRAPH | fold::SYLLABLE => self.unspaced_word(at, size, folded),
                fold::SPACE => self.gap |= gap::SPACE,
                fold::SKIP => {}
                _ => self.mark(folded, at),
            }
            at += size;
            lead = match self.text.as_bytes().get(at) {
                Some(&lead @ 0x80..) => lead,
                _ => return at,
            };
        }
    }

    /// Takes in a word and a space behind it; returns where they end.
    #[inline(always)]
    fn far_word(&mut self, at: usize, word: &FarWord) -> usize {
        let flags = self.open_word();
        let flags = if word.capital { flags | self.capital(word.shouted) } else { flags };
        let end = at + word.size;
        let letters = word.letters.min(255) as u8;
        self.push(Word { start: at as u16, end: end as u16, hash: word.hash, stem: word.stem, letters, flags });
        let spaced = self.text.as_bytes().get(end) == Some(&b' ');
        self.gap = if spaced { gap::SPACE } else { gap::NOTHING };
        end + usize::from(spaced)
    }

    #[inline(always)]
    fn mark(&mut self, folded: Folded, at: usize) {
        self.gap |= folded.bits() & (gap::END | gap::BREAK);
        self.glance.commas += u16::from(folded.is_comma());
        self.glance.quotes += u16::from(folded.is_quote());
        self.glance.marks |= match folded.unit() {
            unit @ 0..0x80 => {
                self.glance.signs |= sign(unit as u8);
                match MARKS.get(unit as usize).copied().unwrap_or(0) {
                    mark::COLON => colon(self.text.as_bytes(), at),
                    marks => marks,
                }
            }
            _ => mark_beyond_ascii(folded),
        };
    }

    /// Flags of a word that begins here; closes the gap before it.
    #[inline(always)]
    fn open_word(&mut self) -> u8 {
        let flags = if self.gap == gap::SPACE { 0 } else { self.open_behind() };
        self.gap = gap::NOTHING;
        flags
    }

    /// The same where more than a space stands before the word; the gap is a space from then on.
    #[inline(never)]
    fn open_behind(&mut self) -> u8 {
        let gap = std::mem::replace(&mut self.gap, gap::SPACE);
        if gap & gap::START != 0 {
            return 0;
        }
        let ended = gap & gap::END != 0;
        self.glance.inner_ends += u16::from(ended);
        let parted = gap & gap::BREAK != 0 && gap & gap::SPACE != 0;
        if ended || parted { Word::SENTENCE } else { 0 }
    }

    #[inline(always)]
    fn push(&mut self, word: Word) {
        self.glance.hash = with_word(self.glance.hash, word.hash);
        self.words.push(word);
    }

    /// Flags of a word that begins with a capital.
    #[inline(never)]
    fn capital(&mut self, shouted: bool) -> u8 {
        self.glance.capitals += 1;
        if !shouted {
            return Word::CAPITAL;
        }
        self.glance.shouted += 1;
        self.glance.first_shouted |= self.words.len() - self.before == self.unspaced;
        Word::CAPITAL | Word::SHOUTED
    }

    #[inline(always)]
    fn unspaced_word(&mut self, at: usize, size: usize, folded: Folded) {
        let mut flags = self.open_word();
        self.unspaced += 1;
        if folded.class() == fold::IDEOGRAPH {
            flags |= Word::UNSPACED;
            self.glance.ideographs += 1;
        } else {
            flags |= Word::SYLLABLE;
            self.glance.syllables += 1;
        }
        let unit = u64::from(folded.unit());
        let (hash, stem) = (hash_of(unit), hash_of_stem(unit));
        self.push(Word { start: at as u16, end: (at + size) as u16, hash, stem, letters: 1, flags });
    }

    /// Reads any word from `start` on and returns where it ends.
    #[inline(never)]
    fn long_word(&mut self, start: usize) -> usize {
        let mut flags = self.open_word();
        let mut spelling = Spelling::new();
        let end = spelling.read(self.text, start);
        if let Some((first, _)) = unit_at(self.text, start) {
            if first.is_upper() {
                flags |= self.capital(spelling.is_all_capitals() && spelling.count > 1);
            } else if first.class() == fold::DIGIT {
                flags |= Word::NUMBER;
                self.glance.numbers += 1;
            }
        }
        if spelling.has_digit() {
            self.glance.marks |= mark::DIGIT;
        }
        let (hash, stem) = spelling.hashes();
        self.push(Word { start: start as u16, end: end as u16, hash, stem, letters: spelling.count.min(255) as u8, flags });
        end
    }

    /// What can be told once all words are read.
    fn close(mut self) -> Glance {
        self.glance.spaced = (self.words.len() - self.before - self.unspaced).min(usize::from(u16::MAX)) as u16;
        self.glance.signs |= signs::ANY;
        self.glance.first = first_unit(self.text);
        (self.glance.last, self.glance.last_inner) = last_units(self.text);
        self.glance
    }
}

/// The first char that is to be seen.
fn first_unit(text: &str) -> Option<Folded> {
    let mut at = 0;
    while let Some((folded, size)) = unit_at(text, at) {
        if !matches!(folded.class(), fold::SPACE | fold::SKIP) {
            return Some(folded);
        }
        at += size;
    }
    None
}

/// The last char that is to be seen, and the last before closing quotes and brackets.
fn last_units(text: &str) -> (Option<Folded>, Option<Folded>) {
    let mut last = None;
    for folded in text.chars().rev().map(fold).filter(|folded| !matches!(folded.class(), fold::SPACE | fold::SKIP)) {
        last = last.or(Some(folded));
        let closing = folded.is_quote() || matches!(char::from_u32(folded.unit()), Some(')' | ']' | '）' | '】' | '\''));
        if !closing {
            return (last, Some(folded));
        }
    }
    (last, None)
}
