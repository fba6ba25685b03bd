//! Memory is linear in the text, whatever it holds.

mod articles;
mod gutter;

use allocation_counter::measure;
use articles::{any_text, config};
use copydesk::{Scratch, Splitter};
use proptest::prelude::*;

/// The most memory for a byte of text: a text of one-letter lines takes two thirds of it, a typical one a fiftieth.
const MOST_PER_BYTE: usize = 400;
/// What is there however short the text is.
const BASE: usize = 64 * 1024;
/// Texts are repeated up to this length: what grows with the square of it is far beyond the bound then.
const LENGTH: usize = 50_000;

/// The most bytes held at once, and all that were asked for.
fn cost(text: &str) -> (usize, usize) {
    let splitter = Splitter::new();
    // The pages of its language are compiled once, and not for the text.
    splitter.split(text);
    let counted = measure(|| drop(splitter.split_with(&mut Scratch::default(), text)));
    (counted.bytes_max as usize, counted.bytes_total as usize)
}

fn assert_linear(text: &str) {
    let (held, asked) = cost(text);
    let bound = BASE + MOST_PER_BYTE * text.len();
    // Vectors that double ask for at most twice what they hold in the end, and a little for what they held before.
    assert!(held <= bound && asked <= 3 * bound, "{held} bytes held, {asked} asked for, {} of text: {text:.60?}", text.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 8, ..config() })]

    #[test]
    fn memory_is_linear_in_the_text(text in any_text(), end in "\n?") {
        let text = text + &end;
        assert_linear(&text.repeat(LENGTH / text.len().max(1)));
    }
}

#[test]
fn memory_of_hostile_texts_is_linear() {
    for part in ["a\n", "\n", "a ", "Share this. ", "Read also:\n", "字\n", "字", "ก", "\u{301}", "1\r", "a\u{2028}", "?!", "Aa Bb Cc\n"]
    {
        assert_linear(&part.repeat(1_000_000 / part.len()));
    }
}

#[test]
fn typical_text_takes_a_few_times_its_size() {
    let text: String =
        gutter::fixtures().iter().filter(|fixture| fixture.language == "en").map(|fixture| fixture.text() + "\n\n").collect();
    let text = text.repeat(1_000_000 / text.len());
    let (held, _) = cost(&text);
    assert!(held <= 14 * text.len(), "{} bytes a byte", held / text.len());
}
