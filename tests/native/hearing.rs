//! Nobody loses their place: what is announced of each step, and where the focus goes.

use article_annotator::model::{Detail, Kind};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::{KeyPress, Place};
use article_annotator::session::document::excerpt::first_sentence;
use article_annotator::session::document::find_all::MarkAll;
use article_annotator::session::document::scheme::Schemes;
use article_annotator::session::selection::caret::{Bound, Did, Steer};
use article_annotator::session::selection::pick_mode::Pick;
use article_annotator::session::transfer::opening::SAMPLE_ID;
use article_annotator::session::{Action, Dialog, Effect, Message, PageEffect, Panels, Settings};

use crate::notation::find;
use crate::world::Desk;

const TALKS: &str =
    "Ana Ruiz said: “We cannot build. The money is not there,” and left.\n\nBo Li came.";

fn told(desk: &mut Desk) -> Option<Message> {
    desk.session.screen().status.map(|said| (*said.what).clone())
}

/// Whether an effect was asked for, by its name.
fn goes(desk: &mut Desk, wanted: &str) -> bool {
    std::mem::take(&mut desk.heard).iter().any(|effect| format!("{effect:?}").contains(wanted))
}

/// A key that types `key` at the place of `code`.
fn typed(code: &str, key: &str, place: Place) -> KeyPress {
    let lower = key.to_lowercase();
    KeyPress { code: code.to_owned(), key: key.to_owned(), lower, place, ..KeyPress::default() }
}

/// A claim in a quote, and a person before them.
fn talks() -> Desk {
    let mut desk = Desk::reading(TALKS);
    desk.mark(Kind::Person, "Ana Ruiz");
    desk.mark(Kind::Quote, "“We cannot build. The money is not there,”");
    desk.mark(Kind::Claim, "The money is not there");
    desk.does(Action::CloseCard);
    desk
}

#[test]
fn a_highlight_is_heard_where_it_begins_and_where_it_ends_and_not_at_every_word() {
    use Bound::{Entered, Left};
    let mut desk = talks();
    desk.keys("Enter");
    assert_eq!(desk.said().kinds, [(Kind::Person, Entered)]);
    let mut heard = Vec::new();
    for _ in 0..12 {
        desk.keys("Right");
        let said = desk.said();
        if !said.kinds.is_empty() {
            heard.push((said.words, said.kinds));
        }
    }
    let wanted = [
        ("said", vec![(Kind::Person, Left)]),
        ("We", vec![(Kind::Quote, Entered)]),
        ("The", vec![(Kind::Claim, Entered)]),
        ("and", vec![(Kind::Claim, Left), (Kind::Quote, Left)]),
    ];
    assert_eq!(heard, wanted.map(|(words, kinds)| (words.to_owned(), kinds)));
}

#[test]
fn a_sentence_with_a_part_of_a_quote_says_so_and_what_was_read_whole_needs_no_end() {
    let mut desk = talks();
    desk.keys("Enter Ctrl+Down Up");
    let said = desk.said();
    assert_eq!(said.words, "The money is not there,” and left.");
    assert_eq!(said.kinds, [(Kind::Quote, Bound::Within), (Kind::Claim, Bound::Within)]);
    desk.does(Action::CloseCard);
    desk.keys("n");
    desk.keys("Home n n");
    desk.keys("Down");
    assert!(desk.said().kinds.iter().all(|(_, bound)| *bound != Bound::Entered));
}

#[test]
fn at_the_start_of_the_text_its_first_word_is_heard_and_n_says_that_it_goes_round() {
    let mut desk = talks();
    desk.keys("Enter Home Left");
    assert_eq!(
        (desk.said().words.as_str(), desk.said().did),
        ("Ana", Did::Stayed { at_end: false })
    );
    let went = |desk: &mut Desk, key| {
        desk.keys(key);
        match desk.said().did {
            Did::Found { number, all: 3, around } => (number, around),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(went(&mut desk, "n"), (1, false));
    assert_eq!(went(&mut desk, "n n"), (3, false));
    assert_eq!(went(&mut desk, "n"), (1, true));
    assert_eq!(went(&mut desk, "Shift+N"), (3, true));
}

#[test]
fn a_pieces_end_is_told_where_highlights_overlap_or_go_over_paragraphs_only() {
    let desk = talks();
    let block = desk.document().block(article_annotator::model::BlockIndex(0)).unwrap();
    let ends: Vec<_> = block
        .pieces()
        .filter_map(|piece| {
            Some((desk.article().slice(piece.range), piece.mark.as_ref()?.ends.clone()))
        })
        .collect();
    let wanted = [
        ("Ana Ruiz", vec![]),
        ("“We cannot build. ", vec![]),
        ("The money is not there", vec![Kind::Claim]),
        (",”", vec![Kind::Quote]),
    ];
    assert_eq!(ends, wanted);
}

#[test]
fn a_speaker_a_cue_and_a_part_are_picked_in_the_text_by_keys_and_the_focus_comes_back() {
    let mut desk = talks();
    desk.mark(Kind::Person, "Bo Li");
    let quote = desk.set().iter().find(|one| one.kind() == Kind::Quote).unwrap().id.clone();
    let open = |desk: &mut Desk, pick| {
        desk.does(Action::OpenCard(quote.clone()));
        desk.heard.clear();
        desk.does(Action::PickInText(Some(pick)));
        assert!(goes(desk, "FocusArticle"), "into the article");
        // As the app does when the article has the focus.
        desk.does(Action::Steer(Steer::Show(desk.point(find(desk.article(), "We").start))));
    };
    let speaker = |desk: &Desk| {
        let actor = desk.set().get(&quote).unwrap().actor().cloned();
        actor.map(|id| desk.set().actor(&id).unwrap().name.clone())
    };
    open(&mut desk, Pick::Speaker);
    desk.keys("Enter");
    assert_eq!(
        (desk.session.picking(), speaker(&desk)),
        (None, Some("We".to_owned())),
        "{:?}",
        desk.actors()
    );
    assert!(desk.undo());
    // From mention to mention, without opening their cards.
    open(&mut desk, Pick::Speaker);
    desk.keys("n n");
    assert_eq!((desk.stands_on().as_str(), desk.session.focused()), ("Bo Li", Some(&quote)));
    desk.keys("Enter");
    assert_eq!(speaker(&desk).as_deref(), Some("Bo Li"));
    assert_eq!((desk.session.picking(), desk.session.focused()), (None, Some(&quote)));
    assert!(goes(&mut desk, "FocusCard"), "back to the card");
    // The keys that mark pick, too.
    open(&mut desk, Pick::Cue);
    desk.keys("Home Right Right 1");
    let cue = match &desk.set().get(&quote).unwrap().detail {
        Detail::Quote { cue: Some(cue), .. } => desk.article().slice(*cue).to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(cue, "said");
    assert_eq!(told(&mut desk), Some(Message::Picked(Pick::Cue, "said".to_owned())));
    open(&mut desk, Pick::Part);
    desk.keys("End Shift+Left Enter");
    assert_eq!(desk.set().get(&quote).unwrap().spans.len(), 2);
    assert_eq!(told(&mut desk), Some(Message::Picked(Pick::Part, "Li came".to_owned())));
    // Escape gives up.
    open(&mut desk, Pick::Part);
    desk.keys("Escape");
    assert_eq!((desk.session.picking(), desk.session.focused()), (None, Some(&quote)));
    assert!(goes(&mut desk, "FocusCard"));
}

#[test]
fn a_quote_taken_by_words_has_its_closing_mark() {
    let mut desk = Desk::reading("“We cannot. It is gone first,” he said.");
    desk.keys("Enter Up Shift+Down Shift+Left Shift+Left 3");
    assert_eq!(desk.shows(), "[quote:“We cannot. It is gone first,”] he said.");
    desk.keys("Shift+Left");
    assert_eq!(desk.stands_on(), "“We cannot. It is gone");
}

#[test]
fn with_a_pen_enter_marks_what_the_cursor_is_on_and_the_cursor_stays() {
    let mut desk = Desk::reading(TALKS);
    desk.keys("Enter Shift+1 Shift+Right");
    assert_eq!(desk.stands_on(), "Ana Ruiz");
    desk.keys("Enter");
    assert!(desk.shows().starts_with("[person:Ana Ruiz] said"));
    assert_eq!(desk.stands_on(), "Ana Ruiz");
}

#[test]
fn keys_of_other_scripts_count_by_their_place_but_not_where_they_are_the_key_of_a_label() {
    let mut desk = Desk::reading(TALKS);
    desk.mark(Kind::Person, "Bo Li");
    let means = |desk: &Desk, code: &str, key: &str, command: bool| {
        let press = KeyPress { command, ..typed(code, key, Place::Article) };
        format!("{:?}", desk.session.meaning(&press))
    };
    assert!(means(&desk, "KeyN", "т", false).contains("forward: true"));
    assert!(means(&desk, "KeyZ", "я", true).contains("Undo"));
    assert!(means(&desk, "Slash", "؟", false).contains("Search"));
    desk.keys("Enter");
    assert!(means(&desk, "KeyP", "з", false).contains("Mark(Person, None)"));
    assert_eq!(means(&desk, "KeyP", "b", false), "None", "a Latin letter is what it types");
    desk.does(Action::Scheme(Schemes::Add(Kind::Claim, "vote".to_owned())));
    let mut label = desk.set().details().scheme.labels[0].clone();
    label.key = Some("з".to_owned());
    desk.does(Action::Scheme(Schemes::Change(Kind::Claim, "vote".to_owned(), label)));
    assert!(means(&desk, "KeyP", "з", false).contains("Claim"), "{:?}", desk.session.toast());
}

#[test]
fn where_shift_types_a_digit_it_marks_and_takes_up_no_pen() {
    let mut desk = Desk::reading(TALKS);
    desk.keys("Enter");
    let press = KeyPress { shift: true, ..typed("Digit1", "1", Place::Article) };
    let meaning = format!("{:?}", desk.session.meaning(&press));
    assert!(meaning.contains("Mark(Person"), "{meaning}");
    let press = KeyPress { shift: true, ..typed("Digit1", "!", Place::Article) };
    let meaning = format!("{:?}", desk.session.meaning(&press));
    assert!(meaning.contains("Pen"), "{meaning}");
}

#[test]
fn what_is_undone_deleted_tagged_or_kept_is_named() {
    let mut desk = talks();
    desk.mark(Kind::Person, "Bo Li");
    let said = |desk: &mut Desk| format!("{:?}", told(desk));
    desk.undo();
    assert!(said(&mut desk).contains("Bo Li"));
    desk.redo();
    assert!(said(&mut desk).contains("Bo Li"));
    let bo = desk.set().iter().last().unwrap().id.clone();
    let tags = |tags: &[&str]| Patch {
        tags: Some(tags.iter().map(|tag| (*tag).to_owned()).collect()),
        ..Patch::default()
    };
    desk.update(&bo, tags(&["water", "new"]));
    assert_eq!(told(&mut desk), Some(Message::Tagged(true, "water".to_owned())));
    desk.update(&bo, tags(&["water"]));
    assert_eq!(told(&mut desk), Some(Message::Tagged(false, "new".to_owned())));
    desk.does(Action::CloseCard);
    desk.keys("Enter End Shift+N e");
    assert_eq!(desk.said().did, Did::Adjusted);
    desk.keys("Right Enter");
    assert_eq!((desk.said().did, desk.said().words.as_str()), (Did::Kept, "Bo Li came"));
    desk.does(Action::Remove(bo));
    assert_eq!(told(&mut desk), Some(Message::Removed(Kind::Person, "Bo Li came".to_owned())));
}

#[test]
fn a_card_opened_by_a_tap_is_said_as_the_focus_stays_in_the_text() {
    let mut desk = talks();
    desk.click("Bo");
    desk.click("Ana");
    let said = desk.said();
    assert_eq!((said.words.as_str(), said.did), ("Ana Ruiz", Did::Opened));
}

#[test]
fn to_do_leads_to_the_field_for_the_name() {
    let mut desk = talks();
    let claim = desk.set().iter().find(|one| one.kind() == Kind::Claim).unwrap().id.clone();
    desk.heard.clear();
    desk.does(Action::Panel(Panels::Name(claim.clone())));
    assert_eq!(desk.session.focused(), Some(&claim));
    let card = desk
        .heard
        .iter()
        .position(|effect| matches!(effect, Effect::OnPage(PageEffect::FocusCard)));
    let field = desk
        .heard
        .iter()
        .position(|effect| matches!(effect, Effect::OnPage(PageEffect::FocusField("who"))));
    assert!(card.is_some() && card < field, "the card first, so that Escape leads back");
}

#[test]
fn opening_an_article_is_said_and_from_the_dialog_the_focus_goes_into_it() {
    let mut desk = Desk::reading(TALKS);
    desk.heard.clear();
    desk.does(Action::Show(Some(Dialog::Open.into())));
    desk.does(Action::OpenText { title: "Talks".to_owned(), text: "It rained.".to_owned() });
    match told(&mut desk) {
        Some(Message::Opened(name, 0)) => assert_eq!(name, "Talks"),
        other => panic!("{other:?}"),
    }
    assert!(goes(&mut desk, "ReturnToArticle"));
}

#[test]
fn what_was_announced_is_not_said_again_while_the_caret_moves() {
    let mut desk = talks();
    desk.keys("Enter 1");
    let told = desk.session.screen().status.unwrap();
    desk.keys("ArrowRight ArrowRight");
    let screen = desk.session.screen();
    assert_eq!(screen.status.unwrap().number, told.number, "{:?}", told.what);
    assert!(screen.said.unwrap().number > told.number, "the caret is heard");
}

#[test]
fn what_was_announced_is_gone_from_a_dialog_that_opens_later() {
    let mut desk = talks();
    desk.keys("Enter");
    assert!(told(&mut desk).is_some());
    desk.does(Action::Show(Some(Dialog::Help.into())));
    let screen = desk.session.screen();
    assert_eq!((screen.status, screen.said), (None, None));
}

#[test]
fn the_same_words_are_marked_as_another_kind_too_in_one_step_with_note_and_tags() {
    let mut desk = talks();
    let quote = desk.set().iter().find(|one| one.kind() == Kind::Quote).unwrap().id.clone();
    let tags = Some(vec!["budget".to_owned()]);
    desk.update(&quote, Patch { note: Some("why?".to_owned()), tags, ..Patch::default() });
    desk.does(Action::SetSettings(Settings { name: "Jo".to_owned(), ..Settings::default() }));
    desk.does(Action::MarkAll(MarkAll::Also(quote.clone(), Kind::Claim)));
    let made = desk.set().get(desk.session.focused().unwrap()).unwrap().clone();
    let old = desk.set().get(&quote).unwrap();
    assert_eq!((made.kind(), &made.spans, &*made.note), (Kind::Claim, &old.spans, "why?"));
    assert_eq!((made.tags.clone(), made.creator.as_deref()), (old.tags.clone(), Some("Jo")));
    let count = desk.set().len();
    desk.does(Action::MarkAll(MarkAll::Also(quote.clone(), Kind::Claim)));
    assert_eq!(desk.set().len(), count, "not twice");
    assert!(desk.undo());
    assert_eq!((desk.set().len(), desk.set().get(&quote).is_some()), (count - 1, true));
}

#[test]
fn a_full_stop_marks_again_with_the_kind_and_the_label_of_last_time() {
    let mut desk = Desk::reading(TALKS);
    desk.does(Action::Scheme(Schemes::Add(Kind::Person, "guest".to_owned())));
    desk.keys("Enter .");
    assert_eq!(desk.set().len(), 0, "nothing was marked yet");
    desk.keys("4 End .");
    let labels: Vec<_> = desk.set().iter().map(|one| (one.kind(), one.label.clone())).collect();
    assert_eq!(labels, vec![(Kind::Person, Some("guest".to_owned())); 2]);
}

#[test]
fn the_first_sentence_is_proposed_as_title_without_its_stop_and_not_too_long() {
    let of = |text: &str| first_sentence(Desk::reading(text).article());
    assert_eq!(of("\n  Bridge closed\n\nIt was shut today."), "Bridge closed");
    assert_eq!(of("It rained. Nobody came."), "It rained");
    let long = of(&format!("{}end. Next.", "many words ".repeat(20)));
    assert!(long.ends_with("words …") && long.len() <= 84, "{long}");
    assert_eq!(first_sentence(Desk::reading("…").article()), "…");
}

#[test]
fn the_tour_stays_dismissed_whatever_else_is_dismissed() {
    let mut settings = Settings::default();
    settings.dismiss("", "tour".to_owned());
    (0..1100).for_each(|number| settings.dismiss("a", number.to_string()));
    assert!(settings.dismissed.contains(&(String::new(), "tour".to_owned())));
    assert!(settings.dismissed.len() <= 1001);
}

#[test]
fn the_sample_is_known_as_such() {
    let mut desk = Desk::default();
    desk.does(Action::OpenSample);
    assert_eq!(&*desk.article().id().0, SAMPLE_ID);
}
