//! Showing, announcing and dismissing messages.

use std::rc::Rc;

use crate::session::Session;
use crate::session::notices::announcement::Announcement;
use crate::session::notices::message::{Message, Toast};

impl Session {
    /// Shows and announces a message, with or without an Undo button.
    pub(in crate::session) fn show_toast(&mut self, message: Message, undo: bool) {
        self.show_message(Rc::new(message), undo);
    }

    /// The same for a message that is shared.
    pub(in crate::session) fn show_message(&mut self, message: Rc<Message>, undo: bool) {
        self.status = Some(self.announcement(message.clone()));
        self.toast = Some(Rc::new(Toast { message, undo, serial: self.announced }));
    }

    /// Removes the message on screen if it is no longer true.
    pub(in crate::session) fn recant(&mut self, is_over: impl Fn(&Message) -> bool) {
        self.toast.take_if(|toast| is_over(&toast.message));
    }

    /// Announces a message to screen readers without showing it.
    pub(in crate::session) fn say(&mut self, message: Message) {
        self.status = Some(self.announcement(Rc::new(message)));
    }

    /// The next announcement.
    pub(in crate::session) fn announcement<T>(&mut self, what: Rc<T>) -> Announcement<T> {
        self.announced += 1;
        Announcement { what, number: self.announced }
    }

    /// Whether the message on screen offers a file of what could not be saved.
    fn is_told_unstored(&self) -> bool {
        let told = self.toast.as_ref().map(|toast| &*toast.message);
        matches!(told, Some(Message::Stored(_))) && self.has_unstored()
    }

    pub(in crate::session) fn dismiss_toast(&mut self, serial: Option<u32>) {
        let shown = self.toast.as_ref().map(|toast| toast.serial);
        // Neither ongoing work nor an offer of unsaved articles disappears by time alone.
        let goes_on = self.is_told_reading() || self.is_told_unstored();
        if serial.is_none() || (shown == serial && !goes_on) {
            self.toast = None;
        }
    }
}
