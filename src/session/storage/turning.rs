//! Undo and redo that wait for a step to be read.

use std::collections::VecDeque;

use crate::model::ArticleId;
use crate::session::document::bulk_apply::Turn;

use super::save_state::Failure;

/// What is to be undone and redone, and waits for a step to be read.
#[derive(Debug, Default)]
pub(in crate::session) struct Turning {
    /// In the order it was asked for.
    pub(in crate::session) waiting: VecDeque<Turn>,
    /// The step that is being read.
    pub(in crate::session) reading: Option<(ArticleId, u32)>,
    /// Whether what was asked for last could not be done.
    pub(in crate::session) failed: bool,
}

/// What was found of a step in the storage: its record, if it is there, or why the storage did not say.
pub type FoundStep = Result<Option<String>, Failure>;
