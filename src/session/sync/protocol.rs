//! Several tabs with the same article: what a tab may be, hear, send and ask for. One writes, and
//! the others follow it. Must never act: `session/following.rs` does, and `app/tabs.rs` outside.

use std::rc::Rc;

use crate::model::ArticleId;
use crate::session::storage::batch::Batch;
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::{Key, Stored};

/// What this tab is to the open article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// No lock tells who writes: only the revision guards what is stored.
    #[default]
    Alone,
    /// It holds the lock, and writes.
    Writer,
    /// Another tab writes; this one shows what that stores.
    Follower,
    /// It is taking over.
    Taking(Taking),
    /// It hands over: it still holds the lock, and writes what is left. The number is the asker's.
    Yielding(u64),
}

/// How far a tab is that takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// It asked the writer, under this number.
    Asked(u64),
    /// It takes the lock, whoever holds it, after it asked under this number.
    Stealing(u64),
    /// It has the lock and reads what is stored.
    Reading(Cause),
    /// It stores a new revision, which refuses whatever a former writer still has to write: one that is asleep, or was
    /// not told yet that its lock is gone, be it to a third tab that is gone, too.
    Claiming,
}

/// Why a tab takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Its reader wants to edit here.
    Reader,
    /// The lock is free: the writer is gone.
    WriterGone,
    /// Another tab stored something although the lock is here.
    Overtaken,
}

/// Whether the reader can change the open article in this tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// Yes.
    Here,
    /// Another tab does, and this one shows it.
    Elsewhere,
    /// The tabs are changing places.
    Changing,
}

/// What tabs with the same article tell each other. A message may be lost, come twice or late:
/// nothing is believed but what the storage says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A follower asks the writer which revision is stored.
    Hello,
    /// The writer's answer.
    At(u64),
    /// This was stored. Small changes carry their records, so that following an edit costs no more
    /// than the edit; larger ones carry none and are read from the storage.
    Changed {
        /// The revision before.
        from: u64,
        /// The revision now.
        to: u64,
        /// What a follower needs of it: sort, id, text. None if there was too much.
        records: Vec<[String; 3]>,
    },
    /// A tab wants to take over; the number is its own.
    Ask(u64),
    /// Everything is stored, and the tab that asked under this number may take the lock.
    Yielded(u64),
}

/// What a tab is told from outside.
#[derive(Debug, Clone)]
pub enum Heard {
    /// Before an article is opened: who has its lock.
    Found(ArticleId, LockFound),
    /// The lock is this tab's now.
    Granted,
    /// The lock was taken from this tab.
    Lost,
    /// Another tab said something.
    Said(Note),
    /// Everything asked for before `Errand::Flush` is done.
    Flushed(u64),
    /// The time of `Errand::Wake` is over.
    Woke(u64),
    /// What `Errand::Read` found about an article, or why it could not be read.
    Read(ArticleId, Result<Option<Box<Stored>>, Failure>),
    /// The page is seen again; it may have slept and missed something.
    Awake,
}

/// Who has the lock of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockFound {
    /// This tab, from now on.
    Free,
    /// Another tab.
    Held,
    /// Nobody can tell: there are no locks here.
    NoLocks,
}

/// What is to be done outside for the tabs to agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// This article is open now; whatever belongs to another is let go, once all is written.
    Keep(Option<ArticleId>),
    /// Tell the other tabs.
    Post(Note),
    /// Wait for the lock, then tell `Heard::Granted`.
    Queue,
    /// Take the lock from whoever holds it, then tell `Heard::Granted`.
    Steal,
    /// Let the lock go, or the place in the queue for it.
    Release,
    /// Tell `Heard::Flushed` when everything asked for up to now is written.
    Flush(u64),
    /// Tell `Heard::Woke` after so many milliseconds.
    Wake(u32, u64),
    /// Read the records of the open article, then tell `Heard::Read`.
    Read,
}

/// What a tab knows about the others. It changes in `session/following.rs`.
#[derive(Debug, Default)]
pub(in crate::session) struct Tabs {
    pub role: Role,
    /// Whether there are locks for the open article.
    pub locks: bool,
    /// Who has the lock of the article that is about to be opened.
    pub found: Option<(ArticleId, LockFound)>,
    /// The newest revision that is known to be stored and shown here.
    pub stored: u64,
    /// Whether the reader changed something here that is not known to be stored.
    pub unsaved: bool,
    /// How often in a row something else was stored than was known here.
    pub refused: u32,
    /// How many readings of the storage are under way.
    pub reading: u32,
    /// The newest revision heard of that is not shown yet.
    pub missed: u64,
    /// A tab that asked to take over while this one did.
    pub asked: Option<u64>,
    /// Whether another tab was heard since this one follows.
    pub met: bool,
    /// The revision that was read last of the open article, and the tab that wrote it.
    pub read: (u64, Option<Rc<str>>),
    /// Whether what is stored could not be read, and is read again after a pause.
    pub unreadable: bool,
}

impl Role {
    /// Whether the reader may change the article here.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Alone | Self::Writer)
    }

    /// What the reader is to be told.
    pub fn editing(self) -> Editing {
        match self {
            Self::Alone | Self::Writer => Editing::Here,
            Self::Follower => Editing::Elsewhere,
            Self::Taking(_) | Self::Yielding(_) => Editing::Changing,
        }
    }
}

impl Note {
    /// The message as a list of texts, to be sent: its name, two numbers, and the records.
    pub fn parts(self) -> Vec<String> {
        let (name, from, to, records) = match self {
            Self::Hello => ("hello", 0, 0, Vec::new()),
            Self::At(revision) => ("at", 0, revision, Vec::new()),
            Self::Changed { from, to, records } => ("changed", from, to, records),
            Self::Ask(number) => ("ask", 0, number, Vec::new()),
            Self::Yielded(number) => ("yielded", 0, number, Vec::new()),
        };
        let mut parts = vec![name.to_owned(), from.to_string(), to.to_string()];
        parts.extend(records.into_iter().flatten());
        parts
    }

    /// The message that was sent so; `None` if a later version of this program sent it.
    pub fn of(parts: &[String]) -> Option<Self> {
        let [name, from, to, records @ ..] = parts else { return None };
        let (from, to) = (from.parse().ok()?, to.parse().ok()?);
        match name.as_str() {
            "hello" => Some(Self::Hello),
            "at" => Some(Self::At(to)),
            "changed" => {
                Some(Self::Changed { from, to, records: records.as_chunks::<3>().0.to_vec() })
            }
            "ask" => Some(Self::Ask(to)),
            "yielded" => Some(Self::Yielded(to)),
            _ => None,
        }
    }
}

impl Batch {
    /// What the other tabs are told when this is stored, and the revision that is; nothing if it is guarded by none.
    pub fn note(&self) -> Option<(ArticleId, Note, u64)> {
        if self.guard.is_none() {
            // Nothing could guard it, so nobody knows what was there before.
            let to = self.forced_revision()?;
            return Some((
                self.about()?.clone(),
                Note::Changed { from: 0, to, records: Vec::new() },
                to,
            ));
        }
        let (id, from) = self.guard.clone().filter(|_| !self.touch)?;
        let record = |(key, text): &(Key, String)| {
            let (sort, id): (_, Rc<str>) = match key {
                Key::Entry(_) => ("entry", "".into()),
                Key::Actor(_, id) => ("actor", id.0.clone()),
                Key::Annotation(_, id) => ("annotation", id.0.clone()),
                _ => return None,
            };
            Some([sort.to_owned(), id.to_string(), text.clone()])
        };
        let records = match self.bulk || !self.clear.is_empty() {
            true => Vec::new(),
            false => self.puts.iter().filter_map(record).collect(),
        };
        let to = self.revision()?;
        Some((id, Note::Changed { from, to, records }, to))
    }
}
