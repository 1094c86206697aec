//! What Settings say about where the work is, as text. They say that the browser keeps it only
//! while all of it is stored.

use super::*;

const KEEPS: &str = "The browser keeps every change";

/// What Settings say, and whether with a tick.
async fn said(session: &mut Session) -> (String, bool) {
    session.perform(Action::Show(Some(Dialog::Settings.into())), &TestHost).unwrap();
    let html = html(session).await;
    let start = html.find("class=\"safety\"").unwrap();
    let end = html[start..].find("</section>").unwrap();
    let safety = &html[start..start + end];
    (text_of(safety), safety.contains("#i-check"))
}

/// Every storage request so far is confirmed.
fn confirmed(session: &mut Session) {
    let effects = session.take_effects();
    let attempts = effects.iter().filter_map(|effect| match effect {
        Effect::Save(attempt, _) => Some(*attempt),
        _ => None,
    });
    for attempt in attempts {
        let kept = StorageEvent::Kept(Attempts { first: attempt, last: attempt });
        session.perform(Action::Storage(kept), &TestHost).unwrap();
    }
}

fn opens(session: &mut Session, text: &str) {
    let title = String::new();
    session.perform(Action::OpenText { title, text: text.to_owned() }, &TestHost).unwrap();
    for effect in session.take_effects() {
        if let Effect::Fetch(opening) = effect {
            session.perform(Action::Open { opening, stored: None }, &TestHost).unwrap();
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_settings_say_that_the_browser_keeps_the_work_only_while_it_does() {
    let mut session = session("Jobs doubled.", &[("claim", 0, 12)]);
    session.perform(Action::Promised(true), &TestHost).unwrap();
    let (words, tick) = said(&mut session).await;
    assert!(words.contains("Your latest changes are being saved.") && !tick, "{words}");
    assert!(!words.contains(KEEPS), "{words}");
    confirmed(&mut session);
    let (words, tick) = said(&mut session).await;
    assert!(words.contains(KEEPS) && tick, "{words}");
    let id = session.document().unwrap().article().id().clone();
    session.perform(Shelve::DeletedElsewhere(id).into(), &TestHost).unwrap();
    let (words, tick) = said(&mut session).await;
    assert!(words.contains("Another tab deleted this article.") && !tick, "{words}");
    assert!(!words.contains(KEEPS), "{words}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_settings_name_an_article_that_was_left_before_it_was_stored() {
    let mut session = session("Jobs doubled.", &[("claim", 0, 12)]);
    session.perform(Action::Promised(true), &TestHost).unwrap();
    session.take_effects();
    opens(&mut session, "Rents fell.");
    confirmed(&mut session);
    let (words, tick) = said(&mut session).await;
    assert!(words.contains("Your changes to “") && words.contains("are not saved."), "{words}");
    assert!(!words.contains(KEEPS) && !tick, "{words}");
}
