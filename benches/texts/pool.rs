//! The fixtures of a language, taken apart so that texts of any size can be put together from them.

use std::{fs, path::Path};

/// Heads, stories and tails of the fixtures of a language, in the order of their names.
pub struct Pool {
    fixtures: Vec<Fixture>,
}

/// A fixture's lines: those before its first line of body, the body with what stands in it, those behind.
#[derive(Default)]
struct Fixture {
    head: Vec<String>,
    story: Vec<String>,
    tail: Vec<String>,
}

impl Pool {
    pub fn read(language: &str) -> Pool {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("fixtures can be listed").path()).collect();
        paths.sort();
        let fixtures = paths.iter().map(|path| Fixture::read(&fs::read_to_string(path).expect("a fixture can be read"))).collect();
        Pool { fixtures }
    }

    /// An article of about `size` bytes: head and tail of the fixture `at`, its story and those of the next until the
    /// size is reached. Nothing is said twice: where the fixtures end, the story ends.
    pub fn article(&self, at: usize, size: usize) -> String {
        let count = self.fixtures.len();
        let own = &self.fixtures[at % count];
        let stories = (0..count).flat_map(|offset| &self.fixtures[(at + offset) % count].story);
        let fixed: usize = own.head.iter().chain(&own.tail).map(|line| line.len() + 2).sum();
        let mut lines: Vec<&str> = own.head.iter().map(String::as_str).collect();
        let mut bytes = fixed;
        for line in stories {
            if bytes >= size {
                break;
            }
            bytes += line.len() + 2;
            lines.push(line);
        }
        lines.extend(own.tail.iter().map(String::as_str));
        lines.join("\n\n")
    }

    /// The first line of an article and as much of its story as `size` bytes hold, one line at least.
    pub fn teaser(&self, size: usize) -> String {
        let first = &self.fixtures[0];
        let mut text = first.head.first().cloned().unwrap_or_default();
        for line in &first.story {
            text.push('\n');
            text.push_str(line);
            if text.len() >= size {
                break;
            }
        }
        text
    }

    /// A long read of at least `size` bytes: a headline, and paragraphs of sentences that are drawn from the stories.
    pub fn long_read(&self, size: usize) -> String {
        let sentences: Vec<&str> = self.fixtures.iter().flat_map(|fixture| &fixture.story).flat_map(|line| sentences(line)).collect();
        let mut text = self.fixtures[0].head.first().cloned().unwrap_or_default();
        let mut seed = 1_u32;
        while text.len() < size {
            text.push_str("\n\n");
            let paragraph: Vec<&str> = (0..2 + draw(&mut seed, 4)).map(|_| sentences[draw(&mut seed, sentences.len())]).collect();
            text.push_str(&paragraph.join(" "));
        }
        text
    }
}

impl Fixture {
    /// Right of the gutter (a label of twelve columns, then `|` for a new line or `+` for the same) is the text.
    fn read(page: &str) -> Fixture {
        let rows = page.strip_prefix("+++\n").and_then(|page| page.split_once("+++\n")).map_or("", |(_, rows)| rows);
        let (mut fixture, mut since_story) = (Fixture::default(), Vec::new());
        for row in rows.lines() {
            let (label, text) = (row.get(..12).unwrap_or("").trim(), row.get(13..).unwrap_or(""));
            if row.get(12..13) == Some("+") {
                if let Some(line) = since_story.last_mut().or(fixture.story.last_mut()).or(fixture.head.last_mut()) {
                    line.push_str(text);
                }
            } else if label == "body" {
                fixture.story.append(&mut since_story);
                fixture.story.push(text.to_string());
            } else if !text.trim().is_empty() {
                let part = if fixture.story.is_empty() { &mut fixture.head } else { &mut since_story };
                part.push(text.to_string());
            }
        }
        fixture.tail = since_story;
        fixture
    }
}

/// The sentences of a paragraph, roughly: what stands between end marks.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive(['.', '!', '?', '。', '！', '？', '।', '۔', '؟']).map(str::trim).filter(|sentence| sentence.len() > 20)
}

/// The next of a row of numbers that looks drawn by lot and is the same every time.
pub fn draw(seed: &mut u32, below: usize) -> usize {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*seed >> 8) as usize % below.max(1)
}
