//! Which kind a block is, once its role is known.

use crate::{
    cue::Spoken,
    facts::Sketch,
    model::{DECK, PLACE_ROLES},
    passage::Passage,
    role::{Kind, Role},
    word::mark,
};

/// The kind of a passage, given its place and the kind of the boilerplate just before it.
pub(crate) fn kind_of(place: usize, passage: &Passage, sketch: &Sketch, before: Option<Kind>) -> Option<Kind> {
    let spoken = &sketch.spoken;
    match PLACE_ROLES.get(place)? {
        Role::Headline | Role::Body => None,
        Role::Subhead if place == DECK => Some(Kind::Deck),
        Role::Subhead => Some(Kind::Crosshead),
        Role::Meta => meta(place, passage, sketch, spoken),
        Role::Boilerplate => Some(boilerplate(passage, sketch, spoken, before)),
    }
}

fn boilerplate(passage: &Passage, sketch: &Sketch, spoken: &Spoken, before: Option<Kind>) -> Kind {
    if let Some((_, kind)) = spoken.boilerplate {
        return kind;
    }
    if let Some((_, Kind::Byline)) = spoken.meta {
        return Kind::Bio;
    }
    let glance = &passage.glance;
    if glance.length() == 0 {
        return Kind::Separator;
    }
    if glance.has(mark::RIGHTS) {
        return Kind::License;
    }
    // Below "Read more" stand other stories, below a newsletter's title its fields: what an opener began goes on.
    sketch.opener.or(before).unwrap_or(match sketch.class {
        1 => Kind::Other,
        2 | 3 => Kind::Related,
        _ => Kind::Other,
    })
}

/// A place of the model that stands above the headline.
const TOP_META: usize = 1;

fn meta(place: usize, passage: &Passage, sketch: &Sketch, spoken: &Spoken) -> Option<Kind> {
    if let Some((_, kind)) = spoken.meta {
        return Some(kind);
    }
    let glance = &passage.glance;
    if glance.has(mark::CLOCK) || (glance.numbers > 0 && u32::from(glance.numbers) * 3 >= sketch.length) {
        return Some(Kind::Timestamp);
    }
    let names = glance.capitals == glance.spaced && (2..=4).contains(&glance.spaced);
    match sketch.class {
        3.. => Some(Kind::Caption),
        _ if place == TOP_META => Some(Kind::Label),
        _ if names => Some(Kind::Byline),
        _ => None,
    }
}
