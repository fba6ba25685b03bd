//! Any rule made in code, with any texts.
#![no_main]

mod sound;

use arbitrary::Arbitrary;
use copydesk::{At, Kind, Language, Reach, Rule, Splitter, Strength};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Case {
    phrases: Vec<String>,
    pattern: Option<String>,
    kind: u8,
    at: u8,
    strength: u8,
    reach: u8,
    texts: Vec<String>,
}

fn of<T: Copy>(all: &[T], index: u8) -> T {
    all[index as usize % all.len()]
}

fuzz_target!(|case: Case| {
    let mut rule = Rule::new("own", of(Kind::ALL, case.kind), "Tries any cue.").phrases(case.phrases);
    rule = rule.at(of(At::ALL, case.at)).strength(of(Strength::ALL, case.strength)).reach(of(Reach::ALL, case.reach));
    if let Some(pattern) = case.pattern {
        rule = rule.pattern(pattern);
    }
    let nobody: Language = "qaa".parse().expect("a code");
    // A new splitter compiles the built-in pages with its first text: that would take all the time without a text.
    let Ok(splitter) = Splitter::builder().language(nobody).rule(rule).build() else { return };
    for text in &case.texts {
        let article = splitter.split(text);
        sound::assert_sound(&article);
        article.blocks().take(3).for_each(|block| assert_eq!(article.explain(&block).role(), block.role()));
    }
});
