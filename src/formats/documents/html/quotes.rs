//! The quotation marks that browsers put around `<q>`: those of the language of the text around it, and others
//! within each other (tests/opening/pieces.rs).

use dom_query::Element;

/// The marks of languages, of quotations and of those within them; English has those of most others.
const MARKS: [(&str, [&str; 4]); 9] = [
    ("de cs sk sl bg lt et is hr sr mk sq", ["„", "“", "‚", "‘"]),
    ("fr eu hy", ["«", "»", "«", "»"]),
    ("es it el ca gl", ["«", "»", "“", "”"]),
    ("ru uk be", ["«", "»", "„", "“"]),
    ("no nb nn fa", ["«", "»", "‘", "’"]),
    ("pl ro", ["„", "”", "«", "»"]),
    ("hu", ["„", "”", "»", "«"]),
    ("sv fi he", ["”", "”", "’", "’"]),
    ("ja", ["「", "」", "『", "』"]),
];
const ENGLISH: [&str; 4] = ["“", "”", "‘", "’"];

/// The quotation marks at a place of a page.
#[derive(Clone, Copy)]
pub(super) struct Quotes {
    marks: [&'static str; 4],
    /// Whether it is in a quotation that is in no other, or in one that is.
    inside: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { marks: ENGLISH, inside: false }
    }
}

impl Quotes {
    /// The marks around a quotation.
    pub fn around(self) -> (&'static str, &'static str) {
        let [open, close, inner_open, inner_close] = self.marks;
        if self.inside { (inner_open, inner_close) } else { (open, close) }
    }

    /// The marks within an element.
    pub fn within(self, name: &str, element: &Element) -> Self {
        let marks = element.attr("lang").or_else(|| element.attr("xml:lang")).map(|said| {
            let language = said.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
            let is_own = |(all, _): &&(&str, _)| all.split(' ').any(|one| one == language);
            MARKS.iter().find(is_own).map_or(ENGLISH, |(_, marks)| *marks)
        });
        Self { marks: marks.unwrap_or(self.marks), inside: self.inside != (name == "q") }
    }
}
