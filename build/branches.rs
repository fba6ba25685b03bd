//! Parts a pattern into branches that are tried on different lines.

use crate::{
    alphabet, automaton, fold_table, head,
    needs::needs_rare,
    nfa::Nfa,
    rules::{
        boundary::quick_boundaries,
        gate::{DIGIT, Gate, gate_of_tree},
    },
};
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

/// A pattern that has more branches is not parted.
const MOST: usize = 200;

/// A part of a pattern with its automaton, if it has one.
pub type Part = (Gate, Option<Vec<u8>>);

/// The parts of a pattern: branches that tell with which word a line begins; those that tell with which word a match
/// begins; those that need some word; those that need a rare sign; the rest.
pub fn parts_of(pattern: &str, whole: &Gate) -> Vec<Part> {
    let Ok(hir) = regex_syntax::Parser::new().parse(&quick_boundaries(pattern)) else { return vec![(whole.clone(), None)] };
    let few = |branches: &Vec<Hir>| branches.len() <= MOST;
    let finest = Groups::of(Some(branches(&hir, true)).filter(few).unwrap_or_else(|| vec![hir.clone()]));
    // What needs no word is tried on short lines only: a pattern that is tried on long ones must not come to that. Nor may a
    // branch wait for other words than the whole: inside sentences not all are looked at.
    let free = finest.rare.branches.is_empty() && finest.rest.branches.is_empty();
    let groups = match &finest.worded.branches[..] {
        [] if free || whole.short => finest,
        _ => Groups::of(Some(branches(&hir, false)).filter(few).unwrap_or_else(|| vec![hir])),
    };
    let short_numbers = whole.words.iter().any(|word| word == DIGIT);
    groups.parts(&Gate { short: whole.short, short_numbers, ..Gate::default() })
}

/// The branches of a pattern by what tells where they are to be tried.
#[derive(Default)]
struct Groups {
    first: Group,
    floating: Group,
    worded: Group,
    /// Those that need a sign which few lines have.
    rare: Group,
    rest: Group,
}

impl Groups {
    fn of(branches: Vec<Hir>) -> Groups {
        let mut groups = Groups::default();
        for branch in branches {
            let anchored = branch.properties().look_set_prefix().contains(Look::Start);
            let free = !branch.properties().look_set().contains(Look::Start);
            let head = Nfa::new(&branch).filter(|_| anchored || free).and_then(|nfa| head::head(&nfa));
            match head {
                Some(words) if anchored => groups.first.add(branch, words),
                Some(words) if words.iter().all(|word| !word.is_empty()) => groups.floating.add(branch, words),
                _ if !gate_of_tree(&branch, fold_table::reading).words.is_empty() => groups.worded.add(branch, Vec::new()),
                _ if needs_rare(&branch) => groups.rare.add(branch, Vec::new()),
                _ => groups.rest.add(branch, Vec::new()),
            }
        }
        groups
    }

    fn parts(self, gate: &Gate) -> Vec<Part> {
        let first = self.first.part(Gate { first: true, ..gate.clone() }, |hir| hir);
        let floating = self.floating.part(Gate { floats: true, ..gate.clone() }, behind_gap);
        let others = [self.worded, self.rare, self.rest].into_iter().filter_map(|group| group.part(gate.clone(), |hir| hir));
        first.into_iter().chain(floating).chain(others).collect()
    }
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
        let hir = joined(&self.branches);
        let needed = gate_of_tree(&hir, fold_table::reading);
        let mut words = if gate.first || gate.floats { self.words } else { needed.words };
        words.sort();
        words.dedup();
        Some((Gate { words, digit: needed.digit, ..gate }, automaton::bake(&placed(hir))))
    }
}

/// Branches as one again. What several end with is written once: a long end behind dozens of beginnings would need more
/// states than there may be.
fn joined(branches: &[Hir]) -> Hir {
    let row = |branch: &Hir| match branch.kind() {
        HirKind::Concat(parts) => parts.clone(),
        _ => vec![branch.clone()],
    };
    let rows: Vec<Vec<Hir>> = branches.iter().map(row).collect();
    let join = |rows: &[Vec<Hir>]| {
        let most = rows.iter().map(Vec::len).min().unwrap_or(0);
        let end = |row: &[Hir], count: usize| row[row.len() - count..].to_vec();
        let shared = (1..=most).take_while(|&count| rows.windows(2).all(|two| end(&two[0], count) == end(&two[1], count))).count();
        let heads = rows.iter().map(|row| Hir::concat(row[..row.len() - shared].to_vec()));
        Hir::concat([vec![Hir::alternation(heads.collect())], end(&rows[0], shared)].concat())
    };
    Hir::alternation(rows.chunk_by(|one, next| one.last() == next.last()).map(join).collect())
}

/// A branch at the beginning of a text, or behind what stands between words.
fn behind_gap(branch: Hir) -> Hir {
    let gap = Repetition { min: 0, max: None, greedy: true, sub: Box::new(Hir::class(Class::Unicode(alphabet::gaps()))) };
    Hir::concat(vec![Hir::look(Look::Start), Hir::repetition(gap), branch])
}

/// The branches of a pattern, those at the beginning of a row of parts included; with `anchored`, also those behind the
/// beginning of the line and what may stand before words.
fn branches(hir: &Hir, anchored: bool) -> Vec<Hir> {
    let at_start = hir.properties().look_set_prefix().contains(Look::Start) && !matches!(hir.kind(), HirKind::Alternation(_));
    if at_start && !anchored {
        return vec![hir.clone()];
    }
    match hir.kind() {
        HirKind::Alternation(ways) => ways.iter().flat_map(|way| branches(way, anchored)).collect(),
        HirKind::Capture(group) => branches(&group.sub, anchored),
        HirKind::Concat(parts) => {
            let before = if at_start { parts.iter().take_while(|part| is_edge(part)).count() } else { 0 };
            let (lead, parts) = parts.split_at(before);
            let Some((first, rest)) = parts.split_first() else { return vec![hir.clone()] };
            let ways = branches(first, anchored);
            if ways.len() < 2 || ways.len() > MOST {
                return vec![hir.clone()];
            }
            ways.into_iter().map(|way| Hir::concat([lead, &[way], rest].concat())).collect()
        }
        _ => vec![hir.clone()],
    }
}

/// Whether a part is what stands before the first word of many patterns: the beginning of the line, some marks.
fn is_edge(part: &Hir) -> bool {
    let letter = |range: &ClassUnicodeRange| range.start() <= 'a' && range.end() >= 'a';
    match part.kind() {
        HirKind::Look(_) => true,
        HirKind::Repetition(repetition) if repetition.min == 0 => match repetition.sub.kind() {
            HirKind::Class(Class::Unicode(class)) => !class.ranges().iter().any(letter),
            _ => false,
        },
        _ => false,
    }
}
