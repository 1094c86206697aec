//! Components rendered to text on the host. `web.rs` and `e2e` test what moves or is measured.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::rc::Rc;

use article_annotator::formats::common::limit::{Came, TooLarge};
use article_annotator::formats::{Manuscript, Options, Passage, Problem};
use article_annotator::model::plain::Plain;
use article_annotator::model::words::Segmenter;
use article_annotator::model::{
    Details, Inline, InlineKind, Kind, TextRange, TextSearch, Timestamp,
};
use article_annotator::session::action::effect::Gather;
use article_annotator::session::api::arguments;
use article_annotator::session::library::shelf::{self, Shelve};
use article_annotator::session::storage::save_state::{Failure, StorageEvent};
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::transfer::open_review::{Manuscripts, Prospect};
use article_annotator::session::transfer::opening::{self, With};
use article_annotator::session::worker;
use article_annotator::session::{
    Action, Dialog, Effect, Heard, Host, Keep, Label, LockFound, Message, Opening, Outcome, Reply,
    Screen, Session, SessionError,
};
use article_annotator::view::{PageProps, page, wording};
use serde_json::{Value, json};
use yew::{Callback, LocalServerRenderer};

#[path = "view/changes.rs"]
mod changes;
#[path = "view/dialogs.rs"]
mod dialogs;
#[path = "view/hearing.rs"]
mod hearing;
#[path = "view/people.rs"]
mod people;
#[path = "view/picture.rs"]
mod picture;
#[path = "view/publishing.rs"]
mod publishing;
#[path = "view/safety.rs"]
mod safety;
#[path = "view/sourcing.rs"]
mod sourcing;
#[path = "view/suggesting.rs"]
mod suggesting;
#[path = "view/tables.rs"]
mod tables;

/// A program's argument, as the API passes it on.
fn plain(given: Value) -> Plain<'static> {
    Plain::of(given).unwrap()
}

struct TestHost;

impl Host for TestHost {
    fn now(&self) -> Timestamp {
        Timestamp(1_767_225_600_000)
    }

    fn random(&self) -> [u8; 10] {
        [7; 10]
    }
}

impl Segmenter for TestHost {
    fn word_edges(&self, _: &str) -> Option<Vec<usize>> {
        None
    }
}

/// The page as a component, as in the app.
#[derive(yew::Properties, PartialEq)]
struct ShownProps {
    screen: Screen,
}

#[yew::component]
fn Shown(props: &ShownProps) -> yew::Html {
    page(&PageProps {
        screen: &props.screen,
        dragging: false,
        touch: false,
        dropping: false,
        sheet_up: false,
        act: &Callback::noop(),
        choose: &Callback::noop(),
        bookmarklet: || "javascript:void%200".to_owned(),
        sheet: &Callback::noop(),
        estimate: &Callback::noop(),
    })
}

/// A session with this article open, and these annotations: kind, start, end in UTF-16 units.
fn session(text: &str, annotations: &[(&str, u32, u32)]) -> Session {
    let mut session = Session::new();
    let annotations: Vec<_> = annotations
        .iter()
        .enumerate()
        .map(|(index, (kind, start, end))| {
            json!({"id": format!("a{index}"), "kind": kind, "start": start, "end": end})
        })
        .collect();
    let opening =
        opening::opening(&plain(json!({ "text": text })), &plain(json!(annotations)), &Plain::Null);
    let opening: Box<Opening> = Box::new(opening.unwrap());
    session.perform(Action::Open { opening, stored: None }, &TestHost).unwrap();
    while session.is_behind() {
        session.perform(Action::DrawOn, &TestHost).unwrap();
    }
    session
}

async fn html(session: &mut Session) -> String {
    let props = ShownProps { screen: session.screen() };
    LocalServerRenderer::<Shown>::with_props(props).hydratable(false).render().await
}

fn article_of(html: &str) -> &str {
    let start = html.find("<article").unwrap();
    let end = html.find("</article>").unwrap();
    &html[start..end]
}

/// The text of an HTML string, without its tags.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut inside_tag = false;
    for character in html.chars() {
        match character {
            '<' => inside_tag = true,
            '>' => inside_tag = false,
            _ if !inside_tag => text.push(character),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
}

#[tokio::test(flavor = "current_thread")]
async fn the_article_element_holds_the_text_and_nothing_else() {
    let text = "😀 Ana Ruiz said: “Jobs doubled.”\n\nשלום <b>עולם</b> & more";
    let mut session = session(text, &[("person", 3, 11), ("quote", 18, 33), ("claim", 19, 31)]);
    let html = html(&mut session).await;
    assert_eq!(text_of(article_of(&html)), text.replace('\n', ""));
}

#[tokio::test(flavor = "current_thread")]
async fn overlaps_are_flat_marks_that_say_every_kind() {
    // A claim inside a quote: three pieces, none inside another.
    let mut session =
        session("He said that it rains today.", &[("quote", 8, 27), ("claim", 13, 21)]);
    let html = html(&mut session).await;
    let article = article_of(&html);
    assert_eq!(article.matches("<mark").count(), 3);
    assert!(article.contains(r#"data-ids="a0 a1""#), "{article}");
    assert!(article.contains(r#"class="claim quote""#), "{article}");
    assert!(!article.contains("<mark><mark"));
}

#[tokio::test(flavor = "current_thread")]
async fn markup_in_an_article_is_shown_as_text() {
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    let mut session = session(hostile, &[("claim", 0, 10)]);
    let html = html(&mut session).await;
    assert!(!article_of(&html).contains("<img") && !article_of(&html).contains("<script"));
    assert_eq!(text_of(article_of(&html)), hostile);
}

#[tokio::test(flavor = "current_thread")]
async fn no_component_writes_a_style_attribute_which_the_policy_would_block() {
    let mut session = session("One two three.", &[("person", 0, 3), ("claim", 4, 7)]);
    session.perform(Action::OpenCard("a0".into()), &TestHost).unwrap();
    for dialog in [None, Some(Dialog::Open), Some(Dialog::Settings), Some(Dialog::Help)] {
        session.perform(Action::Show(dialog.map(Into::into)), &TestHost).unwrap();
        let html = html(&mut session).await;
        assert!(!html.contains(" style="), "{html}");
    }
    session.perform(Action::ShowExport { format: None, options: None }, &TestHost).unwrap();
    let html = html(&mut session).await;
    assert!(html.contains("data-dialog=\"export\"") && !html.contains(" style="), "{html}");
}

#[tokio::test(flavor = "current_thread")]
async fn every_button_has_a_name() {
    let mut session = session("One two three.", &[("person", 0, 3)]);
    session.perform(Action::OpenCard("a0".into()), &TestHost).unwrap();
    let html = html(&mut session).await;
    for button in html.split("<button").skip(1) {
        let button = &button[..button.find("</button>").unwrap()];
        let named =
            button.contains("aria-label=") || !text_of(&format!("<{button}")).trim().is_empty();
        assert!(named, "a button without a name: {button}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn an_empty_page_says_what_to_do_first() {
    let html = html(&mut Session::new()).await;
    assert!(html.contains("Paste an article to begin"));
    assert!(html.contains("Try the sample"));
}

#[tokio::test(flavor = "current_thread")]
async fn a_claim_is_suggested_a_claimant_and_only_a_quote_a_speaker() {
    let text = "Steve Witkoff confirmed that one major issue is unresolved.";
    for (kind, words) in [("claim", "Suggested: Steve"), ("quote", "Suggested speaker: Steve")] {
        let mut session = session(text, &[("person", 0, 13), (kind, 29, 58)]);
        session.perform(Action::OpenCard("a1".into()), &TestHost).unwrap();
        assert!(html(&mut session).await.contains(words), "{kind}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn the_header_says_when_nothing_is_kept_and_offers_the_file() {
    let mut session = session("One two.", &[]);
    assert!(html(&mut session).await.contains("Saving…"), "nothing is confirmed yet");
    let attempts = Attempts { first: 1, last: 1 };
    let failed = StorageEvent::Failed(attempts, Failure::of("QuotaExceededError: no".to_owned()));
    session.perform(Action::Storage(failed), &TestHost).unwrap();
    let full = html(&mut session).await;
    assert!(full.contains("Not saved: no room left"));
    assert!(full.contains("Save to a file"));
    session.perform(Action::Storage(StorageEvent::RetryDue(1)), &TestHost).unwrap();
    assert!(
        html(&mut session).await.contains("Not saved: no room left"),
        "while it is tried again"
    );
    let kept = StorageEvent::Kept(Attempts { first: 2, last: 2 });
    session.perform(Action::Storage(kept), &TestHost).unwrap();
    let saved = html(&mut session).await;
    assert!(saved.contains("Saved in this browser") && !saved.contains("Not saved"));
}

#[tokio::test(flavor = "current_thread")]
async fn where_another_tab_writes_the_page_says_so_offers_to_edit_here_and_has_no_open_field() {
    let mut session = Session::new();
    let opening =
        opening::opening(&plain(json!({ "text": "One two." })), &plain(json!([])), &Plain::Null)
            .unwrap();
    let found = Heard::Found(opening.id().clone(), LockFound::Held);
    session.perform(Action::Tab(found), &TestHost).unwrap();
    let open = Action::Open { opening: Box::new(opening), stored: None };
    session.perform(open, &TestHost).unwrap();
    let claim = plain(json!({ "kind": "claim", "start": 0, "end": 3 }));
    let draft = session.document().map(|document| arguments::draft(document.article(), &claim, ""));
    let refused = session.perform(Action::Add(vec![draft.unwrap().unwrap()]), &TestHost);
    assert_eq!(refused, Err(SessionError::Elsewhere));
    session.perform(Action::Notify(Message::Elsewhere.into()), &TestHost).unwrap();
    let html = html(&mut session).await;
    assert!(html.contains("Another tab is editing this article. You see it live."));
    assert!(html.contains("Another tab is editing this article, so nothing was changed."));
    assert_eq!(html.matches(">Edit here<").count(), 2, "one beside each sentence");
    let fields = html.matches("<textarea").count();
    assert_eq!((fields, html.matches(" readonly").count()), (1, 1));
    assert!(!html.contains("Ctrl Z"), "it is no undo");
}

#[tokio::test(flavor = "current_thread")]
async fn a_hidden_kind_keeps_its_count_and_loses_its_marks() {
    let mut session = session("One two three.", &[("person", 0, 3), ("claim", 4, 7)]);
    session.perform(Action::Filter(Kind::Person), &TestHost).unwrap();
    let html = html(&mut session).await;
    assert_eq!(article_of(&html).matches("<mark").count(), 1);
    assert!(html.contains("2 annotations"));
}

#[tokio::test(flavor = "current_thread")]
async fn a_problem_in_a_file_is_told_with_its_line_and_column() {
    let mut session = session("One two.", &[]);
    let problem = Problem { line: Some(12), column: Some(4), message: "a comma is missing".into() };
    let message = Message::NotRead { name: Some("work.json".into()), problem };
    session.perform(Action::Notify(message.into()), &TestHost).unwrap();
    let html = html(&mut session).await;
    assert!(html.contains("Line 12, column 4: a comma is missing."), "{html}");
}

#[test]
fn what_is_too_large_and_what_cannot_be_undone_is_said_with_what_to_do() {
    let large = |what, bytes| Message::TooLarge(TooLarge { what, bytes });
    let lost = |undo, there| Message::StepLost { label: Label::ReplaceAll, undo, there };
    for (message, words) in [
        (
            large(Came::File("war.txt".to_owned()), 300_000_000),
            "war.txt is 300 MB, and at most 64 MB can be opened at once. Split it into smaller files.",
        ),
        (
            large(Came::Files(312), 90_000_000),
            "These 312 files are 90 MB together, and at most 64 MB can be opened at once. Open fewer at a time.",
        ),
        (
            lost(true, true),
            "can’t be undone: what this browser stored about it is damaged, and was set aside. Earlier",
        ),
        (
            lost(false, false),
            "can’t be redone: this browser no longer has what it stored about it. Later",
        ),
    ] {
        let said = wording::message(&message);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn one_edit_makes_one_block_new_and_leaves_all_others_the_same_value() {
    let text = ["A paragraph with some words in it."; 300].join("\n");
    let mut session = session(&text, &[]);
    let blocks = |session: &mut Session| -> Vec<_> {
        let article = session.screen().article.unwrap();
        article.sections.iter().flat_map(|section| section.blocks.clone()).collect()
    };
    let before = blocks(&mut session);
    let draft = {
        let article = session.document().unwrap().article();
        arguments::draft(article, &plain(json!({"kind": "claim", "start": 3502, "end": 3511})), "")
            .unwrap()
    };
    let made = session.perform(Action::Add(vec![draft]), &TestHost).unwrap();
    assert!(matches!(made, Reply::Made(ids) if ids.len() == 1));
    let after = blocks(&mut session);
    let new = before.iter().zip(&after).filter(|(a, b)| !Rc::ptr_eq(a, b)).count();
    assert_eq!(new, 1);
}

#[tokio::test(flavor = "current_thread")]
async fn an_article_from_right_to_left_mirrors_the_page_but_not_the_interface() {
    let hebrew = html(&mut session("CNN: ראש הממשלה אמר כי השלום קרוב", &[("person", 5, 8)])).await;
    assert!(hebrew.contains(r#"<main dir="rtl" class="page">"#), "{hebrew}");
    assert!(hebrew.contains(r#"<section id="cards" role="region" dir="ltr""#), "{hebrew}");
    let english = html(&mut session("שלום, said the prime minister, is near.", &[])).await;
    assert!(english.contains(r#"<main class="page">"#), "{english}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_strip_is_a_slider_over_the_paragraphs_with_a_lane_for_each_kind() {
    let mut session = session("Ana\n\nBo", &[("person", 0, 3)]);
    let shown = html(&mut session).await;
    let strip = &shown[shown.find("id=\"minimap\"").unwrap()..];
    for wanted in [
        "role=\"slider\"",
        "aria-orientation=\"vertical\"",
        "aria-valuemax=\"2\"",
        "o-person",
        "o-claim",
        "o-quote",
    ] {
        assert!(strip.contains(wanted), "{wanted} in {strip}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn there_is_no_strip_where_no_article_is() {
    let mut session = session("Ana", &[]);
    session.perform(Action::CloseArticle, &TestHost).unwrap();
    assert!(!html(&mut session).await.contains("minimap"));
}

#[tokio::test(flavor = "current_thread")]
async fn emphasis_and_links_are_drawn_inside_flat_marks_and_links_open_elsewhere() {
    let plain = session("One two three.", &[("claim", 0, 7)]);
    let article = plain.document().unwrap().article().clone();
    let inline = |start, end, kind| Inline { range: TextRange::new(start, end), kind };
    let inlines = vec![
        inline(0, 3, InlineKind::Strong),
        inline(4, 13, InlineKind::Link("https://a.example/?\"<".to_owned())),
        inline(8, 13, InlineKind::Emphasis),
    ];
    let article = Rc::new(article.as_ref().clone().with_inlines(inlines));
    let with = With::File(Rc::new(plain.document().unwrap().set().clone()), Vec::new());
    let opening = Box::new(Opening::Text { article, details: Details::default(), with });
    let mut session = Session::new();
    session.perform(Action::Open { opening, stored: None }, &TestHost).unwrap();
    let html = html(&mut session).await;
    let article = article_of(&html);
    assert_eq!(text_of(article), "One two three.");
    for part in
        ["<strong>One</strong></mark>", ">two</span></mark>", "class=\"emphasis\"", "role=\"link\""]
    {
        assert!(article.contains(part), "{part}: {article}");
    }
}

#[tokio::test]
async fn a_paragraph_as_long_as_a_book_shows_its_text_to_the_letter() {
    let text = "Ana met Bo, who “left”. ".repeat(1000);
    let all: Vec<_> = (0..1000).map(|at| ("claim", at * 24, at * 24 + 3)).collect();
    let html = html(&mut session(&text, &all)).await;
    assert_eq!(text_of(article_of(&html)), text);
    assert_eq!(article_of(&html).matches("<mark").count(), 1000);
}
