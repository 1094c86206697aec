//! How the words of a run stand: by what the run says itself, else its style, else the style of its paragraph
//! (tests/opening/word.rs).

use super::styles::{StyledRun, Styles};
use crate::formats::documents::shared::package::XmlTag;

/// The properties of a run that are taken.
pub(super) const TAKEN: [&str; 8] =
    ["b", "i", "vanish", "strike", "dstrike", "vertAlign", "position", "rStyle"];

#[derive(Default, Clone, Copy)]
pub(super) struct TextRun {
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
    pub struck: bool,
    /// Whether it is raised (true) or lowered (false).
    pub raised: Option<bool>,
    /// Whether it is the mark of a note.
    pub note: bool,
}

impl TextRun {
    /// A run in a paragraph of this style.
    pub fn within(style: &str, styles: &Styles) -> Self {
        let mut run = Self::default();
        run.stand(style, styles);
        run
    }

    /// Takes over whether a style hides its words, strikes them out, or raises or lowers them.
    fn stand(&mut self, style: &str, styles: &Styles) {
        let StyledRun { hidden, struck, raised } = styles.stand(style);
        self.hidden = hidden.unwrap_or(self.hidden);
        self.struck = struck.unwrap_or(self.struck);
        self.raised = raised.or(self.raised);
    }

    /// Takes a property of the run.
    pub fn take(&mut self, tag: &XmlTag<'_>, styles: &Styles) {
        let value = || tag.get("val").unwrap_or_default();
        match tag.name.as_str() {
            "b" => self.bold = is_on(tag),
            "i" => self.italic = is_on(tag),
            "vanish" => self.hidden = is_on(tag),
            "strike" => self.struck = is_on(tag),
            "dstrike" => self.struck |= is_on(tag),
            "vertAlign" | "position" => self.raised = raised(tag),
            "rStyle" => {
                self.stand(&value(), styles);
                match styles.named(&value()).as_deref() {
                    Some("strong" | "strong emphasis") => self.bold = true,
                    Some("emphasis") => self.italic = true,
                    Some("footnote reference" | "endnote reference") => self.note = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Whether words are raised or lowered: as such, or by half points. A little only sets a line straight.
pub(super) fn raised(tag: &XmlTag<'_>) -> Option<bool> {
    let value = tag.get("val").unwrap_or_default();
    match value.as_str() {
        "superscript" => Some(true),
        "subscript" => Some(false),
        points => points.parse::<i32>().ok().filter(|by| by.abs() > 4).map(|by| by > 0),
    }
}

/// Whether a property is on, as it is without a value.
pub(super) fn is_on(tag: &XmlTag<'_>) -> bool {
    let value = tag.get("val").unwrap_or_default();
    !matches!(value.as_str(), "0" | "false" | "off" | "none")
}
