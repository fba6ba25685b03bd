//! What the first texts cost: a process from its start to its first split, and a language when it is first met.
//!
//! `cargo bench --bench start_up`. Medians of wall time; a busy machine shows more.

mod texts;

use copydesk::{Language, Pack, Splitter};
use std::{
    env,
    hint::black_box,
    process::Command,
    time::{Duration, Instant},
};

/// The argument by which the bench calls itself.
const FIRST: &str = "--first";
const STARTS: usize = 41;
const ROUNDS: usize = 9;

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, flag, text] = &arguments[..]
        && flag == FIRST
    {
        let begin = Instant::now();
        black_box(copydesk::split(text).blocks().count());
        println!("{}", begin.elapsed().as_nanos());
        return;
    }
    let quick = arguments.iter().any(|argument| argument == "--test");
    show_starts(if quick { 1 } else { STARTS });
    show_languages(if quick { 1 } else { ROUNDS });
}

/// A process that does nothing but split a French text.
fn show_starts(starts: usize) {
    let text = texts::Pool::read("fr").article(0, 2_500);
    let bench = env::current_exe().expect("a bench knows where it lies");
    let (mut whole, mut inside) = (Vec::new(), Vec::new());
    for _ in 0..starts {
        let begin = Instant::now();
        let run = Command::new(&bench).args([FIRST, &text]).output().expect("a bench can be run");
        whole.push(begin.elapsed());
        let nanoseconds = String::from_utf8_lossy(&run.stdout).trim().parse().expect("a number of nanoseconds");
        inside.push(Duration::from_nanos(nanoseconds));
    }
    println!("a process that splits a French text of {} bytes: {:.2} ms from its start to its end,", text.len(), ms(&mut whole));
    println!("{:.2} ms of it for the split, the first ever\n", ms(&mut inside));
}

/// Each language: its first split beyond the same split once more; and its rules compiled anew, as those of a caller are.
fn show_languages(rounds: usize) {
    println!("| language | cues | first split beyond the second, ms | page compiled anew, ms |\n|---|---:|---:|---:|");
    let mut rows: Vec<(String, usize, f64, f64)> = Language::built_in().map(|language| row(language, rounds)).collect();
    rows.sort_by(|a, b| b.3.total_cmp(&a.3));
    for (code, cues, first, compiled) in &rows {
        println!("| {code} | {cues} | {first:.3} | {compiled:.2} |");
    }
}

fn row(language: Language, rounds: usize) -> (String, usize, f64, f64) {
    let code = language.code().to_string();
    let text = texts::Pool::read(&code).article(0, 2_500);
    let builder = || Splitter::builder().language(language);
    let (mut first, mut compiled) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let splitter = builder().build().expect("no rules of its own");
        first.push(beyond(&splitter, &text));
        // An empty pack of the caller's joins the page: the whole of it is compiled from its text.
        let splitter = builder().pack(Pack::new(code.clone())).build().expect("no rules of its own");
        compiled.push(beyond(&splitter, "word"));
    }
    (code, language.built_in_size().1, ms(&mut first), ms(&mut compiled))
}

/// How much longer a first split takes than a second.
fn beyond(splitter: &Splitter, text: &str) -> Duration {
    let split = || {
        let begin = Instant::now();
        black_box(splitter.split(black_box(text)).blocks().count());
        begin.elapsed()
    };
    let first = split();
    first.saturating_sub(split())
}

/// The median in milliseconds.
fn ms(times: &mut [Duration]) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
