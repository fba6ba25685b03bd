//! Tasks of the developers of copydesk: fitting weights, scoring against gold.

mod calibrate;
mod crf;
mod fit;
mod folds;
mod gold;
mod languages;
mod lbfgs;
mod places;
mod predict;
mod prior;
mod score;
mod thin;

use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(about = "Fits the weights of copydesk, and scores it, on labelled text")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fits a table of weights on labelled rows and fixtures, and prints it.
    Fit {
        /// Rows in the documented format, or folders of fixtures.
        #[arg(required = true)]
        gold: Vec<PathBuf>,
        /// Where the table goes; standard output unless given.
        #[arg(long)]
        out: Option<PathBuf>,
        #[command(flatten)]
        options: fit::Options,
    },
    /// Scores with weights fitted without the publisher at hand: five folds, each predicted by the other four.
    Cross {
        #[arg(required = true)]
        gold: Vec<PathBuf>,
        /// A folder for the predictions, a file for each file of gold.
        #[arg(long)]
        predictions: Option<PathBuf>,
        /// Figures by language as well.
        #[arg(long)]
        by_language: bool,
        #[command(flatten)]
        options: fit::Options,
    },
    /// Shows how well the words of the pages tell languages, and how often whatlang has to be asked.
    Languages {
        /// Rows in the documented format, or folders of fixtures.
        #[arg(required = true)]
        gold: Vec<PathBuf>,
    },
    /// Scores the built-in weights, with the definitions of the documented scorer.
    Score {
        #[arg(required = true)]
        gold: Vec<PathBuf>,
        /// Figures by language as well.
        #[arg(long)]
        by_language: bool,
        /// Predictions to score, one file for each of gold, instead of predicting.
        #[arg(long)]
        predictions: Vec<PathBuf>,
        #[arg(long, value_parser = ["precision", "balanced", "recall"], default_value = "balanced")]
        lean: String,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Fit { gold, out, options } => fit::run(&gold, out.as_deref(), &options),
        Task::Cross { gold, predictions, by_language, options } => folds::run(&gold, predictions.as_deref(), by_language, &options),
        Task::Languages { gold } => languages::run(&gold),
        Task::Score { gold, by_language, predictions, lean } => score::run(&gold, &predictions, by_language, &lean),
    }
}
