//! Lines of a column: pieces on one baseline, and their text as it is read.

use std::collections::BTreeMap;

use super::accents;
use super::bidi;
use super::paragraphs::is_item_sign;
use super::pieces::LinePiece;
use super::runs::{Letter, is_blank};
use super::tables::CellInTable;
use crate::model::characters::has_no_blanks;

/// A line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageLine {
    /// Its text, in stretches of one look, as it is read.
    pub spans: Vec<LineSpan>,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// Its baseline, downwards.
    pub base: f32,
    /// The height of the font of most of its letters.
    pub size: f32,
    /// Whether all its letters are bold.
    pub bold: bool,
    /// Whether all its letters are italic.
    pub italic: bool,
    /// The width of its first word.
    pub first_word: f32,
    /// The page it is on, from 0.
    pub page: usize,
    /// Whether its cells stand apart as in a table.
    pub is_row: bool,
    /// Its cells, from left to right, if it is in a table or near one; what stands a little apart is two of them.
    pub cells: Vec<PageLine>,
    /// Where it stands, if it is a line of a cell.
    pub cell: Option<CellInTable>,
}

/// A stretch of a line of one look.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineSpan {
    /// Its text.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether it is raised (`Some(true)`) or lowered.
    pub raised: Option<bool>,
}

/// Narrowest gap that separates words, in parts of the size, and a gap between cells of a table.
pub const WORD: f32 = 0.16;
const CELL: f32 = 1.2;
/// Narrowest gap between cells where others are wide.
const NARROW: f32 = 0.38;
/// Number of rows looked at above and below for one of the same table.
const FARTHEST: usize = 4;
/// Most pieces of a row that is one of a table, and most that a piece is held against.
const MOST: usize = 200;

/// The lines of a column, from top to bottom; `from_right` if its text runs from right to left.
pub fn lines(column: Vec<LinePiece>, from_right: bool, page: usize) -> Vec<PageLine> {
    let mut rows: Vec<Vec<LinePiece>> = Vec::new();
    for piece in column {
        match rows.last_mut() {
            Some(row) if is_beside(row, &piece) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|a, b| a.left.total_cmp(&b.left)));
    let cells: Vec<bool> = (0..rows.len()).map(|at| has_cells(&rows, at)).collect();
    let is_near = |at: usize| {
        let around = cells.get(at.saturating_sub(FARTHEST)..(at + FARTHEST + 1).min(cells.len()));
        around.unwrap_or_default().contains(&true)
    };
    let near: Vec<bool> = (0..rows.len()).map(is_near).collect();
    let of_tables = rows.iter().zip(&near).filter(|(_, near)| **near).flat_map(|(row, _)| row);
    let apart = 1.4 * of_tables.map(LinePiece::narrowest_gap).fold(CELL, f32::min);
    let lines = rows.into_iter().zip(cells).zip(near).map(|((row, is_row), is_near)| {
        let cell = |piece: LinePiece| line(&[piece], false, from_right, page);
        let cells = match is_near {
            true => row.iter().flat_map(|piece| piece.split(apart.max(NARROW))).map(cell).collect(),
            false => Vec::new(),
        };
        PageLine { cells, ..line(&row, is_row, from_right, page) }
    });
    lines.filter(|line| !line.spans.is_empty()).collect()
}

/// Whether a row is one of a table: its gaps go on in the row above or below, and one of them is wide.
fn has_cells(rows: &[Vec<LinePiece>], at: usize) -> bool {
    let gaps = |row: &[LinePiece]| -> Vec<(f32, f32, f32)> {
        let pairs = row.windows(2).filter_map(|pair| match pair {
            [one, next] => Some((one.right, next.left, one.size.max(next.size))),
            _ => None,
        });
        pairs.collect()
    };
    let counts = |row: &&Vec<LinePiece>| (2..=MOST).contains(&row.len());
    let Some(row) = rows.get(at).filter(counts) else { return false };
    // The bullet or number of an item is no cell.
    if let [first, _] = row.as_slice()
        && is_item_sign(&first.plain())
    {
        return false;
    }
    let own = gaps(row);
    let wide = |gaps: &[(f32, f32, f32)]| {
        gaps.iter().any(|(left, right, size)| right - left > CELL * size)
    };
    let meets_row = |other: &[LinePiece], own: &[(f32, f32, f32)]| {
        let others = gaps(other);
        let meets = |(left, right, size): &(f32, f32, f32)| {
            others.iter().any(|(l, r, _)| right.min(*r) - left.max(*l) > 0.4 * size)
        };
        // In justified text, gaps meet by chance, but not wide ones.
        own.iter().any(meets)
            && (wide(own) || wide(&others))
            && (wide(own) && wide(&others) || own.len() == others.len())
    };
    let neighbour = |step: isize| {
        let (mut own, mut at) = (own.clone(), at);
        for _ in 0..FARTHEST {
            at = at.checked_add_signed(step)?;
            let other = rows.get(at).filter(|other| other.len() <= MOST)?;
            let [alone] = other.as_slice() else { return Some(meets_row(other, &own)) };
            // The gaps go on beside a cell that is alone in its row.
            own.retain(|(left, right, size)| {
                let is_wide = right - left > CELL * size;
                is_wide && (alone.right <= *left || alone.left >= *right)
            });
        }
        None
    };
    neighbour(-1).unwrap_or(false) || neighbour(1).unwrap_or(false)
}

/// Whether a piece stands on the line of others.
fn is_beside(row: &[LinePiece], piece: &LinePiece) -> bool {
    let near = |one: &LinePiece| (one.base - piece.base).abs() <= 0.35 * one.size.min(piece.size);
    let apart = row.iter().rev().take(MOST).all(|one| {
        one.right <= piece.left + 0.3 * piece.size || one.left >= piece.right - 0.3 * piece.size
    });
    apart && row.last().is_some_and(near)
}

fn line(row: &[LinePiece], is_row: bool, from_right: bool, page: usize) -> PageLine {
    let size = main_size(row);
    let base = row.iter().max_by_key(|piece| piece.letters()).map_or(0.0, |piece| piece.base);
    let mut standing = Standing::default();
    let mut edge: Option<f32> = None;
    let pieces =
        row.iter().flat_map(|piece| piece.runs.iter().enumerate().map(|(at, run)| (at == 0, run)));
    for (begins, run) in pieces {
        let raised = match () {
            () if run.raised => Some(true),
            () if run.size > 0.86 * size => None,
            () if run.base < base - 0.14 * size => Some(true),
            () if run.base > base + 0.08 * size => Some(false),
            () => None,
        };
        let look = (run.bold, run.italic, raised);
        if is_row && begins && edge.is_some() {
            standing.put("\t", look, run.left, run.left);
        }
        standing.run(&run.letters, look, run.size, edge);
        edge = Some(edge.map_or(run.right, |edge| edge.max(run.right)));
    }
    let runs = || row.iter().flat_map(|piece| &piece.runs);
    PageLine {
        left: row.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min),
        right: row.iter().map(|piece| piece.right).fold(f32::NEG_INFINITY, f32::max),
        base,
        size,
        bold: runs().all(|run| run.bold),
        italic: runs().all(|run| run.italic),
        first_word: standing.first_word(from_right),
        page,
        is_row,
        cells: Vec::new(),
        cell: None,
        spans: standing.read(from_right),
    }
}

/// The size of most letters.
fn main_size(row: &[LinePiece]) -> f32 {
    // In tenths of a point.
    let mut sizes: BTreeMap<u32, (usize, f32)> = BTreeMap::new();
    for run in row.iter().flat_map(|piece| &piece.runs) {
        let size = sizes.entry((run.size * 10.0).round() as u32).or_insert((0, run.size));
        size.0 += run.letters.len();
    }
    sizes.into_values().max_by_key(|(count, _)| *count).map_or(0.0, |(_, size)| size)
}

/// How letters look: bold, italic, raised.
type LetterLook = (bool, bool, Option<bool>);

/// Letters as they stand on the line, with spaces where the gaps are.
#[derive(Default)]
struct Standing {
    clusters: Vec<(String, LetterLook, f32, f32)>,
}

impl Standing {
    fn put(&mut self, text: &str, look: LetterLook, left: f32, right: f32) {
        self.clusters.push((text.to_owned(), look, left, right));
    }

    fn run(&mut self, letters: &[Letter], look: LetterLook, size: f32, mut edge: Option<f32>) {
        let wide = word_gap(letters, size);
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            at += 1;
            let text = letter.text.as_str();
            let is_gap = edge.is_some_and(|edge| letter.left - edge > wide);
            if is_gap
                && !is_blank(letter)
                && self.wants_blank(text, letter.left - edge.unwrap_or_default(), size)
            {
                self.put(" ", look, letter.left, letter.left);
            }
            let text = if is_blank(letter) { " " } else { text };
            self.put(text, look, letter.left, letter.right);
            edge = Some(edge.map_or(letter.right, |edge| edge.max(letter.right)));
        }
    }

    /// Whether a gap before `next` is a space: letters of scripts without spaces stand apart for looks.
    fn wants_blank(&self, next: &str, gap: f32, size: f32) -> bool {
        let Some((last, ..)) = self.clusters.last() else { return false };
        let ends = last.chars().next_back();
        let no_blanks = ends.is_some_and(has_no_blanks) && next.starts_with(has_no_blanks);
        !last.ends_with(char::is_whitespace) && (!no_blanks || gap > 0.9 * size)
    }

    /// The width of the first word.
    fn first_word(&self, from_right: bool) -> f32 {
        let is_blank = |cluster: &&(String, LetterLook, f32, f32)| cluster.0.trim().is_empty();
        let word: Vec<_> = match from_right {
            false => self.clusters.iter().take_while(|one| !is_blank(one)).collect(),
            true => self.clusters.iter().rev().take_while(|one| !is_blank(one)).collect(),
        };
        // A line may break before any of these.
        let breaks = |one: &&&(String, LetterLook, f32, f32)| one.0.starts_with(has_no_blanks);
        if let Some(one) = word.first().filter(breaks) {
            // Thai and its neighbours break between words all the same.
            let least = if one.0.starts_with(|c: char| u32::from(c) < 0x2E80) { 9.0 } else { 2.0 };
            return least * (one.3 - one.2);
        }
        let left = word.iter().map(|one| one.2).fold(f32::INFINITY, f32::min);
        let right = word.iter().map(|one| one.3).fold(f32::NEG_INFINITY, f32::max);
        (right - left).max(0.0)
    }

    /// Joins accents that stand apart with their letters: on capitals they are another run.
    fn join_accents(&mut self) {
        let mut joined: Vec<(String, LetterLook, f32, f32)> =
            Vec::with_capacity(self.clusters.len());
        for (text, look, left, right) in self.clusters.drain(..) {
            let letter = |text: &str, left, right| Letter { text: text.to_owned(), left, right };
            if let Some(last) = joined.last_mut()
                && let Some(one) =
                    accents::joined(&letter(&last.0, last.2, last.3), &letter(&text, left, right))
            {
                *last = (one, look, last.2.min(left), last.3.max(right));
            } else {
                joined.push((text, look, left, right));
            }
        }
        self.clusters = joined;
    }

    /// The text as it is read.
    fn read(mut self, from_right: bool) -> Vec<LineSpan> {
        self.join_accents();
        let texts: Vec<&str> = self.clusters.iter().map(|one| one.0.as_str()).collect();
        let order = bidi::reading_order(&texts, from_right);
        let order = order.unwrap_or_else(|| (0..texts.len()).collect());
        let mut spans: Vec<LineSpan> = Vec::new();
        for (text, (bold, italic, raised), ..) in
            order.into_iter().filter_map(|at| self.clusters.get(at))
        {
            match spans.last_mut() {
                Some(span)
                    if (span.bold, span.italic, span.raised) == (*bold, *italic, *raised) =>
                {
                    span.text.push_str(text);
                }
                // A space has no look of its own.
                Some(span) if text == " " => span.text.push(' '),
                _ => spans.push(LineSpan {
                    text: text.clone(),
                    bold: *bold,
                    italic: *italic,
                    raised: *raised,
                }),
            }
        }
        for span in &mut spans {
            span.text = expanded(&std::mem::take(&mut span.text));
        }
        spans.retain(|span| !span.text.is_empty());
        spans
    }
}

/// The narrowest gap between words of a run. Letters that all stand apart are spaced for looks.
fn word_gap(letters: &[Letter], size: f32) -> f32 {
    let gaps = letters.windows(2).map(|pair| match pair {
        [one, next] if !is_blank(one) && !is_blank(next) => next.left - one.right,
        _ => 0.0,
    });
    let mut gaps: Vec<f32> = gaps.collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or_default().max(0.0);
    WORD * size + if gaps.len() >= 4 { 1.3 * usual } else { 0.0 }
}

/// Letters that fonts draw as one or in a form, as the letters they are.
fn expanded(text: &str) -> String {
    crate::model::search::without_forms(text)
}

impl PageLine {
    /// Its text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether it is a row of a table, or part of one.
    pub fn is_of_table(&self) -> bool {
        self.is_row || self.cell.is_some()
    }

    /// Its cells: itself, if it has only one.
    pub fn own_cells(&self) -> Vec<Self> {
        match self.cells.as_slice() {
            [] => vec![Self { is_row: false, ..self.clone() }],
            cells => cells.to_vec(),
        }
    }

    /// Its height from the top of its letters.
    pub fn top(&self) -> f32 {
        self.base - 0.75 * self.size
    }
}
