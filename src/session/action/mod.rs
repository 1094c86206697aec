//! Everything the session can be asked to do: the feature list of the program. Actions are values; `commands`
//! performs them (tests/native/layers.rs).

pub mod dialog;
pub mod effect;
pub mod effect_queue;
pub mod panel;
pub mod reply;
pub mod traits;

use std::rc::Rc;

use crate::formats::{File, Options};
use crate::model::{AnnotationId, ArticleId, BlockIndex, BlockPoint, Details, Kind};
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::actors::People;
use crate::session::document::find_all::MarkAll;
use crate::session::document::lints::Finding;
use crate::session::document::scheme::Schemes;
use crate::session::library::shelf::Shelve;
use crate::session::notices::message::Message;
use crate::session::search::Search;
use crate::session::selection::caret::Steer;
use crate::session::selection::pick_mode::Pick;
use crate::session::selection::selected::Pointed;
use crate::session::selection::span_resize::Adjust;
use crate::session::sources::Sources;
use crate::session::storage::save_state::{Failure, StorageEvent};
use crate::session::storage::schema::{Entry, Stored};
use crate::session::storage::settings::Settings;
use crate::session::storage::turning::FoundStep;
use crate::session::suggest::Suggest;
use crate::session::sync::protocol::Heard;
use crate::session::transfer::export::Destination;
use crate::session::transfer::gathered::ReadArticle;
use crate::session::transfer::import::Keep;
use crate::session::transfer::open_review::{Handed, Revise};
use crate::session::versions::Versions;
use crate::session::worker::protocol::{Exported, Outcome, Reading};

use self::dialog::Dialog;
use self::panel::Panels;
use crate::session::transfer::opening::Opening;

/// A request by a gesture, a key or the API.
#[derive(Debug, Clone)]
pub enum Action {
    /// Start the program with what is stored.
    Start {
        /// The reader's settings.
        settings: Settings,
        /// The stored articles.
        library: Vec<Entry>,
        /// Whether the browser granted persistent storage; `None` if it was not asked.
        promised: Option<bool>,
    },
    /// Open an article, after reading what is stored about it.
    Ask(Box<Opening>),
    /// Open an article, with what is stored about it.
    Open {
        /// Which article, and how.
        opening: Box<Opening>,
        /// What is stored about it.
        stored: Option<Box<Stored>>,
    },
    /// Make an article of plain text and open it.
    OpenText {
        /// Its title; empty if unknown.
        title: String,
        /// Its text.
        text: String,
    },
    /// Open the sample article.
    OpenSample,
    /// Edit in this tab, starting from what is stored.
    EditHere,
    /// Close the article.
    CloseArticle,
    /// The selection changed.
    Select(Option<Pointed>),
    /// Select the sentence around a point.
    SelectSentence(BlockPoint),
    /// Make an annotation of the selection.
    Mark {
        /// Of this kind.
        kind: Kind,
        /// With this label.
        label: Option<String>,
        /// The current selection; `None` for the last one reported.
        pointed: Option<Pointed>,
    },
    /// Take up a pen, or put it down if it is in use; `None` puts down any.
    Pen(Option<Kind>),
    /// Move the keyboard caret.
    Steer(Steer),
    /// Start or stop passing all keys from a screen reader to the article.
    KeyboardMode(bool),
    /// Resize a highlight.
    Adjust(Adjust),
    /// A click in the article.
    Click(BlockPoint),
    /// Start picking something in the text for the open card, or stop.
    PickInText(Option<Pick>),
    /// Open a card and show its highlight.
    OpenCard(AnnotationId),
    /// Open a card and show its highlight without moving the focus.
    Visit(AnnotationId),
    /// Close the open card.
    CloseCard,
    /// Open the next or previous card.
    Step {
        /// The next one.
        forward: bool,
    },
    /// The pointer is over an annotation, or over none.
    Hover(Option<AnnotationId>),
    /// Add annotations, in one step.
    Add(Vec<Draft>),
    /// Change an annotation.
    Update {
        /// Its id.
        id: AnnotationId,
        /// The change.
        patch: Box<Patch>,
    },
    /// Change annotations, in one step.
    UpdateMany(Vec<(AnnotationId, Patch)>),
    /// Delete an annotation.
    Remove(AnnotationId),
    /// Show the text to correct it, or replace it by this one.
    Correct(Option<String>),
    /// Open or close a panel, or something in it.
    Panel(Panels),
    /// An action of the People panel.
    People(People),
    /// An action of the Labels dialog.
    Scheme(Schemes),
    /// An action of the dialog that marks all occurrences.
    MarkAll(MarkAll),
    /// An action of the search.
    Search(Search),
    /// An action of the suggestions.
    Suggest(Suggest),
    /// An action of the versions of the article.
    Versions(Versions),
    /// An action of a source beside the article.
    Sources(Sources),
    /// Open what seemed to be a newer version as an article of its own.
    OpenNewer,
    /// Dismiss a problem.
    DismissLint(Box<Finding>),
    /// Link a claim to one that says the same, or unlink it.
    SameAs {
        /// The claim.
        id: AnnotationId,
        /// The claim that says the same.
        other: Option<AnnotationId>,
    },
    /// Confirm a verdict that a claim received from a linked one.
    Confirm(AnnotationId),
    /// Correct the title, source and so on.
    SetDetails(Details),
    /// Undo the last step.
    Undo,
    /// Redo the step undone last.
    Redo,
    /// Hide a kind, or show it again.
    Filter(Kind),
    /// The text in or near the view.
    Window {
        /// Its start.
        first: BlockPoint,
        /// Its end.
        last: BlockPoint,
    },
    /// Something else changed a block's DOM: redraw it, or leave it if that happens repeatedly.
    Heal(BlockIndex),
    /// The reader pointed at a block that does not show the article's text.
    RefuseBlock(BlockIndex),
    /// Apply or draw some more of what is pending.
    DrawOn,
    /// Complete the pending step at once, because a program is about to read.
    FinishStep,
    /// Open a dialog, or close it.
    Show(Option<Rc<Dialog>>),
    /// Open the export dialog on a format.
    ShowExport {
        /// Its id; `None` for the last one chosen.
        format: Option<String>,
        /// Its options; `None` for the last ones chosen.
        options: Option<Options>,
    },
    /// The stored articles to export together, as they were read.
    Gathered(Rc<[(ArticleId, ReadArticle)]>),
    /// Export stored articles together.
    ExportMany(Vec<ArticleId>),
    /// Open the article of a file that is about another text.
    OpenOther,
    /// Open data files of unknown format as text.
    OpenAsText,
    /// Files arrived together, with annotations or text.
    Receive {
        /// The files.
        files: Rc<[File]>,
        /// Their format; `None` to find out.
        format: Option<String>,
    },
    /// The worker has finished some of several articles.
    Progress {
        /// The task.
        ticket: u32,
        /// The number of finished articles.
        done: usize,
    },
    /// The worker finished a task.
    Worked {
        /// The task.
        ticket: u32,
        /// The answer.
        outcome: Rc<Outcome>,
    },
    /// Select or deselect an article of the import dialog.
    PickArticle {
        /// Its index.
        index: usize,
        /// Whether it is selected.
        on: bool,
    },
    /// Choose what to do with annotations that differ.
    PickKeep {
        /// The index of the article and the id; `None` for all.
        which: Option<(usize, AnnotationId)>,
        /// The choice.
        keep: Keep,
    },
    /// Show more of the annotations that differ.
    ShowMoreChanges,
    /// Read the files of the import dialog as this format.
    ReadAs(String),
    /// The worker has been reading the files of this task for a while; `None`: cancel all reading.
    StillReading(Option<u32>),
    /// An article arrived, but not as a file.
    Hand(Rc<Handed>),
    /// A decision about articles to open.
    Manuscripts(Revise),
    /// Import the selection of the import dialog.
    Import,
    /// Import a file that a program passed in.
    ImportReading(Rc<Reading>),
    /// Export the file of the export dialog to this place as soon as it is ready.
    ExportTo(Destination),
    /// A file was written where the reader chose (true), the reader cancelled (false), or the browser
    /// refused.
    Wrote(Rc<Exported>, Result<bool, String>),
    /// Change the settings.
    SetSettings(Settings),
    /// The list of stored articles changed.
    Library(Vec<Entry>),
    /// An action of the library, or a result that concerns it.
    Shelve(Box<Shelve>),
    /// Delete a stored article.
    DeleteArticle(ArticleId),
    /// Restore a deleted article.
    RestoreArticle(ArticleId),
    /// An answer of the storage.
    Storage(StorageEvent),
    /// Open an article although its stored records cannot be read.
    Unread {
        /// Which article, and how.
        opening: Box<Opening>,
        /// Why it cannot be read.
        failure: Failure,
    },
    /// The stored settings, after another tab changed some.
    SettingsStored(Settings),
    /// Store the reader's version of an article that another tab changed as an article of its own, and open
    /// the stored one.
    TakeStored {
        /// The title of the reader's version.
        title: String,
    },
    /// News about other tabs with this article.
    Tab(Heard),
    /// The storage's answer about a step of an article's history.
    StepRead {
        /// Which article.
        id: ArticleId,
        /// The number of the step.
        number: u32,
        /// Its record, if it exists; or the failure.
        found: FoundStep,
    },
    /// Whether the browser granted persistent storage.
    Promised(bool),
    /// The action of a button that may be pressed repeatedly.
    Again(Rc<Action>),
    /// Show a message from outside the session.
    Notify(Rc<Message>),
    /// Dismiss the message with this serial number, or any.
    DismissToast(Option<u32>),
}

impl Action {
    /// What Undo means while a message is shown, if that is no step of the open article.
    pub fn undoing(message: &Message) -> Option<Self> {
        match message {
            Message::ArticleDeleted(id, _) => Some(Self::RestoreArticle(id.clone())),
            Message::ArticlesDeleted(ids, _) => Some(Shelve::Restore(ids.clone()).into()),
            Message::ComparisonStopped => Some(Self::Versions(Versions::Undo)),
            _ => None,
        }
    }
}

impl From<Shelve> for Action {
    fn from(asked: Shelve) -> Self {
        Self::Shelve(Box::new(asked))
    }
}
