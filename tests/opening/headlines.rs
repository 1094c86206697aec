//! The title of a page is the headline that is read above its text, whatever its head tells others.

use crate::desk::{joined, one, said, shown};

const LINE: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, she said.</p>";

/// Title and first line of a page with this head and this above its text.
fn titled(head: &str, top: &str) -> (String, String) {
    let body = LINE.repeat(7);
    let page = format!(
        "<!doctype html><html lang=en><head>{head}</head><body><header><a href=/>The River Courier</a></header><main><article>{top}<div class=body>{body}</div></article></main></body></html>"
    );
    let read = one("a.html", page);
    let first = read.passages.first().map(|one| one.text.clone()).unwrap_or_default();
    (read.details.title, first)
}

#[test]
fn the_headline_above_the_text_is_the_title_whatever_search_engines_are_told() {
    let h1 = "<h1>Ferries stay in port after storm</h1>";
    let read = "Ferries stay in port after storm";
    for (head, top, title) in [
        ("<title>Storm in Lund: latest on the chaos | Courier</title>", h1, read),
        (
            "<title>Storm in Lund</title><meta property=og:title content='You won’t believe this storm'>",
            "<h1 itemprop=headline class=entry-title>Ferries stay in port after storm</h1>",
            read,
        ),
        (
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Lund: what we know of the chaos\"}</script>",
            h1,
            read,
        ),
        // A quotation above a line that sums up.
        (
            "<title>Shopkeeper speaks about chaos | Courier</title>",
            "<h1>“I do not intend to close”</h1><h2>A shopkeeper in Lund waits for the ferry</h2>",
            "“I do not intend to close”",
        ),
        // Short ones, whatever the window says.
        ("<title>Ferry shut: Europe: Courier</title>", "<h1>Ferry shut</h1>", "Ferry shut"),
        ("<title>The slow death of a ferry line | Courier</title>", "<h1>Gone</h1>", "Gone"),
        (
            "<title>“It is shut”: mayor defends the closure | Courier</title>",
            "<h1>“It is shut”</h1>",
            "“It is shut”",
        ),
        (
            "<title>Ferry shut | Courier</title>",
            "<h1>Ferry shut<span> (12)</span></h1>",
            "Ferry shut",
        ),
        // Nothing but the site, a section, or what a program wrote.
        ("<title>The River Courier</title>", h1, read),
        ("<title>The River Courier - News, Sport, Weather</title>", h1, read),
        ("<title>News - Courier</title>", h1, read),
        ("<title>Untitled Document</title>", h1, read),
        (
            "<title>The River Courier</title><meta property=og:title content='The River Courier'>",
            h1,
            read,
        ),
        // The title goes on with the line below the headline.
        (
            "<title>The island waits. What a broken pier says of us | by Ana Ruiz | Medium</title>",
            "<h1>The island waits</h1><h2>What a broken pier says of us</h2>",
            "The island waits",
        ),
        (
            "<title>Who pays? A broken pier and the town | Courier</title>",
            "<h1>Who pays?</h1><h2>A broken pier and the town</h2>",
            "Who pays?",
        ),
        // The name of the site as a first-level heading, and the headline in another or in none.
        (
            "<title>Ferries stay in port after storm - The Great River Courier</title>",
            "<h1>The Great River Courier</h1><div class=x>Ferries stay in port after storm</div>",
            read,
        ),
        (
            "<title>Ferries stay in port after storm | The Great River Courier</title>",
            "<h1>The Great River Courier</h1><h2>Ferries stay in port after storm</h2>",
            read,
        ),
    ] {
        let found = titled(head, top);
        assert_eq!(found, (title.to_owned(), title.to_owned()), "{head} {top}");
    }
}

#[test]
fn the_name_of_the_site_before_a_headline_is_cut_off_where_the_page_says_either() {
    let read = "Ferries stay in port after storm";
    for (title, top, wanted) in [
        (format!("The River Courier | {read}"), "", read),
        (format!("The River Courier: {read}"), "", read),
        (
            format!("Courier of Lund: {read}"),
            "<div><font><b>Ferries stay in port after storm</b></font></div>",
            read,
        ),
        ("Storm in Lund: what we know so far".to_owned(), "", "Storm in Lund: what we know so far"),
    ] {
        let (found, first) = titled(&format!("<title>{title}</title>"), top);
        assert_eq!((found.as_str(), first.as_str()), (wanted, wanted), "{title}");
    }
}

#[test]
fn a_title_of_google_docs_is_the_title_and_a_remark_is_no_text() {
    let page = "<html><head><meta content=\"text/html; charset=UTF-8\" http-equiv=\"content-type\"></head><body class=\"c3 doc-content\"><p class=\"c2 title\" id=\"h.1\"><span class=c1>Ferries stay in port</span></p><p class=c2><span>The council agreed to close the bridge.</span><sup><a href=\"#cmnt1\" id=\"cmnt_ref1\">[a]</a></sup></p><div class=c7><p class=c2><a href=\"#cmnt_ref1\" id=\"cmnt1\">[a]</a><span>Bo: check this!</span></p></div></body></html>";
    let read = one("draft.html", page);
    assert_eq!(read.details.title, "Ferries stay in port");
    assert!(!joined(&read).contains("check this"), "{}", shown(&read));
    assert!(said(&read).contains("1 comment is left out"), "{}", said(&read));
}

#[test]
fn news_in_a_line_or_two_is_an_article() {
    for text in [
        "<p>Short.</p>",
        "<p>The ferry stops today.</p>",
        "<p>The ferry stops today.</p><p>It may sail tomorrow.</p>",
        "<div><p>It stops <b>today</b>.</p></div>",
    ] {
        let page = format!(
            "<html><head><title>Ferries stay in port after storm | Courier</title></head><body>\
             <header><a href=/>Courier</a><nav><ul><li><a href=/n>News</a></li></ul></nav></header>\
             <main><article><h1>Ferries stay in port after storm</h1><p class=byline>By Ana Ruiz</p><div class=article-body>{text}</div></article></main>\
             <footer><ul><li><a href=/a>About us</a></li></ul><p>© 2024 Courier. All rights reserved.</p></footer></body></html>"
        );
        let read = one("a.html", page);
        let bare = text.replace("</p><p>", "\n");
        let mut bare: String = bare.replace("<b>", "").replace("</b>", "");
        for tag in ["<div>", "</div>", "<p>", "</p>"] {
            bare = bare.replace(tag, "");
        }
        let wanted = format!("Ferries stay in port after storm\n{bare}");
        assert_eq!(joined(&read), wanted, "{text}: {}", shown(&read));
    }
}

#[test]
fn the_name_of_an_outlet_behind_a_headline_is_not_of_it() {
    let chinese =
        "<p>市议会周二同意关闭大桥，没有人知道关闭到什么时候，也没有人知道由谁来付钱，她说。</p>"
            .repeat(5);
    let title = |window: &str| {
        let page = format!(
            "<!doctype html><html><head><title>{window}</title></head><body><div>{chinese}</div></body></html>"
        );
        one("a.html", page).details.title
    };
    let headline = "大桥今日因维修关闭市长作出说明";
    for behind in
        ["-新华网", "--时政--人民网", "_新闻频道_央视网(cctv.com)", " | 聯合新聞網", "－朝日新聞"]
    {
        assert_eq!(title(&format!("{headline}{behind}")), headline, "{behind}");
    }
    // A dash may be of the headline.
    for whole in ["大桥今日因维修关闭-市长作出说明", "大桥网-新华社"] {
        assert_eq!(title(whole), whole);
    }
    let bar = "<title>Ferries stay in port after storm | River Courier</title><meta property=og:title content='Ferries stay in port after storm | River Courier'>";
    assert_eq!(titled(bar, "").0, "Ferries stay in port after storm");
}
