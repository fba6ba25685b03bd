//! The closed list of facts: what can be observed of a line without knowing its language.
//!
//! A fact is a bucket of a group: `length=3` says that the line has about three words. Exactly one bucket of a group,
//! or none, holds for a line. The names are the rows of the table of weights.

/// A group of facts, with the names of its buckets.
pub(crate) struct Group {
    pub name: &'static str,
    pub buckets: &'static [&'static str],
    first: u16,
}

/// A fact: its row in the table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fact(pub u16);

macro_rules! groups {
    ($($(#[$doc:meta])* $constant:ident = $name:literal [$($bucket:literal)+];)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, dead_code)]
        #[derive(Clone, Copy)]
        #[repr(u16)]
        enum Order { $($constant,)+ COUNT }
        const SIZES: [u16; Order::COUNT as usize] = [$([$($bucket),+].len() as u16,)+];
        #[allow(clippy::indexing_slicing, reason = "worked out when the library is compiled: a wrong index does not compile")]
        const fn first(group: usize) -> u16 {
            let (mut at, mut sum) = (0, 0);
            while at < group {
                sum += SIZES[at];
                at += 1;
            }
            sum
        }
        $($(#[$doc])* pub(crate) const $constant: Group =
            Group { name: $name, buckets: &[$($bucket),+], first: first(Order::$constant as usize) };)+
        /// Every group, in the order of the table.
        pub(crate) const GROUPS: &[Group] = &[$($constant),+];
        /// How many facts there are.
        pub(crate) const FACTS: usize = first(Order::COUNT as usize) as usize;
    };
}

groups! {
    /// Holds for every line: how frequent a role is.
    ANY = "any" ["line"];
    /// Words as a reader counts them.
    LENGTH = "length" ["1" "2" "3" "4" "6" "9" "13" "19" "28" "41" "71"];
    /// What the line ends with; `mark"` is an end mark before closing quotes or brackets.
    END = "end" ["mark" "mark\"" "ellipsis" "colon" "comma" "digit" "letter" "bracket" "quote" "symbol"];
    /// Which mark ends it, by whether the line is short.
    END_MARK = "end-mark" ["full-stop.short" "exclamation.short" "question.short" "full-stop.long" "exclamation.long" "question.long"];
    /// Begins as a dateline does: a place in capitals, then a bracket or dash, in a line of prose.
    DATELINE_START = "dateline-start" ["yes"];
    /// End marks inside the line that a word follows.
    SENTENCES = "sentences" ["1" "2" "3" "4+"];
    /// Commas and semicolons.
    COMMAS = "commas" ["0" "1" "2" "3+"];
    /// Capitals: none of a cased script, small first letter, as a sentence, most words, all letters.
    CASE = "case" ["uncased" "small" "sentence" "some" "title" "shouted"];
    /// What it begins with.
    BEGIN = "begin" ["letter" "digit" "quote" "dash" "bullet" "sign" "bracket" "symbol" "unspaced"];
    /// Share of words that are numbers.
    NUMBERS = "numbers" ["none" "few" "third" "half" "all"];
    /// A mark that stands in the line.
    MARK_URL = "mark" ["url"];
    MARK_AT = "mark" ["at"];
    MARK_HASH = "mark" ["hash"];
    MARK_RIGHTS = "mark" ["rights"];
    MARK_BAR = "mark" ["bar"];
    MARK_BULLET = "mark" ["bullet"];
    MARK_ARROW = "mark" ["arrow"];
    MARK_COLON = "mark" ["colon"];
    MARK_MARKUP = "mark" ["markup"];
    MARK_MONEY = "mark" ["money"];
    MARK_SYMBOL = "mark" ["symbol"];
    MARK_DASH = "mark" ["dash"];
    MARK_PAREN = "mark" ["paren"];
    MARK_CLOCK = "mark" ["clock"];
    /// Double quotation marks.
    QUOTES = "quotes" ["1" "2" "3+"];
    /// Share of function words of the text's language, by length of the line.
    GRAMMAR = "grammar" ["short0" "short1" "short2" "mid0" "mid1" "mid2" "mid3" "long0" "long1" "long2" "long3"];
    /// Length class with the kind of end: `3.` is middling and ends with a mark.
    SHAPE = "shape" ["1" "1." "2" "2." "3" "3." "4" "4." "5" "5."];
    /// Lines before it in the text.
    FROM_START = "from-start" ["0" "1" "2" "3" "4" "6" "9" "15" "31"];
    /// Lines after it in the text.
    FROM_END = "from-end" ["0" "1" "2" "3" "5" "9" "16" "31"];
    /// Blank lines around it, where the text parts paragraphs by blank lines at all: `10` is before only.
    BLANKS = "blanks" ["none-used" "00" "01" "10" "11"];
    /// Prose lines before it and after it, by its length class.
    PROSE_AROUND = "prose-around" [
        "0+0.1" "0+0.2" "0+0.3" "0+0.4" "0+0.5" "0+1.1" "0+1.2" "0+1.3" "0+1.4" "0+1.5" "0+2.1" "0+2.2" "0+2.3" "0+2.4" "0+2.5"
        "1+0.1" "1+0.2" "1+0.3" "1+0.4" "1+0.5" "1+1.1" "1+1.2" "1+1.3" "1+1.4" "1+1.5" "1+2.1" "1+2.2" "1+2.3" "1+2.4" "1+2.5"
        "3+0.1" "3+0.2" "3+0.3" "3+0.4" "3+0.5" "3+1.1" "3+1.2" "3+1.3" "3+1.4" "3+1.5" "3+2.1" "3+2.2" "3+2.3" "3+2.4" "3+2.5"];
    /// Share of the text's prose that stands before it, in eighths; `none`, `all`.
    PROSE_PASSED = "prose-passed" ["none" "1" "2" "3" "4" "5" "6" "7" "8" "all"];
    /// Lines back to the last prose line, and on to the next.
    SINCE_PROSE = "since-prose" ["1" "2" "3" "4" "7" "13" "never"];
    UNTIL_PROSE = "until-prose" ["1" "2" "3" "4" "7" "13" "never"];
    /// The shape of the lines around it.
    BEFORE = "before" ["edge" "1" "1." "2" "2." "3" "3." "4" "4." "5" "5."];
    AFTER = "after" ["edge" "1" "1." "2" "2." "3" "3." "4" "4." "5" "5."];
    /// What the line before it and the line after it are (none, prose, with a cue for boilerplate, other), with its own shape.
    BETWEEN = "between" [
        "edge+edge.1" "edge+edge.1." "edge+edge.2" "edge+edge.2." "edge+edge.3" "edge+edge.3." "edge+edge.4" "edge+edge.4." "edge+edge.5" "edge+edge.5."
        "edge+prose.1" "edge+prose.1." "edge+prose.2" "edge+prose.2." "edge+prose.3" "edge+prose.3." "edge+prose.4" "edge+prose.4." "edge+prose.5" "edge+prose.5."
        "edge+cued.1" "edge+cued.1." "edge+cued.2" "edge+cued.2." "edge+cued.3" "edge+cued.3." "edge+cued.4" "edge+cued.4." "edge+cued.5" "edge+cued.5."
        "edge+other.1" "edge+other.1." "edge+other.2" "edge+other.2." "edge+other.3" "edge+other.3." "edge+other.4" "edge+other.4." "edge+other.5" "edge+other.5."
        "prose+edge.1" "prose+edge.1." "prose+edge.2" "prose+edge.2." "prose+edge.3" "prose+edge.3." "prose+edge.4" "prose+edge.4." "prose+edge.5" "prose+edge.5."
        "prose+prose.1" "prose+prose.1." "prose+prose.2" "prose+prose.2." "prose+prose.3" "prose+prose.3." "prose+prose.4" "prose+prose.4." "prose+prose.5" "prose+prose.5."
        "prose+cued.1" "prose+cued.1." "prose+cued.2" "prose+cued.2." "prose+cued.3" "prose+cued.3." "prose+cued.4" "prose+cued.4." "prose+cued.5" "prose+cued.5."
        "prose+other.1" "prose+other.1." "prose+other.2" "prose+other.2." "prose+other.3" "prose+other.3." "prose+other.4" "prose+other.4." "prose+other.5" "prose+other.5."
        "cued+edge.1" "cued+edge.1." "cued+edge.2" "cued+edge.2." "cued+edge.3" "cued+edge.3." "cued+edge.4" "cued+edge.4." "cued+edge.5" "cued+edge.5."
        "cued+prose.1" "cued+prose.1." "cued+prose.2" "cued+prose.2." "cued+prose.3" "cued+prose.3." "cued+prose.4" "cued+prose.4." "cued+prose.5" "cued+prose.5."
        "cued+cued.1" "cued+cued.1." "cued+cued.2" "cued+cued.2." "cued+cued.3" "cued+cued.3." "cued+cued.4" "cued+cued.4." "cued+cued.5" "cued+cued.5."
        "cued+other.1" "cued+other.1." "cued+other.2" "cued+other.2." "cued+other.3" "cued+other.3." "cued+other.4" "cued+other.4." "cued+other.5" "cued+other.5."
        "other+edge.1" "other+edge.1." "other+edge.2" "other+edge.2." "other+edge.3" "other+edge.3." "other+edge.4" "other+edge.4." "other+edge.5" "other+edge.5."
        "other+prose.1" "other+prose.1." "other+prose.2" "other+prose.2." "other+prose.3" "other+prose.3." "other+prose.4" "other+prose.4." "other+prose.5" "other+prose.5."
        "other+cued.1" "other+cued.1." "other+cued.2" "other+cued.2." "other+cued.3" "other+cued.3." "other+cued.4" "other+cued.4." "other+cued.5" "other+cued.5."
        "other+other.1" "other+other.1." "other+other.2" "other+other.2." "other+other.3" "other+other.3." "other+other.4" "other+other.4." "other+other.5" "other+other.5."];
    /// How many lines that are not prose stand together here.
    RUN = "run" ["prose" "1" "2" "3" "5" "10" "20" "50"];
    /// Prose lines among the four before and the four after.
    DENSITY = "density" ["0" "1" "2" "3" "4" "5" "6" "7" "8"];
    /// Said twice: the same words earlier, later, both.
    REPEATED = "repeated" ["earlier" "later" "both"];
    /// Said twice, by lines from the start.
    REPEATED_AT = "repeated-at" ["later.0" "later.1" "later.4" "later.10" "earlier.1" "earlier.4" "earlier.10" "earlier.30"];
    /// Shares its beginning with a line near the top (a title with the name of the site).
    TITLE_ECHO = "title-echo" ["top" "later"];
    /// Share of its longer words that stand in other prose of the text, by length.
    TOPIC = "topic" ["short0" "short1" "short2" "mid0" "mid1" "mid2" "mid3" "long0" "long1" "long2" "long3"];
    /// Rank among the lines above the story by how much of its topic they name.
    TITLE_RANK = "title-rank" ["1" "2" "3" "more"];
    /// How much of the text is prose, by length class.
    TEXT = "text" [
        "dump.1" "dump.2" "dump.3" "dump.4" "dump.5" "page.1" "page.2" "page.3" "page.4" "page.5"
        "copy.1" "copy.2" "copy.3" "copy.4" "copy.5" "clean.1" "clean.2" "clean.3" "clean.4" "clean.5"];
    /// How many lines the text has.
    SIZE = "size" ["1" "2" "6" "12" "25" "50" "100" "200"];
    /// The strongest cue for boilerplate in the line, by the line's length class.
    CUED = "cued" [
        "weak.1" "weak.2" "weak.3" "weak.4" "weak.5" "plain.1" "plain.2" "plain.3" "plain.4" "plain.5"
        "strong.1" "strong.2" "strong.3" "strong.4" "strong.5"];
    /// The same by how much of the text is prose.
    CUED_IN = "cued-in" ["weak.dump" "weak.page" "weak.copy" "weak.clean" "plain.dump" "plain.page" "plain.copy" "plain.clean"
        "strong.dump" "strong.page" "strong.copy" "strong.clean"];
    /// The same by where in the line the cue stands.
    CUED_AT = "cued-at" ["weak.start" "weak.sentence" "weak.anywhere" "weak.end" "weak.whole"
        "plain.start" "plain.sentence" "plain.anywhere" "plain.end" "plain.whole"
        "strong.start" "strong.sentence" "strong.anywhere" "strong.end" "strong.whole"];
    /// How many kinds of boilerplate have cues in the line.
    CUED_KINDS = "cued-kinds" ["2" "3+"];
    /// Cues for boilerplate in the run of lines that are not prose: how many before and in this line, by short or longer line.
    RUN_CUES = "run-cues" ["0.short" "1.short" "2.short" "4.short" "0.long" "1.long" "2.long" "4.long"];
    /// The run of lines that are not prose, as a whole: where it stands, its lines, how many of them have cues for boilerplate.
    RUN_WHOLE = "run-whole" [
        "top.1.0" "top.1.1" "top.1.2" "top.1.3" "top.2.0" "top.2.1" "top.2.2" "top.2.3"
        "top.4.0" "top.4.1" "top.4.2" "top.4.3" "top.10.0" "top.10.1" "top.10.2" "top.10.3"
        "mid.1.0" "mid.1.1" "mid.1.2" "mid.1.3" "mid.2.0" "mid.2.1" "mid.2.2" "mid.2.3"
        "mid.4.0" "mid.4.1" "mid.4.2" "mid.4.3" "mid.10.0" "mid.10.1" "mid.10.2" "mid.10.3"
        "tail.1.0" "tail.1.1" "tail.1.2" "tail.1.3" "tail.2.0" "tail.2.1" "tail.2.2" "tail.2.3"
        "tail.4.0" "tail.4.1" "tail.4.2" "tail.4.3" "tail.10.0" "tail.10.1" "tail.10.2" "tail.10.3"];
    /// How many lines of the same length class and end stand together, by length class.
    SERIES = "series" ["1.1" "1.2" "1.3" "1.4" "1.5" "2.1" "2.2" "2.3" "2.4" "2.5" "3.1" "3.2" "3.3" "3.4" "3.5"
        "5.1" "5.2" "5.3" "5.4" "5.5" "10.1" "10.2" "10.3" "10.4" "10.5"];
    /// The line before ends with a colon; by length class.
    AFTER_COLON = "after-colon" ["1" "2" "3" "4" "5"];
    /// The strongest cue for meta, by length class.
    META_CUED = "meta-cued" ["weak.1" "weak.2" "weak.3" "weak.4" "weak.5" "plain.1" "plain.2" "plain.3" "plain.4" "plain.5"
        "strong.1" "strong.2" "strong.3" "strong.4" "strong.5"];
    /// Cues for the body (reported speech), by length class.
    STORY_CUED = "story-cued" ["1" "2" "3" "4" "5"];
    /// Lines with a cue for boilerplate among the five before and the five after.
    CUES_BEFORE = "cues-before" ["0" "1" "2" "3+"];
    CUES_AFTER = "cues-after" ["0" "1" "2" "3+"];
    /// Lines since an opener ("Read more") with no prose between, by short or longer line.
    OPENED = "opened" ["1.short" "2.short" "4.short" "8.short" "16.short" "1.long" "2.long" "4.long"];
    /// Behind a cue after which hardly anything is story, by prose since.
    AFTER_REST = "after-rest" ["0" "1" "2+"];
    /// Cues of each kind, weak, plain, strong.
    SHARE = "share" ["weak" "plain" "strong"];
    FOLLOW = "follow" ["weak" "plain" "strong"];
    NEWSLETTER = "newsletter" ["weak" "plain" "strong"];
    DONATION = "donation" ["weak" "plain" "strong"];
    SUBSCRIPTION = "subscription" ["weak" "plain" "strong"];
    SOURCE = "source" ["weak" "plain" "strong"];
    LICENSE = "license" ["weak" "plain" "strong"];
    DISCLAIMER = "disclaimer" ["weak" "plain" "strong"];
    BIO = "bio" ["weak" "plain" "strong"];
    RELATED = "related" ["weak" "plain" "strong"];
    COMMENTS = "comments" ["weak" "plain" "strong"];
    TAGS = "tags" ["weak" "plain" "strong"];
    AD = "ad" ["weak" "plain" "strong"];
    APP = "app" ["weak" "plain" "strong"];
    CONTACT = "contact" ["weak" "plain" "strong"];
    NAVIGATION = "navigation" ["weak" "plain" "strong"];
    SEPARATOR = "separator" ["weak" "plain" "strong"];
    ABOUT = "about" ["weak" "plain" "strong"];
    OTHER = "other" ["weak" "plain" "strong"];
    BYLINE = "byline" ["weak" "plain" "strong"];
    DATELINE = "dateline" ["weak" "plain" "strong"];
    TIMESTAMP = "timestamp" ["weak" "plain" "strong"];
    READING_TIME = "reading-time" ["weak" "plain" "strong"];
    CAPTION = "caption" ["weak" "plain" "strong"];
    CREDIT = "credit" ["weak" "plain" "strong"];
    SIGN_OFF = "sign-off" ["weak" "plain" "strong"];
    AGENCY = "agency" ["weak" "plain" "strong"];
    CORRECTION = "correction" ["weak" "plain" "strong"];
    EDITORS_NOTE = "editors-note" ["weak" "plain" "strong"];
    LABEL = "label" ["weak" "plain" "strong"];
    DECK = "deck" ["weak" "plain" "strong"];
    CROSSHEAD = "crosshead" ["weak" "plain" "strong"];
    STORY = "story" ["weak" "plain" "strong"];
}

impl Group {
    /// The fact of a bucket; a bucket beyond the last is the last.
    #[inline]
    pub(crate) fn at(&self, bucket: usize) -> Fact {
        Fact(self.first + bucket.min(self.buckets.len() - 1) as u16)
    }
}

/// The bucket that a number falls into: the last whose lower bound it reaches.
#[inline]
pub(crate) fn bucket(bounds: &[u32], value: u32) -> usize {
    bounds.iter().take_while(|&&bound| value >= bound).count().saturating_sub(1)
}

impl Fact {
    /// `group=bucket`, the name in the table of weights.
    pub(crate) fn name(self) -> String {
        let holds = |group: &&Group| (group.first..group.first + group.buckets.len() as u16).contains(&self.0);
        match GROUPS.iter().find(holds) {
            Some(group) => format!("{}={}", group.name, group.buckets.get((self.0 - group.first) as usize).unwrap_or(&"")),
            None => String::from("unknown"),
        }
    }

    /// Every fact, in the order of the table.
    pub(crate) fn all() -> impl Iterator<Item = Fact> {
        (0..FACTS as u16).map(Fact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique() {
        let names: HashSet<String> = Fact::all().map(Fact::name).collect();
        assert_eq!(names.len(), FACTS);
    }

    #[test]
    fn buckets_take_the_last_bound_reached() {
        assert_eq!([0, 1, 2, 5, 9].map(|value| bucket(&[0, 1, 2, 4, 6], value)), [0, 1, 2, 3, 4]);
    }
}
