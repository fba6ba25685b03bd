//! Parts a pattern into branches that are tried on different lines.

use crate::{
    alphabet, automaton, fold_table, head,
    nfa::Nfa,
    rules::{
        boundary::quick_boundaries,
        gate::{DIGIT, Gate, gate_of_tree},
    },
};
use regex_syntax::hir::{Hir, HirKind, Look, Repetition};

/// A pattern that has more branches is not parted.
const MOST: usize = 40;

/// A part of a pattern with its automaton, if it has one.
pub type Part = (Gate, Option<Vec<u8>>);

/// The parts of a pattern: branches that tell with which word a line begins; those that tell with which word a match
/// begins; those that need some word; the rest.
pub fn parts_of(pattern: &str, whole: &Gate) -> Vec<Part> {
    let Ok(hir) = regex_syntax::Parser::new().parse(&quick_boundaries(pattern)) else { return vec![(whole.clone(), None)] };
    let branches = Some(branches(&hir)).filter(|branches| branches.len() <= MOST).unwrap_or_else(|| vec![hir]);
    let (mut first, mut floating, mut worded, mut rest) = <(Group, Group, Group, Group)>::default();
    for branch in branches {
        let anchored = branch.properties().look_set_prefix().contains(Look::Start);
        let free = !branch.properties().look_set().contains(Look::Start);
        let head = Nfa::new(&branch).filter(|_| anchored || free).and_then(|nfa| head::head(&nfa));
        match head {
            Some(words) if anchored => first.add(branch, words),
            Some(words) if words.iter().all(|word| !word.is_empty()) => floating.add(branch, words),
            _ if gate_of_tree(&branch, fold_table::word_char).words.is_empty() => rest.add(branch, Vec::new()),
            _ => worded.add(branch, Vec::new()),
        }
    }
    let short_numbers = whole.words.iter().any(|word| word == DIGIT);
    let gate = Gate { short: whole.short, short_numbers, ..Gate::default() };
    let first = first.part(Gate { first: true, ..gate.clone() }, |hir| hir);
    let floating = floating.part(Gate { floats: true, ..gate.clone() }, behind_gap);
    let others = [worded, rest].into_iter().filter_map(|group| group.part(gate.clone(), |hir| hir));
    first.into_iter().chain(floating).chain(others).collect()
}

/// Branches that share a gate.
#[derive(Default)]
struct Group {
    branches: Vec<Hir>,
    words: Vec<String>,
}

impl Group {
    fn add(&mut self, branch: Hir, words: Vec<String>) {
        self.branches.push(branch);
        self.words.extend(words);
    }

    fn part(self, gate: Gate, placed: fn(Hir) -> Hir) -> Option<Part> {
        if self.branches.is_empty() {
            return None;
        }
        let hir = Hir::alternation(self.branches);
        let needed = gate_of_tree(&hir, fold_table::word_char);
        let mut words = if gate.first || gate.floats { self.words } else { needed.words };
        words.sort();
        words.dedup();
        Some((Gate { words, digit: needed.digit, ..gate }, automaton::bake(&placed(hir))))
    }
}

/// A branch at the beginning of a text, or behind what stands between words.
fn behind_gap(branch: Hir) -> Hir {
    let gap =
        Repetition { min: 0, max: None, greedy: true, sub: Box::new(Hir::class(regex_syntax::hir::Class::Unicode(alphabet::gaps()))) };
    Hir::concat(vec![Hir::look(Look::Start), Hir::repetition(gap), branch])
}

/// The branches of a pattern, those at the beginning of a row of parts included, unless all match at the line's beginning.
fn branches(hir: &Hir) -> Vec<Hir> {
    if hir.properties().look_set_prefix().contains(Look::Start) && !matches!(hir.kind(), HirKind::Alternation(_)) {
        return vec![hir.clone()];
    }
    match hir.kind() {
        HirKind::Alternation(ways) => ways.iter().flat_map(branches).collect(),
        HirKind::Capture(group) => branches(&group.sub),
        HirKind::Concat(parts) => {
            let Some((first, rest)) = parts.split_first() else { return vec![hir.clone()] };
            let ways = branches(first);
            if ways.len() < 2 || ways.len() > MOST {
                return vec![hir.clone()];
            }
            let with_rest = |way: Hir| Hir::concat([vec![way], rest.to_vec()].concat());
            ways.into_iter().map(with_rest).collect()
        }
        _ => vec![hir.clone()],
    }
}
