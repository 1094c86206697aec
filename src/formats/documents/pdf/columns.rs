//! Columns by the white between them: a gap between pieces that goes on from line to line, with text on both
//! sides. What crosses a gap stands above or below its columns.

use super::pieces::LinePiece;

/// Pieces in reading order, a column after the other.
pub type ColumnPieces = Vec<LinePiece>;

/// Narrowest gap between columns, in parts of the size of its letters.
const NARROWEST: f32 = 0.7;
/// Fewest lines with text on both sides of it.
const FEWEST: usize = 4;
/// Narrowest column, in parts of the size of its letters: less is a table, a list or a margin.
const COLUMN: f32 = 7.0;
/// Most gaps followed at once, and most neighbours looked at.
const MOST: usize = 48;
/// Most columns within columns.
const DEEPEST: usize = 12;

/// A gap that goes on from line to line.
#[derive(Debug, Clone, PartialEq)]
struct Gutter {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    /// The number of lines with text on both sides.
    lines: usize,
    /// The number of pieces that reach into it.
    intruders: usize,
}

/// The columns of a page, in reading order; `from_right` if its text runs from right to left.
pub fn columns(pieces: Vec<LinePiece>, from_right: bool) -> Vec<ColumnPieces> {
    let gutters = gutters(&pieces);
    let mut all = Vec::new();
    order(pieces, &gutters, from_right, DEEPEST, &mut all);
    all.retain(|column| !column.is_empty());
    all
}

fn order(
    pieces: Vec<LinePiece>,
    gutters: &[Gutter],
    from_right: bool,
    depth: usize,
    all: &mut Vec<ColumnPieces>,
) {
    let tallest = gutters.iter().filter(|gutter| gutter.divides(&pieces));
    let tallest = tallest.max_by(|a, b| a.height().total_cmp(&b.height()));
    let Some(gutter) = tallest.filter(|_| depth > 0) else { return all.push(pieces) };
    let rest: Vec<Gutter> = gutters.iter().filter(|one| *one != gutter).cloned().collect();
    let [mut above, mut left, mut right, mut below] = [const { Vec::new() }; 4];
    for piece in pieces {
        match () {
            () if piece.base < gutter.top => above.push(piece),
            () if piece.base > gutter.bottom => below.push(piece),
            () if piece.left + piece.right < gutter.left + gutter.right => left.push(piece),
            () => right.push(piece),
        }
    }
    let (first, second) = if from_right { (right, left) } else { (left, right) };
    for part in [above, first, second, below] {
        if !part.is_empty() {
            order(part, &rest, from_right, depth - 1, all);
        }
    }
}

/// The gaps between columns of a page.
fn gutters(pieces: &[LinePiece]) -> Vec<Gutter> {
    let (mut open, mut closed): (Vec<Gutter>, Vec<Gutter>) = (Vec::new(), Vec::new());
    for (at, piece) in pieces.iter().enumerate() {
        open.retain_mut(|gutter| {
            let goes_on = gutter.passes(piece);
            if !goes_on {
                closed.push(gutter.clone());
            }
            goes_on
        });
        let Some(next) = right_neighbour(pieces, at) else { continue };
        let size = piece.size.min(next.size);
        if next.left - piece.right < NARROWEST * size {
            continue;
        }
        let bottom = piece.base.max(next.base);
        match open.iter().position(|gutter| gutter.meets(piece.right, next.left, size)) {
            Some(found) => {
                let Some(gutter) = open.get_mut(found) else { continue };
                gutter.left = gutter.left.max(piece.right);
                gutter.right = gutter.right.min(next.left);
                gutter.lines += 1;
                gutter.bottom = gutter.bottom.max(bottom);
            }
            None if open.len() < MOST => open.push(Gutter {
                left: piece.right,
                right: next.left,
                top: piece.base.min(next.base),
                bottom,
                lines: 1,
                intruders: 0,
            }),
            None => {}
        }
    }
    closed.extend(open);
    closed.retain(|gutter| gutter.lines >= FEWEST && gutter.has_columns(pieces));
    for gutter in &mut closed {
        gutter.reach_up(pieces);
        gutter.reach_down(pieces);
    }
    closed
}

/// The piece beside another, to the right.
fn right_neighbour(pieces: &[LinePiece], at: usize) -> Option<&LinePiece> {
    let piece = pieces.get(at)?;
    let around = pieces.get(at.saturating_sub(MOST)..(at + MOST).min(pieces.len()))?;
    let beside = around.iter().filter(|one| {
        one.left > piece.right && (one.base - piece.base).abs() <= 0.7 * one.size.min(piece.size)
    });
    beside.min_by(|a, b| a.left.total_cmp(&b.left))
}

impl Gutter {
    fn height(&self) -> f32 {
        self.bottom - self.top
    }

    fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// Whether a gap continues it.
    fn meets(&self, left: f32, right: f32, size: f32) -> bool {
        self.right.min(right) - self.left.max(left) >= NARROWEST * size
    }

    /// Whether it goes on beside a piece. One that only reaches into it, as a long word does, does not end it.
    fn passes(&mut self, piece: &LinePiece) -> bool {
        if piece.right <= self.left || piece.left >= self.right {
            return true;
        }
        let (before, behind) = (self.left - piece.left, piece.right - self.right);
        let inside = before <= 0.0 && behind <= 0.0;
        if inside || before > 0.0 && behind > 0.0 {
            return false;
        }
        let narrowest = NARROWEST * piece.size;
        match before > 0.0 {
            true if self.right - piece.right >= narrowest => self.left = piece.right,
            false if piece.left - self.left >= narrowest => self.right = piece.left,
            _ => self.intruders += 1,
        }
        self.intruders * 5 <= self.lines
    }

    /// Whether both sides are as wide as columns of text.
    fn has_columns(&self, pieces: &[LinePiece]) -> bool {
        let within = |piece: &&LinePiece| (self.top..=self.bottom).contains(&piece.base);
        let middle = self.middle();
        let wide = |is_left: bool| {
            let side = pieces.iter().filter(within);
            let side = side.filter(|piece| (piece.right <= middle) == is_left);
            // Only what stands next to it: another column may be farther.
            let mut widths: Vec<f32> = side
                .filter(|piece| match is_left {
                    true => self.left - piece.right < 4.0 * piece.size,
                    false => piece.left - self.right < 2.0 * piece.size,
                })
                .map(|piece| (piece.right - piece.left) / piece.size.max(0.1))
                .collect();
            widths.sort_by(f32::total_cmp);
            widths.get(widths.len() / 2).is_some_and(|width| *width >= COLUMN)
        };
        wide(true) && wide(false)
    }

    /// Whether there is text on both sides of it among these pieces.
    fn divides(&self, pieces: &[LinePiece]) -> bool {
        let within = |piece: &&LinePiece| (self.top..=self.bottom).contains(&piece.base);
        let middle = self.middle();
        let mut inside = pieces.iter().filter(within).peekable();
        let crosses = |piece: &LinePiece| piece.left < self.left && piece.right > self.right;
        let (mut left, mut right) = (false, false);
        if inside.peek().is_none() {
            return false;
        }
        for piece in inside {
            if crosses(piece) {
                return false;
            }
            let is_left = piece.left + piece.right < 2.0 * middle;
            (left, right) = (left || is_left, right || !is_left);
        }
        left && right
    }

    /// Takes in lines above that begin a column: one may begin higher than the other.
    fn reach_up(&mut self, pieces: &[LinePiece]) {
        let top = self.top;
        for piece in pieces.iter().rev().filter(|piece| piece.base < top) {
            if piece.left < self.middle() && piece.right > self.middle()
                || self.top - piece.base > 2.5 * piece.size
            {
                break;
            }
            self.top = piece.base;
        }
    }

    /// Takes in lines below that end a column.
    fn reach_down(&mut self, pieces: &[LinePiece]) {
        let bottom = self.bottom;
        for piece in pieces.iter().filter(|piece| piece.base > bottom) {
            if piece.left < self.middle() && piece.right > self.middle()
                || piece.base - self.bottom > 3.0 * piece.size
            {
                break;
            }
            self.bottom = piece.base;
        }
    }
}
