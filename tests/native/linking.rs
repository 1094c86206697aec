//! Linked claims, whatever is known about either: only a finding makes a claim checked, no part of
//! a check disappears silently, and the button does what it promises.

use article_annotator::model::repeats::taken_from;
use article_annotator::model::{
    AnnotationId, Check, Detail, Kind, Publisher, PublisherSort, Source, Verdict, Worthy,
};
use article_annotator::session::api::arguments::Patch;
use article_annotator::session::document::linking::{Inherited, Linked};
use article_annotator::session::{Action, Message, Panels};

use crate::world::Desk;

const TEXT: &str = "It rains. It is raining. Rain falls.";

/// Everything that may be known about a claim before it is linked, and which of it is a finding.
fn known() -> Vec<Check> {
    let source = Source { url: "https://met.example".to_owned(), ..Source::default() };
    let publisher = Publisher {
        name: "Jane Porter".to_owned(),
        sort: PublisherSort::Person,
        url: String::new(),
    };
    let given = |verdict| Check {
        verdict: Some(verdict),
        explanation: "The bureau counted.".to_owned(),
        sources: vec![source.clone()],
        date: Some("2026-01-31".to_owned()),
        page: "https://desk.test/1".to_owned(),
        ..Check::default()
    };
    vec![
        Check::default(),
        Check { worthy: Some(Worthy::Yes), ..Check::default() },
        Check { worthy: Some(Worthy::No), place: "Oslo".to_owned(), ..Check::default() },
        Check { page: "https://desk.test/2".to_owned(), ..Check::default() },
        Check { publisher: Some(publisher), ..Check::default() },
        Check { explanation: "Ask the bureau.".to_owned(), ..Check::default() },
        Check { sources: vec![source.clone()], worthy: Some(Worthy::Yes), ..Check::default() },
        given(Verdict::False),
        Check { date: Some("2026-02-01".to_owned()), ..given(Verdict::False) },
        given(Verdict::True),
    ]
}

fn check_of(desk: &Desk, id: &AnnotationId) -> Check {
    match &desk.set().get(id).expect("there").detail {
        Detail::Claim { check, .. } => check.clone().unwrap_or_default(),
        _ => Check::default(),
    }
}

fn gets(desk: &mut Desk, id: &AnnotationId, check: Check) {
    desk.update(id, Patch { check: Some(check), ..Patch::default() });
}

fn from(desk: &Desk, id: &AnnotationId) -> Option<AnnotationId> {
    taken_from(desk.set(), desk.set().get(id).expect("there"))
}

/// Two claims about which this is known.
fn two(one: &Check, other: &Check) -> (Desk, AnnotationId, AnnotationId) {
    let mut desk = Desk::reading(TEXT);
    let first = desk.mark(Kind::Claim, "It rains");
    let second = desk.mark(Kind::Claim, "It is raining");
    gets(&mut desk, &first, one.clone());
    gets(&mut desk, &second, other.clone());
    (desk, first, second)
}

/// What the button at `id` promises about linking it with `other`.
fn promised(desk: &mut Desk, id: &AnnotationId, other: &AnnotationId) -> Linked {
    desk.does(Action::Panel(Panels::Claim(id.clone())));
    let alike = &desk.lists().claims.desk.clone().expect("a claim is open").alike;
    alike.iter().find(|(it, _)| it == other).expect("it is offered").1.clone()
}

fn links(desk: &mut Desk, id: &AnnotationId, other: &AnnotationId) -> Linked {
    desk.does(Action::SameAs { id: id.clone(), other: Some(other.clone()) });
    let Some(Message::Linked(told)) = desk.toast() else { panic!("it is told") };
    *told
}

#[test]
fn whatever_is_known_of_two_claims_the_finding_of_one_holds_and_the_words_name_what_it_replaces() {
    for (one, other) in known().iter().flat_map(|one| known().into_iter().map(move |it| (one, it)))
    {
        let (mut desk, first, second) = two(one, &other);
        let promised = promised(&mut desk, &first, &second);
        let told = links(&mut desk, &first, &second);
        assert_eq!(promised, told, "{one:?} {other:?}");
        for (id, had) in [(&first, one), (&second, &other)] {
            let has = check_of(&desk, id);
            let case = format!("{one:?} linked with {other:?}: {has:?}");
            let words = if *id == first { "It rains" } else { "It is raining" };
            let is_named = told.replaced.iter().any(|found| found.claim == words);
            let is_lost = had.is_checked() && had.finding() != has.finding();
            assert_eq!(is_named, is_lost, "{case}");
            assert_eq!(has.worthy, had.worthy, "{case}");
            assert_eq!(has.place, had.place, "{case}");
            if !had.page.is_empty() {
                assert_eq!(has.page, had.page, "{case}");
            }
            if had.publisher.is_some() {
                assert_eq!(has.publisher, had.publisher, "{case}");
            }
            // Nobody loses a check to a claim without one, or a verdict to a claim without one.
            let is_stronger = |own: &Check, than: &Check| {
                own.is_checked() && !than.is_checked()
                    || own.verdict.is_some() && than.verdict.is_none()
            };
            let mate = if *id == first { &other } else { one };
            assert!(!is_lost || !is_stronger(had, mate), "{case}");
            // It counts as checked itself only if it was.
            let was = had.is_checked() && !is_lost;
            assert_eq!(from(&desk, id).is_none(), was || !has.is_checked(), "{case}");
        }
        let shares = |found: &Inherited| found.verdict == check_of(&desk, &first).verdict;
        assert!(told.shared.as_ref().is_none_or(shares), "{told:?}");
        assert_eq!(told.shared.is_some(), one.is_checked() || other.is_checked());
        desk.does(Action::Undo);
        assert_eq!((&check_of(&desk, &first), &check_of(&desk, &second)), (one, &other));
    }
}

#[test]
fn a_verdict_given_after_linking_counts_for_the_claim_it_was_given_for_alone() {
    for other in known().into_iter().filter(|other| other.verdict.is_none()) {
        let (mut desk, first, second) = two(&Check::default(), &other);
        links(&mut desk, &first, &second);
        let check = Check { verdict: Some(Verdict::False), ..check_of(&desk, &first) };
        gets(&mut desk, &first, check);
        assert_eq!(check_of(&desk, &second).verdict, Some(Verdict::False), "{other:?}");
        assert_eq!(check_of(&desk, &second).worthy, other.worthy, "{other:?}");
        let taken = (from(&desk, &first), from(&desk, &second));
        assert_eq!(taken, (None, Some(first.clone())), "nobody gave it to the other: {other:?}");
    }
}

#[test]
fn that_a_claim_is_worth_checking_is_said_of_that_claim_alone() {
    let (mut desk, first, second) = two(&Check::default(), &Check::default());
    links(&mut desk, &first, &second);
    let check = Check { worthy: Some(Worthy::Yes), ..check_of(&desk, &first) };
    gets(&mut desk, &first, check);
    assert_eq!(check_of(&desk, &second), Check::default());
}

#[test]
fn a_claim_of_the_other_group_that_has_a_verdict_of_its_own_is_named_when_it_is_replaced() {
    let [.., given] = &known()[..] else { panic!("some are known") };
    let (mut desk, first, second) = two(&Check::default(), given);
    let third = desk.mark(Kind::Claim, "Rain falls");
    // As in a file where two claims are linked and only one was checked.
    gets(&mut desk, &first, Check { same: Some(second.clone()), ..Check::default() });
    gets(&mut desk, &third, Check { verdict: Some(Verdict::Mixed), ..Check::default() });
    let promised = promised(&mut desk, &third, &first);
    let told = links(&mut desk, &third, &first);
    assert_eq!(promised, told);
    let held = Inherited { verdict: Some(Verdict::True), claim: "It is raining".to_owned() };
    assert_eq!(told.shared, Some(held));
    let lost = Inherited { verdict: Some(Verdict::Mixed), claim: "Rain falls".to_owned() };
    assert_eq!(told.replaced, [lost]);
    assert_eq!((from(&desk, &second), from(&desk, &first)), (None, Some(second.clone())));
}

#[test]
fn a_change_at_one_leaves_what_was_found_for_another_alone() {
    let [.., given] = &known()[..] else { panic!("some are known") };
    let (mut desk, first, second) = two(&Check::default(), given);
    gets(&mut desk, &first, Check { same: Some(second.clone()), ..Check::default() });
    // The file never said that they share a check: this finding is the claim's own.
    let check = Check { verdict: Some(Verdict::Mixed), ..check_of(&desk, &first) };
    gets(&mut desk, &first, check);
    assert_eq!(check_of(&desk, &second).verdict, Some(Verdict::True));
}

#[test]
fn two_that_were_checked_alike_stay_checked_both() {
    let [.., given] = &known()[..] else { panic!("some are known") };
    let (mut desk, first, second) = two(given, given);
    let told = links(&mut desk, &first, &second);
    assert_eq!(told.replaced, []);
    assert_eq!((from(&desk, &first), from(&desk, &second)), (None, None));
}
