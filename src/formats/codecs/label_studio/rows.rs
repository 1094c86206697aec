//! Exports as CSV or TSV: rows of tasks, whose marks are JSON in a cell (tests/formats/studio.rs).

use super::read::read;
use crate::formats::codecs::table::TableText;
use crate::formats::common::codec::{Context, Imported};
use crate::formats::common::python;
use crate::formats::common::spans::short;
use crate::formats::common::{File, Problem};
use crate::model::plain::{Object, Plain};

/// The rows of a CSV or TSV export: tasks whose marks are JSON in a cell.
pub(super) fn rows(content: &[u8], context: &Context<'_>, into: &mut Imported) {
    let sheet = TableText::of(content);
    into.problems.extend(sheet.problems.iter().cloned());
    let mut table = sheet.reader();
    let names = table.headers().cloned().unwrap_or_default();
    for row in table.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let message = format!("a row cannot be read ({error}); left out");
                into.problems.push(Problem::new(message));
                continue;
            }
        };
        let mut task = Object::default();
        let lists: Vec<_> = row.iter().map(printed).collect();
        for ((name, cell), list) in names.iter().zip(row.iter()).zip(&lists) {
            let cell = list.as_deref().unwrap_or(cell);
            let value =
                if cell.starts_with(['[', '{']) { Plain::from_json(cell).ok() } else { None };
            if value.is_none() && ["[{\"", "[{'"].iter().any(|start| cell.starts_with(start)) {
                into.problems.push(Problem::new(format!(
                    "the marks in a cell of “{}” are not whole: spreadsheets cut long cells; left out",
                    short(name)
                )));
                continue;
            }
            task.put(name, value.unwrap_or(Plain::text(cell)));
        }
        read(&task, context, into);
    }
}

/// The list in a cell that Python printed, as JSON.
fn printed(cell: &str) -> Option<String> {
    python::list(cell.strip_prefix("[{'").map(|_| cell)?)
}

/// Most bytes of a table looked at.
const HEAD: usize = 100_000;

/// The first lines of a table, whole: the names of the columns, what may be above them, and a few more.
fn first_lines(content: &[u8]) -> &[u8] {
    let head = content.get(..HEAD).unwrap_or(content);
    let ends = head.iter().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
    let end = ends.map(|(at, _)| at + 1).nth(13).unwrap_or(head.len());
    // In UTF-16 a line end has two bytes.
    let is_wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    content.get(..end + usize::from(is_wide && end % 2 == 1)).unwrap_or(head)
}

/// Whether it is an export as CSV or TSV.
pub(super) fn is_table(file: &File) -> bool {
    if file.begins_with("[") || file.begins_with("{") {
        return false;
    }
    let sheet = TableText::of(first_lines(&file.content));
    let first = sheet.rows().lines().next().unwrap_or_default();
    let names = first.split(char::from(sheet.delimiter));
    let names = names.map(|name| name.trim_matches(['"', '\u{feff}', ' ']));
    names.into_iter().any(|name| matches!(name, "annotation_id" | "lead_time")) || has_marks(&sheet)
}

/// Whether a cell of the first rows is a list of marks: the tables of older versions have no other sign.
fn has_marks(sheet: &TableText<'_>) -> bool {
    const SIGNS: [[&str; 3]; 2] =
        [["[{\"", "\"start\"", "labels\": ["], ["[{'", "'start'", "labels': ["]];
    if !sheet.rows().contains("[{") {
        return false;
    }
    let is_list = |cell: &str| {
        let signs = SIGNS.iter().find(|[start, ..]| cell.starts_with(start));
        signs.is_some_and(|signs| signs.iter().all(|sign| cell.contains(sign)))
    };
    let rows = sheet.reader().into_records().take(3).filter_map(Result::ok);
    rows.into_iter().any(|row| row.len() > 1 && row.iter().any(is_list))
}
