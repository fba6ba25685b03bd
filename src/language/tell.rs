//! Tells the language of a text: script first, then votes of words; whatlang judges where they leave it open.

use super::{
    Language,
    script::{Script, Scripts},
    votes::Votes,
};
use crate::{passage::Passage, word::Word};

/// Enough words to tell: more change nothing.
const SAMPLE_WORDS: usize = 220;
/// Fewer words than this tell nothing: a headline alone.
const LEAST_WORDS: u32 = 9;
/// The most text that whatlang is given, in bytes.
const JUDGED_BYTES: usize = 1000;

/// The language and how sure it is, 0 to 1. `allowed` lists the languages in question; empty for all.
pub(crate) fn tell(text: &str, passages: &[Passage], words: &[Word], allowed: &[Language]) -> Option<(Language, f32)> {
    let mut scripts = Scripts::default();
    let mut votes = Votes::new();
    let mut sampled = 0;
    for passage in sample(passages) {
        let words = passage.words(words);
        let words = words.get(..words.len().min(SAMPLE_WORDS / 3)).unwrap_or(words);
        let end = words.last().map_or(0, |word| word.end as usize);
        scripts.add(passage.text(text).get(..end).unwrap_or(""));
        words.iter().for_each(|word| votes.add(word));
        sampled += words.len();
        if sampled >= SAMPLE_WORDS {
            break;
        }
    }
    let is_allowed = |code: &str| allowed.is_empty() || allowed.iter().any(|language| language.code() == code);
    let (code, confidence) = decide(text, passages, &scripts, &votes, &is_allowed)?;
    if !is_allowed(code) {
        return None;
    }
    code.parse().ok().map(|language| (language, confidence))
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

fn decide(
    text: &str,
    passages: &[Passage],
    scripts: &Scripts,
    votes: &Votes,
    allowed: &dyn Fn(&str) -> bool,
) -> Option<(&'static str, f32)> {
    match scripts.main()? {
        Script::Sole(code) => (scripts.letters >= 20).then_some((code, 0.99)),
        Script::Han | Script::Kana => east_asian(scripts),
        main => {
            if votes.words < LEAST_WORDS {
                return None;
            }
            let in_script = |code: &str| allowed(code) && uses(code, main);
            let best = votes.best(in_script);
            let [(first, most), (second, next), ..] = best;
            // What share of the words the language lists: running text has a third to a half.
            let coverage = most / votes.words.max(1);
            let margin = (most - next) * 100 / most.max(1);
            match (coverage, margin) {
                (150.., 25..) => Some((first, 0.99)),
                (100.., 12..) => Some((first, 0.95)),
                (60.., _) => Some(judge(text, passages, &best, first, second, margin)),
                _ => None,
            }
        }
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
    let cyrillic = matches!(code, "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "tg" | "uk");
    let both = matches!(code, "sr" | "uz" | "az" | "bs");
    let arabic = matches!(code, "ar" | "fa" | "ur" | "ps" | "ckb" | "sd" | "ug");
    let devanagari = matches!(code, "hi" | "mr" | "ne");
    match script {
        Script::Cyrillic => cyrillic || both,
        Script::Arabic => arabic,
        Script::Devanagari => devanagari,
        _ => both || !(cyrillic || arabic || devanagari),
    }
}

/// whatlang chooses among the languages whose votes lie close together, where it knows them all.
fn judge(
    text: &str,
    passages: &[Passage],
    best: &[(&'static str, u32); 4],
    first: &'static str,
    second: &'static str,
    margin: u32,
) -> (&'static str, f32) {
    let most = best.first().map_or(0, |entry| entry.1);
    let close = || best.iter().filter(|entry| entry.1 * 10 >= most * 8);
    let known: Vec<whatlang::Lang> = close().filter_map(|entry| whatlang_of(entry.0)).collect();
    let confidence = 0.5 + margin.min(40) as f32 / 100.0;
    if known.len() < 2 || known.len() < close().count() || second.is_empty() {
        return (first, confidence);
    }
    let mut sample = String::with_capacity(JUDGED_BYTES + 400);
    for passage in self::sample(passages) {
        sample.push_str(passage.text(text));
        sample.push('\n');
        if sample.len() >= JUDGED_BYTES {
            break;
        }
    }
    let end = crate::line::floor_char_boundary(&sample, JUDGED_BYTES);
    let detector = whatlang::Detector::with_allowlist(known);
    let said = sample.get(..end).and_then(|sample| detector.detect(sample));
    let agreed = said.and_then(|info| close().find(|entry| whatlang_of(entry.0) == Some(info.lang())));
    agreed.map_or((first, confidence), |entry| (entry.0, 0.9))
}

/// whatlang's name for a language.
fn whatlang_of(code: &str) -> Option<whatlang::Lang> {
    use whatlang::Lang::*;
    Some(match code {
        "en" => Eng,
        "ru" => Rus,
        "zh" => Cmn,
        "es" => Spa,
        "pt" => Por,
        "it" => Ita,
        "bn" => Ben,
        "fr" => Fra,
        "de" => Deu,
        "uk" => Ukr,
        "ka" => Kat,
        "ar" => Ara,
        "hi" => Hin,
        "ja" => Jpn,
        "he" => Heb,
        "yi" => Yid,
        "pl" => Pol,
        "am" => Amh,
        "jv" => Jav,
        "ko" => Kor,
        "nb" => Nob,
        "da" => Dan,
        "sv" => Swe,
        "fi" => Fin,
        "tr" => Tur,
        "nl" => Nld,
        "hu" => Hun,
        "cs" => Ces,
        "el" => Ell,
        "bg" => Bul,
        "be" => Bel,
        "mr" => Mar,
        "kn" => Kan,
        "ro" => Ron,
        "sl" => Slv,
        "hr" => Hrv,
        "sr" => Srp,
        "mk" => Mkd,
        "lt" => Lit,
        "lv" => Lav,
        "et" => Est,
        "ta" => Tam,
        "vi" => Vie,
        "ur" => Urd,
        "th" => Tha,
        "gu" => Guj,
        "uz" => Uzb,
        "pa" => Pan,
        "az" => Aze,
        "id" => Ind,
        "te" => Tel,
        "fa" => Pes,
        "ml" => Mal,
        "or" => Ori,
        "my" => Mya,
        "ne" => Nep,
        "si" => Sin,
        "km" => Khm,
        "tk" => Tuk,
        "zu" => Zul,
        "sn" => Sna,
        "af" => Afr,
        "la" => Lat,
        "sk" => Slk,
        "ca" => Cat,
        "tl" => Tgl,
        "hy" => Hye,
        "eo" => Epo,
        "cy" => Cym,
        _ => return None,
    })
}
