//! Labels inside kinds, their colours and keys, and verdicts on a scale of the reader's own.

use article_annotator::model::{AnnotationId, Check, Detail, Kind, SubLabel, Verdict};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::document::scheme::{Schemes, lines_of};
use article_annotator::session::{Action, Message};
use proptest::prelude::*;

use crate::random;
use crate::world::Desk;

fn scheme(desk: &mut Desk, asked: Schemes) {
    desk.does(Action::Scheme(asked));
}

fn add(desk: &mut Desk, kind: Kind, name: &str) {
    scheme(desk, Schemes::Add(kind, name.to_owned()));
}

fn select(desk: &mut Desk, words: &str) {
    let pointed = desk.pointed(crate::notation::find(desk.article(), words), true);
    desk.does(Action::Select(Some(pointed)));
}

fn labels(desk: &Desk) -> Vec<(Kind, String, Option<String>)> {
    let labels = desk.set().details().scheme.labels.iter();
    labels.map(|label| (label.kind, label.name.clone(), label.key.clone())).collect()
}

fn label_of(desk: &Desk, id: &AnnotationId) -> Option<String> {
    desk.set().get(id).unwrap().label.clone()
}

fn said(desk: &Desk) -> Option<Message> {
    desk.session.toast().map(|toast| (*toast.message).clone())
}

#[test]
fn a_label_gets_a_name_without_blanks_a_colour_and_a_free_key() {
    let mut desk = Desk::reading("It rains.");
    add(&mut desk, Kind::Claim, " opinion  poll ");
    add(&mut desk, Kind::Claim, "opinion-poll");
    add(&mut desk, Kind::Claim, "  ");
    add(&mut desk, Kind::Quote, "opinion-poll");
    let name = "opinion-poll".to_owned();
    let expected = [
        (Kind::Claim, name.clone(), Some("4".to_owned())),
        (Kind::Quote, name, Some("5".to_owned())),
    ];
    assert_eq!(labels(&desk), expected);
    desk.undo();
    assert_eq!(labels(&desk).len(), 1, "each is one step");
}

#[test]
fn the_key_of_a_label_marks_what_is_selected_as_its_kind_with_the_label() {
    let mut desk = Desk::reading("It rains. It snows.");
    add(&mut desk, Kind::Claim, "weather");
    select(&mut desk, "It rains");
    assert!(desk.key("4", Place::Article));
    let made: Vec<_> = desk.set().iter().map(|one| (one.kind(), one.label.clone())).collect();
    assert_eq!(made, [(Kind::Claim, Some("weather".to_owned()))]);
    assert!(!desk.key("5", Place::Article), "a key without a label is the browser's");
}

#[test]
fn the_same_words_marked_once_more_with_a_label_get_it() {
    let mut desk = Desk::reading("It rains. It snows.");
    add(&mut desk, Kind::Claim, "weather");
    let id = desk.mark(Kind::Claim, "It rains");
    select(&mut desk, "It rains");
    desk.key("4", Place::Article);
    assert_eq!(desk.set().len(), 1);
    assert_eq!(label_of(&desk, &id), Some("weather".to_owned()));
}

#[test]
fn a_renamed_label_takes_its_annotations_along_and_a_removed_one_lets_them_go_each_in_one_step() {
    let mut desk = Desk::reading("It rains. It snows.");
    add(&mut desk, Kind::Claim, "weather");
    let id = desk.mark(Kind::Claim, "It rains");
    let label = Some(Some("weather".to_owned()));
    desk.update(&id, Patch { label, ..Patch::default() });
    let known = desk.set().details().scheme.labels[0].clone();
    let to = SubLabel { name: "forecast".to_owned(), hue: 99, ..known };
    scheme(&mut desk, Schemes::Change(Kind::Claim, "weather".to_owned(), to));
    assert_eq!(label_of(&desk, &id), Some("forecast".to_owned()));
    assert_eq!(desk.set().details().scheme.labels[0].hue, SubLabel::HUES, "no colour is unknown");
    scheme(&mut desk, Schemes::Remove(Kind::Claim, "forecast".to_owned()));
    assert_eq!((label_of(&desk, &id), labels(&desk).len()), (None, 0));
    desk.undo();
    assert_eq!(label_of(&desk, &id), Some("forecast".to_owned()));
    desk.undo();
    assert_eq!(label_of(&desk, &id), Some("weather".to_owned()));
}

#[test]
fn a_label_is_one_of_its_kind() {
    let mut desk = Desk::reading("It rains. It snows.");
    add(&mut desk, Kind::Claim, "weather");
    let id = desk.mark(Kind::Claim, "It rains");
    let label = Some(Some("weather".to_owned()));
    desk.update(&id, Patch { label, ..Patch::default() });
    desk.update(&id, Patch { kind: Some(Kind::Quote), ..Patch::default() });
    assert_eq!(label_of(&desk, &id), None);
}

#[test]
fn a_key_or_a_name_that_is_taken_is_refused_in_words() {
    let mut desk = Desk::reading("It rains.");
    add(&mut desk, Kind::Claim, "weather");
    add(&mut desk, Kind::Claim, "forecast");
    let known = desk.set().details().scheme.labels[1].clone();
    for key in ["1", "Q", "?", "4", "ab"] {
        let to = SubLabel { key: Some(key.to_owned()), ..known.clone() };
        scheme(&mut desk, Schemes::Change(Kind::Claim, "forecast".to_owned(), to));
        assert_eq!(said(&desk), Some(Message::KeyTaken(key.to_lowercase())));
    }
    let to = SubLabel { name: "weather".to_owned(), ..known.clone() };
    scheme(&mut desk, Schemes::Change(Kind::Claim, "forecast".to_owned(), to));
    assert_eq!(said(&desk), Some(Message::LabelTaken("weather".to_owned())));
    let to = SubLabel { key: Some("Z".to_owned()), ..known };
    scheme(&mut desk, Schemes::Change(Kind::Claim, "forecast".to_owned(), to));
    assert_eq!(labels(&desk)[1].2.as_deref(), Some("z"));
}

#[test]
fn a_scale_of_ones_own_grades_claims_and_rates_them() {
    let mut desk = Desk::reading("It rains. It snows.");
    let lines = "Holds up\nHalf right\n\nWrong\n(Satire)\nWrong";
    scheme(&mut desk, Schemes::Scale(lines.to_owned()));
    let scheme_now = desk.set().details().scheme.clone();
    let names: Vec<_> = scheme_now.verdicts().iter().map(|one| one.name().to_owned()).collect();
    assert_eq!(names, ["Holds up", "Half right", "Wrong", "Satire"]);
    let rating = |name: &str| scheme_now.rating(&Verdict::named(name));
    assert_eq!(rating("Holds up"), Some((3, 3)));
    assert_eq!(rating("Wrong"), Some((1, 3)));
    assert_eq!(rating("Satire"), None);
    assert_eq!(rating("true"), None, "the usual scale is not this one");
    let id = desk.mark(Kind::Claim, "It rains");
    let check = Check { verdict: Some(Verdict::named("Half right")), ..Check::default() };
    desk.update(&id, Patch { check: Some(check), ..Patch::default() });
    let Detail::Claim { check: Some(check), .. } = &desk.set().get(&id).unwrap().detail else {
        panic!("it is checked");
    };
    assert_eq!(check.verdict.as_ref().map(Verdict::name), Some("Half right"));
    desk.undo();
    desk.undo();
    desk.undo();
    assert_eq!(desk.set().details().scheme.rating(&Verdict::True), Some((5, 5)));
}

#[test]
fn a_scale_is_what_its_lines_say_without_blanks_and_repetitions() {
    for (lines, kept) in [
        ("Right\n  Half right \n\nWrong\n", "Right\nHalf right\nWrong"),
        ("Right\n( Satire )\n(Opinion)", "Right\n(Satire)\n(Opinion)"),
        ("(Right\nWrong)", "(Right\nWrong)"),
        ("Right\n()\n(  )", "Right"),
        ("Wrong\n(Wrong)\nWrong\nwrong", "Wrong\nwrong"),
        ("(Wrong)\nWrong", "(Wrong)"),
        ("", ""),
    ] {
        let mut desk = Desk::reading("It rains.");
        scheme(&mut desk, Schemes::Scale(lines.to_owned()));
        let scale = lines_of(&desk.set().details().scheme.scale);
        assert_eq!(scale, kept, "{lines}");
        let done = desk.document().history().done();
        scheme(&mut desk, Schemes::Scale(scale));
        assert_eq!(desk.document().history().done(), done, "the same scale is no step");
        assert_eq!(done, usize::from(!kept.is_empty()));
    }
}

#[test]
fn new_articles_begin_with_the_scheme_that_was_chosen_for_them() {
    let mut desk = Desk::reading("It rains.");
    add(&mut desk, Kind::Claim, "weather");
    scheme(&mut desk, Schemes::ForNew);
    let settings = desk.session.settings().clone();
    let plain = article_annotator::model::record::Record::plain(&*settings).to_json();
    let read = article_annotator::session::storage::schema::parse(&plain);
    assert_eq!(read, Ok((*settings).clone()), "it is kept with the settings");
    desk.does(Action::OpenText { title: String::new(), text: "It snows.".to_owned() });
    assert_eq!(labels(&desk).len(), 1);
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn whatever_is_done_to_the_scheme_every_label_has_its_name_and_undo_takes_all_back(
        seeds in random::seeds(12),
    ) {
        let mut desk = Desk::reading("It rains. It snows. It hails.");
        let id = desk.mark(Kind::Claim, "It rains");
        let before = desk.set().clone();
        let names = ["a", "b", "c"];
        for (what, one, other, key) in seeds {
            let name = names[usize::from(one % 3)].to_owned();
            let to = names[usize::from(other % 3)].to_owned();
            let known = desk.set().details().scheme.of(Kind::Claim).any(|label| label.name == name);
            match what % 4 {
                0 => add(&mut desk, Kind::Claim, &name),
                1 => scheme(&mut desk, Schemes::Remove(Kind::Claim, name)),
                2 if known => {
                    let label = Some(Some(name));
                    desk.update(&id, Patch { label, ..Patch::default() });
                }
                _ => {
                    let key = Some((key % 10).to_string());
                    let to = SubLabel { kind: Kind::Claim, name: to, hue: 1, key };
                    scheme(&mut desk, Schemes::Change(Kind::Claim, name, to));
                }
            }
            let now = desk.set();
            let scheme = &now.details().scheme;
            let used = now.iter().filter(|one| one.label.is_some());
            prop_assert!(used.into_iter().all(|one| scheme.label_of(one).is_some()));
            let keys: Vec<_> = scheme.labels.iter().filter_map(|label| label.key.clone()).collect();
            let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
            prop_assert_eq!(keys.len(), distinct.len(), "a key stands for one label");
        }
        while desk.set() != &before && desk.undo() {}
        prop_assert_eq!(desk.set(), &before);
    }
}
