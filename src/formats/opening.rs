//! Reads what a reader has — a text, a page, a document of a word processor — into manuscripts.
//! For the worker only, and must never be named by what the first load carries.

use super::file::File;
use super::manuscript::{Manuscript, Passage};
use super::plain;
use super::problem::Problem;
use crate::model::text::canonical;

/// What a file that is in no format of annotations holds: a text, or several chapters.
///
/// # Errors
/// Why it cannot be read, and what to do.
pub fn open(file: &File) -> Result<Vec<Manuscript>, Problem> {
    let text = plain::decode(&file.content)?;
    if text.contains('\0') {
        return Err(Problem::new(
            "this is not a text file; open text in UTF-8 or a file of annotations",
        ));
    }
    let line = |line: &str| Passage { text: line.to_owned(), ..Passage::default() };
    let passages = canonical(text).split('\n').map(line).collect();
    Ok(vec![Manuscript { name: file.stem().to_owned(), passages, ..Manuscript::default() }])
}
