//! The fast ways give what the plain ones would: phrases found by naive search, and the answers that were once given.

mod golden;
mod gutter;
mod naive;
mod pinned;

use copydesk::{At, Kind, Language, Rule, Splitter, Strength};
use naive::speaks;
use proptest::{prelude::*, sample::select, test_runner::FileFailurePersistence};
use std::collections::BTreeSet;

fn config() -> ProptestConfig {
    let persistence = FileFailurePersistence::WithSource("failures");
    let cases = ProptestConfig::default().cases / 4; // Each compiles a splitter, and tries many texts.
    ProptestConfig { cases, failure_persistence: Some(Box::new(persistence)), ..ProptestConfig::default() }
}

/// Few words, so that phrases are found often: alike at the beginning, in several scripts, with marks and without.
const WORDS: &[&str] = &[
    "été", "ete", "eté", "qab", "qabo", "qabow", "qaboń", "zyx", "zy", "l'été", "жук", "жуки", "ёж", "еж", "σας", "ΣΑΣ", "字", "文字", "ง",
    "한글", "한", "7", "12", "3a", "İq", "ñandú",
];

/// What stands between words in a text. A bar between spaces would part a title from the name of its site.
const GAPS: &[&str] = &[" ", "  ", " ", "\u{a0}", "-", "’", ", ", ". ", "! ", ": ", " – ", " |", " « ", "。", " (", "… ", "\u{200b}"];

/// What stands between words in a phrase.
const JOINTS: &[&str] = &[" ", " ", "-", " … ", "... ", ", ", "’"];

fn text() -> impl Strategy<Value = String> {
    let word = (select(WORDS), any::<[bool; 2]>()).prop_map(|(word, [upper, apart])| naive::spelled(word, upper, apart));
    prop::collection::vec((word, select(GAPS)), 1..9)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap.to_string()]).collect())
}

fn phrase() -> impl Strategy<Value = String> {
    let unit = prop_oneof![
        6 => select(WORDS).prop_map(String::from),
        1 => Just("#".to_string()),
        2 => select(vec!["qab*", "ete*", "жук*", "zyx*"]).prop_map(String::from),
    ];
    (unit.clone(), prop::collection::vec((select(JOINTS), unit), 0..4))
        .prop_map(|(first, rest)| rest.into_iter().fold(first, |phrase, (joint, unit)| phrase + joint + &unit))
}

fn cues() -> impl Strategy<Value = (Vec<String>, At)> {
    (prop::collection::vec(phrase(), 1..4), select(At::ALL))
}

/// A hint for a byline: no line is cut in two for it.
fn rule(number: usize, (phrases, at): &(Vec<String>, At)) -> Rule {
    Rule::new(format!("r{number}"), Kind::Byline, "Tries phrases.").phrases(phrases.clone()).at(*at).strength(Strength::Weak)
}

/// Ids of the caller's own rules that speak in a text of one line.
fn spoken(splitter: &Splitter, text: &str) -> BTreeSet<String> {
    let article = splitter.split(text);
    let rules = article.blocks().flat_map(|block| article.explain(&block).rules().to_vec());
    rules.map(|rule| rule.id().to_string()).filter(|id| id.starts_with("own/")).collect()
}

fn with_rules(rules: impl Iterator<Item = Rule>) -> Option<Splitter> {
    let nobody: Language = "qaa".parse().expect("a code");
    rules.fold(Splitter::builder().language(nobody), |builder, rule| builder.rule(rule)).build().ok()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn phrases_are_found_where_naive_search_finds_them(texts in prop::collection::vec(text(), 30..60), all in prop::collection::vec(cues(), 1..4)) {
        let rules = all.iter().enumerate().map(|(number, cues)| rule(number, cues));
        let Some(splitter) = with_rules(rules) else { return Err(TestCaseError::reject("a phrase that is refused")) };
        for text in texts {
            let naive = all.iter().enumerate().filter(|(_, (phrases, at))| phrases.iter().any(|phrase| speaks(phrase, *at, &text)));
            let ids: BTreeSet<String> = naive.map(|(number, _)| format!("own/r{number}")).collect();
            prop_assert_eq!(spoken(&splitter, &text), ids, "{:?}", text);
        }
    }
}

/// What once went wrong, or might.
#[test]
fn hard_phrases_are_found_as_by_naive_search() {
    let cases = [
        ("# # été", At::Start, "7, été"),
        ("# # été", At::Start, "7 12 été"),
        ("ete … # qab", At::Start, "été zyx 7 qab"),
        ("ete # … qab", At::Start, "été 7 zyx qab"),
        ("# … # qab", At::Anywhere, "zy 7 zyx 12 qab"),
        ("qab*-ete", At::Sentence, "zyx. Qabow été"),
        ("qab … 7", At::End, "zyx qab zyx 7 12 3a"),
        ("ёж", At::Start, "ёж’字"),
        ("l'été", At::Whole, "L’E\u{301}TÉ 12"),
        ("文字", At::Anywhere, "zyx文字qab"),
        ("zyx … 字", At::Start, "zyx ééé 文文文文文文 字"),
        ("σας", At::Whole, "ΣΑΣ!"),
        ("été-* ", At::Start, "étéété"),
        ("l'été", At::Whole, "l’\u{200b}été"),
        ("12 3a", At::Whole, "12’\u{200b}3a"),
        ("12’\u{200b}3a", At::Whole, "12'3a"),
    ];
    let speaking = |phrase: &str, at, text: &str| {
        let splitter = with_rules(std::iter::once(rule(0, &(vec![phrase.to_string()], at)))).expect("a good phrase");
        !spoken(&splitter, text).is_empty()
    };
    let wrong: Vec<_> = cases.iter().filter(|(phrase, at, text)| speaking(phrase, *at, text) != speaks(phrase, *at, text)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn answers_are_those_once_given() {
    golden::check(&gutter::root().join("tests/answer.txt"), &pinned::page()).unwrap_or_else(|fault| panic!("{fault}"));
}
