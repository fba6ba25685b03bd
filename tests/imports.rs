//! The house is built from the ground up: a module uses those before it, and none behind it.

mod gutter;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// The modules of the library in the order of a text's way through them. A module may use those above it.
const ORDER: &[&str] = &[
    "hash", "signs", "utf8", "compose", "fold", "span", "role", "line", "wrap", "word", "rules", "passage", "language", "cut", "cue",
    "facts", "model", "kinds", "decode", "explain", "fitting", "article", "scratch", "builder", "splitter",
];

/// Uses against the order that are there on purpose, each with its reason.
const ON_PURPOSE: &[(&str, &str)] = &[
    // An article explains its blocks by asking the splitter that made it once more.
    ("article", "splitter"),
    // The builder makes what the splitter is.
    ("builder", "splitter"),
];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "misc", "common", "shared", "manager", "handler", "types", "data"];

const MOST_LINES: usize = 400;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            paths.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

fn every_source() -> Vec<PathBuf> {
    ["src", "build", "tests", "benches", "crates"]
        .iter()
        .map(|folder| gutter::root().join(folder))
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| sources(&folder))
        .collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a source in UTF-8")
}

/// The top module that a source of `src/` belongs to.
fn module(path: &Path) -> String {
    let inner = path.strip_prefix(gutter::root().join("src")).expect("a source of the library");
    let first = inner.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_string()
}

/// The top modules that a source names behind `crate::`, its tests left out.
fn uses(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => names.extend(first_names(list)),
            None => names.extend(name_of(rest)),
        }
    }
    names
}

fn name_of(text: &str) -> Option<String> {
    let name: String = text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty() && name.chars().all(|c| !c.is_uppercase())).then_some(name)
}

/// The names at the top of a list of imports: `a::{b, c}, d` has `a` and `d`.
fn first_names(list: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut depth = 0;
    let mut at_name = true;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_name = true,
            _ if c.is_whitespace() => {}
            _ if at_name => {
                names.extend(name_of(&list[at..]));
                at_name = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn modules_use_only_those_before_them() {
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    let mut faults = Vec::new();
    for path in sources(&gutter::root().join("src")) {
        let user = module(&path);
        if user == "lib" {
            continue;
        }
        let Some(own) = place(&user) else {
            faults.push(format!("{user} has no place in the order of this test"));
            continue;
        };
        for used in uses(&read(&path)).into_iter().filter(|used| *used != user) {
            // A name that is no module is one that lib.rs gives away.
            let back = place(&used).is_none_or(|place| place > own);
            if back && !ON_PURPOSE.contains(&(user.as_str(), used.as_str())) && is_module(&used) {
                faults.push(format!("{user} uses {used} ({})", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn is_module(name: &str) -> bool {
    let source = gutter::root().join("src");
    source.join(format!("{name}.rs")).is_file() || source.join(name).is_dir()
}

#[test]
fn exceptions_are_still_needed() {
    let used_by = |user: &str| uses(&read(&gutter::root().join("src").join(format!("{user}.rs"))));
    let idle: Vec<_> = ON_PURPOSE.iter().filter(|(user, used)| !used_by(user).contains(*used)).collect();
    assert!(idle.is_empty(), "no longer there: {idle:?}");
}

#[test]
fn every_module_has_a_place() {
    let modules: BTreeSet<String> =
        sources(&gutter::root().join("src")).iter().map(|path| module(path)).filter(|name| name != "lib").collect();
    assert_eq!(modules, ORDER.iter().map(|name| name.to_string()).collect());
}

#[test]
fn files_are_short_enough_to_read() {
    let long = |path: &PathBuf| Some((path.display().to_string(), read(path).lines().count())).filter(|(_, lines)| *lines > MOST_LINES);
    let found: Vec<_> = every_source().iter().filter_map(long).collect();
    assert!(found.is_empty(), "more than {MOST_LINES} lines: {found:?}");
}

#[test]
fn names_say_something() {
    let says_nothing = |path: &&PathBuf| {
        let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        EMPTY_NAMES.contains(&name.as_str()) || EMPTY_NAMES.contains(&folder.as_str())
    };
    let sources = every_source();
    let found: Vec<_> = sources.iter().filter(says_nothing).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn imports_are_read_as_they_are_written() {
    let names = |source: &str| uses(source).into_iter().collect::<Vec<_>>();
    assert_eq!(names("use crate::{\n    a::{b, c},\n    d,\n};\nuse crate::e::F;\nlet g = crate::h::i();"), ["a", "d", "e", "h"]);
    assert_eq!(names("// crate::no\nuse crate::Name;\n#[cfg(test)]\nmod tests { use crate::z; }"), [""; 0]);
}
