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

/// Folded letters on their way into a hash: a letter of ASCII is one byte, of the rest of the first plane two, beyond four.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Letters {
    mixed: u64,
    /// What has not been mixed in yet, and how many of its bits are taken.
    piece: u64,
    taken: u32,
}

impl Letters {
    /// Takes one more folded letter in.
    #[inline]
    pub(crate) fn push(&mut self, unit: u32) {
        let bits = match unit {
            0..0x80 => 8,
            0x80..0x1_0000 => 16,
            _ => 32,
        };
        self.push_bits(u64::from(unit), bits);
    }

    /// Takes in letters that fill the lower `bits` (1 to 64) of `letters`; the others must be 0.
    #[inline]
    pub(crate) fn push_bits(&mut self, letters: u64, bits: u32) {
        if self.taken == 64 {
            (self.mixed, self.piece, self.taken) = (mix(self.mixed ^ self.piece), 0, 0);
        }
        self.piece |= letters << self.taken;
        let taken = self.taken + bits;
        if taken > 64 {
            self.mixed = mix(self.mixed ^ self.piece);
            self.piece = letters >> (64 - self.taken);
        }
        self.taken = if taken > 64 { taken - 64 } else { taken };
    }

    /// The hash of what was taken in so far.
    #[inline]
    pub(crate) fn hash(&self) -> u32 {
        hash_of(self.mixed ^ self.piece)
    }
}

/// The hash of letters that fill one piece or less, the rest of it being 0.
#[inline(always)]
pub(crate) fn hash_of(piece: u64) -> u32 {
    mix(piece) as u32
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
    }
}
