//! Splits the plain text of a republished article into headline, subheads, body and boilerplate, and says why.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod article;
mod builder;
mod cue;
mod cut;
mod decode;
mod explain;
mod facts;
#[doc(hidden)]
pub mod fitting;
mod fold;
mod hash;
mod kinds;
mod language;
mod line;
mod model;
mod passage;
mod role;
mod rules;
mod span;
mod splitter;
mod word;
mod wrap;

pub use article::{Article, Block};
pub use builder::{Builder, Lean};
pub use explain::{Explanation, SpokenRule};
pub use language::{Language, UnknownLanguage};
pub use model::Weights;
pub use role::{Kind, Role};
pub use rules::{At, Pack, Reach, Rule, RuleCode, RuleError, RuleErrors, Strength, limits};
pub use span::Span;
pub use splitter::{Scratch, Splitter};

/// Splits a text with the built-in rules; the language is told from the text.
///
/// ```
/// let article = copydesk::split("Rain fell on the old town for three days.");
/// assert_eq!(article.body().count(), 1);
/// ```
pub fn split(text: &str) -> Article<'_> {
    Splitter::new().split(text)
}
