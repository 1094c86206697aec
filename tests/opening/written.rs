//! Who wrote an article: everybody once, wherever the page says so; neither the site nor somebody else is named.

use crate::about::{BODY, about};
use crate::desk::one;

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
