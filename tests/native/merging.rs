//! Whom a file means that names people without ids: somebody who is there, or somebody new. Nobody's entry is changed
//! by what a file does not say, and two people of one name stay two.

use std::rc::Rc;

use article_annotator::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationSet, Detail, Details, Kind, Op,
};
use article_annotator::session::document::merge::{exchange, merge, settled};
use article_annotator::session::{Action, Dialog, Message};

use crate::notation::{annotated, annotation, article, find, written};
use crate::world::Desk;

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

/// What comes of bringing a file in: the set, and the number of annotations that are new, changed and the same.
fn merged(current: &AnnotationSet, incoming: &AnnotationSet) -> (AnnotationSet, [usize; 3]) {
    let (change, report) = merge(current, incoming);
    let mut set = current.clone();
    set.apply(&change).unwrap();
    (set, [report.added, report.changed, report.same])
}

fn changed(set: &AnnotationSet, id: &str, change: impl FnOnce(&mut Annotation)) -> AnnotationSet {
    let mut one = Annotation::clone(set.get(&id.into()).unwrap());
    change(&mut one);
    let mut set = set.clone();
    set.apply(&Op::Replace(one.into()).into()).unwrap();
    set
}

#[test]
fn a_file_adds_what_is_new_changes_what_differs_and_leaves_alone_what_is_the_same() {
    let current = annotated("[person#ana:Ana] [claim#met:met] Bo.");
    let incoming = annotated("[person#ana:Ana] [claim#met:met] [person#bo:Bo].");
    let theirs = changed(&incoming, "met", |one| one.note = "when?".to_owned());
    let (set, report) = merged(&current, &theirs);
    assert_eq!((written(&set), report), (written(&incoming), [1, 1, 1]));
    assert_eq!(set.get(&"met".into()).unwrap().note, "when?");
    let (again, report) = merged(&set, &theirs);
    assert_eq!(
        (again == set, report),
        (true, [0, 0, 3]),
        "the same file once more changes nothing"
    );
    let (change, _) = merge(&set, &theirs);
    assert!(change.is_empty(), "{change:?}");
    // Nothing that only the document has goes.
    let (kept, report) = merged(&set, &annotated("Ana met Bo."));
    assert_eq!((kept == set, report), (true, [0, 0, 0]));
}

#[test]
fn a_label_used_in_a_file_that_does_not_define_it_becomes_one_of_the_scheme_once() {
    let labelled = |set: &AnnotationSet, id: &str, label: &str| {
        changed(set, id, |one| one.label = Some(label.to_owned()))
    };
    let labels = |set: &AnnotationSet| -> Vec<String> {
        let labels = set.details().scheme.labels.iter();
        labels.map(|label| format!("{} {}", label.kind.name(), label.name)).collect()
    };
    let plain = "[claim#a:Ana] [claim#m:met] [quote#b:Bo].";
    let used = labelled(&labelled(&labelled(&annotated(plain), "a", "x"), "m", "x"), "b", "x");
    let (set, _) = merged(&annotated("Ana met Bo."), &used);
    assert_eq!(labels(&set), ["claim x", "quote x"]);
    let (again, _) = merged(&set, &used);
    assert_eq!(labels(&again), ["claim x", "quote x"]);
    // Where the document uses it without a definition, the file defines no more than the reader did.
    let (own, _) =
        merged(&labelled(&annotated(plain), "a", "x"), &labelled(&annotated(plain), "m", "x"));
    assert_eq!(labels(&own), [""; 0]);
    let (other, _) =
        merged(&labelled(&annotated(plain), "a", "x"), &labelled(&annotated(plain), "b", "x"));
    assert_eq!(labels(&other), ["quote x"], "of another kind it is another label");
}

#[test]
fn an_id_from_a_file_is_the_same_person_and_what_the_file_says_of_them_counts() {
    let current = with(entry("a".into(), minister));
    let incoming = with(entry("a".into(), |actor| actor.role = "judge".to_owned()));
    let (set, _) = merged(&current, &incoming);
    assert_eq!(set.actors().map(|actor| actor.role.as_str()).collect::<Vec<_>>(), ["judge"]);
    let (change, _) = merge(&current, &current);
    assert!(change.is_empty(), "what says the same changes nothing");
}

#[test]
fn somebody_with_another_id_is_joined_by_name_only_if_the_file_knows_no_more_than_the_name() {
    let current = with(entry("here".into(), minister));
    let mention = |actor: Actor| {
        let id = actor.id.clone();
        let mut set = with(actor);
        let range = find(set.article(), "Ana Ruiz");
        let detail = Detail::Person { actor: Some(id) };
        let one = Annotation { detail, ..annotation("m", Kind::Person, &[range]) };
        set.apply(&Op::Add(one.into()).into()).unwrap();
        set
    };
    let about = |incoming: &AnnotationSet| {
        let (set, _) = merged(&current, incoming);
        let actor = set.get(&"m".into()).unwrap().actor().unwrap().to_string();
        (actor, set.actors().count())
    };
    assert_eq!(about(&mention(entry("there".into(), |_| {}))), ("here".to_owned(), 1));
    assert_eq!(about(&mention(entry("there".into(), noted))), ("there".to_owned(), 2));
    // A file without ids.
    assert_eq!(about(&mention(entry(ActorId::made("r"), |_| {}))), ("here".to_owned(), 1));
    assert_eq!(about(&mention(entry(ActorId::made("r"), noted))), ("r".to_owned(), 2));
    assert_eq!(about(&mention(entry(ActorId::made("here"), noted))), ("here~2".to_owned(), 2));
}

#[test]
fn people_whose_made_up_ids_are_taken_get_free_ones_each() {
    let current = with(entry("r".into(), |actor| actor.name = "Bo".to_owned()));
    let mut incoming = with(entry(ActorId::made("r"), noted));
    let second = entry(ActorId::made("r~2"), |actor| {
        actor.name = "Cy".to_owned();
        noted(actor);
    });
    incoming.apply(&Op::AddActor(second.into()).into()).unwrap();
    let (set, _) = merged(&current, &incoming);
    let mut people: Vec<_> = set.actors().map(|one| format!("{} {}", one.id, one.name)).collect();
    people.sort();
    assert_eq!(people, ["r Bo", "r~2 Ana Ruiz", "r~2~2 Cy"]);
}

#[test]
fn a_name_that_nothing_in_the_file_refers_to_and_of_which_no_more_is_known_brings_nobody() {
    let nobody = with(entry(ActorId::made("r"), |_| {}));
    let (set, _) = merged(&with(entry("b".into(), |one| one.name = "Bo".to_owned())), &nobody);
    assert_eq!(set.actors().count(), 1);
}

#[test]
fn a_document_stored_for_the_first_time_gives_its_people_ids_of_their_own() {
    let made = Rc::new(with(entry(ActorId::made("r"), noted)));
    let stored = settled(&made);
    let ids: Vec<_> = stored.actors().map(|actor| actor.id.to_string()).collect();
    assert_eq!((ids, stored.article() == made.article()), (vec!["r".to_owned()], true));
    let own = Rc::new(with(entry("own".into(), noted)));
    assert!(Rc::ptr_eq(&settled(&own), &own), "what has ids is left as it is");
}

#[test]
fn an_exchange_leaves_only_the_annotations_given() {
    let current = annotated("[person#ana:Ana] [claim#met:met] Bo.");
    let given = annotated("Ana met [person#bo:Bo].");
    let mut set = current.clone();
    set.apply(&exchange(&current, given.iter().cloned().collect())).unwrap();
    assert_eq!(written(&set), "Ana met [person:Bo].");
}

#[test]
fn what_a_file_says_of_another_article_is_not_marked_twice_there() {
    let text = "Mira Holt met Ivo Brandt.";
    let mut desk = Desk::reading(text);
    let id = desk.mark(Kind::Person, "Mira Holt");
    desk.note(&id, "The mayor?");
    desk.does(Action::OpenText { title: String::new(), text: "Another article.".to_owned() });
    let listed =
        r#"{"text":"Mira Holt met Ivo Brandt.","entities":{"PERSON":["Mira Holt","Ivo Brandt"]}}"#;
    desk.drops_named("a.json", listed.as_bytes());
    assert!(matches!(desk.session.dialog(), Some(Dialog::OtherText { .. })));
    desk.does(Action::OpenOther);
    assert_eq!(desk.shows(), "[person:Mira Holt] met [person:Ivo Brandt].");
    assert_eq!(desk.set().get(&id).unwrap().note, "The mayor?");
    let Some(Message::Imported { added: 1, same: 1, .. }) = desk.toast() else {
        panic!("{:?}", desk.toast());
    };
}
