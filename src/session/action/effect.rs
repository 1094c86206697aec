//! What the session wants done outside itself. Must never do it: `app` runs effects.

use std::rc::Rc;

use crate::model::{AnnotationId, ArticleId, BlockPoint, Kind};
use crate::session::library::deeds::Deed;
use crate::session::storage::batch::Batch;
use crate::session::storage::save_state::Failure;
use crate::session::storage::settings::Settings;
use crate::session::storage::unsaved::Attempt;
use crate::session::sync::protocol::Errand;
use crate::session::worker::protocol::{Exported, Task};

use crate::session::transfer::opening::Opening;

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Fetch what is stored about an article, then perform `Action::Open`.
    Fetch(Box<Opening>),
    /// Read the list of stored articles, then perform `Action::Library`.
    List,
    /// Write to the storage, all of it or nothing, then perform `Action::Storage` with what came of this attempt.
    Save(Attempt, Rc<Batch>),
    /// Open the storage, then perform `Action::Storage` with what came of it.
    Connect,
    /// Perform `StorageEvent::RetryDue` with this number after so many milliseconds.
    RetryIn(u32, u64),
    /// Read the settings again, then perform `Action::SettingsStored`.
    ReadSettings,
    /// Tell the other tabs that settings were stored.
    TellSettings,
    /// Tell the other tabs that the library says something else of an article.
    TellChanged(ArticleId),
    /// Read a step of an article's history, then perform `Action::StepRead`.
    ReadStep(ArticleId, u32),
    /// Delete an article for the reader; it stays restorable for a while.
    Delete(ArticleId),
    /// Clear an article away for good, as there is no room to keep it for a while; then perform `Shelve::Cleared`.
    Clear(ArticleId),
    /// Bring a deleted article back.
    Restore(ArticleId),
    /// Do something to a stored article, then perform `Shelve::Done` with this number.
    Do(u32, Box<Deed>),
    /// Erase everything that was ever stored here, then perform `Shelve::Erased`.
    Erase,
    /// Ask the browser to keep what is stored.
    AskToKeep,
    /// Have the worker do something, then perform `Action::Worked` with this number.
    Work(u32, Rc<Task>),
    /// Nobody waits any more for what the worker was asked under this number.
    StopWork(u32),
    /// Read what is stored of these articles, then perform `Action::Gathered`.
    Gather(Vec<ArticleId>),
    /// Hand a file to the reader.
    Download(Rc<Exported>),
    /// Put a file's text on the clipboard.
    Copy(Rc<Exported>),
    /// Have the reader choose where a file of this name goes, before it is made.
    ChooseFile(String),
    /// Have the clipboard wait for a file's text, before it is made.
    CopyLater,
    /// Write a file where the reader chooses, or chose before, then perform `Action::Wrote`.
    SaveTo(Rc<Exported>),
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
    /// Let the page breathe, then perform `Action::DrawOn`.
    DrawOn,
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
    /// Everything done to an article is stored; or it is not, for this reason.
    Save(ArticleId, Option<Failure>),
}
