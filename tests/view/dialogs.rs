//! The Open, review and Import dialogs and the library, as text.

use std::rc::Rc;

use super::*;

#[tokio::test(flavor = "current_thread")]
async fn articles_on_their_way_in_are_shown_with_what_was_left_out_and_no_markup_of_theirs() {
    let passage = |text: &str, left_out: bool, continues: bool| Passage {
        text: text.to_owned(),
        left_out,
        continues,
        ..Passage::default()
    };
    let one = Manuscript {
        name: "a <b>".to_owned(),
        passages: vec![
            passage("<script>menu</script>", true, false),
            passage("The mayor", false, false),
            passage("said no.", false, true),
        ],
        problems: vec![Problem::new("the date was guessed")],
        ..Manuscript::default()
    };
    let prospect = Rc::new(Prospect::of(one));
    let open =
        Manuscripts { prospects: vec![prospect.clone(), prospect], ..Manuscripts::default() };
    let mut session = session("One two.", &[]);
    session.perform(Action::Show(Some(Dialog::Manuscripts(open).into())), &TestHost).unwrap();
    let html = html(&mut session).await;
    let start = html.find("data-dialog=\"opening\"").unwrap();
    let dialog = &html[start..];
    for words in [
        "Open these articles?",
        "Open 2 articles",
        "Join broken lines",
        "2 paragraphs. 1 passage is left out",
        "Include all",
        "The date was guessed",
        "&lt;script&gt;menu",
    ] {
        assert!(dialog.contains(words), "{words}: {dialog}");
    }
    assert!(!dialog.contains("<script") && !dialog.contains(" style="));
}

#[tokio::test(flavor = "current_thread")]
async fn the_open_dialog_has_a_bookmark_to_drag_away() {
    let mut session = Session::new();
    session.perform(Action::Show(Some(Dialog::Open.into())), &TestHost).unwrap();
    let html = html(&mut session).await;
    assert!(html.contains("href=\"javascript:void%200\""), "{html}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_library_names_every_button_by_its_article_and_says_what_is_known_of_it() {
    let mut session = session("One two three.", &[]);
    let entry = r#"{"id":"a","schema":1,"revision":1,"details":{"title":"The <b>mayor","byline":"Cy Di","source":"https://example.org","published":"2024-05-17"},"counts":[1,2,0],"bytes":12345,"used":"2024-06-01T10:00:00.000Z","history":[0,0]}"#;
    let listed = [("a".to_owned(), entry.to_owned()), ("b".to_owned(), "{".to_owned())];
    let (entries, damaged) = shelf::entries(&listed);
    session.perform(Action::Show(Some(Dialog::Open.into())), &TestHost).unwrap();
    session.perform(Action::Library(entries), &TestHost).unwrap();
    session.perform(Shelve::Damaged(damaged).into(), &TestHost).unwrap();
    session.perform(Shelve::Usage(1_250_000, 2_000_000_000).into(), &TestHost).unwrap();
    session.perform(Shelve::Edit(Some("a".into())).into(), &TestHost).unwrap();
    let html = html(&mut session).await;
    let all = ["Select", "Details of", "Duplicate", "Delete"];
    for name in all.map(|what| format!("aria-label=\"{what} The &lt;b&gt;mayor\"")) {
        assert!(html.contains(&name), "{name}: {html}");
    }
    let text = text_of(&html);
    for known in ["2024-06-01", "published 2024-05-17", "Cy Di", "12 kB", "1 article · 3 annot"] {
        assert!(text.contains(known), "{known}: {text}");
    }
    assert!(text.contains("1.2 MB of 2 GB used"), "{text}");
    assert!(text.contains("Unreadable article"), "{text}");
    assert!(!html.contains("<b>"), "{html}");
    session.perform(Action::Show(Some(Dialog::Erase.into())), &TestHost).unwrap();
    let text = text_of(&self::html(&mut session).await);
    assert!(text.contains("This erases 1 article with 3 annotations"), "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn the_library_says_how_many_suggestions_wait_and_no_number_once_the_article_changed() {
    let mut session = Session::new();
    let entry = |id: &str, revision: u32| {
        let record = r#"{"id":"ID","schema":1,"revision":REV,"details":{"title":"The ID"},"counts":[0,0,0],"bytes":20,"used":"2024-06-01T10:00:00.000Z","history":[0,0]}"#;
        (id.to_owned(), record.replace("ID", id).replace("REV", &revision.to_string()))
    };
    let listed = [entry("bridge", 3), entry("mayor", 4), entry("rain", 1), entry("one", 1)];
    let (entries, damaged) = shelf::entries(&listed);
    session.perform(Action::Library(entries), &TestHost).unwrap();
    session.perform(Action::Show(Some(Dialog::Open.into())), &TestHost).unwrap();
    session.perform(Shelve::Damaged(damaged).into(), &TestHost).unwrap();
    let asked = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::Gather(_, Gather::Waiting(asked)) => Some(asked),
        _ => None,
    });
    let waits = |id: &str, open: usize| {
        let release = env!("CARGO_PKG_VERSION");
        let record = format!(r#"{{"revision":3,"open":{open},"release":"{release}"}}"#);
        let record = if id == "one" { record.replace(":3", ":1") } else { record };
        (["aside", id, "suggested"].map(str::to_owned).to_vec(), record)
    };
    let records = vec![waits("bridge", 1034), waits("mayor", 7), waits("one", 1)];
    let read = Shelve::Records(asked.unwrap(), Ok(records));
    session.perform(read.into(), &TestHost).unwrap();
    for id in ["bridge", "mayor"] {
        session.perform(Shelve::Select(id.into(), true).into(), &TestHost).unwrap();
    }
    let text = text_of(&html(&mut session).await);
    for words in ["1,034 suggestions waiting", "1 suggestion waiting", "suggestions when opened"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("7 suggestions"), "{text}");
    assert!(text.contains("Suggest for the selected"), "{text}");
    session.perform(Shelve::SuggestSelected.into(), &TestHost).unwrap();
    let text = text_of(&html(&mut session).await);
    assert!(text.contains("Looking for suggestions"), "{text}");
    assert!(text.contains("0 of 2 articles done"), "{text}");
    session.perform(Action::Show(None), &TestHost).unwrap();
    let text = text_of(&html(&mut session).await);
    assert!(text.contains("2 articles not looked at."), "{text}");
    assert!(text.contains("“The mayor” was not looked at."), "{text}");
}

#[tokio::test(flavor = "current_thread")]
async fn hits_in_the_library_stand_under_their_article_and_what_was_not_searched_is_named() {
    let mut session = Session::new();
    let entry = |id: &str| {
        let record = r#"{"id":"ID","schema":1,"revision":1,"details":{"title":"The ID"},"counts":[0,0,0],"bytes":20,"used":"2024-06-01T10:00:00.000Z","history":[0,0]}"#;
        (id.to_owned(), record.replace("ID", id))
    };
    let listed = [entry("bridge"), entry("mayor"), ("b".to_owned(), "{".to_owned())];
    let (entries, damaged) = shelf::entries(&listed);
    session.perform(Action::Library(entries), &TestHost).unwrap();
    session.perform(Action::Show(Some(Dialog::Open.into())), &TestHost).unwrap();
    session.perform(Shelve::Damaged(damaged).into(), &TestHost).unwrap();
    session.perform(Shelve::Find(TextSearch::of("4.2")).into(), &TestHost).unwrap();
    let asked = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::Gather(_, Gather::Texts(serial)) => Some(serial),
        _ => None,
    });
    let text = text_of(&html(&mut session).await);
    assert!(text.contains("0 of 2 articles found · 0 hits · searching, 0 of 2 texts"), "{text}");
    assert!(text.contains("Stop searching"), "{text}");
    let key = vec!["text".to_owned(), "bridge".to_owned()];
    let record = r#"{"text":"It cost <i>4.2 million, 4.2! 4.2. 4.2? 4.2"}"#.to_owned();
    let read = Shelve::Records(asked.unwrap(), Ok(vec![(key, record)]));
    session.perform(read.into(), &TestHost).unwrap();
    let html = html(&mut session).await;
    assert!(html.contains("aria-label=\"Hits in The bridge\"") && !html.contains("<i>4"), "{html}");
    let text = text_of(&html);
    for words in
        ["1 of 2 articles found · 5 hits", "2 more", "Parts of 2 articles were not searched"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("“The mayor”: its text cannot be read"), "{text}");
    assert!(text.contains("The unreadable article with the id b."), "{text}");
    session.perform(Shelve::Find(TextSearch::of("5.2")).into(), &TestHost).unwrap();
    while let Some(Effect::Gather(_, Gather::Texts(serial))) = session.take_effects().pop() {
        session.perform(Shelve::Records(serial, Ok(Vec::new())).into(), &TestHost).unwrap();
    }
    let text = text_of(&self::html(&mut session).await);
    assert!(text.contains("Not found") && !text.contains("Stop searching"), "{text}");
}

/// A session with the Import dialog open for another session's file, in which the first annotation
/// has a note.
fn importing() -> Session {
    let article = || session("Ana met Bo.", &[("claim", 0, 3), ("claim", 8, 10)]);
    let (mut mine, mut theirs) = (article(), article());
    let patch = arguments::Patch { note: Some("theirs".to_owned()), ..arguments::Patch::default() };
    theirs.perform(Action::Update { id: "a0".into(), patch: patch.into() }, &TestHost).unwrap();
    let task = theirs.export_task("json", Options::default(), &TestHost).unwrap();
    let Outcome::Exported(exported) = worker::perform(&task, &|_| {}) else { unreachable!() };
    let files = vec![exported.file].into();
    mine.perform(Action::Receive { files, format: None }, &TestHost).unwrap();
    for effect in mine.take_effects() {
        if let Effect::Work(ticket, task) = effect {
            let outcome = Box::new(worker::perform(&task, &|_| {}));
            mine.perform(Action::Worked { ticket, outcome: outcome.into() }, &TestHost).unwrap();
        }
    }
    mine
}

#[tokio::test]
async fn each_annotation_that_differs_has_a_choice_of_its_own_with_a_name() {
    let mut session = importing();
    let html_before = html(&mut session).await;
    assert_eq!(html_before.matches("name=\"keep0\"").count(), 3, "the choice for all");
    assert_eq!(html_before.matches("name=\"keep0 a0\"").count(), 3, "the choice for one");
    assert!(
        html_before.contains("role=\"radiogroup\" aria-label=\"Version to keep: "),
        "{html_before}"
    );
    let which = Some((0, "a0".into()));
    session.perform(Action::PickKeep { which, keep: Keep::Both }, &TestHost).unwrap();
    assert_ne!(html(&mut session).await, html_before, "what was picked shows");
}
