//! placeholder while the library grows
use std::io::{BufRead, Write};
fn main() {
    let splitter = copydesk::Splitter::new();
    let out = std::io::stdout();
    let mut out = std::io::BufWriter::new(out.lock());
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let a = splitter.split(row["text"].as_str().unwrap());
        let blocks: Vec<_> = a.blocks().collect();
        writeln!(out, "{}", serde_json::json!({"id": row["id"], "language": a.language(), "blocks": blocks})).unwrap();
    }
}
