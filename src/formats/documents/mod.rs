//! Reads texts, pages and documents into manuscripts. The content determines the type of a file, and its name
//! only in doubt. For the worker alone (tests/native/layers.rs).

mod data;
mod docx;
mod epub;
mod html;
mod mail;
pub mod manuscript;
mod markdown;
mod odt;
pub mod pdf;
mod shared;
mod text;

pub use self::data::named as data_named;
pub use self::manuscript::{Manuscript, Passage};
pub use self::pdf::{is_pdf, read as open_pdf};

use self::shared::package::Package;
use crate::formats::common::encoding;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::formats::common::zip;

/// The content of a file without annotations: a text, or several chapters.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub fn open(file: &File) -> Result<Vec<Manuscript>, Problem> {
    if let Some(problem) = refused(file) {
        return Err(problem);
    }
    if zip::is_zip(file) {
        return packed(file);
    }
    if mail::is_mail(file) {
        return mail::read(file);
    }
    if odt::is_flat(file) {
        return Ok(vec![odt::read_flat(file)]);
    }
    if html::is_page(file) {
        return Ok(vec![html::read(file)]);
    }
    let text = encoding::decode(text::without_end_bytes(&file.content))?;
    Ok(vec![match file.extension().as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn" | "rmd" | "qmd" => {
            markdown::read(file, text)
        }
        _ => text::read(file, text),
    }])
}

/// Whether a file is a document or book in a ZIP container, and not a ZIP of files.
pub fn is_document(file: &File) -> bool {
    let is = |mut package: Package<'_>| {
        let known = [epub::CONTAINER, odt::MANIFEST, SHEETS, SLIDES];
        known.iter().any(|part| package.has(part)) || docx::body(&mut package).is_some()
    };
    zip::is_zip(file) && Package::of(&file.content).is_ok_and(is)
}

/// The content of a document in a ZIP container.
fn packed(file: &File) -> Result<Vec<Manuscript>, Problem> {
    let mut package = Package::of(&file.content)?;
    if let Some(body) = docx::body(&mut package) {
        return Ok(vec![docx::read(file, &body, &mut package)?]);
    }
    if package.has(epub::CONTAINER) {
        return epub::read(file, &mut package);
    }
    if let Some(what) = no_text(&mut package) {
        return Err(Problem::new(format!(
            "this is {what}, not text; copy the part you want to read and paste it here{}",
            if what == SHEET { ", or save a table of annotations as CSV" } else { "" }
        )));
    }
    if package.has(odt::MANIFEST) && package.has(odt::BODY) {
        return Ok(vec![odt::read(file, &mut package)?]);
    }
    Err(Problem::new(
        "this ZIP or document has no text that this app can read; \
         unpack it and open the files in it, or save it as .docx, HTML or text in the program it came from",
    ))
}

/// Parts of other office documents: Excel's workbook, PowerPoint's presentation.
const SHEETS: &str = "xl/workbook.xml";
const SLIDES: &str = "ppt/presentation.xml";
const SHEET: &str = "a spreadsheet";

/// A description of a document that is not text.
fn no_text(package: &mut Package<'_>) -> Option<&'static str> {
    const OPEN: &str = "application/vnd.oasis.opendocument.";
    if package.has(SHEETS) {
        return Some(SHEET);
    }
    if package.has(SLIDES) {
        return Some("a presentation");
    }
    let said = package.has("mimetype").then(|| package.text("mimetype").ok()).flatten();
    let said = said.unwrap_or_default();
    let sort = match said.trim().strip_prefix(OPEN) {
        Some(sort) => sort.to_owned(),
        // If it does not declare its type, its body does.
        None if package.has(odt::MANIFEST) => odt::sort(&package.text(odt::BODY).ok()?)?,
        None => return None,
    };
    match sort.split('-').next().unwrap_or_default() {
        "text" => None,
        "spreadsheet" => Some(SHEET),
        "presentation" => Some("a presentation"),
        "graphics" | "drawing" | "image" => Some("a drawing"),
        "chart" => Some("a chart"),
        "formula" => Some("a formula"),
        "base" | "database" => Some("a database"),
        _ => Some("a document without paragraphs"),
    }
}

/// Why a known type of document is not read, and what to do instead.
fn refused(file: &File) -> Option<Problem> {
    let starts = |start: &[u8]| file.content.starts_with(start);
    Some(Problem::new(match () {
        () if file.begins_with("{\\rtf") => {
            "this app cannot read RTF. Open the file in a word processor and save it as .docx or .odt"
        }
        () if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => {
            "this document is in the format of Word before 2007, or has a password. \
             Open it in a word processor and save it as .docx without a password"
        }
        () => return None,
    }))
}
