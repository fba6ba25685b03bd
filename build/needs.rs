//! The signs without which no text can match a pattern, so that most lines need not be read.

use crate::{
    signs::{ANY, DIGITS, is_always_there, sign_of},
    word::{APOSTROPHE, DIGIT, LETTER, SKIP, SPACE, folded, is_unspaced},
};
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

/// How many sets an automaton keeps.
pub const SETS: usize = 2;
/// More sets of a part are not followed.
const MOST: usize = 6;
/// A class of more chars beyond ASCII has any of them.
const MOST_CHARS: u32 = 64;

/// A set of signs, a bit for each, as `src/signs.rs` gives them.
type Signs = u64;

/// Signs that few lines have.
const RARE: &[u8] = b"{}<>[]=\\|@#*^_~";

/// Sets of which a text that matches has a sign each, those first that the fewest texts meet.
pub fn needs(part: &Hir) -> [Signs; SETS] {
    let mut sets = sets(part).into_iter();
    [(); SETS].map(|()| sets.next().unwrap_or(Signs::MAX))
}

/// Whether a text that matches has a sign that few lines have.
pub fn needs_rare(part: &Hir) -> bool {
    let rare = RARE.iter().fold(0, |signs, &byte| signs | sign_of(u32::from(byte)));
    needs(part).iter().any(|needed| needed & !rare == 0)
}

fn sets(part: &Hir) -> Vec<Signs> {
    match part.kind() {
        HirKind::Literal(literal) => {
            let chars = std::str::from_utf8(&literal.0).unwrap_or("").chars();
            rarest(chars.map(|c| bits(c as u32, c as u32)).collect())
        }
        HirKind::Class(Class::Unicode(class)) => vec![of_class(class)],
        HirKind::Capture(group) => sets(&group.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => sets(&repetition.sub),
        HirKind::Concat(parts) => rarest(parts.iter().flat_map(sets).collect()),
        HirKind::Alternation(parts) => parts.iter().map(sets).reduce(either).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// What either of two branches needs.
fn either(one: Vec<Signs>, other: Vec<Signs>) -> Vec<Signs> {
    let (Some(last), Some(other_last)) = (one.last(), other.last()) else { return Vec::new() };
    let count = one.len().max(other.len());
    let pairs = one.iter().chain(std::iter::repeat(last)).zip(other.iter().chain(std::iter::repeat(other_last)));
    rarest(pairs.take(count).map(|(one, other)| one | other).collect())
}

fn rarest(mut sets: Vec<Signs>) -> Vec<Signs> {
    sets.sort_by_key(|&set| (frequency(set), set));
    sets.dedup();
    sets.truncate(MOST);
    sets
}

/// How often a line has a sign of a set, roughly.
fn frequency(set: Signs) -> u32 {
    let often = |bit: u32| match 1 << bit {
        ANY => 1000,
        bit if bit == sign_of(u32::from(b'.')) || bit == sign_of(u32::from(b',')) => 15,
        bit if bit == sign_of(u32::from(b'-')) => 4,
        bit if bit & DIGITS != 0 => 2,
        _ => 1,
    };
    (0..64).filter(|bit| set >> bit & 1 == 1).map(often).sum()
}

fn of_class(class: &ClassUnicode) -> Signs {
    class.ranges().iter().fold(0, |set, range| set | bits(range.start() as u32, range.end() as u32))
}

/// The signs of a range of chars: all, if a line may always have one of them.
fn bits(from: u32, to: u32) -> Signs {
    if to - from.max(128).min(to) > MOST_CHARS {
        return Signs::MAX;
    }
    (from..=to).filter_map(char::from_u32).fold(0, |signs, c| signs | bits_of(c))
}

fn bits_of(c: char) -> Signs {
    match folded(c) {
        (LETTER | SKIP | SPACE | APOSTROPHE, _) => Signs::MAX,
        (class, _) if is_unspaced(class) => Signs::MAX,
        (DIGIT, _) => DIGITS,
        (_, unit) if u8::try_from(unit).is_ok_and(|byte| byte < 0x80 && is_always_there(byte)) => Signs::MAX,
        (_, unit) => sign_of(unit),
    }
}
