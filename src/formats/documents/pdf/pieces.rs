//! Pieces of lines: runs side by side with no more than a space of words between them. What is between two
//! pieces may be the space between two columns.

use std::ops::Range;

use super::lines::WORD;
use super::runs::{GlyphRun, is_blank};

/// A piece of a line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LinePiece {
    /// Its runs, from left to right.
    pub runs: Vec<GlyphRun>,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// The baseline of its tallest run.
    pub base: f32,
    /// The height of its tallest font.
    pub size: f32,
}

/// Farthest that runs of a piece are apart, in parts of the size.
const APART: f32 = 0.6;
/// Number of preceding rows that a run may belong to.
const OPEN: usize = 12;

/// A row: runs that overlap from top to bottom.
struct OverlapRow {
    top: f32,
    bottom: f32,
    runs: Vec<GlyphRun>,
}

/// The pieces of a page, from top to bottom.
pub fn pieces(mut runs: Vec<GlyphRun>) -> Vec<LinePiece> {
    let caps = take_initials(&mut runs);
    // The tallest of a line first, so that raised letters find it.
    runs.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<OverlapRow> = Vec::new();
    for run in runs {
        let (top, bottom) = (run.top(), run.bottom());
        let overlap = |row: &OverlapRow| {
            let shared = bottom.min(row.bottom) - top.max(row.top);
            shared / (bottom - top).min(row.bottom - row.top).max(0.1)
        };
        let from = rows.len().saturating_sub(OPEN);
        let open = rows.get_mut(from..).unwrap_or_default();
        let best = open.iter_mut().max_by(|a, b| overlap(a).total_cmp(&overlap(b)));
        match best.filter(|row| overlap(row) >= 0.5) {
            Some(row) => {
                // A raised letter does not make the row taller, a tall one does.
                if bottom - top > row.bottom - row.top {
                    (row.top, row.bottom) = (top, bottom);
                }
                row.runs.push(run);
            }
            None => rows.push(OverlapRow { top, bottom, runs: vec![run] }),
        }
    }
    let mut all: Vec<LinePiece> = rows.into_iter().flat_map(split).collect();
    for cap in &caps {
        // Lines beside a large first letter begin where it does.
        let beside = |piece: &&mut LinePiece| {
            (cap.top()..=cap.bottom()).contains(&piece.base)
                && (0.0..=cap.size).contains(&(piece.left - cap.right))
        };
        all.iter_mut().filter(beside).for_each(|piece| piece.left = cap.left);
    }
    all.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    all
}

/// How much taller than the text a large first letter is, its most letters, and most of them on a page.
const TALL: f32 = 1.7;
const INITIAL: usize = 2;
const INITIALS: usize = 24;

/// Puts the large first letters of paragraphs, which are as high as several lines, on the first of these lines;
/// gives them back as they were.
fn take_initials(runs: &mut [GlyphRun]) -> Vec<GlyphRun> {
    let is_initial = |run: &GlyphRun| {
        let mut letters = run.letters.iter().flat_map(|letter| letter.text.chars());
        run.letters.len() <= INITIAL && letters.any(char::is_uppercase)
    };
    let tall = |one: &GlyphRun, other: &GlyphRun| one.size > TALL * other.size;
    let sizes = runs.iter().map(|run| (run.letters.len(), run.size));
    let most = sizes.max_by_key(|(count, _)| *count).map_or(0.0, |(_, size)| size);
    let found: Vec<usize> = (0..runs.len())
        .filter(|at| runs.get(*at).is_some_and(|run| run.size > TALL * most && is_initial(run)))
        .take(INITIALS)
        .collect();
    let mut all = Vec::new();
    for at in found {
        let Some(cap) = runs.get(at).cloned() else { continue };
        let beside = |run: &&GlyphRun| {
            (cap.top()..=cap.bottom()).contains(&run.base)
                && (0.0..=cap.size).contains(&(run.left - cap.right))
                && tall(&cap, run)
        };
        let first = runs.iter().filter(beside).min_by(|a, b| a.base.total_cmp(&b.base));
        let Some(first) = first.map(|run| (run.base, run.size, run.left)) else { continue };
        let second = runs.iter().filter(beside).any(|run| run.base > first.0 + 0.7 * first.1);
        let Some(run) = runs.get_mut(at).filter(|_| second) else { continue };
        (run.base, run.size) = (first.0, first.1);
        // A word of one letter keeps the space behind it.
        let is_word = run.letters.len() == 1 && first.2 - cap.right > 0.5 * first.1;
        let right = if is_word { first.2 - 0.4 * first.1 } else { first.2 };
        if let Some(last) = run.letters.last_mut() {
            (last.right, run.right) = (right, right);
        }
        all.push(cap);
    }
    all
}

/// The pieces of a row.
fn split(row: OverlapRow) -> Vec<LinePiece> {
    let mut runs = row.runs;
    runs.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut all: Vec<LinePiece> = Vec::new();
    for run in runs {
        match all.last_mut() {
            Some(piece) if is_repeated(piece, &run) => {}
            Some(piece) if run.left - piece.right <= APART * size_between(piece, &run) => {
                piece.push(run);
            }
            _ => {
                let mut piece =
                    LinePiece { left: run.left, right: run.right, ..LinePiece::default() };
                piece.push(run);
                all.push(piece);
            }
        }
    }
    all
}

/// The size that a gap before a run is measured by: of the text, before the raised mark of a note.
fn size_between(piece: &LinePiece, run: &GlyphRun) -> f32 {
    let last = piece.runs.last().map_or((0.0, 0.0), |last| (last.size, last.base));
    let is_mark = run.size < 0.86 * last.0 && run.base < last.1 && run.letters.len() <= 3;
    if is_mark { last.0 } else { last.0.min(run.size) }
}

/// Whether a run is drawn a second time, a little aside, to look bold.
fn is_repeated(piece: &LinePiece, run: &GlyphRun) -> bool {
    piece.runs.last().is_some_and(|last| {
        let near = |a: f32, b: f32| (a - b).abs() <= 0.15 * run.size;
        near(last.left, run.left)
            && near(last.right, run.right)
            && near(last.base, run.base)
            && last.letters.len() == run.letters.len()
            && last.letters.iter().zip(&run.letters).all(|(one, other)| one.text == other.text)
    })
}

impl LinePiece {
    /// Adds a run behind the others.
    pub fn push(&mut self, run: GlyphRun) {
        if run.size > self.size {
            (self.size, self.base) = (run.size, run.base);
        }
        self.left = self.left.min(run.left);
        self.right = self.right.max(run.right);
        self.runs.push(run);
    }

    /// The upper edge of its letters.
    pub fn top(&self) -> f32 {
        self.base - 0.75 * self.size
    }

    /// The number of its letters.
    pub fn letters(&self) -> usize {
        self.runs.iter().map(|run| run.letters.len()).sum()
    }

    /// Its characters as they stand, without the spaces that only a gap shows.
    pub fn plain(&self) -> String {
        let letters = self.runs.iter().flat_map(|run| &run.letters);
        letters.map(|letter| letter.text.as_str()).collect()
    }

    /// The narrowest gap between its words, in parts of their size.
    pub fn narrowest_gap(&self) -> f32 {
        let (mut edge, mut least) = (f32::INFINITY, f32::INFINITY);
        for run in &self.runs {
            for letter in run.letters.iter().filter(|letter| !is_blank(letter)) {
                let gap = (letter.left - edge) / run.size.max(0.1);
                least = if gap > WORD { least.min(gap) } else { least };
                edge = letter.right;
            }
        }
        least
    }

    /// Its parts between gaps of this width, in parts of the size.
    pub fn split(&self, apart: f32) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut edge = f32::NEG_INFINITY;
        for run in &self.runs {
            let mut start = 0;
            for (at, letter) in run.letters.iter().enumerate().filter(|(_, one)| !is_blank(one)) {
                if letter.left - edge > apart * run.size {
                    if start < at
                        && let Some(part) = all.last_mut()
                    {
                        part.extend(run, start..at);
                    }
                    all.push(Self {
                        left: f32::INFINITY,
                        right: f32::NEG_INFINITY,
                        ..Self::default()
                    });
                    start = at;
                }
                edge = letter.right;
            }
            if let Some(part) = all.last_mut() {
                part.extend(run, start..run.letters.len());
            }
        }
        all.retain(|part| !part.runs.is_empty());
        all
    }

    /// Adds some letters of a run, without the blanks at their end.
    fn extend(&mut self, run: &GlyphRun, letters: Range<usize>) {
        let letters = run.letters.get(letters).unwrap_or_default();
        let end = letters.iter().rposition(|letter| !is_blank(letter)).map_or(0, |at| at + 1);
        let letters = letters.get(..end).unwrap_or_default().to_vec();
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return };
        let (left, right) = (first.left, last.right);
        self.push(GlyphRun { letters, left, right, ..run.clone() });
    }
}
