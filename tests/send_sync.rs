//! What the public types promise to threads: to be sent, shared and cloned, and to be whole after a panic elsewhere.

use copydesk::*;
use std::panic::{RefUnwindSafe, UnwindSafe};

fn is_shared<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
fn is_cloned<T: Clone + std::fmt::Debug>() {}
fn is_error<T: std::error::Error + Send + Sync + 'static>() {}

macro_rules! every_type {
    ($check:ident) => {
        every_type!($check: Splitter, Builder, Scratch, Article<'static>, Block<'static>, Explanation, SpokenRule, Language,
            UnknownLanguage, Weights, Kind, Role, At, Pack, Reach, Rule, RuleCode, RuleError, RuleErrors, Strength, Lean, Span)
    };
    ($check:ident: $($type:ty),+) => {{ $($check::<$type>();)+ }};
}

#[test]
fn public_types_cross_threads() {
    every_type!(is_shared);
}

#[test]
fn public_types_are_cloned_and_shown() {
    every_type!(is_cloned);
}

#[test]
fn errors_are_errors() {
    is_error::<RuleError>();
    is_error::<RuleErrors>();
    is_error::<UnknownLanguage>();
}

#[test]
fn a_splitter_is_cloned_cheaply() {
    // One pointer: its clones share all that was compiled.
    assert_eq!(size_of::<Splitter>(), size_of::<usize>());
}

#[test]
fn an_article_goes_to_another_thread() {
    let text = "Rain fell on the old town for three days, and the river rose.";
    let article = split(text);
    let body = std::thread::scope(|scope| scope.spawn(|| article.body().count()).join());
    assert_eq!(body.expect("no panic"), 1);
}
