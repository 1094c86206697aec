//! Malicious and damaged files, through every importer and through the worker. None may panic or
//! hang, or import more than it reports.

use article_annotator::formats::registry;
use std::rc::Rc;

use article_annotator::formats::common::zip;
use article_annotator::formats::{File, Options};
use article_annotator::model::{AnnotationSet, Article};
use article_annotator::session::worker;
use article_annotator::session::worker::protocol::{Outcome, ReadTask, Task};
use proptest::prelude::*;

use crate::desk::{NOW, is_sound, proved, read, ways};
use crate::notation::annotated;
use crate::{random, vector};

fn article() -> Rc<Article> {
    Rc::new(Article::new(None, vector::TEXT).unwrap())
}

/// Through every importer, with and without an open article, and through the worker.
fn survives(content: &[u8]) {
    let article = article();
    for codec in registry::READ {
        let files = [File::new(format!("x.{}", codec.format.extension), content)];
        for open in [None, Some(&article)] {
            is_sound(codec.format.id, &read(codec, &files, open));
        }
    }
    let files = [File::new("x.json", content), File::new("x.ann", content)].into();
    let against = Some(Rc::new(vector::plain()));
    let task = Task::Read(ReadTask { files, format: None, now: NOW, against });
    let outcome = worker::perform(&task, &|_| {});
    is_told(&outcome);
}

/// There is a result, or a reason.
fn is_told(outcome: &Outcome) {
    match outcome {
        Outcome::Read(read) => {
            let came = read.documents.len() + read.manuscripts.len() + read.unknown.len();
            assert!(came + read.problems.len() > 0, "nothing came of it, and nothing is said");
        }
        Outcome::Failed(problem) => assert!(!problem.to_string().is_empty()),
        other => unreachable!("it was asked to read, and did {other:?}"),
    }
}

#[test]
fn empty_binary_and_broken_files_do_no_harm() {
    for content in [
        &b""[..],
        b"\0",
        b"\xff\xfe\0{",
        b"{",
        b"[",
        b"[[[[",
        b"\xef\xbb\xbf",
        b"{\"text\":\"x\",\"spans\":[{\"start\":1e400}]}",
        b"PK\x03\x04 no zip",
        b"T1\tPERSON 4294967295 4294967296\tx",
        b"T1\tPERSON -1 2\tx\nR1\t\n#1\n*",
        b"1-1\t0-4294967295\tx\t_\t",
        b"#FORMAT=WebAnno TSV 3.3\n1-1\t4000000000-4000000001\tx\tPERSON\t\n",
        b"start,end,label\n\"unclosed",
        b"-DOCSTART- -X- O O\n\n\n\nI-PER",
    ] {
        survives(content);
    }
}

#[test]
fn the_json_test_suite_and_naughty_strings_do_no_harm() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for entry in std::fs::read_dir(data.join("json_parsing")).unwrap() {
        survives(&std::fs::read(entry.unwrap().path()).unwrap());
    }
    let strings = std::fs::read_to_string(data.join("blns.json")).unwrap();
    let strings: Vec<String> = serde_json::from_str(&strings).unwrap();
    for string in strings {
        survives(string.as_bytes());
        // And as the text and the words of an otherwise good file.
        let line = serde_json::json!({ "text": string, "label": [[0, 1, string]], "spans": [] });
        survives(line.to_string().as_bytes());
    }
}

#[test]
fn every_file_of_another_program_cut_off_or_damaged_at_any_byte_does_no_harm_and_is_told() {
    let inputs = crate::cases::folder().join("inputs");
    let kinds =
        ["json", "jsonl", "jsonld", "csv", "tsv", "conll", "conllu", "xmi", "annotation", "ann"];
    let mut silent = Vec::new();
    for entry in std::fs::read_dir(inputs).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !kinds.contains(&path.extension().unwrap().to_str().unwrap()) {
            continue;
        }
        let whole = std::fs::read(&path).unwrap();
        let against = Some(Rc::new(vector::plain()));
        let mut task = |content: &[u8], against: &Option<Rc<AnnotationSet>>| {
            let files = [File::new(&*name, content)].into();
            let task = ReadTask { files, format: None, now: NOW, against: against.clone() };
            let outcome = worker::perform(&Task::Read(task), &|_| {});
            let Outcome::Read(read) = outcome else { return };
            let came = read.documents.len() + read.manuscripts.len() + read.unknown.len();
            if came + read.problems.len() == 0 {
                silent.push(format!("{name}: {}", String::from_utf8_lossy(content)));
            }
        };
        for at in 0..whole.len() {
            task(&whole[..at], &None);
            let mut damaged = whole.clone();
            damaged[at] = damaged[at].wrapping_add(at as u8) ^ 0x15;
            task(&damaged, if at % 2 == 0 { &None } else { &against });
        }
    }
    assert!(
        silent.is_empty(),
        "nothing came of {}, and nothing is said: {:?}",
        silent.len(),
        silent.first()
    );
}

#[test]
fn depth_costs_nothing() {
    for (start, element) in
        [("<TEI><text><p>", "<a>"), ("<TEI><text><p>", "<said>x"), ("<xmi:XMI>", "<a b='")]
    {
        survives(format!("{start}{}", element.repeat(30_000)).as_bytes());
    }
    for (open, close) in
        [("[", "]"), ("{\"a\":", "}"), ("{\"items\":[", "]}"), ("{\"first\":", "}")]
    {
        survives(format!("{}1{}", open.repeat(10_000), close.repeat(10_000)).as_bytes());
        survives(open.repeat(10_000).as_bytes());
    }
}

proptest! {
    #![proptest_config(random::cases(24))]

    #[test]
    fn files_damaged_anywhere_do_no_harm(at in any::<prop::sample::Index>(), byte in any::<u8>(), how in 0..4_u8) {
        let set = vector::rich();
        for codec in registry::READ {
            for options in ways(codec) {
                let mut files = proved(codec, &set, &options).unwrap().files;
                let content = &mut files[0].content;
                let at = at.index(content.len());
                match how {
                    0 => content[at] = byte,
                    1 => { content.remove(at); }
                    2 => content.insert(at, byte),
                    _ => {
                        let piece: Vec<u8> = content[at..(at + 40).min(content.len())].to_vec();
                        content.splice(at..at, piece);
                    }
                }
                let read = read(codec, &files, Some(set.article()));
                is_sound(codec.format.id, &read);
                let found: usize = read.documents.iter().map(AnnotationSet::len).sum();
                prop_assert!(found <= 3 * set.len(), "{}: {found}", codec.format.id);
            }
        }
    }
}

#[test]
fn several_files_are_one_zip_and_come_back_the_same_bytes_every_time() {
    let files = [File::new("a.txt", "one"), File::new("folder/ü.ann", vec![0, 159, 146, 150])];
    let packed = zip::packed("x.zip".to_owned(), &files).unwrap();
    assert_eq!(packed, zip::packed("x.zip".to_owned(), &files).unwrap());
    assert!(zip::is_zip(&packed));
    let (unpacked, problems) = zip::unpacked(&packed);
    assert_eq!((unpacked.as_slice(), problems.len()), (&files[..], 0));
    for end in 0..packed.content.len() {
        zip::unpacked(&File::new("cut.zip", &packed.content[..end]));
    }
}

#[test]
fn no_sign_of_an_article_becomes_markup_in_a_page_or_in_markdown() {
    let text = "<script>alert(1)</script> \"' &amp; <img src=x onerror=alert(1)>\n# no heading\n1. no list\n[^1]: no note\n*no* `code` [link](javascript:alert(1))";
    let mut set = annotated(text);
    let mut one = annotated(&format!("[claim:<script>]{}", &text[8..]))
        .iter()
        .next()
        .unwrap()
        .as_ref()
        .clone();
    one.note = "<b>\"note\"</b> [x](y) </li></ol><script>".to_owned();
    set.apply(&article_annotator::model::Op::Add(one.into()).into()).unwrap();
    let file = |id: &str| crate::desk::file(id, &set, &Options::default());
    let page = file("html");
    assert_eq!(
        page.matches("<script").count()
            + page.matches("<img").count()
            + page.matches("<b>\"").count(),
        0
    );
    assert!(page.contains("&lt;script&gt;") && page.contains("default-src 'none'"));
    let markdown = file("markdown").replace("\\<", "");
    for sign in
        ["<script", "\n# no heading", "\n1. no list", "\n[^1]: no note", "*no*", "`code`", "[link]"]
    {
        assert!(!markdown.contains(sign), "{sign}\n{markdown}");
    }
}

#[test]
fn a_checked_claim_is_published_and_an_unchecked_one_is_not() {
    use article_annotator::model::{Check, Detail, Op, Publisher, Source, Verdict};
    let mut set = vector::rich();
    let mut claim = set.get(&"c1".into()).unwrap().as_ref().clone();
    let value = |set: &AnnotationSet| -> serde_json::Value {
        serde_json::from_str(&crate::desk::file("schema-org", set, &Options::default())).unwrap()
    };
    let reviews = |page: &serde_json::Value| {
        let graph = page["@graph"].as_array().unwrap().clone();
        graph.into_iter().filter(|one| one["@type"] == "ClaimReview").collect::<Vec<_>>()
    };
    assert!(reviews(&value(&set)).is_empty());
    if let Detail::Claim { check, .. } = &mut claim.detail {
        let url = "https://a.example".to_owned();
        let name = "Desk".to_owned();
        *check = Some(Check {
            verdict: Some(Verdict::False),
            sources: vec![Source { url, ..Source::default() }],
            publisher: Some(Publisher { name, ..Publisher::default() }),
            page: "https://desk.example/1".to_owned(),
            ..Check::default()
        });
    }
    set.apply(&Op::Replace(claim.into()).into()).unwrap();
    let review = reviews(&value(&set)).remove(0);
    assert_eq!(review["claimReviewed"], "Jobs doubled");
    assert_eq!(review["reviewRating"]["alternateName"], "False");
    assert_eq!(review["itemReviewed"]["author"]["name"], "Ana Ruiz");
    assert_eq!(review["itemReviewed"]["author"]["sameAs"], "https://www.wikidata.org/wiki/Q42");
    assert_eq!(review["url"], "https://desk.example/1");
}
