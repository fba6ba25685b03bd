//! Reads what callgrind wrote, and shares its instructions out to the stages of the library.
//!
//! Most of a stage is inlined into the functions that call it, so that a function's name says little. Each line of the
//! file has a source file, that of the inlined code itself: a cost belongs to the stage of its source file. What stands
//! in a foreign file (the standard library, a dependency) belongs to the stage that called it, or into which it is inlined.

mod profile;

use profile::{Function, Profile};
use std::collections::BTreeMap;

/// The stages in the order of a text's way, and the modules of `src/` that make each. What is in none of them (building
/// the article, and whatever new module is not listed here) is `rest`.
const STAGES: [(&str, &[&str]); 7] = [
    ("lines", &["line", "wrap"]),
    ("words", &["word", "fold", "hash", "passage"]),
    ("language", &["language"]),
    ("phrases", &["cue", "cut", "rules"]),
    ("patterns", &[]),
    ("facts", &["facts", "model"]),
    ("decode", &["decode"]),
];
const REST: usize = STAGES.len();
/// Patterns are told from the rest of the cues by the crates of regular expressions, which nothing else uses, and the
/// source file of automata.
const PATTERNS: usize = 4;
const AUTOMATON: &str = "rules/automaton";
/// Inlined wherever chars are read: it belongs to the stage that reads them.
const EVERYWHERE: &str = "utf8";

/// The names of the stages, in order.
pub fn stage_names() -> impl Iterator<Item = &'static str> {
    STAGES.iter().map(|(name, _)| *name).chain(["rest"])
}

/// Instructions of each stage, in the order of `stage_names`.
pub type Costs = [f64; REST + 1];

/// Shares the instructions of a file of callgrind out to the stages.
pub fn stages(written: &str) -> Costs {
    let profile = Profile::read(written, |path| stage_of_file(path).is_some());
    let mut sharing = Sharing { profile: &profile, foreign: BTreeMap::new() };
    let mut costs = Costs::default();
    for (id, function) in &profile.functions {
        if sharing.is_foreign(*id) {
            continue;
        }
        sharing.share(function, &mut costs);
    }
    // What called the library and what can't be told apart: the stages add up to all that was counted.
    costs[REST] += profile.instructions() as f64 - costs.iter().sum::<f64>();
    costs
}

/// The functions with most instructions of their own, those of inlined code told apart by its source file.
pub fn dearest(written: &str, count: usize) -> Vec<(String, f64)> {
    let profile = Profile::read(written, |path| stage_of_file(path).is_some());
    let mut own: BTreeMap<String, f64> = BTreeMap::new();
    for function in profile.functions.values() {
        for cost in &function.costs {
            let file = inside(profile.file_of(cost.file)).unwrap_or("");
            *own.entry(format!("{} ({file})", function.name)).or_default() += cost.instructions as f64;
        }
    }
    let mut rows: Vec<(String, f64)> = own.into_iter().collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    rows.truncate(count);
    rows
}

struct Sharing<'a> {
    profile: &'a Profile,
    /// What share of a foreign function's instructions is its own or that of other foreign functions: the rest was
    /// spent where it called back into the library, and is shared out there.
    foreign: BTreeMap<u32, f64>,
}

impl Sharing<'_> {
    fn is_foreign(&self, id: u32) -> bool {
        self.profile.functions.get(&id).is_none_or(|function| stage_of_function(&function.name).is_none())
    }

    /// Adds the instructions of a function of the library, and of the foreign ones it calls.
    fn share(&mut self, function: &Function, costs: &mut Costs) {
        let home = stage_of_function(&function.name).unwrap_or(REST);
        let stage_of = |file| stage_of_file(self.profile.file_of(file)).unwrap_or(home);
        for cost in &function.costs {
            costs[stage_of(cost.file)] += cost.instructions as f64;
        }
        for call in &function.calls {
            if self.is_foreign(call.callee) {
                let stage = stage_of(call.file);
                costs[stage] += call.instructions as f64 * self.foreign_share(call.callee);
            }
        }
    }

    fn foreign_share(&mut self, id: u32) -> f64 {
        if let Some(&share) = self.foreign.get(&id) {
            return share;
        }
        // Recursion among foreign functions ends here: their cost is counted in the first of them.
        self.foreign.insert(id, 0.0);
        let Some(function) = self.profile.functions.get(&id) else { return 0.0 };
        let own = function.own();
        let called: u64 = function.calls.iter().map(|call| call.instructions).sum();
        let mut pure = own as f64;
        for call in &function.calls {
            if self.is_foreign(call.callee) && call.callee != id {
                pure += call.instructions as f64 * self.foreign_share(call.callee);
            }
        }
        let share = if own + called == 0 { 0.0 } else { pure / (own + called) as f64 };
        self.foreign.insert(id, share);
        share
    }
}

/// The stage of a source file of the library: `src/facts/line.rs` is `facts`.
fn stage_of_file(path: &str) -> Option<usize> {
    if path.contains("/regex-") {
        return Some(PATTERNS);
    }
    let inside = inside(path)?;
    if inside.starts_with(AUTOMATON) {
        return Some(PATTERNS);
    }
    if inside.starts_with(EVERYWHERE) {
        return None;
    }
    Some(stage_of_module(inside.split(['/', '.']).next().unwrap_or("")))
}

/// A source file of the library by its path in `src/`; callgrind names it in full or as cargo does.
fn inside(path: &str) -> Option<&str> {
    path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/")).unwrap_or(path).strip_prefix("src/")
}

/// The stage of a function of the library by its path: `copydesk::facts::line::tell`, or `<copydesk::Splitter>::run`.
fn stage_of_function(name: &str) -> Option<usize> {
    if name.starts_with("regex") || name.starts_with("<regex") {
        return Some(PATTERNS);
    }
    let (_, path) = name.split_once("copydesk::")?;
    Some(stage_of_module(path.split("::").next().unwrap_or("")))
}

fn stage_of_module(module: &str) -> usize {
    STAGES.iter().position(|(_, modules)| modules.contains(&module)).unwrap_or(REST)
}
