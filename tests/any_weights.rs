//! Whatever a table of weights says, and be it at the ends of its numbers: the invariants hold.

mod articles;
mod gutter;
#[path = "../fuzz/fuzz_targets/sound.rs"]
mod sound;

use articles::{any_text, config};
use copydesk::{Lean, RuleCode, Splitter, Weights};
use proptest::prelude::*;
use std::sync::LazyLock;

static TABLE: LazyLock<String> = LazyLock::new(|| Weights::built_in().to_string());

/// The built-in table with other numbers: `draw` gives them.
fn table(mut draw: impl FnMut() -> i16) -> Weights {
    let mut row = |row: &str| {
        if ["#", "fact ", "confidence "].iter().any(|start| row.starts_with(start)) {
            return row.to_string();
        }
        let mut cells = row.split_whitespace().map(String::from).collect::<Vec<_>>();
        cells.iter_mut().skip(1).filter(|cell| *cell != ".").for_each(|cell| *cell = draw().to_string());
        cells.join(" ")
    };
    let table: String = TABLE.lines().map(|line| row(line) + "\n").collect();
    Weights::parse("drawn.txt", &table).unwrap_or_else(|errors| panic!("{errors}"))
}

/// Numbers of a simple generator, of a size that the seed chooses as well.
fn numbers(seed: u32) -> impl FnMut() -> i16 {
    let (mut state, shift) = (seed | 1, seed % 16);
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((state >> 16) as u16 as i16) >> shift
    }
}

fn splitter(weights: Weights, lean: Lean) -> Splitter {
    Splitter::builder().language("qaa".parse().expect("a code")).weights(weights).lean(lean).build().expect("no rules of our own")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases / 128, ..config() })]

    #[test]
    fn invariants_hold_under_any_weights(seed in any::<u32>(), texts in prop::collection::vec(any_text(), 20..30)) {
        let splitters = [Lean::Precision, Lean::Recall].map(|lean| splitter(table(numbers(seed)), lean));
        for text in texts {
            let [careful, eager] = splitters.each_ref().map(|splitter| splitter.split(&text));
            sound::assert_sound(&careful);
            sound::assert_sound(&eager);
            let cut = |article: &copydesk::Article<'_>| article.blocks().filter(|block| !block.role().is_story()).count();
            // Glued parts of a line that are cut alike become one block: lines are counted by those whose blocks are the same.
            if careful.blocks().map(|block| block.span()).eq(eager.blocks().map(|block| block.span())) {
                prop_assert!(cut(&careful) <= cut(&eager));
            }
        }
    }
}

#[test]
fn the_greatest_weights_do_not_overflow() {
    let text: String = gutter::texts().into_iter().map(|(_, text)| text + "\n\n").collect();
    for extreme in [i16::MIN, i16::MAX] {
        let mut turn = false;
        let turning = || {
            turn = !turn;
            if turn { extreme } else { !extreme }
        };
        for weights in [table(|| extreme), table(turning)] {
            for lean in [Lean::Precision, Lean::Balanced, Lean::Recall] {
                sound::assert_sound(&splitter(weights.clone(), lean).split(&text));
            }
        }
    }
}

/// Each fault is told with its line, and finding that takes the whole table: there are few of them, however bad it is.
#[test]
fn a_table_of_nothing_but_faults_is_refused() {
    for table in ["x\n".repeat(1_000_000), "x ".repeat(1_000_000), "end 1\n".repeat(300_000), "\u{feff}".repeat(100_000)] {
        let errors = Weights::parse("mine.txt", &table).expect_err("faults");
        assert!(errors.len() <= 20 && errors.to_string().len() < 40_000);
        assert!(errors.iter().all(|error| error.code() == RuleCode::BadWeights));
    }
}
