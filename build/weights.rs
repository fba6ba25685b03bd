//! Bakes the table of weights: its numbers in the order in which the library keeps them. A test compares the two.

use crate::list::Fact;
use std::{collections::HashMap, fs, path::Path};

/// Stands for a dot where that is not 0, as `src/model.rs` reads it.
const SILENT: i16 = i16::MIN;

/// Writes two bytes for each number of the table: facts, steps (that from the start last), ends, confidence.
pub fn write(table: &Path, path: &Path) {
    let text = fs::read_to_string(table).unwrap_or_else(|error| panic!("{}: {error}", table.display()));
    let mut rows: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in text.lines() {
        let mut cells = line.split('#').next().unwrap_or("").split_whitespace();
        let Some(name) = cells.next() else { continue };
        rows.insert(name, cells.collect());
    }
    let places: Vec<String> = rows["fact"].iter().map(|place| format!("after:{place}")).chain([String::from("after:start")]).collect();
    let number = |cell: &&str, dot| if *cell == "." { dot } else { cell.parse().unwrap_or_else(|_| panic!("{cell} is no weight")) };
    let mut numbers: Vec<i16> = Vec::new();
    for fact in Fact::all() {
        match rows.remove(&*fact.name()) {
            Some(cells) => numbers.extend(cells.iter().map(|cell| number(cell, 0))),
            None => numbers.extend(vec![0; places.len() - 1]),
        }
    }
    for name in places.iter().map(String::as_str).chain(["end"]) {
        match rows.remove(name) {
            Some(cells) => numbers.extend(cells.iter().map(|cell| number(cell, SILENT))),
            None => numbers.extend(vec![SILENT; places.len() - 1]),
        }
    }
    numbers.extend(rows.remove("confidence").iter().flatten().map(|cell| number(cell, 0)));
    rows.remove("fact");
    // No fault here: who takes a fact out must be able to build the tool that fits the table anew. A test does complain.
    for name in rows.keys() {
        println!("cargo::warning={}: no fact is called {name}", table.display());
    }
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    fs::write(path, bytes).expect("OUT_DIR can be written");
}
