//! What an action gives back to the program that asked.

use crate::model::AnnotationId;

/// What an action gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It was done.
    Done,
    /// Whether there was anything to do.
    Was(bool),
    /// These annotations were made.
    Made(Vec<AnnotationId>),
    /// What an import did.
    Imported(crate::session::document::merge::Report),
}
