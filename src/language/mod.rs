//! Which language a text is in, with confidence, or none.

mod judge;
mod script;
mod second;
mod tell;
mod votes;

pub(crate) use second::second;
pub use tell::Opinions;
pub(crate) use tell::{opinions, tell};

use std::{fmt, str::FromStr};

/// A language, by its BCP 47 code as people write it: `fr`, `pt`, `zh`, `nb`.
///
/// Regions and scripts are dropped when a code is read: `pt-BR` and `pt-PT` are `pt`, `zh-Hant` is `zh`.
///
/// ```
/// use copydesk::Language;
/// let language: Language = "pt-BR".parse()?;
/// assert_eq!(language.code(), "pt");
/// assert_eq!("no".parse::<Language>()?.code(), "nb");
/// assert!("klingon!".parse::<Language>().is_err());
/// # Ok::<(), copydesk::UnknownLanguage>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    code: [u8; 3],
}

/// A text that is no language code: two or three letters, and perhaps subtags behind a dash.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language code: two or three letters such as `fr`, or with subtags as in `pt-BR`")]
pub struct UnknownLanguage(String);

impl Language {
    pub(crate) const ENGLISH: Language = Language { code: *b"en\0" };

    /// The code.
    pub fn code(&self) -> &str {
        let length = if self.code[2] == 0 { 2 } else { 3 };
        self.code.get(..length).and_then(|code| std::str::from_utf8(code).ok()).unwrap_or("")
    }

    /// The language's name for itself, if there is a built-in page for it.
    ///
    /// ```
    /// let languages: Vec<_> = copydesk::Language::built_in().collect();
    /// assert!(languages.iter().any(|language| language.name() == Some("français")));
    /// ```
    pub fn name(&self) -> Option<&'static str> {
        let page = crate::rules::builtin_packs().iter().find(|page| page.language == self.code())?;
        Some(page.name)
    }

    /// Every language that has a built-in page, sorted by code.
    pub fn built_in() -> impl Iterator<Item = Language> {
        crate::rules::builtin_packs().iter().filter(|page| page.language != "common").filter_map(|page| page.language.parse().ok())
    }

    /// How many rules and cues the built-in page has; none if there is no page.
    ///
    /// ```
    /// let french: copydesk::Language = "fr".parse()?;
    /// let (rules, cues) = french.built_in_size();
    /// assert!(rules > 10 && cues > rules);
    /// # Ok::<(), copydesk::UnknownLanguage>(())
    /// ```
    pub fn built_in_size(&self) -> (usize, usize) {
        crate::rules::builtin_packs().iter().find(|page| page.language == self.code()).map_or((0, 0), |page| page.size())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Language, UnknownLanguage> {
        let main = text.split(['-', '_']).next().unwrap_or("");
        let mut code = [0; 3];
        let letters = (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !letters {
            return Err(UnknownLanguage(text.chars().take(40).collect()));
        }
        code.iter_mut().zip(main.bytes()).for_each(|(place, byte)| *place = byte.to_ascii_lowercase());
        // Codes that mean the same, under the one that is used here.
        code = match &code {
            b"no\0" => *b"nb\0",
            b"iw\0" => *b"he\0",
            b"in\0" => *b"id\0",
            b"fil" => *b"tl\0",
            b"zht" => *b"zh\0",
            _ => code,
        };
        Ok(Language { code })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.code())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
