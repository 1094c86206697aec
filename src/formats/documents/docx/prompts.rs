//! Fields: tables of contents, and those of forms that only say what to enter there. Their words are not of the
//! text, but a cell of a table in which one stands keeps its place, or those behind it would move
//! (tests/opening/word.rs).

/// Where in such a field a document is.
#[derive(Default)]
pub(super) struct Prompts {
    /// Whether the next content is such.
    pub is_next: bool,
    /// The tables open within one; `None` outside.
    tables: Option<usize>,
    /// Whether each open field is a table of contents.
    contents: Vec<bool>,
}

impl Prompts {
    /// Takes in what is said of a field: that one begins, or what it holds.
    pub fn start(&mut self, name: &str, value: &str) {
        match name {
            "sdt" => self.contents.push(false),
            "sdtPr" => self.is_next = false,
            _ => {
                let is_contents = value == "Table of Contents";
                self.contents.last_mut().into_iter().for_each(|one| *one = is_contents);
            }
        }
    }

    /// Ends a field.
    pub fn leave(&mut self) {
        self.contents.pop();
    }

    /// Whether words are of a table of contents.
    pub fn in_contents(&self) -> bool {
        self.contents.contains(&true)
    }

    /// Enters the content of one.
    pub fn enter(&mut self) {
        (self.is_next, self.tables) = (false, Some(0));
    }

    /// Whether an element that begins where words are skipped keeps its place.
    pub fn keeps(&mut self, name: &str) -> bool {
        match (&mut self.tables, name) {
            (Some(tables), "tbl") => *tables += 1,
            (Some(0), "tr" | "tc" | "gridSpan") => return true,
            _ => {}
        }
        false
    }

    /// Whether the element that ends there is a cell that was kept; `is_over` at the end of all that is skipped.
    pub fn ends(&mut self, name: &str, is_over: bool) -> bool {
        let is_cell = self.tables == Some(0) && name == "tc";
        match &mut self.tables {
            _ if is_over => self.tables = None,
            Some(tables) if name == "tbl" => *tables = tables.saturating_sub(1),
            _ => {}
        }
        is_cell
    }
}
