//! Predictions in the documented format.

use crate::gold::Document;
use anyhow::Result;
use copydesk::Splitter;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prediction {
    pub id: serde_json::Value,
    pub language: Option<String>,
    pub blocks: Vec<PredictedBlock>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PredictedBlock {
    pub start: usize,
    pub end: usize,
    pub role: String,
    #[serde(default)]
    pub kind: Option<String>,
    #[serde(default)]
    pub confidence: f32,
}

/// Splits every document.
pub fn predict(splitter: &Splitter, documents: &[Document]) -> Vec<Prediction> {
    documents.par_iter().map(|document| of_document(splitter, document)).collect()
}

/// Splits a document.
pub fn of_document(splitter: &Splitter, document: &Document) -> Prediction {
    let article = splitter.split(&document.text);
    let blocks = article.blocks().map(|block| PredictedBlock {
        start: block.span().start,
        end: block.span().end,
        role: block.role().name().into(),
        kind: block.kind().map(|kind| kind.name().into()),
        confidence: block.confidence(),
    });
    Prediction { id: document.id.clone(), language: article.language().map(|language| language.code().into()), blocks: blocks.collect() }
}

/// Writes predictions, a row each.
pub fn write(path: &std::path::Path, predictions: &[Prediction]) -> Result<()> {
    let rows: Vec<String> = predictions.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    std::fs::write(path, rows.join("\n") + "\n")?;
    Ok(())
}
