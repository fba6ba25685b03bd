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

/// Texts that differ from the typical ones in size or shape.
pub const SHAPES: [&str; 5] = ["latin short", "latin long", "latin giant line", "cjk long", "cjk giant line"];

/// The texts of a name: a script stands for its typical articles; then there are `SHAPES` and the hostile texts.
pub fn named(name: &str) -> Vec<String> {
    match name {
        "latin short" => short(),
        "latin long" => vec![Pool::read("de").long_read(100_000)],
        "latin giant line" => vec![one_line("en", 1_000_000)],
        "cjk long" => vec![Pool::read("zh").long_read(100_000)],
        "cjk giant line" => vec![one_line("ja", 1_000_000)],
        name => hostile::text(name, 50_000).map_or_else(|| typical(name), |text| vec![text]),
    }
}

/// Articles of 2 to 8 KB of every language of a script: the head and the tail of one fixture, the story of several.
fn typical(script: &str) -> Vec<String> {
    let languages = SCRIPTS.iter().find(|(name, _)| *name == script).map_or(&[][..], |(_, languages)| languages);
    languages.iter().flat_map(|language| articles(language)).collect()
}

fn articles(language: &str) -> Vec<String> {
    let pool = Pool::read(language);
    TYPICAL.iter().enumerate().map(|(at, &size)| pool.article(at, size)).collect()
}

/// Headline and first paragraph, about 300 bytes: what a feed holds.
fn short() -> Vec<String> {
    SCRIPTS[0].1.iter().map(|language| Pool::read(language).teaser(300)).collect()
}

fn one_line(language: &str, size: usize) -> String {
    Pool::read(language).long_read(size).replace('\n', " ")
}
