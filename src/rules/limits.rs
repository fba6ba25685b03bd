//! Bounds on rules, so that a page from a stranger costs a bounded time and memory.
//!
//! ```
//! assert!(copydesk::limits::PAGE >= 1024 * 1024);
//! ```

/// The largest rule page, in bytes. The largest built-in one, English, has about 250 KB.
pub const PAGE: usize = 4 * 1024 * 1024;
/// The most rules in a page.
pub const RULES: usize = 2_000;
/// The most phrases in a page: six times what the largest built-in page has.
pub const PHRASES: usize = 50_000;
/// The most phrases of a page that begin alike, with the same two words, the same stem or a number: each of them is looked at
/// wherever a line has that beginning.
pub const PHRASES_ALIKE: usize = 500;
/// The longest phrase, in bytes.
pub const PHRASE: usize = 400;
/// The most patterns in a page: reading one costs as much as hundreds of phrases.
pub const PATTERNS: usize = 100;
/// The longest pattern, in bytes.
pub const PATTERN: usize = 2_000;
/// The most memory that a compiled pattern may take, in bytes.
pub const PATTERN_SIZE: usize = 4 * 1024 * 1024;
/// The most memory that a pattern may keep from line to line, for each thread, in bytes: lines that patterns are tried on are
/// short, and a thousand patterns must not take gigabytes.
pub const PATTERN_CACHE: usize = 256 * 1024;
/// How deep groups and repetitions of a pattern may nest.
pub const PATTERN_NEST: u32 = 20;
/// The most hits of a rule, and the most misses.
pub const EXAMPLES: usize = 20;
/// The longest hit or miss, in bytes.
pub const EXAMPLE: usize = 500;
/// The longest line that patterns are tried on, in bytes: what they are for (counters, dates, credits) is short.
pub const PATTERN_LINE: usize = 300;
/// The longest line, in bytes, that a pattern is tried on which needs no word in particular: dates, counters, drawn lines.
pub const UNGATED_LINE: usize = 120;
/// The same in words as a reader counts them.
pub const UNGATED_WORDS: u32 = 14;
