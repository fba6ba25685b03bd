//! Phrases are found where plain search finds them.
#![no_main]

#[path = "../../tests/naive/mod.rs"]
mod naive;

use copydesk::{At, Kind, Language, Rule, Splitter, Strength};
use libfuzzer_sys::fuzz_target;

/// What texts and phrases are put together from, a byte for each.
const PARTS: &[&str] = &[
    " ",
    " ",
    " ",
    "-",
    "’",
    ", ",
    ". ",
    ": ",
    " – ",
    "\u{a0}",
    "été",
    "ÉTÉ",
    "e\u{301}te",
    "qab",
    "qabo",
    "Qabow",
    "zyx",
    "zy",
    "l'été",
    "жук",
    "ЖУКИ",
    "ёж",
    "σας",
    "ΣΑΣ",
    "字",
    "文字",
    "ง",
    "한",
    "7",
    "12",
    "3a",
    "\u{200b}",
    "* ",
    " … ",
    " # ",
];

fn put_together(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| PARTS[*byte as usize % PARTS.len()]).collect()
}

/// How many parts a text has at most.
const LONGEST: usize = 20;

fuzz_target!(|bytes: &[u8]| {
    let Some((&[at, length], rest)) = bytes.split_first_chunk::<2>() else { return };
    let (phrase, texts) = rest.split_at((length as usize % 12).min(rest.len()));
    let (phrase, at) = (put_together(phrase), At::ALL[at as usize % At::ALL.len()]);
    // A hint for a byline: no line is cut in two for it.
    let rule = Rule::new("r", Kind::Byline, "Tries a phrase.").phrases([phrase.clone()]).at(at).strength(Strength::Weak);
    let nobody: Language = "qaa".parse().expect("a code");
    let Ok(splitter) = Splitter::builder().language(nobody).rule(rule).build() else { return };
    // The splitter is dear: many texts are tried on it.
    for text in texts.chunks(LONGEST).map(put_together) {
        let article = splitter.split(&text);
        let mut rules = article.blocks().flat_map(|block| article.explain(&block).rules().to_vec());
        assert_eq!(rules.any(|rule| rule.id() == "own/r"), naive::speaks(&phrase, at, &text), "{phrase:?} at {at:?} in {text:?}");
    }
});
