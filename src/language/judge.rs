//! whatlang as the judge of what the votes of words leave open.

use crate::compose::{compose, may_be_apart};

/// The most text that whatlang is given, in bytes.
const JUDGED_BYTES: usize = 1000;

/// Which of the candidates the text is in, if whatlang knows them all.
pub(super) fn judge<'t>(lines: impl Iterator<Item = &'t str>, candidates: &[&'static str]) -> Option<&'static str> {
    let known: Vec<whatlang::Lang> = candidates.iter().filter_map(|code| whatlang_of(code)).collect();
    if known.len() < 2 || known.len() < candidates.len() {
        return None;
    }
    let mut sample = String::with_capacity(JUDGED_BYTES + 400);
    // whatlang counts chars as they stand: it is given the composed form that it learned from.
    let mut composed = String::new();
    for line in lines {
        let apart = may_be_apart(line) && compose(line, &mut composed);
        sample.push_str(if apart { &composed } else { line });
        sample.push('\n');
        if sample.len() >= JUDGED_BYTES {
            break;
        }
    }
    let end = crate::line::floor_char_boundary(&sample, JUDGED_BYTES);
    let said = whatlang::Detector::with_allowlist(known).detect(sample.get(..end)?)?;
    candidates.iter().copied().find(|code| whatlang_of(code) == Some(said.lang()))
}

/// What whatlang takes a text for by itself, if it is sure; `None` for a language that is not known here.
pub(super) fn guess(text: &str) -> Option<&'static str> {
    let said = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    crate::rules::builtin_packs().iter().map(|page| page.language).find(|code| whatlang_of(code) == Some(said.lang()))
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
