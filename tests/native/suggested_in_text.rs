//! From the text to the suggestions and back: a click on suggested words reviews them, and S goes on where the
//! review was.

use article_annotator::model::{Kind, TextRange};
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::{Action, PageEffect, Panel, Panels, Suggest};

use crate::notation::find;
use crate::suggesting::{asked, does, under_review};
use crate::world::{Desk, on_page};

/// A click on the first letter of these words, where nothing is marked.
fn click_on(desk: &mut Desk, words: &str) {
    let TextRange { start, .. } = find(desk.article(), words);
    let point = desk.article().point_of(start);
    does(desk, Suggest::At(point));
}

#[test]
fn a_click_on_suggested_words_reviews_the_shortest_suggestion_there() {
    let mut desk = asked();
    click_on(&mut desk, "Lund");
    assert_eq!(under_review(&mut desk).unwrap().words, "Bo Lund");
    click_on(&mut desk, "budget");
    assert_eq!(under_review(&mut desk).unwrap().words, "the budget grew by 12 per cent");
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusField(_))));
    // Also while another list is shown.
    desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
    click_on(&mut desk, "late");
    assert!(matches!(desk.session.panel(), Panel::Suggested(_)));
    assert_eq!(under_review(&mut desk).unwrap().words, "“We are late,”");
}

#[test]
fn a_click_beside_them_closes_the_open_card_as_before() {
    let mut desk = asked();
    let id = desk.mark(Kind::Claim, "Mayor");
    desk.does(Action::OpenCard(id));
    click_on(&mut desk, "met");
    assert_eq!(desk.session.focused(), None);
    assert_eq!(under_review(&mut desk), None);
}

#[test]
fn s_leads_from_the_text_back_to_the_suggestion_under_review() {
    let mut desk = asked();
    does(&mut desk, Suggest::Review(1));
    desk.heard.clear();
    assert!(desk.key("s", Place::Article));
    assert_eq!(under_review(&mut desk).unwrap().words, "Bo Lund");
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusField(_))));
}
