//! A pack: the rules of one language, with the words that tell the language.

use super::{Rule, RuleCode, RuleError, RuleErrors, limits, page};
use std::borrow::Cow;

/// The rules of one language, built in or the caller's own.
///
/// ```
/// use copydesk::{Kind, Pack, Rule};
/// let pack = Pack::new("fr").rule(Rule::new("appeal", Kind::Donation, "Asks for money.").phrases(["un petit geste"]));
/// assert_eq!((pack.language(), pack.rules().len()), ("fr", 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    pub(crate) language: Cow<'static, str>,
    pub(crate) name: Cow<'static, str>,
    pub(crate) function_words: Cow<'static, str>,
    pub(crate) own_words: Cow<'static, str>,
    pub(crate) rules: Vec<Rule>,
}

impl Pack {
    /// An empty pack. `language` is a BCP 47 code such as `fr`; `common` for rules that hold in every language.
    pub fn new(language: impl Into<Cow<'static, str>>) -> Pack {
        Pack { language: language.into(), name: "".into(), function_words: "".into(), own_words: "".into(), rules: Vec::new() }
    }

    pub(crate) fn baked(
        language: &'static str,
        name: &'static str,
        function_words: &'static str,
        own_words: &'static str,
        rules: Vec<Rule>,
    ) -> Pack {
        let words = |words: &'static str| Cow::Borrowed(words);
        Pack { language: language.into(), name: name.into(), function_words: words(function_words), own_words: words(own_words), rules }
    }

    /// Reads a rule page (the format of `rules/*.toml`), checking everything, every rule against its own examples included.
    /// `file` is the name that errors carry. Linear in the page, which has at most [`limits::PAGE`](crate::limits::PAGE) bytes.
    ///
    /// # Errors
    /// All faults of the page, each with its place and how to mend it.
    ///
    /// ```
    /// let page = r#"
    /// language = "fr"
    /// [[rule]]
    /// id = "appeal"
    /// kind = "donation"
    /// why = "Asks the reader for money."
    /// any = ["faites un don"]
    /// hit = ["Faites un don aujourd'hui !"]
    /// miss = ["Elle fait don de ses livres."]
    /// "#;
    /// assert_eq!(copydesk::Pack::parse("fr.toml", page)?.rules().len(), 1);
    /// let errors = copydesk::Pack::parse("fr.toml", "langage = 'fr'").unwrap_err();
    /// assert!(errors.to_string().contains("fr.toml:1:1"));
    /// # Ok::<(), copydesk::RuleErrors>(())
    /// ```
    pub fn parse(file: &str, page: &str) -> Result<Pack, RuleErrors> {
        page::parse(file, page)
    }

    /// The same for bytes that may not be UTF-8.
    ///
    /// # Errors
    /// As [`Pack::parse`], and where the bytes are no UTF-8.
    ///
    /// ```
    /// let errors = copydesk::Pack::parse_bytes("fr.toml", b"language = 'fr'\nname = 'fran\xe7ais'").unwrap_err();
    /// assert!(errors.to_string().contains("fr.toml:2:13"));
    /// ```
    pub fn parse_bytes(file: &str, page: &[u8]) -> Result<Pack, RuleErrors> {
        page::parse_bytes(file, page)
    }

    /// Every built-in pack, sorted by language; `common` holds the rules for all languages.
    ///
    /// ```
    /// assert!(copydesk::Pack::built_in().any(|pack| pack.language() == "common"));
    /// ```
    pub fn built_in() -> impl Iterator<Item = Pack> {
        super::builtin_packs().iter().filter_map(|page| super::builtin_pack(page.language))
    }

    /// Adds a rule.
    #[must_use]
    pub fn rule(mut self, rule: Rule) -> Pack {
        self.rules.push(rule);
        self
    }

    /// The language's code.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The language's own name for itself, where the page gives it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }
}

/// Checks the language of a pack that was made in code.
pub(crate) fn check_language(pack: &Pack) -> Result<(), RuleErrors> {
    if page::is_language(&pack.language) {
        return Ok(());
    }
    let message = format!("`{}` is no language code", pack.language);
    let help = "use a BCP 47 code such as `fr`, or `common`";
    Err(RuleErrors(vec![RuleError::unplaced(RuleCode::BadLanguage, "a pack", message, help)]))
}

/// Checks that the packs of each language together are no more than one may be.
pub(crate) fn check_size(packs: &[Pack]) -> Result<(), RuleErrors> {
    let rules = |language: &str| packs.iter().filter(|pack| pack.language == language).map(|pack| pack.rules.len()).sum::<usize>();
    let Some(pack) = packs.iter().find(|pack| rules(&pack.language) > limits::RULES) else { return Ok(()) };
    let message = format!("the packs for `{}` have more than {} rules", pack.language, limits::RULES);
    Err(RuleErrors(vec![RuleError::unplaced(RuleCode::TooMuch, "the packs", message, "leave out what is never met")]))
}
