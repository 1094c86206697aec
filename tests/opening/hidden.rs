//! What a page or a document hides is left out and can be included again; nothing worth reading is
//! lost, and a page that hides all of its text until its scripts run is read.

use crate::desk::{joined, one, said, shown};
use crate::documents::{packed, word};

const SECRET: &str = "The minister had known since May.";

/// An article's page with this in the middle.
fn page(inside: &str) -> String {
    let line = "<p>The council agreed on Tuesday to close the bridge for long, and nobody knows until when, she said to all.</p>";
    let lines = line.repeat(6);
    format!(
        "<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{lines}{inside}{lines}</article></body></html>"
    )
}

#[test]
fn hidden_passages_are_left_out_one_by_one_and_not_gone() {
    for hidden in [
        format!("<p hidden>{SECRET}</p>"),
        format!("<p hidden=until-found>{SECRET}</p>"),
        format!("<div hidden=\"until-found\"><p>{SECRET}</p></div>"),
        format!("<section style='display:none'><div style='display:none'>{SECRET}</div></section>"),
        format!("<p style='visibility:hidden'>{SECRET}</p>"),
        format!("<dialog>{SECRET}</dialog>"),
        format!("<p style='opacity:0'>{SECRET}</p>"),
        format!("<p style='font-size:0'>{SECRET}</p>"),
        format!("<div style='font-size:0px'><p>{SECRET}</p></div>"),
        format!("<div class='d-none'><p>{SECRET}</p></div>"),
        format!("<p class='note hidden'>{SECRET}</p>"),
    ] {
        for html in [page(&hidden), format!("<p>Before.</p>{hidden}<p>After.</p>")] {
            let read = one("a.html", html);
            assert!(!joined(&read).contains(SECRET), "{hidden}");
            let out: Vec<_> = read.passages.iter().filter(|one| one.text == SECRET).collect();
            assert!(out.len() == 1 && out[0].left_out, "{hidden}: {}", shown(&read));
            assert!(!said(&read).contains("whole page"), "{}", said(&read));
        }
    }
}

#[test]
fn a_style_sheet_in_the_page_hides_what_it_names_alone_and_never_most_of_the_page() {
    let secret = format!("<div class='a note'><p>{SECRET}</p></div>");
    for (css, hidden) in [
        (".note{display:none}", true),
        ("/* .x{ */ .other, .note { color: red; visibility : hidden }", true),
        ("p{} .note{display:none !important}", true),
        (".note{display:none} .note{display:block}", false),
        ("@media print{.note{display:none}}", false),
        ("@media screen{.x{color:red} .note{display:none}} p{}", true),
        ("@layer a{.note{display:none}}", true),
        ("@media screen and (max-width:9px){.note{display:none}}", false),
        ("div.note{display:none}", true),
        ("p.note{display:none}", false),
        (".note{display:none} div.note{display:block}", false),
        (".note{display:block} div.note{display:none}", true),
        (".note.a{display:none}", true),
        ("div.a.note{display:none}", true),
        ("p.a.note{display:none}", false),
        (".a.other{display:none}", false),
        (".note{display:none} .a.note{display:block}", false),
        (".a.note:hover{display:none}", false),
        (".note{max-height:0;overflow:hidden}", true),
        (".note{max-height:0;overflow:hidden;transition:max-height 1s}", false),
        (".note{height:0;overflow:hidden;padding-top:50%}", false),
        // Any rule that gives it a height or a colour may be the one that counts.
        (".a{max-height:0;overflow:hidden} .a.note{max-height:90px}", false),
        (".note{height:0;overflow:hidden} .note{height:auto}", false),
        (".note{color:transparent}", true),
        (".note{color:transparent} .a{color:black}", false),
        (".note{color:transparent;-webkit-background-clip:text}", false),
        (".note{color:transparent} .a{background-clip:text}", false),
        (".note{color:transparent} .a{text-shadow:none}", true),
        (".note{height:0;height:auto;overflow:hidden}", false),
        (".note{height:auto;max-height:0;overflow:hidden}", true),
        (".note{visibility:collapse}", true),
        (".note{opacity:0}", true),
        (".note{font:0/0 a}", true),
        (".a{font-size:0}", true),
        (".note{opacity:0} .note{opacity:1}", false),
        (".note{display:none} .note{opacity:1}", true),
        (".note{opacity:0;transition:opacity 1s}", false),
        (".js .note{display:none}", false),
        ("body .note, .note:hover{display:none}", true),
        (".a p{display:none}", true),
        ("article > .note, .x{display:none}", true),
        ("body > .note{display:none}", false),
        (".x .note{display:none}", false),
        (".no-js .note{display:none}", false),
        ("article .note:not(.x){display:none}", false),
        (".note p{display:none} article .a > p{display:block}", false),
        (".note p{display:none} .note > p{display:block}", false),
        (".note{display:none} article .note{display:block}", false),
        (".note{display:block} article .note{display:none}", true),
        (".note{transform:scale(0)}", true),
    ] {
        let html = page(&secret).replace("</title>", &format!("</title><style>{css}</style>"));
        assert_eq!(joined(&one("a.html", html)).contains(SECRET), !hidden, "{css}");
    }
    let html = page("").replace("</title>", "</title><style>article, .body{display:none}</style>");
    let text = joined(&one("a.html", html.replace("<article>", "<article class=body>")));
    assert_eq!(text.matches("The council agreed").count(), 12);
}

#[test]
fn clear_words_of_an_e_mail_are_left_out_and_not_gone() {
    for hidden in [
        format!("<div style='opacity:0'>{SECRET}</div>"),
        format!("<div style='font-size:0px;line-height:0'>{SECRET}</div>"),
    ] {
        let body = format!("<p>Before it all began.</p>{hidden}<p>After.</p>");
        let mail = format!("From: a@b.example\nContent-Type: text/html\n\n{body}");
        let read = one("a.eml", mail);
        assert_eq!(joined(&read), "Before it all began.\nAfter.");
        assert!(shown(&read).contains(&format!("- p {SECRET}")), "{}", shown(&read));
    }
}

#[test]
fn what_may_be_seen_all_the_same_is_read() {
    for shown in [
        // It fades in.
        format!("<p style='opacity:0;transform:translateY(20px)'>{SECRET}</p>"),
        // Gaps between boxes are closed by a size of zero, and each box has its own.
        format!("<div style='font-size:0'><div style='font-size:13px'>{SECRET}</div></div>"),
        format!("<div style='font-size:0'><div class='column'>{SECRET}</div></div>"),
        format!("<p style='opacity:.9;font-size:.9em'>{SECRET}</p>"),
        // On larger screens.
        format!("<div class='d-none d-md-block'><p>{SECRET}</p></div>"),
        format!("<div class='hidden lg:flex'><p>{SECRET}</p></div>"),
        format!("<div class='hidden-gem d-none-x'><p>{SECRET}</p></div>"),
        // The page says so.
        format!("<style>.hidden{{display:block}}</style><p class='hidden'>{SECRET}</p>"),
        format!("<style>.note{{opacity:0}}</style><p class='note' style='opacity:1'>{SECRET}</p>"),
        // A button opens it.
        format!(
            "<button aria-expanded='false'>More</button><div class='hidden'><p>{SECRET}</p></div>"
        ),
    ] {
        let read = one("a.html", page(&shown));
        assert!(joined(&read).contains(SECRET), "{shown}: {}", self::shown(&read));
    }
}

#[test]
fn words_that_only_screen_readers_say_are_left_out_of_a_line() {
    for words in [
        "<a href=x>bridge<span class='sr-only'>opens in a new window, she said.</span></a>",
        "bridge<span class='x visually-hidden'>opens in a new window, she said.</span>",
        "bridge<span style='position:absolute; left:-9999px'>opens in a new window, she said.</span>",
        "bridge<span style='position:absolute;clip:rect(1px,1px,1px,1px)'>opens in a new window, she said.</span>",
    ] {
        let read = one("a.html", page(&format!("<p>The {words} is closed.</p>")));
        assert!(joined(&read).contains("The bridge is closed."), "{words}: {}", shown(&read));
        let left = read.passages.iter().find(|one| one.text.contains("opens in a new window"));
        assert!(left.is_some_and(|one| one.left_out), "{words}");
    }
    let read = one(
        "a.html",
        page("<amp-list><p placeholder>The list is loading, she said.</p></amp-list>"),
    );
    assert!(shown(&read).contains("- p The list is loading"), "{}", shown(&read));
    let amp = page(
        "<section amp-access='NOT subscriber'><p>Subscribe to read all of it today.</p></section>",
    );
    let read = one("a.html", amp);
    assert!(!joined(&read).contains("Subscribe") && shown(&read).contains("- p Subscribe to read"));
}

#[test]
fn hidden_words_in_a_line_do_not_divide_it_and_those_of_a_control_are_no_passage() {
    let secret = format!("<span style='display:none'>{SECRET}</span>");
    let read = one("a.html", format!("<p>The {secret}bridge is closed.</p><p>B</p>"));
    assert_eq!(shown(&read), format!("p The bridge is closed.\n- p {SECRET}\np B"));
    for control in
        ["<span hidden>opens</span>", "<p hidden>Close</p>", "<div style='display:none'>  </div>"]
    {
        let read = one("a.html", format!("<p>The bridge</p>{control}<p>B</p>"));
        assert_eq!(shown(&read), "p The bridge\np B", "{control}");
    }
}

#[test]
fn a_page_that_hides_all_of_it_is_read_and_that_is_told() {
    for (from, to) in
        [("<body>", "<body style='visibility:hidden'>"), ("<article>", "<article hidden>")]
    {
        let read = one("a.html", page("").replace(from, to));
        let text = joined(&read);
        assert_eq!(text.matches("The council agreed").count(), 12, "{to}: {text}");
        assert!(said(&read).contains("the page hides all its text"), "{to}: {}", said(&read));
    }
    let read = one("a.html", format!("<div hidden><p>{SECRET}</p></div>"));
    assert_eq!(joined(&read), SECRET);
    assert!(said(&read).contains("the page hides all its text"), "{}", said(&read));
}

#[test]
fn a_shadow_root_that_stands_in_the_page_is_a_part_of_it() {
    for (start, end) in [
        ("<news-article><template shadowrootmode=open>", "</template></news-article>"),
        (
            "<x-a><TEMPLATE class=a shadowrootmode='closed'><x-b><template shadowrootmode=open>",
            "</template></x-b></TEMPLATE></x-a>",
        ),
        // As browsers write it that save a page with all that it loaded.
        ("<x-a><template shadowmode=\"open\">", "</template></x-a>"),
        ("<x-a><template\nshadowmode=closed>", "</template></x-a>"),
        ("<x-a><template shadowroot=open><template><p>Never.</p></template>", "</template></x-a>"),
    ] {
        let read = one("a.html", format!("<p>Before.</p>{start}<p>{SECRET}</p>{end}<p>After.</p>"));
        assert_eq!(joined(&read), format!("Before.\n{SECRET}\nAfter."), "{start}");
    }
    let read = one(
        "a.html",
        "<p>Before.</p><template><x-a><template shadowrootmode=open><p>Never.</p></template></x-a></template><p>After.</p>",
    );
    assert_eq!(joined(&read), "Before.\nAfter.");
}

#[test]
fn hidden_words_of_a_document_are_left_out_and_not_gone() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}</w:p>",
        run("", "The "),
        run("<w:vanish/>", SECRET),
        run("", "bridge"),
        run("<w:vanish/>", SECRET)
    );
    let read = one("a.docx", word(&body, ""));
    assert_eq!(shown(&read), format!("p The bridge\n- p {SECRET}\n- p {SECRET}"));
    let open = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"H\"><style:text-properties text:display=\"none\"/></style:style></office:automatic-styles>\
         <office:body><office:text><text:p>The <text:span text:style-name=\"H\">{SECRET}</text:span>bridge</text:p></office:text></office:body></office:document-content>"
    );
    let read = one("a.odt", packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", &open)]));
    assert_eq!(shown(&read), format!("p The bridge\n- p {SECRET}"));
}

#[test]
fn a_picture_that_stands_for_a_sign_of_the_text_is_that_sign() {
    for (img, text) in [
        ("<img class=emoji alt=\"😀\" src=x>", "Great 😀 news."),
        ("<img alt=\"👩\u{200d}👧\" src=x>", "Great 👩\u{200d}👧 news."),
        ("<img alt=\"A bridge\" src=x>", "Great news."),
        ("<img alt=\"\" src=x>", "Great news."),
        ("<img alt=\"...\" src=x>", "Great news."),
    ] {
        let read = one("a.html", page(&format!("<p>Great {img} news.</p>")));
        assert!(joined(&read).lines().any(|line| line == text), "{img}: {}", joined(&read));
    }
}

#[test]
fn a_page_that_shows_nothing_without_its_script_is_read_from_what_it_tells_search_engines() {
    let line =
        "The council agreed on Tuesday to close the bridge, said Mira Holt, and nobody knows why. ";
    let body = line.repeat(6);
    let page = |seen: &str, body: &str| {
        let body = serde_json::to_string(body).unwrap();
        format!(
            "<!doctype html><html><head><title>Bridge closed</title>\
             <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closed\",\"articleBody\":{body}}}</script>\
             </head><body><div id=root>{seen}</div><script src=app.js></script></body></html>"
        )
    };
    let one_line = body.trim();
    for (seen, body, paragraphs) in [
        ("", one_line.to_owned(), 1),
        ("", format!("{one_line}\n\n{one_line}\n"), 2),
        ("", format!("<p>{one_line}</p><p>{one_line}</p>"), 2),
        ("<noscript>You need JavaScript.</noscript>", one_line.to_owned(), 1),
        ("<p>Loading…</p>", one_line.to_owned(), 1),
    ] {
        let read = one("a.html", page(seen, &body));
        let found = read.passages.iter().filter(|one| !one.left_out && one.text == one_line);
        assert_eq!(found.count(), paragraphs, "{body}: {}", shown(&read));
        assert!(said(&read).contains("what the page tells search engines"), "{}", said(&read));
    }
    // What was left out on the way is told, in the page and in what it tells; and no longer that all it shows is here.
    let ruby = "<p>Loading <ruby>漢<rt>kan</rt></ruby></p>";
    for html in [page(ruby, one_line), page("", &format!("{ruby}<p>{one_line}</p>"))] {
        let told = said(&one("a.html", html));
        assert!(told.contains("ruby reading") && told.contains("search engines"), "{told}");
        assert!(!told.contains("everything the page shows"), "{told}");
    }
    // What a page shows counts, and a summary is no text.
    let seen = format!("<article><h1>Bridge closed</h1><p>{}</p></article>", line.repeat(6));
    for html in [page(&seen, &body.to_uppercase()), page("", line)] {
        let read = one("a.html", html);
        assert!(!said(&read).contains("search engines"), "{}", said(&read));
        assert!(!joined(&read).contains("COUNCIL"), "{}", shown(&read));
    }
}
