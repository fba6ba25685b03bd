//! A splitter with warm scratch memory allocates nothing for a text.

use allocation_counter::measure;
use copydesk::{Language, Scratch, Splitter};

/// Text in four scripts, language and the lines of an article each.
const LATIN: &str = "Rain stops trains\n\nHeavy rain stopped all trains between the two towns on Monday, and hundreds of people had to wait \
    in the cold station until late in the evening.\n\nThe line is to open again on Tuesday, said the railway, if the river falls and if \
    nothing else happens in the meantime.\n\nShare this article\n\nSign up for our newsletter\n";
const CYRILLIC: &str = "Дождь остановил поезда\n\nСильный дождь в понедельник остановил все поезда между двумя городами, и сотни людей до \
    позднего вечера ждали на холодном вокзале.\n\nДвижение откроют во вторник, сообщили на железной дороге, если вода в реке спадёт и \
    ничего больше не случится.\n\nПодписывайтесь на наш канал\n";
const CHINESE: &str = "大雨使列车停运\n\n星期一的大雨使两座城市之间的所有列车停运，数百人在寒冷的车站里一直等到深夜才等来公共汽车。\n\n\
    铁路部门表示，如果河水回落，而且没有其他情况发生，这条线路将于星期二重新开通。\n\n分享到：微信 微博\n";
const JAPANESE: &str = "大雨で列車が止まる\n\n月曜日の大雨のため、二つの町を結ぶすべての列車が止まり、何百人もの人が寒い駅で夜遅くまでバスを待った。\n\n\
    鉄道会社によると、川の水が引けば火曜日に運転を再開する予定だという。\n\n続きを読む\n";

fn warm(splitter: &Splitter, texts: &[&str]) -> Scratch {
    let mut scratch = Scratch::default();
    for text in texts.iter().chain(texts) {
        assert!(splitter.split_with(&mut scratch, text).blocks().count() > 2);
    }
    scratch
}

fn assert_nothing_allocated(splitter: &Splitter, text: &str) {
    let mut scratch = warm(splitter, &[text]);
    let counted = measure(|| {
        let article = splitter.split_with(&mut scratch, text);
        assert!(article.headline().is_some() || article.body().next().is_some());
    });
    assert_eq!(counted.count_total, 0, "{} bytes in {} allocations for {text:.30}", counted.bytes_total, counted.count_total);
}

#[test]
fn latin_text() {
    assert_nothing_allocated(&Splitter::new(), LATIN);
}

#[test]
fn cyrillic_text() {
    assert_nothing_allocated(&Splitter::new(), CYRILLIC);
}

#[test]
fn chinese_text() {
    assert_nothing_allocated(&Splitter::new(), CHINESE);
}

#[test]
fn japanese_text() {
    assert_nothing_allocated(&Splitter::new(), JAPANESE);
}

#[test]
fn text_of_a_known_language() {
    let russian: Language = "ru".parse().expect("a code");
    let splitter = Splitter::builder().language(russian).build().expect("no rule of our own");
    assert_nothing_allocated(&splitter, CYRILLIC);
}

#[test]
fn texts_in_turn_that_are_no_longer_than_those_before() {
    let splitter = Splitter::new();
    let texts = [LATIN, CYRILLIC, CHINESE, JAPANESE];
    let mut scratch = warm(&splitter, &texts);
    let counted = measure(|| texts.iter().for_each(|text| drop(splitter.split_with(&mut scratch, text))));
    assert_eq!(counted.count_total, 0, "{} bytes", counted.bytes_total);
}
