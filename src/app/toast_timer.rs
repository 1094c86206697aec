//! How long a message stays: eight seconds, and longer while the pointer or the focus is on it. A refusal
//! stays until it is dismissed.

use std::rc::Rc;

use gloo_timers::callback::Timeout;

use crate::browser::dom;
use crate::session::{Action, Session};

use super::shared::Shared;

const STAYS: u32 = 8_000;
const LOOKS_AGAIN: u32 = 2_000;

/// Hides the message in time.
#[derive(Default)]
pub(super) struct ToastTimer {
    running: Option<(u32, Timeout)>,
}

impl ToastTimer {
    /// Called after each drawing.
    pub(super) fn watch(&mut self, shared: &Rc<Shared>) {
        // No message is drawn before the program is whole.
        let passes = |session: &Session| {
            session.toast().filter(|toast| !toast.stays()).map(|toast| toast.serial)
        };
        let shown = shared.read(passes);
        let shown = shown.filter(|_| shared.is_whole());
        if shown == self.running.as_ref().map(|(serial, _)| *serial) {
            return;
        }
        self.running = shown.map(|serial| (serial, later(shared.clone(), serial, STAYS)));
    }
}

fn later(shared: Rc<Shared>, serial: u32, millis: u32) -> Timeout {
    Timeout::new(millis, move || {
        let used = ":hover, :focus-within, :has(details[open])";
        if dom::by_id("toast").is_some_and(|toast| toast.matches(used).unwrap_or_default()) {
            later(shared, serial, LOOKS_AGAIN).forget();
        } else {
            shared.act(Action::DismissToast(Some(serial)));
        }
    })
}
