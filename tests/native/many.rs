//! The list of annotations: what filters list, what is selected, and changing many in one step.

use std::rc::Rc;

use article_annotator::model::query::AnnotationOrder;
use article_annotator::model::repeats::taken_from;
use article_annotator::model::{
    ActorSort, Annotation, AnnotationId, Detail, Kind, QuoteForm, Term, Verdict,
};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::document::annotation_list::FilterValue;
use article_annotator::session::document::many::{LostWithKind, ManyChange, ManyForm};
use article_annotator::session::notices::message::Named;
use article_annotator::session::render::annotation_rows::AnnotationRows;
use article_annotator::session::{Action, Dialog, Many, Message, Panel, Panels, Search};

use crate::tabs::shows;
use crate::tabs_world::Browser;
use crate::world::Desk;

const TEXT: &str =
    "Ana said prices fell. “Rents rose”, Ben added.\n\nWages doubled. Nobody knows why.";

/// Ana and Ben, two claims and a quote by Ben; nothing open, and the list shown.
fn listed() -> Desk {
    let mut desk = Desk::reading(TEXT);
    for (kind, words) in [
        (Kind::Person, "Ana"),
        (Kind::Person, "Ben"),
        (Kind::Claim, "prices fell"),
        (Kind::Quote, "Rents rose"),
        (Kind::Claim, "Wages doubled"),
    ] {
        desk.mark(kind, words);
    }
    let quote = id(&desk, "Rents rose");
    let patch = Patch { actor: Some(Some("Ben".to_owned())), ..Patch::default() };
    desk.does(Action::Update { id: quote, patch: Box::new(patch) });
    desk.does(Action::CloseCard);
    desk.does(Action::Panel(Panels::Show(Panel::Rows(0))));
    desk
}

fn one(desk: &Desk, words: &str) -> Annotation {
    let says = |one: &&Rc<Annotation>| {
        one.spans.iter().any(|span| desk.set().article().slice(*span) == words)
    };
    Annotation::clone(desk.set().iter().find(says).expect("an annotation of these words"))
}

fn id(desk: &Desk, words: &str) -> AnnotationId {
    one(desk, words).id
}

fn many(desk: &mut Desk, asked: Many) {
    desk.does(Action::Panel(Panels::Many(asked)));
}

fn rows(desk: &mut Desk) -> Rc<AnnotationRows> {
    desk.lists().rows
}

/// The words of the rows, the selected ones starred.
fn words(desk: &mut Desk) -> Vec<String> {
    let star = |selected| if selected { "*" } else { "" };
    let rows = rows(desk);
    rows.rows.iter().map(|(card, on)| format!("{}{}", card.excerpt, star(*on))).collect()
}

fn filter(term: Term, value: &str) -> Many {
    Many::Filter(FilterValue { term, value: value.to_owned() })
}

fn toggle(desk: &mut Desk, words: &str) {
    let id = id(desk, words);
    many(desk, Many::Toggle(id));
}

#[test]
fn a_filter_lists_what_has_any_of_its_values_and_all_of_its_terms() {
    let mut desk = listed();
    assert_eq!(
        words(&mut desk),
        ["Ana", "prices fell", "Rents rose", "Ben", "Wages doubled"],
        "everything, as it stands in the text"
    );
    many(&mut desk, filter(Term::Kinds, "claim"));
    many(&mut desk, filter(Term::Kinds, "quote"));
    assert_eq!(words(&mut desk), ["prices fell", "Rents rose", "Wages doubled"]);
    let ben = desk.set().actor_called("Ben").expect("in the register").id.to_string();
    many(&mut desk, filter(Term::People, &ben));
    assert_eq!(words(&mut desk), ["Rents rose"]);
    let screen = rows(&mut desk);
    assert_eq!((screen.listed, screen.all), (1, 5));
    let chips = [
        (Term::Kinds, vec![Some("claim".to_owned()), Some("quote".to_owned())]),
        (Term::People, vec![Some("Ben".to_owned())]),
    ];
    assert_eq!(screen.terms, chips, "the chips name people, not ids");
    many(&mut desk, Many::Unfilter(Term::Kinds));
    assert_eq!(words(&mut desk), ["Rents rose", "Ben"]);
    many(&mut desk, Many::Unfilter(Term::People));
    many(&mut desk, Many::Sort(AnnotationOrder::Person));
    assert_eq!(words(&mut desk), ["Ana", "Rents rose", "Ben", "prices fell", "Wages doubled"]);
}

#[test]
fn every_number_beside_a_filter_is_the_number_it_lists() {
    let mut desk = listed();
    let claim = id(&desk, "prices fell");
    let patch = Patch {
        verdict: Some(Some(Verdict::False)),
        tags: Some(vec!["money".to_owned()]),
        actor: Some(Some("article".to_owned())),
        creator: Some(Some("Jane".to_owned())),
        ..Patch::default()
    };
    desk.does(Action::Update { id: claim, patch: Box::new(patch) });
    let screen = rows(&mut desk);
    let mut terms = Vec::new();
    for choice in screen.values.iter() {
        many(&mut desk, Many::Filter(choice.value.clone()));
        assert_eq!(rows(&mut desk).listed, choice.count, "{:?}", choice.value);
        many(&mut desk, Many::Unfilter(choice.value.term));
        assert_eq!(rows(&mut desk).listed, 5, "{:?} can be removed", choice.value);
        terms.push(choice.value.term);
    }
    terms.dedup();
    let offered = [
        Term::Kinds,
        Term::People,
        Term::Tags,
        Term::Issues,
        Term::Checked,
        Term::Verdicts,
        Term::Origins,
        Term::Creators,
        Term::From,
    ];
    assert_eq!(terms, offered, "no term that nothing has");
}

#[test]
fn rows_are_selected_one_by_one_by_range_or_all_that_are_listed() {
    let mut desk = listed();
    toggle(&mut desk, "prices fell");
    let to = id(&desk, "Ben");
    many(&mut desk, Many::Reach(to));
    assert_eq!(words(&mut desk), ["Ana", "prices fell*", "Rents rose*", "Ben*", "Wages doubled"]);
    toggle(&mut desk, "Rents rose");
    assert_eq!(words(&mut desk), ["Ana", "prices fell*", "Rents rose", "Ben*", "Wages doubled"]);
    many(&mut desk, filter(Term::Kinds, "claim"));
    let selected = rows(&mut desk).selected.clone().expect("a selection");
    assert_eq!((selected.count, selected.unlisted), (2, 1), "Ben stays selected and is counted");
    assert!(desk.key("Ctrl+a", Place::Panel), "Ctrl+A");
    assert_eq!(words(&mut desk), ["prices fell*", "Wages doubled*"]);
    assert_eq!(rows(&mut desk).selected.as_ref().map(|all| all.count), Some(2));
    assert!(desk.key("Escape", Place::Panel));
    assert_eq!(rows(&mut desk).selected, None, "Escape clears the selection first");
    assert_eq!(desk.session.panel(), &Panel::Rows(0));
    assert!(desk.key("Escape", Place::Panel));
    assert_eq!(desk.session.panel(), &Panel::Annotations, "and then closes the list");
}

#[test]
fn a_selection_ends_with_its_list_so_that_nothing_unseen_is_changed() {
    let mut desk = listed();
    toggle(&mut desk, "Ana");
    desk.does(Action::Panel(Panels::Show(Panel::Claims(0))));
    desk.does(Action::Panel(Panels::Show(Panel::Rows(0))));
    assert_eq!(rows(&mut desk).selected, None);
}

#[test]
fn a_speaker_is_named_for_many_in_one_step_that_undo_takes_back() {
    let mut desk = listed();
    let before = desk.set().clone();
    many(&mut desk, Many::All);
    many(&mut desk, Many::Form(Some(ManyForm::Who)));
    let names = rows(&mut desk).selected.as_ref().map(|all| all.names.clone());
    assert_eq!(names, Some(vec!["Ana".to_owned(), "Ben".to_owned()]), "known names are offered");
    many(&mut desk, Many::Change(ManyChange::Who(" Ana ".to_owned())));
    assert_eq!(desk.toast(), Some(Message::ChangedMany(3, None)), "a quote and two claims");
    let ana = desk.set().actor_called("Ana").expect("known").id.clone();
    for words in ["prices fell", "Rents rose", "Wages doubled"] {
        assert_eq!(one(&desk, words).actor(), Some(&ana), "{words}");
    }
    let ben = desk.set().actor_called("Ben").expect("still there").id.clone();
    assert_eq!(one(&desk, "Ben").actor(), Some(&ben), "a mention stays who it was");
    desk.does(Action::Undo);
    assert_eq!(*desk.set(), before);
}

#[test]
fn a_name_that_nobody_has_yet_is_said_to_be_new() {
    let mut desk = listed();
    many(&mut desk, Many::All);
    many(&mut desk, Many::Change(ManyChange::Who("Daniel".to_owned())));
    let new = Named::New(ActorSort::Person, "Daniel".to_owned());
    assert_eq!(desk.toast(), Some(Message::ChangedMany(3, Some(new))));
}

#[test]
fn the_article_can_claim_but_not_speak() {
    let mut desk = listed();
    many(&mut desk, Many::All);
    many(&mut desk, Many::Change(ManyChange::Who("article".to_owned())));
    assert_eq!(desk.toast(), Some(Message::ChangedMany(2, None)));
    assert!(one(&desk, "Rents rose").actor().is_some(), "the quote keeps Ben");
}

#[test]
fn tags_and_labels_are_added_and_removed_where_they_change_something() {
    let mut desk = listed();
    toggle(&mut desk, "Ana");
    many(&mut desk, Many::Change(ManyChange::Tag("money".to_owned())));
    assert_eq!(desk.toast(), Some(Message::ChangedMany(1, None)));
    many(&mut desk, Many::All);
    many(&mut desk, Many::Change(ManyChange::Tag("money ".to_owned())));
    assert_eq!(desk.toast(), Some(Message::ChangedMany(4, None)), "one has it already");
    let tags = rows(&mut desk).selected.as_ref().map(|all| all.tags.clone());
    assert_eq!(tags, Some(vec![("money".to_owned(), 5)]));
    many(&mut desk, Many::Change(ManyChange::Untag("money".to_owned())));
    assert!(desk.set().iter().all(|one| one.tags.is_empty()));
    let before = desk.set().clone();
    many(&mut desk, Many::Change(ManyChange::Tag("  ".to_owned())));
    many(&mut desk, Many::Change(ManyChange::NoLabel));
    assert_eq!(*desk.set(), before, "a blank tag and a label that nothing has are no step");
}

#[test]
fn what_is_lost_with_the_kind_is_counted_before_and_speakers_stay() {
    let mut desk = listed();
    let quote = id(&desk, "Rents rose");
    let patch = Patch { form: Some(Some(QuoteForm::Direct)), ..Patch::default() };
    desk.does(Action::Update { id: quote, patch: Box::new(patch) });
    let claim = id(&desk, "prices fell");
    let patch = Patch { verdict: Some(Some(Verdict::True)), ..Patch::default() };
    desk.does(Action::Update { id: claim, patch: Box::new(patch) });
    many(&mut desk, Many::All);
    many(&mut desk, Many::Form(Some(ManyForm::Kind)));
    let lost = rows(&mut desk).selected.as_ref().map(|all| all.lost).expect("counted");
    assert_eq!(lost[0], LostWithKind { checks: 1, forms: 1, links: 0, people: 1, labels: 0 });
    assert_eq!(lost[1], LostWithKind { checks: 0, forms: 1, links: 0, people: 2, labels: 0 });
    assert_eq!(lost[2], LostWithKind { checks: 1, forms: 0, links: 0, people: 2, labels: 0 });
    many(&mut desk, Many::Clear);
    toggle(&mut desk, "Rents rose");
    many(&mut desk, Many::Change(ManyChange::Kind(Kind::Claim)));
    let ben = desk.set().actor_called("Ben").expect("known").id.clone();
    assert!(matches!(one(&desk, "Rents rose").detail, Detail::Claim { .. }));
    assert_eq!(one(&desk, "Rents rose").actor(), Some(&ben), "the speaker is the claimant now");
}

#[test]
fn deleting_many_is_one_step_and_takes_nobody_who_is_still_named() {
    let mut desk = listed();
    let before = desk.set().clone();
    toggle(&mut desk, "Ben");
    toggle(&mut desk, "Ana");
    assert!(desk.key("Delete", Place::Panel));
    assert_eq!(desk.toast(), Some(Message::RemovedMany(2)));
    assert_eq!(desk.set().len(), 3);
    assert!(desk.set().actor_called("Ben").is_some(), "he still speaks");
    assert!(desk.set().actor_called("Ana").is_none(), "she was nothing but a name");
    assert_eq!(rows(&mut desk).selected, None);
    desk.does(Action::Undo);
    assert_eq!(*desk.set(), before);
}

#[test]
fn only_the_selected_annotations_are_exported_and_the_article_does_not_count_as_exported() {
    let mut desk = listed();
    toggle(&mut desk, "Rents rose");
    many(&mut desk, Many::Export);
    let Some(Dialog::Export(open)) = desk.session.dialog().cloned() else {
        panic!("the dialog is open")
    };
    assert_eq!((open.annotations(), open.part_of), (1, Some(5)));
    let set = open.documents.first().expect("one document");
    assert_eq!(set.actors().count(), 1, "Ben, who speaks, and nobody else");
    desk.does(Action::ShowExport { format: Some("csv".to_owned()), options: None });
    let Some(Dialog::Export(open)) = desk.session.dialog().cloned() else {
        panic!("the dialog is open")
    };
    assert_eq!((open.annotations(), open.part_of), (1, Some(5)), "in every format");
    assert!(open.name.ends_with("-selected.csv"), "{}: the whole article’s file stays", open.name);
    desk.does(Action::ExportTo(article_annotator::session::Destination::Download));
    assert_eq!(desk.session.screen().article.and_then(|article| article.exported), None);
}

#[test]
fn a_change_that_would_change_nothing_says_so_and_is_no_step() {
    let mut desk = listed();
    toggle(&mut desk, "Rents rose");
    let before = desk.session.screen().article.and_then(|article| article.undo);
    for change in [ManyChange::Who("Ben".to_owned()), ManyChange::Who("article".to_owned())] {
        many(&mut desk, Many::Change(change));
        assert_eq!(desk.toast(), Some(Message::NothingToChange));
    }
    assert_eq!(desk.session.screen().article.and_then(|article| article.undo), before);
}

#[test]
fn many_quotes_become_people_in_one_step_and_people_nobody_names_any_more_go() {
    let mut desk = listed();
    let before = desk.set().clone();
    for words in ["Rents rose", "Ben"] {
        toggle(&mut desk, words);
    }
    many(&mut desk, Many::Change(ManyChange::Kind(Kind::Person)));
    assert_eq!(desk.toast(), Some(Message::ChangedMany(1, None)), "Ben is a person already");
    assert!(desk.set().actor_called("Rents rose").is_some(), "the words are the name");
    assert!(desk.set().actor_called("Ben").is_some(), "his mention is left");
    desk.does(Action::Undo);
    assert_eq!(*desk.set(), before);
    many(&mut desk, Many::Clear);
    toggle(&mut desk, "Ana");
    many(&mut desk, Many::Change(ManyChange::Kind(Kind::Claim)));
    assert!(desk.set().actor_called("Ana").is_none(), "she was nothing but a name");
    desk.does(Action::Undo);
    assert_eq!(*desk.set(), before);
}

#[test]
fn the_search_ends_a_selection_and_a_deleted_annotation_is_not_selected() {
    let mut desk = listed();
    toggle(&mut desk, "Ana");
    desk.does(Action::Search(Search::Open));
    desk.does(Action::Panel(Panels::Show(Panel::Rows(0))));
    assert_eq!(rows(&mut desk).selected, None);
    toggle(&mut desk, "Ana");
    let ana = id(&desk, "Ana");
    desk.does(Action::Remove(ana));
    assert!(desk.key("Escape", Place::Panel));
    assert_eq!(
        desk.session.panel(),
        &Panel::Annotations,
        "nothing is selected, so the list closes"
    );
}

#[test]
fn an_exported_part_says_that_a_verdict_was_given_for_a_claim_that_is_not_in_it() {
    let mut desk = listed();
    let (first, second) = (id(&desk, "prices fell"), id(&desk, "Wages doubled"));
    let patch = Patch { verdict: Some(Some(Verdict::False)), ..Patch::default() };
    desk.does(Action::Update { id: first.clone(), patch: Box::new(patch) });
    desk.does(Action::SameAs { id: second, other: Some(first.clone()) });
    toggle(&mut desk, "Wages doubled");
    many(&mut desk, Many::Export);
    let Some(Dialog::Export(open)) = desk.session.dialog().cloned() else {
        panic!("the dialog is open")
    };
    let set = open.documents.first().expect("one document");
    let one = set.iter().next().expect("one claim");
    assert_eq!(taken_from(set, one), Some(first));
}

#[test]
fn a_tab_that_follows_another_selects_but_changes_nothing() {
    let mut browser = Browser::with(2);
    browser.marks(0, "Ana").expect("marked");
    browser.settle();
    browser.does(1, Action::Panel(Panels::Show(Panel::Rows(0)))).expect("listed");
    browser.does(1, Action::Panel(Panels::Many(Many::All))).expect("selected");
    for change in [Many::Delete, Many::Change(ManyChange::Tag("x".to_owned()))] {
        let asked = browser.does(1, Action::Panel(Panels::Many(change)));
        assert!(asked.is_err(), "another tab edits it");
    }
    assert_eq!(shows(&browser, 1), "[person:Ana] met Bo.");
}
