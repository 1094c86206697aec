//! Every message of the program, as facts. `view/wording` has the words.

use std::rc::Rc;

use crate::formats::Problem;
use crate::formats::common::limit::TooLarge;
use crate::model::search::PatternFault;
use crate::model::sources::Fidelity;
use crate::model::{ActorSort, AnnotationId, ArticleId, Kind, Verdict};
use crate::session::document::label::Label;
use crate::session::document::linking::Linked;
use crate::session::document::many::LostWithKind;
use crate::session::library::deeds::NotDone;
use crate::session::library::storing::Tally;
use crate::session::selection::pick_mode::Pick;
use crate::session::storage::save_state::Failure;
use crate::session::transfer::gathered::NotWhole;

/// A temporary message, with or without an Undo button.
#[derive(Debug, Clone)]
pub struct Toast {
    /// The message.
    pub message: Rc<Message>,
    /// Whether it offers to undo what it reports, or another remedy.
    pub undo: bool,
    /// Distinguishes this message from the next.
    pub serial: u32,
}

impl PartialEq for Toast {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial
    }
}

impl Eq for Toast {}

impl Toast {
    /// Whether it stays until the reader dismisses it: it says why something was refused, and what to do.
    pub fn stays(&self) -> bool {
        use Message::{NotFetched, NotRead, PageTooLong, PasteThePage, TooLarge};
        matches!(
            *self.message,
            NotRead { .. } | TooLarge(_) | NotFetched(..) | PasteThePage | PageTooLong
        )
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// This text was marked.
    Marked(Kind, String),
    /// Escape leaves a dialog open in which something is typed.
    StaysOpen,
    /// The newer text is the open one.
    SameText,
    /// Two texts were compared.
    Compared {
        /// Annotations to decide about.
        open: usize,
        /// Annotations with other words, or gone.
        changed: usize,
        /// With their words.
        safe: usize,
    },
    /// Another text is open; this many decisions about a newer one were not adopted.
    ComparisonEnded(usize),
    /// The reader stopped comparing with a newer text.
    ComparisonStopped,
    /// The texts could not be compared, for this reason.
    NotCompared(Problem),
    /// These words are not in the newer text.
    NotInNewer(String),
    /// Nothing of the newer text is selected.
    NoWordsSelected,
    /// The new words of a change are asked for that has none.
    WordsAreGone,
    /// Something was decided; this many are left.
    ChangeDecided(usize),
    /// The last decision was taken back; this many are left.
    DecisionTakenBack(usize),
    /// The quotes were looked up in a source: how many, and how many it has.
    LookedUp {
        /// All quotes.
        all: usize,
        /// Those it has.
        found: usize,
        /// Those of which no place is certain.
        unsure: usize,
    },
    /// They could not be looked up.
    NotLookedUp(Problem),
    /// A link with a source was kept with a quote, or that the source does not have it.
    SourceLinked(Fidelity),
    /// It was removed.
    SourceUnlinked,
    /// It was removed because the words of the quote changed.
    LinkWasForOldWords,
    /// The text that was to be the source is the article itself.
    SourceIsArticle,
    /// This is how the passage that the reader selected has the quote.
    PassageHeld(Fidelity),
    /// Nothing is selected in the source.
    NoPassageSelected,
    /// These words are not in the source, or at several places.
    NotInSource {
        /// The words.
        words: String,
        /// The number of their places.
        places: usize,
    },
    /// A newer version was adopted.
    Adopted {
        /// Annotations with other words.
        changed: usize,
        /// Annotations that stayed with the old version.
        gone: usize,
    },
    /// The opened text is an earlier version of this article.
    EarlierVersion,
    /// The text was already marked as this kind; the card is open.
    AlreadyMarked(Kind),
    /// Every occurrence was already marked.
    AllMarked,
    /// This many annotations were changed at once, and whose entry is new with that.
    ChangedMany(usize, Option<Named>),
    /// This many annotations were deleted at once.
    RemovedMany(usize),
    /// Nothing that is selected would change.
    NothingToChange,
    /// This many annotations are selected now.
    Selected(usize),
    /// A regular expression cannot be searched for.
    WrongPattern(PatternFault),
    /// Searching by a regular expression failed.
    NotMatched(Problem),
    /// Each of this many claims has a verdict.
    AllChecked(usize),
    /// This pen is in use now, or none.
    Pen(Option<Kind>),
    /// An annotation with this text was deleted.
    Removed(Kind, String),
    /// An annotation got this tag, or lost it.
    Tagged(bool, String),
    /// This is being picked in the text.
    Picking(Pick),
    /// This text was picked for the open card.
    Picked(Pick, String),
    /// The entered text is not a Wikidata item.
    NoItem(String),
    /// This many annotations moved to another actor.
    ActorSplit(String, usize),
    /// The key for a label is taken.
    KeyTaken(String),
    /// The name of a label is taken.
    LabelTaken(String),
    /// A label was deleted; annotations with it have none.
    LabelRemoved(String),
    /// New articles get this article's scheme.
    SchemeForNew,
    /// Two actors were merged.
    ActorsMerged(Box<Merged>),
    /// Two claims were linked.
    Linked(Box<Linked>),
    /// A claim was unlinked, with a verdict that was given for another.
    Unlinked(String, Option<Verdict>),
    /// A verdict given for another claim was confirmed for this one.
    Confirmed(String, Option<Verdict>),
    /// The kind of an annotation changed.
    KindChanged {
        /// The old kind.
        from: Kind,
        /// The new kind.
        to: Kind,
        /// What was lost with that.
        lost: LostWithKind,
    },
    /// The person of a mention, the speaker of a quote or the claimant of a claim changed.
    Named(Kind, Named),
    /// The verdict of a claim changed, and with it those of this many linked claims.
    Verdict(Option<Verdict>, usize),
    /// A source was added to a check, which now has this many.
    SourceAdded(usize),
    /// A source was removed from a check, which now has this many.
    SourceRemoved(usize),
    /// This many occurrences were marked.
    MarkedAll(usize),
    /// Suggestions were found: this many are open, in an English text or in another.
    Suggestions {
        /// How many.
        open: usize,
        /// Whether the text is English.
        english: bool,
    },
    /// Nothing could be suggested, for this reason.
    NotSuggested(Problem),
    /// A suggestion of this kind and these words was accepted.
    Accepted(Kind, String),
    /// This many suggestions were accepted at once.
    AcceptedMany(usize),
    /// A suggestion was rejected.
    Rejected(Kind, String),
    /// A suggestion that was rejected is open again.
    BroughtBack(Kind, String),
    /// An actor was deleted, of this many annotations.
    ActorRemoved(String, usize),
    /// This many annotations of an actor are highlighted.
    Lit(String, usize),
    /// A step was undone, and the text of the annotation it changed; empty if it changed others, too.
    Undone(Label, String),
    /// A step was redone, and the same.
    Redone(Label, String),
    /// A waiting undo or redo was dropped: something else changed before its step was read.
    TurnDropped,
    /// A step could not be read, for this reason; the next try may succeed.
    StepNotRead(Label, Failure),
    /// The stored change of a step is unusable: neither the step nor anything beyond it can ever be undone or
    /// redone.
    StepLost {
        /// The step.
        label: Label,
        /// Whether it was being undone; otherwise it was being redone.
        undo: bool,
        /// Whether its record exists and was set aside; otherwise it is gone.
        there: bool,
    },
    /// A file was merged in.
    Imported {
        /// New annotations.
        added: usize,
        /// Existing annotations that changed.
        changed: usize,
        /// Existing annotations that were the same.
        same: usize,
        /// Existing annotations that differ and were left unchanged.
        left: usize,
        /// What could not be read.
        problems: Vec<Problem>,
    },
    /// A file could not be read.
    NotRead {
        /// Its name, if any.
        name: Option<String>,
        /// Why.
        problem: Problem,
    },
    /// The files exceed the limit, and none was read.
    TooLarge(TooLarge),
    /// These files are still being read.
    Reading(Vec<String>),
    /// No article could be fetched from this address.
    NotFetched(String, NotFetched),
    /// The page has to be pasted, because it could not be sent.
    PasteThePage,
    /// The page that was sent exceeds the limit.
    PageTooLong,
    /// An article of this name opened, and this many of its annotations came back.
    Opened(String, usize),
    /// The reader's version could not be stored as an article of its own.
    NotSetApart(NotDone),
    /// A stored article was deleted.
    ArticleDeleted(ArticleId, String),
    /// Stored articles were deleted together; how many stay, and why.
    ArticlesDeleted(Rc<[ArticleId]>, Option<(usize, Failure)>),
    /// The text was corrected, and the article with the earlier one deleted.
    TextCorrected(ArticleId),
    /// Articles deleted together were restored: how many, and how many stay deleted and why.
    ArticlesRestored(usize, Option<(usize, Failure)>),
    /// A deleted article was restored.
    ArticleRestored(String),
    /// The imported files wait until the reader has decided about the earlier ones.
    InTurn,
    /// The results of storing, copying or correcting articles.
    Stored(Rc<Tally>),
    /// The results of looking for suggestions in many articles.
    SuggestedForMany(Rc<Tally>),
    /// Another tab deleted the open article.
    DeletedElsewhere,
    /// The open article is stored again.
    KeptAnew,
    /// The id belongs to no article here.
    NoSuchArticle(ArticleId),
    /// The open article has no such annotation.
    NoSuchAnnotation(AnnotationId),
    /// A part of the program is being fetched, and what was asked for follows.
    Fetching,
    /// Everything stored was erased.
    Erased,
    /// Not everything could be erased, for this reason.
    NotErased(Failure),
    /// The text is on the clipboard.
    Copied,
    /// The clipboard refused.
    NotCopied,
    /// The file is ready, but the browser now requires another click to copy.
    CopyAgain,
    /// Downloaded a file.
    Downloaded(String),
    /// A file was written where the reader chose.
    SavedTo(String),
    /// Something else keeps changing these paragraphs, counted from 1; they are left alone.
    LeftChanged(Rc<[usize]>),
    /// This paragraph, counted from 1, does not show the article's text, so nothing in it can be selected.
    OtherWords(usize),
    /// Some stored records could not be read; they were set aside.
    SetAside(usize),
    /// The open article changed before an import, and other annotations differ now.
    ComparedAgain,
    /// The change was refused, because another tab is editing the article.
    Elsewhere,
    /// Another tab is editing the article now.
    EditedElsewhere,
    /// This tab is editing the article now.
    EditedHere,
    /// This tab is editing the article now, as the other one left it.
    WriterGone,
    /// A change is not stored, and will be retried.
    NotSaved(Failure),
    /// What could not be stored before is stored now.
    SavedAfterAll,
    /// A setting is not stored, and will be retried.
    SettingsNotSaved(Failure),
    /// What is stored cannot be read now.
    StorageNotRead(Failure),
    /// An article could not be deleted or restored.
    LibraryNotChanged(Failure),
    /// An article with this name was not deleted: there is no room even to record that.
    NoRoomToDelete(ArticleId, String),
    /// An article with this name was deleted for good.
    ArticleGone(String),
    /// The reader's version of an article that another tab changed was stored as an article with this title.
    SetApart(String),
    /// The browser did not do what a button asked for, in its words.
    BrowserRefused(String),
    /// A file could not be written where the reader chose, for this reason; it is downloaded.
    NotWritten(String),
    /// An action was refused; the error has the words.
    Refused(String),
    /// Nothing of what should be exported could be read.
    NothingRead(Rc<[NotWhole]>),
}

/// The actor of an annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// An existing entry of the register.
    Known(String),
    /// A new entry.
    New(ActorSort, String),
    /// The article itself.
    Article,
    /// Nobody any more.
    Nobody,
}

/// Two actors that were merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The deleted one.
    pub from: String,
    /// The kept one.
    pub into: String,
    /// The number of annotations that moved.
    pub moved: usize,
    /// Whether the role was copied.
    pub role: bool,
    /// Whether the Wikidata id was copied.
    pub wikidata: bool,
    /// Whether the note was copied.
    pub note: bool,
}

impl Message {
    /// Most paragraphs that a message names; beyond that it gives their number.
    pub const NAMED: usize = 3;
}

/// Why no article could be fetched from an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFetched {
    /// It is not an address.
    NoAddress,
    /// It leads to another server.
    Elsewhere,
    /// The server refused, with this status.
    Status(u16),
    /// It exceeds the limit.
    TooLong,
    /// It has this type, which cannot be read.
    WrongType(String),
    /// The browser's message.
    Failed(String),
}
