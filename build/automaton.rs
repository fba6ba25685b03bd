//! Turns the states of a pattern into an automaton that is in one state at a time wherever that takes few states, and in
//! several at once elsewhere: it never takes more than a bounded time and memory, here or when it runs.

use crate::{
    alphabet::{Alphabet, Side},
    needs::needs,
    nfa::{Nfa, State},
};
use regex_syntax::hir::{Hir, Look};
use std::{collections::HashMap, rc::Rc};

/// How many sets of states become states of their own.
const BUDGETS: [usize; 2] = [128, 1];
// Marks in the first cell of a row, as `src/rules/automaton.rs` reads them.
const ENDS: u16 = 0x8000;
const DENSE: u16 = 0x4000;
const MANY: u16 = 0x2000;
const DEAD: u16 = 0;
const FOUND: u16 = 1;
/// The most exceptions of a row that are listed; with more, it has a cell for each class.
const LISTED: usize = 2;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Step {
    Dead,
    Found,
    To(usize),
    Many(Vec<usize>),
}

struct Row {
    ends: bool,
    steps: Vec<Step>,
}

/// The automaton of a pattern in the form that the library reads; `None` for one that is left to the regex engine.
pub fn bake(hir: &Hir) -> Option<Vec<u8>> {
    let nfa = Nfa::new(hir)?;
    let alphabet = Alphabet::new(&nfa.classes, nfa.looks)?;
    let cells = BUDGETS.iter().find_map(|&budget| cells(&Maker::make(&nfa, &alphabet, budget)))?;
    let mut out: Vec<u8> = needs(hir).iter().flat_map(|set| set.to_le_bytes()).collect();
    out.extend(alphabet.ascii);
    out.extend(alphabet.kinds);
    out.extend(u16::try_from(alphabet.exceptions.len()).ok()?.to_le_bytes());
    out.extend(alphabet.exceptions.iter().flat_map(|(from, ..)| from.to_le_bytes()));
    out.extend(alphabet.exceptions.iter().flat_map(|(_, to, _)| to.to_le_bytes()));
    out.extend(alphabet.exceptions.iter().map(|(.., class)| class));
    out.extend(cells.iter().flat_map(|cell| cell.to_le_bytes()));
    Some(out)
}

struct Maker<'a> {
    nfa: &'a Nfa,
    alphabet: &'a Alphabet,
    sets: Vec<(Set, Side)>,
    known: HashMap<(Set, Side), usize>,
    budget: usize,
    /// What is reached from each state without a char, inside a text.
    closed: Vec<Option<Set>>,
    /// When a state was last seen by `close`.
    seen: Vec<u32>,
    round: u32,
}

/// States of the pattern, sorted.
type Set = Rc<[usize]>;

impl Maker<'_> {
    fn make(nfa: &Nfa, alphabet: &Alphabet, budget: usize) -> Vec<Row> {
        let (closed, seen) = (vec![None; nfa.states.len()], vec![0; nfa.states.len()]);
        let mut maker = Maker { nfa, alphabet, sets: Vec::new(), known: HashMap::new(), budget, closed, seen, round: 0 };
        let start = maker.close(&[nfa.start], Side::Edge, None);
        maker.number((start.into(), Side::Edge));
        let mut rows = Vec::new();
        while let Some((set, before)) = maker.sets.get(rows.len()).cloned() {
            let ends = maker.close(&set, before, Some(Side::Edge)).contains(&0);
            rows.push(Row { ends, steps: maker.steps(&set, before) });
        }
        rows
    }

    fn number(&mut self, set: (Set, Side)) -> usize {
        let next = self.sets.len();
        *self.known.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            next
        })
    }

    /// Where a set of states goes for each class.
    fn steps(&mut self, set: &[usize], before: Side) -> Vec<Step> {
        let looks = set.iter().any(|&at| matches!(self.nfa.states[at], State::Look(..)));
        let mut taken: HashMap<(Vec<usize>, Side), Step> = HashMap::new();
        let mut steps = Vec::with_capacity(self.alphabet.classes());
        for class in 0..self.alphabet.classes() {
            let side = self.alphabet.side(class);
            let ahead = looks.then(|| self.close(set, before, Some(side)));
            let open = ahead.as_deref().unwrap_or(set);
            if open.first() == Some(&0) {
                steps.push(Step::Found);
                continue;
            }
            let takes = |at: &usize| match self.nfa.states[*at] {
                State::Take(set, next) if self.alphabet.has(class, set) => Some(next),
                _ => None,
            };
            let mut next: Vec<usize> = open.iter().filter_map(takes).collect();
            next.extend((!self.nfa.anchored).then_some(self.nfa.start));
            next.sort_unstable();
            next.dedup();
            let step = match taken.get(&(next.clone(), side)) {
                Some(step) => step.clone(),
                None => self.enter(&next, side),
            };
            taken.insert((next, side), step.clone());
            steps.push(step);
        }
        steps
    }

    /// The step to a set of states, and whatever is reached from them.
    fn enter(&mut self, next: &[usize], side: Side) -> Step {
        let mut whole: Vec<usize> = next.iter().flat_map(|&at| self.inside(at).to_vec()).collect();
        whole.sort_unstable();
        whole.dedup();
        if whole.is_empty() {
            return Step::Dead;
        }
        let whole: (Set, Side) = (whole.into(), side);
        if self.known.contains_key(&whole) || self.sets.len() < self.budget {
            return Step::To(self.number(whole));
        }
        let single: Vec<Set> = next.iter().map(|&at| self.inside(at)).filter(|set| !set.is_empty()).collect();
        let mut many: Vec<usize> = single.into_iter().map(|set| self.number((set, side))).collect();
        many.sort_unstable();
        many.dedup();
        if let [one] = many[..] { Step::To(one) } else { Step::Many(many) }
    }

    fn inside(&mut self, at: usize) -> Set {
        if let Some(set) = &self.closed[at] {
            return set.clone();
        }
        let set: Set = self.close(&[at], Side::Other, None).into();
        self.closed[at].insert(set).clone()
    }

    /// The states that can be reached without a char, sorted. What waits for the next char to be known stays as it is.
    fn close(&mut self, from: &[usize], before: Side, next: Option<Side>) -> Vec<usize> {
        self.round += 1;
        let mut open = from.to_vec();
        let mut closed = Vec::new();
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut self.seen[at], self.round) == self.round {
                continue;
            }
            match &self.nfa.states[at] {
                State::Split(ways) => open.extend(ways),
                State::Look(Look::Start, to) => open.extend((before == Side::Edge).then_some(*to)),
                State::Look(look, to) => match next {
                    Some(next) => open.extend(holds(*look, before, next).then_some(*to)),
                    None => closed.push(at),
                },
                _ => closed.push(at),
            }
        }
        closed.sort_unstable();
        closed
    }
}

fn holds(look: Look, before: Side, next: Side) -> bool {
    let ascii = |side| side == Side::AsciiWord;
    let any = |side| matches!(side, Side::AsciiWord | Side::Word);
    match look {
        Look::End => next == Side::Edge,
        Look::WordAscii => ascii(before) != ascii(next),
        Look::WordAsciiNegate => ascii(before) == ascii(next),
        Look::WordUnicode => any(before) != any(next),
        Look::WordUnicodeNegate => any(before) == any(next),
        _ => before == Side::Edge,
    }
}

/// The rows one after the other, each named by where it begins; `None` if they take too many cells.
fn cells(rows: &[Row]) -> Option<Vec<u16>> {
    let mut begins = Vec::new();
    // Names count pairs of cells; the first two are those of no row.
    let mut end = 4_usize;
    let shapes: Vec<Shape> = rows.iter().map(Shape::of).collect();
    for shape in &shapes {
        begins.push(end);
        end += shape.cells().next_multiple_of(2);
    }
    let mut groups: HashMap<&[usize], usize> = HashMap::new();
    for step in rows.iter().flat_map(|row| &row.steps) {
        if let Step::Many(many) = step {
            groups.entry(many).or_insert_with(|| {
                let begin = end;
                end += (1 + many.len()).next_multiple_of(2);
                begin
            });
        }
    }
    u16::try_from(end / 2).ok()?;
    let mut cells = vec![0_u16; end];
    let name = |step: &Step| match step {
        Step::Dead => DEAD,
        Step::Found => FOUND,
        Step::To(row) => (begins[*row] / 2) as u16,
        Step::Many(many) => (groups[&many[..]] / 2) as u16,
    };
    for ((row, shape), &begin) in rows.iter().zip(&shapes).zip(&begins) {
        let mark = if row.ends { ENDS } else { 0 };
        match shape {
            Shape::Dense(count) => {
                cells[begin] = mark | DENSE | *count as u16;
                row.steps.iter().enumerate().for_each(|(class, step)| cells[begin + 1 + class] = name(step));
            }
            Shape::Listed(usual, others) => {
                cells[begin] = mark | others.len() as u16;
                cells[begin + 1] = name(usual);
                for (number, &class) in others.iter().enumerate() {
                    cells[begin + 2 + 2 * number] = class as u16;
                    cells[begin + 3 + 2 * number] = name(&row.steps[class]);
                }
            }
        }
    }
    for (many, &at) in &groups {
        cells[at] = MANY | many.len() as u16;
        many.iter().enumerate().for_each(|(number, &row)| cells[at + 1 + number] = (begins[row] / 2) as u16);
    }
    Some(cells)
}

enum Shape<'a> {
    Dense(usize),
    /// What most classes do, and those that do not.
    Listed(&'a Step, Vec<usize>),
}

impl Shape<'_> {
    fn of(row: &Row) -> Shape<'_> {
        let mut counts: HashMap<&Step, usize> = HashMap::new();
        row.steps.iter().for_each(|step| *counts.entry(step).or_default() += 1);
        // Of steps that are equally usual, the first: the same library comes of the same rules.
        let usual = row.steps.iter().rev().max_by_key(|step| counts[step]).unwrap_or(&Step::Dead);
        let others: Vec<usize> = (0..row.steps.len()).filter(|&class| row.steps[class] != *usual).collect();
        if others.len() > LISTED { Shape::Dense(row.steps.len()) } else { Shape::Listed(usual, others) }
    }

    fn cells(&self) -> usize {
        match self {
            Shape::Dense(count) => 1 + count,
            Shape::Listed(_, others) => 2 + 2 * others.len(),
        }
    }
}
