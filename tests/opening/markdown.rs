//! Markdown becomes passages: each construct by a table, and every example of the CommonMark
//! specification by the law that no visible word is lost.

use crate::desk::{one, shown};

fn page(source: &str) -> String {
    shown(&one("a.md", source))
}

#[test]
fn each_construct_becomes_what_a_reader_sees() {
    for (source, passages) in [
        (
            "# One\n\nTwo\nthree.\n\nFour\n----\n###### Six ##",
            "h1 One\np Two three.\nh2 Four\nh6 Six",
        ),
        ("*a* **b** _c_ ***d*** e*f*", "p *a* **b** *c* ***d*** e*f*"),
        ("a\\\nb  \nc\nd", "p a⏎b⏎c d"),
        ("漢字\n漢字", "p 漢字漢字"),
        ("- a\n- b\n\n  c\n  - d\n    > e\n\n1. f", "li a\nli b\nli c\nli d\nq e\nli f"),
        ("> a\n> b\n>\n> - c\n>\n> d\n\ne", "q a b\nli c\nq d\np e"),
        (
            "```rust\nlet a  = 1;\n\n  b\n```\n\n    four  blanks\n",
            "pre let a  = 1;⏎⏎  b\npre four  blanks",
        ),
        ("`a  b` c", "p a  b c"),
        (
            "[a *b*](https://c.example \"t\") [d](/e) <https://f.example> [x](javascript:alert(1))",
            "p [a *b*](https://c.example) d [https://f.example](https://f.example) x",
        ),
        ("[a]\n\n[a]: mailto:b@c.example", "p [a](mailto:b@c.example)"),
        ("before ![a *picture*](b.png) after", "p before a *picture* after"),
        ("a<br>b <b>c</b> <!-- d --> e &amp; &copy; \\*", "p a⏎b c e & © *"),
        ("<div class=\"x\">\n<p>a <em>b</em>\n<script>c()</script>\n</div>\n\nd", "p a *b*\np d"),
        ("| a | b |\n|---|---|\n| c | *d* |", "th a\tb\ntr c\t*d*"),
        ("~~a~~ b[^1]\n\n[^1]: c", "p b\np [1] c"),
        ("- [ ] a\n- [x] b", "li [ ] a\nli [x] b"),
        ("a\n\n***\n\nb", "p a\np b"),
        ("", "p "),
    ] {
        assert_eq!(page(source), passages, "{source}");
    }
}

#[test]
fn the_title_is_the_first_heading_or_the_name_of_the_file() {
    for (source, title) in [
        ("# A *bridge*\n\nb", "A bridge"),
        ("## A bridge\n\nb", "A bridge"),
        ("b\n\n# A bridge", "A bridge"),
        ("b\n\n## A bridge", "the bridge"),
        ("b", "the bridge"),
    ] {
        assert_eq!(one("the_bridge.md", source).details.title, title, "{source}");
    }
}

#[test]
fn what_stands_before_the_text_becomes_its_details_and_the_headline_stands_once() {
    let read = one(
        "a.md",
        "---\ntitle: \"The \\\"old\\\" bridge\"\nauthors:\n  - Anna Kowalska\n  - Ben Okri\n\
         date: 2024-05-17T10:00:00Z\nlang: en_GB\nurl: https://news.example/a\ntags: [x, y]\n---\n\nText.\n",
    );
    let details = &read.details;
    assert_eq!(details.title, "The \"old\" bridge");
    assert_eq!(details.byline.as_deref(), Some("Anna Kowalska, Ben Okri"));
    assert_eq!(details.published.as_deref(), Some("2024-05-17"));
    assert_eq!(details.language.as_deref(), Some("en-GB"));
    assert_eq!(details.source.as_deref(), Some("https://news.example/a"));
    assert_eq!(shown(&read), "h1 The \"old\" bridge\np Text.");

    let toml = "+++\ntitle = 'A'\nauthor = \"B\"\ndate = 2024-05-17\n+++\n# A\n\nText.";
    let read = one("a.md", toml);
    assert_eq!(shown(&read), "h1 A\np Text.");
    assert_eq!(read.details.byline.as_deref(), Some("B"));

    let rule = "---\nA text between two rules.\n\n---\n\nmore";
    assert_eq!(page(rule), "p A text between two rules.\np more");
}

#[test]
fn the_details_before_a_text_are_read_as_they_are_written_for_other_programs() {
    let mira = Some("Mira Holt");
    for (head, title, byline, published) in [
        // Obsidian’s clipper, Jekyll, Hugo, Pandoc, Docusaurus.
        (
            "title: \"Bridge opens\"\nsource: \"https://e.example/a\"\nauthor:\n  - \"[[Mira Holt]]\"\npublished: 2026-01-02\ncreated: 2026-03-04",
            "Bridge opens",
            mira,
            Some("2026-01-02"),
        ),
        (
            "title: Bridge opens\ndate: 2026-01-02 10:00:00 +0100\npublished: true\nauthor: Mira Holt <m@e.example>",
            "Bridge opens",
            mira,
            Some("2026-01-02"),
        ),
        ("title: Bridge opens\npublished: false", "Bridge opens", None, None),
        ("title: >-\n  Bridge\n  opens\nauthor: Mira Holt", "Bridge opens", mira, None),
        ("title: |\n  Bridge opens\ntags:\n- a", "Bridge opens", None, None),
        ("title: Bridge\n  opens # for now\nauthor: 'Mira Holt' # she", "Bridge opens", mira, None),
        (
            "title: \"Bridge #2\" # for now\nauthor:\n  - name: Mira Holt\n    url: https://e.example",
            "Bridge #2",
            mira,
            None,
        ),
        (
            "title: Bridge\nauthors:\n  - url: https://e.example\n    name: Mira Holt\n  - Ivo Brandt",
            "Bridge",
            Some("Mira Holt, Ivo Brandt"),
            None,
        ),
        ("title: Bridge\nauthor:\n  name: Mira Holt\n  email: m@e.example", "Bridge", mira, None),
        (
            "title: Bridge\nauthors: [\"Holt, Mira\", 'Ivo', Tom O'Neil, Ed O'Dea]",
            "Bridge",
            Some("Holt, Mira, Ivo, Tom O'Neil, Ed O'Dea"),
            None,
        ),
        ("title: Bridge\nauthors: [{name: Mira Holt, url: x}]", "Bridge", mira, None),
        ("title: Bridge\nauthor: [[Mira Holt]]", "Bridge", mira, None),
    ] {
        for end in ["---", "..."] {
            let read = one("a.md", format!("---\n{head}\n{end}\n\nText.\n"));
            let details = &read.details;
            let found = (details.title.as_str(), details.byline.as_deref());
            assert_eq!(found, (title, byline), "{head}");
            assert_eq!(details.published.as_deref(), published, "{head}");
            assert_eq!(shown(&read), format!("h1 {title}\np Text."), "{head}");
        }
    }
    let toml = "+++\ntitle = 'A'\nauthors = [\n  'Mira Holt',\n  'Ivo',\n]\n\n[menu]\ntitle = 'B'\n+++\nText.";
    let read = one("a.md", toml);
    assert_eq!(read.details.byline.as_deref(), Some("Mira Holt, Ivo"));
    assert_eq!(shown(&read), "h1 A\np Text.");
}

#[test]
fn no_example_of_the_specification_loses_a_word() {
    let spec = include_str!("../data/commonmark/spec.txt").replace('→', "\t");
    let fence = "`".repeat(32);
    let mut seen = 0;
    for example in spec.split(&format!("{fence} example\n")).skip(1) {
        let example = example.split(&format!("\n{fence}")).next().unwrap();
        let (source, html) =
            example.split_once("\n.\n").unwrap_or((example.trim_end_matches("\n."), ""));
        if source.contains("<![CDATA[>") {
            // Nobody treats this as text, yet browsers show half of it.
            continue;
        }
        let read = one("a.md", source);
        let found: String = read.passages.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(letters(&found), letters(&visible(html)), "{source}\n{html}");
        seen += 1;
    }
    assert!(seen > 640, "{seen}");
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The visible text of the specification's HTML: no tags, alternative texts for pictures.
fn visible(html: &str) -> String {
    let document = dom_query::Document::fragment(html);
    document.select("script, style, textarea, title, noscript, iframe").remove();
    for image in document.select("img").nodes() {
        let alternative = image.attr("alt").unwrap_or_default();
        image.replace_with(&document.tree.new_text(alternative));
    }
    document.text().to_string()
}

#[test]
fn details_before_the_text_are_read_however_other_programs_write_them() {
    let about = |source: &str| {
        let read = one("a.md", source);
        let details = &read.details;
        let said = [Some(details.title.clone()), details.byline.clone(), details.published.clone()];
        (said.map(Option::unwrap_or_default).join(" | "), shown(&read))
    };
    let all = "Bridge closed | Ana Ruiz, Bo Li | 2024-05-17";
    for (source, said) in [
        // Pandoc
        ("% Bridge closed\n% Ana Ruiz; Bo Li\n% 17 May 2024\n\nText.", all),
        ("% Bridge\n  closed\n% Ana Ruiz\n  Bo Li\n% May 17, 2024\n\nText.", all),
        ("% Bridge closed\n%\n% 2024-05-17\n\nText.", "Bridge closed |  | 2024-05-17"),
        ("% Bridge closed\n\nText.", "Bridge closed |  | "),
        // MultiMarkdown, Pelican
        (
            "Title: Bridge closed\nAuthor: Ana Ruiz, Bo Li\nDate: 2024-05-17\nTags: a,\n  b\n\nText.",
            all,
        ),
        // Hugo
        (
            "{\n\"title\": \"Bridge closed\",\n\"tags\": [\"}\"],\n\"authors\": [\"Ana Ruiz\", {\"name\": \"Bo Li\"}],\n\"date\": \"2024-05-17T10:00:00Z\"\n}\n\nText.",
            all,
        ),
    ] {
        let wanted = (said.to_owned(), "h1 Bridge closed\np Text.".to_owned());
        assert_eq!(about(source), wanted, "{source}");
    }
    // What only looks so is text.
    for source in [
        "% of all\nvotes",
        "Note: a\n\nb",
        "Title: a\nand b\n\nc",
        "{a}\n\nb",
        "{\"title\": \"a\"} b",
    ] {
        assert!(!shown(&one("a.md", source)).starts_with("h1"), "{source}");
    }
}

#[test]
fn the_name_of_a_heading_is_not_of_its_words() {
    for (source, passages) in [
        ("# Bridge *closed* {#bridge .lead}", "h1 Bridge *closed*"),
        ("## Why {: #why }\n\n### How {-}", "h2 Why\nh3 How"),
        ("# The set {a, b}", "h1 The set {a, b}"),
        ("# {#name}", "h1 {#name}"),
        ("Text {#name}", "p Text {#name}"),
    ] {
        assert_eq!(page(source), passages, "{source}");
    }
}
