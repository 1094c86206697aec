//! Tables of PDFs: a figure stays in its column, whichever cells of its row are missing or wrapped.

use crate::paper::pages;
use crate::pdf::read;
use article_annotator::model::BlockKind;

/// Right edges of figures: each sign is about half as wide as it is high.
const FIGURE: u32 = 6;

/// Rows of a table on one page each 15 points below the other: `x:words`, or `x<words` for words that end at x.
fn rows(rows: &[&str]) -> Vec<(u32, u32, String)> {
    let mut all = Vec::new();
    let mut y = 60;
    for row in rows {
        let (row, down) =
            row.split_once('^').map_or((*row, 15), |(row, down)| (row, down.parse().unwrap()));
        for cell in row.split('|').map(str::trim).filter(|cell| !cell.is_empty()) {
            let at = cell.find([':', '<']).unwrap();
            let (x, words) = (cell[..at].parse::<u32>().unwrap(), &cell[at + 1..]);
            let left =
                if cell[at..].starts_with('<') { x - FIGURE * words.len() as u32 } else { x };
            all.push((left, y, words.to_owned()));
        }
        y += down;
    }
    all
}

fn table(pages_of: &[&[&str]]) -> Vec<String> {
    let all: Vec<_> = pages_of.iter().map(|page| rows(page)).collect();
    let all: Vec<Vec<_>> = all
        .iter()
        .map(|page| page.iter().map(|(x, y, words)| (*x, *y, 10, words.as_str())).collect())
        .collect();
    let manuscript = read(pages(&all));
    let is_row = |kind: BlockKind| if kind.is_row() { "" } else { "p " };
    let kept = manuscript.passages.iter().filter(|one| !one.left_out);
    kept.map(|one| format!("{}{}", is_row(one.kind), one.text)).collect()
}

#[test]
fn an_empty_cell_moves_no_figure_under_another_heading() {
    for (what, rows, wanted) in [
        (
            "in the middle, at the end, at the beginning",
            &[
                "50:Crop | 150:1990 | 220:1991 | 290:1992",
                "50:Rye | 150:11 | 220:12 | 290:13",
                "50:Oats | 220:22 | 290:23",
                "50:Wheat | 150:31 | 290:33",
                "50:Flax | 150:41 | 220:42",
                "150:51 | 220:52 | 290:53",
            ][..],
            &[
                "Crop\t1990\t1991\t1992",
                "Rye\t11\t12\t13",
                "Oats\t\t22\t23",
                "Wheat\t31\t\t33",
                "Flax\t41\t42\t",
                "\t51\t52\t53",
            ][..],
        ),
        (
            "no heading over the names",
            &[
                "150:1990 | 220:1991",
                "50:Rye | 150:11 | 220:12",
                "50:Oats | 220:22",
                "50:Wheat | 150:31 | 220:32",
            ],
            &["\t1990\t1991", "Rye\t11\t12", "Oats\t\t22", "Wheat\t31\t32"],
        ),
        (
            "figures at the right under headings at the left",
            &[
                "50:Crop | 150:Rye | 220:Oats | 290:Flax",
                "50:Lund | 205<7 | 275<8 | 345<9",
                "50:Malmo | 275<18 | 345<19",
                "50:Ystad | 205<27 | 345<29",
                "50:Kalmar | 205<37 | 275<38",
            ],
            &[
                "Crop\tRye\tOats\tFlax",
                "Lund\t7\t8\t9",
                "Malmo\t\t18\t19",
                "Ystad\t27\t\t29",
                "Kalmar\t37\t38\t",
            ],
        ),
        (
            "headings over several columns",
            &[
                "160:Bread and rye | 290:Beer",
                "50:Town | 150:1990 | 220:1991 | 290:1992",
                "50:Lund | 150:11 | 220:12 | 290:13",
                "50:Malmo | 220:22 | 290:23",
            ],
            &[
                "\tBread and rye\t\tBeer",
                "Town\t1990\t1991\t1992",
                "Lund\t11\t12\t13",
                "Malmo\t\t22\t23",
            ],
        ),
        (
            "one heading over several columns",
            &[
                "50:Town | 160:Bread, cake and beer in each year",
                "150:1990 | 220:1991 | 290:1992",
                "50:Lund | 150:11 | 220:12 | 290:13",
                "50:Malmo | 220:22 | 290:23",
            ],
            &[
                "Town\tBread, cake and beer in each year\t\t",
                "\t1990\t1991\t1992",
                "Lund\t11\t12\t13",
                "Malmo\t\t22\t23",
            ],
        ),
        (
            "the last rows lack the last column",
            &[
                "50:Town | 150:1990 | 220:1991",
                "50:Lund | 150:11 | 220:12",
                "50:Malmo | 150:21",
                "50:Ystad | 150:31",
            ],
            &["Town\t1990\t1991", "Lund\t11\t12", "Malmo\t21\t", "Ystad\t31\t"],
        ),
        (
            "a row with nothing but its name, and one with nothing but a figure",
            &[
                "50:Town | 150:1990 | 220:1991",
                "50:Lund | 150:11 | 220:12",
                "50:Malmo",
                "50:Ystad | 150:31 | 220:32",
                "220:42",
                "50:Kalmar | 150:51 | 220:52",
            ],
            &[
                "Town\t1990\t1991",
                "Lund\t11\t12",
                "Malmo\t\t",
                "Ystad\t31\t32",
                "\t\t42",
                "Kalmar\t51\t52",
            ],
        ),
        (
            "figures as near to each other as words, and their headings even nearer",
            &[
                "50:Town or city | 140:1990 | 167:1991 | 194:1992 | 221:Words",
                "50:Lund | 162<11 | 190<12",
                "50:Malmo | 190<22 | 217<23 | 221:from the books",
                "50:Ystad | 162<31 | 217<33",
                "50:Kalmar | 162<41 | 190<42 | 217<43",
            ],
            &[
                "Town or city\t1990\t1991\t1992\tWords",
                "Lund\t11\t12\t\t",
                "Malmo\t\t22\t23\tfrom the books",
                "Ystad\t31\t\t33\t",
                "Kalmar\t41\t42\t43\t",
            ],
        ),
        (
            "debit or credit",
            &[
                "50:Day | 150:Paid | 220:Received",
                "50:Monday | 150:11",
                "50:Tuesday | 220:22",
                "50:Friday | 150:33",
                "50:Sunday | 220:44",
            ],
            &[
                "Day\tPaid\tReceived",
                "Monday\t11\t",
                "Tuesday\t\t22",
                "Friday\t33\t",
                "Sunday\t\t44",
            ],
        ),
    ] {
        assert_eq!(table(&[rows]), wanted, "{what}");
    }
}

#[test]
fn a_name_on_two_lines_is_one_cell_and_a_heading_between_rows_is_none() {
    for (what, rows, wanted) in [
        (
            "the figures beside the first line",
            &[
                "50:Town | 150:1990 | 220:1991 ^24",
                "50:Council of | 150:11 | 220:12 ^12",
                "50:the city ^24",
                "50:Malmo | 220:22 ^24",
                "50:Ystad | 150:31 | 220:32",
            ][..],
            &["Town\t1990\t1991", "Council of the city\t11\t12", "Malmo\t\t22", "Ystad\t31\t32"][..],
        ),
        (
            "beside the last line",
            &[
                "50:Town | 150:1990 | 220:1991 ^24",
                "50:Council of ^12",
                "50:the city | 150:11 | 220:12 ^24",
                "50:Malmo | 220:22 ^24",
                "50:Ystad | 150:31 | 220:32",
            ],
            &["Town\t1990\t1991", "Council of the city\t11\t12", "Malmo\t\t22", "Ystad\t31\t32"],
        ),
        (
            "in the middle of both",
            &[
                "50:Town | 150:1990 | 220:1991 ^24",
                "50:Council of ^6",
                "150:11 | 220:12 ^6",
                "50:the city ^24",
                "50:Malmo | 220:22 ^24",
                "50:Ystad | 150:31 | 220:32",
            ],
            &["Town\t1990\t1991", "Council of the city\t11\t12", "Malmo\t\t22", "Ystad\t31\t32"],
        ),
        (
            "rows as near as lines",
            &[
                "50:Town | 150:1990 | 220:1991 ^12",
                "50:Council of ^12",
                "50:the city | 150:11 | 220:12 ^12",
                "50:Malmo | 220:22 ^12",
                "50:Ystad | 150:31 | 220:32",
            ],
            &["Town\t1990\t1991", "Council of the city\t11\t12", "Malmo\t\t22", "Ystad\t31\t32"],
        ),
        (
            "no name, but what the next rows are about",
            &[
                "50:Town | 150:1990 | 220:1991 ^12",
                "50:North ^12",
                "50:Lund | 150:11 | 220:12 ^12",
                "50:Malmo | 220:22 ^12",
                "50:South ^12",
                "50:Ystad | 150:31 | 220:32",
            ],
            &[
                "Town\t1990\t1991",
                "North\t\t",
                "Lund\t11\t12",
                "Malmo\t\t22",
                "South\t\t",
                "Ystad\t31\t32",
            ],
        ),
    ] {
        assert_eq!(table(&[rows]), wanted, "{what}");
    }
}

#[test]
fn a_table_over_two_pages_has_the_columns_of_both() {
    let first = [
        "50:Town | 150:1990 | 220:1991 | 290:1992",
        "50:Lund | 150:11 | 290:13",
        "50:Malmo | 150:21 | 290:23",
    ];
    let second = ["50:Ystad | 150:31 | 220:32", "50:Kalmar | 220:42", "50:Visby | 150:51 | 220:52"];
    let wanted = [
        "Town\t1990\t1991\t1992",
        "Lund\t11\t\t13",
        "Malmo\t21\t\t23",
        "Ystad\t31\t32\t",
        "Kalmar\t\t42\t",
        "Visby\t51\t52\t",
    ];
    assert_eq!(table(&[&first, &second]), wanted);
}

#[test]
fn text_beside_a_table_and_items_of_a_list_are_no_rows() {
    let rows = [
        "50:What the towns of the south of the country paid for bread is told",
        "50:by the figures of the next table.^30",
        "50:Town | 150:1990 | 220:1991",
        "50:Lund | 150:11 | 220:12",
        "50:Malmo | 150:21^30",
        "50:Source: the towns.",
    ];
    let wanted = [
        "p What the towns of the south of the country paid for bread is told by the figures of the next table.",
        "Town\t1990\t1991",
        "Lund\t11\t12",
        "Malmo\t21\t",
        "p Source: the towns.",
    ];
    assert_eq!(table(&[&rows]), wanted);
    let items =
        ["50:1. | 80:Bread for all", "50:2. | 80:Beer for some", "50:3. | 80:Nothing for the rest"];
    assert_eq!(
        table(&[&items]),
        ["p 1. Bread for all", "p 2. Beer for some", "p 3. Nothing for the rest"]
    );
}

#[test]
fn a_table_of_more_columns_than_any_has_ends() {
    let line: Vec<String> = (0..190).map(|at| format!("{}:a", at * 20)).collect();
    let line = line.join("|");
    let read = table(&[&vec![line.as_str(); 33]]);
    assert!(!read.is_empty());
}
