//! Style sheets as browsers read them: what comes before a rule, rules within rules and within conditions, the rule
//! that counts most, and sheets that a saved page brings along.

use crate::desk::{joined, one, shown};

const SECRET: &str = "The minister had known since May.";

/// An article with this style sheet, and this in the middle.
fn page(css: &str, inside: &str) -> String {
    let lines = "<p>The council agreed on Tuesday to close the bridge for long, and nobody knows until when, she said to all.</p>".repeat(6);
    format!(
        "<html><head><title>Bridge</title><style>{css}</style></head><body><article><h1>Bridge</h1>{lines}{inside}{lines}</article></body></html>"
    )
}

#[test]
fn a_rule_counts_wherever_it_stands_if_it_holds_on_a_desk() {
    for (css, hidden) in [
        ("@charset \"utf-8\"; .note{display:none}", true),
        ("@import url(\"a.css?x;y\");.note{display:none}", true),
        ("<!-- .note{display:none} -->", true),
        ("@layer a, b; .note{display:none}", true),
        ("@font-face{font-family:x} .note{display:none}", true),
        ("@keyframes x{from{opacity:0} to{opacity:1}} .note{display:none}", true),
        ("article{.note{display:none}}", true),
        ("article{color:red; & .note{display:none} p{color:blue}}", true),
        (".x{.note{display:none}}", false),
        ("@supports (display:grid){.note{display:none}}", true),
        ("@supports not (display:grid){.note{display:none}}", false),
        ("@media all and (min-width:0px){.note{display:none}}", true),
        ("@media (min-width:701px){.note{display:none}}", true),
        ("@media (max-width:700px){.note{display:none}}", false),
        ("@media (max-width:40em), print{.note{display:none}}", false),
        ("@media (prefers-color-scheme:dark){.note{display:none}}", false),
        ("@media not screen{.note{display:none}}", false),
        (".note{display:none} @media screen and (min-width:48em){.note{display:block}}", false),
        ("[data-x=\"1\"]{display:none}", true),
        ("p[data-x]{display:none}", true),
        (".note[data-x='2']{display:none}", false),
        // Of two rules that count the same, the last holds, whatever their names.
        (".note{display:none} .a{display:block}", false),
        (".a{display:block} .note{display:none}", true),
        (".note{display:none !important} .a{display:block}", true),
        ("#n{display:none} .a{display:block}", true),
        (".note{display:none}.note.a{display:block}", false),
        (".note{display:none", true),
    ] {
        let html = page(css, &format!("<p id=n class='note a' data-x=1>{SECRET}</p>"));
        let read = one("a.html", html);
        assert_eq!(joined(&read).contains(SECRET), !hidden, "{css}");
        assert!(shown(&read).contains(SECRET), "{css}");
    }
    let last = page("", &format!("<p style='display:none; display:block'>{SECRET}</p>"));
    assert!(joined(&one("a.html", last)).contains(SECRET));
}

#[test]
fn a_rule_for_what_lies_in_others_is_followed_outwards() {
    let inside = format!(
        "<div class=a><section><div class=b><p class=note>{SECRET}</p></div></section></div>"
    );
    for (selector, hidden) in [
        (".a .note", true),
        (".a > .note", false),
        (".b > .note", true),
        (".a .b > p", true),
        (".a > .b > p", false),
        (".a > section > .b > p", true),
        ("article .a > section p", true),
        (".b .a p", false),
        (".a .a p", false),
    ] {
        let html = page(&format!("{selector}{{display:none}}"), &inside);
        assert_eq!(joined(&one("a.html", html)).contains(SECRET), !hidden, "{selector}");
    }
}

#[test]
fn endless_style_sheets_and_endless_pages_for_them_are_read_at_once() {
    let deep = "<div>".repeat(150);
    let path = "div ".repeat(60);
    let rules: String = (0..5000).map(|at| format!(".a{at} p{{display:none}}")).collect();
    let many = "<p class=x>It rained.</p>".repeat(3000);
    let pulled = format!("<blockquote class=pullquote>{SECRET}</blockquote>").repeat(2000);
    let times = "<li><time datetime=2024-01-02></time></li>".repeat(3000);
    for (css, inside) in [
        (
            format!("{path}.x, {path}> .y .x{{display:none}}"),
            format!("{deep}<p class=x>It rained.</p>"),
        ),
        (rules, many),
        ("a{".repeat(50_000), String::new()),
        (format!("{}{{", "a,b ".repeat(20_000)).repeat(8), String::new()),
        (String::new(), pulled),
        (String::new(), format!("<article>{times}</article>")),
    ] {
        let read = one("a.html", page(&css, &inside));
        assert!(joined(&read).contains("The council agreed"));
    }
}

#[test]
fn of_two_copies_for_two_widths_of_the_screen_one_is_read() {
    let css =
        "@media(max-width:700px){.desk{display:none}}@media(min-width:701px){.phone{display:none}}";
    let both =
        format!("<div class=desk><p>{SECRET}</p></div><div class=phone><p>{SECRET}</p></div>");
    let read = one("a.html", page(css, &both));
    assert_eq!(joined(&read).matches(SECRET).count(), 1);
    assert_eq!(shown(&read).matches(SECRET).count(), 2);
}

#[test]
fn a_saved_page_hides_what_its_style_sheets_hide() {
    let saved = |link: &str, place: &str| {
        let page = page("", &format!("<p class=note>{SECRET}</p>"));
        let page = page.replace("</title>", &format!("</title>{link}"));
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/html\r\nContent-Location: https://courier.example/x\r\n\r\n{page}\r\n\
             --b\r\nContent-Type: text/css\r\n{place}\r\n\r\n@charset \"utf-8\";\r\n.note {{ display: none; }}\r\n--b--\r\n"
        )
    };
    let cid = "Content-Location: cid:css-1@mhtml.blink";
    let far = "Content-Location: https://courier.example/s/main.css?v=2&x=1";
    for (link, place, hidden) in [
        ("<link rel=stylesheet href='cid:css-1@mhtml.blink'>", cid, true),
        ("<link rel=stylesheet href='cid:css-2@x'>", "Content-ID: <css-2@x>", true),
        ("<LINK href='https://courier.example/s/main.css?v=2&amp;x=1' rel=StyleSheet>", far, true),
        (
            "<link rel=stylesheet href='/s/main.css?v=2&amp;x=1' media='screen and (min-width:9px)'>",
            far,
            true,
        ),
        ("<link rel=stylesheet href='../s/main.css?v=2&amp;x=1' media=print>", far, false),
        ("<link rel=preload href='cid:css-1@mhtml.blink'>", cid, false),
        ("<link rel=stylesheet href='cid:css-9@mhtml.blink'>", cid, false),
        ("", cid, false),
    ] {
        let read = one("a.mht", saved(link, place));
        assert_eq!(joined(&read).contains(SECRET), !hidden, "{link} {place}");
        assert!(shown(&read).contains(SECRET) && !shown(&read).contains("charset"), "{link}");
    }
}

#[test]
fn what_screen_readers_pass_over_is_seen_by_all_others() {
    let slide = |at: usize| {
        format!(
            "<section class=slide aria-hidden={}><h3>Slide {at}</h3><p>On slide {at} the council agreed to close the bridge, and nobody knows until when, she said.</p></section>",
            at > 1
        )
    };
    let slides: String = (1..6).map(slide).collect();
    let read = one("a.html", page("", &slides));
    assert_eq!(joined(&read).matches("the council agreed to close").count(), 5, "{}", shown(&read));
    let text = page("", "").replace("</h1>", "</h1><div class=modal-open aria-hidden=true>");
    assert_eq!(joined(&one("a.html", text)).matches("The council agreed").count(), 12);
    let menu = format!("<div class=modal aria-hidden=true><p>{SECRET} {SECRET} {SECRET}</p></div>");
    assert!(!joined(&one("a.html", page("", &menu))).contains(SECRET));
}

#[test]
fn what_xml_takes_as_it_stands_is_text() {
    let body =
        "<h1>Bridge</h1><p><![CDATA[Costs of R&D <rose> by five.]]></p><p>A<![CDATA[ & ]]>B</p>";
    let html = format!(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Bridge</title></head><body>{body}</body></html>"
    );
    for (name, page) in
        [("a.xhtml", html.clone()), ("a.html", format!("<?xml version=\"1.0\"?>{html}"))]
    {
        let text = joined(&one(name, page));
        assert!(text.contains("Costs of R&D <rose> by five.\nA & B"), "{name}: {text}");
    }
}
