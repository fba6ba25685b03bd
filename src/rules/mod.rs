//! Rules as data: what a rule is, pages of rules and their errors, phrases, and the table that finds them.

mod automaton;
mod boundary;
mod builtin;
mod check;
mod entries;
mod error;
mod gate;
mod index;
pub mod limits;
mod pack;
mod page;
mod pattern;
mod phrase;
mod rule;
mod slots;
mod suggest;
mod survey;
mod table;
mod vocabulary;

pub(crate) use builtin::{builtin_pack, builtin_packs, builtin_table};
pub(crate) use check::check_rules;
pub use error::{RuleCode, RuleError, RuleErrors};
pub use pack::Pack;
pub(crate) use pack::{check_language, check_size};
pub use rule::{At, Reach, Rule, Strength};
pub(crate) use survey::{Lexicon, Surveyed, survey};
pub(crate) use table::{Hunt, Line as CuedLine, RuleTable, SpottedWord};
