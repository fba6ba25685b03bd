//! Facts about the lines next to a passage.

use super::{Fact, Sketch, line::shape, list::*};
use crate::rules::Strength;

pub(super) fn tell(sketches: &[Sketch], at: usize, tell: &mut impl FnMut(Fact)) {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|at| sketches.get(at));
    let shape_at = |offset: isize| near(offset).map_or(0, |sketch| 1 + shape(sketch));
    tell(BEFORE.at(shape_at(-1)));
    tell(AFTER.at(shape_at(1)));
    tell(BEFORE2.at(shape_at(-2)));
    tell(AFTER2.at(shape_at(2)));
    let prose = (-4..=4).filter(|&offset| offset != 0 && near(offset).is_some_and(|sketch| sketch.prose)).count();
    tell(DENSITY.at(prose));
    tell(CUE_BEFORE.at(cue(near(-1))));
    tell(CUE_AFTER.at(cue(near(1))));
    tell(CUES_BEFORE.at((-5..0).filter(|&offset| is_cued(near(offset))).count()));
    tell(CUES_AFTER.at((1..6).filter(|&offset| is_cued(near(offset))).count()));
    if let Some(sketch) = sketches.get(at) {
        if near(-1).is_some_and(|before| before.ends_with_colon) {
            tell(AFTER_COLON.at(usize::from(sketch.class - 1)));
        }
        opened(sketch, tell);
    }
}

fn cue(sketch: Option<&Sketch>) -> usize {
    match sketch.map(|sketch| (sketch.spoken.boilerplate, sketch.spoken.meta)) {
        Some((Some((Strength::Strong, _)), _)) => 2,
        Some((Some((Strength::Plain, _)), _)) => 1,
        Some((_, Some((Strength::Plain | Strength::Strong, _)))) => 3,
        _ => 0,
    }
}

fn is_cued(sketch: Option<&Sketch>) -> bool {
    matches!(cue(sketch), 1 | 2)
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
