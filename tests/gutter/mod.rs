//! Fixtures: articles whose every line is labelled in a gutter, read, compared with an answer and written back.
#![allow(dead_code)] // Each test binary uses a part of this.

mod answer;

#[allow(unused_imports)] // As above.
pub use answer::{compare, label_of, rows_of};

use copydesk::{Kind, Role};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Width of the labels; the mark and the text follow.
pub const GUTTER: usize = 12;

/// A line of the text, or the part of a line that one block covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// A role or kind; empty for a blank line.
    pub label: String,
    /// Whether it goes on with the line of the row above.
    pub goes_on: bool,
    pub text: String,
}

/// A fixture file.
#[derive(Clone, Debug)]
pub struct Fixture {
    pub path: PathBuf,
    /// Folder and file without ending: `fr/clean-article`.
    pub name: String,
    /// The front matter as it stands, so that an update leaves it alone.
    front: String,
    /// The code of the language; `none` where none is to be told.
    pub language: String,
    line_end: &'static str,
    pub rows: Vec<Row>,
}

impl Fixture {
    /// Reads a fixture file.
    pub fn read(path: &Path) -> Result<Fixture, String> {
        let page = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let (front, gutter) =
            page.strip_prefix("+++\n").and_then(|page| page.split_once("+++\n")).ok_or("no front matter between +++ lines")?;
        let mut fixture = Fixture {
            path: path.to_path_buf(),
            name: name_of(path),
            front: front.into(),
            language: String::new(),
            line_end: "\n",
            rows: Vec::new(),
        };
        front.lines().try_for_each(|line| fixture.read_key(line))?;
        if fixture.language.is_empty() || !front.contains("why = ") {
            return Err("the front matter needs `language` and `why`".into());
        }
        let gutter = gutter.strip_suffix('\n').ok_or("the last row has no line end")?;
        fixture.rows = gutter
            .split('\n')
            .enumerate()
            .map(|(at, row)| read_row(row).map_err(|e| format!("row {}: {e}", at + 1)))
            .collect::<Result<_, _>>()?;
        match fixture.rows.first() {
            Some(row) if row.goes_on => Err("the first row can't go on".into()),
            _ => Ok(fixture),
        }
    }

    fn read_key(&mut self, line: &str) -> Result<(), String> {
        let (key, value) = line.split_once(" = ").ok_or_else(|| format!("`{line}` is no key and value"))?;
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).ok_or_else(|| format!("{key}: no string"))?;
        match (key, value) {
            ("language", code) => self.language = code.into(),
            ("why" | "known", said) if !said.is_empty() => {}
            ("newline", "crlf") => self.line_end = "\r\n",
            ("newline", "lf") => {}
            _ => return Err(format!("`{line}` is not known")),
        }
        Ok(())
    }

    /// The text that the rows label.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 && !row.goes_on {
                text.push_str(self.line_end);
            }
            text.push_str(&row.text);
        }
        text
    }

    /// Where each row begins in the text, in bytes.
    pub fn starts(&self) -> Vec<usize> {
        let mut at = 0;
        let start = |(index, row): (usize, &Row)| {
            if index > 0 && !row.goes_on {
                at += self.line_end.len();
            }
            let start = at;
            at += row.text.len();
            start
        };
        self.rows.iter().enumerate().map(start).collect()
    }

    /// Writes the file with other rows.
    pub fn write(&self, rows: &[Row]) -> Result<(), String> {
        let gutter: String =
            rows.iter().map(|row| format!("{:GUTTER$}{}{}\n", row.label, if row.goes_on { '+' } else { '|' }, row.text)).collect();
        fs::write(&self.path, format!("+++\n{}+++\n{gutter}", self.front)).map_err(|error| error.to_string())
    }
}

fn name_of(path: &Path) -> String {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
    format!("{}/{}", folder.to_string_lossy(), path.file_stem().unwrap_or_default().to_string_lossy())
}

fn read_row(row: &str) -> Result<Row, String> {
    let (label, rest) = row.split_at_checked(GUTTER).ok_or("shorter than the gutter")?;
    let goes_on = match rest.as_bytes().first() {
        Some(b'|') => false,
        Some(b'+') => true,
        _ => return Err(format!("no `|` or `+` behind the {GUTTER} columns of the label")),
    };
    let row = Row { label: label.trim_end().into(), goes_on, text: rest[1..].into() };
    let known = Role::from_name(&row.label).is_some() || Kind::from_name(&row.label).is_some_and(|kind| kind != Kind::Story);
    match (row.label.is_empty(), row.text.trim().is_empty()) {
        (true, true) => Ok(row),
        (false, false) if known => Ok(row),
        (false, false) => Err(format!("`{}` is no role or kind", row.label)),
        (true, false) => Err("a row with text has no label".into()),
        (false, true) => Err("a blank row has a label".into()),
    }
}

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The paths of all fixtures, sorted.
pub fn fixture_paths() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = folders().iter().flat_map(|folder| files(folder, "txt")).collect();
    paths.sort();
    paths
}

/// The folders of the fixtures, one for each language.
pub fn folders() -> Vec<PathBuf> {
    list(&root().join("fixtures")).into_iter().filter(|path| path.is_dir()).collect()
}

/// The files of a folder with this ending, sorted.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    list(folder).into_iter().filter(|path| path.extension().is_some_and(|extension| extension == ending)).collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder that can be listed").path()).collect();
    paths.sort();
    paths
}

/// Every fixture.
pub fn fixtures() -> Vec<Fixture> {
    let read = |path: PathBuf| Fixture::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    fixture_paths().into_iter().map(read).collect()
}

/// Name and text of every seed document.
pub fn seeds() -> Vec<(String, String)> {
    let read = |path: PathBuf| {
        (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(&path).expect("a seed in UTF-8"))
    };
    files(&root().join("seeds"), "txt").into_iter().map(read).collect()
}

/// Name and text of every fixture and seed.
pub fn texts() -> Vec<(String, String)> {
    fixtures().iter().map(|fixture| (fixture.name.clone(), fixture.text())).chain(seeds()).collect()
}
