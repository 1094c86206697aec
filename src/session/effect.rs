//! What the session wants done outside itself. Must never do it: `app` runs effects.

use std::rc::Rc;

use crate::model::{AnnotationId, ArticleId, BlockPoint, Kind};

use super::action::Opening;
use super::records::Batch;
use super::settings::Settings;
use super::tabs::Errand;

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Fetch what is stored about an article, then perform `Action::Open`.
    Fetch(Box<Opening>),
    /// Read the list of stored articles, then perform `Action::Library`.
    List,
    /// Write to the storage: all of it or nothing.
    Save(Batch),
    /// Delete an article for the reader; it stays restorable for a while.
    Delete(ArticleId),
    /// Bring a deleted article back.
    Restore(ArticleId),
    /// Ask the browser to keep what is stored.
    AskToKeep,
    /// Hand a file to the reader.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What is in it.
        content: Rc<str>,
    },
    /// Put text on the clipboard.
    Copy(Rc<str>),
    /// Select this stretch in the page, from point to point.
    Select(BlockPoint, BlockPoint),
    /// Select nothing in the page.
    ClearSelection,
    /// Bring a highlight into view.
    Reveal(AnnotationId),
    /// Put the focus into the open card.
    FocusCard,
    /// Put the focus into the article.
    FocusArticle,
    /// Keep the cursor, or the end that is adjusted, in view.
    Follow,
    /// Show which pen is held.
    Pen(Option<Kind>),
    /// Theme and size of text.
    Look(Rc<Settings>),
    /// Have the tabs with this article agree.
    Tab(Errand),
    /// Tell the listeners of the API.
    Emit(Event),
}

/// What the listeners of the API hear about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Annotations were added, changed or removed.
    Change(Vec<AnnotationId>),
    /// A card was opened, or the open one closed.
    Select(Option<AnnotationId>),
    /// An article was opened.
    Load(ArticleId),
    /// What is shown of an article is kept.
    Save(ArticleId),
}
