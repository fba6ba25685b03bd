//! A rule: phrases or patterns that speak for one kind, with where they must stand and how far they reach.

use super::{automaton::Automaton, gate::Gate, pattern::Whole};
use crate::role::Kind;
use std::borrow::Cow;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $type { $($(#[$vdoc])* $variant,)+ }

        impl $type {
            /// Every value, in rising order.
            pub const ALL: &'static [$type] = &[$($type::$variant,)+];
            /// The name in a rule page.
            pub const fn name(self) -> &'static str {
                match self { $($type::$variant => $name,)+ }
            }
            /// The value with this name.
            pub fn from_name(name: &str) -> Option<$type> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named! {
    /// Where in a line a phrase must stand to count.
    ///
    /// ```
    /// assert_eq!(copydesk::At::from_name("whole"), Some(copydesk::At::Whole));
    /// ```
    At {
        /// It is the line's first word; symbols and bullets before it do not count.
        Start = "start",
        /// It begins the line or a sentence in it.
        Sentence = "sentence",
        /// Anywhere in the line.
        Anywhere = "anywhere",
        /// It ends the line; marks and numbers behind it do not count.
        End = "end",
        /// It is the whole line; marks and numbers behind it do not count.
        Whole = "whole",
    }
}

named! {
    /// How much a rule says by itself: the prior of its fitted weights.
    ///
    /// ```
    /// assert!(copydesk::Strength::Weak < copydesk::Strength::Strong);
    /// ```
    Strength {
        /// A hint.
        Weak = "weak",
        /// The usual.
        Plain = "plain",
        /// Almost sure, whatever stands around.
        Strong = "strong",
    }
}

named! {
    /// How far a rule speaks beyond its own line.
    ///
    /// ```
    /// assert_eq!(copydesk::Reach::Block.name(), "block");
    /// ```
    Reach {
        /// Its own line only.
        Line = "line",
        /// An opener: the short lines that follow are of its kind too.
        Block = "block",
        /// What follows is hardly story any more.
        Rest = "rest",
    }
}

/// One or more cues with an id, a kind and a reason.
///
/// ```
/// use copydesk::{At, Kind, Rule, Splitter, Strength};
/// let rule = Rule::new("our-appeal", Kind::Donation, "Our own appeal.")
///     .phrases(["chip in … today"])
///     .at(At::Sentence)
///     .strength(Strength::Strong);
/// let splitter = Splitter::builder().rule(rule).build()?;
/// # Ok::<(), copydesk::RuleErrors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(crate) id: Cow<'static, str>,
    pub(crate) kind: Kind,
    pub(crate) why: Cow<'static, str>,
    pub(crate) any: Vec<Cow<'static, str>>,
    pub(crate) pattern: Option<Cow<'static, str>>,
    pub(crate) at: At,
    pub(crate) strength: Strength,
    pub(crate) reach: Reach,
    /// The parts of the pattern with their gates, where these were worked out already.
    pub(crate) parts: Vec<PatternPart>,
}

/// A part of a pattern, which matches where any of its parts does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatternPart {
    pub gate: Gate,
    /// Made by the build script, for patterns of built-in rules, with the gate of the whole pattern.
    pub automaton: Option<(Automaton<'static>, Whole)>,
}

impl Rule {
    /// The same without its phrases and gates: what is asked of a rule once it is compiled.
    pub(crate) fn without_cues(&self) -> Rule {
        let Rule { id, kind, why, pattern, at, strength, reach, .. } = self;
        let (id, why, pattern) = (id.clone(), why.clone(), pattern.clone());
        Rule { id, kind: *kind, why, any: Vec::new(), pattern, parts: Vec::new(), at: *at, strength: *strength, reach: *reach }
    }

    /// A rule without cues yet. The id says what it sees, in kebab-case; `why` is one sentence for whoever asks.
    pub fn new(id: impl Into<Cow<'static, str>>, kind: Kind, why: impl Into<Cow<'static, str>>) -> Rule {
        Rule {
            id: id.into(),
            kind,
            why: why.into(),
            any: Vec::new(),
            pattern: None,
            at: At::Start,
            strength: Strength::Plain,
            reach: Reach::Line,
            parts: Vec::new(),
        }
    }

    /// Adds phrases, any of which is a cue: whole words; `word*` for a stem, `#` for a number, ` … ` for up to six words between.
    #[must_use]
    pub fn phrases<P: Into<Cow<'static, str>>>(mut self, phrases: impl IntoIterator<Item = P>) -> Rule {
        self.any.extend(phrases.into_iter().map(Into::into));
        self
    }

    /// Sets a regular expression, tried on the text of lines of at most [`limits::PATTERN_LINE`](crate::limits::PATTERN_LINE) bytes.
    #[must_use]
    pub fn pattern(mut self, pattern: impl Into<Cow<'static, str>>) -> Rule {
        self.pattern = Some(pattern.into());
        self.parts.clear();
        self
    }

    /// Sets where phrases must stand; [`At::Start`] unless set.
    #[must_use]
    pub fn at(mut self, at: At) -> Rule {
        self.at = at;
        self
    }

    /// Sets how much it says; [`Strength::Plain`] unless set.
    #[must_use]
    pub fn strength(mut self, strength: Strength) -> Rule {
        self.strength = strength;
        self
    }

    /// Sets how far it speaks; [`Reach::Line`] unless set.
    #[must_use]
    pub fn reach(mut self, reach: Reach) -> Rule {
        self.reach = reach;
        self
    }

    /// The id, unique in its pack.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The kind it speaks for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Why it is there.
    pub fn why(&self) -> &str {
        &self.why
    }

    /// How many cues it has: phrases and pattern.
    pub fn cues(&self) -> usize {
        self.any.len() + usize::from(self.pattern.is_some())
    }
}
