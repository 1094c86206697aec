//! The panel beside the text: one list at a time, the claim that is open in text and panel alike, and the way
//! back.

use std::rc::Rc;

use article_annotator::model::query::AnnotationOrder;
use article_annotator::model::{Check, CheckStatus, Detail, Kind, Query, TextSearch, Verdict};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::{Meaning, Place};
use article_annotator::session::document::claim_list::{ClaimList, usual_filters};
use article_annotator::session::document::lints::Lint;
use article_annotator::session::search::Search;
use article_annotator::session::selection::caret::{Bound, Did};
use article_annotator::session::{
    Action, Dialog, Effect, Message, PageEffect, Panel, PanelWidth, Panels, Settings,
};

use crate::host::press;
use crate::world::{Desk, on_page};

const TEXT: &str = "Ana said prices fell. Rents rose.\n\nWages doubled. Nobody knows why.";

/// Three claims and a person, nothing open.
fn report() -> Desk {
    let mut desk = Desk::reading(TEXT);
    for claim in ["prices fell", "Rents rose", "Wages doubled"] {
        desk.mark(Kind::Claim, claim);
    }
    desk.mark(Kind::Person, "Ana");
    desk.does(Action::CloseCard);
    desk
}

fn shows(desk: &mut Desk, panel: Panel) {
    desk.does(Action::Panel(Panels::Show(panel)));
}

/// What the session asks for when a key is pressed.
fn asks(desk: &mut Desk, key: &str, place: Place) -> Vec<Effect> {
    let Some(Meaning::Act(action)) = desk.session.meaning(&press(key, place)) else {
        return Vec::new();
    };
    desk.passes(action).expect("done");
    desk.session.take_effects()
}

fn verdict(desk: &Desk, words: &str) -> Option<Verdict> {
    let claim = desk.set().iter().find(|one| {
        one.spans.first().is_some_and(|span| desk.set().article().slice(*span) == words)
    });
    match &claim?.detail {
        Detail::Claim { check, .. } => check.as_ref()?.verdict.clone(),
        _ => None,
    }
}

#[test]
fn the_button_of_the_panel_opens_the_list_that_was_there_last() {
    let mut desk = report();
    for list in [Panel::People(None), Panel::Claims(0), Panel::Claims(0)] {
        desk.does(Action::Panel(Panels::Again));
        assert_eq!(*desk.session.panel(), list);
        shows(&mut desk, Panel::Claims(0));
        desk.does(Action::Panel(Panels::Close));
    }
}

#[test]
fn one_list_is_open_at_a_time_and_the_search_counts_as_one() {
    let mut desk = report();
    for panel in [Panel::People(None), Panel::Claims(0), Panel::Todo(None)] {
        shows(&mut desk, panel.clone());
        let screen = desk.session.screen();
        let lists = desk.lists();
        assert_eq!((screen.panel.clone(), lists.search), (panel, None));
        assert_eq!(lists.people.is_empty(), !matches!(screen.panel, Panel::People(_)));
        assert_eq!(
            lists.claims.known.verdicts.claims == 0,
            !matches!(screen.panel, Panel::Claims(_))
        );
        desk.does(Action::Search(Search::Open));
        let screen = desk.session.screen();
        let lists = desk.lists();
        assert!(lists.search.is_some() && screen.panel == Panel::Annotations);
    }
    desk.does(Action::Panel(Panels::Close));
    let screen = desk.session.screen();
    let lists = desk.lists();
    assert!(lists.search.is_none() && screen.panel == Panel::Annotations);
}

#[test]
fn the_claim_that_is_open_in_the_text_is_the_one_that_is_open_in_the_panel() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    assert_eq!(desk.lists().claims.desk, None, "the list alone");
    let rents = desk.set().iter().find(|one| one.start().0 == 22).map(|one| one.id.clone());
    desk.does(Action::OpenCard(rents.clone().expect("a claim")));
    assert!(desk.lists().claims.desk.is_some(), "a click in the text opens it in the panel");
    shows(&mut desk, Panel::Annotations);
    assert_eq!(desk.session.focused().cloned(), rents, "and its card, where the cards are");
    shows(&mut desk, Panel::Claims(0));
    assert_eq!(desk.session.focused().cloned(), rents, "an open claim stays open in its list");
    shows(&mut desk, Panel::Todo(None));
    assert_eq!(desk.session.focused(), None, "its card would cover another list");
}

#[test]
fn keys_in_the_panel_go_from_claim_to_claim_and_give_verdicts() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    assert!(!desk.key("3", Place::Panel), "no claim is open yet");
    let mut went = Vec::new();
    for key in ["n", "n", "n", "n", "Shift+n"] {
        assert!(desk.key(key, Place::Panel));
        went.extend(desk.open());
    }
    assert_eq!(
        went,
        ["prices fell", "Rents rose", "Wages doubled", "prices fell", "Wages doubled"]
    );
    assert!(desk.key("5", Place::Panel));
    assert_eq!(verdict(&desk, "Wages doubled"), Some(Verdict::False));
    assert!(!desk.key("1", Place::Field), "a digit in a field is text");
    assert!(desk.key("u", Place::Panel));
    assert_eq!(desk.open().as_deref(), Some("prices fell"), "the next without a verdict");
    assert!(desk.key("2", Place::Panel) && desk.key("u", Place::Panel));
    assert!(desk.key("9", Place::Panel), "no such verdict");
    assert_eq!((desk.open().as_deref(), verdict(&desk, "Rents rose")), (Some("Rents rose"), None));
    assert!(desk.key("1", Place::Panel) && desk.key("u", Place::Panel));
    assert!(matches!(desk.toast(), Some(Message::AllChecked(1..))));
    assert!(desk.undo() && verdict(&desk, "Rents rose").is_none(), "each verdict is one step");
}

#[test]
fn no_character_key_works_in_the_panel_once_they_are_switched_off() {
    let mut desk = report();
    desk.does(Action::SetSettings(Settings { character_keys: false, ..Settings::default() }));
    shows(&mut desk, Panel::Claims(0));
    for key in ["n", "u", "1"] {
        assert!(!desk.key(key, Place::Panel), "{key}");
    }
    assert!(desk.key("Escape", Place::Panel));
}

#[test]
fn escape_goes_back_one_step_at_a_time_and_ends_in_the_article() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    desk.key("n", Place::Panel);
    assert!(desk.key("Escape", Place::Field), "from a field of the claim");
    assert_eq!((desk.session.focused(), desk.session.panel()), (None, &Panel::Claims(0)));
    let effects = asks(&mut desk, "Escape", Place::Panel);
    assert_eq!(desk.session.panel(), &Panel::Annotations);
    assert!(on_page(&effects).any(|it| matches!(it, PageEffect::ReturnToArticle)));

    let ana = desk.set().actors().next().map(|one| one.id.clone());
    shows(&mut desk, Panel::People(ana));
    assert!(desk.key("Escape", Place::Panel));
    assert_eq!(desk.session.panel(), &Panel::People(None));
    assert!(desk.key("Escape", Place::Article), "with nothing else to close");
    assert_eq!(desk.session.panel(), &Panel::Annotations);
}

#[test]
fn opening_a_panel_moves_the_focus_to_its_tab_and_choosing_in_it_leaves_the_focus() {
    let mut desk = report();
    let focuses = |desk: &mut Desk, asked: Panels| {
        desk.passes(Action::Panel(asked)).expect("done");
        let effects = desk.session.take_effects();
        on_page(&effects).any(|it| matches!(it, PageEffect::FocusPanel))
    };
    assert!(focuses(&mut desk, Panels::Show(Panel::Claims(0))));
    assert!(!focuses(&mut desk, Panels::Step { forward: true }));
    assert!(focuses(&mut desk, Panels::Show(Panel::Todo(None))));
    assert!(!focuses(&mut desk, Panels::Show(Panel::Todo(Some(Lint::ALL[0])))));
}

#[test]
fn ctrl_enter_in_an_open_claim_goes_to_the_field_for_a_source() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    assert!(desk.session.meaning(&press("Ctrl+Enter", Place::Field)).is_none());
    desk.key("n", Place::Panel);
    let effects = asks(&mut desk, "Ctrl+Enter", Place::Field);
    assert!(on_page(&effects).any(|it| matches!(it, PageEffect::FocusField("add-source"))));
    assert!(!desk.key("Ctrl+Enter", Place::Article), "there it follows a link");
}

#[test]
fn a_claim_of_a_hidden_kind_is_shown_before_it_opens() {
    let mut desk = report();
    desk.does(Action::Filter(Kind::Claim));
    shows(&mut desk, Panel::Claims(0));
    desk.key("n", Place::Panel);
    assert_eq!(desk.session.screen().hidden, [false; 3]);
}

#[test]
fn the_page_of_the_list_follows_the_open_claim() {
    let words: Vec<String> = (0..250).map(|at| format!("c{at:03}")).collect();
    let mut desk = Desk::reading(&words.join(" "));
    for claim in &words {
        desk.mark(Kind::Claim, claim);
    }
    desk.does(Action::CloseCard);
    shows(&mut desk, Panel::Claims(0));
    desk.key("Shift+n", Place::Panel);
    assert_eq!((desk.open().as_deref(), desk.session.panel()), (Some("c249"), &Panel::Claims(4)));
    shows(&mut desk, Panel::Claims(1));
    assert_eq!(desk.session.panel(), &Panel::Claims(1), "turning the page is not undone");
}

#[test]
fn a_panel_that_a_dialog_leads_to_takes_its_place_and_another_article_starts_with_its_cards() {
    let mut desk = report();
    desk.does(Action::ShowExport { format: None, options: None });
    let id = desk.set().iter().find(|one| one.kind() == Kind::Claim).map(|one| one.id.clone());
    desk.does(Action::Panel(Panels::Claim(id.expect("a claim"))));
    assert_eq!((desk.session.dialog(), desk.session.panel()), (None, &Panel::Claims(0)));
    desk.does(Action::Show(Some(Dialog::Help.into())));
    desk.does(Action::Show(None));
    assert_eq!(desk.session.panel(), &Panel::Claims(0), "a dialog comes and goes above it");
    desk.does(Action::OpenSample);
    assert_eq!(desk.session.panel(), &Panel::Annotations);
}

fn listed(desk: &mut Desk, list: ClaimList) -> Vec<String> {
    desk.does(Action::Panel(Panels::List(list.into())));
    desk.lists().claims.rows.iter().map(|card| card.excerpt.clone()).collect()
}

#[test]
fn a_filter_lists_exactly_the_claims_it_counts_and_the_open_one_stays_until_another_opens() {
    let mut desk = report();
    let [undecided, _, _, no_source, _] = usual_filters();
    let only = |query: &Query| ClaimList { query: query.clone(), ..ClaimList::default() };
    assert_eq!(listed(&mut desk, only(&undecided)), ["prices fell", "Rents rose", "Wages doubled"]);
    desk.key("n", Place::Panel);
    desk.key("1", Place::Panel);
    let lists = desk.lists();
    assert_eq!(lists.claims.known.counts, [2, 0, 3, 1, 0]);
    assert_eq!(lists.claims.listed, 3, "what was just checked is still open");
    desk.key("n", Place::Panel);
    assert_eq!(desk.open().as_deref(), Some("Rents rose"));
    assert_eq!(desk.lists().claims.listed, 2);
    desk.does(Action::CloseCard);
    assert_eq!(listed(&mut desk, only(&no_source)), ["prices fell"]);
    desk.key("n", Place::Panel);
    desk.key("n", Place::Panel);
    assert_eq!(desk.open().as_deref(), Some("prices fell"), "the only one listed");
    desk.does(Action::CloseCard);
    for (at, filter) in usual_filters().iter().enumerate() {
        let shown = listed(&mut desk, only(filter)).len();
        assert_eq!(shown, desk.lists().claims.known.counts[at], "{filter:?}");
    }
}

#[test]
fn claims_are_sorted_by_verdict_and_claimant_and_keys_follow_that_order() {
    let mut desk = report();
    let by = |order| ClaimList { order, ..ClaimList::default() };
    shows(&mut desk, Panel::Claims(0));
    for verdict in ["n", "5", "n", "2"] {
        desk.key(verdict, Place::Panel);
    }
    desk.does(Action::CloseCard);
    let sorted = listed(&mut desk, by(AnnotationOrder::Verdict));
    assert_eq!(
        sorted,
        ["Rents rose", "prices fell", "Wages doubled"],
        "true first, unchecked last"
    );
    let mut went = Vec::new();
    for _ in 0..3 {
        desk.key("n", Place::Panel);
        went.extend(desk.open());
    }
    assert_eq!(went, sorted);
    desk.key("Shift+n", Place::Panel);
    assert_eq!(desk.open().as_deref(), Some("prices fell"));
}

#[test]
fn every_claim_has_a_verdict_is_said_only_where_it_is_so() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    for key in ["n", "1", "n", "1", "n"] {
        desk.key(key, Place::Panel);
    }
    desk.does(Action::DismissToast(None));
    desk.key("u", Place::Panel);
    assert_eq!(desk.session.toast(), None, "the open claim is the one without");
    desk.does(Action::CloseCard);
    listed(&mut desk, ClaimList { query: usual_filters()[3].clone(), ..ClaimList::default() });
    desk.key("u", Place::Panel);
    assert_eq!(desk.open().as_deref(), Some("Wages doubled"), "though the filter hid it");
    desk.key("1", Place::Panel);
    desk.key("u", Place::Panel);
    assert!(matches!(desk.toast(), Some(Message::AllChecked(1..))));
}

#[test]
fn what_export_says_is_not_ready_opens_above_no_dialog_even_if_the_claims_are_open() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    let id = desk.set().iter().find(|one| one.kind() == Kind::Claim).map(|one| one.id.clone());
    desk.does(Action::ShowExport { format: None, options: None });
    desk.does(Action::Panel(Panels::Claim(id.expect("a claim"))));
    assert_eq!(desk.session.dialog(), None);
}

#[test]
fn another_article_lists_all_its_claims() {
    let mut desk = report();
    listed(&mut desk, ClaimList { query: usual_filters()[3].clone(), ..ClaimList::default() });
    desk.does(Action::OpenSample);
    assert_eq!(desk.lists().claim_list, Rc::default());
}

#[test]
fn a_list_is_made_again_only_when_something_in_it_changed() {
    let mut desk = report();
    let hovers = |desk: &mut Desk| {
        let id = desk.set().iter().next().map(|one| one.id.clone());
        desk.does(Action::Hover(id));
        desk.does(Action::Hover(None));
    };
    shows(&mut desk, Panel::Claims(0));
    let before = desk.lists();
    hovers(&mut desk);
    assert!(Rc::ptr_eq(&before.claims, &desk.lists().claims));
    desk.key("n", Place::Panel);
    desk.key("2", Place::Panel);
    let after = desk.lists().claims;
    assert_eq!((before.claims.known.counts[0], after.known.counts[0]), (3, 2));
    shows(&mut desk, Panel::Todo(None));
    let before = desk.session.screen().todo.expect("somebody looks");
    hovers(&mut desk);
    assert!(Rc::ptr_eq(&before, &desk.session.screen().todo.expect("somebody looks")));
    shows(&mut desk, Panel::People(None));
    let before = desk.lists().people;
    hovers(&mut desk);
    assert!(Rc::ptr_eq(&before, &desk.lists().people));
    assert!(desk.undo() && desk.lists().claims.known.verdicts.claims == 0);
    shows(&mut desk, Panel::Claims(0));
    assert_eq!(desk.lists().claims.known.counts[0], 3, "an undone verdict is gone from the list");
}

#[test]
fn going_from_claim_to_claim_says_which_it_is() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    desk.key("n", Place::Panel);
    desk.key("n", Place::Panel);
    let said = desk.said();
    assert_eq!(
        (said.words.as_str(), said.kinds, said.did),
        ("Rents rose", vec![(Kind::Claim, Bound::Entered)], Did::Claim(2, 3))
    );
}

#[test]
fn the_search_opened_again_looks_for_what_was_searched_last_and_a_list_comes_between_without_loss()
{
    let mut desk = report();
    desk.does(Action::Search(Search::Open));
    desk.does(Action::Search(Search::For(TextSearch::of("rose"))));
    shows(&mut desk, Panel::Claims(0));
    desk.does(Action::Search(Search::Open));
    let found = desk.lists().search.expect("somebody searches");
    assert_eq!((found.search.words.as_str(), found.counts[0]), ("rose", 1));
    let id = desk.set().iter().next().map(|one| one.id.clone()).expect("a claim");
    desk.does(Action::OpenCard(id));
    assert!(desk.key("Escape", Place::SearchPanel));
    let lists = desk.lists();
    assert!(lists.search.is_some() && desk.session.focused().is_none(), "the card closes first");
    assert!(desk.key("Escape", Place::Panel));
    assert!(desk.lists().search.is_none(), "from the tab, too");
}

#[test]
fn the_width_of_the_panel_is_kept_in_steps_of_20_pixels_and_within_its_bounds() {
    let wide = |pixels: u16| PanelWidth::from(pixels).pixels();
    assert_eq!([0, 429, 430, 545, 560, 9_999].map(wide), [420, 420, 440, 540, 560, 560]);
    let mut desk = report();
    let settings = Settings { panel: Some(500.into()), ..Settings::default() };
    desk.does(Action::SetSettings(settings.clone()));
    let records = [("panel".to_owned(), "500".to_owned())];
    assert_eq!(Settings::of_records(&records).panel, settings.panel);
    let none = [("panel".to_owned(), "\"wide\"".to_owned())];
    assert_eq!(Settings::of_records(&none).panel, None, "what cannot be read suits the window");
}

#[test]
fn how_far_a_check_is_and_whose_it_is_stands_in_the_list_until_there_is_a_verdict() {
    let mut desk = report();
    shows(&mut desk, Panel::Claims(0));
    let rents = desk.set().iter().find(|one| one.start().0 == 22).map(|one| one.id.clone());
    let rents = rents.expect("a claim");
    let check = Check {
        status: Some(CheckStatus::Waiting),
        assignee: "Ben".to_owned(),
        ..Check::default()
    };
    desk.update(&rents, Patch { check: Some(check), ..Patch::default() });
    let lists = desk.lists();
    assert_eq!(lists.claims.known.counts, [3, 0, 3, 0, 1], "it is not checked yet, and waits");
    let line = lists.claims.rows.iter().find(|card| card.id == rents).expect("listed");
    let says = line.underway.as_deref();
    assert_eq!(says, Some(&(CheckStatus::Waiting, "Ben".to_owned())));
    let patch = Patch { verdict: Some(Some(Verdict::True)), ..Patch::default() };
    desk.update(&rents, patch);
    let lists = desk.lists();
    assert_eq!(lists.claims.known.counts, [2, 0, 3, 1, 0]);
    let line = lists.claims.rows.iter().find(|card| card.id == rents).expect("listed");
    assert_eq!(line.underway, None);
}
