//! What can be asked of the command.

use crate::input;
use anyhow::{Context, Result, ensure};
use clap::{Args, Parser, Subcommand, ValueEnum};
use copydesk::{Language, Lean, Pack, Splitter, Weights, limits};
use std::path::{Path, PathBuf};

#[derive(Parser, Debug)]
#[command(name = "copydesk", version, about, long_about = None, args_conflicts_with_subcommands = true, subcommand_precedence_over_arg = true)]
#[command(after_help = "Exit status: 0 done; 1 done, but some input could not be used; 2 wrong call; 130 interrupted.")]
/// Splits article text into headline, subheads, body and boilerplate, and says why.
pub struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) show: ShowOptions,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Split rows of JSON: {"id", "text"} in, {"id", "language", "confidence", "blocks"} out, in order.
    Split(RowOptions),
    /// Check and list rules.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// List the languages that have rules, with how many.
    Languages,
}

#[derive(Subcommand, Debug)]
pub enum RulesCommand {
    /// Check rule pages and print what is wrong with them.
    Check {
        /// Pages in the format of rules/*.toml.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// List the ids of the built-in rules with kind and reason.
    List {
        /// Only those of this language (`common` for those of every language).
        language: Option<String>,
    },
}

#[derive(Args, Debug)]
pub struct ShowOptions {
    /// Texts to split; standard input if none is named, or for `-`.
    pub files: Vec<PathBuf>,
    /// Print only the clean article: headline, subheads and body.
    #[arg(long, conflicts_with_all = ["json", "explain"])]
    pub body: bool,
    /// Print all blocks as JSON, one row for each text.
    #[arg(long, conflicts_with = "explain")]
    pub json: bool,
    /// Print the rules and facts behind each block.
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub splitter: SplitterOptions,
}

#[derive(Args, Debug)]
pub struct RowOptions {
    /// Rows of JSON, one a line.
    #[arg(long, required = true)]
    pub jsonl: bool,
    /// Files of rows; standard input if none is named, or for `-`.
    pub files: Vec<PathBuf>,
    /// Threads; all cores unless given.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub threads: usize,
    /// A longer row is refused, in bytes.
    #[arg(long, default_value_t = 16 * 1024 * 1024)]
    pub max_row: usize,
    #[command(flatten)]
    pub splitter: SplitterOptions,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LeanName {
    Precision,
    Balanced,
    Recall,
}

#[derive(Args, Debug)]
pub struct SplitterOptions {
    /// The language of all texts, such as `fr`; told from each text unless given.
    #[arg(long)]
    pub language: Option<Language>,
    /// Which mistake is worse: to cut story (precision) or to keep boilerplate (recall).
    #[arg(long, value_enum, default_value = "balanced")]
    pub lean: LeanName,
    /// A rule page of your own, added to the built-in rules.
    #[arg(long, value_name = "PAGE")]
    pub pack: Vec<PathBuf>,
    /// A built-in rule to leave out, such as `fr/support-appeal`.
    #[arg(long, value_name = "ID")]
    pub without_rule: Vec<String>,
    /// A table of weights of your own.
    #[arg(long, value_name = "TABLE")]
    pub weights: Option<PathBuf>,
}

impl SplitterOptions {
    pub fn splitter(&self) -> Result<Splitter> {
        let lean = match self.lean {
            LeanName::Precision => Lean::Precision,
            LeanName::Balanced => Lean::Balanced,
            LeanName::Recall => Lean::Recall,
        };
        let mut builder = Splitter::builder().lean(lean);
        if let Some(language) = self.language {
            builder = builder.language(language);
        }
        for path in &self.pack {
            builder = builder.pack(Pack::parse_bytes(&path.display().to_string(), &input::bounded(path, limits::PAGE)?)?);
        }
        for id in &self.without_rule {
            builder = builder.without_rule(id);
        }
        if let Some(path) = &self.weights {
            builder = builder.weights(Weights::parse(&path.display().to_string(), &table(path)?)?);
        }
        Ok(builder.build()?)
    }
}

/// A table of weights, which is read up to the length of a page.
fn table(path: &Path) -> Result<String> {
    let bytes = input::bounded(path, limits::PAGE)?;
    ensure!(bytes.len() <= limits::PAGE, "{}: a table of weights has at most {} bytes", path.display(), limits::PAGE);
    String::from_utf8(bytes).with_context(|| format!("{} can't be read", path.display()))
}
