//! What a program that fits weights must know of the model. Not part of the promise of this crate's versions.

use crate::{
    facts::Fact,
    model::{ENDS, FOLLOWS, PLACE_NAMES, PLACE_ROLES, PLACES, STARTS},
    role::Role,
};

/// Names of all facts, in the order of their numbers.
pub fn fact_names() -> Vec<String> {
    Fact::all().map(Fact::name).collect()
}

/// Names of the places.
pub fn place_names() -> [&'static str; PLACES] {
    PLACE_NAMES
}

/// The role of each place.
pub fn place_roles() -> [Role; PLACES] {
    PLACE_ROLES
}

/// Which place may follow which; the last row is the start.
pub fn steps() -> [[bool; PLACES]; PLACES + 1] {
    let mut rows = [[false; PLACES]; PLACES + 1];
    for (row, next) in rows.iter_mut().zip(FOLLOWS.iter().copied().chain([STARTS])) {
        row.iter_mut().enumerate().for_each(|(to, cell)| *cell = next.contains(&to));
    }
    rows
}

/// Which places a text may end in.
pub fn ends() -> [bool; PLACES] {
    std::array::from_fn(|place| ENDS.contains(&place))
}
