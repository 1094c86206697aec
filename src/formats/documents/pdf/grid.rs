//! The columns of a table by the places of its cells. What stands over each other is one column; a heading at the
//! left and its figures at the right are one; what heads several columns makes none.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::PageLine;

/// The left and right edges of columns, from left to right.
pub type ColumnEdges = Vec<(f32, f32)>;

/// Most columns of a table.
const COLUMNS: usize = 120;

/// The edges of the columns that the cells of some lines make; none if there are too many.
pub fn edges(rows: &[usize], lines: &[PageLine]) -> ColumnEdges {
    let mut cells: Vec<(usize, &PageLine)> = Vec::new();
    for (row, line) in rows.iter().filter_map(|at| lines.get(*at)).enumerate() {
        cells.extend(line.cells.iter().map(|cell| (row, cell)));
    }
    let mut narrow: Vec<&PageLine> = cells.iter().map(|(_, cell)| *cell).collect();
    let width = |cell: &PageLine| cell.right - cell.left;
    narrow.sort_by(|a, b| width(a).total_cmp(&width(b)));
    let mut all: ColumnEdges = Vec::new();
    for cell in &narrow {
        let Range { start, end } = touched(&all, cell);
        match end - start {
            0 if all.len() == COLUMNS => return Vec::new(),
            0 => all.insert(start, (cell.left, cell.right)),
            1 => {
                if let Some(edges) = all.get_mut(start) {
                    *edges = (edges.0.min(cell.left), edges.1.max(cell.right));
                }
            }
            // It heads several columns.
            _ => {}
        }
    }
    let places: Vec<(usize, Range<usize>)> =
        cells.iter().map(|(row, cell)| (*row, touched(&all, cell))).collect();
    // What more cells cover than rows divide is one column.
    for at in (1..all.len()).rev() {
        let covers = |(_, columns): &&(usize, Range<usize>)| {
            columns.contains(&(at - 1)) && columns.contains(&at)
        };
        let ends = |column: usize| {
            let own = places.iter().filter(move |(_, columns)| *columns == (column..column + 1));
            own.map(|(row, _)| *row).collect::<BTreeSet<usize>>()
        };
        if places.iter().filter(covers).count() > ends(at - 1).intersection(&ends(at)).count() {
            join(&mut all, at);
        }
    }
    pair_headings(&mut all, &cells, rows.len());
    all
}

/// Makes a column and the one before it one.
fn join(all: &mut ColumnEdges, at: usize) {
    let (_, right) = all.remove(at);
    if let Some(before) = all.get_mut(at - 1) {
        before.1 = before.1.max(right);
    }
}

/// The columns that a cell stands in: none, at its place, if it stands between them.
pub fn touched(all: &[(f32, f32)], cell: &PageLine) -> Range<usize> {
    let least = |width: f32| (0.5 * width).min(0.3 * cell.size);
    let shared = |(left, right): &(f32, f32)| {
        let shared = right.min(cell.right) - left.max(cell.left);
        shared > least((right - left).min(cell.right - cell.left))
    };
    let middle = cell.left + cell.right;
    let start = all.iter().position(shared);
    let start = start.unwrap_or_else(|| all.partition_point(|(left, right)| left + right < middle));
    start..start + all.iter().skip(start).take_while(|edges| shared(edges)).count()
}

/// Joins columns of a heading alone and columns of no heading, such as a heading at the left and figures at the
/// right: where several stand in turn, those that are nearest to each other in order.
fn pair_headings(all: &mut ColumnEdges, cells: &[(usize, &PageLine)], rows: usize) {
    // The first and last row of each column.
    let mut spans = vec![(rows, 0); all.len()];
    for (row, cell) in cells {
        let columns = touched(all, cell);
        if let Some(span) = spans.get_mut(columns.start).filter(|_| columns.len() == 1) {
            *span = (span.0.min(*row), span.1.max(*row));
        }
    }
    // Headings stand in the first rows, and everything else below them.
    let ends = |last: usize| last < 3 && 2 * (last + 1) <= rows;
    let heads: Vec<usize> =
        (0..all.len()).filter(|at| spans.get(*at).is_some_and(|span| ends(span.1))).collect();
    let head = heads.iter().filter_map(|at| spans.get(*at)).map(|span| span.1).max();
    let Some(head) = head else { return };
    let bodies: Vec<usize> =
        (0..all.len()).filter(|at| spans.get(*at).is_some_and(|span| span.0 > head)).collect();
    let apart = |a: usize, b: usize| match (all.get(a), all.get(b)) {
        (Some(a), Some(b)) => (b.0 - a.1).max(a.0 - b.1).max(0.0),
        _ => f32::INFINITY,
    };
    for (a, b) in nearest_pairs(&heads, &bodies, apart).into_iter().rev() {
        let (first, second) = (a.min(b), a.max(b));
        if first + 1 == second {
            join(all, second);
        }
    }
}

/// Pairs of neighbours, one of each list, in order: as many as can be, then those that are nearest.
fn nearest_pairs(
    heads: &[usize],
    bodies: &[usize],
    apart: impl Fn(usize, usize) -> f32,
) -> Vec<(usize, usize)> {
    // For each beginning of both lists, the number of pairs, how far they are apart together, and the last step.
    let width = bodies.len() + 1;
    let mut best: Vec<(usize, f32, u8)> = vec![(0, 0.0, 0); (heads.len() + 1) * width];
    let better = |one: (usize, f32), other: (usize, f32)| {
        one.0 > other.0 || one.0 == other.0 && one.1 < other.1
    };
    for (i, head) in heads.iter().enumerate() {
        for (j, body) in bodies.iter().enumerate() {
            let get = |at: usize| best.get(at).map_or((0, 0.0), |one| (one.0, one.1));
            let (up, left, both) =
                (get(i * width + j + 1), get((i + 1) * width + j), get(i * width + j));
            let mut found = if better(left, up) { (left.0, left.1, 2) } else { (up.0, up.1, 1) };
            let paired = (both.0 + 1, both.1 + apart(*head, *body));
            if head.abs_diff(*body) == 1 && better(paired, (found.0, found.1)) {
                found = (paired.0, paired.1, 3);
            }
            if let Some(place) = best.get_mut((i + 1) * width + j + 1) {
                *place = found;
            }
        }
    }
    let (mut i, mut j, mut pairs) = (heads.len(), bodies.len(), Vec::new());
    while i > 0 && j > 0 {
        match best.get(i * width + j).map_or(1, |one| one.2) {
            3 => {
                (i, j) = (i - 1, j - 1);
                pairs.extend(heads.get(i).copied().zip(bodies.get(j).copied()));
            }
            2 => j -= 1,
            _ => i -= 1,
        }
    }
    pairs.reverse();
    pairs
}

/// The columns of two parts of a table as one; none if they are columns of two tables.
pub fn united(one: &[(f32, f32)], other: &[(f32, f32)]) -> Option<ColumnEdges> {
    let mut all = one.to_vec();
    let mut same = 0;
    for (left, right) in other {
        let probe = PageLine { left: *left, right: *right, ..PageLine::default() };
        let Range { start, end } = touched(&all, &probe);
        match end - start {
            0 => all.insert(start, (*left, *right)),
            1 => {
                same += 1;
                if let Some(edges) = all.get_mut(start) {
                    *edges = (edges.0.min(*left), edges.1.max(*right));
                }
            }
            _ => return None,
        }
    }
    (same >= 2 && all.windows(2).all(|pair| matches!(pair, [a, b] if a.1 <= b.0 + 1.0)))
        .then_some(all)
}
