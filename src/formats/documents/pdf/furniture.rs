//! Running heads, page numbers and what else stands on the page and not in the text: by its place, because it
//! comes again on other pages, or because the file says so. It is set apart, never dropped.

use std::collections::{BTreeMap, BTreeSet};

use super::page_numbers::{pattern, says_page};
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
const WIDE: f32 = 0.2;
const ROWS: usize = 3;
const PIECES: usize = 4;
/// How far a running head may move from page to page, in points.
const NEAR: f32 = 6.0;
/// How much farther a row is from the next one than that from the one after, if it is set apart.
const APART: f32 = 1.25;
/// How much farther from the text than its lines from each other something beside the text is, and a number that
/// nothing but its place shows to be that of its page; how near that one is to the edge of the page.
const FAR: f32 = 1.3;
const FARTHER: f32 = 1.9;
const EDGE: f32 = 0.1;
/// Fewest pages with a head that is no farther from the text than lines are from each other.
const MANY: usize = 4;
/// Number of pages before and after in which the same is looked for.
const AROUND: usize = 400;
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
    /// How far the text is, in parts of what its lines are from each other.
    far: f32,
    /// Whether it is nearest to the edge, and how near, in parts of the page.
    first: bool,
    edge: f32,
    /// Whether it stands in the middle of its line.
    centred: bool,
    /// Whether its row is one of a table.
    cells: bool,
    /// Whether its letters are no larger than those of the next row.
    small: bool,
    /// What stays the same from page to page: its words, with one sign for each number.
    pattern: String,
    /// Its distance from the top, or its negative distance from the bottom.
    place: f32,
    numbers: Vec<i64>,
    /// Whether its words, if there are any, are those of a page number.
    says_page: bool,
}

/// Takes the furniture out of the pages; what was taken, in order, with the number of its page.
pub fn take_out(pages: &mut [PagePieces]) -> Vec<(usize, LinePiece)> {
    let candidates = candidates(pages);
    let mut taken: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    let mut found = repeated(&candidates, pages.len());
    drop_text(&mut found, pages);
    let mut of_row: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    let places: BTreeSet<(usize, usize)> = found.iter().map(|one| (one.row, one.at)).collect();
    for one in &candidates {
        let is_found = places.contains(&(one.row, one.at));
        let row = of_row.entry(one.row).or_default();
        row.0 += usize::from(is_found);
        row.1 |= !is_found && !one.numbers.is_empty();
    }
    // Cells of a table come again, too, in rows that do not; a row with figures of its own keeps its name.
    let is_whole = |one: &&MarginPiece| {
        of_row.get(&one.row).is_some_and(|(count, has_figures)| {
            *count == one.beside || one.apart && (!has_figures || !one.numbers.is_empty())
        })
    };
    for candidate in found.into_iter().filter(is_whole) {
        if let Some(page) = taken.get_mut(candidate.page) {
            page.push(candidate.at);
        }
    }
    // Some programs call all they write part of the page.
    let runs = || pages.iter().flat_map(|page| &page.pieces).flat_map(|piece| &piece.runs);
    let letters: usize = runs().map(|run| run.letters.len()).sum();
    let called: usize = runs().filter(|run| run.artifact).map(|run| run.letters.len()).sum();
    let believed = 2 * called <= letters;
    let mut all = Vec::new();
    for (index, (page, taken)) in pages.iter_mut().zip(taken).enumerate() {
        let mut at = 0;
        page.pieces.retain(|piece| {
            let is = taken.contains(&at) || believed && is_artifact(piece);
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
        let usual = usual_distance(pieces);
        for from_top in [true, false] {
            let rows = edge_rows(pieces, from_top);
            let base = |at: usize| rows.get(at).map(|(base, _)| *base);
            let apart = |at: usize| match (base(at), base(at + 1), base(at + 2)) {
                (Some(one), Some(next), Some(third)) => {
                    (next - one).abs() > APART * (third - next).abs()
                }
                _ => true,
            };
            // Of the rows within the margin, the one nearest to the text tells how far all of them are.
            let far = |at: usize| {
                let gaps = (at..ROWS).filter_map(|at| Some((base(at)? - base(at + 1)?).abs()));
                let far = gaps.fold(0.0, f32::max) / usual;
                if rows.len() <= at + 1 { f32::INFINITY } else { far }
            };
            let size_of = |at: usize| pieces.get(at).map_or(0.0, |piece| piece.size);
            for (number, (base, row)) in rows.iter().take(ROWS).enumerate() {
                count += 1;
                let next = rows.get(number + 1).and_then(|(_, row)| row.first());
                for at in row.iter().filter(|_| row.len() <= PIECES) {
                    let Some(piece) = pieces.get(*at) else { continue };
                    // A page with wide margins has them nearer to its middle.
                    let margin = if far(number) >= FARTHER { WIDE } else { MARGIN };
                    let inside = match from_top {
                        true => piece.base <= margin * size.1,
                        false => piece.top() >= (1.0 - margin) * size.1,
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
                        far: far(number),
                        first: number == 0,
                        edge: if from_top { base / size.1 } else { 1.0 - base / size.1 },
                        centred: {
                            let middle = (piece.left + piece.right) / 2.0;
                            (middle - size.0 / 2.0).abs() < 0.05 * size.0
                        },
                        cells: is_of_table(pieces, &rows, number),
                        small: next.is_none_or(|next| piece.size <= 1.1 * size_of(*next)),
                        pattern,
                        place: if from_top { *base } else { base - size.1 },
                        numbers,
                        says_page: says_page(&piece.plain()),
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

/// What most rows of a page are no farther apart than, in points.
fn usual_distance(pieces: &[LinePiece]) -> f32 {
    let mut bases: Vec<f32> = pieces.iter().map(|piece| piece.base).collect();
    bases.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    let mut gaps: Vec<f32> = bases.array_windows().map(|[one, next]| (next - one).abs()).collect();
    gaps.sort_by(f32::total_cmp);
    let high = 1.5 * pieces.first().map_or(10.0, |piece| piece.size);
    let usual = gaps.get((9 * gaps.len().saturating_sub(1)) / 10).copied();
    usual.filter(|_| gaps.len() > 1).unwrap_or(high).max(1.0)
}

/// Whether a row and the next two divide at the same place, and have something short there.
fn is_of_table(pieces: &[LinePiece], rows: &[(f32, Vec<usize>)], at: usize) -> bool {
    let gaps = |at: usize| -> Vec<(f32, f32)> {
        let row = rows.get(at).map_or(&[][..], |(_, row)| row);
        let mut row: Vec<&LinePiece> = row.iter().filter_map(|at| pieces.get(*at)).collect();
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let short = |piece: &LinePiece| piece.right - piece.left < SHORT * piece.size;
        row.array_windows()
            .filter(|[one, next]| short(one) || short(next))
            .map(|[one, next]| (one.right, next.left))
            .collect()
    };
    let (own, next, third) = (gaps(at), gaps(at + 1), gaps(at + 2));
    own.iter().any(|(left, right)| {
        let meets = |gap: &(f32, f32)| right.min(gap.1) - left.max(gap.0) > 3.0;
        next.iter().any(meets) && third.iter().any(meets)
    })
}

/// Widest cell that no column of text is as narrow as, in parts of its size.
const SHORT: f32 = 7.0;

/// Those that come again at the same place with the same words, and page numbers.
fn repeated(candidates: &[MarginPiece], pages: usize) -> Vec<&MarginPiece> {
    let mut by_pattern: BTreeMap<&str, Vec<&MarginPiece>> = BTreeMap::new();
    for candidate in candidates {
        by_pattern.entry(&candidate.pattern).or_default().push(candidate);
    }
    let offset = |one: &MarginPiece| one.numbers.first().map(|number| number - one.page as i64);
    let (mut all, mut alone): (Vec<&MarginPiece>, Vec<&MarginPiece>) = (Vec::new(), Vec::new());
    for same in by_pattern.into_values() {
        for (at, candidate) in same.iter().enumerate() {
            // The same head may stand left on one page and right on the next: its row decides.
            let near = |one: &&&MarginPiece| {
                (one.place - candidate.place).abs() <= NEAR
                    && one.place * candidate.place > 0.0
                    && one.page != candidate.page
            };
            // Each number stays, or goes on as the pages do.
            let fits = |one: &&&MarginPiece| {
                let pages = one.page as i64 - candidate.page as i64;
                let mut pairs = one.numbers.iter().zip(&candidate.numbers);
                pairs.all(|(a, b)| [0, pages].contains(&a.saturating_sub(*b)))
            };
            let around = same.get(at.saturating_sub(AROUND)..(at + AROUND).min(same.len()));
            let others = around.unwrap_or_default().iter().filter(near).filter(fits);
            let is_far = candidate.far >= FAR || !candidate.numbers.is_empty();
            let comes_again = others.clone().take(MANY).count() >= candidate.least(pages);
            if comes_again && (is_far || is_regular(candidate.page, others.map(|one| one.page))) {
                all.push(*candidate);
            } else if candidate.is_number(pages) {
                alone.push(*candidate);
            }
        }
    }
    // The first page of an article has its number elsewhere.
    let counted: Vec<i64> = all.iter().filter_map(|one| offset(one)).chain([1]).collect();
    let counts = |one: &MarginPiece| offset(one).is_some_and(|offset| counted.contains(&offset));
    alone.retain(|one| counts(one) || one.is_lone_number());
    all.extend(alone);
    all
}

/// Whether something is on nearly all pages, or on all left or right ones, from its first to its last.
fn is_regular(page: usize, others: impl Iterator<Item = usize>) -> bool {
    let pages: BTreeSet<usize> = others.chain([page]).collect();
    let (Some(first), Some(last)) = (pages.first(), pages.last()) else { return false };
    let step = if pages.iter().all(|page| page % 2 == first % 2) { 2 } else { 1 };
    5 * pages.len() >= 4 * ((last - first) / step + 1)
}

/// Takes away what stands where more pages have text that does not come again: it comes again by chance.
fn drop_text(found: &mut Vec<&MarginPiece>, pages: &[PagePieces]) {
    let mut furniture: Vec<(usize, usize)> = found.iter().map(|one| (one.page, one.at)).collect();
    furniture.sort_unstable();
    // How far the text of each page reaches up, and down as a distance from the bottom.
    let reach: Vec<(f32, f32)> = pages
        .iter()
        .enumerate()
        .map(|(page, PagePieces { size, pieces })| {
            let is_text = |at: &usize| furniture.binary_search(&(page, *at)).is_err();
            let base = |at: usize| pieces.get(at).map(|piece| piece.base);
            let first = (0..pieces.len()).find(is_text).and_then(base);
            let last = (0..pieces.len()).rev().find(is_text).and_then(base);
            (first.unwrap_or(f32::INFINITY), last.map_or(f32::NEG_INFINITY, |last| last - size.1))
        })
        .collect();
    let mut tops: Vec<f32> = reach.iter().map(|(top, _)| *top).collect();
    let mut feet: Vec<f32> = reach.iter().map(|(_, foot)| -*foot).collect();
    tops.sort_by(f32::total_cmp);
    feet.sort_by(f32::total_cmp);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    found.iter().for_each(|one| *counts.entry(&one.pattern).or_default() += 1);
    let counts: Vec<usize> =
        found.iter().map(|one| counts.get(one.pattern.as_str()).copied().unwrap_or(0)).collect();
    let mut counts = counts.into_iter();
    found.retain(|one| {
        let count = counts.next().unwrap_or_default();
        let reaching = match one.place > 0.0 {
            true => tops.partition_point(|top| *top <= one.place + NEAR),
            false => feet.partition_point(|foot| *foot <= NEAR - one.place),
        };
        !one.numbers.is_empty() || reaching <= if one.far < FAR { count / 8 } else { count }
    });
}

impl MarginPiece {
    /// On how many other pages it comes again if it is no text.
    fn least(&self, pages: usize) -> usize {
        match self.numbers.is_empty() {
            // What is no number and as near to the text as its lines is on many pages, or is text.
            true if self.far < FAR && !self.first || self.cells && self.far < FARTHER => usize::MAX,
            true if self.far < FAR => MANY - 1,
            true if pages >= 4 => 2,
            _ => 1,
        }
    }

    /// Whether nothing but its place says that it is the number of its page: far from the text, at the edge.
    fn is_lone_number(&self) -> bool {
        let short = self.numbers.iter().all(|number| *number < 1000);
        let is_at_edge = self.edge <= EDGE || self.place < 0.0 && self.centred;
        short && self.first && self.small && self.far >= FARTHER && is_at_edge
    }

    /// Whether it may be the number of its page though it is on no other one: alone on its row, and at the head
    /// of a page set apart like no number of a chapter.
    fn is_number(&self, pages: usize) -> bool {
        let letters = self.pattern.chars().filter(|c| c.is_alphabetic()).count();
        let of_all = self.numbers.get(1).is_some_and(|last| *last == pages as i64);
        let is_foot = self.place < 0.0 || self.page > 0 && self.apart && self.small;
        let is_counted = self.numbers.len() == 2 && self.numbers.is_sorted();
        let is_said = letters == 0
            || of_all && is_counted && letters <= LETTERS
            || self.says_page && self.numbers.len() <= 2 && self.numbers.is_sorted();
        !self.numbers.is_empty()
            && self.beside == 1
            && (is_foot || self.is_lone_number())
            && is_said
    }
}
