//! What is believed of the weights before any label is seen, and what it costs to leave that belief.
//!
//! A cue speaks for the places of its kind's role by its strength. Weights of places of one role are alike, and so are those of
//! neighbouring buckets of a number: what is learned of one is believed of the other, less surely.

use crate::{crf::Layout, fit::Options, places::PLACES};
use copydesk::{Kind, Role, fitting};

pub struct Prior {
    mean: Vec<f64>,
    /// Sets of places that have one role.
    roles: Vec<Vec<usize>>,
    /// Facts whose weights are alike: neighbouring buckets.
    neighbours: Vec<(usize, usize)>,
    hold: f64,
    hold_role: f64,
    smooth: f64,
}

impl Prior {
    pub fn new(names: &[String], layout: Layout, options: &Options) -> Prior {
        Prior {
            mean: mean(names, layout, options.cue_prior),
            roles: roles(),
            neighbours: neighbours(names),
            hold: options.hold,
            hold_role: options.hold_role,
            smooth: options.smooth,
        }
    }

    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// What the weights `x` cost; adds the slope to `gradient`.
    pub fn add_cost(&self, x: &[f64], gradient: &mut [f64]) -> f64 {
        let away: Vec<f64> = x.iter().zip(&self.mean).map(|(x, mean)| x - mean).collect();
        let mut cost = 0.0;
        for row in 0..x.len() / PLACES {
            for places in &self.roles {
                cost += self.add_role_cost(&away, places.iter().map(|place| row * PLACES + place), gradient);
            }
        }
        for &(one, other) in &self.neighbours {
            for place in 0..PLACES {
                let (a, b) = (one * PLACES + place, other * PLACES + place);
                let apart = away[a] - away[b];
                cost += 0.5 * self.smooth * apart * apart;
                gradient[a] += self.smooth * apart;
                gradient[b] -= self.smooth * apart;
            }
        }
        cost
    }

    /// Weights of one role are a share that they have in common and one that each has alone, each held to 0.
    fn add_role_cost(&self, away: &[f64], cells: impl ExactSizeIterator<Item = usize> + Clone, gradient: &mut [f64]) -> f64 {
        let sum: f64 = cells.clone().map(|at| away[at]).sum();
        let common = self.hold * sum / (self.hold * cells.len() as f64 + self.hold_role);
        let mut cost = 0.5 * self.hold_role * common * common;
        for at in cells {
            let alone = away[at] - common;
            cost += 0.5 * self.hold * alone * alone;
            gradient[at] += self.hold * alone;
        }
        cost
    }
}

fn roles() -> Vec<Vec<usize>> {
    let of = |role: Role| fitting::place_roles().iter().enumerate().filter(|(_, known)| **known == role).map(|(place, _)| place).collect();
    Role::ALL.into_iter().map(of).collect()
}

/// Pairs of buckets that follow one another as numbers do: `length=3` and `length=4`, `cued=plain.1` and `cued=plain.2`.
fn neighbours(names: &[String]) -> Vec<(usize, usize)> {
    let stem = |name: &str| {
        let stem = name.trim_end_matches('+').trim_end_matches(|c: char| c.is_ascii_digit());
        (stem.len() < name.len()).then(|| stem.to_string())
    };
    let alike = |pair: &[String]| stem(&pair[0]).is_some() && stem(&pair[0]) == stem(&pair[1]);
    names.windows(2).enumerate().filter(|(_, pair)| alike(pair)).map(|(at, _)| (at, at + 1)).collect()
}

/// Before anything is learned, a cue speaks for the places of its kind's role by its strength.
fn mean(names: &[String], layout: Layout, cue: f64) -> Vec<f64> {
    let mut mean = vec![0.0; layout.len()];
    let places = fitting::place_names();
    for (fact, (kind, strength)) in cues(names) {
        let (role, group) = (kind.role().name(), kind.name());
        for (place, name) in places.iter().enumerate() {
            if name.ends_with(role) || *name == group {
                mean[fact * PLACES + place] = strength * cue;
            }
        }
    }
    mean
}

/// The facts that are cues of a kind, with how much their strength counts.
fn cues(names: &[String]) -> impl Iterator<Item = (usize, (Kind, f64))> {
    names.iter().enumerate().filter_map(|(fact, name)| {
        let (group, bucket) = name.split_once('=')?;
        let strength = match bucket {
            "weak" => 0.3,
            "plain" => 1.0,
            "strong" => 2.0,
            _ => return None,
        };
        Some((fact, (Kind::from_name(group)?, strength)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_neighbours_and_words_have_none() {
        let names = [
            "length=1",
            "length=2",
            "length=3",
            "end=mark",
            "end=colon",
            "cued=weak.5",
            "cued=plain.1",
            "cued=plain.2",
            "commas=2",
            "commas=3+",
        ];
        assert_eq!(neighbours(&names.map(String::from)), [(0, 1), (1, 2), (6, 7), (8, 9)]);
    }

    #[test]
    fn every_place_has_one_role() {
        let mut places: Vec<usize> = roles().concat();
        places.sort_unstable();
        assert_eq!(places, (0..PLACES).collect::<Vec<_>>());
        assert_eq!(roles().len(), 5);
    }
}
