//! Bounds of words in patterns. The build script shares this file.

use std::borrow::Cow;

/// `\b` by the letters of ASCII where the pattern is in Latin script: the automaton that is fast can't know the letters
/// of all scripts there, and leaving it costs a thousand times as much. Next to an accented letter the two may differ.
pub(crate) fn quick_boundaries(pattern: &str) -> Cow<'_, str> {
    let latin = |c: char| !c.is_alphabetic() || matches!(c as u32, 0..=0x24f | 0x1e00..=0x1eff);
    if !pattern.contains("\\b") || !pattern.chars().all(latin) {
        return Cow::Borrowed(pattern);
    }
    let mut quick = String::with_capacity(pattern.len() + 40);
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('b')) => {
                chars.next();
                // `\b{start}` and its kin have their own meaning.
                quick.push_str(if chars.peek() == Some(&'{') { "\\b" } else { "(?-u:\\b)" });
            }
            ('\\', Some(&escaped)) => {
                chars.next();
                quick.extend(['\\', escaped]);
            }
            _ => quick.push(c),
        }
    }
    Cow::Owned(quick)
}
