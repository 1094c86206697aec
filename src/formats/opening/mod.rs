//! Reads what a reader has — a text, a page, a document of a word processor — into manuscripts.
//! What a file is, its content says first and its name second.
//! For the worker only, and must never be named by what the first load carries.

mod address;
mod composer;
mod data;
mod dates;
mod docx;
mod encoding;
mod epub;
mod formula;
mod html;
mod markdown;
mod odt;
mod office;
mod omitted;
mod package;
mod raised;
mod text;
mod wrapped;

use std::borrow::Cow;

pub use self::data::named as data_named;
use self::package::Package;
use super::file::File;
use super::manuscript::Manuscript;
use super::problem::Problem;
use super::zip;

/// What a file that is in no format of annotations holds: a text, or several chapters.
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
    if html::is_page(file) {
        return Ok(vec![html::read(file)]);
    }
    let text = encoding::decode(&file.content)?;
    Ok(vec![match file.extension().as_str() {
        "md" | "markdown" | "mdown" | "mkd" => markdown::read(file, text),
        _ => text::read(file, text),
    }])
}

/// The text of a file that says in which encoding it is, or of which that is guessed; and what was.
/// Nothing if it is no text.
pub fn text_of(content: &[u8]) -> (Cow<'_, str>, Vec<Problem>) {
    match encoding::decode(content) {
        Ok(encoding::Decoded { text, problems }) => (text, problems),
        Err(problem) => (Cow::Borrowed(""), vec![problem]),
    }
}

/// Whether a file is a web page.
pub fn is_page(file: &File) -> bool {
    html::is_page(file)
}

/// Whether a file is a document or a book that is a ZIP inside, and not a ZIP of files.
pub fn is_document(file: &File) -> bool {
    let is = |package: Package<'_>| {
        let known = [docx::BODY, epub::CONTAINER, odt::MANIFEST, SHEETS, SLIDES];
        known.iter().any(|part| package.has(part))
    };
    zip::is_zip(file) && Package::of(&file.content).is_ok_and(is)
}

/// What is in a document that is a ZIP inside.
fn packed(file: &File) -> Result<Vec<Manuscript>, Problem> {
    let mut package = Package::of(&file.content)?;
    if package.has(docx::BODY) {
        return Ok(vec![docx::read(file, &mut package)?]);
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

/// What other programs of an office keep: where Excel has its sheets, and PowerPoint its slides.
const SHEETS: &str = "xl/workbook.xml";
const SLIDES: &str = "ppt/presentation.xml";
const SHEET: &str = "a spreadsheet";

/// What a document is that is no text, in words.
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
        // One without its sort says it in its body.
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

/// Why a document of a sort that is known is not read, and what to do instead.
fn refused(file: &File) -> Option<Problem> {
    let starts = |start: &[u8]| file.content.starts_with(start);
    let mail = file.extension() == "mht" || file.extension() == "mhtml";
    Some(Problem::new(match () {
        () if starts(b"%PDF") => {
            "this app cannot read PDFs. Open the PDF, copy its text, and paste it here"
        }
        () if starts(b"{\\rtf") => {
            "this app cannot read RTF. Open the file in a word processor and save it as .docx or .odt"
        }
        () if starts(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => {
            "this document is in the format of Word before 2007, or has a password. \
             Open it in a word processor and save it as .docx without a password"
        }
        () if mail => {
            "this app cannot read pages saved as a single .mht file. \
             Save the page in the browser as “HTML only” or “complete”, and open the .html file"
        }
        () => return None,
    }))
}
