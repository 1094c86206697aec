//! OpenDocument text (.odt, and .fodt, which is one file of XML). Deleted text is never shown, and nothing else is skipped silently
//! (tests/opening/documents.rs).

mod parts;
mod styles;

use std::collections::BTreeMap;

pub(in crate::formats::documents) use self::parts::sort;
use self::parts::{formulas, part_of};
use self::styles::{OdtStyles, Stand};
use crate::formats::common::encoding;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::{Manuscript, Passage};
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::composer::{Composer, heading};
use crate::formats::documents::shared::dates;
use crate::formats::documents::shared::formula::{FormulaTree, Growing};
use crate::formats::documents::shared::office::{self, Left};
use crate::formats::documents::shared::package::{
    Package, XmlPiece, XmlTag, each, properties, property,
};
use crate::formats::documents::shared::tables::{CellPlace, TableUse};
use crate::formats::documents::text::finished;
use crate::model::{BlockKind, Details, InlineKind};

/// A part that other ZIPs do not have.
pub(in crate::formats::documents) const MANIFEST: &str = "META-INF/manifest.xml";
/// The parts with the text, its styles and its details.
pub(in crate::formats::documents) const BODY: &str = "content.xml";
const STYLES: &str = "styles.xml";
const PROPERTIES: &str = "meta.xml";
/// Shapes in or beside a paragraph that have paragraphs of their own.
const SHAPES: [&str; 10] = [
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "caption",
    "line",
    "connector",
    "path",
    "polygon",
];
/// Most spaces in one counted run; a file with more is damaged.
const BLANKS: usize = 1000;

/// The manuscript of a document.
///
/// # Errors
/// If it is damaged.
pub(in crate::formats::documents) fn read(
    file: &File,
    package: &mut Package<'_>,
) -> Result<Manuscript, Problem> {
    let body = package.text(BODY)?;
    let mut reader = OdtReader { formulas: formulas(&body, package), ..OdtReader::default() };
    let styles = package.text(STYLES).unwrap_or_default();
    each(&styles, |piece| reader.styles.take(&piece));
    let known = properties(&package.text(PROPERTIES).unwrap_or_default());
    Ok(reader.read(file, &body, &styles, &known))
}

/// The manuscript of a document that is one file of XML (.fodt).
pub(in crate::formats::documents) fn read_flat(file: &File) -> Manuscript {
    let text = encoding::decode_page(&file.content, None).text;
    let before = text.find("<office:body").and_then(|end| text.get(..end)).unwrap_or_default();
    let known =
        before.split_once("</office:meta>").map_or(Vec::new(), |(meta, _)| properties(meta));
    OdtReader::default().read(file, &text, before, &known)
}

/// Whether a file is a text that is one file of XML.
pub(in crate::formats::documents) fn is_flat(file: &File) -> bool {
    if !file.begins_with("<") {
        return false;
    }
    let start = file.content.get(..8 << 10).unwrap_or(&file.content);
    let start = encoding::decode_page(start, None).text;
    start.contains("<office:document") && start.contains("opendocument.text")
}

impl OdtReader {
    /// Reads a text whose styles and details are these.
    fn read(
        mut self,
        file: &File,
        body: &str,
        styles: &str,
        known: &[(String, String)],
    ) -> Manuscript {
        let reader = &mut self;
        let damage = each(body, |piece| {
            reader.styles.take(&piece);
            reader.take(piece);
        });
        let mut passages = reader.passages();
        passages.append(&mut reader.notes);
        for margin in reader.margins(styles) {
            office::add_margin(margin, &mut passages);
        }
        let mut problems: Vec<Problem> = damage.into_iter().collect();
        problems.extend(reader.left.problem());
        problems.extend(reader.composer.omitted.problems());
        let title = heading(&passages).or_else(|| office::title(property(known, &["title"])));
        let details = Details {
            title: title.unwrap_or_default(),
            byline: office::author(property(known, &["initial-creator", "creator"])),
            source: None,
            // The date of a file is not the date its text was published.
            published: None,
            language: property(known, &["language"])
                .or(reader.styles.language.take())
                .and_then(|tag| dates::language(&tag)),
            ..Details::default()
        };
        finished(file, details, passages, problems)
    }
}

#[derive(Default)]
struct OdtReader {
    composer: Composer,
    left: Left,
    styles: OdtStyles,
    skipped: usize,
    body: bool,
    /// The number of open paragraphs, one in the other's frame.
    paragraphs: usize,
    items: usize,
    /// Whether the rows of a table head its columns.
    in_head: bool,
    /// How the open paragraphs and spans have text stand, innermost last.
    spans: Vec<Stand>,
    /// Whether the open sections are hidden, innermost last.
    sections: Vec<bool>,
    /// Formulas with a part of their own, by its name.
    formulas: BTreeMap<String, FormulaTree>,
    /// The formula being read.
    formula: Option<Growing>,
    /// Whether the frame holds a formula, whose picture is not one.
    in_formula: bool,
    /// The passages of text boxes in the paragraph, which follow it.
    boxes: Vec<Passage>,
    /// The paragraphs around the text box or note being read, outermost first.
    around: Vec<OdtAround>,
    /// The passages of the notes.
    notes: Vec<Passage>,
    /// What stands before the text of the note being read.
    label: String,
    in_citation: bool,
    /// Whether the table of contents is being read.
    in_contents: bool,
}

/// A paragraph around a text box or a note.
struct OdtAround {
    composer: Composer,
    paragraphs: usize,
    items: usize,
    spans: Vec<Stand>,
    boxes: Vec<Passage>,
}

impl OdtReader {
    /// The passages just read.
    fn passages(&mut self) -> Vec<Passage> {
        // A damaged file may end inside a text box.
        while !self.around.is_empty() {
            self.leave(false);
        }
        let mut passages = self.composer.taken();
        passages.append(&mut self.boxes);
        passages
    }

    /// The passages of the headers and footers of the pages.
    fn margins(&mut self, styles: &str) -> Vec<Vec<Passage>> {
        let mut margins = Vec::new();
        let is_margin = |name: &str| name.starts_with("header") || name.starts_with("footer");
        (self.body, self.skipped) = (false, 0);
        each(styles, |piece| match &piece {
            XmlPiece::Start(tag) if is_margin(&tag.name) => self.body = true,
            XmlPiece::End(name) if is_margin(name) => {
                self.body = false;
                margins.push(self.passages());
            }
            _ if self.body => self.take(piece),
            _ => {}
        });
        margins
    }

    fn enter(&mut self) {
        let beside = self.composer.beside();
        self.around.push(OdtAround {
            composer: std::mem::replace(&mut self.composer, beside),
            paragraphs: std::mem::take(&mut self.paragraphs),
            items: std::mem::take(&mut self.items),
            spans: std::mem::take(&mut self.spans),
            boxes: std::mem::take(&mut self.boxes),
        });
    }

    /// Ends a text box or a note.
    fn leave(&mut self, is_note: bool) {
        let Some(around) = self.around.pop() else { return };
        let mut passages = self.composer.taken();
        passages.append(&mut self.boxes);
        let inner = std::mem::replace(&mut self.composer, around.composer);
        self.composer.omitted = inner.omitted;
        (self.paragraphs, self.items) = (around.paragraphs, around.items);
        (self.spans, self.boxes) = (around.spans, around.boxes);
        if is_note {
            // Of a note without words, nothing is left.
            self.label.clear();
        }
        let to = if is_note { &mut self.notes } else { &mut self.boxes };
        to.append(&mut passages);
    }

    fn take(&mut self, piece: XmlPiece<'_>) {
        if office::takes_formula(&mut self.formula, &mut self.composer, &piece) {
            return;
        }
        match piece {
            XmlPiece::Start(tag) if self.body && tag.name == "math" => {
                self.in_formula = true;
                self.formula.insert(Growing::default()).take(&XmlPiece::Start(tag));
            }
            XmlPiece::Start(tag) if self.skipped > 0 || self.is_skipped(&tag) => self.skipped += 1,
            XmlPiece::End(_) if self.skipped > 0 => self.skipped -= 1,
            XmlPiece::Start(tag) if tag.name == "body" => self.body = true,
            XmlPiece::Start(tag) if self.body => self.start(&tag),
            XmlPiece::End(name) if self.body => self.end(&name),
            XmlPiece::Text(text) if self.in_citation => self.label.push_str(text.trim()),
            XmlPiece::Text(text) if self.body && self.skipped == 0 && self.paragraphs > 0 => {
                self.words(&text);
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let Stand { struck, hidden, raised } = self.spans.last().copied().unwrap_or_default();
        if !self.label.is_empty() {
            let label = std::mem::take(&mut self.label);
            self.composer.exact(&format!("[{label}] "));
        }
        if self.in_contents {
            self.composer.keep(false);
        }
        if hidden == Some(true) || self.is_hidden() {
            self.composer.hide(text);
        } else if struck == Some(true) {
            self.composer.strike(text);
        } else if !raised.is_some_and(|up| self.composer.raise(text, up, false)) {
            self.composer.words(text);
        }
    }

    /// Whether the section is hidden.
    fn is_hidden(&self) -> bool {
        self.sections.last().is_some_and(|hidden| *hidden)
    }

    /// Whether it is not part of the text; if so, it is counted.
    fn is_skipped(&mut self, tag: &XmlTag<'_>) -> bool {
        // Headers and footers, which one file of XML has before the text, are read by themselves.
        if !self.body {
            return false;
        }
        match tag.name.as_str() {
            "annotation" => self.left.comments += 1,
            "ruby-text" => self.composer.omitted.read(),
            "deletion" => self.left.deleted = true,
            "insertion" => self.left.inserted = true,
            "object" if self.is_formula(tag) => return false,
            "image" if self.in_formula => {}
            "image" | "object" => self.left.pictures += 1,
            // What the picture or the change is said to be.
            "change-info" => {}
            "title" | "desc" if tag.is_of("svg") => {}
            _ => return false,
        }
        true
    }

    /// Whether an object is a formula; one with a part of its own is added.
    fn is_formula(&mut self, tag: &XmlTag<'_>) -> bool {
        match tag.get("href") {
            // Its content follows.
            None => true,
            Some(part) => match self.formulas.get(part_of(&part)) {
                Some(formula) => {
                    self.composer.formula(formula);
                    self.in_formula = true;
                    true
                }
                None => false,
            },
        }
    }

    fn start(&mut self, tag: &XmlTag<'_>) {
        match tag.name.as_str() {
            "frame" => self.in_formula = false,
            "note-body" => self.enter(),
            name if SHAPES.contains(&name) => self.enter(),
            "note-citation" => self.in_citation = true,
            "section" => {
                let hidden = tag.get("display").is_some_and(|display| display == "none");
                self.sections.push(hidden || self.is_hidden());
            }
            "hidden-paragraph" if tag.get("is-hidden").is_some_and(|is| is == "true") => {
                self.composer.keep(false);
            }
            "hidden-text" => {
                let hidden = tag.get("is-hidden").filter(|is| is == "true");
                self.stand(Stand { hidden: hidden.map(|_| true), ..Stand::default() });
            }
            "h" => {
                let level = tag.get("outline-level").and_then(|level| level.parse().ok());
                self.paragraph(office::heading_of(level.unwrap_or(1)), tag);
            }
            "p" => {
                let named = self.styles.kind(&tag.get("style-name").unwrap_or_default());
                let plain = if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph };
                self.paragraph(named.unwrap_or(plain), tag);
            }
            "list-item" => self.items += 1,
            "table" => self.composer.enter_table(TableUse::Data),
            "table-of-content" => self.in_contents = true,
            "table-header-rows" => self.in_head = true,
            "table-row" => self.composer.enter_row(self.in_head),
            // The cells that a merged one covers have elements of their own.
            "table-cell" | "covered-table-cell" => {
                let repeated = tag.get("number-columns-repeated");
                let columns = repeated.and_then(|count| count.parse().ok()).unwrap_or(1);
                self.composer.enter_cell(CellPlace { columns, ..CellPlace::default() });
            }
            "span" => {
                let style = tag.get("style-name").unwrap_or_default();
                let (bold, italic) = self.styles.emphasis(&style);
                self.stand(self.styles.stand_of(&style));
                self.composer.open(bold.then_some(InlineKind::Strong));
                self.composer.open(italic.then_some(InlineKind::Emphasis));
            }
            "a" => {
                let to = tag.get("href").and_then(|to| absolute(&to, None));
                self.composer.open(to.map(InlineKind::Link));
            }
            "s" => {
                let count = tag.get("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.composer.exact(&" ".repeat(BLANKS.min(count)));
            }
            "tab" => self.composer.exact("\t"),
            "line-break" => self.composer.line_end(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "h" | "p" => {
                self.spans.pop();
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.composer.end();
                self.composer.append(std::mem::take(&mut self.boxes));
            }
            name if SHAPES.contains(&name) => self.leave(false),
            "note-body" => self.leave(true),
            "table-of-content" => self.in_contents = false,
            "table-header-rows" => self.in_head = false,
            "table-cell" | "covered-table-cell" => self.composer.leave_cell(),
            "table" => drop(self.composer.leave_table()),
            "note-citation" => self.in_citation = false,
            "hidden-text" => drop(self.spans.pop()),
            "section" => drop(self.sections.pop()),
            "list-item" => self.items = self.items.saturating_sub(1),
            "span" => {
                self.spans.pop();
                self.composer.close();
                self.composer.close();
            }
            "a" => self.composer.close(),
            _ => {}
        }
    }

    fn paragraph(&mut self, kind: BlockKind, tag: &XmlTag<'_>) {
        self.stand(self.styles.stand_of(&tag.get("style-name").unwrap_or_default()));
        self.paragraphs += 1;
        self.composer.begin(kind);
    }

    /// Text begins that stands so within the text around it.
    fn stand(&mut self, own: Stand) {
        self.spans.push(own.within(self.spans.last().copied().unwrap_or_default()));
    }
}
