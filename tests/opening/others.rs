//! Who wrote an article, and when, is said in it: names and days of other articles on the page, of those who comment,
//! and of today are not the article's.

use crate::desk::one;

const CARD: &str = "<section class=more><article class=card><a href=/h><h3>Herring prices rise</h3></a><p class=byline>By Rune Dahl</p><time datetime=2024-01-02>x</time><p>The price rose.</p></article></section>";

/// Byline and day of a page with this before its article, below its headline, and behind it.
fn about(before: &str, below: &str, behind: &str) -> (String, String) {
    let body = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, she said.</p>".repeat(7);
    let page = format!(
        "<!doctype html><html lang=en><head><title>Council closes the old bridge | Courier</title></head><body>{before}<header><a href=/>Courier</a></header>\
         <main><article class=story><h1>Council closes the old bridge</h1>{below}{body}</article>{behind}</main></body></html>"
    );
    let details = one("a.html", page).details;
    (details.byline.unwrap_or_default(), details.published.unwrap_or_default())
}

#[test]
fn names_and_days_of_other_articles_and_comments_are_not_the_article_s() {
    let list = "<div class=latest><ul><li><a href=/h>Herring prices rise</a><span class=date>2 January 2024</span><span class=author>Rune Dahl</span></li></ul></div>";
    let talk = "<div class=discussion><div class=post><span class=author>Olle Karlsson</span><time datetime='2024-12-01T08:00'>1 Dec</time><p>Well told by all of you.</p></div></div>";
    let read = "<aside class=most-read><h2>Most read</h2><ul><li><a href=/1>Herring prices rise again</a> <time datetime=2023-05-06>6 May 2023</time></li></ul></aside>";
    let own = "<p class=byline>By Ana Ruiz</p><p class=date>November 19, 2024</p>";
    for other in [CARD, list, talk, read] {
        assert_eq!(about("", "", other), (String::new(), String::new()), "{other}");
        let said = ("Ana Ruiz".to_owned(), "2024-11-19".to_owned());
        assert_eq!(about("", own, other), said, "{other}");
        assert_eq!(about(other, own, ""), said, "{other}");
    }
    assert_eq!(about("", read, "").1, "");
    // A box about those who wrote stands below the text.
    let author = "<div class=author-box><p class=author>Ana Ruiz</p></div>";
    assert_eq!(about("", "", author).0, "Ana Ruiz");
}

#[test]
fn the_day_on_which_a_page_was_loaded_is_not_that_of_its_article() {
    for today in [
        "<div class=topbar><span class=today-date>Saturday, November 30, 2024</span></div>",
        "<div class=top-date>November 30, 2024</div>",
        "<div class=weather><span class=date>Nov 30, 2024</span> 12°C</div>",
        "<div id=today>Saturday 30 November 2024</div>",
        "<header><time datetime=2024-11-30>Saturday</time></header>",
    ] {
        assert_eq!(about(today, "", "").1, "", "{today}");
        for own in [
            "<p class=date>November 19, 2024</p>",
            "<span class=posted>November 19, 2024</span>",
            "<p class=byline>By Ana Ruiz, Nov 19, 2024</p>",
            "<time datetime=2024-11-19>Tuesday</time>",
        ] {
            assert_eq!(about(today, own, "").1, "2024-11-19", "{today} {own}");
        }
    }
}
