//! What a line begins and ends with.

use crate::fold::{self, Folded, fold, fold_ascii, unit_at};

/// The first char that is to be seen.
pub(super) fn first_unit(text: &str) -> Option<Folded> {
    let mut at = 0;
    while let Some((folded, size)) = unit_at(text, at) {
        if !matches!(folded.class(), fold::SPACE | fold::SKIP) {
            return Some(folded);
        }
        at += size;
    }
    None
}

/// The last char that is to be seen, and the last before closing quotes and brackets.
pub(super) fn last_units(text: &str) -> (Option<Folded>, Option<Folded>) {
    match text.as_bytes().last() {
        // Nearly every line ends so.
        Some(&byte) if byte.is_ascii_alphanumeric() || byte == b'.' => {
            let last = Some(fold_ascii(byte));
            (last, last)
        }
        _ => last_units_of_any(text),
    }
}

#[inline(never)]
fn last_units_of_any(text: &str) -> (Option<Folded>, Option<Folded>) {
    let mut last = None;
    for folded in text.chars().rev().map(fold).filter(|folded| !matches!(folded.class(), fold::SPACE | fold::SKIP)) {
        last = last.or(Some(folded));
        let closing = folded.is_quote() || matches!(char::from_u32(folded.unit()), Some(')' | ']' | '）' | '】' | '\''));
        if !closing {
            return (last, Some(folded));
        }
    }
    (last, None)
}
