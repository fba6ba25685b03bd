//! Scripts: what a text's letters say about its language.

/// Scripts that decide a language, or which languages come into question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Letters of a script that one language uses, or nearly so.
    Sole(&'static str),
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
}

/// The script of a letter; `None` for marks, digits and scripts that are not told apart.
fn script_of(c: char) -> Option<Script> {
    Some(match c as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Script::Latin,
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Sole("el"),
        0x400..=0x52f => Script::Cyrillic,
        0x531..=0x58f => Script::Sole("hy"),
        0x5d0..=0x5ea => Script::Sole("he"),
        0x620..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
        0x900..=0x97f => Script::Devanagari,
        0x980..=0x9ff => Script::Sole("bn"),
        0xa00..=0xa7f => Script::Sole("pa"),
        0xa80..=0xaff => Script::Sole("gu"),
        0xb00..=0xb7f => Script::Sole("or"),
        0xb80..=0xbff => Script::Sole("ta"),
        0xc00..=0xc7f => Script::Sole("te"),
        0xc80..=0xcff => Script::Sole("kn"),
        0xd00..=0xd7f => Script::Sole("ml"),
        0xd80..=0xdff => Script::Sole("si"),
        0xe01..=0xe5b => Script::Sole("th"),
        0xe81..=0xedf => Script::Sole("lo"),
        0xf00..=0xfff => Script::Sole("bo"),
        0x1000..=0x109f => Script::Sole("my"),
        0x10a0..=0x10ff | 0x1c90..=0x1cbf => Script::Sole("ka"),
        0x1200..=0x137f => Script::Sole("am"),
        0x1780..=0x17ff => Script::Sole("km"),
        0x1100..=0x11ff | 0xac00..=0xd7a3 => Script::Sole("ko"),
        0x3041..=0x30ff => Script::Kana,
        0x3400..=0x9fff | 0x2_0000..=0x3_ffff => Script::Han,
        _ => return None,
    })
}

/// Letters of each script in a sample.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    /// In the order they were met; a text with more scripts than places is counted by the first of them.
    counts: [Option<(Script, u32)>; 8],
    pub letters: u32,
}

impl Scripts {
    pub(super) fn add(&mut self, text: &str) {
        for script in text.chars().filter_map(script_of) {
            self.letters += 1;
            let place = self.counts.iter_mut().find(|place| place.is_none_or(|(known, _)| known == script));
            if let Some(place) = place {
                place.get_or_insert((script, 0)).1 += 1;
            }
        }
    }

    pub(super) fn count(&self, script: Script) -> u32 {
        self.counts.iter().flatten().find(|(known, _)| *known == script).map_or(0, |&(_, count)| count)
    }

    /// The script of most letters, a letter of Han counting for three Latin ones (it says as much).
    pub(super) fn main(&self) -> Option<Script> {
        let weight = |&&(script, count): &&(Script, u32)| match script {
            Script::Han | Script::Kana => count * 3,
            _ => count,
        };
        self.counts.iter().flatten().max_by_key(weight).map(|&(script, _)| script)
    }
}
