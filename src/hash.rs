//! The hash of words. The build script shares it, so that the words that tell languages are hashed when it builds.

pub(crate) const SEED: u32 = 0x811c_9dc5;

/// Takes one more folded letter in.
#[inline]
pub(crate) fn extend(hash: u32, unit: u32) -> u32 {
    (hash ^ unit).wrapping_mul(0x9e37_79b1).rotate_left(13)
}

/// Spreads the bits of a finished hash.
#[inline]
pub(crate) fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}
