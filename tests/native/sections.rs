//! The drawn text: flat pieces whose classes and attributes show starts, neighbours, nesting and
//! the open annotation. One line per piece: its text, then its marks.

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::model::{BlockIndex, Inline, InlineKind, Kind, TextRange};
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::{Action, Document, History};
use proptest::prelude::*;

use crate::notation::{annotated, find};
use crate::random;
use crate::world::Desk;

/// The drawn text: `“words” PQ starts:P twice:Q on:Q( ) hover:P`, kinds by their letters, brackets
/// where the open annotation starts and ends; an empty line between blocks.
fn drawn(document: &Document) -> String {
    let letters = |kinds: &[Kind]| -> String {
        kinds.iter().map(|kind| kind.name()[..1].to_uppercase()).collect()
    };
    let mut out = Vec::new();
    for block in document.sections().iter().flat_map(|section| section.blocks.iter()) {
        let pieces = block.pieces().map(|piece| {
            let mut line = format!("“{}”", block.article.slice(piece.range));
            if let Some(style) = &piece.style {
                line += if style.emphasis { " em" } else { "" };
                line += if style.strong { " strong" } else { "" };
                line.extend(style.link.iter().map(|to| format!(" to {to}")));
            }
            let Some(mark) = &piece.mark else { return line };
            let kinds: Vec<_> =
                Kind::ALL.into_iter().filter(|kind| mark.kinds[kind.index()]).collect();
            line += &format!(" {}", letters(&kinds));
            for (hook, kinds) in [("starts", &mark.starts), ("twice", &mark.twice)] {
                if !kinds.is_empty() {
                    line += &format!(" {hook}:{}", letters(kinds));
                }
            }
            if let Some(on) = mark.on {
                let (from, to) =
                    (if mark.on_start { "(" } else { "" }, if mark.on_end { ")" } else { "" });
                line += &format!(" on:{}{from}{to}", letters(&[on]));
            }
            if let Some(hover) = mark.hover {
                line += &format!(" hover:{}", letters(&[hover]));
            }
            line
        });
        out.push(pieces.collect::<Vec<_>>().join("\n"));
    }
    out.join("\n\n")
}

fn document(notation: &str) -> Document {
    Document::new(Ledger::new(annotated(notation), History::default()), [false; 3])
}

#[track_caller]
fn check(notation: &str, wanted: &str) {
    assert_eq!(drawn(&document(notation)), wanted);
}

#[test]
fn an_overlap_is_a_piece_of_its_own_with_both_kinds() {
    check(
        "He [quote:said [claim:it was so]] today",
        "“He ”\n“said ” Q starts:Q\n“it was so” CQ starts:C\n“ today”",
    );
}

#[test]
fn of_several_that_start_together_the_outer_is_named_first() {
    check("[quote:[claim:ab]c]", "“ab” CQ starts:QC\n“c” Q");
    check("[claim:[person:ab]c]", "“ab” PC starts:CP\n“c” C");
    check("[quote:[claim:[person:a]b]c]", "“a” PCQ starts:QCP\n“b” CQ\n“c” Q");
    check("[claim:[quote:ab]]", "“ab” CQ starts:CQ");
}

#[test]
fn neighbours_of_one_kind_each_show_where_they_start() {
    check("[person:Ana][person:Bo]", "“Ana” P starts:P\n“Bo” P starts:P");
}

#[test]
fn nesting_of_one_kind_shows_as_twice() {
    check("[claim:a [claim:b] c]", "“a ” C starts:C\n“b” C starts:C twice:C\n“ c” C");
}

#[test]
fn a_mark_over_a_line_end_starts_once_and_goes_on() {
    check("x [quote:one\n\ntwo] y", "“x ”\n“one” Q starts:Q\n\n\n\n“two” Q\n“ y”");
}

#[test]
fn a_broken_quote_starts_in_each_of_its_parts() {
    check(
        "[quote#q:“One,”] he said, [quote#q:“two.”]",
        "““One,”” Q starts:Q\n“ he said, ”\n““two.”” Q starts:Q",
    );
}

#[test]
fn the_open_annotation_shows_all_its_parts_and_their_ends() {
    let mut desk = Desk::reading("“One x,” he said,\n“two three.”");
    let set = annotated("[quote#q:“One [claim:x],”] he said,\n[quote#q:“two three.”]");
    desk.drops(crate::paper::proved(&set).as_bytes());
    desk.does(Action::OpenCard("q".into()));
    assert_eq!(
        drawn(desk.document()),
        "““One ” Q starts:Q on:Q(\n“x” CQ starts:C on:Q\n“,”” Q on:Q)\n“ he said,”\n\n““two three.”” Q starts:Q on:Q()",
    );
    desk.does(Action::CloseCard);
    assert!(!drawn(desk.document()).contains("on:"));
}

#[test]
fn what_the_pointer_is_over_shows() {
    let mut desk = Desk::reading("Ana met Bo");
    let ana = desk.mark(Kind::Person, "Ana");
    desk.does(Action::Hover(Some(ana)));
    assert_eq!(drawn(desk.document()), "“Ana” P starts:P hover:P\n“ met Bo”");
    desk.does(Action::Hover(None));
    assert_eq!(drawn(desk.document()), "“Ana” P starts:P\n“ met Bo”");
}

#[test]
fn a_hidden_kind_is_not_drawn_and_comes_back() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Person, "Ana");
    desk.mark(Kind::Claim, "Ana met");
    desk.does(Action::Filter(Kind::Person));
    assert_eq!(drawn(desk.document()), "“Ana met” C starts:C\n“ Bo”");
    desk.does(Action::Filter(Kind::Person));
    assert_eq!(drawn(desk.document()), "“Ana” PC starts:CP\n“ met” C\n“ Bo”");
}

#[test]
fn an_edit_makes_one_block_anew_and_no_other() {
    let lines: Vec<String> = (0..200).map(|line| format!("line {line} with words")).collect();
    let mut desk = Desk::reading(&lines.join("\n"));
    let before = desk.document().sections().clone();
    desk.mark(Kind::Person, "line 130");
    let after = desk.document().sections();
    let changed: Vec<_> = before
        .iter()
        .zip(after.iter())
        .filter(|(before, after)| !std::rc::Rc::ptr_eq(before, after))
        .flat_map(|(before, after)| before.blocks.iter().zip(&after.blocks))
        .filter(|(before, after)| !std::rc::Rc::ptr_eq(before, after))
        .map(|(before, _)| before.index)
        .collect();
    assert_eq!(changed, [BlockIndex(130)]);
}

#[test]
fn a_block_that_something_else_changed_is_drawn_anew() {
    let mut desk = Desk::reading("one\ntwo");
    let before = desk.document().sections().clone();
    desk.does(Action::Heal(BlockIndex(1)));
    let after = desk.document().sections();
    assert_eq!(before.get(0).unwrap().blocks[0], after.get(0).unwrap().blocks[0]);
    assert_ne!(before.get(0).unwrap().blocks[1], after.get(0).unwrap().blocks[1]);
    assert_eq!(before.get(0).unwrap().blocks[1].body, after.get(0).unwrap().blocks[1].body);
}

/// The document of some notation, with emphasis and links on the first occurrences of these words.
fn styled(notation: &str, styles: &[(&str, InlineKind)]) -> Document {
    let set = annotated(notation);
    let inlines = styles
        .iter()
        .map(|(words, kind)| Inline { range: find(set.article(), words), kind: kind.clone() });
    let article = set.article().as_ref().clone().with_inlines(inlines.collect());
    let annotations = set.iter().map(|one| one.as_ref().clone()).collect();
    let actors = set.actors().map(|one| one.as_ref().clone()).collect();
    let details = set.details().as_ref().clone();
    let set = rebuilt(article.into(), details, actors, annotations);
    Document::new(Ledger::new(set, History::default()), [false; 3])
}

#[test]
fn emphasis_and_links_cut_highlights_flat_and_a_highlight_starts_once() {
    let link = InlineKind::Link("https://a.example/".to_owned());
    let styles =
        [("said it", InlineKind::Emphasis), ("it was", link), ("today", InlineKind::Strong)];
    assert_eq!(
        drawn(&styled("He [quote:said it was] so today", &styles)),
        "“He ”\n“said ” em Q starts:Q\n“it” em to https://a.example/ Q\n“ was” to https://a.example/ Q\n“ so ”\n“today” strong"
    );
}

#[test]
fn a_link_that_would_run_something_is_no_link() {
    for to in ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//x", "vbscript:x", ""] {
        let styles = [("said", InlineKind::Link(to.to_owned()))];
        assert!(!drawn(&styled("He said so", &styles)).contains(" to "), "{to}");
    }
    let styles = [("said", InlineKind::Link("MAILTO:a@b.example".to_owned()))];
    assert!(drawn(&styled("He said so", &styles)).contains(" to MAILTO:a@b.example"));
}

#[test]
fn emphasis_over_a_line_end_is_drawn_in_both_blocks() {
    let styles = [("two\nthree", InlineKind::Emphasis)];
    assert_eq!(
        drawn(&styled("One two\nthree four", &styles)),
        "“One ”\n“two” em\n\n“three” em\n“ four”"
    );
}

proptest! {
    #![proptest_config(random::cases(96))]

    #[test]
    fn pieces_tile_their_block_and_are_set_off_as_the_article_says(
        text in random::text(), seeds in random::seeds(12),
    ) {
        let set = random::set(&text, &seeds);
        let inlines = set.article().inlines().to_vec();
        let document = Document::new(Ledger::new(set, History::default()), [false; 3]);
        let article = document.article();
        let sections = document.sections();
        for block in sections.iter().flat_map(|section| section.blocks.iter()) {
            let mut at = article.blocks()[block.index.index()].range.start;
            for piece in block.pieces() {
                prop_assert_eq!(piece.range.start, at);
                at = piece.range.end;
                let strong = |range: TextRange| inlines.iter().any(|one| {
                    one.kind == InlineKind::Strong && one.range.start <= range.start && range.end <= one.range.end
                });
                let style = piece.style.as_deref().cloned().unwrap_or_default();
                prop_assert_eq!(style.strong, strong(piece.range));
            }
            prop_assert_eq!(at, article.blocks()[block.index.index()].range.end);
        }
    }
}
