//! What every answer is, whatever the text and the rules.

use copydesk::{Article, Role};

pub fn assert_sound(article: &Article<'_>) {
    let text = article.text();
    let mut at = 0;
    for block in article.blocks() {
        let (span, inner) = (block.span(), block.text_span());
        assert!(span.start == at && span.start < span.end, "{span:?} behind {at}");
        assert!(span.start <= inner.start && inner.start <= inner.end && inner.end <= span.end, "{inner:?} in {span:?}");
        assert!(text.get(span.range()) == Some(block.raw()) && text.get(inner.range()) == Some(block.text()), "{span:?} {inner:?}");
        assert!((0.0..=1.0).contains(&block.confidence()));
        assert!(block.kind().is_none_or(|kind| kind.role() == block.role()));
        at = span.end;
    }
    assert_eq!(at, text.len());
    assert!(article.blocks().filter(|block| block.role() == Role::Headline).count() <= 1);
    if text.chars().any(char::is_alphanumeric) {
        assert!(article.blocks().any(|block| block.role().is_story()));
    }
}
