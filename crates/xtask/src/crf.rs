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

/// A place less likely than this is taken for impossible: what would follow it could run out of range.
const DEAD: f64 = 1e-250;

type Row = [f64; PLACES];

/// Steps and ends as factors: exponentials of their weights, 0 where no article goes.
pub struct Chain {
    layout: Layout,
    steps: [Row; PLACES + 1],
    ends: Row,
}

impl Chain {
    pub fn new(layout: Layout, x: &[f64], steps: &[[bool; PLACES]; PLACES + 1], ends: &[bool; PLACES]) -> Chain {
        let factor = |allowed: bool, at: usize| if allowed { x[at].exp() } else { 0.0 };
        Chain {
            layout,
            steps: std::array::from_fn(|from| std::array::from_fn(|to| factor(steps[from][to], layout.step(from, to)))),
            ends: std::array::from_fn(|place| factor(ends[place], layout.end(place))),
        }
    }

    /// Whether an article can have the places that an example allows.
    pub fn allows(&self, example: &Example) -> bool {
        let set = |set: &u16| std::array::from_fn(|p| if set >> p & 1 == 1 { 0.0 } else { f64::NEG_INFINITY });
        self.lattice(&factors(example.allowed.iter().map(set))).is_some()
    }

    /// Minus the log likelihood of an example; adds its gradient to `gradient`. Infinite where weights are out of all range.
    pub fn add_loss(&self, x: &[f64], example: &Example, gradient: &mut [f64]) -> f64 {
        let scores: Vec<Row> = example.facts.iter().map(|facts| score(x, facts)).collect();
        let free = factors(scores.iter().zip(&example.costs).map(|(s, c)| std::array::from_fn(|p| s[p] + f64::from(c[p]))));
        let held = factors(
            scores
                .iter()
                .zip(&example.allowed)
                .map(|(s, set)| std::array::from_fn(|p| if set >> p & 1 == 1 { s[p] } else { f64::NEG_INFINITY })),
        );
        let (Some(gold), Some(all)) = (self.lattice(&held), self.lattice(&free)) else { return f64::INFINITY };
        for (at, facts) in example.facts.iter().enumerate() {
            let share: Row = std::array::from_fn(|p| {
                example.weight * (all.forward[at][p] * all.backward[at][p] - gold.forward[at][p] * gold.backward[at][p])
            });
            for &fact in facts {
                let cells = &mut gradient[fact as usize * PLACES..][..PLACES];
                cells.iter_mut().zip(&share).for_each(|(cell, share)| *cell += share);
            }
            if at == 0 {
                (0..PLACES).for_each(|p| gradient[self.layout.step(PLACES, p)] += share[p]);
            }
            if at + 1 == scores.len() {
                (0..PLACES).for_each(|p| gradient[self.layout.end(p)] += share[p]);
            }
        }
        self.add_steps(&gold, &held, -example.weight, gradient);
        self.add_steps(&all, &free, example.weight, gradient);
        example.weight * (all.total - gold.total)
    }

    /// Sums over all readings, forwards and backwards; each row is scaled so that nothing runs out of range.
    fn lattice(&self, factors: &[(f64, Row)]) -> Option<Lattice> {
        let mut lattice = Lattice { forward: Vec::with_capacity(factors.len()), backward: Vec::new(), scale: Vec::new(), total: 0.0 };
        for (most, factor) in factors {
            let into: Row = match lattice.forward.last() {
                None => self.steps[PLACES],
                Some(last) => std::array::from_fn(|to| (0..PLACES).map(|from| last[from] * self.steps[from][to]).sum()),
            };
            let row: Row = std::array::from_fn(|p| into[p] * factor[p]);
            let scale: f64 = row.iter().sum();
            if !scale.is_normal() || !most.is_finite() {
                return None;
            }
            lattice.total += scale.ln() + most;
            lattice.scale.push(scale);
            lattice.forward.push(row.map(|cell| cell / scale));
        }
        let last = lattice.forward.last()?;
        let end: f64 = last.iter().zip(&self.ends).map(|(a, b)| a * b).sum();
        if !end.is_normal() {
            return None;
        }
        lattice.total += end.ln();
        lattice.backward = vec![self.ends.map(|cell| cell / end); factors.len()];
        for at in (0..factors.len() - 1).rev() {
            let next: Row = std::array::from_fn(|p| lattice.backward[at + 1][p] * factors[at + 1].1[p] / lattice.scale[at + 1]);
            let before = lattice.forward[at];
            lattice.backward[at] = std::array::from_fn(|from| match before[from] {
                DEAD.. => (0..PLACES).map(|to| self.steps[from][to] * next[to]).sum(),
                _ => 0.0,
            });
        }
        Some(lattice)
    }

    fn add_steps(&self, lattice: &Lattice, factors: &[(f64, Row)], sign: f64, gradient: &mut [f64]) {
        for (at, (_, factor)) in factors.iter().enumerate().skip(1) {
            let next: Row = std::array::from_fn(|p| sign * lattice.backward[at][p] * factor[p] / lattice.scale[at]);
            for from in 0..PLACES {
                let before = lattice.forward[at - 1][from];
                let cells = &mut gradient[self.layout.step(from, 0)..][..PLACES];
                cells.iter_mut().zip(&self.steps[from]).zip(&next).for_each(|((cell, step), next)| *cell += before * step * next);
            }
        }
    }
}

struct Lattice {
    forward: Vec<Row>,
    backward: Vec<Row>,
    scale: Vec<f64>,
    total: f64,
}

fn score(x: &[f64], facts: &[u16]) -> Row {
    let mut row = [0.0; PLACES];
    for &fact in facts {
        let weights = &x[fact as usize * PLACES..][..PLACES];
        row.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
    }
    row
}

/// Scores as factors, with the score that each row was divided by.
fn factors(scores: impl Iterator<Item = Row>) -> Vec<(f64, Row)> {
    let factor = |row: Row| {
        let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (most, row.map(|score| (score - most).exp()))
    };
    scores.map(factor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The gradient against differences of the value.
    #[test]
    fn the_gradient_is_that_of_the_value() {
        let layout = Layout { facts: 3 };
        let (mut steps, mut ends) = ([[true; PLACES]; PLACES + 1], [true; PLACES]);
        steps[2][0] = false;
        ends[1] = false;
        let example = Example {
            facts: vec![vec![0, 1], vec![2], vec![0, 2], vec![1]],
            allowed: vec![1, 1 << 6, crate::places::ALL, 1 << 11],
            costs: vec![[0.0; PLACES], [0.5; PLACES], [0.0; PLACES], std::array::from_fn(|p| p as f32 / 10.0)],
            weight: 0.7,
        };
        let x: Vec<f64> = (0..layout.len()).map(|at| (at as f64 * 0.37).sin()).collect();
        let value = |x: &[f64]| Chain::new(layout, x, &steps, &ends).add_loss(x, &example, &mut vec![0.0; layout.len()]);
        let mut gradient = vec![0.0; layout.len()];
        Chain::new(layout, &x, &steps, &ends).add_loss(&x, &example, &mut gradient);
        for at in 0..layout.len() {
            let mut near = x.clone();
            near[at] += 1e-5;
            let above = value(&near);
            near[at] -= 2e-5;
            let slope = (above - value(&near)) / 2e-5;
            assert!((slope - gradient[at]).abs() < 1e-5, "parameter {at}: {slope} and {}", gradient[at]);
        }
    }
}
