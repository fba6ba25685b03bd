//! The likelihood of gold places under a linear-chain conditional random field, and its gradient.

use crate::places::PLACES;

/// A document to learn from: the facts of each passage, and the places it may have.
pub struct Example {
    pub facts: Vec<Vec<u16>>,
    pub allowed: Vec<u16>,
    /// What each wrong place costs, by passage: it pushes the weights harder where a mistake hurts more.
    pub costs: Vec<[f32; PLACES]>,
    pub weight: f64,
}

/// Parameters in one row: facts × places, then steps (from place or start to place), then ends.
#[derive(Clone, Copy)]
pub struct Layout {
    pub facts: usize,
}

impl Layout {
    pub fn step(&self, from: usize, to: usize) -> usize {
        (self.facts + from) * PLACES + to
    }
    pub fn end(&self, place: usize) -> usize {
        (self.facts + PLACES + 1) * PLACES + place
    }
    pub fn len(&self) -> usize {
        (self.facts + PLACES + 2) * PLACES
    }
}

const NEVER: f64 = -1e30;

type Row = [f64; PLACES];

/// Adds minus the log likelihood of an example to the value, and its gradient to `gradient`.
pub fn add_loss(
    layout: Layout,
    x: &[f64],
    steps_allowed: &[[bool; PLACES]; PLACES + 1],
    ends: &[bool; PLACES],
    example: &Example,
    gradient: &mut [f64],
) -> f64 {
    let scores: Vec<Row> = example.facts.iter().map(|facts| score(x, facts)).collect();
    let steps = steps(layout, x, steps_allowed);
    let end: Row = std::array::from_fn(|place| if ends[place] { x[layout.end(place)] } else { NEVER });
    let free: Vec<Row> = scores.iter().zip(&example.costs).map(|(s, c)| std::array::from_fn(|p| s[p] + f64::from(c[p]))).collect();
    let held: Vec<Row> =
        scores.iter().zip(&example.allowed).map(|(s, set)| std::array::from_fn(|p| if set >> p & 1 == 1 { s[p] } else { NEVER })).collect();
    let Some(gold) = Lattice::new(&held, &steps, &end) else { return 0.0 };
    let Some(all) = Lattice::new(&free, &steps, &end) else { return 0.0 };
    gold.add_expectations(layout, &held, &steps, &end, example, -example.weight, gradient);
    all.add_expectations(layout, &free, &steps, &end, example, example.weight, gradient);
    example.weight * (all.total - gold.total)
}

fn score(x: &[f64], facts: &[u16]) -> Row {
    let mut row = [0.0; PLACES];
    for &fact in facts {
        let weights = &x[fact as usize * PLACES..][..PLACES];
        row.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
    }
    row
}

fn steps(layout: Layout, x: &[f64], allowed: &[[bool; PLACES]; PLACES + 1]) -> [Row; PLACES + 1] {
    std::array::from_fn(|from| std::array::from_fn(|to| if allowed[from][to] { x[layout.step(from, to)] } else { NEVER }))
}

/// Sums over all readings, forwards and backwards.
struct Lattice {
    forward: Vec<Row>,
    backward: Vec<Row>,
    total: f64,
}

impl Lattice {
    fn new(scores: &[Row], steps: &[Row; PLACES + 1], end: &Row) -> Option<Lattice> {
        let mut forward: Vec<Row> = Vec::with_capacity(scores.len());
        for (at, score) in scores.iter().enumerate() {
            let into: Row = match forward.last() {
                None => steps[PLACES],
                Some(last) => std::array::from_fn(|to| log_sum(std::array::from_fn(|from| last[from] + steps[from][to]))),
            };
            let row: Row = std::array::from_fn(|place| (into[place] + score[place]).max(NEVER));
            debug_assert!(at == forward.len());
            forward.push(row);
        }
        let mut backward = vec![*end; scores.len()];
        for at in (0..scores.len().saturating_sub(1)).rev() {
            let next: Row = std::array::from_fn(|to| backward[at + 1][to] + scores[at + 1][to]);
            backward[at] = std::array::from_fn(|from| log_sum(std::array::from_fn(|to| next[to] + steps[from][to])));
        }
        let last = forward.last()?;
        let total = log_sum(std::array::from_fn(|place| last[place] + end[place]));
        (total > NEVER / 2.0).then_some(Lattice { forward, backward, total })
    }

    #[allow(clippy::too_many_arguments)]
    fn add_expectations(
        &self,
        layout: Layout,
        scores: &[Row],
        steps: &[Row; PLACES + 1],
        end: &Row,
        example: &Example,
        sign: f64,
        gradient: &mut [f64],
    ) {
        for (at, facts) in example.facts.iter().enumerate() {
            let share: Row = std::array::from_fn(|place| sign * (self.forward[at][place] + self.backward[at][place] - self.total).exp());
            for &fact in facts {
                let cells = &mut gradient[fact as usize * PLACES..][..PLACES];
                cells.iter_mut().zip(&share).for_each(|(cell, share)| *cell += share);
            }
            if at == 0 {
                (0..PLACES).for_each(|place| gradient[layout.step(PLACES, place)] += share[place]);
            } else {
                self.add_steps(layout, scores, steps, at, sign, gradient);
            }
        }
        if let Some(last) = self.forward.last() {
            (0..PLACES).for_each(|place| gradient[layout.end(place)] += sign * (last[place] + end[place] - self.total).exp());
        }
    }

    fn add_steps(&self, layout: Layout, scores: &[Row], steps: &[Row; PLACES + 1], at: usize, sign: f64, gradient: &mut [f64]) {
        for from in 0..PLACES {
            let before = self.forward[at - 1][from];
            if before < self.total - 1e4 && before < NEVER / 2.0 {
                continue;
            }
            for to in 0..PLACES {
                if steps[from][to] > NEVER / 2.0 {
                    let path = before + steps[from][to] + scores[at][to] + self.backward[at][to] - self.total;
                    if path > -40.0 {
                        gradient[layout.step(from, to)] += sign * path.exp();
                    }
                }
            }
        }
    }
}

fn log_sum(row: Row) -> f64 {
    let top = row.iter().copied().fold(NEVER, f64::max);
    if top <= NEVER / 2.0 {
        return NEVER;
    }
    top + row.iter().map(|value| (value - top).exp()).sum::<f64>().ln()
}
