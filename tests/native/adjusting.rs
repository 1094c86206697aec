//! Moving the ends of a highlight: by keys, by dragging, with the buttons on its card.

use article_annotator::model::{AnnotationId, BlockPoint, Kind, Utf16};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::selection::caret::Did;
use article_annotator::session::selection::movement::Side;
use article_annotator::session::selection::span_resize::Adjust;
use article_annotator::session::{Action, Reply};

use crate::notation::find;
use crate::world::Desk;

const TEXT: &str = "He said: “We will go home soon.” Then Ana’s friend left.";

/// A reader who marked some words and has their card open.
fn marked(kind: Kind, words: &str) -> (Desk, AnnotationId) {
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(kind, words);
    desk.does(Action::OpenCard(id.clone()));
    (desk, id)
}

fn after(keys: &str) -> String {
    let (mut desk, _) = marked(Kind::Quote, "will go");
    desk.keys("e");
    desk.keys(keys);
    desk.shows()
}

fn shows(words: &str) -> String {
    TEXT.replacen(words, &format!("[quote:{words}]"), 1)
}

#[test]
fn arrows_move_the_end_and_with_shift_the_start_by_words() {
    assert_eq!(after("Right Enter"), shows("will go home"));
    assert_eq!(after("Left Enter"), shows("will"));
    assert_eq!(after("Shift+Left Enter"), shows("We will go"));
    assert_eq!(after("Shift+Right Enter"), shows("go"));
    assert_eq!(after("Left Left Left Enter"), shows("will"), "it never becomes empty");
}

#[test]
fn the_signs_around_words_can_be_taken_in() {
    assert_eq!(after("Shift+Left Shift+Left Enter"), shows("“We will go"));
    assert_eq!(after("Right Right Right Enter"), shows("will go home soon.”"));
}

#[test]
fn alt_moves_by_characters() {
    assert_eq!(after("Alt+Right Enter"), shows("will go h"));
    assert_eq!(after("Alt+Left Alt+Left Enter"), shows("will"), "a blank is no end");
    assert_eq!(after("Shift+Alt+Left Enter"), shows("e will go"));
    assert_eq!(after("Shift+Alt+Right Enter"), shows("ill go"));
}

#[test]
fn what_it_will_be_is_shown_and_said_and_nothing_is_changed_before_enter() {
    let (mut desk, _) = marked(Kind::Quote, "will go");
    desk.keys("e Right");
    assert_eq!(desk.session.screen().adjusting.as_deref(), Some("will go home"));
    assert_eq!((desk.said().words.as_str(), desk.said().did), ("will go home", Did::Adjusted));
    assert_eq!(desk.shows(), shows("will go"));
    desk.keys("Escape");
    assert_eq!((desk.session.adjusting(), desk.shows()), (None, shows("will go")));
    assert!(desk.open().is_some(), "the card stays open");
}

#[test]
fn it_is_one_step_and_card_note_and_links_survive() {
    let (mut desk, id) = marked(Kind::Person, "Ana");
    desk.note(&id, "a friend");
    let before = desk.set().get(&id).unwrap().clone();
    desk.keys("e Right Right Enter");
    let now = desk.set().get(&id).unwrap().clone();
    assert_eq!(desk.article().slice(now.spans[0]), "Ana’s friend");
    assert_eq!(
        (&now.note, now.actor(), &now.created),
        (&before.note, before.actor(), &before.created)
    );
    assert_eq!(desk.session.focused(), Some(&id));
    assert!(desk.undo());
    assert_eq!(desk.set().get(&id).unwrap().spans, before.spans);
    assert_eq!(desk.set().get(&id).unwrap().note, "a friend", "one step and no more");
}

#[test]
fn nothing_moved_is_no_step() {
    let (mut desk, _) = marked(Kind::Quote, "will go");
    let steps = desk.document().history().clone();
    desk.keys("e Enter e Right Left Enter");
    assert_eq!(desk.document().history(), &steps);
}

#[test]
fn a_dragged_end_snaps_to_the_nearer_edge_of_a_word() {
    let (mut desk, id) = marked(Kind::Quote, "will go");
    let mut drag = |side, to: &str, inside: u32, exact| {
        let range = find(desk.article(), to);
        let point = desk.point(range.start);
        let to = BlockPoint { at: Utf16(point.at.0 + inside), ..point };
        desk.does(Action::Adjust(Adjust::Drag { id: id.clone(), part: 0, side, to, exact }));
        desk.session.screen().adjusting.unwrap_or_default()
    };
    assert_eq!(drag(Side::End, "home", 1, false), "will go");
    assert_eq!(drag(Side::End, "home", 3, false), "will go home");
    assert_eq!(drag(Side::End, "home", 3, true), "will go hom");
    assert_eq!(drag(Side::End, " Then", 0, false), "will go home soon.”");
    assert_eq!(drag(Side::Start, "We", 0, false), "We will go home soon.”");
    assert_eq!(drag(Side::Start, "“", 0, false), "“We will go home soon.”");
    assert_eq!(drag(Side::End, "He", 0, false), "“We will go home soon.”", "never past the start");
    desk.does(Action::Adjust(Adjust::Keep));
    assert_eq!(desk.shows(), shows("“We will go home soon.”"));
}

#[test]
fn the_buttons_of_the_card_move_an_end_by_a_word_each_one_step() {
    let (mut desk, id) = marked(Kind::Quote, "will go");
    let mut nudge = |side, forward| {
        let reply = desk.does(Action::Adjust(Adjust::Nudge { id: id.clone(), side, forward }));
        (reply, desk.shows())
    };
    assert_eq!(nudge(Side::End, true), (Reply::Was(true), shows("will go home")));
    assert_eq!(nudge(Side::Start, false), (Reply::Was(true), shows("We will go home")));
    assert_eq!(nudge(Side::Start, true), (Reply::Was(true), shows("will go home")));
    assert_eq!(nudge(Side::End, false), (Reply::Was(true), shows("will go")));
    assert!(desk.undo());
    assert_eq!(desk.shows(), shows("will go home"));
}

#[test]
fn the_parts_of_a_split_quote_never_run_into_each_other() {
    let mut desk = Desk::reading("“We go,” she said, “home now.”");
    let id = desk.mark(Kind::Quote, "“We go,”");
    let spans = vec![find(desk.article(), "“We go,”"), find(desk.article(), "“home now.”")];
    desk.update(&id, Patch { spans: Some(spans), ..Patch::default() });
    desk.does(Action::OpenCard(id.clone()));
    let to = desk.point(find(desk.article(), "now").start);
    desk.does(Action::Adjust(Adjust::Drag { id, part: 0, side: Side::End, to, exact: false }));
    assert_eq!(desk.session.screen().adjusting.as_deref(), Some("“We go,”"));
    desk.keys("Right Enter");
    assert_eq!(desk.shows(), "[quote:“We go,” she] said, [quote:“home now.”]");
}

#[test]
fn an_adjustment_is_dropped_when_its_highlight_is_no_longer_open_or_changes() {
    let (mut desk, id) = marked(Kind::Quote, "will go");
    desk.keys("e Right");
    desk.does(Action::CloseCard);
    assert_eq!(desk.session.adjusting(), None);
    desk.does(Action::OpenCard(id.clone()));
    desk.keys("e Right");
    desk.undo();
    assert_eq!(desk.session.adjusting(), None, "undone under the hand");
    assert!(desk.redo());
    desk.does(Action::OpenCard(id));
    desk.keys("e Right Delete");
    assert_eq!((desk.session.adjusting(), desk.set().len()), (None, 0));
}

#[test]
fn with_the_cursor_e_adjusts_what_it_stands_on_and_the_cursor_stays_on_it() {
    let mut desk = Desk::reading(TEXT);
    desk.keys("Enter Right Shift+Right 3 Left e Right Enter");
    assert_eq!(desk.said().did, Did::Moved, "there is nothing to adjust on “He”");
    desk.keys("n e Right Enter");
    assert_eq!(desk.shows(), shows("said: “We will"));
    assert_eq!(desk.stands_on(), "said: “We will");
}
