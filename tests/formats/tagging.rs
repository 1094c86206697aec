//! Files with a word to a line: every scheme of tags, every layout of columns. Names are marked whole, and
//! numbers, features and comments never become text.

use article_annotator::formats::File;

use crate::cases::{Came, dropped};
use crate::records::marked;

fn opened(name: &str, content: &str) -> Came {
    dropped(vec![File::new(name, content)], None)
}

#[test]
fn every_scheme_of_tags_means_the_same_names() {
    let words = ["Mira", "Holt", "Ivo", "met", "Ann", "Lee", "Ray", "."];
    for tags in [
        // IOB2, IOB1, IOBES, BILOU, BMES, with underscores, and labels alone where names do not touch.
        ["B-PER", "I-PER", "B-PER", "O", "B-PER", "I-PER", "I-PER", "O"],
        ["I-PER", "I-PER", "B-PER", "O", "I-PER", "I-PER", "I-PER", "O"],
        ["B-PER", "E-PER", "S-PER", "O", "B-PER", "I-PER", "E-PER", "O"],
        ["B-PER", "L-PER", "U-PER", "O", "B-PER", "I-PER", "L-PER", "O"],
        ["B-PER", "E-PER", "S-PER", "O", "B-PER", "M-PER", "E-PER", "O"],
        ["B_PER", "I_PER", "B_PER", "O", "B_PER", "I_PER", "I_PER", "O"],
    ] {
        for (name, sign) in
            [("a.conll", " "), ("a.tsv", "\t"), ("a.txt", " X Y "), ("a.iob", "\t_\t")]
        {
            let rows = words.iter().zip(tags).map(|(word, tag)| format!("{word}{sign}{tag}\n"));
            let came = opened(name, &rows.collect::<String>());
            let wanted = ["person Mira Holt", "person Ivo", "person Ann Lee Ray"];
            assert_eq!(marked(&came), wanted, "{tags:?} {sign:?}: {:?}", came.told);
            assert_eq!(came.texts, ["Mira Holt Ivo met Ann Lee Ray ."]);
        }
    }
    let bare = opened("a.conll", "-DOCSTART- O\n\nMira PERSON\nHolt PERSON\nmet O\nIvo PERSON\n");
    assert_eq!(marked(&bare), ["person Mira Holt", "person Ivo"]);
}

#[test]
fn words_keep_their_blanks_between_tabs_and_columns_may_be_padded() {
    for content in [
        "Mira\t_\tO\tB-PER\nHolt Senior\t_\tO\tI-PER\nmet\t_\tO\tO\n",
        "Mira\t_\tO\tB-PER\t\nHolt Senior\t_\tO\tI-PER\t\t\nmet\t_\tO\tO\t \r\n",
        "Mira\tB-PER\r\nHolt Senior\tI-PER\r\nmet\tO\r\n",
    ] {
        let came = opened("a.conll", content);
        assert_eq!(marked(&came), ["person Mira Holt Senior"], "{content:?}: {:?}", came.told);
        assert_eq!(came.texts, ["Mira Holt Senior met"]);
    }
    let came =
        opened("a.conll", "   Mira    NNP   B-PER  \n  Holt    NNP  I-PER\n\n\n\n  met  V  O\n");
    assert_eq!(
        (came.texts[0].as_str(), marked(&came)),
        ("Mira Holt\nmet", vec!["person Mira Holt".to_owned()])
    );
}

#[test]
fn numbers_in_front_are_no_words_and_both_layers_are_read() {
    let rows = "#\thttp://example.org/a [2026-01-02]\n1\tMira\tB-PER\tO\n2\tHolt\tI-PER\tB-PER\n3\ttraf\tO\tO\n4\tIvos\tB-PERderiv\tO\n\n#\tb\n1\tJa\tO\tO\n";
    let came = opened("a.tsv", rows);
    assert_eq!(came.texts, ["Mira Holt traf Ivos\nJa"]);
    assert_eq!(marked(&came), ["person Mira Holt", "person Holt"]);
    assert!(came.told.iter().any(|line| line.contains("“PERderiv”")), "{:?}", came.told);
    let three = opened("a.tsv", "1\tMira\tB-PER\n2\tHolt\tI-PER\n3\tmet\tO\n");
    assert_eq!((three.texts[0].as_str(), marked(&three).len()), ("Mira Holt met", 1));
    // A sign for a number is a word where words come first.
    let sign = opened("a.conll", "# O\n1 O\nMira B-PER\n");
    assert_eq!(sign.texts, ["# 1 Mira"]);
}

#[test]
fn universal_dependencies_with_names_among_the_features() {
    let row = |id: &str, word: &str, misc: &str| {
        format!("{id}\t{word}\t{word}\tX\tX\t_\t0\tx\t_\t{misc}\n")
    };
    let sentence = [
        row("1", "Mira", "NER=B-PER"),
        row("2", "Holt", "NER=I-PER|SpaceAfter=No"),
        row("3", ",", "ner=O"),
        row("4-5", "zum", "_"),
        row("4", "zu", "NER=O"),
        row("5", "dem", "NER=O"),
        row("5.1", "nichts", "NER=B-PER"),
        row("6", "Ivo", "NER=S-PER|SpaceAfter=No"),
        row("7", ".", "_"),
    ]
    .concat();
    let file = format!(
        "# newdoc id = a\n# sent_id = 1\n# text = Mira Holt, zum Ivo.\n{sentence}\n# newdoc id = b\n{}\n",
        row("1", "Ja", "Entity=(person-1)")
    );
    let came = opened("a.conllu", &file);
    assert_eq!(came.texts, ["Mira Holt, zum Ivo.", "Ja"]);
    assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"]);
    assert!(came.told.iter().any(|line| line.contains("“Entity=”")), "{:?}", came.told);
    let plus = "# global.columns = ID FORM UPOS NE:NER\n1\tMira\tX\tB-PER\n2\tHolt\tX\tI-PER\n3\tmet\tX\tO\n";
    let came = opened("a.conllup", plus);
    assert_eq!(
        (came.texts[0].as_str(), marked(&came)),
        ("Mira Holt met", vec!["person Mira Holt".to_owned()])
    );
    // The sentence that a comment says tells which words are apart, and a part that is written in its word is
    // marked in it.
    for (head, rows, text, name) in [
        (
            "# global.columns = ID FORM NER\n# text = Mira Holt’s dog.\n",
            "1\tMira\tB-PER\n2-3\tHolt’s\t_\n2\tHolt\tI-PER\n3\t’s\tO\n4\tdog\tO\n5\t.\tO\n\n",
            "Mira Holt’s dog.",
            "person Mira Holt",
        ),
        (
            "# webanno.custom.NER | value\n#id=1\n#text=“Ja”, Ivo.\n",
            "1-1\t“\tO\n1-2\tJa\tO\n1-3\t”\tO\n1-4\t,\tO\n1-5\tIvo\tB-PER\n1-6\t.\tO\n",
            "“Ja”, Ivo.",
            "person Ivo",
        ),
        // A comment that says another sentence says nothing.
        ("# text = Mira Holt.\n", "1\tMira\tB-PER\tO\n2\t.\tO\tO\n", "Mira .", "person Mira"),
    ] {
        let came = opened("a.tsv", &format!("{head}{rows}"));
        assert_eq!((came.texts[0].as_str(), &*marked(&came).join(" ")), (text, name), "{head}");
    }
    // Without names it is still the text, and about the open article.
    let plain = dropped(vec![File::new("a.conllu", sentence)], Some("Mira Holt, zum  Ivo."));
    assert_eq!((plain.texts[0].as_str(), marked(&plain).len()), ("Mira Holt, zum  Ivo.", 2));
}

#[test]
fn white_space_that_is_no_blank_stays_in_its_word() {
    for word in ["Mira\u{a0}Holt", "Mira\u{2009}Holt", "Mira\u{3000}Holt", "Mira\u{85}Holt"] {
        let name = format!("person {word}");
        for (rows, text) in [
            (format!("{word} NNP B-PER\n10\u{a0}000 CD O\nmet V O\n"), " 10\u{a0}000 met"),
            (format!("{word} B-PER\nmet O\n"), " met"),
            (format!("word,tag\n{word},B-PER\nmet,O\n"), " met"),
        ] {
            let came = opened("a.conll", &rows);
            assert_eq!(came.texts, [format!("{word}{text}")], "{rows}");
            assert_eq!(marked(&came), [name.as_str()], "{rows}: {:?}", came.told);
        }
    }
    // A row of white space alone has no word.
    let came = opened("a.conll", "Mira B-PER\n\u{2028} O\nleft O\n");
    assert_eq!((came.texts[0].as_str(), marked(&came).len()), ("Mira left", 1));
    assert!(came.told.join("; ").contains("Line 2, column 1: a row without a word; left out"));
}

#[test]
fn names_among_features_are_read_without_a_name_and_behind_a_blank() {
    for (features, text) in [
        (["B-PER", "I-PER", "O", "O"], "Mira Holt left ."),
        (["B-PER", "I-PER|SpaceAfter=No", "SpaceAfter=No|O", "_"], "Mira Holtleft."),
        (["name=B-PER", "name=I-PER", "SpaceAfter=No name=O", "name=O"], "Mira Holt left."),
        (["SpaceAfter=Yes NER=B-PER", "X=y NER=I-PER", "O", "_"], "Mira Holt left ."),
        (["U-PER", "SpaceAfter=No L-PER", "-", "-"], "Mira Holtleft ."),
    ] {
        let rows = ["Mira", "Holt", "left", "."].iter().zip(features).zip(1..);
        let rows = rows.map(|((word, feature), at)| {
            format!("{at}\t{word}\t_\tX\t_\t_\t0\troot\t_\t{feature}\n")
        });
        let came = opened("a.conllu", &rows.collect::<String>());
        let name = if features[0] == "U-PER" { "person Mira" } else { "person Mira Holt" };
        assert_eq!((came.texts[0].as_str(), marked(&came)), (text, vec![name.to_owned()]));
    }
    // One of something else is told, and words of a remark are none.
    let row = |feature: &str| format!("1\tRome\t_\tX\t_\t_\t0\troot\t_\t{feature}\n");
    let came = opened("a.conllu", &row("B-LOC"));
    assert!(came.told.join("; ").contains("the label “LOC”"), "{:?}", came.told);
    let came = opened("a.conllu", &row("Gloss=vitamin B-PERSON"));
    assert_eq!(marked(&came), [""; 0]);
}

#[test]
fn blanks_that_conll_u_tells_between_words_are_in_the_text() {
    let rows = [
        "1\tMira\t_\tX\t_\t_\t0\troot\t_\tNER=B-PER|SpacesAfter=\\s\\s\n",
        "2\tHolt\t_\tX\t_\t_\t0\troot\t_\tNER=I-PER|SpacesAfter=\\r\\n\n",
        "3\tleft\t_\tX\t_\t_\t0\troot\t_\tSpacesAfter=x\n",
        "4\tso\t_\tX\t_\t_\t0\troot\t_\tSpacesAfter=\\n\\n\n\n",
        "1\tIvo\t_\tX\t_\t_\t0\troot\t_\tNER=B-PER\n",
    ];
    let came = opened("a.conllu", &rows.concat());
    assert_eq!(came.texts, ["Mira  Holt\nleft so\nIvo"]);
    assert_eq!(marked(&came), ["person Mira  Holt", "person Ivo"]);
}

#[test]
fn a_word_without_a_tag_stays_in_the_text_and_an_old_encoding_is_read() {
    let came = opened("a.conll", "-DOCSTART- -X- O O\n\nMira B-PER\nHolt\nmet O\n");
    assert_eq!(came.texts, ["Mira Holt met"]);
    assert!(came.told[0].contains("a word without a tag"), "{:?}", came.told);
    let western = encoding_rs::WINDOWS_1252
        .encode("José B-PER\nMuñoz I-PER\ndijo O\nque O\nsí O\n")
        .0
        .into_owned();
    let came = dropped(vec![File::new("esp.conll", western)], None);
    assert_eq!(marked(&came), ["person José Muñoz"], "{:?}", came.told);
}

#[test]
fn names_in_brackets_of_2012_are_marked_in_each_part_of_a_document() {
    let row = |word: &str, name: &str, mention: &str| {
        format!(
            "bc/cnn/00   0   0   {word}   NNP   (TOP*   -   -   -   Holt#1   {name}   (ARG0*   {mention}\n"
        )
    };
    let first = [
        row("Mira", "(PERSON*", "(0"),
        row("Holt", "*)", "0)"),
        row("met", "*", "-"),
        row("Ivo", "(PERSON)", "-"),
        row("Ann", "(PERSON)", "(1)"),
        "\n".to_owned(),
        row("Rik", "(PERSON)", "-"),
    ];
    let part = |number: u32, rows: &str| {
        format!("#begin document (bc/cnn/00); part 00{number}\n{rows}\n#end document\n")
    };
    let file = format!("{}{}", part(0, &first.concat()), part(1, &row("Zoë", "(PERSON)", "-")));
    for name in ["a.conll", "a.v4_gold_conll", "a.txt"] {
        let came = opened(name, &file);
        assert_eq!(came.texts, ["Mira Holt met Ivo Ann\nRik", "Zoë"], "{name}: {:?}", came.told);
        let wanted = ["person Mira Holt", "person Ivo", "person Ann", "person Rik", "person Zoë"];
        assert_eq!(marked(&came), wanted);
        let told = came.told.join("\n");
        assert!(
            told.contains("a mention of a coreference chain has no place here (2 times)"),
            "{told}"
        );
    }
}

#[test]
fn a_name_ends_with_its_sentence_and_lines_end_as_on_old_macs_too() {
    for end in ["\n", "\r\n", "\r"] {
        let rows = "Mira B-PER\nHolt I-PER\n\nIvo I-PER\nleft O\n".replace('\n', end);
        let came = opened("a.conll", &rows);
        assert_eq!(came.texts, ["Mira Holt\nIvo left"], "{end:?}");
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{end:?}");
    }
}

#[test]
fn every_column_of_tags_that_are_known_here_is_read_and_phrases_are_not() {
    let came = opened("a.tsv", "Mira\tB-PER\tO\nHolt\tI-PER\tB-CLAIM\nmet\tO\tI-CLAIM\n");
    assert_eq!(marked(&came), ["person Mira Holt", "claim Holt met"], "{:?}", came.told);
    let came = opened("a.conll", "Mira NNP B-NP B-PER\nHolt NNP I-NP I-PER\nmet VBD B-VP O\n");
    assert_eq!((marked(&came).len(), came.told.len()), (1, 1), "{:?}", came.told);
}

#[test]
fn a_number_in_webanno_that_skips_a_word_is_two_annotations() {
    let row = |number: &str, start: u32, word: &str, label: &str| {
        let end = start + word.len() as u32;
        format!("1-{number}\t{start}-{end}\t{word}\t{label}\t\n")
    };
    let rows = [
        row("1", 0, "Mira", "PER[1]"),
        row("2", 5, "Holt", "PER[1]"),
        row("3", 10, "met", "_"),
        row("4", 14, "Ivo", "PER[1]"),
    ];
    let file = format!(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n#Text=Mira Holt met Ivo\n{}",
        rows.concat()
    );
    for end in ["\n", "\r\n", "\r"] {
        let came = opened("w.tsv", &file.replace('\n', end));
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{:?}", came.told);
    }
}

#[test]
fn names_in_the_danish_treebank_are_read_and_other_names_are_none() {
    let row =
        |at: u32, word: &str, misc: &str| format!("{at}\t{word}\t_\tX\t_\t_\t0\troot\t_\t{misc}\n");
    let file = [
        "# text = Mira Holt gik.\n".to_owned(),
        row(1, "Mira", "name=B-PER"),
        row(2, "Holt", "name=I-PER"),
        row(3, "gik", "name=O|SpaceAfter=No"),
        row(4, ".", "Name=full"),
    ];
    let came = opened("da.conllu", &file.concat());
    assert_eq!((came.texts.len(), marked(&came)), (1, vec!["person Mira Holt".to_owned()]));
    assert_eq!(came.told, [""; 0]);
}

#[test]
fn tags_behind_their_labels_are_read_like_those_before_them() {
    for (one, two, out) in [("PER_B", "PER_I", "O"), ("PERSON-B", "PERSON-E", "O")] {
        let file = format!("Mira {one}\nHolt {two}\nmet {out}\nIvo {one}\n. {out}\n");
        let came = opened("a.txt", &file);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{file}: {:?}", came.told);
    }
    // Without a sign of where they begin, as Stanford’s recogniser writes them.
    for (one, gap) in [("PERSON", "\t"), ("person", " ")] {
        let rows = [("Mira", one), ("Holt", one), ("met", "O"), ("Ivo", one), (".", "O")];
        let file: String = rows.map(|(word, tag)| format!("{word}{gap}{tag}\n")).concat();
        let came = opened("a.txt", &file);
        assert_eq!(marked(&came), ["person Mira Holt", "person Ivo"], "{file}: {:?}", came.told);
    }
    // In small letters it is a word.
    let came = opened("a.txt", "Take vitamin-B\nor omega-B\n");
    assert_eq!((came.texts.len(), marked(&came).len()), (1, 0), "{:?}", came.told);
    assert!(came.texts[0].starts_with("Take vitamin-B\n"), "{:?}", came.texts);
}

#[test]
fn a_word_in_quotation_marks_that_goes_on_in_the_next_line_is_one_word() {
    const WHOLE: [&str; 1] = ["person Mira Holt"];
    let told = "a word without a tag";
    for (name, table, words, is_told) in [
        ("t.csv", "word,tag\nsaid,O\n\"Mira\nHolt\",B-PER\nleft,O\n", WHOLE, false),
        ("t.csv", "word,tag\r\nsaid,O\r\n\"Mira\r\nHolt\",B-PER\r\nleft,O\r\n", WHOLE, false),
        ("t.csv", "word,tag\n\"Mira\nHolt\",B-PER\nleft,O\n", WHOLE, false),
        ("t.csv", "word;tag\n\"Mira\nHolt\";B-PER\n\",\";O\nleft;O\n", WHOLE, false),
        ("t.csv", "sentence,word,tag\n1,\"Mira\nHolt\",B-PER\n1,left,O\n2,said,O\n", WHOLE, false),
        ("t.tsv", "word\ttag\nsaid\tO\n\"Mira\nHolt\"\tB-PER\nleft\tO\n", WHOLE, false),
        ("t.tsv", "\"word\"\t\"tag\"\n\"Mira\nHolt\"\t\"B-PER\"\n\"left\"\t\"O\"\n", WHOLE, false),
        // Signs of quotations are words, not what stands around a cell.
        ("t.csv", "word,tag\n\",O\nMira Holt,B-PER\n\",O\nleft,O\n", WHOLE, false),
        ("t.tsv", "word\ttag\n\"\tO\nMira Holt\tB-PER\n\"\tO\nleft\tO\n", WHOLE, false),
        // One is not closed.
        (
            "t.csv",
            "word,tag\nsaid,O\n\"Mira\nHolt\",B-PER\n\",O\nleft,O\n",
            ["person Holt\""],
            true,
        ),
    ] {
        let came = dropped(vec![File::new(name, table)], None);
        assert_eq!(marked(&came), words, "{table}: {:?}", came.told);
        assert_eq!(came.told.join("\n").contains(told), is_told, "{table}: {:?}", came.told);
    }
    // A name of blanks alone is told.
    let came =
        dropped(vec![File::new("t.csv", "word,tag\nsaid,O\n\"\n\",B-PER\n\"\n\",O\n")], None);
    let rows = came.told.iter().filter(|told| told.contains("a row without a word; left out"));
    assert_eq!(rows.count(), 1, "{:?}", came.told);
}
