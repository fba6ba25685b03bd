//! Rules as data: what a rule is, pages of rules and their errors, phrases, and the table that finds them.

mod builtin;
mod check;
mod error;
mod gate;
pub mod limits;
mod pack;
mod page;
mod pattern;
mod phrase;
mod rule;
mod suggest;
mod table;

pub(crate) use builtin::{builtin_pack, builtin_packs};
pub(crate) use check::check_rules;
pub use error::{RuleCode, RuleError, RuleErrors};
pub use pack::Pack;
pub(crate) use pack::{check_language, check_size};
pub use rule::{At, Reach, Rule, Strength};
pub(crate) use table::{Found, Line as CuedLine, RuleTable};
