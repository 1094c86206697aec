//! Text that the pages of a PDF do not show is set apart, counted and listed; what may be seen is read.

use crate::desk::said;
use crate::pdf::{kept, left_out, made, read, stream, with_content};

pub const SEEN: &str = "BT /F 12 Tf 20 300 Td (Ana met Bo.) Tj ET\n";
pub const UNSEEN: &str = "BT /F 12 Tf 20 200 Td (Nobody sees this.) Tj ET\n";

/// What is kept of a page of a seen and an unseen line, what is left out, and what is said.
#[track_caller]
pub fn check(name: &str, file: Vec<u8>, hidden: Option<&str>) {
    let manuscript = read(file);
    let (kept, out, told) = (kept(&manuscript), left_out(&manuscript), said(&manuscript));
    match hidden {
        Some(words) => {
            assert_eq!((kept, out), (vec!["Ana met Bo."], vec!["Nobody sees this."]), "{name}");
            let all = format!("left out: 3 words {words} (on page 1)");
            assert!(told.lines().any(|line| line == all), "{name}: {told}");
        }
        None => {
            assert_eq!(out, Vec::<&str>::new(), "{name}: {told}");
            assert_eq!(kept.join(" "), "Ana met Bo. Nobody sees this.", "{name}");
            assert!(!told.contains("word"), "{name}: {told}");
        }
    }
}

const OUTSIDE: Option<&str> = Some("outside of what the page shows");
pub const FAINT: Option<&str> = Some("that leave no trace on the page");
const LAYER: Option<&str> = Some("in layers that are switched off");

/// A page of 400 by 400 points that shows a part of it.
fn cropped(box_: &str, content: &str) -> Vec<u8> {
    made(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] {box_} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
        ),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ])
}

#[test]
fn words_that_a_path_cuts_off_are_left_out() {
    for (name, content, hidden) in [
        ("a rectangle elsewhere", format!("q 10 290 300 30 re W n {UNSEEN} Q {SEEN}"), OUTSIDE),
        ("by the other rule", format!("q 10 290 300 30 re W* n {UNSEEN} Q {SEEN}"), OUTSIDE),
        ("drawn as it cuts", format!("q 10 290 300 30 re W 1 g f 0 g {UNSEEN} Q {SEEN}"), OUTSIDE),
        (
            "of lines",
            format!("q 10 290 m 310 290 l 310 320 l 10 320 l h W n {UNSEEN} Q {SEEN}"),
            OUTSIDE,
        ),
        ("a curve", format!("q 10 290 m 10 320 99 320 99 290 c h W n {UNSEEN} Q {SEEN}"), OUTSIDE),
        ("of negative size", format!("q 310 320 -300 -30 re W n {UNSEEN} Q {SEEN}"), OUTSIDE),
        ("without size", format!("q 0 0 0 0 re W n {UNSEEN} Q {SEEN}"), OUTSIDE),
        (
            "two that do not meet",
            format!("q 0 0 400 250 re W n 0 260 400 40 re W n {UNSEEN} Q {SEEN}"),
            OUTSIDE,
        ),
        (
            "moved with the page",
            format!("q 1 0 0 1 0 95 cm 10 195 300 30 re W n 1 0 0 1 0 -95 cm {UNSEEN} Q {SEEN}"),
            OUTSIDE,
        ),
        (
            "turned with the page",
            format!("q 0 1 -1 0 0 0 cm 290 -310 30 300 re W n 0 -1 1 0 0 0 cm {UNSEEN} Q {SEEN}"),
            OUTSIDE,
        ),
        ("around the words", format!("q 10 190 300 30 re W n {UNSEEN} Q {SEEN}"), None),
        ("ended by Q", format!("{SEEN} q 10 290 300 30 re W n Q {UNSEEN}"), None),
        (
            "around both, in two parts",
            format!("q 10 290 300 30 re 10 190 300 30 re W n {SEEN}{UNSEEN} Q"),
            None,
        ),
        (
            "over the lower half of the letters",
            format!("q 10 190 300 13 re W n {UNSEEN} Q {SEEN}"),
            None,
        ),
        ("of no points", format!("q W n {UNSEEN} Q {SEEN}"), None),
        ("no path, but a number too few", format!("q 10 290 300 re W n {UNSEEN} Q {SEEN}"), None),
        (
            "of huge numbers",
            format!(
                "q 1e38 0 0 1e38 0 0 cm 1e38 1e38 9 9 re W n Q q -1e30 -1e30 2e30 2e30 re W n {SEEN}{UNSEEN} Q"
            ),
            None,
        ),
        ("not cut, only drawn", format!("q 10 290 300 30 re n {UNSEEN} Q {SEEN}"), None),
    ] {
        check(name, with_content(&content, &[], ""), hidden);
    }
}

#[test]
fn words_outside_of_the_page_or_of_a_form_are_left_out() {
    let far = |at: &str| format!("{SEEN}BT /F 12 Tf {at} Td (Nobody sees this.) Tj ET");
    for (name, file, hidden) in [
        ("left", with_content(&far("-200 200"), &[], ""), OUTSIDE),
        ("far away", with_content(&far("1000000 -900000000"), &[], ""), OUTSIDE),
        ("just above", with_content(&far("20 401"), &[], ""), OUTSIDE),
        ("at the edge", with_content(&far("20 396"), &[], ""), None),
        ("cropped", cropped("/CropBox [0 250 400 400]", &format!("{SEEN}{UNSEEN}")), OUTSIDE),
        ("cropped widely", cropped("/CropBox [0 100 400 400]", &format!("{SEEN}{UNSEEN}")), None),
    ] {
        let manuscript = read(file.clone());
        // What stands above comes first.
        let first = kept(&manuscript).first() == Some(&"Nobody sees this.");
        if !first {
            check(name, file, hidden);
        }
        assert_eq!(first, name == "at the edge", "{name}");
    }
    for (name, dict, hidden) in [
        ("elsewhere", "/BBox [0 290 400 320]", OUTSIDE),
        ("moved elsewhere", "/BBox [0 190 400 220] /Matrix [1 0 0 1 0 -150]", OUTSIDE),
        ("around it", "/BBox [0 190 400 220]", None),
        ("upside down", "/BBox [400 220 0 190]", None),
        ("without size", "/BBox [0 0 0 0]", None),
        ("missing", "", None),
    ] {
        let words = if name.starts_with("moved") {
            UNSEEN.replace("200", "250")
        } else {
            UNSEEN.to_owned()
        };
        let form = stream(&format!("/Subtype /Form {dict}"), &words);
        let content = format!("q /X Do Q {SEEN}");
        let file = with_content(&content, &[form], "/XObject << /X 6 0 R >>");
        check(name, file, hidden);
    }
}

#[test]
fn words_that_are_wholly_transparent_are_left_out() {
    let group = "/Group << /S /Transparency >>";
    for (name, state, content, hidden) in [
        ("filled", "/ca 0", format!("{SEEN}/G gs {UNSEEN}"), FAINT),
        ("for a while", "/ca 0", format!("q /G gs {UNSEEN} Q {SEEN}"), FAINT),
        ("as outlines", "/CA 0", format!("{SEEN}/G gs 1 Tr {UNSEEN}"), FAINT),
        ("both", "/CA 0 /ca 0", format!("{SEEN}/G gs 2 Tr {UNSEEN}"), FAINT),
        ("in a group", "/ca 0", format!("q /G gs /X Do Q {SEEN}"), FAINT),
        ("outlines alone", "/CA 0", format!("{SEEN}/G gs {UNSEEN}"), None),
        ("fill alone", "/ca 0", format!("{SEEN}/G gs 2 Tr {UNSEEN}"), None),
        ("half", "/ca 0.5", format!("{SEEN}/G gs {UNSEEN}"), None),
        ("none", "/ca 1", format!("{SEEN}/G gs {UNSEEN}"), None),
    ] {
        let form = stream(&format!("/Subtype /Form /BBox [0 0 400 400] {group}"), UNSEEN);
        let resources = format!("/XObject << /X 6 0 R >> /ExtGState << /G << {state} >> >>");
        check(name, with_content(&content, &[form], &resources), hidden);
    }
}

/// A page with layers: what the catalog says of them, what marks name, and the layers from object 6.
fn layered(says: &str, named: &str, content: &str, layers: &[&str]) -> Vec<u8> {
    let mut objects = vec![
        format!(
            "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R 7 0 R] /D << {says} >> >> >>"
        ),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 8 0 R >> /Properties << /L {named} >> >> >>"
        ),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    objects.extend(layers.iter().map(|one| format!("<< /Type /OCG /Name (A) {one} >>")));
    objects.push(stream("/Subtype /Form /BBox [0 0 400 400] /OC 6 0 R", UNSEEN));
    made(&objects)
}

#[test]
fn words_in_layers_that_are_switched_off_are_left_out() {
    let marked = format!("{SEEN}/OC /L BDC {UNSEEN} EMC");
    let set = |more: &str| format!("<< /Type /OCMD /OCGs [6 0 R 7 0 R] {more} >>");
    let paper = "/Usage << /View << /ViewState /OFF >> /Print << /PrintState /ON >> >>";
    let view = "/AS [<< /Event /View /Category [/View] /OCGs [6 0 R 7 0 R] >>]";
    for (name, says, named, content, usage, hidden) in [
        ("off", "/OFF [6 0 R]", "6 0 R", &marked, "", LAYER),
        ("all but one", "/BaseState /OFF /ON [7 0 R]", "6 0 R", &marked, "", LAYER),
        ("a form", "/OFF [6 0 R]", "6 0 R", &format!("{SEEN}/X Do"), "", LAYER),
        (
            "within",
            "/OFF [6 0 R]",
            "6 0 R",
            &format!("{SEEN}/OC /L BDC /P BMC {UNSEEN} EMC EMC"),
            "",
            LAYER,
        ),
        ("a set", "/OFF [6 0 R 7 0 R]", &set(""), &marked, "", LAYER),
        ("a set of which all", "/OFF [7 0 R]", &set("/P /AllOn"), &marked, "", LAYER),
        ("a set for none", "/OFF [7 0 R]", &set("/P /AllOff"), &marked, "", LAYER),
        ("a set for one that is off", "", &set("/P /AnyOff"), &marked, "", LAYER),
        ("an expression", "/OFF [7 0 R]", &set("/VE [/And 6 0 R [/Or 7 0 R]]"), &marked, "", LAYER),
        ("not", "", &set("/VE [/Not 6 0 R]"), &marked, "", LAYER),
        ("for paper", view, "6 0 R", &marked, paper, LAYER),
        ("another one", "/OFF [7 0 R]", "6 0 R", &marked, "", None),
        ("on", "/BaseState /OFF /ON [6 0 R]", "6 0 R", &marked, "", None),
        ("a set with one", "/OFF [7 0 R]", &set(""), &marked, "", None),
        (
            "an expression that shows",
            "/OFF [7 0 R]",
            &set("/VE [/Or 6 0 R 7 0 R]"),
            &marked,
            "",
            None,
        ),
        ("an odd expression", "", &set("/VE [/Xor 6 0 R 7 0 R]"), &marked, "", None),
        ("for paper, not said", "", "6 0 R", &marked, paper, None),
        ("ended", "/OFF [6 0 R]", "6 0 R", &format!("{SEEN}/OC /L BDC EMC {UNSEEN}"), "", None),
    ] {
        check(name, layered(says, named, content, &[usage, ""]), hidden);
    }
}

#[test]
fn a_document_that_shows_none_of_its_words_is_read_and_that_is_told() {
    let content = format!("q 0 0 9 9 re W n {SEEN} Q");
    let manuscript = read(with_content(&content, &[], ""));
    assert_eq!(kept(&manuscript), ["Ana met Bo."]);
    assert!(said(&manuscript).contains("show nothing of its text"), "{}", said(&manuscript));
}

#[test]
fn text_that_a_file_gives_for_unseen_letters_is_unseen() {
    let content = format!(
        "{SEEN} q 0 0 9 9 re W n /Span << /ActualText (Nobody sees this.) >> BDC BT /F 12 Tf 20 200 Td (x) Tj ET EMC Q"
    );
    check("all", with_content(&content, &[], ""), OUTSIDE);
    // A part of it is seen.
    let content = format!(
        "{SEEN} q 0 0 24 400 re W n /Span << /ActualText (fi) >> BDC BT /F 12 Tf 20 200 Td (f) Tj (i) Tj (i) Tj ET EMC Q"
    );
    assert_eq!(kept(&read(with_content(&content, &[], ""))), ["Ana met Bo.", "fi"]);
}
