//! A pattern as states that take one char each, straight from its syntax tree.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

/// A state: what it takes, and where it leads.
#[derive(Clone, Debug)]
pub enum State {
    /// A char of a class, by index.
    Take(usize, usize),
    Split(Vec<usize>),
    Look(Look, usize),
    Match,
}

pub struct Nfa {
    pub states: Vec<State>,
    pub classes: Vec<ClassUnicode>,
    pub start: usize,
    pub looks: bool,
    pub anchored: bool,
}

/// More states than this are left to the regex engine.
const MOST_STATES: usize = 20_000;

impl Nfa {
    /// `None` for what an automaton here can't say: a look-around other than bounds of the text and words, bytes, or too much.
    pub fn new(hir: &Hir) -> Option<Nfa> {
        let anchored = hir.properties().look_set_prefix().contains(Look::Start);
        let mut nfa = Nfa { states: vec![State::Match], classes: Vec::new(), start: 0, looks: false, anchored };
        nfa.start = nfa.add(hir, 0)?;
        Some(nfa)
    }

    fn push(&mut self, state: State) -> Option<usize> {
        self.states.push(state);
        (self.states.len() <= MOST_STATES).then(|| self.states.len() - 1)
    }

    fn take(&mut self, class: ClassUnicode, next: usize) -> Option<usize> {
        let class = self.classes.iter().position(|known| *known == class).unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        });
        self.push(State::Take(class, next))
    }

    /// Adds what leads through a part of the pattern to `next`.
    fn add(&mut self, part: &Hir, next: usize) -> Option<usize> {
        match part.kind() {
            HirKind::Empty => Some(next),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                text.chars().rev().try_fold(next, |next, c| self.take(ClassUnicode::new([ClassUnicodeRange::new(c, c)]), next))
            }
            HirKind::Class(Class::Unicode(class)) => self.take(class.clone(), next),
            HirKind::Class(Class::Bytes(class)) => self.take(class.to_unicode_class()?, next),
            HirKind::Look(look) => {
                let plain = matches!(look, Look::Start | Look::End);
                let word = matches!(look, Look::WordAscii | Look::WordAsciiNegate | Look::WordUnicode | Look::WordUnicodeNegate);
                self.looks |= word;
                (plain || word).then(|| self.push(State::Look(*look, next)))?
            }
            HirKind::Capture(group) => self.add(&group.sub, next),
            HirKind::Concat(parts) => parts.iter().rev().try_fold(next, |next, part| self.add(part, next)),
            HirKind::Alternation(parts) => {
                let ways = parts.iter().map(|part| self.add(part, next)).collect::<Option<Vec<_>>>()?;
                self.push(State::Split(ways))
            }
            HirKind::Repetition(repetition) => {
                let mut first = next;
                match repetition.max {
                    None => {
                        first = self.push(State::Split(Vec::new()))?;
                        let body = self.add(&repetition.sub, first)?;
                        self.states[first] = State::Split(vec![body, next]);
                    }
                    Some(most) => {
                        for _ in repetition.min..most {
                            let body = self.add(&repetition.sub, first)?;
                            first = self.push(State::Split(vec![body, next]))?;
                        }
                    }
                }
                (0..repetition.min).try_fold(first, |next, _| self.add(&repetition.sub, next))
            }
        }
    }
}
