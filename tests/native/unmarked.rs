//! Places that name a marked person and are not marked: found in one pass, told in To do, and marked in one step.

use article_annotator::model::search::{Folded, NamesIn, Strict};
use article_annotator::model::{Actor, ActorSort, Kind, TextSearch};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::actors::People;
use article_annotator::session::document::find_all::{How, MarkAll};
use article_annotator::session::document::lints::Lint;
use article_annotator::session::document::todo::{Fix, NamedIn, TodoItem};
use article_annotator::session::{Action, Dialog, Message, Panel, Panels};

use crate::random;
use crate::world::Desk;
use proptest::prelude::*;

const TEXT: &str = "Ana Ruiz met Bo Lee.\n\nRuiz’s plan won. “No”, said Ana Ruiz.\n\nBo Lee and Ms Ruiz left. Ruizen did not.";

fn unmarked(desk: &mut Desk) -> Vec<TodoItem> {
    desk.does(Action::Panel(Panels::Show(Panel::Todo(Some(Lint::Unmarked)))));
    let todo = desk.session.screen().todo.expect("the list is open");
    todo.rows.iter().map(|row| TodoItem::clone(row)).collect()
}

#[test]
fn more_places_that_name_a_person_are_told_with_their_paragraphs_and_marked_in_one_step() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ana Ruiz");
    let [item] = &unmarked(&mut desk)[..] else { panic!("one person is marked") };
    let names = vec!["Ruiz".to_owned(), "Ana Ruiz".to_owned()];
    assert_eq!(item.places, NamedIn { count: 3, names, paragraphs: vec![2, 3] });
    assert_eq!(item.words, "Ana Ruiz");
    let id = item.finding.actor.clone().expect("somebody");
    assert_eq!(item.fixes, [Fix::MarkAll(id.clone(), 3), Fix::Mark(id.clone())]);
    // What is looked through before it is marked is the same.
    desk.does(Action::MarkAll(MarkAll::Names(id.clone())));
    let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("the dialog is open") };
    assert_eq!(open.hits.len(), 3);
    desk.does(Action::Show(None));
    desk.does(Action::MarkAll(MarkAll::AllOf(id.clone())));
    assert_eq!(desk.toast(), Some(Message::MarkedAll(3)));
    assert_eq!(desk.set().iter().filter(|one| one.actor() == Some(&id)).count(), 4);
    assert_eq!(unmarked(&mut desk), []);
    desk.does(Action::Undo);
    assert_eq!(unmarked(&mut desk).len(), 1);
}

#[test]
fn a_firm_that_bears_a_name_is_nobody_who_could_be_marked() {
    let mut desk = Desk::reading(
        "Ruth Castell left. Castell & Sons sued. So did Holt & Castell. Ruth Castell & Bo Lee sing.",
    );
    desk.mark(Kind::Person, "Ruth Castell");
    let [item] = &unmarked(&mut desk)[..] else { panic!("she sings with Bo Lee") };
    assert_eq!((item.places.count, &*item.places.names), (1, &["Ruth Castell".to_owned()][..]));
}

#[test]
fn whoever_is_not_marked_or_shares_a_surname_is_not_told_of() {
    let mut desk =
        Desk::reading("Ana Ruiz said no. Eva Ruiz said yes. Ruiz left. Bo came, and Bo went.");
    desk.mark(Kind::Person, "Ana Ruiz");
    desk.mark(Kind::Person, "Eva Ruiz");
    let quote = desk.mark(Kind::Quote, "no");
    let patch = Patch { actor: Some(Some("Bo".to_owned())), ..Patch::default() };
    desk.does(Action::Update { id: quote, patch: Box::new(patch) });
    assert_eq!(unmarked(&mut desk), [], "the surname is of two, and the speaker is never marked");
}

#[test]
fn a_surname_in_the_full_name_of_somebody_else_is_not_theirs() {
    let mut desk = Desk::reading("Ruiz came. Eva Ruiz left. Then Ruiz left.");
    desk.mark(Kind::Person, "Ruiz");
    desk.does(Action::People(People::Enter("Eva Ruiz".to_owned())));
    let [item] = &unmarked(&mut desk)[..] else { panic!("one person is marked") };
    assert_eq!((item.places.count, &*item.words), (1, "Ruiz"));
}

#[test]
fn what_may_mean_somebody_else_is_no_place_of_a_person() {
    // Who is marked, and as whom; and the places of Ana that are told.
    let told = |text: &str, marked: &[(&str, &str)], entered: &[(&str, ActorSort)]| {
        let mut desk = Desk::reading(text);
        for (words, who) in marked {
            let id = desk.mark(Kind::Person, words);
            let patch = Patch { actor: Some(Some((*who).to_owned())), ..Patch::default() };
            desk.does(Action::Update { id, patch: Box::new(patch) });
        }
        for (name, sort) in entered {
            desk.does(Action::People(People::Enter((*name).to_owned())));
            let actor = desk.set().actor_called(name).map(|actor| Actor::clone(actor));
            let actor = Actor { sort: *sort, ..actor.expect("entered") };
            desk.does(Action::People(People::Change(actor)));
        }
        let rows = unmarked(&mut desk).into_iter().filter(|row| row.words == "Ana Ruiz");
        rows.map(|row| (row.places.count, row.places.names)).collect::<Vec<_>>()
    };
    let ana = ("Ana Ruiz", "Ana Ruiz");
    let pronouns = "Ana Ruiz came. He saw her. He and the mayor left. The President, he said.";
    assert_eq!(
        told(
            pronouns,
            &[ana, ("He", "Ana Ruiz"), ("the mayor", "Ana Ruiz"), ("President", "Ana Ruiz")],
            &[]
        ),
        []
    );
    let two = "Ana Ruiz came. Ruiz said so. Eva Ruiz left. Ruiz slept. Ruiz left.";
    assert_eq!(told(two, &[ana, ("Ruiz", "Ana Ruiz"), ("Eva Ruiz", "Eva Ruiz")], &[]), []);
    let house = "Ana Ruiz came to the Ruiz Foundation. The Ruiz Foundation closed.";
    assert_eq!(told(house, &[ana], &[("Ruiz Foundation", ActorSort::Organisation)]), []);
    let short = "Ana Ruiz came. Annie left. Annie slept.";
    assert_eq!(told(short, &[ana, ("Annie", "Ana Ruiz")], &[]).len(), 1, "a name of hers alone");
}

#[test]
fn a_dismissed_person_stays_dismissed_and_a_new_name_is_found_at_once() {
    let mut desk = Desk::reading(TEXT);
    desk.mark(Kind::Person, "Ana Ruiz");
    let finding = unmarked(&mut desk)[0].finding.clone();
    desk.does(Action::DismissLint(Box::new(finding)));
    assert_eq!(unmarked(&mut desk), []);
    desk.mark(Kind::Person, "Bo Lee");
    let [item] = &unmarked(&mut desk)[..] else { panic!("Bo is named again") };
    assert_eq!(item.words, "Bo Lee");
    let id = item.finding.actor.clone().expect("somebody");
    let actor = Actor::clone(desk.set().actor(&id).expect("there"));
    desk.does(Action::People(People::Change(Actor { name: "Ruizen".to_owned(), ..actor })));
    let [item] = &unmarked(&mut desk)[..] else { panic!("under another name") };
    assert_eq!(item.places.names, ["Bo Lee", "Ruizen"]);
}

#[test]
fn the_dialog_lists_the_places_that_the_button_marks_until_other_words_are_asked_for() {
    // A text, whom it names and by which words, and the places both offer for Ana Ruiz.
    type Case = (&'static str, &'static [(&'static str, &'static str)], usize);
    let cases: &[Case] = &[
        ("Ana Ruiz came. Ruiz left.", &[("Ana Ruiz", "Ana Ruiz")], 1),
        (
            "Ana Ruiz came. Eva Ruiz left. Ruiz slept. Ana Ruiz woke.",
            &[("Ana Ruiz", "Ana Ruiz"), ("Ruiz", "Ana Ruiz"), ("Eva Ruiz", "Eva Ruiz")],
            1,
        ),
        (
            "Ana Ruiz came. He saw her. He left, and Ana Ruiz too. The mayor slept.",
            &[("Ana Ruiz", "Ana Ruiz"), ("He", "Ana Ruiz"), ("The mayor", "Ana Ruiz")],
            1,
        ),
        (
            "Ana came. Ana Lee left. Ana Lee slept. Ana woke.",
            &[("Ana", "Ana Ruiz"), ("Ana Lee", "Bo Lee")],
            1,
        ),
    ];
    for (text, marked, expected) in cases {
        let mut desk = Desk::reading(text);
        for (words, who) in *marked {
            let id = desk.mark(Kind::Person, words);
            let patch = Patch { actor: Some(Some((*who).to_owned())), ..Patch::default() };
            desk.does(Action::Update { id, patch: Box::new(patch) });
        }
        let ana = desk.set().actor_called("Ana Ruiz").map(|actor| actor.id.clone()).unwrap();
        let rows = unmarked(&mut desk).into_iter();
        let mut rows = rows.filter(|row| row.finding.actor.as_ref() == Some(&ana));
        assert_eq!(rows.next().map(|row| row.places.count), Some(*expected), "{text}");
        let listed = |desk: &mut Desk, asked: MarkAll| {
            desk.does(Action::MarkAll(asked));
            let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("it is open") };
            open.clone()
        };
        let open = listed(&mut desk, MarkAll::Names(ana.clone()));
        assert_eq!(open.hits.len(), *expected, "{text}");
        // Away and back is the same.
        let parts = How { whole: false, ..open.how };
        listed(&mut desk, MarkAll::Find(open.words.clone(), parts));
        assert_eq!(listed(&mut desk, MarkAll::Find(open.words.clone(), open.how)), open);
        listed(&mut desk, MarkAll::As(Kind::Quote));
        assert_eq!(listed(&mut desk, MarkAll::As(Kind::Person)), open);
        let other = listed(&mut desk, MarkAll::Find("left".to_owned(), open.how));
        assert_eq!(other.hits.len(), 1, "{text}");
        desk.does(Action::Show(None));
        desk.does(Action::MarkAll(MarkAll::AllOf(ana)));
        assert_eq!(desk.toast(), Some(Message::MarkedAll(*expected)), "{text}");
    }
}

#[test]
fn a_name_that_two_people_have_is_listed_to_be_judged_and_never_marked_at_once() {
    let mut desk = Desk::reading("Ana Ruiz came. Ana Ruiz left.");
    let first = desk.mark(Kind::Person, "Ana Ruiz");
    let ana = desk.set().get(&first).and_then(|one| one.actor().cloned()).unwrap();
    let other = desk.set().actor(&ana).map(|actor| Actor::clone(actor)).unwrap();
    desk.does(Action::People(People::Enter("Eva".to_owned())));
    let eva = desk.set().actor_called("Eva").map(|actor| actor.id.clone()).unwrap();
    desk.does(Action::People(People::Change(Actor { id: eva, ..other })));
    assert_eq!(unmarked(&mut desk), []);
    desk.does(Action::MarkAll(MarkAll::Names(ana)));
    let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("the dialog is open") };
    assert_eq!((open.hits.len(), &*open.words), (1, "Ana Ruiz"));
}

#[test]
fn the_number_of_things_to_do_counts_everything_or_is_not_shown() {
    let long = format!("{TEXT}\n\n{}", "The council met again.\n\n".repeat(10_000));
    for (text, is_long) in [(TEXT, false), (&*long, true)] {
        let mut desk = Desk::reading(text);
        let shown = |desk: &mut Desk| desk.session.screen().todo.map(|todo| todo.total());
        let looks = |desk: &mut Desk| {
            unmarked(desk);
            let total = shown(desk);
            desk.does(Action::Panel(Panels::Show(Panel::Annotations)));
            total
        };
        desk.mark(Kind::Person, "Ana Ruiz");
        assert_eq!(shown(&mut desk), (!is_long).then_some(1), "nobody looked yet");
        assert_eq!(looks(&mut desk), Some(1));
        desk.mark(Kind::Quote, "No");
        assert_eq!(shown(&mut desk), Some(2), "an edit drops none of them");
        // A name that was not looked for in this text.
        desk.mark(Kind::Person, "Bo Lee");
        assert_eq!(shown(&mut desk), (!is_long).then_some(3));
        assert_eq!(looks(&mut desk), Some(3));
        assert_eq!(shown(&mut desk), Some(3));
    }
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn names_found_together_are_found_as_each_is_alone(
        text in random::text(), at in proptest::collection::vec((0usize..400, 1usize..24), 1..6),
    ) {
        let chars: Vec<char> = text.chars().collect();
        let name = |(from, length): &(usize, usize)| -> String {
            chars.iter().skip(from % chars.len().max(1)).take(*length).collect()
        };
        let names: Vec<String> = at.iter().map(name).chain(["Ana Ruiz".to_owned()]).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let folded = Folded::new(&text, Strict { case: true, accents: true });
        let together = NamesIn::of(&names).find(&text, &folded);
        for (name, found) in names.iter().zip(together) {
            let search = TextSearch {
                whole_words: true, case: true, accents: true, ..TextSearch::of(name)
            };
            prop_assert_eq!(found, search.find(&text), "{:?}", name);
        }
    }
}
