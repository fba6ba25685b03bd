//! Any bytes as rows of the command: a row comes out for each that is not blank, in order, and it is JSON.
#![no_main]

use copydesk::Splitter;
use copydesk_cli::{Outcome, RowRun};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::num::NonZeroUsize;

const LIMIT: usize = 4_000;

fuzz_target!(|bytes: &[u8]| {
    let Some((&threads, input)) = bytes.split_first() else { return };
    let threads = NonZeroUsize::new(threads as usize % 3 + 1).expect("one or more");
    let (splitter, stop) = (Splitter::new(), false.into());
    let run = RowRun { splitter: &splitter, limit: LIMIT, threads, stop: &stop };
    let mut output = Vec::new();
    let outcome = run.stream(&mut &input[..], &mut output, &|_| {}).expect("memory can be read and written");
    let output = String::from_utf8(output).expect("rows are UTF-8");
    assert!(output.is_empty() || output.ends_with('\n'));
    let rows: Vec<Value> = output.lines().map(|row| serde_json::from_str(row).expect("a row is JSON")).collect();
    let lines = (1..).zip(input.split(|&byte| byte == b'\n')).filter(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
    let lines: Vec<(u64, &[u8])> = lines.collect();
    assert_eq!(rows.len(), lines.len());
    rows.iter().zip(&lines).for_each(|(row, (number, line))| assert_answers(row, *number, line));
    assert_eq!(outcome == Outcome::Done, rows.iter().all(|row| row.get("error").is_none()));
});

fn assert_answers(row: &Value, number: u64, line: &[u8]) {
    let input: Option<Value> = serde_json::from_slice(line).ok().filter(|_| line.len() <= LIMIT);
    if row.get("error").is_some_and(Value::is_string) {
        assert_eq!(row["line"], number);
        return;
    }
    let input = input.expect("an answer to a row that is JSON");
    let text = input["text"].as_str().expect("an answer to a row with a text");
    assert_eq!(input.get("id").unwrap_or(&Value::Null), &row["id"]);
    let bound = |block: &Value, key: &str| block[key].as_u64().expect("a bound") as usize;
    let ends = row["blocks"].as_array().expect("blocks").iter().fold(0, |at, block| {
        assert_eq!(bound(block, "start"), at);
        bound(block, "end")
    });
    assert_eq!(ends, text.len());
}
