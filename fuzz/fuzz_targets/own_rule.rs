//! Any rule made in code, with any text.
#![no_main]

mod sound;

use arbitrary::Arbitrary;
use copydesk::{At, Kind, Reach, Rule, Splitter, Strength};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Case {
    phrases: Vec<String>,
    pattern: Option<String>,
    kind: u8,
    at: u8,
    strength: u8,
    reach: u8,
    text: String,
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
    let Ok(splitter) = Splitter::builder().rule(rule).build() else { return };
    let article = splitter.split(&case.text);
    sound::assert_sound(&article);
    article.blocks().take(3).for_each(|block| assert_eq!(article.explain(&block).role(), block.role()));
});
