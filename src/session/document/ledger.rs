//! The annotations of an article, their history and the revision. A stored article is read, changed and
//! exported by its ledger alone, without drawing (tests/native/layers.rs).

use std::rc::Rc;

use crate::model::{AnnotationSet, Article, Timestamp};

use super::history::History;

/// The data of an article.
#[derive(Debug)]
pub struct Ledger {
    pub(in crate::session) set: AnnotationSet,
    pub(in crate::session) history: History,
    /// The number of saves; a batch is refused if another tab saved in between.
    pub(in crate::session) revision: u64,
    /// When it was last exported.
    pub(in crate::session) exported: Option<Timestamp>,
}

impl Ledger {
    /// Changes of more operations than this are written as one record, not as one record each.
    pub const BULK: usize = 300;

    /// The data of an article that was never stored.
    pub fn new(set: AnnotationSet, history: History) -> Self {
        Self { set, history, revision: 0, exported: None }
    }

    /// The same with its stored revision and time of export.
    #[must_use]
    pub fn stored(mut self, revision: u64, exported: Option<Timestamp>) -> Self {
        self.revision = revision;
        self.exported = exported;
        self
    }

    /// The article.
    pub fn article(&self) -> &Rc<Article> {
        self.set.article()
    }

    /// The annotations and the register.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// The undo history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The number of saves.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// When it was last exported.
    pub fn exported(&self) -> Option<Timestamp> {
        self.exported
    }
}
