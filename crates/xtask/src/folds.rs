//! Cross-validation: no document is predicted by weights that saw its publisher.

use crate::{
    fit::{self, Options},
    gold::{self, Document},
    predict, score,
};
use anyhow::Result;
use std::{collections::BTreeMap, path::Path, path::PathBuf};

const FOLDS: usize = 5;

pub fn run(paths: &[PathBuf], folder: Option<&Path>, options: &Options) -> Result<()> {
    let sets: Vec<Vec<Document>> = paths.iter().map(|path| gold::read(path)).collect::<Result<_>>()?;
    let fold_of = folds(&sets);
    let examples: Vec<Vec<_>> = sets.iter().map(|documents| fit::examples(documents, options)).collect();
    let mut predictions: Vec<Vec<Option<predict::Prediction>>> = sets.iter().map(|documents| vec![None; documents.len()]).collect();
    for fold in 0..FOLDS {
        let others: Vec<_> = sets.iter().zip(&examples).flat_map(|(documents, examples)| documents.iter().zip(examples)).collect();
        let seen: Vec<_> = others.into_iter().filter(|(document, _)| fold_of[&document.publisher] != fold).map(|(_, example)| example).collect();
        let splitter = fit::splitter_of(&fit::fit(&seen, options))?;
        eprintln!("fold {} of {FOLDS}: fitted on {} documents", fold + 1, seen.len());
        for (documents, predictions) in sets.iter().zip(&mut predictions) {
            let held: Vec<usize> = (0..documents.len()).filter(|&at| fold_of[&documents[at].publisher] == fold).collect();
            let texts: Vec<Document> = held.iter().map(|&at| documents[at].clone()).collect();
            for (at, prediction) in held.iter().zip(predict::predict(&splitter, &texts)) {
                predictions[*at] = Some(prediction);
            }
        }
    }
    for ((path, documents), predictions) in paths.iter().zip(&sets).zip(predictions) {
        let predictions: Vec<_> = predictions.into_iter().flatten().collect();
        if let Some(folder) = folder {
            std::fs::create_dir_all(folder)?;
            let name = path.file_name().unwrap_or(path.as_os_str());
            predict::write(&folder.join(name), &predictions)?;
        }
        score::print(&path.display().to_string(), documents, &predictions, false);
    }
    Ok(())
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
