//! Stored articles that are not open, and what tabs tell each other about the library: changes,
//! collecting, erasing, the space used. `session/library/deeds.rs` decides what is written.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::browser::channel::Channel;
use crate::browser::storage::{Storage, WriteOutcome, Writes};
use crate::browser::timeout::with_timeout;
use crate::browser::{clock, dom, persistence};
use crate::model::ArticleId;
use crate::session::library::deeds::{Deed, Done, NotDone, What};
use crate::session::library::shelf::Shelve;
use crate::session::storage::schema::{Prefix, Records};
use crate::session::suggest::many::WaitingSuggestions;
use crate::session::transfer::gathered::ReadArticle;
use crate::session::{Action, Dialog, Failure, Opening, Session, Stored, Why};
use crate::view::wording;

use super::queue::{PATIENCE, Request, fetch, writes};
use crate::app::shared::Shared;

/// The channel of all tabs.
#[derive(Default)]
pub(in crate::app) struct LibraryChannel(RefCell<Option<Channel>>);

/// What tabs tell each other about the library, each with an article's id except the last.
#[derive(Clone, Copy)]
pub(in crate::app) enum LibraryNews {
    Deleted,
    Changed,
    Erased,
    Settings,
}

impl LibraryNews {
    fn name(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Changed => "changed",
            Self::Erased => "erased",
            Self::Settings => "settings",
        }
    }
}

/// Articles collected between two progress reports.
const TOLD: usize = 25;

/// Most attempts at a deed when something else is stored in between.
const TRIES: usize = 5;

impl Shared {
    /// Listens to other tabs' changes of the library.
    pub(in crate::app) fn listen_to_tabs(self: &Rc<Self>) {
        let shared = self.clone();
        let heard = move |parts: &[String]| {
            let [name, id] = parts else { return };
            let id = ArticleId::from(id.as_str());
            let is = |news: LibraryNews| name == news.name();
            shared.act(Action::from(match () {
                () if is(LibraryNews::Erased) => Shelve::Erased(Ok(())),
                () if is(LibraryNews::Settings) => Shelve::SettingsChanged,
                () if is(LibraryNews::Deleted) => Shelve::DeletedElsewhere(id),
                () => Shelve::ChangedElsewhere(id),
            }));
        };
        let name = format!("article-annotator {}", dom::base_path());
        *self.shelf.0.borrow_mut() = Channel::open(&name, heard);
    }

    pub(in crate::app) fn tell_tabs(&self, news: LibraryNews, id: &str) {
        if let Some(channel) = self.shelf.0.borrow().as_ref() {
            channel.post(&[news.name().to_owned(), id.to_owned()]);
        }
    }

    /// Does a deed, and reports the result to the session.
    pub(in crate::app) async fn do_deed(self: &Rc<Self>, ticket: u32, deed: &Deed) {
        let done = match self.storage().await {
            Ok(storage) => self.try_deed(&storage, deed).await,
            Err(failure) => Err(NotDone::Refused(failure)),
        };
        if done.is_ok() {
            self.tell_tabs(LibraryNews::Changed, &deed.id.0);
        }
        self.act(Shelve::Done(ticket, done).into());
    }

    async fn try_deed(
        self: &Rc<Self>,
        storage: &Rc<Storage>,
        deed: &Deed,
    ) -> Result<Done, NotDone> {
        // The session itself changes the open article, with its history.
        if deed.changes_what_is_stored() && self.tabs.is_open(&deed.id) {
            return Err(NotDone::OpenHere);
        }
        // A copy only reads the article, and nobody else writes the new one.
        if !matches!(deed.what, What::Copy(..)) && !self.is_free(&deed.id).await {
            return Err(NotDone::Elsewhere);
        }
        for _ in 0..TRIES {
            let stored =
                with_timeout(PATIENCE, fetch(storage, &deed.id)).await.ok_or_else(no_answer)?;
            let stored = stored.map_err(NotDone::Unreadable)?;
            let (batch, done) = deed.batch(stored.as_deref(), self.host())?;
            let Some(batch) = batch else { return Ok(done) };
            let writes = writes(&batch).await;
            match self.written_for(storage, &deed.id, writes).await.ok_or_else(no_answer)? {
                Ok(WriteOutcome::Kept) => return Ok(done),
                Ok(WriteOutcome::Guarded(_)) => {}
                Err(words) => return Err(NotDone::Refused(Failure::of(words))),
            }
        }
        Err(NotDone::Elsewhere)
    }

    /// The result of writes to an article; `None` if it does not arrive in time. If the writes
    /// succeed later, all tabs are told and the list is read again.
    async fn written_for(
        self: &Rc<Self>,
        storage: &Rc<Storage>,
        id: &ArticleId,
        writes: Rc<Writes>,
    ) -> Option<Result<WriteOutcome, String>> {
        let (came, is_late) = (Rc::new(RefCell::new(None)), Rc::new(Cell::new(false)));
        let (into, late, of) = (came.clone(), is_late.clone(), id.clone());
        let hear = move |shared: &Rc<Self>, written: Result<WriteOutcome, String>| {
            if late.get() && written == Ok(WriteOutcome::Kept) {
                shared.tell_tabs(LibraryNews::Changed, &of.0);
                shared.enqueue(Request::List);
            }
            into.replace(Some(written));
        };
        is_late.set(!self.write_in_time(storage, writes, hear).await);
        came.take()
    }

    /// Reads the stored articles one after the other.
    pub(in crate::app) fn gather(self: &Rc<Self>, ids: Vec<ArticleId>) {
        let shared = self.clone();
        spawn_local(async move {
            let mut all = Vec::new();
            for (done, id) in ids.into_iter().enumerate() {
                if done % TOLD == TOLD - 1 {
                    shared.act(Shelve::Gathering(done).into());
                }
                if !shared.is_awaited() {
                    return;
                }
                let read = match shared.look(&id).await {
                    Ok(stored) => ReadArticle::of(&id, stored.as_deref()),
                    Err(failure) => ReadArticle::Unreadable(wording::failure(&failure)),
                };
                all.push((id, read));
            }
            shared.act(Action::Gathered(all.into()));
        });
    }

    /// Reads records to search, in the next turn of the page. What was found is shown when all of it is, or when
    /// records had to be read.
    pub(in crate::app) fn read_texts(self: &Rc<Self>, ids: Vec<ArticleId>, serial: u32) {
        let shared = self.clone();
        spawn_local(async move {
            clock::turn().await;
            let read = if ids.is_empty() {
                Ok(Records::new())
            } else {
                shared.storage_idle().await;
                shared.reads(async |storage| records(storage, &ids, TEXTS).await).await
            };
            let shown = read.is_err() || shared.read(Session::is_searching_library);
            // Searching is never refused.
            let _ = shared.perform_unseen(Shelve::Records(serial, read).into());
            if shown && !(ids.is_empty() && shared.read(Session::is_searching_library)) {
                shared.draw();
            }
        });
    }

    /// Reads records of these sorts, after everything requested before is written.
    pub(in crate::app) fn read_records(
        self: &Rc<Self>,
        ids: Vec<ArticleId>,
        sorts: &'static [&'static str],
        serial: u32,
    ) {
        let shared = self.clone();
        spawn_local(async move {
            shared.storage_idle().await;
            let read = shared.reads(async |storage| records(storage, &ids, sorts).await).await;
            shared.act(Shelve::Records(serial, read).into());
        });
    }

    /// Stores the record of what waits in an article, or deletes it. Other tabs read it when they list the library.
    pub(in crate::app) fn keep_waiting(self: &Rc<Self>, serial: u32, id: ArticleId) {
        let record = self.read(|session| session.waiting_record(&id));
        let shared = self.clone();
        spawn_local(async move {
            let key = WaitingSuggestions::key(&id);
            let writes = Rc::new(match record {
                Some(record) => Writes { puts: vec![(key, (*record).into())], ..Writes::default() },
                None => Writes { clear: vec![key], ..Writes::default() },
            });
            let hear = move |shared: &Rc<Self>, written: Result<WriteOutcome, String>| {
                let kept = written.map(|_| Records::new()).map_err(Failure::of);
                shared.act(Shelve::Records(serial, kept).into());
            };
            let failed = match shared.storage().await {
                Ok(storage) if shared.write_in_time(&storage, writes, hear).await => return,
                Ok(_) => Why::NoAnswer.into(),
                Err(failure) => failure,
            };
            shared.act(Shelve::Records(serial, Err(failed)).into());
        });
    }

    /// Opens a stored article, and performs these actions if it is open then.
    pub(in crate::app) fn open_then(self: &Rc<Self>, id: ArticleId, steps: Vec<Action>) {
        let shared = self.clone();
        spawn_local(async move {
            shared.act(Opening::Stored(id.clone()).into());
            shared.storage_idle().await;
            let open = |session: &Session| {
                session.document().is_some_and(|document| *document.article().id() == id)
            };
            if shared.read(open) {
                steps.into_iter().for_each(|step| shared.act(step));
            }
        });
    }

    /// Whether the list or the progress dialog is still open, so that somebody waits for the
    /// articles.
    fn is_awaited(&self) -> bool {
        self.read(|session| {
            matches!(session.dialog(), Some(Dialog::Open | Dialog::Gathering { .. }))
        })
    }

    /// The stored records of an article, after everything requested before is written, whichever
    /// tab writes it.
    async fn look(self: &Rc<Self>, id: &ArticleId) -> Result<Option<Box<Stored>>, Failure> {
        let looked = Rc::new(RefCell::new(Ok(None)));
        let into = looked.clone();
        self.enqueue(Request::Look(
            id.clone(),
            Box::new(move |stored| *into.borrow_mut() = stored),
        ));
        self.storage_idle().await;
        looked.replace(Ok(None))
    }

    /// Deletes an article's records for good.
    pub(in crate::app) async fn clear(self: &Rc<Self>, id: &ArticleId) {
        let clear = Prefix::all(id).into_iter().map(|prefix| prefix.0).collect();
        let writes = Rc::new(Writes { clear, ..Writes::default() });
        let of = id.clone();
        let hear = move |shared: &Rc<Self>, written: Result<WriteOutcome, String>| {
            if written.is_ok() {
                shared.tell_tabs(LibraryNews::Deleted, &of.0);
            }
            let cleared = written.map(drop).map_err(Failure::of);
            shared.act(Shelve::Cleared(of, cleared).into());
            shared.enqueue(Request::List);
        };
        let failed = match self.storage().await {
            Ok(storage) if self.write_in_time(&storage, writes, hear).await => return,
            Ok(_) => Why::NoAnswer.into(),
            Err(failure) => failure,
        };
        self.act(Shelve::Cleared(id.clone(), Err(failed)).into());
    }

    /// Deletes every record at once, then what the tabs hold in memory. Earlier writes finish first
    /// and are deleted too; later writes of other tabs are refused, because the revisions are gone.
    /// The database itself stays, empty: deleting it would wait for sleeping tabs.
    pub(in crate::app) async fn erase(self: &Rc<Self>) {
        let all = Rc::new(Writes { clear: vec![Vec::new()], ..Writes::default() });
        // However late the answer comes: all tabs must know.
        let hear = |shared: &Rc<Self>, written: Result<WriteOutcome, String>| {
            if written.is_ok() {
                shared.tell_tabs(LibraryNews::Erased, "");
            }
            shared.was_erased(written.map(drop).map_err(Failure::of));
        };
        match self.storage().await {
            Ok(storage) => {
                if !self.write_in_time(&storage, all, hear).await {
                    self.was_erased(Err(Why::NoAnswer.into()));
                }
            }
            Err(failure) => self.was_erased(Err(failure)),
        }
    }

    fn was_erased(self: &Rc<Self>, erased: Result<(), Failure>) {
        self.act(Shelve::Erased(erased).into());
    }

    /// How much of the storage is used. The list does not wait for it.
    pub(in crate::app) fn measure(self: &Rc<Self>) {
        let shared = self.clone();
        spawn_local(async move {
            if let Some((used, of)) = persistence::usage().await {
                shared.act(Shelve::Usage(used, of).into());
            }
        });
    }
}

/// The sorts of records that are searched.
const TEXTS: &[&str] = &["text", "pack", "annotation", "actor"];

/// The sorts of records of an article without its history.
pub(in crate::app) const WHOLE: &[&str] =
    &["entry", "revision", "text", "pack", "annotation", "actor"];

/// The sort of records in which [`WaitingSuggestions`] lies.
pub(in crate::app) const ASIDE: &[&str] = &["aside"];

/// Records of some articles, of these sorts: one snapshot. It may hold records of articles between them.
async fn records(storage: &Storage, ids: &[ArticleId], sorts: &[&str]) -> Result<Records, String> {
    // As the storage orders them.
    let by =
        |one: &&ArticleId, other: &&ArticleId| one.0.encode_utf16().cmp(other.0.encode_utf16());
    let (Some(first), Some(last)) = (ids.iter().min_by(by), ids.iter().max_by(by)) else {
        return Ok(Records::new());
    };
    let snapshot = storage.snapshot()?;
    let asked = sorts.iter().map(|sort| snapshot.between(&[sort, &first.0], &[sort, &last.0]));
    // All at once, before the first answer: a snapshot that is asked for nothing ends.
    let asked: Vec<_> = asked.collect();
    let mut records = Records::new();
    for read in asked {
        records.extend(read?.await?);
    }
    Ok(records)
}

fn no_answer() -> NotDone {
    NotDone::Refused(Why::NoAnswer.into())
}
