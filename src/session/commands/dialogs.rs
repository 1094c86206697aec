//! Which dialog is open, and which ones wait. A dialog with a pending decision about an imported file is
//! never dropped (tests/native/intake.rs).

use std::rc::Rc;

use crate::session::Session;
use crate::session::action::dialog::Dialog;
use crate::session::action::effect::Effect;
use crate::session::host::Host;
use crate::session::notices::message::Message;

impl Session {
    /// Opens the dialog the reader asked for, or closes the open one. A dialog with a decision returns when
    /// the one above it closes; when the reader closes it, the decision is over.
    pub(in crate::session) fn show(&mut self, dialog: Option<Rc<Dialog>>) {
        if let Some(dialog) = dialog {
            return self.show_shared(dialog);
        }
        self.stop_making();
        if matches!(self.dialog.as_deref(), Some(Dialog::Storing { .. })) {
            self.stop_storing();
        }
        self.dialog = None;
        self.show_next();
        self.show_closed();
    }

    /// Opens a dialog above the open one.
    pub(in crate::session) fn show_over(&mut self, dialog: Dialog) {
        self.show_shared(Rc::new(dialog));
    }

    fn show_shared(&mut self, dialog: Rc<Dialog>) {
        self.stop_making();
        self.waiting_in_front();
        // What was announced before would be read out at the end of the dialog.
        (self.said, self.status) = (None, None);
        if matches!(*dialog, Dialog::Open) {
            self.effects.push(Effect::List);
        }
        self.dialog = Some(dialog);
    }

    /// Opens a dialog about imported files. While another decision is open or articles are being stored, it
    /// waits, and the reader is told.
    pub(in crate::session) fn show_in_turn(&mut self, dialog: Dialog) {
        if self.is_deciding() {
            self.waiting.push_back(Rc::new(dialog));
            self.say(Message::InTurn);
        } else {
            self.show_over(dialog);
        }
    }

    /// Opens the next waiting dialog if none is open; the progress of storing articles comes first.
    #[inline(never)]
    pub(in crate::session) fn show_next(&mut self) {
        if self.dialog.is_none() {
            self.dialog = self.storing_dialog().map(Rc::new).or_else(|| self.waiting.pop_front());
        }
    }

    /// Whether something waits that no dialog shows.
    pub(in crate::session) fn has_next(&self) -> bool {
        self.dialog.is_none() && (!self.waiting.is_empty() || self.shelf.storing.is_some())
    }

    /// Closes the open dialog because another takes its place; decisions and progress are kept.
    pub(in crate::session) fn close_passing(&mut self) {
        let stays = |open: &Dialog| open.is_undecided() || matches!(open, Dialog::Storing { .. });
        self.dialog = self.dialog.take().filter(|open| stays(open));
    }

    /// The dialog about articles to open, open or waiting.
    pub(in crate::session) fn undecided_manuscripts(&mut self) -> Option<&mut Rc<Dialog>> {
        let dialogs = self.dialog.iter_mut().chain(&mut self.waiting);
        dialogs.into_iter().find(|dialog| matches!(***dialog, Dialog::Manuscripts(_)))
    }

    /// Reads files again if they were compared with an article that is no longer open.
    pub(in crate::session) fn compare_again(&mut self, host: &dyn Host) {
        let dialogs: Vec<_> = self.dialog.iter().chain(&self.waiting).cloned().collect();
        for stale in &dialogs {
            if !self.is_stale(stale) {
                continue;
            }
            self.dialog.take_if(|open| Rc::ptr_eq(open, stale));
            self.waiting.retain(|open| !Rc::ptr_eq(open, stale));
            if let Dialog::Import(open) = &**stale {
                // The first reading accepted this format, so this one does too.
                let _ = self.receive(open.files.clone(), open.format.clone(), host);
            }
        }
    }

    /// Whether a dialog compares files with an article other than the open one.
    fn is_stale(&self, dialog: &Dialog) -> bool {
        match dialog {
            Dialog::Import(open) => {
                !self.is_about_open(open.reading.against.as_ref().map(|set| set.article()))
            }
            _ => false,
        }
    }

    fn is_deciding(&self) -> bool {
        let open = self.dialog.as_deref().is_some_and(Dialog::is_undecided);
        open || !self.waiting.is_empty() || self.storing_dialog().is_some()
    }

    fn waiting_in_front(&mut self) {
        if let Some(open) = self.dialog.take().filter(|open| open.is_undecided()) {
            self.waiting.push_front(open);
        }
    }
}
