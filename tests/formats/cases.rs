//! Files from bug reports of other programs, dropped into the app: the right words are marked and
//! opened, or the problem is named.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use article_annotator::formats::common::loss::rebuilt;
use article_annotator::formats::{File, Manuscript};
use article_annotator::model::{Actor, AnnotationSet, Article, Details};
use article_annotator::session::worker;
use article_annotator::session::worker::protocol::{
    FoundArticle, Outcome, ReadTask, Reading, Task,
};
use serde_json::Value;

use crate::desk::NOW;

pub const FIRST: &str = "Mira Holt met Ivo Brandt at the town hall.\n\
The bridge cost nine million, Holt said. The bridge cost nine million, wrote Brandt.\n\
Zoë 😀 Mira Holt left.";

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases")
}

/// The result of a file.
pub struct Came {
    /// The texts that would be opened.
    pub texts: Vec<String>,
    titles: Vec<String>,
    pub sets: Vec<Rc<AnnotationSet>>,
    pub told: Vec<String>,
}

/// The result of dropping these files while this text is open.
pub fn dropped(files: Vec<File>, first: Option<&str>) -> Came {
    dropped_on(files, first, None)
}

/// The same while the text's source is this page.
pub fn dropped_on(files: Vec<File>, first: Option<&str>, page: Option<&str>) -> Came {
    let open = |text: &str| {
        let article = Rc::new(Article::new(None, text).unwrap());
        let details = Details { source: page.map(str::to_owned), ..Details::default() };
        Rc::new(AnnotationSet::new(article, details))
    };
    let against = first.map(open);
    let task = Task::Read(ReadTask { files: files.into(), format: None, now: NOW, against });
    match worker::perform(&task, &|_| {}) {
        Outcome::Read(reading) => came(reading),
        Outcome::Failed(problem) => {
            Came { texts: vec![], titles: vec![], sets: vec![], told: vec![problem.to_string()] }
        }
        other => unreachable!("it was asked to read, and did {other:?}"),
    }
}

/// What is about the open text comes without a document: here it gets one.
fn whole(found: FoundArticle) -> Rc<AnnotationSet> {
    if found.compared.is_none() {
        return found.set;
    }
    let actors = found.set.actors().map(|actor| Actor::clone(actor)).collect();
    let annotations = found.brings.into_iter().map(Rc::unwrap_or_clone).collect();
    let (article, details) = (found.set.article().clone(), Details::clone(found.set.details()));
    Rc::new(rebuilt(article, details, actors, annotations))
}

fn came(reading: Reading) -> Came {
    let text = |one: &Manuscript| {
        let article = one.article(|_, passage| !passage.left_out, false).unwrap();
        article.text().to_string()
    };
    let told = reading.problems.iter();
    let told = told.chain(reading.manuscripts.iter().flat_map(|one| &one.problems));
    let titles = reading.manuscripts.iter().map(|one| one.details.title.clone());
    let sets: Vec<_> = reading.documents.into_iter().map(whole).collect();
    let of_sets = sets.iter().map(|set| set.article().text().to_string());
    Came {
        told: told.map(ToString::to_string).collect(),
        texts: of_sets.chain(reading.manuscripts.iter().map(text)).collect(),
        titles: titles.collect(),
        sets,
    }
}

impl Came {
    /// The annotations: kind, words (parts joined by " … "), start in UTF-16 units.
    pub fn annotations(&self) -> Vec<(String, String, u32)> {
        let of = |set: &Rc<AnnotationSet>| {
            let article = set.article();
            let one = |one: &Rc<article_annotator::model::Annotation>| {
                let words: Vec<_> = one.spans.iter().map(|span| article.slice(*span)).collect();
                let before = &article.text()[..one.start().index()];
                let start = before.encode_utf16().count() as u32;
                (one.kind().name().to_owned(), words.join(" … "), start)
            };
            set.iter().map(one).collect::<Vec<_>>()
        };
        self.sets.iter().flat_map(of).collect()
    }

    pub fn notes(&self) -> Vec<String> {
        self.sets.iter().flat_map(|set| set.iter()).map(|one| one.note.clone()).collect()
    }

    /// The differences from what the case expects.
    fn faults(&self, expect: &Value) -> Vec<String> {
        let fields = expect.as_object().unwrap();
        let wrong = fields.iter().filter_map(|(name, value)| self.fault(name, value));
        wrong.collect()
    }

    fn fault(&self, name: &str, value: &Value) -> Option<String> {
        let all = self.texts.join("\n");
        let marked = self.annotations();
        let told = !self.told.is_empty();
        let has = |wanted: &Value| {
            let (kind, words) = (wanted[0].as_str().unwrap(), wanted[1].as_str().unwrap());
            marked.iter().any(|(own, is, _)| own == kind && is == words)
        };
        let is_marked = |words: &str| marked.iter().any(|(_, is, _)| is == words);
        let part =
            |words: &str| marked.iter().any(|(_, is, _)| is.split(" … ").any(|part| part == words));
        let list = || value.as_array().unwrap().iter();
        let texts = || list().map(|one| one.as_str().unwrap());
        let good = match name {
            "text" => self.texts.iter().any(|text| text.trim_end() == value.as_str().unwrap()),
            "text_has" => texts().all(|words| all.contains(words)),
            "text_not" => texts().all(|words| !all.contains(words)),
            "once" => texts().all(|words| all.matches(words).count() == 1),
            "title" => self.titles.iter().any(|title| title == value.as_str().unwrap()),
            "text_any" | "text_has_any" => texts().any(|words| all.contains(words)),
            "anns" => list().all(has),
            "anns_any" => list().any(has),
            "anns_or_told" | "told_or_anns" => told || list().all(has),
            "only" => marked.len() as u64 == value.as_u64().unwrap(),
            "exacts" => texts().all(is_marked),
            "exacts_or_told" => {
                texts().filter(|words| !is_marked(words)).count() <= self.told.len()
            }
            "anyspan" => texts().all(part),
            "spans" => list().all(|parts| {
                let parts = parts.as_array().unwrap().iter().map(|part| part.as_str().unwrap());
                is_marked(&parts.collect::<Vec<_>>().join(" … "))
            }),
            "not_exact" => texts().all(|words| !is_marked(words)),
            "note_has" => self.notes().iter().any(|note| note.contains(value.as_str().unwrap())),
            "told" => told,
            "nothing" => marked.is_empty() && self.texts.is_empty(),
            "told_or_all" => told,
            // What was rejected there is told, and marks nothing.
            "reject_text" => told && !all.contains(value.as_str().unwrap()),
            "exacts_count" | "note_" => true,
            "pos" => value.as_object().unwrap().iter().all(|(kind, at)| {
                marked
                    .iter()
                    .any(|(own, _, start)| own == kind && u64::from(*start) == at.as_u64().unwrap())
            }),
            other => panic!("no test knows “{other}”"),
        };
        (!good).then(|| {
            format!("{name} {value}: marked {marked:?}, told {:?}, text {all:?}", self.told)
        })
    }
}

#[test]
fn every_reported_file_marks_the_right_words_or_says_what_it_cannot_read() {
    let cases = std::fs::read_to_string(folder().join("cases.json")).unwrap();
    let cases: Value = serde_json::from_str(&cases).unwrap();
    let mut wrong = Vec::new();
    for case in cases.as_array().unwrap() {
        let names = case["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
        let file =
            |name| File::new(name, std::fs::read(folder().join("inputs").join(name)).unwrap());
        let came = dropped(names.map(file).collect(), case["first"].as_str());
        let faults = came.faults(&case["expect"]);
        wrong.extend(faults.into_iter().map(|fault| format!("{}: {fault}", case["id"])));
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A Web Annotation of a claim with this target, dropped while [`FIRST`] is open.
fn annotated(target: &str) -> Came {
    let file = format!(
        r#"[{{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/1","type":"Annotation",
 "body":{{"type":"TextualBody","value":"CLAIM","purpose":"classifying"}},"target":{target}}}]"#
    );
    dropped(vec![File::new("a.jsonld", file)], Some(FIRST))
}

#[test]
fn a_selector_finds_the_words_it_selects() {
    let quote = r#"{"type":"TextQuoteSelector","exact":"The bridge cost nine million, Holt said"}"#;
    for (selector, words, start) in [
        // Refining found words: offsets count from where the words begin.
        (
            r#"{"type":"TextQuoteSelector","exact":"The bridge cost nine million","suffix":", wrote","refinedBy":{"type":"TextPositionSelector","start":4,"end":10}}"#,
            "bridge",
            88,
        ),
        (
            r#"{"type":"TextPositionSelector","start":84,"end":126,"refinedBy":{"type":"TextQuoteSelector","exact":"bridge"}}"#,
            "bridge",
            88,
        ),
        (
            r#"{"type":"FragmentSelector","conformsTo":"http://tools.ietf.org/rfc/rfc5147","value":"char=43,83","refinedBy":{"type":"TextPositionSelector","start":4,"end":10}}"#,
            "bridge",
            47,
        ),
        // Refined twice.
        (
            r#"{"type":"CssSelector","value":"p.b","refinedBy":{"type":"TextQuoteSelector","exact":"The bridge cost nine million","suffix":", wrote","refinedBy":{"type":"TextQuoteSelector","exact":"bridge"}}}"#,
            "bridge",
            88,
        ),
        // An unknown selector does not matter where words say the place.
        (
            r#"[{"type":"XPathSelector","value":"/p[2]","refinedBy":{"type":"TextPositionSelector","start":4,"end":10}},{"type":"TextQuoteSelector","exact":"Ivo Brandt"}]"#,
            "Ivo Brandt",
            14,
        ),
        (
            r#"{"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"town"},"endSelector":{"type":"TextPositionSelector","start":41,"end":41}}"#,
            "town hall",
            32,
        ),
        (r#"{"type":["ex:Mine","oa:TextQuoteSelector"],"exact":"town hall"}"#, "town hall", 32),
        (r#"{"type":"FragmentSelector","value":"char=,9"}"#, "Mira Holt", 0),
        // Code points, whatever lies between.
        (r#"{"type":"FragmentSelector","value":"char=134,143"}"#, "Mira Holt", 135),
        (
            r#"{"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"Zoë 😀 Mira"},"endSelector":{"type":"TextQuoteSelector","exact":" left"},"refinedBy":{"type":"TextPositionSelector","start":6,"end":15}}"#,
            "Mira Holt",
            135,
        ),
    ] {
        let came =
            annotated(&format!(r#"{{"source":"http://example.org/a","selector":{selector}}}"#));
        let wanted = vec![("claim".to_owned(), words.to_owned(), start)];
        assert_eq!(came.annotations(), wanted, "{selector}: {:?}", came.told);
        assert!(came.told.is_empty(), "{selector}: {:?}", came.told);
    }
    let target = format!(r#"{{"source":"x","selector":{quote}}}"#);
    assert_eq!(annotated(&target).annotations()[0].2, 43);
    let target = r#"{"id":"http://example.org/a#char=14,24"}"#;
    assert_eq!(annotated(target).annotations()[0].1, "Ivo Brandt");
}

#[test]
fn a_position_alone_that_cuts_words_is_told() {
    for (start, end, words, told) in [
        (14, 24, "Ivo Brandt", 0),
        (16, 22, "o Bran", 1),
        (0, 7, "Mira Ho", 1),
        (9, 14, " met ", 0),
    ] {
        let came = annotated(&format!(
            r#"{{"source":"x","selector":{{"type":"TextPositionSelector","start":{start},"end":{end}}}}}"#
        ));
        assert_eq!(
            (came.annotations()[0].1.as_str(), came.told.len()),
            (words, told),
            "{:?}",
            came.told
        );
    }
}

#[test]
fn a_set_of_targets_is_one_annotation_of_all_their_words() {
    let target = |words: &str| {
        let quote = format!(r#"{{"type":"TextQuoteSelector","exact":"{words}"}}"#);
        format!(r#"{{"source":"http://example.org/a","selector":{quote}}}"#)
    };
    let set = |sort: &str| {
        let items = [target("town hall"), target("Ivo Brandt")].join(",");
        annotated(&format!(r#"{{"type":"{sort}","items":[{items}]}}"#))
    };
    for sort in ["Composite", "List", "Independents"] {
        let came = set(sort);
        let wanted = vec![("claim".to_owned(), "Ivo Brandt … town hall".to_owned(), 14)];
        assert_eq!((came.annotations(), came.told), (wanted, vec![]), "{sort}");
    }
    let choice = set("Choice");
    assert_eq!((choice.annotations(), choice.told.len()), (vec![], 1));
}

#[test]
fn a_selector_that_is_not_fully_understood_marks_nothing_and_is_named() {
    let refined = |outer: &str| {
        format!(
            r#"{{"source":"x","selector":{{{outer},"refinedBy":{{"type":"TextPositionSelector","start":4,"end":10}}}}}}"#
        )
    };
    let quoted = |rest: &str| {
        format!(r#"{{"source":"x","selector":{{"type":"TextQuoteSelector",{rest}}}}}"#)
    };
    for (target, told) in [
        (refined(r#""type":"XPathSelector","value":"/p[2]""#), "a position inside XPathSelector"),
        (refined(r#""type":"CssSelector","value":"p""#), "a position inside CssSelector"),
        (
            refined(r#""type":"FragmentSelector","value":"p2""#),
            "a position inside FragmentSelector",
        ),
        (
            refined(r#""type":"FragmentSelector","conformsTo":"http://www.w3.org/TR/media-frags/","value":"char=0,9""#),
            "a position inside FragmentSelector",
        ),
        (refined(r#""type":"SvgSelector""#), "a position inside SvgSelector"),
        (refined(r#""value":"x""#), "a position inside a selector without a type"),
        (
            r#"{"source":"x","selector":{"type":"DataPositionSelector","start":0,"end":9}}"#.to_owned(),
            "DataPositionSelector, which this app cannot read",
        ),
        (
            r#"{"source":"x","selector":{"type":"FragmentSelector","value":"char=0,9;md5=abc"}}"#.to_owned(),
            "FragmentSelector, which this app cannot read",
        ),
        (
            r#"{"source":"x","selector":{"type":"FragmentSelector","value":"line=0,1"}}"#.to_owned(),
            "FragmentSelector, which this app cannot read",
        ),
        (r#"{"source":"x","selector":"http://example.org/s1"}"#.to_owned(), "a selector elsewhere"),
        (r##""http://example.org/a#:~:text=Holt""##.to_owned(), "“#:~:text=Holt”"),
        (r#""http://example.org/a#line=1,2""#.to_owned(), "“#line=1,2”"),
        (r#""http://example.org/a""#.to_owned(), "its target has no selector"),
        (
            r#"{"source":"x","state":{"type":"HttpRequestState","value":"Accept: application/pdf"},"selector":{"type":"TextPositionSelector","start":0,"end":9}}"#.to_owned(),
            "one version of the page",
        ),
        (
            r#"{"source":"x","selector":{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/p[2]","refinedBy":{"type":"TextPositionSelector","start":4,"end":4}},"endSelector":{"type":"TextQuoteSelector","exact":" left"}}}"#.to_owned(),
            "a position inside XPathSelector",
        ),
        (
            r#"{"source":"x","selector":{"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"left"},"endSelector":{"type":"TextQuoteSelector","exact":"Ivo"}}}"#.to_owned(),
            "its end is not after its start",
        ),
        (
            r#"{"source":"x","selector":{"type":"RangeSelector","startContainer":"/p[1]","startOffset":0,"endContainer":"/p[1]","endOffset":9}}"#.to_owned(),
            "RangeSelector, which this app cannot read",
        ),
        (
            r#"{"source":"x","selector":[{"type":"TextPositionSelector","start":0,"end":9},{"type":"FragmentSelector","value":"char=14,24"}]}"#.to_owned(),
            "its selectors point to different places",
        ),
        (
            r#"{"source":"x","selector":{"type":"TextPositionSelector","start":0,"end":9,"refinedBy":{"type":"TextPositionSelector","start":5,"end":12}}}"#.to_owned(),
            "outside the part it belongs to",
        ),
        (
            r#"{"source":"x","selector":{"type":"TextPositionSelector","start":0,"end":9,"refinedBy":{"type":"TextQuoteSelector","exact":"Ivo"}}}"#.to_owned(),
            "“Ivo” is not in the text",
        ),
        (quoted(r#""exact":"The bridge cost nine million""#), "more than once"),
        (quoted(r#""exact":"Mira Holt","refinedBy":{"type":"TextPositionSelector","start":0,"end":4}"#), "more than once"),
        (quoted(r#""exact":"town hall","refinedBy":{"type":"SvgSelector"}"#), "SvgSelector"),
    ] {
        let came = annotated(&target);
        assert_eq!(came.annotations(), [], "{target}");
        assert!(came.told.iter().any(|line| line.contains(told)), "{target}: {:?}", came.told);
    }
}

#[test]
fn words_that_stand_among_others_than_the_file_says_are_told() {
    let target = r#"{"source":"x","selector":{"type":"TextQuoteSelector","exact":"town hall","prefix":"old ","suffix":" burned"}}"#;
    let came = annotated(target);
    assert_eq!(came.annotations()[0].1, "town hall");
    assert!(came.told[0].contains("different words around it"), "{:?}", came.told);
}

#[test]
fn what_is_beside_the_mark_of_a_web_annotation_is_kept_or_named() {
    let file = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","next":"http://example.org/page2","items":[
 {"id":"http://example.org/1","type":"Annotation","motivation":["highlighting","tagging"],
 "body":["PERSON","the mayor",{"type":"TextualBody","value":"Why her?","purpose":"questioning"},{"type":"Image","id":"http://example.org/i.png"}],
 "target":{"source":"x","selector":{"type":"TextQuoteSelector","exact":"Ivo Brandt"}}}]}"#;
    let came = dropped(vec![File::new("a.jsonld", file)], Some(FIRST));
    assert_eq!(came.annotations(), [("person".to_owned(), "Ivo Brandt".to_owned(), 14)]);
    let one = came.sets[0].iter().next().unwrap();
    assert_eq!(
        (one.note.as_str(), one.tags.as_slice()),
        ("Why her?", &["the mayor".to_owned()][..])
    );
    assert!(
        came.told.iter().any(|line| line.contains("one of its bodies is not text")),
        "{:?}",
        came.told
    );
    assert!(
        came.told.iter().any(|line| line.contains("http://example.org/page2")),
        "{:?}",
        came.told
    );
}
