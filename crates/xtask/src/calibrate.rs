//! Confidence that means something: margins of decisions on documents that the weights have not seen, against whether they were right.

use crate::{
    crf::Example,
    fit::{self, Options},
    gold::Document,
    places::labels_of,
};
use anyhow::Result;
use copydesk::{Lean, Role};
use rayon::prelude::*;

/// The levels whose margins the table of weights gives.
const LEVELS: [f64; 7] = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/// Margins with whether the decision was right, each half of the publishers judged by weights fitted on the other.
pub fn margins(documents: &[Document], examples: &[Example], options: &Options) -> Result<Vec<(f64, bool)>> {
    let mut publishers: Vec<&str> = documents.iter().map(|document| document.publisher.as_str()).collect();
    publishers.sort_unstable();
    publishers.dedup();
    let half = |document: &Document| publishers.binary_search(&document.publisher.as_str()).unwrap_or(0) % 2;
    let mut pairs = Vec::new();
    for held in 0..2 {
        let seen: Vec<&Example> =
            documents.iter().zip(examples).filter(|(document, _)| half(document) != held).map(|(_, example)| example).collect();
        let splitter = fit::splitter_of(&fit::fit(&seen, options), Lean::Balanced)?;
        let judged: Vec<Vec<(f64, bool)>> = documents
            .par_iter()
            .filter(|document| half(document) == held && !document.thinned)
            .map(|document| judge(&splitter, document))
            .collect();
        pairs.extend(judged.into_iter().flatten());
    }
    Ok(pairs)
}

/// Every decision on a document whose lines are labelled: its margin, and whether the role is right.
fn judge(splitter: &copydesk::Splitter, document: &Document) -> Vec<(f64, bool)> {
    let decided = splitter.margins(&document.text);
    let spans: Vec<_> = decided.iter().map(|(span, ..)| *span).collect();
    let labels = labels_of(document, &spans);
    let role = |label: char| match label {
        'H' => Some(Role::Headline),
        'S' | 'C' => Some(Role::Subhead),
        'B' => Some(Role::Body),
        'M' => Some(Role::Meta),
        'X' => Some(Role::Boilerplate),
        _ => None,
    };
    let pairs = decided.iter().zip(labels).filter_map(|((_, got, margin), label)| Some((f64::from(*margin), *got == role(label)?)));
    // Long pages would drown the articles: each document has the same say.
    pairs.take(400).collect()
}

/// The margin at which each level is reached, by logistic regression of being right on the margin.
pub fn levels(pairs: &[(f64, bool)]) -> Vec<i64> {
    let (mut a, mut b) = (0.01, 0.0);
    for _ in 0..30 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-9, 0.0, 1e-9);
        for &(margin, right) in pairs {
            let x = margin.min(1500.0);
            let p = 1.0 / (1.0 + (-(a * x + b)).exp());
            let (error, slope) = (f64::from(right) - p, p * (1.0 - p));
            ga += error * x;
            gb += error;
            haa += slope * x * x;
            hab += slope * x;
            hbb += slope;
        }
        let determinant = haa * hbb - hab * hab;
        if determinant.abs() < 1e-9 {
            break;
        }
        a += (hbb * ga - hab * gb) / determinant;
        b += (haa * gb - hab * ga) / determinant;
    }
    let at = |level: f64| (((level / (1.0 - level)).ln() - b) / a.max(1e-6)).round().clamp(-90.0, 30_000.0) as i64;
    let mut last = -91;
    LEVELS
        .iter()
        .map(|&level| {
            last = at(level).max(last + 1);
            last
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn margins_rise_with_the_level() {
        let pairs: Vec<(f64, bool)> = (0..1000).map(|at| (f64::from(at % 500), at % 500 > 100 || at % 3 == 0)).collect();
        let levels = super::levels(&pairs);
        assert!(levels.windows(2).all(|pair| pair[0] < pair[1]), "{levels:?}");
    }
}
