//! Runs the storage jobs one after the other, in the order of `session/storage/queue.rs`, and
//! reports each result to the session.

use std::cell::RefCell;
use std::hint::black_box;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, JsString, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::clock;
use crate::browser::storage::{Guard, Storage, WriteOutcome, Writes};
use crate::browser::timeout::with_timeout;
use crate::model::{ArticleId, Timestamp, order};
use crate::session::library::deeds::Deed;
use crate::session::library::shelf::{self, Shelve};
use crate::session::storage::batch::revision_of;
use crate::session::storage::queue::{Job, NextJob, Queue, StorageJob};
use crate::session::storage::schema::{Prefix, parse};
use crate::session::storage::unsaved::{Attempt, Attempts};
use crate::session::{
    Action, Batch, Entry, Failure, Key, Message, ProgramPart, Settings, StorageEvent, Stored, Why,
};

use super::connection::Connection;
use crate::app::shared::Shared;

/// What to do with an article's records once they are read.
pub(in crate::app) type Fetched = Box<dyn FnOnce(Result<Option<Box<Stored>>, Failure>)>;

/// A job other than writing the session's changes.
pub(in crate::app) enum Request {
    /// Mark an article as deleted, or as restored.
    Mark(ArticleId, Option<Timestamp>),
    /// Delete an article for good.
    Clear(ArticleId),
    /// Read the list of articles.
    List,
    /// Read the settings.
    Settings,
    /// Read the records of an article.
    Fetch(ArticleId, Fetched),
    /// Read them only for display: another tab goes on writing the article.
    Look(ArticleId, Fetched),
    /// Read a step of an article's history, by its number.
    ReadStep(ArticleId, u32),
    /// Change a stored article without opening it.
    Do(u32, Box<Deed>),
    /// Erase everything.
    Erase,
    /// Call this when everything before it is done.
    Then(Box<dyn FnOnce()>),
}

impl StorageJob for Request {
    fn repeats(&self, before: &Self) -> bool {
        matches!((self, before), (Self::List, Self::List))
    }

    fn needs_whole(&self) -> bool {
        !matches!(self, Self::Fetch(..) | Self::Look(..) | Self::Then(_))
    }
}

/// The waiting jobs, and the storage they wait for.
#[derive(Default)]
pub(in crate::app) struct StorageQueue {
    pub(in crate::app) connection: Connection,
    jobs: RefCell<Queue<Request>>,
}

/// Time the browser has for a job before it counts as not answering, in milliseconds.
pub(in crate::app) const PATIENCE: u32 = 10_000;

impl Shared {
    pub(in crate::app) fn enqueue(self: &Rc<Self>, job: Request) {
        self.queue.jobs.borrow_mut().push(job);
        self.go_to_work();
    }

    pub(in crate::app) fn enqueue_write(self: &Rc<Self>, attempt: Attempt, batch: Rc<Batch>) {
        self.queue.jobs.borrow_mut().write(attempt, batch);
        self.go_to_work();
    }

    fn go_to_work(self: &Rc<Self>) {
        if self.queue.jobs.borrow_mut().begin() {
            let shared = self.clone();
            spawn_local(async move { shared.work().await });
        }
    }

    fn release_held(self: &Rc<Self>) {
        self.queue.jobs.borrow_mut().release();
        self.go_to_work();
    }

    async fn work(self: Rc<Self>) {
        loop {
            // Not in the loop's head, where the queue would stay borrowed during the job.
            let next = self.queue.jobs.borrow_mut().next(self.is_whole());
            match next {
                NextJob::Rest => break,
                NextJob::Held => self.when(ProgramPart::Deferred, Self::release_held),
                NextJob::Do(Job::Write(attempts, batch)) => self.write(attempts, &batch).await,
                NextJob::Do(Job::Other(Request::Fetch(id, then))) => {
                    self.look_for_lock(&id).await;
                    then(self.fetch_now(&id).await);
                }
                NextJob::Do(Job::Other(Request::Look(id, then))) => then(self.fetch_now(&id).await),
                NextJob::Do(Job::Other(Request::Then(then))) => then(),
                NextJob::Do(Job::Other(asked)) => self.do_rest(asked).await,
            }
        }
    }

    /// The jobs that opening an article does without. Boxed: a future of a known type would be part of the one
    /// that awaits it.
    #[inline(never)]
    fn do_rest(self: &Rc<Self>, job: Request) -> Pin<Box<dyn Future<Output = ()>>> {
        let shared = self.clone();
        // Otherwise the compiler refers to this future where it is awaited, in the start of the program.
        black_box(Box::pin(async move { shared.work_on_rest(job).await }))
    }

    async fn work_on_rest(self: &Rc<Self>, job: Request) {
        match job {
            Request::List => self.list().await,
            Request::Settings => self.read_settings().await,
            Request::ReadStep(id, number) => self.read_step(id, number).await,
            asked => match self.on_demand() {
                Some(loaded) => self.do_on_demand(asked, loaded).await,
                // Only that part asks for them.
                None => self.when(ProgramPart::OnDemand, |shared| shared.enqueue(asked)),
            },
        }
    }

    /// Writes, and reports the result to the session. A write that is not confirmed in time counts
    /// as failed; if it succeeds later, the session hears that too.
    async fn write(self: &Rc<Self>, attempts: Attempts, batch: &Rc<Batch>) {
        let storage = match self.storage().await {
            Ok(storage) => storage,
            Err(failure) => return self.hear_storage(StorageEvent::Failed(attempts, failure)),
        };
        let writes = writes(batch).await;
        let hear = move |shared: &Rc<Self>, written| {
            shared.hear_storage(event(attempts, written));
        };
        if !self.write_in_time(&storage, writes, hear).await {
            self.hear_storage(StorageEvent::Failed(attempts, Why::NoAnswer.into()));
        }
    }

    /// Writes, and passes on the result, even one that arrives after the time limit. Returns
    /// whether it arrived in time.
    pub(in crate::app) async fn write_in_time(
        self: &Rc<Self>,
        storage: &Rc<Storage>,
        writes: Rc<Writes>,
        hear: impl FnOnce(&Rc<Self>, Result<WriteOutcome, String>) + 'static,
    ) -> bool {
        let (shared, writing) = (self.clone(), storage.clone());
        let mut task = Some(async move |resolve: Function| {
            let written = writing.write(&writes).await;
            // A resolving function throws nothing.
            let _ = resolve.call0(&JsValue::UNDEFINED);
            hear(&shared, written);
        });
        let done = Promise::new(&mut |resolve, _| {
            if let Some(task) = task.take() {
                spawn_local(async move { task(resolve).await });
            }
        });
        let in_time = with_timeout(PATIENCE, JsFuture::from(done)).await.is_some();
        if !in_time {
            self.queue.connection.give_up(storage);
        }
        in_time
    }

    /// Reports a storage event to the session; redraws the page if something looks different.
    pub(in crate::app) fn hear_storage(self: &Rc<Self>, event: StorageEvent) {
        let seen = |shared: &Self| {
            shared.read(|session| {
                (session.role(), session.saving().clone(), session.parked().count())
            })
        };
        let before = seen(self);
        // Hearing is never refused.
        let _ = self.perform_unseen(Action::Storage(event));
        if seen(self) != before {
            self.draw();
        }
    }

    async fn read_step(self: &Rc<Self>, id: ArticleId, number: u32) {
        let key = Key::Step(id.clone(), number).parts();
        let found = self.reads(async |storage| storage.get(&key).await).await;
        self.act(Action::StepRead { id, number, found });
    }

    /// If reading the list fails, the old list stays.
    async fn list(self: &Rc<Self>) {
        match self.reads(async |storage| entries(storage).await).await {
            Ok((entries, damaged)) => {
                self.act(Action::Library(entries));
                self.act(Shelve::Damaged(damaged).into());
                self.measure();
            }
            Err(failure) => self.tell(Message::StorageNotRead(failure)),
        }
    }

    async fn read_settings(self: &Rc<Self>) {
        // If they cannot be read, the current settings stay.
        if let Ok(settings) = self.reads(async |storage| settings(storage).await).await {
            self.act(Action::SettingsStored(settings));
        }
    }

    async fn fetch_now(self: &Rc<Self>, id: &ArticleId) -> Result<Option<Box<Stored>>, Failure> {
        self.reads(async |storage| fetch(storage, id).await).await
    }

    /// Reads something, within a time limit.
    pub(in crate::app) async fn reads<T>(
        self: &Rc<Self>,
        read: impl AsyncFnOnce(&Storage) -> Result<T, String>,
    ) -> Result<T, Failure> {
        let storage = self.storage().await?;
        match with_timeout(PATIENCE, read(&storage)).await {
            Some(read) => read.map_err(Failure::of),
            None => {
                self.queue.connection.give_up(&storage);
                Err(Why::NoAnswer.into())
            }
        }
    }
}

fn event(attempts: Attempts, written: Result<WriteOutcome, String>) -> StorageEvent {
    match written {
        Ok(WriteOutcome::Kept) => StorageEvent::Kept(attempts),
        Ok(WriteOutcome::Guarded(stored)) => {
            let (stored, writer) = stored.map_or((None, None), |record| revision_of(&record));
            StorageEvent::Guarded { attempts, stored, writer }
        }
        Err(words) => StorageEvent::Failed(attempts, Failure::of(words)),
    }
}

/// The stored articles, last used first, and the entries that cannot be read.
pub(in crate::app) async fn entries(
    storage: &Storage,
) -> Result<(Vec<Entry>, Vec<ArticleId>), String> {
    let list = storage.list(&["entry".to_owned()]).await?;
    let (entries, damaged) = shelf::entries(&list);
    Ok((order::by_key(entries, |entry| std::cmp::Reverse(entry.used)), damaged))
}

/// The stored settings.
pub(in crate::app) async fn settings(storage: &Storage) -> Result<Settings, String> {
    let records = storage.list(&Key::Settings.parts()).await?;
    Ok(Settings::of_records(&records))
}

/// Clears away articles deleted long ago, and returns the others. What fails is tried again at the
/// next start.
pub(in crate::app) async fn clear_away(storage: &Storage, entries: Vec<Entry>) -> Vec<Entry> {
    let now = clock::now();
    let (gone, kept): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.is_gone(now));
    for entry in gone {
        let key = Key::Entry(entry.id.clone()).parts();
        // Read again: another tab may have restored it.
        let Ok(Some(record)) = storage.get(&key).await else { continue };
        if !parse::<Entry>(&record).is_ok_and(|entry| entry.is_gone(now)) {
            continue;
        }
        let guard = Some(Guard { key, expected: Some(record) });
        let clear = Prefix::all(&entry.id).into_iter().map(|prefix| prefix.0).collect();
        if storage.write(&Writes { guard, clear, ..Writes::default() }).await.is_err() {
            break;
        }
    }
    kept
}

pub(in crate::app) async fn fetch(
    storage: &Storage,
    id: &ArticleId,
) -> Result<Option<Box<Stored>>, String> {
    // One snapshot, as another tab may write the article meanwhile.
    let snapshot = storage.snapshot()?;
    let one = async |key: Key| snapshot.get(&key.parts()).await;
    let all = async |sort: &str| snapshot.list(&Prefix::of(sort, id).0).await;
    let Some(entry) = one(Key::Entry(id.clone())).await? else { return Ok(None) };
    let mut stored = Box::new(Stored {
        entry,
        revision: one(Key::Revision(id.clone())).await?,
        text: one(Key::Text(id.clone())).await?.unwrap_or_default(),
        pack: one(Key::Pack(id.clone())).await?,
        annotations: all("annotation").await?,
        actors: all("actor").await?,
        headers: all("header").await?,
        steps: snapshot.keys(&Prefix::of("step", id).0).await?,
        learnt: Vec::new(),
    });
    // One at a time: steps stored by earlier releases may not fit into memory together.
    for key in stored.headless() {
        if let Some(record) = snapshot.get(&key.parts()).await?
            && !stored.learn(&key, record)
        {
            break;
        }
    }
    Ok(Some(stored))
}

/// A batch as the storage writes it: the guard is a record of its own that grows by one with each
/// batch. Serialises with pauses, and copies large texts to JavaScript one at a time.
pub(in crate::app) async fn writes(batch: &Batch) -> Rc<Writes> {
    let mut puts = Vec::new();
    for (key, draft) in &batch.drafts {
        let mut draft = draft.clone();
        while draft.go_on() {
            clock::pause().await;
        }
        puts.push((key.parts(), JsString::from(draft.into_text())));
    }
    for (key, text) in &batch.puts {
        if text.len() > LARGE {
            clock::pause().await;
        }
        puts.push((key.parts(), JsString::from(text.as_str())));
    }
    let guard = batch.guarding().map(|(key, expected, next)| {
        puts.push((key.parts(), next.into()));
        Guard { key: key.parts(), expected }
    });
    let clear = batch.clear.iter().map(|prefix| prefix.0.clone()).collect();
    let ranges = batch.clear_ranges.iter().map(|(from, to)| (from.parts(), to.parts()));
    Rc::new(Writes { guard, clear, clear_ranges: ranges.collect(), puts })
}

/// Bytes from which handing over a text takes several milliseconds.
const LARGE: usize = 500_000;
