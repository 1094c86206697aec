//! Which dialog is shown, and which wait their turn. Never drops a dialog in which the reader still has to decide
//! about something that came in: tests/native/intake.rs.

use std::rc::Rc;

use crate::formats::{File, Problem};
use crate::model::{ActorId, AnnotationId, AnnotationSet};
use crate::session::document::find_all::Occurrences;
use crate::session::document::lints::Lint;
use crate::session::transfer::export::Exporting;
use crate::session::transfer::import::Importing;
use crate::session::transfer::open_review::{Handed, Manuscripts};

/// A dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Paste, choose or take up an article.
    Open,
    /// Take the document away.
    Export(Exporting),
    /// Bring in what files say.
    Import(Importing),
    /// Articles are to be opened, and there is something to decide about them.
    Manuscripts(Manuscripts),
    /// Articles are being stored: so many of so many.
    Storing {
        /// How many are.
        done: usize,
        /// Of how many.
        total: usize,
    },
    /// Stored articles are being read for an export: so many of so many.
    Gathering {
        /// How many are.
        done: usize,
        /// Of how many.
        total: usize,
    },
    /// What goes if everything is erased, and the question whether it is to.
    Erase,
    /// The reader's settings, and how safe the work is.
    Settings,
    /// Everybody in the article, and whose entry is open.
    People(Option<ActorId>),
    /// All claims by pages, which of them is open, and which page is.
    Claims(Option<AnnotationId>, usize),
    /// What is to be settled: all, or one sort of it.
    Settle(Option<Lint>),
    /// Words that stand in several places, to be marked together.
    MarkAll(Occurrences),
    /// Labels inside kinds, and the scale of verdicts.
    Scheme,
    /// Help and keys.
    Help,
    /// Another tab changed the article: what becomes of the reader's version.
    Overtaken,
    /// Files are data in no format that is known here.
    Unknown {
        /// What they are, in words.
        problems: Vec<Problem>,
        /// The files.
        files: Rc<[File]>,
        /// What is known beside the one file, if it was handed over.
        handed: Option<Handed>,
    },
    /// A file is about another text than the open one.
    OtherText {
        /// The title of the article in the file.
        title: String,
        /// What the file says.
        set: Rc<AnnotationSet>,
        /// What could not be read of it.
        problems: Vec<Problem>,
    },
}

impl Dialog {
    /// Whether it holds something that came in and that the reader has yet to decide about.
    pub(in crate::session) fn is_undecided(&self) -> bool {
        matches!(
            self,
            Self::Import(_) | Self::Manuscripts(_) | Self::OtherText { .. } | Self::Unknown { .. }
        )
    }
}
