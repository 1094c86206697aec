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

/// How much of a page is its margin, above and below; how many rows of it are looked at, and of how many pieces:
/// more are a table.
const MARGIN: f32 = 0.14;
const ROWS: usize = 3;
const PIECES: usize = 4;
/// How far a running head may move from page to page, in points.
const NEAR: f32 = 6.0;
/// How much farther a row is from the next one than that from the one after, if it is set apart.
const APART: f32 = 1.25;
/// Most letters beside the numbers of “Page 1 of 2”.
const LETTERS: usize = 12;

/// A piece in a margin, and where.
struct MarginPiece {
    page: usize,
    at: usize,
    /// The number of its row, counted over all pages, how many pieces it has, and whether it is set apart.
    row: usize,
    beside: usize,
    apart: bool,
    /// Whether its letters are no larger than those of the next row.
    small: bool,
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
    let found = repeated(&candidates, pages.len());
    let mut of_row: BTreeMap<usize, usize> = BTreeMap::new();
    found.iter().for_each(|one| *of_row.entry(one.row).or_default() += 1);
    // Cells of a table come again, too, in rows that do not.
    let is_whole = |one: &&MarginPiece| one.apart || of_row.get(&one.row) == Some(&one.beside);
    for candidate in found.into_iter().filter(is_whole) {
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
    let mut all: Vec<MarginPiece> = Vec::new();
    let mut count = 0;
    for (page, PagePieces { size, pieces }) in pages.iter().enumerate() {
        for from_top in [true, false] {
            let rows = edge_rows(pieces, from_top);
            let base = |at: usize| rows.get(at).map(|(base, _)| *base);
            let apart = |at: usize| match (base(at), base(at + 1), base(at + 2)) {
                (Some(one), Some(next), Some(third)) => {
                    (next - one).abs() > APART * (third - next).abs()
                }
                _ => true,
            };
            let size_of = |at: usize| pieces.get(at).map_or(0.0, |piece| piece.size);
            for (number, (base, row)) in rows.iter().take(ROWS).enumerate() {
                count += 1;
                let next = rows.get(number + 1).and_then(|(_, row)| row.first());
                for at in row.iter().filter(|_| row.len() <= PIECES) {
                    let Some(piece) = pieces.get(*at) else { continue };
                    let inside = match from_top {
                        true => piece.base <= MARGIN * size.1,
                        false => piece.top() >= (1.0 - MARGIN) * size.1,
                    };
                    if !inside {
                        continue;
                    }
                    let (pattern, numbers) = pattern(&piece.plain());
                    all.push(MarginPiece {
                        page,
                        at: *at,
                        row: count,
                        beside: row.len(),
                        apart: apart(number),
                        small: next.is_none_or(|next| piece.size <= 1.1 * size_of(*next)),
                        pattern,
                        place: if from_top { *base } else { base - size.1 },
                        numbers,
                    });
                }
            }
        }
    }
    all
}

/// The first rows of a page from its edge, and two more, by their baselines: the places of their pieces.
fn edge_rows(pieces: &[LinePiece], from_top: bool) -> Vec<(f32, Vec<usize>)> {
    let mut rows: Vec<(f32, Vec<usize>)> = Vec::new();
    for step in 0..pieces.len() {
        let at = if from_top { step } else { pieces.len() - 1 - step };
        let Some(piece) = pieces.get(at) else { break };
        let count = rows.len();
        match rows.last_mut() {
            Some((base, row)) if (*base - piece.base).abs() < 3.0 => row.push(at),
            _ if count == ROWS + 2 => break,
            _ => rows.push((piece.base, vec![at])),
        }
    }
    rows
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
            } else if candidate.is_number(pages) {
                alone.push(candidate);
            }
        }
    }
    // The first page of an article has its number elsewhere.
    let counted: Vec<i64> = all.iter().filter_map(|one| offset(one)).chain([1]).collect();
    alone.retain(|one| offset(one).is_some_and(|offset| counted.contains(&offset)));
    all.extend(alone);
    all
}

impl MarginPiece {
    /// Whether it may be the number of its page though it is on no other one: alone on its row, and at the head
    /// of a page set apart like no number of a chapter.
    fn is_number(&self, pages: usize) -> bool {
        let letters = self.pattern.chars().filter(|c| c.is_alphabetic()).count();
        let of_all = self.numbers.get(1).is_some_and(|last| *last == pages as i64);
        let is_foot = self.place < 0.0 || self.page > 0 && self.apart && self.small;
        !self.numbers.is_empty()
            && self.beside == 1
            && is_foot
            && (letters == 0 || of_all && self.numbers.len() == 2 && letters <= LETTERS)
    }
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
