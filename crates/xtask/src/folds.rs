//! Cross-validation: no document is predicted by weights that saw its publisher.

use crate::{
    fit::{self, Options},
    gold::{self, Document},
    predict, score, thin,
};
use anyhow::Result;
use copydesk::{Lean, Splitter};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path, path::PathBuf};

const FOLDS: usize = 5;

pub fn run(paths: &[PathBuf], folder: Option<&Path>, by_language: bool, options: &Options) -> Result<()> {
    let sets: Vec<Vec<Document>> = paths.iter().map(|path| gold::read(path)).collect::<Result<_>>()?;
    let fold_of = folds(&sets);
    let tables = fit_folds(&sets, &fold_of, options);
    for (name, lean) in [("balanced", Lean::Balanced), ("precision", Lean::Precision), ("recall", Lean::Recall)] {
        let splitters: Vec<Splitter> = tables.iter().map(|table| fit::splitter_of(table, lean)).collect::<Result<_>>()?;
        println!("== lean: {name}");
        for (path, documents) in paths.iter().zip(&sets) {
            let predictions = predict_folds(&splitters, documents, &fold_of);
            if let Some(folder) = folder.map(|folder| folder.join(name)) {
                std::fs::create_dir_all(&folder)?;
                predict::write(&folder.join(path.file_name().unwrap_or(path.as_os_str())), &predictions)?;
            }
            score::print(&path.display().to_string(), documents, &predictions, by_language && lean == Lean::Balanced);
        }
    }
    Ok(())
}

/// A table for each fold, fitted on the others.
fn fit_folds(sets: &[Vec<Document>], fold_of: &BTreeMap<String, usize>, options: &Options) -> Vec<String> {
    let sets: Vec<Vec<Document>> = sets.iter().map(|documents| thin::with_copies(documents, options.copies)).collect();
    let examples: Vec<Vec<_>> = sets.iter().map(|documents| fit::examples(documents, options)).collect();
    let fit_fold = |fold: usize| {
        let all = sets.iter().zip(&examples).flat_map(|(documents, examples)| documents.iter().zip(examples));
        let seen: Vec<_> = all.filter(|(document, _)| fold_of[&document.publisher] != fold).map(|(_, example)| example).collect();
        eprintln!("fold {} of {FOLDS}: fitting on {} documents", fold + 1, seen.len());
        fit::fit(&seen, options)
    };
    (0..FOLDS).map(fit_fold).collect()
}

/// Every document, split by the weights that have not seen its publisher.
fn predict_folds(splitters: &[Splitter], documents: &[Document], fold_of: &BTreeMap<String, usize>) -> Vec<predict::Prediction> {
    documents.par_iter().map(|document| predict::of_document(&splitters[fold_of[&document.publisher]], document)).collect()
}

/// The fold of each publisher: largest first, each to the fold that has least.
fn folds(sets: &[Vec<Document>]) -> BTreeMap<String, usize> {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for document in sets.iter().flatten() {
        *sizes.entry(document.publisher.clone()).or_default() += 1;
    }
    let mut order: Vec<_> = sizes.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut load = [0; FOLDS];
    let mut place = |(publisher, size): (String, usize)| {
        let fold = (0..FOLDS).min_by_key(|&fold| load[fold]).unwrap_or(0);
        load[fold] += size;
        (publisher, fold)
    };
    order.into_iter().map(&mut place).collect()
}
