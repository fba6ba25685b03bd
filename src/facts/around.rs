//! Facts about the lines next to a passage.

use super::{Fact, Sketch, Whole, line::shape, list::*};

/// How many lines on either side count for how dense the prose is, and for cues.
const NEAR: usize = 4;
const NEAR_CUES: usize = 5;

pub(super) fn tell(sketches: &[Sketch], whole: &Whole, at: usize, tell: &mut impl FnMut(Fact)) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|at| sketches.get(at));
    let shape_at = |offset: isize| near(offset).map_or(0, |sketch| 1 + shape(sketch));
    tell(BEFORE.at(shape_at(-1)));
    tell(AFTER.at(shape_at(1)));
    let prose = |end: usize| sketches.get(end).map_or(whole.prose, |sketch| sketch.prose_before);
    let cued = |end: usize| sketches.get(end).map_or(whole.cued, |sketch| sketch.cued_before);
    if let Some(sketch) = sketches.get(at) {
        let around = prose(at + NEAR + 1) - prose(at.saturating_sub(NEAR)) - u32::from(sketch.prose);
        tell(DENSITY.at(around as usize));
        tell(CUES_BEFORE.at((cued(at) - cued(at.saturating_sub(NEAR_CUES))) as usize));
        tell(CUES_AFTER.at((cued(at + NEAR_CUES + 1) - cued(at + 1)) as usize));
        tell(BETWEEN.at((beside(near(-1)) * 4 + beside(near(1))) * 10 + shape(sketch)));
        if near(-1).is_some_and(|before| before.ends_with_colon) {
            tell(AFTER_COLON.at(usize::from(sketch.class - 1)));
        }
        opened(sketch, tell);
    }
}

/// What a line is to the one next to it: none, prose, with a cue for boilerplate, other.
fn beside(sketch: Option<&Sketch>) -> usize {
    match sketch {
        None => 0,
        Some(sketch) if sketch.prose => 1,
        Some(sketch) if sketch.is_cued() => 2,
        _ => 3,
    }
}

fn opened(sketch: &Sketch, tell: &mut impl FnMut(Fact)) {
    if sketch.opener.is_some() {
        let since = u32::from(sketch.since_opener);
        let long = sketch.class >= 4;
        tell(OPENED.at(if long { 5 + bucket(&[0, 2, 4], since) } else { bucket(&[0, 2, 4, 8, 16], since) }));
    }
    if sketch.since_rest > 0 {
        tell(AFTER_REST.at(usize::from(sketch.since_rest) - 1));
    }
}
