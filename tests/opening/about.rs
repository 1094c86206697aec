//! Title, byline and date of a page, wherever it says them: in its head, in JSON-LD, in marked elements, in
//! plain words. What is no name is no byline, and what cannot be is no date.

use crate::desk::one;

pub const BODY: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";

/// Title, byline and date of a page with this head and this above its text.
pub fn about(head: &str, top: &str) -> [String; 3] {
    let html = format!(
        "<!doctype html><html lang=en><head>{head}</head><body><article>{top}{}</article></body></html>",
        BODY.repeat(6)
    );
    let details = one("a.html", html).details;
    [details.title, details.byline.unwrap_or_default(), details.published.unwrap_or_default()]
}

#[test]
fn a_byline_is_the_names_of_those_who_wrote() {
    for (said, names) in [
        ("By Ana Ruiz, Staff writer", "Ana Ruiz"),
        ("BY ANA RUIZ", "ANA RUIZ"),
        ("By <a href=/a>Ana Ruiz</a> and <a href=/b>Bo Li</a>", "Ana Ruiz and Bo Li"),
        ("<span>By</span><span>Ana Ruiz</span><span>Political Correspondent</span>", "Ana Ruiz"),
        ("Ana Ruiz, Bo Li and Cy Dee", "Ana Ruiz, Bo Li and Cy Dee"),
        ("Ana Ruiz, Lund", "Ana Ruiz"),
        ("Ana Ruiz, Jr.", "Ana Ruiz, Jr."),
        ("Ana Ruiz | The Courier", "Ana Ruiz"),
        ("Ana Ruiz for The Courier", "Ana Ruiz"),
        ("Ana Ruiz<br>ana@courier.example", "Ana Ruiz"),
        ("Ana Ruiz (Lund)", "Ana Ruiz"),
        ("Posted by Ana Ruiz on May 5, 2020", "Ana Ruiz"),
        ("Ana Ruiz • Published 5 May 2020", "Ana Ruiz"),
        ("<span>Ana Ruiz</span><time>5. Mai 2020</time>", "Ana Ruiz"),
        ("Written by: Ana Ruiz", "Ana Ruiz"),
        ("Von Ana Ruiz", "Ana Ruiz"),
        ("Von Ana Ruiz, Redakteurin", "Ana Ruiz"),
        ("Par Ana Ruiz et Bo Li", "Ana Ruiz et Bo Li"),
        ("Por: Ana de la Ruiz", "Ana de la Ruiz"),
        ("di Ana Ruiz", "Ana Ruiz"),
        ("Door onze redacteur Ana Ruiz", "Ana Ruiz"),
        ("Von unserer Redakteurin Ana Ruiz", "Ana Ruiz"),
        ("By our political correspondent", ""),
        ("Автор: Анна Руис", "Анна Руис"),
        ("作者：张三", "张三"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Ana Ruiz<br>Contributing Writer", "Ana Ruiz"),
        ("Edited by Bo Li", ""),
        ("Ana Ruiz, edited by Bo Li", "Ana Ruiz"),
        ("De notre envoyée spéciale à Kiev, Ana Ruiz", "Ana Ruiz"),
        ("De notre correspondante à Kiev", ""),
        ("Γράφει η Μαρία Παπά", "Μαρία Παπά"),
        ("著者：山田太郎", "山田太郎"),
        ("تحرير: محمد علي", "محمد علي"),
        ("By Cy d’Arc and Gina dell'Anno", "Cy d’Arc and Gina dell'Anno"),
        ("Ana Ruiz <button>Follow</button>", "Ana Ruiz"),
        ("ANA RUIZ Associated Press", "ANA RUIZ"),
        ("Ana Ruiz<br>Ana Ruiz has covered the city.", "Ana Ruiz"),
        ("About the author Ana Ruiz is a reporter.", ""),
        ("Share this article", ""),
        ("Oleh Ruiz", "Oleh Ruiz"),
        ("Oleh: Ana Ruiz", "Ana Ruiz"),
        ("Yazan Ruiz", "Yazan Ruiz"),
        ("Yazan: Ana Ruiz", "Ana Ruiz"),
        ("Di Ruiz", "Di Ruiz"),
        ("记者：王小明", "王小明"),
        ("文・山田太郎", "山田太郎"),
        ("كتبت: آنا رويز", "آنا رويز"),
        ("Posted on", ""),
        ("Published", ""),
        ("5 May 2020", ""),
        ("admin", ""),
        ("Name (required)", ""),
        ("https://courier.example/ana", ""),
        ("Text: Ana Ruiz, Fotos: Bo Li", "Ana Ruiz"),
        ("<a>Ana Ruiz</a> <time>Friday, Jan 13, 2017 at 4:45 pm EST</time>", "Ana Ruiz"),
        ("Wednesday January 18, 2017 11:44 am PST by <a>Ana Ruiz</a>", "Ana Ruiz"),
        ("Joe Friday", "Joe Friday"),
        ("By <a>Ana Rui<span>z</span></a>", "Ana Ruiz"),
        ("By <a><b>A</b>na Ruiz</a>", "Ana Ruiz"),
        ("<a>Ana Ruiz</a><span>y</span><a>Bo Li</a>", "Ana Ruiz y Bo Li"),
        ("by CR News Desk", "CR News Desk"),
        ("ByAna Ruiz", "Ana Ruiz"),
        ("Byron Ruiz", "Byron Ruiz"),
        ("By Ana RuizPublished May 5, 2020", "Ana Ruiz"),
        ("Af Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz For River Mail Online", "Ana Ruiz"),
        ("Ana Ruiz from The Courier", "Ana Ruiz"),
        ("Ana Ruiz 💧", "Ana Ruiz"),
        ("ana.ruiz", ""),
        ("ana77", ""),
        ("ar", "ar"),
        ("记者王小明", "王小明"),
        ("Ein Gastbeitrag von Ana Ruiz", "Ana Ruiz"),
        ("Propos recueillis par Ana Ruiz", "Ana Ruiz"),
        // Who took the pictures, or edited, wrote nothing.
        ("Tekst: Ana Ruiz, zdjęcia: Bo Li", "Ana Ruiz"),
        ("Text: Ana Ruiz Foto: Bo Li", "Ana Ruiz"),
        ("Words: Ana Ruiz. Photographs: Bo Li", "Ana Ruiz"),
        ("Text und Fotos: Ana Ruiz", "Ana Ruiz"),
        ("记者 王小明 编辑 李四", "王小明"),
        ("记者：王小明 编辑：李四", "王小明"),
        ("Ana Ruiz Jr. Foto: Bo Li", "Ana Ruiz Jr."),
        // Labels in other languages.
        ("Írta: Ruiz Ana", "Ruiz Ana"),
        ("Kirjoittaja Ana Ruiz", "Ana Ruiz"),
        ("Penulis: Ana Ruiz", "Ana Ruiz"),
        ("מאת: אנה רואיז", "אנה רואיז"),
        ("Opinion by Ana Ruiz", "Ana Ruiz"),
        ("Analysis by Ana Ruiz, CNN", "Ana Ruiz"),
        ("As told to Ana Ruiz", "Ana Ruiz"),
        ("Aus Lund berichtet Ana Ruiz", "Ana Ruiz"),
        ("dalla nostra inviata Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz, oprac. Bo Li", "Ana Ruiz"),
        ("Photos by Bo Li", ""),
        // Several, each somewhere.
        ("By Ana Ruiz in Lund and Bo Li in Malmö", "Ana Ruiz, Bo Li"),
        ("By Ana Ruiz in Lund, Bo Li in New York and Cy Dee in Bonn", "Ana Ruiz, Bo Li, Cy Dee"),
        ("Ana Ruiz in Lund and New York", "Ana Ruiz"),
        ("By Ana Ruiz and Bo Li in Lund and Cy Dee in Bonn", "Ana Ruiz, Bo Li, Cy Dee"),
        ("By Ana Ruiz, Health Editor, and Bo Li", "Ana Ruiz, Bo Li"),
        ("Ana Ruiz, Bo Li, and Cy Dee", "Ana Ruiz, Bo Li, and Cy Dee"),
        ("Reporting by Ana Ruiz; Editing by Bo Li", "Ana Ruiz"),
    ] {
        assert_eq!(about("", &format!("<p class=byline>{said}</p>"))[1], names, "{said}");
    }
}

#[test]
fn a_byline_right_below_the_headline_needs_no_mark() {
    let below =
        |html: &str| about("", &format!("<h1>Bridge</h1>{html}<p>Text of it.</p>"))[1].clone();
    for (html, names) in [
        ("<p>By <b>Ana Ruiz</b></p>", "Ana Ruiz"),
        ("<div><p>Von Ana Ruiz</p></div>", "Ana Ruiz"),
        ("<p>By Ana Ruiz and Bo Li</p>", "Ana Ruiz and Bo Li"),
        ("<p>The river rose.</p><p>By Ana Ruiz</p>", "Ana Ruiz"),
        // What is no name, and what is no byline.
        ("<p>By the river</p>", ""),
        ("<p>By The Numbers</p>", ""),
        ("<p>Von Der Leyen Warns Moscow</p>", ""),
        ("<p>By Tuesday Morning it was over.</p>", ""),
        ("<p>By Election Day</p>", ""),
        ("<p>By New Year’s Eve</p>", ""),
        ("<p>By Dorothy Day</p>", "Dorothy Day"),
        ("<p>The river rose, and by Ana Ruiz it was said.</p>", ""),
    ] {
        assert_eq!(below(html), names, "{html}");
    }
    let head = "<meta name=byl content='By Ana Ruiz'><meta name=citation_publication_date content='2020/05/05'>";
    assert_eq!(about(head, "")[1..], ["Ana Ruiz", "2020-05-05"]);
}

#[test]
fn a_form_and_the_names_of_those_who_comment_are_no_byline() {
    for beside in [
        "<form><p class=comment-form-author><label for=author>Name</label><input id=author></p></form>",
        "<div class=comments><span class=comment-author>Zed Zed</span></div>",
        "<aside><span class=author>Zed Zed</span></aside>",
        "<div class=related><a rel=author>Zed Zed</a></div>",
    ] {
        assert_eq!(about("", beside)[1], "", "{beside}");
        let both = format!("{beside}<p class=author>Ana Ruiz</p>");
        assert_eq!(about("", &both)[1], "Ana Ruiz", "{beside}");
    }
    let site = "<meta property=og:site_name content='The Courier'>";
    assert_eq!(about(site, "<p class=author>The Courier</p>")[1], "");
}

#[test]
fn linked_data_tells_headline_authors_and_date_in_every_shape() {
    let is =
        |json: &str| about(&format!("<script type=\"application/ld+json\">{json}</script>"), "");
    let all = ["Bridge closed", "Ana Ruiz", "2019-10-17"];
    for (json, wanted) in [
        (
            r#"{"@type":"NewsArticle","headline":"Bridge closed","datePublished":"2019-10-17T11:56:56+00:00","author":{"@type":"Person","name":"Ana Ruiz"}}"#,
            all,
        ),
        (
            r#"[{"@type":"WebSite","name":"S"},{"@type":["Report","NewsArticle"],"headline":"Bridge closed","datePublished":"17 Oct 2019","author":["Ana Ruiz"]}]"#,
            all,
        ),
        (
            r##"{"@graph":[{"@type":"Article","headline":"Bridge closed","datePublished":"2019-10-17","author":{"@id":"#ana"}},{"@type":"Person","@id":"#ana","name":"Ana Ruiz"}]}"##,
            all,
        ),
        (
            r#"{"@type":"BlogPosting","name":"Bridge closed","datePublished":"2019-10-17","author":[{"@type":"Organization","name":"The Courier"},{"@type":"Person","name":"By Ana Ruiz, Editor"}]}"#,
            all,
        ),
        (
            r#"{"@type":"NewsArticle","headline":"Bridge closed","dateCreated":"2019-10-17","author":{"name":["Ana Ruiz","Bo Li"]}}"#,
            ["Bridge closed", "Ana Ruiz, Bo Li", "2019-10-17"],
        ),
        // The page's date, for want of the article's.
        (
            r#"{"@graph":[{"@type":"WebPage","datePublished":"2019-10-17","name":"x"}]}"#,
            ["a", "", "2019-10-17"],
        ),
        (
            r#"{"@type":"NewsArticle","datePublished":"0001-01-01T00:00:00Z","author":{"@type":"Organization","name":"The Courier"},"publisher":{"name":"The Courier"}}"#,
            ["a", "", ""],
        ),
        // Nearly JSON.
        (
            "<!-- {\"@type\":\"Article\",\"headline\":\"Bridge\nclosed\",\"datePublished\":\"2019-10-17\",\"author\":\"Ana Ruiz\"} -->",
            all,
        ),
        (
            r#"{"@type":"Article","headline":"Bridge closed","datePublished":"2019-10-17",}"#,
            ["Bridge closed", "", "2019-10-17"],
        ),
        (
            r#"{"@type":"Article","headline":"Bridge closed","datePublished":"2019-10-17","author":{"@type":"Person","name":"Ana Ruiz"},"description":"She said "no"."}"#,
            all,
        ),
        (r#"{"@type":"Event","datePublished":"2019-10-17"}"#, ["a", "", ""]),
        ("{", ["a", "", ""]),
    ] {
        assert_eq!(is(json), wanted.map(str::to_owned), "{json}");
    }
}

#[test]
fn a_day_on_which_something_happened_is_not_that_of_the_article() {
    for (top, date) in [
        ("<p>Born 2 June 1950, Ana Ruiz drew the bridge.</p>", ""),
        ("<h2>The bridge was closed on 5 May 2019</h2>", ""),
        ("<p>The bridge closed in May 2019 and on 7 June 2020.</p>", ""),
        ("<p>Lund, 2 June 2020</p>", "2020-06-02"),
        ("<p>Tuesday, June 2nd 2020, 10 a.m.</p>", "2020-06-02"),
        ("<p>By Ana Ruiz on June 2, 2020</p>", "2020-06-02"),
    ] {
        assert_eq!(about("", top)[2], date, "{top}");
    }
}

#[test]
fn the_date_is_found_wherever_the_page_says_it() {
    for (head, top, date) in [
        ("<meta name=dc.date.issued content=2019-10-17>", "", "2019-10-17"),
        (
            "<meta property='article:published_time' content='0001-01-01T00:00:00Z'>",
            "<time datetime='2019-10-17T08:00'>today</time>",
            "2019-10-17",
        ),
        ("", "<time>17 October 2019</time>", "2019-10-17"),
        (
            "",
            "<span itemprop=datePublished content='2019-10-17'>x</span><time datetime=2020-01-01></time>",
            "2019-10-17",
        ),
        (
            "",
            "<time itemprop=dateModified datetime=2020-01-01></time><time datetime=2019-10-17></time>",
            "2019-10-17",
        ),
        ("", "<div class=meta>Posted on October 17th, 2019 by Ana</div>", "2019-10-17"),
        ("", "<p class=datum>17. Oktober 2019</p>", "2019-10-17"),
        ("", "<p>Publié le 17 octobre 2019 à 08h00</p>", "2019-10-17"),
        ("", "<p>17 de octubre de 2019</p>", "2019-10-17"),
        ("", "<p>LUND, Oct. 17, 2019 —</p>", "2019-10-17"),
        ("", "<p>2019年10月17日</p>", "2019-10-17"),
        ("", "<p>17.10.2019</p>", "2019-10-17"),
        ("", "<p>Updated 20 October 2019</p><p>17 October 2019</p>", "2019-10-17"),
        (
            "",
            "<p class=date>Last updated 20 October 2019</p><p class=date>Published 17 October 2019</p>",
            "2019-10-17",
        ),
        (
            "",
            "<p>Aktualizacja: <time>20.10.2019, 05:53</time></p><p>Publikacja: <time>17.10.2019</time></p>",
            "2019-10-17",
        ),
        (
            "",
            "<p><b>Updated</b> <time datetime=2019-10-20>x</time></p><p><time datetime=2019-10-17>x</time></p>",
            "2019-10-17",
        ),
        (
            "",
            "<div class=date>Güncelleme Tarihi: Ekim 20, 2019 10:30 Oluşturulma Tarihi: Ekim 17, 2019 12:00</div>",
            "2019-10-17",
        ),
        (
            "",
            "<span property='dc:date dc:created' content='2019-10-17T09:30:00+02:00'>Fri</span>",
            "2019-10-17",
        ),
        ("", "<p class=datum>17.10.19</p>", "2019-10-17"),
        (
            "",
            "<p>Dieser Eintrag wurde am 17. Oktober 2019 von Ana in Allgemein veröffentlicht.</p>",
            "2019-10-17",
        ),
        ("", "<p class=version>17.10.19</p>", ""),
        ("", "<p class=date>Version 2.0.9</p>", ""),
        ("", "<p class=date>99.10.19</p>", ""),
        (
            "",
            "<div class=widget_info><b>Source</b><br>VERÖFFENTLICHT AM 17.10.2019 <b>Tags</b></div><ul><li><time datetime=2019-12-11>11.12.2019</time></li></ul>",
            "2019-10-17",
        ),
        ("<meta name='og:published_time' content='2019-10-17'>", "", "2019-10-17"),
        (
            "",
            "<span class=m><img src=c.svg> 17, Octubre, 2019</span><p class=story-meta>17, Octubre, 2019</p>",
            "2019-10-17",
        ),
        ("<link rel=canonical href='https://a.example/2019/10/17/bridge.html'>", "", "2019-10-17"),
        ("<link rel=canonical href='https://a.example/news/2019/oct/17/bridge'>", "", "2019-10-17"),
        ("<link rel=canonical href='https://a.example/bridge-2019-10-17/'>", "", "2019-10-17"),
        ("<link rel=canonical href='https://a.example/2019/10/bridge'>", "", ""),
        ("", "<p>05/06/2019</p>", ""),
        ("", "<p>31 June 2019</p>", ""),
    ] {
        assert_eq!(about(head, top)[2], date, "{head} {top}");
    }
}

#[test]
fn figures_that_could_be_two_days_are_one_where_the_language_says_so() {
    for (language, said, day) in [
        ("fr", "<p class=date>Publié le 05/06/2019 à 08:00</p>", "2019-06-05"),
        ("es-MX", "<p class=fecha>05/06/2019</p>", "2019-06-05"),
        ("en-GB", "<time>05/06/2019</time>", "2019-06-05"),
        ("de_DE", "<span class=date>05-06-2019</span>", "2019-06-05"),
        ("fr", "<h1>a</h1><span>05/06/2019</span>", "2019-06-05"),
        ("en", "<p class=date>05/06/2019</p>", ""),
        ("en-US", "<p class=date>05/06/2019</p>", ""),
        ("fr-CA", "<p class=date>05/06/2019</p>", ""),
        ("ja", "<p class=date>05/06/2019</p>", ""),
        ("fr", "<p class=date>31/02/2019</p>", ""),
    ] {
        let html =
            format!("<!doctype html><html lang={language}><article>{said}{}", BODY.repeat(6));
        let found = one("a.html", html).details.published.unwrap_or_default();
        assert_eq!(found, day, "{language} {said}");
    }
}

#[test]
fn the_date_of_a_comment_or_of_a_change_is_not_the_article_s() {
    for below in [
        "<div class=comment><span class=comment-date>17 October 2019</span></div>",
        "<div class=related><p>17 October 2019</p></div>",
        "<footer><p class=copyright-date>17 October 2019</p></footer>",
    ] {
        let html =
            format!("<html><body><article>{}</article>{below}</body></html>", BODY.repeat(6));
        assert_eq!(one("a.html", html).details.published, None, "{below}");
    }
}

#[test]
fn a_short_headline_wins_over_the_title_of_the_window() {
    for (head, top, title) in [
        ("<title>Fire! | The Courier</title>", "<h1>Fire!</h1>", "Fire!"),
        ("<title>The Courier - Fire in Lund</title>", "<h2>Fire in Lund</h2>", "Fire in Lund"),
        (
            "<meta property=og:site_name content='The Courier'><title>The Courier: Fire :: The Courier</title>",
            "<h1>The Courier</h1>",
            "The Courier: Fire :: The Courier",
        ),
        ("<title>Fire | News | The Courier</title>", "<h1>Fire</h1>", "Fire"),
        (
            "<meta name=dc.title content='The Courier'><meta property=og:title content='Fire in Lund'><meta property=og:site_name content='The Courier'>",
            "",
            "Fire in Lund",
        ),
        (
            "<meta property=og:title content='Fire in Lund - The Courier'><meta property=og:site_name content='The Courier'>",
            "<h1>Fire in Lund</h1>",
            "Fire in Lund",
        ),
        (
            "<meta property=og:title content='Fire in Lund - The Courier'><meta property=og:site_name content='The Courier'>",
            "",
            "Fire in Lund",
        ),
        (
            "<meta property=og:title content='Tom &amp;amp; Ana'><title>x</title>",
            "<h1>Tom &amp; Ana</h1>",
            "Tom & Ana",
        ),
    ] {
        assert_eq!(about(head, top)[0], title, "{head}");
    }
}

#[test]
fn a_date_in_plain_words_is_read_in_more_languages_and_the_day_of_publication_before_that_of_a_change()
 {
    for (said, day) in [
        ("3. toukokuuta 2026", "2026-05-03"),
        ("3. května 2026", "2026-05-03"),
        ("2026. május 3.", "2026-05-03"),
        ("3 Μαΐου 2026", "2026-05-03"),
        ("3 مايو 2026", "2026-05-03"),
        ("Updated 4 May 2026 | Published 3 May 2026", "2026-05-03"),
        ("Published 3 May 2026, updated 4 May 2026", "2026-05-03"),
        ("Publié le 3 mai 2026, mis à jour le 4 mai 2026", "2026-05-03"),
        ("31. helmikuuta 2026", ""),
    ] {
        let [_, _, found] = about("", &format!("<p class=date>{said}</p>"));
        assert_eq!(found, day, "{said}");
    }
}
