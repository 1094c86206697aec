//! Tables as a browser gets them: its own elements, one cell after the other, with the whole text in them.

use article_annotator::model::{Article, BlockKind};

use super::*;

#[tokio::test(flavor = "current_thread")]
async fn a_table_is_drawn_with_the_elements_of_tables_and_holds_the_text() {
    let text = "Before\nParty\tVotes\nGreens\t1,204\nLeft\t\nAfter";
    let kinds =
        [BlockKind::Paragraph, BlockKind::TableHead, BlockKind::HeadedRow, BlockKind::TableRow];
    let article = Article::new(None, text).unwrap().with_kinds(&kinds);
    let details = Details::default();
    let opening = Opening::Text { article: article.into(), details, with: With::Nothing };
    let mut session = Session::new();
    session.perform(Action::Open { opening: Box::new(opening), stored: None }, &TestHost).unwrap();
    while session.is_behind() {
        session.perform(Action::DrawOn, &TestHost).unwrap();
    }
    let html = html(&mut session).await;
    let article = article_of(&html);
    assert_eq!(text_of(article), text.replace('\n', ""));
    for part in [
        "<table",
        "scope=\"col\" dir=\"auto\">Party\t</th>",
        "scope=\"row\" dir=\"auto\">Greens\t</th>",
        "<td dir=\"auto\">1,204</td>",
        "<td dir=\"auto\">Left\t</td><td dir=\"auto\"></td>",
    ] {
        assert!(article.contains(part), "{part}\n{article}");
    }
    assert_eq!(article.matches("<tr").count(), 3);
    assert!(!article.contains("part-table"), "{article}");
}
