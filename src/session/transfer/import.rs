//! Files to import: what the worker read in them, and what the reader selects.

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

/// The import dialog: the content of the files, and the selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importing {
    /// The worker's result.
    pub reading: Rc<Reading>,
    /// The open document they were compared with.
    pub against: Option<Rc<AnnotationSet>>,
    /// The files, kept to be read again as another format.
    pub files: Rc<[File]>,
    /// The format the reader chose for them.
    pub format: Option<String>,
    /// Which of their articles are selected.
    pub picked: Vec<bool>,
    /// What to do where an existing annotation differs from the file's.
    pub keep: Keep,
    /// Exceptions from that, by the index of the article and the id of the annotation.
    pub kept: BTreeMap<(usize, AnnotationId), Keep>,
    /// The number of differing annotations shown.
    pub shown: usize,
    /// What to do with articles that are stored already and not open.
    pub clash: Clash,
}

/// What the worker is reading.
#[derive(Debug)]
pub(in crate::session) struct Received {
    /// The files.
    pub(in crate::session) files: Rc<[File]>,
    /// The format the reader chose for them.
    pub(in crate::session) format: Option<String>,
    /// The article that was open then, to compare them with.
    pub(in crate::session) against: Option<Rc<Article>>,
    /// What is known beside the file, if it did not arrive as one.
    pub(in crate::session) handed: Option<Handed>,
}

/// What to do where an existing annotation differs from the file's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Use the file's version.
    #[default]
    Theirs,
    /// Keep the existing one.
    Mine,
    /// Keep both.
    Both,
}

impl Importing {
    /// Differing annotations shown at first, and added each time more are asked for.
    pub const SHOWN: usize = 50;

    /// What to do with an existing annotation that differs from the file's.
    pub fn keep_of(&self, article: usize, id: &AnnotationId) -> Keep {
        let own = self.kept.get(&(article, id.clone()));
        own.copied().unwrap_or(self.keep)
    }

    /// The choice for all of them, if it is the same.
    pub fn keep_of_all(&self) -> Option<Keep> {
        self.kept.values().all(|keep| *keep == self.keep).then_some(self.keep)
    }

    /// Chooses for one of them, or for all.
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

/// The opening of a file's article, with its annotations.
pub fn opening_of(set: &Rc<AnnotationSet>, problems: Vec<Problem>) -> Opening {
    Opening::Text {
        article: set.article().clone(),
        details: Details::clone(set.details()),
        with: With::File(set.clone(), problems),
    }
}
