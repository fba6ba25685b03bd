//! What the command `copydesk` does, apart from being a program: so that tests and fuzz targets can call it.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod arguments;
mod batch;
mod input;
mod pages;
mod row;
mod rows;
mod show;
mod sink;

pub use arguments::Arguments;
pub use rows::RowRun;

use arguments::{Command, RulesCommand};

/// As shells report a program that Ctrl-C ended.
pub const INTERRUPTED: u8 = 130;

/// How a run ended that did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All input was used.
    Done,
    /// Some input could not be used.
    SomeFailed,
    /// Ctrl-C ended it.
    Interrupted,
}

/// Does what was asked for.
///
/// # Errors
/// Where the call is wrong or the output can't be written: the run could not go on.
pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        None => show::run(&arguments.show),
        Some(Command::Split(options)) => rows::run(&options),
        Some(Command::Rules(RulesCommand::Check { files })) => pages::check(&files),
        Some(Command::Rules(RulesCommand::List { language })) => pages::list(language.as_deref()),
        Some(Command::Languages) => pages::languages(),
    }
}
