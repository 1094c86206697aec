//! Tables in an open article: they are drawn cell by cell, and everything else treats them as text.

use article_annotator::model::AnnotationSet;
use article_annotator::model::{Article, BlockKind, Details, Kind, TextRange};
use article_annotator::session::document::ledger::Ledger;
use article_annotator::session::transfer::open_review::Handed;
use article_annotator::session::{Action, Document, History};

use crate::notation::find;
use crate::world::Desk;

const RESULT: &str = "Party\tVotes\t2019\nGreens\t1,204\t12\nLeft Alliance\t903\t\n\nTurnout fell.";

/// A reader who pasted this text.
fn pasted(text: &str) -> Desk {
    let mut desk = Desk::default();
    desk.does(Action::Hand(Handed::text(String::new(), text.to_owned()).into()));
    desk
}

fn kinds(desk: &Desk) -> Vec<BlockKind> {
    desk.article().blocks().iter().map(|block| block.kind).collect()
}

#[test]
fn a_table_pasted_from_a_spreadsheet_opens_at_once_as_a_table_with_the_same_text() {
    use BlockKind::{Paragraph, TableRow};
    let desk = pasted(RESULT);
    assert!(desk.session.dialog().is_none());
    assert_eq!(&**desk.article().text(), RESULT);
    assert_eq!(kinds(&desk), [TableRow, TableRow, TableRow, Paragraph, Paragraph]);
    let restarted = desk.restarted();
    assert_eq!(kinds(&restarted), kinds(&desk));
}

#[test]
fn no_piece_lies_in_two_cells_and_a_highlight_over_cells_begins_and_ends_once() {
    let mut desk = pasted(RESULT);
    let range = find(desk.article(), "1,204\t12");
    desk.mark_range(Kind::Claim, range).unwrap();
    let sections = desk.document().sections();
    let pieces: Vec<_> = sections
        .iter()
        .flat_map(|section| &section.blocks)
        .flat_map(|block| {
            block
                .pieces()
                .map(|piece| (block.article.slice(piece.range).to_owned(), piece.mark.clone()))
        })
        .collect();
    let texts: Vec<&str> = pieces.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(
        texts[..8],
        ["Party\t", "Votes\t", "2019", "Greens\t", "1,204\t", "12", "Left Alliance\t", "903\t"]
    );
    let marks: Vec<_> = pieces.iter().filter_map(|(_, mark)| mark.as_ref()).collect();
    assert_eq!(marks.iter().map(|mark| mark.starts.len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(marks.iter().map(|mark| mark.ends.len()).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn the_cursor_goes_from_cell_to_cell_word_by_word() {
    let mut desk = pasted(RESULT);
    desk.keys("Enter");
    let mut words = vec![desk.stands_on()];
    for _ in 0..4 {
        desk.keys("Right");
        words.push(desk.stands_on());
    }
    assert_eq!(words, ["Party", "Votes", "2019", "Greens", "1,204"]);
}

#[test]
fn an_exported_figure_of_a_table_has_its_place_in_the_text() {
    let mut desk = pasted(RESULT);
    desk.mark(Kind::Claim, "903");
    let json = desk.exports("json").unwrap();
    let at = RESULT.find("903").unwrap();
    assert!(json.contains(&format!("\"start\": {at}")), "{json}");
    assert!(json.contains("\"table-row\""), "{json}");
    let read = desk.reads(json.as_bytes(), None).unwrap();
    assert_eq!(read.documents[0].set.article().blocks(), desk.article().blocks());
}

fn drawn(rows: usize) -> Vec<u32> {
    let text: Vec<String> = (0..rows).map(|row| format!("Name {row}\t{row}")).collect();
    let text = format!("Before\n{}\nAfter", text.join("\n"));
    let mut kinds = vec![BlockKind::TableRow; rows + 1];
    kinds[0] = BlockKind::Paragraph;
    let article = Article::new(None, &text).unwrap().with_kinds(&kinds);
    let set = AnnotationSet::new(article.into(), Details::default());
    let document = Document::new(Ledger::new(set, History::default()), [false; 3]);
    let counts: Vec<u32> = document.sections().iter().map(|section| section.count).collect();
    assert_eq!(counts.iter().sum::<u32>() as usize, rows + 2);
    let last = TextRange::new(0, document.article().text().len() as u32);
    assert_eq!(document.article().blocks_of(last).1.index(), rows + 1);
    counts
}

#[test]
fn a_short_table_is_drawn_as_one_and_a_long_one_in_parts() {
    assert_eq!(drawn(3), [5]);
    assert_eq!(drawn(40), [1, 40, 1]);
    assert_eq!(drawn(100), [1, 100, 1]);
    let long = drawn(10_000);
    assert!(long.len() > 300 && long.iter().all(|count| *count <= 100), "{long:?}");
}
