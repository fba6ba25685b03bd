//! Cutting a line in two where a sentence of boilerplate is glued to the story, or the name of the site to the headline.

use crate::{fold::fold, word::Word};
use unicode_segmentation::UnicodeSegmentation;

/// How much of the text before a cut is looked at, in bytes: the rules of sentences ask for the end mark, what closes behind
/// it and the letter before it.
const CONTEXT: usize = 24;

/// The byte offset to cut at so that `words[word]` begins the second part; `None` unless a sentence ends just before.
pub(crate) fn cut_offset(text: &str, words: &[Word], word: usize) -> Option<usize> {
    let first = words.get(word)?;
    let before = words.get(word.checked_sub(1)?)?;
    let (gap_start, gap_end) = (before.end as usize, first.start as usize);
    let gap = text.get(gap_start..gap_end)?;
    let (mark, end_mark) = gap.char_indices().rev().find(|&(_, c)| fold(c).is_terminator())?;
    let closing = |c: &char| matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '」' | '』' | '）');
    let behind = gap.get(mark + end_mark.len_utf8()..)?;
    let closed: usize = behind.chars().take_while(closing).map(char::len_utf8).sum();
    let cut = gap_start + mark + end_mark.len_utf8() + closed;
    let glued = !gap.contains(char::is_whitespace);
    let plain = matches!(end_mark, '.' | '!' | '?') && begins_anew(text.get(cut..)?);
    (glued || plain || sentence_ends(text, cut, first.end as usize)).then_some(cut)
}

/// Whether spaces stand here and a capital letter: behind a full stop, a sentence begins there by the rules of Unicode.
fn begins_anew(text: &str) -> bool {
    let spaces = text.bytes().take_while(|&byte| byte == b' ').count();
    spaces > 0 && text.get(spaces..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// Whether the rules of Unicode see a sentence begin between `cut` and `end`.
fn sentence_ends(text: &str, cut: usize, end: usize) -> bool {
    let from = crate::line::floor_char_boundary(text, cut.saturating_sub(CONTEXT));
    let Some(window) = text.get(from..end) else { return false };
    window.split_sentence_bound_indices().any(|(at, _)| from + at >= cut)
}

/// How many lines from the top may be a title with the name of the site.
pub(crate) const TITLE_LINES: usize = 3;
/// A title has this many words at least.
const TITLE_WORDS: usize = 4;
/// A section or site is named in so many words at most, and such names are so many together.
const NAME_WORDS: usize = 3;
const NAMES_WORDS: usize = 6;

/// The byte offset of what parts a title from the site it stood on: "| Section | Site", "– site.example". A dash before
/// other words parts nothing: it is part of the title.
pub(crate) fn site_offset(text: &str, words: &[Word]) -> Option<usize> {
    let title = |at: usize| words.iter().take_while(|word| (word.end as usize) <= at).count();
    let bar = text.find(" | ").filter(|&at| {
        let before = title(at);
        before >= TITLE_WORDS
            && words.len() - before <= NAMES_WORDS
            && text.get(at..).unwrap_or("").split('|').all(|name| name.split_whitespace().count() <= NAME_WORDS)
    });
    bar.or_else(|| {
        let (at, dash) = text.char_indices().rev().find(|&(_, c)| matches!(c, '-' | '–' | '—'))?;
        let at = text.get(..at)?.strip_suffix(' ')?.len();
        let name = text.get(at + 1 + dash.len_utf8()..)?.strip_prefix(' ')?;
        (title(at) >= TITLE_WORDS && is_address(name)).then_some(at)
    })
}

/// Whether a text is the name of a host.
fn is_address(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or("");
    name.contains('.')
        && (2..=6).contains(&top.len())
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::read_words;
    use proptest::prelude::*;

    fn parts(text: &str, second: &str) -> Option<(String, String)> {
        let mut words = Vec::new();
        read_words(text, &mut words);
        let start = text.find(second)?;
        let word = words.iter().position(|word| word.start as usize == start)?;
        cut_offset(text, &words, word).map(|at| (text[..at].to_string(), text[at..].to_string()))
    }

    #[test]
    fn a_sentence_can_be_cut_off() {
        assert_eq!(parts("It rained. Sign up now", "Sign"), Some(("It rained.".into(), " Sign up now".into())));
        assert_eq!(parts("“It rained.” Sign up", "Sign"), Some(("“It rained.”".into(), " Sign up".into())));
        assert_eq!(parts("It rained.Sign up", "Sign"), Some(("It rained.".into(), "Sign up".into())));
        assert_eq!(parts("雨が降った。登録はこちら", "登"), Some(("雨が降った。".into(), "登録はこちら".into())));
    }

    proptest! {
        /// The short way says nothing that the rules of Unicode do not.
        #[test]
        fn a_capital_behind_a_full_stop_begins_a_sentence(before in "[\\PC&&[^\\s]]{0,8}", mark in "[.!?][\"'”’»)」]{0,2}", behind in " {1,2}\\p{L}\\PC{0,6}") {
            let text = format!("{before}{mark}{behind}");
            let cut = before.len() + mark.len();
            prop_assert!(!begins_anew(&behind) || sentence_ends(&text, cut, text.len()), "{text:?}");
        }
    }

    fn title(text: &str) -> Option<&str> {
        let mut words = Vec::new();
        read_words(text, &mut words);
        site_offset(text, &words).map(|at| &text[..at])
    }

    #[test]
    fn the_name_of_a_site_is_cut_off_a_title() {
        assert_eq!(title("Ferry back in service after repairs | Town | The Example"), Some("Ferry back in service after repairs"));
        assert_eq!(title("Prievoz opäť jazdí po oprave | Noviny"), Some("Prievoz opäť jazdí po oprave"));
        assert_eq!(title("Ferry back in service – example.com"), Some("Ferry back in service"));
    }

    #[test]
    fn a_title_keeps_its_own_marks() {
        assert_eq!(title("Ferry back in service - captain is glad"), None);
        assert_eq!(title("Home | News | Sport"), None);
        assert_eq!(title("BUDGET | Ferry is to get a new hull from the state"), None);
        assert_eq!(title("Ferry back in service | How the town got its old boat back"), None);
        assert_eq!(title("Ferry back in service, says St. Mary - Dr. No"), None);
    }

    #[test]
    fn no_cut_where_no_sentence_ends() {
        assert_eq!(parts("It rained, sign up", "sign"), None);
        assert_eq!(parts("Sign up", "Sign"), None);
    }
}
