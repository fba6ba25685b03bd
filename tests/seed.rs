//! The seed document: a French text as it was republished, whose lines are known one by one.

mod gutter;

use gutter::label_of;

/// The label of every line that is not blank.
const LABELS: [&str; 23] = [
    "headline",
    "deck",
    "deck",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "body",
    "share",
    "share",
    "separator",
    "source",
    "separator",
    "donation",
    "newsletter",
    "donation",
];

#[test]
fn every_line_of_the_seed_is_what_a_reader_says() {
    let text = include_str!("../seeds/000_abcd60d5fc510d07.txt");
    let article = copydesk::split(text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let blocks: Vec<_> = article.blocks().collect();
    let got: Vec<&str> = blocks.iter().map(label_of).collect();
    let shown: Vec<String> = blocks.iter().map(|block| format!("{:12} {:.60}", label_of(block), block.text())).collect();
    assert_eq!(got, LABELS, "\n{}", shown.join("\n"));
    assert!(blocks.iter().zip(lines).all(|(block, line)| block.text() == line.trim()), "a block is a line");
    assert_eq!(article.language().map(|language| language.code().to_string()).as_deref(), Some("fr"));
}
