//! A law for every format: no file holds an invented id, date, name or address. Each comes from the
//! document, is a declared constant, or only counts.

use article_annotator::formats::registry;
use std::collections::BTreeSet;
use std::rc::Rc;

use article_annotator::formats::codecs::schema_org::review;
use article_annotator::formats::{File, Options};
use article_annotator::model::{
    Annotation, AnnotationSet, Check, Detail, Op, Publisher, Source, Verdict,
};
use serde_json::Value;

use crate::desk::{NOW, file, format, proved, read, ways};
use crate::notation::annotated;
use crate::vector;

fn known_check() -> Check {
    let url = "https://bureau.test/jobs".to_owned();
    let name = "Harbour Desk".to_owned();
    Check {
        verdict: Some(Verdict::False),
        sources: vec![Source { url, ..Source::default() }],
        date: Some("2026-03-02".to_owned()),
        publisher: Some(Publisher {
            name,
            url: "https://desk.test".to_owned(),
            ..Publisher::default()
        }),
        page: "https://desk.test/checks/1".to_owned(),
        ..Check::default()
    }
}

/// Three documents: one with nothing known but its words, one with everything known, and one from a
/// file of ours without times.
fn documents() -> [AnnotationSet; 3] {
    let bare = annotated("[person:Ana] said [quote:“[claim:jobs doubled]”].\n\n[person:Bo] left.");
    let mut known = vector::rich();
    let mut claim = Annotation::clone(known.get(&"c1".into()).unwrap());
    if let Detail::Claim { check, .. } = &mut claim.detail {
        *check = Some(Check { said: Some("2025-12-24".to_owned()), ..known_check() });
    }
    known.apply(&Op::Replace(Rc::new(claim)).into()).unwrap();
    let undated = undated(&known);
    [bare, known, undated]
}

/// A document from a file of ours without times.
fn undated(set: &AnnotationSet) -> AnnotationSet {
    let mut file: Value = serde_json::from_str(&file("json", set, &Options::default())).unwrap();
    for one in file["annotations"].as_array_mut().unwrap() {
        let one = one.as_object_mut().unwrap();
        assert!(one.remove("created").is_some() && one.remove("modified").is_some());
    }
    let read = read(format("json"), &[File::new("a.json", file.to_string())], None);
    assert_eq!(read.problems, []);
    read.documents.into_iter().next().unwrap()
}

#[test]
fn a_time_that_nobody_gave_is_written_in_no_file() {
    let set = undated(&vector::rich());
    for codec in registry::all() {
        for file in proved(codec, &set, &Options::default()).unwrap().files {
            let text = String::from_utf8_lossy(&file.content).into_owned();
            assert!(!text.contains("1970-01-01"), "{}", codec.format.id);
        }
    }
    let again =
        read(format("json"), &[File::new("a.json", file("json", &set, &Options::default()))], None);
    assert_eq!(again.documents, [set]);
}

#[test]
fn a_day_that_no_calendar_has_is_no_date() {
    for (date, known) in [
        ("2026", true),
        ("2026-02", true),
        ("2024-02-29", true),
        ("2026-02-28", true),
        ("2026-02-31", false),
        ("2025-02-29", false),
        ("2026-06-31", false),
        ("2026-13", false),
        ("2026-00-10", false),
        ("2026-01-00", false),
    ] {
        assert_eq!(review::day(date).is_some(), known, "{date}");
    }
}

/// Everything a document says in any field, and everything derived from its text alone.
fn said(set: &AnnotationSet) -> String {
    file("json", set, &Options::default()).replace("\\n", "\n").replace("\\\"", "\"")
}

/// The addresses in a file.
fn addresses(text: &str) -> BTreeSet<String> {
    const BEGIN: [&str; 7] = ["http://", "https://", "urn:", "acct:", "mailto:", "doi:", "file:"];
    let begins = BEGIN.iter().flat_map(|begin| text.match_indices(begin));
    let ends = |c: char| c.is_whitespace() || "\"'<>()[],\\”*".contains(c);
    begins.map(|(at, _)| text[at..].split(ends).next().unwrap().to_owned()).collect()
}

/// The dates in a file, each with its time.
fn dates(text: &str) -> BTreeSet<String> {
    let is_date = |part: &str| {
        part.len() == 10
            && part.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    let ends = |c: char| !(c.is_ascii_digit() || "-T:.Z".contains(c));
    text.split(ends).filter(|part| part.get(..10).is_some_and(is_date)).map(str::to_owned).collect()
}

/// The names and titles in a JSON file.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    const NAMES: [&str; 9] = [
        "name",
        "headline",
        "title",
        "documentTitle",
        "label",
        "display_name",
        "creator",
        "author",
        "publisher",
    ];
    match value {
        Value::Array(list) => list.iter().for_each(|one| names(one, found)),
        Value::Object(object) => {
            for (key, inner) in object {
                if let (true, Some(name)) = (NAMES.contains(&key.as_str()), inner.as_str()) {
                    found.insert(name.to_owned());
                }
                names(inner, found);
            }
        }
        _ => {}
    }
}

/// The formats' own constants, and everything derived from the text and from ids alone.
fn is_declared(address: &str, set: &AnnotationSet) -> bool {
    const VOCABULARIES: [&str; 5] = [
        "http://www.tei-c.org/ns/1.0",
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/ns/anno.jsonld",
        "https://schema.org",
        "acct:article-annotator@localhost",
    ];
    let sha256 = set.article().sha256();
    let of_text = ["collection", "page", "text"]
        .map(|what| format!("urn:x-article-annotator:{what}:{sha256}"));
    let of_id = |id: &str| format!("urn:x-article-annotator:annotation:{id}");
    let wikidata = |id: &str| {
        ["http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/"]
            .map(|place| format!("{place}{id}"))
    };
    VOCABULARIES.contains(&address)
        || of_text.iter().any(|known| known == address)
        || set.iter().any(|one| of_id(&one.id.0) == address)
        || set
            .actors()
            .filter_map(|actor| actor.wikidata.as_deref())
            .any(|id| wikidata(id).iter().any(|known| known == address))
}

#[test]
fn no_file_has_an_address_a_date_or_a_name_that_nobody_gave() {
    for set in documents() {
        let said = said(&set);
        let details = set.details();
        // A day as a period: from its first to its last second.
        let published = details.published.iter();
        let hours =
            published.flat_map(|day| ["T00:00:00Z", "T23:59:59Z"].map(|at| day.clone() + at));
        let hours: Vec<String> = hours.collect();
        for codec in registry::all() {
            let id = codec.format.id;
            for options in ways(codec) {
                let files = proved(codec, &set, &options).unwrap().files;
                for file in &files {
                    let text = String::from_utf8_lossy(&file.content).into_owned();
                    for address in addresses(&text) {
                        let known = said.contains(&address) || is_declared(&address, &set);
                        assert!(known, "{id}: the address {address}");
                    }
                    for date in dates(&text) {
                        // The time when the file was made is not invented.
                        let made = match id {
                            "hypothesis" => date == NOW.to_string(),
                            "html" | "vetting" => NOW.to_string().starts_with(&date),
                            _ => false,
                        };
                        let known = said.contains(&date) || hours.contains(&date) || made;
                        assert!(known, "{id}: the date {date}");
                    }
                    let mut found = BTreeSet::new();
                    let lines = text.lines().filter_map(|line| serde_json::from_str(line).ok());
                    let whole = serde_json::from_str::<Value>(&text).ok();
                    lines.chain(whole).for_each(|value: Value| names(&value, &mut found));
                    let labels = ["PERSON", "CLAIM", "QUOTE"].map(str::to_owned);
                    for name in found {
                        let is_label = labels
                            .iter()
                            .chain(&options.labels)
                            .any(|label| name.starts_with(label.as_str()));
                        let verdict = name == "False";
                        assert!(
                            said.contains(&name) || is_label || verdict || name.is_empty(),
                            "{id}: the name {name}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn ids_in_files_are_those_of_the_document_or_running_numbers() {
    for set in documents() {
        let own: BTreeSet<&str> = set.iter().map(|one| &*one.id.0).collect();
        for codec in registry::all() {
            let files = proved(codec, &set, &Options::default()).unwrap().files;
            for file in files {
                let text = String::from_utf8_lossy(&file.content).into_owned();
                let lines: Vec<Value> =
                    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
                let whole = serde_json::from_str::<Value>(&text).into_iter();
                for value in lines.into_iter().chain(whole) {
                    ids(&value, &mut |id: &str| {
                        let id = id.trim_start_matches('#');
                        let article = set.article().sha256();
                        let known = own.contains(id)
                            || set.actors().any(|actor| &*actor.id.0 == id)
                            || id.starts_with("urn:x-article-annotator:")
                            || [article, "article"].contains(&id)
                            // Running numbers, after a sign for their sort.
                            || id.trim_start_matches(['T', 'R']).parse::<u32>().is_ok()
                            // A link is identified by its two ends.
                            || own.iter().any(|from| id.starts_with(&format!("{from}-")));
                        assert!(known, "{}: the id {id}", codec.format.id);
                    });
                }
            }
        }
    }
}

/// Passes on every id that is text; numbers only count.
fn ids(value: &Value, tell: &mut dyn FnMut(&str)) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| ids(one, tell)),
        Value::Object(object) => {
            for (key, inner) in object {
                if let (true, Some(id)) =
                    (matches!(&**key, "id" | "@id" | "identifier"), inner.as_str())
                {
                    let id = id.strip_prefix("sha256:").unwrap_or(id);
                    tell(id);
                }
                ids(inner, tell);
            }
        }
        _ => {}
    }
}

#[test]
fn the_cue_column_has_the_words_and_files_with_numbers_are_still_read() {
    let set = vector::rich();
    let table = file("csv", &set, &Options::default());
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let column = |name: &str, rows: &mut csv::Reader<&[u8]>| {
        rows.headers().unwrap().iter().position(|head| head == name).unwrap()
    };
    let (cue, place) = (column("cue", &mut rows), column("cue_span", &mut rows));
    let quote = rows.records().map(Result::unwrap).find(|row| &row[1] == "quote").unwrap();
    assert_eq!((&quote[cue], &quote[place]), ("said", "11:15"));

    let cue_of = |table: &str| {
        let read = read(format("csv"), &[File::new("t.csv", table)], Some(set.article()));
        let cue = read.documents[0].iter().find_map(|one| match &one.detail {
            Detail::Quote { cue, .. } => Some(cue.map(|cue| set.article().slice(cue).to_owned())),
            _ => None,
        });
        let told: Vec<String> = read.problems.iter().map(ToString::to_string).collect();
        (cue.unwrap(), told)
    };
    let none: Vec<String> = Vec::new();
    let earlier = "kind,text,start,end,cue\nquote,“Jobs doubled.”,17,32,11:15\n";
    assert_eq!(cue_of(earlier), (Some("said".to_owned()), none.clone()));
    let by_words = "kind,text,start,end,cue\nquote,“Jobs doubled.”,17,32,said\n";
    assert_eq!(cue_of(by_words), (Some("said".to_owned()), none));
    let elsewhere = "kind,text,start,end,cue\nquote,“Jobs doubled.”,17,32,shouted\n";
    let told =
        "Line 2, column 1: “shouted” is not in the paragraph of the quote; its cue was left out";
    assert_eq!(cue_of(elsewhere), (None, vec![told.to_owned()]));
    let moved = "kind,text,start,end,cue,cue_span\nquote,“Jobs doubled.”,17,32,said,2:5\n";
    let told = "Line 2, column 1: the cue there is “Ana”, not “said”; its cue was left out";
    assert_eq!(cue_of(moved), (None, vec![told.to_owned()]));
}
