//! What the command takes for input that is meant to hurt: the table of `docs/LIMITS.md`. Linux only, as it reads the peak
//! memory of a process from `/proc`.
//!
//! `cargo bench -p copydesk-cli --bench limits` runs all rows, and needs about 3 GB of disk and ten minutes; `-- WORD` those
//! whose name holds a word.

use serde_json::json;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const MB: usize = 1_000_000;

/// A text of a few paragraphs, as rows hold it.
const STORY: &str = "Rain stops trains between the two towns\n\nHeavy rain stopped all trains between the two towns on Monday, and hundreds \
    of people had to wait in the cold station until late in the evening, the railway said.\n\n\"We had no dry shoes left,\" said a baker \
    who had been on her way home since noon. Buses came at eight, and the last of them left the station at half past ten.\n\nThe line is \
    to open again on Tuesday, if the river falls and if nothing else happens in the meantime.\n\nShare this article\n\nSign up for our \
    newsletter\n";

struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    write: fn(&mut dyn Write) -> io::Result<()>,
}

const JSON: &[&str] = &["--json"];
const ROWS: &[&str] = &["split", "--jsonl"];

const CASES: &[Case] = &[
    Case { name: "an ordinary text of 10 MB", arguments: JSON, write: |out| repeat(out, &format!("{STORY}\n"), 10 * MB) },
    Case { name: "one line of 100 MB, words", arguments: JSON, write: |out| repeat(out, "The river rose and fell again. ", 100 * MB) },
    Case { name: "one line of 100 MB, no white space", arguments: JSON, write: |out| repeat(out, "x", 100 * MB) },
    Case { name: "one line of 100 MB, Han", arguments: JSON, write: |out| repeat(out, "字", 100 * MB) },
    Case { name: "10 million empty lines", arguments: JSON, write: |out| repeat(out, "\n", 10 * MB) },
    Case { name: "1 million lines like headlines", arguments: JSON, write: headlines },
    Case { name: "50 MB of one cue, in one line", arguments: JSON, write: |out| repeat(out, "Share this article. ", 50 * MB) },
    Case { name: "50 MB of one cue, one a line", arguments: JSON, write: |out| repeat(out, "Share this article\n", 50 * MB) },
    Case { name: "10 MB of lines of one letter", arguments: JSON, write: |out| repeat(out, "a\n", 10 * MB) },
    Case { name: "10 MB of combining marks", arguments: JSON, write: |out| repeat(out, "\u{301}", 10 * MB) },
    Case { name: "100 MB of zeros", arguments: JSON, write: |out| repeat(out, "\0", 100 * MB) },
    Case { name: "10 MB that are no UTF-8", arguments: JSON, write: |out| (0..10 * MB / 4).try_for_each(|_| out.write_all(b"Rai\xff")) },
    Case { name: "1 GB of rows", arguments: ROWS, write: |out| repeat(out, &row(STORY), 1_000 * MB) },
    Case { name: "a row of 200 MB, and one behind it", arguments: ROWS, write: huge_row },
    Case { name: "the same, with --max-row 300000000", arguments: &["split", "--jsonl", "--max-row", "300000000"], write: huge_row },
    Case {
        name: "100 MB of rows that are no JSON",
        arguments: ROWS,
        write: |out| repeat(out, "{\"id\": 1, \"text\": 'Rain'}\n", 100 * MB),
    },
    Case {
        name: "100 MB of rows that are no UTF-8",
        arguments: ROWS,
        write: |out| (0..5 * MB).try_for_each(|_| out.write_all(b"{\"text\": \"Rain\xff\"}\n\n")),
    },
    Case { name: "100 MB of blank rows", arguments: ROWS, write: |out| repeat(out, "\n", 100 * MB) },
    Case {
        name: "100 MB of `[`",
        arguments: ROWS,
        write: |out| repeat(out, "[", 50 * MB).and_then(|()| out.write_all(b"\n")).and_then(|()| repeat(out, "[", 50 * MB)),
    },
];

fn repeat(out: &mut dyn Write, part: &str, size: usize) -> io::Result<()> {
    (0..size / part.len()).try_for_each(|_| out.write_all(part.as_bytes()))
}

fn headlines(out: &mut dyn Write) -> io::Result<()> {
    (0..MB).try_for_each(|at| writeln!(out, "Town {at} Opens New Bridge After {} Years", at % 97))
}

fn row(text: &str) -> String {
    json!({"id": "story-1", "text": text}).to_string() + "\n"
}

fn huge_row(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"id\": 1, \"text\": \"")?;
    repeat(out, "The river rose and fell again.\\n", 200 * MB)?;
    out.write_all(b"\"}\n")?;
    out.write_all(row(STORY).as_bytes())
}

fn main() {
    let word = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let folder = TempDir::new().expect("a folder for the input");
    println!("| input | size | time | peak memory | exit status | rows or bytes out |\n|---|---:|---:|---:|---:|---:|");
    CASES.iter().filter(|case| case.name.contains(&word)).for_each(|case| case.run(folder.path()));
}

impl Case {
    fn run(&self, folder: &Path) {
        let (input, output) = (folder.join("input"), folder.join("output"));
        let mut file = BufWriter::new(File::create(&input).expect("a file"));
        (self.write)(&mut file).and_then(|()| file.flush()).expect("the input can be written");
        let size = fs::metadata(&input).map_or(0, |file| file.len());
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let child = command
            .args(self.arguments)
            .stdin(File::open(&input).expect("the input"))
            .stdout(File::create(&output).expect("a file"))
            .stderr(Stdio::null())
            .spawn();
        let (status, memory) = watch(child.expect("a child"));
        let (time, written) = (start.elapsed(), fs::metadata(&output).map_or(0, |file| file.len()));
        println!(
            "| {} | {} | {:.1} s | {} | {} | {} |",
            self.name,
            megabytes(size),
            time.as_secs_f64(),
            megabytes(memory),
            status.map_or("none".into(), |status| status.to_string()),
            megabytes(written)
        );
        _ = fs::remove_file(&input);
        _ = fs::remove_file(&output);
    }
}

fn megabytes(bytes: u64) -> String {
    if bytes < MB as u64 { format!("{bytes} B") } else { format!("{:.0} MB", bytes as f64 / MB as f64) }
}

/// Exit status and peak memory in bytes, asked for while the process runs.
fn watch(mut child: Child) -> (Option<i32>, u64) {
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        let page = fs::read_to_string(&status).unwrap_or_default();
        let peak = page.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|line| line.trim().strip_suffix(" kB"));
        memory = memory.max(peak.and_then(|peak| peak.trim().parse::<u64>().ok()).unwrap_or(0) * 1024);
        if let Some(status) = child.try_wait().expect("a child of ours") {
            return (status.code(), memory);
        }
        thread::sleep(Duration::from_millis(2));
    }
}
