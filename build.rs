//! Lists `rules/` and `weights/` and bakes what it finds into the library, so that nothing is parsed when it runs.

use std::{env, path::Path};

#[path = "build/alphabet.rs"]
mod alphabet;
#[path = "build/automaton.rs"]
mod automaton;
#[path = "build/branches.rs"]
mod branches;
#[path = "build/compose_table.rs"]
mod compose_table;
#[path = "build/fold_table.rs"]
mod fold_table;
// The library uses the rest of it.
#[allow(dead_code)]
#[path = "src/hash.rs"]
mod hash;
#[path = "build/head.rs"]
mod head;
#[path = "src/facts/list.rs"]
#[allow(dead_code)]
mod list;
#[path = "build/needs.rs"]
mod needs;
#[path = "build/nfa.rs"]
mod nfa;
#[path = "build/pages.rs"]
mod pages;
#[allow(dead_code)]
#[path = "src/signs.rs"]
mod signs;
#[path = "build/weights.rs"]
mod weights;
#[path = "build/words.rs"]
mod word;
#[path = "build/word_table.rs"]
mod word_table;

/// What the library does with rules, as far as it can be done beforehand.
#[path = "src/rules"]
mod rules {
    pub mod boundary;
    pub mod entries;
    pub mod gate;
    #[allow(dead_code)]
    pub mod limits;
    pub mod phrase;
    pub mod slots;
}

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let (root, out) = (Path::new(&root), Path::new(&out));
    fold_table::write(&out.join("fold_table.rs"));
    compose_table::write(&out.join("compose_table.rs"));
    alphabet::write_kinds(&out.join("kinds.rs"));
    let telling = pages::write(&root.join("rules"), out);
    word_table::write(&telling, &out.join("word_table.rs"));
    weights::write(&root.join("weights/news.txt"), &out.join("weights.bin"));
    for watched in ["build.rs", "build", "src/hash.rs", "src/signs.rs", "src/facts/list.rs", "rules", "weights"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    for shared in ["boundary", "entries", "gate", "limits", "phrase"] {
        println!("cargo::rerun-if-changed=src/rules/{shared}.rs");
    }
}
