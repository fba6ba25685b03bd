//! How fast a text is split, by script, size and shape, beside what else is done to texts, all in one run: the ratios
//! hold on another machine, the megabytes a second do not.
//!
//! `cargo bench --bench splitting`; an item is a line that is not blank.

mod texts;

use copydesk::{Language, Scratch, Splitter};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use regex::RegexSet;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    divan::main();
}

/// Runs `work` on every text of a name, with bytes and lines counted.
fn each_text<T>(bencher: Bencher<'_, '_>, name: &str, mut work: impl FnMut(&str) -> T) {
    let texts = texts::named(name);
    let bytes: usize = texts.iter().map(String::len).sum();
    let lines: usize = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).count();
    // Rules are compiled and scratch memory grows before the clock runs; `start_up` measures that.
    texts.iter().for_each(|text| _ = black_box(work(text)));
    let bencher = bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(lines));
    bencher.bench_local(|| texts.iter().for_each(|text| _ = black_box(work(black_box(text)))));
}

/// The whole way of a text, language detection included, with scratch memory that is kept.
mod split {
    use super::*;

    fn with_scratch(bencher: Bencher<'_, '_>, name: &str) {
        let splitter = Splitter::new();
        let mut scratch = Scratch::default();
        each_text(bencher, name, |text| splitter.split_with(&mut scratch, text).blocks().count());
    }

    #[divan::bench(args = texts::SCRIPTS.map(|(script, _)| script))]
    fn typical(bencher: Bencher<'_, '_>, script: &str) {
        with_scratch(bencher, script);
    }

    #[divan::bench(args = texts::SHAPES)]
    fn shapes(bencher: Bencher<'_, '_>, shape: &str) {
        with_scratch(bencher, shape);
    }

    #[divan::bench(args = texts::hostile::NAMES)]
    fn hostile(bencher: Bencher<'_, '_>, name: &str) {
        with_scratch(bencher, name);
    }

    /// The same without memory that is kept.
    #[divan::bench(args = ["latin", "latin short"])]
    fn without_scratch(bencher: Bencher<'_, '_>, name: &str) {
        let splitter = Splitter::new();
        each_text(bencher, name, |text| splitter.split(text).blocks().count());
    }

    /// The same where the language is known: the difference is what telling it costs.
    #[divan::bench]
    fn language_known(bencher: Bencher<'_, '_>) {
        let language: Language = "de".parse().expect("a code");
        let splitter = Splitter::builder().language(language).build().expect("no rules of its own");
        let mut scratch = Scratch::default();
        each_text(bencher, "latin long", |text| splitter.split_with(&mut scratch, text).blocks().count());
    }
}

/// What a splitter that was just built does first.
mod start_up {
    use super::*;

    /// The first split of an article: its language is told, the rules of the language, the common ones and those of
    /// English are compiled, and the patterns that a line of it comes near.
    #[divan::bench(args = ["fr", "en", "de", "ru", "ar", "hi", "zh"], sample_count = 20, sample_size = 1)]
    fn article(bencher: Bencher<'_, '_>, code: &str) {
        let text = texts::Pool::read(code).article(0, 2_500);
        let build = || Splitter::builder().build().expect("no rules of its own");
        bencher.with_inputs(build).bench_local_refs(|splitter| splitter.split(black_box(&text)).blocks().count());
    }

    /// The rules of a known language alone, with the common ones and those of English.
    #[divan::bench(args = ["fr", "en", "de", "pl", "ru", "hi", "zh"], sample_count = 20, sample_size = 1)]
    fn rules(bencher: Bencher<'_, '_>, code: &str) {
        let language: Language = code.parse().expect("a code");
        let build = || Splitter::builder().language(language).build().expect("no rules of its own");
        bencher.with_inputs(build).bench_local_refs(|splitter| splitter.split(black_box("word")).blocks().count());
    }
}

/// What else is done to texts.
mod peers {
    use super::*;

    const TEXTS: [&str; 4] = ["latin", "cyrillic", "cjk", "latin short"];

    #[divan::bench(args = TEXTS)]
    fn newline_scan(bencher: Bencher<'_, '_>, name: &str) {
        each_text(bencher, name, |text| memchr::memchr_iter(b'\n', text.as_bytes()).map(black_box).count());
    }

    #[divan::bench(args = TEXTS)]
    fn whatlang(bencher: Bencher<'_, '_>, name: &str) {
        each_text(bencher, name, whatlang::detect_lang);
    }

    #[divan::bench(args = TEXTS)]
    fn whichlang(bencher: Bencher<'_, '_>, name: &str) {
        each_text(bencher, name, whichlang::detect_language);
    }

    #[divan::bench(args = TEXTS)]
    fn unicode_words(bencher: Bencher<'_, '_>, name: &str) {
        each_text(bencher, name, |text| text.unicode_words().count());
    }

    /// Two hundred phrases of the English page, looked for in the whole text.
    #[divan::bench(args = TEXTS)]
    fn regex_set(bencher: Bencher<'_, '_>, name: &str) {
        let phrases = texts::hostile::phrases("en");
        let set = RegexSet::new(phrases.iter().take(200).map(|phrase| format!("(?i){}", regex::escape(phrase)))).expect("phrases compile");
        each_text(bencher, name, |text| set.matches(text).iter().count());
    }
}
