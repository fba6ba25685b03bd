//! The chars without which no text can match a pattern, so that most lines need not be read.

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

/// How many sets an automaton keeps.
pub const SETS: usize = 2;
/// More sets of a part are not followed.
const MOST: usize = 6;

/// A set of chars, a bit for each of ASCII; the first stands for all others.
type Chars = u128;

/// Sets of which a text that matches has a char each, those first that the fewest texts meet.
pub fn needs(part: &Hir) -> [Chars; SETS] {
    let mut sets = sets(part).into_iter();
    [(); SETS].map(|()| sets.next().unwrap_or(Chars::MAX))
}

fn sets(part: &Hir) -> Vec<Chars> {
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
fn either(one: Vec<Chars>, other: Vec<Chars>) -> Vec<Chars> {
    let (Some(last), Some(other_last)) = (one.last(), other.last()) else { return Vec::new() };
    let count = one.len().max(other.len());
    let pairs = one.iter().chain(std::iter::repeat(last)).zip(other.iter().chain(std::iter::repeat(other_last)));
    rarest(pairs.take(count).map(|(one, other)| one | other).collect())
}

fn rarest(mut sets: Vec<Chars>) -> Vec<Chars> {
    sets.sort_by_key(|&set| (frequency(set), set));
    sets.dedup();
    sets.truncate(MOST);
    sets
}

/// How often a line has a char of a set, roughly.
fn frequency(set: Chars) -> u32 {
    let of_char = |c: u8| match c {
        0 => 30,
        b' ' => 100,
        b'.' | b',' => 15,
        b'e' | b't' | b'a' | b'o' | b'n' | b'i' | b's' | b'r' => 30,
        b'a'..=b'z' => 10,
        b'A'..=b'Z' | b'-' | b'\'' => 4,
        b'0'..=b'9' => 2,
        _ => 1,
    };
    (0..128).filter(|c| set >> c & 1 == 1).map(of_char).sum()
}

fn of_class(class: &ClassUnicode) -> Chars {
    class.ranges().iter().fold(0, |set, range| set | bits(range.start() as u32, range.end() as u32))
}

fn bits(from: u32, to: u32) -> Chars {
    (from..=to.min(127)).fold(Chars::from(to > 127), |set, c| set | 1 << c)
}
