//! Patterns are tried only on lines that have a word they need: what is found is what plain matching finds.

mod gutter;
mod regular;

use copydesk::{Language, Splitter, limits};
use regex::Regex;
use regular::{Page, matching, pages};

/// Lines that patterns which need no word are tried on as well.
fn is_short(line: &str) -> bool {
    // A char of a script without spaces is a word; to be sure that a line is short, every letter that is no ASCII counts.
    line.len() <= limits::UNGATED_LINE
        && line.split_whitespace().count() + line.chars().filter(|c| !c.is_ascii()).count() <= limits::UNGATED_WORDS as usize
}

/// Ids of the rules of the language that speak in a line, if the line is not cut in two.
fn spoken(splitter: &Splitter, language: &str, line: &str) -> Option<Vec<String>> {
    if splitter.observe(line).len() != 1 {
        return None;
    }
    let article = splitter.split(line);
    let prefix = format!("{language}/");
    let rules = article.blocks().flat_map(|block| article.explain(&block).rules().to_vec());
    Some(rules.filter_map(|rule| rule.id().strip_prefix(&prefix).map(String::from)).collect())
}

/// The pattern rules that the page finds in a line and plain matching does not, or the other way round.
fn differing(page: &Page, regexes: &[(String, Regex)], splitter: &Splitter, line: &str) -> Vec<String> {
    let Some(spoken) = spoken(splitter, &page.language, line) else { return Vec::new() };
    let mut found = Vec::new();
    for (id, regex) in regexes {
        let plain = line.len() <= limits::PATTERN_LINE && regex.is_match(line);
        let fast = spoken.contains(id);
        if fast && !plain || plain && !fast && is_short(line) {
            found.push(format!("{}/{id}: plain {plain}, fast {fast} in {line:?}", page.language));
        }
    }
    found
}

fn splitter_for(page: &Page) -> Splitter {
    // The common page is asked for every text, whatever its language.
    let language: Language = if page.language == "common" { "qaa" } else { &page.language }.parse().expect("a code");
    Splitter::builder().language(language).build().expect("no rule of our own")
}

/// The page's patterns. Boundaries of words are those of ASCII in patterns of Latin script, which the automaton can take.
fn regexes(page: &Page) -> Vec<(String, Regex)> {
    let latin = |pattern: &str| pattern.chars().all(|c| !c.is_alphabetic() || matches!(c as u32, 0..=0x24f | 0x1e00..=0x1eff));
    let quick = |pattern: &str| if latin(pattern) { pattern.replace("\\b", "(?-u:\\b)") } else { pattern.to_string() };
    page.patterns.iter().map(|(id, pattern)| (id.clone(), Regex::new(&quick(pattern)).expect("a pattern"))).collect()
}

fn compare(lines_of: impl Fn(&Page) -> Vec<String>) {
    let mut found = Vec::new();
    for page in pages() {
        let (splitter, regexes) = (splitter_for(&page), regexes(&page));
        for line in lines_of(&page) {
            found.extend(differing(&page, &regexes, &splitter, line.trim()));
        }
    }
    assert!(found.is_empty(), "{} differ:\n{}", found.len(), found.join("\n"));
}

#[test]
fn patterns_are_found_in_the_examples_of_their_pages() {
    compare(|page| page.examples.clone());
}

#[test]
fn patterns_are_found_in_the_fixtures() {
    let fixtures = gutter::fixtures();
    compare(|page| {
        let own = fixtures.iter().filter(|fixture| fixture.language == page.language || page.language == "common");
        own.flat_map(|fixture| &fixture.rows).filter(|row| !row.label.is_empty()).map(|row| row.text.clone()).collect()
    });
}

/// Lines made at random: a digit glued to the front of a word hides its beginning, which no line of a page does.
#[test]
fn patterns_are_found_in_what_is_made_to_match_them() {
    let hidden = |line: &String| line.chars().zip(line.chars().skip(1)).any(|(c, next)| c.is_numeric() && next.is_alphabetic());
    let made = |pattern: &str| matching(pattern, 24).into_iter().filter(|line| !hidden(line)).collect::<Vec<_>>();
    compare(|page| page.patterns.iter().flat_map(|(_, pattern)| made(pattern)).collect());
}

/// A pattern that ends a word with an accented letter, or begins one so, must find it: `publié\b`.
#[test]
fn boundaries_hold_beside_accented_letters() {
    let mut found = Vec::new();
    for page in pages() {
        let quick = regexes(&page);
        for ((id, quick), (_, pattern)) in quick.iter().zip(&page.patterns) {
            let whole = Regex::new(pattern).expect("a pattern");
            let lines = matching(pattern, 40);
            let line = lines.iter().chain(&page.examples).find(|line| whole.is_match(line) && !quick.is_match(line));
            found.extend(line.map(|line| format!("{}/{id} no longer finds {line:?}", page.language)));
        }
    }
    assert!(found.is_empty(), "{} patterns:\n{}", found.len(), found.join("\n"));
}

/// Lines that a pattern matched until one char of them was changed: gates that are too narrow show here.
#[test]
fn patterns_are_found_in_near_misses() {
    let spoilt = |(number, line): (usize, String)| {
        let mut chars: Vec<char> = line.chars().collect();
        let at = (number * 7 + chars.len() / 2) % chars.len().max(1);
        match number % 3 {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, ' '),
            _ => chars.swap(0, at),
        }
        chars.into_iter().collect::<String>()
    };
    let hidden = |line: &String| line.chars().zip(line.chars().skip(1)).any(|(c, next)| c.is_numeric() && next.is_alphabetic());
    let made = |pattern: &str| matching(pattern, 9).into_iter().enumerate().map(spoilt).filter(|line| !hidden(line)).collect::<Vec<_>>();
    compare(|page| page.patterns.iter().flat_map(|(_, pattern)| made(pattern)).collect());
}
