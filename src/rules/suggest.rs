//! "Did you mean …": the nearest of the words that would have been right.

/// The candidate within two edits (a third of the word for short ones), if there is one.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let allowed = 2.min(word.chars().count().div_ceil(3));
    let near = candidates.iter().map(|&candidate| (distance(word, candidate), candidate)).min()?;
    (near.0 <= allowed).then_some(near.1)
}

/// Levenshtein distance; both words are short.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut last = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let left = row.get(j).copied().unwrap_or(0);
            let cost = (last + usize::from(x != *y)).min(above + 1).min(left + 1);
            last = above;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_not() {
        assert_eq!(nearest("newsleter", &["share", "newsletter"]), Some("newsletter"));
        assert_eq!(nearest("kinds", &["kind", "id"]), Some("kind"));
        assert_eq!(nearest("colour", &["kind", "id", "why"]), None);
    }
}
