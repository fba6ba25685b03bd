//! Tells the language of a text: script first, then votes of words; whatlang judges where they leave it open.

use super::{
    Language,
    judge::{guess, judge},
    script::{Script, Scripts},
    votes::Votes,
};
use crate::{passage::Passage, word::Word};

/// Enough words to tell: more change nothing.
const SAMPLE_WORDS: usize = 150;
/// Fewer words than this tell nothing: a headline alone.
const LEAST_WORDS: u32 = 9;

/// What a text's words say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Heard {
    Sure(&'static str, f32),
    /// Languages whose votes lie too close together, best first; by how many percent the first leads, and how much it covers.
    Open([&'static str; 4], u32, u32),
}

/// The language and how sure it is, 0 to 1. `allowed` lists the languages in question; empty for all.
pub(crate) fn tell(text: &str, passages: &[Passage], words: &[Word], allowed: &[Language]) -> Option<(Language, f32)> {
    let is_allowed = |code: &str| allowed.is_empty() || allowed.iter().any(|language| language.code() == code);
    let (code, confidence) = match hear(text, passages, words, &is_allowed)? {
        Heard::Sure(code, confidence) => (code, confidence),
        Heard::Open(close, lead, coverage) => {
            let count = close.iter().take_while(|code| !code.is_empty()).count();
            let lines = sample(passages).map(|passage| passage.text(text));
            let judged = judge(lines, close.get(..count).unwrap_or(&[]));
            let (code, sure) = judged.map_or((close[0], 0.5 + lead.min(40) as f32 / 100.0), |code| (code, 0.9));
            (code, f32::min(sure, confidence(coverage)))
        }
    };
    if !is_allowed(code) {
        return None;
    }
    code.parse().ok().map(|language| (language, confidence))
}

/// What words and whatlang say of a text, each by itself: how good the votes are is measured with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opinions {
    /// The language with most votes, and whether whatlang is asked all the same.
    pub votes: Option<(&'static str, bool)>,
    /// What whatlang takes the whole text for, if it is sure of a language that has a page.
    pub whatlang: Option<&'static str>,
}

pub(crate) fn opinions(text: &str, passages: &[Passage], words: &[Word]) -> Opinions {
    let votes = hear(text, passages, words, &|_| true).map(|heard| match heard {
        Heard::Sure(code, _) => (code, false),
        Heard::Open(close, ..) => (close[0], true),
    });
    Opinions { votes, whatlang: guess(text) }
}

/// Script first, then the votes of a sample of words.
fn hear(text: &str, passages: &[Passage], words: &[Word], allowed: &dyn Fn(&str) -> bool) -> Option<Heard> {
    let mut scripts = Scripts::default();
    let mut votes = Votes::new();
    let mut sampled = 0;
    for passage in sample(passages) {
        let line = passage.text(text);
        let words = passage.words(words);
        let words = words.get(..words.len().min(SAMPLE_WORDS / 3)).unwrap_or(words);
        for word in words {
            scripts.add(line, word);
            votes.add(word);
        }
        sampled += words.len();
        if sampled >= SAMPLE_WORDS {
            break;
        }
    }
    decide(&scripts, &votes, allowed)
}

/// The passages to look at: long ones, spread over the text, the first of them last (a page begins with its menu);
/// where none is long, all of them.
fn sample(passages: &[Passage]) -> impl Iterator<Item = &Passage> {
    let long = |passage: &&Passage| passage.glance.length() >= 12;
    let count = passages.iter().filter(long).count();
    let step = (count / 8).max(1);
    let spread = move |offset: usize| passages.iter().filter(long).skip(offset).step_by(step);
    let rest = passages.iter().filter(move |passage| !long(passage));
    spread(step / 2).chain(rest)
}

pub(super) fn decide(scripts: &Scripts, votes: &Votes, allowed: &dyn Fn(&str) -> bool) -> Option<Heard> {
    let main = scripts.main()?;
    if let Some(code) = main.language() {
        return (scripts.letters >= 20).then_some(Heard::Sure(code, 0.99));
    }
    if matches!(main, Script::Han | Script::Kana) {
        return east_asian(scripts).map(|(code, confidence)| Heard::Sure(code, confidence));
    }
    let usual = || main.usual_language().filter(|code| scripts.letters >= 20 && allowed(code)).map(|code| Heard::Sure(code, 0.9));
    if votes.words < LEAST_WORDS {
        return usual();
    }
    let best = votes.best(|code| allowed(code) && uses(code, main));
    let [(first, most), (_, next), ..] = best;
    // What share of the words the language lists: running text has a third to a half.
    let coverage = most / votes.words.max(1);
    let lead = (most - next) * 100 / most.max(1);
    match (coverage, lead) {
        (150.., 25..) | (100.., 12..) => Some(Heard::Sure(first, confidence(coverage))),
        (60.., _) => Some(Heard::Open(best.map(|(code, votes)| if votes * 10 >= most * 8 { code } else { "" }), lead, coverage)),
        _ => usual(),
    }
}

/// How sure a lead is, by how much of the text the language lists. Text in a language without a page has a leader too, its
/// nearest kin, but at 100 to 300; where the language is told rightly it is over 240 for nine texts of ten, and mostly over 360.
fn confidence(coverage: u32) -> f32 {
    match coverage {
        360.. => 0.99,
        300.. => 0.95,
        220.. => 0.8,
        150.. => 0.65,
        _ => 0.5,
    }
}

/// Japanese has kana in every sentence; a text of Han alone is Chinese, unless it is too short to have any kana.
fn east_asian(scripts: &Scripts) -> Option<(&'static str, f32)> {
    let (han, kana) = (scripts.count(Script::Han), scripts.count(Script::Kana));
    match kana * 100 / (han + kana).max(1) {
        _ if han + kana < 20 => None,
        10.. => Some(("ja", 0.99)),
        3..10 => Some(("ja", 0.7)),
        _ => Some(("zh", 0.99)),
    }
}

/// Whether a language is written in the script.
fn uses(code: &str, script: Script) -> bool {
    let cyrillic = matches!(code, "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "tg" | "tt" | "uk");
    let both = matches!(code, "sr" | "uz" | "az" | "bs");
    let arabic = matches!(code, "ar" | "fa" | "ur" | "ps" | "ckb" | "sd" | "ug");
    let devanagari = matches!(code, "hi" | "mr" | "ne");
    match script {
        Script::Hebrew => matches!(code, "he" | "yi"),
        Script::Bengali => matches!(code, "as" | "bn"),
        Script::Cyrillic => cyrillic || both,
        Script::Arabic => arabic,
        Script::Devanagari => devanagari,
        _ => both || !(cyrillic || arabic || devanagari),
    }
}
