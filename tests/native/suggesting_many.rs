//! Suggestions for the selected articles of the library: they wait in each, with a number only as long as it is true,
//! and nothing is marked by itself.

use std::rc::Rc;

use article_annotator::model::{ArticleId, Kind};
use article_annotator::session::Why;
use article_annotator::session::action::effect::Gather;
use article_annotator::session::library::deeds::{Done, NotDone};
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::library::storing::Tally;
use article_annotator::session::suggest::many::WaitingSuggestions;
use article_annotator::session::{
    Action, Dialog, Effect, Heard, LockFound, Message, Opening, Outcome, PageEffect, Panel, Panels,
    Suggest, Task,
};

use crate::suggesting::TEXT;
use crate::world::{Desk, on_page, worked};

const OTHER: &str =
    "Carlos Vega spoke in Madrid on Tuesday. “Prices fell by 4 per cent in May,” Vega said.";
const GERMAN: &str = "Der Minister sagte gestern in Berlin: „Die Preise sind gestiegen und fallen nicht.“ Die Opposition widersprach ihm und verlangte eine Antwort auf diese Frage.";

/// These articles, by their titles, with the list on screen.
fn library(articles: &[(&str, &str)]) -> Desk {
    let mut desk = Desk::default();
    for (title, text) in articles {
        desk.world.wait(1000);
        desk.does(Action::OpenText { title: (*title).to_owned(), text: (*text).to_owned() });
    }
    desk.does(Action::CloseArticle);
    desk.does(Action::Show(Some(Dialog::Open.into())));
    desk
}

fn two() -> Desk {
    library(&[("Mayor", TEXT), ("Prices", OTHER)])
}

fn id(desk: &Desk, title: &str) -> ArticleId {
    crate::library::id_of(desk, title)
}

/// Looks for suggestions in all articles, and returns what is told.
fn suggest_all(desk: &mut Desk) -> Tally {
    desk.does(Shelve::SelectAll(true).into());
    desk.does(Shelve::SuggestSelected.into());
    told(desk)
}

fn told(desk: &mut Desk) -> Tally {
    match desk.toast() {
        Some(Message::SuggestedForMany(tally)) => (*tally).clone(),
        other => panic!("the results are told, not {other:?}"),
    }
}

/// What the list says of an article: nothing, or that suggestions wait, with or without their number.
fn waits(desk: &mut Desk, title: &str) -> Option<Option<usize>> {
    desk.does(Action::Show(Some(Dialog::Open.into())));
    let id = id(desk, title);
    let shown = desk.lists().shelf.waiting.clone();
    shown.into_iter().find(|(of, _)| *of == id).map(|(_, open)| open)
}

/// Opens an article from the list, and returns how many suggestions are shown in the panel.
fn opens(desk: &mut Desk, title: &str) -> Option<usize> {
    desk.heard.clear();
    let id = id(desk, title);
    desk.does(Opening::Stored(id).into());
    let shown = desk.lists().suggestions;
    assert_eq!(shown.is_some(), desk.session.panel() == &Panel::Suggested(0));
    assert!(
        !on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusPanel)),
        "the focus stays"
    );
    shown
}

/// How many suggestions somebody gets who asks for them in the open article.
fn on_asking(title: &str, text: &str) -> usize {
    let mut desk = library(&[(title, text)]);
    opens(&mut desk, title);
    desk.does(Action::Suggest(Suggest::Ask));
    desk.lists().suggestions.unwrap()
}

#[test]
fn suggestions_wait_in_each_selected_article_and_are_there_when_it_is_opened_after_a_restart() {
    let mut desk = two();
    let before = desk.store.library();
    let tally = suggest_all(&mut desk);
    assert_eq!((tally.done, tally.failed.len()), (vec![Done::Waits, Done::Waits], 0));
    assert_eq!(desk.session.dialog(), Some(&Dialog::Open), "the list shows what waits");
    assert_eq!(desk.store.library(), before, "no article was changed");
    let (mayor, prices) = (on_asking("Mayor", TEXT), on_asking("Prices", OTHER));
    assert!(mayor > 2 && prices > 0, "{mayor} {prices}");
    let mut later = Desk { store: desk.store.clone(), ..Desk::default() };
    assert_eq!(waits(&mut later, "Mayor"), Some(Some(mayor)));
    assert_eq!(waits(&mut later, "Prices"), Some(Some(prices)));
    assert_eq!(opens(&mut later, "Mayor"), Some(mayor));
    assert!(later.set().is_empty(), "nothing is marked by itself");
    assert_eq!(opens(&mut later, "Prices"), Some(prices));
    // Looking alone changes no number.
    assert_eq!(waits(&mut later, "Mayor"), Some(Some(mayor)));
}

#[test]
fn a_page_that_starts_with_an_article_shows_what_waits_once_it_can() {
    let mut desk = two();
    suggest_all(&mut desk);
    let all = opens(&mut desk, "Prices").unwrap();
    let mut later = desk.restarted();
    assert!(later.session.on_demand().is_none());
    assert_eq!(later.session.panel(), &Panel::Annotations);
    later.does(Shelve::ShowWaiting.into());
    assert_eq!(later.session.panel(), &Panel::Suggested(0));
    assert_eq!(later.lists().suggestions, Some(all));
    // What the reader opened in the meantime stays, and an article without any shows none.
    let mut busy = desk.restarted();
    busy.does(Action::Panel(Panels::Show(Panel::People(None))));
    busy.does(Shelve::ShowWaiting.into());
    assert_eq!(busy.session.panel(), &Panel::People(None));
    assert_eq!(busy.lists().suggestions, Some(all));
    let mut other = Desk::reading("It rained.");
    other.does(Shelve::ShowWaiting.into());
    assert_eq!(other.lists().suggestions, None);
}

#[test]
fn an_article_that_was_not_selected_has_nothing_waiting() {
    let mut desk = two();
    let mayor = id(&desk, "Mayor");
    desk.does(Shelve::Select(mayor, true).into());
    desk.does(Shelve::SuggestSelected.into());
    assert!(matches!(waits(&mut desk, "Mayor"), Some(Some(_))));
    assert_eq!(waits(&mut desk, "Prices"), None);
    assert_eq!(opens(&mut desk, "Prices"), None);
}

#[test]
fn a_number_is_gone_once_its_article_changes_and_opening_it_still_shows_what_is_left() {
    let mut desk = two();
    suggest_all(&mut desk);
    let all = opens(&mut desk, "Mayor").unwrap();
    desk.mark(Kind::Person, "Bo Lund");
    assert_eq!(desk.lists().suggestions, Some(all - 1));
    opens(&mut desk, "Prices");
    assert_eq!(waits(&mut desk, "Mayor"), Some(None));
    assert!(matches!(waits(&mut desk, "Prices"), Some(Some(_))), "the others keep theirs");
    assert_eq!(opens(&mut desk, "Mayor"), Some(all - 1));
    // Looked for again, it is counted again.
    desk.does(Action::Show(Some(Dialog::Open.into())));
    suggest_all(&mut desk);
    assert_eq!(waits(&mut desk, "Mayor"), Some(Some(all - 1)));
}

#[test]
fn a_number_stays_true_when_the_tab_that_edits_an_article_opens_it_and_when_some_are_decided() {
    let mut desk = two();
    suggest_all(&mut desk);
    let mayor = id(&desk, "Mayor");
    let before = desk.store.library();
    desk.does(Action::Tab(Heard::Found(mayor.clone(), LockFound::Free)));
    let all = opens(&mut desk, "Mayor").unwrap();
    assert_ne!(desk.store.library(), before, "opening it made a new revision");
    assert_eq!(waits(&mut desk, "Mayor"), Some(Some(all)));
    desk.does(Action::Show(None));
    desk.does(Action::Suggest(Suggest::Reject(Some(0))));
    desk.does(Action::Suggest(Suggest::Accept(Some(1))));
    let left = desk.lists().suggestions.unwrap();
    assert!(left > 0 && left < all);
    assert_eq!(waits(&mut desk, "Mayor"), Some(Some(left)), "the list counts again");
    let mut later = Desk { store: desk.store.clone(), ..Desk::default() };
    assert_eq!(waits(&mut later, "Mayor"), Some(Some(left)));
}

#[test]
fn what_is_marked_or_rejected_is_not_counted_as_waiting() {
    let mut desk = two();
    opens(&mut desk, "Mayor");
    desk.does(Action::Suggest(Suggest::Ask));
    let all = desk.lists().suggestions.unwrap();
    desk.does(Action::Suggest(Suggest::Reject(Some(0))));
    desk.does(Action::Suggest(Suggest::Accept(Some(1))));
    let left = desk.lists().suggestions.unwrap();
    assert!(left < all);
    desk.does(Action::Show(Some(Dialog::Open.into())));
    suggest_all(&mut desk);
    assert_eq!(waits(&mut desk, "Mayor"), Some(Some(left)));
}

#[test]
fn a_number_of_another_release_is_not_shown() {
    let mut desk = two();
    suggest_all(&mut desk);
    let key = WaitingSuggestions::key(&id(&desk, "Mayor"));
    let record = desk.store.records.get_mut(&key).unwrap();
    *record = record.replace(env!("CARGO_PKG_VERSION"), "0.0.1");
    assert_eq!(waits(&mut desk, "Mayor"), Some(None));
    desk.store.records.insert(key, "{".to_owned());
    assert_eq!(waits(&mut desk, "Mayor"), None, "what cannot be read says nothing");
}

#[test]
fn who_stops_suggesting_or_decides_about_all_finds_nothing_waiting_any_more() {
    let mut desk = two();
    suggest_all(&mut desk);
    opens(&mut desk, "Mayor");
    desk.does(Action::Suggest(Suggest::Stop));
    assert_eq!(waits(&mut desk, "Mayor"), None);
    let mut left = opens(&mut desk, "Prices").unwrap();
    while left > 0 {
        desk.does(Action::Suggest(Suggest::Step { forward: true }));
        desk.does(Action::Suggest(Suggest::Reject(None)));
        left = desk.lists().suggestions.unwrap();
    }
    assert_eq!(waits(&mut desk, "Prices"), None);
    assert_eq!((opens(&mut desk, "Mayor"), opens(&mut desk, "Prices")), (None, None));
    assert!(!desk.store.records.keys().any(|key| key[0] == "aside"), "nothing is left of it");
}

#[test]
fn articles_that_cannot_be_read_or_are_not_english_are_named() {
    let mut desk =
        library(&[("Mayor", TEXT), ("Preise", GERMAN), ("Lost", OTHER), ("Gone", "Gone.")]);
    desk.does(Shelve::SelectAll(true).into());
    let (lost, gone) = (id(&desk, "Lost"), id(&desk, "Gone"));
    desk.store.records.insert(vec!["text".to_owned(), lost.0.to_string()], "{".to_owned());
    desk.store.records.retain(|key, _| key.get(1).is_none_or(|of| **of != *gone.0));
    desk.does(Shelve::SuggestSelected.into());
    let tally = told(&mut desk);
    assert_eq!(tally.done, [Done::Waits, Done::Waits], "quotes in quotation marks wait");
    let mut named: Vec<_> = tally.failed.iter().map(|(name, _)| name.as_str()).collect();
    named.sort_unstable();
    assert_eq!(named[1..], ["Lost", "Preise"], "{named:?}");
    let why = |name: &str| tally.failed.iter().find(|(of, _)| of == name).map(|(_, why)| why);
    assert_eq!(why("Preise"), Some(&NotDone::OtherLanguage));
    assert!(matches!(why("Lost"), Some(NotDone::Unreadable(_))));
    assert!(tally.failed.iter().any(|(_, why)| *why == NotDone::Gone));
}

#[test]
fn an_article_without_anything_to_suggest_has_nothing_waiting() {
    let mut desk = library(&[("Short", "It rained.")]);
    let tally = suggest_all(&mut desk);
    assert_eq!((tally.done, tally.failed.len()), (vec![Done::NothingFound], 0));
    assert_eq!(waits(&mut desk, "Short"), None);
}

#[test]
fn the_open_article_shows_its_suggestions_behind_the_list() {
    let mut desk = two();
    opens(&mut desk, "Mayor");
    desk.does(Action::Show(Some(Dialog::Open.into())));
    suggest_all(&mut desk);
    assert_eq!(desk.session.dialog(), Some(&Dialog::Open));
    desk.does(Action::Show(None));
    assert_eq!(desk.session.panel(), &Panel::Suggested(0));
    assert!(desk.lists().suggestions.is_some_and(|count| count > 0));
}

/// Performs an action, and returns its effects instead of running them.
fn asks(desk: &mut Desk, action: Action) -> Vec<Effect> {
    desk.passes(action).unwrap();
    desk.session.take_effects()
}

/// The worker's task in these effects.
fn task(effects: &[Effect]) -> Option<(u32, Outcome)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Work(ticket, task) if matches!(**task, Task::Suggest(_)) => {
            Some((*ticket, worked(task)))
        }
        _ => None,
    })
}

/// Brings the records of the next article; returns the effects.
fn reads(desk: &mut Desk, effects: &[Effect]) -> Vec<Effect> {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Gather(ids, Gather::Article(asked)) => Some((ids.clone(), *asked)),
        _ => None,
    });
    let (ids, asked) = asked.expect("the next article is read");
    let (_, records) = desk.store.gathered(&ids, Gather::Article(asked));
    asks(desk, Shelve::Records(asked, Ok(records)).into())
}

#[test]
fn the_progress_counts_articles_and_closing_it_stops_the_worker_and_keeps_what_was_found() {
    let mut desk = two();
    desk.does(Shelve::SelectAll(true).into());
    let effects = asks(&mut desk, Shelve::SuggestSelected.into());
    assert_eq!(desk.session.dialog(), Some(&Dialog::Gathering { done: 0, total: 2 }));
    assert!(desk.lists().suggests_for_many);
    let effects = reads(&mut desk, &effects);
    let (ticket, outcome) = task(&effects).unwrap();
    let effects = asks(&mut desk, Action::Worked { ticket, outcome: Rc::new(outcome) });
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::Gather(ids, Gather::Wait(asked)) => Some((asked, ids[0].clone())),
        _ => None,
    });
    let (asked, first) = kept.expect("it is stored");
    assert!(desk.session.waiting_record(&first).is_some());
    let effects = asks(&mut desk, Shelve::Records(asked, Ok(Vec::new())).into());
    assert_eq!(desk.session.dialog(), Some(&Dialog::Gathering { done: 1, total: 2 }));
    let effects = reads(&mut desk, &effects);
    let (ticket, outcome) = task(&effects).unwrap();
    let effects = asks(&mut desk, Action::Show(None));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StopWork(own) if *own == ticket)));
    assert_eq!(desk.session.dialog(), None);
    let tally = told(&mut desk);
    assert_eq!((tally.done.len(), tally.left.len(), tally.failed.len()), (1, 1, 0));
    assert_ne!(id(&desk, &tally.left[0]), first);
    // An answer that was on its way changes nothing.
    let effects = asks(&mut desk, Action::Worked { ticket, outcome: Rc::new(outcome) });
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Gather(_, Gather::Wait(_)))));
    assert_eq!(desk.session.dialog(), None);
    assert!(!desk.lists().suggests_for_many);
}

#[test]
fn records_that_come_after_stopping_open_nothing() {
    let mut desk = two();
    desk.does(Shelve::SelectAll(true).into());
    let asked = asks(&mut desk, Shelve::SuggestSelected.into());
    asks(&mut desk, Action::Show(None));
    assert_eq!(told(&mut desk).left.len(), 2);
    let effects = reads(&mut desk, &asked);
    assert!(task(&effects).is_none());
    assert_eq!(desk.session.dialog(), None);
}

#[test]
fn without_room_it_ends_and_names_the_article_and_those_left_out() {
    let mut desk = two();
    desk.full = true;
    let tally = suggest_all(&mut desk);
    assert!(matches!(&tally.failed[..], [(_, NotDone::Refused(why))] if why.why == Why::Full));
    assert_eq!((tally.done.len(), tally.left.len()), (0, 1));
    assert_eq!(desk.session.dialog(), Some(&Dialog::Open));
    assert_eq!((waits(&mut desk, "Mayor"), waits(&mut desk, "Prices")), (None, None));
}

#[test]
fn a_worker_that_fails_for_one_article_goes_on_with_the_next() {
    let mut desk = two();
    desk.does(Shelve::SelectAll(true).into());
    let effects = asks(&mut desk, Shelve::SuggestSelected.into());
    let effects = reads(&mut desk, &effects);
    let (ticket, _) = task(&effects).unwrap();
    let problem = article_annotator::formats::Problem::new("it broke");
    desk.does(Action::Worked { ticket, outcome: Rc::new(Outcome::Failed(problem)) });
    let tally = told(&mut desk);
    assert!(matches!(&tally.failed[..], [(_, NotDone::Failed(why))] if why.contains("it broke")));
    assert_eq!(tally.done, [Done::Waits]);
}

#[test]
fn a_deleted_article_takes_what_waits_in_it_along() {
    let mut desk = two();
    suggest_all(&mut desk);
    let mayor = id(&desk, "Mayor");
    let clear = article_annotator::session::storage::schema::Prefix::all(&mayor);
    let key = WaitingSuggestions::key(&mayor);
    assert!(desk.store.records.contains_key(&key));
    assert!(clear.iter().any(|prefix| key.starts_with(&prefix.0)));
}
