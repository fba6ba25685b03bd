//! Facts about where a passage stands in the text, measured in lines and in prose.

use super::{Fact, Sketch, Whole, line::shape, list::*};
use crate::passage::Passage;

/// Marks on every sketch what stands before and behind it, and counts the whole.
pub(super) fn mark(passages: &[Passage], sketches: &mut [Sketch]) -> Whole {
    let mut whole = Whole { lines: passages.len() as u32, ..Whole::default() };
    let blanks = passages.iter().skip(1).filter(|passage| passage.blank_before > 0).count();
    whole.parted_by_blanks = blanks * 4 > passages.len();
    forwards(sketches, &mut whole);
    backwards(sketches);
    runs(sketches);
    whole
}

fn forwards(sketches: &mut [Sketch], whole: &mut Whole) {
    let (mut since, mut opener, mut opened, mut rest) = (u32::MAX, None, 0_u16, 0_u8);
    for sketch in sketches {
        (sketch.prose_before, sketch.cued_before) = (whole.prose, whole.cued);
        whole.cued += u32::from(sketch.is_cued());
        sketch.prose_words_before = whole.prose_words;
        since = since.saturating_add(1);
        sketch.since_prose = since;
        sketch.since_rest = rest;
        if sketch.prose && sketch.spoken.boilerplate.is_none() {
            opener = None;
        }
        opened = opened.saturating_add(1);
        (sketch.opener, sketch.since_opener) = (opener, if opener.is_some() { opened } else { 0 });
        if let Some(kind) = sketch.spoken.opens {
            (opener, opened) = (Some(kind), 0);
        }
        if sketch.spoken.rest {
            rest = rest.max(1);
        }
        if sketch.prose {
            since = 0;
            whole.prose += 1;
            whole.prose_words = whole.prose_words.saturating_add(sketch.length);
            if rest > 0 {
                rest = (rest + 1).min(3);
            }
        }
    }
}

/// Counts cues along each run of lines that are not prose, and marks lines of one shape that stand together.
fn runs(sketches: &mut [Sketch]) {
    let (mut cues, mut first) = (0, 0);
    for at in 0..sketches.len() {
        let alike = at > 0 && matches!((sketches.get(at - 1), sketches.get(at)), (Some(before), Some(now)) if shape(before) == shape(now));
        if !alike {
            close_series(sketches, first, at);
            first = at;
        }
        let Some(sketch) = sketches.get_mut(at) else { return };
        cues = if sketch.prose { 0 } else { cues + u32::from(sketch.is_cued()) };
        sketch.run_cues = cues;
    }
    close_series(sketches, first, sketches.len());
}

fn close_series(sketches: &mut [Sketch], first: usize, end: usize) {
    sketches.get_mut(first..end).into_iter().flatten().for_each(|sketch| sketch.series = (end - first) as u32);
}

fn backwards(sketches: &mut [Sketch]) {
    let (mut until, mut run, mut cues) = (u32::MAX, 0, 0);
    for at in (0..sketches.len()).rev() {
        let before = at.checked_sub(1).and_then(|at| sketches.get(at)).is_some_and(|sketch| !sketch.prose);
        let Some(sketch) = sketches.get_mut(at) else { continue };
        until = until.saturating_add(1);
        sketch.until_prose = until;
        if sketch.prose {
            (until, run, cues) = (0, 0, 0);
            continue;
        }
        run += 1;
        cues += u32::from(sketch.is_cued());
        (sketch.run, sketch.run_cues_all) = (run, cues);
        if !before {
            (run, cues) = (0, 0);
        }
    }
    // What was counted from the end of a run is the whole run at its first line: carry it to the others.
    let (mut length, mut cues) = (0, 0);
    for sketch in sketches {
        (length, cues) = if sketch.prose { (0, 0) } else { (sketch.run.max(length), sketch.run_cues_all.max(cues)) };
        (sketch.run, sketch.run_cues_all) = (length, cues);
    }
}

pub(super) fn tell(passage: &Passage, next: Option<&Passage>, sketch: &Sketch, whole: &Whole, at: usize, tell: &mut impl FnMut(Fact)) {
    tell(FROM_START.at(bucket(&[0, 1, 2, 3, 4, 6, 9, 15, 31], at as u32)));
    tell(FROM_END.at(bucket(&[0, 1, 2, 3, 5, 9, 16, 31], whole.lines.saturating_sub(at as u32 + 1))));
    tell(BLANKS.at(match (whole.parted_by_blanks, passage.blank_before > 0, next.is_none_or(|next| next.blank_before > 0)) {
        (false, ..) => 0,
        (_, before, after) => 1 + usize::from(before) * 2 + usize::from(after),
    }));
    let after = whole.prose - sketch.prose_before - u32::from(sketch.prose);
    let around = bucket(&[0, 1, 3], sketch.prose_before) * 3 + after.min(2) as usize;
    tell(PROSE_AROUND.at(around * 5 + usize::from(sketch.class - 1)));
    tell(PROSE_PASSED.at(match sketch.prose_words_before {
        0 => 0,
        words if words + if sketch.prose { sketch.length } else { 0 } >= whole.prose_words => 9,
        words => 1 + (u64::from(words) * 8 / u64::from(whole.prose_words).max(1)) as usize,
    }));
    tell(SINCE_PROSE.at(distance(sketch.since_prose)));
    tell(UNTIL_PROSE.at(distance(sketch.until_prose)));
    tell(RUN.at(if sketch.prose { 0 } else { 1 + bucket(&[0, 2, 3, 5, 10, 20, 50], sketch.run) }));
    if !sketch.prose {
        let place = match (sketch.prose_before, after) {
            (0, _) => 0,
            (_, 0) => 2,
            _ => 1,
        };
        let share = bucket(&[0, 1, 20, 50], sketch.run_cues_all * 100 / sketch.run.max(1));
        tell(RUN_WHOLE.at(place * 16 + bucket(&[0, 2, 4, 10], sketch.run) * 4 + share));
        tell(RUN_CUES.at(bucket(&[0, 1, 2, 4], sketch.run_cues) + if sketch.class >= 4 { 4 } else { 0 }));
    }
    tell(SERIES.at(bucket(&[0, 2, 3, 5, 10], sketch.series) * 5 + usize::from(sketch.class - 1)));
    let density = bucket(&[0, 10, 30, 60], whole.prose * 100 / whole.lines.max(1));
    tell(TEXT.at(density * 5 + usize::from(sketch.class - 1)));
    if let Some((strength, _)) = sketch.spoken.boilerplate {
        tell(CUED_IN.at(strength as usize * 4 + density));
    }
    tell(SIZE.at(bucket(&[0, 2, 6, 12, 25, 50, 100, 200], whole.lines)));
}

fn distance(lines: u32) -> usize {
    if lines == u32::MAX { 6 } else { bucket(&[0, 2, 3, 4, 7, 13], lines).min(5) }
}
