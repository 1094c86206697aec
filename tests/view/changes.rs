//! The review of a newer text, as text: what became of each annotation in words, what can be pressed, and nothing
//! that is not so.

use std::rc::Rc;

use article_annotator::model::anchoring::Fate;
use article_annotator::session::versions::{ChangeChoice, Versions};
use article_annotator::session::{Action, Effect, PageEffect, Panel, Panels, Session, worker};

use crate::{TestHost, html, session, text_of};

const OLD: &str =
    "Mira Holt spoke. “We will open the bridge in May,” she said.\nRain fell all day.";
const NEW: &str = "Mira Holt spoke. “We will open the bridge in June,” she said.\nA fair was held.";

fn does(session: &mut Session, asked: Versions) {
    session.perform(Action::Versions(asked), &TestHost).unwrap();
}

/// A reader with a person, a quote and a claim marked, who pasted the newer text.
fn compared(new: &str) -> Session {
    let at = |words: &str| {
        let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap();
        let start = units(&OLD[..OLD.find(words).unwrap()]);
        (start, start + units(words))
    };
    let (person, quote, claim) =
        (at("Mira Holt"), at("We will open the bridge in May"), at("Rain fell all day"));
    let marks =
        [("person", person.0, person.1), ("quote", quote.0, quote.1), ("claim", claim.0, claim.1)];
    let mut session = session(OLD, &marks);
    paste(&mut session, new);
    session
}

/// Pastes a newer text, and has the worker compare.
fn paste(session: &mut Session, new: &str) {
    does(session, Versions::Paste { title: String::new(), text: new.to_owned() });
    let effects = session.take_effects().into_iter();
    let asked = effects.filter_map(|effect| match effect {
        Effect::Work(ticket, task) => Some((ticket, task)),
        _ => None,
    });
    for (ticket, task) in asked {
        let outcome =
            worker::ask_all(&task, |program, task| worker::perform_by(program, task, &|_| {}));
        let worked = Action::Worked { ticket, outcome: Rc::new(outcome) };
        session.perform(worked, &TestHost).unwrap();
    }
}

/// The panel as text.
async fn panel(session: &mut Session) -> String {
    let page = html(session).await;
    let start = page.find(r#"class="panel-list changes""#).unwrap();
    page[start..].to_owned()
}

#[tokio::test(flavor = "current_thread")]
async fn each_change_has_both_wordings_and_the_buttons_that_can_be_used() {
    let mut session = compared(NEW);
    let shown = panel(&mut session).await;
    let words = text_of(&shown);
    for said in
        ["2 to decide", "A quote was changed", "A claim is gone", "1 annotation keeps its words"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(shown.contains("<del>May</del>") && shown.contains("<ins>June</ins>"), "{shown}");
    assert!(words.contains("Use the new words") && words.contains("Mark as gone"));
    assert!(shown.contains(r#"aria-expanded="true""#));
    // It cannot be adopted before all is decided, and says why.
    assert!(shown.contains("2 annotations are not decided yet"), "{shown}");
    does(&mut session, Versions::Decide(ChangeChoice::NewWords));
    let words = text_of(&panel(&mut session).await);
    assert!(words.contains("1 to decide") && words.contains("Decided: the new words"), "{words}");
    assert!(!words.contains("Use the new words"), "the gone one has none: {words}");
}

#[tokio::test(flavor = "current_thread")]
async fn of_words_that_stand_in_several_places_each_is_a_button_with_its_paragraph() {
    let mut session = compared(
        "Mira Holt spoke. “We will open the bridge in June,” she said.\nA fair was held, the mayor said.",
    );
    does(&mut session, Versions::Decide(ChangeChoice::Ask));
    assert!(!panel(&mut session).await.contains("other-place"));
    does(&mut session, Versions::Decide(ChangeChoice::Words("said".to_owned())));
    let shown = panel(&mut session).await;
    let words = text_of(&shown);
    for said in [
        "The newer text has these words 2 times. Which place is it?",
        "¶ Paragraph 1 … “We will open the bridge in June,” she said.",
        "¶ Paragraph 2 A fair was held, the mayor said.",
        "2 to decide",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert_eq!(shown.matches(r#"id="other-place""#).count(), 1, "{shown}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_list_without_rows_says_what_is_so() {
    let mut session = compared(
        "Mira Holt spoke. “We will open the bridge in June,” she said.\nRain fell all day.",
    );
    does(&mut session, Versions::Only(Some(Fate::Gone)));
    let words = text_of(&panel(&mut session).await);
    assert!(words.contains("No annotation here") && !words.contains("keeps its words."), "{words}");
    let mut session = compared(&format!("{OLD}\nNews."));
    let words = text_of(&panel(&mut session).await);
    assert!(words.contains("Nothing to decide") && words.contains("Adopt this version"), "{words}");
}

#[tokio::test(flavor = "current_thread")]
async fn after_the_adoption_versions_and_changes_are_listed_and_are_something_to_do() {
    let mut session = compared(NEW);
    does(&mut session, Versions::Decide(ChangeChoice::NewWords));
    does(&mut session, Versions::Decide(ChangeChoice::Gone));
    does(&mut session, Versions::Adopt);
    assert!(
        session
            .take_effects()
            .iter()
            .any(|effect| matches!(effect, Effect::OnPage(PageEffect::FocusPanel)))
    );
    does(&mut session, Versions::Show);
    let words = text_of(&panel(&mut session).await);
    for said in ["First version", "the present text", "Unannounced changes", "taken out"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    paste(&mut session, &format!("{NEW}\nMore is known."));
    does(&mut session, Versions::Adopt);
    does(&mut session, Versions::Show);
    let words = text_of(&panel(&mut session).await);
    assert_eq!(words.matches(" UTC").count(), 3, "two of one day, and a button about one: {words}");
    session.perform(Action::Panel(Panels::Show(Panel::Todo(None))), &TestHost).unwrap();
    let words = text_of(&html(&mut session).await);
    for said in [
        "The article changed the words of a quote",
        "A claim was taken out of the article",
        "Show the versions",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_tab_of_the_list_stays_when_an_adopted_version_is_undone() {
    let mut session = compared(NEW);
    does(&mut session, Versions::Decide(ChangeChoice::NewWords));
    does(&mut session, Versions::Decide(ChangeChoice::Gone));
    does(&mut session, Versions::Adopt);
    session.perform(Action::Undo, &TestHost).unwrap();
    assert_eq!(*session.panel(), Panel::Changes);
    let page = html(&mut session).await;
    assert!(page.contains(r#"aria-label="Changes" aria-selected="true""#), "{page}");
}
