//! The same text, rules and weights give the same answer, in whatever order and on however many threads.

mod articles;
mod gutter;

use articles::{any_text, config};
use copydesk::{At, Kind, Pack, Rule, Splitter};
use proptest::{prelude::*, sample::subsequence};
use std::{sync::LazyLock, thread};

/// All that an answer says, as text.
fn answer(splitter: &Splitter, text: &str) -> String {
    let article = splitter.split(text);
    let blocks: Vec<_> = article.blocks().map(|block| (block.span(), block.role(), block.kind(), block.confidence())).collect();
    format!("{:?} {} {blocks:?}", article.language(), article.language_confidence())
}

/// A splitter whose pages have not been compiled yet.
fn cold() -> Splitter {
    Splitter::builder().build().expect("no rule of our own")
}

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| gutter::texts().into_iter().map(|(_, text)| text).collect());
static ANSWERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let splitter = cold();
    TEXTS.iter().map(|text| answer(&splitter, text)).collect()
});

#[test]
fn languages_may_be_met_in_any_order() {
    let splitter = cold();
    let backwards: Vec<String> = TEXTS.iter().rev().map(|text| answer(&splitter, text)).collect();
    assert!(backwards.iter().rev().eq(ANSWERS.iter()));
}

#[test]
fn threads_may_compile_pages_at_once() {
    for threads in [2, 8] {
        let splitter = cold();
        thread::scope(|scope| {
            let split = |first: usize| {
                let splitter = &splitter;
                let all = (0..TEXTS.len()).cycle().skip(first * 31).take(TEXTS.len());
                move || all.filter(|&at| answer(splitter, &TEXTS[at]) != ANSWERS[at]).collect::<Vec<_>>()
            };
            let running: Vec<_> = (0..threads).map(|first| scope.spawn(split(first))).collect();
            running.into_iter().for_each(|thread| assert!(thread.join().expect("no panic").is_empty()));
        });
    }
}

/// A pack for each of some languages, and a second one for English and for all languages.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let rule = |id: &'static str, kind, phrase: &'static str| Rule::new(id, kind, "A rule of a pack.").phrases([phrase]).at(At::Sentence);
    vec![
        Pack::new("en").rule(rule("ours", Kind::Donation, "the river")).rule(rule("ours-too", Kind::Share, "on monday")),
        Pack::new("fr").rule(rule("ours", Kind::Newsletter, "la ville")),
        Pack::new("en").rule(rule("theirs", Kind::Newsletter, "the river")).rule(rule("late", Kind::Byline, "in the")),
        Pack::new("common").rule(rule("ours", Kind::Ad, "facebook")),
        Pack::new("qaa").rule(rule("ours", Kind::Ad, "the")),
        Pack::new("common").rule(rule("theirs", Kind::Tags, "facebook")),
        Pack::new("de").rule(rule("ours", Kind::Contact, "die")),
    ]
});

fn with_packs(order: &[usize]) -> Splitter {
    let add = |builder: copydesk::Builder, &at: &usize| builder.pack(PACKS[at].clone());
    order.iter().fold(Splitter::builder(), add).build().expect("good packs")
}

#[test]
fn packs_may_be_loaded_in_any_order() {
    let all: Vec<usize> = (0..PACKS.len()).collect();
    let first = with_packs(&all);
    let answers: Vec<String> = TEXTS.iter().map(|text| answer(&first, text)).collect();
    assert_ne!(answers, *ANSWERS, "the packs say something");
    for turn in 1..all.len() {
        let mut order = all.clone();
        order.rotate_left(turn);
        if turn % 2 == 0 {
            order.reverse();
        }
        let splitter = with_packs(&order);
        let changed: Vec<&String> =
            TEXTS.iter().zip(&answers).filter(|(text, old)| answer(&splitter, text) != **old).map(|(text, _)| text).collect();
        assert!(changed.is_empty(), "{order:?}: {} texts, {:.200?}", changed.len(), changed);
    }
}

#[test]
fn rules_to_leave_out_may_be_named_in_any_order() {
    let ids = ["en/ours", "common/end-mark", "fr/ours"];
    let without = |ids: &[&str]| {
        let builder = PACKS.iter().fold(Splitter::builder(), |builder, pack| builder.pack(pack.clone()));
        ids.iter().fold(builder, |builder, id| builder.without_rule(*id)).build().expect("rules that are there")
    };
    let (one, other) = (without(&ids), without(&[ids[2], ids[0], ids[1], ids[0]]));
    TEXTS.iter().for_each(|text| assert_eq!(answer(&one, text), answer(&other, text)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 128, ..config() })]

    #[test]
    fn some_packs_in_two_orders_give_one_answer(
        order in subsequence((0..PACKS.len()).collect::<Vec<_>>(), 1..PACKS.len()).prop_shuffle(),
        texts in prop::collection::vec(any_text(), 10..20),
    ) {
        let mut sorted = order.clone();
        sorted.sort_unstable();
        let (one, other) = (with_packs(&order), with_packs(&sorted));
        for text in texts {
            prop_assert_eq!(answer(&one, &text), answer(&other, &text), "{:?}", &order);
        }
    }
}
