//! Suggestions where a decision could go wrong: somebody only described is nobody's name, what is decided
//! already is not decided again, and another document is never shown the list of the one before.

use std::rc::Rc;

use article_annotator::model::suggest::{SuggestedAll, SuggestedSpeaker, Suggestion, TextLanguage};
use article_annotator::model::{BlockPoint, Detail, Kind, QuoteForm, TextRange};
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::selection::caret::Steer;
use article_annotator::session::{
    Action, Effect, Opening, Outcome, PageEffect, Panel, Panels, Suggest, SuggestionGroup,
    SuggestionOrder,
};

use crate::notation::find;
use crate::suggesting::{self, answer, does, listed, rows, under_review};
use crate::world::{Desk, on_page};
use article_annotator::session::suggest::Confidence;

const TEXT: &str =
    "“Jobs doubled,” he said. “Taxes fell,” the Kremlin said. “It rains,” a man said.";

/// Three quotes with these speakers, as the worker answers.
fn asked(desk: &mut Desk, speakers: [&str; 3]) {
    let quotes = ["“Jobs doubled,”", "“Taxes fell,”", "“It rains,”"];
    let list = quotes.into_iter().zip(speakers).map(|(words, name)| Suggestion {
        kind: Kind::Quote,
        spans: vec![find(desk.article(), words)],
        score: 0.95,
        reason: vec![],
        speaker: Some(SuggestedSpeaker { name: name.to_owned(), mention: None }),
        cue: None,
        form: Some(QuoteForm::Direct),
    });
    let all = SuggestedAll { list: list.collect(), language: TextLanguage::English };
    desk.passes(Action::Suggest(Suggest::Again)).unwrap();
    let effects = desk.session.take_effects();
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Work(ticket, _) => Some(*ticket),
        _ => None,
    });
    let outcome = Rc::new(Outcome::Suggested(all));
    desk.does(Action::Worked { ticket: ticket.expect("the worker is asked"), outcome });
    desk.does(Action::Suggest(Suggest::Ask));
}

fn accept(desk: &mut Desk, index: usize) {
    desk.does(Action::Suggest(Suggest::Accept(Some(index))));
}

fn speakers(desk: &Desk) -> Vec<Option<String>> {
    let name = |id| desk.set().actor(id).map(|actor| actor.name.clone());
    let quotes = desk.set().iter().map(|one| match &one.detail {
        Detail::Quote { speaker, .. } => speaker.as_ref().and_then(name),
        _ => None,
    });
    quotes.collect()
}

#[test]
fn somebody_who_is_only_described_becomes_nobodys_name() {
    let mut desk = Desk::reading(TEXT);
    asked(&mut desk, ["he", "the Kremlin", "A man"]);
    // The row says whom it gets, and what the text calls somebody without a name.
    does(&mut desk, Suggest::Review(2));
    let of: Vec<_> = rows(&mut desk).groups.iter().flat_map(|group| group.rows.clone()).collect();
    let names: Vec<_> = of.iter().map(|row| row.speaker.as_deref()).collect();
    assert_eq!(names, [None, Some("the Kremlin"), None]);
    let described = of.iter().filter_map(|row| row.review.as_ref()?.described.clone());
    assert_eq!(described.collect::<Vec<_>>(), ["A man"]);
    (0..3).for_each(|index| accept(&mut desk, index));
    assert_eq!(speakers(&desk), [None, Some("the Kremlin".to_owned()), None]);
    assert_eq!(desk.set().actors().count(), 1);
}

#[test]
fn what_is_decided_already_is_not_decided_again() {
    let mut desk = Desk::reading(TEXT);
    asked(&mut desk, ["Ana", "Bo", "Cy"]);
    accept(&mut desk, 0);
    accept(&mut desk, 0);
    assert_eq!(desk.set().len(), 1, "a second click on its way marks nothing twice");
    desk.does(Action::Suggest(Suggest::Reject(Some(1))));
    let undo = |desk: &mut Desk| desk.session.screen().article.and_then(|article| article.undo);
    let before = undo(&mut desk);
    desk.does(Action::Suggest(Suggest::Rejected(true)));
    desk.does(Action::Suggest(Suggest::Reject(Some(1))));
    desk.does(Action::Suggest(Suggest::Change(1)));
    assert_eq!(desk.set().len(), 1, "a rejected one is not accepted by a key");
    assert_eq!(undo(&mut desk), before, "nor rejected twice");
}

#[test]
fn a_second_document_of_the_same_text_has_a_list_of_its_own() {
    let mut desk = Desk::reading(TEXT);
    asked(&mut desk, ["Ana", "Bo", "Cy"]);
    assert!(desk.session.is_suggesting());
    let id = desk.article().id().clone();
    desk.does(Shelve::Duplicate(id, "Copy".to_owned()).into());
    let library = desk.store.library();
    let copy = library.iter().find(|entry| entry.details.title == "Copy").expect("the copy");
    desk.does(Opening::Stored(copy.id.clone()).into());
    assert!(!desk.session.is_suggesting(), "nobody asked here");
}

/// The page that is shown, and whether the one under review is on it.
fn page(desk: &mut Desk) -> (usize, bool) {
    let rows = rows(desk);
    (rows.page, rows.groups.iter().flat_map(|group| &group.rows).any(|row| row.review.is_some()))
}

#[test]
fn nothing_is_decided_about_a_suggestion_that_is_not_on_the_page_shown() {
    let mut desk = Desk::reading(&"Ana Ruiz left.\n".repeat(Panel::PAGE + 9));
    let one = |at: u32| Suggestion {
        kind: Kind::Person,
        spans: vec![TextRange::new(15 * at, 15 * at + 8)],
        score: 0.95,
        reason: vec![],
        speaker: None,
        cue: None,
        form: None,
    };
    let list = (0..59).map(one).collect();
    let all = SuggestedAll { list, language: TextLanguage::English };
    answer(&mut desk, Suggest::Ask, Outcome::Suggested(all));
    does(&mut desk, Suggest::By(SuggestionOrder::Place));
    does(&mut desk, Suggest::Review(Panel::PAGE));
    assert_eq!(page(&mut desk), (1, true));
    // It moves to the page before, and the list goes with it.
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Paragraph(10)));
    assert_eq!(page(&mut desk), (0, true));
    // The reader turns the page: Delete shows the one under review first.
    desk.does(Action::Panel(Panels::Show(Panel::Suggested(1))));
    assert_eq!(page(&mut desk), (1, false));
    let open = desk.lists().suggestions;
    assert!(desk.key("Delete", Place::Panel));
    assert_eq!((desk.lists().suggestions, page(&mut desk)), (open, (0, true)));
    assert!(desk.key("Delete", Place::Panel));
    assert_eq!(desk.lists().suggestions, open.map(|open| open - 1));
}

fn reviewed(desk: &mut Desk) -> Option<String> {
    under_review(desk).map(|row| row.words)
}

#[test]
fn undo_and_redo_lead_to_the_row_they_are_about() {
    let mut desk = suggesting::asked();
    let all = listed(&mut desk);
    does(&mut desk, Suggest::Review(1));
    desk.key("Delete", Place::Panel);
    assert_eq!(reviewed(&mut desk).as_deref(), Some("Ruiz"), "the next one");
    does(&mut desk, Suggest::Review(3));
    assert!(desk.undo());
    assert_eq!((reviewed(&mut desk).as_deref(), listed(&mut desk)), (Some("Bo Lund"), all));
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusField(_))));
    assert!(desk.redo());
    assert_eq!(reviewed(&mut desk).as_deref(), Some("Ruiz"));
    // What was done before the list was asked for leads nowhere in it.
    assert!(desk.undo());
    desk.mark(Kind::Person, "Mayor");
    does(&mut desk, Suggest::Review(0));
    assert!(desk.undo());
    assert_eq!(reviewed(&mut desk).as_deref(), Some("Ana Ruiz"));
}

#[test]
fn groups_of_people_stay_in_their_places_while_their_suggestions_are_decided() {
    let mut desk = suggesting::asked();
    does(&mut desk, Suggest::By(SuggestionOrder::Person));
    let groups = |desk: &mut Desk| -> Vec<String> {
        rows(desk).groups.iter().map(|one| suggesting::group_name(&one.group)).collect()
    };
    assert_eq!(groups(&mut desk), ["Ana Ruiz", "Bo Lund"]);
    for index in [0, 4] {
        does(&mut desk, Suggest::Reject(Some(index)));
        assert_eq!(
            groups(&mut desk),
            ["Ana Ruiz", "Bo Lund"],
            "with one left of Ruiz and two of Lund"
        );
    }
}

#[test]
fn after_a_group_is_accepted_no_button_has_the_focus_that_would_accept_another() {
    let mut desk = suggesting::asked();
    does(&mut desk, Suggest::Review(3));
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Confidence(Confidence::Sure)));
    let focus = |effect: &&Effect| {
        matches!(
            effect,
            Effect::OnPage(PageEffect::FocusPanel) | Effect::OnPage(PageEffect::FocusField(_))
        )
    };
    assert!(matches!(desk.heard.iter().rfind(focus), Some(Effect::OnPage(PageEffect::FocusPanel))));
    does(&mut desk, Suggest::Review(2));
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Confidence(Confidence::Likely)));
    assert!(
        matches!(desk.heard.iter().rfind(focus), Some(Effect::OnPage(PageEffect::FocusField(_)))),
        "the next row"
    );
}

#[test]
fn after_a_group_of_one_is_accepted_no_button_of_another_has_the_focus() {
    let mut desk = suggesting::asked();
    does(&mut desk, Suggest::Review(3));
    // What is under review stands in another group.
    does(&mut desk, Suggest::By(SuggestionOrder::Kind));
    does(&mut desk, Suggest::AcceptAll(SuggestionGroup::Kind(Kind::Quote)));
    let focus = |effect: &&Effect| {
        matches!(
            effect,
            Effect::OnPage(PageEffect::FocusPanel) | Effect::OnPage(PageEffect::FocusField(_))
        )
    };
    assert!(matches!(desk.heard.iter().rfind(focus), Some(Effect::OnPage(PageEffect::FocusPanel))));
}

#[test]
fn from_the_review_the_cursor_comes_back_to_the_words_under_review() {
    let mut desk = suggesting::asked();
    desk.does(Action::Steer(Steer::Show(BlockPoint::START)));
    let first = desk.session.caret().unwrap().0;
    does(&mut desk, Suggest::Review(4));
    assert!(desk.session.screen().selection.is_none(), "nothing is about to be marked");
    assert!(desk.key("Escape", Place::Panel));
    desk.does(Action::Steer(Steer::Show(BlockPoint::START)));
    let (now, _) = desk.session.caret().unwrap();
    assert_eq!(desk.article().slice(now), "Ruiz");
    assert!(now.start > first.start);
}
