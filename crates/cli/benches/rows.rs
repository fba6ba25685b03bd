//! `copydesk split --jsonl` beside the library over the same texts, in one process: how much of the cores' time goes into
//! splitting, and how much into JSON, order and waiting.
//!
//! `cargo bench -p copydesk-cli --bench rows`, or `-- 50` for another size in MB than 200. On a busy machine look at the
//! time of the processor, not at that of the clock.

use copydesk::{Scratch, Splitter};
use copydesk_cli::RowRun;
use serde_json::json;
use std::{
    fs,
    hint::black_box,
    io,
    num::NonZeroUsize,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// Ticks of the processor's clock in a second, as Linux tells them to programs.
const TICKS: u64 = 100;

fn main() {
    let size = std::env::args().filter_map(|word| word.parse::<usize>().ok()).next().unwrap_or(200) * 1_000_000;
    let texts = texts();
    let (rows, order) = rows(&texts, size);
    let text_bytes: usize = order.iter().map(|&at| texts[at].len()).sum();
    println!("{} rows, {} MB of JSON, {} MB of text", order.len(), rows.len() / 1_000_000, text_bytes / 1_000_000);

    let splitter = Splitter::new();
    let mut scratch = Scratch::default();
    texts.iter().for_each(|text| _ = black_box(splitter.split_with(&mut scratch, text)));
    let library = Cost::of(|| {
        for &at in &order {
            black_box(splitter.split_with(&mut scratch, black_box(&texts[at])).blocks().count());
        }
    });
    library.print("library, one thread", text_bytes);
    let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    for threads in [NonZeroUsize::MIN, cores] {
        let stop = false.into();
        let run = RowRun { splitter: &splitter, limit: usize::MAX, threads, stop: &stop };
        let command = Cost::of(|| _ = run.stream(&mut &rows[..], &mut io::sink(), &|_| {}).expect("memory can be read"));
        command.print(&format!("rows, threads: {threads}"), text_bytes);
        println!(
            "  of threads × library: {:.0} % by the clock, {:.0} % by the time of the processor",
            100.0 * library.wall.as_secs_f64() / (command.wall.as_secs_f64() * threads.get() as f64),
            100.0 * library.busy.as_secs_f64() / command.busy.as_secs_f64()
        );
    }
}

/// The texts of all fixtures.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let list = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut paths: Vec<_> = entries.collect();
        paths.sort();
        paths
    };
    let files = list(&root).into_iter().filter(|path| path.is_dir()).flat_map(|folder| list(&folder));
    files.filter_map(|path| fs::read_to_string(path).ok()).map(|page| text_of(&page)).collect()
}

/// The text of a fixture: its rows without the gutter.
fn text_of(page: &str) -> String {
    let rows = page.rsplit_once("+++\n").map_or(page, |(_, rows)| rows);
    let mut text = String::new();
    for (mark, part) in rows.lines().filter_map(|row| row.split_at_checked(13)) {
        if mark.ends_with('|') && !text.is_empty() {
            text.push('\n');
        }
        text.push_str(part);
    }
    text
}

/// Rows of JSON up to this size, ids of all sorts, and which text each holds.
fn rows(texts: &[String], size: usize) -> (Vec<u8>, Vec<usize>) {
    let (mut rows, mut order) = (Vec::with_capacity(size + 100_000), Vec::new());
    for at in 0.. {
        if rows.len() >= size {
            break;
        }
        let text = at % texts.len();
        let id = match at % 3 {
            0 => json!(at),
            1 => json!(format!("row-{at}")),
            _ => json!({"part": at % 7, "at": at}),
        };
        serde_json::to_writer(&mut rows, &json!({"id": id, "text": texts[text]})).expect("a row is JSON");
        rows.push(b'\n');
        order.push(text);
    }
    (rows, order)
}

struct Cost {
    wall: Duration,
    busy: Duration,
}

impl Cost {
    fn of(work: impl FnOnce()) -> Cost {
        let (start, before) = (Instant::now(), busy());
        work();
        Cost { wall: start.elapsed(), busy: busy().saturating_sub(before) }
    }

    fn print(&self, name: &str, bytes: usize) {
        let pace = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
        println!(
            "{name}: {:.2} s, {:.0} MB/s of text; processor {:.2} s",
            self.wall.as_secs_f64(),
            pace(self.wall),
            self.busy.as_secs_f64()
        );
    }
}

/// How long this program's threads have been at work; on other systems than Linux nothing tells.
fn busy() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields).split(' ');
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1000 / TICKS)
}
