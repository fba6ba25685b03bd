//! Time and memory a byte over sizes from 1 KB on, for ordinary and hostile texts: whether the promise of linear cost
//! holds, as tables in Markdown.
//!
//! `cargo bench --bench scaling` goes up to 1 MB, `-- 100MB` up to that.

mod texts;

use copydesk::{Scratch, Splitter};
use peak_alloc::PeakAlloc;
use std::{
    env,
    hint::black_box,
    time::{Duration, Instant},
};

/// Counts the bytes that are held at once.
#[global_allocator]
static HELD: PeakAlloc = PeakAlloc;

/// Each text is split for at least so long, and the fastest run counts: the others met another program.
const LEAST_TIME: Duration = Duration::from_millis(60);
/// Ordinary texts, with the language that they are in; what the hostile ones are compared to is the first.
const ORDINARY: [(&str, &str); 5] = [("Latin", "de"), ("Cyrillic", "ru"), ("Arabic", "ar"), ("Devanagari", "hi"), ("Chinese", "zh")];

fn main() {
    let words: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let limit = match words.first().map(String::as_str) {
        None => 1_000_000,
        Some(word) => bytes(word).unwrap_or_else(|| {
            eprintln!("usage: cargo bench --bench scaling [-- SIZE], with a size such as 500KB or 100MB");
            std::process::exit(2)
        }),
    };
    let sizes: Vec<usize> = (3..=9).map(|power| 10_usize.pow(power)).filter(|&size| size <= limit).collect();
    let rows: Vec<Row> = names().into_iter().map(|name| Row::measure(name, &sizes)).collect();
    let typical = rows.first().and_then(|row| row.costs.last()).map_or(1.0, |cost| cost.nanoseconds);
    println!("Nanoseconds a byte, with scratch memory that is kept; behind them the last as a multiple of the Latin text's.\n");
    print_table(&sizes, &rows, |cost| cost.nanoseconds, |row| row.costs.last().map(|cost| cost.nanoseconds / typical));
    println!("\nMost bytes of memory held at once, for a byte of text, the text itself left out; behind them the largest.\n");
    let largest = |row: &Row| row.costs.iter().map(|cost| cost.memory).max_by(f64::total_cmp);
    print_table(&sizes, &rows, |cost| cost.memory, largest);
}

fn names() -> Vec<&'static str> {
    ORDINARY.iter().map(|(name, _)| *name).chain(texts::hostile::NAMES).collect()
}

fn text(name: &str, size: usize) -> String {
    let ordinary = ORDINARY.iter().find(|(known, _)| *known == name).map(|(_, language)| texts::Pool::read(language).long_read(size));
    ordinary.or_else(|| texts::hostile::text(name, size)).unwrap_or_default()
}

/// A size as a person writes it: `500KB`, `100MB`, `1GB`.
fn bytes(word: &str) -> Option<usize> {
    let (number, unit) = [("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)]
        .into_iter()
        .find_map(|(unit, bytes)| Some((word.to_ascii_uppercase().strip_suffix(unit)?.trim().parse::<usize>().ok()?, bytes)))?;
    Some(number * unit)
}

struct Row {
    name: &'static str,
    costs: Vec<Cost>,
}

/// What a byte costs.
struct Cost {
    nanoseconds: f64,
    memory: f64,
}

impl Row {
    fn measure(name: &'static str, sizes: &[usize]) -> Row {
        eprintln!("{name} …");
        let splitter = Splitter::new();
        Row { name, costs: sizes.iter().map(|&size| cost(&splitter, &text(name, size))).collect() }
    }
}

fn cost(splitter: &Splitter, text: &str) -> Cost {
    // The rules of the text's language are compiled before memory is counted.
    black_box(splitter.split(text));
    let mut scratch = Scratch::default();
    let before = HELD.current_usage();
    HELD.reset_peak_usage();
    black_box(splitter.split_with(&mut scratch, text));
    let memory = HELD.peak_usage().saturating_sub(before) as f64 / text.len() as f64;
    let (start, mut best) = (Instant::now(), Duration::MAX);
    while start.elapsed() < LEAST_TIME {
        let run = Instant::now();
        black_box(splitter.split_with(&mut scratch, black_box(text)));
        best = best.min(run.elapsed());
    }
    Cost { nanoseconds: best.as_nanos() as f64 / text.len() as f64, memory }
}

fn print_table(sizes: &[usize], rows: &[Row], figure: impl Fn(&Cost) -> f64, sum: impl Fn(&Row) -> Option<f64>) {
    let heads: Vec<String> = sizes
        .iter()
        .map(|&size| if size < 1_000_000 { format!("{} KB", size / 1_000) } else { format!("{} MB", size / 1_000_000) })
        .collect();
    println!("| text | {} | |\n|---|{}", heads.join(" | "), "---:|".repeat(sizes.len() + 1));
    for row in rows {
        let cells: Vec<String> = row.costs.iter().map(|cost| format!("{:.1}", figure(cost))).collect();
        println!("| {} | {} | {:.1} |", row.name, cells.join(" | "), sum(row).unwrap_or(0.0));
    }
}
