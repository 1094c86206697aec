//! Messages as they come and go: shown, said, dismissed. Must never decide what is told.

use std::rc::Rc;

use crate::session::Session;
use crate::session::notices::message::{Message, Toast};

impl Session {
    /// Shows a message with or without an Undo, and has it said.
    pub(in crate::session) fn show_toast(&mut self, message: Message, undo: bool) {
        self.say(message.clone());
        self.toast = Some(Rc::new(Toast { message, undo, serial: self.announced }));
    }

    /// Takes back what is shown and is no longer so.
    pub(in crate::session) fn recant(&mut self, is_over: impl Fn(&Message) -> bool) {
        self.toast.take_if(|toast| is_over(&toast.message));
    }

    /// Has a message said to those who listen, without showing it.
    pub(in crate::session) fn say(&mut self, message: Message) {
        self.announced += 1;
        self.status = Some(Rc::new(message));
    }

    /// Whether the message that is shown offers a file of what was not stored.
    fn is_told_unstored(&self) -> bool {
        let told = self.toast.as_ref().map(|toast| &toast.message);
        matches!(told, Some(Message::Stored(_))) && self.has_unstored()
    }

    pub(in crate::session) fn dismiss_toast(&mut self, serial: Option<u32>) {
        let shown = self.toast.as_ref().map(|toast| toast.serial);
        // Time alone does not take away what tells of something that goes on, or offers what is kept only here.
        let goes_on = self.is_told_reading() || self.is_told_unstored();
        if serial.is_none() || (shown == serial && !goes_on) {
            self.toast = None;
        }
    }
}
