//! The numbers of who said what, as tables for spreadsheets.

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::common::{Lack, codec};
use article_annotator::formats::{Options, Written};
use article_annotator::model::{
    Actor, Annotation, AnnotationSet, Check, Claimant, Detail, Details, Kind, QuoteForm, Verdict,
};

use crate::desk::{NOW, file, format};
use crate::notation::annotated;

/// A document in which everything is said by one person.
fn by(name: &str, title: &str, notation: &str) -> AnnotationSet {
    let set = annotated(notation);
    let actor = Actor { role: "Mayor".to_owned(), ..Actor::person("a".into(), name) };
    let annotations = set.iter().map(|one| {
        let mut one = Annotation::clone(one);
        let verdict = Some(Verdict::False);
        one.detail = match one.kind() {
            Kind::Person => Detail::Person { actor: Some(actor.id.clone()) },
            Kind::Quote => Detail::Quote {
                speaker: Some(actor.id.clone()),
                cue: None,
                form: Some(QuoteForm::Direct),
                source: None,
            },
            Kind::Claim => Detail::Claim {
                claimant: Some(Claimant::Actor(actor.id.clone())),
                check: Some(Check { verdict, ..Check::default() }),
            },
        };
        one
    });
    let annotations = annotations.collect();
    let published = Some("2026-03-01".to_owned());
    let details = Details { title: title.to_owned(), published, ..Details::default() };
    rebuilt(set.article().clone(), details, vec![actor], annotations)
}

fn of(shape: &str) -> Options {
    Options { shape: shape.to_owned(), ..Options::default() }
}

#[track_caller]
fn check(shape: &str, sets: &[AnnotationSet], wanted: &[&str]) {
    let documents: Vec<_> = sets.iter().map(|set| Written::new(set, "paper")).collect();
    let proved = codec::export_proved(format("numbers"), &documents, &of(shape), NOW).unwrap();
    assert_eq!(proved.files.len(), 1, "one table for all articles");
    let text = String::from_utf8(proved.files[0].content.clone()).unwrap();
    assert_eq!(text.split_terminator("\r\n").collect::<Vec<_>>(), wanted, "{shape}");
}

const TEXT: &str = "[person:Ana] said: “[quote:We won, all of us].”\n[claim:They lost].";

#[test]
fn each_table_of_an_article_has_its_numbers() {
    let sets = [by("Ana", "Vote", TEXT)];
    let people = [
        "Name,Type,Role,Wikidata,First paragraph,Mentions,Quotes,Direct quotes,Indirect quotes,Mixed quotes,Form not set,Words quoted,Claims,Verdict: True,Verdict: Mostly true,Verdict: Mixed,Verdict: Mostly false,Verdict: False,Verdict: Unproven,Not checked",
        "Ana,person,Mayor,,1,1,1,1,0,0,0,5,1,0,0,0,0,1,0,0",
        "(the article),,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
        "(nobody named yet),,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
        "(all),,,,,1,1,1,0,0,0,5,1,0,0,0,0,1,0,0",
    ];
    check("", &sets, &people);
    check("people", &sets, &people);
    check(
        "quotes",
        &sets,
        &[
            "Article,Speaker,Words,Introduced by,Form,Label,Paragraph",
            "Vote,Ana,\"We won, all of us\",,direct,,1",
        ],
    );
    check(
        "shares",
        &sets,
        &[
            "Article,Quotes of,Name,People,Quotes,Words",
            "Vote,person,Ana,1,1,5",
            "Vote,role,Mayor,1,1,5",
            "Vote,label,,,1,5",
            "Vote,unnamed sources,,0,0,0",
            "Vote,nobody named yet,,,0,0",
            "Vote,all,,1,1,5",
            "Vote,the whole article,,,,9",
        ],
    );
    check(
        "paragraphs",
        &sets,
        &[
            "Article,Paragraph,Characters,Annotated,In mentions,In claims,In quotes",
            "Vote,1,30,20,3,0,17",
            "Vote,2,10,9,0,9,0",
        ],
    );
    check(
        "time",
        &sets,
        &["Date,Articles,Quotes,Name,Words quoted", "2026-03-01,1,1,,5", "2026-03-01,,,Ana,5"],
    );
}

#[test]
fn several_articles_share_a_table() {
    let sets = [by("Ana", "Vote", TEXT), by("ana", "Count", "[quote:No].")];
    check(
        "quotes",
        &sets,
        &[
            "Article,Speaker,Words,Introduced by,Form,Label,Paragraph",
            "Vote,Ana,\"We won, all of us\",,direct,,1",
            "Count,ana,No,,direct,,1",
        ],
    );
    let equal = [by("Ana", "", "[quote:Yes]."), by("Ana", "", "[quote:No].")];
    check(
        "quotes",
        &equal,
        &[
            "Article,Speaker,Words,Introduced by,Form,Label,Paragraph",
            "Untitled article,Ana,Yes,,direct,,1",
            "Untitled article (2),Ana,No,,direct,,1",
        ],
    );
    check(
        "people",
        &sets,
        &[
            "Name,Type,Role,Wikidata,Articles,Quoted in,Mentions,Quotes,Direct quotes,Indirect quotes,Mixed quotes,Form not set,Words quoted,Claims,Verdict: True,Verdict: Mostly true,Verdict: Mixed,Verdict: Mostly false,Verdict: False,Verdict: Unproven,Not checked",
            "Ana,person,Mayor,,2,2,1,2,2,0,0,0,6,1,0,0,0,0,1,0,0",
            "Unnamed sources (0),,,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            "(the article),,,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            "(nobody named yet),,,,,,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            "(all),,,,2,,1,2,2,0,0,0,6,1,0,0,0,0,1,0,0",
        ],
    );
}

#[test]
fn no_two_columns_of_the_people_have_one_name() {
    let head = file("numbers", &by("Ana", "Vote", TEXT), &of("people"));
    let head: Vec<&str> = head.lines().next().unwrap().split(',').collect();
    let names: std::collections::BTreeSet<_> = head.iter().collect();
    assert_eq!(names.len(), head.len(), "{head:?}");
}

#[test]
fn a_table_of_quotes_says_that_claims_and_mentions_are_left_out() {
    let set = by("Ana", "Vote", TEXT);
    for (shape, left_out) in [("quotes", 2), ("shares", 2), ("time", 2), ("people", 0)] {
        let documents = [Written::new(&set, "paper")];
        let proved = codec::export_proved(format("numbers"), &documents, &of(shape), NOW).unwrap();
        let losses = proved.losses.iter().flatten();
        let lost = losses.filter(|loss| loss.what == Lack::Annotation).map(|loss| loss.count);
        assert_eq!(lost.sum::<u32>(), left_out, "{shape}");
        let title = proved.losses.iter().flatten().any(|loss| loss.what == Lack::Title);
        assert_eq!(title, ["people", "time"].contains(&shape), "{shape}: the title");
    }
}

#[test]
fn no_cell_of_any_table_is_taken_for_a_formula() {
    for name in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|x", "%x"] {
        let mut set = by(name, name, &format!("[quote:{}] x", name.replace(['\r', '\t'], "=")));
        let actors = set.actors().map(|actor| Actor { role: name.to_owned(), ..(**actor).clone() });
        let actors: Vec<_> = actors.collect();
        let all = set
            .iter()
            .map(|one| Annotation { label: Some(name.trim().to_owned()), ..(**one).clone() });
        let all = all.collect();
        set = rebuilt(set.article().clone(), (**set.details()).clone(), actors, all);
        for shape in ["people", "quotes", "shares", "paragraphs", "time"] {
            let text = file("numbers", &set, &of(shape));
            let mut table = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            for row in table.records() {
                for cell in row.unwrap().iter() {
                    assert!(
                        !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']),
                        "{shape}: {cell:?}"
                    );
                }
            }
        }
    }
}
