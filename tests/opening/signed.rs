//! Whose names a line says: not the station, the paper or the agency beside them, and no words of a link.

use crate::about::about;

#[test]
fn a_line_with_more_than_names_says_those_who_wrote() {
    for (said, names) in [
        // Links to what they wrote.
        ("<a rel=author href=/a>See all articles by Ana Ruiz</a>", "Ana Ruiz"),
        ("<a href=/a>View all posts by Ana Ruiz</a>", "Ana Ruiz"),
        ("<a href=/a>Alle Artikel von Ana Ruiz</a>", "Ana Ruiz"),
        ("<a rel=author href=/a>More by this author</a>", ""),
        ("More from this reporter", ""),
        // The station before them, the paper, the agency and the hour behind them.
        ("Lund Public Radio | By Ana Ruiz", "Ana Ruiz"),
        ("WBUR | By Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz | By the river", "Ana Ruiz"),
        ("By Ana Ruiz The River Courier", "Ana Ruiz"),
        ("Анна Руис, ТАСС", "Анна Руис"),
        ("Ana Ruiz, AFP", "Ana Ruiz"),
        // Those who took or drew the pictures.
        ("By Ana Ruiz<br>Illustration by Bo Li", "Ana Ruiz"),
        ("By Ana Ruiz<br>Photographs by Bo Li", "Ana Ruiz"),
        (
            "<span class=author>Ana Ruiz</span><br><span class=photographer>Bo Li (Photos)</span>",
            "Ana Ruiz",
        ),
        // Several, each with a role or a button.
        ("Ana Ruiz, Political Editor, and Bo Li, Health Correspondent", "Ana Ruiz, Bo Li"),
        (
            "<span>By </span><button>Ana Ruiz</button> <a>Follow</a> and <button>Bo Li</button>",
            "Ana Ruiz and Bo Li",
        ),
        // Several of a paper who have no names, and an agency.
        ("By Courier Staff", "Courier Staff"),
        ("By Courier Reporters", "Courier Reporters"),
        ("By The Associated Press", "The Associated Press"),
        // Labels, and who only edited.
        ("執筆者：田中花子", "田中花子"),
        ("责任编辑：王芳", ""),
        ("Haber: Ana Ruiz", "Ana Ruiz"),
        ("Ein Bericht von Ana Ruiz", "Ana Ruiz"),
    ] {
        assert_eq!(about("", &format!("<p class=byline>{said}</p>"))[1], names, "{said}");
    }
    let parts = "<div data-component=byline-block><time datetime=2024-11-19>3 days ago</time><div>Ana Ruiz</div><div>BBC News, Lund</div></div>";
    assert_eq!(about("", parts)[1..], ["Ana Ruiz", "2024-11-19"]);
    let below = about("", "<h1>Bridge</h1><p>Propos recueillis par Ana Ruiz</p>");
    assert_eq!(below[1], "Ana Ruiz");
}

#[test]
fn those_who_wrote_are_found_behind_any_word_and_without_their_outlet() {
    for (said, names) in [
        // What somebody made, in words that no list has.
        ("Aufgezeichnet von Ana Ruiz", "Ana Ruiz"),
        ("Article rédigé par Ana Ruiz", "Ana Ruiz"),
        ("Guest post by Ana Ruiz", "Ana Ruiz"),
        ("Una crónica de Ana Ruiz", "Ana Ruiz"),
        ("Reportage: Ana Ruiz", "Ana Ruiz"),
        ("Редактор: Анна Руис", "Анна Руис"),
        ("取材・文：山田花子", "山田花子"),
        ("Maria von Ebner", "Maria von Ebner"),
        ("By Ana Ruiz Illustration by Bo Li", "Ana Ruiz"),
        // An outlet, a place or a role behind a name.
        ("Ana Ruiz, DER SPIEGEL", "Ana Ruiz"),
        ("Ana Ruiz, ARD Stockholm", "Ana Ruiz"),
        ("By Ana Ruiz, The Conversation", "Ana Ruiz"),
        // Surnames in capitals, as French papers write them, are no places.
        ("Par Marie Anne DUPONT", "Marie Anne DUPONT"),
        ("Par Vincent VAN GOGH", "Vincent VAN GOGH"),
        ("ANA RUIZ, TOM HALL", "ANA RUIZ, TOM HALL"),
        // Nor are names labels or pictures that only begin like them.
        ("By Van Jones", "Van Jones"),
        ("By Maria Anna Fotopoulou", "Maria Anna Fotopoulou"),
        ("Tekst Ana Ruiz Foto’s Tom Hall", "Ana Ruiz"),
        ("By Ana Ruiz, in Lund", "Ana Ruiz"),
        ("Анна Руис, обозреватель", "Анна Руис"),
        ("山田花子 記者", "山田花子"),
        // Outlets, companies and labels are nobody.
        ("BBC News", ""),
        ("Frankfurter Allgemeine Zeitung GmbH", ""),
        ("Herald Publishing Inc.", ""),
        ("Opinion", ""),
        ("Subscribe", ""),
    ] {
        let read = crate::about::about("", &format!("<p class=byline>{said}</p>"));
        assert_eq!(read[1], names, "{said}");
    }
}

#[test]
fn bodies_places_and_lines_around_a_name_are_told_from_it() {
    for (said, names) in [
        ("By Ana Ruiz<br>Courier staff writer", "Ana Ruiz"),
        ("<b>By ANA RUIZ</b><br>Of the Courier staff", "ANA RUIZ"),
        ("By ANA RUIZ OF THE COURIER STAFF", "ANA RUIZ"),
        ("By Ana Ruiz<br>and Bo Li<br>Courier staff writers", "Ana Ruiz and Bo Li"),
        ("Authored by Ana Ruiz", "Ana Ruiz"),
        ("Department for Education", "Department for Education"),
        ("Ministry of Defence", "Ministry of Defence"),
        (
            "Department for Environment, Food & Rural Affairs",
            "Department for Environment, Food & Rural Affairs",
        ),
        (
            "Centers for Disease Control and Prevention",
            "Centers for Disease Control and Prevention",
        ),
        ("Ana Ruiz for The Courier", "Ana Ruiz"),
        ("Ana Ruiz, Department for Education", "Ana Ruiz"),
        ("Ana Ruiz, ARD-Studio Stockholm", "Ana Ruiz"),
        // Arab papers say where somebody writes before the name.
        ("دبي - أحمد علي", "أحمد علي"),
        ("أحمد علي - دبي", "أحمد علي"),
        ("بيروت: كارولين عاكوم", "كارولين عاكوم"),
        ("القاهرة – «الشرق الأوسط»", ""),
        ("القاهرة - سكاي نيوز عربية", ""),
        ("Lund - Ana Ruiz", "Ana Ruiz"),
        ("Ana - The River Mail", "Ana"),
        ("लेखक: विनीत खरे", "विनीत खरे"),
        ("विनीत खरे, बीबीसी संवाददाता", "विनीत खरे"),
        ("Super User", ""),
        ("文／山田花子　写真／佐藤太郎", "山田花子"),
        ("来源：新华网 作者：王小明", "王小明"),
        ("来源：新华网", ""),
        ("โดย สมชาย ใจดี", "สมชาย ใจดี"),
        ("מאת אנה רואיז, כתבת", "אנה רואיז"),
        // Nobody in particular.
        ("di Redazione", ""),
        ("a cura della redazione", ""),
        ("La rédaction", ""),
        ("Da Redação", ""),
        ("Haber Merkezi", ""),
        ("Por Redacción", ""),
        ("By Staff", ""),
        ("Guest contributor", ""),
        ("Press Release", ""),
        ("Log in", ""),
    ] {
        let read = about("", &format!("<p class=byline>{said}</p>"));
        assert_eq!(read[1], names, "{said}");
    }
}

#[test]
fn the_account_that_put_an_article_there_did_not_write_it() {
    let head = "<meta name=author content='Super User'>";
    let account = "<dd class=createdby itemprop=author>Written by: <span itemprop=name>Super User</span></dd>";
    assert_eq!(about(head, account)[1], "");
    assert_eq!(about(head, &format!("{account}<p>Authored by Ana Ruiz</p>"))[1], "Ana Ruiz");
    let bbc = "<section aria-labelledby=article-byline><strong id=article-byline aria-hidden=true>Article information</strong>\
        <ul><li><span><span class=x>Author, </span><span>विनीत खरे</span></span></li><li><span class=x>पदनाम, </span>बीबीसी संवाददाता</li></ul></section>";
    assert_eq!(about("", bbc)[1], "विनीत खरे");
}

#[test]
fn those_who_say_what_they_think_of_an_article_did_not_write_it() {
    for beside in [
        "<section class=discussion><span class=author>Zed Zed</span><p>I do not agree.</p></section>",
        "<div id=reader-views><span itemprop=author>Zed Zed</span> I do not agree.</div>",
        "<ul class=opinions><li><b class=author-name>Zed Zed</b><p>I do not agree with this.</p></li></ul>",
    ] {
        assert_eq!(about("", beside)[1], "", "{beside}");
    }
    let text = crate::about::BODY.repeat(4);
    let talk = format!(
        "<h1>Bridge</h1>{text}<h3>Reader comments (2)</h3><div><span class=author>Zed Zed</span> No.</div>"
    );
    assert_eq!(about("", &talk)[1], "");
    // The section may be called so, too.
    let section = "<h1>The Courier</h1><h3>Comment</h3><h2>Bridge</h2><p class=author>Ana Ruiz</p>";
    assert_eq!(about("", section)[1], "Ana Ruiz");
}
