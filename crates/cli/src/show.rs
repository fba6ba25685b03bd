//! Shows an article to a person: a gutter with role and kind, a heading with language and what was cut.

use crate::{Outcome, arguments::ShowOptions, input};
use anyhow::Result;
use copydesk::{Article, Block, Explanation, Role};
use owo_colors::{OwoColorize, Stream, Style};
use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
};

/// Width of the gutter: the longest kind is `subscription`.
const GUTTER: usize = 12;
/// How many facts an explanation shows.
const FACTS: usize = 8;

pub fn run(options: &ShowOptions) -> Result<Outcome> {
    let splitter = options.splitter.splitter()?;
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut outcome = Outcome::Done;
    let inputs = input::named(&options.files);
    for (at, path) in inputs.iter().enumerate() {
        let text = match input::text(path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("copydesk: {error:#}");
                outcome = Outcome::SomeFailed;
                continue;
            }
        };
        if at > 0 && !options.json {
            writeln!(output)?;
        }
        let article = splitter.split(&text);
        if options.body {
            writeln!(output, "{}", article.clean_text())?;
        } else if options.json {
            serde_json::to_writer(&mut output, &article).map_err(io::Error::from)?;
            writeln!(output)?;
        } else {
            show(&mut output, &input::name(path), &article, options.explain)?;
        }
        // The articles before one that can't be read are seen before the message.
        output.flush()?;
    }
    Ok(outcome)
}

fn show(output: &mut impl Write, name: &str, article: &Article<'_>, explain: bool) -> Result<()> {
    let heading = heading(name, article);
    writeln!(output, "{}", heading.if_supports_color(Stream::Stdout, |text| text.bold()))?;
    let width = line_width();
    let reasons = if explain { article.explain_all() } else { Vec::new() };
    for (at, block) in article.blocks().enumerate().filter(|(_, block)| !block.text().is_empty()) {
        show_block(output, &block, width)?;
        if let Some(reasons) = reasons.get(at) {
            show_reasons(output, &block, reasons)?;
        }
    }
    Ok(())
}

fn heading(name: &str, article: &Article<'_>) -> String {
    let language = match article.language() {
        Some(language) => format!("{} ({:.0} %)", language.name().unwrap_or(language.code()), article.language_confidence() * 100.0),
        None => "language unknown".into(),
    };
    let mut cut: BTreeMap<&str, usize> = BTreeMap::new();
    for block in article.boilerplate() {
        *cut.entry(block.kind().map_or("other", |kind| kind.name())).or_default() += 1;
    }
    let cut = match cut.is_empty() {
        true => "nothing cut".into(),
        false => format!("cut: {}", cut.iter().map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")),
    };
    format!("{name} · {language} · {cut} · confidence {:.0} %", article.confidence() * 100.0)
}

fn show_block(output: &mut impl Write, block: &Block<'_>, width: Option<usize>) -> io::Result<()> {
    let label = block.kind().map_or(block.role().name(), |kind| kind.name());
    let style = style_of(block.role());
    let mut label = format!("{label:GUTTER$}");
    for line in block.text().lines().filter(|line| !line.trim().is_empty()) {
        let clean: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let rows = match width {
            Some(width) => textwrap::wrap(&clean, width).into_iter().map(|row| row.into_owned()).collect(),
            None => vec![clean],
        };
        for row in rows {
            writeln!(
                output,
                "{} │ {}",
                label.if_supports_color(Stream::Stdout, |text| text.style(style)),
                row.if_supports_color(Stream::Stdout, |text| text.style(style))
            )?;
            label = " ".repeat(GUTTER);
        }
    }
    Ok(())
}

fn show_reasons(output: &mut impl Write, block: &Block<'_>, explanation: &Explanation) -> io::Result<()> {
    let margin = format!(
        "{} before {} by {:.2}, confidence {:.2}",
        explanation.role(),
        explanation.rival(),
        explanation.margin(),
        block.confidence()
    );
    writeln!(output, "{:GUTTER$} │   {margin}", "")?;
    for rule in explanation.rules() {
        writeln!(output, "{:GUTTER$} │   rule {} ({}): {}", "", rule.id(), rule.kind(), rule.why())?;
    }
    let facts: Vec<String> = explanation.facts().iter().take(FACTS).map(|(name, weight)| format!("{name} {weight:+.2}")).collect();
    writeln!(output, "{:GUTTER$} │   facts: {}", "", facts.join(", "))
}

fn style_of(role: Role) -> Style {
    match role {
        Role::Headline => Style::new().bold().bright_white(),
        Role::Subhead => Style::new().cyan(),
        Role::Body => Style::new(),
        Role::Meta => Style::new().blue(),
        Role::Boilerplate => Style::new().red().dimmed(),
    }
}

/// How wide text may be on this terminal; none where the output is no terminal.
fn line_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let columns = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    Some(columns.saturating_sub(GUTTER + 4).clamp(30, 120))
}
