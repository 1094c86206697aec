//! The dialogs. One in which the reader still has to decide about an imported file is never dropped
//! (tests/native/intake.rs).

use std::rc::Rc;

use crate::formats::{File, Problem};
use crate::model::AnnotationSet;
use crate::session::document::find_all::Occurrences;
use crate::session::transfer::export::Exporting;
use crate::session::transfer::import::Importing;
use crate::session::transfer::open_review::{Handed, Manuscripts};
use crate::session::transfer::opening::Newer;

/// A dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// Paste, choose or resume an article.
    Open,
    /// Export the document.
    Export(Exporting),
    /// Import files.
    Import(Importing),
    /// Review articles before they open.
    Manuscripts(Manuscripts),
    /// The progress of storing articles.
    Storing {
        /// The number stored.
        done: usize,
        /// The number of articles.
        total: usize,
    },
    /// The progress of reading articles for an export, or of looking for suggestions in them.
    Gathering {
        /// The number read.
        done: usize,
        /// The number of articles.
        total: usize,
    },
    /// What would be erased with everything, and the question whether to.
    Erase,
    /// The settings, and how safe the work is.
    Settings,
    /// The occurrences of some words, to mark together.
    MarkAll(Occurrences),
    /// Labels, and the scale of verdicts.
    Scheme,
    /// Help and keys.
    Help,
    /// The text of the article, to correct.
    Correct {
        /// The text.
        text: Rc<str>,
        /// Why it cannot be corrected.
        why_not: Option<WhyNot>,
    },
    /// Another tab changed the article: what to do with the reader's version.
    Overtaken,
    /// Data files in an unknown format.
    Unknown {
        /// A description of each.
        problems: Vec<Problem>,
        /// The files.
        files: Rc<[File]>,
        /// What is known beside the file, if it did not arrive as one.
        handed: Option<Handed>,
    },
    /// What is opened seems to be a newer version of the open article.
    Newer(Box<Newer>),
    /// A file is about another text than the open one.
    OtherText {
        /// The title of the article in the file.
        title: String,
        /// The content of the file.
        set: Rc<AnnotationSet>,
        /// The problems with the file.
        problems: Vec<Problem>,
    },
}

/// Why a text cannot be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// It has this many annotations.
    Annotated(usize),
    /// This many people are listed for it.
    People(usize),
    /// Another program gave it its id.
    GivenId,
}

impl Dialog {
    /// Whether it holds imported content that the reader still has to decide about.
    pub(in crate::session) fn is_undecided(&self) -> bool {
        matches!(
            self,
            Self::Import(_)
                | Self::Manuscripts(_)
                | Self::Newer(_)
                | Self::OtherText { .. }
                | Self::Unknown { .. }
        )
    }
}
