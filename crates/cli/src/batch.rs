//! A batch of rows: what one thread takes from the input at a time.

use crate::{input, row::Row};
use std::io::{self, BufRead};

/// Little enough that memory stays small and all threads end together, enough that locks are hardly ever waited for.
const BATCH_BYTES: usize = 256 << 10;
/// A buffer that grew beyond this is given back.
const KEPT_BYTES: usize = 4 << 20;

/// Rows in one buffer.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The batch's number in the input, from 0.
    pub number: u64,
    /// How many bytes of the input it stands for.
    pub length: u64,
    bytes: Vec<u8>,
    /// Number, end in `bytes` and whether it is too long, for each row.
    rows: Vec<(u64, usize, bool)>,
}

impl Batch {
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut start = 0;
        self.rows.iter().map(move |&(number, end, too_long)| {
            let bytes = self.bytes.get(start..end).unwrap_or(&[]);
            start = end;
            Row { number, bytes, too_long }
        })
    }

    fn clear(&mut self) {
        self.length = 0;
        self.rows.clear();
        self.bytes.clear();
        if self.bytes.capacity() > KEPT_BYTES {
            self.bytes = Vec::new();
        }
    }
}

/// The input, taken from in batches.
pub(crate) struct Source<'a> {
    reader: &'a mut (dyn BufRead + Send),
    limit: usize,
    /// Lines and batches that were read.
    pub lines: u64,
    batches: u64,
    ended: bool,
    failed: Option<io::Error>,
}

impl Source<'_> {
    pub fn new(reader: &mut (dyn BufRead + Send), limit: usize) -> Source<'_> {
        Source { reader, limit, lines: 0, batches: 0, ended: false, failed: None }
    }

    /// Fills the batch with the next rows; blank ones are passed over. False at the end of input.
    /// What was read before an error comes first, and the error with the next call.
    pub fn fill(&mut self, batch: &mut Batch) -> io::Result<bool> {
        batch.clear();
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        batch.number = self.batches;
        while !self.ended && batch.length < BATCH_BYTES as u64 {
            let start = batch.bytes.len();
            let length = input::read_row(self.reader, self.limit, &mut batch.bytes).unwrap_or_else(|error| {
                self.failed = Some(error);
                0
            });
            if length == 0 {
                self.ended = true;
                break;
            }
            self.lines += 1;
            batch.length += length as u64;
            let row = batch.bytes.get(start..).unwrap_or(&[]);
            let too_long = row.len() > self.limit;
            if row.iter().all(u8::is_ascii_whitespace) && !too_long {
                batch.bytes.truncate(start);
            } else {
                if too_long {
                    batch.bytes.truncate(start + self.limit);
                }
                batch.rows.push((self.lines, batch.bytes.len(), too_long));
            }
        }
        self.batches += 1;
        match self.failed.take() {
            Some(error) if batch.length == 0 => Err(error),
            error => {
                self.failed = error;
                Ok(batch.length > 0)
            }
        }
    }
}
