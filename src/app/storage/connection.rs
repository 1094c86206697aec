//! The connection to the storage: opened when first needed, within a time limit, and again after it
//! was lost. The page also starts without it and takes up the stored articles later.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::storage::{ConnectionNews, Storage};
use crate::browser::timeout::with_timeout;
use crate::session::{Failure, StorageEvent, Why};

use crate::app::shared::Shared;

/// The connection, and its state.
#[derive(Default)]
pub(in crate::app) struct Connection {
    storage: RefCell<Option<Rc<Storage>>>,
    /// Resolves when the current attempt to open is over.
    opening: RefCell<Option<Promise>>,
    /// Why the last attempt failed.
    failure: RefCell<Option<Failure>>,
    /// Whether the page started without the stored articles.
    pub(in crate::app) is_missed: Cell<bool>,
}

/// Time the storage has to open before the page goes on without it, in milliseconds.
const PATIENCE: u32 = 3_000;

impl Connection {
    /// Drops a connection that does not answer; the next job opens another.
    pub(in crate::app) fn give_up(&self, silent: &Rc<Storage>) {
        silent.close();
        self.storage.borrow_mut().take_if(|storage| Rc::ptr_eq(storage, silent));
    }

    /// Whether a newer version of the program wrote the stored data.
    pub(in crate::app) fn is_newer(&self) -> bool {
        self.failure.borrow().as_ref().is_some_and(|failure| failure.why == Why::Newer)
    }

    fn open(&self) -> Option<Rc<Storage>> {
        let mut storage = self.storage.borrow_mut();
        storage.take_if(|storage| storage.is_closed());
        storage.clone()
    }
}

impl Shared {
    /// The storage, opened if necessary.
    ///
    /// # Errors
    /// Why it cannot be opened, or that the browser does not answer. A later answer reaches the
    /// session.
    pub(in crate::app) async fn storage(self: &Rc<Self>) -> Result<Rc<Storage>, Failure> {
        if let Some(storage) = self.queue.connection.open() {
            return Ok(storage);
        }
        let opening = self.queue.connection.opening.borrow().clone();
        let opening = opening.unwrap_or_else(|| self.begin_to_open());
        let is_over = with_timeout(PATIENCE, JsFuture::from(opening)).await.is_some();
        let failure = self.queue.connection.failure.borrow().clone();
        match self.queue.connection.open() {
            Some(storage) => Ok(storage),
            None if is_over => Err(failure.unwrap_or(Why::Closed.into())),
            None => Err(failure.unwrap_or(Why::NoAnswer.into())),
        }
    }

    /// Opens the storage for the session, and reports the result to it.
    pub(in crate::app) fn connect_storage(self: &Rc<Self>) {
        let shared = self.clone();
        spawn_local(async move {
            let is_open = shared.queue.connection.open().is_some();
            match shared.storage().await {
                Ok(_) if is_open => shared.storage_is_open().await,
                // Whoever opened it reported that.
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

    /// If the page started without the storage, takes up the stored articles first. Then tells the
    /// session.
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
