//! The table of weights: how much each fact speaks for each place in an article.
//!
//! A place is a role together with the part of the text it stands in: boilerplate before the headline and boilerplate
//! behind the story look different. The table is text that a person can read, one fact a row.

use crate::{
    facts::{FACTS, Fact},
    role::Role,
    rules::{RuleCode, RuleError, RuleErrors},
};
use std::{collections::HashMap, sync::LazyLock};

/// More faults of a table than a person mends at once.
const MOST_FAULTS: usize = 20;

/// How many places there are.
pub(crate) const PLACES: usize = 12;
/// Four numbers: what one vector instruction takes.
pub(crate) type Four = [i32; 4];
/// A number for each place, in the order of the places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(16))]
pub(crate) struct Scores(pub [Four; PLACES / 4]);

impl Scores {
    pub(crate) const fn all(number: i32) -> Scores {
        Scores([[number; 4]; PLACES / 4])
    }
    #[inline]
    pub(crate) fn get(&self, place: usize) -> i32 {
        self.0.as_flattened().get(place).copied().unwrap_or(NEVER)
    }
    pub(crate) fn iter(&self) -> impl Iterator<Item = i32> + '_ {
        self.0.as_flattened().iter().copied()
    }
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut i32> {
        self.0.as_flattened_mut().iter_mut()
    }
    #[inline(always)]
    pub(crate) fn add(&mut self, other: &Scores) {
        for (four, other) in self.0.iter_mut().zip(&other.0) {
            four.iter_mut().zip(other).for_each(|(cell, number)| *cell += number);
        }
    }
}
/// Less than any sum of weights, and far from overflow when added to one.
pub(crate) const NEVER: i32 = i32::MIN / 4;

/// Names of the places: the columns of the table.
pub(crate) const PLACE_NAMES: [&str; PLACES] = [
    "top.boilerplate",
    "top.meta",
    "headline",
    "deck",
    "head.meta",
    "head.boilerplate",
    "body",
    "crosshead",
    "mid.meta",
    "mid.boilerplate",
    "tail.meta",
    "tail.boilerplate",
];

/// The role of each place.
pub(crate) const PLACE_ROLES: [Role; PLACES] = [
    Role::Boilerplate,
    Role::Meta,
    Role::Headline,
    Role::Subhead,
    Role::Meta,
    Role::Boilerplate,
    Role::Body,
    Role::Subhead,
    Role::Meta,
    Role::Boilerplate,
    Role::Meta,
    Role::Boilerplate,
];

/// Index of the place `deck`: the subhead at the top.
pub(crate) const DECK: usize = 3;

/// Which place may follow which. The order of an article (top, headline, head, story, tail) is built in: so a line of
/// boilerplate in the middle is one that the story goes on after.
pub(crate) const FOLLOWS: [&[usize]; PLACES] = {
    const TOP: &[usize] = &[0, 1, 2, 3, 6, 7];
    const HEAD: &[usize] = &[3, 4, 5, 6, 7];
    const MID: &[usize] = &[6, 7, 8, 9];
    const TAIL: &[usize] = &[10, 11];
    [TOP, TOP, HEAD, HEAD, HEAD, HEAD, &[6, 7, 8, 9, 10, 11], MID, MID, MID, TAIL, TAIL]
};
/// Where a text may begin, and end.
pub(crate) const STARTS: &[usize] = &[0, 1, 2, 3, 6, 7];
pub(crate) const ENDS: &[usize] = &[6, 10, 11];

/// Fitted weights, in hundredths of a nat.
///
/// ```
/// use copydesk::{Splitter, Weights};
/// let weights = Weights::built_in();
/// assert_eq!(Weights::parse("mine.txt", &weights.to_string())?, *weights);
/// let splitter = Splitter::builder().weights(weights.clone()).build()?;
/// # Ok::<(), copydesk::RuleErrors>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    pub(crate) facts: Vec<Scores>,
    /// From place (`PLACES` for the start) to place.
    pub(crate) steps: [Scores; PLACES + 1],
    pub(crate) ends: Scores,
    /// Margins at which confidence reaches .5, .6, .7, .8, .9, .95, .99.
    pub(crate) confidence: [i32; LEVELS.len()],
}

/// The confidence levels whose margins the table gives.
pub(crate) const LEVELS: [f32; 7] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

static BUILT_IN: LazyLock<Weights> = LazyLock::new(|| Weights::baked(include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin"))));

/// Stands for a dot in the baked table, where that is not 0.
const SILENT: i16 = i16::MIN;

impl Weights {
    /// The weights that came with the library, fitted on news text.
    pub fn built_in() -> &'static Weights {
        &BUILT_IN
    }

    /// Weights that say nothing: every fact 0, every step that an article allows alike.
    pub(crate) fn empty() -> Weights {
        let mut steps = [Scores::all(NEVER); PLACES + 1];
        let mut ends = Scores::all(NEVER);
        let allow = |row: &mut Scores, places: &[usize]| {
            row.iter_mut().enumerate().filter(|(place, _)| places.contains(place)).for_each(|(_, cell)| *cell = 0);
        };
        let follows = FOLLOWS.iter().copied().chain(std::iter::once(STARTS));
        steps.iter_mut().zip(follows).for_each(|(row, next)| allow(row, next));
        allow(&mut ends, ENDS);
        Weights { facts: vec![Scores::default(); FACTS], steps, ends, confidence: [0, 40, 85, 140, 220, 300, 460] }
    }

    /// The table as the build script bakes it: two bytes a number; facts, steps (that from the start last), ends, confidence.
    fn baked(table: &[u8]) -> Weights {
        let mut weights = Weights::empty();
        let mut numbers = table.chunks_exact(2).filter_map(|number| number.first_chunk().copied().map(i16::from_le_bytes));
        for row in &mut weights.facts {
            row.iter_mut().zip(numbers.by_ref()).for_each(|(cell, number)| *cell = i32::from(number));
        }
        for row in weights.steps.iter_mut().chain([&mut weights.ends]) {
            let cells = row.iter_mut().zip(numbers.by_ref());
            cells.filter(|(_, number)| *number != SILENT).for_each(|(cell, number)| *cell = i32::from(number));
        }
        weights.confidence.iter_mut().zip(numbers).for_each(|(cell, number)| *cell = i32::from(number));
        weights
    }

    /// Reads a table as [`Display`](std::fmt::Display) writes it: a row of a name and twelve whole numbers; `.` stands for 0
    /// (or, among the steps, for one that no article takes); rows that are left out are 0; `#` begins a comment. Linear.
    ///
    /// # Errors
    /// Rows that name no fact, or whose numbers can't be read.
    pub fn parse(file: &str, table: &str) -> Result<Weights, RuleErrors> {
        let mut weights = Weights::empty();
        let names: HashMap<String, Fact> = Fact::all().map(|fact| (fact.name(), fact)).collect();
        let mut errors = Vec::new();
        let mut at = 0;
        for line in table.split_inclusive('\n') {
            let row = line.split('#').next().unwrap_or("").trim();
            let read = if row.is_empty() || errors.len() >= MOST_FAULTS { Ok(()) } else { weights.read_row(row, &names) };
            if let Err(message) = read {
                let help =
                    "a row is the name of a fact and twelve numbers from -32000 to 32000, in hundredths; `cargo xtask fit` writes one";
                errors.push(RuleError::at(RuleCode::BadWeights, file, table, at..at + row.len(), message, help));
            }
            at += line.len();
        }
        if errors.is_empty() { Ok(weights) } else { Err(RuleErrors(errors)) }
    }

    fn read_row(&mut self, row: &str, names: &HashMap<String, Fact>) -> Result<(), String> {
        let mut cells = row.split_whitespace();
        let name = cells.next().unwrap_or("");
        if name == "fact" {
            return Ok(());
        }
        let numbers: Vec<Option<i16>> = cells.map(number).collect::<Result<_, String>>()?;
        if name == "confidence" {
            return fill(&mut self.confidence, &numbers);
        }
        if numbers.len() != PLACES {
            return Err(format!("`{name}` has {} numbers, not {PLACES}", numbers.len()));
        }
        if name == "end" {
            return fill_steps(&mut self.ends, ENDS, &numbers);
        }
        if let Some(place) = name.strip_prefix("after:") {
            let from = PLACE_NAMES.iter().position(|&known| known == place).or((place == "start").then_some(PLACES));
            let (Some(row), Some(from)) = (from.and_then(|from| self.steps.get_mut(from)), from) else {
                return Err(format!("no place is called `{place}`"));
            };
            return fill_steps(row, FOLLOWS.get(from).copied().unwrap_or(STARTS), &numbers);
        }
        let fact = names.get(name).ok_or_else(|| format!("no fact is called `{name}`"))?;
        let row = self.facts.get_mut(fact.0 as usize).ok_or("no such row")?;
        row.iter_mut().zip(&numbers).for_each(|(cell, number)| *cell = i32::from(number.unwrap_or(0)));
        Ok(())
    }

    /// Adds the weights of a fact to the scores of a passage.
    #[inline(always)]
    pub(crate) fn add(&self, fact: Fact, scores: &mut Scores) {
        if let Some(row) = self.facts.get(fact.0 as usize) {
            scores.add(row);
        }
    }

    /// How often a decision with this margin is right, by the calibration of the table: 0.3 to 0.999.
    pub(crate) fn confidence(&self, margin: i32) -> f32 {
        // No other reading was possible at all, as for a text of one line: that says nothing about the line.
        if margin > -NEVER / 2 {
            return 0.5;
        }
        let mut low = (-100, 0.3_f32);
        for (&bound, &level) in self.confidence.iter().zip(&LEVELS) {
            if margin < bound {
                let share = (margin - low.0).max(0) as f32 / (bound - low.0).max(1) as f32;
                return low.1 + (level - low.1) * share;
            }
            low = (bound, level);
        }
        0.99 + 0.009 * ((margin - low.0) as f32 / 400.0).min(1.0)
    }
}

fn number(cell: &str) -> Result<Option<i16>, String> {
    match cell {
        "." => Ok(None),
        _ => cell.parse().map(Some).map_err(|_| format!("`{cell}` is no whole number from -32768 to 32767")),
    }
}

fn fill(cells: &mut [i32], numbers: &[Option<i16>]) -> Result<(), String> {
    if numbers.len() != cells.len() {
        return Err(format!("{} numbers where {} are due", numbers.len(), cells.len()));
    }
    cells.iter_mut().zip(numbers).for_each(|(cell, number)| *cell = i32::from(number.unwrap_or(0)));
    Ok(())
}

fn fill_steps(row: &mut Scores, allowed: &[usize], numbers: &[Option<i16>]) -> Result<(), String> {
    for (to, (number, cell)) in numbers.iter().zip(row.iter_mut()).enumerate() {
        let Some(number) = number else { continue };
        if !allowed.contains(&to) {
            return Err(format!("`{}` can't stand there", PLACE_NAMES.get(to).unwrap_or(&"")));
        }
        *cell = i32::from(*number);
    }
    Ok(())
}

impl std::fmt::Display for Weights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:24}", "fact")?;
        PLACE_NAMES.iter().try_for_each(|name| write!(f, " {:>16}", name))?;
        let names = PLACE_NAMES.iter().copied().chain(std::iter::once("start"));
        for (row, name) in self.steps.iter().zip(names) {
            write_row(f, &format!("after:{name}"), row, NEVER)?;
        }
        write_row(f, "end", &self.ends, NEVER)?;
        write!(f, "\n{:24}", "confidence")?;
        self.confidence.iter().try_for_each(|cell| write!(f, " {cell:>16}"))?;
        for (fact, row) in Fact::all().zip(&self.facts) {
            if row.iter().any(|cell| cell != 0) {
                write_row(f, &fact.name(), row, 0)?;
            }
        }
        writeln!(f)
    }
}

fn write_row(f: &mut std::fmt::Formatter<'_>, name: &str, row: &Scores, silent: i32) -> std::fmt::Result {
    write!(f, "\n{name:24}")?;
    row.iter().try_for_each(|cell| if cell == silent { write!(f, " {:>16}", ".") } else { write!(f, " {cell:>16}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_baked_table_is_that_of_the_text() {
        let read = Weights::parse("weights/news.txt", include_str!("../weights/news.txt")).expect("a good table");
        assert!(read == *Weights::built_in());
    }
}
