//! Rows of JSON in, rows of blocks out: in order, on all cores, in constant memory.

use crate::{Outcome, arguments::RowOptions, input};
use anyhow::{Context, Result};
use copydesk::{Article, Kind, Language, Role, Scratch, Splitter};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    io::{self, BufRead, IsTerminal, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Rows are handed out in batches of about this many bytes: enough to keep all cores busy, little enough to hold.
const BATCH_BYTES: usize = 4 << 20;
const BATCH_ROWS: usize = 4096;

#[derive(Deserialize)]
struct InputRow<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

/// Only the id: what an error row still says of a row without text.
#[derive(Deserialize)]
struct IdOnly<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct OutputRow<'a> {
    id: Option<&'a RawValue>,
    language: Option<Language>,
    confidence: f32,
    blocks: Vec<OutputBlock>,
}

#[derive(Serialize)]
struct OutputBlock {
    start: usize,
    end: usize,
    role: Role,
    kind: Option<Kind>,
    confidence: f32,
}

#[derive(Serialize)]
struct ErrorRow<'a> {
    id: Option<&'a RawValue>,
    line: u64,
    error: String,
}

/// A row as it was read: its number in the input, and its bytes.
struct Row {
    number: u64,
    bytes: Vec<u8>,
}

struct Batch {
    rows: Vec<Row>,
    bytes: u64,
    /// Whether the input ended with it: a batch of blank lines is empty, too.
    is_last: bool,
}

pub fn run(options: &RowOptions) -> Result<Outcome> {
    let splitter = options.splitter.splitter()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build()?;
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)).context("Ctrl-C can't be caught")?;
    let mut output = io::BufWriter::with_capacity(1 << 20, io::stdout());
    let mut outcome = Outcome::Done;
    for path in input::named(&options.files) {
        let (mut reader, size) = match input::open(&path) {
            Ok(opened) => opened,
            Err(error) => {
                eprintln!("copydesk: {error:#}");
                outcome = Outcome::SomeFailed;
                continue;
            }
        };
        let bar = progress_bar(size);
        let run = Run { splitter: &splitter, limit: options.max_row, stop: &stop, bar: &bar };
        match pool.install(|| run.stream(&mut *reader, &mut output)).with_context(|| input::name(&path))? {
            Outcome::Done => {}
            Outcome::SomeFailed => outcome = Outcome::SomeFailed,
            Outcome::Interrupted => return Ok(Outcome::Interrupted),
        }
        bar.finish_and_clear();
    }
    output.flush()?;
    Ok(outcome)
}

struct Run<'a> {
    splitter: &'a Splitter,
    limit: usize,
    stop: &'a AtomicBool,
    bar: &'a ProgressBar,
}

impl Run<'_> {
    /// Splits one batch while the next is read.
    fn stream(&self, reader: &mut (dyn BufRead + Send), output: &mut (dyn Write + Send)) -> Result<Outcome> {
        let mut outcome = Outcome::Done;
        let mut number = 0;
        let mut batch = self.read_batch(reader, &mut number)?;
        while !(batch.rows.is_empty() && batch.is_last) {
            let (written, next) = rayon::join(|| self.split_batch(&batch), || self.read_batch(reader, &mut number));
            for (row, good) in written {
                output.write_all(&row)?;
                if !good {
                    outcome = Outcome::SomeFailed;
                }
            }
            self.bar.inc(batch.bytes);
            if self.stop.load(Ordering::SeqCst) {
                output.flush()?;
                return Ok(Outcome::Interrupted);
            }
            batch = next?;
        }
        output.flush()?;
        Ok(outcome)
    }

    fn read_batch(&self, reader: &mut (dyn BufRead + Send), number: &mut u64) -> Result<Batch> {
        let mut batch = Batch { rows: Vec::new(), bytes: 0, is_last: false };
        while batch.bytes < BATCH_BYTES as u64 && batch.rows.len() < BATCH_ROWS && !self.stop.load(Ordering::SeqCst) {
            let mut bytes = Vec::new();
            let length = input::read_row(reader, self.limit, &mut bytes).with_context(|| format!("after line {number}"))?;
            if length == 0 {
                batch.is_last = true;
                break;
            }
            *number += 1;
            batch.bytes += length as u64;
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                batch.rows.push(Row { number: *number, bytes });
            }
        }
        Ok(batch)
    }

    /// The rows of a batch, split, each with whether it was good.
    fn split_batch(&self, batch: &Batch) -> Vec<(Vec<u8>, bool)> {
        batch.rows.par_iter().map_init(Scratch::default, |scratch, row| self.split_row(scratch, row)).collect()
    }

    fn split_row(&self, scratch: &mut Scratch, row: &Row) -> (Vec<u8>, bool) {
        let mut written = Vec::with_capacity(row.bytes.len() / 2);
        let good = match self.parse(row) {
            Ok(input) => {
                let article = self.splitter.split_with(scratch, &input.text);
                write_row(&mut written, &output_row(&article, input.id));
                true
            }
            Err(error) => {
                let id = serde_json::from_slice::<IdOnly<'_>>(&row.bytes).ok().and_then(|row| row.id);
                write_row(&mut written, &ErrorRow { id, line: row.number, error });
                false
            }
        };
        (written, good)
    }

    fn parse<'r>(&self, row: &'r Row) -> Result<InputRow<'r>, String> {
        if row.bytes.len() > self.limit {
            return Err(format!("the row is longer than {} bytes; --max-row raises the limit", self.limit));
        }
        let text = std::str::from_utf8(&row.bytes).map_err(|error| format!("no UTF-8 from byte {} on", error.valid_up_to()))?;
        serde_json::from_str(text).map_err(|error| format!("no row with a \"text\": {error}"))
    }
}

fn output_row<'a>(article: &Article<'_>, id: Option<&'a RawValue>) -> OutputRow<'a> {
    let blocks = article.blocks().map(|block| OutputBlock {
        start: block.span().start,
        end: block.span().end,
        role: block.role(),
        kind: block.kind(),
        confidence: thousandths(block.confidence()),
    });
    OutputRow { id, language: article.language(), confidence: thousandths(article.confidence()), blocks: blocks.collect() }
}

/// Three digits say all that a confidence knows.
fn thousandths(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

fn write_row(written: &mut Vec<u8>, row: &impl Serialize) {
    // A row of numbers, names and an id that was JSON before: there is nothing that can't be written.
    if serde_json::to_writer(&mut *written, row).is_ok() {
        written.push(b'\n');
    }
}

fn progress_bar(size: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} {bytes_per_sec}"),
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
