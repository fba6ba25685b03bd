//! Lists `rules/` and `weights/` and bakes what it finds into the library, so that nothing is parsed when it runs.

use std::{env, path::Path};

#[path = "build/fold_table.rs"]
mod fold_table;
#[path = "src/rules/gate.rs"]
mod gate;
// The library uses the rest of it.
#[allow(dead_code)]
#[path = "src/hash.rs"]
mod hash;
#[path = "build/pages.rs"]
mod pages;
#[path = "build/word_table.rs"]
mod word_table;

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let (root, out) = (Path::new(&root), Path::new(&out));
    fold_table::write(&out.join("fold_table.rs"));
    let telling = pages::write(&root.join("rules"), &out.join("pages.rs"));
    word_table::write(&telling, &out.join("word_table.rs"));
    for watched in ["build.rs", "build", "src/hash.rs", "src/rules/gate.rs", "rules"] {
        println!("cargo::rerun-if-changed={watched}");
    }
}
