//! Instructions per byte by script and stage, counted by callgrind: the one figure of a program's pace that a busy
//! machine can't change. Needs valgrind.
//!
//! `cargo bench --bench instructions` shows them, with `-- --check` against `benches/BASELINE.md` (exit status 1 if a
//! script costs over 10 % more than there), with `-- --update` it writes that file anew.

mod callgrind;
mod texts;

use copydesk::{Scratch, Splitter};
use std::{collections::BTreeMap, env, fmt::Write, fs, hint::black_box, path::PathBuf, process::Command};

/// How much dearer a script may become before a check fails, in percent.
const TOLERANCE: f64 = 10.0;
/// The argument by which the bench calls itself under valgrind.
const COUNTED: &str = "--counted";
/// How often all texts are split before the count begins: rules are compiled and scratch memory has grown by then.
const WARM_UPS: usize = 2;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let status = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [COUNTED, group] => {
            run_counted(group);
            0
        }
        [] => show(),
        ["--check"] => check(),
        ["--update"] => update(),
        ["--dearest", group] => show_dearest(group),
        _ => {
            eprintln!("usage: cargo bench --bench instructions [-- --check | --update | --dearest GROUP]");
            2
        }
    };
    std::process::exit(status);
}

/// What is counted: the typical texts of each script, then some that differ from them in size and shape.
fn groups() -> Vec<&'static str> {
    let scripts = texts::SCRIPTS.iter().map(|(script, _)| *script);
    scripts.chain(["latin short", "latin long", "cjk long", "near misses", "headline-like lines", "one phrase a line"]).collect()
}

fn run_counted(group: &str) {
    let texts = texts::named(group);
    let splitter = Splitter::new();
    let mut scratch = Scratch::default();
    for _ in 0..WARM_UPS {
        texts.iter().for_each(|text| _ = black_box(splitter.split_with(&mut scratch, black_box(text)).blocks().count()));
    }
    splits_that_count(&splitter, &mut scratch, &texts);
}

/// callgrind counts within this function alone.
#[inline(never)]
fn splits_that_count(splitter: &Splitter, scratch: &mut Scratch, texts: &[String]) {
    for text in texts {
        black_box(splitter.split_with(scratch, black_box(text)));
    }
}

/// Instructions per byte of a group, by stage.
struct Row {
    group: &'static str,
    texts: usize,
    bytes: usize,
    stages: callgrind::Costs,
}

impl Row {
    fn per_byte(&self) -> f64 {
        self.stages.iter().sum::<f64>() / self.bytes as f64
    }
}

/// Counts one group; `None` if there is no valgrind.
fn count(group: &str) -> Option<String> {
    let out: PathBuf = env::temp_dir().join(format!("copydesk-{}-{}.callgrind", std::process::id(), group.replace(' ', "-")));
    let bench = env::current_exe().expect("a bench knows where it lies");
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*splits_that_count*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(bench)
        .args([COUNTED, group])
        .output();
    let run = run.ok()?;
    assert!(run.status.success(), "{group}: {}", String::from_utf8_lossy(&run.stderr));
    let written = fs::read_to_string(&out).expect("callgrind has written its file");
    _ = fs::remove_file(&out);
    Some(written)
}

fn count_all() -> Option<Vec<Row>> {
    let row = |group: &'static str| {
        let texts = texts::named(group);
        let stages = callgrind::stages(&count(group)?);
        Some(Row { group, texts: texts.len(), bytes: texts.iter().map(String::len).sum(), stages })
    };
    let rows: Option<Vec<Row>> = groups().into_iter().map(row).collect();
    if rows.is_none() {
        eprintln!("instructions are not counted: there is no valgrind here");
    }
    rows
}

fn table(rows: &[Row]) -> String {
    let mut out = String::from("| texts | count | bytes | instructions/byte |");
    callgrind::stage_names().for_each(|name| _ = write!(out, " {name} |"));
    out.push_str("\n|---|---:|---:|---:|");
    out.push_str(&"---:|".repeat(callgrind::stage_names().count()));
    for row in rows {
        _ = write!(out, "\n| {} | {} | {} | {:.1} |", row.group, row.texts, row.bytes, row.per_byte());
        row.stages.iter().for_each(|stage| _ = write!(out, " {:.1} |", stage / row.bytes as f64));
    }
    out.push('\n');
    out
}

fn baseline_path() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "benches", "BASELINE.md"].iter().collect()
}

fn show() -> i32 {
    if let Some(rows) = count_all() {
        print!("{}", table(&rows));
    }
    0
}

fn show_dearest(group: &str) -> i32 {
    let Some(written) = count(group) else { return 2 };
    let bytes: usize = texts::named(group).iter().map(String::len).sum();
    println!("instructions/byte of a function's own, in code that was inlined from (file)");
    callgrind::dearest(&written, 30).iter().for_each(|(name, cost)| println!("{:8.2} {name}", cost / bytes as f64));
    0
}

fn update() -> i32 {
    let Some(rows) = count_all() else { return 2 };
    let page = format!(
        "# Instructions per byte\n\n\
         Written by `cargo bench --bench instructions -- --update`, compared by `-- --check`, which fails where a row costs over \
         {TOLERANCE:.0} % more than here. Counted by callgrind on one core, rules compiled and scratch memory grown, language \
         detection included; the texts are put together from `fixtures/` and `rules/`. The stages are shared out by source file.\n\n{}",
        table(&rows)
    );
    fs::write(baseline_path(), page).expect("the baseline can be written");
    print!("{}", table(&rows));
    0
}

fn check() -> i32 {
    let Some(rows) = count_all() else { return 2 };
    let page = fs::read_to_string(baseline_path()).unwrap_or_default();
    let before = read_baseline(&page);
    let mut status = 0;
    println!("| texts | baseline | now | change |\n|---|---:|---:|---:|");
    for row in &rows {
        let now = row.per_byte();
        let Some(&old) = before.get(row.group) else {
            println!("| {} | - | {now:.1} | new |", row.group);
            continue;
        };
        let change = (now / old - 1.0) * 100.0;
        let verdict = if change > TOLERANCE { " too much" } else { "" };
        println!("| {} | {old:.1} | {now:.1} | {change:+.1} %{verdict} |", row.group);
        status |= i32::from(change > TOLERANCE);
    }
    status
}

/// Instructions per byte by group, as the baseline has them.
fn read_baseline(page: &str) -> BTreeMap<&str, f64> {
    let row = |line: &'_ str| -> Option<(usize, f64)> {
        let mut cells = line.split('|').skip(1);
        let name = cells.next()?.trim();
        Some((name.len(), cells.nth(2)?.trim().parse().ok()?))
    };
    page.lines().filter_map(|line| row(line).map(|(length, figure)| (line.get(2..2 + length).unwrap_or(""), figure))).collect()
}
