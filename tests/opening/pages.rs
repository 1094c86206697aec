//! Web pages: five in the style of five kinds of news sites, and the law that a page loses no word.

use article_annotator::formats::Manuscript;
use dom_query::Document;
use proptest::prelude::*;

use crate::desk::{one, open, said, shown, text};

/// The pages, with title, byline, source, date and language as a reader would enter them.
const PAGES: [(&str, [&str; 5]); 5] = [
    (
        "broadsheet",
        [
            "Over 900 asylum seekers rescued off Indonesian coast",
            "Amal Ferreira",
            "https://broadsheet.example/world/2015/may/18/over-900-asylum-seekers-rescued",
            "2015-05-18",
            "en-GB",
        ],
    ),
    (
        "wire",
        [
            "North Korea puts military in 'quasi-state of war'",
            "Jin Okafor",
            "https://wire.example/world/asia-pacific/north-korea-quasi-state-of-war-2015-08-21/",
            "2015-08-21",
            "en",
        ],
    ),
    ("table", ["Sensitive Canadian document found on rainy streets", "", "", "2008-08-15", ""]),
    (
        "wiki",
        [
            "Australian woman claims Church of Scientology imprisoned her for twelve years",
            "",
            "https://en.wikinews.org/wiki/Australian_woman_claims_Church_of_Scientology_imprisoned_her_for_twelve_years",
            "2015-05-07",
            "en",
        ],
    ),
    (
        "blog",
        [
            "At least 107 killed in Mecca crane collapse",
            "Tomas Reinholt",
            "https://blog.example/2015/09/12/mecca-crane-collapse/",
            "2015-09-12",
            "en-US",
        ],
    ),
];

fn source(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pages");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

fn page(name: &str) -> Manuscript {
    one(&format!("{name}.html"), source(&format!("{name}.html")))
}

/// The kept text, without emphasis and links.
fn kept(read: &Manuscript) -> Vec<String> {
    let mut plain = read.clone();
    plain.passages.retain(|one| !one.left_out);
    plain.passages.iter_mut().for_each(|one| one.inlines.clear());
    shown(&plain).lines().map(str::to_owned).collect()
}

#[test]
fn the_article_is_kept_and_what_is_around_it_left_out() {
    for (name, _) in PAGES {
        let expected = String::from_utf8(source(&format!("{name}.txt"))).unwrap();
        let found = kept(&page(name));
        let expected: Vec<&str> = expected.lines().collect();
        let missing: Vec<_> =
            expected.iter().filter(|one| !found.iter().any(|it| it == *one)).collect();
        assert!(missing.is_empty(), "{name}: missing {missing:#?}\nin {found:#?}");
        assert_eq!(found[0], expected[0], "{name}: the headline comes first");
        // A byline, a date, a caption or sources may remain beside it, but no menu and no advert.
        let more: Vec<_> = found.iter().filter(|one| !expected.contains(&one.as_str())).collect();
        assert!(more.len() <= 6, "{name}: more {more:#?}");
        for noise in [
            "dvertisement",
            "Most read",
            "Sign up",
            "Markets fall",
            "Home",
            "Log in",
            "Comments",
            "ights reserved",
            "privacy",
        ] {
            assert!(!more.iter().any(|one| one.contains(noise)), "{name}: {more:#?}");
        }
    }
}

#[test]
fn a_page_tells_its_title_byline_source_date_and_language() {
    for (name, wanted) in PAGES {
        let details = page(name).details;
        let found = [
            Some(details.title),
            details.byline,
            details.source,
            details.published,
            details.language,
        ];
        assert_eq!(found.map(Option::unwrap_or_default), wanted.map(str::to_owned), "{name}");
    }
}

#[test]
fn the_headline_is_that_of_the_page_and_never_the_name_of_the_site() {
    let body = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when, she said.</p>".repeat(8);
    for (head, top, title) in [
        (
            "<title>Council closes the bridge - The Courier</title>",
            "<h1>Council closes the bridge</h1>",
            "Council closes the bridge",
        ),
        (
            "<title>The Courier | Council closes the bridge</title>",
            "<h1>The Courier</h1><h2>Council closes the bridge</h2>",
            "Council closes the bridge",
        ),
        (
            "<title>The Courier | Council closes the bridge</title>",
            "<h1>The Courier</h1><div class=x>Council closes the bridge</div>",
            "Council closes the bridge",
        ),
        // The head's title is shorter or longer than the page's.
        (
            "<title>Council closes the bridge at last, say sources - The Courier</title>",
            "<h1>Council closes the bridge at last</h1>",
            "Council closes the bridge at last",
        ),
        (
            "<meta property=og:title content='Council closes “the” bridge'><title>Bridge</title>",
            "<h1>Council closes the bridge</h1>",
            "Council closes the bridge",
        ),
        (
            "<meta property=og:title content='Council closes the bridge'><title>Bridge</title>",
            "",
            "Council closes the bridge",
        ),
        ("", "<h1>Council closes the bridge</h1>", "Council closes the bridge"),
        // A no-break space, which content systems put into the last words of a headline.
        (
            "<title>Council closes the bridge &laquo; The Courier</title>",
            "<h1>Council closes the&nbsp;bridge</h1>",
            "Council closes the bridge",
        ),
        // Writing without spaces.
        (
            "<title>港特首梁振英就住宅违建事件道歉 - BBC中文网 - 两岸三地</title>",
            "<h1>港特首梁振英就住宅违建事件道歉</h1><h2>两岸三地</h2>",
            "港特首梁振英就住宅违建事件道歉",
        ),
    ] {
        let read = one(
            "a.html",
            format!(
                "<!doctype html><html><head>{head}</head><body><header>{top}</header><article>{body}</article>"
            ),
        );
        assert_eq!(read.details.title, title, "{head} {top}");
        let lines: Vec<String> =
            read.passages.iter().map(|one| one.text.replace('\u{a0}', " ")).collect();
        let says = lines.iter().filter(|line| *line == title).count();
        assert_eq!((says, lines[0].as_str()), (1, title), "{head} {top}");
    }
}

#[test]
fn links_and_emphasis_of_an_article_stay() {
    let broadsheet = shown(&page("broadsheet"));
    assert!(
        broadsheet
            .contains("[Malaysia and Indonesia](https://broadsheet.example/world/asia#malaysia)")
    );
    assert!(broadsheet.contains("One *Rohingya*, Muhammad Amin"));
    assert!(shown(&page("blog")).contains("Mecca’s **Grand Mosque**, killing"));
    assert!(shown(&page("table")).contains("in Kanata, Ontario in a rain-stained"));
}

#[test]
fn a_headline_in_several_lines_or_parts_is_what_a_reader_reads_and_stands_once() {
    let body = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when, she said.</p>".repeat(8);
    for (top, lines) in [
        ("<h1>Council closes<br>the bridge</h1>", &["h1 Council closes⏎the bridge"][..]),
        (
            "<h1>Council closes<span class=sr-only> by video</span> the bridge</h1>",
            &["h1 Council closes the bridge"],
        ),
        (
            "<h1><span>Politics</span><span>Council closes the bridge</span></h1>",
            &["h1 Council closes the bridge", "h1 Politics Council closes the bridge"],
        ),
        (
            "<h1><span>C</span><span>ouncil closes the bridge</span></h1>",
            &["h1 Council closes the bridge"],
        ),
        (
            "<h1>Council closes the bridge<br><small>It was old</small></h1>",
            &["h1 Council closes the bridge", "h1 It was old"],
        ),
    ] {
        let page = format!(
            "<!doctype html><html><head><title>Council closes the bridge | The Courier</title></head><body><article>{top}{body}</article>"
        );
        let read = one("a.html", page);
        assert_eq!(read.details.title, "Council closes the bridge", "{top}");
        let shown = shown(&read);
        let found: Vec<_> = shown.lines().filter(|line| line.starts_with("h1")).collect();
        assert_eq!(found, lines, "{top}");
    }
}

#[test]
fn every_visible_word_of_a_page_is_in_one_passage_in_order_and_the_headline_first() {
    for (name, _) in PAGES {
        let read = page(name);
        let mut words = letters(&visible(&source(&format!("{name}.html"))));
        let headline = letters(&read.passages[0].text);
        let at = words.find(&headline).unwrap();
        words.replace_range(at..at + headline.len(), "");
        let found: String = read.passages[1..].iter().map(|one| letters(&one.text)).collect();
        assert_eq!(found, words, "{name}");
        assert_eq!(said(&read), "", "{name}");
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a browser shows of a page, found in another way than ours.
fn visible(content: &[u8]) -> String {
    let html = match std::str::from_utf8(content) {
        Ok(html) => html.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(content).0.into_owned(),
    };
    let document = Document::from(html);
    document.select("head, script, style, noscript, template, svg, iframe, [hidden]").remove();
    document.select("body").text().to_string()
}

#[test]
fn a_page_that_breaks_off_anywhere_is_read_as_far_as_it_goes() {
    for (name, _) in PAGES {
        let whole = source(&format!("{name}.html"));
        for end in (0..whole.len()).step_by(64) {
            let read = one("a.html", &whole[..end]);
            let all: String = read.passages.iter().map(|one| letters(&one.text)).collect();
            let words = letters(&visible(&whole[..end])).len();
            assert!(all.len() >= words, "{name} to {end}");
        }
    }
}

#[test]
fn an_article_of_all_passages_reads_as_they_do() {
    for (name, _) in PAGES {
        let read = page(name);
        let all: Vec<&str> = read.passages.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(text(&read), all.join("\n"), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_do_harm(content in proptest::collection::vec(any::<u8>(), 0..300), name in "a\\.(html|md|txt|docx|epub|odt|pdf|xyz)") {
        let _ = open(&name, content);
    }

    #[test]
    fn no_soup_of_tags_loses_a_word(soup in proptest::collection::vec(piece(), 0..40)) {
        let html = format!("<body><p>start</p>{}", soup.concat());
        let read = one("a.html", html.as_bytes());
        let mut found: Vec<char> = read.passages.iter().flat_map(|one| letters(&one.text).chars().collect::<Vec<_>>()).collect();
        let mut words: Vec<char> = letters(&visible(html.as_bytes())).chars().collect();
        found.sort_unstable();
        words.sort_unstable();
        prop_assert_eq!(found, words, "{}", html);
    }
}

fn piece() -> impl Strategy<Value = String> {
    const TAGS: &[&str] = &[
        "p",
        "div",
        "b",
        "a",
        "table",
        "tr",
        "td",
        "ul",
        "li",
        "h1",
        "h2",
        "pre",
        "blockquote",
        "em",
        "span",
        "article",
        "br",
        "figure",
        "details",
        "form",
        "button",
        "dl",
        "dd",
    ];
    prop_oneof![
        proptest::sample::select(TAGS).prop_map(|tag| format!("<{tag}>")),
        proptest::sample::select(TAGS).prop_map(|tag| format!("</{tag}>")),
        "[a-z]{1,9}[ \n]?",
        Just("<a href=\"javascript:x\" style=\"color:red\">".to_owned()),
        Just("<script>never</script>".to_owned()),
        Just("<p>The council agreed on Tuesday to close the bridge, and nobody knows until when, she said.</p>".to_owned()),
    ]
}
