//! `copydesk`: splits article text into headline, subheads, body and boilerplate, and says why.

mod arguments;
mod input;
mod pages;
mod rows;
mod show;

use arguments::{Arguments, Command, RulesCommand};
use clap::Parser;
use std::{io, process::ExitCode};

/// Done, but some input could not be used.
const SOME_FAILED: u8 = 1;
/// The call itself was wrong; clap exits with the same.
const USAGE: u8 = 2;
/// As shells report a program that Ctrl-C ended.
const INTERRUPTED: u8 = 130;

/// How a run ended that did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    SomeFailed,
    Interrupted,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(SOME_FAILED),
        Ok(Outcome::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("copydesk: {error:#}");
            ExitCode::from(USAGE)
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        None => show::run(&arguments.show),
        Some(Command::Split(options)) => rows::run(&options),
        Some(Command::Rules(RulesCommand::Check { files })) => pages::check(&files),
        Some(Command::Rules(RulesCommand::List { language })) => pages::list(language.as_deref()),
        Some(Command::Languages) => pages::languages(),
    }
}

/// A reader that closed the pipe has seen enough: that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
