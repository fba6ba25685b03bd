//! Cues: which rules speak where.

use crate::{
    passage::Passage,
    role::{Kind, Role},
    rules::{At, CuedLine, Hunt, Lexicon, Reach, RuleTable, Strength},
    word::Word,
};

/// The most cues that are noted for one line: beyond these they would say nothing new.
const CUES_PER_LINE: usize = 24;

/// A rule that speaks in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// Which of the tables that were asked.
    pub table: u8,
    pub rule: u16,
    pub kind: Kind,
    pub strength: Strength,
    pub reach: Reach,
    pub at: At,
    /// Index of its first word in the passage.
    pub first_word: u16,
}

/// The tables that are asked for a text: its language's, the common one, English as the second language of the web,
/// the caller's own. The third, the fallback, is looked up inside a line only where a sentence begins.
pub(crate) type Tables<'a> = [Option<&'a RuleTable>];

/// Appends the cues of a passage to `cues`; `hunt` is scratch memory.
pub(crate) fn find_cues(tables: &Tables<'_>, line: &CuedLine<'_>, hunt: &mut Hunt, cues: &mut Vec<Cue>) {
    for (index, table) in tables.iter().enumerate() {
        let Some(table) = table else { continue };
        let pack = PACK_OF.get(index).copied().unwrap_or(0);
        table.find(line, pack, index == FALLBACK, CUES_PER_LINE, hunt);
        for hit in &hunt.found {
            let Some(voice) = table.voice(hit.rule) else { continue };
            cues.push(Cue {
                table: index as u8,
                rule: hit.rule,
                kind: voice.kind,
                strength: voice.strength,
                reach: voice.reach,
                at: voice.at,
                first_word: hit.first_word,
            });
        }
    }
}

/// Index of the fallback table in `Tables`.
pub(crate) const FALLBACK: usize = 2;
/// Index of the table of the caller's rules.
pub(crate) const CALLERS: usize = 3;

/// Which pack of a vocabulary each table is: the fallback is the last, since it is not looked up inside sentences.
const PACK_OF: [u8; 4] = [0, 1, 3, 2];

/// What the words of a text are looked up in. The fallback counts for the one that is usual beside the first table.
pub(crate) fn lexicon_of<'t>(tables: &Tables<'t>) -> Lexicon<'t> {
    let table = |index: usize| tables.get(index).copied().flatten();
    Lexicon { vocabulary: RuleTable::vocabulary([table(0), table(1), table(CALLERS), table(FALLBACK)]), unnoted: 0 }
}

impl<'t> Lexicon<'t> {
    /// The same with a fallback that is not the usual one.
    pub(crate) fn beside_another(self) -> Lexicon<'t> {
        Lexicon { unnoted: 1 << PACK_OF[FALLBACK], ..self }
    }
}

/// The word at which a line is to be cut in two: the first inner sentence that a cue claims for boilerplate.
pub(crate) fn cut_word(cues: &[Cue], words: &[Word]) -> Option<usize> {
    cues.iter()
        .filter(|cue| cue.kind.role() == Role::Boilerplate && cue.strength > Strength::Weak && matches!(cue.at, At::Sentence))
        .map(|cue| cue.first_word as usize)
        .filter(|&at| at > 0 && words.get(at).is_some_and(|word| word.begins_sentence()))
        .min()
}

/// What the cues of a passage say, summed up.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spoken {
    /// The strongest cue for boilerplate, with its kind.
    pub boilerplate: Option<(Strength, Kind)>,
    /// Where the rule of that cue looks.
    pub at: Option<At>,
    /// How many kinds of boilerplate were spoken for.
    pub kinds: u8,
    pub meta: Option<(Strength, Kind)>,
    pub subhead: Option<(Strength, Kind)>,
    pub story: bool,
    pub opens: Option<Kind>,
    pub rest: bool,
}

/// Sums up the cues of a passage.
pub(crate) fn spoken(cues: &[Cue]) -> Spoken {
    let mut sum = Spoken::default();
    let mut kinds = 0_u32;
    for cue in cues {
        if cue.kind.role() == Role::Boilerplate {
            kinds |= 1 << (cue.kind as u32);
        }
        let slot = match cue.kind.role() {
            Role::Boilerplate => &mut sum.boilerplate,
            Role::Meta => &mut sum.meta,
            Role::Subhead => &mut sum.subhead,
            _ => {
                sum.story = true;
                continue;
            }
        };
        // The first of the strongest stays: it stands nearest to the line's beginning.
        if slot.is_none_or(|(strength, _)| cue.strength > strength) {
            *slot = Some((cue.strength, cue.kind));
            if cue.kind.role() == Role::Boilerplate {
                sum.at = Some(cue.at);
            }
        }
        if cue.first_word == 0 && cue.kind.role() == Role::Boilerplate {
            match cue.reach {
                Reach::Block => sum.opens = sum.opens.or(Some(cue.kind)),
                Reach::Rest => sum.rest = true,
                Reach::Line => {}
            }
        }
    }
    sum.kinds = kinds.count_ones() as u8;
    sum
}

/// The cues of a passage among those of the whole text.
pub(crate) fn cues_of<'c>(passage: &Passage, cues: &'c [Cue]) -> &'c [Cue] {
    passage.cues.of(cues)
}
