//! Who wrote an article: everybody once, wherever the page says so; neither the site nor somebody else is named.

use crate::about::{BODY, about};
use crate::desk::{one, open};
use crate::documents::packed;

#[test]
fn everybody_who_wrote_is_named_once_and_the_site_is_nobody() {
    for (head, top, names) in [
        (
            "<meta name=author content='Ana Ruiz'><meta name=author content='Bo Li'>",
            "",
            "Ana Ruiz, Bo Li",
        ),
        (
            "<meta name=author content='Ana Ruiz'><meta itemprop=author content='ANA RUIZ'>",
            "",
            "Ana Ruiz",
        ),
        (
            "<meta name=author content='Ana Ruiz, Bo Li, The Courier'><meta property=og:site_name content='The Courier'>",
            "",
            "Ana Ruiz, Bo Li",
        ),
        ("<meta property='og:article:author' content='Ana Ruiz'>", "", "Ana Ruiz"),
        (
            "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Ana Ruiz'>",
            "",
            "Ana Ruiz",
        ),
        (
            "<meta name='twitter:label1' content='Est. reading time'><meta name='twitter:data1' content='Five minutes'>",
            "",
            "",
        ),
        (
            "",
            "<p class=byline><a rel=author href=/a>Ana Ruiz</a> in Lund and <a rel=author href=/b>Bo Li</a></p>",
            "Ana Ruiz, Bo Li",
        ),
        (
            "",
            "<address><a rel=author href=/a>Ana Ruiz</a> in Lund and <a rel=author href=/b>Bo Li</a></address>",
            "Ana Ruiz, Bo Li",
        ),
        (
            "",
            "<ul class=who><li><span class=author-name>Ana Ruiz</span></li><li><span class=author-name>Bo Li</span></li></ul>",
            "Ana Ruiz, Bo Li",
        ),
        // The site, in its head, its address or its linked data.
        (
            "<meta name=author content='The Courier'><link rel=canonical href='https://www.thecourier.example/a'>",
            "",
            "",
        ),
        (
            "<meta name=author content='courier.example'><link rel=canonical href='https://www.courier.example/a'>",
            "",
            "",
        ),
        (
            "<meta name=author content='100% Rivers'><meta name=publisher content='100% Rivers'>",
            "",
            "",
        ),
        (
            r#"<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"River Post"},"publisher":{"@type":"Organization","name":"River Post"}}</script>"#,
            "",
            "",
        ),
        // Who publishes a diary wrote it.
        (
            r##"<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#a"},"publisher":{"@id":"#a"}},{"@type":["Person","Organization"],"@id":"#a","name":"Ana Ruiz"}]}</script>"##,
            "",
            "Ana Ruiz",
        ),
        // What somebody types to log in; the page says the name.
        ("<meta name=author content='ana.ruiz'>", "<p class=author>Ana Ruiz</p>", "Ana Ruiz"),
    ] {
        assert_eq!(about(head, top)[1], names, "{head} {top}");
    }
}

#[test]
fn a_byline_is_found_by_links_and_labels_and_by_what_its_element_is_called() {
    for (top, names) in [
        (
            "<h1>a</h1><div class=x1><div class=x2><a href='https://a.example/autor/ana-ruiz/'>Ana Ruiz</a></div></div>",
            "Ana Ruiz",
        ),
        ("<div class=x>Autor: Ana Ruiz</div>", "Ana Ruiz"),
        ("<div class=detail__writer>Ana Ruiz</div>", "Ana Ruiz"),
        ("<div data-component=Byline>Ana Ruiz</div>", "Ana Ruiz"),
        ("<div class=TextContributorName>By Ana Ruiz</div>", "Ana Ruiz"),
        ("<header><div><h1>a</h1></div><div><span>Von Ana Ruiz</span></div></header>", "Ana Ruiz"),
        ("<author>Ana Ruiz</author>", "Ana Ruiz"),
        ("<small>December 3rd, 2010 by Ana Ruiz</small>", "Ana Ruiz"),
        ("<small>December 3rd, 2010 by the river</small>", ""),
        (
            "<div class=contributors><div><b class=c-name>Ana Ruiz</b><i>Reporter</i></div><div><b class=c-name>Bo Li</b></div></div>",
            "Ana Ruiz, Bo Li",
        ),
        // No names, or those of somebody else.
        ("<div class=contributors>All our contributors</div>", ""),
        ("<div class=x>Text: larger or smaller</div>", ""),
        ("<div class=img-author>Bo Li</div>", ""),
        (
            "<figure><img src=a><figcaption><span class=author>Bo Li</span></figcaption></figure>",
            "",
        ),
        ("<blockquote><p>So it is.</p><span class=author>Bo Li</span></blockquote>", ""),
        ("<div class=author-share><span>Share this</span></div>", ""),
    ] {
        assert_eq!(about("", top)[1], names, "{top}");
    }
    // A menu names others before the headline.
    let menu = "<nav><p class=author>Von Zoe Zahn</p></nav><div class=menu><h1>Other</h1><p class=author>Zoe Zahn</p></div>";
    let top = format!("{menu}<h1>Bridge</h1><p class=author>Ana Ruiz</p>");
    assert_eq!(about("<title>Bridge</title>", &top)[1], "Ana Ruiz");
    let body = "<body class='single has-sidebar comments-open'><p class=author>Ana Ruiz</p>";
    let html = format!("<!doctype html><html>{body}{}", BODY.repeat(6));
    assert_eq!(one("a.html", html).details.byline.as_deref(), Some("Ana Ruiz"));
}

#[test]
fn the_authors_of_a_document_are_people_and_no_programs() {
    for (said, names) in [
        ("Mira Holt", Some("Mira Holt")),
        ("Mira Holt; Ivo Brandt", Some("Mira Holt, Ivo Brandt")),
        ("Usher Holt", Some("Usher Holt")),
        ("python-docx", None),
        ("Microsoft Office User", None),
        ("Windows-Benutzer; Mira Holt", Some("Mira Holt")),
        ("Administrator", None),
        ("Unknown Author", None),
        ("", None),
    ] {
        let core = format!(
            "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>{said}</dc:creator></cp:coreProperties>"
        );
        let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>";
        let file = packed(&[("word/document.xml", body), ("docProps/core.xml", &core)]);
        assert_eq!(one("a.docx", file).details.byline.as_deref(), names, "{said}");
    }
}

#[test]
fn a_book_is_by_those_who_wrote_it_and_of_the_day_it_was_published() {
    for (known, names, date) in [
        (
            "<dc:creator>Mira Holt</dc:creator><dc:creator>Ivo Brandt</dc:creator>",
            "Mira Holt, Ivo Brandt",
            None,
        ),
        (
            "<dc:creator opf:role=\"trl\">Rik Aalto</dc:creator><dc:creator opf:role=\"aut\">Mira Holt</dc:creator><dc:date opf:event=\"conversion\">2025-01-01</dc:date><dc:date opf:event=\"publication\">1999-02-03</dc:date>",
            "Mira Holt",
            Some("1999-02-03"),
        ),
        (
            "<dc:creator id=\"a\">Rik Aalto</dc:creator><meta refines=\"#a\" property=\"role\">ill</meta><dc:creator id=\"b\">Mira &amp; Ivo</dc:creator><meta refines=\"#b\" property=\"role\">aut</meta><dc:date>1999-02-03</dc:date><meta property=\"dcterms:modified\">2025-01-01</meta>",
            "Mira & Ivo",
            Some("1999-02-03"),
        ),
        ("<dc:date opf:event=\"modification\">2025-01-01</dc:date>", "", None),
    ] {
        let package = format!(
            "<package xmlns:opf=\"o\"><metadata xmlns:dc=\"d\">{known}</metadata><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"
        );
        let book = packed(&[
            ("META-INF/container.xml", "<container><rootfile full-path=\"c.opf\"/></container>"),
            ("c.opf", &package),
            ("a.xhtml", "<html><body><p>Text.</p></body></html>"),
        ]);
        let details = &open("a.epub", book).unwrap()[0].details;
        assert_eq!(details.byline.as_deref().unwrap_or_default(), names, "{known}");
        assert_eq!(details.published.as_deref(), date, "{known}");
    }
}

#[test]
fn a_sentence_that_names_a_day_is_no_date_of_the_article() {
    let line = "The council agreed to close the bridge for long, and nobody knows until when, she said to all of them.";
    for (inside, day) in [
        ("<p class=date>The council meets on 5 May 2030.</p>", None),
        ("<div class='post-meta'>“Holt will come back on 5 May 2030.”</div>", None),
        ("<p>The council meets on <time datetime=2030-05-05>5 May</time> again.</p>", None),
        ("<ul><li>Doors open <time>5 May 2030</time> for all!</li></ul>", None),
        ("<div class=meta>Deadline: 5 May 2030</div>", None),
        ("<div class=date>Event date: Sunday, 5 May 2030, 7 p.m.</div>", None),
        ("<p class=date>Born 5 May 1930 in Rome</p>", None),
        ("<p>Deadline: <time datetime=2030-05-05>5 May</time></p>", None),
        (
            "<figure><img src=a><figcaption>Mayor Holt. By Bo Li, May 1, 2020</figcaption></figure>",
            None,
        ),
        ("<p class=date>5 May 2030.</p>", Some("2030-05-05")),
        ("<p class=date>Published on 5 May 2030.</p>", Some("2030-05-05")),
        (
            "<p class=meta>By Mira Holt on <time datetime=2030-05-05>5 May</time>.</p>",
            Some("2030-05-05"),
        ),
        ("<p class=byline>Mira Holt, staff writer, 5 May 2030</p>", Some("2030-05-05")),
    ] {
        let html = format!(
            "<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>{inside}{}</article></body></html>",
            format!("<p>{line}</p>").repeat(6)
        );
        let read = one("a.html", html);
        assert_eq!(read.details.published.as_deref(), day, "{inside}");
    }
}

#[test]
fn of_several_articles_that_a_page_describes_the_one_with_its_title_is_meant() {
    let article = |title: &str, author: &str, day: &str| {
        format!(
            r#"{{"@type":"NewsArticle","headline":"{title}","author":{author},"datePublished":"{day}"}}"#
        )
    };
    let other = article("Another story of the town", r#"{"name":"Cy Dee"}"#, "2020-01-01");
    let own = article("Bridge closed for a year", r##"{"@id":"#ana"}"##, "2024-05-05");
    let person = r##"{"@type":"Person","@id":"#ana","givenName":"Ana","familyName":"Ruiz"}"##;
    let script = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    for (scripts, names, day) in [
        (script(&format!("[{other},{own},{person}]")), "Ana Ruiz", "2024-05-05"),
        ([script(&other), script(&own), script(person)].concat(), "Ana Ruiz", "2024-05-05"),
        ([script(person), script(&own), script(&other)].concat(), "Ana Ruiz", "2024-05-05"),
        // The title of the window may be another than the headline.
        (script(&other), "Cy Dee", "2020-01-01"),
    ] {
        let line = "<p>The council agreed to close the bridge for long, and nobody knows until when, she said to all.</p>";
        let html = format!(
            "<html><head><title>Bridge closed for a year - The Courier</title>{scripts}</head><body><article><h1>Bridge closed for a year</h1>{}</article></body></html>",
            line.repeat(6)
        );
        let read = one("a.html", html);
        let said = (read.details.byline.as_deref(), read.details.published.as_deref());
        assert_eq!(said, (Some(names), Some(day)), "{scripts}");
    }
}
