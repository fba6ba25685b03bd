//! Reads the words of a line. Most words are a few letters of ASCII with a space behind: these take a short way.

use super::{
    Glance, Word, byte,
    edges::{first_unit, last_units},
    gap,
    joined::{Joined, accented},
    mark,
    marks::{Note, colon, note},
    run::{Run, begins_capital, load_at},
    spelling::Spelling,
};
use crate::{
    fold::{self, Folded, fold, unit_at},
    hash::{hash_of, hash_of_stem, hash_of_two},
    line::floor_char_boundary,
    signs,
};

/// The least byte that letters of two bytes with an accent begin with.
const FIRST_PAIR: u8 = 0xc3;

/// Where the reader is: at which byte, and what stood between the last word and here.
pub(super) type Place = (u32, u32);

/// Reads the words of a line; what begins beyond ASCII, in `beyond.rs`.
pub(super) struct Reader<'t, 'w> {
    pub(super) text: &'t str,
    words: &'w mut Vec<Word>,
    glance: Glance,
    /// Commas, and quotation marks from bit 16 on.
    tally: u32,
    /// How many words there were before this line's.
    before: usize,
    pub(super) unspaced: usize,
    /// How many of them are syllables.
    pub(super) syllables: u32,
}

/// Reads the words of `text`, appends them to `words` and returns what was seen on the way. Linear. What lies beyond
/// the first 64 KiB is not read: offsets have sixteen bits, and no line of a text is as long.
pub(crate) fn read_words(text: &str, words: &mut Vec<Word>) -> Glance {
    let text = text.get(..floor_char_boundary(text, usize::from(u16::MAX))).unwrap_or(text);
    let before = words.len();
    let mut reader = Reader { text, words, glance: Glance::default(), tally: 0, before, unspaced: 0, syllables: 0 };
    reader.read();
    reader.close()
}

impl Reader<'_, '_> {
    /// Nearly all of a Latin text goes through this loop: everything else is kept out of it.
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let (mut at, mut gap) = (0_u32, gap::START);
        loop {
            let start = at as usize;
            let piece = load_at(bytes, at);
            let mut run = Run::of(piece);
            let (mut end, mut behind) = (start + run.length(), run.behind(piece));
            if run.bits == 64 {
                (at, gap) = self.two_pieces(start, gap);
                continue;
            }
            while behind >= FIRST_PAIR {
                match self.accented(&mut run, end) {
                    Some(next) => (end, behind) = next,
                    None => break,
                }
            }
            if run.bits > 0 && (behind == b' ' || byte::kind(behind) == byte::SIGN) {
                let flags = if gap == gap::SPACE { 0 } else { self.open(gap) };
                if begins_capital(piece) {
                    self.capital_near(start, end);
                }
                self.push_near(start, end, hash_of(run.folded), run, flags);
                if behind == b' ' {
                    (at, gap) = (end as u32 + 1, gap::SPACE);
                    continue;
                }
                (at, gap) = self.sign(end, gap::NOTHING);
            } else if let Some(&first) = bytes.get(start) {
                (at, gap) = match byte::kind(first) {
                    byte::LETTER | byte::DIGIT => self.joined(start, gap),
                    byte::FAR => self.far(start, first, gap),
                    _ => self.sign(start, gap),
                };
            } else {
                break;
            }
        }
    }

    /// Goes on with a short word behind a letter with an accent at byte `end`: returns where it ends then, and what stands there.
    #[inline(always)]
    fn accented(&mut self, run: &mut Run, end: usize) -> Option<(usize, u8)> {
        let bytes = self.text.as_bytes();
        let letter = accented(bytes, end)?;
        let piece = load_at(bytes, end as u32 + 2);
        let more = Run::of(piece);
        if run.bits + 8 + more.bits >= 64 {
            return None;
        }
        run.folded |= (u64::from(letter) | more.folded << 8) << run.bits;
        run.bits += 8 + more.bits;
        Some((end + 2 + more.length(), more.behind(piece)))
    }

    /// Reads a word that begins with eight letters of ASCII.
    #[inline(never)]
    fn two_pieces(&mut self, at: usize, gap: u32) -> Place {
        let bytes = self.text.as_bytes();
        let (first, second) = (load_at(bytes, at as u32), load_at(bytes, at as u32 + 8));
        let (run, more) = (Run::of(first), Run::of(second));
        let behind = more.behind(second);
        if more.bits == 64 || byte::kind(behind) != byte::SIGN {
            return self.joined(at, gap);
        }
        let flags = self.flags(gap);
        if begins_capital(first) {
            self.capital(!run.has_small(first) && !more.has_small(second));
        }
        let end = at + 8 + more.length();
        let run = Run { bits: run.bits + more.bits, ..run };
        self.push_near(at, end, hash_of_two(run.folded, more.folded), run, flags);
        if behind == b' ' { (end as u32 + 1, gap::SPACE) } else { (end as u32, gap::NOTHING) }
    }

    /// Counts a word that may begin with a capital, given its bounds.
    #[inline(never)]
    fn capital_near(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        // Nearly all: a capital and a small letter.
        if let Some([b'A'..=b'Z', b'a'..=b'z']) = bytes.get(start..).and_then(|word| word.first_chunk()) {
            return self.capital(false);
        }
        let word = self.text.get(start..end).unwrap_or("");
        let letters = word.chars().map(fold).filter(|folded| matches!(folded.class(), fold::LETTER | fold::DIGIT));
        let mut letters = letters.map(Folded::is_upper);
        if letters.next() == Some(true) {
            let shouted = letters.next() == Some(true) && letters.all(|capital| capital);
            self.capital(shouted);
        }
    }

    /// Pushes a word whose first letters are those of `run`.
    #[inline(always)]
    fn push_near(&mut self, start: usize, end: usize, hash: u32, run: Run, flags: u32) {
        let stem = hash_of_stem(run.folded & 0xff_ffff);
        self.push(Word::new(start, end, hash, stem, run.length(), flags));
    }

    /// Reads a char of ASCII that is no letter and no digit, if there is one, and spaces behind it.
    #[inline(always)]
    pub(super) fn sign(&mut self, at: usize, mut gap: u32) -> Place {
        let bytes = self.text.as_bytes();
        let Some(&byte) = bytes.get(at) else { return (at as u32, gap) };
        gap |= self.note(note(byte), at);
        let mut end = at + 1;
        while bytes.get(end) == Some(&b' ') {
            gap |= gap::SPACE;
            end += 1;
        }
        (end as u32, gap)
    }

    /// Takes in what a char between words says; returns what it is in a gap.
    #[inline(always)]
    pub(super) fn note(&mut self, note: Note, at: usize) -> u32 {
        self.tally += note.tally;
        self.glance.signs |= note.signs;
        self.glance.marks |= if note.marks == mark::COLON { colon(self.text.as_bytes(), at) } else { note.marks };
        u32::from(note.gap)
    }

    /// Reads a word that has accents, apostrophes or digits, or more than one piece.
    #[inline(never)]
    pub(super) fn joined(&mut self, start: usize, gap: u32) -> Place {
        let bytes = self.text.as_bytes();
        let Some((word, end)) = Joined::read(bytes, start) else { return self.long_word(start, gap) };
        let mut flags = self.flags(gap);
        let first = bytes.get(start).copied().unwrap_or(0);
        if begins_capital(u64::from(first)) {
            self.capital_near(start, end);
        }
        if word.has_digit {
            self.glance.marks |= mark::DIGIT;
            if first.is_ascii_digit() {
                flags |= Word::NUMBER;
                self.glance.numbers += 1;
            }
        }
        let (hash, stem) = word.hashes();
        self.push(Word::new(start, end, hash, stem, word.count(), flags));
        self.behind(end)
    }

    /// Where the reader is once a word ends, and a space behind it.
    #[inline(always)]
    pub(super) fn behind(&self, end: usize) -> Place {
        let spaced = self.text.as_bytes().get(end) == Some(&b' ');
        (end as u32 + u32::from(spaced), u32::from(spaced) * gap::SPACE)
    }

    /// Flags of a word that a gap stands before.
    #[inline(always)]
    pub(super) fn flags(&mut self, gap: u32) -> u32 {
        if gap & !gap::SPACE == 0 { 0 } else { self.open(gap) }
    }

    /// The same where more than a space stands before the word.
    #[inline(never)]
    fn open(&mut self, gap: u32) -> u32 {
        if gap & gap::START != 0 {
            return 0;
        }
        let ended = gap & gap::END != 0;
        self.glance.inner_ends += u16::from(ended);
        let parted = gap & gap::BREAK != 0 && gap & gap::SPACE != 0;
        if ended || parted { Word::SENTENCE } else { 0 }
    }

    #[inline(always)]
    pub(super) fn push(&mut self, word: Word) {
        self.words.push(word);
    }

    /// Counts a word that begins with a capital.
    #[inline(always)]
    pub(super) fn capital(&mut self, shouted: bool) {
        self.glance.capitals += 1;
        self.glance.shouted += u16::from(shouted);
        self.glance.first_shouted |= shouted && self.words.len() - self.before == self.unspaced;
    }

    /// Reads any word from `start` on.
    #[inline(never)]
    pub(super) fn long_word(&mut self, start: usize, gap: u32) -> Place {
        let mut flags = self.flags(gap);
        let mut spelling = Spelling::new();
        let end = spelling.read(self.text, start);
        if let Some((first, _)) = unit_at(self.text, start) {
            if first.is_upper() {
                self.capital(spelling.is_all_capitals() && spelling.count > 1);
            } else if first.class() == fold::DIGIT {
                flags |= Word::NUMBER;
                self.glance.numbers += 1;
            }
        }
        if spelling.has_digit() {
            self.glance.marks |= mark::DIGIT;
        }
        let (hash, stem) = spelling.hashes();
        self.push(Word::new(start, end, hash, stem, spelling.count, flags));
        (end as u32, gap::NOTHING)
    }

    /// What can be told once all words are read.
    fn close(mut self) -> Glance {
        self.glance.spaced = (self.words.len() - self.before - self.unspaced).min(usize::from(u16::MAX)) as u16;
        (self.glance.ideographs, self.glance.syllables) = ((self.unspaced as u32 - self.syllables) as u16, self.syllables as u16);
        self.glance.signs |= signs::ANY;
        (self.glance.commas, self.glance.quotes) = (self.tally as u16, (self.tally >> 16) as u16);
        self.glance.first = first_unit(self.text);
        (self.glance.last, self.glance.last_inner) = last_units(self.text);
        self.glance
    }
}
