//! The browser's question before the page goes, while work exists only in memory. Listens only
//! then: a page that always listens is not kept for the Back button. (tests/native/storage_walk.rs)

use std::cell::{Cell, RefCell};

use gloo_events::{EventListener, EventListenerOptions};

use crate::browser::dom;
use crate::session::Session;
use crate::view::holds_typed;

use super::shared::Shared;

/// The listener, while it is needed.
#[derive(Default)]
pub(super) struct Leaving {
    listener: RefCell<Option<EventListener>>,
    /// Whether something is typed that no action has taken yet.
    typed: Cell<bool>,
}

impl Shared {
    /// Called after each drawing.
    pub(super) fn watch_leaving(&self) {
        if self.is_whole() {
            self.watch_typing();
        }
        let needed = self.holds_changes() || self.read(Session::would_lose_work);
        let mut listener = self.leaving.listener.borrow_mut();
        if needed != listener.is_some() {
            *listener = needed.then(asks_before_leaving);
        }
    }

    /// Called when something may have been typed, and after each drawing. Fields come with the deferred part.
    #[inline(never)]
    pub(super) fn watch_typing(&self) {
        let typed = holds_typed(&dom::document());
        if self.leaving.typed.replace(typed) != typed {
            self.draw();
        }
    }

    /// Whether something is done or typed that the session knows nothing of yet.
    pub(super) fn holds_changes(&self) -> bool {
        self.leaving.typed.get() || self.holds_actions()
    }
}

fn asks_before_leaving() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&dom::window(), "beforeunload", options, |event| {
        event.prevent_default();
    })
}
