//! Reads what a reader has — a text, a page, a document of a word processor — into manuscripts.
//! What a file is, its content says first and its name second.
//! For the worker only, and must never be named by what the first load carries.

mod address;
mod composer;
mod dates;
mod encoding;
mod html;
mod markdown;
mod text;
mod wrapped;

use super::file::File;
use super::manuscript::Manuscript;
use super::problem::Problem;

/// What a file that is in no format of annotations holds: a text, or several chapters.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub fn open(file: &File) -> Result<Vec<Manuscript>, Problem> {
    if html::is_page(file) {
        return Ok(vec![html::read(file)]);
    }
    let text = encoding::decode(&file.content)?;
    Ok(vec![match file.extension().as_str() {
        "md" | "markdown" | "mdown" | "mkd" => markdown::read(file, text),
        _ => text::read(file, text),
    }])
}
