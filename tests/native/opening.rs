//! Opening articles: at once where there is nothing to decide, otherwise after a review. The
//! importers' results are given here.

use article_annotator::formats::{File, Manuscript, Passage, Problem};
use article_annotator::model::{BlockKind, Byte, Details, Inline, InlineKind, TextRange};
use article_annotator::session::transfer::open_review::{Handed, Prospect, Revise};
use article_annotator::session::worker::protocol::{Outcome, Reading};
use article_annotator::session::worker::{arriving::Arriving, program::Program};
use article_annotator::session::{Action, Dialog, Effect, Manuscripts, Message};
use proptest::prelude::*;

use crate::random;
use crate::world::Desk;

fn passage(text: &str) -> Passage {
    Passage { text: text.to_owned(), ..Passage::default() }
}

fn left_out(text: &str) -> Passage {
    Passage { left_out: true, ..passage(text) }
}

fn continues(text: &str) -> Passage {
    Passage { continues: true, ..passage(text) }
}

fn manuscript(name: &str, passages: &[Passage]) -> Manuscript {
    Manuscript { name: name.to_owned(), passages: passages.to_vec(), ..Manuscript::default() }
}

fn page() -> Manuscript {
    manuscript(
        "page",
        &[
            left_out("Home · News"),
            Passage { kind: BlockKind::Heading1, ..passage("Mayor says no") },
            passage("The mayor said no."),
            left_out("Read also: cats"),
            passage("The press left."),
        ],
    )
}

/// Says that these were found in a file, through the worker's messages.
fn finds(desk: &mut Desk, manuscripts: Vec<Manuscript>, problems: Vec<Problem>) {
    hand(
        desk,
        Action::Receive { files: [File::new("page.html", "")].into(), format: None },
        manuscripts,
        problems,
    );
}

fn hand(desk: &mut Desk, action: Action, manuscripts: Vec<Manuscript>, problems: Vec<Problem>) {
    desk.passes(action).unwrap();
    let effects = desk.session.take_effects();
    let [Effect::Work(ticket, _)] = effects.as_slice() else { panic!("the worker is asked") };
    let names = vec!["page.html".to_owned()];
    let read = Reading {
        names,
        format: None,
        documents: Vec::new(),
        manuscripts,
        problems,
        unknown: Vec::new(),
        more: Vec::new(),
        against: None,
    };
    let outcome = passed(Outcome::Read(read));
    desk.does(Action::Worked { ticket: *ticket, outcome: outcome.into() });
}

fn passed(outcome: Outcome) -> Outcome {
    let mut answer = Arriving::default();
    outcome.parts().for_each(|part| answer.take(part));
    answer.outcome().unwrap()
}

fn asked(desk: &Desk) -> &Manuscripts {
    match desk.session.dialog() {
        Some(Dialog::Manuscripts(open)) => open,
        other => panic!("the reader is asked, not {other:?}"),
    }
}

fn looked_at(desk: &Desk) -> &Prospect {
    asked(desk).looked_at().unwrap()
}

fn revise(desk: &mut Desk, asked: Revise) {
    desk.does(Action::Manuscripts(asked));
}

#[test]
fn where_there_is_nothing_to_decide_an_article_opens_at_once() {
    let mut desk = Desk::default();
    finds(&mut desk, vec![manuscript("My_great-day", &[passage("One."), passage("Two.")])], vec![]);
    assert_eq!(desk.shows(), "One.\nTwo.");
    assert_eq!(desk.set().details().title, "My great day");
    assert!(desk.session.dialog().is_none());
}

#[test]
fn what_was_left_out_is_shown_among_its_words_and_can_be_taken_back_in() {
    let mut desk = Desk::default();
    finds(&mut desk, vec![page()], vec![]);
    let one = looked_at(&desk);
    assert_eq!((one.paragraphs(), one.left_out()), (3, 2));
    let runs: Vec<_> = one
        .runs()
        .iter()
        .map(|run| (run.before, run.passages[0].1.text.as_str(), run.after))
        .map(|(before, text, after)| format!("{before}|{text}|{after}"))
        .collect();
    assert_eq!(
        runs,
        ["|Home · News|Mayor says no", "The mayor said no.|Read also: cats|The press left."]
    );
    revise(&mut desk, Revise::Keep(3, true));
    assert_eq!(looked_at(&desk).runs().len(), 2, "what was taken back in can be left out again");
    assert_eq!(looked_at(&desk).paragraphs(), 4);
    revise(&mut desk, Revise::Open);
    assert_eq!(
        desk.article().text().as_ref(),
        "Mayor says no\nThe mayor said no.\nRead also: cats\nThe press left."
    );
    assert_eq!(desk.article().blocks()[0].kind, BlockKind::Heading1);
    assert!(desk.session.dialog().is_none());
}

#[test]
fn what_was_kept_can_be_left_out_and_all_can_be_taken() {
    let mut desk = Desk::default();
    finds(&mut desk, vec![page()], vec![]);
    revise(&mut desk, Revise::ListAll(true));
    assert_eq!(looked_at(&desk).listed(), 5);
    revise(&mut desk, Revise::Keep(4, false));
    revise(&mut desk, Revise::ListAll(false));
    assert_eq!(looked_at(&desk).listed(), 3);
    revise(&mut desk, Revise::KeepAll(true));
    assert_eq!((looked_at(&desk).left_out(), looked_at(&desk).paragraphs()), (0, 5));
    revise(&mut desk, Revise::KeepAll(false));
    assert_eq!((looked_at(&desk).left_out(), looked_at(&desk).paragraphs()), (2, 3));
}

#[test]
fn broken_lines_are_joined_only_if_the_reader_says_so() {
    let wrapped =
        manuscript("a", &[passage("The mayor"), continues("said no."), passage("He left.")]);
    for (join, text, paragraphs) in
        [(false, "The mayor\nsaid no.\nHe left.", 3), (true, "The mayor said no.\nHe left.", 2)]
    {
        let mut desk = Desk::default();
        finds(&mut desk, vec![wrapped.clone()], vec![]);
        revise(&mut desk, Revise::Join(join));
        assert_eq!(looked_at(&desk).paragraphs(), paragraphs);
        assert_eq!(looked_at(&desk).preview(), text);
        revise(&mut desk, Revise::Open);
        assert_eq!(desk.shows(), text);
    }
}

#[test]
fn of_several_articles_those_picked_are_stored_and_the_first_is_opened() {
    let mut desk = Desk::default();
    let all = ["One", "Two", "Three"].map(|name| manuscript(name, &[passage(name)]));
    finds(&mut desk, all.to_vec(), vec![]);
    revise(&mut desk, Revise::Pick(1, false));
    let details = Details { title: "The third".to_owned(), ..Details::default() };
    revise(&mut desk, Revise::Look(2));
    revise(&mut desk, Revise::Details(details));
    assert_eq!(asked(&desk).picked(), 2);
    revise(&mut desk, Revise::Open);
    assert_eq!(desk.shows(), "One");
    let mut names: Vec<_> =
        desk.store.library().into_iter().map(|entry| entry.name().to_owned()).collect();
    names.sort();
    assert_eq!(names, ["One", "The third"]);
}

#[test]
fn what_could_not_be_read_of_some_files_is_told_beside_the_others() {
    let mut desk = Desk::default();
    let problem = Problem::new("b.pdf: PDF cannot be opened here");
    finds(&mut desk, vec![manuscript("a", &[passage("One")])], vec![problem.clone()]);
    assert_eq!(asked(&desk).problems, [problem]);
    revise(&mut desk, Revise::Open);
    assert_eq!(desk.shows(), "One");
}

#[test]
fn nothing_is_opened_of_which_every_word_is_left_out() {
    let mut desk = Desk::reading("Before.");
    finds(&mut desk, vec![manuscript("a", &[left_out("One"), passage(" ")])], vec![]);
    assert!(!asked(&desk).can_open());
    assert!(desk.tries(Action::Manuscripts(Revise::Open)).is_err());
    assert_eq!(desk.shows(), "Before.");
    revise(&mut desk, Revise::KeepAll(true));
    assert!(asked(&desk).can_open());
}

#[test]
fn reading_that_takes_long_is_told_until_it_is_done_and_can_be_stopped() {
    let mut desk = Desk::default();
    let asks = |desk: &mut Desk| {
        let files = [File::new("long.epub", "")].into();
        desk.passes(Action::Receive { files, format: None }).unwrap();
        match desk.session.take_effects().as_slice() {
            [Effect::Work(ticket, _)] => *ticket,
            other => panic!("the worker is asked, not {other:?}"),
        }
    };
    let ticket = asks(&mut desk);
    desk.does(Action::StillReading(Some(ticket)));
    let toast = desk.session.toast().unwrap().clone();
    assert_eq!(*toast.message, Message::Reading(vec!["long.epub".to_owned()]));
    desk.does(Action::DismissToast(Some(toast.serial)));
    assert!(desk.session.toast().is_some(), "it does not go by itself");
    let problem = Outcome::Failed(Problem::new("it is damaged"));
    desk.does(Action::Worked { ticket, outcome: problem.clone().into() });
    assert!(matches!(desk.toast(), Some(Message::NotRead { .. })));
    desk.does(Action::StillReading(Some(ticket)));
    assert!(matches!(desk.toast(), Some(Message::NotRead { .. })), "it is over");

    let ticket = asks(&mut desk);
    desk.does(Action::StillReading(Some(ticket)));
    desk.does(Action::StillReading(None));
    assert!(matches!(desk.heard.last(), Some(Effect::StopWork(of)) if *of == ticket));
    desk.does(Action::Worked { ticket, outcome: problem.into() });
    assert_eq!(desk.toast(), None);
}

#[test]
fn a_second_drop_joins_what_is_still_to_be_decided() {
    let mut desk = Desk::default();
    finds(&mut desk, vec![page()], vec![]);
    finds(&mut desk, vec![page()], vec![]);
    assert_eq!(asked(&desk).prospects.len(), 2);
}

#[test]
fn what_is_to_be_decided_outlives_an_article_that_is_opened_meanwhile() {
    let mut desk = Desk::default();
    finds(&mut desk, vec![page()], vec![]);
    desk.does(Action::OpenSample);
    assert_eq!(asked(&desk).prospects.len(), 1);
}

#[test]
fn annotations_and_articles_that_come_together_are_both_taken_in() {
    let mut desk = Desk::reading("Ana met Bo.");
    desk.mark(article_annotator::model::Kind::Person, "Ana");
    let ours = desk.exported();
    let files = [
        File::new("ours.json", ours),
        File::new("one.txt", "One article."),
        File::new("two.txt", "Another one."),
        File::new("other.json", "{\"a\": 1}"),
    ];
    desk.does(Action::Receive { files: files.into(), format: None });
    assert!(matches!(desk.session.dialog(), Some(Dialog::Import(_))));
    desk.does(Action::Import);
    let titles: Vec<_> =
        asked(&desk).prospects.iter().map(|one| one.details.title.clone()).collect();
    assert_eq!(titles, ["one", "two"]);
    revise(&mut desk, Revise::Open);
    assert_eq!(desk.shows(), "One article.");
}

#[test]
fn typed_text_opens_as_it_is_unless_its_lines_may_be_broken() {
    let mut desk = Desk::default();
    let typed = |text: &str| Action::Hand(Handed::text("Mine".to_owned(), text.to_owned()).into());
    desk.does(typed("One line.\n\n<b>Two</b> lines."));
    assert_eq!(desk.shows(), "One line.\n\n<b>Two</b> lines.");
    assert_eq!(desk.set().details().title, "Mine");
    // A line of blanks is no paragraph.
    desk.does(typed("One.\u{2028}Two.\u{b}Three.\n \u{a0}\r\nFour."));
    assert_eq!(desk.shows(), "One.\nTwo.\nThree.\n\nFour.");
    let lines = "The mayor said on Monday that\nhe would not go to the press.";
    let wrapped = manuscript(
        "pasted",
        &[passage("The mayor said on Monday that"), continues("he would not.")],
    );
    hand(&mut desk, typed(lines), vec![wrapped], vec![]);
    assert_eq!(looked_at(&desk).details.title, "Mine");
}

#[test]
fn a_page_that_hands_itself_over_is_never_opened_unasked_and_keeps_its_address() {
    let mut desk = Desk::reading("Before.");
    let handed = Handed {
        source: Some("https://example.org/a".to_owned()),
        ask: true,
        ..Handed::html("<p>One</p>".to_owned())
    };
    hand(
        &mut desk,
        Action::Hand(handed.into()),
        vec![manuscript("pasted", &[passage("One")])],
        vec![],
    );
    assert_eq!(desk.shows(), "Before.");
    let details = &looked_at(&desk).details;
    assert_eq!(details.source.as_deref(), Some("https://example.org/a"));
    assert_eq!(details.title, "", "what is pasted has no name");
}

#[test]
fn the_reader_sees_which_site_sent_a_page_and_no_address_of_another_site_becomes_the_source() {
    let cases = [
        // The origin as the browser reports it, the address as the page does, and the site and
        // source shown.
        ("https://a.example", Some("https://a.example/x?y#z"), "https://a.example", true),
        ("https://a.example", Some("https://a.example"), "https://a.example", true),
        ("http://a.example:8080", Some("http://a.example:8080/x"), "http://a.example:8080", true),
        ("https://a.example", Some("https://a.example.evil.example/x"), "https://a.example", false),
        ("https://a.example", Some("https://a.example@evil.example/x"), "https://a.example", false),
        ("https://a.example", Some("http://a.example/x"), "https://a.example", false),
        ("http://a.example", Some("http://a.example:8080/x"), "http://a.example", false),
        ("https://evil.example", Some("https://bank.example/"), "https://evil.example", false),
        ("https://evil.example", None, "https://evil.example", false),
        ("null", Some("https://bank.example/"), "", false),
        ("", Some("https://bank.example/"), "", false),
    ];
    for (origin, address, site, is_source) in cases {
        let mut desk = Desk::reading("Before.");
        let address = address.map(str::to_owned);
        let handed = Handed::page("<p>One</p>", origin, address.clone());
        // The page itself also claims another source.
        let mut found = manuscript("pasted", &[passage("One")]);
        found.details.source = Some("https://bank.example/canonical".to_owned());
        hand(&mut desk, Action::Hand(handed.into()), vec![found], vec![]);
        let shown = looked_at(&desk);
        let sender = shown.sender.clone().unwrap();
        assert_eq!(sender.site.unwrap_or_default(), site, "{origin}");
        assert_eq!(shown.details.source, address.clone().filter(|_| is_source), "{origin}");
        assert_eq!(sender.claimed, address.filter(|_| !is_source), "{origin}");
        assert_eq!(desk.shows(), "Before.", "it is asked first");
    }
    let handed = Handed::page("<p>One</p>", "https://a.example:8080", None);
    assert_eq!(handed.file.name, "a.example.html");
}

#[test]
fn what_is_pasted_from_a_page_opens_at_once_with_its_headings_and_links_and_no_name_of_a_file() {
    let mut desk = Desk::default();
    let paste = |html: &str| Action::Hand(Handed::html(html.to_owned()).into());
    desk.does(paste("<p>Just <a href='https://a.example/'>a link</a>.</p><ul><li>One</li></ul>"));
    assert!(desk.session.dialog().is_none());
    assert!(desk.article().text().starts_with("Just a link."));
    assert_eq!(desk.set().details().title, "");
    let link = InlineKind::Link("https://a.example/".to_owned());
    assert_eq!(desk.article().inlines().iter().map(|one| &one.kind).collect::<Vec<_>>(), [&link]);
    let last = desk.article().blocks().last().unwrap();
    assert_eq!(last.kind, BlockKind::ListItem);
}

#[test]
fn what_was_pasted_and_cannot_be_read_is_told_without_a_name() {
    let mut desk = Desk::default();
    let pasted = Action::Hand(Handed::html(String::new()).into());
    hand(&mut desk, pasted, vec![], vec![Problem::new("there is nothing in it")]);
    assert!(matches!(desk.toast(), Some(Message::NotRead { name: None, .. })));
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn a_manuscript_of_any_size_comes_out_of_the_worker_as_it_went_in(
        texts in prop::collection::vec((random::text(), any::<[bool; 3]>(), 0..40_000_usize), 0..12),
    ) {
        let passages = texts.into_iter().map(|(text, [left_out, continues, link], long)| {
            let text = text + &"x".repeat(if long > 39_000 { long * 5 } else { 0 });
            let range = TextRange { start: Byte(0), end: Byte::at(text.len()) };
            let kind = InlineKind::Link("https://example.org".to_owned());
            let inlines = if link { vec![Inline { range, kind }] } else { Vec::new() };
            Passage { kind: BlockKind::ListItem, text, inlines, left_out, continues }
        });
        let details = Details { title: "T".to_owned(), ..Details::default() };
        let one = Manuscript {
            details,
            passages: passages.collect(),
            problems: vec![Problem::new("p")],
            name: "n".to_owned(),
        };
        let read = Reading {
            names: vec![], format: None, documents: vec![], problems: vec![], unknown: vec!["a.csv".to_owned()], more: vec![Program::Documents], against: None,
            manuscripts: vec![one.clone(), Manuscript::default(), one],
        };
        let Outcome::Read(passed) = passed(Outcome::Read(read.clone())) else { panic!("was read") };
        prop_assert_eq!(passed, read);
    }

    #[test]
    fn the_paragraphs_that_are_told_are_those_of_the_article(
        texts in prop::collection::vec((random::text(), any::<[bool; 2]>()), 1..8), join: bool,
    ) {
        let passages: Vec<_> = texts.into_iter().map(|(text, [left_out, continues])| {
            // A line that goes on has words, and is one.
            let text = if continues { "words".to_owned() } else { text };
            Passage { text: text.replace('\r', ""), left_out, continues, ..Passage::default() }
        }).collect();
        let mut one = Prospect::of(manuscript("n", &passages));
        one.join = join;
        let article = one.manuscript.article(|_, passage| !passage.left_out, join).unwrap();
        let words = |block: &&article_annotator::model::Block| !article.slice(block.range).trim().is_empty();
        prop_assert!(one.paragraphs().abs_diff(article.blocks().iter().filter(words).count()) <= blanks(&passages));
    }
}

/// The number of passages that end in a line without words, to which a continuing one may be
/// joined.
fn blanks(passages: &[Passage]) -> usize {
    passages
        .iter()
        .filter(|one| one.text.split('\n').next_back().is_none_or(|end| end.trim().is_empty()))
        .count()
}
