//! The figures of the documented scorer, by the same definitions.

use crate::{
    gold::{self, Document, byte_offsets},
    predict::{self, Prediction},
};
use anyhow::{Context, Result};
use copydesk::{Lean, Splitter};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

pub fn run(paths: &[PathBuf], predictions: &[PathBuf], by_language: bool, lean: &str) -> Result<()> {
    let lean = match lean {
        "precision" => Lean::Precision,
        "recall" => Lean::Recall,
        _ => Lean::Balanced,
    };
    let splitter = Splitter::builder().lean(lean).build()?;
    for (at, path) in paths.iter().enumerate() {
        let documents = gold::read(path)?;
        let predicted = match predictions.get(at) {
            Some(path) => read_predictions(path)?,
            None => predict::predict(&splitter, &documents),
        };
        print(&path.display().to_string(), &documents, &predicted, by_language);
    }
    Ok(())
}

fn read_predictions(path: &Path) -> Result<Vec<Prediction>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    text.lines().map(|row| serde_json::from_str(row).context("no row of predictions")).collect()
}

/// Prints the figures of a set.
pub fn print(name: &str, documents: &[Document], predictions: &[Prediction], by_language: bool) {
    let by_id: BTreeMap<String, &Prediction> = predictions.iter().map(|prediction| (prediction.id.to_string(), prediction)).collect();
    if documents.iter().all(|document| document.lines.is_empty()) {
        return strings(name, documents, &by_id);
    }
    println!("{name}: {}", Figures::of(documents.iter(), &by_id));
    if by_language {
        let mut groups: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
        for document in documents {
            groups.entry(document.lang.as_deref().unwrap_or("?")).or_default().push(document);
        }
        for (language, documents) in groups {
            println!("  {language}: {}", Figures::of(documents.into_iter(), &by_id));
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Counts {
    right: f64,
    extra: f64,
    missed: f64,
}

impl Counts {
    fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.extra)
    }
    fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }
    fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn ratio(a: f64, b: f64) -> f64 {
    if b > 0.0 { a / b } else { 1.0 }
}

const ROLES: [&str; 4] = ["headline", "subhead", "body", "boilerplate"];

#[derive(Default)]
struct Figures {
    documents: f64,
    lines: f64,
    lines_right: f64,
    perfect: f64,
    harmed: f64,
    tails: f64,
    headed: f64,
    heads: f64,
    kinds: f64,
    kinds_right: f64,
    with_language: f64,
    language_right: f64,
    language_none: f64,
    body_sum: f64,
    body: Counts,
    roles: [Counts; 4],
}

fn role_of(label: char) -> Option<&'static str> {
    Some(match label {
        'H' => "headline",
        'S' | 'C' => "subhead",
        'B' => "body",
        'X' => "boilerplate",
        _ => return None,
    })
}

impl Figures {
    fn of<'a>(documents: impl Iterator<Item = &'a Document>, predictions: &BTreeMap<String, &Prediction>) -> Figures {
        let mut figures = Figures::default();
        documents.for_each(|document| figures.add(document, predictions.get(&document.id.to_string()).copied()));
        figures
    }

    fn add(&mut self, document: &Document, prediction: Option<&Prediction>) {
        let found = predicted(document, prediction);
        self.documents += 1.0;
        let mut body = Counts::default();
        let (mut lost, mut wrong) = (0.0, 0);
        for (line, (got, kind)) in document.lines.iter().zip(&found) {
            let got = got.as_deref();
            if let Some(gold) = line.kind.as_deref().filter(|kind| *kind != "other" && got == Some("boilerplate")) {
                self.kinds += 1.0;
                self.kinds_right += f64::from(kind.as_deref() == Some(gold));
            }
            let Some(want) = role_of(line.y) else { continue };
            self.line(want, got, &mut wrong);
            let size = (line.e - line.s) as f64;
            let (keep_want, keep_got) = (want == "body", got == Some("body"));
            body.right += size * f64::from(keep_want && keep_got);
            body.extra += size * f64::from(keep_got && !keep_want);
            body.missed += size * f64::from(keep_want && !keep_got);
            lost += size * f64::from(keep_want && matches!(got, Some("boilerplate" | "meta") | None));
        }
        self.body.right += body.right;
        self.body.extra += body.extra;
        self.body.missed += body.missed;
        self.body_sum += body.f1();
        self.perfect += f64::from(wrong == 0);
        self.harmed += f64::from(lost > 0.02 * (body.missed + body.right));
        self.ends(document, &found);
        self.language(document, prediction);
    }

    fn line(&mut self, want: &str, got: Option<&str>, wrong: &mut u32) {
        let place = |role: &str| ROLES.iter().position(|known| *known == role);
        self.lines += 1.0;
        let Some(at) = place(want) else { return };
        if got == Some(want) {
            self.roles[at].right += 1.0;
            self.lines_right += 1.0;
            return;
        }
        *wrong += 1;
        self.roles[at].missed += 1.0;
        if let Some(got) = got.and_then(place) {
            self.roles[got].extra += 1.0;
        }
    }

    fn ends(&mut self, document: &Document, found: &[Found]) {
        let scored: Vec<(char, Option<&str>)> = document
            .lines
            .iter()
            .zip(found)
            .filter(|(line, _)| role_of(line.y).is_some())
            .map(|(line, (got, _))| (line.y, got.as_deref()))
            .collect();
        let gold = scored.iter().rposition(|(y, _)| *y == 'B');
        let got = scored.iter().rposition(|(_, got)| *got == Some("body"));
        let broken = found.first().is_some_and(|(got, _)| got.is_none());
        self.tails += f64::from(gold == got && !broken);
        if scored.iter().any(|(y, _)| *y == 'H') {
            self.headed += 1.0;
            let hit = scored.iter().any(|&(y, got)| y == 'H' && got == Some("headline"));
            let false_head = scored.iter().any(|&(y, got)| y != 'H' && got == Some("headline"));
            self.heads += f64::from(hit && !false_head);
        }
    }

    fn language(&mut self, document: &Document, prediction: Option<&Prediction>) {
        let alias = |code: &str| match code {
            "no" => "nb".to_string(),
            "zht" => "zh".to_string(),
            other => other.to_string(),
        };
        let Some(lang) = document.lang.as_deref().filter(|lang| !lang.is_empty()) else { return };
        let said = prediction.and_then(|prediction| prediction.language.as_deref());
        self.with_language += 1.0;
        self.language_right += f64::from(said.map(alias) == Some(alias(lang)));
        self.language_none += f64::from(said.is_none());
    }
}

type Found = (Option<String>, Option<String>);

/// Role and kind of each gold line: those that cover most of its characters other than white space.
fn predicted(document: &Document, prediction: Option<&Prediction>) -> Vec<Found> {
    let Some(prediction) = prediction.filter(|prediction| is_tiled(prediction, document.text.len())) else {
        return vec![(None, None); document.lines.len()];
    };
    let offsets = byte_offsets(&document.text);
    let of_line = |line: &gold::Label| {
        let (start, end) = (offsets[line.s], offsets[line.e]);
        let mut votes: Vec<(Found, usize)> = Vec::new();
        for block in prediction.blocks.iter().filter(|block| block.start < end && block.end > start) {
            let part = &document.text[block.start.max(start)..block.end.min(end)];
            let count = part.chars().filter(|c| !c.is_whitespace()).count();
            let key = (Some(block.role.clone()), block.kind.clone());
            match votes.iter_mut().find(|(known, _)| *known == key) {
                Some((_, sum)) => *sum += count,
                None if count > 0 => votes.push((key, count)),
                None => {}
            }
        }
        // The first of equals, as the documented scorer has it.
        let best = votes.iter().map(|(_, count)| *count).max();
        votes.into_iter().find(|(_, count)| Some(*count) == best).map_or((Some("body".into()), None), |(key, _)| key)
    };
    document.lines.iter().map(of_line).collect()
}

fn is_tiled(prediction: &Prediction, size: usize) -> bool {
    let mut at = 0;
    for block in &prediction.blocks {
        let known = ["headline", "subhead", "body", "meta", "boilerplate"].contains(&block.role.as_str());
        if !known || block.start != at || block.end <= at {
            return false;
        }
        at = block.end;
    }
    at == size
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n = self.documents;
        write!(f, "{n} documents, {} lines\n   ", self.lines)?;
        let rows = [
            ("line_accuracy", ratio(self.lines_right, self.lines)),
            ("body_char_f1", self.body.f1()),
            ("body_doc_f1", ratio(self.body_sum, n)),
            ("tail_exact", ratio(self.tails, n)),
            ("headline_exact", ratio(self.heads, self.headed)),
            ("perfect_docs", ratio(self.perfect, n)),
            ("harmed_docs", if n > 0.0 { self.harmed / n } else { 0.0 }),
            ("kind", ratio(self.kinds_right, self.kinds)),
            ("language", ratio(self.language_right, self.with_language)),
            (
                "language_wrong",
                if self.with_language > 0.0 { 1.0 - (self.language_right + self.language_none) / self.with_language } else { 0.0 },
            ),
        ];
        for (name, value) in rows {
            write!(f, " {name} {value:.4}")?;
        }
        f.write_str("\n   ")?;
        for (role, counts) in ROLES.iter().zip(&self.roles) {
            write!(f, " {role} P {:.4} R {:.4} F1 {:.4};", counts.precision(), counts.recall(), counts.f1())?;
        }
        Ok(())
    }
}

/// Figures for text of which strings must stay or go.
fn strings(name: &str, documents: &[Document], predictions: &BTreeMap<String, &Prediction>) {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut counts = Counts::default();
    for document in documents {
        let Some(prediction) = predictions.get(&document.id.to_string()).filter(|prediction| is_tiled(prediction, document.text.len()))
        else {
            counts.missed += document.with.len() as f64;
            counts.extra += document.without.len() as f64;
            continue;
        };
        let kept = prediction.blocks.iter().filter(|block| matches!(block.role.as_str(), "headline" | "subhead" | "body"));
        let kept = fold(&kept.map(|block| &document.text[block.start..block.end]).collect::<Vec<_>>().join(" "));
        for string in &document.with {
            if kept.contains(&fold(string)) { counts.right += 1.0 } else { counts.missed += 1.0 }
        }
        counts.extra += document.without.iter().filter(|string| kept.contains(&fold(string))).count() as f64;
    }
    println!(
        "{name}: {} documents\n    precision {:.4} recall {:.4} f1 {:.4}",
        documents.len(),
        counts.precision(),
        counts.recall(),
        counts.f1()
    );
}
