//! The pages of `rules/`: without fault, each with fixtures, and silent on what other languages say innocently.

mod gutter;
mod innocent;

use copydesk::{Language, Pack};
use innocent::{Court, Innocent, bodies, misses};
use std::collections::BTreeSet;

fn names(paths: Vec<std::path::PathBuf>) -> BTreeSet<String> {
    paths.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect()
}

fn pages() -> Vec<std::path::PathBuf> {
    gutter::files(&gutter::root().join("rules"), "toml")
}

#[test]
fn every_page_is_without_fault() {
    let mut faults = Vec::new();
    for path in pages() {
        let page = std::fs::read_to_string(&path).expect("a page in UTF-8");
        let code = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match Pack::parse(&format!("rules/{code}.toml"), &page) {
            Ok(pack) if pack.language() == code => {}
            Ok(pack) => faults.push(format!("rules/{code}.toml says its language is {}", pack.language())),
            Err(errors) => faults.push(errors.to_string()),
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

#[test]
fn built_in_pages_are_those_of_the_folder() {
    let built_in: BTreeSet<String> = Pack::built_in().map(|pack| pack.language().to_string()).collect();
    assert_eq!(built_in, names(pages()));
}

#[test]
fn fixture_folders_are_pages() {
    let known = names(pages());
    let strangers: Vec<_> = names(gutter::folders()).into_iter().filter(|folder| !known.contains(folder)).collect();
    assert!(strangers.is_empty(), "fixtures without a page: {strangers:?}");
    let elsewhere: Vec<_> =
        gutter::fixtures().iter().filter(|f| !f.name.starts_with(&format!("{}/", f.language))).map(|f| f.name.clone()).collect();
    assert!(elsewhere.is_empty(), "fixtures in the folder of another language: {elsewhere:?}");
}

#[test]
fn every_page_has_two_fixtures_or_more() {
    let fixtures = gutter::fixtures();
    let count = |code: &String| fixtures.iter().filter(|fixture| fixture.language == **code).count();
    let few: Vec<_> = names(pages()).into_iter().filter(|code| code != "common" && count(code) < 2).collect();
    assert!(few.is_empty(), "pages with fewer than two fixtures: {few:?}");
}

/// How many lines of other languages a page's rules may claim, over all pages: related languages share words, and a miss
/// of one rule may be a hit of another. The list of offenders is printed; the number only goes down.
const ALLOWED_MISSES: usize = 3;
const ALLOWED_BODIES: usize = 0;

#[test]
fn rules_are_silent_on_the_misses_of_other_languages() {
    report(misses(&pages()), ALLOWED_MISSES);
}

#[test]
fn rules_are_silent_on_the_stories_of_other_languages() {
    report(bodies(&gutter::fixtures()), ALLOWED_BODIES);
}

fn report(texts: Vec<Innocent>, allowed: usize) {
    assert!(texts.len() > 40, "{} languages", texts.len());
    let court = Court::new(texts);
    let found: Vec<String> = Language::built_in().flat_map(|language| court.offenders(language)).collect();
    assert!(found.len() <= allowed, "{} lines where {allowed} are allowed:\n{}", found.len(), found.join("\n"));
}
