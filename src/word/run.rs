//! Letters of ASCII that stand in a row, found eight bytes at a time.

/// A byte in each of the eight places.
pub(super) const fn each(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

/// The letters that a piece of eight bytes begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// How many bits they fill: eight each, 0 to 64.
    pub bits: u32,
    /// In small form, zeros behind them.
    pub folded: u64,
}

impl Run {
    #[inline(always)]
    pub(super) fn of(piece: u64) -> Run {
        let folded = piece | each(0x20);
        // How far each byte is behind `a`: the highest bit is set where it is before that, or behind `z`. A byte that is
        // no letter disturbs those behind it, but only the first such byte counts.
        let place = folded.wrapping_sub(each(b'a'));
        let stops = (place | place.wrapping_add(each(0x80 - 26))) & each(0x80);
        if stops == 0 {
            return Run { bits: 64, folded };
        }
        let bits = stops.trailing_zeros() & 0x38;
        Run { bits, folded: folded & !(u64::MAX << bits) }
    }

    /// How many letters there are.
    #[inline(always)]
    pub(super) fn length(self) -> usize {
        self.bits as usize / 8
    }

    /// The byte behind the letters, if there are fewer than eight.
    #[inline(always)]
    pub(super) fn behind(self, piece: u64) -> u8 {
        (piece >> (self.bits & 63)) as u8
    }

    /// Whether any of the letters is small, given the piece that they are from.
    #[inline(always)]
    pub(super) fn has_small(self, piece: u64) -> bool {
        // Folding changes the capitals, and none else.
        self.folded & piece & each(0x20) != 0
    }
}

/// Whether the first letter of a piece is a capital.
#[inline(always)]
pub(super) fn begins_capital(piece: u64) -> bool {
    piece & 0x20 == 0
}

/// The eight bytes from `at` on; zeros stand for what lies behind the end.
#[inline(always)]
pub(super) fn load_at(bytes: &[u8], at: u32) -> u64 {
    // An offset of 32 bits and eight more can't run over: one comparison is enough.
    let at = at as usize;
    match bytes.get(at..at + 8).and_then(|piece| piece.first_chunk()) {
        Some(piece) => u64::from_le_bytes(*piece),
        None => load_last(bytes.get(at..).unwrap_or(&[])),
    }
}

/// The eight bytes that `bytes` begins with; zeros stand for what lies behind the end.
#[inline(always)]
pub(super) fn load(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(piece) => u64::from_le_bytes(*piece),
        None => load_last(bytes),
    }
}

/// The same for fewer than eight bytes.
#[inline(never)]
fn load_last(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |piece, &byte| piece << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_at_what_is_no_letter() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"abYZcdEF";
                bytes[place] = byte;
                let run = Run::of(u64::from_le_bytes(bytes));
                let length = if byte.is_ascii_alphabetic() { 8 } else { place };
                assert_eq!(run.length(), length, "{byte}");
                let mut folded = [0; 8];
                folded[..length].copy_from_slice(&bytes.to_ascii_lowercase()[..length]);
                assert_eq!(run.folded, u64::from_le_bytes(folded));
                assert_eq!(run.has_small(u64::from_le_bytes(bytes)), bytes[..length].iter().any(u8::is_ascii_lowercase));
            }
        }
    }

    #[test]
    fn nothing_is_read_behind_the_end() {
        let bytes = b"abcdefghijk";
        for end in 0..=bytes.len() {
            for at in 0..=end {
                let mut piece = [0; 8];
                let rest = &bytes[at..end.min(at + 8)];
                piece[..rest.len()].copy_from_slice(rest);
                assert_eq!(load(&bytes[at..end]), u64::from_le_bytes(piece), "{at} {end}");
            }
        }
    }
}
