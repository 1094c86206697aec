//! The filters of claims are queries as everywhere, and a list of thousands makes the rows of its page alone.

use article_annotator::model::{CheckStatus, Kind, Query, Term, TextRange};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::annotation_list::without_term;
use article_annotator::session::document::claim_list::{ClaimList, usual_filters};
use article_annotator::session::{Action, Panel, Panels};

use crate::world::Desk;

fn report() -> Desk {
    let mut desk =
        Desk::reading("Ana said prices fell. Rents rose.\n\nWages doubled. Nobody knows why.");
    for claim in ["prices fell", "Rents rose", "Wages doubled"] {
        desk.mark(Kind::Claim, claim);
    }
    desk
}

fn listed(desk: &mut Desk, list: ClaimList) -> Vec<String> {
    desk.does(Action::Panel(Panels::List(list.into())));
    desk.lists().claims.rows.iter().map(|card| card.excerpt.clone()).collect()
}

#[test]
fn terms_of_a_filter_are_the_same_values_as_in_the_list_of_annotations() {
    let mut desk = report();
    let query = Query {
        text: "rose".to_owned(),
        statuses: vec![CheckStatus::Asked],
        ..usual_filters()[0].clone()
    };
    assert_eq!(
        listed(&mut desk, ClaimList { query: query.clone(), ..ClaimList::default() }).len(),
        0
    );
    let lists = desk.lists();
    let terms: Vec<_> = lists.claims.terms.iter().map(|(term, _)| *term).collect();
    assert_eq!(terms, [Term::Text, Term::Decided, Term::Statuses]);
    let query = without_term(query, Term::Statuses);
    assert_eq!(
        listed(&mut desk, ClaimList { query: query.clone(), ..ClaimList::default() }),
        ["Rents rose"]
    );
    // The usual filters have chips of their own.
    let query = without_term(query, Term::Text);
    assert_eq!(listed(&mut desk, ClaimList { query, ..ClaimList::default() }).len(), 3);
    let lists = desk.lists();
    assert_eq!(lists.claims.terms, []);
    let offered = lists.claims.values.iter().find(|one| one.value.value == "no-claimant");
    assert_eq!(offered.map(|one| (one.value.term, one.count)), Some((Term::Issues, 3)));
    assert!(lists.claims.values.iter().all(|one| one.value.term != Term::Kinds), "all are claims");
}

#[test]
fn a_list_of_thousands_makes_the_rows_of_its_page_and_knows_the_place_of_each() {
    let mut desk = Desk::reading(&"It rains. ".repeat(350));
    let claim = |at: u32| Draft {
        id: None,
        kind: Kind::Claim,
        spans: vec![TextRange::new(10 * at, 10 * at + 8)],
        rest: Patch::default(),
    };
    let drafts = (0..350).map(claim).collect();
    desk.does(Action::Add(drafts));
    desk.does(Action::Panel(Panels::Show(Panel::Claims(6))));
    let claims = desk.lists().claims;
    assert_eq!(
        (claims.rows.len(), claims.page, claims.listed, claims.known.verdicts.claims),
        (50, 6, 350, 350)
    );
    assert_eq!((claims.rows[0].place, claims.rows[49].place), (301, 350));
    desk.does(Action::Panel(Panels::Claim(claims.rows[7].id.clone())));
    let claims = desk.lists().claims;
    assert_eq!(claims.open.as_ref().map(|card| card.place), Some(308));
    assert_eq!(desk.session.panel(), &Panel::Claims(6));
}
