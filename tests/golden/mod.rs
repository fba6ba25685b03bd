//! Golden files: what was printed once, and read by a person, is to be printed again. `UPDATE=1` rewrites them.
#![allow(dead_code)] // Each test binary uses a part of this.

use std::{fs, path::Path};

/// Compares with the file's text, or rewrites it.
pub fn check(path: &Path, got: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(path, got).map_err(|error| format!("{}: {error}", path.display()));
    }
    let expected = fs::read_to_string(path).map_err(|error| format!("{}: {error}; UPDATE=1 writes it", path.display()))?;
    if expected == got { Ok(()) } else { Err(format!("{}:\n{}", path.display(), lines_apart(&expected, got))) }
}

/// The lines from the first that differs on.
fn lines_apart(expected: &str, got: &str) -> String {
    let same = expected.lines().zip(got.lines()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str, sign: char| text.lines().skip(same).take(20).map(|line| format!("{sign} {line}\n")).collect::<String>();
    format!("from line {} on\n{}{}", same + 1, rest(expected, '-'), rest(got, '+'))
}
