//! Our own tables after somebody worked on them in a spreadsheet: what it made of a cell is read as it was meant, and what
//! nobody can read is named.

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::{File, Options};
use article_annotator::model::{
    Actor, ActorSort, AnnotationSet, Check, Detail, Details, Kind, QuoteForm, Verdict, Worthy,
};

use crate::cases::{Came, FIRST, dropped};
use crate::desk::{format as codec, proved};
use crate::notation::{annotation, article, find};

/// A table of a row about “Mira Holt” with this in one column.
fn with_cell(kind: &str, column: &str, cell: &str) -> Came {
    let table = format!("kind,text,start,end,who,{column}\n{kind},Mira Holt,0,9,Ivo,\"{cell}\"\n");
    dropped(vec![File::new("t.csv", table)], Some(FIRST))
}

fn detail(came: &Came) -> Detail {
    came.sets[0].iter().next().unwrap().detail.clone()
}

#[test]
fn a_verdict_that_a_spreadsheet_took_for_a_truth_value_is_that_verdict() {
    for (cell, wanted) in [
        ("TRUE", Verdict::True),
        ("FALSE", Verdict::False),
        ("FALSCH", Verdict::False),
        ("VERO", Verdict::True),
        ("FALSO", Verdict::False),
        ("Mostly-False", Verdict::MostlyFalse),
        ("UNPROVEN", Verdict::Unproven),
        // One’s own.
        ("Falsch", Verdict::Own("Falsch".into())),
        ("Half True", Verdict::Own("Half True".into())),
    ] {
        let came = with_cell("claim", "verdict", cell);
        let Detail::Claim { check: Some(check), .. } = detail(&came) else { panic!("{cell}") };
        assert_eq!((check.verdict, came.told), (Some(wanted), vec![]), "{cell}");
    }
    // One’s own verdict that reads like a truth value is told before the table is written.
    let article = article("Mira Holt left.");
    let mut one = annotation("a1", Kind::Claim, &[find(&article, "Mira Holt")]);
    let check = Check { verdict: Some(Verdict::Own("FALSO".into())), ..Check::default() };
    one.detail = Detail::Claim { claimant: None, check: Some(check) };
    let mut set = AnnotationSet::new(article, Details::default());
    set.apply(&set.adding(one.into())).unwrap();
    let proved = proved(codec("csv"), &set, &Options::default()).unwrap();
    assert_eq!(proved.losses[0].len(), 1, "{:?}", proved.losses);
}

#[test]
fn names_in_cells_are_read_with_capitals_and_those_that_are_unknown_are_told() {
    for cell in ["organisation", "Organisation", "ORGANIZATION ", "organization"] {
        let came = with_cell("person", "who_sort", cell);
        let actor = came.sets[0].actors().next().unwrap();
        assert_eq!((actor.sort, came.told), (ActorSort::Organisation, vec![]), "{cell}");
    }
    let Detail::Quote { form, .. } = detail(&with_cell("quote", "form", "Direct")) else {
        panic!()
    };
    assert_eq!(form, Some(QuoteForm::Direct));
    let Detail::Claim { check, .. } = detail(&with_cell("claim", "worthy", "YES")) else {
        panic!()
    };
    assert_eq!(check.and_then(|check| check.worthy), Some(Worthy::Yes));
    for (kind, column, cell) in [
        ("person", "who_sort", "alien"),
        ("quote", "form", "reported"),
        ("claim", "worthy", "perhaps"),
        ("claim", "status", "Done"),
        ("claim", "publisher_sort", "paper"),
        ("claim", "sub_label", "two words"),
        ("claim", "origin", "Twitter"),
    ] {
        let came = with_cell(kind, column, cell);
        assert_eq!(came.annotations().len(), 1);
        let told = format!("“{cell}” in “{column}” has no place here; left out");
        assert_eq!(came.told, [told]);
        let came = with_cell(kind, column, "");
        assert_eq!(came.told, [""; 0], "{column}");
    }
}

#[test]
fn a_cell_that_names_nobody_makes_nobody_up() {
    for cell in ["-", "—", "?", "N/A", "unknown", "None"] {
        let table = format!("kind,text,start,end,who\nperson,Mira Holt,0,9,{cell}\n");
        let came = dropped(vec![File::new("t.csv", table)], Some(FIRST));
        assert_eq!(came.sets[0].actors().count(), 0, "{cell}");
        assert!(came.told.concat().contains(&format!("“{cell}” names nobody")), "{:?}", came.told);
    }
}

#[test]
fn somebody_who_is_called_unknown_stays_somebody() {
    let table = "kind,text,start,end,who,who_role\nperson,Mira Holt,0,9,unknown,a neighbour\n";
    let came = dropped(vec![File::new("t.csv", table)], Some(FIRST));
    assert_eq!(came.sets[0].actors().next().unwrap().role, "a neighbour");
    // Our own tables bring back whoever a reader named so.
    for (id, name) in
        ["csv", "tsv"].into_iter().flat_map(|id| ["Unknown", "-", "None"].map(|name| (id, name)))
    {
        let article = article("Mira Holt left.");
        let actor = Actor {
            id: "p1".into(),
            name: name.into(),
            sort: ActorSort::Person,
            role: String::new(),
            wikidata: None,
            note: String::new(),
        };
        let mut one = annotation("a1", Kind::Person, &[find(&article, "Mira Holt")]);
        one.detail = Detail::Person { actor: Some("p1".into()) };
        let set = rebuilt(article, Details::default(), vec![actor], vec![one]);
        let proved = proved(codec(id), &set, &Options::default()).unwrap();
        assert!(proved.losses.iter().all(Vec::is_empty), "{id}, {name}: {:?}", proved.losses);
    }
}
