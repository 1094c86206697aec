//! Tables: cells stand in the columns that the rows of the whole table make, on all its pages, so that a figure
//! stays under its heading where others are missing. Lines of one cell are one cell.

use std::ops::Range;

use super::grid::{ColumnEdges, edges, touched, united};
use super::lines::PageLine;
use super::paragraphs::begins_item;

/// Where a line of a cell stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CellInTable {
    /// The number of its row in the document.
    pub row: usize,
    /// The number of its column, in reading order.
    pub column: usize,
    /// The number of columns.
    pub columns: usize,
    /// Whether its row heads the columns.
    pub heads: bool,
}

/// Rows of a table on one page.
struct TableOnPage {
    /// The column of the page, and the places of its lines.
    of: usize,
    lines: Vec<usize>,
    /// The number of the table.
    table: usize,
}

/// How far two rows of a table may be apart, in parts of the usual distance and of the size.
const FAR: f32 = 2.2;
const HIGH: f32 = 2.5;
/// How far lines of one cell are apart at most, and those of cells set in the middle of higher ones, in parts of
/// the size; how much farther rows are apart then.
const PITCH: f32 = 1.45;
const MIDDLE: f32 = 0.75;
const APART: f32 = 1.2;
/// How far headings over several columns are apart, in parts of the size.
const WIDE: f32 = 1.2;

/// Puts the lines of tables into their rows and columns, in columns of text in reading order.
pub fn settle(all: &mut [Vec<PageLine>], from_right: bool) {
    let mut tables: Vec<ColumnEdges> = Vec::new();
    let mut parts: Vec<TableOnPage> = Vec::new();
    for (of, lines) in all.iter().enumerate() {
        for rows in regions(lines) {
            let edges = edges(&rows, lines);
            if edges.is_empty() {
                continue;
            }
            let lines_of = with_neighbours(rows, lines, &edges);
            // A table may go on at the head of the next page.
            let open = parts.last().filter(|part| {
                let before = all.get(part.of).map_or(&[][..], Vec::as_slice);
                let ends = part.lines.last().is_some_and(|last| last + 1 == before.len());
                let page = |lines: &[PageLine]| lines.first().map(|line| line.page);
                ends && part.of + 1 == of
                    && lines_of.first() == Some(&0)
                    && page(before).map(|page| page + 1) == page(lines)
            });
            let joined =
                open.and_then(|part| Some((part.table, united(tables.get(part.table)?, &edges)?)));
            let table = match joined {
                Some((table, joined)) => {
                    if let Some(edges) = tables.get_mut(table) {
                        *edges = joined;
                    }
                    table
                }
                None => {
                    tables.push(edges);
                    tables.len() - 1
                }
            };
            parts.push(TableOnPage { of, lines: lines_of, table });
        }
    }
    let (mut rows, mut table) = (0, None);
    let mut parts = parts.into_iter().peekable();
    for (of, lines) in all.iter_mut().enumerate() {
        let mut written = Vec::with_capacity(lines.len());
        let mut old: Vec<Option<PageLine>> = std::mem::take(lines).into_iter().map(Some).collect();
        let mut next = 0;
        while let Some(part) = parts.next_if(|part| part.of == of) {
            let Some(edges) = tables.get(part.table) else { continue };
            let begins = table.replace(part.table) != Some(part.table);
            let mut members: Vec<PageLine> = Vec::new();
            for at in part.lines {
                let between = old.get_mut(next..at).unwrap_or_default();
                let between: Vec<PageLine> = between.iter_mut().filter_map(Option::take).collect();
                if !between.is_empty() {
                    // A line that is no row stands between the rows of the table.
                    write(
                        &mut written,
                        std::mem::take(&mut members),
                        edges,
                        begins,
                        from_right,
                        &mut rows,
                    );
                    written.extend(between);
                }
                members.extend(old.get_mut(at).and_then(Option::take));
                next = at + 1;
            }
            write(&mut written, members, edges, begins, from_right, &mut rows);
        }
        written.extend(old.into_iter().flatten());
        *lines = written;
    }
}

/// The rows of each table of a column, as places of lines.
fn regions(lines: &[PageLine]) -> Vec<Vec<usize>> {
    let mut distances: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] if one.is_row && next.is_row => Some(next.base - one.base),
            _ => None,
        })
        .collect();
    distances.sort_by(f32::total_cmp);
    let usual = distances.get(distances.len() / 2).copied().unwrap_or_default();
    let mut all: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.is_row) {
        let goes_on = |last: &usize| {
            let between = lines.get(*last..=at).unwrap_or_default();
            between.len() <= 4
                && between.windows(2).all(|pair| match pair {
                    [one, next] => (0.0..=(FAR * usual).max(HIGH * line.size))
                        .contains(&(next.base - one.base)),
                    _ => false,
                })
        };
        match all.last_mut() {
            Some(rows) if rows.last().is_some_and(goes_on) => rows.push(at),
            _ => all.push(vec![at]),
        }
    }
    all
}

/// The rows of a table with the lines between and beside them that have their cells in single columns of it.
fn with_neighbours(rows: Vec<usize>, lines: &[PageLine], edges: &[(f32, f32)]) -> Vec<usize> {
    let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else {
        return rows;
    };
    let fits = |at: usize| {
        lines.get(at).is_some_and(|line| {
            let inside = |cell: &PageLine| {
                let columns = touched(edges, cell);
                // It goes no farther than the column does, but for a little.
                let within = edges.get(columns.start).is_some_and(|edges| {
                    cell.left >= edges.0 - 2.0 * cell.size
                        && cell.right <= edges.1 + 2.0 * cell.size
                });
                columns.len() == 1 && within
            };
            !begins_item(&line.text()) && line.own_cells().iter().all(inside)
        })
    };
    // Headings over several columns.
    let heads = |at: usize| {
        let cells = lines.get(at).map_or(&[][..], |line| &line.cells);
        let apart = |[one, next]: &[PageLine; 2]| next.left - one.right > WIDE * one.size;
        let columns: Vec<Range<usize>> = cells.iter().map(|cell| touched(edges, cell)).collect();
        let inside = |cell: &PageLine| {
            let (first, last) = (edges.first(), edges.last());
            first.is_some_and(|edges| cell.left >= edges.0 - 2.0 * cell.size)
                && last.is_some_and(|edges| cell.right <= edges.1 + 2.0 * cell.size)
        };
        cells.array_windows().any(apart)
            && cells.iter().all(inside)
            && columns.iter().all(|one| !one.is_empty())
            && columns.array_windows().all(|[one, next]| one.end <= next.start)
    };
    let base = |at: usize| lines.get(at).map_or(0.0, |line| line.base);
    let mut distances: Vec<f32> = rows
        .array_windows()
        .map(|[one, next]| (base(*next) - base(*one)) / (next - one) as f32)
        .collect();
    distances.sort_by(f32::total_cmp);
    let usual = distances.get(distances.len() / 2).copied().unwrap_or_default();
    let is_near = |at: usize, of: usize| match (lines.get(at), lines.get(of)) {
        (Some(line), Some(row)) => {
            (line.base - row.base).abs() <= (2.0 * row.size).max(1.3 * usual)
                && (line.size - row.size).abs() <= 0.1 * row.size
        }
        _ => false,
    };
    // Beside a table, what stands in its first column alone may be the text.
    let inner = |at: usize| {
        let line = lines.get(at);
        line.is_some_and(|line| line.own_cells().iter().any(|cell| touched(edges, cell).start > 0))
    };
    let mut all = Vec::with_capacity(rows.len());
    all.extend(
        first
            .checked_sub(1)
            .filter(|at| (fits(*at) || heads(*at)) && is_near(*at, first) && inner(*at)),
    );
    for at in first..=last {
        if rows.binary_search(&at).is_ok() || fits(at) {
            all.push(at);
        }
    }
    all.extend(Some(last + 1).filter(|at| fits(*at) && is_near(*at, last) && inner(*at)));
    all
}

/// Writes lines that follow each other in a table as the lines of its cells, row after row.
fn write(
    written: &mut Vec<PageLine>,
    lines: Vec<PageLine>,
    edges: &[(f32, f32)],
    begins: bool,
    from_right: bool,
    rows: &mut usize,
) {
    let lines: Vec<RowLine> = lines.into_iter().map(|line| RowLine::of(line, edges)).collect();
    let joins = joins(&lines);
    let mut number = 0;
    let mut row: Vec<(usize, PageLine)> = Vec::new();
    let heads = begins
        && lines.len() > 1
        && lines.first().is_some_and(RowLine::is_bold)
        && !lines.iter().all(RowLine::is_bold);
    let mut lines = lines.into_iter().zip(joins.into_iter().chain([false])).peekable();
    while let Some((line, joins)) = lines.next() {
        row.extend(line.cells);
        if joins && lines.peek().is_some() {
            continue;
        }
        for (column, _) in &mut row {
            *column = if from_right { edges.len().saturating_sub(1 + *column) } else { *column };
        }
        // Lines of one cell keep their order.
        row.sort_by_key(|(column, _)| *column);
        for (column, mut line) in row.drain(..) {
            line.cell = Some(CellInTable {
                row: *rows,
                column,
                columns: edges.len(),
                heads: heads && number == 0,
            });
            written.push(line);
        }
        *rows += 1;
        number += 1;
    }
}

/// A line of a table with the columns of its cells.
struct RowLine {
    base: f32,
    size: f32,
    cells: Vec<(usize, PageLine)>,
}

impl RowLine {
    fn of(line: PageLine, edges: &[(f32, f32)]) -> Self {
        let (base, size) = (line.base, line.size);
        let most = edges.len().saturating_sub(1);
        let column = |cell: &PageLine| {
            let Range { start, end } = touched(edges, cell);
            let gap = |at: usize| {
                let edges = edges.get(at);
                edges.map_or(f32::INFINITY, |(left, right)| {
                    (left - cell.right).max(cell.left - right)
                })
            };
            // One that stands in none belongs to the nearer neighbour.
            let nearer = if start == end && start > 0 && gap(start - 1) <= gap(start) {
                start - 1
            } else {
                start
            };
            nearer.min(most)
        };
        let cells = line.own_cells().into_iter().map(|cell| (column(&cell), cell)).collect();
        Self { base, size, cells }
    }

    fn has(&self, column: usize) -> bool {
        self.cells.iter().any(|(one, _)| *one == column)
    }

    fn is_bold(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.bold)
    }

    /// Whether it has figures behind its first column.
    fn has_figures(&self) -> bool {
        self.cells
            .iter()
            .any(|(column, cell)| *column > 0 && cell.text().contains(|c: char| c.is_numeric()))
    }
}

/// Whether each line and the next one are of one row.
fn joins(lines: &[RowLine]) -> Vec<bool> {
    let pairs = || lines.array_windows::<2>();
    let apart = |one: &RowLine, next: &RowLine| next.base - one.base;
    // The distance of rows, where they surely are rows.
    let least = pairs().filter(|[one, next]| one.has_figures() && next.has_figures());
    let least = least.map(|[one, next]| apart(one, next)).fold(f32::INFINITY, f32::min);
    // How far each column reaches.
    let reach = |column: usize| {
        let cells = lines.iter().flat_map(|line| &line.cells).filter(|(one, _)| *one == column);
        cells.map(|(_, cell)| cell.right).fold(f32::NEG_INFINITY, f32::max)
    };
    let columns = lines.iter().flat_map(|line| &line.cells).map(|(column, _)| column + 1).max();
    let reaches: Vec<f32> = (0..columns.unwrap_or_default()).map(reach).collect();
    let wraps = |one: &RowLine, next: &RowLine| {
        let mut shared = next.cells.iter().filter_map(|(column, cell)| {
            let (_, above) = one.cells.iter().find(|(other, _)| other == column)?;
            Some((above, cell, reaches.get(*column).copied().unwrap_or_default()))
        });
        shared.clone().next().is_some()
            && shared.all(|(above, cell, reach)| {
                let full = reach - above.right <= cell.first_word + 0.45 * above.size;
                full && cell.text().trim_start().starts_with(char::is_lowercase)
            })
    };
    let joins = |at: usize, one: &RowLine, next: &RowLine| {
        let apart_by = apart(one, next);
        let size = one.size.max(next.size);
        let shares = next.cells.iter().any(|(column, _)| one.has(*column));
        if apart_by < MIDDLE * size && !shares {
            return true;
        }
        // Only what has a cell of its own above or below goes on in it, and no second figure.
        let (few, many) =
            if next.cells.len() <= one.cells.len() { (next, one) } else { (one, next) };
        let is_rest = few.cells.iter().all(|(column, _)| many.has(*column)) && !few.has_figures();
        let leads = few.cells.len() < many.cells.len() && std::ptr::eq(few, one);
        if apart_by > PITCH * size
            || !is_rest
            || few.cells.len() == many.cells.len() && few.cells.len() < 2
        {
            return false;
        }
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        let divided = before.is_none_or(|before| apart(before, one) > APART * apart_by);
        match least.is_finite() && least > APART * apart_by {
            true => !leads || divided,
            false => few.cells.len() == 1 && wraps(one, next),
        }
    };
    pairs().enumerate().map(|(at, [one, next])| joins(at, one, next)).collect()
}
