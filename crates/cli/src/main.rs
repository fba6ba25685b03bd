//! `copydesk`: splits article text into headline, subheads, body and boilerplate, and says why.

use clap::Parser;
use copydesk_cli::{Arguments, INTERRUPTED, Outcome, run};
use std::{io, process::ExitCode};

/// Done, but some input could not be used.
const SOME_FAILED: u8 = 1;
/// The call itself was wrong; clap exits with the same.
const USAGE: u8 = 2;

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

/// A reader that closed the pipe has seen enough: that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
