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
/// How many phrases are tried at once: a splitter is dear, so many phrases and texts are tried on each.
const PHRASES: usize = 8;

/// A hint for a byline: no line is cut in two for it.
fn rule(number: usize, phrase: &str, at: At) -> Rule {
    Rule::new(format!("r{number}"), Kind::Byline, "Tries a phrase.").phrases([phrase.to_string()]).at(at).strength(Strength::Weak)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((heads, mut rest)) = bytes.split_first_chunk::<{ 2 * PHRASES }>() else { return };
    let mut phrases = Vec::new();
    for head in heads.chunks(2) {
        let (phrase, behind) = rest.split_at((head[1] as usize % 12).min(rest.len()));
        phrases.push((put_together(phrase), At::ALL[head[0] as usize % At::ALL.len()]));
        rest = behind;
    }
    phrases.retain(|(phrase, at)| Splitter::builder().rule(rule(0, phrase, *at)).build().is_ok());
    let nobody: Language = "qaa".parse().expect("a code");
    let rules = phrases.iter().enumerate().map(|(number, (phrase, at))| rule(number, phrase, *at));
    let splitter = rules.fold(Splitter::builder().language(nobody), |builder, rule| builder.rule(rule)).build().expect("good rules");
    for text in rest.chunks(LONGEST).map(put_together) {
        let article = splitter.split(&text);
        let rules: Vec<_> = article.explain_all().into_iter().flat_map(|explained| explained.rules().to_vec()).collect();
        // A line notes no more cues than this: beyond, one that stands there may not be told.
        if rules.len() >= 24 {
            continue;
        }
        for (number, (phrase, at)) in phrases.iter().enumerate() {
            let found = rules.iter().any(|rule| rule.id() == format!("own/r{number}"));
            assert_eq!(found, naive::speaks(phrase, *at, &text), "{phrase:?} at {at:?} in {text:?}");
        }
    }
});
