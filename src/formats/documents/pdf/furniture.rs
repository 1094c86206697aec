//! Running heads, page numbers and what else stands on the page and not in the text: by its place, because it
//! comes again on other pages, or because the file says so. It is set apart, never dropped.

use std::collections::BTreeMap;

use super::pieces::LinePiece;

/// The pieces of a page of this height.
#[derive(Debug, Default, Clone)]
pub struct PagePieces {
    /// Its size, upright.
    pub size: (f32, f32),
    /// Its pieces, from top to bottom.
    pub pieces: Vec<LinePiece>,
}

/// How much of a page is its margin, above and below; and how many rows of it are looked at.
const MARGIN: f32 = 0.14;
const ROWS: usize = 3;
/// How far a running head may move from page to page, in points.
const NEAR: f32 = 6.0;

/// A piece in a margin, and where.
struct MarginPiece {
    page: usize,
    at: usize,
    /// What stays the same from page to page: its words, with one sign for each number.
    pattern: String,
    /// Its distance from the top, or its negative distance from the bottom.
    place: f32,
    numbers: Vec<i64>,
}

/// Takes the furniture out of the pages; what was taken, in order, with the number of its page.
pub fn take_out(pages: &mut [PagePieces]) -> Vec<(usize, LinePiece)> {
    let candidates = candidates(pages);
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for candidate in repeated(&candidates, pages.len()) {
        if let Some(page) = taken.get_mut(candidate.page) {
            page.push(candidate.at);
        }
    }
    let mut all = Vec::new();
    for (index, (page, taken)) in pages.iter_mut().zip(taken).enumerate() {
        let mut at = 0;
        page.pieces.retain(|piece| {
            let is = taken.contains(&at) || is_artifact(piece);
            at += 1;
            if is {
                all.push((index, piece.clone()));
            }
            !is
        });
    }
    all
}

fn is_artifact(piece: &LinePiece) -> bool {
    piece.runs.iter().all(|run| run.artifact)
}

/// The pieces that may be furniture: in the first and last rows of each page.
fn candidates(pages: &[PagePieces]) -> Vec<MarginPiece> {
    let mut all = Vec::new();
    for (page, PagePieces { size, pieces }) in pages.iter().enumerate() {
        let rows = |from_top: bool| {
            let mut bases: Vec<f32> = Vec::new();
            let mut found = Vec::new();
            let places: Box<dyn Iterator<Item = usize>> = if from_top {
                Box::new(0..pieces.len())
            } else {
                Box::new((0..pieces.len()).rev())
            };
            for at in places {
                let Some(piece) = pieces.get(at) else { break };
                let inside = match from_top {
                    true => piece.base <= MARGIN * size.1,
                    false => piece.top() >= (1.0 - MARGIN) * size.1,
                };
                if !bases.iter().any(|base| (base - piece.base).abs() < 3.0) {
                    bases.push(piece.base);
                }
                if !inside || bases.len() > ROWS {
                    break;
                }
                found.push((at, if from_top { piece.base } else { piece.base - size.1 }));
            }
            found
        };
        for (at, place) in rows(true).into_iter().chain(rows(false)) {
            if let Some(piece) = pieces.get(at) {
                let (pattern, numbers) = pattern(&piece.plain());
                all.push(MarginPiece { page, at, pattern, place, numbers });
            }
        }
    }
    all
}

/// Those that come again at the same place with the same words, and page numbers.
fn repeated(candidates: &[MarginPiece], pages: usize) -> Vec<&MarginPiece> {
    let mut by_pattern: BTreeMap<&str, Vec<&MarginPiece>> = BTreeMap::new();
    for candidate in candidates {
        by_pattern.entry(&candidate.pattern).or_default().push(candidate);
    }
    let offset = |one: &MarginPiece| one.numbers.first().map(|number| number - one.page as i64);
    let (mut all, mut alone): (Vec<&MarginPiece>, Vec<&MarginPiece>) = (Vec::new(), Vec::new());
    for same in by_pattern.into_values() {
        for candidate in &same {
            let near = |one: &&&MarginPiece| {
                (one.place - candidate.place).abs() <= NEAR && one.place * candidate.place > 0.0
            };
            // The same head may stand left on one page and right on the next: its row decides.
            let others = same.iter().filter(near).filter(|one| one.page != candidate.page);
            // Each number stays, or goes on as the pages do.
            let fits = |one: &&&MarginPiece| {
                let pages = one.page as i64 - candidate.page as i64;
                let mut pairs = one.numbers.iter().zip(&candidate.numbers);
                pairs.all(|(a, b)| [0, pages].contains(&a.saturating_sub(*b)))
            };
            let least = if pages >= 4 && candidate.numbers.is_empty() { 2 } else { 1 };
            if others.filter(fits).take(least).count() == least {
                all.push(*candidate);
            } else if !candidate.numbers.is_empty()
                && candidate.pattern.chars().all(|c| !c.is_alphabetic())
            {
                alone.push(candidate);
            }
        }
    }
    // The first page of an article has its number elsewhere.
    let counted: Vec<i64> = all.iter().filter_map(|one| offset(one)).chain([1]).collect();
    alone.retain(|one| {
        one.place < 0.0 && offset(one).is_some_and(|offset| counted.contains(&offset))
    });
    all.extend(alone);
    all
}

/// A text with one sign for each number, and its numbers: of “Page 3 of 10”, 3 and 10.
fn pattern(text: &str) -> (String, Vec<i64>) {
    let mut pattern = String::new();
    let mut numbers: Vec<i64> = Vec::new();
    let mut number = String::new();
    let mut letters = 0;
    for c in text.chars().chain(['\n']) {
        if let Some(digit) = c.to_digit(10) {
            number.push_str(&digit.to_string());
            continue;
        }
        if !number.is_empty() {
            numbers.extend(number.parse::<i64>());
            number.clear();
            pattern.push('#');
        }
        if !c.is_whitespace() {
            letters += usize::from(c.is_alphabetic());
            pattern.extend(c.to_lowercase());
        }
    }
    if letters > 0
        && numbers.is_empty()
        && let Some(number) = roman(&pattern)
    {
        return ("#".to_owned(), vec![number]);
    }
    (pattern, numbers)
}

/// The value of a number in Roman numerals, as pages before the first chapter have.
fn roman(text: &str) -> Option<i64> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Vec<i64> = text.chars().map(value).collect::<Option<_>>()?;
    let (mut sum, mut last) = (0, 0);
    for value in values.into_iter().rev() {
        sum += if value < last { -value } else { value };
        last = last.max(value);
    }
    (sum > 0).then_some(sum)
}
