//! Texts that nobody writes, each made to cost more than it should: what the table of limits is measured on.

use super::pool::{Pool, draw};
use std::{fs, path::Path};

/// Every hostile text, by name.
pub const NAMES: [&str; 8] = [
    "only newlines",
    "one giant line",
    "near misses",
    "one phrase in a line",
    "one phrase a line",
    "repeated lines",
    "headline-like lines",
    "one word a line",
];

/// A hostile text of about `size` bytes; `None` if there is none of this name.
pub fn text(name: &str, size: usize) -> Option<String> {
    let phrases = phrases("en");
    let first = phrases.first().map_or("share this", String::as_str);
    let pool = || Pool::read("en");
    Some(match name {
        "only newlines" => "\n".repeat(size),
        "one giant line" => pool().long_read(size).replace('\n', " "),
        "near misses" => fill(size, |at, text| near_miss(&phrases[at % phrases.len()], text)),
        "one phrase in a line" => format!("{first}. ").repeat(size / (first.len() + 2) + 1),
        "one phrase a line" => format!("{first}\n").repeat(size / (first.len() + 1) + 1),
        "repeated lines" => pool().teaser(200).repeat(size / 300 + 1),
        "headline-like lines" => headlines(size),
        "one word a line" => fill(size, |at, text| text.push_str(&format!("w{at}"))),
        _ => return None,
    })
}

/// Lines until the text has its size.
fn fill(size: usize, line: impl Fn(usize, &mut String)) -> String {
    let mut text = String::with_capacity(size + 200);
    for at in 0.. {
        if text.len() >= size {
            break;
        }
        line(at, &mut text);
        text.push('\n');
    }
    text
}

/// A phrase whose last letter is another: all of its words but one are those of a rule.
fn near_miss(phrase: &str, text: &mut String) {
    let words = phrase.trim_end_matches(['*', '.', '…', ' ']);
    let cut = words.char_indices().next_back().map_or(0, |(at, _)| at);
    text.push_str(&words[..cut]);
    text.push_str("qz");
}

/// Short lines in title case, none like another: each could be the headline.
fn headlines(size: usize) -> String {
    let story = Pool::read("en").long_read(20_000);
    let words: Vec<&str> =
        story.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| word.len() > 3).collect();
    let mut seed = 7;
    let mut drawn = String::with_capacity(size + 100);
    while drawn.len() < size {
        for _ in 0..5 + draw(&mut seed, 4) {
            let word = words[draw(&mut seed, words.len())];
            let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            drawn.push_str(&first.to_uppercase());
            drawn.push_str(rest);
            drawn.push(' ');
        }
        drawn.pop();
        drawn.push('\n');
    }
    drawn
}

/// The phrases of a language's page that are plain words. The page's own reader is no part of the library's interface;
/// what stands in quotation marks between `any = [` and `]` is enough here.
pub fn phrases(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(language).with_extension("toml");
    let page = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lists = page.split("\nany").skip(1).filter_map(|rest| rest.split_once('[')?.1.split(']').next());
    let phrases = lists.flat_map(|list| list.split('"').skip(1).step_by(2));
    phrases.filter(|phrase| phrase.contains(' ') && !phrase.contains(['#', '…', '*'])).map(String::from).collect()
}
