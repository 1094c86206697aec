//! The pages for people, as they look on paper: the vetting sheet and the marked-up page.

use article_annotator::formats::Options;
use article_annotator::formats::common::loss::rebuilt;
use article_annotator::model::{
    Actor, Annotation, AnnotationSet, Check, Detail, Details, Kind, Source, Verdict,
};

use crate::desk::file;
use crate::notation::annotated;

fn checked(notation: &str, sources: &[&str]) -> AnnotationSet {
    let set = annotated(notation);
    let ana = Actor::person("a".into(), "Ana Ruiz");
    let source = |url: &&str| Source { url: (*url).to_owned(), ..Source::default() };
    let annotations = set.iter().map(|one| {
        let mut one = Annotation::clone(one);
        one.detail = match one.kind() {
            Kind::Claim => Detail::Claim {
                claimant: None,
                check: Some(Check {
                    verdict: Some(Verdict::Mixed),
                    sources: sources.iter().map(source).collect(),
                    ..Check::default()
                }),
            },
            _ => Detail::Person { actor: Some(ana.id.clone()) },
        };
        one
    });
    let annotations = annotations.collect();
    rebuilt(set.article().clone(), Details::default(), vec![ana.clone()], annotations)
}

#[test]
fn the_vetting_sheet_breaks_no_word_and_has_only_columns_with_something_in_them() {
    let set = checked("[claim:Jobs doubled].", &["https://a.example/?a=1&b=\"2\"", "archive 7"]);
    let page = file("vetting", &set, &Options::default());
    assert!(!page.contains("th,td{border:1px solid #b9bbc0;padding:.375rem .5rem;overflow-wrap"));
    let anywhere = page.matches("anywhere").count();
    assert_eq!(anywhere, 1, "only addresses may break anywhere");
    assert_eq!(page.matches("<th ").count(), 4, "number, claim, verdict and sources");
    assert!(page.contains(">No.</th>") && page.contains(">Sources</th>"));
    for empty in ["Since", "Where", "Worth checking", "Why", "Label", "Note", "Claimed by"] {
        assert!(!page.contains(&format!(">{empty}</th>")), "{empty}");
    }
    let link = "<a href=\"https://a.example/?a=1&amp;b=&quot;2&quot;\" rel=\"noreferrer\">";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("archive 7") && !page.contains("href=\"archive"));
    // The table for programs keeps its columns.
    let csv = Options { shape: "csv".to_owned(), ..Options::default() };
    assert!(file("vetting", &set, &csv).starts_with("No.,Claim,Claimed by,Since,Where,"));
}

#[test]
fn a_link_ends_where_its_address_ends() {
    for (source, address) in [
        ("https://a.example/Mercury_(planet)", "https://a.example/Mercury_(planet)"),
        ("https://a.example/(a)_(b)", "https://a.example/(a)_(b)"),
        ("https://a.example/x).", "https://a.example/x)."),
        ("https://a.example/x),", "https://a.example/x"),
        ("https://a.example/a);", "https://a.example/a"),
    ] {
        let set = checked("[claim:Jobs doubled].", &[source]);
        let page = file("vetting", &set, &Options::default());
        assert!(page.contains(&format!("<a href=\"{address}\" ")), "{source}: {page}");
    }
}

#[test]
fn no_address_but_a_web_page_is_a_link() {
    for url in ["javascript:alert(1)", "ftp://a.example", "a.example", "xhttps://a.example"] {
        let page = file("vetting", &checked("[claim:Jobs doubled].", &[url]), &Options::default());
        assert!(!page.contains("<a "), "{url}");
    }
}

#[test]
fn the_marked_up_page_begins_with_its_verdicts_and_no_note_repeats_itself() {
    let set = checked("[person:Ana Ruiz] and [person:Ruiz] met. [claim:Jobs doubled].", &[]);
    let page = file("html", &set, &Options::default());
    assert!(
        page.contains("<p class=\"about\">1 person, 0 quotes, 1 claim (Mixed: 1)</p>"),
        "{page}"
    );
    assert!(!page.contains("Person: Ana Ruiz"), "her name says it: {page}");
    let labelled = set.iter().map(|one| Annotation {
        label: (one.kind() == Kind::Person).then(|| "Ruiz".to_owned()),
        ..Annotation::clone(one)
    });
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let labelled = labelled.collect();
    let labelled = rebuilt(set.article().clone(), (**set.details()).clone(), actors, labelled);
    let labels = file("html", &labelled, &Options::default()).matches("Label: Ruiz<").count();
    assert_eq!(labels, 2, "a label equal to the words stays");
    let bare = file("html", &annotated("None."), &Options::default());
    assert_eq!(bare.matches("class=\"about\"").count(), 1, "{bare}");
}
