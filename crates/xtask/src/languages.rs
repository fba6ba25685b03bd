//! How well the votes of words tell languages, how often whatlang is asked, and where the two differ.

use crate::gold::{self, Document};
use anyhow::Result;
use copydesk::Splitter;
use std::{collections::BTreeMap, path::PathBuf};

/// Counts over the documents of a file.
#[derive(Default)]
struct Counts {
    texts: usize,
    told: usize,
    asked: usize,
    /// Of texts with a known language: told rightly, told at all; the same of votes alone, and of whatlang alone.
    right: usize,
    known: usize,
    votes_right: usize,
    whatlang_right: usize,
    /// Texts for which both have an answer, and those for which it is the same.
    both: usize,
    agreed: usize,
    /// What was told, and what whatlang or the gold has, where they differ.
    apart: BTreeMap<String, usize>,
}

/// Prints a row for each file, and below them what was told wrongly or otherwise than by whatlang.
pub fn run(gold: &[PathBuf]) -> Result<()> {
    println!(
        "| file | texts | told | whatlang asked | right | votes alone | whatlang alone | agreement |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    );
    let splitter = Splitter::new();
    let mut all = Vec::new();
    for path in gold {
        let mut counts = Counts::default();
        gold::read(path)?.iter().for_each(|document| counts.add(&splitter, document));
        println!("| {} {}", path.file_name().unwrap_or_default().to_string_lossy(), counts.row());
        all.push(counts);
    }
    let mut apart: Vec<(String, usize)> = all.into_iter().flat_map(|counts| counts.apart).collect();
    apart.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    apart.iter().for_each(|(what, count)| println!("{count:5} {what}"));
    Ok(())
}

impl Counts {
    fn add(&mut self, splitter: &Splitter, document: &Document) {
        let opinions = splitter.opinions(&document.text);
        let told = splitter.split(&document.text).language().map(|language| language.code().to_string());
        self.texts += 1;
        self.told += usize::from(told.is_some());
        self.asked += usize::from(opinions.votes.is_some_and(|(_, asked)| asked));
        if let (Some(told), Some(whatlang)) = (&told, opinions.whatlang) {
            self.both += 1;
            self.agreed += usize::from(told == whatlang);
            if told != whatlang {
                let due = document.lang.as_deref().unwrap_or("?");
                *self.apart.entry(format!("{told}, by whatlang {whatlang}, in truth {due}")).or_default() += 1;
            }
        }
        let Some(due) = document.lang.as_deref().and_then(|lang| lang.parse::<copydesk::Language>().ok()) else { return };
        self.known += 1;
        self.right += usize::from(told.as_deref() == Some(due.code()));
        self.votes_right += usize::from(opinions.votes.is_some_and(|(code, _)| code == due.code()));
        self.whatlang_right += usize::from(opinions.whatlang == Some(due.code()));
        if told.as_deref() != Some(due.code()) {
            let votes = opinions.votes.map_or("none", |(code, _)| code);
            *self.apart.entry(format!("{} (votes {votes}) for {}", told.as_deref().unwrap_or("none"), due.code())).or_default() += 1;
        }
    }

    fn row(&self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        format!(
            "| {} | {} | {} | {:.4} | {:.4} | {:.4} | {:.4} of {} |",
            self.texts,
            self.told,
            self.asked,
            share(self.right, self.known),
            share(self.votes_right, self.known),
            share(self.whatlang_right, self.known),
            share(self.agreed, self.both),
            self.both
        )
    }
}
