//! PDFs become articles: the files of tests/data/pdf against the texts they were made of, and hostile ones.

use article_annotator::formats::documents::pdf::decode::decode;
use article_annotator::formats::documents::{is_pdf, open_pdf};
use article_annotator::formats::{File, Manuscript, Problem};
use article_annotator::model::BlockKind;

use crate::desk::said;

fn source(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/data/pdf/{name}.pdf")).unwrap()
}

fn open(name: &str) -> Result<Manuscript, Problem> {
    open_pdf(&File::new(format!("{name}.pdf"), source(name)))
}

/// The paragraphs of the declaration of human rights.
fn declaration(language: &str, count: usize) -> Vec<String> {
    let text = std::fs::read_to_string(format!("tests/data/texts/udhr-{language}.txt")).unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).take(count).collect()
}

pub fn kept(manuscript: &Manuscript) -> Vec<&str> {
    manuscript.passages.iter().filter(|one| !one.left_out).map(|one| one.text.as_str()).collect()
}

pub fn left_out(manuscript: &Manuscript) -> Vec<&str> {
    manuscript.passages.iter().filter(|one| one.left_out).map(|one| one.text.as_str()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_letter_is_read_in_the_order_of_the_text() {
    for (name, language, count) in [
        ("columns", "eng", usize::MAX),
        ("german", "deu_1996", usize::MAX),
        ("hebrew", "heb", usize::MAX),
        ("russian", "rus", usize::MAX),
        ("chinese", "cmn_hans", 7),
        ("notes", "eng", 40),
    ] {
        let manuscript = open(name).unwrap();
        let read = letters(&kept(&manuscript).concat());
        let text = letters(&declaration(language, count).concat());
        let read = match name {
            // The title of this one is another.
            "columns" => read.replace("OnrightsAWriter", "UniversalDeclarationofHumanRights"),
            _ => read,
        };
        let same = read.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        let rest: String = read.chars().skip(same).take(60).collect();
        assert!(read == text, "{name} differs after {same} letters: {rest}");
    }
}

#[test]
fn paragraphs_are_those_of_the_text() {
    for (name, language, count, least) in [
        ("columns", "eng", usize::MAX, 88),
        ("german", "deu_1996", usize::MAX, 80),
        ("hebrew", "heb", usize::MAX, 82),
        ("russian", "rus", usize::MAX, 88),
        ("notes", "eng", 40, 40),
    ] {
        let manuscript = open(name).unwrap();
        let read: Vec<String> = kept(&manuscript).into_iter().map(letters).collect();
        let text = declaration(language, count);
        let right = text.iter().filter(|one| read.contains(&letters(one))).count();
        assert!(right >= least, "{name}: {right} of {}", text.len());
    }
}

#[test]
fn running_heads_page_numbers_and_notes_can_be_taken_in() {
    let notes = open("notes").unwrap();
    let left = left_out(&notes);
    let noted =
        left.iter().filter(|one| one.ends_with("A note at the foot, with words of its own."));
    assert_eq!(noted.count(), 3, "{left:?}");
    assert!(left.contains(&"The Daily Right"), "{left:?}");
    assert!(left.iter().any(|one| one.starts_with("Page 1 of ")), "{left:?}");
    assert!(said(&notes).contains("3 footnote marks are left out of the text: “1”, “2”, “3”"));
    assert!(said(&notes).contains("running heads, page numbers and the like are left out on"));
    let german = open("german").unwrap();
    assert!(left_out(&german).iter().any(|one| one.starts_with("Report of 1948 - 1")));
}

#[test]
fn words_that_the_end_of_a_line_broke_are_whole_and_counted() {
    let notes = open("notes").unwrap();
    let text = kept(&notes).join("\n");
    assert!(text.contains("acts which have outraged the conscience of mankind"), "{text}");
    assert!(said(&notes).contains("that the end of a line broke are joined again"));
}

#[test]
fn headings_tables_titles_and_languages_are_found() {
    let hebrew = open("hebrew").unwrap();
    assert_eq!(hebrew.passages[0].kind, BlockKind::Heading1);
    assert_eq!(hebrew.details.title, declaration("heb", 1)[0]);
    assert_eq!(hebrew.details.language.as_deref(), Some("he"));
    let table = open("table").unwrap();
    let rows = table.passages.iter().filter(|one| one.kind == BlockKind::TableRow);
    let rows: Vec<&str> = rows.map(|one| one.text.as_str()).collect();
    assert_eq!(rows[..2], ["Year\tRye\tWheat\tOats", "1990\t70.5\t30\t20.25"]);
    assert_eq!(rows.len(), 7);
    assert_eq!(table.details.title, "Prices of bread");
}

#[test]
fn letters_under_a_picture_are_read_and_pictures_alone_are_said() {
    let text = declaration("eng", 6)[3..].join(" ");
    for name in ["recognised", "owner"] {
        let read = open(name).unwrap();
        assert_eq!(letters(&kept(&read).concat()), letters(&text), "{name}");
    }
    for (name, words) in [("scanned", "probably scanned"), ("password", "has a password")] {
        let told = open(name).unwrap_err().message;
        assert!(told.contains(words), "{name}: {told}");
    }
}

#[test]
fn no_letter_is_lost_that_is_not_listed() {
    for (name, repeated) in [
        ("columns", 0),
        ("hebrew", 0),
        ("russian", 0),
        ("chinese", 0),
        ("table", 0),
        // A running head is listed once.
        ("notes", "TheDailyRight".len()),
        ("german", 0),
    ] {
        let decoded = decode(&source(name)).unwrap();
        let pages = decoded.pages.len();
        let sorted = |text: String| {
            let mut all: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
            all.sort_unstable();
            all
        };
        let drawn = sorted(decoded.pages.iter().map(|page| page.text.as_str()).collect());
        let manuscript = open(name).unwrap();
        let read = sorted(manuscript.passages.iter().map(|one| one.text.as_str()).collect());
        // Marks of notes are listed in a message.
        assert_eq!(drawn.len() - read.len(), repeated * (pages - 1), "{name}");
        if repeated == 0 {
            assert!(drawn == read, "{name}");
        }
    }
}

#[test]
fn cut_and_damaged_files_do_no_harm() {
    let whole = source("recognised");
    for end in 0..whole.len() {
        let _ = open_pdf(&File::new("a.pdf", &whole[..end]));
    }
    // Each byte wrong once, in turn by each of three.
    for at in 0..whole.len() {
        let mut wrong = whole.clone();
        wrong[at] ^= [1, 0x20, 0xFF][at % 3];
        let _ = open_pdf(&File::new("a.pdf", wrong));
    }
}

/// Numbers that look random, the same each time.
pub fn numbers(seed: usize) -> impl FnMut(usize) -> usize {
    let mut state = seed as u64;
    move |below| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    }
}

#[test]
fn files_with_wrong_bytes_anywhere_do_no_harm() {
    for name in ["chinese", "columns", "german", "hebrew", "notes", "owner", "russian", "table"] {
        let whole = source(name);
        let mut number = numbers(whole.len());
        for _ in 0..16 {
            let mut wrong = whole.clone();
            for _ in 0..1 + number(24) {
                let at = number(wrong.len());
                wrong[at] = number(256) as u8;
            }
            let end = if number(3) == 0 { number(wrong.len()) } else { wrong.len() };
            let _ = open_pdf(&File::new("a.pdf", &wrong[..end]));
        }
    }
}

#[test]
fn pages_whose_letters_stand_anywhere_do_no_harm() {
    let mut number = numbers(7);
    for _ in 0..150 {
        let mut content = String::new();
        for _ in 0..number(120) {
            let any = ["1", "-1", "0", "0.001", "1e9", "-99999999999", "0.7", "12", "400"];
            let mut one = |many: usize| match number(6) {
                0 => any[number(any.len())].to_owned(),
                _ => number(many).to_string(),
            };
            let words = ["1990", "Ana", "a b  c", "- 3 -", "Yes", "12", "1.", "T", "xii"];
            let (size, x, y) = (one(30), one(400), one(40));
            let turned = format!("{} {} {} {}", one(2), one(2), one(2), one(2));
            let word = words[number(words.len())];
            content += &match number(8) {
                0 => format!("BT /F {size} Tf {turned} {x} {y} Tm ({word}) Tj ET\n"),
                1 => "/Artifact BMC /Span << /ActualText (Bo) >> BDC\n".to_owned(),
                2 => "EMC\n".to_owned(),
                _ => format!("BT /F 10 Tf {x} {y}0 Td ({word}) Tj ET\n"),
            };
        }
        let _ = open_pdf(&File::new("a.pdf", with_content(&content, &[], "")));
    }
}

/// A file of these objects, numbered from 1, without a table of them: programs find them all the same.
pub fn made(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    file.push_str("trailer\n<< /Root 1 0 R >>\n");
    file.into_bytes()
}

pub fn stream(dict: &str, content: &str) -> String {
    format!("<< {dict} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

pub fn with_content(content: &str, more: &[String], resources: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> {resources} >> >>"
        ),
        stream("", content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    objects.extend_from_slice(more);
    made(&objects)
}

pub fn read(content: Vec<u8>) -> Manuscript {
    open_pdf(&File::new("a.pdf", content)).unwrap()
}

#[test]
fn a_form_that_draws_itself_or_others_again_and_again_ends() {
    let text = "BT /F 12 Tf 20 300 Td (Ana met Bo.) Tj ET /X Do";
    let itself =
        stream("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>", "/X Do");
    let manuscript = read(with_content(text, &[itself], "/XObject << /X 6 0 R >>"));
    assert_eq!(kept(&manuscript), ["Ana met Bo."]);
    // Each of 16 forms draws the next one 40 times.
    let forms: Vec<String> = (0..16)
        .map(|at| {
            let dict = format!(
                "/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>",
                at + 7
            );
            stream(&dict, &"/X Do ".repeat(40))
        })
        .collect();
    let manuscript = read(with_content(text, &forms, "/XObject << /X 6 0 R >>"));
    assert_eq!(kept(&manuscript), ["Ana met Bo."]);
    assert!(said(&manuscript).contains("the rest is missing"), "{}", said(&manuscript));
}

#[test]
fn what_is_drawn_twice_to_look_bold_is_read_once() {
    let twice =
        "BT /F 12 Tf 20 300 Td (Ana met Bo.) Tj ET BT /F 12 Tf 20.3 300 Td (Ana met Bo.) Tj ET";
    assert_eq!(kept(&read(with_content(twice, &[], ""))), ["Ana met Bo."]);
}

#[test]
fn a_pdf_is_known_by_its_beginning() {
    for (name, content, is) in [
        ("a.pdf", "%PDF-1.7", true),
        ("download", "%PDF-1.7", true),
        ("a.pdf", "\n\n%PDF-1.7", true),
        ("a.txt", "About %PDF-1.7", false),
        ("a.pdf", "Ana met Bo.", false),
    ] {
        assert_eq!(is_pdf(&File::new(name, content)), is, "{name}: {content}");
    }
    let told = open_pdf(&File::new("a.pdf", "%PDF-1.7\n%x")).unwrap_err().message;
    assert!(told.contains("damaged"), "{told}");
}

#[test]
fn widths_for_more_letters_than_there_are_take_no_memory() {
    let inner = |widths: &str| {
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> {widths} >>"
        )
    };
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>";
    let letters = stream(
        "",
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0041> <007A> <0041> endbfrange endcmap",
    );
    let file = |widths: &str| {
        made(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_owned(),
            stream("", "BT /F 12 Tf 20 300 Td <0041006E0061> Tj ET"),
            font.to_owned(),
            inner(widths),
            letters.clone(),
        ])
    };
    for widths in ["", "/W [65 122 500]", "/W [65 [500 510] 97 122 500]"] {
        assert_eq!(kept(&read(file(widths))), ["Ana"], "{widths}");
    }
    for widths in ["/W [0 4000000000 500]", "/W2 [0 4000000000 500 1 2]"] {
        let told = open_pdf(&File::new("a.pdf", file(widths))).unwrap_err().message;
        assert!(told.contains("without saying which letters"), "{widths}: {told}");
    }
}
