//! `copydesk split --jsonl`: rows in, rows out, in order, whatever stands between them.

use assert_cmd::Command;
use predicates::{prelude::PredicateBooleanExt, str::contains};
use serde_json::{Value, json};
use std::{
    fs,
    io::{Read, Write},
    process::Stdio,
};

const TEXT: &str = "Heavy rain stopped all trains between the two towns on Monday, and hundreds of people waited.\n\nShare this article";

fn split() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.args(["split", "--jsonl"]);
    command
}

fn rows(output: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(output).expect("UTF-8");
    assert!(text.is_empty() || text.ends_with('\n'), "the last row is whole");
    text.lines().map(|row| serde_json::from_str(row).unwrap_or_else(|error| panic!("{error}: {row}"))).collect()
}

/// The rows that come out, and the exit status.
fn run(command: &mut Command, input: impl Into<Vec<u8>>) -> (Vec<Value>, Option<i32>) {
    let done = command.write_stdin(input).output().expect("an end");
    (rows(&done.stdout), done.status.code())
}

#[test]
fn rows_come_out_in_order_with_their_ids() {
    let input: String = (0..10_000).map(|id| format!("{}\n", json!({"id": id, "text": TEXT, "url": "x"}))).collect();
    for threads in ["1", "2", "7"] {
        let (rows, status) = run(split().args(["--threads", threads]), input.clone());
        assert_eq!((rows.len(), status), (10_000, Some(0)));
        assert!(rows.iter().enumerate().all(|(at, row)| row["id"] == at));
        assert!(rows.iter().all(|row| row["blocks"] == rows[0]["blocks"]));
    }
}

#[test]
fn a_row_says_language_confidence_and_blocks_that_tile_its_text() {
    let (rows, _) = run(&mut split(), json!({"id": "a", "text": TEXT}).to_string());
    let row = &rows[0];
    assert_eq!(row["language"], "en");
    assert!(row["confidence"].as_f64().is_some_and(|confidence| (0.0..=1.0).contains(&confidence)));
    let blocks = row["blocks"].as_array().expect("blocks");
    let ends: Vec<_> = blocks.iter().map(|block| (block["start"].as_u64(), block["end"].as_u64())).collect();
    assert_eq!((ends[0].0, ends[ends.len() - 1].1), (Some(0), Some(TEXT.len() as u64)));
    assert!(ends.windows(2).all(|pair| pair[0].1 == pair[1].0));
    assert_eq!(blocks.last().map(|block| (&block["role"], &block["kind"])), Some((&json!("boilerplate"), &json!("share"))));
}

#[test]
fn ids_come_back_as_they_were_written() {
    let ids = ["1", "1.50", "-0", "\"a\\u00e9\\n\"", "null", "true", "[1, {\"b\":2}]", "12345678901234567890123"];
    let input: String = ids.iter().map(|id| format!("{{\"text\": \"Rain.\", \"id\": {id}}}\n")).collect();
    let done = split().write_stdin(input).output().expect("an end");
    let output = String::from_utf8(done.stdout).expect("UTF-8");
    for (row, id) in output.lines().zip(ids) {
        assert!(row.starts_with(&format!("{{\"id\":{id},")), "{row}");
    }
    assert_eq!(output.lines().count(), ids.len());
    assert!(run(&mut split(), "{\"text\": \"Rain.\"}").0[0]["id"].is_null());
}

#[test]
fn a_bad_row_gives_an_error_with_its_line_and_the_rest_goes_on() {
    let bad: [&[u8]; 9] = [
        b"no json",
        b"{\"id\": 2}",
        b"{\"id\": 3, \"text\": null}",
        b"{\"id\": 4, \"text\": 7}",
        b"[1, 2]",
        b"{\"id\": 6, \"text\": \"\xff\"}",
        b"{\"id\": 7, \"text\": \"\\ud800\"}",
        b"{\"id\": 8, \"text\": \"Rain\"} trailing",
        b"{\"id\": 9, \"text\": \"unclosed",
    ];
    let mut input = Vec::new();
    for (at, row) in bad.iter().enumerate() {
        input.extend_from_slice(row);
        input.extend(format!("\n{}\n", json!({"id": at, "text": TEXT})).bytes());
    }
    let (rows, status) = run(&mut split(), input);
    assert_eq!((rows.len(), status), (2 * bad.len(), Some(1)));
    for (at, pair) in rows.chunks(2).enumerate() {
        assert_eq!(pair[0]["line"], 2 * at + 1, "{pair:?}");
        assert!(pair[0]["error"].as_str().is_some_and(|error| !error.is_empty()));
        assert_eq!(pair[1]["id"], at);
        assert!(pair[1]["blocks"].is_array());
    }
    assert_eq!(rows[2]["id"], 2, "an id that can be read is told");
}

#[test]
fn blank_lines_are_passed_over_and_counted() {
    let row = json!({"id": 1, "text": TEXT});
    let (rows, status) = run(&mut split(), format!("\n  \n{row}\r\n\r\n\t\nbad\n\n"));
    assert_eq!((rows.len(), status), (2, Some(1)));
    assert_eq!((&rows[0]["id"], &rows[1]["line"]), (&json!(1), &json!(6)));
    assert_eq!(run(&mut split(), ""), (vec![], Some(0)));
    assert_eq!(run(&mut split(), "\n\n\n"), (vec![], Some(0)));
}

#[test]
fn many_blank_lines_do_not_end_the_input() {
    let row = json!({"id": 1, "text": TEXT}).to_string();
    let (rows, status) = run(&mut split(), format!("{}{row}\n", "\n".repeat(10_000_000)));
    assert_eq!((rows.len(), status), (1, Some(0)));
}

#[test]
fn a_last_row_without_line_end_is_a_row() {
    assert_eq!(run(&mut split(), json!({"id": 1, "text": ""}).to_string()).0[0]["blocks"], json!([]));
}

#[test]
fn a_row_above_the_limit_is_refused() {
    let huge = json!({"id": 1, "text": "Rain. ".repeat(100_000)});
    let small = json!({"id": 2, "text": TEXT});
    let (rows, status) = run(split().args(["--max-row", "1000"]), format!("{huge}\n{small}\n{huge}"));
    assert_eq!((rows.len(), status), (3, Some(1)));
    let error = rows[0]["error"].as_str().unwrap_or_default();
    assert!(error.contains("1000 bytes") && error.contains("--max-row"), "{error}");
    assert_eq!((&rows[0]["line"], &rows[1]["id"], &rows[2]["line"]), (&json!(1), &json!(2), &json!(3)));
    // A row of just as many bytes is none too long.
    let exact = small.to_string();
    let (rows, status) = run(split().args(["--max-row", &exact.len().to_string()]), format!("{exact}\n"));
    assert_eq!((&rows[0]["id"], status), (&json!(2), Some(0)));
}

#[test]
fn rows_of_several_files_follow_each_other() {
    let folder = tempfile::TempDir::new().expect("a folder for the test");
    let file = |name: &str, id: u32| fs::write(folder.path().join(name), format!("{}\n", json!({"id": id, "text": TEXT}))).expect("a file");
    file("a.jsonl", 1);
    file("b.jsonl", 2);
    let mut command = split();
    let run = command.current_dir(&folder).args(["a.jsonl", "missing.jsonl", ".", "b.jsonl"]).assert().code(1);
    let run = run.stderr(contains("missing.jsonl")).stderr(contains("is a directory"));
    let ids: Vec<_> = rows(&run.get_output().stdout).iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, [1, 2]);
}

#[test]
fn nothing_but_rows_is_printed_to_a_pipe() {
    let input = format!("{}\n", json!({"id": 1, "text": TEXT})).repeat(2_000);
    let done = split().write_stdin(input).output().expect("an end");
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(!done.stdout.contains(&0x1b));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let input = format!("{}\n", json!({"id": 1, "text": TEXT})).repeat(20_000);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a disk that is full");
    let mut child = command.args(["split", "--jsonl"]).stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped()).spawn().expect("a child");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let done = child.wait_with_output().expect("an end");
    drop(writer.join());
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code() != Some(0) && said.contains("No space left"), "{:?} {said}", done.status);
}

/// Ctrl-C: what was written is whole rows, and the exit status tells.
#[test]
#[cfg(unix)]
fn an_interrupted_run_leaves_whole_rows() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let mut child = command.args(["split", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a child");
    let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let reader = std::thread::spawn(move || {
        let mut output = Vec::new();
        stdout.read_to_end(&mut output).map(|_| output)
    });
    let many = format!("{}\n", json!({"id": 1, "text": TEXT})).repeat(20_000);
    stdin.write_all(many.as_bytes()).expect("rows are taken");
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    // More rows may be refused now: the run has ended.
    drop(stdin.write_all(many.as_bytes()));
    drop(stdin);
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    let output = reader.join().expect("no panic").expect("output");
    assert!(rows(&output).len() < 40_000);
}

/// Ctrl-C while the run waits for rows that never come, with some written and none half.
#[test]
#[cfg(unix)]
fn an_interrupted_run_that_waits_for_input_ends() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let mut child = command.args(["split", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a child");
    let (mut stdin, mut stdout) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
    let (told, first_came) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut output = vec![0];
        stdout.read_exact(&mut output).and_then(|()| told.send(()).map_err(std::io::Error::other))?;
        stdout.read_to_end(&mut output).map(|_| output)
    });
    // Enough for several batches; of the last one only a part is there.
    let row = format!("{}\n", json!({"id": 1, "text": TEXT}));
    stdin.write_all(row.repeat(10_000).as_bytes()).expect("rows are taken");
    first_came.recv().expect("rows come out while the input is open");
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    let written = rows(&reader.join().expect("no panic").expect("output")).len();
    assert!((1..10_000).contains(&written), "{written}");
    drop(stdin);
}

#[test]
fn rows_that_are_hostile_json_are_refused_one_by_one() {
    let deep = "[".repeat(200_000);
    let texts = [
        deep.clone(),
        format!("{{\"text\": {deep}"),
        format!("{{\"id\": {deep}{}, \"text\": \"Rain.\"}}", "]".repeat(200_000)),
        format!("{{\"text\": \"Rain.\", \"text\": \"{}\"}}", "Rain. ".repeat(1000)),
        format!("{{\"id\": 1{}, \"text\": 7}}", "0".repeat(100_000)),
        "{\"text\": \"\\u0000\\uffff\\ud83d\"}".into(),
        "\u{feff}{\"text\": \"Rain.\"}".into(),
        "\0".repeat(1000),
        "null".into(),
        "\"Rain.\"".into(),
        "NaN".into(),
    ];
    let input: String = texts.iter().map(|row| format!("{row}\n{}\n", json!({"id": "good", "text": TEXT}))).collect();
    let (rows, status) = run(&mut split(), input);
    assert_eq!((rows.len(), status), (2 * texts.len(), Some(1)));
    for (at, pair) in rows.chunks(2).enumerate() {
        assert!(
            pair[0]["line"] == 2 * at + 1 && pair[0]["error"].is_string() || pair[0]["blocks"].is_array(),
            "{at}: {:.200}",
            pair[0].to_string()
        );
        assert_eq!(pair[1]["id"], "good");
    }
    assert_eq!(rows.iter().filter(|row| row["error"].is_string()).count(), texts.len());
}

#[test]
fn texts_of_all_sorts_are_rows() {
    let texts = ["", " ", "\0", "\u{feff}Rain.", "Rain.\u{2028}Snow.", "\r\r\n", "\u{10ffff}", "👩🏽‍🚀🇫🇷", "\"\\/\u{8}\u{c}"];
    let input: String = texts.iter().map(|text| format!("{}\n", json!({"text": text}))).collect();
    let (rows, status) = run(&mut split(), input);
    assert_eq!((rows.len(), status), (texts.len(), Some(0)));
    for (row, text) in rows.iter().zip(texts) {
        let end = row["blocks"].as_array().and_then(|blocks| blocks.last()).map_or(Some(0), |block| block["end"].as_u64());
        assert_eq!(end, Some(text.len() as u64), "{text:?}");
    }
}

#[test]
fn the_limit_of_a_row_is_said_and_set() {
    split().arg("--help").assert().success().stdout(contains("--max-row").and(contains("16777216")));
    let row = json!({"id": 1, "text": TEXT}).to_string() + "\n";
    for limit in ["0", "1", "10"] {
        let (rows, status) = run(split().args(["--max-row", limit]), row.repeat(3) + "\n");
        assert_eq!((rows.len(), status), (3, Some(1)), "{limit}");
        assert!(rows.iter().all(|row| row["error"].as_str().is_some_and(|error| error.contains(&format!("{limit} bytes")))));
    }
    split().args(["--max-row", "-1"]).write_stdin(row).assert().code(2);
}

/// A row above the limit that is set unless one says otherwise, 200 MB long, is refused without being held.
#[test]
fn a_row_of_200_megabytes_is_refused() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let mut child = command.args(["split", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a child");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || -> std::io::Result<()> {
        let part = "Rain. ".repeat(100_000);
        stdin.write_all(b"{\"id\": 1, \"text\": \"")?;
        (0..334).try_for_each(|_| stdin.write_all(part.as_bytes()))?;
        writeln!(stdin, "\"}}\n{}", json!({"id": 2, "text": TEXT}))
    });
    let done = child.wait_with_output().expect("an end");
    writer.join().expect("no panic").expect("all is read");
    let rows = rows(&done.stdout);
    assert_eq!((rows.len(), done.status.code()), (2, Some(1)));
    assert_eq!((&rows[0]["line"], &rows[1]["id"]), (&json!(1), &json!(2)));
    assert!(rows[0]["error"].as_str().is_some_and(|error| error.contains("16777216 bytes")), "{}", rows[0]);
}

#[test]
fn answers_are_the_same_on_any_number_of_threads() {
    let input: String = (0..3_000).map(|at| format!("{}\n", json!({"id": at, "text": TEXT.repeat(at % 40)}))).collect();
    let output = |threads: &str| split().args(["--threads", threads]).write_stdin(input.clone()).output().expect("an end").stdout;
    let one = output("1");
    assert_eq!(rows(&one).len(), 3_000);
    assert!(["2", "3", "16", "0"].iter().all(|threads| output(threads) == one));
}
