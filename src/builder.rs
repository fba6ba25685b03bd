//! The builder of a splitter: the only place where something can be wrong.

use crate::{
    language::Language,
    model::{PLACE_ROLES, Weights},
    role::Role,
    rules::{Pack, Rule, RuleCode, RuleError, RuleErrors, RuleTable, builtin_pack, builtin_packs, check_language, check_rules, check_size},
    splitter::{Engine, Splitter},
};
use std::collections::BTreeMap;

/// Which mistake is worse: to cut a line of the story, or to keep a line of boilerplate.
///
/// From [`Lean::Precision`] over [`Lean::Balanced`] to [`Lean::Recall`], never fewer lines are cut.
///
/// ```
/// use copydesk::{Lean, Splitter};
/// let careful = Splitter::builder().lean(Lean::Precision).build()?;
/// # Ok::<(), copydesk::RuleErrors>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lean {
    /// Cut only what is surely no story.
    Precision,
    /// Weigh both alike.
    #[default]
    Balanced,
    /// Cut what may be no story.
    Recall,
}

impl Lean {
    /// What is added to every score of boilerplate and meta, in hundredths of a nat.
    fn bias(self) -> i16 {
        match self {
            Lean::Precision => -275,
            Lean::Balanced => 0,
            Lean::Recall => 80,
        }
    }
}

/// Builds a [`Splitter`].
///
/// ```
/// use copydesk::{Kind, Rule, Splitter};
/// let splitter = Splitter::builder()
///     .language("fr".parse()?)
///     .rule(Rule::new("our-appeal", Kind::Donation, "Our own appeal.").phrases(["glissez une pièce"]))
///     .without_rule("common/end-mark")
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    fixed: Option<Language>,
    allowed: Vec<Language>,
    lean: Lean,
    rules: Vec<Rule>,
    packs: Vec<Pack>,
    without: Vec<String>,
    weights: Option<Weights>,
}

impl Builder {
    /// The language of all texts: it is not told from them.
    #[must_use]
    pub fn language(mut self, language: Language) -> Builder {
        self.fixed = Some(language);
        self
    }

    /// The languages that texts may be in; any unless set.
    #[must_use]
    pub fn languages(mut self, languages: impl IntoIterator<Item = Language>) -> Builder {
        self.allowed.extend(languages);
        self
    }

    /// Which mistake is worse; [`Lean::Balanced`] unless set.
    #[must_use]
    pub fn lean(mut self, lean: Lean) -> Builder {
        self.lean = lean;
        self
    }

    /// Adds a rule for texts of every language.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Builder {
        self.rules.push(rule);
        self
    }

    /// Adds a pack: its rules join the built-in ones of its language; one with the id of a built-in rule takes its place.
    /// Of several packs' rules with one id the last counts; else it does not matter in which order packs are added.
    #[must_use]
    pub fn pack(mut self, pack: Pack) -> Builder {
        self.packs.push(pack);
        self
    }

    /// Leaves out a rule, by language and id: `fr/support-appeal`.
    #[must_use]
    pub fn without_rule(mut self, id: impl Into<String>) -> Builder {
        self.without.push(id.into());
        self
    }

    /// Weights fitted on labels of your own.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Builder {
        self.weights = Some(weights);
        self
    }

    /// Builds the splitter.
    ///
    /// # Errors
    /// All faults of the rules, packs and ids that were given.
    pub fn build(self) -> Result<Splitter, RuleErrors> {
        check_rules(&self.rules)?;
        for pack in &self.packs {
            check_language(pack)?;
            check_rules(&pack.rules)?;
        }
        check_size(&self.packs)?;
        let unknown: Vec<RuleError> = self.without.iter().filter(|id| !self.knows(id)).map(|id| unknown_rule(id)).collect();
        if unknown.is_empty() { Ok(self.assemble()) } else { Err(RuleErrors(unknown)) }
    }

    fn knows(&self, id: &str) -> bool {
        let Some((language, id)) = id.split_once('/') else { return false };
        let own = self.packs.iter().filter(|pack| pack.language == language).flat_map(|pack| &pack.rules).any(|rule| rule.id == id);
        own || builtin_pack(language).is_some_and(|pack| pack.rules.iter().any(|rule| rule.id == id))
    }

    /// Puts checked parts together.
    pub(crate) fn assemble(self) -> Splitter {
        let mut packs: BTreeMap<String, Pack> = BTreeMap::new();
        let mut own: BTreeMap<String, Vec<Rule>> = BTreeMap::new();
        let base = |language: &str| builtin_pack(language).unwrap_or_else(|| Pack::new(language.to_string()));
        for pack in self.packs {
            let joined = packs.entry(pack.language.to_string()).or_insert_with(|| base(&pack.language));
            joined.rules.retain(|rule| pack.rules.iter().all(|new| new.id != rule.id));
            let own = own.entry(pack.language.to_string()).or_default();
            own.retain(|rule| pack.rules.iter().all(|new| new.id != rule.id));
            own.extend(pack.rules);
            if joined.function_words.is_empty() {
                joined.function_words = pack.function_words;
            }
        }
        // Of two rules that say as much of the same words the first counts: which one that is must not hang on when they were added.
        for (language, mut own) in own {
            own.sort_by(|a, b| a.id.cmp(&b.id));
            packs.entry(language).and_modify(|joined| joined.rules.extend(own));
        }
        for (language, id) in self.without.iter().filter_map(|id| id.split_once('/')) {
            packs.entry(language.to_string()).or_insert_with(|| base(language)).rules.retain(|rule| rule.id != id);
        }
        let built_in = builtin_packs().iter().map(|page| page.language.to_string());
        let tables = built_in.chain(packs.keys().cloned()).map(|language| (language, Default::default())).collect();
        let own = (!self.rules.is_empty()).then(|| RuleTable::new(&self.rules.into_iter().fold(Pack::new("own"), Pack::rule)));
        let weights = leaning(self.weights.unwrap_or_else(|| Weights::built_in().clone()), self.lean);
        Splitter::from_engine(Engine { weights, fixed: self.fixed, allowed: self.allowed, packs, own, tables })
    }
}

fn unknown_rule(id: &str) -> RuleError {
    RuleError::unplaced(
        RuleCode::UnknownRule,
        id,
        format!("no rule is called `{id}`"),
        "write language and id as `copydesk rules list` does: fr/support-appeal",
    )
}

/// The first fact holds for every line: a bias on it is one on every decision.
fn leaning(mut weights: Weights, lean: Lean) -> Weights {
    if let Some(every) = weights.facts.first_mut() {
        for (weight, role) in every.iter_mut().zip(PLACE_ROLES) {
            if matches!(role, Role::Boilerplate | Role::Meta) {
                *weight += i32::from(lean.bias());
            }
        }
    }
    weights
}
