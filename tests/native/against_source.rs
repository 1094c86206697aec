//! The quotes of an article held against a source: what is found, by keys too; a link is kept only when the reader
//! decides it, undoes in one step, and survives a restart. What is found, and when, is in sources.rs.

use article_annotator::model::Kind;
use article_annotator::model::sources::Fidelity;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::sources::Sources;
use article_annotator::session::sources::rows::{SourceRows, SourcedQuote};
use article_annotator::session::versions::rows::WordPiece;
use article_annotator::session::{Action, Panel};

use crate::world::Desk;

const ARTICLE: &str = "“Everybody has to be ready, not only Ukraine,” he said.\n“Russians have to be ready for \
                       compromises because, you know,” he said, and waited.\n“The bridge will never open again,” \
                       she said.";
const SOURCE: &str = "Thank you.\n\nAnd Russians, they have to be ready for compromises because, you know, \
                      everybody has to be ready, not only Ukraine. And this is important for us.";

/// A reader with the quotes marked, and the transcript pasted.
fn held() -> Desk {
    let mut desk = Desk::reading(ARTICLE);
    desk.mark(Kind::Quote, "“Everybody has to be ready, not only Ukraine,”");
    desk.mark(Kind::Quote, "“Russians have to be ready for compromises because, you know,”");
    desk.mark(Kind::Quote, "“The bridge will never open again,”");
    let (title, url) = ("Transcript".to_owned(), "https://example.org/remarks".to_owned());
    does(&mut desk, Sources::Open { title, url, text: SOURCE.to_owned() });
    desk
}

fn does(desk: &mut Desk, asked: Sources) {
    desk.does(Action::Sources(asked));
}

fn rows(desk: &mut Desk) -> SourceRows {
    desk.lists().source.unwrap().value().clone()
}

fn words(pieces: &[WordPiece]) -> String {
    let piece = |piece: &WordPiece| match piece.changed {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(piece).collect()
}

fn listed(desk: &mut Desk) -> Vec<String> {
    let row = |row: &SourcedQuote| {
        let sign = if row.current { ">" } else { "" };
        let linked = if row.linked { " (linked)" } else { "" };
        format!("{sign}{}{linked} | {}", row.fidelity.name(), words(&row.source))
    };
    rows(desk).quotes.iter().map(row).collect()
}

#[test]
fn each_quote_is_listed_with_what_the_source_has_of_it_and_nothing_is_linked() {
    let mut desk = held();
    let before = desk.exported();
    assert_eq!(*desk.session.panel(), Panel::Source);
    assert_eq!(
        listed(&mut desk),
        [
            ">verbatim | everybody has to be ready, not only Ukraine",
            "altered | Russians[, they] have to be ready for compromises because, you know",
            "not-found | ",
        ]
    );
    let altered = &rows(&mut desk).quotes[1];
    let own = "“Russians have to be ready for compromises because, you know,”";
    assert_eq!(words(&altered.article), own, "quotation marks are no finding");
    let open = rows(&mut desk).open.unwrap();
    assert_eq!(open.results[Fidelity::Altered as usize], 1);
    let current = |paragraphs: Vec<Vec<WordPiece>>| {
        let all = paragraphs.into_iter().flatten().filter(|piece| piece.current);
        all.map(|piece| piece.text).collect::<String>()
    };
    assert_eq!(current(open.text.to_vec()), "everybody has to be ready, not only Ukraine");
    assert_eq!(desk.exported(), before);
    assert_eq!(desk.lists().sourced, Some(3));
}

#[test]
fn a_link_is_kept_by_a_key_undoes_in_one_step_and_is_removed_again() {
    let mut desk = held();
    let before = desk.exported();
    assert!(desk.key("j", Place::Panel));
    does(&mut desk, Sources::Link);
    assert!(listed(&mut desk)[1].starts_with("altered (linked)"));
    assert!(listed(&mut desk)[2].starts_with('>'), "the next one follows");
    let linked = desk.exported();
    assert_ne!(linked, before);
    desk.does(Action::Undo);
    assert_eq!(desk.exported(), before);
    desk.does(Action::Redo);
    assert_eq!(desk.exported(), linked);
    let id = rows(&mut desk).quotes[1].id.clone();
    does(&mut desk, Sources::Unlink(id));
    assert!(listed(&mut desk)[1].starts_with("altered |"));
}

#[test]
fn that_the_source_does_not_have_a_quote_is_kept_with_it_too() {
    let mut desk = held();
    does(&mut desk, Sources::Step { forward: false });
    does(&mut desk, Sources::Link);
    assert_eq!(listed(&mut desk)[2], ">not-found | ", "without a passage nothing is linked");
    does(&mut desk, Sources::NotThere);
    assert_eq!(listed(&mut desk)[2], "not-found (linked) | ");
}

#[test]
fn of_places_that_are_alike_the_reader_chooses_one() {
    let mut desk = Desk::reading("“We will open it in May,” she said to the council.");
    desk.mark(Kind::Quote, "“We will open it in May,”");
    let text = "We will open it in May. Really.\nAgain: we will open it in May. Yes.".to_owned();
    does(&mut desk, Sources::Open { title: String::new(), url: String::new(), text });
    let before = desk.exported();
    does(&mut desk, Sources::Link);
    assert_eq!(desk.exported(), before, "none of two is guessed");
    assert_eq!(rows(&mut desk).quotes[0].offered.len(), 2);
    does(&mut desk, Sources::Choose(1));
    assert_eq!(listed(&mut desk), [">verbatim | we will open it in May"]);
    does(&mut desk, Sources::Link);
    assert!(listed(&mut desk)[0].contains("(linked)"));
}

#[test]
fn once_the_source_is_closed_the_links_stay_with_their_words() {
    let mut desk = held();
    does(&mut desk, Sources::Link);
    does(&mut desk, Sources::Close);
    assert!(rows(&mut desk).open.is_none());
    assert_eq!(
        listed(&mut desk),
        ["verbatim (linked) | everybody has to be ready, not only Ukraine"]
    );
}

#[test]
fn a_link_survives_a_restart_which_the_text_of_the_source_does_not() {
    let mut desk = held();
    does(&mut desk, Sources::Link);
    let mut desk = desk.restarted();
    does(&mut desk, Sources::Show);
    assert!(rows(&mut desk).open.is_none());
    assert_eq!(
        listed(&mut desk),
        ["verbatim (linked) | everybody has to be ready, not only Ukraine"]
    );
}

#[test]
fn the_list_is_limited_to_a_result() {
    let mut desk = held();
    does(&mut desk, Sources::Only(Some(Fidelity::NotFound)));
    assert_eq!(listed(&mut desk), [">not-found | "]);
    does(&mut desk, Sources::Only(None));
    assert_eq!(listed(&mut desk).len(), 3);
}
