//! Letters that PDFs draw in ways of their own: large first letters, stamps across the page, scans askew, letters
//! drawn twice, and what stands beside the text.

use article_annotator::model::BlockKind;

use crate::desk::said;
use crate::pdf::{kept, left_out, made, read, stream, with_content};

/// Lines of text at 12 points, from 300 points up, each 14 below the other.
fn lines(lines: &[(u32, &str)]) -> String {
    let line = |(at, (x, words)): (usize, &(u32, &str))| {
        format!("BT /F 12 Tf {x} {} Td ({words}) Tj ET\n", 300 - 14 * at)
    };
    lines.iter().enumerate().map(line).collect()
}

const TEXT: [(u32, &str); 4] = [
    (20, "The council of the town met on Monday and talked of the"),
    (20, "old bridge, which nobody had mended since the flood of the"),
    (20, "year before, though a report of its own engineers had said"),
    (20, "that the piers were giving way."),
];

fn whole() -> String {
    TEXT.map(|(_, words)| words).join(" ")
}

#[test]
fn a_large_first_letter_belongs_to_its_word() {
    let beside = [
        (46, "he council of the town met on Monday and talked of"),
        (46, "the old bridge, which nobody had mended since the"),
        (46, "flood of the year before, though a report of its own"),
        (20, "engineers had said that the piers were giving way."),
    ];
    for base in [272, 271, 274] {
        let cap = format!("BT /F 40 Tf 20 {base} Td (T) Tj ET\n");
        for content in [format!("{cap}{}", lines(&beside)), format!("{}{cap}", lines(&beside))] {
            assert_eq!(kept(&read(with_content(&content, &[], ""))), [whole()], "{base}");
        }
    }
    let word = [
        (48, "man of the town had seen it all, and he"),
        (48, "said so to everybody who asked him"),
    ];
    let cap = "BT /F 28 Tf 20 286 Td (A) Tj ET\n";
    let read = read(with_content(&format!("{cap}{}", lines(&word)), &[], ""));
    assert_eq!(
        kept(&read),
        ["A man of the town had seen it all, and he said so to everybody who asked him"]
    );
}

#[test]
fn a_stamp_across_the_page_is_no_text() {
    for (cos, sin) in [("0.707", "0.707"), ("0.9", "0.436"), ("0.6", "-0.8")] {
        let stamp = format!(
            "BT /F 50 Tf {cos} {sin} -{} {cos} 60 250 Tm (DRAFT) Tj ET\n",
            sin.trim_start_matches('-')
        );
        let stamp =
            if sin.starts_with('-') { stamp.replace(" -0.8 -0.8 ", " -0.8 0.8 ") } else { stamp };
        let manuscript = read(with_content(&format!("{stamp}{}", lines(&TEXT)), &[], ""));
        assert_eq!(kept(&manuscript), [whole()], "{cos} {sin}");
        assert_eq!(left_out(&manuscript), ["DRAFT"]);
    }
}

#[test]
fn a_page_scanned_askew_is_read_line_by_line() {
    for degrees in [-4.0_f64, -1.0, 0.5, 2.0, 6.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        // Each line is two pieces, so that lines are made of places.
        let line = |at: usize| {
            let (_, words) = TEXT[at];
            let (first, second) = words.split_at(8 + words[8..].find(' ').unwrap());
            let y = 14.0 * (TEXT.len() - at) as f64;
            let put = |x: f64, words: &str| {
                let (left, up) = (cos * x - sin * y + 30.0, sin * x + cos * y + 200.0);
                format!(
                    "BT /F 12 Tf {cos:.5} {sin:.5} {:.5} {cos:.5} {left:.3} {up:.3} Tm ({words}) Tj ET\n",
                    -sin
                )
            };
            // Helvetica, about.
            let width: f64 =
                first.chars().map(|c| if "il ,tf".contains(c) { 3.3 } else { 6.6 }).sum();
            format!("{}{}", put(width + 3.0, second.trim()), put(0.0, first.trim()))
        };
        let content: String = (0..TEXT.len()).map(line).collect();
        assert_eq!(kept(&read(with_content(&content, &[], ""))).len(), 1, "{degrees}");
        assert_eq!(kept(&read(with_content(&content, &[], "")))[0], whole(), "{degrees}");
    }
}

#[test]
fn the_mark_of_a_note_behind_a_wide_space_stays_in_its_line() {
    let mark = "Tj /F 7 Tf 4.5 Ts [-700 (1)] TJ 0 Ts ET";
    let text = lines(&TEXT).replacen("Tj ET", mark, 1);
    let note = "BT /F 8 Tf 20 60 Td (1 A note of its own.) Tj ET\n";
    let manuscript = read(with_content(&(text + note), &[], ""));
    assert_eq!(kept(&manuscript), [whole()]);
    assert_eq!(left_out(&manuscript).len(), 1);
}

#[test]
fn letters_each_drawn_twice_are_read_once() {
    let letter = |(at, c): (usize, char)| {
        let put = |x: f64| format!("BT /F 12 Tf {x} 300 Td ({c}) Tj ET ");
        let x = 20.0 + 7.0 * at as f64;
        format!("{}{}", put(x), put(x + 0.3))
    };
    let twice: String = "Annabena".chars().enumerate().map(letter).collect();
    assert_eq!(kept(&read(with_content(&twice, &[], ""))), ["Annabena"]);
}

#[test]
fn text_that_a_file_calls_part_of_the_page_all_of_it_is_text() {
    let called = format!("/Artifact BMC\n{}EMC\n", lines(&TEXT));
    assert_eq!(kept(&read(with_content(&called, &[], ""))), [whole()]);
    let foot = "/Artifact BMC BT /F 9 Tf 20 100 Td (Printed in Lund) Tj ET EMC\n";
    let manuscript = read(with_content(&format!("{}{foot}", lines(&TEXT)), &[], ""));
    assert_eq!(left_out(&manuscript), ["Printed in Lund"]);
}

#[test]
fn text_that_a_file_gives_for_drawn_letters_is_read_however_long() {
    let long = "Ana met Bo and told him of it. ".repeat(12);
    let content =
        format!("/Span << /ActualText ({long}) >> BDC BT /F 12 Tf 20 300 Td (x) Tj ET EMC");
    assert_eq!(kept(&read(with_content(&content, &[], ""))), [long.trim()]);
    // Letters that nothing else names.
    let font = |named: &str| {
        vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
            stream("", named),
            "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>".to_owned(),
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".to_owned(),
        ]
    };
    let named =
        "/Span << /ActualText (Ana met Bo.) >> BDC BT /F 12 Tf 20 300 Td <000100020003> Tj ET EMC";
    let manuscript = read(made(&font(named)));
    assert_eq!((kept(&manuscript), said(&manuscript).as_str()), (vec!["Ana met Bo."], ""));
}

#[test]
fn a_line_that_ends_with_a_wide_sign_goes_on_without_a_blank() {
    let line = |words: &str| {
        let words: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!(
            "/Span << /ActualText <FEFF{words}> >> BDC BT /F 12 Tf 20 300 Td (mmmmmmmmmmmmmmmmmm) Tj ET EMC\n"
        )
    };
    let next = "BT /F 12 Tf 20 286 Td (Ana met Bo and left.) Tj ET\n";
    for first in ["東京では、", "（要約）"] {
        let content = format!("{}{next}", line(first));
        let whole = format!("{first}Ana met Bo and left.");
        assert_eq!(kept(&read(with_content(&content, &[], ""))), [whole]);
    }
}

#[test]
fn fields_of_forms_and_comments_are_counted() {
    let content = lines(&TEXT);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> /Annots [<< /Subtype /Widget /FT /Tx /V (Ana) >> << /Subtype /Widget /FT /Tx >> << /Subtype /Text /Contents (Is this so?) >> << /Subtype /Highlight /Contents (No) >> << /Subtype /Link >>] >>".to_owned(),
        stream("", &content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let manuscript = read(made(&objects));
    assert_eq!(said(&manuscript), "left out: 1 field of a form\nleft out: 2 comments");
}

#[test]
fn a_table_of_a_text_from_the_right_runs_from_the_right_where_it_is_figures_alone() {
    let put = |x: u32, y: u32, words: &str| {
        let codes: String = words.chars().rev().map(|c| format!("{:04X}", u32::from(c))).collect();
        let codes = if words.chars().all(|c| c.is_ascii_digit()) {
            words.chars().map(|c| format!("{:04X}", u32::from(c))).collect()
        } else {
            codes
        };
        format!("BT /F 10 Tf {x} {y} Td <{codes}> Tj ET\n")
    };
    let rows = [
        ["עיר", "1990", "1991"],
        ["לונד", "11", "12"],
        ["יסטד", "", "32"],
        ["", "41", "42"],
        ["קלמר", "51", "52"],
    ];
    let mut content = String::new();
    for (at, row) in rows.iter().enumerate() {
        for (x, words) in [300, 200, 100].iter().zip(row).filter(|(_, words)| !words.is_empty()) {
            content += &put(*x, 300 - 15 * at as u32, words);
        }
    }
    let letters = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0020> <007E> <0020> <0590> <05FF> <0590> endbfrange endcmap";
    let manuscript = read(made(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
        stream("", &content),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 600 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".to_owned(),
        stream("", letters),
    ]));
    assert_eq!(
        kept(&manuscript),
        ["עיר\t1990\t1991", "לונד\t11\t12", "יסטד\t\t32", "\t41\t42", "קלמר\t51\t52"]
    );
    assert!(manuscript.passages.iter().all(|one| one.kind == BlockKind::TableRow));
}

#[test]
fn letters_far_apart_on_one_line_take_no_time_that_grows_with_their_square() {
    let page = |width: u32, content: &str| {
        made(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
            ),
            stream("", content),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ])
    };
    let put = |x: u32, y: u32| format!("BT /F 2 Tf {x} {y} Td (a) Tj ET\n");
    let line: String = (0..60_000).map(|at| put(at * 6, 300)).collect();
    assert_eq!(kept(&read(page(360_000, &line))).len(), 1);
    let rows: String = (0..60_000).map(|at| put(at % 300 * 6, at / 300 * 4)).collect();
    assert!(!kept(&read(page(1800, &rows))).is_empty());
}
