//! Where texts and rows come from.

use anyhow::{Context, Result};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// The inputs that were named, or standard input.
pub fn named(files: &[PathBuf]) -> Vec<PathBuf> {
    if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() }
}

/// What messages call an input.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".into() } else { path.display().to_string() }
}

/// A reader for an input, and its size in bytes where that is known.
pub fn open(path: &Path) -> Result<(Box<dyn BufRead + Send>, Option<u64>)> {
    if path == Path::new("-") {
        return Ok((Box::new(BufReader::with_capacity(1 << 20, io::stdin())), None));
    }
    let file = File::open(path).with_context(|| name(path))?;
    let metadata = file.metadata().with_context(|| name(path))?;
    anyhow::ensure!(!metadata.is_dir(), "{}: is a directory", name(path));
    let size = metadata.is_file().then_some(metadata.len());
    Ok((Box::new(BufReader::with_capacity(1 << 20, file)), size))
}

/// The whole of an input as text.
pub fn text(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    open(path)?.0.read_to_end(&mut bytes).with_context(|| name(path))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow::anyhow!("{}: no UTF-8 from byte {at} on; convert it first, for instance with iconv", name(path))
    })
}

/// The bytes of a file, one more than `limit` at most: enough to see that it is too long.
pub fn bounded(path: &Path, limit: usize) -> Result<Vec<u8>> {
    let cause = || format!("{} can't be read", path.display());
    let mut bytes = Vec::new();
    File::open(path).with_context(cause)?.take(limit as u64 + 1).read_to_end(&mut bytes).with_context(cause)?;
    Ok(bytes)
}

/// Appends what stands up to the end of a line to `rows`, without it. Of a row longer than `limit` one byte more is kept.
/// Returns the row's length in bytes with its line end; 0 at the end of input.
pub fn read_row(reader: &mut dyn BufRead, limit: usize, rows: &mut Vec<u8>) -> io::Result<usize> {
    let start = rows.len();
    let mut length = 0;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(length);
        }
        let end = memchr::memchr(b'\n', buffer);
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or(buffer);
        let room = limit.saturating_add(1).saturating_sub(rows.len() - start);
        rows.extend_from_slice(part.get(..room).unwrap_or(part));
        let used = part.len() + usize::from(end.is_some());
        length += used;
        reader.consume(used);
        if end.is_some() {
            return Ok(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_long_ones_bounded() {
        let mut reader = io::BufReader::with_capacity(4, &b"ab\n\nabcdefghij\nx"[..]);
        let mut next = || {
            let mut row = b"before".to_vec();
            read_row(&mut reader, 5, &mut row).map(|length| (length, row.split_off(6))).expect("nothing fails here")
        };
        assert_eq!(next(), (3, b"ab".to_vec()));
        assert_eq!(next(), (1, b"".to_vec()));
        assert_eq!(next(), (11, b"abcdef".to_vec()));
        assert_eq!(next(), (1, b"x".to_vec()));
        assert_eq!(next(), (0, b"".to_vec()));
    }
}
