//! Undos and redos that wait for a step to be read.

use std::collections::VecDeque;

use crate::model::ArticleId;
use crate::session::document::bulk_apply::HistoryChange;

use super::save_state::Failure;

/// The waiting undos and redos.
#[derive(Debug, Default)]
pub(in crate::session) struct Turning {
    /// In the order they were asked for.
    pub(in crate::session) waiting: VecDeque<HistoryChange>,
    /// The step that is being read.
    pub(in crate::session) reading: Option<(ArticleId, u32)>,
    /// Whether the last request failed.
    pub(in crate::session) failed: bool,
}

/// The storage's answer about a step: its record, if it exists, or the failure.
pub type FoundStep = Result<Option<String>, Failure>;
