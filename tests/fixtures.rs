//! Every fixture as a test of its own. `UPDATE=1` rewrites the gutters, and `git diff` shows what changed.

mod gutter;

use gutter::{Fixture, compare, fixture_paths, root, rows_of};
use libtest_mimic::{Arguments, Failed, Trial};
use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = fixture_paths().into_iter().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(path: std::path::PathBuf) -> Trial {
    let name = path.strip_prefix(root().join("fixtures")).unwrap_or(&path).with_extension("").display().to_string();
    Trial::test(name, move || check(&path))
}

fn check(path: &Path) -> Result<(), Failed> {
    let fixture = Fixture::read(path)?;
    let text = fixture.text();
    let article = copydesk::split(&text);
    let known = known_fault(path)?;
    if std::env::var_os("UPDATE").is_some() && known.is_none() {
        fixture.write(&rows_of(&fixture, &article))?;
        return Ok(());
    }
    match (compare(&fixture, &article), known) {
        (Ok(()), None) | (Err(_), Some(_)) => Ok(()),
        (Ok(()), Some(fault)) => Err(format!("{}: reads right now; take out `known = {fault}`", fixture.name).into()),
        (Err(fault), None) => Err(format!("{}\n{fault}", fixture.name).into()),
    }
}

/// What a fixture says is still read wrongly: `known = "…"` in its front matter. Its gutter holds what would be right, and
/// the test tells when the fault is gone.
fn known_fault(path: &Path) -> Result<Option<String>, Failed> {
    let page = std::fs::read_to_string(path)?;
    let mut front = page.lines().skip(1).take_while(|line| *line != "+++");
    Ok(front.find_map(|line| line.strip_prefix("known = ")).map(String::from))
}
