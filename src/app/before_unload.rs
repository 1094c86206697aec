//! The browser's question before the page goes, while work exists only in memory. Listens only
//! then: a page that always listens is not kept for the Back button. (tests/native/storage_walk.rs)

use std::cell::RefCell;

use gloo_events::{EventListener, EventListenerOptions};

use crate::browser::dom;
use crate::session::Session;

use super::shared::Shared;

/// The listener, while it is needed.
#[derive(Default)]
pub(super) struct Leaving(RefCell<Option<EventListener>>);

impl Shared {
    /// Called after each drawing.
    pub(super) fn watch_leaving(&self) {
        let needed = self.holds_changes() || self.read(Session::would_lose_work);
        let mut listener = self.leaving.0.borrow_mut();
        if needed != listener.is_some() {
            *listener = needed.then(asks_before_leaving);
        }
    }
}

fn asks_before_leaving() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&dom::window(), "beforeunload", options, |event| {
        event.prevent_default();
    })
}
