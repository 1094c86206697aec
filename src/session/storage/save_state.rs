//! Whether the open article is stored, as a state machine in [`SaveState::on`] without dead ends. It never
//! says "Saved" before the storage confirms (tests/native/save_state.rs).

use std::rc::Rc;

use super::unsaved::Attempts;

/// Whether everything done to the open article is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SaveState {
    /// Everything is stored; the storage confirmed it.
    #[default]
    Saved,
    /// Something is on its way to the storage.
    Saving,
    /// Something is not stored; it will be retried.
    Failed(Failure),
    /// Another tab changed the stored article, so this tab may not write over it.
    Overtaken,
    /// Another tab deleted the article; the next change brings it back.
    Deleted,
}

/// What happens to the open article's changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveEvent {
    /// A write was requested.
    Asked,
    /// Everything is stored.
    Stored,
    /// A write failed; it will be retried.
    Failed(Failure),
    /// Another tab stored something unknown here.
    Overtaken,
    /// Another tab deleted the article.
    Deleted,
    /// What is shown is what is stored: an article was opened or read again.
    Read,
}

/// Why something is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure, which decides what the reader is advised to do.
    pub why: Why,
    /// The browser's own message; may be empty.
    pub words: String,
}

/// The kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// There is no room left.
    Full,
    /// The connection to the storage was closed by the browser.
    Closed,
    /// The browser allows no storage here, as in some private windows.
    NotAllowed,
    /// The browser did not answer in time.
    NoAnswer,
    /// A newer version of the program wrote what is stored.
    Newer,
    /// Another tab changed what is stored.
    Overtaken,
    /// Tabs with an older version of the program block the storage.
    Blocked,
    /// Anything else; the message says what.
    Other,
}

/// What the storage tells the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageEvent {
    /// The transaction of these attempts completed.
    Kept(Attempts),
    /// The transaction of these attempts failed, and nothing of it is stored.
    Failed(Attempts, Failure),
    /// These attempts expected another revision than the stored one, so nothing was written.
    Guarded {
        /// Which attempts.
        attempts: Attempts,
        /// The stored revision; `None` if nothing is stored.
        stored: Option<u64>,
        /// The tab that wrote it, if known.
        writer: Option<Rc<str>>,
    },
    /// The pause before another try is over; the number identifies the pause.
    RetryDue(u64),
    /// The storage cannot be opened; it will be retried.
    Unavailable(Failure),
    /// The storage was opened, for the first time or again.
    Opened,
    /// Something else closed the connection. The stored data may be gone.
    Closed,
}

impl SaveState {
    /// The state after an event.
    #[must_use]
    pub fn on(&self, event: SaveEvent) -> Self {
        match (self, event) {
            (_, SaveEvent::Read) => Self::Saved,
            // Only reading what is stored, or storing this version as its own article, ends this state;
            // writing may not.
            (Self::Overtaken, _) | (_, SaveEvent::Overtaken) => Self::Overtaken,
            // A failure stays visible while it is retried.
            (Self::Failed(failure), SaveEvent::Asked | SaveEvent::Deleted) => {
                Self::Failed(failure.clone())
            }
            (_, SaveEvent::Failed(failure)) => Self::Failed(failure),
            (_, SaveEvent::Asked) => Self::Saving,
            (_, SaveEvent::Stored) => Self::Saved,
            (_, SaveEvent::Deleted) => Self::Deleted,
        }
    }

    /// Whether a change made here is known not to be stored.
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Overtaken)
    }
}

impl Failure {
    /// A failure without details.
    pub fn new(why: Why) -> Self {
        Self { why, words: String::new() }
    }
}

impl Failure {
    /// The failure described by a browser's message: the error's name and text.
    pub fn of(words: String) -> Self {
        // The names are those of IndexedDB 3.0; in Chromium a full disk is an `UnknownError`.
        const KNOWN: [(&str, Why); 11] = [
            ("QuotaExceeded", Why::Full),
            ("NO_SPACE", Why::Full),
            ("NS_ERROR_FILE_NO_DEVICE_SPACE", Why::Full),
            ("quota", Why::Full),
            ("VersionError", Why::Newer),
            ("InvalidStateError", Why::Closed),
            ("closing", Why::Closed),
            ("Connection to Indexed Database server lost", Why::Closed),
            ("SecurityError", Why::NotAllowed),
            ("NotAllowedError", Why::NotAllowed),
            ("denied", Why::NotAllowed),
        ];
        let known = KNOWN.into_iter().find(|(sign, _)| words.contains(sign));
        Self { why: known.map_or(Why::Other, |(_, why)| why), words }
    }
}

impl From<Why> for Failure {
    fn from(why: Why) -> Self {
        Self::new(why)
    }
}
