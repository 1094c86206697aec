//! Undo while a newer text is compared: decisions come back one by one, a comparison that was stopped comes back
//! whole, and no step of the article is undone instead.

use article_annotator::model::Kind;
use article_annotator::model::anchoring::Fate;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::versions::Versions;
use article_annotator::session::{Action, Message, Turnable};

use crate::versions_review::{comparison, does, reading};
use crate::world::Desk;

#[test]
fn the_last_decisions_are_taken_back_one_by_one_and_no_step_of_the_article_is_undone() {
    let mut desk = reading(
        "Mira Holt opens it [claim:in May]. It cost [claim:nine million].",
        "Mira Holt opens it in June. It cost ten million.",
    );
    let state = |desk: &mut Desk| {
        let now = comparison(desk);
        let current = now.changes.iter().position(|one| one.current);
        (now.changes.iter().map(|one| one.decision.is_some()).collect::<Vec<_>>(), current)
    };
    let before = desk.shows();
    for key in ["1", "2"] {
        assert!(desk.key(key, Place::Panel));
    }
    does(&mut desk, Versions::Only(Some(Fate::Gone)));
    assert!(desk.key("Ctrl+z", Place::Panel));
    assert_eq!(state(&mut desk), (vec![true, false], Some(1)), "its row is listed again");
    assert!(desk.key("k", Place::Panel));
    assert!(desk.key("2", Place::Panel));
    assert!(desk.key("Ctrl+z", Place::Panel));
    assert_eq!(state(&mut desk), (vec![true, false], Some(0)), "what was decided before is back");
    let buttons = |desk: &mut Desk| {
        let article = desk.session.screen().article.unwrap();
        [article.undo, article.redo]
    };
    assert_eq!(
        buttons(&mut desk),
        [true, true].map(|_| Some(Turnable::Decision)),
        "no annotations behind it"
    );
    for place in [Place::Nowhere, Place::Panel, Place::Article] {
        assert!(desk.key("Ctrl+z", place));
    }
    assert_eq!(state(&mut desk), (vec![false, false], Some(0)));
    assert_eq!(desk.shows(), before);
    assert_eq!(buttons(&mut desk), [None, Some(Turnable::Decision)]);
    // And made again: the number of the last that was replaced, too.
    for (key, decided) in [("Ctrl+y", [true, false]), ("Ctrl+Shift+z", [true, false])] {
        assert!(desk.key(key, Place::Panel));
        assert_eq!(state(&mut desk).0, decided, "{key}");
    }
    assert!(desk.key("2", Place::Panel), "a new decision leaves nothing to be made again");
    let now = state(&mut desk);
    assert!(desk.key("Ctrl+y", Place::Panel));
    assert_eq!(state(&mut desk), now);
}

#[test]
fn the_steps_of_the_article_wait_for_the_buttons_too_but_for_one_that_a_message_offers() {
    let mut desk = Desk::reading("Mira Holt opens it in May.");
    desk.mark(Kind::Person, "Mira Holt");
    let id = desk.mark(Kind::Claim, "in May");
    let text = "Mira Holt opens it in June.".to_owned();
    does(&mut desk, Versions::Paste { title: String::new(), text });
    let before = desk.shows();
    for asked in [Action::Undo, Action::Redo] {
        desk.does(asked);
        assert_eq!(desk.shows(), before);
    }
    desk.does(Action::Remove(id));
    desk.does(Action::Undo);
    assert_eq!(desk.shows(), before, "the message offers it");
}

#[test]
fn escape_in_the_field_for_other_words_closes_it_and_the_changes_stay() {
    let mut desk = reading(
        "Mira Holt opens it [claim:in May]. It cost [claim:nine million].",
        "Mira Holt opens it in June. It cost ten million.",
    );
    assert!(desk.key("3", Place::Panel));
    assert!(comparison(&mut desk).changes[0].asks);
    assert!(desk.key("Escape", Place::Panel));
    let now = comparison(&mut desk);
    assert!(!now.changes[0].asks && now.changes[0].current);
    assert!(desk.key("1", Place::Panel), "the keys are those of the list again");
}

#[test]
fn no_message_offers_a_key_that_undoes_something_else_while_decisions_are_made() {
    let mut desk = Desk::reading("Mira Holt opens it in May.");
    let id = desk.mark(Kind::Claim, "in May");
    desk.does(Action::Remove(id));
    assert!(desk.session.toast().unwrap().undo);
    let text = "Mira Holt opens it in June.".to_owned();
    does(&mut desk, Versions::Paste { title: String::new(), text });
    assert_eq!(desk.toast(), None);
}

#[test]
fn a_comparison_that_was_stopped_comes_back_with_its_decisions() {
    let stopped = || {
        let mut desk = reading(
            "Mira Holt opens it [claim:in May]. It cost [claim:nine million].",
            "Mira Holt opens it in June. It cost ten million.",
        );
        assert!(desk.key("2", Place::Panel));
        does(&mut desk, Versions::Stop);
        assert_eq!(desk.toast(), Some(Message::ComparisonStopped));
        desk
    };
    let mut desk = stopped();
    assert!(!desk.session.is_comparing());
    assert!(desk.key("Ctrl+z", Place::Panel));
    assert_eq!((comparison(&mut desk).open, desk.toast()), (1, None));
    // Another comparison takes its place.
    let mut desk = stopped();
    let text = "Mira Holt opens it in July. It cost ten million.".to_owned();
    does(&mut desk, Versions::Paste { title: String::new(), text });
    assert_eq!((comparison(&mut desk).open, desk.toast()), (2, None));
    // Once another article is open, it is over, and that is told.
    let mut desk = stopped();
    desk.does(Action::OpenText { title: String::new(), text: "Another article.".to_owned() });
    does(&mut desk, Versions::Undo);
    assert!(!desk.session.is_comparing());
    assert_eq!(desk.toast(), Some(Message::ComparisonEnded(1)));
}
