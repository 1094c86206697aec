//! A surname with a title that tells the gender: it is suggested apart from people of another gender.

use std::rc::Rc;

use article_annotator::model::suggest::suggest;
use article_annotator::model::{Actor, Kind, Op, Transaction};

use crate::desk::{article, models};

/// The names by which people and speakers are suggested, where they are not those of the text: for a text and
/// the names in the register.
fn names(text: &str, register: &[&str]) -> Vec<String> {
    let mut set = article(text, Some("en"));
    for (number, name) in register.iter().enumerate() {
        let actor = Actor::person(format!("p{number}").as_str().into(), *name);
        set.apply(&Transaction::new([Op::AddActor(Rc::new(actor))])).unwrap();
    }
    let list = suggest(&set, models()).list;
    let said = list.iter().filter(|one| one.kind != Kind::Claim && one.score >= 0.5);
    said.filter_map(|one| one.speaker.as_ref().map(|it| it.name.clone())).collect()
}

#[test]
fn a_woman_is_not_the_man_of_her_surname() {
    let said = "“Wages fell again,” Mrs Ruiz told the council in Leeds on Monday.";
    assert_eq!(names(said, &["Carlos Ruiz"]), ["Mrs Ruiz", "Mrs Ruiz"]);
    assert_eq!(names(said, &["Maria Ruiz"]), ["Ruiz"]);
    assert_eq!(names(said, &["Carlos Ruiz", "Maria Ruiz"]), ["Ruiz"]);
    assert_eq!(names(said, &[]), ["Ruiz"]);
    let quoted = "“Mrs Ruiz was late,” said Tom Hall on Monday.";
    assert_eq!(names(quoted, &["Carlos Ruiz"]), ["Tom Hall", "Mrs Ruiz"]);
    let told = "Carlos Ruiz left the council. “Wages fell again,” said Mrs. Ruiz on Monday.";
    assert_eq!(names(told, &[]), ["Mrs. Ruiz", "Mrs. Ruiz"]);
}

#[test]
fn a_man_and_a_woman_of_one_surname_are_two() {
    let said = "Mr Ruiz met Mrs Ruiz in Leeds. “Wages fell again,” she told the council on Monday.";
    assert_eq!(names(said, &[]), ["Mr Ruiz", "Mrs Ruiz", "Mrs Ruiz"]);
}
