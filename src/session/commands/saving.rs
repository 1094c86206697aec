//! Writing the session's changes, and handling the storage's answers: confirmed, retried, stored again, or
//! reported to the reader. A change that is not stored is never dropped (tests/native/storage_walk.rs).

use std::rc::Rc;

use crate::model::{ArticleId, Details};
use crate::session::Session;
use crate::session::action::effect::{Effect, Event};
use crate::session::action::reply::Reply;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::library::deeds::Clash;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::storage::batch::Batch;
use crate::session::storage::save_state::{Failure, SaveEvent, SaveState, StorageEvent, Why};
use crate::session::storage::unsaved::{Attempts, Kept, Write};
use crate::session::sync::protocol::{Role, TabRequest};
use crate::session::transfer::opening::{Opening, With};

use super::open::SAMPLE;

/// An article that was left with unsaved changes: it stays in memory until they are stored.
#[derive(Debug)]
pub(in crate::session) struct Parked {
    pub document: Document,
    pub state: SaveState,
    /// Whether it was opened although its stored records could not be read.
    pub unread: bool,
    /// The revision last read of it, and the tab that wrote it.
    pub read: (u64, Option<Rc<str>>),
}

impl Session {
    /// Asks for a write. Nothing is shown as saved before the storage confirms it.
    pub(in crate::session) fn write(&mut self, mut batch: Batch) {
        let about = batch.about().cloned();
        let of_open = about.as_ref().is_some_and(|id| self.is_open(id));
        if of_open && (self.unread || self.saving == SaveState::Overtaken) {
            return;
        }
        batch.writer = Some(self.tab.clone());
        let read = batch.guard.as_ref().map(|(_, expected)| *expected) == Some(self.tabs.read.0);
        if batch.is_forced() && of_open {
            self.tabs.read = Default::default();
        }
        batch.sign();
        batch.by = if read && of_open { self.tabs.read.1.clone() } else { batch.writer.clone() };
        if of_open {
            self.saves(SaveEvent::Asked);
        }
        let writes = self.unsaved.add(batch);
        self.send(writes);
    }

    /// Handles an answer from the storage.
    pub(in crate::session) fn hear_storage(&mut self, event: StorageEvent, host: &dyn Host) {
        match event {
            StorageEvent::Kept(attempts) => {
                if let Some(kept) = self.unsaved.kept(attempts) {
                    self.are_kept(kept);
                    // Where one write has room, others may have it, too.
                    self.try_again();
                }
            }
            StorageEvent::Failed(attempts, failure) => self.failed(attempts, failure),
            StorageEvent::Guarded { attempts, stored, writer } => {
                self.guarded(attempts, stored, writer.as_ref() == Some(&self.tab), host);
            }
            StorageEvent::RetryDue(number) => {
                if self.unsaved.is_due(number) {
                    self.try_again();
                    self.read_what_was_unreadable();
                }
            }
            StorageEvent::Unavailable(failure) => self.unavailable(failure),
            StorageEvent::Opened => self.opened(),
            StorageEvent::Closed => self.closed(host),
        }
    }

    /// Opens an article although its stored records cannot be read. It stays in memory, and is merged with
    /// what is stored as soon as that can be read.
    pub(in crate::session) fn open_unread(
        &mut self,
        opening: Opening,
        failure: Failure,
        host: &dyn Host,
    ) -> Result<Reply, SessionError> {
        let brings = opening.brings(&self.settings.scheme);
        let reply = match &opening {
            _ if self.is_open(opening.id()) => self.bring_to_open(opening, host),
            Opening::Text { .. } => self.open_blank(opening, host),
            Opening::Stored(_) => {
                let open = self.open_id();
                self.ask(TabRequest::Keep(open));
                self.show_toast(Message::StorageNotRead(failure.clone()), false);
                Ok(Reply::Done)
            }
        };
        self.unavailable(failure);
        if let (Err(_), Some(set)) = (&reply, brings) {
            self.keep_unstored(set, Clash::Merge);
        }
        reply
    }

    /// Repeats every write that failed.
    pub(in crate::session) fn try_again(&mut self) {
        let writes = self.unsaved.again();
        self.send(writes);
        if self.unread || self.disconnected {
            self.effects.push(Effect::Connect);
        }
    }

    /// Whether part of the open article is only in memory; of the sample article, only the reader's changes
    /// count.
    pub fn holds_unsaved(&self) -> bool {
        let Some(document) = &self.document else { return false };
        self.holds_edits() || (self.unread && document.article().text().trim() != SAMPLE.trim())
    }

    /// Whether any change to the open article is only in memory.
    pub(in crate::session) fn holds_edits(&self) -> bool {
        let Some(document) = &self.document else { return false };
        self.unsaved.has(Some(document.article().id()))
            || (self.saving == SaveState::Overtaken && self.tabs.unsaved)
            || (self.unread && !document.history().is_empty())
    }

    /// Leaves the open article: if part of it is not stored, it stays in memory.
    pub(in crate::session) fn leave_document(&mut self) {
        let holds = self.holds_unsaved();
        let (state, unread) = (std::mem::take(&mut self.saving), std::mem::take(&mut self.unread));
        if let Some(document) = self.document.take().filter(|_| holds) {
            let read = self.tabs.read.clone();
            self.parked.push(Parked { document, state, unread, read });
        }
    }

    /// Takes out an article that was left before all of it was stored, as it was.
    pub(in crate::session) fn take_parked(&mut self, id: &ArticleId) -> Option<Parked> {
        let at = self.parked.iter().position(|one| one.id() == id)?;
        Some(self.parked.remove(at))
    }

    /// Forgets an article that was left, now that it is stored as another one; unless it changed since.
    pub(in crate::session) fn forget_parked(&mut self, id: &ArticleId, revision: u64) {
        self.parked.retain(|one| one.id() != id || one.document.revision() != revision);
    }

    /// The articles that were left before all of them was stored.
    pub fn parked(&self) -> impl Iterator<Item = &Document> {
        let there = self.parked.iter().map(|parked| &parked.document);
        there.filter(|document| !self.unsaved.is_suspended(document.article().id()))
    }

    pub(in crate::session) fn saves(&mut self, event: SaveEvent) {
        self.brings_back |= self.saving == SaveState::Deleted && event == SaveEvent::Asked;
        self.saving = self.saving.on(event);
        self.recant_not_saved();
    }

    /// Once everything is stored, removes the message that it is not.
    fn recant_not_saved(&mut self) {
        if !self.saving.is_refused() && self.parked.is_empty() {
            self.recant(|message| matches!(message, Message::NotSaved(_)));
        }
    }

    pub(in crate::session) fn send(&mut self, writes: Vec<Write>) {
        self.effects
            .extend(writes.into_iter().map(|(attempt, batch)| Effect::Save(attempt, batch)));
    }

    /// The storage confirmed these writes: tells the other tabs, and the reader once everything is stored.
    fn are_kept(&mut self, kept: Kept) {
        for batch in &kept.batches {
            if let Some((id, note, to)) = batch.note()
                && self.is_open(&id)
            {
                self.kept(note, to);
            }
        }
        let Some(id) = kept.about else { return self.settings_are_kept() };
        if self.unsaved.has(Some(&id)) {
            return;
        }
        self.parked.retain(|one| one.id() != &id || one.is_kept_apart());
        self.recant_not_saved();
        if self.is_open(&id) {
            let failed = self.saving.is_refused();
            self.saves(SaveEvent::Stored);
            if failed && self.saving == SaveState::Saved {
                self.say(Message::SavedAfterAll);
                self.take_part_again();
            }
        }
        if std::mem::take(&mut self.brings_back) {
            self.effects.push(Effect::TellChanged(id.clone()));
            self.say(Message::KeptAnew);
        }
        self.emit(Event::Save(id, None));
    }

    fn settings_are_kept(&mut self) {
        if !self.unsaved.has(None) {
            self.recant(|message| matches!(message, Message::SettingsNotSaved(_)));
        }
        self.effects.push(Effect::TellSettings);
        if std::mem::take(&mut self.settings_changed) {
            self.effects.push(Effect::ReadSettings);
        }
    }

    fn failed(&mut self, attempts: Attempts, failure: Failure) {
        let Some(about) = self.unsaved.awaits(attempts) else { return };
        self.unsaved.failed(attempts);
        match about {
            Some(id) if self.is_open(&id) => {
                let new = !matches!(&self.saving, SaveState::Failed(known) if *known == failure);
                self.saves(SaveEvent::Failed(failure.clone()));
                if new {
                    self.show_toast(Message::NotSaved(failure.clone()), false);
                }
                if !self.tabs.role.may_edit() {
                    self.fall_out();
                }
                self.emit(Event::Save(id, Some(failure)));
            }
            Some(id) => self.emit(Event::Save(id, Some(failure))),
            None => self.show_toast(Message::SettingsNotSaved(failure), false),
        }
        self.pause();
    }

    /// The storage refused a write, because the stored revision is not the one known here.
    fn guarded(&mut self, attempts: Attempts, stored: Option<u64>, own: bool, host: &dyn Host) {
        let Some(Some(id)) = self.unsaved.awaits(attempts) else { return };
        // Later changes make it needless to note when the article was opened.
        if stored.is_some()
            && let Some(forgotten) = self.unsaved.forget_touch(attempts)
        {
            return self.are_kept(forgotten);
        }
        match stored {
            // A write without a confirmation in time was carried out after all.
            Some(revision) if own && self.unsaved.goes_on_from(&id, revision) => {
                if let Some((kept, writes)) = self.unsaved.go_on_from(&id, revision) {
                    self.send(writes);
                    self.are_kept(kept);
                }
            }
            // What was confirmed after that has been cleared meanwhile.
            Some(revision) if own => self.store_all_again(&id, Some(revision), host),
            Some(_) => self.overtaken(&id),
            None => self.store_all_again(&id, None, host),
        }
    }

    /// The stored records of an article are gone: stores all of it from memory, over what this tab may have
    /// there.
    fn store_all_again(&mut self, id: &ArticleId, over: Option<u64>, host: &dyn Host) {
        self.unsaved.drop(id);
        let open = self.document.as_mut().filter(|open| open.article().id() == id);
        let parked = self.parked.iter_mut().filter(|one| one.id() == id);
        let parked = parked.map(|one| &mut one.document);
        if let Some(document) = open.into_iter().chain(parked).next() {
            let batch = document.all_again(over, host.now());
            self.write(batch);
        }
    }

    /// Another tab stored something else. This tab's changes stay in memory.
    fn overtaken(&mut self, id: &ArticleId) {
        self.unsaved.drop(id);
        if self.is_open(id) {
            return self.overtaken_here();
        }
        for parked in self.parked.iter_mut().filter(|one| one.id() == id) {
            parked.state = parked.state.on(SaveEvent::Overtaken);
        }
        self.emit(Event::Save(id.clone(), Some(Failure::new(Why::Overtaken))));
    }

    /// The storage cannot be opened: the open article is only in memory.
    pub(in crate::session) fn unavailable(&mut self, failure: Failure) {
        self.disconnected = true;
        if let Some(id) = self.open_id().filter(|_| self.unread)
            && self.saving != SaveState::Failed(failure.clone())
        {
            self.saves(SaveEvent::Failed(failure.clone()));
            self.show_toast(Message::NotSaved(failure.clone()), false);
            self.emit(Event::Save(id, Some(failure)));
        }
        self.pause();
    }

    /// The storage is open: merges what was opened without it with what is stored.
    fn opened(&mut self) {
        self.disconnected = false;
        let writes = self.unsaved.again();
        self.send(writes);
        let Some(document) = self.document.as_ref().filter(|_| self.unread) else { return };
        let (article, details) =
            (document.article().clone(), Details::clone(document.set().details()));
        let opening = Opening::Text { article, details, with: With::Nothing };
        self.effects.push(Effect::Fetch(Box::new(opening)));
    }

    /// The connection was closed, perhaps because all stored data was cleared. A small write tests whether
    /// the open article is still there; if not, all of it is stored again.
    fn closed(&mut self, host: &dyn Host) {
        let writes = self.unsaved.again();
        let tries = !writes.is_empty();
        self.send(writes);
        let sound = !self.unread && self.saving != SaveState::Overtaken;
        if !tries
            && sound
            && self.tabs.role.may_edit()
            && let Some(document) = &mut self.document
        {
            let batch = document.claim(host.now());
            self.write(batch);
        }
    }

    /// Starts a pause before the next try, if something failed and no pause is running.
    pub(in crate::session) fn pause(&mut self) {
        let also = self.unread || self.disconnected || self.tabs.unreadable;
        if let Some((millis, number)) = self.unsaved.pause(also) {
            self.effects.push(Effect::RetryIn(millis, number));
        }
    }

    /// A tab that stopped taking part because it could not store something takes part again once it could.
    fn take_part_again(&mut self) {
        if self.tabs.role == Role::Alone && self.tabs.locks {
            self.rejoin();
        }
    }

    pub(in crate::session) fn open_id(&self) -> Option<ArticleId> {
        self.document.as_ref().map(|document| document.article().id().clone())
    }
}

impl Parked {
    fn id(&self) -> &ArticleId {
        self.document.article().id()
    }

    /// Whether it can never be stored as it is, and waits for the reader to decide.
    fn is_kept_apart(&self) -> bool {
        self.state == SaveState::Overtaken || self.unread
    }
}
