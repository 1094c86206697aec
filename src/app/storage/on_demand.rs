//! The storage's jobs on articles that are not open, which only the part on demand asks for: deleting, restoring,
//! deeds, erasing.

use std::hint::black_box;
use std::pin::Pin;
use std::rc::Rc;

use crate::app::shared::Shared;
use crate::browser::storage::{Guard, WriteOutcome, Writes};
use crate::model::{ArticleId, Timestamp};
use crate::session::library::shelf::Shelve;
use crate::session::{Entry, Failure, Key, OnDemand, Why};

use super::library::LibraryNews;
use super::queue::Request;

impl Shared {
    /// The jobs of the library, on articles that are not open.
    #[inline(never)]
    pub(super) fn do_on_demand(
        self: &Rc<Self>,
        job: Request,
        _: OnDemand,
    ) -> Pin<Box<dyn Future<Output = ()>>> {
        let shared = self.clone();
        // See `do_rest` in app/storage/queue.rs.
        black_box(Box::pin(async move { shared.work_on_demand(job).await }))
    }

    async fn work_on_demand(self: &Rc<Self>, job: Request) {
        match job {
            Request::Mark(id, deleted) => self.mark(&id, deleted).await,
            Request::Clear(id) => self.clear(&id).await,
            Request::Do(ticket, deed) => self.do_deed(ticket, &deed).await,
            Request::Erase => self.erase().await,
            // `work` or `work_on_rest` did it already.
            Request::Fetch(..)
            | Request::Look(..)
            | Request::Then(_)
            | Request::List
            | Request::Settings
            | Request::ReadStep(..) => {}
        }
    }

    async fn mark(self: &Rc<Self>, id: &ArticleId, deleted: Option<Timestamp>) {
        let key = Key::Entry(id.clone()).parts();
        let record = self.reads(async |storage| storage.get(&key).await).await;
        let marked = record.and_then(|record| marked(key, record, deleted).map_err(Failure::of));
        match (self.storage().await, marked) {
            (Ok(storage), Ok(Some(writes))) => {
                let of = id.clone();
                let hear =
                    move |shared: &Rc<Self>, written| shared.was_marked(of, deleted, written);
                if !self.write_in_time(&storage, writes, hear).await {
                    let failed = Err(Why::NoAnswer.into());
                    self.act(Shelve::Marked(id.clone(), deleted.is_some(), failed).into());
                }
            }
            (Ok(_), Ok(None)) if deleted.is_some() => {
                self.was_marked(id.clone(), deleted, Ok(WriteOutcome::Kept));
            }
            // It was deleted for good meanwhile.
            (Ok(_), Ok(None)) => self.act(Shelve::Unknown(id.clone()).into()),
            (Err(failure), _) | (_, Err(failure)) => {
                self.act(Shelve::Marked(id.clone(), deleted.is_some(), Err(failure)).into());
            }
        }
        self.enqueue(Request::List);
    }

    fn was_marked(
        self: &Rc<Self>,
        id: ArticleId,
        deleted: Option<Timestamp>,
        written: Result<WriteOutcome, String>,
    ) {
        match written {
            Ok(WriteOutcome::Kept) => {
                self.tell_tabs(
                    deleted.map_or(LibraryNews::Changed, |_| LibraryNews::Deleted),
                    &id.0,
                );
                self.act(Shelve::Marked(id, deleted.is_some(), Ok(())).into());
                self.enqueue(Request::List);
            }
            // Another tab stored something in between: marks the newer entry.
            Ok(WriteOutcome::Guarded(_)) => self.enqueue(Request::Mark(id, deleted)),
            Err(words) => {
                let failed = Err(Failure::of(words));
                self.act(Shelve::Marked(id, deleted.is_some(), failed).into());
            }
        }
    }
}

/// Writes that mark the entry as it is now; refused if another tab writes it in between. `None` if
/// there is no entry.
fn marked(
    key: Vec<String>,
    record: Option<String>,
    deleted: Option<Timestamp>,
) -> Result<Option<Rc<Writes>>, String> {
    let Some(record) = record else { return Ok(None) };
    let marked = Entry::with_deleted(&record, deleted)?;
    let guard = Some(Guard { key: key.clone(), expected: Some(record) });
    let puts = vec![(key, marked.into())];
    Ok(Some(Rc::new(Writes { guard, puts, ..Writes::default() })))
}
