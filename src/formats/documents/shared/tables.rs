//! Tables as they are composed: a row is a passage with a tab between its cells; a table that only lays out a
//! page stays prose. No cell is lost or moves under another heading (tests/opening/tables.rs).

use crate::formats::documents::manuscript::Passage;
use crate::model::{BlockKind, Byte, Inline, InlineKind, TextRange};

/// Most columns that one cell covers, and most rows: those of browsers.
const COLUMNS: usize = 1000;
const ROWS: usize = 65_534;
/// Most empty cells that spans add to a document. Beyond, a cell covers only its own place.
const EMPTY: usize = 1 << 22;
/// Longest cell with several paragraphs, and longest cell of a table without headings, in bytes: longer ones
/// lay out prose.
const PARAGRAPHS: usize = 400;
const CELL: usize = 300;
/// Longest cell of a table that has another one in a cell.
const NESTED: usize = 120;

/// The open tables, innermost last.
#[derive(Default)]
pub struct Tables {
    /// No draft of those that lay out a page.
    open: Vec<Option<TableDraft>>,
    /// The number of empty cells that spans added so far.
    added: usize,
}

/// What is known of a table before its rows.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum TableUse {
    /// It has rows and columns of data.
    Data,
    /// It lays out a page.
    Layout,
    /// It may be either.
    #[default]
    Unknown,
}

/// A cell before its content.
#[derive(Clone, Copy)]
pub struct CellPlace {
    /// The number of columns it covers, and of rows.
    pub columns: usize,
    pub rows: usize,
    /// Whether it heads its column or its row.
    pub heads: bool,
}

/// A table under construction.
#[derive(Default)]
pub struct TableDraft {
    used: TableUse,
    /// The passages before it, and those in it but in no cell: above its rows, and below.
    outer: Vec<Passage>,
    above: Vec<Passage>,
    below: Vec<Passage>,
    rows: Vec<RowDraft>,
    /// For each column, the number of rows that a cell above still covers.
    covered: Vec<usize>,
    in_cell: bool,
    /// Whether a cell has a table in it.
    nested: bool,
}

#[derive(Default)]
struct RowDraft {
    heads: bool,
    cells: Vec<CellDraft>,
    /// The number of its columns so far.
    width: usize,
}

struct CellDraft {
    column: usize,
    heads: bool,
    passages: Vec<Passage>,
}

impl Default for CellPlace {
    fn default() -> Self {
        Self { columns: 1, rows: 1, heads: false }
    }
}

impl Tables {
    /// Begins a table after these passages; returns those that are not its matter.
    pub fn enter(&mut self, used: TableUse, before: Vec<Passage>) -> Vec<Passage> {
        if let Some(around) = self.draft() {
            around.nested = true;
        }
        if used == TableUse::Layout {
            self.open.push(None);
            return before;
        }
        self.open.push(Some(TableDraft { used, outer: before, ..TableDraft::default() }));
        Vec::new()
    }

    /// Whether a table is open that may have rows.
    pub fn has_rows(&self) -> bool {
        matches!(self.open.last(), Some(Some(_)))
    }

    /// Begins a group of rows: no cell reaches into it from above.
    pub fn group(&mut self) {
        let Some(table) = self.draft() else { return };
        table.finish_row();
        table.covered.clear();
    }

    /// Begins a row after these passages.
    pub fn row(&mut self, heads: bool, before: Vec<Passage>) {
        let Some(Some(table)) = self.open.last_mut() else { return };
        table.take(before);
        table.in_cell = false;
        table.finish_row();
        self.added += table.covered.len();
        if self.added > EMPTY {
            table.covered.clear();
        }
        table.rows.push(RowDraft { heads, ..RowDraft::default() });
    }

    /// Makes the row one that heads its columns.
    pub fn head(&mut self) {
        let row = self.draft().and_then(|table| table.rows.last_mut());
        row.into_iter().for_each(|row| row.heads = true);
    }

    /// Leaves this many columns of the row empty.
    pub fn skip(&mut self, columns: usize) {
        let columns = self.afforded(columns);
        let row = self.draft().and_then(|table| table.rows.last_mut());
        row.into_iter().for_each(|row| row.width += columns);
    }

    /// Has the cell cover this many columns.
    pub fn widen(&mut self, columns: usize) {
        self.skip(columns.clamp(1, COLUMNS) - 1);
    }

    /// Begins a cell after these passages.
    pub fn cell(&mut self, place: CellPlace, before: Vec<Passage>) {
        let columns = self.afforded(place.columns.clamp(1, COLUMNS) - 1) + 1;
        let rows = if self.added > EMPTY { 1 } else { place.rows.clamp(1, ROWS) };
        let Some(table) = self.draft() else { return };
        table.take(before);
        table.in_cell = true;
        if table.rows.is_empty() {
            table.rows.push(RowDraft::default());
        }
        let TableDraft { rows: all, covered, .. } = table;
        let Some(row) = all.last_mut() else { return };
        while covered.get(row.width).is_some_and(|rows| *rows > 0) {
            row.width += 1;
        }
        let column = row.width;
        row.width += columns;
        row.cells.push(CellDraft { column, heads: place.heads, passages: Vec::new() });
        if rows > 1 {
            covered.resize(covered.len().max(row.width), 0);
            covered.iter_mut().skip(column).take(columns).for_each(|one| *one = rows);
        }
    }

    /// Ends a cell with these passages.
    pub fn end_cell(&mut self, passages: Vec<Passage>) {
        if let Some(table) = self.draft() {
            table.take(passages);
            table.in_cell = false;
        }
    }

    /// Ends the innermost table; `None` if none is open, and no draft of one that lays out a page.
    pub fn leave(&mut self) -> Option<Option<TableDraft>> {
        self.open.pop()
    }

    fn draft(&mut self) -> Option<&mut TableDraft> {
        self.open.last_mut()?.as_mut()
    }

    fn afforded(&mut self, columns: usize) -> usize {
        let columns = if self.added > EMPTY { 0 } else { columns.min(COLUMNS) };
        self.added += columns;
        columns
    }
}

impl TableDraft {
    /// Ends it with these passages; returns all passages up to here.
    pub fn ended(mut self, last: Vec<Passage>) -> Vec<Passage> {
        self.take(last);
        self.finish_row();
        let mut passages = std::mem::take(&mut self.outer);
        let own = self.passages();
        // A table is a run of rows: an empty line divides it from one right above.
        let is_row = |one: Option<&Passage>| one.is_some_and(|one| one.kind.is_row());
        if is_row(passages.last()) && is_row(own.first()) {
            let left_out = own.iter().all(|one| one.left_out);
            passages.push(Passage { left_out, ..Passage::default() });
        }
        passages.extend(own);
        passages
    }

    fn add_cells_to(self, passages: &mut Vec<Passage>) {
        passages.extend(self.above);
        let cells = self.rows.into_iter().flat_map(|row| row.cells);
        passages.extend(cells.flat_map(|cell| cell.passages));
        passages.extend(self.below);
    }

    fn take(&mut self, passages: Vec<Passage>) {
        let to = match self.rows.last_mut() {
            None => &mut self.above,
            Some(row) => match row.cells.last_mut().filter(|_| self.in_cell) {
                Some(cell) => &mut cell.passages,
                None => &mut self.below,
            },
        };
        to.extend(passages);
    }

    /// Counts what cells above cover as columns of the row, and the row as covered.
    fn finish_row(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        let covers = |rows: &usize| *rows > 0;
        row.width = row.width.max(self.covered.iter().rposition(covers).map_or(0, |at| at + 1));
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.covered.truncate(self.covered.iter().rposition(covers).map_or(0, |at| at + 1));
    }

    fn passages(mut self) -> Vec<Passage> {
        let mut passages = Vec::new();
        self.rows.retain(|row| row.filled().next().is_some());
        if !self.is_data() {
            self.add_cells_to(&mut passages);
            return passages;
        }
        self.find_head();
        // Columns in which no cell begins are nowhere to be seen.
        let starts = self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + 1);
        let columns = starts.max().unwrap_or_default();
        passages.append(&mut self.above);
        self.rows.into_iter().for_each(|row| row.add_to(columns, &mut passages));
        passages.extend(self.below);
        passages
    }

    /// Whether its columns and rows mean something.
    fn is_data(&self) -> bool {
        let heads = self.rows.iter().any(|row| row.heads || row.filled().any(|cell| cell.heads));
        let is_known = heads || self.used == TableUse::Data;
        let is_wide = self.rows.iter().any(|row| row.filled().nth(1).is_some());
        let lays_out = |cell: &CellDraft| cell.is_prose() || !is_known && cell.len() > CELL;
        // A table with another one in a cell lays it out, unless all are short below the names of columns.
        let names = || {
            self.rows.first().is_some_and(|row| match row.kind() {
                BlockKind::TableHead => row.filled().nth(1).is_some(),
                _ => row.filled().nth(2).is_some(),
            })
        };
        let is_short =
            || self.rows.iter().flat_map(RowDraft::filled).all(|cell| cell.len() <= NESTED);
        is_wide
            && (!self.nested || self.rows.len() > 1 && names() && is_short())
            && (self.rows.len() > 1 || heads)
            && !self.rows.iter().flat_map(RowDraft::filled).any(lays_out)
            && (is_known || !self.is_menu())
    }

    /// Whether nearly all in it are links.
    fn is_menu(&self) -> bool {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let links = cells().flat_map(|cell| &cell.passages).flat_map(|one| &one.inlines);
        let links = links.filter(|one| matches!(one.kind, InlineKind::Link(_)));
        let linked: usize = links.map(|one| one.range.len() as usize).sum();
        linked * 5 > cells().map(CellDraft::len).sum::<usize>() * 4
    }

    /// Takes a first row in bold letters for one that heads the columns.
    fn find_head(&mut self) {
        if self.rows.iter().any(|row| row.heads) {
            return;
        }
        if let [first, second, ..] = self.rows.as_mut_slice() {
            first.heads = first.is_bold() && !second.is_bold();
        }
    }
}

impl RowDraft {
    fn filled(&self) -> impl Iterator<Item = &CellDraft> {
        self.cells.iter().filter(|cell| !cell.passages.is_empty())
    }

    fn is_bold(&self) -> bool {
        let is_bold = |one: &Passage| {
            let is_all = |inline: &Inline| {
                inline.kind == InlineKind::Strong && inline.range.len() as usize >= one.text.len()
            };
            one.inlines.iter().any(is_all)
        };
        self.filled().nth(1).is_some() && self.filled().flat_map(|cell| &cell.passages).all(is_bold)
    }

    fn kind(&self) -> BlockKind {
        match self.cells.first() {
            _ if self.heads || self.filled().all(|cell| cell.heads) => BlockKind::TableHead,
            Some(first) if first.heads && first.column == 0 => BlockKind::HeadedRow,
            _ => BlockKind::TableRow,
        }
    }

    /// Adds the row as a passage, and what is skipped in it as passages after it.
    fn add_to(self, columns: usize, passages: &mut Vec<Passage>) {
        let left_out = self.filled().flat_map(|cell| &cell.passages).all(|one| one.left_out);
        let kind = self.kind();
        let mut row = Passage { kind, left_out, ..Passage::default() };
        let mut skipped = Vec::new();
        let mut column = 0;
        for cell in self.cells {
            row.text.extend(std::iter::repeat_n('\t', cell.column.saturating_sub(column)));
            column = cell.column;
            for passage in cell.passages {
                match passage.left_out == left_out {
                    true => put(&mut row, &passage),
                    false => skipped.push(passage),
                }
            }
        }
        let width = self.width.min(columns);
        row.text.extend(std::iter::repeat_n('\t', width.saturating_sub(column + 1)));
        passages.push(row);
        passages.extend(skipped);
    }
}

impl CellDraft {
    fn len(&self) -> usize {
        self.passages.iter().map(|one| one.text.len()).sum()
    }

    /// Whether it has paragraphs, or a heading with text below it.
    fn is_prose(&self) -> bool {
        let is_heading = |one: &Passage| one.kind.heading_level().is_some();
        self.passages.len() > 1 && (self.len() > PARAGRAPHS || self.passages.iter().any(is_heading))
    }
}

/// Adds a passage to the last cell of a row, on the line.
fn put(row: &mut Passage, passage: &Passage) {
    let text = passage.text.trim_end();
    let blank = text.len() - text.trim_start().len();
    if !row.text.is_empty() && !row.text.ends_with('\t') {
        row.text.push(' ');
    }
    let moved = |at: Byte| Byte::at(row.text.len() + at.index().saturating_sub(blank));
    let inlines = passage.inlines.iter().map(|one| Inline {
        range: TextRange { start: moved(one.range.start), end: moved(one.range.end) },
        kind: one.kind.clone(),
    });
    row.inlines.extend(inlines.filter(|one| !one.range.is_empty()));
    row.text
        .extend(text.trim_start().chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }));
}
