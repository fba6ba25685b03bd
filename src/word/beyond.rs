//! Reads words and marks that begin beyond ASCII, in rows of one kind as far as they go.

use super::{
    Word, byte,
    far::{self, FarWord, Unspaced},
    gap,
    marks::note_beyond_ascii,
    read::{Place, Reader},
};
use crate::{
    fold::{self, unit_beyond_ascii},
    hash::{hash_of, hash_of_stem},
};
use std::ops::ControlFlow;

impl Reader<'_, '_> {
    /// Reads words and marks that begin beyond ASCII, as long as the next begins there too.
    #[inline(never)]
    pub(super) fn far(&mut self, mut at: usize, mut lead: u8, mut gap: u32) -> Place {
        let bytes = self.text.as_bytes();
        loop {
            let from = at;
            (at, gap) = match lead {
                0x80..0xe0 => self.words_of(at, gap, far::pairs),
                0xe0..0xea => match self.chars_without_spaces(at, gap) {
                    (next, gap) if next == at && lead < 0xe3 => self.words_of(at, gap, far::triples),
                    next => next,
                },
                0xea..0xee => self.words_of(at, gap, far::hangul),
                _ => (at, gap),
            };
            if at == from {
                match self.any_far(at, gap) {
                    ControlFlow::Continue(place) => (at, gap) = (place.0 as usize, place.1),
                    ControlFlow::Break(place) => return place,
                }
            }
            lead = match bytes.get(at) {
                Some(&lead @ 0x80..) => lead,
                _ => return (at as u32, gap),
            };
        }
    }

    /// Reads chars of scripts without spaces, as long as nothing else stands between them.
    #[inline(never)]
    fn chars_without_spaces(&mut self, mut at: usize, mut gap: u32) -> (usize, u32) {
        let bytes = self.text.as_bytes();
        while let Some(&char) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let (unit, kind) = match far::unspaced(char) {
                Unspaced::Char(unit, kind) => (unit, kind),
                Unspaced::Skipped => {
                    at += 3;
                    continue;
                }
                Unspaced::Other => break,
            };
            self.unspaced_word(at, 3, kind, unit, gap);
            (at, gap) = (at + 3, gap::NOTHING);
        }
        (at, gap)
    }

    /// Reads words as `read` does, as long as each ends before a space or sign of ASCII and the next stands right behind; one that
    /// another sign ends is the last.
    #[inline(never)]
    fn words_of(&mut self, mut at: usize, mut gap: u32, read: impl Fn(&[u8]) -> Option<FarWord>) -> (usize, u32) {
        let bytes = self.text.as_bytes();
        while let Some(word) = bytes.get(at..).and_then(&read) {
            let end = at + word.size;
            let behind = bytes.get(end).copied().unwrap_or(b' ');
            let signs = behind == b' ' || byte::kind(behind) == byte::SIGN;
            if !signs && (behind.is_ascii() || far::goes_on(bytes.get(end..).unwrap_or(&[]))) {
                break;
            }
            self.far_word(at, gap, &word);
            (at, gap) = match behind {
                b' ' => ((end + 1).min(bytes.len()), gap::SPACE),
                _ if signs => {
                    let (next, gap) = self.sign(end, gap::NOTHING);
                    (next as usize, gap)
                }
                _ => return (end, gap::NOTHING),
            };
        }
        (at, gap)
    }

    /// Reads a word or mark that begins beyond ASCII. Breaks off behind what is no such thing.
    #[inline(always)]
    fn any_far(&mut self, at: usize, gap: u32) -> ControlFlow<Place, Place> {
        let bytes = self.text.as_bytes();
        let Some((folded, size)) = unit_beyond_ascii(self.text, at) else {
            return ControlFlow::Break((self.text.len() as u32, gap));
        };
        let end = (at + size) as u32;
        ControlFlow::Continue(match folded.class() {
            fold::IDEOGRAPH => {
                self.unspaced_word(at, size, Word::UNSPACED, folded.unit(), gap);
                (end, gap::NOTHING)
            }
            fold::SYLLABLE => {
                self.unspaced_word(at, size, Word::SYLLABLE, folded.unit(), gap);
                (end, gap::NOTHING)
            }
            fold::LETTER => match bytes.get(at..).and_then(far::read) {
                Some(word) => {
                    self.far_word(at, gap, &word);
                    self.behind(at + word.size)
                }
                None => return ControlFlow::Break(self.joined(at, gap)),
            },
            fold::DIGIT => return ControlFlow::Break(self.long_word(at, gap)),
            fold::SPACE => (end, gap | gap::SPACE),
            fold::SKIP => (end, gap),
            _ => (end, gap | self.note(note_beyond_ascii(folded), at)),
        })
    }

    /// Takes in a word.
    #[inline(always)]
    fn far_word(&mut self, at: usize, gap: u32, word: &FarWord) {
        let flags = self.flags(gap);
        if word.capital {
            self.capital(word.shouted);
        }
        self.push(Word::new(at, at + word.size, word.hash, word.stem, word.letters, flags));
    }

    #[inline(always)]
    fn unspaced_word(&mut self, at: usize, size: usize, kind: u32, unit: u32, gap: u32) {
        let flags = self.flags(gap) | kind;
        self.unspaced += 1;
        let (hash, stem) = (hash_of(u64::from(unit)), hash_of_stem(u64::from(unit)));
        self.push(Word::new(at, at + size, hash, stem, 1, flags));
        self.syllables += u32::from(kind == Word::SYLLABLE);
    }
}
