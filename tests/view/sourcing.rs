//! The list of quotes held against a source as text: no tab before a source is opened, results in words, the source
//! with what was found, and buttons only where something can be decided.

use article_annotator::session::action::panel::Panels;
use article_annotator::session::{Action, Effect, Session, Sources, worker};

use crate::{TestHost, html, session};

const TEXT: &str = "“Russians have to be ready for compromises,” he said.";
const SOURCE: &str = "Thank you.\nAnd Russians, they have to be ready for compromises. Good.";

/// A reader who opened the source, and got the worker's answer or not yet.
fn opened(answered: bool) -> Session {
    // “Russians have to be ready for compromises,”
    let mut session = session(TEXT, &[("quote", 0, 44)]);
    let (title, url) = ("Transcript".to_owned(), String::new());
    let open = Sources::Open { title, url, text: SOURCE.to_owned() };
    session.perform(Action::Sources(open), &TestHost).unwrap();
    let asked = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::Work(ticket, task) => Some((ticket, task)),
        _ => None,
    });
    if let (Some((ticket, task)), true) = (asked, answered) {
        let outcome = Box::new(worker::perform(&task, &|_| {}));
        session.perform(Action::Worked { ticket, outcome: outcome.into() }, &TestHost).unwrap();
    }
    session
}

#[tokio::test(flavor = "current_thread")]
async fn the_source_has_a_tab_once_it_is_open_and_says_what_it_has_of_each_quote() {
    let before = html(&mut session(TEXT, &[])).await;
    assert!(!before.contains(r#"aria-label="Source""#), "{before}");
    assert!(html(&mut opened(false)).await.contains("<progress"));
    let shown = html(&mut opened(true)).await;
    assert!(shown.contains(r#"class="result bad">Altered"#), "{shown}");
    assert!(shown.contains("<ins>, they</ins>"), "{shown}");
    assert!(shown.contains("Transcript"), "{shown}");
    assert!(shown.contains("Link this passage") && shown.contains("Not in this source"), "{shown}");
    assert!(!shown.contains("Remove the link"), "nothing is linked yet: {shown}");
}

#[tokio::test(flavor = "current_thread")]
async fn without_a_source_the_links_are_listed_and_say_that_its_text_is_not_kept() {
    let mut session = opened(true);
    for asked in [Sources::Link, Sources::Close] {
        session.perform(Action::Sources(asked), &TestHost).unwrap();
    }
    let shown = html(&mut session).await;
    assert!(shown.contains("The text of a source is not"), "{shown}");
    assert!(shown.contains("Remove the link") && shown.contains("Transcript"), "{shown}");
}

/// What one of many things asked for changes on the page.
async fn after(asked: Sources) -> String {
    let mut session = opened(true);
    session.perform(Action::Sources(asked), &TestHost).unwrap();
    html(&mut session).await
}

#[tokio::test(flavor = "current_thread")]
async fn the_keys_of_the_list_are_named_in_the_foot() {
    let shown = html(&mut opened(true)).await;
    for named in ["<kbd>J</kbd><kbd>K</kbd>next, previous quote", "<kbd>3</kbd>select it"] {
        assert!(shown.contains(named), "{named}: {shown}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_passage_can_be_selected_in_the_source_or_named_by_its_words() {
    assert!(!html(&mut opened(true)).await.contains("passage-words"));
    let shown = after(Sources::Pick(true)).await;
    assert!(shown.contains("Use the selected text") && shown.contains("passage-words"), "{shown}");
    assert!(
        shown.contains(r#"data-paragraph="1""#) && shown.contains(r#"data-from="0""#),
        "{shown}"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn that_a_quote_is_not_in_the_source_is_shown_as_decided() {
    let shown = after(Sources::NotThere).await;
    assert!(shown.contains("Noted as not in this source"), "{shown}");
    assert!(!shown.contains("Link this passage"), "{shown}");
    assert!(shown.contains("Remove the link"), "{shown}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_card_of_a_linked_quote_has_the_source_and_its_words() {
    let mut session = opened(true);
    session.perform(Action::Sources(Sources::Link), &TestHost).unwrap();
    let id = session.document().unwrap().set().iter().next().unwrap().id.clone();
    session.perform(Action::Sources(Sources::Close), &TestHost).unwrap();
    session.perform(Action::Panel(Panels::Close), &TestHost).unwrap();
    session.perform(Action::OpenCard(id), &TestHost).unwrap();
    let shown = html(&mut session).await;
    assert!(shown.contains("In the source: altered (Transcript)"), "{shown}");
    assert!(shown.contains("Russians, they have to be ready for compromises</q>"), "{shown}");
}
