//! The elements of tables: what they are used for, and how many rows and columns a cell covers
//! (tests/opening/tables.rs).

use dom_query::Element;

use crate::formats::documents::shared::tables::{CellPlace, TableUse};

/// An element of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TablePart {
    Table,
    /// Rows, which head the columns or not.
    Group(bool),
    Row,
    Cell,
}

impl TablePart {
    /// The part that an element of this name is.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "table" => Self::Table,
            "thead" | "tbody" | "tfoot" => Self::Group(name == "thead"),
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            _ => return None,
        })
    }
}

/// What a table says it is for.
pub(super) fn used(element: &Element) -> TableUse {
    let role = element.attr("role").unwrap_or_default();
    match &*role {
        "presentation" | "none" => TableUse::Layout,
        "table" | "grid" | "treegrid" => TableUse::Data,
        _ => TableUse::Unknown,
    }
}

/// The place of a cell.
pub(super) fn cell(name: &str, element: &Element) -> CellPlace {
    let covers = |name: &str| {
        let value = element.attr(name)?;
        let value = value.trim();
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        value.get(..end)?.parse().ok()
    };
    // 0 rows are all that follow.
    let rows = covers("rowspan").map_or(1, |rows: usize| if rows == 0 { usize::MAX } else { rows });
    CellPlace { columns: covers("colspan").unwrap_or(1), rows, heads: name == "th" }
}
