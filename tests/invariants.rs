//! What holds for every text there is.

mod articles;
mod gutter;

use articles::{any_text, assembled, config};
use copydesk::{Article, Kind, Lean, Role, Rule, Scratch, Splitter};
use proptest::prelude::*;
use std::{cell::RefCell, sync::LazyLock};

/// What of an answer is compared: all but the text itself.
fn answer(article: &Article<'_>) -> Vec<(usize, usize, Role, Option<Kind>, u32)> {
    article.blocks().map(|block| (block.span().start, block.span().end, block.role(), block.kind(), block.confidence().to_bits())).collect()
}

fn assert_tiled(article: &Article<'_>) {
    let text = article.text();
    let mut at = 0;
    for block in article.blocks() {
        let (span, inner) = (block.span(), block.text_span());
        assert_eq!(span.start, at, "a block begins where the last one ended");
        assert!(span.start < span.end, "no block is empty: {span:?}");
        assert!(span.start <= inner.start && inner.start <= inner.end && inner.end <= span.end, "{inner:?} within {span:?}");
        assert!([span.start, span.end, inner.start, inner.end].iter().all(|&at| text.is_char_boundary(at)), "{span:?} {inner:?}");
        assert_eq!(&text[span.range()], block.raw());
        assert_eq!(&text[inner.range()], block.text());
        at = span.end;
    }
    assert_eq!(at, text.len(), "the last block ends with the text");
    assert_eq!(article.blocks().map(|block| block.raw()).collect::<String>(), text);
}

fn assert_sound(article: &Article<'_>) {
    assert!(article.blocks().filter(|block| block.role() == Role::Headline).count() <= 1, "one headline at most");
    for block in article.blocks() {
        assert!((0.0..=1.0).contains(&block.confidence()), "confidence {}", block.confidence());
        assert!(block.kind().is_none_or(|kind| kind.role() == block.role()), "{:?} of {:?}", block.kind(), block.role());
        assert!(block.role() != Role::Boilerplate || block.kind().is_some(), "boilerplate has a kind");
    }
    let shares = [article.confidence(), article.language_confidence(), article.kept_share()];
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
    assert!(article.tail().all(|block| block.role() == Role::Boilerplate));
    assert_eq!(article.paragraphs().count(), article.body().count());
}

fn assert_not_everything(article: &Article<'_>) {
    if article.text().chars().any(char::is_alphanumeric) {
        assert!(article.blocks().any(|block| block.role().is_story()), "something stays of a text with words");
        assert!(!article.clean_text().is_empty());
    }
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The answer with memory that all cases before have used.
fn reused(splitter: &Splitter, text: &str) -> Vec<(usize, usize, Role, Option<Kind>, u32)> {
    SCRATCH.with_borrow_mut(|scratch| answer(&splitter.split_with(scratch, text)))
}

fn assert_explained(article: &Article<'_>, blocks: impl Iterator<Item = usize>) {
    for at in blocks {
        let Some(block) = article.blocks().nth(at) else { continue };
        let explanation = article.explain(&block);
        assert_eq!(explanation.role(), block.role(), "block {at}");
        assert!(explanation.margin() >= 0.0 && explanation.margin().is_finite());
        assert!(block.text().is_empty() || !explanation.facts().is_empty());
        assert!(explanation.facts().iter().all(|(name, weight)| weight.is_finite() && name != "unknown"));
        assert!(explanation.rules().iter().all(|rule| rule.id().contains('/') && !rule.why().is_empty()));
    }
}

static LEANS: LazyLock<[Splitter; 3]> = LazyLock::new(|| {
    [Lean::Precision, Lean::Balanced, Lean::Recall].map(|lean| Splitter::builder().lean(lean).build().expect("no rule of our own"))
});

static WITH_IDLE_RULE: LazyLock<Splitter> = LazyLock::new(|| {
    let rule = |id, at| Rule::new(id, Kind::Donation, "Matches nothing.").phrases(["zzyzx qqpq xxyyxx … bhfgt", "qqzzqq* vvkkvv"]).at(at);
    let rules = copydesk::At::ALL.iter().zip(["a", "b", "c", "d", "e"]).map(|(&at, id)| rule(id, at));
    let pattern = Rule::new("f", Kind::Share, "Matches nothing.").pattern("^zzyzx{3}$");
    rules.chain([pattern]).fold(Splitter::builder(), |builder, rule| builder.rule(rule)).build().expect("good rules")
});

proptest! {
    #![proptest_config(config())]

    #[test]
    fn blocks_tile_the_text_and_something_stays(text in any_text()) {
        let article = copydesk::split(&text);
        assert_tiled(&article);
        assert_sound(&article);
        assert_not_everything(&article);
    }

    #[test]
    fn the_answer_is_the_same_every_time(text in any_text()) {
        let splitter = Splitter::new();
        let first = answer(&splitter.split(&text));
        prop_assert_eq!(&first, &answer(&splitter.clone().split(&text)));
        prop_assert_eq!(&first, &reused(&splitter, &text));
        prop_assert_eq!(&first, &answer(&splitter.split_bytes(text.as_bytes()).expect("UTF-8")));
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| answer(&splitter.split(&text)))).collect();
            for thread in threads {
                assert_eq!(first, thread.join().expect("no panic"));
            }
        });
    }

    #[test]
    fn blocks_explain_themselves(text in any_text(), at in 0..40_usize) {
        let article = copydesk::split(&text);
        assert_explained(&article, [0, at, article.blocks().len().saturating_sub(1)].into_iter());
        let all = article.explain_all();
        prop_assert_eq!(all.len(), article.blocks().len());
        prop_assert!(article.blocks().nth(at).is_none_or(|block| article.explain(&block) == all[at]));
    }

    #[test]
    fn leaning_cuts_more_and_more(text in any_text()) {
        let cut = |splitter: &Splitter| splitter.split(&text).blocks().filter(|block| !block.role().is_story()).count();
        let [precision, balanced, recall] = [&LEANS[0], &LEANS[1], &LEANS[2]].map(cut);
        prop_assert!(precision <= balanced && balanced <= recall, "{precision} {balanced} {recall}");
    }

    #[test]
    fn a_rule_that_matches_nothing_changes_nothing(text in any_text()) {
        prop_assert_eq!(answer(&copydesk::split(&text)), answer(&WITH_IDLE_RULE.split(&text)));
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_from_those_that_are(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let split = Splitter::new().split_bytes(&bytes).map(|article| article.text().len());
        prop_assert_eq!(split, std::str::from_utf8(&bytes).map(str::len));
    }

    #[test]
    fn assembled_articles_keep_a_story(text in assembled()) {
        let article = copydesk::split(&text);
        prop_assert!(text.is_empty() || article.body().count() > 0);
    }
}

#[test]
fn every_block_of_every_fixture_and_seed_explains_itself() {
    for (_, text) in gutter::texts() {
        let article = copydesk::split(&text);
        assert_tiled(&article);
        assert_sound(&article);
        assert_explained(&article, 0..article.blocks().len());
    }
}

#[test]
fn extreme_texts_are_split_like_any_other() {
    let emoji = "👩🏽‍🚀🇫🇷🏳️‍🌈5️⃣".repeat(10_000);
    let lines = "Rain\n".repeat(50_000);
    let planes: String = (0..0x11_0000).step_by(7).filter_map(char::from_u32).collect();
    let texts = [
        String::new(),
        "\n".repeat(1_000_000),
        "\r".repeat(100_000),
        "\0".repeat(100_000),
        "\u{301}".repeat(100_000),
        "\u{202e}".repeat(100_000),
        "\u{2028}".repeat(100_000),
        "Rain\u{2029}".repeat(20_000),
        "\u{feff}".repeat(100_000),
        "\u{200b}\u{200d}".repeat(50_000),
        format!("Rain{} fell.", "\u{301}".repeat(200_000)),
        "\u{1112}\u{1161}".repeat(50_000),
        "\u{d7ff}\u{e000}\u{ffff}".repeat(20_000),
        planes.clone(),
        planes.chars().flat_map(|c| [c, '\n']).collect(),
        "word ".repeat(400_000),
        "x".repeat(2_000_000),
        "字".repeat(500_000),
        "กำลัง".repeat(50_000),
        "Share. ".repeat(100_000),
        "Read also: ".repeat(100_000),
        "http://".repeat(100_000),
        emoji,
        lines,
    ];
    for text in texts {
        let article = copydesk::split(&text);
        assert_tiled(&article);
        assert_sound(&article);
        assert_not_everything(&article);
    }
}
