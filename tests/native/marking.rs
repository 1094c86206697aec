//! Reading and marking: what a selection, a key and a click do, and who enters the register.

use article_annotator::model::{BlockIndex, BlockPoint, Details, Kind, TextRange, Utf16};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::commands::keymap::{KeyPress, Meaning, Place};
use article_annotator::session::search::Search;
use article_annotator::session::{
    Action, Dialog, Effect, Label, Message, PageEffect, Pointed, Reply, SessionError, Settings,
};

use crate::host::press;
use crate::notation::find;
use crate::world::Desk;

const TEXT: &str = "Putin met Trump’s envoy.\nPUTIN  said: “We spoke.”";

/// Selects from the start of some words to their end, as with a mouse.
fn select(desk: &mut Desk, words: &str) {
    let pointed = desk.pointed(find(desk.article(), words), false);
    desk.does(Action::Select(Some(pointed)));
}

fn selection(desk: &mut Desk) -> Option<String> {
    desk.session.screen().selection.map(|selection| selection.words)
}

#[test]
fn what_will_be_marked_is_shown_before_it_is_marked() {
    let mut desk = Desk::reading(TEXT);
    select(&mut desk, "ump’s");
    assert_eq!(selection(&mut desk), Some("Trump".to_owned()));
    desk.does(Action::Mark { kind: Kind::Person, label: None, pointed: None });
    assert_eq!(desk.shows(), TEXT.replacen("Trump", "[person:Trump]", 1));
    assert_eq!(selection(&mut desk), None);
    assert_eq!(desk.actors(), ["Trump"]);
}

#[test]
fn a_selection_backwards_marks_the_same() {
    let mut desk = Desk::reading(TEXT);
    let Pointed { anchor, focus, .. } = desk.pointed(find(desk.article(), "envoy.\nPU"), false);
    let pointed = Some(Pointed { anchor: focus, focus: anchor, exact: false });
    desk.does(Action::Mark { kind: Kind::Claim, label: None, pointed });
    assert_eq!(desk.shows(), TEXT.replacen("envoy.\nPUTIN", "[claim:envoy.\nPUTIN]", 1));
}

#[test]
fn exact_marks_to_the_character() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "rum");
    assert_eq!(desk.shows(), TEXT.replacen("rum", "[person:rum]", 1));
    desk.does(Action::SetSettings(Settings { exact: true, ..Settings::default() }));
    select(&mut desk, "Put");
    assert_eq!(selection(&mut desk), Some("Put".to_owned()));
    desk.does(Action::SetSettings(Settings::default()));
    assert_eq!(selection(&mut desk), Some("Putin".to_owned()));
}

#[test]
fn a_change_of_theme_keeps_the_selection() {
    let mut desk = Desk::reading(TEXT);
    select(&mut desk, "Putin");
    let theme = article_annotator::session::Theme::Dark;
    desk.does(Action::SetSettings(Settings { theme, ..Settings::default() }));
    assert_eq!(selection(&mut desk), Some("Putin".to_owned()));
}

#[test]
fn nothing_is_marked_where_nothing_is_selected() {
    let mut desk = Desk::reading(TEXT);
    let point = BlockPoint { block: BlockIndex(0), at: Utf16(5) };
    for (anchor, focus) in [(point, point), (point, BlockPoint { at: Utf16(6), ..point })] {
        let pointed = Some(Pointed { anchor, focus, exact: false });
        let reply = desk.does(Action::Mark { kind: Kind::Person, label: None, pointed });
        assert_eq!(reply, Reply::Made(vec![]));
    }
    let outside = BlockPoint { block: BlockIndex(9), at: Utf16(0) };
    desk.does(Action::Select(Some(Pointed { anchor: point, focus: outside, exact: false })));
    assert_eq!((selection(&mut desk), desk.shows().as_str()), (None, TEXT));
}

#[test]
fn marking_the_same_words_twice_says_so_and_opens_the_card() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Person, "Putin");
    let again = desk.mark(Kind::Person, "Putin");
    assert_eq!(first, again);
    assert_eq!(desk.toast(), Some(Message::AlreadyMarked(Kind::Person)));
    assert_eq!(desk.open(), Some("Putin".to_owned()));
    // Another kind is another statement.
    desk.mark(Kind::Claim, "Putin");
    assert_eq!(desk.set().len(), 2);
}

#[test]
fn the_name_of_the_reader_is_written_into_what_they_mark() {
    let mut desk = Desk::reading(TEXT);
    desk.does(Action::SetSettings(Settings { name: " Kim ".to_owned(), ..Settings::default() }));
    let id = desk.mark(Kind::Person, "Putin");
    assert_eq!(desk.set().get(&id).unwrap().creator.as_deref(), Some("Kim"));
}

#[test]
fn two_mentions_with_one_name_are_one_actor() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Putin");
    desk.mark(Kind::Person, "PUTIN");
    assert_eq!(desk.actors(), ["Putin"]);
    // Also where both come at once.
    let mut desk = Desk::reading(TEXT);
    let drafts = ["Putin", "PUTIN"].map(|words| Draft {
        id: None,
        kind: Kind::Person,
        spans: vec![find(desk.article(), words)],
        rest: Patch::default(),
    });
    desk.does(Action::Add(drafts.to_vec()));
    assert_eq!(desk.actors(), ["Putin"]);
}

#[test]
fn an_actor_goes_with_the_last_mention_and_comes_back_with_undo() {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Person, "Putin");
    let second = desk.mark(Kind::Person, "PUTIN");
    desk.does(Action::Remove(first));
    assert_eq!(desk.actors(), ["Putin"]);
    desk.does(Action::Remove(second));
    assert_eq!(desk.actors(), [""; 0]);
    assert_eq!(desk.toast(), Some(Message::Removed(Kind::Person, "PUTIN".to_owned())));
    desk.undo();
    assert_eq!(desk.actors(), ["Putin"]);
    desk.undo();
    assert_eq!(desk.set().len(), 2);
}

#[test]
fn a_speaker_is_entered_by_name_and_goes_when_another_is_named() {
    let mut desk = Desk::reading(TEXT);
    let quote = desk.mark(Kind::Quote, "“We spoke.”");
    let by =
        |name: Option<&str>| Patch { actor: Some(name.map(str::to_owned)), ..Patch::default() };
    desk.update(&quote, by(Some("Dmitry Peskov")));
    assert_eq!(desk.actors(), ["Dmitry Peskov"]);
    desk.update(&quote, by(Some("the Kremlin")));
    assert_eq!(desk.actors(), ["the Kremlin"]);
    desk.update(&quote, by(None));
    assert_eq!(desk.actors(), [""; 0]);
    while desk.undo() {}
    while desk.redo() {}
    assert_eq!(desk.set().len(), 1);
}

#[test]
fn a_changed_kind_keeps_the_words_and_the_note_and_can_be_undone() {
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(Kind::Person, "Putin");
    desk.note(&id, "who?");
    desk.update(&id, Patch { kind: Some(Kind::Claim), ..Patch::default() });
    assert_eq!(desk.shows(), TEXT.replacen("Putin", "[claim:Putin]", 1));
    assert_eq!((desk.set().get(&id).unwrap().note.as_str(), desk.actors().len()), ("who?", 0));
    assert_eq!(desk.document().history().undoable(), Some(&Label::Kind(Kind::Claim)));
    desk.undo();
    assert_eq!(desk.shows(), TEXT.replacen("Putin", "[person:Putin]", 1));
    assert_eq!(desk.actors(), ["Putin"]);
}

#[test]
fn a_click_opens_the_smallest_mark_there_and_the_next_click_the_next_larger() {
    let mut desk = Desk::reading(TEXT);
    for (kind, words) in [
        (Kind::Quote, "Putin met Trump’s envoy."),
        (Kind::Person, "Trump"),
        (Kind::Claim, "Trump’s envoy"),
    ] {
        desk.mark(kind, words);
    }
    let mut opened = Vec::new();
    for _ in 0..4 {
        desk.click("ump’s");
        opened.push(desk.open().unwrap());
    }
    assert_eq!(opened, ["Trump", "Trump’s envoy", "Putin met Trump’s envoy.", "Trump"]);
    desk.click("said");
    assert_eq!(desk.open(), None);
}

#[test]
fn n_goes_from_mark_to_mark_and_round() {
    let mut desk = Desk::reading(TEXT);
    desk.does(Action::Step { forward: true });
    assert_eq!(desk.open(), None);
    for words in ["envoy", "Putin", "spoke"] {
        desk.mark(Kind::Claim, words);
    }
    let mut go = |forward| {
        desk.does(Action::Step { forward });
        desk.open().unwrap()
    };
    assert_eq!([go(true), go(true), go(true), go(true)], ["Putin", "envoy", "spoke", "Putin"]);
    assert_eq!([go(false), go(false)], ["spoke", "envoy"]);
}

#[test]
fn marking_a_hidden_kind_shows_that_kind_again() {
    let mut desk = Desk::reading(TEXT);
    desk.does(Action::Filter(Kind::Person));
    let id = desk.mark(Kind::Person, "Putin");
    assert_eq!(desk.session.screen().hidden, [false; 3]);
    desk.does(Action::OpenCard(id));
    desk.does(Action::Filter(Kind::Person));
    assert_eq!(desk.open(), None, "no card of a hidden mark is open");
}

#[test]
fn a_triple_click_selects_the_sentence() {
    let mut desk = Desk::reading("One here. Two there.");
    let point = desk.point(find(desk.article(), "there").start);
    desk.does(Action::SelectSentence(point));
    let (from, to) = (
        desk.point(find(desk.article(), "Two").start),
        BlockPoint { block: BlockIndex(0), at: Utf16(20) },
    );
    assert!(desk.heard.iter().any(
        |one| matches!(one, Effect::OnPage(PageEffect::Select(a, b)) if (*a, *b) == (from, to))
    ));
}

#[test]
fn details_are_corrected_and_taken_back() {
    let mut desk = Desk::reading(TEXT);
    let details = Details { title: "Talks".to_owned(), ..Details::default() };
    assert_eq!(desk.does(Action::SetDetails(details.clone())), Reply::Was(true));
    assert_eq!(desk.does(Action::SetDetails(details)), Reply::Was(false));
    assert_eq!(desk.store.library()[0].details.title, "Talks");
    desk.undo();
    assert_eq!(desk.set().details().title, "");
}

#[test]
fn what_is_refused_names_the_field_and_changes_nothing() {
    let mut desk = Desk::reading(TEXT);
    let id = desk.mark(Kind::Person, "Putin");
    let before = desk.set().clone();
    let outside = Patch { spans: Some(vec![TextRange::new(900, 901)]), ..Patch::default() };
    let unknown = "nobody".into();
    for (action, wanted) in [
        (Action::Remove("nobody".into()), "id: there is no annotation “nobody”"),
        (
            Action::Update { id: unknown, patch: Box::default() },
            "id: there is no annotation “nobody”",
        ),
        (Action::Update { id, patch: Box::new(outside) }, "spans: bytes 900-901"),
        (
            Action::OpenText { title: String::new(), text: " \n ".into() },
            "there are no words in this text: paste or type some",
        ),
    ] {
        let error = desk.tries(action).unwrap_err().to_string();
        assert!(error.starts_with(wanted), "{error}");
    }
    assert_eq!(desk.set(), &before);
    let mut empty = Desk::default();
    assert_eq!(empty.tries(Action::Add(vec![])).unwrap_err(), SessionError::NoArticle);
}

#[test]
fn keys_mark_only_what_is_selected_and_are_silent_in_fields() {
    // See: inception#5923, #3836 (PITFALLS, "Selection").
    let mut desk = Desk::reading(TEXT);
    let press = |code: &str, key: &str, place| KeyPress {
        code: code.to_owned(),
        key: key.to_owned(),
        lower: key.to_lowercase(),
        place,
        ..KeyPress::default()
    };
    let kind = |desk: &Desk, press: &KeyPress| match desk.session.meaning(press) {
        Some(Meaning::Mark(kind, None)) => Some(kind),
        _ => None,
    };
    assert_eq!(kind(&desk, &press("Digit1", "1", Place::Article)), None);
    let selected = KeyPress { selected: true, ..press("Digit1", "1", Place::Article) };
    assert_eq!(kind(&desk, &selected), Some(Kind::Person), "the session is yet to be told");
    select(&mut desk, "Putin");
    assert_eq!(kind(&desk, &press("Digit1", "1", Place::Article)), Some(Kind::Person));
    assert_eq!(kind(&desk, &press("Digit2", "é", Place::Article)), Some(Kind::Claim), "AZERTY");
    assert_eq!(kind(&desk, &press("KeyA", "q", Place::Article)), Some(Kind::Quote), "AZERTY");
    assert_eq!(kind(&desk, &press("Digit1", "1", Place::Field)), None);
    desk.does(Action::SetSettings(Settings { character_keys: false, ..Settings::default() }));
    assert_eq!(kind(&desk, &press("Digit1", "1", Place::Article)), None);
}

#[test]
fn with_one_of_two_quotation_marks_comes_the_other_if_it_stands_right_there() {
    let marks = |words: &str, exact| {
        let mut desk = Desk::reading("He said: “We spoke. Ivo knew,” and left “at once”.");
        let pointed = desk.pointed(find(desk.article(), words), exact);
        desk.does(Action::Mark { kind: Kind::Quote, label: None, pointed: Some(pointed) });
        desk.shows()
    };
    let whole = "He said: [quote:“We spoke. Ivo knew,”] and left “at once”.";
    for words in ["We spoke. Ivo knew,”", "“We spoke. Ivo knew", "“We spoke. Ivo knew,”"] {
        assert_eq!(marks(words, false), whole, "{words}");
    }
    // Neither, what is asked for exactly, and what other words stand between.
    assert!(marks("We spoke. Ivo knew", false).contains("“[quote:We spoke. Ivo knew],”"));
    assert!(marks("We spoke. Ivo knew,”", true).contains("“[quote:We spoke. Ivo knew,”]"));
    assert!(marks("“We spoke", false).contains("[quote:“We spoke]. Ivo"));
}

#[test]
fn undo_keys_are_the_fields_own_inside_a_field() {
    let desk = Desk::reading(TEXT);
    let press = |key: &str, shift, place| KeyPress {
        key: key.to_owned(),
        lower: key.to_lowercase(),
        command: true,
        shift,
        place,
        ..KeyPress::default()
    };
    let meaning = |press| match desk.session.meaning(&press) {
        Some(Meaning::Act(Action::Undo)) => "undo",
        Some(Meaning::Act(Action::Redo)) => "redo",
        Some(_) => "else",
        None => "none",
    };
    assert_eq!(meaning(press("z", false, Place::Article)), "undo");
    assert_eq!(meaning(press("Z", true, Place::Elsewhere)), "redo");
    assert_eq!(meaning(press("y", false, Place::Card)), "redo");
    assert_eq!(meaning(press("z", false, Place::Field)), "none");
    assert_eq!(meaning(press("z", false, Place::Dialog)), "undo");
    assert_eq!(meaning(press("z", false, Place::Choice)), "undo");
}

#[test]
fn the_question_mark_shows_the_keys_everywhere_but_in_fields_and_dialogs() {
    let desk = Desk::reading(TEXT);
    let shows = |place| {
        let meaning = desk.session.meaning(&press("?", place));
        matches!(meaning, Some(Meaning::Act(Action::Show(Some(it)))) if *it == Dialog::Help)
    };
    for place in [Place::Article, Place::Toolbar, Place::Card, Place::Elsewhere] {
        assert!(shows(place), "{place:?}");
    }
    for place in [Place::Field, Place::Search, Place::Choice, Place::Dialog] {
        assert!(!shows(place), "{place:?}");
    }
}

#[test]
fn a_slash_or_control_shift_f_searches_and_the_browsers_own_search_stays() {
    let mut desk = Desk::reading(TEXT);
    let meaning = |desk: &Desk, key, place| match desk.session.meaning(&press(key, place)) {
        Some(Meaning::Act(Action::Search(search))) => Some(search),
        _ => None,
    };
    for place in [Place::Article, Place::Card, Place::Elsewhere] {
        assert_eq!(meaning(&desk, "/", place), Some(Search::Open), "{place:?}");
    }
    assert_eq!(meaning(&desk, "/", Place::Field), None, "a slash is typed there");
    assert_eq!(meaning(&desk, "Ctrl+Shift+f", Place::Field), Some(Search::Open));
    assert_eq!(meaning(&desk, "Ctrl+f", Place::Article), None);
    let next = |forward| Some(Search::Step { forward, from: None });
    assert_eq!(meaning(&desk, "Escape", Place::SearchPanel), Some(Search::Close));
    assert_eq!(meaning(&desk, "Enter", Place::SearchPanel), None, "a button is pressed");
    assert!(Place::Search.takes_text() && !Place::SearchPanel.takes_text());
    assert_eq!(meaning(&desk, "Enter", Place::Search), next(true));
    assert_eq!(meaning(&desk, "Shift+Enter", Place::Search), next(false));
    assert_eq!(meaning(&desk, "Escape", Place::Search), Some(Search::Close));
    assert_eq!(meaning(&desk, "1", Place::Search), None, "a figure is typed there");
    desk.does(Action::SetSettings(Settings { character_keys: false, ..Settings::default() }));
    assert_eq!(meaning(&desk, "/", Place::Article), None, "without character keys");
    desk.does(Action::Show(Some(Dialog::Help.into())));
    assert_eq!(meaning(&desk, "Ctrl+Shift+f", Place::Dialog), None, "the dialog covers the text");
}
