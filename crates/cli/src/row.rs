//! One row: JSON with an id and a text in, JSON with the blocks out.

use copydesk::{Article, Block, Scratch, Splitter};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Scratch memory that has grown for a text longer than this is given back: a row of 60 MB is not paid for to the end.
const KEPT_TEXT: usize = 1 << 20;

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
struct ErrorRow<'a> {
    id: Option<&'a RawValue>,
    line: u64,
    error: String,
}

/// A row as it was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Its line in the input, counted from 1.
    pub number: u64,
    pub bytes: &'a [u8],
    /// Whether it is longer than the limit, and `bytes` only its beginning.
    pub too_long: bool,
}

/// Splits rows with memory of its own: one for each thread.
pub(crate) struct RowSplitter<'a> {
    splitter: &'a Splitter,
    limit: usize,
    scratch: Scratch,
}

impl RowSplitter<'_> {
    pub fn new(splitter: &Splitter, limit: usize) -> RowSplitter<'_> {
        RowSplitter { splitter, limit, scratch: Scratch::default() }
    }

    /// Appends the answer to a row; says whether the row was good.
    pub fn split(&mut self, row: &Row<'_>, written: &mut Vec<u8>) -> bool {
        let parsed = self.parse(row);
        match &parsed {
            Ok(input) => {
                write_article(written, &self.splitter.split_with(&mut self.scratch, &input.text), input.id);
                if input.text.len() > KEPT_TEXT {
                    self.scratch = Scratch::default();
                }
            }
            Err(error) => {
                let id = serde_json::from_slice::<IdOnly<'_>>(row.bytes).ok().and_then(|row| row.id).filter(|id| is_sound(id));
                write_error(written, &ErrorRow { id, line: row.number, error: error.clone() });
            }
        }
        parsed.is_ok()
    }

    fn parse<'r>(&self, row: &Row<'r>) -> Result<InputRow<'r>, String> {
        if row.too_long {
            return Err(format!("the row is longer than {} bytes; --max-row raises the limit", self.limit));
        }
        let text = std::str::from_utf8(row.bytes).map_err(|error| format!("no UTF-8 from byte {} on", error.valid_up_to()))?;
        let row: InputRow<'_> = serde_json::from_str(text).map_err(|error| format!("no row with a \"text\": {error}"))?;
        match row.id {
            Some(id) if !is_sound(id) => Err("the id nests too deep, or is too great a number, to be read back".into()),
            _ => Ok(row),
        }
    }
}

/// Whether what reads the answer will take the id: it comes back as it was written, and a hundred thousand brackets are JSON.
fn is_sound(id: &RawValue) -> bool {
    let id = id.get();
    let plain = id.starts_with('"') || id.len() < 100 && !id.starts_with(['[', '{']) && !id.contains(['e', 'E']);
    plain || serde_json::from_str::<serde_json::Value>(id).is_ok()
}

fn write_error(written: &mut Vec<u8>, row: &ErrorRow<'_>) {
    let start = written.len();
    // A number, a message and an id that was JSON before: there is nothing that can't be written.
    match serde_json::to_writer(&mut *written, row) {
        Ok(()) => written.push(b'\n'),
        Err(_) => written.truncate(start),
    }
}

/// Written by hand: names and numbers need no escapes, and there are a hundred of them to a text.
fn write_article(written: &mut Vec<u8>, article: &Article<'_>, id: Option<&RawValue>) {
    written.extend_from_slice(b"{\"id\":");
    written.extend_from_slice(id.map_or("null", RawValue::get).as_bytes());
    written.extend_from_slice(b",\"language\":");
    write_name(written, article.language().as_ref().map(|language| language.code()));
    written.extend_from_slice(b",\"confidence\":");
    write_confidence(written, article.confidence());
    written.extend_from_slice(b",\"blocks\":[");
    for (at, block) in article.blocks().enumerate() {
        if at > 0 {
            written.push(b',');
        }
        write_block(written, &block);
    }
    written.extend_from_slice(b"]}\n");
}

fn write_block(written: &mut Vec<u8>, block: &Block<'_>) {
    let span = block.span();
    written.extend_from_slice(b"{\"start\":");
    write_number(written, span.start);
    written.extend_from_slice(b",\"end\":");
    write_number(written, span.end);
    written.extend_from_slice(b",\"role\":");
    write_name(written, Some(block.role().name()));
    written.extend_from_slice(b",\"kind\":");
    write_name(written, block.kind().map(|kind| kind.name()));
    written.extend_from_slice(b",\"confidence\":");
    write_confidence(written, block.confidence());
    written.push(b'}');
}

/// A name of small letters and dashes.
fn write_name(written: &mut Vec<u8>, name: Option<&str>) {
    let Some(name) = name else { return written.extend_from_slice(b"null") };
    written.push(b'"');
    written.extend_from_slice(name.as_bytes());
    written.push(b'"');
}

fn write_number(written: &mut Vec<u8>, mut number: usize) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
        first -= 1;
        if number == 0 {
            break;
        }
    }
    written.extend_from_slice(digits.get(first..).unwrap_or(b"0"));
}

/// Three digits say all that a confidence knows.
fn write_confidence(written: &mut Vec<u8>, confidence: f32) {
    let thousandths = (confidence * 1000.0).round().clamp(0.0, 1000.0) as u16;
    if thousandths == 1000 {
        return written.extend_from_slice(b"1.0");
    }
    let digits = [thousandths / 100, thousandths / 10 % 10, thousandths % 10].map(|digit| b'0' + digit as u8);
    let kept = digits.iter().rposition(|&digit| digit != b'0').map_or(1, |last| last + 1);
    written.extend_from_slice(b"0.");
    written.extend_from_slice(digits.get(..kept).unwrap_or(b"0"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut Vec<u8>)) -> String {
        let mut written = Vec::new();
        write(&mut written);
        String::from_utf8(written).expect("UTF-8")
    }

    #[test]
    fn numbers_are_written_as_json_has_them() {
        for number in [0, 7, 10, 99, 100, 12_345, usize::MAX] {
            assert_eq!(written(|out| write_number(out, number)), number.to_string());
        }
    }

    #[test]
    fn confidence_is_written_as_json_has_it() {
        for thousandths in 0..=1000_u16 {
            let confidence = f32::from(thousandths) / 1000.0;
            assert_eq!(written(|out| write_confidence(out, confidence)), serde_json::to_string(&confidence).expect("a number"));
        }
        assert_eq!(written(|out| write_confidence(out, 0.98765)), "0.988");
        assert_eq!(written(|out| write_confidence(out, f32::NAN)), "0.0");
    }

    #[test]
    fn memory_of_a_huge_row_is_given_back() {
        let splitter = Splitter::new();
        let mut rows = RowSplitter::new(&splitter, usize::MAX);
        let mut split = |text: &str| {
            let row = serde_json::json!({"text": text}).to_string();
            assert!(rows.split(&Row { number: 1, bytes: row.as_bytes(), too_long: false }, &mut Vec::new()));
            format!("{:?}", rows.scratch).len()
        };
        // What a scratch holds of its last text shows in what it prints.
        assert!(split("Rain fell.\n") > split(&"Rain fell.\n".repeat(KEPT_TEXT / 10)));
    }
}
