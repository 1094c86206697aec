//! Rows in a text: lines with tabs between their cells, as spreadsheets copy them (tests/opening/tables.rs).

use crate::formats::documents::manuscript::Passage;
use crate::model::BlockKind;

/// Longest cell in lines with tabs that are a table, and longest that is no sentence, in characters.
const LONGEST: usize = 200;
const LINE: usize = 80;
/// Most columns that are searched for figures.
const COLUMNS: usize = 1000;

/// Makes rows of lines that follow each other with the same number of tabs, as spreadsheets copy them. No
/// letter changes.
pub fn find_rows(passages: &mut [Passage]) {
    let tabs = |one: &Passage| one.text.matches('\t').count();
    let mut rest = passages;
    while let Some(first) = rest.first() {
        let count = tabs(first);
        let run = rest.iter().take_while(|one| tabs(one) == count).count();
        let (rows, after) = rest.split_at_mut(run);
        rest = after;
        if count == 0 || !is_table(rows) {
            continue;
        }
        let heads = has_head(rows);
        for (at, row) in rows.iter_mut().enumerate() {
            let kind = if at == 0 && heads { BlockKind::TableHead } else { BlockKind::TableRow };
            (row.kind, row.continues) = (kind, false);
        }
        rest.first_mut().into_iter().for_each(|next| next.continues = false);
    }
}

fn cells(row: &Passage) -> impl Iterator<Item = &str> {
    row.text.split('\t').map(str::trim)
}

/// Whether lines with tabs are rows: not indented code, not sentences after a name or a number.
fn is_table(rows: &[Passage]) -> bool {
    let is_row = |row: &&Passage| cells(row).filter(|cell| !cell.is_empty()).nth(1).is_some();
    let says = |cell: &str| {
        cell.chars().count() > LINE
            || cell.ends_with(['.', '!', '?', '…']) && cell.split_whitespace().nth(2).is_some()
    };
    let speaks = |row: &&Passage| cells(row).any(says);
    rows.len() > 1
        && rows.iter().filter(is_row).count() * 2 > rows.len()
        && rows.iter().filter(speaks).count() * 2 < rows.len()
        && rows.iter().flat_map(cells).all(|cell| cell.chars().count() <= LONGEST)
}

/// Whether the first row names columns: words, above a column of figures.
fn has_head(rows: &[Passage]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let is_name = |cell: &str| !cell.is_empty() && !cell.contains(|c: char| c.is_numeric());
    let is_figure =
        |cell: &str| cell.contains(char::is_numeric) && !cell.contains(char::is_alphabetic);
    let is_of_figures = |at: usize| {
        let mut below = rest.iter().filter_map(|row| cells(row).nth(at));
        below.all(|cell| cell.is_empty() || is_figure(cell))
    };
    cells(first).all(is_name) && (0..cells(first).count().min(COLUMNS)).any(is_of_figures)
}
