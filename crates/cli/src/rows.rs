//! Rows of JSON in, rows of blocks out: in order, on all cores, in constant memory.
//!
//! Every thread takes a batch of rows from the input, splits it, and writes what came of it when its turn has come. There
//! is no thread that only reads or only writes: with two cores, both split.

use crate::{
    Outcome,
    arguments::RowOptions,
    batch::{Batch, Source},
    input,
    row::RowSplitter,
    sink::Sink,
};
use anyhow::{Context, Result};
use copydesk::Splitter;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{self, BufRead, IsTerminal, Write},
    num::NonZeroUsize,
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// What is the same for all inputs of a run.
#[derive(Clone, Copy, Debug)]
pub struct RowRun<'a> {
    /// What splits the texts.
    pub splitter: &'a Splitter,
    /// The longest row that is read, in bytes.
    pub limit: usize,
    /// How many threads split.
    pub threads: NonZeroUsize,
    /// Ends the run as soon as it is set.
    pub stop: &'a AtomicBool,
}

impl RowRun<'_> {
    /// Splits all rows of `reader`. Each call of `output` to write gets whole rows.
    ///
    /// ```
    /// use copydesk_cli::{Outcome, RowRun};
    /// let splitter = copydesk::Splitter::new();
    /// let (stop, one) = (false.into(), 1.try_into()?);
    /// let run = RowRun { splitter: &splitter, limit: 1000, threads: one, stop: &stop };
    /// let mut output = Vec::new();
    /// let outcome = run.stream(&mut &b"{\"id\": 1, \"text\": \"\"}\n"[..], &mut output, &|_| {})?;
    /// assert_eq!((outcome, output), (Outcome::Done, b"{\"id\":1,\"language\":null,\"confidence\":0.0,\"blocks\":[]}\n".to_vec()));
    /// # Ok::<(), anyhow::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the input can't be read, or the output not be written; rows before that have been written.
    pub fn stream(
        &self,
        reader: &mut (dyn BufRead + Send),
        output: &mut (dyn Write + Send),
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Outcome> {
        let source = Mutex::new(Source::new(reader, self.limit));
        let sink = Sink::new(output, 2 * self.threads.get());
        let unread = OnceLock::new();
        let work = || {
            let mut rows = RowSplitter::new(self.splitter, self.limit);
            let mut batch = Batch::default();
            while !self.stop.load(Ordering::SeqCst) && !sink.is_broken() {
                match source.lock().unwrap_or_else(PoisonError::into_inner).fill(&mut batch) {
                    Ok(true) => {}
                    Ok(false) => return,
                    Err(error) => return drop(unread.set(error)),
                }
                let mut written = Vec::with_capacity(batch.length as usize / 2);
                let mut good = true;
                batch.rows().for_each(|row| good &= rows.split(&row, &mut written));
                sink.put(batch.number, written, good);
                progress(batch.length);
            }
        };
        thread::scope(|scope| {
            (1..self.threads.get()).for_each(|_| drop(scope.spawn(work)));
            work();
        });
        let good = sink.close()?;
        if let Some(error) = unread.into_inner() {
            let lines = source.into_inner().unwrap_or_else(PoisonError::into_inner).lines;
            return Err(error).with_context(|| format!("after line {lines}"));
        }
        Ok(match (self.stop.load(Ordering::SeqCst), good) {
            (true, _) => Outcome::Interrupted,
            (false, true) => Outcome::Done,
            (false, false) => Outcome::SomeFailed,
        })
    }
}

pub(crate) fn run(options: &RowOptions) -> Result<Outcome> {
    let splitter = options.splitter.splitter()?;
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = NonZeroUsize::new(options.threads).unwrap_or_else(cores);
    static STOP: AtomicBool = AtomicBool::new(false);
    let mut output = WholeRows;
    ctrlc::set_handler(|| interrupt(&STOP)).context("Ctrl-C can't be caught")?;
    let run = RowRun { splitter: &splitter, limit: options.max_row, threads, stop: &STOP };
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
        match run.stream(&mut *reader, &mut output, &|bytes| bar.inc(bytes)).with_context(|| input::name(&path))? {
            Outcome::Done => {}
            Outcome::SomeFailed => outcome = Outcome::SomeFailed,
            Outcome::Interrupted => return Ok(Outcome::Interrupted),
        }
        bar.finish_and_clear();
    }
    Ok(outcome)
}

/// Held while rows are written.
static WRITING: Mutex<()> = Mutex::new(());

/// Standard output, which an interruption finds between rows.
struct WholeRows;

impl Write for WholeRows {
    fn write(&mut self, rows: &[u8]) -> io::Result<usize> {
        self.write_all(rows).map(|()| rows.len())
    }

    fn write_all(&mut self, rows: &[u8]) -> io::Result<()> {
        let _writing = WRITING.lock();
        let mut output = io::stdout().lock();
        output.write_all(rows)?;
        output.flush()
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Ctrl-C: the threads stop behind their batches; but they may be waiting for input that never comes, so that the
/// program ends here, as soon as no row is half written. A second Ctrl-C does not even wait for that.
fn interrupt(stop: &AtomicBool) {
    if stop.swap(true, Ordering::SeqCst) {
        std::process::exit(crate::INTERRUPTED.into());
    }
    thread::spawn(|| {
        let _nobody_writes = WRITING.lock();
        std::process::exit(crate::INTERRUPTED.into());
    });
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
