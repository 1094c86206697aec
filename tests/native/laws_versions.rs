//! The laws of two versions of an article: what the comparison shows, over hostile text.

use std::collections::HashMap;

use article_annotator::model::anchoring::{DiffRow, DiffSide, DiffSpan, TextDiff, WordDiff};
use article_annotator::model::{BlockIndex, TextRange};
use proptest::prelude::*;

use crate::anchoring::range;
use crate::laws_anchoring::{hostile, is_unseen};
use crate::random;

/// What is left of a text without some parts: only what is compared, so no white space and no
/// invisible signs.
fn without(text: &str, spans: impl Iterator<Item = TextRange>) -> String {
    let mut left = String::new();
    let mut from = 0;
    for span in spans {
        assert!(from <= span.start.index(), "the spans are in order and apart");
        left += &text[from..span.start.index()];
        from = span.end.index();
    }
    left += &text[from..];
    let mut known: HashMap<char, bool> = HashMap::new();
    let mut is_seen =
        |c: &char| *known.entry(*c).or_insert_with(|| !is_unseen(c.encode_utf8(&mut [0; 4])));
    left.chars().filter(|c| is_seen(c)).collect()
}

fn spans<'a>(
    diff: &'a TextDiff,
    side: impl Fn(&'a DiffRow) -> &'a DiffSide + 'a,
) -> impl Iterator<Item = &'a DiffSpan> + 'a {
    diff.rows.iter().flat_map(move |row| side(row).spans.iter())
}

/// What is not marked on either side is the same on both, and every line is shown once.
fn check(old: &str, new: &str) {
    let diff = TextDiff::between(old, new);
    let range = |span: &DiffSpan| span.range;
    let left = without(old, spans(&diff, |row| &row.old).map(range));
    assert!(left == without(new, spans(&diff, |row| &row.new).map(range)), "{}", begin(old, new));
    let blocks = |side: &DiffSide| side.blocks.start.0..side.blocks.end.0;
    for (text, side) in [(old, 0), (new, 1)] {
        let sides = diff.rows.iter().map(|row| [&row.old, &row.new][side]);
        let shown: Vec<u32> = sides.flat_map(blocks).collect();
        let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
        let lines: Vec<usize> = lines.map(|(at, _)| at).collect();
        assert!(shown.windows(2).all(|two| two[0] < two[1]), "{shown:?}");
        assert!(lines.iter().all(|line| shown.contains(&BlockIndex::at(*line).0)));
    }
    let words = WordDiff::between(old, new);
    let left = without(old, words.taken_out.into_iter());
    assert!(left == without(new, words.put_in.into_iter()), "{}", begin(old, new));
}

/// The beginning of two texts.
fn begin(old: &str, new: &str) -> String {
    [old, new].map(|text| text.chars().take(80).collect::<String>()).join(" | ")
}

#[test]
fn no_text_takes_long_to_compare_and_what_is_not_marked_is_the_same() {
    for (old, new) in hostile(60_000) {
        check(&old, &new);
        check(&new, &old);
    }
}

#[test]
fn a_comparison_marks_the_words_an_editor_changed() {
    let old = "A title\n\nNotably, Holt of the city council also came, marking his first visit.\nIt rained.\nThis \
               goes.\nTwo days of talks. Nobody knows.";
    let new = "A title\n\nHolt of the parish council also came, marking his second visit.\nIt rained.\nThree days \
               of talks. He would not say.\nNew.";
    let diff = TextDiff::between(old, new);
    let mut shown = String::new();
    for row in &diff.rows {
        let side = |side: &DiffSide, text: &str| {
            let spans = side.spans.iter().map(|span| &text[span.range.indices()]);
            format!("{}-{} {:?}", side.blocks.start.0, side.blocks.end.0, spans.collect::<Vec<_>>())
        };
        shown += &format!("{} | {}\n", side(&row.old, old), side(&row.new, new));
    }
    assert_eq!(
        shown,
        "0-1 [] | 0-1 []\n\
         2-3 [\"Notably,\", \"city\", \"first\"] | 2-3 [\"parish\", \"second\"]\n\
         3-4 [] | 3-4 []\n\
         4-5 [\"This goes.\"] | 0-0 []\n\
         5-6 [\"Two\", \"Nobody knows.\"] | 4-5 [\"Three\", \"He would not say.\"]\n\
         0-0 [] | 5-6 [\"New.\"]\n"
    );
    assert_eq!((diff.taken_out, diff.put_in), (8, 8));
}

#[test]
fn a_paragraph_elsewhere_is_shown_as_moved_and_one_in_two_parts_as_the_same_words() {
    let moved = "The bridge cost nine million, Holt said on Monday.";
    let other = "The council of Lund met to hear the engineers and the architect of it.";
    let (old, new) = (format!("{moved}\n{other}"), format!("{other}\n{moved}"));
    let diff = TextDiff::between(&old, &new);
    let all: Vec<_> = spans(&diff, |row| &row.old).collect();
    assert_eq!(all, [&DiffSpan { range: range(0, moved.len()), moved: true }]);
    assert_eq!((diff.taken_out, diff.put_in), (0, 0));
    let diff = TextDiff::between("It rained. He left.", "It rained.\nHe left.");
    assert_eq!(diff.rows.len(), 1);
    assert!(diff.rows[0].is_same());
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn what_is_not_marked_is_the_same_in_both(old in random::text(), new in random::text()) {
        check(&old, &new);
    }

    #[test]
    fn the_same_text_has_no_marks(text in random::text()) {
        let diff = TextDiff::between(&text, &text);
        prop_assert!(diff.rows.iter().all(DiffRow::is_same));
        prop_assert_eq!(WordDiff::between(&text, &text), WordDiff::default());
    }
}
