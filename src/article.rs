//! The result: an article as blocks that tile the text.

use crate::{
    explain::Explanation,
    language::Language,
    role::{Kind, Role},
    span::Span,
    splitter::Splitter,
};
use std::borrow::Cow;

/// A block as it is kept: bounds with and without the white space around.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Record {
    pub span: Span,
    pub text: Span,
    pub role: Role,
    pub kind: Option<Kind>,
    pub confidence: f32,
    /// Index of its first passage.
    pub passage: usize,
}

/// A text split into blocks. Borrows the text, and the scratch memory if there was any.
///
/// ```
/// let article = copydesk::split("Rain stops trains\n\nHeavy rain stopped all trains between the two towns on Monday.\n");
/// assert_eq!(article.blocks().map(|block| block.raw()).collect::<String>(), article.text());
/// ```
#[derive(Clone, Debug)]
pub struct Article<'a> {
    pub(crate) text: &'a str,
    pub(crate) records: Cow<'a, [Record]>,
    pub(crate) language: Option<(Language, f32)>,
    pub(crate) splitter: Splitter,
}

impl<'a> Article<'a> {
    /// The text that was split.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// All blocks in order; together they are the text, byte for byte.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'a>> + ExactSizeIterator + '_ {
        self.records.iter().map(|record| Block { record: *record, whole: self.text })
    }

    /// The headline, if the text has one.
    ///
    /// ```
    /// assert_eq!(copydesk::split("").headline(), None);
    /// ```
    pub fn headline(&self) -> Option<&'a str> {
        self.with_role(Role::Headline).next().map(|block| block.text())
    }

    /// The subheads: decks and crossheads; [`Block::kind`] tells which.
    pub fn subheads(&self) -> impl Iterator<Item = Block<'a>> + '_ {
        self.with_role(Role::Subhead)
    }

    /// The blocks of the story.
    pub fn body(&self) -> impl Iterator<Item = Block<'a>> + '_ {
        self.with_role(Role::Body)
    }

    /// What belongs to the story without being its text.
    pub fn meta(&self) -> impl Iterator<Item = Block<'a>> + '_ {
        self.with_role(Role::Meta)
    }

    /// What does not belong to the story.
    pub fn boilerplate(&self) -> impl Iterator<Item = Block<'a>> + '_ {
        self.with_role(Role::Boilerplate)
    }

    fn with_role(&self, role: Role) -> impl Iterator<Item = Block<'a>> + '_ {
        self.blocks().filter(move |block| block.role() == role)
    }

    /// The boilerplate after the last block of body or meta.
    ///
    /// ```
    /// let article = copydesk::split("Rain fell on the old town for three days, and the river rose.\n\nShare this article\n");
    /// assert!(article.tail().all(|block| block.role() == copydesk::Role::Boilerplate));
    /// ```
    pub fn tail(&self) -> impl Iterator<Item = Block<'a>> + '_ {
        let last = self.blocks().rposition(|block| block.role() == Role::Body).map_or(0, |at| at + 1);
        self.blocks().skip(last).filter(|block| block.role() == Role::Boilerplate)
    }

    /// The paragraphs of the body as a reader wants them: without the white space around, hard-wrapped lines joined by spaces.
    ///
    /// ```
    /// let text = "Heavy rain stopped all trains between the two towns on Monday.\n";
    /// assert_eq!(copydesk::split(text).paragraphs().next().unwrap(), text.trim());
    /// ```
    pub fn paragraphs(&self) -> impl Iterator<Item = Cow<'a, str>> + '_ {
        self.body().map(|block| block.joined())
    }

    /// The clean article: headline, subheads and body, a blank line between them.
    ///
    /// ```
    /// let text = "Rain fell on the old town for three days, and the river rose.\n\n\n\n";
    /// assert_eq!(copydesk::split(text).clean_text(), text.trim());
    /// ```
    pub fn clean_text(&self) -> String {
        let mut clean = String::with_capacity(self.text.len());
        for block in self.blocks().filter(|block| block.role().is_story()) {
            if !clean.is_empty() {
                clean.push_str("\n\n");
            }
            clean.push_str(&block.joined());
        }
        clean
    }

    /// The language of the text; `None` where it can't be told.
    ///
    /// ```
    /// assert!(copydesk::split("Rain").language().is_none());
    /// ```
    pub fn language(&self) -> Option<Language> {
        self.language.map(|(language, _)| language)
    }

    /// How sure the language is, 0 to 1; 0 where none was told.
    pub fn language_confidence(&self) -> f32 {
        self.language.map_or(0.0, |(_, confidence)| confidence)
    }

    /// How far the split as a whole can be trusted: the least confidence among the blocks, weighed by their length, 0 to 1.
    /// Low where much of the text would go and the reasons are thin.
    ///
    /// ```
    /// let confidence = copydesk::split("Rain fell on the old town for three days.").confidence();
    /// assert!((0.0..=1.0).contains(&confidence));
    /// ```
    pub fn confidence(&self) -> f32 {
        let (mut sum, mut length) = (0.0, 0.0);
        for record in self.records.iter() {
            let bytes = record.text.len() as f32;
            sum += record.confidence * bytes;
            length += bytes;
        }
        let mean = if length > 0.0 { sum / length } else { 0.0 };
        // A text of which little is kept is odd, however sure each cut looks by itself.
        let odd = self.kept_share() < 0.1 && length > 0.0;
        if odd { mean * 0.5 } else { mean }
    }

    /// How much of the text (in bytes, white space left out) is headline, subhead or body, 0 to 1.
    ///
    /// ```
    /// assert_eq!(copydesk::split("Rain fell on the old town for three days.").kept_share(), 1.0);
    /// ```
    pub fn kept_share(&self) -> f32 {
        let bytes = |story: bool| {
            self.records.iter().filter(|record| !story || record.role.is_story()).map(|record| record.text.len()).sum::<usize>()
        };
        if bytes(false) == 0 { 1.0 } else { bytes(true) as f32 / bytes(false) as f32 }
    }

    /// Why a block of this article got its role: rules and facts with their weights. Splits the text once more, so it costs
    /// several times what [`split`](crate::split) does.
    ///
    /// ```
    /// let article = copydesk::split("Rain fell on the old town for three days, and the river rose.\n\nShare this article");
    /// let last = article.blocks().last().unwrap();
    /// assert!(!article.explain(&last).facts().is_empty());
    /// ```
    pub fn explain(&self, block: &Block<'_>) -> Explanation {
        let explained = self.splitter.explain(self.text, std::iter::once(block.record.passage));
        explained.into_iter().next().unwrap_or_default()
    }

    /// The same for every block, in order, for the price of one.
    ///
    /// ```
    /// let article = copydesk::split("Rain fell on the old town for three days, and the river rose.\n\nShare this article");
    /// assert_eq!(article.explain_all().len(), article.blocks().len());
    /// ```
    pub fn explain_all(&self) -> Vec<Explanation> {
        self.splitter.explain(self.text, self.records.iter().map(|record| record.passage))
    }
}

/// A stretch of the text with one role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block<'a> {
    record: Record,
    whole: &'a str,
}

impl<'a> Block<'a> {
    /// Its role.
    pub fn role(&self) -> Role {
        self.record.role
    }

    /// Which boilerplate, meta or subhead it is, where that can be told; `None` for headline and body.
    pub fn kind(&self) -> Option<Kind> {
        self.record.kind
    }

    /// Its bounds in the text, in bytes, white space around it included.
    pub fn span(&self) -> Span {
        self.record.span
    }

    /// Its bounds in the text, in bytes, without the white space around.
    pub fn text_span(&self) -> Span {
        self.record.text
    }

    /// Its text as it stands, white space and line ends included.
    pub fn raw(&self) -> &'a str {
        self.whole.get(self.record.span.range()).unwrap_or("")
    }

    /// Its text without the white space around.
    pub fn text(&self) -> &'a str {
        self.whole.get(self.record.text.range()).unwrap_or("")
    }

    /// How sure its role is, 0 to 1: of blocks with .9, about nine in ten are right.
    pub fn confidence(&self) -> f32 {
        self.record.confidence
    }

    /// Its text with hard-wrapped lines joined.
    fn joined(&self) -> Cow<'a, str> {
        let text = self.text();
        if text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
            let lines: Vec<&str> = text.split(breaks).map(str::trim).filter(|line| !line.is_empty()).collect();
            Cow::Owned(lines.join(" "))
        } else {
            Cow::Borrowed(text)
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Block<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut row = serializer.serialize_struct("Block", 5)?;
        row.serialize_field("start", &self.span().start)?;
        row.serialize_field("end", &self.span().end)?;
        row.serialize_field("role", &self.role())?;
        row.serialize_field("kind", &self.kind())?;
        row.serialize_field("confidence", &self.confidence())?;
        row.end()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Article<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut row = serializer.serialize_struct("Article", 3)?;
        row.serialize_field("language", &self.language())?;
        row.serialize_field("confidence", &self.confidence())?;
        row.serialize_field("blocks", &Blocks(self))?;
        row.end()
    }
}

/// The blocks of an article, written one by one.
#[cfg(feature = "serde")]
struct Blocks<'a>(&'a Article<'a>);

#[cfg(feature = "serde")]
impl serde::Serialize for Blocks<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.blocks())
    }
}
