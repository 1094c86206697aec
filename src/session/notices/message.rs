//! What the program has to tell, as facts. Must never hold words: `view/wording.rs` has them all.

use std::rc::Rc;

use crate::formats::Problem;
use crate::formats::limit::TooLarge;
use crate::model::{ActorSort, ArticleId, Kind, Verdict};
use crate::session::document::label::Label;
use crate::session::document::linking::Linked;
use crate::session::library::storing::Tally;
use crate::session::selection::pick_mode::Pick;
use crate::session::storage::save_state::Failure;

/// A message that passes, with or without an Undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it says.
    pub message: Message,
    /// Whether it offers to undo what it tells of, or what else helps.
    pub undo: bool,
    /// Tells this message from the next.
    pub serial: u32,
}

/// Something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// These words were marked.
    Marked(Kind, String),
    /// They were marked as this kind before; the card is open.
    AlreadyMarked(Kind),
    /// This pen is held now, or none.
    Pen(Option<Kind>),
    /// An annotation went.
    Removed(Kind),
    /// This is being picked in the text.
    Picking(Pick),
    /// What was given is no item of Wikidata.
    NoItem(String),
    /// So many annotations are about somebody else now.
    ActorSplit(String, usize),
    /// A key cannot mark as a label: it means something else.
    KeyTaken(String),
    /// There is a label of this name already.
    LabelTaken(String),
    /// A label is gone; what had it has none.
    LabelRemoved(String),
    /// New articles begin with the scheme of this one.
    SchemeForNew,
    /// Two entries of the register became one.
    ActorsMerged(Box<Merged>),
    /// Two claims say the same now.
    Linked(Box<Linked>),
    /// A claim is apart from those that say the same, with a verdict that was given for another.
    Unlinked(String, Option<Verdict>),
    /// A verdict given for another claim counts for this one, too.
    Confirmed(String, Option<Verdict>),
    /// An annotation is of another kind now.
    KindChanged {
        /// What it was.
        from: Kind,
        /// What it is.
        to: Kind,
        /// Whether anything that was known of it went with that.
        lost: bool,
    },
    /// Whom a mention is about, who says a quote, who makes a claim.
    Named(Kind, Named),
    /// The check of a claim comes to this, and so do those of so many others that say the same.
    Verdict(Option<Verdict>, usize),
    /// A check has one source more, now so many.
    SourceAdded(usize),
    /// A check has one source less, now so many.
    SourceRemoved(usize),
    /// So many places were marked together.
    MarkedAll(usize),
    /// Somebody is no longer in the register.
    ActorRemoved(String),
    /// So many places about somebody are lit up.
    Lit(String, usize),
    /// A step was taken back.
    Undone(Label),
    /// A step was taken again.
    Redone(Label),
    /// What was to be undone or redone was not: something else was changed before its step was read.
    TurnDropped,
    /// A step could not be read, for this reason; the next attempt may succeed.
    StepNotRead(Label, Failure),
    /// What is stored of a step cannot be used, so it can never be undone or redone, and nothing beyond it.
    StepLost {
        /// Which step.
        label: Label,
        /// Whether it was to be undone; else it was to be redone.
        undo: bool,
        /// Whether something is stored, and was set aside; else it is gone.
        there: bool,
    },
    /// A file was merged in.
    Imported {
        /// New annotations.
        added: usize,
        /// Annotations that were there and now say something else.
        changed: usize,
        /// Annotations that were there as they are in the file.
        same: usize,
        /// Annotations that differ from those in the file, and were left as they were.
        left: usize,
        /// What could not be read.
        problems: Vec<Problem>,
    },
    /// A file could not be read.
    NotRead {
        /// Its name, if it has one.
        name: Option<String>,
        /// Why.
        problem: Problem,
    },
    /// More came than is taken in at once, and nothing of it was read.
    TooLarge(TooLarge),
    /// These files are still being read.
    Reading(Vec<String>),
    /// There is no article to be had from this address.
    NotFetched(String, NotFetched),
    /// The page that was to be handed over has to be pasted.
    PasteThePage,
    /// The page that was handed over is longer than is taken.
    PageTooLong,
    /// The article was opened before; its annotations are back.
    OpenedBefore(usize),
    /// A stored article went.
    ArticleDeleted(ArticleId, String),
    /// The article came back.
    ArticleRestored(String),
    /// What came in waits until the reader is done with what came in before.
    InTurn,
    /// What became of articles that were to be stored, copied or corrected.
    Stored(Rc<Tally>),
    /// Another tab deleted the open article.
    DeletedElsewhere,
    /// The open article is stored again.
    KeptAnew,
    /// There is no article of this id here.
    NoSuchArticle(ArticleId),
    /// Nothing that was stored is there any more.
    Erased,
    /// Everything was to be erased, and was not, for this reason.
    NotErased(Failure),
    /// The text is on the clipboard.
    Copied,
    /// The clipboard refused.
    NotCopied,
    /// The file is made, but by now the browser allows copying only after another click.
    CopyAgain,
    /// The file was handed to the browser.
    Downloaded(String),
    /// A file was written where the reader chose.
    SavedTo(String),
    /// These paragraphs, counted from 1, are changed by something else again and again; they are left as it makes them.
    LeftChanged(Rc<[usize]>),
    /// This paragraph, counted from 1, shows other words than the article's, so that nothing can be pointed at in it.
    OtherWords(usize),
    /// Some stored records could not be read; they were set aside.
    SetAside(usize),
    /// Something was to be changed here, but another tab writes the article.
    Elsewhere,
    /// Another tab writes the article now.
    EditedElsewhere,
    /// This tab writes the article now.
    EditedHere,
    /// This tab writes the article now, as the other one left it.
    WriterGone,
    /// What was done is not stored, and will be tried again.
    NotSaved(Failure),
    /// What could not be stored before is stored now.
    SavedAfterAll,
    /// A setting is not stored, and will be tried again.
    SettingsNotSaved(Failure),
    /// What is stored cannot be read now.
    StorageNotRead(Failure),
    /// An article could not be deleted, or not be brought back.
    LibraryNotChanged(Failure),
    /// An article, of this name, was not deleted: there is no room even to note that.
    NoRoomToDelete(ArticleId, String),
    /// An article of this name was cleared away for good.
    ArticleGone(String),
    /// The reader's version of an article that another tab changed is an article of its own, of this title.
    SetApart(String),
    /// Something was refused; the words come from the error.
    Refused(String),
}

/// Whom an annotation refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Somebody who was in the register.
    Known(String),
    /// Somebody who was entered with it.
    New(ActorSort, String),
    /// The article itself.
    Article,
    /// Nobody any more.
    Nobody,
}

/// Two entries of the register that became one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Who is gone.
    pub from: String,
    /// Who stays.
    pub into: String,
    /// How many annotations are about the second now.
    pub moved: usize,
    /// Whether the role was taken over.
    pub role: bool,
    /// Whether the id in Wikidata was.
    pub wikidata: bool,
    /// Whether the note was.
    pub note: bool,
}

impl Message {
    /// Most paragraphs that a message names; of more it says how many.
    pub const NAMED: usize = 3;
}

/// Why there is no article to be had from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFetched {
    /// It is no address.
    NoAddress,
    /// It leads to another server.
    Elsewhere,
    /// The server refused, with this status.
    Status(u16),
    /// It is longer than an article may be.
    TooLong,
    /// It is nothing that can be read, but this.
    WrongType(String),
    /// The browser's own reason.
    Failed(String),
}
