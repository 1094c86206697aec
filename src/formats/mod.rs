//! Exchange formats: one file each, with the same two functions, and one line in [`ALL`].
//! Must never touch a screen or a clock; an import never fails halfway and never in silence.

pub mod json;
mod lenient;
pub mod plain;
pub mod problem;

use crate::model::AnnotationSet;

pub use lenient::without_half_pairs;
pub use problem::{Lines, Problem};

/// A format that annotations can be written in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name in the API.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// The extension of its files, without the stop.
    pub extension: &'static str,
    /// The media type of its files.
    pub media_type: &'static str,
    /// What its offsets count, as a phrase ("Unicode code points").
    pub unit: &'static str,
    /// Writes everything said about one article, in this format.
    pub export: fn(&AnnotationSet) -> Result<String, Problem>,
    /// Reads it back, if the format can be read.
    pub import: Option<fn(&[u8]) -> Imported>,
    /// Whether a file looks like this format.
    pub recognises: fn(&[u8]) -> bool,
}

/// What could be read of a file, and what could not.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The articles in it, with what is said about them.
    pub documents: Vec<AnnotationSet>,
    /// What was left out or mended, by place in the file.
    pub problems: Vec<Problem>,
}

/// Every format, in the order they are offered.
pub static ALL: &[Format] = &[json::FORMAT];

/// The format of this id.
pub fn named(id: &str) -> Option<&'static Format> {
    ALL.iter().find(|format| format.id == id)
}

/// The first format that can be read and that a file looks like.
pub fn recognise(content: &[u8]) -> Option<&'static Format> {
    ALL.iter().find(|format| format.import.is_some() && (format.recognises)(content))
}

/// Writes `set` in a format, reads that back, and compares before handing it over.
///
/// # Errors
/// A problem if the file does not say exactly what the document says: a bug of ours, told as one.
pub fn export_proved(format: &Format, set: &AnnotationSet) -> Result<String, Problem> {
    let content = (format.export)(set)?;
    let Some(import) = format.import else { return Ok(content) };
    let read = import(content.as_bytes());
    if let Some(problem) = read.problems.into_iter().next() {
        return Err(problem);
    }
    match read.documents.as_slice() {
        [again] if again == set => Ok(content),
        _ => Err(Problem::new(format!(
            "the {} file did not say the same when it was read back, so it was not made; this is \
             a fault of this program",
            format.name
        ))),
    }
}
