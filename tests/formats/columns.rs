//! Tables as other people and spreadsheets make them: columns by the names that are in use, rows about several
//! documents, line ends and quotation marks in cells.

use article_annotator::formats::File;
use article_annotator::model::{Detail, Verdict};

use crate::cases::{FIRST, dropped};
use crate::records::marked;

#[test]
fn columns_are_known_by_the_names_that_people_give_them() {
    for (label, start, end, words) in [
        ("Label", "Start", "End", "Text"),
        ("tag", "begin", "end", "span"),
        ("Type", "From", "To", "Quote"),
        ("category", "start_char", "end_char", "phrase"),
        ("Entity Type", "Start Offset", "End Offset", "Mention"),
        ("class", "startOffset", "endOffset", "selectedText"),
        ("annotation-type", "begin-offset", "end-offset", "covered-text"),
        ("label", "start_index", "end_index", "snippet"),
        ("Labels", "char_start", "char_end", "entity_text"),
    ] {
        for (name, sign) in [("a.csv", ","), ("b.tsv", "\t"), ("c.csv", ";")] {
            let rows = [
                [label, start, end, words],
                ["person", "0", "9", "Mira Holt"],
                ["PER", "14", "24", "Ivo Brandt"],
            ];
            let table: Vec<_> = rows.iter().map(|row| row.join(sign)).collect();
            let came = dropped(vec![File::new(name, table.join("\n"))], Some(FIRST));
            assert_eq!(
                marked(&came),
                ["person Mira Holt", "person Ivo Brandt"],
                "{table:?}: {:?}",
                came.told
            );
            assert_eq!(came.told.len(), 0, "{table:?}: {:?}", came.told);
        }
    }
}

#[test]
fn of_several_documents_the_rows_of_the_open_one_are_read_where_their_words_tell_which_it_is() {
    let rows = |more: &str| {
        format!(
            "document,label,text,start,end\na.txt,person,Mira Holt,0,9\na.txt,person,Ivo Brandt,14,24\nb.txt,person,Holt,5,9\nb.txt,claim,Nobody came,20,31\n{more}"
        )
    };
    let came = dropped(vec![File::new("t.csv", rows("a.txt,person,,28,31\n"))], Some(FIRST));
    assert_eq!(
        marked(&came),
        ["person Mira Holt", "person Ivo Brandt", "person the"],
        "{:?}",
        came.told
    );
    assert_eq!(came.told, ["2 rows belong to another article; left out"]);
    // Where the words of both are here, nothing tells, and rows without words are left out.
    let both = "document,label,text,start,end\na.txt,person,Mira Holt,0,9\nb.txt,person,Ivo Brandt,14,24\nb.txt,person,,28,31\n";
    let came = dropped(vec![File::new("t.csv", both)], Some(FIRST));
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"]);
    assert!(
        came.told.len() == 1 && came.told[0].contains("one of several documents"),
        "{:?}",
        came.told
    );
}

#[test]
fn line_ends_of_excel_inside_a_cell_are_those_of_the_text() {
    let text = "One.\nTwo is\nmore.";
    for row in [
        "claim,\"Two is\r\nmore.\",,",
        "claim,\"Two is\r\nmore.\",5,17",
        "claim,\"Two is\rmore.\",,",
    ] {
        let table = format!("label,text,start,end,note\r\n{row},\"a\r\nb\"\r\n");
        let came = dropped(vec![File::new("t.csv", table)], Some(text));
        assert_eq!(
            (marked(&came), came.told),
            (vec!["claim Two is\nmore.".to_owned()], vec![]),
            "{row}"
        );
        assert_eq!(came.sets[0].iter().next().unwrap().note, "a\nb");
    }
}

#[test]
fn quotation_marks_in_a_table_with_tabs_are_those_of_the_text_unless_they_are_around_cells() {
    let text = "\"We stop,\" said Holt. \"Nobody came.";
    for (rows, told) in [
        ("\"We stop,\"\tquote\t0\t10\n\"Nobody came.\tclaim\t22\t35\n", 0),
        ("\"We stop,\" said\tquote\t0\t15\n\"Nobody came.\tclaim\t22\t35\n", 0),
        ("\"\"\"We stop,\"\"\"\tquote\t0\t10\n\"\"\"Nobody came.\"\tclaim\t22\t35\n", 0),
    ] {
        let came = dropped(
            vec![File::new("t.tsv", format!("text\tlabel\tstart\tend\n{rows}"))],
            Some(text),
        );
        let words: Vec<_> = came
            .annotations()
            .into_iter()
            .map(|(_, words, at)| (words.starts_with('"'), at))
            .collect();
        assert_eq!(words, [(true, 0), (true, 22)], "{rows}: {:?}", came.told);
        assert_eq!(came.told.len(), told, "{rows}: {:?}", came.told);
    }
    // In a table with commas they are always around cells.
    let table = "text,label,start,end\n\"\"\"We stop,\"\" said\",quote,0,15\n";
    let came = dropped(vec![File::new("t.csv", table)], Some(text));
    assert_eq!((marked(&came), came.told.len()), (vec!["quote \"We stop,\" said".to_owned()], 0));
}

#[test]
fn a_verdict_in_a_table_is_one_of_ours_however_it_is_written() {
    for (cell, wanted) in [
        ("False", Verdict::False),
        ("Mostly false", Verdict::MostlyFalse),
        ("MOSTLY_TRUE", Verdict::MostlyTrue),
        (" mixed ", Verdict::Mixed),
        ("Pants on fire", Verdict::Own("Pants on fire".into())),
    ] {
        let table = format!("kind,text,start,end,verdict\nclaim,Mira Holt,0,9,{cell}\n");
        let came = dropped(vec![File::new("t.csv", table)], Some(FIRST));
        let one = came.sets[0].iter().next().unwrap();
        let Detail::Claim { check: Some(check), .. } = &one.detail else { panic!("{cell}") };
        assert_eq!((check.verdict.clone(), came.told.len()), (Some(wanted), 0));
    }
}

#[test]
fn columns_that_nothing_reads_are_named_once_unless_they_are_empty() {
    let table = "id,label,start,end,text,confidence,reviewer,empty\n1,person,0,9,Mira Holt,0.9,,\n2,person,14,24,Ivo Brandt,0.8,Bo,\n";
    let came = dropped(vec![File::new("t.csv", table)], Some(FIRST));
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo Brandt"]);
    assert_eq!(came.told, ["the columns “confidence”, “reviewer” have no place here; left out"]);
}
