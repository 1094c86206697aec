//! What the claim desk, Settings and the Export dialog say about publishing, as text. They never
//! call an unpublished verdict published.

use article_annotator::model::query::AnnotationOrder;
use article_annotator::model::{Check, Imprint, Publisher, Source, Verdict};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::claim_list::{ClaimList, usual_filters};
use article_annotator::session::{Panel, Panels, Settings};

use super::*;

fn checks(session: &mut Session, id: &str, check: Check) {
    let patch = Box::new(Patch { check: Some(check), ..Patch::default() });
    session.perform(Action::Update { id: id.into(), patch }, &TestHost).unwrap();
}

fn found(url: &str) -> Check {
    let sources = vec![Source { url: url.to_owned(), ..Source::default() }];
    Check { verdict: Some(Verdict::False), sources, ..Check::default() }
}

async fn desk(session: &mut Session, id: &str) -> String {
    session.perform(Action::Panel(Panels::Claim(id.into())), &TestHost).unwrap();
    let html = html(session).await;
    let start = html.find("class=\"panel-item\"").unwrap();
    text_of(&html[start..])
}

fn settles(session: &mut Session) {
    let publisher = Publisher { name: "Harbour Desk".to_owned(), ..Publisher::default() };
    let imprint = Imprint { publisher, page: "https://desk.test/all".to_owned() };
    let settings = Settings { imprint: imprint.into(), ..(**session.settings()).clone() };
    session.perform(Action::SetSettings(settings), &TestHost).unwrap();
}

#[tokio::test(flavor = "current_thread")]
async fn the_desk_says_what_keeps_a_check_from_being_published_until_nothing_does() {
    let mut session = session("Jobs doubled. Rents fell.", &[("claim", 0, 12), ("claim", 14, 24)]);
    let said = desk(&mut session, "a0").await;
    assert!(
        said.contains("Not ready to publish") && said.contains("the verdict is missing"),
        "{said}"
    );
    checks(&mut session, "a0", found("my aunt"));
    let said = desk(&mut session, "a0").await;
    for words in [
        "the name of the publisher is missing",
        "the address of the check is missing",
        "no source has a link that readers can follow",
        "A description, not a link",
        "Recommended:",
        "who makes the claim",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("Ready to publish. "), "{said}");
    checks(&mut session, "a0", found("www.state.gov/briefing"));
    let said = desk(&mut session, "a0").await;
    assert!(said.contains("Make it a link: https://www.state.gov/briefing"), "{said}");
    checks(&mut session, "a0", found("https://www.state.gov/briefing"));
    settles(&mut session);
    let said = desk(&mut session, "a0").await;
    assert!(said.contains("Ready to publish. ") && !said.contains("Not ready"), "{said}");
    assert!(said.contains("From Settings: https://desk.test/all"), "{said}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_shared_verdict_is_called_shared_and_only_checked_claims_count() {
    let mut session =
        session("Jobs doubled. Work doubled.", &[("claim", 0, 12), ("claim", 14, 26)]);
    settles(&mut session);
    checks(&mut session, "a0", found("https://a.test"));
    let link = Action::SameAs { id: "a1".into(), other: Some("a0".into()) };
    session.perform(link, &TestHost).unwrap();
    let said = desk(&mut session, "a1").await;
    for words in [
        "Linked with “Jobs doubled”.",
        "What was found for “Jobs doubled” is shared.",
        "I checked this claim too",
        "the verdict was given for another claim",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let all = text_of(&html(&mut session).await);
    assert!(
        all.contains("1 of 2 checked") && all.contains("False (shared from another claim)"),
        "{all}"
    );
    assert!(
        all.contains("They share the verdict False, which was given for “Jobs doubled”."),
        "{all}"
    );
    session.perform(Action::Confirm("a1".into()), &TestHost).unwrap();
    let all = text_of(&html(&mut session).await);
    assert!(all.contains("2 of 2 checked"), "{all}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_desk_says_how_many_checks_have_the_same_address() {
    let mut session = session("Jobs doubled. Rents fell.", &[("claim", 0, 12), ("claim", 14, 24)]);
    settles(&mut session);
    checks(&mut session, "a0", found("https://a.test"));
    checks(&mut session, "a1", found("https://b.test"));
    let said = desk(&mut session, "a0").await;
    let words = "a page for this check alone: 2 checks have the same address, and search engines expect a page for each";
    assert!(said.contains(words), "{said}");
    checks(
        &mut session,
        "a1",
        Check { page: "https://desk.test/1".to_owned(), ..found("https://b.test") },
    );
    let said = desk(&mut session, "a0").await;
    assert!(!said.contains("a page for this check alone"), "{said}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_check_that_another_replaces_is_named_with_its_verdict() {
    let mut session =
        session("Jobs doubled. Work doubled.", &[("claim", 0, 12), ("claim", 14, 26)]);
    checks(&mut session, "a0", found("https://a.test"));
    checks(&mut session, "a1", Check { verdict: Some(Verdict::True), ..found("https://b.test") });
    let link = Action::SameAs { id: "a1".into(), other: Some("a0".into()) };
    session.perform(link, &TestHost).unwrap();
    let said = text_of(&html(&mut session).await);
    assert!(said.contains("They share the verdict False, which was given for “Jobs doubled”. It replaced the check of “Work doubled”: True."), "{said}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_export_dialog_names_what_is_not_ready_and_what_it_lacks() {
    let mut session = session("Jobs doubled. Rents fell.", &[("claim", 0, 12), ("claim", 14, 24)]);
    checks(&mut session, "a0", found("https://a.test"));
    let show = Action::ShowExport { format: Some("schema-org".to_owned()), options: None };
    session.perform(show, &TestHost).unwrap();
    let said = text_of(&html(&mut session).await);
    assert!(said.contains("1 checked claim isn’t ready, so it is not in the file:"), "{said}");
    let line = "Claim: Jobs doubled: the name of the publisher is missing; the address of the check is missing";
    assert!(said.contains(line), "{said}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_check_says_whether_its_publisher_is_the_one_of_the_settings() {
    let mut session = session("Jobs doubled.", &[("claim", 0, 12)]);
    settles(&mut session);
    let verdict = Patch { verdict: Some(Some(Verdict::False)), ..Patch::default() };
    let give = Action::Update { id: "a0".into(), patch: Box::new(verdict) };
    session.perform(give, &TestHost).unwrap();
    let said = desk(&mut session, "a0").await;
    assert!(said.contains("Kept in Settings too, for your next checks."), "{said}");
    assert!(said.contains("Use another for this check"), "{said}");
    let publisher = Publisher { name: "Jane Porter".to_owned(), ..Publisher::default() };
    let imprint = Imprint { publisher, ..(*session.settings().imprint).clone() };
    let settings = Settings { imprint: imprint.into(), ..(**session.settings()).clone() };
    session.perform(Action::SetSettings(settings), &TestHost).unwrap();
    let said = desk(&mut session, "a0").await;
    assert!(said.contains("For this check only."), "{said}");
    assert!(said.contains("Use the one from Settings"), "{said}");
    session.perform(Action::Show(Some(Dialog::Settings.into())), &TestHost).unwrap();
    let said = text_of(&html(&mut session).await);
    assert!(said.contains("keeps it if you change it here later"), "{said}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_settings_ask_who_publishes_and_where() {
    let mut session = session("Jobs doubled.", &[]);
    settles(&mut session);
    session.perform(Action::Show(Some(Dialog::Settings.into())), &TestHost).unwrap();
    let html = html(&mut session).await;
    for id in ["publisher", "publisher-sort", "publisher-page", "checks-page"] {
        assert!(html.contains(&format!("id=\"{id}\"")), "{id}: {html}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn where_no_claim_fits_the_filter_the_list_says_so() {
    let mut session = session("Jobs doubled.", &[("claim", 0, 12)]);
    checks(&mut session, "a0", found("https://a.test"));
    session.perform(Action::CloseCard, &TestHost).unwrap();
    let [query, ..] = usual_filters();
    let order = AnnotationOrder::default();
    let show = Panels::Show(Panel::Claims(0));
    for asked in [show, Panels::List(Rc::new(ClaimList { query, order }))] {
        session.perform(Action::Panel(asked), &TestHost).unwrap();
    }
    let all = text_of(&html(&mut session).await);
    assert!(all.contains("No claim fits") && all.contains("Remove a filter"), "{all}");
}
