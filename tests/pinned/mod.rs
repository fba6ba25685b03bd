//! The answers to all fixtures and seeds as hashes: the same in every build, on every platform, on any number of threads.

use crate::gutter;
use std::collections::BTreeMap;

/// A hash that is the same everywhere (FNV-1a).
fn hash(of: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *of = (*of ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// Everything that an answer says, confidence to three digits.
fn hash_answer(of: &mut u64, text: &str) {
    let article = copydesk::split(text);
    let language = article.language().map_or("none".into(), |language| language.to_string());
    hash(of, format!("{language} {:.3}\n", article.language_confidence()).as_bytes());
    for block in article.blocks() {
        let (span, confidence) = (block.text_span(), block.confidence());
        hash(of, format!("{} {} {} {confidence:.3}\n", span.start, span.end, gutter::label_of(&block)).as_bytes());
    }
}

/// A row for each folder of fixtures, and one for the seeds.
pub fn page() -> String {
    let mut pages: BTreeMap<String, (usize, u64)> = BTreeMap::new();
    for (name, text) in gutter::texts() {
        let folder = name.split_once('/').map_or("seeds", |(folder, _)| folder).to_string();
        let (count, hash) = pages.entry(folder).or_insert((0, 0xcbf2_9ce4_8422_2325));
        *count += 1;
        hash_answer(hash, &text);
    }
    let rows: String = pages.iter().map(|(folder, (count, hash))| format!("{folder:7} {count:3} {hash:016x}\n")).collect();
    format!("# Folder, texts, hash of their answers: the same in every build and on every platform. UPDATE=1 rewrites this.\n{rows}")
}
