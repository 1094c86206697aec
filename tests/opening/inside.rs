//! Parts within a file that its text shows: files and drawings in Word documents, pages in frames, what a page has for
//! readers without scripts. Their words are read, or it is said that they were not.

use article_annotator::formats::File;
use article_annotator::formats::common::zip;

use crate::desk::{joined, one, said, shown};
use crate::documents::packed;

const TEXT: &str = "The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.";

/// A document of Word with a part that it names `c1`.
fn with_part(body: &str, sort: &str, name: &str, content: &[u8]) -> Vec<u8> {
    let namespaces = "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:dgm=\"d\"";
    let body = format!("<w:document {namespaces}><w:body>{body}</w:body></w:document>");
    let relation = format!(
        "<Relationships><Relationship Id=\"c1\" Type=\"http://x/{sort}\" Target=\"{name}\"/></Relationships>"
    );
    let files = [
        File::new("word/document.xml", body),
        File::new("word/_rels/document.xml.rels", relation),
        File::new(format!("word/{name}"), content),
    ];
    zip::packed("x".to_owned(), &files).unwrap().content
}

#[test]
fn a_file_that_a_document_shows_as_a_part_of_itself_is_read_where_it_stands() {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let body = format!("{}<w:altChunk r:id=\"c1\"/>{}", p("Above"), p("Below"));
    let saved = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>M=C3=A4r</p></body></html>\r\n--x--\r\n";
    let inner = packed(&[(
        "word/document.xml",
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Inner</w:t></w:r></w:p><w:altChunk r:id=\"c1\"/></w:body></w:document>",
    )]);
    for (name, content, passages, told) in [
        (
            "a.htm",
            "<html><body><h1>Head</h1><p>Some <b>bold</b> words.</p></body></html>".as_bytes(),
            "p Above\nh1 Head\np Some **bold** words.\np Below",
            "",
        ),
        ("a.txt", b"One\r\n\r\nTwo\r\n", "p Above\np One\np Two\np Below", ""),
        ("a.mht", saved.as_bytes(), "p Above\np Mär\np Below", ""),
        ("a.docx", &inner, "p Above\np Inner\np Below", "left out: 1 file within the file"),
        ("a.rtf", b"{\\rtf1 x}", "p Above\np Below", "left out: 1 file within the file"),
        (
            "a.xml",
            b"<?xml version=\"1.0\"?><pkg/>",
            "p Above\np Below",
            "left out: 1 file within the file",
        ),
    ] {
        let read = one("x.docx", with_part(&body, "aFChunk", name, content));
        assert_eq!((&*shown(&read), &*said(&read)), (passages, told), "{name}");
    }
}

#[test]
fn the_words_of_a_drawing_made_of_shapes_follow_its_paragraph() {
    let body = "<w:p><w:r><w:t>Above</w:t><w:drawing><dgm:relIds r:dm=\"c1\"/></w:drawing></w:r></w:p>\
        <w:p><w:r><w:t>Below</w:t></w:r></w:p>";
    let data = "<dgm:dataModel xmlns:dgm=\"d\" xmlns:a=\"a\"><dgm:ptLst><dgm:pt type=\"doc\"><dgm:t><a:p/></dgm:t></dgm:pt>\
        <dgm:pt><dgm:t><a:p><a:r><a:t>Close </a:t></a:r><a:r><a:t>it</a:t></a:r></a:p></dgm:t></dgm:pt>\
        <dgm:pt><dgm:t><a:p><a:r><a:t>Mend it</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>";
    let read = one("x.docx", with_part(body, "diagramData", "data1.xml", data.as_bytes()));
    assert_eq!((&*shown(&read), &*said(&read)), ("p Above\np Close it\np Mend it\np Below", ""));
    let empty = one("x.docx", with_part(body, "diagramData", "data1.xml", b"<x/>"));
    assert_eq!(said(&empty), "left out: 1 picture");
}

/// A page that a browser saved with those in its frames.
fn saved(pages: &[&str]) -> Vec<u8> {
    let parts = pages.iter().map(|html| {
        format!("--b\r\nContent-Type: text/html\r\nContent-Location: https://c.example/x\r\n\r\n{html}\r\n")
    });
    let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://c.example/x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n";
    format!("{head}{}--b--\r\n", parts.collect::<String>()).into_bytes()
}

#[test]
fn the_text_of_a_page_made_of_frames_is_read_and_that_of_other_frames_is_listed() {
    let article = format!(
        "<html><body><h1>Bridge closed today</h1>{}</body></html>",
        format!("<p>{TEXT}</p>").repeat(5)
    );
    let frames = "<html><head><title>Courier</title></head><frameset cols=\"20%,80%\"><frame src=\"cid:a\"><frame src=\"cid:b\"></frameset></html>";
    let menu = "<html><body><p>The Courier has brought you the news of the river since 1911.</p></body></html>";
    for pages in [[frames, menu, &article], [&article, menu, frames]] {
        let read = one("a.mht", saved(&pages));
        assert_eq!(read.details.title, "Bridge closed today");
        let listed = read.passages.iter().find(|one| one.text.starts_with("The Courier has"));
        assert!(listed.is_some_and(|one| one.left_out), "{}", shown(&read));
        assert!(said(&read).contains("2 frames inside the page are left out"), "{}", said(&read));
    }
    let told = said(&one("a.html", frames));
    assert!(told.contains("in frames: “cid:a”, “cid:b”"), "{told}");
}

#[test]
fn an_article_that_only_readers_without_scripts_see_is_the_article() {
    let article = format!(
        "<article><h1>Bridge closed today</h1><p class=byline>By Ana Ruiz</p><time datetime=2024-05-17>17 May</time>{}</article>",
        format!("<p>{TEXT}</p>").repeat(5)
    );
    let page = |shown: &str, hidden: &str| {
        format!(
            "<!doctype html><html><head><title>Bridge closed today</title><noscript><style>a{{}}</style></noscript></head><body>{shown}<NOSCRIPT>{hidden}</NOSCRIPT></body></html>"
        )
    };
    let read = one("a.html", page("<div id=root></div>", &article));
    assert_eq!(joined(&read).matches(TEXT).count(), 5, "{}", shown(&read));
    let details = &read.details;
    assert_eq!(
        (details.byline.as_deref(), details.published.as_deref()),
        (Some("Ana Ruiz"), Some("2024-05-17"))
    );
    assert!(said(&read).contains("for readers without scripts"), "{}", said(&read));
    // What a page shows stays its article.
    let other = format!(
        "<div>{}</div>",
        "<p>Please switch on the scripts of your browser to see the map of the river.</p>"
            .repeat(3)
    );
    let read = one("a.html", page(&article, &other));
    assert!(said(&read).is_empty() && read.left_out() > 0, "{}", shown(&read));
}

#[test]
fn what_a_program_calls_a_document_is_not_its_title() {
    let document = |title: &str| {
        packed(&[
            (
                "word/document.xml",
                "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Text</w:t></w:r></w:p></w:body></w:document>",
            ),
            (
                "docProps/core.xml",
                &format!("<cp:x xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>{title}</dc:title></cp:x>"),
            ),
        ])
    };
    for (said, title) in [
        ("Microsoft Word - Document1.doc", "bridge"),
        ("Microsoft Word - Bridge closed", "Bridge closed"),
        ("Document1", "bridge"),
        ("Dokument 2", "bridge"),
        ("bridge_v3.docx", "bridge"),
        ("[Type the title]", "bridge"),
        ("1984", "1984"),
        ("Untitled", "bridge"),
        ("Document of shame", "Document of shame"),
    ] {
        assert_eq!(one("bridge.docx", document(said)).details.title, title, "{said}");
    }
}

#[test]
fn words_drawn_as_a_picture_are_read_and_other_documents_that_are_named_are_counted() {
    let body = "<w:p><w:r><w:pict><v:textpath xmlns:v=\"v\" string=\"Bridge closed\"/></w:pict></w:r></w:p><w:subDoc r:id=\"c1\"/>";
    let read = one("x.docx", with_part(body, "subDocument", "b.docx", b""));
    assert_eq!(
        (&*shown(&read), &*said(&read)),
        ("p Bridge closed", "left out: 1 file within the file")
    );
}
