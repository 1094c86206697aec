//! Pens: while one is held, every selection is marked at once.

use article_annotator::model::Kind;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::{Action, Effect, Message};

use crate::notation::find;
use crate::world::Desk;

fn selecting(desk: &mut Desk, words: &str) {
    let pointed = desk.pointed(find(desk.article(), words), false);
    desk.does(Action::Select(Some(pointed)));
}

#[test]
fn a_pen_marks_what_is_selected_by_mouse_at_once_and_by_touch_only_shows_it() {
    let mut desk = Desk::reading("Ana met Bo.");
    selecting(&mut desk, "Ana");
    assert_eq!(desk.session.marks_at_once(false), None, "no pen is held");
    desk.does(Action::Pen(Some(Kind::Person)));
    assert_eq!(desk.session.marks_at_once(false), Some(Kind::Person));
    assert_eq!(desk.session.marks_at_once(true), None);
    desk.does(Action::Select(None));
    assert_eq!(desk.session.marks_at_once(false), None, "nothing is selected");
}

#[test]
fn a_second_press_or_escape_puts_the_pen_down_and_another_takes_its_place() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.does(Action::Pen(Some(Kind::Person)));
    desk.does(Action::Pen(Some(Kind::Claim)));
    assert_eq!(desk.session.pen(), Some(Kind::Claim));
    desk.does(Action::Pen(Some(Kind::Claim)));
    assert_eq!(desk.session.pen(), None);
    desk.does(Action::Pen(Some(Kind::Quote)));
    assert!(desk.key("Escape", Place::Elsewhere));
    assert_eq!(desk.session.pen(), None);
}

#[test]
fn escape_drops_the_selection_before_the_pen() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.does(Action::Pen(Some(Kind::Quote)));
    selecting(&mut desk, "Bo");
    desk.keys("Escape");
    assert_eq!((desk.session.pen(), desk.stands_on().as_str()), (Some(Kind::Quote), ""));
}

#[test]
fn shift_and_a_figure_take_up_a_pen_and_it_is_shown_and_said() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.keys("Shift+3");
    assert_eq!(desk.session.screen().pen, Some(Kind::Quote));
    assert!(desk.heard.iter().any(|effect| matches!(effect, Effect::Pen(Some(Kind::Quote)))));
    let said = desk.session.screen().status.unwrap().what;
    assert_eq!(*said, Message::Pen(Some(Kind::Quote)));
    desk.keys("Shift+3");
    assert_eq!(desk.session.screen().pen, None);
}

#[test]
fn keys_mark_with_their_own_kind_also_while_a_pen_is_held() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.keys("Shift+3 Enter 1");
    assert_eq!(desk.shows(), "[person:Ana] met Bo.");
}
