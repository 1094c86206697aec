//! The connection to the storage: opened at its first need, within a time limit, and again after it was lost. A page
//! that starts without it goes on without it, and joins it when it comes: the session decides how.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::storage::{ConnectionNews, Storage};
use crate::browser::within::within;
use crate::session::{Failure, StorageEvent, Why};

use super::shared::Shared;

/// The storage, once it is open, and the way there.
#[derive(Default)]
pub(super) struct Connection {
    storage: RefCell<Option<Rc<Storage>>>,
    /// Resolves when the opening that is under way is over.
    opening: RefCell<Option<Promise>>,
    /// Why the last opening failed.
    failure: RefCell<Option<Failure>>,
    /// Whether the page was started without what is stored.
    pub(super) is_missed: Cell<bool>,
}

/// How long the storage has to open before the page goes on without it, in milliseconds.
const PATIENCE: u32 = 3_000;

impl Connection {
    /// A connection that does not answer is given up; the next job opens another.
    pub(super) fn give_up(&self, silent: &Rc<Storage>) {
        silent.close();
        self.storage.borrow_mut().take_if(|storage| Rc::ptr_eq(storage, silent));
    }

    /// Whether a newer version of the program wrote what is stored.
    pub(super) fn is_newer(&self) -> bool {
        self.failure.borrow().as_ref().is_some_and(|failure| failure.why == Why::Newer)
    }

    fn open(&self) -> Option<Rc<Storage>> {
        let mut storage = self.storage.borrow_mut();
        storage.take_if(|storage| storage.is_closed());
        storage.clone()
    }
}

impl Shared {
    /// The storage, opened if it is not yet.
    ///
    /// # Errors
    /// Why it cannot be opened, or that the browser does not answer. If it does so later, the session hears of it.
    pub(super) async fn storage(self: &Rc<Self>) -> Result<Rc<Storage>, Failure> {
        if let Some(storage) = self.queue.connection.open() {
            return Ok(storage);
        }
        let opening = self.queue.connection.opening.borrow().clone();
        let opening = opening.unwrap_or_else(|| self.begin_to_open());
        let is_over = within(PATIENCE, JsFuture::from(opening)).await.is_some();
        let failure = self.queue.connection.failure.borrow().clone();
        match self.queue.connection.open() {
            Some(storage) => Ok(storage),
            None if is_over => Err(failure.unwrap_or(Why::Closed.into())),
            None => Err(failure.unwrap_or(Why::NoAnswer.into())),
        }
    }

    /// Opens the storage, as the session asked for it, and tells it what came of that.
    pub(super) fn connect_storage(self: &Rc<Self>) {
        let shared = self.clone();
        spawn_local(async move {
            let is_open = shared.queue.connection.open().is_some();
            match shared.storage().await {
                Ok(_) if is_open => shared.storage_is_open().await,
                // It was told by who opened it.
                Ok(_) => {}
                Err(failure) => shared.hear_storage(StorageEvent::Unavailable(failure)),
            }
        });
    }

    fn begin_to_open(self: &Rc<Self>) -> Promise {
        let shared = self.clone();
        let opening = Promise::new(&mut |resolve, _| {
            let shared = shared.clone();
            spawn_local(async move {
                let opened = Storage::open(shared.told_by_storage()).await;
                let connection = &shared.queue.connection;
                *connection.opening.borrow_mut() = None;
                let is_open = opened.is_ok();
                match opened {
                    Ok(storage) => {
                        *connection.failure.borrow_mut() = None;
                        *connection.storage.borrow_mut() = Some(Rc::new(storage));
                    }
                    Err(words) => *connection.failure.borrow_mut() = Some(Failure::of(words)),
                }
                // A resolving function throws nothing.
                let _ = resolve.call0(&JsValue::UNDEFINED);
                if is_open {
                    shared.storage_is_open().await;
                }
            });
        });
        *self.queue.connection.opening.borrow_mut() = Some(opening.clone());
        opening
    }

    /// A page that was started without the storage takes up what is stored; then the session hears of it.
    async fn storage_is_open(self: &Rc<Self>) {
        if self.queue.connection.is_missed.take()
            && let Err(failure) = self.take_up_what_is_stored().await
        {
            self.queue.connection.is_missed.set(true);
            return self.hear_storage(StorageEvent::Unavailable(failure));
        }
        self.hear_storage(StorageEvent::Opened);
    }

    fn told_by_storage(self: &Rc<Self>) -> Rc<dyn Fn(ConnectionNews)> {
        let shared = self.clone();
        Rc::new(move |told| match told {
            ConnectionNews::Closed => shared.hear_storage(StorageEvent::Closed),
            ConnectionNews::Blocked => {
                *shared.queue.connection.failure.borrow_mut() = Some(Why::Blocked.into());
                shared.hear_storage(StorageEvent::Unavailable(Why::Blocked.into()));
            }
        })
    }
}
