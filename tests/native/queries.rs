//! Queries and orders: which annotations are meant, and in which order they are listed.

use std::collections::BTreeSet;
use std::rc::Rc;

use article_annotator::model::plain::Plain;
use article_annotator::model::record::Record as _;
use article_annotator::model::repeats::check_of;
use article_annotator::model::{
    Actor, Annotation, AnnotationOrder, AnnotationSet, Check, CheckStatus, Claimant, Detail, Facts,
    Kind, Op, Origin, Query, Term, Timestamp, Verdict, Worthy,
};
use proptest::prelude::*;

use crate::notation::annotated;
use crate::random::{self, Seed};

fn ids(found: &[Rc<Annotation>]) -> Vec<&str> {
    found.iter().map(|one| &*one.id.0).collect()
}

/// Two people, a quote and three claims.
fn sample() -> AnnotationSet {
    let mut set = annotated(
        "[person#a:Bo] and [person#b:Ana] said [quote#q:it rains], [claim#x:so it is] [claim#y:true] or [claim#z:not]",
    );
    let person = |id: &str, name: &str| Op::AddActor(Actor::person(id.into(), name).into());
    let mut ops = vec![person("bo", "Bo Lee"), person("ana", "Ana Roy")];
    for one in set.iter() {
        let mut one = Annotation::clone(one);
        let checked = |verdict: Option<Verdict>| {
            Some(Check { verdict, explanation: "Looked up".into(), ..Check::default() })
        };
        match &*one.id.0.to_owned() {
            "a" => one.detail = Detail::Person { actor: Some("bo".into()) },
            "b" => {
                one.detail = Detail::Person { actor: Some("ana".into()) };
                one.label = Some("minister".into());
                one.created = Timestamp(3000);
            }
            "q" => {
                one.detail = Detail::Quote {
                    speaker: Some("ana".into()),
                    cue: None,
                    form: None,
                    source: None,
                };
                one.tags = vec!["weather".into(), "rain".into()];
                one.creator = Some("Chidi".into());
                one.created = Timestamp(1000);
            }
            "x" => {
                let check = checked(None).map(|check| Check {
                    status: Some(CheckStatus::Asked),
                    worthy: Some(Worthy::Yes),
                    ..check
                });
                one.detail = Detail::Claim { claimant: Some(Claimant::Article), check };
                one.origin = Origin::Import;
                one.created = Timestamp(2000);
            }
            "y" => {
                let check = checked(Some(Verdict::False));
                one.detail = Detail::Claim { claimant: Some(Claimant::Actor("bo".into())), check };
                one.note = "Compare with café".into();
            }
            _ => {
                let check = checked(Some(Verdict::True));
                one.detail = Detail::Claim { claimant: None, check };
            }
        }
        ops.push(Op::Replace(one.into()));
    }
    for op in ops {
        set.apply(&op.into()).unwrap();
    }
    set
}

#[test]
fn each_term_means_the_annotations_with_one_of_its_values() {
    let set = sample();
    let all = Query::default;
    let strings = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let mut facts = Facts::default();
    facts.annotations.insert("z".into(), vec!["no-claimant"]);
    facts.actors.insert("ana".into(), vec!["alike"]);
    for (query, meant) in [
        (all(), "a b q x y z"),
        (Query { kinds: vec![Kind::Person, Kind::Quote], ..all() }, "a b q"),
        (Query { labels: strings(&["minister"]), ..all() }, "b"),
        (Query { people: vec![Claimant::Actor("bo".into())], ..all() }, "a y"),
        (
            Query { people: vec![Claimant::Article, Claimant::Actor("ana".into())], ..all() },
            "b q x",
        ),
        (Query { tags: strings(&["rain", "sun"]), ..all() }, "q"),
        (Query { issues: strings(&["no-claimant"]), ..all() }, "z"),
        (Query { issues: strings(&["alike", "no-claimant"]), ..all() }, "b q z"),
        (Query { checked: Some(true), ..all() }, "x y z"),
        (Query { checked: Some(false), ..all() }, ""),
        (Query { decided: Some(true), ..all() }, "y z"),
        (Query { decided: Some(false), ..all() }, "x"),
        (Query { statuses: vec![CheckStatus::ToDo, CheckStatus::Asked], ..all() }, "x"),
        (Query { worthy: vec![Worthy::Yes], ..all() }, "x"),
        (Query { issues: strings(&["no-source"]), ..all() }, "y z"),
        (Query { verdicts: vec![Verdict::False], ..all() }, "y"),
        (Query { origins: vec![Origin::Import], ..all() }, "x"),
        (Query { creators: strings(&["Chidi"]), ..all() }, "q"),
        (Query { from: Some(Timestamp(2000)), ..all() }, "b x"),
        (Query { to: Some(Timestamp(2000)), ..all() }, "q"),
        (Query { text: "CAFE".into(), ..all() }, "y"),
        (Query { text: "ana".into(), ..all() }, "b q"),
        (
            Query {
                text: "looked".into(),
                kinds: vec![Kind::Claim],
                from: Some(Timestamp(1)),
                ..all()
            },
            "x",
        ),
    ] {
        assert_eq!(ids(&query.find(&set, &facts)).join(" "), meant, "{query:?}");
    }
}

#[test]
fn lists_are_sorted_by_person_time_and_verdict_and_otherwise_stay_in_text_order() {
    let set = sample();
    for (order, sorted) in [
        (AnnotationOrder::Place, "a b q x y z"),
        (AnnotationOrder::Person, "b q a y x z"),
        (AnnotationOrder::Time, "b x q a y z"),
        (AnnotationOrder::Verdict, "z y x a b q"),
    ] {
        let all = Query::default().find(&set, &Facts::default());
        assert_eq!(ids(&order.sort(&set, all)).join(" "), sorted, "{order:?}");
    }
}

/// A query of values that are in the set, and some that are not.
fn query(set: &AnnotationSet, (a, b, c, d): Seed) -> Query {
    let one = random::pick(&set.iter().collect::<Vec<_>>(), b).cloned();
    let other = random::pick(&set.iter().collect::<Vec<_>>(), c).cloned();
    let both: Vec<Rc<Annotation>> = one.into_iter().chain(other).collect();
    let wants = |bit: u16| d >> bit & 1 == 1;
    let some = |bit: u16| both.iter().filter(move |_| wants(bit));
    let verdict = |one: &Rc<Annotation>| match &one.detail {
        Detail::Claim { check: Some(check), .. } => check.verdict.clone(),
        _ => None,
    };
    Query {
        text: some(0).map(|one| one.note.clone()).next().unwrap_or_default(),
        kinds: some(1).map(|one| one.kind()).collect(),
        labels: some(2).filter_map(|one| one.label.clone()).collect(),
        people: some(3).filter_map(|one| one.actor().cloned()).map(Claimant::Actor).collect(),
        tags: some(4).flat_map(|one| one.tags.clone()).collect(),
        issues: some(5).map(|_| "marks".to_owned()).collect(),
        checked: wants(6).then_some(a.is_multiple_of(2)),
        decided: wants(12).then_some(a.is_multiple_of(3)),
        statuses: some(13).filter_map(|one| check_of(one)?.status).collect(),
        worthy: some(14).filter_map(|one| check_of(one)?.worthy).collect(),
        verdicts: some(7).filter_map(verdict).collect(),
        origins: some(8).map(|one| one.origin).collect(),
        creators: some(9).filter_map(|one| one.creator.clone()).collect(),
        from: some(10).map(|one| one.created).next(),
        to: some(11).map(|one| one.created).next(),
    }
}

proptest! {
    #![proptest_config(random::cases(128))]

    #[test]
    fn a_chip_taken_away_never_hides_anything_and_the_last_one_shows_everything(
        text in random::text(), seeds in random::seeds(12), asked in any::<Seed>(),
    ) {
        let set = random::set(&text, &seeds);
        let mut facts = Facts::default();
        facts.annotations.extend(set.iter().step_by(2).map(|one| (one.id.clone(), vec!["marks"])));
        let mut query = query(&set, asked);
        let every: BTreeSet<_> = set.iter().map(|one| one.id.clone()).collect();
        loop {
            let found = query.find(&set, &facts);
            prop_assert!(found.iter().all(|one| every.contains(&one.id)));
            prop_assert!(found.is_sorted_by(|a, b| a.text_order(b).is_lt()));
            for one in set.iter() {
                let is_found = found.iter().any(|other| other.id == one.id);
                prop_assert_eq!(query.matches(&set, one, &facts), is_found);
            }
            let terms = query.terms();
            prop_assert_eq!(query.is_empty(), terms.is_empty());
            let Some(term) = random::pick(&terms, asked.1) else { break };
            query = query.without(term);
            prop_assert!(!query.has(term));
            let more = query.find(&set, &facts);
            prop_assert!(found.iter().all(|one| more.contains(one)), "{:?}", term);
        }
        prop_assert_eq!(query.find(&set, &facts).len(), set.len());
        prop_assert_eq!(Query { text: String::new(), ..query }, Query::default());
    }

    #[test]
    fn sorting_keeps_every_annotation_and_the_text_order_of_equals(
        text in random::text(), seeds in random::seeds(24),
    ) {
        let set = random::set(&text, &seeds);
        let all = Query::default().find(&set, &Facts::default());
        for order in AnnotationOrder::ALL {
            let sorted = order.sort(&set, all.clone());
            let names = |list: &[Rc<Annotation>]| list.iter().map(|one| one.id.clone()).collect::<BTreeSet<_>>();
            prop_assert_eq!(names(&sorted), names(&all));
            prop_assert_eq!(sorted.len(), all.len());
            if order == AnnotationOrder::Time {
                prop_assert!(sorted.is_sorted_by_key(|one| std::cmp::Reverse(one.created)));
            }
            for pair in sorted.windows(2) {
                if order == AnnotationOrder::Time && pair[0].created == pair[1].created
                    || order == AnnotationOrder::Verdict && [&pair[0], &pair[1]].iter().all(|one| one.kind() != Kind::Claim)
                {
                    prop_assert!(pair[0].text_order(&pair[1]).is_lt());
                }
            }
        }
    }

    #[test]
    fn a_query_is_written_and_read_back_the_same(
        text in random::text(), seeds in random::seeds(6), asked in any::<Seed>(),
    ) {
        let query = query(&random::set(&text, &seeds), asked);
        let json = query.plain().to_json();
        prop_assert_eq!(Query::read(&Plain::from_json(&json).unwrap()).unwrap(), query);
    }
}

#[test]
fn the_chips_of_a_query_come_in_one_order() {
    let query = Query { tags: vec!["x".into()], kinds: vec![Kind::Claim], ..Query::default() };
    assert_eq!(query.terms(), [Term::Kinds, Term::Tags]);
    assert_eq!(Query { text: " ".into(), ..Query::default() }.terms(), []);
}
