//! What a block can be: five roles, and within a role the kind.

/// What a block does in the article.
///
/// ```
/// use copydesk::Role;
/// assert_eq!(Role::Boilerplate.name(), "boilerplate");
/// assert!(Role::Headline.is_story() && !Role::Meta.is_story());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Role {
    /// The article's own title; at most one block.
    Headline,
    /// A deck (standfirst, summary) under the headline or a crosshead in the body.
    Subhead,
    /// The story: paragraphs, quotes, list items, quoted posts.
    Body,
    /// Belongs to the story without being its text: byline, timestamp, caption, credit.
    Meta,
    /// What the author's own newspaper would not print as part of this story.
    Boilerplate,
}

impl Role {
    /// Every role, in the order of an article.
    pub const ALL: [Role; 5] = [Role::Headline, Role::Subhead, Role::Body, Role::Meta, Role::Boilerplate];

    /// The role's name in fixtures, rows and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Subhead => "subhead",
            Role::Body => "body",
            Role::Meta => "meta",
            Role::Boilerplate => "boilerplate",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether a reader of the clean article sees it: headline, subhead or body.
    pub const fn is_story(self) -> bool {
        matches!(self, Role::Headline | Role::Subhead | Role::Body)
    }
}

impl std::fmt::Display for Role {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

macro_rules! kinds {
    ($($role:ident { $($(#[$doc:meta])* $kind:ident = $name:literal,)+ })+) => {
        /// Which boilerplate, meta or subhead a block is; what a rule speaks for.
        ///
        /// ```
        /// use copydesk::{Kind, Role};
        /// assert_eq!(Kind::from_name("newsletter"), Some(Kind::Newsletter));
        /// assert_eq!(Kind::Caption.role(), Role::Meta);
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[non_exhaustive]
        pub enum Kind {
            $($($(#[$doc])* #[cfg_attr(feature = "serde", serde(rename = $name))] $kind,)+)+
        }

        impl Kind {
            /// Every kind, grouped by role.
            pub const ALL: &'static [Kind] = &[$($(Kind::$kind,)+)+];

            /// The kind's name in rules, fixtures, rows and messages.
            pub const fn name(self) -> &'static str {
                match self { $($(Kind::$kind => $name,)+)+ }
            }

            /// The role that a block of this kind has.
            pub const fn role(self) -> Role {
                match self { $($(Kind::$kind => Role::$role,)+)+ }
            }
        }
    };
}

kinds! {
    Boilerplate {
        /// Asks the reader to share; names of share buttons.
        Share = "share",
        /// Asks the reader to follow an account or channel.
        Follow = "follow",
        /// Offers a newsletter or mail alert.
        Newsletter = "newsletter",
        /// Asks for money.
        Donation = "donation",
        /// Subscription, paywall, log-in and registration.
        Subscription = "subscription",
        /// Where the text was first published, republished or translated from.
        Source = "source",
        /// Copyright, rights, terms of reuse.
        License = "license",
        /// Opinions are the author's; legal, medical, affiliate notices.
        Disclaimer = "disclaimer",
        /// Who the author is.
        Bio = "bio",
        /// Other stories: read more, most read, see also.
        Related = "related",
        /// The reader's comments and their rules.
        Comments = "comments",
        /// Tags and topics.
        Tags = "tags",
        /// Advertisement, sponsor, shop, event.
        Ad = "ad",
        /// Apps, podcasts, videos on offer.
        App = "app",
        /// Tips, feedback, report an error, imprint.
        Contact = "contact",
        /// Breadcrumbs, menus, cookie notices, next and previous.
        Navigation = "navigation",
        /// A drawn rule or an end mark.
        Separator = "separator",
        /// The "About X" paragraph of a press release.
        About = "about",
        /// Any other boilerplate.
        Other = "other",
    }
    Meta {
        /// Who wrote it.
        Byline = "byline",
        /// Place and date on their own line.
        Dateline = "dateline",
        /// When it was published or updated.
        Timestamp = "timestamp",
        /// How long it takes to read.
        ReadingTime = "reading-time",
        /// What a picture shows.
        Caption = "caption",
        /// Whose picture it is.
        Credit = "credit",
        /// Who reported, wrote and edited: "(Reporting by …)".
        SignOff = "sign-off",
        /// The agency or source of data named for the story.
        Agency = "agency",
        /// What was corrected.
        Correction = "correction",
        /// A note of the editor on the story.
        EditorsNote = "editors-note",
        /// The label above the headline: "Opinion", "Live".
        Label = "label",
    }
    Subhead {
        /// Standfirst, summary or second title under the headline.
        Deck = "deck",
        /// Section heading in the body.
        Crosshead = "crosshead",
    }
    Body {
        /// Turns of reported speech and news prose: a rule of this kind speaks for the body.
        Story = "story",
    }
}

impl Kind {
    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}
