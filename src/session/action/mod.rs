//! Everything that can be asked of the session: the feature list of the program. Actions are values; what each does
//! stands in `commands`: tests/native/layers.rs.

pub mod dialog;
pub mod effect;
pub mod effect_queue;
pub mod reply;
pub mod traits;

use std::rc::Rc;

use crate::formats::{File, Options};
use crate::model::{AnnotationId, AnnotationSet, ArticleId, BlockPoint, Details, Kind};
use crate::session::api::arguments::{Draft, Patch};
use crate::session::document::actors::People;
use crate::session::document::find_all::MarkAll;
use crate::session::document::lints::Finding;
use crate::session::document::scheme::Schemes;
use crate::session::library::shelf::Shelve;
use crate::session::notices::message::Message;
use crate::session::selection::caret::Steer;
use crate::session::selection::pick_mode::Pick;
use crate::session::selection::selected::Pointed;
use crate::session::selection::span_resize::Adjust;
use crate::session::storage::save_state::{Failure, StorageEvent};
use crate::session::storage::schema::{Entry, Stored};
use crate::session::storage::settings::Settings;
use crate::session::storage::turning::FoundStep;
use crate::session::sync::protocol::Heard;
use crate::session::transfer::export::Away;
use crate::session::transfer::import::Keep;
use crate::session::transfer::open_review::{Handed, Revise};
use crate::session::worker::protocol::{Exported, Outcome, Reading};

use self::dialog::Dialog;
use crate::session::transfer::opening::Opening;

/// Something asked for, by a gesture, a key or the API.
#[derive(Debug, Clone)]
pub enum Action {
    /// The program starts with what was stored.
    Start {
        /// The reader's settings.
        settings: Settings,
        /// The stored articles.
        library: Vec<Entry>,
        /// Whether the browser promised to keep them; `None` if it was not asked.
        promised: Option<bool>,
    },
    /// An article is to be opened; what is stored about it is fetched first.
    Ask(Box<Opening>),
    /// An article is opened, with what is stored about it.
    Open {
        /// Which article, and what else is to happen.
        opening: Box<Opening>,
        /// What is stored about it.
        stored: Option<Box<Stored>>,
    },
    /// Plain text becomes an article and is opened.
    OpenText {
        /// Its title; empty if none is known.
        title: String,
        /// Its text.
        text: String,
    },
    /// The sample article is to be opened.
    OpenSample,
    /// The reader wants to go on in this tab, with what is stored.
    EditHere,
    /// Back to the empty page.
    CloseArticle,
    /// The selection changed.
    Select(Option<Pointed>),
    /// The sentence around a point is to be selected.
    SelectSentence(BlockPoint),
    /// What is selected becomes an annotation.
    Mark {
        /// Of this kind.
        kind: Kind,
        /// With this label inside it.
        label: Option<String>,
        /// The selection as it stands now; `None` for the one last told.
        pointed: Option<Pointed>,
    },
    /// A pen is taken up or, if it is held already, put down; `None` puts down any.
    Pen(Option<Kind>),
    /// The keyboard cursor is to go somewhere.
    Steer(Steer),
    /// A screen reader is to hand all keys through to the article, or no longer.
    KeyboardMode(bool),
    /// The ends of a highlight are to be adjusted.
    Adjust(Adjust),
    /// A click in the article.
    Click(BlockPoint),
    /// Something is to be picked in the text for the open card, or no longer.
    PickInText(Option<Pick>),
    /// A card is to be opened and its highlight shown.
    OpenCard(AnnotationId),
    /// A card is to be opened and its highlight shown; the focus stays where it is.
    Visit(AnnotationId),
    /// The open card is to be closed.
    CloseCard,
    /// The next or the previous card is to be opened.
    Step {
        /// The next one.
        forward: bool,
    },
    /// The pointer is over an annotation, or over none.
    Hover(Option<AnnotationId>),
    /// Annotations are added, in one step.
    Add(Vec<Draft>),
    /// An annotation is changed.
    Update {
        /// Which.
        id: AnnotationId,
        /// How.
        patch: Box<Patch>,
    },
    /// An annotation is removed.
    Remove(AnnotationId),
    /// Something about who is in the register.
    People(People),
    /// Something about the scheme: labels inside kinds, and the scale of verdicts.
    Scheme(Schemes),
    /// Something about all places that say the same.
    MarkAll(MarkAll),
    /// Something to settle is to be left as it is.
    Leave(Box<Finding>),
    /// A claim says the same as another, or no longer.
    SameAs {
        /// Which.
        id: AnnotationId,
        /// As which.
        other: Option<AnnotationId>,
    },
    /// The finding that a claim took over from one that says the same is its own, too.
    Confirm(AnnotationId),
    /// Title, source and so on are corrected.
    SetDetails(Details),
    /// The last step is taken back.
    Undo,
    /// The step taken back last is taken again.
    Redo,
    /// A kind is hidden, or shown again.
    Filter(Kind),
    /// This is near the view.
    Window {
        /// Where it begins.
        first: BlockPoint,
        /// Where it ends.
        last: BlockPoint,
    },
    /// Something else changed a block's DOM: it is drawn anew, or left if that happens again and again.
    Heal(u32),
    /// Something was pointed at in a block that shows other words than the article's.
    RefuseBlock(u32),
    /// Some of what is yet to be applied or drawn is to be.
    DrawOn,
    /// A step on its way is to be there at once: a program is about to read.
    Settle,
    /// A dialog is to be opened, or closed.
    Show(Option<Dialog>),
    /// The export dialog is to be opened on a format.
    ShowExport {
        /// Its id; `None` for the one chosen last.
        format: Option<String>,
        /// What is chosen about it; `None` for what was chosen last.
        options: Option<Options>,
    },
    /// Stored articles were gathered, to be exported together.
    Gathered(Vec<Rc<AnnotationSet>>),
    /// Stored articles are to be exported together.
    ExportMany(Vec<ArticleId>),
    /// The article of the file that is about another text is to be opened.
    OpenOther,
    /// Files of data in no known format are opened as texts.
    OpenAsText,
    /// Files came in together: in a format of annotations, or text.
    Receive {
        /// The files.
        files: Rc<[File]>,
        /// Which format they are in; `None` to find out.
        format: Option<String>,
    },
    /// The worker has done so many of several articles.
    Progress {
        /// Of which of the things it was asked.
        ticket: u32,
        /// How many.
        done: usize,
    },
    /// The worker did what it was asked.
    Worked {
        /// Which of the things it was asked.
        ticket: u32,
        /// What came of it.
        outcome: Box<Outcome>,
    },
    /// An article in the files of the import dialog is picked, or no longer.
    PickArticle {
        /// Its place among them.
        index: usize,
        /// Picked.
        on: bool,
    },
    /// What becomes of annotations that are there and differ.
    PickKeep {
        /// Which of them, by the index of the article and its id; `None` for all.
        which: Option<(usize, AnnotationId)>,
        /// What becomes of it.
        keep: Keep,
    },
    /// More of the annotations that differ are to be shown.
    ShowMoreChanges,
    /// The files of the import dialog are in this format.
    ReadAs(String),
    /// The worker has been reading the files of this task for a while; `None`: nobody wants to wait
    /// for any of them.
    StillReading(Option<u32>),
    /// An article came by another way than as a file.
    Hand(Box<Handed>),
    /// Something about the articles that are to be opened.
    Manuscripts(Revise),
    /// What is picked in the import dialog is to come in.
    Import,
    /// What a program's file says is to come in.
    ImportReading(Box<Reading>),
    /// The file of the export dialog is to go there, as soon as it is made.
    TakeAway(Away),
    /// A file was written where the reader chose (true), or they chose none (false), or it was refused.
    Wrote(Rc<Exported>, Result<bool, String>),
    /// The settings changed.
    SetSettings(Settings),
    /// The list of stored articles changed.
    Library(Vec<Entry>),
    /// Something about the stored articles.
    Shelve(Box<Shelve>),
    /// A stored article is to go.
    DeleteArticle(ArticleId),
    /// A deleted article is to come back.
    RestoreArticle(ArticleId),
    /// What the storage did, or did not.
    Storage(StorageEvent),
    /// An article is opened although what is stored of it cannot be read.
    Unread {
        /// Which article, and what else is to happen.
        opening: Box<Opening>,
        /// Why it cannot be read.
        failure: Failure,
    },
    /// The settings as they are stored: another tab changed some.
    SettingsStored(Settings),
    /// The reader's version of an article that another tab changed becomes an article of this title, and the
    /// stored one is opened.
    TakeStored {
        /// The title of the reader's version.
        title: String,
    },
    /// Something about the other tabs with this article.
    Tab(Heard),
    /// What was found of a step of an article's history, by its number.
    StepRead {
        /// Which article.
        id: ArticleId,
        /// The number of the step.
        number: u32,
        /// Its record, if it is there; or why the storage did not say.
        found: FoundStep,
    },
    /// The browser's answer when it was asked to keep what is stored.
    Promised(bool),
    /// What a button asks for, whenever it is pressed.
    Again(Rc<Action>),
    /// Something outside has to be told.
    Notify(Message),
    /// The message is to go: the one of this serial, or whichever is there.
    DismissToast(Option<u32>),
}

impl From<Shelve> for Action {
    fn from(asked: Shelve) -> Self {
        Self::Shelve(Box::new(asked))
    }
}
