//! The command as a person runs it: shown articles, rule pages, languages.

use assert_cmd::Command;
use predicates::{prelude::*, str::contains};
use std::{fs, process::Stdio};
use tempfile::TempDir;

const RAIN: &str = "Rain stops all trains for three days\n\nHeavy rain stopped all trains between the two towns on Monday, and hundreds of people had to \
    wait in the cold station until late in the evening.\n\nThe line is to open again on Tuesday, the railway said, if the river falls and if \
    nothing else happens in the meantime.\n\nShare this article on Facebook\n";

fn copydesk() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.env_remove("NO_COLOR").env_remove("FORCE_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// A folder with files of these names and contents.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).expect("a file"));
    folder
}

fn output(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).expect("UTF-8")
}

#[test]
fn a_text_is_shown_with_a_gutter() {
    let shown = output(copydesk().write_stdin(RAIN));
    let labels: Vec<&str> = shown.lines().skip(1).map(|line| line.split('│').next().unwrap_or("").trim()).collect();
    assert_eq!(labels, ["headline", "body", "body", "share"], "{shown}");
    let heading = shown.lines().next().expect("a heading");
    assert!(heading.starts_with("standard input · ") && heading.contains("English") && heading.contains("cut: 1 share"), "{heading}");
}

#[test]
fn nothing_is_coloured_where_no_terminal_is() {
    for command in [&mut copydesk(), copydesk().env("NO_COLOR", "1"), copydesk().env("TERM", "xterm-256color")] {
        let shown = output(command.write_stdin(RAIN));
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
    }
}

#[test]
fn control_chars_of_a_text_do_not_reach_the_terminal() {
    let shown = output(copydesk().write_stdin("Rain \u{1b}[31mfell\u{7} on the old town for three days, and the river rose.\n"));
    assert!(!shown.contains(['\u{1b}', '\u{7}']), "{shown:?}");
}

#[test]
fn the_body_is_the_clean_article() {
    let body = output(copydesk().arg("--body").write_stdin(RAIN));
    assert!(body.starts_with("Rain stops all trains for three days\n\nHeavy rain"), "{body}");
    assert!(body.ends_with("meantime.\n") && !body.contains("Share"), "{body}");
}

#[test]
fn json_holds_blocks_that_tile_the_text() {
    let json = output(copydesk().arg("--json").write_stdin(RAIN));
    let article: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(article["language"], "en");
    let blocks = article["blocks"].as_array().expect("blocks");
    let bounds = |block: &serde_json::Value| (block["start"].as_u64().unwrap_or(9), block["end"].as_u64().unwrap_or(0));
    assert_eq!(bounds(&blocks[0]).0, 0);
    assert!(blocks.windows(2).all(|pair| bounds(&pair[0]).1 == bounds(&pair[1]).0));
    assert_eq!(blocks.last().map(bounds).map(|bounds| bounds.1), Some(RAIN.len() as u64));
    assert_eq!((blocks[0]["role"].as_str(), blocks[3]["kind"].as_str()), (Some("headline"), Some("share")));
    assert!(blocks[0]["kind"].is_null() && blocks[0]["confidence"].is_number());
}

#[test]
fn explain_names_rules_and_facts() {
    let shown = output(copydesk().arg("--explain").write_stdin(RAIN));
    assert!(shown.contains("rule en/") && shown.contains("facts: ") && shown.contains("confidence"), "{shown}");
}

#[test]
fn several_files_are_shown_one_after_the_other() {
    let folder = folder(&[("one.txt", RAIN.as_bytes()), ("two.txt", "Snow fell on the old town for three days.\n".as_bytes())]);
    let shown = output(copydesk().current_dir(&folder).args(["one.txt", "two.txt"]));
    let (one, two) = (shown.find("one.txt · ").expect("the first"), shown.find("\ntwo.txt · ").expect("the second"));
    assert!(one < two);
    let json = output(copydesk().current_dir(&folder).args(["--json", "one.txt", "two.txt"]));
    assert_eq!(json.lines().count(), 2);
}

#[test]
fn an_empty_text_is_no_error() {
    assert!(output(copydesk().write_stdin("")).contains("nothing cut"));
    assert_eq!(output(copydesk().arg("--body").write_stdin("")).trim(), "");
    assert!(output(copydesk().arg("--json").write_stdin("")).contains("\"blocks\":[]"));
}

#[test]
fn what_can_not_be_read_is_told_and_the_rest_is_shown() {
    let folder = folder(&[("good.txt", RAIN.as_bytes()), ("bad.txt", b"Rain \xff fell")]);
    let mut command = copydesk();
    let run = command.current_dir(&folder).args(["missing.txt", ".", "bad.txt", "good.txt"]).assert().code(1);
    run.stdout(contains("good.txt · "))
        .stderr(contains("missing.txt").and(contains(".: is a directory")).and(contains("bad.txt: no UTF-8 from byte 5 on")));
}

#[test]
fn a_wrong_call_exits_with_two() {
    for arguments in
        [&["--no-such-option"][..], &["split"], &["--body", "--json"], &["--language", "klingon!"], &["rules"], &["rules", "check"]]
    {
        copydesk().args(arguments).write_stdin("").assert().code(2).stdout("").stderr(contains("--help").or(contains("error")));
    }
}

#[test]
fn a_wrong_rule_id_or_pack_exits_with_two() {
    copydesk().args(["--without-rule", "fr/no-such-rule"]).write_stdin("").assert().code(2).stderr(contains("error[R22]"));
    copydesk().args(["--pack", "missing.toml"]).write_stdin("").assert().code(2).stderr(contains("missing.toml can't be read"));
    copydesk().args(["--weights", "missing.txt"]).write_stdin("").assert().code(2).stderr(contains("missing.txt can't be read"));
}

#[test]
fn a_pack_of_ones_own_joins_the_built_in_rules() {
    let page = "language = \"en\"\n[[rule]]\nid = \"our-box\"\nkind = \"app\"\nwhy = \"Our own box.\"\nany = [\"zonk the quux\"]\nat = \"whole\"\n\
        strength = \"strong\"\nhit = [\"Zonk the quux!\"]\nmiss = [\"They zonk the quux daily.\"]\n";
    let folder = folder(&[("ours.toml", page.as_bytes())]);
    let text = RAIN.replace("Share this article on Facebook", "Zonk the quux!");
    let shown = output(copydesk().current_dir(&folder).args(["--explain", "--pack", "ours.toml"]).write_stdin(text));
    assert!(shown.contains("rule en/our-box (app): Our own box."), "{shown}");
}

#[test]
fn help_and_version_are_there() {
    copydesk().arg("--help").assert().success().stdout(contains("Exit status").and(contains("split")).and(contains("languages")));
    copydesk().arg("--version").assert().success().stdout(contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn good_rule_pages_are_counted() {
    let page = "language = \"xx\"\n[[rule]]\nid = \"appeal\"\nkind = \"donation\"\nwhy = \"Asks.\"\nany = [\"chip in\"]\nhit = [\"Chip in!\"]\nmiss = [\"Rain fell.\"]\n";
    let folder = folder(&[("good.toml", page.as_bytes())]);
    copydesk()
        .current_dir(&folder)
        .args(["rules", "check", "good.toml"])
        .assert()
        .success()
        .stdout("good.toml: 1 rules, 1 cues, no fault\n")
        .stderr("");
}

#[test]
fn faults_of_rule_pages_are_shown_with_their_place() {
    let folder = folder(&[("bad.toml", b"langage = \"xx\"\n"), ("latin1.toml", b"# \xe9\n")]);
    let run = copydesk().current_dir(&folder).args(["rules", "check", "bad.toml", "latin1.toml", "missing.toml", "."]).assert().code(1);
    run.stdout(contains("bad.toml: 2 faults")).stderr(
        contains("bad.toml:1:1").and(contains("did you mean `language`?")).and(contains("latin1.toml")).and(contains("missing.toml")),
    );
}

#[test]
fn rules_and_languages_are_listed() {
    let all = output(copydesk().args(["rules", "list"]));
    let french = output(copydesk().args(["rules", "list", "fr"]));
    assert!(all.lines().count() > 1000 && french.lines().all(|line| line.starts_with("fr/")), "{french}");
    copydesk().args(["rules", "list", "qaa"]).assert().code(2).stderr(contains("no page for `qaa`"));
    let languages = output(copydesk().args(["languages"]));
    assert!(languages.lines().count() > 60 && languages.contains("français"), "{languages}");
}

/// Starts the command, reads nothing of what it prints and closes the pipe.
fn with_closed_pipe(arguments: &[&str], input: &[u8]) -> (Option<i32>, String) {
    let folder = folder(&[("input", input)]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let mut child = command
        .current_dir(&folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a child");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("an end");
    (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
}

#[test]
fn a_closed_pipe_is_no_error() {
    let text = RAIN.repeat(3_000);
    let rows = format!("{}\n", serde_json::json!({"id": 1, "text": RAIN})).repeat(5_000);
    for arguments in [&["input"][..], &["--body", "input"], &["--json", "input"]] {
        assert_eq!(with_closed_pipe(arguments, text.as_bytes()), (Some(0), String::new()), "{arguments:?}");
    }
    assert_eq!(with_closed_pipe(&["split", "--jsonl", "input"], rows.as_bytes()), (Some(0), String::new()));
    assert_eq!(with_closed_pipe(&["rules", "list"], b""), (Some(0), String::new()));
    assert_eq!(with_closed_pipe(&["languages"], b""), (Some(0), String::new()));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_every_command_with_two() {
    let folder = folder(&[("input", RAIN.repeat(2_000).as_bytes())]);
    for arguments in
        [&["input"][..], &["--body", "input"], &["--json", "input"], &["--explain", "input"], &["rules", "list"], &["languages"]]
    {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a disk that is full");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let done =
            command.current_dir(&folder).args(arguments).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().expect("an end");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code() == Some(2) && said.contains("No space left"), "{arguments:?}: {:?} {said}", done.status);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_page_without_end_is_refused() {
    for arguments in [&["rules", "check", "/dev/zero"][..], &["--pack", "/dev/zero"], &["--weights", "/dev/zero"]] {
        let done = copydesk().args(arguments).write_stdin("").output().expect("an end");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.code().is_some_and(|code| code > 0) && said.contains("4194304"), "{arguments:?}: {said:.500}");
    }
}
