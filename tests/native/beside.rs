//! What stands beside the text and follows it: cards selected into their list, a person in short, the sheet that
//! makes way.

use article_annotator::model::{Actor, AnnotationId, Kind};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::{Meaning, Place};
use article_annotator::session::document::actors::People;
use article_annotator::session::search::Search;
use article_annotator::session::{Action, Many, Panel, Panels, Settings};

use crate::host::press;
use crate::world::Desk;

const TEXT: &str = "Ana Roy met Bo. “It rains”, Ana Roy said. It rained.\n\nBo left.";

fn report() -> (Desk, Vec<AnnotationId>) {
    let mut desk = Desk::reading(TEXT);
    let mut ids = Vec::new();
    for (kind, words) in [
        (Kind::Person, "Ana Roy"),
        (Kind::Person, "Bo"),
        (Kind::Quote, "“It rains”"),
        (Kind::Claim, "It rained"),
    ] {
        ids.push(desk.mark(kind, words));
    }
    desk.does(Action::CloseCard);
    (desk, ids)
}

fn many(desk: &mut Desk, asked: Many) {
    desk.does(Action::Panel(Panels::Many(asked)));
}

fn selected(desk: &mut Desk) -> Vec<AnnotationId> {
    let rows = desk.lists().rows;
    rows.rows.iter().filter(|(_, on)| *on).map(|(card, _)| card.id.clone()).collect()
}

#[test]
fn cards_are_selected_into_their_list_one_by_one_and_from_the_open_one_on() {
    let (mut desk, ids) = report();
    many(&mut desk, Many::Toggle(ids[1].clone()));
    assert_eq!(desk.session.panel(), &Panel::Rows(0));
    assert_eq!(selected(&mut desk), ids[1..2]);
    many(&mut desk, Many::Reach(ids[3].clone()));
    assert_eq!(selected(&mut desk), ids[1..4]);
    // Back among the cards nothing is selected, and a range starts at the open card.
    desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
    desk.does(Action::OpenCard(ids[0].clone()));
    many(&mut desk, Many::Reach(ids[2].clone()));
    assert_eq!(selected(&mut desk), ids[0..3]);
}

#[test]
fn a_card_that_a_filter_of_the_list_would_hide_is_listed() {
    let (mut desk, ids) = report();
    desk.does(Action::Panel(Panels::Show(Panel::Rows(0))));
    let value = desk.lists().rows.values[0].value.clone();
    many(&mut desk, Many::Filter(value));
    assert!(desk.lists().rows.listed < 4);
    desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
    for id in &ids[2..] {
        desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
        many(&mut desk, Many::Toggle(id.clone()));
        assert_eq!(selected(&mut desk), std::slice::from_ref(id));
        assert_eq!(desk.lists().rows.listed, 4);
    }
}

#[test]
fn a_mention_under_the_pointer_shows_its_person_in_short() {
    let (mut desk, ids) = report();
    let patch = Patch { actor: Some(Some("Ana Roy".to_owned())), ..Patch::default() };
    desk.does(Action::Update { id: ids[2].clone(), patch: Box::new(patch) });
    let ana = desk.set().get(&ids[0]).and_then(|one| one.actor().cloned()).expect("somebody");
    let actor = Actor::clone(desk.set().actor(&ana).expect("there"));
    let role = "Mayor".to_owned();
    desk.does(Action::People(People::Change(Actor { role, ..actor })));
    desk.does(Action::Hover(Some(ids[0].clone())));
    let preview = desk.session.screen().preview.expect("a person");
    assert_eq!((&*preview.actor.name, &*preview.actor.role), ("Ana Roy", "Mayor"));
    assert_eq!((preview.counts, preview.quote.as_deref()), ([1, 0, 1], Some("“It rains”")));
    desk.does(Action::Hover(Some(ids[1].clone())));
    let preview = desk.session.screen().preview.expect("another");
    assert_eq!((&*preview.actor.name, preview.quote.as_deref()), ("Bo", None));
    for other in [Some(ids[2].clone()), None] {
        desk.does(Action::Hover(other));
        assert_eq!(desk.session.screen().preview, None, "a quote says who on its card");
    }
}

#[test]
fn what_is_shown_in_the_text_lowers_the_sheet_until_the_panel_is_asked_for_something() {
    let (mut desk, ids) = report();
    let low = |desk: &mut Desk| desk.session.screen().lowered;
    desk.does(Action::Panel(Panels::Claim(ids[3].clone())));
    assert!(!low(&mut desk));
    for raise in [
        Action::Panel(Panels::Show(Panel::Claims(0))),
        Action::OpenCard(ids[2].clone()),
        Action::Search(Search::Open),
        Action::CloseCard,
    ] {
        desk.does(Action::Visit(ids[3].clone()));
        assert!(low(&mut desk));
        desk.does(Action::Hover(Some(ids[0].clone())));
        assert!(low(&mut desk), "the pointer asks for nothing");
        desk.does(raise);
        assert!(!low(&mut desk));
    }
    // A finger lowers it, and whoever asks the panel for something raises it.
    for (asked, is_low) in [
        (Panels::Lower(true), true),
        (Panels::Lower(false), false),
        (Panels::Lower(true), true),
        (Panels::Show(Panel::Claims(0)), false),
    ] {
        desk.does(Action::Panel(asked));
        assert_eq!(low(&mut desk), is_low);
    }
}

#[test]
fn a_pinned_list_stays_pinned_in_the_next_session() {
    let mut desk = Desk::reading(TEXT);
    assert!(!desk.session.settings().pinned);
    let settings = Settings { pinned: true, ..(**desk.session.settings()).clone() };
    desk.does(Action::SetSettings(settings));
    assert!(desk.store.settings().pinned);
}

#[test]
fn undo_in_a_field_whose_text_was_taken_is_the_articles() {
    let (desk, _) = report();
    let undoes = |place, keys: &str| {
        let meaning = desk.session.meaning(&press(keys, place));
        matches!(meaning, Some(Meaning::Act(Action::Undo | Action::Redo)))
    };
    assert!(undoes(Place::KnownField, "Ctrl+z") && undoes(Place::KnownField, "Ctrl+y"));
    assert!(!undoes(Place::Field, "Ctrl+z"), "what is being typed is the field's own");
    for keys in ["1", "n", "?", "/", "Ctrl+a", "Delete"] {
        assert!(desk.session.meaning(&press(keys, Place::KnownField)).is_none(), "{keys}");
    }
}
