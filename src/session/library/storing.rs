//! Articles on their way into the storage, and those it refused: they are kept to be saved as a file.

use std::rc::Rc;

use crate::model::AnnotationSet;

use super::deeds::{Clash, Deed, Done, NotDone};

/// Deeds that are done one after the other.
#[derive(Debug)]
pub(in crate::session) struct Storing {
    /// The next one is the last.
    pub(in crate::session) left: Vec<Deed>,
    pub(in crate::session) current: Deed,
    pub(in crate::session) ticket: u32,
    pub(in crate::session) tally: Tally,
    pub(in crate::session) shown: StoringView,
}

/// What the reader sees of deeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::session) enum StoringView {
    /// Only what came of them.
    Result,
    /// How far they are, and a way to stop them.
    Progress,
    /// The same, and the library when they are done.
    Library,
}

/// An article that could not be stored, or was not because the reader stopped.
#[derive(Debug)]
pub(in crate::session) struct Unstored {
    pub set: Rc<AnnotationSet>,
    pub clash: Clash,
}

/// What became of deeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// What was done to each.
    pub done: Vec<Done>,
    /// What was not done, by the names of the articles, and why.
    pub failed: Vec<(String, NotDone)>,
    /// The names of those that were not tried, as the reader stopped it or there was no room.
    pub left: Vec<String>,
}

/// The title of an article, or how it begins.
pub(in crate::session) fn name_of_set(set: &AnnotationSet) -> String {
    match set.details().title.as_str() {
        "" => crate::session::storage::schema::beginning(set.article()),
        title => title.to_owned(),
    }
}
