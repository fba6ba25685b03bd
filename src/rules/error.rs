//! What can be wrong with rules, and how it is said.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)+) => {
        /// What is wrong with a rule or page.
        ///
        /// ```
        /// assert_eq!(copydesk::RuleCode::UnknownKey.code(), "R02");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum RuleCode { $($(#[$doc])* $variant,)+ }

        impl RuleCode {
            /// The code that messages carry; it keeps its meaning from version to version.
            pub const fn code(self) -> &'static str {
                match self { $(RuleCode::$variant => $code,)+ }
            }
        }
    };
}

codes! {
    /// The page is no TOML.
    Syntax = "R01",
    /// A key that no page has.
    UnknownKey = "R02",
    /// A key that must be there.
    MissingKey = "R03",
    /// A value of another type than the key wants.
    WrongType = "R04",
    /// A kind, place, strength or reach that does not exist.
    UnknownValue = "R05",
    /// An id that is not kebab-case.
    BadId = "R06",
    /// An id that stands twice.
    DuplicateId = "R07",
    /// A phrase without a word.
    EmptyPhrase = "R08",
    /// A phrase that begins with too short a stem.
    ShortStem = "R09",
    /// A gap at the beginning or end of a phrase.
    GapAtEdge = "R10",
    /// A phrase that is too long.
    LongPhrase = "R11",
    /// A phrase that stands twice in a rule.
    DuplicatePhrase = "R12",
    /// A phrase of one letter or number, which nearly every line has.
    BroadPhrase = "R13",
    /// A pattern that is no regular expression.
    BadPattern = "R14",
    /// A pattern that is too long, too large or nests too deep.
    BigPattern = "R15",
    /// A pattern that matches the empty line, or any line of a script.
    BroadPattern = "R16",
    /// A rule without phrase and pattern.
    NoCue = "R17",
    /// A `hit` that the rule does not match.
    HitMissed = "R18",
    /// A `miss` that the rule matches.
    MissHit = "R19",
    /// A page, or its number of rules, phrases, patterns or examples, above the limit.
    TooMuch = "R20",
    /// A language that is no BCP 47 code.
    BadLanguage = "R21",
    /// A rule to leave out that does not exist.
    UnknownRule = "R22",
    /// Bytes that are not UTF-8.
    NotUtf8 = "R23",
    /// A table of weights that can't be read.
    BadWeights = "R24",
    /// A hit or miss that is blank or too long to show something.
    BadExample = "R25",
}

/// One fault: what, where, and how to mend it. Its `Display` shows the line with a caret.
///
/// ```
/// let errors = copydesk::Pack::parse("xx.toml", "language = 3").unwrap_err();
/// let error = errors.iter().next().unwrap();
/// assert_eq!((error.file(), error.line(), error.column()), ("xx.toml", 1, 12));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RuleError {
    pub(crate) code: RuleCode,
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) width: usize,
    pub(crate) source_line: String,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// The most of a page's line that a message shows, in chars.
const SHOWN: usize = 120;
/// The most that a message says, in chars: it quotes ids and keys, which a stranger's page may have of any length.
const SAID: usize = 300;

fn bounded(message: &str) -> String {
    match message.char_indices().nth(SAID) {
        Some((end, _)) => format!("{}…", message.get(..end).unwrap_or("")),
        None => message.to_string(),
    }
}

impl RuleError {
    /// A fault of a rule that stands in no file.
    pub(crate) fn unplaced(code: RuleCode, place: &str, message: String, help: &str) -> RuleError {
        let (file, message) = (bounded(place), bounded(&message));
        RuleError { code, file, line: 0, column: 0, width: 0, source_line: String::new(), message, help: help.into() }
    }

    /// A fault at a byte range of a page.
    pub(crate) fn at(code: RuleCode, file: &str, page: &str, span: std::ops::Range<usize>, message: String, help: &str) -> RuleError {
        let start = crate::line::floor_char_boundary(page, span.start);
        let before = page.get(..start).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let source = page.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let column = page.get(line_start..start).unwrap_or("").chars().count();
        let end = crate::line::floor_char_boundary(page, span.end);
        let width = page.get(start..end).and_then(|part| part.lines().next()).map_or(1, |part| part.chars().count().max(1));
        // A long line is shown around the fault.
        let skipped = column.saturating_sub(SHOWN / 2);
        let source_line: String = source.chars().skip(skipped).take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
        RuleError {
            code,
            file: file.into(),
            line: before.matches('\n').count() + 1,
            column: column + 1,
            width: width.min(SHOWN / 2),
            source_line,
            message: bounded(&message),
            help: help.into(),
        }
    }

    /// What kind of fault it is.
    pub fn code(&self) -> RuleCode {
        self.code
    }
    /// The file, or the rule's id where no file holds it.
    pub fn file(&self) -> &str {
        &self.file
    }
    /// The line, counted from 1; 0 where no file holds the rule.
    pub fn line(&self) -> usize {
        self.line
    }
    /// The column in chars, counted from 1; 0 where no file holds the rule.
    pub fn column(&self) -> usize {
        self.column
    }
    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }
    /// How to mend it.
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error[{}]: {}", self.code.code(), self.message)?;
        if self.line == 0 {
            writeln!(f, "  --> {}", self.file)?;
        } else {
            let number = self.line.to_string();
            let margin = " ".repeat(number.len());
            let caret = " ".repeat((self.column - 1).min((self.column - 1).saturating_sub((self.column - 1).saturating_sub(SHOWN / 2))));
            writeln!(f, "{margin}--> {}:{}:{}", self.file, self.line, self.column)?;
            writeln!(f, "{margin} |\n{number} | {}\n{margin} | {caret}{}", self.source_line, "^".repeat(self.width))?;
        }
        write!(f, "  help: {}", self.help)
    }
}

/// All faults that were found, at least one.
///
/// ```
/// let errors = copydesk::Pack::parse("xx.toml", "a = 1\nb = 2").unwrap_err();
/// assert!(errors.len() >= 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct RuleErrors(pub(crate) Vec<RuleError>);

impl RuleErrors {
    /// The faults, in the order of the page.
    pub fn iter(&self) -> std::slice::Iter<'_, RuleError> {
        self.0.iter()
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there are none: never.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> IntoIterator for &'a RuleErrors {
    type Item = &'a RuleError;
    type IntoIter = std::slice::Iter<'a, RuleError>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for RuleErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}
