//! Tables stay tables: a row is a line with a tab between its cells, whichever way the article came in, so that a
//! figure can be told from its year. What only lays out a page is prose.

use proptest::prelude::*;

use crate::desk::{one, said, shown, text};
use crate::documents::{packed, word};

/// A piece of HTML as passages.
fn piece(html: &str) -> String {
    shown(&one("a.html", format!("<!--StartFragment-->{html}")))
}

const ELECTION: &str = "\
<table class=wikitable><caption>General election 2024: Barking</caption>
<thead><tr><th colspan=2>Party</th><th>Candidate</th><th>Votes</th><th>%</th><th>±%</th></tr></thead>
<tbody><tr><td style='background:#c00'></td><td><a href='https://e.example/lab'>Labour</a></td><td><b>Nesil Caliskan</b></td><td>16,227</td><td>44.5</td><td>–14.9</td></tr>
<tr><td style='background:#12b'></td><td>Reform UK</td><td>Clive Peacock</td><td>9,173</td><td>25.2</td><td>New</td></tr>
<tr><td style='background:#06c'></td><td>Conservative</td><td></td><td>4,294</td><td>11.8</td><td></td></tr></tbody>
<tfoot><tr><th colspan=3>Turnout</th><td>36,430</td><td>48.5</td><td>–8.6</td></tr></tfoot></table>";

#[test]
fn the_results_of_an_election_keep_every_figure_under_its_head() {
    let table = "\
cap General election 2024: Barking
th Party\t\tCandidate\tVotes\t%\t±%
tr \t[Labour](https://e.example/lab)\t**Nesil Caliskan**\t16,227\t44.5\t–14.9
tr \tReform UK\tClive Peacock\t9,173\t25.2\tNew
tr \tConservative\t\t4,294\t11.8\t
thr Turnout\t\t\t36,430\t48.5\t–8.6";
    assert_eq!(piece(ELECTION), table);
    assert_eq!(
        piece(&format!("<p>Before</p>{ELECTION}After")),
        format!("p Before\n{table}\np After")
    );
}

#[test]
fn heads_over_several_columns_and_cells_over_several_rows_shift_nothing() {
    for (html, wanted) in [
        (
            "<table><tr><th rowspan=2>Club<th colspan=2>Home<th colspan=2>Away\
             <tr><th>W<th>L<th>W<th>L<tr><td>Lions<td>9<td>1<td>7<td>3<tr><td>Bears<td>8<td>2<td>5<td>5</table>",
            "th Club\tHome\t\tAway\t\nth \tW\tL\tW\tL\ntr Lions\t9\t1\t7\t3\ntr Bears\t8\t2\t5\t5",
        ),
        (
            "<table><tr><th>Year<th>Quarter<th>Sales<tr><td rowspan=2>2023<td>1<td>10<tr><td>2<td>20\
             <tr><td rowspan=0>2024<td>1<td>30<tr><td>2<td>40</table>",
            "th Year\tQuarter\tSales\ntr 2023\t1\t10\ntr \t2\t20\ntr 2024\t1\t30\ntr \t2\t40",
        ),
        // The last column is covered from above; a note goes over more columns than there are.
        (
            "<table><tr><th>A<th>B<th>C<tr><td>1<td>2<td rowspan=2>3<tr><td>4<td>5<tr><td colspan=100>Note<tr><td>6<td>7<td>8</table>",
            "th A\tB\tC\ntr 1\t2\t3\ntr 4\t5\t\ntr Note\t\t\ntr 6\t7\t8",
        ),
        // What covers rows ends with their group.
        (
            "<table><tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d</tbody></table>",
            "tr a\tb\ntr c\td",
        ),
    ] {
        assert_eq!(piece(html), wanted, "{html}");
    }
}

#[test]
fn a_cell_is_on_its_line_whatever_is_in_it() {
    for (html, wanted) in [
        (
            "<table><tr><td>a<br>b<td><p>c</p><p>d</p><tr><td><ul><li>e<li>f</ul><td><pre>  g\n\th</pre></table>",
            "tr a b\tc d\ntr e f\tg  h",
        ),
        (
            "<table><tr><td><b>Name</b><td><b>Age</b><tr><td>Ana <i>Ruiz</i><td>41<sup>[2]</sup></table>",
            "th **Name**\t**Age**\ntr Ana *Ruiz*\t41",
        ),
        // What is hidden or struck out stays out, and is listed.
        (
            "<table><tr><td>a<td>b <span hidden>three hidden words here</span><tr><td>c<td><s>d</s></table>",
            "tr a\tb\n- p three hidden words here\ntr c\t\n- p d",
        ),
        ("<table><tr><th>Name<td>Ana<tr><th>Age<td>41</table>", "thr Name\tAna\nthr Age\t41"),
        ("<table><tr><td>a<td>b<tr><td><td><tr><td>c<td>d</table>", "tr a\tb\ntr c\td"),
        // Two tables in a row stay two.
        (
            "<table><tr><td>a<td>b<tr><td>c<td>d</table><table><tr><td>e<td>f<tr><td>g<td>h</table>",
            "tr a\tb\ntr c\td\np \ntr e\tf\ntr g\th",
        ),
        ("<table dir=rtl><tr><th>שם<th>גיל<tr><td>נועה<td>41</table>", "th שם\tגיל\ntr נועה\t41"),
    ] {
        assert_eq!(piece(html), wanted, "{html}");
    }
}

#[test]
fn what_lays_out_a_page_stays_prose() {
    let long = "A sentence of a newsletter that goes on and on. ".repeat(5);
    let long = long.trim();
    for (html, wanted) in [
        ("<table><tr><td>a<tr><td>b</table>".to_owned(), "p a\np b".to_owned()),
        ("<table><tr><td>a<td>b</table>".to_owned(), "p a\np b".to_owned()),
        ("<table role=presentation><tr><th>a<td>b<tr><td>c<td>d</table>".to_owned(), "p a\np b\np c\np d".to_owned()),
        (
            format!("<table><tr><td><h2>a</h2><p>{long}</p><td>b<tr><td>c<td>d</table>"),
            format!("h2 a\np {long}\np b\np c\np d"),
        ),
        (
            format!("<table><tr><td><p>{long}</p><p>{long}</p><td>b<tr><td>c<td>d</table>"),
            format!("p {long}\np {long}\np b\np c\np d"),
        ),
        // A table in a cell: the outer one lays out the page, the inner one may be a table.
        (
            "<table><tr><td>a<td><table><tr><td>1<td>2<tr><td>3<td>4</table>b<tr><td>c<td>d</table>".to_owned(),
            "p a\ntr 1\t2\ntr 3\t4\np b\np c\np d".to_owned(),
        ),
        // Short ones below the names of columns are in one cell.
        (
            "<table><tr><th>a<th>b<tr><td>c<td><table><tr><td>1<td>2<tr><td>3<td>4</table><tr><td>d<td>e</table>".to_owned(),
            "th a\tb\ntr c\t1 2 3 4\ntr d\te".to_owned(),
        ),
        (
            "<table><tr><td>a<td>b<td>c<tr><td>d<td>e<td><table><tr><td>1<td>2</table></table>".to_owned(),
            "tr a\tb\tc\ntr d\te\t1 2".to_owned(),
        ),
        (
            "<table><tr><td><a href='https://e.example/1'>News</a><td><a href='https://e.example/2'>Sport</a>\
             <tr><td><a href='https://e.example/3'>Weather</a><td><a href='https://e.example/4'>Travel</a></table>".to_owned(),
            "p [News](https://e.example/1)\np [Sport](https://e.example/2)\np [Weather](https://e.example/3)\np [Travel](https://e.example/4)".to_owned(),
        ),
    ] {
        assert_eq!(piece(&html), wanted, "{html}");
    }
}

fn cell(text: &str, properties: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

#[test]
fn a_table_of_word_with_merged_cells_keeps_its_columns() {
    let over = "<w:gridSpan w:val=\"2\"/>";
    let (begins, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let row = |properties: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
    };
    let table = [
        row("<w:tblHeader/>", &[cell("Region", begins), cell("Turnout", over)]),
        row("<w:tblHeader/>", &[cell("", goes_on), cell("2019", ""), cell("2024", "")]),
        row("", &[cell("North", ""), cell("61.2", ""), cell("58.0", "")]),
        row("<w:gridBefore w:val=\"1\"/>", &[cell("63.9", ""), cell("59.9", "")]),
    ];
    let table = format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", table.concat());
    let body = format!(
        "<w:p><w:r><w:t>Before</w:t></w:r></w:p>{table}<w:p/>{table}<w:p><w:r><w:t>After</w:t></w:r></w:p>"
    );
    let rows = "th Region\tTurnout\t\nth \t2019\t2024\ntr North\t61.2\t58.0\ntr \t63.9\t59.9";
    let read = one("a.docx", word(&body, ""));
    assert_eq!(shown(&read), format!("p Before\n{rows}\np \n{rows}\np After"));
    assert_eq!(said(&read), "");
}

#[test]
fn a_table_of_an_open_document_keeps_covered_and_repeated_cells() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let body = format!(
        "<office:document-content><office:body><office:text><table:table><table:table-column/>\
         <table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>Home</text:p></table:table-cell><table:covered-table-cell/>{}</table:table-row></table:table-header-rows>\
         <table:table-row>{}{}{}</table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>{}</table:table-row>\
         </table:table><text:p>After</text:p></office:text></office:body></office:document-content>",
        cell("Away"),
        cell("1"),
        cell("2"),
        cell("3"),
        cell("4")
    );
    let read = one("a.odt", packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", &body)]));
    assert_eq!(shown(&read), "th Home\t\tAway\ntr 1\t2\t3\ntr \t\t4\np After");
}

#[test]
fn a_table_of_markdown_has_its_heads_whatever_its_alignment() {
    for (written, wanted) in [
        (
            "Before\n\n| Party | Votes | % |\n|:------|------:|:-:|\n| **Greens** | 1,204 | 12 |\n| [Left](https://e.example) | 903 | 9 \\| 10 |\n\nAfter",
            "p Before\nth Party\tVotes\t%\ntr **Greens**\t1,204\t12\ntr [Left](https://e.example)\t903\t9 | 10\np After",
        ),
        ("a | b\n--|--\n1 | \n| | 2", "th a\tb\ntr 1\t\ntr \t2"),
        ("| | |\n|-|-|\n| a | b |\n| c | d |", "tr a\tb\ntr c\td"),
        ("| a |\n|---|\n| b |", "p a\np b"),
        (
            "<table><tr><th>a<th>b</tr><tr><td>1<td>2</tr></table>\n\nAfter",
            "th a\tb\ntr 1\t2\np After",
        ),
    ] {
        assert_eq!(shown(&one("a.md", written)), wanted, "{written}");
    }
}

#[test]
fn lines_with_tabs_of_a_spreadsheet_are_rows_and_no_letter_changes() {
    let letter = "\tDear Anna,\n\tI write to you.\n\tYours\tBen";
    let talk = "Q:\tWhat did the mayor say about it?\nA:\tHe said nothing about it at all.\nQ:\tAnd then he left?";
    let code = "\tif x:\n\t\treturn y\n\telse:\n\t\treturn z";
    for (typed, wanted) in [
        (
            "Results\n\nParty\tVotes\tShare\r\nGreens\t1,204\t12%\r\nLeft\t\t9%\r\n\r\nThe end",
            "p Results\np \nth Party\tVotes\tShare\ntr Greens\t1,204\t12%\ntr Left\t\t9%\np \np The end",
        ),
        ("2019\t2024\n61\t58\n", "tr 2019\t2024\ntr 61\t58\np "),
        ("\t2019\t2024\nNorth\t61\t58", "tr \t2019\t2024\ntr North\t61\t58"),
        ("only\tone", "p only\tone"),
        ("one\ttwo\nthree\tfour\tfive", "p one\ttwo\np three\tfour\tfive"),
        (letter, "p \tDear Anna,\np \tI write to you.\np \tYours\tBen"),
        (
            talk,
            "p Q:\tWhat did the mayor say about it?\np A:\tHe said nothing about it at all.\np Q:\tAnd then he left?",
        ),
        (code, "p \tif x:\np \t\treturn y\np \telse:\np \t\treturn z"),
    ] {
        let read = one("a.txt", typed);
        assert_eq!(shown(&read), wanted, "{typed}");
        assert_eq!(text(&read), typed.replace("\r\n", "\n"));
    }
}

#[test]
fn tables_of_a_page_are_in_its_article() {
    let paragraph = "<p>The returning officer announced the result shortly after three in the morning, to the cheers of a small crowd that had waited since midnight in the rain.</p>";
    let page = format!(
        "<html><head><title>Barking goes to Labour again</title></head><body><nav><a href=/a>Home</a> <a href=/b>News</a></nav>\
         <article><h1>Barking goes to Labour again</h1>{paragraph}{paragraph}{ELECTION}{paragraph}{paragraph}</article><footer>Imprint</footer></body></html>"
    );
    let read = one("a.html", page);
    let rows = shown(&read);
    assert!(rows.contains("\nth Party\t\tCandidate\tVotes\t%\t±%\ntr \t[Labour]"), "{rows}");
    assert!(rows.contains("\nthr Turnout\t\t\t36,430\t48.5\t–8.6\n"), "{rows}");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "natively there is a clock")]
fn huge_tables_and_absurd_spans_are_quick_and_small() {
    // A table that took quadratic time would take minutes.
    let row = "<tr><td>Ana Ruiz<td>41<td>Madrid<td>1,204".repeat(20_000);
    let read = one("a.html", format!("<!--StartFragment--><table>{row}</table>"));
    assert_eq!(read.passages.len(), 20_000);
    for html in [
        format!("<table>{}</table>", "<tr><td colspan=1000>a<td colspan=1000>b".repeat(20_000)),
        format!("<table><tr>{}</table>", "<td rowspan=65000 colspan=1000>a".repeat(20_000)),
        format!("<table>{}</table>", "<tr><td rowspan=65000 colspan=9>a<td>b".repeat(10_000)),
        "<table><tr><td>a<td>".repeat(2_000),
        format!("<table><tr>{}<tr><td>a<td>b</table>", "<td>x".repeat(50_000)),
    ] {
        let read = one("a.html", format!("<!--StartFragment-->{html}"));
        let size: usize = read.passages.iter().map(|one| one.text.len()).sum();
        assert!(size < 20 << 20, "{size}");
    }
}

/// A rectangle of plain cells, at least two of them in each row filled.
fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2..5usize, 2..6usize).prop_flat_map(|(columns, rows)| {
        let cell = "([a-zé漢]{1,6}( [0-9]{1,4})?)?";
        let row = prop::collection::vec(cell, columns).prop_map(|mut row| {
            row[0] = format!("a{}", row[0]);
            let last = row.len() - 1;
            row[last] = format!("{}9", row[last]);
            row
        });
        prop::collection::vec(row, rows)
    })
}

proptest! {
    #[test]
    fn the_text_of_a_table_is_a_row_a_line_and_a_tab_between_cells(rows in rows()) {
        let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        let wanted = lines.join("\n");
        let of = |before: &str, after: &str, begin: &str, end: &str| -> String {
            rows.iter().map(|row| {
                let cells: String = row.iter().map(|one| format!("{before}{one}{after}")).collect();
                format!("{begin}{cells}{end}")
            }).collect()
        };
        let html = format!("<!--StartFragment--><table>{}</table>", of("<td>", "</td>", "<tr>", "</tr>"));
        let docx = format!("<w:tbl>{}</w:tbl>", of("<w:tc><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:tc>", "<w:tr>", "</w:tr>"));
        let odt = format!(
            "<office:document-content><office:body><office:text><table:table>{}</table:table></office:text></office:body></office:document-content>",
            of("<table:table-cell><text:p>", "</text:p></table:table-cell>", "<table:table-row>", "</table:table-row>")
        );
        let mut md: Vec<String> = rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
        md.insert(1, format!("|{}", "---|".repeat(rows[0].len())));
        for (name, content) in [
            ("a.html", html.into_bytes()),
            ("a.docx", word(&docx, "")),
            ("a.odt", packed(&[("META-INF/manifest.xml", "<m/>"), ("content.xml", &odt)])),
            ("a.md", md.join("\n").into_bytes()),
            ("a.txt", wanted.clone().into_bytes()),
        ] {
            let read = one(name, content);
            prop_assert_eq!(&text(&read), &wanted, "{}", name);
            prop_assert!(read.passages.iter().all(|one| one.kind.is_row()), "{}", name);
        }
    }

    #[test]
    fn tables_without_order_lose_no_word(html in "(<table>|<tr>|<td>|<th colspan=2>|<td rowspan=3>|</table>|</tr>|<caption>|<thead>|<p>|<br>| a| b| c){0,40}") {
        let read = one("a.html", format!("<!--StartFragment-->{html}"));
        let words = |text: &str| text.matches(['a', 'b', 'c']).count();
        let plain = html.replace("<table>", "").replace("</table>", "").replace("<caption>", "").replace("<thead>", "").replace("<br>", "")
            .replace("<th colspan=2>", "").replace("<td rowspan=3>", "");
        prop_assert_eq!(words(&text(&read)), words(&plain));
    }
}
