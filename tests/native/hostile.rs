//! Malicious files and strings. None may panic, hang, or damage the open article; article text
//! stays text.

use article_annotator::formats::Imported;
use article_annotator::model::{Article, Kind, TextRange};
use article_annotator::session::{Dialog, Message, Reply};

use crate::notation::annotated;
use crate::paper;
use crate::world::Desk;

fn data(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(path)
}

fn import(content: &[u8]) -> Imported {
    paper::read(content)
}

/// A desk with some work on it, and whether it is all there afterwards.
fn survives(content: &[u8]) -> Reply {
    let mut desk = Desk::reading("Ana met Bo");
    desk.mark(Kind::Person, "Ana");
    let before = (desk.set().clone(), desk.store.clone());
    let reply = desk.drops(content);
    if desk.article().text().contains("Ana met Bo") {
        assert_eq!((desk.set(), &desk.store), (&before.0, &before.1));
    } else {
        // It was text, so it was opened; the article before is stored.
        desk.does(
            article_annotator::session::Opening::Stored(before.0.article().id().clone()).into(),
        );
        assert_eq!(desk.set(), &before.0);
    }
    reply
}

#[test]
fn json_made_to_break_parsers_breaks_nothing() {
    let mut seen = 0;
    for entry in std::fs::read_dir(data("json_parsing")).unwrap() {
        let path = entry.unwrap().path();
        let content = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let imported = import(&content);
        assert!(imported.documents.is_empty() && !imported.problems.is_empty(), "{name}");
        let in_article =
            [b"{\"format\":\"article-annotator\",\"article\":", &*content, b"}"].concat();
        let in_list = [
            b"{\"format\":\"article-annotator\",\"article\":{\"text\":\"Ana met Bo\"},\"annotations\":[",
            &*content,
            b",{\"id\":\"a\",\"kind\":\"person\",\"spans\":[{\"start\":0,\"end\":3}]}]}",
        ];
        import(&in_article);
        survives(&content);
        // Whatever comes before an annotation does not affect it, if it is text and ends at all.
        let read = import(&in_list.concat());
        assert!(read.documents.len() <= 1, "{name}");
        if name.starts_with("y_") {
            assert_eq!(read.documents[0].len(), 1, "{name}");
        }
        seen += 1;
    }
    assert!(seen > 300);
}

#[test]
fn a_hundred_thousand_brackets_break_nothing() {
    for deep in [
        "[".repeat(100_000),
        "{\"article\":".repeat(50_000),
        "[".repeat(10_000) + &"]".repeat(10_000),
    ] {
        assert!(import(deep.as_bytes()).documents.is_empty());
        survives(deep.as_bytes());
        let inside = format!(
            "{{\"format\":\"article-annotator\",\"article\":{{\"text\":\"x\"}},\"annotations\":[{deep}"
        );
        assert_eq!(import(inside.as_bytes()).documents[0].len(), 0);
    }
}

#[test]
fn files_that_are_no_text_are_refused_in_words() {
    let mut desk = Desk::reading("Ana met Bo");
    let mut told = |content: &[u8]| {
        desk.drops(content);
        match desk.toast() {
            Some(Message::NotRead { problem, .. }) => problem.to_string(),
            other => panic!("a message that it was not read, not {other:?}"),
        }
    };
    assert!(told(b"").contains("there are no words in this text"));
    assert!(told(b" \n\t").contains("there are no words in this text"));
    assert!(told(b"a\0b").contains("not text"));
    assert!(told(b"PK\x03\x04\0\0").contains("cannot be opened"));
    assert!(told(b"{\"format\": \"article-annotator\", \"article\"").contains("EOF"));
    assert_eq!(desk.shows(), "Ana met Bo");
}

#[test]
fn a_json_file_of_another_program_does_not_open_as_an_article_of_json() {
    let mut desk = Desk::reading("Ana met Bo");
    desk.drops_named("tasks.JSON", br#"[{"data": {"text": "Ana met Bo"}}]"#);
    assert!(matches!(desk.session.dialog(), Some(Dialog::Unknown { .. })));
    assert_eq!(desk.shows(), "Ana met Bo");
}

#[test]
fn naughty_strings_are_marked_kept_and_written_like_any_others() {
    let strings: Vec<String> =
        serde_json::from_slice(&std::fs::read(data("blns.json")).unwrap()).unwrap();
    let text = strings.join("\n");
    let mut desk = Desk::reading(&text);
    assert_eq!(&**desk.article().text(), article_annotator::model::text::canonical(&text));
    let lines: Vec<TextRange> = desk.article().blocks().iter().map(|block| block.range).collect();
    for (line, kind) in lines.into_iter().zip(Kind::ALL.into_iter().cycle()).step_by(7) {
        if let Some(id) = desk.mark_range(kind, line) {
            let words = desk.article().slice(line).to_owned();
            desk.note(&id, &words);
        }
    }
    assert!(desk.set().len() > 50);
    assert_eq!(desk.restarted().set(), desk.set());
    let file = desk.exported();
    assert_eq!(&import(file.as_bytes()).documents[0], desk.set());
    assert_eq!(crate::schema::violations(&file), Vec::<String>::new());
}

#[test]
fn texts_in_five_scripts_convert_and_are_written_and_read_back() {
    for language in ["arb", "heb", "hin", "jpn", "tha"] {
        let text = std::fs::read_to_string(data(&format!("texts/udhr-{language}.txt"))).unwrap();
        let mut desk = Desk::reading(&text);
        let article: &Article = desk.article();
        let (mut utf16, mut code_points) = (0, 0);
        for (at, c) in article.text().char_indices() {
            let byte = article_annotator::model::Byte(at as u32);
            assert_eq!(
                (article.to_utf16(byte).0, article.to_code_point(byte).0),
                (utf16, code_points)
            );
            (utf16, code_points) = (utf16 + c.len_utf16() as u32, code_points + 1);
        }
        let lines: Vec<TextRange> = article.blocks().iter().map(|block| block.range).collect();
        for line in lines.into_iter().step_by(5) {
            desk.mark_range(Kind::Claim, line);
        }
        assert_eq!(import(desk.exported().as_bytes()).documents[0], *desk.set(), "{language}");
    }
}

#[test]
fn markup_and_script_in_an_article_stay_text() {
    let text = "<script>alert(1)</script> & <img src=x onerror=alert(1)> “<b>bold</b>”";
    let desk = Desk::reading(text);
    assert_eq!(&**desk.article().text(), text);
    assert_eq!(annotated("<b>[person:x]</b>").article().text().as_ref(), "<b>x</b>");
}
