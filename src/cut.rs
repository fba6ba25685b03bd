//! Cutting a line in two where a sentence of boilerplate is glued to the story.

use crate::{fold::fold, word::Word};
use unicode_segmentation::UnicodeSegmentation;

/// How much of the text before a cut is looked at, in bytes: a sentence's end needs no more.
const CONTEXT: usize = 160;

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
    (glued || sentence_ends(text, cut, first.end as usize)).then_some(cut)
}

/// Whether the rules of Unicode see a sentence begin between `cut` and `end`.
fn sentence_ends(text: &str, cut: usize, end: usize) -> bool {
    let from = crate::line::floor_char_boundary(text, cut.saturating_sub(CONTEXT));
    let Some(window) = text.get(from..end) else { return false };
    window.split_sentence_bound_indices().any(|(at, _)| from + at >= cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::read_words;

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

    #[test]
    fn no_cut_where_no_sentence_ends() {
        assert_eq!(parts("It rained, sign up", "sign"), None);
        assert_eq!(parts("Sign up", "Sign"), None);
    }
}
