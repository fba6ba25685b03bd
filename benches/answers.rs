//! No bench, but the one test that is to run in the build that users get: optimised code answers as the tests' build does.
//! `cargo bench --bench answers`.

#[path = "../tests/gutter/mod.rs"]
mod gutter;
#[path = "../tests/pinned/mod.rs"]
mod pinned;

fn main() {
    let pinned = std::fs::read_to_string(gutter::root().join("tests/answer.txt")).expect("the hashes that tests pin");
    let (here, pinned) = (pinned::page(), pinned.replace("\r\n", "\n"));
    let changed: Vec<&str> = here.lines().filter(|row| !pinned.lines().any(|old| old == *row)).collect();
    assert!(here == pinned, "the optimised build answers otherwise:\n{}", changed.join("\n"));
    println!("the answers of {} folders are those of the tests' build", here.lines().count() - 1);
}
