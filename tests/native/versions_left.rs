//! What is left of a review: the problems it leaves, the sheets that list what changed, and versions in files; and
//! real revisions from start to end.

use std::rc::Rc;

use article_annotator::formats::common::codec::{Written, export_proved};
use article_annotator::formats::{Options, registry};
use article_annotator::model::{Annotation, Kind};
use article_annotator::session::commands::keymap::Place;
use article_annotator::session::document::lints::Lint;
use article_annotator::session::document::todo::TodoItem;
use article_annotator::session::versions::Versions;
use article_annotator::session::versions::rows::WordPiece;
use article_annotator::session::{Action, Panel, Panels};

use crate::versions_review::{comparison, does, reading};
use crate::world::Desk;

#[test]
fn a_file_brings_its_earlier_versions_into_the_open_article_and_undo_takes_them_out() {
    let mut desk = reading("Mira Holt [claim:opens it in May].", "Mira Holt opens it in June.");
    assert!(desk.key("1", Place::Panel));
    does(&mut desk, Versions::Adopt);
    let file = desk.exported();
    // The same article where nobody has seen the old text.
    let mut value: serde_json::Value = serde_json::from_str(&file).unwrap();
    value.as_object_mut().unwrap().remove("versions").unwrap();
    let mut other = Desk::default();
    other.drops(value.to_string().as_bytes());
    assert!(other.article().versions().is_empty());
    let before = other.exported();
    other.imports(file.as_bytes(), None).unwrap();
    assert_eq!(other.exported(), file);
    assert_eq!(other.article().unannounced_count(), 1);
    assert_eq!(other.restarted().exported(), file);
    assert!(other.undo());
    assert_eq!(other.exported(), before);
    assert!(other.redo());
    let all = other.exported();
    other.imports(file.as_bytes(), None).unwrap();
    assert_eq!(other.exported(), all, "nothing comes twice");
}

#[test]
fn two_who_marked_the_same_earlier_version_have_the_marks_of_both() {
    let (old, new) =
        ("Mira Holt opens it in May. Rain fell.", "Mira Holt opens it in June. Rain fell.");
    let adopted = |marked: &str| {
        let mut desk = reading(marked, new);
        while comparison(&mut desk).open > 0 {
            assert!(desk.key("1", Place::Panel));
        }
        does(&mut desk, Versions::Adopt);
        desk
    };
    let one = adopted(&old.replace("opens it in May", "[claim:opens it in May]"));
    let mut other = adopted(&old.replace("Rain fell", "[quote:Rain fell]"));
    let before = other.exported();
    let id = one.set().iter().next().unwrap().id.to_string();
    let file = one.exported().replace(&id, "theirs");
    other.imports(file.as_bytes(), None).unwrap();
    let version = other.article().versions()[0].clone();
    let words = |one: &Rc<Annotation>| version.article.words_of(&one.spans);
    let marked: Vec<_> = version.annotations.iter().map(words).collect();
    assert_eq!(marked, ["opens it in May", "Rain fell"]);
    assert_eq!(other.article().unannounced_count(), 1, "what changed of theirs is listed");
    assert_eq!(other.article().versions().len(), 1);
    let both = other.exported();
    other.imports(file.as_bytes(), None).unwrap();
    assert_eq!(other.exported(), both, "nothing comes twice");
    assert!(other.undo());
    assert_eq!(other.exported(), before);
}

#[test]
fn a_version_without_its_date_is_reported() {
    let mut desk = reading("Mira Holt [claim:opens it in May].", "Mira Holt opens it in June.");
    assert!(desk.key("1", Place::Panel));
    does(&mut desk, Versions::Adopt);
    let mut value: serde_json::Value = serde_json::from_str(&desk.exported()).unwrap();
    value["versions"][0].as_object_mut().unwrap().remove("replaced").unwrap();
    let read = crate::paper::read(value.to_string().as_bytes());
    assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
}

/// A reader who adopted a text: a quote and a claim have other words, a claim is gone, a mention too.
fn adopted() -> Desk {
    let old = "Mira Holt spoke: [quote:“We will open it in May.”]\n[claim:The bridge cost nine million \
               euros], says [person:Jo Bergfelder].\n[claim:Rain fell all day long.]\n[claim:He left.]";
    let new = "Mira Holt spoke: “We will open it in June.”\nThe bridge cost ten million euros, says the \
               city.\nHe left.";
    let mut desk = reading(old, new);
    while comparison(&mut desk).open > 0 {
        let key =
            if comparison(&mut desk).changes.iter().any(|one| one.current && !one.new.is_empty()) {
                "1"
            } else {
                "2"
            };
        assert!(desk.key(key, Place::Panel));
    }
    does(&mut desk, Versions::Adopt);
    desk
}

#[test]
fn words_that_changed_are_something_to_do_until_they_are_dismissed() {
    let mut desk = adopted();
    let listed = |desk: &mut Desk| {
        desk.does(Action::Panel(Panels::Show(Panel::Todo(Some(Lint::Reworded)))));
        let rows = desk.session.screen().todo.unwrap().rows.clone();
        rows.iter().map(|row| (**row).clone()).collect::<Vec<TodoItem>>()
    };
    let rows = listed(&mut desk);
    let shown: Vec<_> =
        rows.iter().map(|row| (row.kind, row.words.as_str(), row.other.as_str())).collect();
    assert_eq!(
        shown,
        [
            (Kind::Quote, "“We will open it in May.”", "“We will open it in June.”"),
            (
                Kind::Claim,
                "The bridge cost nine million euros",
                "The bridge cost ten million euros"
            ),
            (Kind::Claim, "Rain fell all day long.", ""),
        ]
    );
    desk.does(Action::DismissLint(Box::new(rows[1].finding.clone())));
    assert_eq!(listed(&mut desk).len(), 2);
    assert!(desk.undo());
    assert_eq!(listed(&mut desk).len(), 0, "nothing changed any more");
}

#[test]
fn the_vetting_sheet_as_csv_has_each_unannounced_change_once() {
    let desk = adopted();
    let written = [Written::new(desk.set(), "article")];
    let options = Options { shape: "csv".to_owned(), ..Options::default() };
    let codec = registry::all().find(|codec| codec.format.id == "vetting").unwrap();
    let proved = export_proved(codec, &written, &options, Default::default()).unwrap();
    let csv = String::from_utf8(proved.files[0].content.to_vec()).unwrap();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(rows.headers().unwrap().iter().next_back(), Some("Unannounced change"));
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let shown: Vec<_> = rows.iter().map(|row| (row[0].to_owned(), row[13].to_owned())).collect();
    let [claim, unchanged, quote, gone] = shown.as_slice() else { panic!("{shown:?}") };
    assert_eq!(claim.0, "1");
    assert!(claim.1.contains("nine million") && claim.1.contains("ten million"), "{claim:?}");
    assert_eq!(unchanged, &("2".to_owned(), String::new()));
    assert!(quote.0.is_empty() && quote.1.contains("in June"), "{quote:?}");
    assert!(gone.0.is_empty() && gone.1.contains("taken out"), "{gone:?}");
}

/// Real revisions, the passages as claims: what each became, as somebody who read both texts says.
#[test]
fn real_revisions_go_through_the_whole_review() {
    let all: serde_json::Value =
        serde_json::from_str(include_str!("../data/anchoring/edits.json")).unwrap();
    let mut shown = String::new();
    for id in [
        "ch03-04-comments@e785691..9cc1907",
        "ch03-04-comments@fad86c5..25a1530",
        "ch05-00-structs@8a0bb3c..8a61304",
    ] {
        let pair = all.as_array().unwrap().iter().find(|pair| pair["id"] == id).unwrap();
        let text = |name: &str| pair[name].as_str().unwrap().to_owned();
        let (old, new) = (text("old"), text("new"));
        let mut desk = Desk::reading(&old);
        for case in pair["cases"].as_array().unwrap() {
            let at = |end: &str| {
                let points = usize::try_from(case[end].as_u64().unwrap()).unwrap();
                old.char_indices().nth(points).map_or(old.len(), |(at, _)| at)
            };
            let range = crate::anchoring::range(at("start"), at("end"));
            let _is_new = desk.mark_range(Kind::Claim, range);
        }
        does(&mut desk, Versions::Paste { title: String::new(), text: new });
        let found = comparison(&mut desk);
        let words = |words: &[WordPiece]| {
            let piece = |one: &WordPiece| {
                if one.changed { format!("[{}]", one.text) } else { one.text.clone() }
            };
            words.iter().map(piece).collect::<String>().replace('\n', " ")
        };
        let counts = (found.fates, found.words, found.paragraphs);
        shown += &format!("{id}: {counts:?}\n");
        for row in &found.changes {
            shown += &format!("{:?} {}\n  {}\n", row.fate, row.likeness, words(&row.old));
            if !row.new.is_empty() {
                shown += &format!("  {}\n", words(&row.new));
            }
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn what_is_to_do_is_found_in_the_text_that_was_adopted() {
    // The same places, of other words.
    let mut desk = reading(
        "He said [quote:“we left… early] to nobody. [claim:Rents rose by nine] percent.",
        "He said “we left” early to nobody. Rents fell by nine percent.",
    );
    let unmatched = |desk: &mut Desk| {
        desk.does(Action::Panel(Panels::Show(Panel::Todo(Some(Lint::Marks)))));
        desk.session.screen().todo.unwrap().counts[Lint::Marks as usize]
    };
    assert_eq!(unmatched(&mut desk), 1);
    desk.does(Action::Panel(Panels::Show(Panel::Changes)));
    while comparison(&mut desk).open > 0 {
        assert!(desk.key("1", Place::Panel));
    }
    does(&mut desk, Versions::Adopt);
    assert_eq!(unmatched(&mut desk), 0, "{}", desk.shows());
}
