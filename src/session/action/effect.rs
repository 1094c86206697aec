//! What the session asks the outside to do; `app` runs the effects.

use std::rc::Rc;

use crate::model::{AnnotationId, ArticleId, BlockPoint, Kind, TextRange};
use crate::session::library::deeds::Deed;
use crate::session::storage::batch::Batch;
use crate::session::storage::save_state::Failure;
use crate::session::storage::settings::Settings;
use crate::session::storage::unsaved::Attempt;
use crate::session::sync::protocol::TabRequest;
use crate::session::worker::protocol::{Exported, Task};

use crate::session::transfer::opening::Opening;

use super::Action;

/// Something to do outside the session.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Read what is stored about an article, then perform `Action::Open`.
    Fetch(Box<Opening>),
    /// Read the list of stored articles, then perform `Action::Library`.
    List,
    /// Write to the storage, all or nothing, then perform `Action::Storage` with the result of this attempt.
    Save(Attempt, Rc<Batch>),
    /// Open the storage, then perform `Action::Storage` with the result.
    Connect,
    /// After this many milliseconds, perform `StorageEvent::RetryDue` with this number.
    RetryIn(u32, u64),
    /// Read the settings again, then perform `Action::SettingsStored`.
    ReadSettings,
    /// Tell the other tabs that settings were stored.
    TellSettings,
    /// Tell the other tabs that an article changed in the library.
    TellChanged(ArticleId),
    /// Read a step of an article's history, then perform `Action::StepRead`.
    ReadStep(ArticleId, u32),
    /// Delete an article for the reader; it can be restored for a while.
    Delete(ArticleId),
    /// Delete an article for good, because there is no room to keep it for a while; then perform
    /// `Shelve::Cleared`.
    Clear(ArticleId),
    /// Restore a deleted article.
    Restore(ArticleId),
    /// Change a stored article, then perform `Shelve::Done` with this number.
    Do(u32, Box<Deed>),
    /// Erase everything that was ever stored here, then perform `Shelve::Erased`.
    Erase,
    /// Ask the browser for persistent storage.
    AskToKeep,
    /// Give the worker a task, then perform `Action::Worked` with this number.
    Work(u32, Rc<Task>),
    /// Cancel the worker's task of this number.
    StopWork(u32),
    /// Do this with these stored articles.
    Gather(Vec<ArticleId>, Gather),
    /// Open a stored article, then perform these actions, unless it could not be opened.
    OpenThen(ArticleId, Vec<Action>),
    /// Download a file.
    Download(Rc<Exported>),
    /// Download a picture as pixels, and tell that it was.
    DownloadPng(Rc<Exported>),
    /// Put a file's text on the clipboard.
    Copy(Rc<Exported>),
    /// Print a file that is a page.
    Print(Rc<Exported>),
    /// Have the reader choose where a file of this name goes, before it is ready.
    ChooseFile(String),
    /// Promise a file's text to the clipboard, before it is ready.
    CopyLater,
    /// Write a file where the reader chooses, or chose before, then perform `Action::Wrote`.
    SaveTo(Rc<Exported>),
    /// Do this once the page shows the change.
    OnPage(PageEffect),
    /// Let the page respond, then perform `Action::DrawOn`.
    DrawOn,
    /// Show which pen is in use.
    Pen(Option<Kind>),
    /// Apply the theme and the text size.
    Look(Rc<Settings>),
    /// Coordinate the tabs with this article.
    Tab(TabRequest),
    /// Tell the listeners of the API.
    Emit(Event),
}

/// What waits until the page shows the change that asked for it.
#[derive(Debug, Clone)]
pub enum PageEffect {
    /// Select this stretch in the page, from point to point.
    Select(BlockPoint, BlockPoint),
    /// Select nothing in the page.
    ClearSelection,
    /// Scroll to a highlight.
    Reveal(AnnotationId),
    /// Scroll to what is under review in the texts beside each other.
    RevealBeside,
    /// Scroll to a part of the text.
    ShowText(TextRange),
    /// Scroll to a range if a sheet covers it.
    Uncover(TextRange),
    /// Move the focus to the open card.
    FocusCard,
    /// Move the focus to the article.
    FocusArticle,
    /// Focus the field of the search.
    FocusSearch,
    /// Focus the tab of the open panel.
    FocusPanel,
    /// From one row of the list to the one that is open now, if the focus is on a row.
    FocusOpenRow,
    /// Focus the field with this id.
    FocusField(&'static str),
    /// Focus the article; the caret shows only if a key asked for it.
    ReturnToArticle,
    /// Search on from the first line in view.
    StepFromView {
        /// Forward.
        forward: bool,
    },
    /// Keep the caret, or the end being resized, in view.
    Follow,
}

/// What is done with stored articles that may not be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gather {
    /// To export them: then perform `Action::Gathered`.
    Export,
    /// To search their texts: after a pause, perform `Shelve::Records` with this number and their records.
    Texts(u32),
    /// To look for suggestions in the one: perform `Shelve::Records` with this number and all its records except its
    /// history.
    Article(u32),
    /// To show what waits in them: perform `Shelve::Records` with this number and `suggest::many::WaitingSuggestions`.
    Waiting(u32),
    /// To store that suggestions wait in the one, `Session::waiting_record`, or that none do: then perform
    /// `Shelve::Records` with this number and none.
    Wait(u32),
}

/// What the listeners of the API hear.
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
