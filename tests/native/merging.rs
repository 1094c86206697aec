//! Whom a file means that names people without ids: somebody who is there, or somebody new. Nobody's entry is changed
//! by what a file does not say, and two people of one name stay two.

use article_annotator::model::{Actor, ActorId, ActorSort, AnnotationSet, Details, Op};
use article_annotator::session::document::merge::merge;

use crate::notation::article;

fn entry(id: ActorId, change: impl FnOnce(&mut Actor)) -> Actor {
    let mut actor = Actor { id, name: "Ana Ruiz".to_owned(), ..Actor::person("".into(), "") };
    change(&mut actor);
    actor
}

fn with(actor: Actor) -> AnnotationSet {
    let mut set = AnnotationSet::new(article("Ana Ruiz spoke."), Details::default());
    set.apply(&Op::AddActor(actor.into()).into()).unwrap();
    set
}

/// How many people there are after a file came in.
fn after(there: impl FnOnce(&mut Actor), incoming: impl FnOnce(&mut Actor)) -> usize {
    let mut current = with(entry("there".into(), there));
    let incoming = with(entry(ActorId::made("ana"), incoming));
    let (change, _) = merge(&current, &incoming);
    current.apply(&change).unwrap();
    current.actors().count()
}

fn minister(actor: &mut Actor) {
    actor.role = "minister".to_owned();
}

fn noted(actor: &mut Actor) {
    actor.note = "seen twice".to_owned();
}

fn union(actor: &mut Actor) {
    actor.sort = ActorSort::Organisation;
}

fn item(id: &str) -> impl FnOnce(&mut Actor) + '_ {
    move |actor| actor.wikidata = Some(id.to_owned())
}

#[test]
fn somebody_of_the_same_name_of_whom_the_file_says_nothing_more_is_who_is_there() {
    let noted_union = |one: &mut Actor| (union(one), noted(one)).1;
    // The role and the note are what brings somebody in who is never mentioned.
    assert_eq!(after(minister, minister), 1);
    assert_eq!(after(noted, noted), 1);
    assert_eq!(after(noted_union, noted_union), 1);
    assert_eq!(after(item("Q1"), item("Q1")), 1);
    let both = |actor: &mut Actor| (minister(actor), noted(actor)).1;
    assert_eq!(after(both, minister), 1, "what the file does not say is no difference");
}

#[test]
fn somebody_of_the_same_name_of_whom_the_file_says_something_else_is_new() {
    assert_eq!(after(|_| {}, minister), 2, "a role that nobody here has");
    assert_eq!(after(minister, |one| one.role = "judge".to_owned()), 2, "another role");
    assert_eq!(after(minister, noted), 2, "a note");
    let noted_union = |one: &mut Actor| (union(one), noted(one)).1;
    assert_eq!(after(noted, noted_union), 2, "another sort");
}

#[test]
fn a_wikidata_item_decides_whatever_the_names_are() {
    assert_eq!(after(item("Q1"), item("Q2")), 2, "two items are two people");
    assert_eq!(after(|_| {}, item("Q1")), 2, "an item that nobody here has");
    let by_another_name = |one: &mut Actor| {
        one.wikidata = Some("Q1".to_owned());
        one.name = "A. Ruiz".to_owned();
    };
    assert_eq!(after(item("Q1"), by_another_name), 1, "one item is one person");
}
