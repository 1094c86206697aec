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
