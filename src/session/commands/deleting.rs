//! Deleting articles, here or in another tab, and restoring them. Unsaved changes are dropped only once the
//! storage has confirmed the deletion (tests/native/nothing_dropped.rs).

use crate::model::{ArticleId, Timestamp};
use crate::session::Session;
use crate::session::action::effect::Effect;
use crate::session::host::Host;
use crate::session::library::shelf::Together;
use crate::session::notices::message::Message;
use crate::session::storage::save_state::{Failure, SaveEvent, SaveState, Why};

impl Session {
    /// The library shows the article as deleted at once; the message follows when the storage confirms.
    pub(in crate::session) fn delete_article(&mut self, id: &ArticleId, host: &dyn Host) {
        if self.is_open(id) {
            self.close_article();
            self.shelf.closed = Some(id.clone());
        }
        self.delete_stored(id, host);
    }

    /// The same for all selected ones. Undo brings back all of them.
    pub(in crate::session) fn delete_articles(&mut self, host: &dyn Host) {
        let selected = std::mem::take(&mut self.shelf.selected);
        self.shelf.deleting.waits.extend(selected.iter().cloned());
        selected.iter().for_each(|id| self.delete_article(id, host));
    }

    /// The same for an article that another one is about to replace on the page.
    pub(in crate::session) fn delete_stored(&mut self, id: &ArticleId, host: &dyn Host) {
        // The reader asked for it, so no pending write may restore the article unless the reader does.
        self.unsaved.suspend(id);
        self.list_as_deleted(id, Some(host.now()));
        self.effects.push(Effect::Delete(id.clone()));
    }

    fn list_as_deleted(&mut self, id: &ArticleId, deleted: Option<Timestamp>) {
        let mut library = self.library.to_vec();
        for entry in library.iter_mut().filter(|entry| entry.id == *id) {
            entry.deleted = deleted;
        }
        self.library = library.into();
    }

    /// The article that the message shown says is deleted: Undo means it.
    pub(in crate::session) fn just_deleted(&self) -> Option<ArticleId> {
        match &*self.toast.as_ref()?.message {
            Message::ArticleDeleted(id, _) => Some(id.clone()),
            _ => None,
        }
    }

    /// Removes the message on screen when an article opens, unless it offers to restore another one.
    pub(in crate::session) fn recant_when_opened(&mut self, id: &ArticleId) {
        let is_other = |message: &Message| match message {
            Message::ArticleDeleted(other, _) => other != id,
            Message::ArticlesDeleted(others, _) => !others.contains(id),
            _ => false,
        };
        self.recant(|message| !is_other(message));
    }

    /// Shows the article again that was open when it was deleted, once it is back and nothing else is shown.
    pub(in crate::session) fn show_closed(&mut self) {
        let library = &self.library;
        let is_back = |id: &&mut ArticleId| {
            library.iter().any(|entry| entry.id == **id && entry.deleted.is_none())
        };
        if self.document.is_some() || self.dialog.is_some() {
            return;
        }
        if let Some(id) = self.shelf.closed.take_if(|id| is_back(&id)) {
            self.effects.push(Effect::OpenThen(id, Vec::new()));
        }
    }

    pub(in crate::session) fn restore_article(&mut self, id: &ArticleId) {
        self.effects.push(Effect::Restore(id.clone()));
        self.toast = None;
    }

    /// The same for those that were deleted together.
    pub(in crate::session) fn restore_articles(&mut self, ids: &[ArticleId]) {
        self.shelf.restoring.waits.extend(ids.iter().cloned());
        ids.iter().for_each(|id| self.restore_article(id));
    }

    /// The storage marked an article as deleted or as restored, or failed to.
    pub(in crate::session) fn was_marked(
        &mut self,
        id: &ArticleId,
        deleted: bool,
        done: Result<(), Failure>,
    ) {
        let title = self.listed_name(id);
        let is_one_of = |together: &Together| together.waits.contains(id);
        let restores_several = is_one_of(&self.shelf.restoring);
        match (deleted, &done) {
            (true, _) if is_one_of(&self.shelf.deleting) => self.one_was_marked(id, true, &done),
            (true, Ok(())) => {
                match self.just_deleted() {
                    Some(earlier) => self.shelf.deleted.push(earlier),
                    None => self.shelf.deleted.clear(),
                }
                let message = match self.corrected.take_if(|corrected| corrected == id) {
                    Some(id) => Message::TextCorrected(id),
                    None => Message::ArticleDeleted(id.clone(), title),
                };
                self.show_toast(message, true);
            }
            (false, Ok(())) => {
                self.recant(|message| matches!(message, Message::LibraryNotChanged(_)));
                self.list_as_deleted(id, None);
                self.offer_earlier();
                match restores_several {
                    true => self.one_was_marked(id, false, &done),
                    false => self.say(Message::ArticleRestored(title)),
                }
                self.show_closed();
            }
            (true, Err(failure)) if failure.why == Why::Full => {
                self.show_toast(Message::NoRoomToDelete(id.clone(), title), true);
            }
            (false, Err(_)) if restores_several => self.one_was_marked(id, false, &done),
            (_, Err(failure)) => {
                self.show_toast(Message::LibraryNotChanged(failure.clone()), false);
            }
        }
        // The article is there, so its pending writes continue.
        if deleted != done.is_ok() {
            let writes = self.unsaved.resume(id);
            self.send(writes);
        }
    }

    /// One of several; the message follows once all are answered.
    fn one_was_marked(&mut self, id: &ArticleId, deleted: bool, result: &Result<(), Failure>) {
        let together = match deleted {
            true => &mut self.shelf.deleting,
            false => &mut self.shelf.restoring,
        };
        together.waits.retain(|one| one != id);
        match result {
            Ok(()) => together.done.push(id.clone()),
            Err(failure) => {
                let earlier = together.failed.take().map_or(0, |(count, _)| count);
                together.failed = Some((earlier + 1, failure.clone()));
            }
        }
        if !together.waits.is_empty() {
            return;
        }
        let Together { done, failed, .. } = std::mem::take(together);
        if deleted {
            self.shelf.deleted.clear();
            let undo = !done.is_empty();
            self.show_toast(Message::ArticlesDeleted(done.into(), failed), undo);
        } else if failed.is_some() {
            self.show_toast(Message::ArticlesRestored(done.len(), failed), false);
        } else {
            self.say(Message::ArticlesRestored(done.len(), None));
        }
    }

    /// Articles deleted one after the other come back one after the other: shows the deletion before again.
    fn offer_earlier(&mut self) {
        let Some(earlier) = self.shelf.deleted.pop() else { return };
        let title = self.listed_name(&earlier);
        self.show_toast(Message::ArticleDeleted(earlier, title), true);
    }

    fn listed_name(&self, id: &ArticleId) -> String {
        let entry = self.library.iter().find(|entry| entry.id == *id);
        entry.map(|entry| entry.name().to_owned()).unwrap_or_default()
    }

    /// An article's records were cleared for good, which makes room for pending writes.
    pub(in crate::session) fn was_cleared(&mut self, id: &ArticleId, cleared: Result<(), Failure>) {
        if let Err(failure) = cleared {
            return self.show_toast(Message::LibraryNotChanged(failure), false);
        }
        let title = self.listed_name(id);
        self.unsaved.drop(id);
        drop(self.take_parked(id));
        self.show_toast(Message::ArticleGone(title), false);
        self.try_again();
    }

    /// Another tab deleted an article. If it is open here, the reader learns of it and can restore it.
    pub(in crate::session) fn deleted_elsewhere(&mut self, id: &ArticleId) {
        if self.is_open(id) && matches!(self.saving, SaveState::Saved | SaveState::Saving) {
            self.saves(SaveEvent::Deleted);
            self.show_toast(Message::DeletedElsewhere, true);
            self.rescue_steps();
        }
        self.list_if_seen();
    }

    /// Stores the open article again, whole. A tab that only follows has it restored instead.
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
        // Based on the stored revision, because deleting an article changes nothing else in it.
        let over = document.revision();
        let batch = document.all_again(Some(over), host.now());
        self.write(batch);
    }
}
