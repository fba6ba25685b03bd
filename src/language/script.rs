//! Scripts: what a text's letters say about its language.

use crate::{utf8::code_at, word::Word};

/// Scripts that decide a language, or which languages come into question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    Hebrew,
    Bengali,
    // Those that one language uses, or nearly so.
    Greek,
    Armenian,
    Gurmukhi,
    Gujarati,
    Odia,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Burmese,
    Georgian,
    Ethiopic,
    Khmer,
    Hangul,
}

/// How many there are.
const SCRIPTS: usize = Script::Hangul as usize + 1;

impl Script {
    /// The language that alone uses the script.
    pub(super) fn language(self) -> Option<&'static str> {
        Some(match self {
            Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari | Script::Han | Script::Kana => return None,
            Script::Hebrew | Script::Bengali => return None,
            Script::Greek => "el",
            Script::Armenian => "hy",
            Script::Gurmukhi => "pa",
            Script::Gujarati => "gu",
            Script::Odia => "or",
            Script::Tamil => "ta",
            Script::Telugu => "te",
            Script::Kannada => "kn",
            Script::Malayalam => "ml",
            Script::Sinhala => "si",
            Script::Thai => "th",
            Script::Lao => "lo",
            Script::Tibetan => "bo",
            Script::Burmese => "my",
            Script::Georgian => "ka",
            Script::Ethiopic => "am",
            Script::Khmer => "km",
            Script::Hangul => "ko",
        })
    }
}

impl Script {
    /// The language that most texts in the script are in, where its words do not tell.
    pub(super) fn usual_language(self) -> Option<&'static str> {
        match self {
            Script::Hebrew => Some("he"),
            Script::Bengali => Some("bn"),
            _ => None,
        }
    }
}

/// How many letters a row of `ROWS` stands for.
const ROW: usize = 16;

/// The scripts of the letters of the first plane, a row of sixteen at a time, counted from one; 0 for none.
#[expect(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
static ROWS: [u8; 0x1_0000 / ROW] = {
    let mut rows = [0; 0x1_0000 / ROW];
    let mut row = 0;
    while row < rows.len() {
        // Scripts begin and end near the bounds of rows; no letter of another stands in theirs.
        rows[row] = match script_of((row * ROW + 3) as u32) {
            Some(script) => script as u8 + 1,
            None => 0,
        };
        row += 1;
    }
    rows
};

/// The script of the letter that `bytes` begin with, counted from one; 0 for marks, digits and scripts that are not told apart.
#[inline(always)]
fn number_of(bytes: &[u8]) -> usize {
    match code_at(bytes) {
        Some((code, 1)) => usize::from((code as u8).is_ascii_alphabetic()),
        Some((code, _)) => match ROWS.get(code as usize / ROW) {
            Some(&script) => usize::from(script),
            None => script_of(code).map_or(0, |script| script as usize + 1),
        },
        None => 0,
    }
}

/// The script of a letter; `None` for marks, digits and scripts that are not told apart.
const fn script_of(c: u32) -> Option<Script> {
    Some(match c {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x531..=0x58f => Script::Armenian,
        0x5d0..=0x5ea => Script::Hebrew,
        0x620..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
        0x900..=0x97f => Script::Devanagari,
        0x980..=0x9ff => Script::Bengali,
        0xa00..=0xa7f => Script::Gurmukhi,
        0xa80..=0xaff => Script::Gujarati,
        0xb00..=0xb7f => Script::Odia,
        0xb80..=0xbff => Script::Tamil,
        0xc00..=0xc7f => Script::Telugu,
        0xc80..=0xcff => Script::Kannada,
        0xd00..=0xd7f => Script::Malayalam,
        0xd80..=0xdff => Script::Sinhala,
        0xe01..=0xe5b => Script::Thai,
        0xe81..=0xedf => Script::Lao,
        0xf00..=0xfff => Script::Tibetan,
        0x1000..=0x109f => Script::Burmese,
        0x10a0..=0x10ff | 0x1c90..=0x1cbf => Script::Georgian,
        0x1200..=0x137f => Script::Ethiopic,
        0x1780..=0x17ff => Script::Khmer,
        0x1100..=0x11ff | 0xac00..=0xd7a3 => Script::Hangul,
        0x3041..=0x30ff => Script::Kana,
        0x3400..=0x9fff | 0x2_0000..=0x3_ffff => Script::Han,
        _ => return None,
    })
}

/// Letters of each script in a sample.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    counts: [u32; SCRIPTS],
    pub letters: u32,
}

impl Scripts {
    /// Adds a word of a line: its letters are all of the script of the first.
    #[inline]
    pub(super) fn add(&mut self, line: &str, word: &Word) {
        let number = line.as_bytes().get(usize::from(word.start)..).map_or(0, number_of);
        let letters = word.letters() as u32;
        if let Some(count) = number.checked_sub(1).and_then(|script| self.counts.get_mut(script)) {
            self.letters += letters;
            *count += letters;
        }
    }

    pub(super) fn count(&self, script: Script) -> u32 {
        self.counts.get(script as usize).copied().unwrap_or(0)
    }

    /// The script of most letters, a letter of Han counting for three Latin ones (it says as much).
    pub(super) fn main(&self) -> Option<Script> {
        let weight = |script: Script| match script {
            Script::Han | Script::Kana => self.count(script) * 3,
            _ => self.count(script),
        };
        ALL.into_iter().filter(|&script| self.count(script) > 0).max_by_key(|&script| weight(script))
    }
}

/// Every script.
const ALL: [Script; SCRIPTS] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Devanagari,
    Script::Han,
    Script::Kana,
    Script::Hebrew,
    Script::Bengali,
    Script::Greek,
    Script::Armenian,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Odia,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Thai,
    Script::Lao,
    Script::Tibetan,
    Script::Burmese,
    Script::Georgian,
    Script::Ethiopic,
    Script::Khmer,
    Script::Hangul,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{self, fold};

    #[test]
    fn letters_of_a_row_are_of_one_script() {
        for c in ('\u{c0}'..='\u{ffff}').filter(|&c| c.is_alphabetic() && fold(c).class() != fold::SKIP) {
            let script = script_of(c as u32).map_or(0, |script| script as usize + 1);
            let number = number_of(c.to_string().as_bytes());
            assert!(number == script || script == 0, "{c:?} {:x}", c as u32);
        }
    }
}
