//! The page “Who said what” as text: what the picture shows is also said in words, and nothing is markup of
//! the article’s.

use article_annotator::formats::codecs::picture::page;

use super::*;

async fn who_said_what(session: &mut Session) -> String {
    let show =
        Action::ShowExport { format: Some(page::ID.to_owned()), options: Some(Options::default()) };
    session.perform(show, &TestHost).unwrap();
    for effect in session.take_effects() {
        if let Effect::Work(ticket, task) = effect {
            let outcome = Box::new(worker::perform(&task, &|_| {}));
            session.perform(Action::Worked { ticket, outcome: outcome.into() }, &TestHost).unwrap();
        }
    }
    let html = html(session).await;
    let start = html.find("data-dialog=\"who\"").unwrap();
    html[start..].to_owned()
}

#[tokio::test(flavor = "current_thread")]
async fn every_row_and_every_quote_is_said_in_words_beside_the_picture() {
    let text = "<b>Ana said: no way. Jobs doubled.";
    let mut session =
        session(text, &[("person", 0, 6), ("quote", 13, 19), ("claim", 21, 33), ("quote", 3, 6)]);
    let page = who_said_what(&mut session).await;
    assert!(!page.contains(" style=") && !page.contains("<b>Ana"), "{page}");
    let said = text_of(&page);
    for words in [
        // Six words, of which two quotes have “Ana” and “no way”.
        "1 person, 0 of them quoted. 2 quotes of 3 words: 50% of the article.",
        "By first appearance",
        "Nobody named yet",
        "Mention",
        "Nobody named yet",
        "Left and right arrows go from mark to mark",
        "Form not set2",
        "By unnamed sources0",
        "Not checked1",
        "Annotated text by paragraph",
        "Every quote in the order of the article",
        "no way",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let row = "aria-label=\"Nobody named yet: 2 quotes, 1 claim\"";
    assert!(page.contains(row), "{page}");
    assert!(page.contains("aria-label=\"¶\u{a0}1: no way\""), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn an_article_without_annotations_says_so() {
    let mut session = session("Nobody.", &[]);
    let said = text_of(&who_said_what(&mut session).await);
    assert!(said.contains("Nothing is marked yet"), "{said}");
    assert!(said.contains("0 people, no quotes, 0 claims."), "{said}");
}
