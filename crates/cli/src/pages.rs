//! Rule pages and languages.

use crate::{Outcome, input};
use anyhow::Result;
use copydesk::{Language, Pack, limits};
use std::{
    io::{self, Write},
    path::PathBuf,
};

pub fn check(files: &[PathBuf]) -> Result<Outcome> {
    let mut output = io::stdout().lock();
    let mut outcome = Outcome::Done;
    for path in files {
        let name = path.display().to_string();
        let page = match input::bounded(path, limits::PAGE) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("copydesk: {error:#}");
                outcome = Outcome::SomeFailed;
                continue;
            }
        };
        match Pack::parse_bytes(&name, &page) {
            Ok(pack) => {
                let cues: usize = pack.rules().iter().map(|rule| rule.cues()).sum();
                writeln!(output, "{name}: {} rules, {cues} cues, no fault", pack.rules().len())?;
            }
            Err(errors) => {
                eprintln!("{errors}\n");
                writeln!(output, "{name}: {} faults", errors.len())?;
                outcome = Outcome::SomeFailed;
            }
        }
    }
    Ok(outcome)
}

pub fn list(language: Option<&str>) -> Result<Outcome> {
    let mut output = io::stdout().lock();
    let mut any = false;
    for pack in Pack::built_in().filter(|pack| language.is_none_or(|language| pack.language() == language)) {
        for rule in pack.rules() {
            any = true;
            writeln!(output, "{:40} {:14} {}", format!("{}/{}", pack.language(), rule.id()), rule.kind(), rule.why())?;
        }
    }
    anyhow::ensure!(any, "there is no page for `{}`; `copydesk languages` lists them", language.unwrap_or(""));
    Ok(Outcome::Done)
}

pub fn languages() -> Result<Outcome> {
    let mut output = io::stdout().lock();
    writeln!(output, "{:6} {:24} {:>6} {:>6}", "code", "name", "rules", "cues")?;
    for language in Language::built_in() {
        let (rules, cues) = language.built_in_size();
        writeln!(output, "{:6} {:24} {rules:>6} {cues:>6}", language.code(), language.name().unwrap_or(""))?;
    }
    Ok(Outcome::Done)
}
