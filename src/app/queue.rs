//! The way to the storage: one job after the other, in the order they were asked for, so that what
//! is read is never older than what was written. Must never read a record's meaning.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::JsString;
use wasm_bindgen_futures::spawn_local;

use crate::browser::storage::{Storage, Writes, Written};
use crate::browser::{clock, dom};
use crate::late::late;
use crate::model::{ArticleId, Timestamp, order};
use crate::session::deeds::Deed;
use crate::session::records::Prefix;
use crate::session::shelf::{self, Shelve};
use crate::session::{Action, Batch, Entry, Event, Heard, Key, Saving, Session, Stored};

use super::shared::Shared;
use super::shelf::News;

/// What is to be done when an article's records are there.
pub(super) type Fetched = Box<dyn FnOnce(Result<Option<Box<Stored>>, String>)>;

/// Something to be done with the storage.
pub(super) enum Job {
    /// These are to be written.
    Write(Batch),
    /// An article is to be marked as deleted, or as there again.
    Mark(ArticleId, Option<Timestamp>),
    /// The list of articles is to be read.
    List,
    /// The records of an article are to be read.
    Fetch(ArticleId, Fetched),
    /// The same, only to look at them: whoever writes it goes on.
    Look(ArticleId, Fetched),
    /// Something is to be done to a stored article.
    Do(u32, Box<Deed>),
    /// Everything is to go.
    Erase,
    /// This is to be done when all before it is.
    Then(Box<dyn FnOnce()>),
}

/// The jobs that wait, and the storage they wait for.
#[derive(Default)]
pub(super) struct Queue {
    storage: RefCell<Option<Rc<Storage>>>,
    jobs: RefCell<VecDeque<Job>>,
    running: Cell<bool>,
}

impl Queue {
    /// A batch with all that wait right behind it and follow it: however fast edits come, what is
    /// not kept yet is one write, and one that is under way.
    fn with_waiting(&self, mut batch: Batch) -> Batch {
        let mut jobs = self.jobs.borrow_mut();
        while let Some(Job::Write(next)) = jobs.pop_front_if(|job| matches!(job, Job::Write(_))) {
            if let Some(other) = batch.join(next) {
                jobs.push_front(Job::Write(other));
                break;
            }
        }
        batch
    }

    /// Whether something about an article is still to be written.
    fn has_unwritten(&self, id: &ArticleId) -> bool {
        let about = |batch: &Batch| batch.guard.as_ref().is_some_and(|(other, _)| other == id);
        self.jobs.borrow().iter().any(|job| matches!(job, Job::Write(batch) if about(batch)))
    }
}

impl Shared {
    pub(super) fn use_storage(&self, storage: Storage) {
        *self.queue.storage.borrow_mut() = Some(Rc::new(storage));
    }

    pub(super) fn enqueue(self: &Rc<Self>, job: Job) {
        {
            let mut jobs = self.queue.jobs.borrow_mut();
            // Two lists with nothing between them are the same.
            if matches!((&job, jobs.back()), (Job::List, Some(Job::List))) {
                return;
            }
            jobs.push_back(job);
        }
        if !self.queue.running.replace(true) {
            let shared = self.clone();
            spawn_local(async move { shared.work().await });
        }
    }

    async fn work(self: Rc<Self>) {
        loop {
            // Not in the loop's head: it would stay borrowed while the job runs.
            let job = self.queue.jobs.borrow_mut().pop_front();
            let Some(job) = job else { break };
            let storage = self.queue.storage.borrow().clone();
            match job {
                Job::Write(batch) => {
                    let batch = self.queue.with_waiting(batch);
                    self.write(storage.as_deref(), batch).await;
                }
                Job::Fetch(id, then) => {
                    if storage.is_some() {
                        self.look_for_lock(&id).await;
                    }
                    then(fetch(storage.as_deref(), &id).await);
                }
                Job::Look(id, then) => then(fetch(storage.as_deref(), &id).await),
                Job::Then(then) => then(),
                asked => late(|| self.when_asked(storage, asked)).await,
            }
        }
        self.queue.running.set(false);
        if self.read(|session| session.saving() == &Saving::Busy) {
            self.act(Action::Saving(Saving::Saved));
        }
    }

    /// The work that the page can be shown without. Not of its own type: a future that is known would
    /// be a part of the one that waits for it.
    fn when_asked(
        self: &Rc<Self>,
        storage: Option<Rc<Storage>>,
        job: Job,
    ) -> Pin<Box<dyn Future<Output = ()>>> {
        let shared = self.clone();
        Box::pin(async move { shared.work_when_asked(storage, job).await })
    }

    async fn work_when_asked(self: &Rc<Self>, storage: Option<Rc<Storage>>, job: Job) {
        let storage = storage.as_deref();
        match job {
            Job::Mark(id, deleted) => self.mark(storage, &id, deleted).await,
            Job::List => self.list(storage).await,
            Job::Do(ticket, deed) => self.do_deed(storage, ticket, &deed).await,
            Job::Erase => self.erase(storage).await,
            // Done already, by `work`.
            Job::Write(_) | Job::Fetch(..) | Job::Look(..) | Job::Then(_) => {}
        }
    }

    async fn write(self: &Rc<Self>, storage: Option<&Storage>, batch: Batch) {
        let Some(storage) = storage else { return };
        if self.read(|session| is_stale(session, &batch)) {
            return;
        }
        let about = batch.guard.as_ref().map(|(id, _)| id.clone());
        let kept = batch.kept();
        match storage.write(&writes(batch).await).await {
            Ok(Written::Kept) => self.kept(about, kept),
            // What was refused of an article that is no longer open is in the storage as another
            // tab has it.
            Ok(Written::Guarded) if self.is_open(about.as_ref()) => {
                self.act(Action::Saving(Saving::Stale));
            }
            Ok(Written::Guarded) => {}
            Err(reason) => self.act(Action::Saving(Saving::Refused(reason))),
        }
    }

    /// Tells the session, the other tabs and the listeners that something is kept.
    fn kept(self: &Rc<Self>, about: Option<ArticleId>, kept: Option<Heard>) {
        let deleted = self.read(|session| session.saving() == &Saving::Deleted);
        if let Some(kept) = kept {
            let before = self.read(Session::role);
            // Hearing is never refused.
            let _ = self.perform_unseen(Action::Tab(kept));
            if self.read(Session::role) != before {
                self.draw();
            }
        }
        if let Some(id) = about.as_ref().filter(|_| deleted) {
            self.tell_tabs(News::Changed, &id.0);
            self.draw();
        }
        if let Some(id) = about.filter(|id| !self.queue.has_unwritten(id)) {
            self.emit(&Event::Save(id));
        }
    }

    fn is_open(&self, id: Option<&ArticleId>) -> bool {
        self.read(|session| id == session.document().map(|document| document.article().id()))
    }

    async fn mark(
        self: &Rc<Self>,
        storage: Option<&Storage>,
        id: &ArticleId,
        deleted: Option<Timestamp>,
    ) {
        let Some(storage) = storage else { return };
        match try_mark(storage, id, deleted).await {
            Ok(Written::Kept) => {
                self.tell_tabs(deleted.map_or(News::Changed, |_| News::Deleted), &id.0);
            }
            // Another tab stored something in between: it is to be marked as it is now.
            Ok(Written::Guarded) => self.enqueue(Job::Mark(id.clone(), deleted)),
            Err(reason) => self.act(Action::Saving(Saving::Refused(reason))),
        }
        self.list(Some(storage)).await;
    }

    async fn list(self: &Rc<Self>, storage: Option<&Storage>) {
        let Some(storage) = storage else { return };
        match entries(storage).await {
            Ok((entries, damaged)) => {
                self.act(Action::Library(entries));
                self.act(Shelve::Damaged(damaged).into());
                self.measure();
            }
            Err(reason) => self.act(Action::Saving(Saving::Refused(reason))),
        }
    }
}

/// Marks an entry as it is now: if another tab writes it in between, nothing is written.
async fn try_mark(
    storage: &Storage,
    id: &ArticleId,
    deleted: Option<Timestamp>,
) -> Result<Written, String> {
    let key = Key::Entry(id.clone()).parts();
    let Some(record) = storage.get(&key).await? else { return Ok(Written::Kept) };
    let puts = vec![(key.clone(), Entry::with_deleted(&record, deleted)?.into())];
    let guard = Some((key, Some(record)));
    storage.write(&Writes { guard, puts, ..Writes::default() }).await
}

/// The stored articles, the one used last first, and those whose entries cannot be read.
pub(super) async fn entries(storage: &Storage) -> Result<(Vec<Entry>, Vec<ArticleId>), String> {
    let list = storage.list(&["entry".to_owned()]).await?;
    let (entries, damaged) = shelf::entries(&list);
    Ok((order::by_key(entries, |entry| std::cmp::Reverse(entry.used)), damaged))
}

/// Clears away what was deleted long ago, and gives back the rest.
pub(super) async fn clear_away(
    storage: &Storage,
    entries: Vec<Entry>,
) -> Result<Vec<Entry>, String> {
    let now = clock::now();
    let (gone, kept): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.is_gone(now));
    for entry in gone {
        let clear = Prefix::all(&entry.id).into_iter().map(|prefix| prefix.0).collect();
        storage.write(&Writes { clear, ..Writes::default() }).await?;
    }
    Ok(kept)
}

pub(super) async fn fetch(
    storage: Option<&Storage>,
    id: &ArticleId,
) -> Result<Option<Box<Stored>>, String> {
    let Some(storage) = storage else { return Ok(None) };
    let Some(entry) = storage.get(&Key::Entry(id.clone()).parts()).await? else { return Ok(None) };
    let list = |sort: &str| {
        let prefix = Prefix::of(sort, id);
        async move { storage.list(&prefix.0).await }
    };
    Ok(Some(Box::new(Stored {
        entry,
        revision: storage.get(&Key::Revision(id.clone()).parts()).await?,
        text: storage.get(&Key::Text(id.clone()).parts()).await?.unwrap_or_default(),
        pack: storage.get(&Key::Pack(id.clone()).parts()).await?,
        annotations: list("annotation").await?,
        actors: list("actor").await?,
        steps: list("step").await?,
    })))
}

/// Once another tab saved the article, or the storage refused a part of it, nothing about it is
/// written from here: what is stored stays in itself whole.
fn is_stale(session: &Session, batch: &Batch) -> bool {
    let open = session.document().map(|document| document.article().id());
    matches!(session.saving(), Saving::Stale | Saving::Refused(_))
        && batch.guard.as_ref().is_some_and(|(id, _)| Some(id) == open)
}

/// A batch as the storage writes it: the guard is a record of its own, one higher for each batch.
/// What is not text yet becomes it with pauses, and large texts the browser's own one at a time.
pub(super) async fn writes(mut batch: Batch) -> Writes {
    while batch.prepare() {
        breathe().await;
    }
    let guard = batch.guarding();
    let mut puts = Vec::new();
    for (key, text) in batch.puts {
        if text.len() > LARGE {
            breathe().await;
        }
        puts.push((key.parts(), JsString::from(text)));
    }
    let guard = guard.map(|(key, now, next)| {
        puts.push((key.parts(), next.into()));
        (key.parts(), now)
    });
    Writes {
        guard,
        clear: batch.clear.into_iter().map(|prefix| prefix.0).collect(),
        clear_ranges: batch
            .clear_ranges
            .into_iter()
            .map(|(from, to)| (from.parts(), to.parts()))
            .collect(),
        puts,
    }
}

/// Lets the page do something else; not if nobody sees it: it may be about to go.
async fn breathe() {
    if !dom::document().hidden() {
        TimeoutFuture::new(0).await;
    }
}

/// A text of more bytes than this takes some milliseconds to hand over.
const LARGE: usize = 500_000;
