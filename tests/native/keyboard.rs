//! The whole job by keys alone: where the caret goes, what it marks, and what is announced.

use article_annotator::model::Kind;
use article_annotator::session::action::dialog::Dialog;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::document::scheme::Schemes;
use article_annotator::session::selection::caret::{Bound, Did};
use article_annotator::session::{Action, PageEffect, Panel, Settings};
use proptest::prelude::*;

use crate::host::press;
use crate::random;
use crate::world::{Desk, on_page};

const TEXT: &str =
    "Mr. Putin met Trump’s envoy. It was late.\n\n“We spoke,” he said. Nobody listened.";

fn at_the_start(text: &str) -> Desk {
    let mut desk = Desk::reading(text);
    desk.keys("Enter");
    desk
}

fn found(number: usize, all: usize, around: bool) -> Did {
    Did::Found { number, all, around }
}

/// Where a series of keys leads, from the first word.
fn leads(keys: &str) -> String {
    let mut desk = at_the_start(TEXT);
    desk.keys(keys);
    desk.stands_on()
}

#[test]
fn arrows_scroll_until_the_cursor_shows() {
    let mut desk = Desk::reading(TEXT);
    for key in ["Left", "Right", "Up", "Down", "Home", "Shift+Right", "Ctrl+Down"] {
        assert!(!desk.key(key, Place::Article), "{key}");
    }
    desk.click("met");
    assert!(!desk.key("Right", Place::Article), "also after a click");
    desk.keys("Enter");
    assert_eq!(desk.stands_on(), "Mr");
    assert!(desk.key("Right", Place::Article));
    assert!(!desk.key("Right", Place::Elsewhere), "only in the article");
    desk.keys("Escape");
    assert_eq!(desk.stands_on(), "");
    assert!(!desk.key("Right", Place::Article));
}

#[test]
fn left_and_right_go_from_word_to_word_across_paragraphs() {
    assert_eq!(leads("Right"), "Putin");
    assert_eq!(leads("Right Right Right"), "Trump", "a possessive stays outside");
    assert_eq!(leads("Right Right Right Right Right Right Right Right"), "We");
    assert_eq!(leads("Right Right Left"), "Putin");
    assert_eq!(leads("Left"), "Mr", "at the start it stays");
    assert_eq!(leads("End"), "listened");
    assert_eq!(leads("End Right"), "listened");
    assert_eq!(leads("End Home"), "Mr");
}

#[test]
fn up_and_down_go_from_sentence_to_sentence() {
    assert_eq!(leads("Down"), "It was late.");
    assert_eq!(leads("Down Down"), "“We spoke,” he said.");
    assert_eq!(leads("Down Down Up"), "It was late.");
    assert_eq!(leads("Up"), "Mr. Putin met Trump’s envoy.", "first the one it stands in");
    assert_eq!(leads("Right Right Up"), "Mr. Putin met Trump’s envoy.");
    assert_eq!(leads("Down Right"), "It", "into the sentence");
    assert_eq!(leads("Down Left"), "envoy", "out of it");
    assert_eq!(leads("Ctrl+Down"), "“We spoke,” he said.", "from paragraph to paragraph");
    assert_eq!(leads("End Ctrl+Up"), "“We spoke,” he said.");
    assert_eq!(leads("End Ctrl+Up Ctrl+Up"), "Mr. Putin met Trump’s envoy.");
}

#[test]
fn shift_extends_by_word_and_by_sentence_and_shrinks_again() {
    assert_eq!(leads("Right Shift+Right"), "Putin met");
    assert_eq!(leads("Right Shift+Right Shift+Right Shift+Left"), "Putin met");
    assert_eq!(leads("Right Right Shift+Left"), "Putin met", "backwards");
    assert_eq!(
        leads("Right Right Shift+Left Shift+Right Shift+Right"),
        "met Trump",
        "and over the start"
    );
    assert_eq!(leads("Right Shift+Down"), "Putin met Trump’s envoy.");
    assert_eq!(leads("Right Shift+Down Shift+Down"), "Putin met Trump’s envoy. It was late.");
    assert_eq!(leads("Right Shift+Down Shift+Down Shift+Up"), "Putin met Trump’s envoy.");
    assert_eq!(leads("Down Shift+Down"), "It was late.\n\n“We spoke,” he said.");
    assert_eq!(leads("Down Shift+Left"), "It was", "a sentence gives up its last word");
    assert_eq!(leads("Down Down Shift+Up"), "It was late.\n\n“We spoke,” he said.");
    assert_eq!(leads("Down Down Shift+Up Shift+Down"), "“We spoke,” he said.");
}

#[test]
fn what_the_cursor_stands_on_is_marked_and_the_cursor_stays() {
    let mut desk = at_the_start(TEXT);
    desk.keys("Right 1 Down 2 Down Shift+Right q");
    assert_eq!(
        desk.shows(),
        "Mr. [person:Putin] met Trump’s envoy. [claim:It was late.]\n\n[quote:“We spoke,” he said. Nobody] listened."
    );
    assert_eq!(desk.stands_on(), "“We spoke,” he said. Nobody");
    assert!(desk.undo());
    desk.keys("Left 1");
    assert_eq!(desk.set().len(), 3, "and goes on from there");
}

#[test]
fn n_goes_through_the_highlights_and_enter_opens_the_card() {
    let mut desk = at_the_start(TEXT);
    desk.keys("Right 1 Down 2 End 3 Home");
    desk.keys("n");
    assert_eq!((desk.stands_on().as_str(), desk.said().did), ("Putin", found(1, 3, false)));
    assert_eq!(desk.said().kinds, [(Kind::Person, Bound::Entered)]);
    desk.keys("] n");
    assert_eq!((desk.stands_on().as_str(), desk.said().did), ("listened", found(3, 3, false)));
    desk.keys("Shift+N");
    assert_eq!(desk.stands_on(), "It was late.");
    desk.heard.clear();
    desk.keys("Enter");
    assert_eq!(desk.open(), Some("It was late.".to_owned()));
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusCard)));
    desk.key("Escape", Place::Card);
    assert_eq!(
        (desk.open(), desk.stands_on().as_str()),
        (None, "It was late."),
        "back where it was"
    );
}

#[test]
fn enter_opens_what_was_just_marked_and_not_the_person_it_begins_with() {
    let mut desk = at_the_start(TEXT);
    desk.keys("Shift+Right 1 Shift+Down 2 Enter");
    assert_eq!(desk.open(), Some("Mr. Putin met Trump’s envoy.".to_owned()));
    desk.key("Escape", Place::Card);
    desk.keys("Home Enter");
    assert_eq!(desk.open(), Some("Mr. Putin".to_owned()), "on a word, the smallest");
}

#[test]
fn a_quotation_selected_by_keys_has_both_its_marks() {
    let words = "Right Right Right Right Right Right Right";
    assert_eq!(leads(&format!("{words} Right")), "We");
    assert_eq!(leads(&format!("{words} Right Shift+Down")), "“We spoke,” he said.");
    // Nothing is closed, so nothing is opened.
    assert_eq!(leads(&format!("{words} Right Shift+Right")), "We spoke");
    let leads = |text: &str, keys: &str| {
        let mut desk = at_the_start(text);
        desk.keys(keys);
        desk.stands_on()
    };
    let two = "He said: “We spoke. Ivo knew.” Then rain fell.";
    assert_eq!(leads(two, "Right Right Shift+Down Shift+Down"), "“We spoke. Ivo knew.”");
    assert_eq!(leads("«On parle.» Il part.", "Shift+Down"), "«On parle.»");
    assert_eq!(leads("It is \"big.\" It is.", "Right Right Shift+Down"), "\"big.\"");
}

#[test]
fn n_goes_on_from_the_cursor_and_a_card_closes_when_it_leaves_its_highlight() {
    let mut desk = at_the_start(TEXT);
    desk.keys("Right 1 Down 2 End 3");
    desk.keys("Home Down Shift+N");
    assert_eq!(desk.stands_on(), "Putin", "the last before the cursor");
    assert_eq!(desk.open(), Some("Putin".to_owned()));
    desk.keys("Right");
    assert_eq!(desk.open(), None);
    desk.keys("n");
    assert_eq!(desk.stands_on(), "It was late.", "the first behind the cursor");
}

#[test]
fn enter_without_a_highlight_says_so() {
    let mut desk = at_the_start(TEXT);
    desk.keys("Enter");
    assert_eq!((desk.said().did, desk.open()), (Did::Nothing, None));
}

#[test]
fn every_step_is_said_shortly() {
    let mut desk = at_the_start(TEXT);
    let said = desk.said();
    assert_eq!((said.words.as_str(), said.paragraph, said.did), ("Mr", Some(1), Did::Moved));
    desk.keys("Right 1 Left Right");
    let said = desk.said();
    assert_eq!(
        (said.words.as_str(), said.paragraph, said.kinds),
        ("Putin", None, vec![(Kind::Person, Bound::Entered)])
    );
    desk.keys("Shift+Right");
    let said = desk.said();
    assert_eq!((said.words.as_str(), said.did), ("met", Did::Extended(2)), "only what was added");
    desk.keys("Ctrl+Down");
    assert_eq!(desk.said().paragraph, Some(2));
    desk.keys("End Right");
    assert_eq!(desk.said().did, Did::Stayed { at_end: true });
    desk.keys("Home Left");
    assert_eq!(desk.said().did, Did::Stayed { at_end: false });
}

#[test]
fn arrows_follow_the_script_from_right_to_left() {
    let mut desk = at_the_start("قال الرئيس إنه سيأتي.\nThen he left.");
    assert_eq!(desk.stands_on(), "قال");
    desk.keys("Left");
    assert_eq!(desk.stands_on(), "الرئيس");
    desk.keys("Right");
    assert_eq!(desk.stands_on(), "قال");
    desk.keys("Ctrl+Down Right");
    assert_eq!(desk.stands_on(), "Then");
    desk.keys("Right");
    assert_eq!(desk.stands_on(), "he", "each paragraph its own way");
}

#[test]
fn a_selection_by_mouse_takes_the_place_of_the_cursor() {
    let mut desk = at_the_start(TEXT);
    desk.does(Action::Select(None));
    assert_eq!(desk.stands_on(), "Mr", "the page has nothing selected all the while");
    let range = crate::notation::find(desk.article(), "envoy");
    let pointed = desk.pointed(range, false);
    desk.does(Action::Select(Some(pointed)));
    assert_eq!((desk.session.caret(), desk.stands_on().as_str()), (None, "envoy"));
}

#[test]
fn the_mode_for_screen_readers_goes_with_the_cursor_however_that_goes() {
    let mode = |desk: &mut Desk| desk.session.screen().keyboard_mode;
    let begun = || {
        let mut desk = at_the_start(TEXT);
        desk.does(Action::KeyboardMode(true));
        desk
    };
    let mut by_escape = begun();
    assert!(mode(&mut by_escape));
    by_escape.keys("Escape");
    let mut by_button = begun();
    by_button.does(Action::KeyboardMode(false));
    let mut by_mouse = begun();
    let pointed = by_mouse.pointed(crate::notation::find(by_mouse.article(), "envoy"), false);
    by_mouse.does(Action::Select(Some(pointed)));
    let mut by_another = begun();
    by_another.does(Action::OpenText { title: String::new(), text: "Another text.".to_owned() });
    for desk in [&mut by_escape, &mut by_button, &mut by_mouse, &mut by_another] {
        assert_eq!((mode(desk), desk.session.caret()), (false, None));
    }
}

#[test]
fn the_cursor_comes_back_where_it_was() {
    let mut desk = at_the_start(TEXT);
    desk.keys("Down Right Right Escape Enter");
    assert_eq!(desk.stands_on(), "was");
    desk.does(Action::OpenText { title: String::new(), text: "Another text.".to_owned() });
    assert_eq!(desk.session.caret(), None, "but not in another article");
    desk.keys("Enter");
    assert_eq!(desk.stands_on(), "Another");
}

#[test]
fn character_keys_can_be_switched_off_and_the_arrows_stay() {
    let mut desk = at_the_start(TEXT);
    desk.does(Action::SetSettings(Settings { character_keys: false, ..Settings::default() }));
    for key in ["1", "q", "n", "e", "?", "]", "Shift+1"] {
        assert!(!desk.key(key, Place::Article), "{key}");
    }
    desk.keys("Right");
    assert_eq!(desk.stands_on(), "Putin");
}

#[test]
fn a_text_without_words_has_no_place_for_the_cursor() {
    let mut desk = Desk::reading("…\n—");
    desk.keys("Enter");
    desk.keys("Right Down Shift+Up Home 1 n e Enter");
    assert_eq!((desk.session.caret(), desk.set().len()), (None, 0));
}

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let keys = [
        "Left",
        "Right",
        "Up",
        "Down",
        "Shift+Left",
        "Shift+Right",
        "Shift+Up",
        "Shift+Down",
        "Ctrl+Up",
        "Ctrl+Down",
        "Home",
        "End",
        "Shift+End",
        "1",
        "2",
        "3",
        "n",
        "Shift+N",
        "e",
        "Alt+Right",
        "Enter",
        "Escape",
        "Delete",
        "Ctrl+z",
        "Ctrl+y",
    ];
    prop::collection::vec(prop::sample::select(keys.to_vec()), 0..40)
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn whatever_keys_are_pressed_the_cursor_stands_on_words_and_all_can_be_undone(
        text in random::text(), keys in any_keys(),
    ) {
        let mut desk = at_the_start(&format!("x {text}"));
        let start = desk.set().clone();
        for key in keys {
            desk.key(key, Place::Article);
            if let Some((range, _)) = desk.session.caret() {
                prop_assert_eq!(desk.article().trimmed(range), Some(range));
                prop_assert!(desk.article().slice(range).chars().next().is_some());
            }
        }
        while desk.undo() {}
        prop_assert_eq!(desk.set(), &start);
    }

    #[test]
    fn right_comes_by_every_word_and_left_by_the_same_back(text in random::text()) {
        let mut desk = at_the_start(&format!("x {text}"));
        desk.keys("Home");
        let mut there = vec![desk.session.caret()];
        loop {
            // In each line, the arrow that points onward.
            let at = desk.session.caret().map(|(range, _)| range.start);
            let Some(at) = at else { break };
            let onward = if desk.article().is_rtl(at) { "Left" } else { "Right" };
            desk.keys(onward);
            if there.last() == Some(&desk.session.caret()) {
                break;
            }
            there.push(desk.session.caret());
        }
        while let Some(expected) = there.pop() {
            prop_assert_eq!(desk.session.caret(), expected);
            let Some((range, _)) = expected else { break };
            let back = if desk.article().is_rtl(range.start) { "Right" } else { "Left" };
            desk.keys(back);
        }
    }
}

/// Two claims, nothing open.
fn claims() -> Desk {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Claim, "It was late");
    desk.mark(Kind::Claim, "Nobody listened");
    desk.does(Action::CloseCard);
    desk
}

#[test]
fn letters_open_the_lists_from_the_text_and_from_each_other() {
    let mut desk = claims();
    let lists = [
        ("v", Panel::Claims(0)),
        ("w", Panel::People(None)),
        ("t", Panel::Todo(None)),
        ("l", Panel::Rows(0)),
    ];
    // On a button of the header, too: it has the focus after a click.
    for place in [Place::Article, Place::Panel, Place::Nowhere, Place::Elsewhere] {
        for (key, panel) in lists.clone() {
            desk.heard.clear();
            assert!(desk.key(key, place), "{key}");
            assert_eq!(*desk.session.panel(), panel, "{key}");
            assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusPanel)), "{key}");
        }
    }
    for place in [Place::Field, Place::Search, Place::Dialog, Place::Card] {
        assert!(!desk.key("v", place), "{place:?}");
    }
    desk.does(Action::Show(Some(Dialog::Settings.into())));
    assert!(!desk.key("v", Place::Nowhere), "a dialog lies over the article");
    assert!(!desk.key("s", Place::Elsewhere), "a dialog lies over the article");
    desk.does(Action::Show(None));
    assert!(!desk.key("Alt+v", Place::Article));
    desk.does(Action::SetSettings(Settings { character_keys: false, ..Settings::default() }));
    assert!(!desk.key("v", Place::Article), "single keys are switched off");
    assert!(!desk.key("v", Place::Elsewhere), "single keys are switched off");
}

#[test]
fn a_letter_that_opens_a_list_marks_where_it_is_the_key_of_a_label() {
    let mut desk = claims();
    desk.does(Action::Scheme(Schemes::Add(Kind::Claim, "verified".to_owned())));
    let mut label = desk.set().details().scheme.labels[0].clone();
    label.key = Some("v".to_owned());
    desk.does(Action::Scheme(Schemes::Change(Kind::Claim, "verified".to_owned(), label)));
    desk.keys("Enter");
    let means = format!("{:?}", desk.session.meaning(&press("v", Place::Article)));
    assert!(means.contains("Mark(Claim, Some(\"verified\"))"), "{means}");
    desk.keys("Escape");
    assert!(desk.key("v", Place::Article));
    assert_eq!(*desk.session.panel(), Panel::Claims(0));
}
