//! A set of words.

/// A small exact set of word hashes by open addressing.
#[derive(Debug)]
pub(crate) struct WordSet {
    slots: Vec<u32>,
}

impl WordSet {
    pub(crate) fn new(hashes: impl Iterator<Item = u32>) -> WordSet {
        let hashes: Vec<u32> = hashes.map(|hash| hash.max(1)).collect();
        let mut set = WordSet { slots: vec![0; (hashes.len() * 4 + 1).next_power_of_two()] };
        for hash in hashes {
            let slot = set.slot(hash);
            if let Some(slot) = set.slots.get_mut(slot) {
                *slot = hash;
            }
        }
        set
    }

    /// The words' hashes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.slots.iter().copied().filter(|&hash| hash != 0)
    }

    /// The slot of a hash, or the free one where it would go.
    #[inline]
    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots.get(at).is_some_and(|&taken| taken != 0 && taken != hash) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Whether the set has a hash: mostly the first slot tells.
    #[inline]
    pub(crate) fn has(&self, hash: u32) -> bool {
        let hash = hash.max(1);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        loop {
            match self.slots.get(at) {
                None | Some(0) => return false,
                Some(&taken) if taken == hash => return true,
                _ => at = (at + 1) & mask,
            }
        }
    }
}
