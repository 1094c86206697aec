//! What stands amid and around an article without being of it is left out and listed: cookie notices,
//! comments, links to other articles, credits. Quotations of others stay.

use article_annotator::formats::Manuscript;

use crate::desk::{joined, one};

const LINE: &str = "<p>The council agreed on Tuesday to close the bridge, and nobody knows until when it is closed, or who pays for it, she said.</p>";

fn page(around: &str, text: &str) -> Manuscript {
    one(
        "a.html",
        format!(
            "<html lang=en><head><title>Bridge closed</title></head><body>{around}<article><h1>Bridge closed</h1>{text}</article></body></html>"
        ),
    )
}

/// Where a text is: kept, left out, or nowhere.
fn place(read: &Manuscript, words: &str) -> Option<bool> {
    read.passages.iter().find(|one| one.text.contains(words)).map(|one| !one.left_out)
}

#[test]
fn what_is_beside_a_short_article_is_never_taken_for_it() {
    let long =
        "We and our 900 partners use cookies to store what you read, and you agree to all of it. ";
    let talk = "<div class=comment><p>I have been saying for years, and everybody knows it, that they waste our money.</p></div>";
    for (around, words) in [
        (format!("<div id=cookie-law>{}</div>", long.repeat(8)), "900 partners"),
        (format!("<div class=gdpr-consent><p>{}</p></div>", long.repeat(3)), "900 partners"),
        (format!("<section id=comments>{}</section>", talk.repeat(12)), "waste our money"),
        (format!("<ol class=commentlist>{}</ol>", talk.repeat(12)), "waste our money"),
        (format!("<div id=disqus_thread>{}</div>", talk.repeat(12)), "waste our money"),
        (
            format!(
                "<div class=author-box><p>{}</p></div>",
                "Ana Ruiz writes about bridges, towns, and rivers, and has won prizes for it. "
                    .repeat(6)
            ),
            "has won prizes",
        ),
    ] {
        let short = "<p>The bridge of Lund is closed, said Mira Holt.</p><p>Nobody, she said, knows until when, and nobody knows who pays for it.</p><p>It was built in 1890.</p>";
        let read = page(&around, short);
        assert_eq!(place(&read, words), Some(false), "{around:.60}: {}", joined(&read));
        assert_eq!(place(&read, "said Mira Holt"), Some(true), "{around:.60}");
    }
    // Names that only look like those of comments.
    for class in
        ["commentary", "post comments-open", "comments-closed", "paywall", "subscriber-content"]
    {
        let read = one(
            "a.html",
            format!("<title>Bridge</title><body><div class='{class}'>{}</div>", LINE.repeat(5)),
        );
        assert_eq!(joined(&read).matches("she said").count(), 5, "{class}");
    }
    // Where people only talk, what they write is the text.
    let html = format!(
        "<html><head><title>Forum</title></head><body><h2>Bridge</h2>{}</body></html>",
        talk.repeat(12)
    );
    assert!(joined(&one("a.html", html)).contains("waste our money"));
}

#[test]
fn labels_links_credits_and_rights_amid_an_article_are_left_out() {
    for (html, words) in [
        ("<p>See more</p>", "See more"),
        ("<p><a href=/x>Read more: The mayor of Lund resigns</a></p>", "The mayor of Lund"),
        ("<p><strong>Lire aussi :</strong> <a href=/x>La mairesse de Lund</a></p>", "La mairesse"),
        (
            "<h3>You may also like</h3><p><a href=/x>The mayor of Lund resigns</a></p>",
            "The mayor of Lund",
        ),
        (
            "<h4>Related articles:</h4><p><a href=/x>Ten other bridges</a></p><p><a href=/y>Five rivers</a></p>",
            "Five rivers",
        ),
        ("<p>Photo: Bo Li / Getty Images</p>", "Bo Li"),
        ("<p>Bo Li/AFP via Getty Images</p>", "Bo Li"),
        ("<p>AP Photo: J. Li/AFP</p>", "J. Li"),
        ("<p>AP Photo/Bo Li</p>", "Bo Li"),
        ("<p>By signing up, you agree to our terms.</p>", "By signing up"),
        ("<p>© 2024 The Courier. All rights reserved.</p>", "2024 The Courier"),
        ("<p>Copyright 2024 The Courier</p>", "2024 The Courier"),
        ("<p>Share this article</p>", "Share this"),
        ("<div class=share-buttons><a href=/f>Facebook</a> <a href=/x>X</a></div>", "Facebook"),
        ("<p><a href=/>News</a> › <a href=/w>World</a> › Europe</p>", "Europe"),
        ("<p>Advertisement</p>", "Advertisement"),
        ("<amp-ad><div placeholder>Ad loading</div></amp-ad>", "Ad loading"),
    ] {
        // A trail stands above the text.
        let read = page("", &format!("{html}{}", LINE.repeat(6)));
        assert_eq!(place(&read, words), Some(false), "{html}: {}", joined(&read));
        assert!(joined(&read).ends_with("she said."), "{html}");
    }
    let caption = "<figure><img src=a.jpg><figcaption>The bridge in May</figcaption></figure>";
    let read = page("", &format!("{0}{1}{0}{1}", LINE.repeat(3), caption));
    assert_eq!(joined(&read).matches("The bridge in May").count(), 1);
}

#[test]
fn what_only_looks_like_it_stays() {
    for (html, words) in [
        ("<p>Related to nobody in Lund, she said so.</p>", "Related to nobody"),
        ("<p>Photo by photo, she showed what had happened.</p>", "Photo by photo"),
        ("<p>See more of it, she said.</p>", "See more of it"),
        ("<p>“Copyright is dead,” said Bo Li.</p>", "Copyright is dead"),
        ("<p>“We share,” she said, “on Facebook.”</p>", "on Facebook"),
        (
            "<p><a href=/x>On Friday Mira Holt, 54, and Ivo Brandt, 39, both of Mill Lane, denied the charge.</a></p>",
            "Mill Lane",
        ),
        (
            "<div class=x><p><a href=/x><b>On Friday Mira Holt, 54, and Ivo Brandt, 39, both of Mill Lane, denied it all.</b></a></p></div>",
            "Mill Lane",
        ),
        (
            "<figure><img src=a.jpg><figcaption>The bridge in May. Photo: Ann Lee/AFP</figcaption></figure>",
            "The bridge in May.",
        ),
        ("<h3>Who pays?</h3><p>Nobody does.</p>", "Nobody does"),
        ("<h3>More on bridges</h3><p>They fail slowly.</p>", "More on bridges"),
        (
            "<p>The report is here:</p><p><a href=/x>On the state of all bridges</a></p>",
            "On the state of all",
        ),
        ("<p>“Listen.”</p>", "Listen"),
        ("<p>Reply.</p>", "Reply"),
        ("<h2><a href=/x>1. The Heron</a></h2><p>It is a good boat.</p>", "1. The Heron"),
        ("<p>By Tuesday it was over</p>", "By Tuesday"),
        ("<p>Published in 1890, the plan was lost for long.</p>", "Published in 1890"),
        ("<p>On 3 May 1890 it was opened</p>", "On 3 May 1890"),
        (
            "<p>She asked readers to get the newsletter of the mayor, he said.</p>",
            "She asked readers",
        ),
        ("<div><h3>About bridges</h3><p>They fail slowly.</p></div>", "They fail slowly"),
        (
            "<a href=/x><h2>What the mayor of Lund knew</h2></a><p>She knew of it.</p>",
            "What the mayor",
        ),
    ] {
        let read = page("", &format!("{0}{html}{0}", LINE.repeat(3)));
        assert_eq!(place(&read, words), Some(true), "{html}: {}", joined(&read));
    }
}

#[test]
fn a_paragraph_amid_an_article_is_not_lost_for_the_element_it_stands_in() {
    let lost = "The mayor, she said, had known of it since May, and so had the engineers.";
    for (html, stays) in [
        (
            format!("<div class=x><div><img src=a.jpg><p>{lost}</p><img src=b.jpg></div></div>"),
            true,
        ),
        (
            format!(
                "<ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li><li>{lost}</li></ul>"
            ),
            true,
        ),
        (format!("<section><h3><a href=/x>More</a></h3><p>{lost}</p><input></section>"), true),
        (format!("<div class=newsletter-signup><p>{lost}</p><input></div>"), false),
        (format!("<aside><p>{lost}</p></aside>"), false),
        (format!("<div class=related-box><p>{lost}</p></div>"), false),
        (format!("<form><p>{lost}</p><input><input></form>"), false),
    ] {
        let read = page("", &format!("{0}{html}{0}", LINE.repeat(4)));
        assert_eq!(place(&read, lost), Some(stays), "{html}: {}", joined(&read));
    }
}

#[test]
fn whose_a_quotation_is_stays_at_its_foot() {
    let quote = "<blockquote><p>We open in May, and we open for good.</p><footer>— Mira Holt, <cite>Speech in Lund</cite></footer></blockquote>";
    let read = page("", &format!("{}{quote}{}", LINE.repeat(3), LINE.repeat(3)));
    assert_eq!(place(&read, "— Mira Holt, Speech in Lund"), Some(true));
    let foot = page("", &format!("{}<footer>Ana Ruiz writes for us.</footer>", LINE.repeat(4)));
    assert_eq!(place(&foot, "Ana Ruiz"), Some(false));
}

#[test]
fn posts_that_an_article_quotes_stay() {
    for html in [
        "<blockquote class=twitter-tweet><p>We open in May. Promised.</p>— Mira Holt (@mira) <a href=https://t.example/1>May 5, 2024</a></blockquote>",
        "<div class=embed-social><blockquote class=twitter-tweet><p>We open in May. Promised. <a href=https://t.example>#bridge</a></p></blockquote></div>",
        "<div class=tweet-embed><blockquote><p>We open in May. Promised.</p><a href=https://t.example/1>Mira Holt on T</a></blockquote></div>",
        "<figure class=instagram><blockquote class=instagram-media><a href=/i>We open in May. Promised.</a></blockquote></figure>",
    ] {
        let read = page("", &format!("{0}{html}{0}", LINE.repeat(3)));
        assert_eq!(
            place(&read, "We open in May. Promised."),
            Some(true),
            "{html}: {}",
            joined(&read)
        );
    }
}

#[test]
fn panels_that_a_button_opens_are_read() {
    for html in [
        "<h3><button aria-expanded=false>Who pays?</button></h3><div hidden><p>The state pays, said Ivo Brandt.</p></div>",
        "<button aria-expanded=false>Who pays?</button><div style='display:none'><p>The state pays, said Ivo Brandt.</p></div>",
        "<div><h3 aria-expanded=false>Who pays?</h3><div hidden=until-found><p>The state pays, said Ivo Brandt.</p></div></div>",
        "<details><summary>Who pays?</summary><p>The state pays, said Ivo Brandt.</p></details>",
    ] {
        let read = page("", &format!("{0}{html}{0}", LINE.repeat(3)));
        assert_eq!(place(&read, "The state pays"), Some(true), "{html}: {}", joined(&read));
    }
}

#[test]
fn what_a_page_says_of_its_article_is_believed_where_the_page_bears_it_out() {
    let told = |nth: &str| {
        format!(
            "On the {nth} day the council agreed to close the bridge, and nobody knows until when, she said."
        )
    };
    let text: Vec<String> = ["first", "second", "third", "fourth"].map(told).to_vec();
    let own: String = text.iter().map(|one| format!("<p>{one}</p>")).collect();
    let other = "<p>I have been saying for years, and everybody knows it, that they waste our money, as ever.</p>";
    let about = |body: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}</script>"
        )
    };
    let html = |body: &str| {
        format!(
            "<title>Bridge</title>{}<div class=sidebar>{own}</div><div class=content>{}</div>",
            about(body),
            other.repeat(12)
        )
    };
    // Nobody but the page knows which of the two is the article.
    let read = one("a.html", format!("<!doctype html>{}", html(&text.join(" "))));
    assert_eq!(place(&read, "third day"), Some(true), "{}", joined(&read));
    assert_eq!(place(&read, "waste our money"), Some(false));
    // It is told in part, in other signs, or about something that is not there.
    let read =
        one("a.html", format!("<!doctype html>{}", html(&text.join("\\n\\n").replace(", ", "; "))));
    assert_eq!(place(&read, "third day"), Some(true), "{}", joined(&read));
    let read = one(
        "a.html",
        format!(
            "<!doctype html>{}",
            html(&"Something else that is nowhere on this page. ".repeat(20))
        ),
    );
    assert_eq!(place(&read, "waste our money"), Some(true), "{}", joined(&read));
    let read = one("a.html", format!("<!doctype html>{}", html("")));
    assert_eq!(place(&read, "waste our money"), Some(true));
}

#[test]
fn a_caption_said_again_and_a_box_that_asks_for_consent_are_left_out_whatever_they_are_called() {
    let caption = "<figure><img src=a><figcaption>The bridge at night. <span>Photo: Ann Lee</span></figcaption></figure>";
    for (beside, left_out) in [
        (format!("{caption}<div class=x>The bridge at night.</div>"), "The bridge at night."),
        ("<div class=x><p>We and our 842 partners store and read information on a device, such as cookies.</p></div>".to_owned(), "We and our 842"),
        ("<aside class=x><p>Wir und unsere Partner speichern Informationen auf Ihrem Gerät.</p></aside>".to_owned(), "Wir und unsere"),
        ("<div><p>This website uses cookies to measure what is read.</p></div>".to_owned(), "This website"),
    ] {
        let read = page("", &format!("{beside}{}", LINE.repeat(6)));
        let shown: Vec<_> = read.passages.iter().filter(|one| one.text.trim().starts_with(left_out)).collect();
        assert!(shown.last().is_some_and(|one| one.left_out), "{beside}: {}", joined(&read));
    }
    for kept in [
        "<p>We and our neighbours paid for the bridge, said Ivo Brandt.</p>",
        "<p>“We use cookies only where we must,” said the minister.</p>",
    ] {
        let read = page("", &format!("{}{kept}{}", LINE.repeat(3), LINE.repeat(3)));
        let words = kept.trim_start_matches("<p>").trim_end_matches("</p>");
        assert_eq!(place(&read, words), Some(true), "{kept}");
    }
}

#[test]
fn a_box_is_left_out_whole_by_its_label_and_listed() {
    for (html, words) in [
        (
            "<div class=x><h3>Sign up for our newsletter</h3><p>Get the day’s top stories in your inbox every morning.</p><p>Enter your email address</p></div>",
            ["top stories", "Enter your email"],
        ),
        (
            "<aside><script>ad()</script><p><strong>Advertisement</strong></p><p>Buy the new car from Acme Motors today.</p><p>Only this week.</p></aside>",
            ["Acme Motors", "Only this week"],
        ),
        (
            "<div><div>ANZEIGE</div><div><p>Jetzt neu: das beste Angebot des Jahres.</p></div><div>Nur heute.</div></div>",
            ["Angebot des Jahres", "Nur heute"],
        ),
        (
            "<div><p>Реклама</p><div><p>Новая машина только сегодня.</p></div><p>Звоните.</p></div>",
            ["Новая машина", "Звоните"],
        ),
        (
            "<div><span>Advertentie</span><p>De nieuwe auto van Acme.</p><p>Alleen vandaag.</p></div>",
            ["nieuwe auto", "Alleen vandaag"],
        ),
        (
            "<section><span>Newsletter</span><p>Every Friday, our editors choose the best of the week.</p><p>It is free.</p></section>",
            ["our editors choose", "It is free"],
        ),
    ] {
        let read = page("", &format!("{LINE}{LINE}{html}{LINE}<p>Last of all, it rained.</p>"));
        for words in words {
            assert_eq!(place(&read, words), Some(false), "{words}");
        }
        assert_eq!(joined(&read).matches("she said").count(), 3, "{html}");
        assert_eq!(place(&read, "Last of all"), Some(true), "{html}");
    }
    // Sections of an article that are about such things, and long ones, stay.
    let about =
        "<div><h2>The newsletter business grows</h2><p>More people read one every day.</p></div>";
    let long = format!("<div><p>Sponsored by</p>{}</div>", LINE.repeat(8));
    for (html, words) in [(about, "More people read"), (long.as_str(), "agreed on Tuesday")] {
        let read = page("", &format!("{LINE}{LINE}{html}{LINE}"));
        assert_eq!(place(&read, words), Some(true), "{html:.60}");
    }
}

#[test]
fn paragraphs_beside_the_best_element_are_of_the_article() {
    // The last paragraph is not amid the others, from where it would be rescued.
    let last = "The mayor wept, said all who saw her there";
    let long = format!("{LINE}<p>{last}.</p>{LINE}");
    for (name, html, stays) in [
        // A sentence right beside it, one that is mostly a link, and a label.
        ("", format!("<p>{last}.</p>"), true),
        (
            "",
            format!("<p><a href=/x>{last}</a>, and nobody else was there with her at all.</p>"),
            false,
        ),
        ("", format!("<p>{last}</p>"), false),
        // An element of the same name, of another, and a narrow column.
        ("one", format!("<div class=one><p>{last}.</p><p>Ends.</p></div>"), true),
        ("one", format!("<div class=two><p>{last}.</p><p>Ends.</p></div>"), false),
        ("one", format!("<div class=two>{long}</div>"), true),
        ("col-md-8", format!("<div class=col-md-4>{long}</div>"), false),
    ] {
        let best = format!("<div class='{name}'>{}</div>", LINE.repeat(5));
        let head = "<html lang=en><head><title>Bridge closed</title></head>";
        let read = one("a.html", format!("{head}<body><main>{best}{html}</main></body></html>"));
        assert_eq!(place(&read, last), Some(stays), "{html}\n{}", joined(&read));
        assert!(joined(&read).matches("she said").count() >= 5, "{html}");
    }
}

#[test]
fn links_are_skipped_at_the_end_only_if_something_else_is_left() {
    const LINK: &str = "<p><a href=/x>The council agreed to close the bridge</a></p>";
    let links = LINK.repeat(12);
    for (text, stays) in [
        (links.clone(), true),
        (format!("<h2>Of bridges</h2>{links}"), true),
        (format!("{LINE}{LINE}{LINE}{LINE}{LINE}{links}"), false),
    ] {
        let read = page("", &text);
        assert_eq!(place(&read, "agreed to close"), Some(stays), "{text:.60}: {}", joined(&read));
    }
}
