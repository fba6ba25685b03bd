//! The best sequence of places for the whole text, by dynamic programming over all of it.

use crate::model::{LANES, NEVER, PLACE_ROLES, PLACES, Scores, Weights};

/// What was decided for a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub place: u8,
    /// The best place of another role.
    pub rival: u8,
    /// How much worse the best reading of the whole text is in which this passage has another role, in hundredths of a nat.
    pub margin: i32,
}

/// Decides for every passage, given its scores. `best` is scratch memory of the same length. Linear in passages.
pub(crate) fn decode(weights: &Weights, scores: &[Scores], best: &mut Vec<Scores>, decisions: &mut Vec<Decision>) {
    decisions.clear();
    forwards(weights, scores, best);
    let Some(last) = best.last() else { return };
    let mut after = weights.ends;
    let mut place = argmax(last, &after);
    decisions.resize(scores.len(), Decision { place: 0, rival: 0, margin: 0 });
    for at in (0..scores.len()).rev() {
        let (Some(now), Some(decision)) = (best.get(at), decisions.get_mut(at)) else { return };
        *decision = decide(now, &after, place);
        let Some(score) = scores.get(at) else { return };
        let before = at.checked_sub(1).and_then(|before| best.get(before));
        if let Some(before) = before {
            place = came_from(weights, before, place);
            after = backwards(weights, score, &after);
        }
    }
}

/// Fills `best` with the score of the best reading up to each passage that ends in each place.
fn forwards(weights: &Weights, scores: &[Scores], best: &mut Vec<Scores>) {
    best.clear();
    let mut last: Option<Scores> = None;
    for score in scores {
        let mut now = match &last {
            None => weights.steps[PLACES],
            Some(last) => step(weights, last),
        };
        // Sums stay far from overflow: what can't be is held at NEVER.
        now.iter_mut().zip(score).for_each(|(now, score)| *now = (*now + score).max(NEVER));
        best.push(now);
        last = Some(lowered(&now));
    }
}

/// Scores grow with the text; only differences count, so the best is brought back to 0.
fn lowered(scores: &Scores) -> Scores {
    let top = scores.iter().take(PLACES).copied().max().unwrap_or(0);
    scores.map(|score| (score - top).max(NEVER))
}

fn step(weights: &Weights, last: &Scores) -> Scores {
    let mut now = [NEVER; LANES];
    for (row, &last) in weights.steps.iter().zip(last.iter().take(PLACES)) {
        for (now, step) in now.iter_mut().zip(row) {
            *now = (*now).max(last + step);
        }
    }
    now
}

/// The score of the best reading of what follows, for each place of the passage before `score`'s.
fn backwards(weights: &Weights, score: &Scores, after: &Scores) -> Scores {
    let mut rest = [NEVER; LANES];
    rest.iter_mut().zip(score).zip(after).for_each(|((rest, score), after)| *rest = (score + after).max(NEVER));
    let mut before = [NEVER; LANES];
    for (before, row) in before.iter_mut().zip(weights.steps.iter().take(PLACES)) {
        *before = rest.iter().zip(row).map(|(rest, step)| (rest + step).max(NEVER)).max().unwrap_or(NEVER);
    }
    lowered(&before)
}

fn argmax(best: &Scores, after: &Scores) -> usize {
    let sums = best.iter().zip(after).take(PLACES).map(|(best, after)| best + after);
    // The first of equals wins: the answer does not depend on how ties fall.
    sums.enumerate().fold((0, i32::MIN), |top, (place, sum)| if sum > top.1 { (place, sum) } else { top }).0
}

fn came_from(weights: &Weights, before: &Scores, place: usize) -> usize {
    let mut steps = [NEVER; LANES];
    for (cell, row) in steps.iter_mut().zip(weights.steps.iter().take(PLACES)) {
        *cell = row.get(place).copied().unwrap_or(NEVER);
    }
    argmax(before, &steps)
}

fn decide(best: &Scores, after: &Scores, place: usize) -> Decision {
    let role = PLACE_ROLES.get(place);
    let (mut own, mut other, mut rival) = (NEVER, i32::MIN, 0);
    for (at, ((best, after), known)) in best.iter().zip(after).zip(&PLACE_ROLES).enumerate() {
        let sum = (best + after).max(NEVER);
        if Some(known) == role {
            own = own.max(sum);
        } else if sum > other {
            (other, rival) = (sum, at);
        }
    }
    Decision { place: place as u8, rival: rival as u8, margin: own.saturating_sub(other) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ENDS, FOLLOWS, STARTS};

    /// Every reading that an article allows, one after the other.
    fn brute_force(weights: &Weights, scores: &[Scores]) -> (i32, Vec<u8>) {
        let mut paths: Vec<(i32, Vec<u8>)> = STARTS.iter().map(|&p| (weights.steps[PLACES][p] + scores[0][p], vec![p as u8])).collect();
        for score in &scores[1..] {
            paths = paths
                .iter()
                .flat_map(|(sum, path)| {
                    let last = *path.last().unwrap() as usize;
                    FOLLOWS[last].iter().map(move |&p| (sum + weights.steps[last][p] + score[p], [&path[..], &[p as u8]].concat()))
                })
                .collect();
        }
        let done = paths.into_iter().filter(|(_, path)| ENDS.contains(&(*path.last().unwrap() as usize)));
        done.map(|(sum, path)| (sum + weights.ends[*path.last().unwrap() as usize], path)).max_by_key(|(sum, _)| *sum).unwrap()
    }

    fn total(weights: &Weights, scores: &[Scores], path: &[Decision]) -> i32 {
        let mut last = PLACES;
        let mut sum = 0;
        for (score, decision) in scores.iter().zip(path) {
            sum += weights.steps[last][decision.place as usize] + score[decision.place as usize];
            last = decision.place as usize;
        }
        sum + weights.ends[last]
    }

    #[test]
    fn decoding_finds_what_brute_force_finds() {
        let mut seed = 1_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as i32 % 500 - 250
        };
        for length in 1..6 {
            for _ in 0..40 {
                let mut weights = Weights::empty();
                weights.steps.iter_mut().flatten().filter(|cell| **cell == 0).for_each(|cell| *cell = next());
                let scores: Vec<Scores> = (0..length).map(|_| [(); LANES].map(|()| next())).collect();
                let (mut best, mut decisions) = (Vec::new(), Vec::new());
                decode(&weights, &scores, &mut best, &mut decisions);
                let (sum, _) = brute_force(&weights, &scores);
                assert_eq!(total(&weights, &scores, &decisions), sum);
                assert!(decisions.iter().all(|decision| decision.margin >= 0));
            }
        }
    }

    #[test]
    fn nothing_decodes_to_nothing() {
        let mut decisions = vec![Decision { place: 0, rival: 0, margin: 0 }];
        decode(&Weights::empty(), &[], &mut Vec::new(), &mut decisions);
        assert!(decisions.is_empty());
    }
}
