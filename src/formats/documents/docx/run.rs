//! How the words of a run stand: by what the run says itself, else its style, else the style of its paragraph
//! (tests/opening/word.rs).

use super::styles::Styles;
use crate::formats::documents::shared::package::XmlTag;

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

    /// Takes over whether a style hides or strikes out its words.
    fn stand(&mut self, style: &str, styles: &Styles) {
        let (hidden, struck) = styles.stand(style);
        self.hidden = hidden.unwrap_or(self.hidden);
        self.struck = struck.unwrap_or(self.struck);
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
            "vertAlign" => {
                self.raised = match value().as_str() {
                    "superscript" => Some(true),
                    "subscript" => Some(false),
                    _ => None,
                };
            }
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

/// Whether a property is on, as it is without a value.
pub(super) fn is_on(tag: &XmlTag<'_>) -> bool {
    let value = tag.get("val").unwrap_or_default();
    !matches!(value.as_str(), "0" | "false" | "off" | "none")
}
