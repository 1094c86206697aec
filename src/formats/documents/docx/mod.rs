//! Word documents (.docx), also from LibreOffice and Google Docs. Deleted text is never shown, and nothing
//! else is skipped silently (tests/opening/documents.rs).

mod boxes;
mod fields;
mod inside;
mod parts;
mod prompts;
mod run;
mod signs;
mod styles;

use std::collections::BTreeMap;

use self::boxes::DocxAround;
use self::fields::WordFields;
use self::inside::Inside;
use self::parts::References;
pub(in crate::formats::documents) use self::parts::body;
use self::prompts::Prompts;
use self::run::{TAKEN, TextRun, is_on};
use self::signs::sign;
use self::styles::{Properties, Styles};
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::formats::documents::manuscript::{Manuscript, Passage};
use crate::formats::documents::shared::address::absolute;
use crate::formats::documents::shared::composer::{Composer, heading};
use crate::formats::documents::shared::dates;
use crate::formats::documents::shared::formula::Growing;
use crate::formats::documents::shared::office::{self, Left};
use crate::formats::documents::shared::package::{
    Package, XmlPiece, XmlTag, each, properties, property,
};
use crate::formats::documents::shared::tables::{CellPlace, TableUse};
use crate::formats::documents::text::finished;
use crate::model::{BlockKind, Details, InlineKind, order};

/// The part with the details.
const PROPERTIES: &str = "docProps/core.xml";

/// Elements that are not part of the text: alternative representations, deleted text, and the look of words
/// before a tracked change.
const SKIPPED: [&str; 14] = [
    "Fallback",
    "del",
    "moveFrom",
    "instrText",
    "rt",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "trPrChange",
    "tcPrChange",
    "numberingChange",
];

/// The manuscript of a document whose text is in this part.
///
/// # Errors
/// If it is damaged.
pub(in crate::formats::documents) fn read(
    file: &File,
    part: &str,
    package: &mut Package<'_>,
) -> Result<Manuscript, Problem> {
    let (passages, problems, styled) = words(part, package, true)?;
    let known = properties(&package.text(PROPERTIES).unwrap_or_default());
    let language = property(&known, &["language"]).or(styled);
    let title = heading(&passages).or_else(|| office::title(property(&known, &["title"])));
    let details = Details {
        title: title.unwrap_or_default(),
        byline: office::author(property(&known, &["creator"])),
        source: None,
        // The date of a file is not the date its text was published.
        published: None,
        language: language.and_then(|tag| dates::language(&tag)),
        ..Details::default()
    };
    Ok(finished(file, details, passages, problems))
}

/// The passages of a part with its notes and margins, the messages about them, and the language of its styles; with
/// `files`, the files in it are read.
fn words(part: &str, package: &mut Package<'_>, files: bool) -> Result<Words, Problem> {
    let body = package.text(part)?;
    let mut named = References::of(part, package);
    let styles = package.text(named.styles()).unwrap_or_default();
    let links = std::mem::take(&mut named.links);
    let inside = inside::all(&named, package, files).into_iter().collect();
    let mut reader =
        DocxReader { styles: Styles::of(&styles), links, inside, ..DocxReader::default() };
    let mut problems: Vec<Problem> = each(&body, |piece| reader.take(piece)).into_iter().collect();
    let mut passages = reader.passages();
    reader.notes(&named.notes(), package, &mut passages);
    reader.margins(&named.margins, package, &mut passages);
    problems.append(&mut reader.told);
    problems.extend(reader.left.problem());
    problems.extend(reader.composer.omitted.problems());
    Ok((passages, problems, reader.styles.language))
}

type Words = (Vec<Passage>, Vec<Problem>, Option<String>);

/// A document being read.
#[derive(Default)]
struct DocxReader {
    styles: Styles,
    links: BTreeMap<String, String>,
    composer: Composer,
    left: Left,
    /// The depth inside skipped elements.
    skipped: usize,
    /// The properties of the current paragraph, and of the current run.
    paragraph: Properties,
    run: TextRun,
    in_run: bool,
    in_text: bool,
    fields: WordFields,
    in_field: bool,
    /// The formula being read.
    formula: Option<Growing>,
    /// Whether the properties of a paragraph are being read, or of a row.
    in_properties: bool,
    in_row: bool,
    /// Whether the row was deleted; one around a table in it is there.
    row_deleted: bool,
    prompts: Prompts,
    /// Whether the end of the paragraph was deleted, so that the next one continues it.
    merges: bool,
    goes_on: bool,
    /// The parts that the text shows as parts of itself, by their ids, and what is said about them.
    inside: BTreeMap<String, Inside>,
    told: Vec<Problem>,
    /// The passages of text boxes in the paragraph, which follow it.
    boxes: Vec<Passage>,
    /// The paragraphs around the text box being read, outermost first.
    around: Vec<DocxAround>,
    /// The notes by their ids, numbered in the order of their first marks.
    marks: BTreeMap<String, usize>,
    /// What stands before the text of the note being read.
    label: String,
}

impl DocxReader {
    /// The passages of the part just read.
    fn passages(&mut self) -> Vec<Passage> {
        // A damaged file may end inside a text box.
        while !self.around.is_empty() {
            self.leave_box();
        }
        (self.skipped, self.formula, self.prompts) = Default::default();
        (self.in_text, self.in_field, self.in_properties) = (false, false, false);
        self.merges = false;
        (self.label, self.fields) = Default::default();
        let mut passages = self.composer.taken();
        passages.append(&mut self.boxes);
        passages
    }

    /// Adds the footnotes and endnotes, numbered in the order of their marks; those without a mark are skipped.
    fn notes(&mut self, parts: &[String], package: &mut Package<'_>, passages: &mut Vec<Passage>) {
        let mut all = Vec::new();
        for part in parts {
            let Ok(xml) = package.text(part) else { continue };
            self.links = References::of(part, package).links;
            let mut id = None;
            each(&xml, |piece| match &piece {
                XmlPiece::Start(tag) if is_note(&tag.name) => {
                    // Others are lines between the text and the notes.
                    let is_text = tag.get("type").is_none_or(|sort| sort == "normal");
                    id = tag.get("id").filter(|_| is_text).map(|id| format!("{} {id}", tag.name));
                    let place = id.as_ref().and_then(|id| self.marks.get(id));
                    self.label = place.map(|place| format!("[{}] ", place + 1)).unwrap_or_default();
                }
                XmlPiece::End(name) if is_note(name) => {
                    let note = self.passages();
                    all.extend(id.take().map(|id| (id, note)));
                }
                _ if id.is_some() => self.take(piece),
                _ => {}
            });
        }
        let (marked, unmarked): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(id, _)| self.marks.contains_key(id));
        self.left.notes = self.marks.len().saturating_sub(marked.len());
        let marked = order::by_key(marked, |(id, _)| self.marks.get(id));
        passages.extend(marked.into_iter().flat_map(|(_, note)| note));
        passages.extend(office::left_out(unmarked.into_iter().flat_map(|(_, note)| note)));
    }

    /// Adds what the headers and footers of the pages say, skipped, each once.
    fn margins(&mut self, parts: &[String], package: &mut Package<'_>, to: &mut Vec<Passage>) {
        for part in parts {
            let Ok(xml) = package.text(part) else { continue };
            self.links = References::of(part, package).links;
            each(&xml, |piece| self.take(piece));
            office::add_margin(self.passages(), to);
        }
    }

    fn take(&mut self, piece: XmlPiece<'_>) {
        if office::takes_formula(&mut self.formula, &mut self.composer, &piece) {
            return;
        }
        match piece {
            // The end of the paragraph was deleted or moved away.
            XmlPiece::Start(tag) if self.ends_nothing(&tag.name) => {
                (self.merges, self.left.deleted) = (true, true);
            }
            XmlPiece::End(name) if self.ends_nothing(&name) => {}
            XmlPiece::Start(tag) if self.is_skipped(&tag) => {
                if self.skipped == 0 && tag.name == "sdtContent" {
                    self.left.prompts += 1;
                    self.prompts.enter();
                }
                self.row_deleted |= self.in_row && self.skipped == 0 && tag.name == "del";
                self.in_field = tag.name == "instrText" && self.skipped == 0;
                self.left.deleted |= matches!(tag.name.as_str(), "delText" | "moveFrom")
                    || self.row_deleted && tag.name == "tc";
                if tag.name == "rt" && self.skipped == 0 {
                    self.composer.omitted.read();
                }
                self.skipped += 1;
                if self.prompts.keeps(&tag.name) {
                    self.start(&tag);
                }
            }
            XmlPiece::End(name) if self.skipped > 0 => {
                self.skipped -= 1;
                self.in_field = false;
                if self.prompts.ends(&name, self.skipped == 0) {
                    self.end(&name);
                }
            }
            XmlPiece::Start(tag) if tag.name == "oMath" => {
                self.formula.insert(Growing::default()).take(&XmlPiece::Start(tag));
            }
            XmlPiece::Start(tag) => self.start(&tag),
            XmlPiece::End(name) => self.end(&name),
            XmlPiece::Text(text) if self.in_field => {
                self.fields.says(&text);
            }
            XmlPiece::Text(text) if self.in_text && self.fields.is_shown() => self.words(&text),
            XmlPiece::Text(_) => {}
        }
    }

    /// Whether it is not of the text, or in something that is not.
    fn is_skipped(&self, tag: &XmlTag<'_>) -> bool {
        self.skipped > 0
            || SKIPPED.contains(&tag.name.as_str())
            || self.row_deleted && tag.name == "tc"
            || self.prompts.is_next && tag.name == "sdtContent"
    }

    fn ends_nothing(&self, name: &str) -> bool {
        self.in_properties && self.skipped == 0 && matches!(name, "del" | "moveFrom")
    }

    fn words(&mut self, text: &str) {
        let TextRun { struck, raised, note, hidden, .. } = self.run;
        if hidden {
            return self.composer.hide(text);
        }
        let text = match self.label.is_empty() {
            true => text,
            false => {
                self.composer.exact(&std::mem::take(&mut self.label));
                text.trim_start()
            }
        };
        if struck {
            return self.composer.strike(text);
        }
        if self.prompts.in_contents() || self.paragraph.style.starts_with("TOC") {
            self.composer.keep(false);
        }
        let raised = raised.or(note.then_some(true));
        if !raised.is_some_and(|up| self.composer.raise(text, up, note)) {
            self.composer.exact(text);
        }
    }

    fn start(&mut self, tag: &XmlTag<'_>) {
        let value = || tag.get("val").unwrap_or_default();
        let is_on = || is_on(tag);
        match tag.name.as_str() {
            "p" => {
                // Of a paragraph that was deleted whole, nothing goes on.
                self.goes_on = std::mem::take(&mut self.merges) && !self.composer.is_empty();
                if !self.goes_on {
                    self.composer.begin(BlockKind::Paragraph);
                }
                self.paragraph = Properties::default();
            }
            "tbl" => self.composer.enter_table(TableUse::Data),
            "tr" => {
                self.row_deleted = false;
                self.composer.enter_row(false);
            }
            "trPr" => self.in_row = true,
            "tblHeader" if is_on() => self.composer.table().head(),
            "gridBefore" => self.composer.table().skip(value().parse().unwrap_or(0)),
            // The cells that a merged one covers follow, empty.
            "tc" => self.composer.enter_cell(CellPlace::default()),
            "gridSpan" => self.composer.table().widen(value().parse().unwrap_or(1)),
            "pPr" => self.in_properties = true,
            "pStyle" => self.paragraph.style = value(),
            "outlineLvl" => self.paragraph.level = value().parse().ok(),
            "numId" => self.paragraph.item = Some(is_on()),
            "r" => {
                self.run = TextRun::within(&self.paragraph.style, &self.styles);
                self.in_run = true;
            }
            name @ ("sdt" | "sdtPr" | "docPartGallery") => self.prompts.start(name, &value()),
            "showingPlcHdr" => self.prompts.is_next = is_on(),
            // A first letter over several lines is a paragraph of its own there.
            "framePr" => self.merges |= tag.get("dropCap").is_some_and(|cap| cap != "none"),
            name if self.in_run && TAKEN.contains(&name) => self.run.take(tag, &self.styles),
            "t" => self.open_text(),
            "tab" | "ptab" if self.in_run && self.label.is_empty() => self.composer.exact("\t"),
            "br" | "cr" if self.in_run => self.composer.line_end(),
            "noBreakHyphen" => self.composer.exact("\u{2011}"),
            "sym" => match sign(tag) {
                Some(sign) => self.words(sign.encode_utf8(&mut [0; 4])),
                None => self.left.signs += 1,
            },
            "altChunk" => match self.taken(tag, "id") {
                Some(passages) => self.composer.append(passages),
                None => self.left.parts += 1,
            },
            "softHyphen" => self.composer.exact("\u{ad}"),
            "hyperlink" => {
                let to = tag.get("id").and_then(|id| absolute(self.links.get(&id)?, None));
                self.composer.open(to.map(InlineKind::Link));
            }
            "fldChar" => {
                self.fields.take(&tag.get("fldCharType").unwrap_or_default(), &mut self.composer);
            }
            "ins" | "moveTo" => self.left.inserted = true,
            "footnoteReference" | "endnoteReference" => {
                let sort = tag.name.trim_end_matches("Reference");
                let next = self.marks.len();
                let id = format!("{sort} {}", tag.get("id").unwrap_or_default());
                self.marks.entry(id).or_insert(next);
                // A mark of the writer's own follows in the run.
                self.run.note |= tag.get("customMarkFollows").is_some_and(|is| is != "0");
            }
            "txbxContent" => self.enter_box(),
            "commentReference" => self.left.comments += 1,
            // Words drawn as a picture.
            "textpath" => {
                let text = tag.get("string").unwrap_or_default();
                self.boxes.extend(
                    (!text.trim().is_empty()).then(|| Passage { text, ..Passage::default() }),
                );
            }
            "subDoc" => self.left.parts += 1,
            "relIds" => match self.taken(tag, "dm") {
                Some(mut passages) => self.boxes.append(&mut passages),
                None => self.left.pictures += 1,
            },
            "blip" | "imagedata" | "chart" => self.left.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "pPr" => {
                self.in_properties = false;
                let kind = self.styles.kind(&self.paragraph);
                if !self.goes_on {
                    self.composer.begin(kind);
                }
            }
            "p" => {
                self.fields.end_of_paragraph();
                if !self.merges {
                    self.composer.end();
                    self.composer.append(std::mem::take(&mut self.boxes));
                }
            }
            "tc" => {
                self.merges = false;
                self.composer.leave_cell();
            }
            "trPr" => self.in_row = false,
            "sdt" => self.prompts.leave(),
            "tbl" => {
                self.row_deleted = false;
                self.composer.leave_table();
            }
            "txbxContent" => self.leave_box(),
            "r" => self.in_run = false,
            "t" if self.in_text => {
                self.in_text = false;
                self.composer.close();
                self.composer.close();
            }
            "hyperlink" => self.composer.close(),
            _ => {}
        }
    }

    /// Emphasis is applied around each text, because links may begin and end within a run.
    fn open_text(&mut self) {
        self.in_text = true;
        self.composer.open(self.run.bold.then_some(InlineKind::Strong));
        self.composer.open(self.run.italic.then_some(InlineKind::Emphasis));
    }
}

fn is_note(name: &str) -> bool {
    matches!(name, "footnote" | "endnote")
}
