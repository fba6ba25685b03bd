//! The hash of words. The build script shares it, so that the words that tell languages are hashed when it builds.
//!
//! Letters are taken in eight bytes at a time: one multiplication serves most words whole.

/// What a full piece is multiplied with: an odd number without a pattern.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads eight bytes over all bits.
#[inline(always)]
fn mix(piece: u64) -> u64 {
    let product = u128::from(piece) * u128::from(FACTOR);
    product as u64 ^ (product >> 64) as u64
}

/// Folded letters on their way into a hash: a letter of ASCII is one byte, any other two.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Letters {
    mixed: u64,
    /// What has not been mixed in yet, and how many of its bits are taken.
    piece: u64,
    taken: u32,
    /// The first eight bytes, once they are mixed in.
    first: u64,
}

impl Letters {
    /// Takes one more folded letter in. Beyond the first plane two letters may look alike: that does no harm.
    #[inline(always)]
    pub(crate) fn push(&mut self, unit: u32) {
        match unit {
            0..0x80 => self.push_bits(u64::from(unit), 8),
            _ => self.push_bits(u64::from(unit as u16), 16),
        }
    }

    /// Takes in letters that fill the lower `bits` (1 to 64) of `letters`; the others must be 0.
    #[inline(always)]
    pub(crate) fn push_bits(&mut self, letters: u64, bits: u32) {
        self.piece |= letters << (self.taken & 63);
        self.taken += bits;
        if self.taken >= 64 {
            self.mix_in(letters, bits);
        }
    }

    #[inline(always)]
    fn mix_in(&mut self, letters: u64, bits: u32) {
        if self.mixed == 0 {
            self.first = self.piece;
        }
        self.mixed = mix(self.mixed ^ self.piece);
        self.taken -= 64;
        self.piece = letters.checked_shr(bits - self.taken).unwrap_or(0);
    }

    /// How many bits of the first piece are taken.
    #[inline(always)]
    pub(crate) fn bits(&self) -> u32 {
        if self.mixed == 0 { self.taken } else { 64 }
    }

    /// The hash of what was taken in so far.
    #[inline(always)]
    pub(crate) fn hash(&self) -> u32 {
        hash_of(self.mixed ^ self.piece)
    }

    /// The first eight bytes that were taken in, and how many bits of them are taken.
    pub(crate) fn first_piece(&self) -> (u64, u32) {
        (if self.mixed == 0 { self.piece } else { self.first }, self.bits())
    }

    /// The hash of the first `bits` (at most 64) that were taken in.
    #[inline(always)]
    pub(crate) fn stem(&self, bits: u32) -> u32 {
        let first = if self.mixed == 0 { self.piece } else { self.first };
        hash_of_stem(first & u64::MAX.checked_shr(64 - bits).unwrap_or(0))
    }
}

/// Letters beyond ASCII on their way into a hash, two bytes each, four to a piece: what `Letters` makes of them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FourLetters {
    mixed: u64,
    piece: u64,
    taken: u32,
    first: u64,
}

impl FourLetters {
    #[inline(always)]
    pub(crate) fn push(&mut self, unit: u16) {
        self.piece |= u64::from(unit) << self.taken;
        self.taken += 16;
        if self.taken == 64 {
            if self.mixed == 0 {
                self.first = self.piece;
            }
            self.mixed = mix(self.mixed ^ self.piece);
            (self.piece, self.taken) = (0, 0);
        }
    }

    /// The same for four letters, if none or four were pushed before.
    #[inline(always)]
    pub(crate) fn push_four(&mut self, letters: u64) {
        if self.mixed == 0 {
            self.first = letters;
        }
        self.mixed = mix(self.mixed ^ letters);
    }

    /// The same for the last letters, fewer than four.
    #[inline(always)]
    pub(crate) fn end_with(&mut self, letters: u64) {
        self.piece = letters;
    }

    #[inline(always)]
    pub(crate) fn hash(&self) -> u32 {
        hash_of(self.mixed ^ self.piece)
    }

    /// The first four letters.
    #[inline(always)]
    pub(crate) fn first(&self) -> u64 {
        if self.mixed == 0 { self.piece } else { self.first }
    }
}

/// The hash of letters that fill less than one piece, the rest of it being 0.
#[inline(always)]
pub(crate) fn hash_of(piece: u64) -> u32 {
    mix(piece) as u32
}

/// The hash of eight letters of ASCII and up to seven more.
#[inline(always)]
pub(crate) fn hash_of_two(first: u64, second: u64) -> u32 {
    hash_of(mix(first) ^ second)
}

/// How many bits of its first piece tell a word, by whether its first letter lies beyond ASCII: five letters, or four.
pub(crate) fn long_bits(far: bool) -> u32 {
    if far { 64 } else { 40 }
}

/// The hash of what tells a word by its beginning, given its first piece.
#[inline(always)]
pub(crate) fn hash_of_long(first: u64, far: bool) -> u32 {
    let first = if far { first } else { first & 0xff_ffff_ffff };
    (first.wrapping_mul(FACTOR) >> 32) as u32
}

/// The hash of the few letters that a word begins with, 24 bits: the upper part of a product is mixed enough for them.
#[inline(always)]
pub(crate) fn hash_of_stem(piece: u64) -> u32 {
    (piece.wrapping_mul(FACTOR) >> 40) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(letters: &str) -> u32 {
        let mut all = Letters::default();
        letters.chars().for_each(|c| all.push(c as u32));
        all.hash()
    }

    #[test]
    fn pieces_do_not_show() {
        let word = b"steenkolenwinning";
        for cut in 1..word.len() {
            let mut letters = Letters::default();
            for part in [&word[..cut], &word[cut..]] {
                for piece in part.chunks(8) {
                    let mut bytes = [0; 8];
                    bytes[..piece.len()].copy_from_slice(piece);
                    letters.push_bits(u64::from_le_bytes(bytes), piece.len() as u32 * 8);
                }
            }
            assert_eq!(letters.hash(), hash("steenkolenwinning"));
        }
    }

    #[test]
    fn words_differ() {
        let words = ["a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "abcdefgi", "жук", "жуки", "жукиии", "ʻokina", "𐐨𐐩", "aж", "жa"];
        for (at, word) in words.iter().enumerate() {
            assert!(words[..at].iter().all(|other| hash(other) != hash(word)), "{word}");
        }
        assert_eq!(hash("abc"), hash_of(0x63_62_61));
        assert_eq!(hash("abcdefghi"), hash_of_two(u64::from_le_bytes(*b"abcdefgh"), u64::from(b'i')));
        assert_eq!(hash("abcdefgh"), hash_of_two(u64::from_le_bytes(*b"abcdefgh"), 0));
    }

    #[test]
    fn stems_are_those_of_the_beginning() {
        let stem = |letters: &str, bits| {
            let mut all = Letters::default();
            letters.chars().for_each(|c| all.push(c as u32));
            all.stem(bits)
        };
        assert_eq!(stem("abc", 24), stem("abcdefghijkl", 24));
        assert_eq!(stem("жук", 48), stem("жуками", 48));
        assert_ne!(stem("abd", 24), stem("abc", 24));
    }
}
