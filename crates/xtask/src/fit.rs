//! Fits a table of weights.

use crate::{
    calibrate,
    crf::{Chain, Example, Layout},
    gold::{self, Document},
    lbfgs::minimise,
    places::{PLACES, allowed},
    prior::Prior,
    thin,
};
use anyhow::{Context, Result};
use copydesk::{Lean, Splitter, Weights, fitting};
use rayon::prelude::*;
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// How hard weights are held to their prior.
    #[arg(long, default_value_t = 1.5)]
    pub hold: f64,
    /// How hard the part is held that weights of places of one role have in common.
    #[arg(long, default_value_t = 0.2)]
    pub hold_role: f64,
    /// How hard weights of neighbouring buckets are held to one another.
    #[arg(long, default_value_t = 3.0)]
    pub smooth: f64,
    /// At most this many steps of the optimiser.
    #[arg(long, default_value_t = 200)]
    pub steps: usize,
    /// A document of n lines counts as n to the power of this.
    #[arg(long, default_value_t = 0.35)]
    pub size_power: f64,
    /// How much a cue says before anything is learned: a plain one, in nats; a strong one says twice as much.
    #[arg(long, default_value_t = 1.5)]
    pub cue_prior: f64,
    /// What it costs to cut a line of the story, in nats, beyond being wrong.
    #[arg(long, default_value_t = 9.0)]
    pub harm_cost: f32,
    /// What it costs to keep a long line of boilerplate, in nats, beyond being wrong.
    #[arg(long, default_value_t = 3.0)]
    pub keep_cost: f32,
    /// What it costs to miss the headline, or to take another line for it, in nats, beyond being wrong.
    #[arg(long, default_value_t = 2.0)]
    pub headline_cost: f32,
    /// What it costs to miss a subhead, or to take another line for one.
    #[arg(long, default_value_t = 1.0)]
    pub subhead_cost: f32,
    /// How much a document counts of which only some strings are labelled.
    #[arg(long, default_value_t = 0.5)]
    pub strings_weight: f64,
    /// Groups of facts to leave out, to see what they are worth.
    #[arg(long, value_delimiter = ',')]
    pub without: Vec<String>,
    /// How much a fixture counts.
    #[arg(long, default_value_t = 2.0)]
    pub fixture_weight: f64,
    /// How many thinned copies of each fixture are learned from as well.
    #[arg(long, default_value_t = 4)]
    pub copies: usize,
    /// How much a thinned copy counts, beside its fixture.
    #[arg(long, default_value_t = 0.25)]
    pub copy_weight: f64,
}

pub fn run(paths: &[PathBuf], out: Option<&Path>, options: &Options) -> Result<()> {
    let mut documents = Vec::new();
    for path in paths {
        documents.extend(thin::with_copies(&gold::read(path)?, options.copies));
    }
    let examples = examples(&documents, options);
    let references: Vec<&Example> = examples.iter().collect();
    let margins = calibrate::margins(&documents, &examples, options)?;
    let table = fit(&references, options).replace(UNCALIBRATED, &confidence_row(&calibrate::levels(&margins)));
    Weights::parse("the fitted table", &table).context("the table that was fitted can't be read")?;
    match out {
        Some(path) => std::fs::write(path, table).with_context(|| format!("{} can't be written", path.display()))?,
        None => print!("{table}"),
    }
    Ok(())
}

/// What is learned from each document.
pub fn examples(documents: &[Document], options: &Options) -> Vec<Example> {
    let splitter = Splitter::new();
    let used = used(options);
    documents.par_iter().map(|document| example(&splitter, document, options, &used)).collect()
}

/// Which facts are used.
fn used(options: &Options) -> Vec<bool> {
    let left_out = |name: &String| options.without.iter().any(|group| name.split('=').next() == Some(group));
    fitting::fact_names().iter().map(|name| !left_out(name)).collect()
}

fn example(splitter: &Splitter, document: &Document, options: &Options, used: &[bool]) -> Example {
    let mut observed = splitter.observe(&document.text);
    observed.iter_mut().for_each(|(_, facts)| facts.retain(|&fact| used[fact as usize]));
    let spans: Vec<_> = observed.iter().map(|(span, _)| *span).collect();
    let allowed = allowed(document, &spans);
    let costs = spans.iter().zip(&allowed).map(|(span, &set)| costs(span.len(), set, options)).collect();
    let lines = spans.len().max(1) as f64;
    let kind = if document.lines.is_empty() {
        options.strings_weight
    } else if document.is_fixture() {
        options.fixture_weight * if document.thinned { options.copy_weight } else { 1.0 }
    } else {
        1.0
    };
    Example {
        facts: observed.into_iter().map(|(_, facts)| facts).collect(),
        allowed,
        costs,
        weight: kind * lines.powf(options.size_power - 1.0),
    }
}

const HEADLINE: usize = 2;
const SUBHEADS: [usize; 2] = [3, 7];
const BODY: usize = 6;
const META: [usize; 4] = [1, 4, 8, 10];
const CUT: [usize; 8] = [0, 1, 4, 5, 8, 9, 10, 11];

fn costs(bytes: usize, set: u16, options: &Options) -> [f32; PLACES] {
    let mut costs = [0.0; PLACES];
    let size = (bytes as f32 / 200.0).min(1.0);
    let has = |place: usize| set >> place & 1 == 1;
    if set == 1 << HEADLINE {
        costs.iter_mut().for_each(|cost| *cost += options.headline_cost);
    } else if !has(HEADLINE) {
        costs[HEADLINE] += options.headline_cost;
    }
    if SUBHEADS.iter().any(|&place| set == 1 << place) {
        costs.iter_mut().for_each(|cost| *cost += options.subhead_cost);
    } else {
        SUBHEADS.iter().filter(|&&place| !has(place)).for_each(|&place| costs[place] += options.subhead_cost);
    }
    if set == 1 << BODY {
        CUT.iter().for_each(|&place| costs[place] += options.harm_cost * size);
    } else if CUT.iter().any(|&place| set == 1 << place) {
        costs[BODY] += options.keep_cost * size;
        // A line cut as meta is cut all the same, but its kind is lost.
        if !META.iter().any(|&place| set == 1 << place) {
            META.iter().for_each(|&place| costs[place] += options.keep_cost / 2.0);
        }
    }
    costs
}

/// Fits weights and returns them as a table.
pub fn fit(examples: &[&Example], options: &Options) -> String {
    let names = fitting::fact_names();
    let layout = Layout { facts: names.len() };
    let (steps, ends) = (fitting::steps(), fitting::ends());
    let prior = Prior::new(&names, layout, options);
    let mut x = prior.mean().to_vec();
    // A text without body is no article by the model, and teaches it nothing.
    let start = Chain::new(layout, &x, &steps, &ends);
    let examples: Vec<&Example> = examples.iter().copied().filter(|example| start.allows(example)).collect();
    // Documents are summed in chunks of fixed bounds: the sum does not depend on how many threads there are.
    let loss = |x: &[f64]| {
        let chain = Chain::new(layout, x, &steps, &ends);
        let parts: Vec<(f64, Vec<f64>)> = examples
            .par_chunks(examples.len().div_ceil(16).max(1))
            .map(|chunk| {
                let mut gradient = vec![0.0; layout.len()];
                let value = chunk.iter().map(|example| chain.add_loss(x, example, &mut gradient)).sum::<f64>();
                (value, gradient)
            })
            .collect();
        let mut gradient = vec![0.0; layout.len()];
        let mut value = prior.add_cost(x, &mut gradient);
        for (part, slope) in parts {
            value += part;
            gradient.iter_mut().zip(slope).for_each(|(sum, slope)| *sum += slope);
        }
        (value, gradient)
    };
    minimise(&mut x, options.steps, loss);
    table(&names, layout, &x, &steps, &ends)
}

fn table(names: &[String], layout: Layout, x: &[f64], steps: &[[bool; PLACES]; PLACES + 1], ends: &[bool; PLACES]) -> String {
    let places = fitting::place_names();
    let mut table = String::from("# Fitted by `cargo xtask fit`; weights in hundredths of a nat.\n");
    let cell = |value: f64| ((value * 100.0).round() as i64).clamp(-32_000, 32_000).to_string();
    let mut row = |name: &str, cells: Vec<String>| write_row(&mut table, name, &cells);
    row("fact", places.iter().map(|name| name.to_string()).collect());
    for (from, allowed) in steps.iter().enumerate() {
        let name = format!("after:{}", places.get(from).unwrap_or(&"start"));
        row(&name, (0..PLACES).map(|to| if allowed[to] { cell(x[layout.step(from, to)]) } else { ".".into() }).collect());
    }
    row("end", (0..PLACES).map(|place| if ends[place] { cell(x[layout.end(place)]) } else { ".".into() }).collect());
    table.push_str(UNCALIBRATED);
    let mut row = |name: &str, cells: Vec<String>| write_row(&mut table, name, &cells);
    for (fact, name) in names.iter().enumerate() {
        let cells: Vec<String> = (0..PLACES).map(|place| cell(x[fact * PLACES + place])).collect();
        if cells.iter().any(|cell| cell != "0") {
            row(name, cells);
        }
    }
    table
}

/// Stands in a table until its confidence is calibrated.
const UNCALIBRATED: &str = "confidence 0 40 85 140 220 300 460\n";

fn confidence_row(margins: &[i64]) -> String {
    let mut row = String::new();
    write_row(&mut row, "confidence", &margins.iter().map(|margin| margin.to_string()).collect::<Vec<_>>());
    row
}

fn write_row(table: &mut String, name: &str, cells: &[String]) {
    write!(table, "{name:24}").expect("a string takes it");
    cells.iter().for_each(|cell| write!(table, " {cell:>16}").expect("a string takes it"));
    table.push('\n');
}

/// A splitter with fitted weights.
pub fn splitter_of(table: &str, lean: Lean) -> Result<Splitter> {
    let weights = Weights::parse("the fitted table", table)?;
    Ok(Splitter::builder().weights(weights).lean(lean).build()?)
}
