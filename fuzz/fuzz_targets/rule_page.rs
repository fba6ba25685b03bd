//! Any rule page: read or refused, never a panic; what is read can be used.
#![no_main]

mod sound;

use copydesk::{Pack, Splitter};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "Rain fell for 3 days\n\nChip in today! abc ABC 12\n";

fuzz_target!(|page: &str| {
    match Pack::parse("page.toml", page) {
        Ok(pack) => {
            let language = if pack.language() == "common" { "qaa".parse() } else { pack.language().parse() };
            let builder = Splitter::builder().language(language.expect("a page's language is a code"));
            let splitter = builder.pack(pack).build().expect("a page that was read holds good rules");
            // A new splitter compiles the built-in pages with its first text: that would take all the time.
            if page.len().is_multiple_of(16) {
                sound::assert_sound(&splitter.split(TEXT));
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in &errors {
                assert!(error.line() >= 1 && error.line() <= page.split('\n').count() && error.column() >= 1);
                assert!(!error.message().is_empty() && !error.help().is_empty());
                assert!(error.to_string().len() < 10_000);
            }
        }
    }
});
