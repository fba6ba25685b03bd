//! Any text: lossless, total, never everything, the same with memory that was used before.
#![no_main]

mod sound;

use copydesk::{Scratch, Splitter};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

fuzz_target!(|text: &str| {
    let splitter = Splitter::new();
    let article = splitter.split(text);
    sound::assert_sound(&article);
    SCRATCH.with_borrow_mut(|scratch| {
        let again = splitter.split_with(scratch, text);
        assert!(article.blocks().eq(again.blocks()) && article.language() == again.language());
    });
    if let Some(block) = article.blocks().nth(text.len() % 7) {
        assert_eq!(article.explain(&block).role(), block.role());
    }
});
