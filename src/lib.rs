//! Splits the plain text of a republished article into headline, subheads, body and boilerplate, and says why.
//!
//! Text that was scraped, mailed or copied still carries what stood around the story: share prompts, donation appeals,
//! newsletter boxes, "original article here". This crate sorts a text into **blocks**, each with a **role** (headline,
//! subhead, body, meta, boilerplate) and, where it can be told, a **kind** (`donation`, `newsletter`, `byline` …).
//! It takes plain text, no HTML, in any language; it has rules for those that [`Language::built_in`] lists.
//!
//! # Split a text
//!
//! ```
//! let text = "\
//! Ferry back in service after winter repairs
//!
//! The ferry across the river took up its service again on Monday, four months after it went aground in the autumn floods.
//!
//! \"We had to replace the whole hull,\" said the captain, who has crossed the river for twenty years.
//!
//! Your support keeps our newsroom independent. Donate today.
//! ";
//! let article = copydesk::split(text);
//! assert_eq!(article.headline(), Some("Ferry back in service after winter repairs"));
//! assert_eq!(article.body().count(), 2);
//! assert_eq!(article.language().map(|language| language.to_string()).as_deref(), Some("en"));
//! ```
//!
//! The blocks of an article, in order, are the text, byte for byte:
//!
//! ```
//! # let text = "Rain stops trains\r\n\r\nHeavy rain stopped all trains between the two towns on Monday.\r\n";
//! let article = copydesk::split(text);
//! assert_eq!(article.blocks().map(|block| block.raw()).collect::<String>(), text);
//! ```
//!
//! # Keep the clean article
//!
//! [`Article::clean_text`] is headline, subheads and body with a blank line between them; [`Article::paragraphs`] is the
//! body alone, one paragraph at a time, hard-wrapped lines joined.
//!
//! ```
//! # let text = "\
//! # Ferry back in service after winter repairs\n\n\
//! # The ferry across the river took up its service again on Monday, four months after it went aground in the floods.\n\n\
//! # \"We had to replace the whole hull,\" said the captain, who has crossed the river for twenty years.\n\n\
//! # Your support keeps our newsroom independent. Donate today.\n";
//! let article = copydesk::split(text);
//! let clean = article.clean_text();
//! assert!(clean.starts_with("Ferry back") && clean.ends_with("for twenty years."));
//! assert_eq!(article.paragraphs().count(), 2);
//! ```
//!
//! # Know what was cut
//!
//! Nothing is thrown away: what is not kept is there too, with its place in the text and how sure its role is.
//!
//! ```
//! use copydesk::Kind;
//! # let text = "\
//! # Ferry back in service after winter repairs\n\n\
//! # The ferry across the river took up its service again on Monday, four months after it went aground in the floods.\n\n\
//! # \"We had to replace the whole hull,\" said the captain, who has crossed the river for twenty years.\n\n\
//! # Your support keeps our newsroom independent. Donate today.\n";
//! let article = copydesk::split(text);
//! let cut = article.boilerplate().next().expect("the appeal");
//! assert_eq!(cut.kind(), Some(Kind::Donation));
//! assert_eq!(&text[cut.text_span().range()], "Your support keeps our newsroom independent. Donate today.");
//! assert!(cut.confidence() > 0.5 && article.kept_share() > 0.5);
//! ```
//!
//! [`Article::tail`] is the boilerplate behind the story; [`Article::meta`] is byline, timestamp, caption and their like.
//!
//! # Ask why
//!
//! ```
//! # let text = "\
//! # Ferry back in service after winter repairs\n\n\
//! # The ferry across the river took up its service again on Monday, four months after it went aground in the floods.\n\n\
//! # \"We had to replace the whole hull,\" said the captain, who has crossed the river for twenty years.\n\n\
//! # Your support keeps our newsroom independent. Donate today.\n";
//! let article = copydesk::split(text);
//! let last = article.blocks().last().expect("a block");
//! let why = article.explain(&last);
//! for rule in why.rules() {
//!     println!("{} ({}): {}", rule.id(), rule.kind(), rule.why());
//! }
//! for (fact, weight) in why.facts() {
//!     println!("{fact} {weight:+.2}");
//! }
//! assert!(why.rules().iter().any(|rule| rule.id().starts_with("en/donation")));
//! ```
//!
//! # Say which mistake is worse
//!
//! [`Lean::Precision`] cuts only what is surely no story, [`Lean::Recall`] cuts what may be none. From the one to the other,
//! never fewer lines are cut.
//!
//! ```
//! use copydesk::{Lean, Splitter};
//! let careful = Splitter::builder().lean(Lean::Precision).build()?;
//! let eager = Splitter::builder().lean(Lean::Recall).build()?;
//! # let text = "Rain fell on the old town for three days, and the river rose.\n\nShare this article";
//! assert!(careful.split(text).boilerplate().count() <= eager.split(text).boilerplate().count());
//! # Ok::<(), copydesk::RuleErrors>(())
//! ```
//!
//! # Split many texts
//!
//! A [`Splitter`] is immutable, cheap to clone, and shared between threads as it is; a [`Scratch`] keeps memory from text to
//! text, one for each thread. If the language of all texts is known, say so: it need not be told from each.
//!
//! ```
//! use copydesk::{Scratch, Splitter};
//! let splitter = Splitter::builder().language("en".parse()?).build()?;
//! let mut scratch = Scratch::default();
//! for text in ["Rain fell on the town.", "Snow fell on the hills."] {
//!     let article = splitter.split_with(&mut scratch, text);
//!     println!("{}", article.clean_text());
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules of your own
//!
//! A [`Rule`] is made in code, or stands with others in a page ([`Pack::parse`]). It is weighed together with the built-in
//! rules, before anything is decided. A built-in rule that is wrong for your texts is left out by its id.
//!
//! ```
//! use copydesk::{At, Kind, Rule, Splitter, Strength};
//! let appeal = Rule::new("hat", Kind::Donation, "The appeal of the sites that we read.")
//!     .phrases(["throw … into our hat", "the hat takes # crowns"])
//!     .at(At::Sentence)
//!     .strength(Strength::Strong);
//! let splitter = Splitter::builder().rule(appeal).without_rule("common/end-mark").build()?;
//! let article = splitter.split("Rain fell on the old town for three days, and the river rose.\n\nThrow a coin into our hat!");
//! let last = article.blocks().last().expect("a block");
//! assert!(article.explain(&last).rules().iter().any(|rule| rule.id() == "own/hat"));
//! # Ok::<(), copydesk::RuleErrors>(())
//! ```
//!
//! Rules are the only thing that can be wrong, and [`RuleErrors`] says where and how to mend it:
//!
//! ```
//! let errors = copydesk::Pack::parse("fr.toml", "language = 'fr'\n[[rules]]\n").unwrap_err();
//! let error = errors.iter().next().expect("a fault");
//! assert_eq!((error.line(), error.column(), error.help()), (2, 3, "did you mean `rule`?"));
//! ```
//!
//! # A language of your own
//!
//! A language without a built-in page can have one of yours. Its texts are not told from others by themselves, unless no
//! other language shares the script: name the language.
//!
//! ```
//! use copydesk::{Pack, Splitter};
//! let page = r#"
//! language = "oc"
//! name = "occitan"
//! function_words = "lo la los las de e a es un una que se per dins amb mas coma"
//! [[rule]]
//! id = "share-appeal"
//! kind = "share"
//! why = "Asks the reader to pass the article on."
//! any = ["partejatz aqueste article"]
//! hit = ["Partejatz aqueste article amb vòstres amics!"]
//! miss = ["Los dos fraires partejavan lo camp de lor paire."]
//! "#;
//! let occitan = Pack::parse("oc.toml", page)?;
//! let splitter = Splitter::builder().language("oc".parse()?).pack(occitan).build()?;
//! let article = splitter.split("La pluèja es tombada tres jorns sus la vila vièlha, e lo riu a montat.\n\nPartejatz aqueste article!");
//! assert_eq!(article.language().map(|language| language.to_string()).as_deref(), Some("oc"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Weights of your own
//!
//! How much each fact and each kind of cue counts stands in a table of whole numbers, in hundredths of a nat. The built-in
//! one was fitted on news; `cargo xtask fit` in the repository fits one on your labels.
//!
//! ```
//! use copydesk::{Splitter, Weights};
//! let table = Weights::built_in().to_string();
//! let weights = Weights::parse("mine.txt", &table)?;
//! let splitter = Splitter::builder().weights(weights).build()?;
//! # Ok::<(), copydesk::RuleErrors>(())
//! ```
//!
//! # Bytes
//!
//! ```
//! let splitter = copydesk::Splitter::new();
//! match splitter.split_bytes(b"Rain fell.\xff") {
//!     Ok(article) => println!("{}", article.clean_text()),
//!     Err(error) => assert_eq!(error.valid_up_to(), 10),
//! }
//! ```
//!
//! # What is promised
//!
//! - The blocks tile the text: nothing is lost, moved or changed.
//! - [`split`] takes any text and neither fails nor panics; time and memory are linear in the text.
//! - Same text, same rules, same weights: same answer, on every platform. No input or output, no clock, no randomness, no
//!   threads, no `unsafe`.
//! - A text with words never loses all of them: at least one block is body.
//!
//! What is not promised: that every role is right. Look at [`Article::confidence`] and [`Block::confidence`], and at
//! [`Lean`]. Weights and rules get better from version to version, so a new version may split a text another way.
//!
//! # Features
//!
//! - `serde`: `Serialize` for articles, blocks, spans, roles, kinds and languages. Off by default.
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]
// No text may make it panic: what could is not written, or says why it can't.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod article;
mod builder;
mod compose;
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
mod scratch;
mod signs;
mod span;
mod splitter;
mod utf8;
mod word;
mod wrap;

pub use article::{Article, Block};
pub use builder::{Builder, Lean};
pub use explain::{Explanation, SpokenRule};
pub use language::{Language, UnknownLanguage};
pub use model::Weights;
pub use role::{Kind, Role};
pub use rules::{At, Pack, Reach, Rule, RuleCode, RuleError, RuleErrors, Strength, limits};
pub use scratch::Scratch;
pub use span::Span;
pub use splitter::Splitter;

/// Splits a text with the built-in rules; the language is told from the text.
///
/// ```
/// let article = copydesk::split("Rain fell on the old town for three days.");
/// assert_eq!(article.body().count(), 1);
/// ```
pub fn split(text: &str) -> Article<'_> {
    Splitter::new().split(text)
}
