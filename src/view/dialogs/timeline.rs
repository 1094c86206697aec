//! The article as a line: where people are mentioned, quoted, and claim something.

use std::fmt::Display;

use yew::prelude::*;

use crate::formats::codecs::picture::page::{WhoPage, WhoRow};
use crate::view::parts::element::{element, words};

/// A place across, in percent.
pub fn across(x: usize) -> String {
    format!("{}.{:02}%", x / 100, x % 100)
}

/// Words at a place across; in an article that begins on the right they end there.
fn words_at(class: &str, page: &WhoPage, x: usize, y: &str, inside: &dyn Display) -> Html {
    let anchor = if page.rtl { "end" } else { "start" };
    let keys = &["class", "x", "y", "text-anchor"];
    element("text", keys, &[&class, &across(x), &y, &anchor], vec![words(inside)])
}

/// The numbers of the paragraphs.
pub fn scale(page: &WhoPage) -> Html {
    let number = |pair: &[usize]| words_at("", page, pair[0], "13", &format!("¶\u{a0}{}", pair[1]));
    let numbers = page.numbers.chunks_exact(2).map(number).collect();
    element("svg", &["class", "aria-hidden"], &[&"scale", &"true"], numbers)
}

/// How the paths of a row are drawn: the class, the index of the path, and where in the height.
const LINES: [(&str, usize, &str); 18] = [
    ("t-quote", 2, "20.75"),
    ("t-quote-line", 2, "27.5"),
    ("t-quote-line", 2, "29.5"),
    ("t-claim", 1, "34.5"),
    ("t-claim-line", 1, "38"),
    ("t-mention", 0, "12.5"),
    ("t-dense a", 3, "20.75"),
    ("t-dense b", 4, "20.75"),
    ("t-dense c", 5, "20.75"),
    ("t-dense d", 6, "20.75"),
    ("t-dense a", 7, "38"),
    ("t-dense b", 8, "38"),
    ("t-dense c", 9, "38"),
    ("t-dense d", 10, "38"),
    ("t-dense a", 11, "20.75"),
    ("t-dense b", 12, "20.75"),
    ("t-dense c", 13, "20.75"),
    ("t-dense d", 14, "20.75"),
];

/// The article as a line, and on it what is about somebody.
pub fn line(page: &WhoPage, row: &WhoRow, here: Option<usize>) -> Html {
    let path = |class: &str, d: &str, y: &str| {
        let place = format!("translate(0 {y})");
        element("path", &["class", "d", "transform"], &[&class, &d, &place], Vec::new())
    };
    let mut paths = vec![path("grid", &page.grid, "0"), path("base", "M0 0h10000", "30.5")];
    for (class, index, y) in LINES {
        if let Some(d) = row.paths.get(index).filter(|d| !d.is_empty()) {
            paths.push(path(class, d, y));
        }
    }
    let keys = &["viewBox", "preserveAspectRatio"];
    let mut inside = vec![element("svg", keys, &[&"0 0 10000 52", &"none"], paths)];
    let own = here.and_then(|here| row.marks.get(3 * here + 2));
    for part in row.marks.chunks_exact(3).filter(|part| Some(&part[2]) == own) {
        let keys = &["class", "x", "y", "width", "height"];
        let (x, width) = (across(part[0]), across(part[1]));
        inside.push(element("rect", keys, &[&"t-here", &x, &"15%", &width, &"65%"], Vec::new()));
    }
    for verdict in row.verdicts.chunks_exact(3) {
        let (filled, of) = (verdict[1], verdict[2]);
        let dots = (0..of).map(|at| if at < filled { '●' } else { '○' });
        let dots: String = if of == 0 { "?".to_owned() } else { dots.collect() };
        inside.push(words_at("t-v", page, verdict[0], "80%", &format!("\u{a0}{dots}\u{a0}")));
    }
    element("svg", &["class", "aria-hidden"], &[&"timeline", &"true"], inside)
}
