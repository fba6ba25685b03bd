//! Byte ranges of a text.

use std::ops::Range;

/// A stretch of the text, in bytes; both bounds are char boundaries.
///
/// ```
/// let article = copydesk::split("Rain\n\nIt rained all day in the hills above the old town.");
/// let block = article.blocks().next().unwrap();
/// assert_eq!(block.span().start, 0);
/// assert_eq!(&article.text()[block.span().range()], block.raw());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Span {
    /// Where it begins.
    pub start: usize,
    /// Where it ends: the first byte behind it.
    pub end: usize,
}

impl Span {
    /// As a range, to index with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
    /// How many bytes it has.
    pub const fn len(self) -> usize {
        self.end - self.start
    }
    /// Whether it has none.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}
