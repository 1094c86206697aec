//! What stands on the pages of a PDF and not in its text: running heads and page numbers are left out where they
//! surely are such, rows of tables and lines of the text never.

use crate::desk::said;
use crate::pdf::{kept, left_out, made, read, stream};

/// A line on a page: its left edge, its distance from the top, its size, and its words.
pub type Line<'a> = (u32, u32, u32, &'a str);

/// A PDF of these pages, 400 points wide and 600 high.
pub fn pages(pages: &[Vec<Line<'_>>]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * at
        ));
        let line = |(x, y, size, words): &Line<'_>| {
            let words = words.replace('(', "\\(").replace(')', "\\)");
            format!("BT /F {size} Tf {x} {} Td ({words}) Tj ET\n", 600 - y)
        };
        objects.push(stream("", &page.iter().map(line).collect::<String>()));
    }
    made(&objects)
}

/// The lines of a page of text, from the first row at 60 to the last one at 540, with a paragraph that goes on.
fn text(page: usize) -> Vec<Line<'static>> {
    const LINES: [&str; 3] = [
        "The council of the town met on Monday and talked of the old bridge,",
        "which nobody had mended since the flood of the year before, though a",
        "report of its own engineers had said that the piers were giving way,",
    ];
    let mut all: Vec<Line<'static>> =
        (0..33).map(|row| (50, 60 + 15 * row as u32, 10, LINES[(row + page) % 3])).collect();
    all.sort_by_key(|line| line.1);
    all
}

/// What is left out of pages of text with these lines on them.
fn out_of(furniture: &[&[Line<'static>]]) -> (String, bool, String) {
    let all: Vec<Vec<Line<'_>>> =
        furniture.iter().enumerate().map(|(at, own)| [&text(at), *own].concat()).collect();
    let manuscript = read(pages(&all));
    // Nothing divides the text where a page ends.
    let whole = kept(&manuscript)
        .join(" ")
        .split_whitespace()
        .all(|word| word.chars().all(|c| c.is_alphabetic() || c == ','));
    (left_out(&manuscript).join(" | "), whole && kept(&manuscript).len() == 1, said(&manuscript))
}

#[test]
fn heads_and_numbers_of_pages_are_left_out_and_counted() {
    let on = |count: usize| match count {
        1 => "what stands in the margins of 1 page is left out".to_owned(),
        _ => format!("running heads, page numbers and the like are left out on {count} pages"),
    };
    for (furniture, left, count) in [
        // At the foot of two pages, of three, and from a number on.
        (&[&[(200, 575, 10, "1")][..], &[(200, 575, 10, "2")]][..], "1 2", 2),
        (&[&[(200, 575, 9, "- 7 -")], &[(200, 575, 9, "- 8 -")]], "- 7 - - 8 -", 2),
        (&[&[], &[(200, 575, 10, "2")]], "2", 1),
        (&[&[], &[(200, 575, 10, "2")], &[(200, 575, 10, "3")]], "2 3", 2),
        // Left on one page, right on the next.
        (&[&[(50, 575, 10, "12")], &[(340, 575, 10, "13")], &[(50, 575, 10, "14")]], "12 13 14", 3),
        // At the head of each page, or of each but the first.
        (&[&[(340, 30, 10, "1")], &[(340, 30, 10, "2")]], "1 2", 2),
        (&[&[], &[(340, 30, 10, "2")]], "2", 1),
        (&[&[], &[(340, 30, 10, "2")], &[(340, 30, 10, "3")]], "2 3", 2),
        // With words, and with how many there are.
        (
            &[&[(300, 575, 9, "Page 1 of 2")], &[(300, 575, 9, "Page 2 of 2")]],
            "Page 1 of 2 Page 2 of 2",
            2,
        ),
        (&[&[(300, 575, 9, "Seite 1 von 1")]], "Seite 1 von 1", 1),
        (&[&[], &[(300, 575, 9, "2 / 2")]], "2 / 2", 1),
        // Of a document of one page, cut out of a longer one.
        (&[&[(200, 575, 10, "17")]], "17", 1),
        (&[&[(340, 28, 9, "17")]], "17", 1),
        (&[&[(200, 575, 10, "xvii")]], "xvii", 1),
        (&[&[(200, 575, 10, "- 3 -")]], "- 3 -", 1),
        (&[&[(200, 575, 10, "3 of 12")]], "3 of 12", 1),
        (&[&[(200, 575, 10, "Page 17")]], "Page 17", 1),
        (&[&[], &[(200, 575, 10, "18")]], "18", 1),
        // Wide margins above and below.
        (&[&[(197, 575, 10, "4")], &[(197, 575, 10, "5")], &[(197, 575, 10, "6")]], "4 5 6", 3),
        // Roman, before the first chapter.
        (&[&[(200, 575, 10, "iv")], &[(200, 575, 10, "v")]], "iv v", 2),
        // No farther from the text than its lines are, but on many pages.
        (&[&[(50, 45, 10, "Chapter One")][..]; 5], "Chapter One", 5),
        (
            &[
                &[(50, 30, 9, "The Lund Courier"), (340, 30, 9, "11")],
                &[(50, 30, 9, "12"), (280, 30, 9, "The Lund Courier")],
            ],
            "The Lund Courier | 11 12",
            2,
        ),
    ] {
        let (out, whole, told) = out_of(furniture);
        assert_eq!((out.as_str(), whole), (left, true), "{furniture:?}");
        assert_eq!(told, on(count), "{furniture:?}");
    }
}

#[test]
fn what_may_be_text_stays_in_the_text() {
    // A head that changes keeps its words, and its number goes.
    let (out, _, _) = out_of(&[
        &[(50, 30, 9, "Methods"), (340, 30, 9, "13")],
        &[(50, 30, 9, "Results"), (340, 30, 9, "14")],
    ]);
    assert_eq!(out, "13 14");
    for furniture in [
        // The number of a chapter, a year, a part of a sentence.
        &[&[][..], &[(50, 40, 18, "2")][..]][..],
        &[&[], &[(50, 575, 10, "2026")]],
        &[&[], &[(50, 555, 10, "2 of them")]],
        &[&[(50, 575, 10, "2 of 3 voted")]],
        &[&[(200, 575, 10, "civil")]],
        // A refrain, or an answer, that ends two pages at the same place.
        &[&[(50, 555, 10, "And the river runs on.")], &[(50, 555, 10, "And the river runs on.")]],
        &[&[(50, 555, 10, "Yes.")], &[(50, 555, 10, "Yes.")], &[(50, 555, 10, "No.")]],
        &[&[(50, 45, 10, "Yes.")], &[(50, 45, 10, "Yes.")], &[(50, 45, 10, "Yes.")]],
        &[&[(50, 555, 10, "17")]],
        &[&[], &[(50, 575, 10, "Yes."), (200, 575, 10, "2")]],
    ] {
        assert_eq!(out_of(furniture).0, "", "{furniture:?}");
    }
}

/// A page of rows at even distances, down to the foot of the page.
fn rows(first: u32, cells: impl Fn(u32) -> Vec<(u32, String)>) -> Vec<(u32, u32, String)> {
    (0..33)
        .flat_map(|row| {
            cells(first + row).into_iter().map(move |(x, words)| (x, 60 + 15 * row, words))
        })
        .collect()
}

fn table(pages_of: &[Vec<(u32, u32, String)>]) -> Vec<String> {
    let all: Vec<Vec<Line<'_>>> = pages_of
        .iter()
        .map(|page| page.iter().map(|(x, y, words)| (*x, *y, 10, words.as_str())).collect())
        .collect();
    let manuscript = read(pages(&all));
    assert_eq!(left_out(&manuscript), Vec::<&str>::new(), "{:?}", kept(&manuscript));
    kept(&manuscript).iter().map(ToString::to_string).collect()
}

#[test]
fn rows_of_a_table_are_no_heads_and_no_page_numbers_though_their_cells_come_again() {
    let cells = |row: u32| -> Vec<(u32, String)> {
        vec![
            (50, format!("Place {}", ["a", "b", "c", "d", "e"][row as usize % 5])),
            (180, "yes".to_owned()),
            (240, "0".to_owned()),
            (300, (row * 37 % 90).to_string()),
        ]
    };
    for count in [2, 3, 5] {
        let all: Vec<_> = (0..count).map(|page| rows(33 * page, cells)).collect();
        let read = table(&all);
        assert_eq!(read.len(), 33 * count as usize, "{count} {read:?}");
        let complete = read.iter().filter(|row| row.matches('\t').count() == 3);
        assert_eq!(complete.count(), read.len(), "{count}: {read:?}");
    }
    // Two columns, the second of few words.
    let cells = |row: u32| -> Vec<(u32, String)> {
        vec![
            (
                50,
                format!("Is {} mended or not?", "abcdefgh".chars().nth(row as usize % 7).unwrap()),
            ),
            (300, "yes".to_owned()),
        ]
    };
    let all: Vec<_> = (0..2).map(|page| rows(33 * page, cells)).collect();
    let read = table(&all);
    assert_eq!(read.iter().filter(|row| row.ends_with("\tyes")).count(), 66, "{read:?}");
    // A list whose numbers happen to be those of the pages.
    let cells = |row: u32| -> Vec<(u32, String)> {
        vec![
            (50, (i64::from(row % 33 + row / 33) - 31).to_string()),
            (
                120,
                format!(
                    "a word or {} more of it",
                    "abcdefghij".chars().nth(row as usize % 10).unwrap()
                ),
            ),
        ]
    };
    let all: Vec<_> = (0..2).map(|page| rows(33 * (page + 1), cells)).collect();
    table(&all);
}

#[test]
fn the_sums_at_the_foot_and_the_headings_at_the_top_of_each_page_of_a_table_stay() {
    let page = |number: usize| -> Vec<(u32, u32, String)> {
        let mut all = vec![
            (50, 45, "Town".to_owned()),
            (200, 45, "Bread".to_owned()),
            (300, 45, "Beer".to_owned()),
        ];
        for row in 0..32_u32 {
            let figure = |step: u32| (row * step + 31 * number as u32).to_string();
            all.extend([
                (50, 65 + 15 * row, format!("Town {}", ["a", "b", "c"][row as usize % 3])),
                (200, 65 + 15 * row, figure(7)),
                (300, 65 + 15 * row, figure(11)),
            ]);
        }
        // Set apart from the other rows.
        all.extend([
            (50, 555, "Total".to_owned()),
            (200, 555, (1000 + 77 * number).to_string()),
            (300, 555, (2000 + 55 * number).to_string()),
        ]);
        all
    };
    for count in [2, 3, 6] {
        let all: Vec<_> = (0..count).map(page).collect();
        let read = table(&all);
        assert_eq!(read.iter().filter(|row| row.starts_with("Total\t")).count(), count, "{read:?}");
        assert_eq!(read.iter().filter(|row| *row == "Town\tBread\tBeer").count(), count);
    }
}

#[test]
fn an_answer_with_space_around_it_is_no_foot_where_other_pages_have_text() {
    let lines = |page: usize| -> Vec<Line<'static>> {
        let question = ["Is it mended?", "Who had paid for it?", "When did the flood come?"];
        let mut all: Vec<Line<'static>> = Vec::new();
        for at in 0..20 {
            all.push((50, 60 + 27 * at, 10, question[(at as usize + page) % 3]));
            all.push((
                50,
                72 + 27 * at,
                10,
                if [3, 5, 6, 7].contains(&((at as usize + page * page + page / 3) % 8)) {
                    "No, not yet."
                } else {
                    "Yes."
                },
            ));
        }
        all
    };
    let all: Vec<_> = (0..24).map(lines).collect();
    assert_eq!(left_out(&read(pages(&all))), Vec::<&str>::new());
}

#[test]
fn pages_with_wide_margins_have_their_numbers_nearer_to_the_middle() {
    let page = |number: &'static str| -> Vec<Line<'static>> {
        let mut all = text(0);
        all.retain(|line| line.1 >= 100 && line.1 <= 470);
        all.push((197, 500, 10, number));
        all
    };
    for numbers in [&["4", "5", "6"][..], &["1", "2"], &["17"]] {
        let all: Vec<_> = numbers.iter().map(|number| page(number)).collect();
        assert_eq!(left_out(&read(pages(&all))).join(" "), numbers.join(" "));
    }
}
