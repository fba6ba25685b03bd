//! Facts that a line shows by itself.

use super::{Fact, Sketch, list::*};
use crate::{
    cue::Spoken,
    fold::{self, Folded},
    passage::Passage,
    role::Kind,
    rules::{At, Strength},
    word::{Glance, mark},
};

/// Sketches a line by itself; `in_language` says whether the language of its function words is known.
pub(super) fn sketch(passage: &Passage, in_language: bool) -> Sketch {
    let glance = &passage.glance;
    let length = glance.length();
    let class = 1 + bucket(&[0, 3, 6, 13, 26], length) as u8;
    let ended = glance.last_inner.is_some_and(Folded::is_terminator);
    // Chars of Thai and its kin are no words: which of them are function words can't be told.
    let words = passage.words.len() as u32;
    let share = || (u32::from(passage.surveyed.function_words) * 1000 / words.max(1)) as u16;
    let grammar = (in_language && glance.syllables == 0).then(share);
    let few_numbers = u32::from(glance.numbers) * 3 <= length;
    let prose = few_numbers && ((length >= 13 && (ended || glance.inner_ends > 0)) || length >= 28);
    let ends_with_colon = glance.last.and_then(|last| char::from_u32(last.unit())).is_some_and(|last| matches!(last, ':' | '：'));
    Sketch { length, class, ended, prose, grammar, ends_with_colon, ..Sketch::default() }
}

/// In a long line the sign of an agency or a picture's credit is only its end: the line itself is the story's.
pub(super) fn hear_out(sketch: &mut Sketch) {
    match &mut sketch.spoken.meta {
        Some((strength, Kind::Agency | Kind::Credit)) if sketch.class >= 4 => *strength = Strength::Weak,
        _ => {}
    }
}

/// Whether a cue claims the line so clearly that it can't count as prose of the story.
pub(super) fn is_claimed(spoken: &Spoken) -> bool {
    let from_start = matches!(spoken.at, Some(At::Start | At::Whole));
    let boilerplate =
        spoken.boilerplate.is_some_and(|(strength, _)| strength == Strength::Strong || (strength == Strength::Plain && from_start));
    boilerplate || spoken.meta.is_some_and(|(strength, _)| strength == Strength::Strong)
}

pub(super) fn tell(passage: &Passage, sketch: &Sketch, tell: &mut impl FnMut(Fact)) {
    let glance = &passage.glance;
    tell(ANY.at(0));
    tell(LENGTH.at(bucket(&[0, 2, 3, 4, 6, 9, 13, 19, 28, 41, 71], sketch.length)));
    tell(END.at(end(glance)));
    end_mark(glance, sketch.class, tell);
    if begins_as_dateline(glance, sketch) {
        tell(DATELINE_START.at(0));
    }
    if glance.inner_ends > 0 {
        tell(SENTENCES.at(usize::from(glance.inner_ends) - 1));
    }
    tell(COMMAS.at(usize::from(glance.commas)));
    tell(CASE.at(case(glance)));
    tell(BEGIN.at(begin(glance)));
    tell(NUMBERS.at(numbers(glance)));
    if glance.quotes > 0 {
        tell(QUOTES.at(usize::from(glance.quotes) - 1));
    }
    marks(glance, tell);
    grammar(sketch, tell);
    tell(SHAPE.at(shape(sketch)));
    cues(&sketch.spoken, sketch.class, tell);
}

/// Bucket of `SHAPE`: length class and kind of end.
pub(super) fn shape(sketch: &Sketch) -> usize {
    usize::from(sketch.class - 1) * 2 + usize::from(sketch.ended)
}

fn end(glance: &Glance) -> usize {
    let (Some(last), Some(inner)) = (glance.last, glance.last_inner) else { return 9 };
    let unit = char::from_u32(last.unit()).unwrap_or(' ');
    match last.class() {
        _ if unit == '…' => 2,
        _ if last.is_terminator() => 0,
        _ if inner.is_terminator() => 1,
        fold::DIGIT => 5,
        fold::LETTER | fold::IDEOGRAPH | fold::SYLLABLE => 6,
        _ if matches!(unit, ':' | '：') => 3,
        _ if last.is_comma() => 4,
        _ if matches!(unit, ')' | ']' | '）' | '】') => 7,
        _ if last.is_quote() || last.class() == fold::APOSTROPHE => 8,
        _ => 9,
    }
}

fn end_mark(glance: &Glance, class: u8, tell: &mut impl FnMut(Fact)) {
    let long = if class >= 4 { 3 } else { 0 };
    match glance.last_inner.and_then(|last| char::from_u32(last.unit())) {
        Some('.' | '。' | '।' | '۔' | '．' | '｡') => tell(END_MARK.at(long)),
        Some('!' | '！') => tell(END_MARK.at(long + 1)),
        Some('?' | '？' | '؟') => tell(END_MARK.at(long + 2)),
        _ => {}
    }
}

/// "BERLIN (xyz) –": told from the line's first word, its dash or bracket and its length.
fn begins_as_dateline(glance: &Glance, sketch: &Sketch) -> bool {
    sketch.prose && glance.first_shouted && glance.has(mark::DASH | mark::PAREN)
}

fn case(glance: &Glance) -> usize {
    let first = glance.first.map_or(fold::OTHER, Folded::class);
    if glance.capitals == 0 && (glance.spaced == 0 || first != fold::LETTER || !first_is_cased(glance)) {
        return 0;
    }
    let words = u32::from(glance.spaced).max(1);
    let share = u32::from(glance.capitals) * 100 / words;
    let shouted = u32::from(glance.shouted) * 100 / words;
    let first_small = glance.first.is_some_and(|first| first.class() == fold::LETTER && !first.is_upper());
    match share {
        _ if shouted >= 60 => 5,
        _ if first_small && share < 50 => 1,
        70.. => 4,
        40.. => 3,
        _ => 2,
    }
}

/// Whether the script of the first letter has capitals: Latin, Greek, Cyrillic, Armenian.
fn first_is_cased(glance: &Glance) -> bool {
    glance.first.and_then(|first| char::from_u32(first.unit())).is_some_and(char::is_lowercase)
}

fn begin(glance: &Glance) -> usize {
    let Some(first) = glance.first else { return 7 };
    let unit = char::from_u32(first.unit()).unwrap_or(' ');
    match first.class() {
        fold::LETTER => 0,
        fold::DIGIT => 1,
        fold::IDEOGRAPH | fold::SYLLABLE => 8,
        _ if first.is_quote() || first.class() == fold::APOSTROPHE => 2,
        _ if matches!(unit, '-' | '–' | '—' | '−') => 3,
        _ if matches!(unit, '•' | '·' | '*' | '▪' | '■' | '●' | '・' | '+') => 4,
        _ if matches!(unit, '#' | '@' | '©') => 5,
        _ if matches!(unit, '(' | '[' | '（' | '【') => 6,
        _ => 7,
    }
}

fn numbers(glance: &Glance) -> usize {
    let (numbers, words) = (u32::from(glance.numbers), u32::from(glance.spaced).max(1));
    match numbers * 100 / words {
        _ if numbers == 0 => 0,
        100.. => 4,
        50.. => 3,
        33.. => 2,
        _ => 1,
    }
}

fn marks(glance: &Glance, tell: &mut impl FnMut(Fact)) {
    if glance.marks == 0 {
        return;
    }
    let of = [
        (mark::URL, &MARK_URL),
        (mark::AT, &MARK_AT),
        (mark::HASH, &MARK_HASH),
        (mark::RIGHTS, &MARK_RIGHTS),
        (mark::BAR, &MARK_BAR),
        (mark::BULLET, &MARK_BULLET),
        (mark::ARROW, &MARK_ARROW),
        (mark::COLON, &MARK_COLON),
        (mark::MARKUP, &MARK_MARKUP),
        (mark::PERCENT_OR_MONEY, &MARK_MONEY),
        (mark::SYMBOL, &MARK_SYMBOL),
        (mark::DASH, &MARK_DASH),
        (mark::PAREN, &MARK_PAREN),
        (mark::CLOCK, &MARK_CLOCK),
    ];
    for (bit, group) in of {
        if glance.has(bit) {
            tell(group.at(0));
        }
    }
}

/// Length class in three steps: up to 5 words, up to 12, more.
pub(super) fn third(class: u8) -> u8 {
    match class {
        1 | 2 => 0,
        3 => 1,
        _ => 2,
    }
}

fn grammar(sketch: &Sketch, tell: &mut impl FnMut(Fact)) {
    let Some(share) = sketch.grammar.map(u32::from) else { return };
    let bucket = match third(sketch.class) {
        0 => bucket(&[0, 1, 300], share),
        1 => 3 + bucket(&[0, 120, 250, 400], share),
        _ => 7 + bucket(&[0, 120, 250, 400], share),
    };
    tell(GRAMMAR.at(bucket));
}

fn cues(spoken: &Spoken, class: u8, tell: &mut impl FnMut(Fact)) {
    let place = |strength: Strength| strength as usize * 5 + usize::from(class - 1);
    if let Some((strength, kind)) = spoken.boilerplate {
        tell(CUED.at(place(strength)));
        tell(of_kind(kind).at(strength as usize));
        if let Some(at) = spoken.at {
            tell(CUED_AT.at(strength as usize * 5 + at as usize));
        }
        if spoken.kinds > 1 {
            tell(CUED_KINDS.at(usize::from(spoken.kinds) - 2));
        }
    }
    if let Some((strength, kind)) = spoken.meta {
        tell(META_CUED.at(place(strength)));
        tell(of_kind(kind).at(strength as usize));
    }
    if let Some((strength, kind)) = spoken.subhead {
        tell(of_kind(kind).at(strength as usize));
    }
    if spoken.story {
        tell(STORY_CUED.at(usize::from(class - 1)));
    }
}

/// The group of a kind's cues.
fn of_kind(kind: Kind) -> &'static Group {
    match kind {
        Kind::Share => &SHARE,
        Kind::Follow => &FOLLOW,
        Kind::Newsletter => &NEWSLETTER,
        Kind::Donation => &DONATION,
        Kind::Subscription => &SUBSCRIPTION,
        Kind::Source => &SOURCE,
        Kind::License => &LICENSE,
        Kind::Disclaimer => &DISCLAIMER,
        Kind::Bio => &BIO,
        Kind::Related => &RELATED,
        Kind::Comments => &COMMENTS,
        Kind::Tags => &TAGS,
        Kind::Ad => &AD,
        Kind::App => &APP,
        Kind::Contact => &CONTACT,
        Kind::Navigation => &NAVIGATION,
        Kind::Separator => &SEPARATOR,
        Kind::About => &ABOUT,
        Kind::Other => &OTHER,
        Kind::Byline => &BYLINE,
        Kind::Dateline => &DATELINE,
        Kind::Timestamp => &TIMESTAMP,
        Kind::ReadingTime => &READING_TIME,
        Kind::Caption => &CAPTION,
        Kind::Credit => &CREDIT,
        Kind::SignOff => &SIGN_OFF,
        Kind::Agency => &AGENCY,
        Kind::Correction => &CORRECTION,
        Kind::EditorsNote => &EDITORS_NOTE,
        Kind::Label => &LABEL,
        Kind::Deck => &DECK,
        Kind::Crosshead => &CROSSHEAD,
        Kind::Story => &STORY,
    }
}
