//! The suggestions' panel as text: nothing of it before somebody asks, names that say what a button is about, and
//! the reason in words.

use std::rc::Rc;

use article_annotator::formats::Problem;
use article_annotator::model::suggest::{
    Because, SuggestedAll, SuggestedSpeaker, Suggestion, TextLanguage,
};
use article_annotator::model::{BlockPoint, Kind, QuoteForm, TextRange};
use article_annotator::session::{Action, Effect, Outcome, Session, Suggest};

use article_annotator::session::selection::caret::Steer;

use crate::{TestHost, html, session};

const TEXT: &str = "Mayor Ana Ruiz met Bo. “We are late,” she said.";

/// Everything that is suggested for [`TEXT`].
fn found(language: TextLanguage) -> SuggestedAll {
    let at = |words: &str| {
        let start = u32::try_from(TEXT.find(words).unwrap()).unwrap();
        TextRange::new(start, start + u32::try_from(words.len()).unwrap())
    };
    let of = |kind, words: &str, score, reason| Suggestion {
        kind,
        spans: vec![at(words)],
        score,
        reason,
        speaker: None,
        cue: None,
        form: None,
    };
    let person = of(Kind::Person, "Ana Ruiz", 0.96, vec![Because::Title(at("Mayor"))]);
    let quote = of(Kind::Quote, "“We are late,”", 0.8, vec![Because::Saying(at("said"))]);
    let speaker = Some(SuggestedSpeaker { name: "Ana Ruiz".to_owned(), mention: None });
    let quote = Suggestion { speaker, form: Some(QuoteForm::Direct), ..quote };
    SuggestedAll { list: vec![person, quote], language }
}

/// A reader of [`TEXT`] who asked, and what the worker answered.
fn asked(outcome: Option<Outcome>) -> Session {
    let mut session = session(TEXT, &[]);
    session.perform(Action::Suggest(Suggest::Ask), &TestHost).unwrap();
    let ticket = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::Work(ticket, _) => Some(ticket),
        _ => None,
    });
    if let (Some(ticket), Some(outcome)) = (ticket, outcome) {
        let worked = Action::Worked { ticket, outcome: Rc::new(outcome) };
        session.perform(worked, &TestHost).unwrap();
    }
    session
}

#[tokio::test(flavor = "current_thread")]
async fn the_header_offers_suggestions_and_the_panel_has_a_tab_once_somebody_asked() {
    let before = html(&mut session(TEXT, &[])).await;
    assert!(before.contains(r#"aria-keyshortcuts="S" aria-pressed="false""#), "{before}");
    assert!(!before.contains(r#"aria-label="Suggested""#));
    let looking = html(&mut asked(None)).await;
    assert!(looking.contains(r#"aria-pressed="true""#) && looking.contains("<progress"));
    let english = Outcome::Suggested(found(TextLanguage::English));
    let shown = html(&mut asked(Some(english))).await;
    for wanted in
        [r#"role="tab" aria-label="Suggested""#, "2 suggestions", "0.90 or more", "By person"]
    {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    assert!(!shown.contains("in English"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_one_under_review_has_its_reason_and_buttons_that_say_what_they_are_about() {
    let mut session = asked(Some(Outcome::Suggested(found(TextLanguage::English))));
    session.perform(Action::Suggest(Suggest::Review(1)), &TestHost).unwrap();
    let shown = html(&mut session).await;
    for wanted in [
        r#"aria-label="Accept: “We are late,”""#,
        r#"aria-label="Reject: “We are late,”""#,
        r#"aria-label="Change: “We are late,”""#,
        r#"aria-label="Accept: Sure""#,
        "aria-describedby=\"why-suggested\"",
        "“said” stands next to it",
        "Direct",
        "2 of 2 suggestions",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    assert_eq!(shown.matches("class=\"decide\"").count(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn other_languages_and_failures_are_said_in_the_panel() {
    let other = Outcome::Suggested(found(TextLanguage::Other));
    let shown = html(&mut asked(Some(other))).await;
    assert!(
        shown.contains("doesn’t look like English, so only quotes in quotation marks"),
        "{shown}"
    );
    let failed = Outcome::Failed(Problem::new("the server answered 503"));
    let shown = html(&mut asked(Some(failed))).await;
    assert!(shown.contains("The server answered 503") && shown.contains("Try again"), "{shown}");
}

#[tokio::test(flavor = "current_thread")]
async fn with_the_caret_in_the_text_the_foot_has_the_keys_of_the_list_too() {
    let mut session = asked(Some(Outcome::Suggested(found(TextLanguage::English))));
    session.perform(Action::Steer(Steer::Show(BlockPoint::START)), &TestHost).unwrap();
    let page = html(&mut session).await;
    let (_, of_list) = page.split_once(r#"class="of-list""#).expect("both, one of which is shown");
    assert!(of_list.contains("<kbd>Del</kbd>"), "{of_list}");
}
