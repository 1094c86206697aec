//! Articles that are deleted, here or in another tab, and brought back. Nothing that is not stored of one is given up
//! before the storage confirmed that it is deleted: tests/native/nothing_dropped.rs.

use crate::model::ArticleId;
use crate::session::Session;
use crate::session::action::effect::Effect;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::storage::save_state::{Failure, SaveEvent, SaveState, Why};

impl Session {
    /// The list shows it at once as deleted; it is told when the storage confirmed it.
    pub(in crate::session) fn delete_article(&mut self, id: &ArticleId, host: &dyn Host) {
        if self.is_open(id) {
            self.close_article();
        }
        // By the reader's own wish: nothing that is still to be written may bring it back, unless they want it back.
        self.unsaved.suspend(id);
        let mut library = self.library.to_vec();
        for entry in library.iter_mut().filter(|entry| entry.id == *id) {
            entry.deleted = Some(host.now());
        }
        self.library = library.into();
        self.effects.push(Effect::Delete(id.clone()));
    }

    pub(in crate::session) fn restore_article(&mut self, id: &ArticleId) {
        self.effects.push(Effect::Restore(id.clone()));
        self.toast = None;
    }

    /// An article is marked in the storage as deleted, or as there again, or could not be.
    pub(in crate::session) fn was_marked(
        &mut self,
        id: &ArticleId,
        deleted: bool,
        done: Result<(), Failure>,
    ) {
        let title = self.library.iter().find(|entry| entry.id == *id);
        let title = title.map(|entry| entry.name().to_owned()).unwrap_or_default();
        match (deleted, &done) {
            (true, Ok(())) => self.show_toast(Message::ArticleDeleted(id.clone(), title), true),
            (false, Ok(())) => {
                self.recant(|message| matches!(message, Message::LibraryNotChanged(_)));
                self.say(Message::ArticleRestored(title));
            }
            (true, Err(failure)) if failure.why == Why::Full => {
                self.show_toast(Message::NoRoomToDelete(id.clone(), title), true);
            }
            (_, Err(failure)) => {
                self.show_toast(Message::LibraryNotChanged(failure.clone()), false);
            }
        }
        // It is there, so what was still to be written of it is written.
        if deleted != done.is_ok() {
            let writes = self.unsaved.resume(id);
            self.send(writes);
        }
    }

    /// An article was cleared away for good, which makes room for what waits for it.
    pub(in crate::session) fn was_cleared(&mut self, id: &ArticleId, cleared: Result<(), Failure>) {
        if let Err(failure) = cleared {
            return self.show_toast(Message::LibraryNotChanged(failure), false);
        }
        let title = self.library.iter().find(|entry| entry.id == *id);
        let title = title.map(|entry| entry.name().to_owned()).unwrap_or_default();
        self.unsaved.drop(id);
        drop(self.take_parked(id));
        self.show_toast(Message::ArticleGone(title), false);
        self.try_again();
    }

    /// Another tab deleted an article: if it is the open one, the reader is told, and can keep it.
    pub(in crate::session) fn deleted_elsewhere(&mut self, id: &ArticleId) {
        if self.is_open(id) && matches!(self.saving, SaveState::Saved | SaveState::Saving) {
            self.saves(SaveEvent::Deleted);
            self.show_toast(Message::DeletedElsewhere, true);
            self.rescue_steps();
        }
        self.list_if_seen();
    }

    /// What is open is stored anew, whole; a tab that only follows has it brought back.
    pub(in crate::session) fn keep_deleted(&mut self, host: &dyn Host) {
        let may_edit = self.may_edit().is_ok();
        let Some(document) = &mut self.document else { return };
        if self.saving != SaveState::Deleted {
            return;
        }
        let id = document.article().id().clone();
        self.toast = None;
        if !may_edit {
            self.effects.push(Effect::Restore(id));
            return self.saves(SaveEvent::Read);
        }
        // Over what is stored, as it was left: who deletes an article changes nothing else of it.
        let over = document.revision();
        let batch = document.all_again(Some(over), host.now());
        self.write(batch);
    }
}
