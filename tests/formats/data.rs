//! Data files: our own tables as spreadsheets save them, and formats the app cannot read. Neither
//! opens as an article of raw rows without a question.

use article_annotator::formats::File;
use article_annotator::session::worker;
use article_annotator::session::worker::protocol::{Outcome, ReadTask, Task};

use crate::cases::{FIRST, dropped};
use crate::desk::NOW;

#[test]
fn a_file_of_data_that_is_not_known_here_is_named_and_never_becomes_an_article_of_its_rows() {
    let own = [
        ("a.csv", "a,b\n1,2\n"),
        ("a.tsv", "a\tb\n1\t2\n"),
        ("a.csv", "\u{feff}sep=|\nx|y\n1|2\n"),
        ("a.json", "{\"some\": [1, 2]}"),
        ("a.jsonl", "{\"a\": 1}\n{\"a\": 2}\n"),
        ("pasted.txt", "{\"a\": \"b\"}"),
        ("pasted.txt", "[{\"a\": 1},\n {\"a\": 2}]"),
        ("noname", "{\"a\": 1}\n{\"a\": 2}\n"),
        ("a.xml", "<letter><p>Mira Holt</p></letter>"),
        ("a.txt", "<?xml version=\"1.0\"?><letter><p>Mira Holt</p></letter>"),
        ("a.yaml", "a: 1\nb: 2\n"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nMira Holt\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nMira Holt\n"),
        ("a.bib", "@article{a, title={B}}"),
        ("a.spacy", "x"),
        ("a.nvpx", "PK"),
        ("a.parquet", "PAR1"),
        (
            "My Clippings.txt",
            "\u{feff}Bridge (Holt, Mira)\r\n- Your Highlight on page 1 | Location 10-12 | Added on Monday, January 1, 2024\r\n\r\nIvo Brandt\r\n==========\r\n",
        ),
        (
            "My Clippings.txt",
            "Brücke (Holt)\n- Ihre Markierung bei Position 10-12 | Hinzugefügt am Montag, 1. Januar 2024\n\nIvo Brandt\n==========\n",
        ),
        (
            "train.txt",
            "__label__politics __label__town Mira Holt left.\n__label__sport Ivo Brandt won.\n",
        ),
        (
            "notes.html",
            "<html lang=\"en\"><head><title>Annotations on &quot;Bridge&quot;</title></head><body><table><tr><td>Total annotations:</td><td>1</td></tr><tr><td>Total replies:</td><td>0</td></tr></table><article><h2>Annotation 1:</h2><table><tr><td>Quote:</td><td><blockquote>Ivo Brandt</blockquote></td></tr></table></article></body></html>",
        ),
        (
            "muc.sgm",
            "<DOC><DOCNO>1</DOCNO><TEXT><p><ENAMEX TYPE=\"PERSON\">Mira Holt</ENAMEX> left.</p></TEXT></DOC>",
        ),
        (
            "muc.txt",
            "<enamex type='PERSON'>Mira Holt</enamex> met <b_enamex type='PERSON'>Ivo<e_enamex>.\n",
        ),
        (
            "a.tml",
            "<TimeML>Mira left on <TIMEX3 tid=\"t1\" type=\"DATE\">Friday</TIMEX3>.</TimeML>",
        ),
        ("inline.txt", "<PERSON>Mira Holt</PERSON> met Ivo in <LOCATION>Rome</LOCATION>.\n"),
        ("flair.txt", "Mira <B-PER> Holt <I-PER> met Ivo <B-PER> .\n"),
        ("opennlp.txt", "<START:person> Mira Holt <END> met Ivo .\n"),
        ("illinois.txt", "[PER Mira Holt] met [PER Ivo] .\n"),
        ("nlu.md", "## intent:greet\n- hello [Mira Holt](person)\n"),
        (
            "marks.txt",
            "\"Mira\" \"B-PER\"\n\"Holt\" \"I-PER\"\n\"met\" \"O\"\n\"Ivo\" \"B-PER\"\n\".\" \"O\"\n",
        ),
        ("first.txt", "B-PER Mira\nI-PER Holt\nO met\nB-PER Ivo\nO .\n"),
        ("slashed.txt", "Mira/PERSON Holt/PERSON left/O Rome/LOCATION ./O\n"),
        ("pos.txt", "Mira_NNP Holt_NNP left_VBD Rome_NNP ._.\n"),
        ("marks.txt", "A1\tForm T2\nT2\tAge 5 9\tHolt\n"),
        ("tree.rs3", "<rst>\n<body><segment id=\"1\">Mira Holt left.</segment></body>\n</rst>\n"),
        ("marks.txt", "<notes><note type=\"PERSON\">Mira</note></notes>"),
        ("a.sgm", "<!DOCTYPE DOC>\n<DOC>\n<TEXT>\nMira Holt left.\n</TEXT>\n</DOC>\n"),
        ("a.vrt", "<text id=\"a\">\nMira\tNNP\nleft\tVBD\n</text>\n"),
        ("a.cha", "@UTF8\n@Begin\n*MIR:\twe open .\n@End\n"),
        ("a.mrg", "( (S (NP-SBJ (NNP Mira)) (VP (VBD left)) (. .)) )\n"),
    ];
    for file in own.map(|(name, content)| File::new(name, content)) {
        for first in [None, Some(FIRST)] {
            let came = dropped(vec![file.clone()], first);
            let name = &file.name;
            assert!(came.texts.is_empty(), "{name} opened as {:?}", came.texts);
            assert_eq!(came.told.len(), 1, "{name}: {:?}", came.told);
            assert!(
                came.told[0].contains("not in an annotation format that this app knows"),
                "{name}: {:?}",
                came.told
            );
        }
        let task = ReadTask {
            files: [file.clone()].into(),
            format: Some("text".to_owned()),
            now: NOW,
            against: None,
        };
        let Outcome::Read(reading) = worker::perform(&Task::Read(task), &|_| {}) else {
            panic!("{}", file.name)
        };
        assert_eq!(reading.manuscripts.len(), 1, "{} opens as text if the reader asks", file.name);
        assert_eq!(reading.unknown, [""; 0]);
    }
    // Elements around passages of a text.
    for (name, text) in [
        ("a.txt", "<b>Mira Holt</b> left, said <b>Ivo</b>"),
        ("a.md", "<section>\n\nMira Holt left.\n\n</section>"),
        ("a.txt", "<3 said Mira Holt"),
    ] {
        let came = dropped(vec![File::new(name, text)], None);
        assert_eq!((came.texts.len(), came.told), (1, vec![]), "{text}");
    }
    // It is named among known files too.
    let files =
        vec![File::new("a.txt", "Mira Holt met Ivo Brandt."), File::new("a.csv", "a,b\n1,2\n")];
    let came = dropped(files, None);
    assert_eq!(came.texts, ["Mira Holt met Ivo Brandt."]);
    assert!(came.told[0].starts_with("a.csv: this is a table"), "{:?}", came.told);
}

#[test]
fn a_file_of_data_beside_a_known_one_is_named_unless_it_belongs_to_that() {
    let marks = || File::new("a.ann", "T1\tperson 0 9\tMira Holt\n");
    let text = || File::new("a.txt", FIRST);
    let stray = File::new("letter.xml", "<letter><p>Ivo Brandt</p></letter>");
    let came = dropped(vec![marks(), text(), stray], None);
    assert_eq!(came.annotations().len(), 1);
    assert!(
        came.told.iter().any(|it| it.starts_with("letter.xml: this is XML")),
        "{:?}",
        came.told
    );
    for name in ["annotation.conf", "visual.conf", "2-annotation.conf"] {
        let came = dropped(vec![marks(), text(), File::new(name, "[entities]\nperson\n")], None);
        assert_eq!((came.annotations().len(), came.told), (1, vec![]), "{name}");
        assert_eq!(came.texts, [FIRST], "{name}");
    }
    // A file of the same name is not a part of a single-file format.
    let table = File::new("a.csv", "kind,start,end\nperson,0,9\n");
    let named = vec![table.clone(), File::new("a.xml", "<letter>\n<p>Ivo Brandt</p>\n</letter>")];
    let came = dropped(named, Some(FIRST));
    assert_eq!((came.annotations().len(), came.texts), (1, vec![FIRST.to_owned()]));
    assert!(
        came.told.len() == 1 && came.told[0].starts_with("a.xml: this is XML"),
        "{:?}",
        came.told
    );
    let came = dropped(vec![table, text()], None);
    assert_eq!(came.texts, [FIRST], "{:?}", came.told);
    let other = File::new("server.conf", "Mira Holt is the mayor.");
    let came = dropped(vec![marks(), text(), other], None);
    assert!(came.texts.len() == 2 || !came.told.is_empty(), "{:?}", came.texts);
}

#[test]
fn a_text_is_no_data_however_it_looks() {
    for (name, content) in [
        ("a.txt", "[Photo: Mira Holt]\n\nThe bridge opened."),
        ("a.txt", "{sic} said Holt"),
        ("a.txt", "[1] First.\n[2] Second."),
        ("a.txt", "[1]"),
        ("a.txt", "O\nO\nO\nO\nO\nO"),
        ("a.txt", "Name\tAge\nMira\t40\nIvo\t50\nRik\t60\nAnna\t70"),
        ("a.txt", "He wrote <PERSON> where a name belongs, and AC/DC played TCP/IP."),
        ("a.txt", "Mira Holt\nO Mira\nO Holt\nIvo Brandt\nO Ivo"),
        ("a.md", "# T1\n\nText, with, commas\nand; semicolons"),
        ("a.txt", "Title: a\nDate: b\n\nText."),
        ("a.html", "<?xml version=\"1.0\"?><html><body><p>Text.</p></body></html>"),
        ("a.xhtml", "<?xml version=\"1.0\"?><!DOCTYPE html><html><body><p>Text.</p></body></html>"),
    ] {
        let came = dropped(vec![File::new(name, content)], None);
        assert_eq!(came.texts.len(), 1, "{content:?}: {:?}", came.told);
    }
}

const TABLE: &str = "=SUM(A1) says Mira Holt: “open, now”. Zoë Åberg left.";

/// Our own table about [`TABLE`], with this separator.
fn table(sign: &str) -> String {
    let rows = [
        ["kind", "text", "start", "end", "note"],
        ["person", "Mira Holt", "14", "23", "\"mayor; since \"\"2019\"\"\nsecond, line\""],
        ["quote", "\"“open, now”\"", "25", "36", ""],
        ["claim", "'=SUM(A1)", "0", "8", ""],
        ["person", "Zoë Åberg", "38", "47", ""],
    ];
    rows.map(|row| row.join(sign) + "\r\n").concat()
}

#[test]
fn our_own_table_is_read_as_every_spreadsheet_saves_it() {
    let utf_16 = |text: &str, big: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let western = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let mut wrong = Vec::new();
    for (name, content) in [
        ("commas", table(",").into_bytes()),
        ("returns", table(";").replace("\r\n", "\r").into_bytes()),
        ("sep and returns", format!("sep=;\r{}", table(";").replace("\r\n", "\r")).into_bytes()),
        ("semicolons", table(";").into_bytes()),
        ("tabs", table("\t").into_bytes()),
        ("sep=;", format!("\u{feff}sep=;\r\n{}", table(";")).into_bytes()),
        ("SEP=,", format!("SEP=,\n{}", table(",")).into_bytes()),
        ("sep=|", format!("sep=|\n{}", table("|")).into_bytes()),
        ("sep=<tab>", format!("sep=\t\n{}", table("\t")).into_bytes()),
        ("windows-1252", western(&table(";"))),
        ("windows-1252 and sep", western(&format!("sep=;\r\n{}", table(";")))),
        ("UTF-16LE", utf_16(&format!("\u{feff}{}", table("\t")), false)),
        ("UTF-16BE", utf_16(&format!("\u{feff}{}", table(";")), true)),
    ] {
        for extension in ["csv", "tsv", "txt"] {
            let came =
                dropped(vec![File::new(format!("a.{extension}"), content.clone())], Some(TABLE));
            let marked =
                came.annotations().into_iter().map(|(kind, words, _)| format!("{kind} {words}"));
            let marked: Vec<_> = marked.collect();
            let wanted =
                ["claim =SUM(A1)", "person Mira Holt", "quote “open, now”", "person Zoë Åberg"];
            if marked != wanted
                || !came.notes().contains(&"mayor; since \"2019\"\nsecond, line".to_owned())
            {
                wrong.push(format!("{name}.{extension}: {marked:?} {:?}", came.told));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_row_that_cannot_be_read_is_told_by_its_line_below_the_line_that_names_the_sign() {
    let file = format!("sep=;\n{}", table(";").replace("Zoë Åberg", "Zoë Öberg"));
    let came = dropped(vec![File::new("a.csv", file)], Some(TABLE));
    assert!(came.told.iter().any(|line| line.contains("Line 7")), "{:?}", came.told);
}
