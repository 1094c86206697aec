//! The day of a page in other calendars, scripts and orders, and as computers count. Where two days could be meant,
//! none is said.

use crate::desk::one;

const BODY: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";

/// The day of a page in a language with this in its head and this above its text.
fn day(language: &str, head: &str, top: &str) -> String {
    let html = format!(
        "<!doctype html><html lang={language}><head>{head}</head><body><article><h1>Bridge closed today</h1>{top}{}</article></body></html>",
        BODY.repeat(6)
    );
    one("a.html", html).details.published.unwrap_or_default()
}

#[test]
fn the_day_is_read_in_the_calendar_and_the_script_of_the_page() {
    for (language, said, wanted) in [
        ("ja", "令和6年5月1日", "2024-05-01"),
        ("zh", "二〇二四年五月一日", "2024-05-01"),
        ("th", "เผยแพร่ : 1 พ.ค. 2567 10:12", "2024-05-01"),
        ("hi", "17 अप्रैल 2024, 10:12 IST", "2024-04-17"),
        ("fa", "۱۱ اردیبهشت ۱۴۰۳ - ۱۰:۱۲", "2024-04-30"),
        ("he", "17.05.24, 10:12", "2024-05-17"),
        ("he", "פורסם: 17.05.24, 10:12", "2024-05-17"),
        ("lt", "2024 m. gegužės 17 d. 10:12", "2024-05-17"),
        ("hi", "शुक्रवार, 17 मई 2024", "2024-05-17"),
        ("lv", "2024. gada 17. maijs, 10:12", "2024-05-17"),
        ("lv", "Piektdiena, 2024. gada 17. maijs", "2024-05-17"),
        ("zh", "日期：二○二四年五月十七日 星期五", "2024-05-17"),
        ("hr", "17. svibnja 2024.", "2024-05-17"),
        ("is", "17. maí 2024 kl. 10:12", "2024-05-17"),
        ("sr", "17. мај 2024.", "2024-05-17"),
        // In Korea, the year stands first.
        ("ko", "24.05.17 10:12", ""),
        ("en", "05/06/2024", ""),
    ] {
        assert_eq!(day(language, "", &format!("<div class=date>{said}</div>")), wanted, "{said}");
        assert_eq!(day(language, "", &format!("<p>{said}</p>")), wanted, "{said}");
    }
}

#[test]
fn figures_with_dots_that_may_be_two_days_are_none_where_either_may_stand_first() {
    for (language, said, wanted) in [
        ("en", "12.09.16", ""),
        ("en-US", "12.09.16", ""),
        ("en-GB", "12.09.16", "2016-09-12"),
        ("de", "12.09.16", "2016-09-12"),
        ("en", "17.05.24", "2024-05-17"),
    ] {
        let top = format!("<span class=published-date>{said}</span>");
        assert_eq!(day(language, "", &top), wanted, "{language} {said}");
    }
}

#[test]
fn a_quoted_post_has_a_day_of_its_own_and_the_printed_day_holds() {
    let post = "<blockquote class=instagram-media><p>Cy (@cy) on <time datetime=2018-03-12>Mar 12, 2018</time></p></blockquote>";
    assert_eq!(day("en", "", post), "");
    let time = "<div><time datetime=2019-07-03T10:18:46Z>Published on 29 June 2019</time></div>";
    assert_eq!(day("en", "", time), "2019-06-29");
    let time = "<div><time datetime=2019-07-03T10:18:46Z>Published yesterday</time></div>";
    assert_eq!(day("en", "", time), "2019-07-03");
}

#[test]
fn seconds_since_1970_are_a_day_where_a_page_says_its_day() {
    for number in ["1715940000", "1715940000000"] {
        let head = format!("<meta property='article:published_time' content='{number}'>");
        assert_eq!(day("en", &head, ""), "2024-05-17");
        let linked = format!(
            "<script type='application/ld+json'>{{\"@type\":\"Article\",\"datePublished\":{number}}}</script>"
        );
        assert_eq!(day("en", &linked, ""), "2024-05-17");
        let time = format!("<time datetime={number}>two days ago</time>");
        assert_eq!(day("en", "", &time), "2024-05-17");
    }
    assert_eq!(day("en", "<meta name=date content=171594>", ""), "");
}

#[test]
fn a_day_of_the_week_tells_the_day_from_the_month_and_nothing_else_does() {
    let submitted = |language, said: &str| {
        day(language, "", &format!("<div class=submitted>Submitted by Ana Ruiz on {said}</div>"))
    };
    for (language, said, wanted) in [
        ("en", "Thu, 02/14/2019 - 10:12", "2019-02-14"),
        ("en", "Tue, 02/05/2019 - 10:12", "2019-02-05"),
        ("en", "02/05/2019 - 10:12", ""),
        // This site never told the system how the British write.
        ("en-gb", "Tue, 02/05/2019 - 10:12", "2019-02-05"),
        ("en-gb", "02/05/2019 - 10:12", "2019-05-02"),
    ] {
        assert_eq!(submitted(language, said), wanted, "{language} {said}");
    }
}

#[test]
fn the_day_of_what_readers_wrote_is_not_that_of_the_article() {
    let talk = "<h2>12 Comments</h2><div><b class=author>Zed Zed</b> <time datetime=2024-06-01>1 June</time><p>I do not agree.</p></div>";
    let html = format!(
        "<!doctype html><html><body><div><h1>Bridge closed today</h1>{}{talk}</div></body></html>",
        BODY.repeat(6)
    );
    let details = one("a.html", html).details;
    assert_eq!((details.published, details.byline), (None, None));
}
