//! Passages of an article that look like what stands around one: they stay, and what stands around goes.

use article_annotator::formats::Manuscript;

use crate::desk::{joined, one};

const LINE: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";

/// A page whose head names who wrote it, and when.
fn page(byline: &str, above: &str, below: &str) -> Manuscript {
    let text = LINE.repeat(5);
    one(
        "a.html",
        format!(
            "<html lang=en><head><title>Bridge closed</title><meta name=author content='{byline}'>\
             <meta property=article:published_time content=2024-05-03></head>\
             <body><article><h1>Bridge closed</h1>{above}{text}{below}</article></body></html>"
        ),
    )
}

/// Says whether a text is kept; fails if it is nowhere.
fn is_kept(read: &Manuscript, words: &str) -> bool {
    let found = read.passages.iter().find(|one| one.text.contains(words));
    !found.unwrap_or_else(|| panic!("{words} is nowhere: {}", joined(read))).left_out
}

/// Reads each passage above, amid or below the text of an article, and compares whether the words in braces stay.
fn compare(rows: &[(&str, &str, &str, bool)]) {
    let mut wrong = String::new();
    for (byline, place, html, stays) in rows {
        let words = html.split(['{', '}']).nth(1).unwrap();
        let html = html.replace(['{', '}'], "");
        let read = match *place {
            "above" => page(byline, &html, ""),
            "below" => page(byline, "", &html),
            _ => page(byline, &format!("{}{html}", LINE.repeat(3)), ""),
        };
        if is_kept(&read, words) != *stays {
            wrong.push_str(&format!("\n{html} {}", if *stays { "is lost" } else { "stays" }));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn lines_that_only_mention_who_wrote_stay() {
    compare(&[
        ("AP", "above", "<p>{Why the gap in the plan widens}</p>", true),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz asked the mayor:}</p>", true),
        ("Ana Ruiz", "above", "<p>{What Ana Ruiz found there …}</p>", true),
        ("Ana Ruiz", "above", "<p>{(Ana Ruiz asked her twice.)}</p>", true),
        ("Ana Ruiz", "above", "<p>{Susana Ruizo pays for it}</p>", true),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz visited the bridge in Lund}</p>", true),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz besuchte die Brücke}</p>", true),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz reports from Lund}</p>", false),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz reporter in Lund}</p>", false),
        ("Ana Ruiz, Bo Li", "above", "<p>{Ana Ruiz and Bo Li}</p>", false),
        ("王小明", "above", "<p>{王小明昨天在伦德市议会上宣布大桥将于五月重新开放}</p>", true),
        ("王小明", "above", "<p>{王小明说：「桥关了」}</p>", true),
        ("王小明", "above", "<p>{王小明会怎样回答？}</p>", true),
        (
            "김철수",
            "above",
            "<p>{김철수가 어제 시의회에서 다리를 닫는다고 말했다고 한다}</p>",
            true,
        ),
        ("สมชาย", "above", "<p>{สมชายถามนายกเทศมนตรีว่าสะพานจะเปิดเมื่อใด}</p>", true),
        ("Ana Ruiz", "above", "<p>{By Ana Ruiz}</p>", false),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz (Lund)}</p>", false),
        ("Ana Ruiz", "above", "<p>{Ana Ruiz, staff writer}</p>", false),
        ("AP", "above", "<p>{From AP in Lund}</p>", false),
        ("王小明", "above", "<p>{记者王小明 伦德报道}</p>", false),
        ("김철수", "above", "<p>{김철수 기자}</p>", false),
    ]);
}

#[test]
fn lines_with_days_that_the_article_tells_of_stay() {
    compare(&[
        (
            "",
            "above",
            "<ul><li>{On 4 June 2021 the council published its plan for the bridge in Lund}</li></ul>",
            true,
        ),
        ("", "above", "<p>{Published on 3 May 1890 the plan lay forgotten in a drawer}</p>", true),
        (
            "",
            "above",
            "<p>{Der Rat veröffentlicht am 4. Juni 2021 den Plan der alten Brücke von Lund}</p>",
            true,
        ),
        (
            "",
            "above",
            "<p>{Published 3 May 2024, 10:00 CEST | Last updated at noon on 5 May 2024}</p>",
            false,
        ),
        ("", "above", "<p>{Last updated on Sunday at noon in Lund, 5 May 2024}</p>", false),
        ("", "above", "<p>{Friday, 3 May 2024}</p>", false),
    ]);
}

#[test]
fn lines_that_tell_of_the_day_of_the_article_stay_and_date_lines_go() {
    let rows = |stays: bool, all: &[&'static str]| {
        let all: Vec<_> = all.iter().map(|line| format!("<p>{{{line}}}</p>")).collect();
        let all: Vec<_> = all.iter().map(|html| ("", "above", html.as_str(), stays)).collect();
        compare(&all);
    };
    rows(
        true,
        &[
            "The bridge closed on 3 May 2024",
            "Mira Holt on 3 May 2024",
            "Bridge closed 3 May 2024",
            "Bridge Closed On May 3, 2024",
            "THE BRIDGE CLOSED ON 3 MAY 2024",
            "Fire in Lund, 3 May 2024",
            "Mira Holt and Ivo Brandt, 3 May 2024",
            "3 May 2024: Bridge closes",
            "On 3 May 2024 nobody crossed",
            "The report was published on 3 May 2024",
            "The plan published on 3 May 2024",
            "Die Brücke schloss am 3. Mai 2024",
            "Die Brücke in Lund am 3. Mai 2024",
            "Brücke geschlossen: seit 3. Mai 2024 gesperrt",
            "Der Rat veröffentlicht am 3. Mai 2024 den Plan",
            "Le pont a fermé le 3 mai 2024",
            "Mira Holt le 3 mai 2024",
            "Le rapport a été publié le 3 mai 2024",
            "El puente cerró el 3 de mayo de 2024",
            "Mira Holt, alcaldesa, el 3 de mayo de 2024",
            "Il ponte chiuso il 3 maggio 2024",
            "Мост закрыли 3 мая 2024 года",
            "Köprü 3 Mayıs 2024 günü kapandı",
            "أغلق الجسر في 3 مايو 2024",
            "大桥于2024年5月3日关闭",
            "2024年5月3日大桥关闭",
            "橋は2024年5月3日に閉鎖",
            "다리는 2024년 5월 3일 폐쇄",
        ],
    );
    rows(
        false,
        &[
            "3 May 2024",
            "Friday, 3 May 2024",
            "Friday 3 May 2024 11.00 BST",
            "May 3, 2024 at 6:00 a.m. EDT",
            "May 3, 2024 at noon in Lund",
            "Lund, 3 May 2024",
            "Stratford upon Avon, 3 May 2024",
            "Politics | 3 May 2024",
            "News on 3 May 2024",
            "Posted by admin on 3 May 2024",
            "Posted in News on 3 May 2024",
            "Date of publication: 3 May 2024",
            "posted 3 May 2024",
            "This article was published on 3 May 2024",
            "Article published on 3 May 2024",
            "Originally published 3 May 2024",
            "Lund, den 3. Mai 2024",
            "Wien, am 3. Mai 2024",
            "Frankfurt am Main, 3. Mai 2024",
            "Freitag, 3. Mai 2024, 12:30 Uhr",
            "Freitag, den 3. Mai 2024",
            "Mira Holt, zuletzt aktualisiert am 3. Mai 2024",
            "Dieser Artikel wurde am 3. Mai 2024 veröffentlicht",
            "vendredi 3 mai 2024 à 8h",
            "Paris, le vendredi 3 mai 2024",
            "viernes, 3 de mayo de 2024",
            "sexta-feira, 3 de maio de 2024",
            "venerdì 3 maggio 2024, ore 12",
            "vrijdag 3 mei 2024 om 10:30 uur",
            "fredag 3. mai 2024 kl. 12",
            "piątek, 3 maja 2024",
            "пятница, 3 мая 2024 г. в 10:00",
            "3 Mayıs 2024 Cuma",
            "الجمعة 3 مايو 2024",
            "تم النشر في 3 مايو 2024",
            "北京 2024年5月3日 10:30",
            "来源：新华网 2024年5月3日",
            "朝日新聞 2024年5月3日（金）",
            "2024年5月3日金曜日 10時30分",
            "입력 2024년 5월 3일 금요일",
        ],
    );
}

#[test]
fn headings_sentences_and_links_that_look_like_labels_stay() {
    let rows = |place: &'static str, all: &[(&'static str, bool)]| {
        let rows: Vec<_> = all.iter().map(|(html, stays)| ("", place, *html, *stays)).collect();
        compare(&rows);
    };
    rows(
        "amid",
        &[
            ("<h2>{9/11}</h2>", true),
            ("<p>{9/11}</p>", false),
            ("<h3>{2. Likes}</h3>", true),
            ("<p>{12 Likes}</p>", false),
            ("<h2>{Feedback}</h2>", true),
            ("<h2>{PR}</h2>", true),
            ("<h2>{Themen}</h2>", true),
            ("<h3>{Feedback}</h3><p><a href=/x>Write to us</a></p>", false),
            ("<p>{Listen!}</p>", true),
            ("<p>{Subscribe now!}</p>", false),
            ("<h2>{Advertising pays the bills}</h2>", true),
            ("<p>{She runs an advertising agency.}</p>", true),
            ("<p>{Advertisement - scroll to continue}</p>", false),
            ("<p>{Article continues below advertisement.}</p>", false),
            (
                "<p>{See also} <a href=/x>the report of 2020</a>, which says that nobody pays for it, and why.</p>",
                true,
            ),
            (
                "<div><b>{See also}</b> <a href=/x>the report of 2020</a>, which says that nobody pays, and why.</div>",
                true,
            ),
            ("<p><b>See also</b> <a href=/x>{Ten other bridges of Lund}</a></p>", false),
            (
                "<div><b>See also</b> <p><a href=/x>{Ten other bridges of Lund}</a></p><p>All of them closed.</p></div>",
                false,
            ),
            (
                "<a href=/x><p>{She knew of it, and said so.}</p><p>And nobody asked her why, for years.</p></a>",
                true,
            ),
            (
                "<a href=/x><h3>{The mayor of Lund}</h3><p>And nobody asked her why, for years.</p></a>",
                false,
            ),
        ],
    );
    rows(
        "amid",
        &[
            (
                "<h3>Sources</h3><ul><li><a href=/a>{On the state of all bridges}</a></li></ul>",
                true,
            ),
            (
                "<h3>Quellen und Belege</h3><ul><li><a href=/a>{Über alle Brücken von Lund}</a></li></ul>",
                true,
            ),
            ("<p><a href=/x>{Ten other bridges of Lund}</a></p>", false),
            ("<p><a href=/x>{Café König öffnet}</a></p>", true),
            ("<p><a href=/x>{伦德市长宣布辞职}</a></p>", false),
        ],
    );
    rows(
        "below",
        &[
            (
                "<p>The reports:</p><ul><li><a href=/a>On bridges</a><li><a href=/b>{On the rivers of Lund}</a></ul>",
                true,
            ),
            (
                "<p>報告：</p><ul><li><a href=/a>橋の現状</a><li><a href=/b>{川の現状についての報告}</a></ul>",
                true,
            ),
            (
                "<h2>Sources</h2><ul><li><a href=/a>On bridges</a><li><a href=/b>{On the rivers of Lund}</a></ul>",
                true,
            ),
            (
                "<ul><li><a href=/a>On bridges</a><li><a href=/b>{On the rivers of Lund}</a></ul>",
                false,
            ),
            ("<h2>{More of it}</h2><ul><li><a href=/a>On bridges</a></ul>", false),
        ],
    );
}

#[test]
fn sentences_that_begin_like_calls_to_readers_stay() {
    for (text, stays) in [
        ("Dieser Beitrag wurde vom Land bezahlt, und der Rest von der Stadt.", true),
        ("Dieser Beitrag wurde unter Allgemein veröffentlicht.", false),
        ("Die wichtigsten Nachrichten kamen per Brief, sagte sie.", true),
        ("Die wichtigsten Nachrichten des Tages im Newsletter.", false),
        ("This article is more than a list of names, she said.", true),
        ("This article is more than 5 years old", false),
        ("Il vous reste 3 jours pour voter, a dit la maire.", true),
        ("Il vous reste 60.2% de cet article à lire. La suite est réservée aux abonnés.", false),
        ("Have a story to tell, she says, and they listen.", true),
        ("Have a tip? Write to us.", false),
        ("Klick, um Klick wächst die Zahl, sagte er.", true),
        ("Klick, um über Twitter zu teilen (Wird in neuem Fenster geöffnet)", false),
        ("Dieser Artikel ist nur für Erwachsene, steht auf der Packung.", true),
        ("Dieser Artikel ist nur für Abonnenten.", false),
        ("Do you know more about the fire than you say?", true),
        ("Do you know more about this? Contact the reporter.", false),
        ("To continue reading was hard, she said.", true),
        ("To continue reading, log in.", false),
        ("Follow us on this way, she said, and see.", true),
        ("Follow us on Facebook and X", false),
    ] {
        let read = page("", &format!("{0}<p>{text}</p>{0}", LINE.repeat(3)), "");
        assert_eq!(is_kept(&read, text), stays, "{text}");
    }
}

#[test]
fn an_article_named_after_what_it_is_about_stays() {
    for class in [
        "post author author-ana category-spenden",
        "post tag-donate",
        "category-newsletter",
        "tag-community",
    ] {
        let html = format!(
            "<!doctype html><title>Bridge closed</title><body><div class=top><p>{0}</p></div><div class='{class}'><h2>Bridge closed</h2>{1}</div>",
            "Other news of the day, and of the town. ".repeat(3),
            LINE.repeat(6)
        );
        assert!(is_kept(&one("a.html", html), "who pays for it"), "{class}");
    }
    let box_ = "<div class=author-box><p>Ana Ruiz has written for us since 2011, and lives in Lund.</p></div>";
    assert!(!is_kept(&page("", "", box_), "has written for us"));
}

#[test]
fn a_sentence_below_the_headline_is_no_byline() {
    for (line, byline) in [
        ("Von Berlin Mitte aus regiert der Rat", ""),
        ("By Lake Lund stood a bridge", ""),
        ("Por San Juan pasa el tren", ""),
        ("By Ana Ruiz", "Ana Ruiz"),
        ("By Ana Ruiz in Lund", "Ana Ruiz"),
        ("By Ana Ruiz for the Courier", "Ana Ruiz"),
        ("Von Ana Ruiz und Bo Li, Lund", "Ana Ruiz und Bo Li"),
        ("Por Ana Ruiz de la Vega", "Ana Ruiz de la Vega"),
    ] {
        let html = format!(
            "<title>Bridge closed</title><body><h1>Bridge closed</h1><p>{line}</p>{}",
            LINE.repeat(5)
        );
        let found = one("a.html", html).details.byline.unwrap_or_default();
        assert_eq!(found.split(" in ").next(), Some(byline), "{line}");
    }
}

#[test]
fn a_day_that_a_paragraph_tells_of_is_not_that_of_the_article() {
    let long = "The first plan of the bridge was published on 3 May 1890, and it lay in a drawer of the town hall of Lund until the council found it again this week, she said.";
    for (html, day) in [
        (format!("<time datetime=2024-05-03></time><p>{long}</p>"), "2024-05-03"),
        (format!("<p>{long}</p><time datetime=2024-05-03></time>"), "2024-05-03"),
        (format!("<p>{long}</p>"), ""),
        (format!("<blockquote><span>{long}</span></blockquote>"), ""),
        (format!("<ul><li>{long}</li></ul>"), ""),
        ("<p>Published on 3 May 2024</p>".to_owned(), "2024-05-03"),
        ("<div><b>Published</b> <i>3 May 2024</i></div>".to_owned(), "2024-05-03"),
    ] {
        let html = format!(
            "<html lang=en><title>Bridge closed</title><body><article><h1>Bridge closed</h1>{html}{}</article>",
            LINE.repeat(5)
        );
        let found = one("a.html", html).details.published.unwrap_or_default();
        assert_eq!(found, day);
    }
}

/// Each of these takes minutes where every element asks the same of all others.
#[test]
fn pages_with_thousands_of_empty_elements_names_and_days_are_read() {
    let numbered =
        |count: usize, part: &dyn Fn(usize) -> String| (0..count).map(part).collect::<String>();
    let empty = "<i></i>".repeat(20_000);
    for html in [
        format!("<main>{}{LINE}</main>", "<time></time>".repeat(30_000)),
        format!("<div><h1>x</h1>{empty}</div><div>{}</div>", "<p>By Ana Ruiz".repeat(5_000)),
        numbered(20_000, &|n| format!("<meta name=author content='Ana Ruiz{n}'>")),
        format!("<meta name=author content='{}'>", numbered(50_000, &|n| format!("Ana Ruiz{n},"))),
        format!("<p class=author>{}", numbered(20_000, &|n| format!("<b itemprop=name>A{n}</b>"))),
    ] {
        let read = one("a.html", format!("<!doctype html><html><body>{html}{LINE}"));
        assert!(joined(&read).contains("who pays for it"));
    }
}

#[test]
fn a_text_in_an_article_of_its_own_below_that_of_the_headline_is_kept() {
    let short = "<p>The bridge of Lund is closed for all of the year, says the council, which has not told anybody who pays for it, or when it opens again. Buses go by the ring road until then.</p>";
    let top = format!("<article><h1>Bridge closed</h1>{short}</article>");
    for (below, stays) in [
        (
            format!("<article>{}<h2>Who pays?</h2>{}</article>", LINE.repeat(3), LINE.repeat(5)),
            true,
        ),
        (format!("<article><h2>Who pays?</h2>{}</article>", LINE.repeat(9)), true),
        (format!("<div><article>{0}<h2>Who pays?</h2>{0}</article></div>", LINE.repeat(4)), true),
    ] {
        let html =
            format!("<!doctype html><title>Bridge closed</title><body><main>{top}{below}</main>");
        assert_eq!(is_kept(&one("a.html", html), "who pays for it, she said"), stays, "{below}");
    }
    // The next article of an endless page is another.
    let next = LINE.repeat(6).replace("bridge", "harbour");
    let html = format!(
        "<!doctype html><title>Bridge closed</title><body><main><article><h1>Bridge closed</h1>{}</article>\
         <article><h2>Harbour closed</h2>{next}</article></main>",
        LINE.repeat(4)
    );
    assert!(!is_kept(&one("a.html", html), "close the harbour"));
}
