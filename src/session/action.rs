//! Everything that can be asked of the session: the feature list of the program.
//! Must never do anything itself: [`super::Session::perform`] does.

use std::rc::Rc;

use crate::formats::{File, Options, Problem};
use crate::model::{
    ActorId, AnnotationId, AnnotationSet, Article, ArticleId, BlockPoint, Details, Kind,
};

use super::adjust::Adjust;
use super::coming::Prepared;
use super::cursor::Steer;
use super::exporting::{Away, Exporting};
use super::importing::{Importing, Keep};
use super::input::{Draft, Patch};
use super::lints::{Finding, Lint};
use super::manuscripts::{Handed, Manuscripts, Revise};
use super::message::Message;
use super::occurrences::{MarkAll, Occurrences};
use super::people::People;
use super::picking::Pick;
use super::records::{Entry, Stored};
use super::scheme::Schemes;
use super::settings::Settings;
use super::shelf::Shelve;
use super::storage::{Failure, StorageEvent};
use super::tabs::Heard;
use super::turning::FoundStep;
use super::work::{Exported, Outcome, Reading};

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

/// A selection as the DOM has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointed {
    /// Where it was begun.
    pub anchor: BlockPoint,
    /// Where it was ended; it may lie before the anchor.
    pub focus: BlockPoint,
    /// Whether it is to stay as it is, to the character.
    pub exact: bool,
}

/// Which article is to be opened, and what is to happen to it.
#[derive(Debug, Clone)]
pub enum Opening {
    /// This text; if it is stored, its annotations come back.
    Text {
        /// The text and its blocks.
        article: Rc<Article>,
        /// Its details, used where none are stored, or where a program gives them.
        details: Details,
        /// What comes with it.
        with: With,
    },
    /// A stored article.
    Stored(ArticleId),
}

impl Opening {
    /// Which article.
    pub fn id(&self) -> &ArticleId {
        match self {
            Self::Text { article, .. } => article.id(),
            Self::Stored(id) => id,
        }
    }
}

/// What comes with an article that is opened.
#[derive(Debug, Clone)]
pub enum With {
    /// Nothing.
    Nothing,
    /// These annotations, from the API, merged as by import; the details that are given replace those stored.
    Drafts(Vec<Draft>),
    /// The same, made already, about an article of which nothing was stored; and what they were made of.
    Prepared(Rc<Prepared>, Vec<Draft>),
    /// These annotations instead of what is there, and the details that are given, as one undoable step.
    Instead(Vec<Draft>),
    /// A file about this text, merged in, and what could not be read of it.
    File(Rc<AnnotationSet>, Vec<Problem>),
}

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

/// What an action gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It was done.
    Done,
    /// Whether there was anything to do.
    Was(bool),
    /// These annotations were made.
    Made(Vec<AnnotationId>),
    /// What an import did.
    Imported(super::merge::Report),
}
