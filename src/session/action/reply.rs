//! What an action returns to the program that asked.

use crate::model::AnnotationId;

/// The result of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It was done.
    Done,
    /// Whether there was anything to do.
    Was(bool),
    /// These annotations were made.
    Made(Vec<AnnotationId>),
    /// The document changed since the file was compared with it: the file has to be read again.
    Outdated,
    /// The result of an import.
    Imported(crate::session::document::merge::Report),
}
