//! The best sequence of places for the whole text, by dynamic programming over all of it.
//!
//! Sums are made four places at a time, and only of those fours in which a step is allowed: see `FOLLOWS`.

use crate::model::{Four, NEVER, PLACE_ROLES, PLACES, Scores, Weights};

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
    let into = turned(weights);
    let mut after = weights.ends;
    let mut place = argmax(last, &after);
    decisions.resize(scores.len(), Decision { place: 0, rival: 0, margin: 0 });
    for at in (0..scores.len()).rev() {
        let (Some(now), Some(decision)) = (best.get(at), decisions.get_mut(at)) else { return };
        *decision = decide(now, &after, place);
        let Some(score) = scores.get(at) else { return };
        let before = at.checked_sub(1).and_then(|before| best.get(before));
        if let (Some(before), Some(steps)) = (before, into.get(place)) {
            place = argmax(before, steps);
            after = backwards(&into, score, &after);
            if at % LOWERING == 0 {
                after = lowered(&after);
            }
        }
    }
}

/// The steps that lead into each place, by where they come from.
fn turned(weights: &Weights) -> [Scores; PLACES] {
    let mut into = [Scores::all(NEVER); PLACES];
    for (to, row) in into.iter_mut().enumerate() {
        row.iter_mut().zip(&weights.steps).for_each(|(cell, steps)| *cell = steps.get(to));
    }
    into
}

/// Fills `best` with the score of the best reading up to each passage that ends in each place.
fn forwards(weights: &Weights, scores: &[Scores], best: &mut Vec<Scores>) {
    best.clear();
    best.reserve(scores.len());
    let Some((first, rest)) = scores.split_first() else { return };
    let mut last = weights.steps[PLACES];
    last.add(first);
    best.push(last);
    for scores in rest.chunks(LOWERING) {
        last = lowered(&last);
        for score in scores {
            last = step(weights, &last);
            last.add(score);
            best.push(last);
        }
    }
}

/// The greater of each two.
#[inline(always)]
fn raise(four: &mut Four, sums: Four) {
    for (cell, sum) in four.iter_mut().zip(sums) {
        *cell = if sum > *cell { sum } else { *cell };
    }
}

#[inline(always)]
fn plus(row: &Four, number: i32) -> Four {
    row.map(|cell| cell + number)
}

/// The greatest score of a place.
#[inline(always)]
fn top(scores: &Scores) -> i32 {
    let [mut four, second, third] = scores.0;
    raise(&mut four, second);
    raise(&mut four, third);
    let [a, b, c, d] = four;
    a.max(b).max(c.max(d))
}

/// After how many passages scores are brought back to 0: a passage adds three million at most (its facts, fewer than a hundred, a
/// weight of sixteen bits each), so that what can be stays far from what can't.
const LOWERING: usize = 16;

/// Scores grow with the text; only differences count, so the best is brought back to 0. Sums stay far from overflow: what
/// can't be is held at `NEVER`.
#[inline(always)]
fn lowered(scores: &Scores) -> Scores {
    let top = top(scores);
    let mut low = Scores::all(NEVER);
    low.0.iter_mut().zip(&scores.0).for_each(|(low, four)| raise(low, plus(four, -top)));
    low
}

/// The best way into each place. From the top and the head the story is as far as a step leads; from the story on, none leads back.
#[inline(always)]
fn step(weights: &Weights, last: &Scores) -> Scores {
    let [mut a, mut b, mut c] = Scores::all(NEVER).0;
    let (rows, last) = (&weights.steps, last.0.as_flattened());
    rows.iter().zip(last).take(6).for_each(|(row, last)| raise(&mut a, plus(&row.0[0], *last)));
    rows.iter().zip(last).take(10).for_each(|(row, last)| raise(&mut b, plus(&row.0[1], *last)));
    rows.iter().zip(last).skip(6).for_each(|(row, last)| raise(&mut c, plus(&row.0[2], *last)));
    Scores([a, b, c])
}

/// The score of the best reading of what follows, for each place of the passage before `score`'s.
#[inline(always)]
fn backwards(into: &[Scores; PLACES], score: &Scores, after: &Scores) -> Scores {
    let mut rest = *score;
    rest.add(after);
    let [mut a, mut b, mut c] = Scores::all(NEVER).0;
    let rest = rest.0.as_flattened();
    into.iter().zip(rest).take(8).for_each(|(row, rest)| raise(&mut a, plus(&row.0[0], *rest)));
    into.iter().zip(rest).skip(3).for_each(|(row, rest)| raise(&mut b, plus(&row.0[1], *rest)));
    into.iter().zip(rest).skip(6).for_each(|(row, rest)| raise(&mut c, plus(&row.0[2], *rest)));
    Scores([a, b, c])
}

fn argmax(best: &Scores, after: &Scores) -> usize {
    let mut sums = *best;
    sums.add(after);
    // The first of equals wins: the answer does not depend on how ties fall.
    place_of(&sums, top(&sums))
}

fn place_of(scores: &Scores, score: i32) -> usize {
    scores.0.as_flattened().iter().position(|&cell| cell == score).unwrap_or(0)
}

/// For each place, all bits where another has the same role.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
const OF_ROLE: [Scores; PLACES] = {
    let mut masks = [Scores::all(0); PLACES];
    let mut place = 0;
    while place < PLACES {
        let mut other = 0;
        while other < PLACES {
            if PLACE_ROLES[place] as u8 == PLACE_ROLES[other] as u8 {
                masks[place].0[other / 4][other % 4] = -1;
            }
            other += 1;
        }
        place += 1;
    }
    masks
};

fn decide(best: &Scores, after: &Scores, place: usize) -> Decision {
    let mut sums = *best;
    sums.add(after);
    let own = sums.get(place);
    if let Some(mask) = OF_ROLE.get(place) {
        sums.0.iter_mut().zip(&mask.0).for_each(|(four, mask)| {
            four.iter_mut().zip(mask).for_each(|(sum, mask)| *sum = (*sum & !mask) | (mask & (NEVER * 3)));
        });
    }
    let other = top(&sums);
    Decision { place: place as u8, rival: place_of(&sums, other) as u8, margin: own.max(NEVER) - other.max(NEVER) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ENDS, FOLLOWS, STARTS};

    /// Every reading that an article allows, one after the other.
    fn brute_force(weights: &Weights, scores: &[Scores]) -> (i32, Vec<u8>) {
        let mut paths: Vec<(i32, Vec<u8>)> =
            STARTS.iter().map(|&p| (weights.steps[PLACES].get(p) + scores[0].get(p), vec![p as u8])).collect();
        for score in &scores[1..] {
            paths = paths
                .iter()
                .flat_map(|(sum, path)| {
                    let last = *path.last().unwrap() as usize;
                    FOLLOWS[last].iter().map(move |&p| (sum + weights.steps[last].get(p) + score.get(p), [&path[..], &[p as u8]].concat()))
                })
                .collect();
        }
        let done = paths.into_iter().filter(|(_, path)| ENDS.contains(&(*path.last().unwrap() as usize)));
        done.map(|(sum, path)| (sum + weights.ends.get(*path.last().unwrap() as usize), path)).max_by_key(|(sum, _)| *sum).unwrap()
    }

    fn total(weights: &Weights, scores: &[Scores], path: &[Decision]) -> i32 {
        let mut last = PLACES;
        let mut sum = 0;
        for (score, decision) in scores.iter().zip(path) {
            sum += weights.steps[last].get(decision.place as usize) + score.get(decision.place as usize);
            last = decision.place as usize;
        }
        sum + weights.ends.get(last)
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
                weights.steps.iter_mut().flat_map(Scores::iter_mut).filter(|cell| **cell == 0).for_each(|cell| *cell = next());
                let scores: Vec<Scores> = (0..length).map(|_| Scores([(); 3].map(|()| [(); 4].map(|()| next())))).collect();
                let (mut best, mut decisions) = (Vec::new(), Vec::new());
                decode(&weights, &scores, &mut best, &mut decisions);
                let (sum, _) = brute_force(&weights, &scores);
                assert_eq!(total(&weights, &scores, &decisions), sum);
                assert!(decisions.iter().all(|decision| decision.margin >= 0));
            }
        }
    }

    /// The score of the best reading, in numbers too wide to overflow: place by place, without bringing anything back to 0.
    fn best_of_all(weights: &Weights, scores: &[Scores]) -> i64 {
        let wide = |score: &Scores| score.iter().map(i64::from).collect::<Vec<_>>();
        let add = |a: &[i64], b: &[i64]| a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<_>>();
        let mut best = add(&wide(&weights.steps[PLACES]), &wide(&scores[0]));
        for score in &scores[1..] {
            let into = |to: usize| best.iter().zip(&weights.steps).map(|(best, steps)| best + i64::from(steps.get(to))).max().unwrap();
            best = add(&(0..PLACES).map(into).collect::<Vec<_>>(), &wide(score));
        }
        add(&best, &wide(&weights.ends)).into_iter().max().unwrap()
    }

    #[test]
    fn long_texts_of_the_greatest_scores_are_decoded_as_in_wide_numbers() {
        let mut seed = 7_u32;
        let mut next = |most: i32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 1) as i32 % (2 * most) - most
        };
        for length in [15, 16, 17, 33, 100] {
            for most in [250, 3_000_000] {
                let mut weights = Weights::empty();
                weights.steps.iter_mut().flat_map(Scores::iter_mut).filter(|cell| **cell == 0).for_each(|cell| *cell = next(30_000));
                let scores: Vec<Scores> = (0..length).map(|_| Scores([(); 3].map(|()| [(); 4].map(|()| next(most))))).collect();
                let (mut best, mut decisions) = (Vec::new(), Vec::new());
                decode(&weights, &scores, &mut best, &mut decisions);
                let places: Vec<usize> = decisions.iter().map(|decision| decision.place as usize).collect();
                let steps = places.windows(2).map(|pair| weights.steps[pair[0]].get(pair[1]));
                let first = weights.steps[PLACES].get(places[0]);
                let own = places.iter().zip(&scores).map(|(&place, score)| score.get(place));
                let sum: i64 = steps.chain(own).chain([first, weights.ends.get(places[length - 1])]).map(i64::from).sum();
                assert_eq!(sum, best_of_all(&weights, &scores), "{length} {most}");
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
