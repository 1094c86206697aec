//! The to-do list, Mark all, and claims that are checked once.

use article_annotator::model::marks::is_balanced;
use article_annotator::model::{
    AnnotationId, Byte, Check, Detail, Kind, Source, TextRange, Verdict, Worthy,
};
use article_annotator::session::api::arguments::{Draft, Patch};
use article_annotator::session::document::find_all::{How, MarkAll, find};
use article_annotator::session::document::lints::{Finding, Lint};
use article_annotator::session::document::todo::{Change, Fix};
use article_annotator::session::{Action, Dialog, Panel, Panels};

use crate::world::Desk;

fn todo_items(desk: &mut Desk) -> Vec<(Lint, String, Vec<Fix>)> {
    desk.does(Action::Panel(Panels::Show(Panel::Todo(None))));
    let todo = desk.session.screen().todo.expect("somebody looks");
    let rows = todo.rows.iter();
    rows.map(|one| (one.finding.lint, one.words.clone(), one.fixes.clone())).collect()
}

fn lints(desk: &mut Desk) -> Vec<Lint> {
    todo_items(desk).into_iter().map(|(lint, ..)| lint).collect()
}

fn update(desk: &mut Desk, id: &AnnotationId, patch: Patch) {
    desk.does(Action::Update { id: id.clone(), patch: Box::new(patch) });
}

fn named(name: &str) -> Patch {
    Patch { actor: Some(Some(name.to_owned())), ..Patch::default() }
}

const TEXT: &str = "Ana Roy met Ben Lee. “We will win the next election,” Roy said. “We will win the last election,” she said.";

#[test]
fn each_problem_is_found_explained_and_fixed() {
    let mut desk = Desk::reading(TEXT);
    let quote = desk.mark(Kind::Quote, "We will win the next election,”");
    let found = todo_items(&mut desk);
    assert_eq!(found.iter().map(|one| one.0).collect::<Vec<_>>(), [Lint::NoSpeaker, Lint::Marks]);
    let Some(Fix::Change(patch, Change::Words(words))) = found[1].2.first().cloned() else {
        panic!("the mark has a fix: {found:?}");
    };
    assert_eq!(words, "“We will win the next election,”");
    update(&mut desk, &quote, *patch);
    update(&mut desk, &quote, named("Ana Roy"));
    assert_eq!(lints(&mut desk), [Lint::NeverMarked]);
    desk.mark(Kind::Person, "Ana Roy");
    assert_eq!(lints(&mut desk), [Lint::Unmarked], "“Roy said”");
    let ana = desk.set().actor_called("Ana Roy").expect("there").id.clone();
    desk.does(Action::MarkAll(MarkAll::AllOf(ana)));
    assert_eq!(lints(&mut desk), []);

    let claim = desk.mark(Kind::Claim, "met Ben Lee");
    let found = todo_items(&mut desk);
    assert_eq!(found[0].0, Lint::NoClaimant);
    let Some(Fix::Change(patch, Change::Article)) = found[0].2.last().cloned() else {
        panic!("the article itself is offered: {found:?}");
    };
    update(&mut desk, &claim, *patch);
    let check = Check { verdict: Some(Verdict::True), ..Check::default() };
    update(&mut desk, &claim, Patch { check: Some(check.clone()), ..Patch::default() });
    assert_eq!(lints(&mut desk), [Lint::NoSource]);
    let source = Source { url: "https://x.example".to_owned(), ..Source::default() };
    let check = Check { sources: vec![source], ..check };
    update(&mut desk, &claim, Patch { check: Some(check), ..Patch::default() });
    assert_eq!(lints(&mut desk), []);

    let spans = desk.set().get(&claim).expect("there").spans.clone();
    desk.does(Action::Add(vec![Draft {
        id: Some("again".into()),
        kind: Kind::Claim,
        spans,
        rest: named("article"),
    }]));
    assert_eq!(lints(&mut desk), [Lint::Identical]);
    desk.does(Action::Remove("again".into()));
    let other = desk.mark(Kind::Quote, "We will win the last election");
    update(&mut desk, &other, named("Ana Roy"));
    assert_eq!(lints(&mut desk), [Lint::Differently]);
}

#[test]
fn what_is_left_as_it_is_does_not_come_up_again_and_an_undo_of_the_cause_brings_the_rest_back() {
    let mut desk = Desk::reading(TEXT);
    let quote = desk.mark(Kind::Quote, "We will win the next election");
    let todo = |desk: &mut Desk| desk.session.screen().todo.expect("few").total();
    assert_eq!(todo(&mut desk), 1);
    let finding = Finding {
        lint: Lint::NoSpeaker,
        annotation: Some(quote.clone()),
        actor: None,
        other: None,
    };
    desk.does(Action::DismissLint(Box::new(finding)));
    assert_eq!(todo(&mut desk), 0);
    let claim = desk.mark(Kind::Claim, "met Ben Lee");
    assert_eq!(todo(&mut desk), 1);
    desk.does(Action::Remove(claim));
    assert_eq!(todo(&mut desk), 0);
    desk.does(Action::Undo);
    assert_eq!(todo(&mut desk), 1);
}

#[test]
fn quotation_marks_are_balanced_as_each_language_has_them() {
    for text in [
        "no marks at all",
        "“all of it,” he said",
        "„ja“ und „nein“",
        "„ja” és „nem”",
        "«oui»",
        "»ja«",
        "”ja”",
        "「はい」",
        "\"yes\"",
        "it’s the dogs’ ‘day’",
        "“One paragraph\n“and the next.”",
        "\"One paragraph\n\"and the next.\"",
    ] {
        assert!(is_balanced(text), "{text}");
    }
    for text in ["“open", "closed”", "„offen", "«ouvert", "fermé»", "\"odd", "a “b” and “c", "「開"]
    {
        assert!(!is_balanced(text), "{text}");
    }
}

#[test]
fn a_quote_of_several_paragraphs_that_each_open_it_is_balanced_in_one_span_or_in_several() {
    for marks in [['“', '”'], ['"', '"'], ['«', '»']] {
        let [open, close] = marks;
        let text = format!("{open}We are late.\n{open}We are sorry.{close} He left.");
        for spans in [&["We are late.\n{o}We are sorry."][..], &["We are late.", "We are sorry."]] {
            let mut desk = Desk::reading(&text);
            let mut parts: Vec<TextRange> = spans
                .iter()
                .map(|words| {
                    let words = words.replace("{o}", &open.to_string());
                    let start = text.find(&words).unwrap() - open.len_utf8();
                    TextRange::new(start as u32, (start + open.len_utf8() + words.len()) as u32)
                })
                .collect();
            let last = parts.last_mut().unwrap();
            *last = TextRange { end: Byte::at(last.end.index() + close.len_utf8()), ..*last };
            let rest = Patch::default();
            let draft = Draft { id: None, kind: Kind::Quote, spans: parts, rest };
            desk.does(Action::Add(vec![draft]));
            assert!(!lints(&mut desk).contains(&Lint::Marks), "{text} {spans:?}");
        }
    }
}

#[test]
fn places_are_found_by_whole_words_case_and_possessive() {
    let loose = How { whole: false, case: false, possessive: true };
    let cases: &[(&str, &str, How, &[&str])] = &[
        ("Roy, Royal, roy, Roy’s", "Roy", How::default(), &["Roy", "Roy"]),
        ("Roy, Royal, roy, Roy’s", "Roy", loose, &["Roy", "Roy", "roy", "Roy"]),
        ("Roy, Roy’s, Roy's dog", "Roy", How { possessive: false, ..How::default() }, &["Roy"]),
        ("Ana Roy and Roy", "Ana Roy / Roy", How::default(), &["Ana Roy", "Roy"]),
        ("习近平主席和习近平", "习近平", How::default(), &["习近平", "习近平"]),
        ("Ana\u{a0}Roy", "Ana Roy", How::default(), &["Ana\u{a0}Roy"]),
        ("STRASSE Straße", "straße", How { case: false, ..How::default() }, &["STRASSE", "Straße"]),
        // A name is the same however its letters are written and hyphenated.
        ("Zoë, Zoe\u{308} and Zoe", "Zoë", How::default(), &["Zoë", "Zoe\u{308}"]),
        ("Zoë, Zoe\u{308} and Zoe", "Zoe\u{308}", How::default(), &["Zoë", "Zoe\u{308}"]),
        (
            "Mi\u{ad}ra Holt, Mira Holt",
            "Mira Holt",
            How::default(),
            &["Mi\u{ad}ra Holt", "Mira Holt"],
        ),
        ("Mira Holt", "Mi\u{ad}ra Holt", How::default(), &["Mira Holt"]),
        ("Zusammen\u{ad}arbeit", "Zusammenarbeit", How::default(), &["Zusammen\u{ad}arbeit"]),
        ("Zusammen\u{ad}arbeit", "arbeit", How::default(), &[]),
        (
            "한국 \u{1112}\u{1161}\u{11ab}국",
            "한국",
            How { whole: false, ..How::default() },
            &["한국", "\u{1112}\u{1161}\u{11ab}국"],
        ),
        ("O’Brien, O'Brien", "O'Brien", How::default(), &["O’Brien", "O'Brien"]),
        ("ana\nroy", "ana roy", How::default(), &[]),
        ("abc", " / ", How::default(), &[]),
        ("👨‍👩‍👧 Roy", "roy", loose, &["Roy"]),
    ];
    for (text, words, how, expected) in cases {
        let words: Vec<&str> = words.split('/').collect();
        let found = find(text, &words, *how);
        let found: Vec<_> = found.iter().map(|range| &text[range.indices()]).collect();
        assert_eq!(found, *expected, "{words:?} in “{text}”");
    }
}

#[test]
fn all_places_of_a_name_are_marked_in_one_step_but_for_those_left_out() {
    let mut desk =
        Desk::reading("Ana Roy met Ben Lee. Roy’s plan is new. Roy, who left, was Ms Roy once.");
    let first = desk.mark(Kind::Person, "Ana Roy");
    desk.does(Action::MarkAll(MarkAll::Like(first.clone())));
    let Some(Dialog::MarkAll(open)) = desk.session.dialog() else { panic!("a preview") };
    assert_eq!(open.words, "Ana Roy / Roy");
    let words: Vec<_> = open.hits.iter().map(|hit| hit.words.clone()).collect();
    assert_eq!(words, ["Roy", "Roy", "Roy"]);
    desk.does(Action::MarkAll(MarkAll::Select(1, false)));
    desk.does(Action::MarkAll(MarkAll::Mark));
    assert!(desk.session.dialog().is_none());
    let set = desk.set();
    let actor = set.get(&first).and_then(|one| one.actor().cloned());
    assert_eq!(set.len(), 3);
    assert!(set.iter().all(|one| one.actor() == actor.as_ref()), "all are Ana Roy");
    assert_eq!(set.actors().count(), 1);
    desk.does(Action::Undo);
    assert_eq!(desk.set().len(), 1, "one step");
}

#[test]
fn what_may_say_the_same_is_offered_by_how_many_words_it_shares() {
    let mut desk = Desk::reading(
        "The budget will grow. Nobody came. This year the budget will grow again. It may grow.",
    );
    let first = desk.mark(Kind::Claim, "The budget will grow");
    for words in ["Nobody came", "This year the budget will grow again", "It may grow"] {
        desk.mark(Kind::Claim, words);
    }
    desk.does(Action::Panel(Panels::Show(Panel::Claims(0))));
    let set = desk.set();
    let alike = article_annotator::session::render::cards::alike(set, set.get(&first).unwrap());
    let words: Vec<_> =
        alike.iter().map(|id| set.article().slice(set.get(id).unwrap().spans[0])).collect();
    assert_eq!(words, ["This year the budget will grow again", "It may grow", "Nobody came"]);
}

#[test]
fn a_claim_said_again_is_linked_and_checked_once() {
    let mut desk = Desk::reading("It rains. It is raining. It snows.");
    let first = desk.mark(Kind::Claim, "It rains");
    let again = desk.mark(Kind::Claim, "It is raining");
    let other = desk.mark(Kind::Claim, "It snows");
    let check = |desk: &Desk, id: &AnnotationId| match &desk.set().get(id).expect("there").detail {
        Detail::Claim { check, .. } => check.clone().unwrap_or_default(),
        _ => Check::default(),
    };
    let place = Check { place: "Oslo".to_owned(), ..Check::default() };
    update(&mut desk, &again, Patch { check: Some(place), ..Patch::default() });
    desk.does(Action::SameAs { id: again.clone(), other: Some(first.clone()) });
    let found =
        Check { verdict: Some(Verdict::False), worthy: Some(Worthy::Yes), ..check(&desk, &again) };
    update(&mut desk, &again, Patch { check: Some(found), ..Patch::default() });
    assert_eq!(check(&desk, &first).verdict, Some(Verdict::False), "checked once");
    assert_eq!(
        (check(&desk, &first).place, check(&desk, &again).place.as_str()),
        (String::new(), "Oslo")
    );
    assert_eq!(check(&desk, &other), Check::default());
    desk.does(Action::Undo);
    assert_eq!(check(&desk, &first).verdict, None, "one step");
    desk.does(Action::Redo);
    desk.does(Action::SameAs { id: again.clone(), other: None });
    let mine = Check { verdict: Some(Verdict::True), ..check(&desk, &again) };
    update(&mut desk, &again, Patch { check: Some(mine), ..Patch::default() });
    assert_eq!(check(&desk, &first).verdict, Some(Verdict::False), "apart again");
}

#[test]
fn the_article_becomes_the_claimant_of_all_claims_without_one_in_one_step() {
    let mut desk = Desk::reading("Rain fell. Taxes rose. Ana Roy says jobs doubled.");
    let claims = ["Rain fell", "Taxes rose"].map(|words| desk.mark(Kind::Claim, words));
    let hers = desk.mark(Kind::Claim, "jobs doubled");
    update(&mut desk, &hers, named("Ana Roy"));
    let before = desk.exported();
    desk.does(Action::Panel(Panels::Show(Panel::Todo(None))));
    let all = desk.session.screen().todo.unwrap().claimed_by_article();
    assert_eq!(all.iter().map(|(id, _)| id).collect::<Vec<_>>(), [&claims[0], &claims[1]]);
    desk.does(Action::UpdateMany(all));
    assert!(!lints(&mut desk).contains(&Lint::NoClaimant));
    assert_eq!(desk.actors(), ["Ana Roy"], "the article is nobody");
    assert!(desk.undo());
    assert_eq!(desk.exported(), before);
}

#[test]
fn highlights_of_a_removed_person_are_listed_until_they_are_named_or_removed() {
    let mut desk = Desk::reading("Ana Roy met Ben Lee. Roy left.");
    let first = desk.mark(Kind::Person, "Ana Roy");
    desk.mark(Kind::Person, "Roy left");
    let gone: Vec<_> = desk.set().actors().map(|actor| actor.id.clone()).collect();
    for id in gone {
        desk.does(Action::People(article_annotator::session::document::actors::People::Remove(id)));
    }
    assert_eq!(lints(&mut desk), [Lint::Nobody, Lint::Nobody]);
    let found = todo_items(&mut desk);
    let Some(Fix::Change(patch, Change::Name(name))) = found[0].2.first().cloned() else {
        panic!("its words are offered: {found:?}");
    };
    assert_eq!((name.as_str(), &found[0].2[1]), ("Ana Roy", &Fix::Remove));
    update(&mut desk, &first, *patch);
    assert_eq!((desk.actors(), lints(&mut desk)), (vec!["Ana Roy".to_owned()], vec![Lint::Nobody]));
}
