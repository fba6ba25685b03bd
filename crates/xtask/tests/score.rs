//! `cargo xtask score` against figures that the documented scorer printed for the same rows: right and wrong roles, kinds, a
//! cut line, lines that are not scored, blocks that do not tile, a document without an answer, languages of two names.

use std::process::Command;

#[test]
fn figures_are_those_of_the_documented_scorer() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/score/");
    let path = |name: &str| format!("{folder}{name}");
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["score", &path("gold.jsonl"), &path("segments.jsonl")])
        .args(["--predictions", &path("predictions.jsonl"), "--predictions", &path("segments-predictions.jsonl")])
        .output()
        .expect("xtask runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).expect("text").replace(folder, "");
    assert_eq!(printed, include_str!("score/figures.txt"));
}
