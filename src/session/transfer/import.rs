//! Files to be imported: what the worker read in them, and what the reader picks of that.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::{File, Problem};
use crate::model::{AnnotationId, AnnotationSet, Article, Details};
use crate::session::error::SessionError;
use crate::session::library::deeds::Clash;
use crate::session::transfer::opening::{Opening, With};
use crate::session::worker::protocol::Reading;

use super::open_review::Handed;

pub(in crate::session) type Result<T> = std::result::Result<T, SessionError>;

/// The import dialog: what is in the files, and what is picked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// What the worker read.
    pub reading: Rc<Reading>,
    /// The open document, which they were compared with.
    pub against: Option<Rc<AnnotationSet>>,
    /// The files, to be read once more as another format.
    pub files: Rc<[File]>,
    /// The format that the reader said they are in.
    pub format: Option<String>,
    /// Which articles in them are picked.
    pub picked: Vec<bool>,
    /// What becomes of annotations that are there and say something else in the file.
    pub keep: Keep,
    /// Of which of them something else becomes, by the index of the article and their id.
    pub kept: BTreeMap<(usize, AnnotationId), Keep>,
    /// So many of them are shown.
    pub shown: usize,
    /// What becomes of articles that are not open and are stored already.
    pub clash: Clash,
}

/// What the worker reads.
#[derive(Debug)]
pub(in crate::session) struct Received {
    /// The files.
    pub(in crate::session) files: Rc<[File]>,
    /// The format that the reader said they are in.
    pub(in crate::session) format: Option<String>,
    /// The article that was open then, which they are compared with.
    pub(in crate::session) against: Option<Rc<Article>>,
    /// What is known beside the one file, if it was handed over.
    pub(in crate::session) handed: Option<Handed>,
}

/// What becomes of an annotation that is there and says something else in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// It becomes what the file says.
    #[default]
    Theirs,
    /// It stays as it is.
    Mine,
    /// It stays, and what the file says becomes another one.
    Both,
}

impl Importing {
    /// So many annotations that differ are shown at first, and so many more whenever it is asked for.
    pub const SHOWN: usize = 50;

    /// What becomes of an annotation that is there and says something else in the file.
    pub fn keep_of(&self, article: usize, id: &AnnotationId) -> Keep {
        let own = self.kept.get(&(article, id.clone()));
        own.copied().unwrap_or(self.keep)
    }

    /// The choice for all of them, if it is the same for all.
    pub fn keep_of_all(&self) -> Option<Keep> {
        self.kept.values().all(|keep| *keep == self.keep).then_some(self.keep)
    }

    /// Picks for one of them, or for all.
    pub(in crate::session) fn pick_keep(
        &mut self,
        which: Option<(usize, AnnotationId)>,
        keep: Keep,
    ) {
        if let Some(which) = which {
            self.kept.insert(which, keep);
        } else {
            self.kept.clear();
            self.keep = keep;
        }
    }
}

/// Opening the article of a file, with what the file says.
pub fn opening_of(set: &Rc<AnnotationSet>, problems: Vec<Problem>) -> Opening {
    Opening::Text {
        article: set.article().clone(),
        details: Details::clone(set.details()),
        with: With::File(set.clone(), problems),
    }
}
