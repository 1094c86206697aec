//! The list of people as text: what is drawn does not grow with their number.

use std::cell::Cell;

use article_annotator::model::Timestamp;
use article_annotator::model::words::Segmenter;
use article_annotator::session::document::actors::People;
use article_annotator::session::transfer::opening;
use article_annotator::session::{Action, Host, Opening, Panel, Panels, Session};
use serde_json::json;

use crate::{Plain, TestHost, html, plain, text_of};

/// A world in which no two people get the same id.
struct CountingHost(Cell<u8>, Cell<u8>);

impl Host for CountingHost {
    fn now(&self) -> Timestamp {
        TestHost.now()
    }

    fn random(&self) -> [u8; 10] {
        let (next, carry) = self.0.get().overflowing_add(1);
        self.0.set(next);
        self.1.set(self.1.get() + u8::from(carry));
        [0, 0, 0, 0, 0, 0, 0, 0, self.1.get(), next]
    }
}

impl Segmenter for CountingHost {
    fn word_edges(&self, text: &str) -> Option<Vec<usize>> {
        TestHost.word_edges(text)
    }
}

/// A session in which so many people are named once, quoted once, and listed.
fn listed(people: usize) -> Session {
    let names = (1..=people).map(|at| format!("Ana{at} Ruiz{at}"));
    let (mut text, mut annotations) = (String::new(), Vec::new());
    for name in names {
        let start = text.len();
        text.push_str(&name);
        let end = text.len();
        annotations.push(json!({"kind": "person", "start": start, "end": end, "actor": name}));
        text.push_str(" says no.\n");
        let (from, to) = (end + 6, end + 8);
        annotations.push(json!({"kind": "quote", "start": from, "end": to, "actor": name}));
    }
    let opening =
        opening::opening(&plain(json!({ "text": text })), &plain(json!(annotations)), &Plain::Null);
    let opening: Box<Opening> = Box::new(opening.unwrap());
    let mut session = Session::new();
    let host = CountingHost(Cell::default(), Cell::default());
    session.perform(Action::Open { opening, stored: None }, &host).unwrap();
    session.perform(Action::Panel(Panels::Show(Panel::People(None))), &TestHost).unwrap();
    session
}

/// The panel alone.
async fn panel(session: &mut Session) -> String {
    let html = html(session).await;
    let start = html.find("people-body").unwrap();
    let end = html.get(start..).and_then(|rest| rest.find("</aside>")).unwrap();
    html.get(start..start + end).unwrap().to_owned()
}

#[tokio::test(flavor = "current_thread")]
async fn a_page_of_people_is_drawn_however_many_there_are() {
    let few = panel(&mut listed(60)).await;
    let many = panel(&mut listed(500)).await;
    let elements = |html: &str| html.matches('<').count() - html.matches("</").count();
    let rows = |html: &str| html.matches("person-line").count();
    assert_eq!((rows(&few), rows(&many)), (50, 50));
    assert_eq!(elements(&few), elements(&many));
    assert!(!many.contains("<option"), "names are suggested when somebody looks for one");
    let text = text_of(&many);
    assert!(text.contains("Find one of 500 by name") && text.contains("1 of 10"), "{text}");
    assert!(!panel(&mut listed(50)).await.contains("find-somebody"), "all are on the page");
}

#[tokio::test(flavor = "current_thread")]
async fn whoever_is_opened_is_on_the_page_that_is_drawn() {
    let mut session = listed(120);
    let last = session.document().unwrap().set().actor_called("Ana120 Ruiz120").unwrap().id.clone();
    session.perform(Action::People(People::Pick(Some(last))), &TestHost).unwrap();
    let shown = panel(&mut session).await;
    assert!(shown.contains("id=\"open-person\"") && text_of(&shown).contains("3 of 3"));
    assert_eq!(shown.matches("person-line").count(), 20);
}
