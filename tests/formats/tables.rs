//! Tables in the files people read: Markdown and a page draw them as tables, and the text in them is the article's.

use article_annotator::formats::{File, Options, documents};
use article_annotator::model::{AnnotationSet, Article, BlockKind, Details, Kind};

use crate::desk::file;
use crate::notation::{annotation, find};

fn opened(name: &str, content: &str) -> AnnotationSet {
    let read = documents::open(&File::new(name, content)).unwrap().remove(0);
    let article = read.article(|_, one| !one.left_out, false).unwrap();
    AnnotationSet::new(article.into(), Details::default())
}

fn table(kinds: &[BlockKind], text: &str) -> AnnotationSet {
    let article = Article::new(None, text).unwrap().with_kinds(kinds);
    AnnotationSet::new(article.into(), Details::default())
}

#[test]
fn markdown_draws_a_table_that_reads_back_with_the_same_cells() {
    use BlockKind::{Paragraph, TableHead, TableRow};
    for (kinds, text, written) in [
        (
            &[Paragraph, TableHead, TableRow, TableRow, Paragraph][..],
            "Before\nParty\tVotes\t\nGreens | Left\t1,204\n\t903\tx\nAfter",
            "\nBefore\n\n| Party | Votes |  |\n| --- | --- | --- |\n| Greens \\| Left | 1,204 |  |\n|  | 903 | x |\n\nAfter\n",
        ),
        (
            &[TableRow, TableRow][..],
            "# a\t*b*\nc\td",
            "\n|  |  |\n| --- | --- |\n| \\# a | \\*b\\* |\n| c | d |\n",
        ),
    ] {
        let set = table(kinds, text);
        let markdown = file("markdown", &set, &Options::default());
        assert!(markdown.contains(written), "{markdown}");
        let read = opened("a.md", &markdown);
        let rows = |set: &AnnotationSet| -> Vec<String> {
            let article = set.article();
            let rows = article.blocks().iter().filter(|block| block.kind.is_row());
            rows.map(|row| article.slice(row.range).trim_end_matches('\t').to_owned()).collect()
        };
        assert_eq!(rows(&read), rows(&set));
    }
}

#[test]
fn markdown_reads_back_with_the_same_words_whatever_they_look_like() {
    use BlockKind::{BlockQuote, Heading2, ListItem, Paragraph};
    for text in [
        "Why I like C #",
        "Item ##",
        "## No heading ##",
        "#",
        "1986. A year",
        "1) one",
        "+ plus",
        "- dash",
        "—",
        "===",
        "---",
        "***",
        "~~~",
        "~~gone~~ a_b_c __d__",
        "x^2^ and H~2~O",
        "> no quotation",
        "<b>bold</b> & &amp; &lt;",
        "ends in \\",
        "|a|b|",
        "$x$ costs $5",
        ": no term",
        "![picture](https://a.example/a_b)",
        "[^1]: no note",
        "[ ] no task",
        "https://a.example/a_b*c~d",
        "tic `toc` ``tac``",
        "\"quoted\" 'quoted' -- (c) ...",
    ] {
        for kind in [Paragraph, Heading2, ListItem, BlockQuote] {
            let set = table(&[Paragraph, kind, Paragraph], &format!("Before\n{text}\nAfter"));
            let markdown = file("markdown", &set, &Options::default());
            let read = opened("a.md", &markdown);
            let lines: Vec<&str> = read.article().text().lines().collect();
            let at = lines.iter().position(|line| *line == "Before").unwrap();
            assert_eq!(lines[at..at + 3], ["Before", text, "After"], "{kind:?}\n{markdown}");
        }
    }
}

#[test]
fn a_page_draws_a_table_with_its_heads_and_a_highlight_in_each_cell_it_covers() {
    use BlockKind::{HeadedRow, Paragraph, TableHead};
    let kinds = [Paragraph, TableHead, HeadedRow];
    let mut set = table(&kinds, "Before\nParty\tVotes\nGreens\t1,204");
    let range = find(set.article(), "Votes\nGreens\t1,204");
    let one = annotation("a1", Kind::Claim, &[range]);
    set.apply(&article_annotator::model::Op::Add(one.into()).into()).unwrap();
    let page = file("html", &set, &Options::default());
    let start = page.find("<table>").unwrap();
    let end = page.find("</table>").unwrap();
    assert_eq!(
        &page[start..end],
        "<table>\n\
         <tr data-n=\"2\"><th scope=\"col\" dir=\"auto\">Party\t</th><th scope=\"col\" dir=\"auto\"><mark class=\"claim\" data-k=\"C\">Votes</mark></th></tr>\n\
         <tr data-n=\"3\"><th scope=\"row\" dir=\"auto\"><mark class=\"claim\">Greens\t</mark></th><td dir=\"auto\"><mark class=\"claim\">1,204<sup><a id=\"to-1\" href=\"#note-1\">1</a></sup></mark></td></tr>\n"
    );
}
