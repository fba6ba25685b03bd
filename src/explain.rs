//! Why a block got its role.

use crate::role::{Kind, Role};

/// A rule that spoke in a block.
///
/// ```
/// let article = copydesk::split("Rain fell on the old town for three days, and the river rose.\n\n* * *");
/// let last = article.blocks().last().unwrap();
/// assert!(article.explain(&last).rules().iter().any(|rule| rule.id() == "common/drawn-rule"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenRule {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) why: String,
}

impl SpokenRule {
    /// Language and id: `fr/support-appeal`; `own/…` for the caller's rules.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// The kind it speaks for.
    pub fn kind(&self) -> Kind {
        self.kind
    }
    /// Why the rule is there.
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// What decided for a block: the rules that spoke, and every fact with its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    pub(crate) role: Role,
    pub(crate) rival: Role,
    pub(crate) margin: f32,
    pub(crate) rules: Vec<SpokenRule>,
    pub(crate) facts: Vec<(String, f32)>,
}

/// Of nothing: a block of body that nothing spoke for.
impl Default for Explanation {
    fn default() -> Explanation {
        Explanation { role: Role::Body, rival: Role::Body, margin: 0.0, rules: Vec::new(), facts: Vec::new() }
    }
}

impl Explanation {
    /// The role that was chosen.
    pub fn role(&self) -> Role {
        self.role
    }
    /// The role that came next.
    pub fn rival(&self) -> Role {
        self.rival
    }
    /// How far the rival fell behind over the whole text, in nats.
    pub fn margin(&self) -> f32 {
        self.margin
    }
    /// The rules that spoke in the block.
    pub fn rules(&self) -> &[SpokenRule] {
        &self.rules
    }
    /// The facts by name, each with how much it speaks for the role and against the rival, in nats; weightiest first.
    pub fn facts(&self) -> &[(String, f32)] {
        &self.facts
    }
}
