//! The quotes of an article held against a source: what is found, by keys too; a link is kept only when the reader
//! decides it, undoes in one step, and survives a restart. What is found, and when, is in sources.rs.

use article_annotator::formats::File;
use article_annotator::model::sources::Fidelity;
use article_annotator::model::{Kind, QuoteForm, TextRange};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::sources::Sources;
use article_annotator::session::sources::rows::{SourceRows, SourcedQuote};
use article_annotator::session::transfer::import::Keep;
use article_annotator::session::transfer::open_review::Revise;
use article_annotator::session::versions::rows::{ShownParagraph, WordPiece};
use article_annotator::session::{Action, Dialog, Effect, Message, PageEffect, Panel, worker};

use crate::world::{Desk, on_page};

const ARTICLE: &str = "“Everybody has to be ready, not only Ukraine,” he said.\n“Russians have to be ready for \
                       compromises because, you know,” he said, and waited.\n“The bridge will never open again,” \
                       she said.";
const SOURCE: &str = "Thank you.\n\nAnd Russians, they have to be ready for compromises because, you know, \
                      everybody has to be ready, not only Ukraine. And this is important for us.";

/// A reader with the quotes marked, and the transcript pasted.
pub fn held() -> Desk {
    let mut desk = Desk::reading(ARTICLE);
    desk.mark(Kind::Quote, "“Everybody has to be ready, not only Ukraine,”");
    desk.mark(Kind::Quote, "“Russians have to be ready for compromises because, you know,”");
    desk.mark(Kind::Quote, "“The bridge will never open again,”");
    let (title, url) = ("Transcript".to_owned(), "https://example.org/remarks".to_owned());
    does(&mut desk, Sources::Open { title, url, text: SOURCE.to_owned() });
    desk
}

pub fn does(desk: &mut Desk, asked: Sources) {
    desk.does(Action::Sources(asked));
}

/// A reader of this article with these quotes marked, and this source open.
pub fn holding(article: &str, quotes: &[&str], source: &str) -> Desk {
    let mut desk = Desk::reading(article);
    quotes.iter().for_each(|words| drop(desk.mark(Kind::Quote, words)));
    opens(&mut desk, source);
    desk
}

pub fn opens(desk: &mut Desk, source: &str) {
    let (title, url, text) = (String::new(), String::new(), source.to_owned());
    does(desk, Sources::Open { title, url, text });
}

/// The paragraphs of the source, what is marked in ⟦⟧.
pub fn source_text(desk: &mut Desk) -> Vec<String> {
    let mark = |piece: &WordPiece| match piece.current {
        true => format!("⟦{}⟧", piece.text),
        false => piece.text.clone(),
    };
    let paragraph = |one: &ShownParagraph| one.pieces.iter().map(mark).collect();
    rows(desk).open.unwrap().text.iter().map(paragraph).collect()
}

pub fn rows(desk: &mut Desk) -> SourceRows {
    desk.lists().source.unwrap().value().clone()
}

fn words(pieces: &[WordPiece]) -> String {
    let piece = |piece: &WordPiece| match piece.changed {
        true => format!("[{}]", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(piece).collect()
}

pub fn listed(desk: &mut Desk) -> Vec<String> {
    let row = |row: &SourcedQuote| {
        let sign = if row.current { ">" } else { "" };
        let linked = if row.linked { " (linked)" } else { "" };
        let has = if row.unsure { "unsure" } else { row.fidelity.name() };
        format!("{sign}{has}{linked} | {}", words(&row.source))
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
    let current = |paragraphs: &[ShownParagraph]| {
        let all = paragraphs.iter().flat_map(|one| &one.pieces).filter(|piece| piece.current);
        all.map(|piece| piece.text.as_str()).collect::<String>()
    };
    assert_eq!(current(&open.text), "everybody has to be ready, not only Ukraine");
    assert_eq!(desk.exported(), before);
    assert_eq!(desk.lists().sourced, Some(3));
}

#[test]
fn a_link_is_kept_by_a_key_undoes_in_one_step_and_is_removed_again() {
    let mut desk = held();
    let before = desk.exported();
    assert!(desk.key("j", Place::Panel));
    let shown = desk.heard.iter().rev().find_map(|effect| match effect {
        Effect::OnPage(PageEffect::Reveal(id)) => Some(id.clone()),
        _ => None,
    });
    assert_eq!(shown, Some(rows(&mut desk).quotes[1].id.clone()), "the article follows");
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
fn a_paraphrase_in_almost_the_same_words_shows_those_that_differ() {
    let differs = |source: &str| {
        let article =
            "The office says that the guarantees are already agreed upon with the two countries.";
        let mut desk = Desk::reading(article);
        let id =
            desk.mark(Kind::Quote, "the guarantees are already agreed upon with the two countries");
        let form = Some(Some(QuoteForm::Indirect));
        desk.update(&id, Patch { form, ..Patch::default() });
        let (title, url) = (String::new(), String::new());
        does(&mut desk, Sources::Open { title, url, text: source.to_owned() });
        let quote = rows(&mut desk).quotes[0].clone();
        assert_eq!(quote.fidelity, Fidelity::Paraphrase, "{source}");
        let changed = quote.source.iter().filter(|piece| piece.changed);
        changed.map(|piece| piece.text.trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(differs("the guarantees are not agreed upon with the two countries."), ["not"]);
    assert_eq!(
        differs("the guarantees are already agreed upon with the three countries."),
        ["three"]
    );
}

#[test]
fn that_the_source_does_not_have_a_quote_is_kept_with_it_too() {
    let mut desk = held();
    does(&mut desk, Sources::Step { forward: false });
    does(&mut desk, Sources::Link);
    assert_eq!(listed(&mut desk)[2], ">not-found | ", "without a passage nothing is linked");
    does(&mut desk, Sources::NotThere);
    assert_eq!(
        desk.toast(),
        Some(Message::SourceLinked(Fidelity::NotFound)),
        "no link is spoken of"
    );
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

#[test]
fn what_the_reader_decided_is_shown_instead_of_what_was_found() {
    let mut desk = held();
    does(&mut desk, Sources::NotThere);
    assert_eq!(listed(&mut desk)[0], "not-found (linked) | ");
    let open = rows(&mut desk).open.unwrap();
    assert_eq!(open.results, [0, 0, 0, 1, 0, 2], "the counts say so, too");
    does(&mut desk, Sources::Step { forward: false });
    let marked = source_text(&mut desk).concat().contains('⟦');
    assert!(!marked, "no passage is shown as its own");
    let decided = desk.exported();
    does(&mut desk, Sources::Link);
    assert_eq!(desk.exported(), decided, "a decision is taken back before another one");
    let id = rows(&mut desk).quotes[0].id.clone();
    does(&mut desk, Sources::Unlink(id));
    assert!(listed(&mut desk)[0].starts_with(">verbatim |"));
}

#[test]
fn a_quote_that_several_places_are_like_is_not_certain_and_never_not_found() {
    let mut desk = holding(
        "“We will certainly open the old bridge in May,” she said.",
        &["“We will certainly open the old bridge in May,”"],
        "We will open the old stone bridge in May. Yes.\nAgain: we will open the old iron bridge in May.",
    );
    assert_eq!(listed(&mut desk), [">unsure | "]);
    let open = rows(&mut desk).open.unwrap();
    assert_eq!((open.results, open.unsure), ([0; 6], 1));
    does(&mut desk, Sources::Only(Some(Fidelity::NotFound)));
    assert!(listed(&mut desk).is_empty());
    does(&mut desk, Sources::OnlyUnsure);
    does(&mut desk, Sources::Choose(1));
    assert!(listed(&mut desk)[0].starts_with(">altered"), "{:?}", listed(&mut desk));
}

#[test]
fn a_link_goes_with_the_words_it_was_for_in_one_step_and_the_reader_is_told() {
    let mut desk = held();
    does(&mut desk, Sources::Link);
    let linked = desk.exported();
    let id = rows(&mut desk).quotes[0].id.clone();
    let spans = Some(vec![TextRange::new(0, 20)]);
    desk.update(&id, Patch { spans, ..Patch::default() });
    assert_eq!(desk.toast(), Some(Message::LinkWasForOldWords));
    assert!(rows(&mut desk).quotes.iter().all(|row| row.link.is_none()));
    desk.does(Action::Undo);
    assert_eq!(desk.exported(), linked);
    desk.note(&id, "Heard it myself.");
    assert!(rows(&mut desk).quotes[0].linked, "a note changes no words");
}

#[test]
fn while_quotes_are_looked_up_again_nothing_is_linked_by_what_was_found_of_other_words() {
    let mut desk = held();
    let id = rows(&mut desk).quotes[0].id.clone();
    let spans = Some(vec![TextRange::new(0, 20)]);
    let patch = Box::new(Patch { spans, ..Patch::default() });
    desk.passes(Action::Update { id, patch }).unwrap();
    assert!(rows(&mut desk).open.unwrap().working);
    assert_eq!(desk.lists().sourced, Some(3), "the tab counts all quotes");
    let before = desk.exported();
    desk.passes(Action::Sources(Sources::Link)).unwrap();
    desk.passes(Action::Sources(Sources::NotThere)).unwrap();
    assert_eq!(desk.exported(), before);
    // The other quotes stay as they were found.
    assert!(listed(&mut desk)[0].contains("altered"));
    let work = |effect| match effect {
        Effect::Work(ticket, task) => Some((ticket, task)),
        _ => None,
    };
    let (ticket, task) = desk.session.take_effects().into_iter().find_map(work).unwrap();
    let outcome = Box::new(worker::perform(&task, &|_| {}));
    desk.does(Action::Worked { ticket, outcome: outcome.into() });
    assert!(listed(&mut desk)[0].starts_with(">verbatim"), "{:?}", listed(&mut desk));
}

#[test]
fn the_article_is_no_source_of_itself_and_a_text_without_words_is_none() {
    let mut desk = Desk::reading(ARTICLE);
    desk.mark(Kind::Quote, "“The bridge will never open again,”");
    opens(&mut desk, ARTICLE);
    assert_eq!(desk.toast(), Some(Message::SourceIsArticle));
    assert!(!desk.session.has_source());
    let empty = Sources::Open { title: String::new(), url: String::new(), text: " \n".to_owned() };
    assert!(desk.tries(Action::Sources(empty)).is_err());
    assert!(!desk.session.has_source());
}

#[test]
fn quotes_are_listed_by_speaker_and_those_without_one_by_themselves() {
    let mut desk = held();
    let ids: Vec<_> = rows(&mut desk).quotes.iter().map(|row| row.id.clone()).collect();
    let says = |name: &str| Patch { actor: Some(Some(name.to_owned())), ..Patch::default() };
    desk.update(&ids[0], says("Ana Ruiz"));
    let open = rows(&mut desk).open.unwrap();
    assert!(open.unspoken);
    let (ana, _) = open.speakers[0].clone();
    does(&mut desk, Sources::ByNobody);
    assert_eq!(listed(&mut desk).len(), 2);
    does(&mut desk, Sources::By(Some(ana)));
    assert_eq!(listed(&mut desk).len(), 1);
    // Once she speaks no more, the list is of everybody again, and nothing is hidden.
    desk.update(&ids[0], Patch { actor: Some(None), ..Patch::default() });
    assert_eq!(listed(&mut desk).len(), 3);
}

#[test]
fn a_source_ends_with_its_article_and_a_late_answer_changes_nothing() {
    let mut desk = held();
    desk.passes(Action::Sources(Sources::Again)).unwrap();
    let work = |effect| match effect {
        Effect::Work(ticket, task) => Some((ticket, task)),
        _ => None,
    };
    let (ticket, task) = desk.session.take_effects().into_iter().find_map(work).unwrap();
    desk.does(Action::OpenText { title: String::new(), text: "Another one.".to_owned() });
    assert!(!desk.session.has_source());
    let outcome = Box::new(worker::perform(&task, &|_| {}));
    desk.does(Action::Worked { ticket, outcome: outcome.into() });
    assert!(!desk.session.has_source());
    assert_eq!(desk.lists().sourced, None);
}

#[test]
fn a_file_that_comes_in_while_sources_are_listed_can_be_the_source() {
    let mut desk = Desk::reading(ARTICLE);
    desk.mark(Kind::Quote, "“Everybody has to be ready, not only Ukraine,”");
    let article = desk.article().id().clone();
    does(&mut desk, Sources::Show);
    let page = format!("<title>Remarks</title><article><h1>Remarks</h1><p>{SOURCE}</p></article>");
    desk.drops_named("remarks.html", page.as_bytes());
    assert!(matches!(desk.session.dialog(), Some(Dialog::Manuscripts(_))), "it does not just open");
    desk.does(Action::Manuscripts(Revise::Hold));
    assert!(desk.session.dialog().is_none());
    assert_eq!(*desk.article().id(), article);
    assert_eq!(rows(&mut desk).open.unwrap().title, "Remarks");
    assert!(listed(&mut desk)[0].starts_with(">verbatim"));
}

#[test]
fn elsewhere_a_file_opens_as_before() {
    let mut desk = Desk::reading(ARTICLE);
    desk.drops_named("remarks.txt", SOURCE.as_bytes());
    assert!(desk.session.dialog().is_none());
    assert!(desk.article().text().starts_with("Thank you."));
}

#[test]
fn the_focus_goes_to_the_panel_when_the_last_one_listed_is_decided_and_gone() {
    let mut desk = held();
    does(&mut desk, Sources::Only(Some(Fidelity::Altered)));
    desk.heard.clear();
    does(&mut desk, Sources::NotThere);
    assert!(listed(&mut desk).is_empty());
    assert!(on_page(&desk.heard).any(|it| matches!(it, PageEffect::FocusPanel)));
}

#[test]
fn a_file_without_links_keeps_the_link_of_words_that_are_the_same_and_brings_the_rest() {
    for (end, stays) in [(0, true), (20, false)] {
        let mut desk = held();
        does(&mut desk, Sources::Link);
        let linked = rows(&mut desk).quotes[0].clone();
        let whole = desk.set().get(&linked.id).unwrap().spans[0];
        let end = if stays { ARTICLE[whole.indices()].chars().count() } else { end };
        let file = format!("id,kind,start,end,who\n{},quote,0,{end},Bo Lind\n", linked.id);
        desk.does(Action::Receive { files: [File::new("a.csv", file)].into(), format: None });
        desk.does(Action::PickKeep { which: None, keep: Keep::Theirs });
        desk.does(Action::Import);
        let row = rows(&mut desk).quotes[0].clone();
        assert_eq!(row.who.as_deref(), Some("Bo Lind"), "what the file says is not lost with it");
        assert_eq!(row.link, linked.link.filter(|_| stays), "{end}");
    }
}
