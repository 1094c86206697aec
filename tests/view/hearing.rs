//! What assistive technology is given, and what stands in for keys.

use super::*;
use article_annotator::model::BlockPoint;
use article_annotator::session::Settings;
use article_annotator::session::selection::caret::Steer;

fn without_keys() -> Settings {
    Settings { character_keys: false, ..Settings::default() }
}

#[tokio::test(flavor = "current_thread")]
async fn an_open_card_is_a_group_named_by_its_kind_and_words() {
    let mut session = session("One two three.", &[("quote", 0, 7), ("claim", 8, 13)]);
    session.perform(Action::OpenCard("a0".into()), &TestHost).unwrap();
    let html = html(&mut session).await;
    let group = r#"<div id="open-card" role="group" tabindex="-1" aria-label="Quote: One two">"#;
    assert!(html.contains(group), "{html}");
    assert_eq!(html.matches(r#"aria-expanded="false" class="card-line""#).count(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn marks_say_what_ends_where_highlights_overlap() {
    let mut session =
        session("He said that it rains today.", &[("quote", 8, 27), ("claim", 13, 21)]);
    let html = html(&mut session).await;
    let ends = |html: &str| html.matches("data-end=").count();
    assert_eq!(ends(&html), 2, "{html}");
    assert!(html.contains(r#"data-end="claim""#) && html.contains(r#"data-end="quote""#));
    let mut alone = super::session("He said that it rains today.", &[("quote", 8, 27)]);
    assert_eq!(ends(&self::html(&mut alone).await), 0, "the mark itself ends");
}

async fn html(session: &mut Session) -> String {
    super::html(session).await
}

#[tokio::test(flavor = "current_thread")]
async fn without_single_keys_the_toolbar_shows_for_the_cursor_too() {
    let mut session = session("One two three.", &[]);
    session.perform(Action::Steer(Steer::Show(BlockPoint::START)), &TestHost).unwrap();
    assert!(!html(&mut session).await.contains("id=\"toolbar\""), "keys mark");
    session.perform(Action::SetSettings(without_keys()), &TestHost).unwrap();
    let html = html(&mut session).await;
    assert!(html.contains("id=\"toolbar\""));
    let (article, toolbar) = (html.find("<article"), html.find("id=\"toolbar\""));
    assert!(article < toolbar, "one Tab from the article");
}

#[tokio::test(flavor = "current_thread")]
async fn marking_with_the_keyboard_is_the_first_button_and_the_help_explains_it() {
    let mut session = session("One two three.", &[]);
    let page = html(&mut session).await;
    let first = page.find("<button").unwrap();
    assert!(
        page[first..].starts_with(r#"<button type="button" aria-pressed="false" class="skip""#)
    );
    session.perform(Action::Show(Some(Dialog::Help.into())), &TestHost).unwrap();
    let help = text_of(&html(&mut session).await);
    assert!(help.contains("first press the button “Mark with the keyboard”"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_heading_of_the_page_is_the_title_and_one_is_proposed_where_there_is_none() {
    let mut session = session("Bridge closed.\n\nIt was shut.", &[]);
    let page = html(&mut session).await;
    assert!(page.contains(r#"<h1 aria-label="Untitled article" class="article-title">"#), "{page}");
    assert!(page.contains(r#"data-then="title" title="Bridge closed""#), "{page}");
    let details = Details { title: "Bridges".to_owned(), ..Details::default() };
    session.perform(Action::SetDetails(details), &TestHost).unwrap();
    let page = html(&mut session).await;
    assert!(page.contains(r#"aria-label="Bridges""#) && !page.contains("data-then=\"title\""));
}

#[tokio::test(flavor = "current_thread")]
async fn the_first_steps_are_shown_until_dismissed_or_something_is_marked_and_the_help_has_them() {
    let mut session = session("One two three.", &[]);
    let has = |page: &str| page.contains("class=\"tour\"");
    assert!(has(&html(&mut session).await));
    let mut settings = Settings::default();
    settings.dismiss("", "tour".to_owned());
    session.perform(Action::SetSettings(settings), &TestHost).unwrap();
    let page = html(&mut session).await;
    assert!(
        !has(&page) && page.contains("Select some words, then choose Person"),
        "the hint stays"
    );
    session.perform(Action::Show(Some(Dialog::Help.into())), &TestHost).unwrap();
    assert!(text_of(&html(&mut session).await).contains("Say who, and check. Click a highlight"));
    let mut marked = super::session("One two three.", &[("claim", 0, 3)]);
    assert!(!has(&html(&mut marked).await));
}

#[tokio::test(flavor = "current_thread")]
async fn the_sample_says_that_it_is_one() {
    let says = "This is a sample article.";
    let mut own = session("One two three.", &[]);
    assert!(!html(&mut own).await.contains(says));
    let sample = include_str!("../../assets/sample-article.txt");
    let mut session = session(sample, &[]);
    assert!(html(&mut session).await.contains(says));
}

#[tokio::test(flavor = "current_thread")]
async fn a_card_tells_the_role_of_who_it_names_and_how_often_they_occur() {
    let mut session =
        session("Ana Ruiz said so. Ana Ruiz left.", &[("person", 0, 8), ("person", 18, 26)]);
    session.perform(Action::OpenCard("a1".into()), &TestHost).unwrap();
    let page = html(&mut session).await;
    assert!(page.contains(r#"<p id="who-about" dir="auto" class="help">2 mentions</p>"#), "{page}");
    assert!(page.contains(r#"aria-describedby="who-about""#));
}
