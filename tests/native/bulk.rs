//! Thousands of annotations at once: what is near the view is drawn first and everything in the
//! end, and storing in parts gives the same records as storing at once.

use std::rc::Rc;

use article_annotator::model::record::Record;
use article_annotator::model::{AnnotationSet, Article, BlockIndex, Details, Kind, TextRange};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::transfer::opening::With;
use article_annotator::session::transfer::prepared::Preparing;
use article_annotator::session::{Action, Document, Effect, Opening, Reply};

use crate::world::{Desk, near};

const BLOCKS: u32 = 1000;

/// A thousand paragraphs of two words, and a file that marks the first word of each.
fn thousand() -> (Desk, String) {
    let mut desk = Desk::reading(&vec!["Ana left"; BLOCKS as usize].join("\n"));
    for block in 0..BLOCKS {
        desk.mark_range(Kind::Person, TextRange::new(block * 9, block * 9 + 3)).unwrap();
    }
    let file = desk.exported();
    (Desk::reading(desk.article().text()), file)
}

fn marked(document: &Document) -> Vec<u32> {
    let has = |block: &u32| {
        document
            .block(BlockIndex(*block))
            .is_some_and(|view| view.pieces().any(|it| it.mark.is_some()))
    };
    (0..BLOCKS).filter(has).collect()
}

/// Takes in the worker's answer, without running any effect.
fn brought_in(desk: &mut Desk, file: &str) {
    let Reply::Imported(_) = desk.drops(file.as_bytes()) else { panic!("it comes in") };
}

/// Undoes it, up to the point where it is shown.
fn undoes(desk: &mut Desk) {
    desk.passes(Action::Undo).unwrap();
    desk.passes(Action::FinishStep).unwrap();
}

#[test]
fn what_is_near_the_view_is_drawn_first_and_the_rest_part_by_part() {
    let (mut desk, file) = thousand();
    brought_in(&mut desk, &file);
    assert_eq!(marked(desk.document()).len(), BLOCKS as usize);
    desk.does(near(500, 520));
    undoes(&mut desk);
    assert_eq!(marked(desk.document()).len(), BLOCKS as usize, "what it takes comes first");
    desk.session.take_effects();
    desk.passes(Action::DrawOn).unwrap();
    let left = marked(desk.document());
    assert!(!left.iter().any(|block| (500..=520).contains(block)), "they are gone from the view");
    assert!(left.len() > 800 && desk.session.is_behind(), "and are yet to go elsewhere");
    let mut parts = 0;
    while desk.session.is_behind() {
        let asked = desk.session.take_effects();
        let asks = asked.iter().filter(|effect| matches!(effect, Effect::DrawOn)).count();
        assert_eq!(asks, 1, "it is asked for once");
        desk.passes(Action::DrawOn).unwrap();
        parts += 1;
    }
    assert!(parts > 2 && marked(desk.document()).is_empty());
}

#[test]
fn who_scrolls_on_sees_all_of_it_also_where_it_was_not_drawn_yet() {
    let (mut desk, file) = thousand();
    brought_in(&mut desk, &file);
    undoes(&mut desk);
    assert!(desk.session.is_behind());
    desk.passes(near(900, 930)).unwrap();
    assert!(!marked(desk.document()).iter().any(|block| (900..=930).contains(block)));
}

#[test]
fn a_large_step_is_stored_in_parts_as_what_it_is() {
    let (mut desk, file) = thousand();
    brought_in(&mut desk, &file);
    let step = desk.document().history().step(0).unwrap();
    let id = desk.article().id();
    let (change, header) = (step.change().unwrap(), step.header.plain().to_json());
    let record = header.replace('}', &format!(",\"undo\":{}}}", change.plain().to_json()));
    assert_eq!(desk.store.all("step", id), [("0000000000".to_owned(), record)]);
    assert_eq!(desk.store.all("header", id), [("0000000000".to_owned(), header)]);
    let again = desk.restarted();
    assert_eq!(again.set(), desk.set());
    assert_eq!(again.document().history(), desk.document().history());
}

/// Drafts of three kinds all over a text, some about the same people by parts of their names.
fn drafts(article: &Article, count: u32) -> Vec<Draft> {
    let words: Vec<(usize, &str)> = article.text().match_indices("Ana Ruiz").collect();
    (0..count)
        .map(|at| {
            let (start, _) = words[at as usize % words.len()];
            let (start, kind) = (start as u32, Kind::ALL[at as usize % 3]);
            let end = start + if at % 2 == 0 { 8 } else { 3 };
            let (id, spans) =
                (Some(format!("note-{at}").as_str().into()), vec![TextRange::new(start, end)]);
            Draft { id, kind, spans, rest: Patch::default() }
        })
        .collect()
}

#[test]
fn annotations_made_with_pauses_before_an_article_opens_are_those_that_it_would_have_made_at_once()
{
    let text = "Ana Ruiz met Bo Li. ".repeat(40);
    let article = Rc::new(Article::new(None, &text).unwrap());
    let opening = Opening::Text {
        article: article.clone(),
        details: Details::default(),
        with: With::Drafts(drafts(&article, 6000)),
    };
    let (mut at_once, mut paused) = (Desk::default(), Desk::default());
    at_once.does(Action::Open { opening: Box::new(opening.clone()), stored: None });
    let mut opening = opening;
    let mut preparing = Preparing::of(&mut opening).unwrap();
    let mut parts = 1;
    while preparing.go_on(&paused.world) {
        parts += 1;
    }
    assert!(parts > 2, "{parts}");
    if let Opening::Text { with, .. } = &mut opening {
        *with = preparing.done();
    }
    paused.does(Action::Open { opening: Box::new(opening), stored: None });
    let sets = [&mut at_once, &mut paused].map(|desk| {
        desk.does(Action::FinishStep);
        desk.session.document().unwrap().set().clone()
    });
    assert_eq!(sets[0].len(), 6000);
    assert_eq!(
        sets[0].iter().map(|one| (&one.id, &one.spans)).collect::<Vec<_>>(),
        sets[1].iter().map(|one| (&one.id, &one.spans)).collect::<Vec<_>>()
    );
    let names =
        |set: &AnnotationSet| set.actors().map(|actor| actor.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&sets[0]), names(&sets[1]));
}
