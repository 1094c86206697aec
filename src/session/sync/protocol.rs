//! Several tabs with the same article: their roles, what they hear, send and ask for. One writes, the others
//! follow (tests/native/tabs.rs). `commands/peer.rs` acts on it, and `app/peers.rs` outside.

use std::rc::Rc;

use crate::model::ArticleId;
use crate::session::storage::batch::Batch;
use crate::session::storage::save_state::Failure;
use crate::session::storage::schema::{Key, Stored};

/// This tab's role for the open article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Without locks, nobody knows who writes: only the revision guards the stored records.
    #[default]
    Alone,
    /// It holds the lock, and writes.
    Writer,
    /// Another tab writes; this one shows what it stores.
    Follower,
    /// It is taking over.
    Taking(Taking),
    /// It hands over: it still holds the lock, and writes what is left. The number is the other tab's.
    Yielding(u64),
}

/// How far taking over has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// It asked the writer, with this number.
    Asked(u64),
    /// It takes the lock from whoever holds it, after asking with this number.
    Stealing(u64),
    /// It holds the lock and reads what is stored.
    Reading(Cause),
    /// It stores a new revision, so that pending writes of a former writer are refused: one that is asleep,
    /// or does not know yet that it lost the lock.
    Claiming,
}

/// Why a tab takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Its reader wants to edit here.
    Reader,
    /// The lock is free: the writer has gone.
    WriterGone,
    /// Another tab stored something although this tab holds the lock.
    Overtaken,
}

/// Whether the reader can change the open article in this tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// Yes.
    Here,
    /// Another tab is, and this one shows its changes.
    Elsewhere,
    /// The tabs are changing roles.
    Changing,
}

/// What tabs with the same article tell each other. A message may be lost, repeated or late: only the storage
/// is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A follower asks the writer which revision is stored.
    Hello,
    /// The writer's answer.
    At(u64),
    /// Something was stored. Small changes carry their records, so that following an edit costs no more than
    /// the edit; larger ones are read from the storage.
    Changed {
        /// The revision before.
        from: u64,
        /// The revision now.
        to: u64,
        /// The records a follower needs: sort, id, text. Empty if there was too much.
        records: Vec<[String; 3]>,
    },
    /// A tab wants to take over; the number is its own.
    Ask(u64),
    /// Everything is stored, and the tab that asked with this number may take the lock.
    Yielded(u64),
}

/// What a tab hears from outside.
#[derive(Debug, Clone)]
pub enum Heard {
    /// Before an article opens: who holds its lock.
    Found(ArticleId, LockFound),
    /// This tab holds the lock now.
    Granted,
    /// This tab lost the lock.
    Lost,
    /// A message from another tab.
    Said(Note),
    /// Everything asked for before `TabRequest::Flush` is done.
    Flushed(u64),
    /// The time of `TabRequest::Wake` has passed.
    Woke(u64),
    /// The result of `TabRequest::Read`, or why the storage could not be read.
    Read(ArticleId, Result<Option<Box<Stored>>, Failure>),
    /// The page is visible again; it may have slept and missed something.
    Awake,
}

/// Who holds the lock of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockFound {
    /// This tab, from now on.
    Free,
    /// Another tab.
    Held,
    /// Unknown: there are no locks here.
    NoLocks,
}

/// What the tabs need from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TabRequest {
    /// This article is open now; release what belongs to another, once everything is written.
    Keep(Option<ArticleId>),
    /// Tell the other tabs.
    Post(Note),
    /// Wait for the lock, then tell `Heard::Granted`.
    Queue,
    /// Take the lock from whoever holds it, then tell `Heard::Granted`.
    Steal,
    /// Release the lock, or leave the queue for it.
    Release,
    /// Tell `Heard::Flushed` when everything asked for so far is written.
    Flush(u64),
    /// Tell `Heard::Woke` after this many milliseconds.
    Wake(u32, u64),
    /// Read the records of the open article, then tell `Heard::Read`.
    Read,
}

/// What a tab knows about the others. It changes in `commands/peer.rs`.
#[derive(Debug, Default)]
pub(in crate::session) struct Tabs {
    pub role: Role,
    /// Whether there are locks for the open article.
    pub locks: bool,
    /// Who holds the lock of the article about to open.
    pub found: Option<(ArticleId, LockFound)>,
    /// The newest revision known to be stored and shown here.
    pub stored: u64,
    /// Whether a change of the reader's is not known to be stored.
    pub unsaved: bool,
    /// How often in a row the stored revision was not the one known here.
    pub refused: u32,
    /// The number of pending readings of the storage.
    pub reading: u32,
    /// The newest revision heard of and not shown yet.
    pub missed: u64,
    /// A tab that asked to take over while this one did.
    pub asked: Option<u64>,
    /// Whether another tab was heard since this one follows.
    pub met: bool,
    /// The revision last read of the open article, and the tab that wrote it.
    pub read: (u64, Option<Rc<str>>),
    /// Whether the storage could not be read, and is read again after a pause.
    pub unreadable: bool,
}

impl Role {
    /// Whether the reader may change the article here.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Alone | Self::Writer)
    }

    /// What the reader sees of it.
    pub fn editing(self) -> Editing {
        match self {
            Self::Alone | Self::Writer => Editing::Here,
            Self::Follower => Editing::Elsewhere,
            Self::Taking(_) | Self::Yielding(_) => Editing::Changing,
        }
    }
}

impl Note {
    /// The message as a list of strings to send: its name, two numbers, and the records.
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

    /// The message in these strings; `None` if a later version of this program sent it.
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
    /// The message for the other tabs when this is stored, and the stored revision; `None` without a guard.
    pub fn note(&self) -> Option<(ArticleId, Note, u64)> {
        if self.guard.is_none() {
            // Nothing could guard it, so the previous revision is unknown.
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
