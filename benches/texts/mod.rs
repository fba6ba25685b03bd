//! Texts for the benches, assembled when a bench runs from `fixtures/` and `rules/`, so that no other data is needed
//! and everybody measures the same.
// Each bench takes what it needs of these.
#![allow(dead_code)]

pub mod hostile;
mod pool;

pub use pool::Pool;

/// Scripts, each with languages that are written in it: what an instruction count or a pace is told by.
pub const SCRIPTS: [(&str, &[&str]); 6] = [
    ("latin", &["en", "de", "fr", "es", "it", "pl", "pt", "tr"]),
    ("cyrillic", &["ru", "uk", "bg"]),
    ("arabic", &["ar", "fa", "ur"]),
    ("devanagari", &["hi", "mr", "ne"]),
    ("cjk", &["zh", "ja", "ko"]),
    ("thai", &["th"]),
];

/// Sizes that the typical texts of a script are built for, in bytes: what web articles have between the quartiles.
const TYPICAL: [usize; 3] = [2_500, 4_500, 7_500];

/// Articles of 2 to 8 KB of every language of a script: the head and the tail of one fixture, the story of several.
pub fn typical(script: &str) -> Vec<String> {
    let languages = SCRIPTS.iter().find(|(name, _)| *name == script).map_or(&[][..], |(_, languages)| languages);
    languages.iter().flat_map(|language| articles(language)).collect()
}

fn articles(language: &str) -> Vec<String> {
    let pool = Pool::read(language);
    TYPICAL.iter().enumerate().map(|(at, &size)| pool.article(at, size)).collect()
}

/// Headline and first paragraph, about 300 bytes: what a feed holds.
pub fn short() -> Vec<String> {
    SCRIPTS[0].1.iter().map(|language| Pool::read(language).teaser(300)).collect()
}

/// A long read of `size` bytes in paragraphs, none of them like another.
pub fn long(language: &str, size: usize) -> String {
    Pool::read(language).long_read(size)
}

/// The same on one line.
pub fn giant_line(language: &str, size: usize) -> String {
    Pool::read(language).long_read(size).replace('\n', " ")
}
