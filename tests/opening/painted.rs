//! Words of a PDF under boxes and pictures, in the colour of what is behind them, or recognised on a scan: what a
//! reader sees is read once, and what nobody sees is set apart.

use article_annotator::formats::File;
use article_annotator::formats::documents::open_pdf;

use crate::desk::said;
use crate::pdf::{kept, left_out, made, numbers, read, stream, with_content};
use crate::unseen::{FAINT, SEEN, UNSEEN, check};

const COVERED: Option<&str> = Some("under a box or a picture");
const PALE: Option<&str> = Some("in the colour of what is behind them");

/// A page with a picture, a mask and other resources.
fn painted(content: &str, more: &str) -> Vec<u8> {
    let picture = |dict: &str| {
        let dict = format!("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 {dict}");
        stream(&dict, "a")
    };
    let objects = [
        picture("/ColorSpace /DeviceGray"),
        picture("/ColorSpace /DeviceGray /SMask 6 0 R"),
        picture("/ImageMask true"),
        stream("/N 4 /Alternate /DeviceCMYK", ""),
    ];
    with_content(
        content,
        &objects,
        &format!(
            "/XObject << /P 6 0 R /S 7 0 R /M 8 0 R >> \
             /ColorSpace << /I [/ICCBased 9 0 R] /T [/Separation /Spot /DeviceGray << >>] /X [/Indexed /DeviceRGB 1 <000000FFFFFF>] >> \
             /ExtGState << /Half << /ca 0.5 >> /Dark << /BM /Multiply >> /Masked << /SMask << /S /Alpha >> >> >> {more}"
        ),
    )
}

/// A box over, or behind, the unseen words.
const BOX: &str = "10 190 300 30 re f\n";

#[test]
fn words_under_a_box_or_a_picture_are_left_out() {
    for (name, over, hidden) in [
        ("black", BOX, COVERED),
        ("white", "1 g 10 190 300 30 re f", COVERED),
        ("in an ink", "/T cs 0.4 scn 10 190 300 30 re f", COVERED),
        ("with a frame", "10 190 300 30 re B", COVERED),
        ("of lines", "10 190 m 310 190 l 310 220 l 10 220 l f", COVERED),
        ("of lines, closed", "10 190 m 10 220 l 310 220 l 310 190 l 10 190 l h f", COVERED),
        ("two beside each other", "10 190 60 30 re 70 190 240 30 re f", COVERED),
        ("a strip at a time", "10 195 300 6 re f 10 200 300 9 re f", COVERED),
        ("a thick line", "20 w 10 205 m 310 205 l S", COVERED),
        ("moved and larger", "q 2 0 0 2 0 0 cm 5 95 150 15 re f Q", COVERED),
        ("a picture", "q 300 0 0 30 10 190 cm /P Do Q", COVERED),
        (
            "a picture in the text",
            "q 300 0 0 30 10 190 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q",
            COVERED,
        ),
        ("tight around small letters", "18 200 200 6.5 re f", COVERED),
        (
            "with rounded corners",
            "15 190 m 305 190 l 308 190 310 192 310 195 c 310 215 l 310 218 308 220 305 220 c 15 220 l 12 220 10 218 10 215 c 10 195 l 10 192 12 190 15 190 c h f",
            COVERED,
        ),
        ("round", "10 205 m 10 225 310 225 310 205 c 310 185 10 185 10 205 c f", None),
        (
            "with two rounded corners on one side, beyond it",
            "10 190 m 310 190 l 320 200 320 210 310 220 c 10 220 l h f",
            None,
        ),
        ("only framed", "10 190 300 30 re S", None),
        ("beside them", "10 230 300 30 re f", None),
        ("through them", "10 202 300 1 re f", None),
        ("below them", "10 185 300 12 re f", None),
        ("half transparent", "/Half gs 10 190 300 30 re f", None),
        ("as a marker", "/Dark gs 1 1 0 rg 10 190 300 30 re f", None),
        ("masked", "/Masked gs 10 190 300 30 re f", None),
        ("with a hole", "10 190 300 30 re 15 195 250 20 re f*", None),
        ("that is not drawn", "10 190 300 30 re n", None),
        ("cut off", "q 0 0 9 9 re W n 10 190 300 30 re f Q", None),
        ("cut to another shape", "q 10 190 m 310 190 l 310 220 l h W n 10 190 300 30 re f Q", None),
        ("a pattern", "/Pattern cs /A scn 10 190 300 30 re f", None),
        ("a transparent picture", "q 300 0 0 30 10 190 cm /S Do Q", None),
        ("a stencil", "q 300 0 0 30 10 190 cm /M Do Q", None),
        ("turned", "q 0.9 0.3 -0.3 0.9 0 0 cm 10 190 300 30 re f Q", None),
    ] {
        check(name, painted(&format!("{SEEN} {UNSEEN} q {over} Q"), ""), hidden);
        if !name.starts_with("turned") {
            // What was there before covers nothing.
            let black = if hidden.is_some() { "0.5 g 0.5 G" } else { "0.9 g 0.9 G" };
            let before = format!("{SEEN} q {black} {over} Q {UNSEEN}");
            let before = if name == "white" || name.starts_with("a picture") {
                before.replace("1 g", "0.4 g")
            } else {
                before
            };
            check(&format!("{name}, before"), painted(&before, ""), None);
        }
    }
}

#[test]
fn words_under_a_box_that_somebody_laid_over_the_page_are_left_out() {
    let file = |annotation: &str| {
        made(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> /Annots [<< {annotation} >>] >>"
            ),
            stream("", &format!("{SEEN} {UNSEEN}")),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
            stream(
                "/Subtype /Form /BBox [0 0 10 10]",
                "1 0 0 rg 0 0 10 10 re f 0 g BT /F 2 Tf 1 1 Td (Secret) Tj ET",
            ),
            stream("/Subtype /Form /BBox [0 0 10 10] /Matrix [0 1 -1 0 50 7]", "0 0 10 10 re f"),
            stream("/Subtype /Form /BBox [0 0 10 10]", "0 0 10 10 re S"),
        ])
    };
    let at = "/Rect [10 190 310 220]";
    for (name, annotation, hidden) in [
        ("a box", "/Subtype /Square /AP << /N 6 0 R >>", COVERED),
        ("a stamp, turned", "/Subtype /Stamp /AP << /N 7 0 R >>", COVERED),
        (
            "one of two looks",
            "/Subtype /FreeText /AS /On /AP << /N << /On 6 0 R /Off 8 0 R >> >>",
            COVERED,
        ),
        ("drawn by the program", "/Subtype /Square /IC [0 0 0]", COVERED),
        ("a frame", "/Subtype /Square /AP << /N 8 0 R >>", None),
        ("a frame drawn by the program", "/Subtype /Square /C [0 0 0] /IC []", None),
        ("half transparent", "/Subtype /Square /IC [0 0 0] /CA 0.5", None),
        ("hidden", "/Subtype /Square /F 2 /AP << /N 6 0 R >>", None),
        ("not on a screen", "/Subtype /Square /F 36 /AP << /N 6 0 R >>", None),
        ("a marker", "/Subtype /Highlight /AP << /N 6 0 R >>", None),
        ("a field of a form", "/Subtype /Widget /AP << /N 6 0 R >>", None),
        ("the icon of a note", "/Subtype /Text /AP << /N 6 0 R >>", None),
        ("the icon of a file", "/Subtype /FileAttachment /AP << /N 6 0 R >>", None),
    ] {
        check(name, file(&format!("{at} {annotation}")), hidden);
    }
    check("elsewhere", file("/Rect [10 20 310 60] /Subtype /Square /AP << /N 6 0 R >>"), None);
    check("nowhere", file("/Rect [0 0 0 0] /Subtype /Square /AP << /N 6 0 R >>"), None);
}

#[test]
fn words_in_the_colour_of_what_is_behind_them_are_left_out() {
    let white = format!("1 g {UNSEEN} 0 g");
    let red = format!("1 0 0 rg {UNSEEN} 0 g");
    let strips: String = (190..220).map(|y| format!("10 {y} 300 0.9 re f ")).collect();
    for (name, content, hidden) in [
        ("white on paper", white.clone(), PALE),
        ("as red, green and blue", format!("1 1 1 rg {UNSEEN} 0 g"), PALE),
        ("as inks", format!("0 0 0 0 k {UNSEEN} 0 g"), PALE),
        ("of a profile", format!("/I cs 0 0 0 0 sc {UNSEEN} 0 g"), PALE),
        ("of no ink", format!("/T cs 0 scn {UNSEEN} 0 g"), PALE),
        ("by its name", format!("/DeviceRGB cs 1 1 1 sc {UNSEEN} 0 g"), PALE),
        ("as outlines", format!("1 Tr 1 G {UNSEEN} 0 Tr"), PALE),
        ("nearly white", format!("0.995 g {UNSEEN} 0 g"), PALE),
        ("on a white box", format!("0 g 0 150 400 100 re f 1 g {BOX} {white}"), PALE),
        ("red on red", format!("1 0 0 rg {BOX} {red}"), PALE),
        ("black on black", format!("0 g {BOX} {UNSEEN}"), PALE),
        (
            "white, crossed by lines",
            format!("{SEEN} 0 180 m 0 180 l S 50 190 0.5 40 re f {white}"),
            PALE,
        ),
        ("in a tight box", format!("1 0 0 rg 20.4 197.5 96 12 re f {red}"), PALE),
        (
            "red on two red boxes",
            format!("1 0 0 rg 10 190 40 30 re f 50 190 300 30 re f {red}"),
            PALE,
        ),
        ("under a table", format!("{}{white}", "20 212 40 10 re S ".repeat(6)), PALE),
        (
            "red on a red and a black box",
            format!("0 g 50 190 300 30 re f 1 0 0 rg 10 190 42 30 re f {red}"),
            None,
        ),
        ("white on black", format!("0 g {BOX} {white}"), None),
        (
            "white on a box with rounded corners",
            format!(
                "15 190 m 305 190 l 308 190 310 192 310 195 c 310 215 l 310 218 308 220 305 220 c 15 220 l 12 220 10 218 10 215 c 10 195 l 10 192 12 190 15 190 c h f {white}"
            ),
            None,
        ),
        (
            "red on red with rounded corners",
            format!(
                "1 0 0 rg 15 190 m 305 190 l 308 190 310 192 310 195 c 310 215 l 310 218 308 220 305 220 c 15 220 l 12 220 10 218 10 215 c 10 195 l 10 192 12 190 15 190 c h f {red}"
            ),
            PALE,
        ),
        ("white on a picture", format!("q 300 0 0 30 10 190 cm /P Do Q {white}"), None),
        ("white on a stencil", format!("q 300 0 0 30 10 190 cm /M Do Q {white}"), None),
        ("white on a round shape", format!("10 190 m 10 230 320 230 320 190 c f {white}"), None),
        ("white on black in strips", format!("0 g {strips}{white}"), None),
        ("white, partly on black", format!("0 g 10 190 300 13 re f {white}"), None),
        ("white with black outlines", format!("2 Tr 1 g {UNSEEN} 0 g 0 Tr"), None),
        ("white as outlines of black", format!("2 Tr 1 G {UNSEEN} 0 Tr"), None),
        ("grey", format!("0.9 g {UNSEEN} 0 g"), None),
        ("light on paper", format!("1 1 0.8 rg {UNSEEN} 0 g"), None),
        ("of a table of colours", format!("/X cs 1 sc {UNSEEN} 0 g"), None),
        ("a pattern", format!("/Pattern cs /A scn {UNSEEN} 0 g"), None),
        ("black, the first colour of a space", format!("1 g /I cs {UNSEEN} 0 g"), None),
        ("restored", format!("q 1 g Q {UNSEEN}"), None),
    ] {
        check(name, painted(&format!("{content} {SEEN}"), ""), hidden);
    }
}

#[test]
fn a_white_figure_on_a_black_sign_is_read() {
    for (sign, size) in [("20 196 Td (O)", 20), ("0 180 Td (O)", 90), ("22 180 Td <01>", 90)] {
        let content =
            format!("{SEEN} BT /F {size} Tf {sign} Tj ET 1 g BT /F 12 Tf 24 198 Td (7) Tj ET");
        let manuscript = read(with_content(&content, &[], ""));
        assert!(kept(&manuscript).concat().contains(['7', '⁷']), "{sign} {:?}", kept(&manuscript));
        assert_eq!(left_out(&manuscript), Vec::<&str>::new(), "{sign}");
    }
}

#[test]
fn a_scan_with_words_that_nobody_sees_is_still_said_to_be_a_picture() {
    let picture = "q 400 0 0 180 0 0 cm /P Do Q q 400 0 0 70 0 330 cm /P Do Q";
    let manuscript =
        read(painted(&format!("{picture} BT /F 12 Tf 20 300 Td (Ana) Tj ET 1 g {UNSEEN}"), ""));
    assert_eq!(
        (kept(&manuscript), left_out(&manuscript)),
        (vec!["Ana"], vec!["Nobody sees this."])
    );
    assert!(
        said(&manuscript).contains("page 1 is a picture without text"),
        "{}",
        said(&manuscript)
    );
}

#[test]
fn the_words_around_a_black_box_stay_one_sentence() {
    let content =
        "BT /F 12 Tf 20 300 Td (The spy ) Tj (Mata Hari) Tj ( met Bo.) Tj ET 64 297 55 13 re f";
    let manuscript = read(with_content(content, &[], ""));
    assert_eq!(kept(&manuscript), ["The spy met Bo."]);
    assert_eq!(left_out(&manuscript), ["Mata Hari"]);
}

/// Text that is not drawn, as a program writes what it recognised.
fn recognised(text: &str) -> String {
    format!("3 Tr {text} 0 Tr")
}

#[test]
fn recognised_words_of_a_scan_are_read_once() {
    let scan = "q 400 0 0 400 0 0 cm /P Do Q";
    let both = format!("{SEEN}{UNSEEN}");
    let hidden = recognised(&both);
    for (name, content) in [
        ("over the picture", format!("{scan} {hidden}")),
        ("under it", format!("{hidden} {scan}")),
        ("drawn under it", format!("{both} {scan}")),
        ("white under it", format!("1 g {both} {scan}")),
        ("transparent", format!("{scan} /None gs {both}")),
        (
            "in strips",
            format!("{both} q 400 0 0 202 0 0 cm /P Do Q q 400 0 0 198 0 202 cm /P Do Q"),
        ),
        ("of a stencil", format!("{hidden} q 400 0 0 400 0 0 cm /M Do Q")),
        (
            "beside a drawing",
            format!(
                "{hidden} 10 190 m 10 230 320 230 320 190 c f 10 290 m 10 330 320 330 320 290 c f"
            ),
        ),
        ("twice", format!("{scan} {hidden} {hidden}")),
        ("with text on it", format!("{scan} {SEEN} {}", recognised(&both))),
        ("all seen, and again unseen", format!("{both} {hidden}")),
        ("unseen first", format!("{hidden} {both}")),
    ] {
        let file = painted(&content, "/ExtGState << /None << /ca 0 >> >>");
        let file = if name == "transparent" {
            // The first of two dictionaries counts.
            let text = String::from_utf8(file).unwrap();
            text.replace("/Half << /ca 0.5 >>", "/None << /ca 0 >>").into_bytes()
        } else {
            file
        };
        let manuscript = read(file);
        assert_eq!(kept(&manuscript).join(" "), "Ana met Bo. Nobody sees this.", "{name}");
        assert_eq!(left_out(&manuscript), Vec::<&str>::new(), "{name}");
        let count = match name {
            "twice" | "all seen, and again unseen" | "unseen first" => 6,
            "with text on it" => 3,
            _ => 0,
        };
        let told = said(&manuscript);
        let all = format!(
            "left out: {count} words that stand unseen where the same words are seen (on page 1)"
        );
        assert_eq!(told.contains(&all), count > 0, "{name}: {told}");
    }
}

#[test]
fn recognised_words_that_differ_a_little_are_copies_and_others_are_read() {
    let scan = "q 400 0 0 400 0 0 cm /P Do Q";
    let at =
        |x: u32, size: u32, words: &str| format!("BT /F {size} Tf {x} 300 Td ({words}) Tj ET\n");
    let seen = at(20, 12, "Ana met Bo.");
    for (name, content, text) in [
        ("misread", recognised(&at(20, 12, "Ana mel 8o.")), "Ana met Bo."),
        ("somewhat aside", recognised(&at(22, 11, "Ana met Bo.")), "Ana met Bo."),
        ("beside it", recognised(&at(90, 12, "Ana met Bo.")), "Ana met Bo. Ana met Bo."),
        ("a stamp over it", recognised(&at(20, 60, "DRAFT")), "DRAFT"),
    ] {
        let manuscript = read(painted(&format!("{scan} {seen} {content}"), ""));
        assert!(kept(&manuscript).join(" ").contains(text), "{name}: {:?}", kept(&manuscript));
        assert_eq!(
            kept(&manuscript).join(" ").matches("Ana").count(),
            text.matches("Ana").count().max(1),
            "{name}"
        );
    }
}

#[test]
fn words_that_are_drawn_nowhere_and_stand_for_nothing_are_left_out() {
    check("on paper", painted(&format!("{SEEN} {}", recognised(UNSEEN)), ""), FAINT);
    let boxed = format!("{SEEN} 0.9 g 0 150 400 100 re f 0 g {}", recognised(UNSEEN));
    check("on a box", painted(&boxed, ""), FAINT);
    let scan = "q 400 0 0 400 0 0 cm /P Do Q";
    let blacked = format!("{scan} {} {BOX}", recognised(&format!("{SEEN}{UNSEEN}")));
    check("under a box on a scan", painted(&blacked, ""), COVERED);
    let blacked = format!("{scan} {BOX} {}", recognised(&format!("{SEEN}{UNSEEN}")));
    check("over a box on a scan", painted(&blacked, ""), None);
}

#[test]
fn pages_full_of_boxes_and_letters_are_read_in_time() {
    let boxes = "0 0 400 400 re f ".repeat(3_000);
    let words = "BT /F 5 Tf 20 200 Td (Ana met Bo and told him of it. ) Tj ET ".repeat(1_000);
    let content = format!("{words} 3 Tr {words} {boxes} 0 Tr {words} {boxes} 1 g 3 Tr {words}");
    let _ = read(painted(&content, ""));
    let many = (0..80_000).map(|at| format!("{} {} 3 3 re f ", at % 397, at / 200));
    let many: String = many.collect();
    // More than is kept of a page: then nothing is certain.
    check("too many", painted(&format!("{many} 1 g {UNSEEN} 0 g {SEEN}"), ""), None);
}

#[test]
fn words_under_a_box_with_other_words_are_left_out_on_a_picture_too() {
    let content = format!(
        "q 400 0 0 400 0 0 cm /P Do Q {UNSEEN} 0.8 g 10 190 300 30 re f 0 g BT /F 24 Tf 20 198 Td (Ana met Bo.) Tj ET"
    );
    check("large words", painted(&content, ""), COVERED);
}

#[test]
fn drawings_of_any_numbers_do_no_harm() {
    let mut number = numbers(11);
    let operators = [
        "re f",
        "re W n",
        "re f*",
        "re S",
        "cm",
        "l",
        "m",
        "c",
        "h",
        "W* n",
        "B",
        "n",
        "w",
        "g",
        "G",
        "rg",
        "k",
        "Tr",
        "Q",
        "q",
        "sh",
        "d",
        "/I cs",
        "/T CS",
        "scn",
        "SC",
        "/Half gs",
        "/Dark gs",
        "/Masked gs",
        "/P Do",
        "/M Do",
        "/S Do",
        "Td",
        "Tm",
        "(Ana met Bo.) Tj",
        "BT /F 9 Tf",
        "ET",
    ];
    for _ in 0..300 {
        let mut content = "BT /F 12 Tf 20 300 Td (Ana met Bo.) Tj ET ".to_owned();
        for _ in 0..number(150) {
            for _ in 0..number(7) {
                let any =
                    ["1e38", "-1e38", "99999999999999999999", "0", "-0.0001", "1", "400", "."];
                content += &match number(3) {
                    0 => any[number(any.len())].to_owned(),
                    _ => (number(800) as i32 - 400).to_string(),
                };
                content += " ";
            }
            content += operators[number(operators.len())];
            content += "\n";
        }
        let _ = open_pdf(&File::new("a.pdf", painted(&content, "")));
    }
}
