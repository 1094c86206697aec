//! Both texts beside each other: the reader selects the new place of an annotation in them, and sees paragraphs that
//! are the same.

use article_annotator::model::{BlockIndex, BlockPoint, Utf16};
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::versions::rows::{PairRow, ShownParagraph};
use article_annotator::session::versions::{ChangeChoice, Versions};
use article_annotator::session::{Effect, Message, PageEffect};

use crate::versions_review::{comparison, does, reading};
use crate::world::Desk;

const OLD: &str = "Ana Ruiz spoke in Bern.\nThe [claim:Government Procurement Agency] paid.\nIt rained 😀 that day.";
const NEW: &str = "Ana Ruiz spoke in Bern.\nOffices paid: the General Services Administration paid.\n\
                   It rained 😀 that day.";

/// A point of the newer text in a paragraph that is shown, this many UTF-16 units behind its start.
fn point(paragraph: &ShownParagraph, units: u32) -> BlockPoint {
    BlockPoint { at: Utf16(paragraph.start.at.0 + units), ..paragraph.start }
}

fn selects(desk: &mut Desk, points: Option<(BlockPoint, BlockPoint)>) {
    does(desk, Versions::Decide(ChangeChoice::Selected(points)));
}

/// The paragraphs of both texts in a row.
fn both(desk: &mut Desk, row: usize) -> (Vec<ShownParagraph>, Vec<ShownParagraph>) {
    match &comparison(desk).rows[row] {
        PairRow::Both(old, new) => (old.clone(), new.clone()),
        PairRow::Same(..) => (Vec::new(), Vec::new()),
    }
}

fn words(paragraphs: &[ShownParagraph]) -> Vec<String> {
    let words = |one: &ShownParagraph| one.pieces.iter().map(|piece| piece.text.as_str()).collect();
    paragraphs.iter().map(words).collect()
}

#[test]
fn an_annotation_goes_where_the_reader_selects_it_in_the_newer_text() {
    let mut desk = reading(OLD, NEW);
    assert!(desk.key("3", Place::Panel));
    let (_, new) = both(&mut desk, 1);
    selects(&mut desk, None);
    assert_eq!(desk.toast(), Some(Message::NoWordsSelected));
    let blank = Some((point(&new[0], 7), point(&new[0], 8)));
    selects(&mut desk, blank);
    assert_eq!((desk.toast(), comparison(&mut desk).open), (Some(Message::NoWordsSelected), 1));
    // From the right to the left, too.
    selects(&mut desk, Some((point(&new[0], 50), point(&new[0], 18))));
    assert_eq!(comparison(&mut desk).open, 0);
    assert_eq!(
        comparison(&mut desk).changes[0].decision.as_ref().unwrap().1,
        "General Services Administration"
    );
    let (_, new) = both(&mut desk, 1);
    let marked = new[0].pieces.iter().filter(|piece| piece.current).map(|piece| &*piece.text);
    assert_eq!(
        marked.collect::<String>(),
        "General Services Administration",
        "it is shown in the newer text"
    );
    does(&mut desk, Versions::Adopt);
    let one = desk.set().iter().next().unwrap().clone();
    assert_eq!(desk.article().words_of(&one.spans), "General Services Administration");
}

#[test]
fn paragraphs_that_are_the_same_are_shown_when_the_reader_wants_them_and_can_be_selected() {
    let mut desk = reading(OLD, NEW);
    assert!(matches!(comparison(&mut desk).rows[2], PairRow::Same(2, 3, 3)));
    desk.heard.clear();
    does(&mut desk, Versions::Unfold(2));
    assert!(
        desk.heard.iter().any(|it| matches!(it, Effect::OnPage(PageEffect::FocusPanel))),
        "the button is gone"
    );
    let (old, new) = both(&mut desk, 2);
    assert_eq!(
        (words(&old), words(&new)),
        (vec!["It rained 😀 that day.".to_owned()], words(&old))
    );
    assert_eq!(comparison(&mut desk).paragraphs, (1, 3), "they did not change");
    assert!(desk.key("3", Place::Panel));
    selects(&mut desk, Some((point(&new[0], 10), point(&new[0], 17))));
    does(&mut desk, Versions::Adopt);
    let one = desk.set().iter().next().unwrap().clone();
    assert_eq!(desk.article().words_of(&one.spans), "😀 that");
}

#[test]
fn both_texts_scroll_to_the_change_under_review_however_far_it_is() {
    let lines = |last: &str| -> String {
        (0..300).map(|at| format!("Row {at}: {} [claim:{last}].\n\n", at % 7)).collect()
    };
    let new = lines("six").replace("[claim:", "").replace(']', "");
    let mut desk = reading(&lines("nine"), &new);
    let far = comparison(&mut desk).listed.0;
    assert_eq!(far, 300);
    assert!(comparison(&mut desk).more > 0, "not all is shown at first");
    desk.heard.clear();
    does(&mut desk, Versions::Step { forward: false });
    assert!(desk.heard.iter().any(|it| matches!(it, Effect::OnPage(PageEffect::RevealBeside))));
    let found = comparison(&mut desk);
    let shows = |row: &PairRow| match row {
        PairRow::Both(old, _) => old.iter().any(|one| one.pieces.iter().any(|piece| piece.current)),
        PairRow::Same(..) => false,
    };
    assert!(found.place == Some(300) && found.rows.iter().any(shows));
}

#[test]
fn of_very_many_paragraphs_that_are_the_same_a_hundred_more_are_shown_each_time() {
    let same: String = (1..=250).map(|at| format!("Paragraph {at} is as it was.\n")).collect();
    let mut desk = reading(&format!("{same}[claim:Nine] came."), &format!("{same}Six came."));
    let rows = |desk: &mut Desk| comparison(desk).rows;
    assert!(matches!(rows(&mut desk)[0], PairRow::Same(0, 1, 250)));
    for (shown, rest) in [(100, Some(101)), (200, Some(201)), (250, None)] {
        desk.heard.clear();
        does(&mut desk, Versions::Unfold(0));
        let (old, new) = both(&mut desk, 0);
        assert_eq!((old.len(), new.len()), (shown, shown));
        assert_eq!(new.last().unwrap().start.block, BlockIndex(u32::try_from(shown).unwrap() - 1));
        let left = rows(&mut desk).into_iter().find_map(|row| match row {
            PairRow::Same(0, from, 250) => Some(from),
            _ => None,
        });
        assert_eq!(left, rest);
        let leaves =
            desk.heard.iter().any(|it| matches!(it, Effect::OnPage(PageEffect::FocusPanel)));
        assert_eq!(leaves, rest.is_none(), "the focus leaves the button when it goes");
    }
}

#[test]
fn a_number_with_its_decimals_is_one_word_that_changed() {
    let mut desk = reading("It cost [claim:£48.2 million].", "It cost £61.7 million.");
    assert_eq!(comparison(&mut desk).words, (1, 1));
}
