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
    if std::env::var_os("UPDATE").is_some() {
        fixture.write(&rows_of(&fixture, &article))?;
        return Ok(());
    }
    compare(&fixture, &article).map_err(|fault| format!("{}\n{fault}", fixture.name).into())
}
