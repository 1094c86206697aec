//! The passage of a quote that the reader selects in its source, and sources of any length: shown in parts, their
//! quotes by pages.

use article_annotator::model::{BlockIndex, BlockPoint, Byte, Kind, TextRange, Utf16};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::sources::Sources;
use article_annotator::session::{Action, Effect, Message, PageEffect};

use crate::against_source::{does, held, holding, listed, opens, rows, source_text};
use crate::world::Desk;

fn under_review_has_focus(desk: &Desk) -> bool {
    let mut fields = desk.heard.iter().rev().filter_map(|effect| match effect {
        Effect::OnPage(PageEffect::FocusField(id)) => Some(*id),
        _ => None,
    });
    fields.next() == Some("quote-under-review")
}

#[test]
fn the_reader_selects_the_passage_in_the_source_or_by_its_words() {
    let mut desk = held();
    does(&mut desk, Sources::Step { forward: false });
    assert!(desk.key("3", Place::Panel));
    assert!(rows(&mut desk).open.unwrap().picking);
    let before = desk.exported();
    let point = |at| BlockPoint { block: BlockIndex(2), at: Utf16(at) };
    does(&mut desk, Sources::Passage(Some((point(17), point(4)))));
    assert_eq!(listed(&mut desk)[2], ">altered | [Russians], [the]");
    assert_eq!(desk.exported(), before, "it is not linked yet");
    let words = "everybody … Ukraine".to_owned();
    desk.heard.clear();
    does(&mut desk, Sources::Words(words));
    assert!(under_review_has_focus(&desk), "the form is gone");
    assert!(listed(&mut desk)[2].starts_with(">altered | "));
    assert!(source_text(&mut desk)[1].contains("⟦everybody has to be ready, not only Ukraine⟧"));
    does(&mut desk, Sources::Link);
    assert!(listed(&mut desk)[2].starts_with("altered (linked)"), "{:?}", listed(&mut desk));
    does(&mut desk, Sources::Step { forward: false });
    assert!(source_text(&mut desk)[1].contains("⟦everybody has to be ready, not only Ukraine⟧"));
}

#[test]
fn words_that_the_source_does_not_have_or_has_twice_are_no_passage() {
    let mut desk = held();
    for (words, places) in [("Nobody", 0), ("have to be", 1), ("be ready", 2), ("  ", 0), ("…", 0)]
    {
        desk.session.perform(Action::DismissToast(None), &desk.world).unwrap();
        does(&mut desk, Sources::Words(words.to_owned()));
        let told = desk.toast();
        match places {
            1 => assert!(rows(&mut desk).open.unwrap().picked.is_some()),
            places => {
                let words = words.trim().to_owned();
                assert_eq!(told, Some(Message::NotInSource { words, places }));
            }
        }
    }
    does(&mut desk, Sources::Passage(None));
    assert_eq!(desk.toast(), Some(Message::NoPassageSelected));
}

#[test]
fn ten_thousand_quotes_are_listed_by_pages_and_a_long_source_is_shown_in_parts() {
    let line =
        |at: usize| format!("“The bridge number {at} will open in the month of May,” she said.\n");
    let article: String = (0..10_000).map(line).collect();
    let source: String = (0..20_000)
        .map(|at| format!("The bridge number {at} will open in the month of May.\n"))
        .collect();
    let mut desk = Desk::reading(&article);
    let mut drafts = Vec::new();
    let mut from = 0;
    for line in article.lines() {
        let end = from + line.find('”').unwrap() + '”'.len_utf8();
        drafts.push(Draft {
            id: None,
            kind: Kind::Quote,
            spans: vec![TextRange { start: Byte::at(from), end: Byte::at(end) }],
            rest: Patch::default(),
        });
        from += line.len() + 1;
    }
    desk.does(Action::Add(drafts));
    opens(&mut desk, &source);
    let shown = rows(&mut desk);
    assert_eq!((shown.all, shown.quotes.len()), (10_000, 100));
    let open = shown.open.unwrap();
    assert_eq!((open.page, open.results[0]), ((0, 100), 10_000));
    let bytes = |desk: &mut Desk| source_text(desk).iter().map(String::len).sum::<usize>();
    assert!(bytes(&mut desk) < 300_000, "{}", bytes(&mut desk));
    assert_eq!(open.more, (false, true));
    does(&mut desk, Sources::Page(99));
    assert!(rows(&mut desk).quotes[0].current);
    assert!(
        source_text(&mut desk)
            .iter()
            .any(|line| line == "⟦The bridge number 9900 will open in the month of May⟧.")
    );
    assert_eq!(rows(&mut desk).open.unwrap().more, (true, true));
    desk.heard.clear();
    for _ in 0..20 {
        does(&mut desk, Sources::Turn { forward: true });
    }
    let open = rows(&mut desk).open.unwrap();
    assert_eq!(open.more, (true, false), "the end is reached");
    assert!(under_review_has_focus(&desk), "the button for more is gone");
    // What is selected in a part is that of the whole text.
    let last = open.text.last().unwrap().start;
    let point = |at| BlockPoint { at: Utf16(last.at.0 + at), ..last };
    does(&mut desk, Sources::Passage(Some((point(0), point(23)))));
    let picked = rows(&mut desk).open.unwrap().picked.unwrap();
    assert_eq!(&source[picked.indices()], "The bridge number 19999");
    desk.does(Action::Sources(Sources::Step { forward: false }));
    assert!(rows(&mut desk).quotes.len() <= 100);
}

#[test]
fn a_source_of_one_long_line_is_shown_in_parts_too() {
    let source = format!(
        "{} The bridge will open in May. {}",
        "Ä word. ".repeat(200_000),
        "More. ".repeat(99)
    );
    let mut desk = holding(
        "“The bridge will open in May,” she said.",
        &["“The bridge will open in May,”"],
        &source,
    );
    assert_eq!(listed(&mut desk), [">verbatim | The bridge will open in May"]);
    assert!(source_text(&mut desk)[0].contains("⟦The bridge will open in May⟧"));
    let open = rows(&mut desk).open.unwrap();
    assert_eq!(open.more, (true, false));
    let shown = &open.text[0];
    let at = shown.pieces[0].text.encode_utf16().count();
    let point = |by: u32| BlockPoint {
        at: Utf16(shown.start.at.0 + u32::try_from(at).unwrap() + by),
        ..shown.start
    };
    does(&mut desk, Sources::Passage(Some((point(0), point(10)))));
    let picked = rows(&mut desk).open.unwrap().picked.unwrap();
    assert_eq!(source[picked.indices()], *"The bridge");
}
