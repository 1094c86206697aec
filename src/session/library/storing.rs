//! Articles on their way into the storage, and those that could not be stored and are kept to be saved as a
//! file.

use std::rc::Rc;

use crate::model::AnnotationSet;

use super::deeds::{Clash, Deed, Done, NotDone};

/// Deeds, done one after the other.
#[derive(Debug)]
pub(in crate::session) struct Storing {
    /// In reverse: the next one is the last.
    pub(in crate::session) left: Vec<Deed>,
    pub(in crate::session) current: Deed,
    pub(in crate::session) ticket: u32,
    pub(in crate::session) tally: Tally,
    pub(in crate::session) shown: StoringView,
}

/// What the reader sees of the deeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::session) enum StoringView {
    /// Only the result.
    Result,
    /// The progress, and a way to stop.
    Progress,
    /// The same, and the library at the end.
    Library,
}

/// An article that could not be stored, or was not because the reader stopped.
#[derive(Debug)]
pub(in crate::session) struct Unstored {
    pub set: Rc<AnnotationSet>,
    pub clash: Clash,
}

/// The results of deeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// What each did.
    pub done: Vec<Done>,
    /// The failed ones, by the names of the articles, and why.
    pub failed: Vec<(String, NotDone)>,
    /// The names of those not tried, because the reader stopped or there was no room.
    pub left: Vec<String>,
}
