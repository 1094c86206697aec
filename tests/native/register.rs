//! The register of people as the People panel shows it: the order, the places and the words around a name.

use std::rc::Rc;

use article_annotator::model::{Actor, ActorId, ActorSort, AnnotationId, Kind, TextRange};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::actors::{
    People, Person, WIKIDATA_PATTERN, people, wikidata,
};
use article_annotator::session::{Action, Panel, Panels};

use crate::world::Desk;

fn entry(desk: &Desk, name: &str) -> Actor {
    Actor::clone(desk.set().actor_called(name).unwrap())
}

/// The words that an open entry shows of the one mention of Bo.
fn around_bo(text: &str) -> String {
    let mut desk = Desk::reading(text);
    desk.mark(Kind::Person, "Bo");
    let people = people(desk.set(), Some(&entry(&desk, "Bo").id));
    people[0].about[0].2.clone()
}

#[test]
fn a_mention_is_shown_with_what_is_around_it_in_its_line_and_no_more_than_fits() {
    assert_eq!(around_bo("so Bo ran"), "so Bo ran");
    assert_eq!(around_bo("Ana sat.\nso Bo ran\nAna left."), "so Bo ran", "nothing of other lines");
    let long = around_bo(
        "The mayor of the old town by the river said yesterday that Bo would leave the council for good once \
         the winter is over.",
    );
    assert_eq!(
        long,
        "… the old town by the river said yesterday that Bo would leave the council for good once the …",
        "no word is cut"
    );
    assert_eq!(around_bo("Bo"), "Bo");
}

#[test]
fn everybody_is_listed_in_the_order_of_the_text_with_the_first_place_and_those_not_in_it_last() {
    let mut desk = Desk::reading("Cy met Bo. Bo met Ana. Cy left.");
    desk.does(Action::People(People::Enter("Zoe".to_owned())));
    for (kind, words) in [(Kind::Person, "Ana"), (Kind::Person, "Bo"), (Kind::Person, "Cy")] {
        desk.mark(kind, words);
    }
    let claim = desk.mark(Kind::Claim, "Cy left");
    desk.update(&claim, Patch { actor: Some(Some("Bo".to_owned())), ..Patch::default() });
    let rows = people(desk.set(), None);
    let names: Vec<_> = rows.iter().map(|one| one.actor.name.as_str()).collect();
    assert_eq!(names, ["Cy", "Bo", "Ana", "Zoe"]);
    let words = |person: &Person| {
        let first = desk.set().get(person.first.as_ref()?)?;
        Some(desk.article().slice(first.spans[0]).to_owned())
    };
    let first: Vec<_> = rows.iter().map(|one| words(one)).collect();
    assert_eq!(first, [Some("Cy".to_owned()), Some("Bo".to_owned()), Some("Ana".to_owned()), None]);
    let counts: Vec<_> = rows.iter().map(|one| Kind::ALL.map(|kind| one.count(kind))).collect();
    let of_bo = Kind::ALL.map(|kind| usize::from(kind != Kind::Quote));
    let once = Kind::ALL.map(|kind| usize::from(kind == Kind::Person));
    assert_eq!(counts, [once, of_bo, once, [0; 3]]);
}

#[test]
fn who_may_be_the_same_person_is_named_at_the_shorter_name() {
    let mut desk = Desk::reading("Ruiz met Ana Ruiz and Bo.");
    for words in ["Ruiz", "Bo"] {
        desk.mark(Kind::Person, words);
    }
    desk.does(Action::People(People::Enter("Ana Ruiz".to_owned())));
    let rows = people(desk.set(), None);
    let alike = |name: &str| {
        let row = rows.iter().find(|one| one.actor.name == name).unwrap();
        row.alike.as_ref().map(|(_, name)| name.clone())
    };
    assert_eq!(alike("Ruiz"), Some("Ana Ruiz".to_owned()));
    assert_eq!((alike("Ana Ruiz"), alike("Bo")), (None, None));
}

#[test]
fn whoever_gets_the_name_of_another_is_offered_to_become_one_with_them() {
    for sort in [ActorSort::Person, ActorSort::Organisation, ActorSort::Group] {
        let mut desk = Desk::reading("Ruiz met Castell.");
        for name in ["Ruiz", "Castell"] {
            desk.does(Action::People(People::Enter(name.to_owned())));
            let known = desk.set().actor_called(name).expect("entered").clone();
            desk.does(Action::People(People::Change(Actor { sort, ..Actor::clone(&known) })));
        }
        let castell = desk.set().actor_called("Castell").expect("entered").clone();
        let renamed = Actor { name: "ruiz".to_owned(), ..Actor::clone(&castell) };
        desk.does(Action::People(People::Change(renamed)));
        let offered = |row: &Rc<Person>| row.alike.as_ref().map(|(_, name)| name.clone());
        let offered: Vec<_> = people(desk.set(), None).iter().map(offered).collect();
        assert_eq!(offered, [Some("ruiz".to_owned()), Some("Ruiz".to_owned())], "{sort:?}");
    }
}

#[test]
fn a_wikidata_item_is_a_q_and_a_number_wherever_it_comes_from_and_the_field_knows_it() {
    let taken = regex::Regex::new(&format!("^(?:{WIKIDATA_PATTERN})$")).unwrap();
    for (given, item) in [
        ("Q42", Some("Q42")),
        (" q42 ", Some("Q42")),
        ("https://www.wikidata.org/wiki/Q42", Some("Q42")),
        ("wd:Q42", Some("Q42")),
        ("Q123456789012", Some("Q123456789012")),
        ("Q1234567890123", None),
        ("Q0", None),
        ("Q042", None),
        ("Q", None),
        ("Q4x2", None),
        ("Q-4", None),
        ("42", None),
        ("", None),
    ] {
        assert_eq!(wikidata(given).as_deref(), item, "{given}");
        assert_eq!(taken.is_match(given), item.is_some(), "{given}");
    }
}

#[test]
fn two_entries_become_one_with_everything_known_of_either() {
    let (alone, both) = (|words: &str| words.to_owned(), "here\nthere".to_owned());
    for (ours, theirs, note) in [
        ("", "", alone("")),
        ("here", "", alone("here")),
        ("", "there", alone("there")),
        ("here", "there", both),
    ] {
        let mut desk = Desk::reading("Ana met Bo");
        for words in ["Ana", "Bo"] {
            desk.mark(Kind::Person, words);
        }
        let into = Actor { note: ours.to_owned(), ..entry(&desk, "Ana") };
        let from = Actor { note: theirs.to_owned(), ..entry(&desk, "Bo") };
        for actor in [&into, &from] {
            desk.does(Action::People(People::Change(actor.clone())));
        }
        desk.does(Action::People(People::Merge { from: from.id, into: into.id }));
        assert_eq!(entry(&desk, "Ana").note, note);
    }
}

#[test]
fn what_moves_to_somebody_else_was_changed_then_and_nothing_else_was() {
    let mut desk = Desk::reading("Ana met Bo. Ana left.");
    let first = desk.mark(Kind::Person, "Ana");
    let last = TextRange::new(12, 15);
    let last = desk.mark_range(Kind::Person, last).unwrap();
    let time = |desk: &Desk, id: &AnnotationId| {
        let one = desk.set().get(id).unwrap();
        (one.created.0, one.modified.0)
    };
    let (made, also) = (time(&desk, &first), time(&desk, &last));
    desk.world.wait(60_000);
    let (from, name) = (entry(&desk, "Ana").id, "Ana Ruiz".to_owned());
    let annotations = vec![last.clone()];
    desk.does(Action::People(People::Split { from: from.clone(), annotations, name }));
    assert_eq!(time(&desk, &last), (also.0, also.1 + 60_000));
    assert_eq!(time(&desk, &first), made);
    desk.world.wait(60_000);
    let into = entry(&desk, "Ana Ruiz").id;
    desk.does(Action::People(People::Merge { from, into }));
    assert_eq!(time(&desk, &first), (made.0, made.1 + 120_000));
    assert_eq!(time(&desk, &last), (also.0, also.1 + 60_000));
}

#[test]
fn an_entry_lists_the_first_two_hundred_places_about_somebody() {
    let mut desk = Desk::reading(&"Ana ".repeat(250));
    let draft = |at: u32| Draft {
        id: None,
        kind: Kind::Person,
        spans: vec![TextRange::new(4 * at, 4 * at + 3)],
        rest: Patch::default(),
    };
    desk.does(Action::Add((0..250).map(draft).collect()));
    let ana = entry(&desk, "Ana").id;
    let rows = people(desk.set(), Some(&ana));
    assert_eq!((rows[0].about.len(), rows[0].count(Kind::Person)), (200, 250));
    desk.does(Action::Panel(Panels::Show(Panel::People(Some(ActorId::from("nobody"))))));
    assert!(desk.lists().people[0].about.is_empty());
}
