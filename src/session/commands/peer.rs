//! How tabs with the same article agree on which one writes, and how the others follow. Whatever happens, one
//! tab writes in the end and all show the same (tests/native/laws_tabs.rs).

use crate::model::{AnnotationId, ArticleId};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::effect::{Effect, Event};
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::storage::batch::Batch;
use crate::session::storage::load::step_of;
use crate::session::storage::save_state::{Failure, SaveEvent, SaveState, Why};
use crate::session::storage::schema::Stored;
use crate::session::sync::protocol::{
    Cause, Heard, LockFound, Note, Role, TabRequest, Tabs, Taking,
};

/// Most readings in a row after another tab stored something unknown here.
const TRIES: u32 = 5;

/// Time after which a tab that asked for the lock but did not take it is considered gone, in milliseconds.
const TAKES: u32 = 2_000;

impl Session {
    /// This tab's role for the open article.
    pub fn role(&self) -> Role {
        self.tabs.role
    }

    /// Refuses changes to an article that another tab is editing.
    pub(in crate::session) fn check_door(&self, action: &Action) -> Result<(), SessionError> {
        if action.traits().while_following { Ok(()) } else { self.may_edit() }
    }

    pub(in crate::session) fn may_edit(&self) -> Result<(), SessionError> {
        match self.tabs.role.may_edit() {
            true => Ok(()),
            false => Err(SessionError::Elsewhere),
        }
    }

    /// The role this tab would have for an article about to open.
    pub(in crate::session) fn role_for(&self, id: &ArticleId) -> Role {
        match &self.tabs.found {
            // A tab that stopped taking part starts again like any other.
            _ if self.is_open(id) && self.tabs.locks && self.tabs.role == Role::Alone => {
                Role::Follower
            }
            _ if self.is_open(id) => self.tabs.role,
            Some((found, LockFound::Free)) if found == id => Role::Writer,
            Some((found, LockFound::Held)) if found == id => Role::Follower,
            _ => Role::Alone,
        }
    }

    /// An article was opened, at this stored revision.
    pub(in crate::session) fn join(&mut self, id: &ArticleId, role: Role, stored: u64) {
        let Tabs { reading, unreadable, .. } = self.tabs;
        let locks = role != Role::Alone;
        self.tabs = Tabs { role, locks, stored, reading, unreadable, ..Tabs::default() };
        self.ask(TabRequest::Keep(Some(id.clone())));
        if role == Role::Follower {
            self.ask(TabRequest::Queue);
            self.post(Note::Hello);
            self.say(Message::EditedElsewhere);
        }
    }

    /// No article is open any more.
    pub(in crate::session) fn leave(&mut self) {
        self.tabs = Tabs { reading: self.tabs.reading, ..Tabs::default() };
        self.ask(TabRequest::Keep(None));
    }

    pub(in crate::session) fn hear(&mut self, heard: Heard, host: &dyn Host) {
        match (heard, self.tabs.role) {
            (Heard::Found(id, found), _) => self.tabs.found = Some((id, found)),
            (heard, role) => self.hear_of_others(heard, role, host),
        }
    }

    #[inline(never)]
    fn hear_of_others(&mut self, heard: Heard, role: Role, host: &dyn Host) {
        match (heard, role) {
            (Heard::Granted, role) => self.granted(role),
            (Heard::Lost, role) => self.lost(role),
            (Heard::Said(note), role) => self.said(note, role),
            (Heard::Flushed(number), Role::Yielding(asker)) if number == asker => {
                self.post(Note::Yielded(number));
                self.ask(TabRequest::Wake(TAKES, number));
            }
            (Heard::Woke(number), Role::Yielding(asker)) if number == asker => {
                // The other tab may have stored something before it closed, or everything stored may be gone.
                self.tabs.role = Role::Writer;
                self.read_again();
            }
            (Heard::Woke(number), Role::Taking(Taking::Asked(own))) if number == own => {
                self.steal(number);
            }
            // A browser that does not answer has no locks; the guard of the storage still protects every
            // write.
            (Heard::Woke(number), Role::Taking(Taking::Stealing(own))) if number == own => {
                self.granted(role);
            }
            (Heard::Read(id, stored), role) => self.read_back(&id, stored, role, host),
            (Heard::Awake, role) => {
                // Time has passed: there may be room, or a connection.
                self.try_again();
                if role == Role::Follower {
                    self.post(Note::Hello);
                }
            }
            _ => {}
        }
    }

    /// Another tab stored something unknown here. If none of the reader's changes was refused, reading again
    /// is enough.
    pub(in crate::session) fn overtaken_here(&mut self) {
        let role = self.tabs.role;
        if role != Role::Alone && !self.tabs.unsaved && self.tabs.refused < TRIES {
            self.tabs.refused += 1;
            return self.read_again();
        }
        if role != Role::Alone {
            self.fall_out();
        }
        self.is_overtaken();
    }

    pub(in crate::session) fn is_overtaken(&mut self) {
        self.saves(SaveEvent::Overtaken);
        if let Some(id) = self.open_id() {
            self.unsaved.drop(&id);
            self.emit(Event::Save(id, Some(Failure::new(Why::Overtaken))));
        }
    }

    fn granted(&mut self, role: Role) {
        let cause = match role {
            Role::Follower | Role::Taking(Taking::Asked(_)) => Cause::WriterGone,
            Role::Taking(Taking::Stealing(_)) => Cause::Reader,
            _ => return,
        };
        self.tabs.role = Role::Taking(Taking::Reading(cause));
        self.read_again();
    }

    fn lost(&mut self, role: Role) {
        if matches!(role, Role::Alone | Role::Follower) {
            return;
        }
        if self.saving == SaveState::Overtaken || self.is_refused() && self.holds_edits() {
            self.fall_out();
            return;
        }
        self.tabs.role = Role::Follower;
        self.put_down();
        (self.tabs.met, self.tabs.asked) = (true, None);
        self.ask(TabRequest::Queue);
        self.post(Note::Hello);
        self.say(Message::EditedElsewhere);
    }

    fn said(&mut self, note: Note, role: Role) {
        self.tabs.met = true;
        match (note, role) {
            (Note::Hello, Role::Writer | Role::Yielding(_)) => {
                self.post(Note::At(self.tabs.stored));
            }
            (Note::At(revision), _) => self.follow(revision, revision, &[]),
            (Note::Changed { from, to, records }, _) => self.follow(from, to, &records),
            (Note::Ask(number), Role::Writer) => self.hand_over(number),
            (Note::Ask(number), Role::Taking(_)) => self.tabs.asked = Some(number),
            (Note::Yielded(number), _) => {
                self.tabs.asked = self.tabs.asked.filter(|asked| *asked != number);
                if role == Role::Taking(Taking::Asked(number)) {
                    self.steal(number);
                }
            }
            _ => {}
        }
    }

    /// What cannot be stored here cannot be handed over either. The other tab has to take the lock, and the
    /// reader is offered the file.
    fn hand_over(&mut self, number: u64) {
        if !self.is_refused() {
            self.tabs.role = Role::Yielding(number);
            self.put_down();
            self.ask(TabRequest::Flush(number));
        }
    }

    /// Drops what was only begun, since it could not be saved.
    fn put_down(&mut self) {
        self.forget_turns();
        self.adjusting = None;
        if self.pen.take().is_some() {
            self.effects.push(Effect::Pen(None));
        }
    }

    fn steal(&mut self, number: u64) {
        self.tabs.role = Role::Taking(Taking::Stealing(number));
        self.ask(TabRequest::Steal);
        self.ask(TabRequest::Wake(TAKES, number));
    }

    /// Shows what another tab stored if it follows on from what is shown, and reads again otherwise. A writer
    /// does so too, because it may have lost the lock without knowing it.
    fn follow(&mut self, from: u64, to: u64, records: &[[String; 3]]) {
        let role = self.tabs.role;
        let Some(document) = self.document.as_mut().filter(|_| role != Role::Alone) else { return };
        let (shown, busy) = (document.revision(), role == Role::Taking(Taking::Claiming));
        if busy || self.tabs.reading > 0 || shown != self.tabs.stored {
            self.tabs.missed = self.tabs.missed.max(to);
        } else if to > shown {
            let next = from == shown && !matches!(role, Role::Writer | Role::Yielding(_));
            let next = if next { step_of(document.set(), records) } else { None };
            match next.filter(|(entry, change)| document.follow(entry, change, to)) {
                Some(_) => {
                    let changed = records.iter().filter(|[sort, ..]| sort == "annotation");
                    self.followed(changed.map(|[_, id, _]| id.as_str().into()).collect());
                }
                None => self.read_again(),
            }
        }
    }

    /// The page now shows what is stored.
    fn followed(&mut self, changed: Vec<AnnotationId>) {
        let Some(document) = &self.document else { return };
        self.tabs.stored = document.revision();
        let id = document.article().id().clone();
        if !changed.is_empty() {
            self.emit(Event::Change(changed));
        }
        self.emit(Event::Save(id, None));
    }

    /// Something from this tab was stored.
    pub(in crate::session) fn kept(&mut self, note: Note, to: u64) {
        // A repeated write may be older than what is already stored.
        let to = to.max(self.tabs.stored);
        let shown = self.document.as_ref().map_or(0, Document::revision);
        if let Some(document) = &mut self.document {
            document.kept(to);
        }
        self.tabs.stored = to;
        self.post(note);
        if to < shown {
            return;
        }
        (self.tabs.unsaved, self.tabs.refused) = (false, 0);
        match self.tabs.role {
            Role::Taking(Taking::Claiming) => self.begin_to_write(),
            _ if self.tabs.missed > to => self.read_again(),
            _ => {}
        }
    }

    #[inline(never)]
    fn begin_to_write(&mut self) {
        self.tabs.role = Role::Writer;
        if self.tabs.missed > self.tabs.stored {
            return self.read_again();
        }
        if let Some(number) = self.tabs.asked.take() {
            self.hand_over(number);
        }
    }

    /// Reads what is stored. If another tab wrote it although this one holds the lock, it may have more to
    /// write.
    fn read_again(&mut self) {
        let writes = matches!(self.tabs.role, Role::Writer | Role::Taking(Taking::Claiming));
        if writes && !self.tabs.unsaved {
            self.tabs.role = Role::Taking(Taking::Reading(Cause::Overtaken));
        }
        self.tabs.missed = 0;
        self.tabs.reading += 1;
        self.ask(TabRequest::Read);
    }

    fn read_back(
        &mut self,
        id: &ArticleId,
        stored: Result<Option<Box<Stored>>, Failure>,
        role: Role,
        host: &dyn Host,
    ) {
        self.tabs.reading = self.tabs.reading.saturating_sub(1);
        // A reading that began before the lock was granted may be older than the writer's last write.
        let taking = matches!(role, Role::Taking(Taking::Reading(_)));
        let idle = matches!(role, Role::Alone | Role::Taking(Taking::Claiming));
        if !self.is_open(id) || idle || self.tabs.unsaved || (taking && self.tabs.reading > 0) {
            return;
        }
        let stored = match stored {
            Ok(stored) => stored,
            Err(failure) => return self.cannot_read(failure),
        };
        self.recant(|message| matches!(message, Message::StorageNotRead(_)));
        // Whatever is stored has now been read.
        self.unread = false;
        let Ok(repair) = self.adopt(stored.as_deref()) else {
            // It stays as it is, and so does what is shown.
            self.fall_out();
            return self.is_overtaken();
        };
        match role {
            Role::Taking(Taking::Reading(cause)) => self.take_over(cause, repair, host),
            _ if self.tabs.missed > self.tabs.stored => self.read_again(),
            _ => {}
        }
    }

    /// A failed reading is repeated after a pause.
    fn cannot_read(&mut self, failure: Failure) {
        self.tabs.unreadable = true;
        self.say(Message::StorageNotRead(failure));
        self.pause();
    }

    /// After a pause: tries again to read what could not be read.
    pub(in crate::session) fn read_what_was_unreadable(&mut self) {
        if std::mem::take(&mut self.tabs.unreadable) {
            self.read_again();
        }
    }

    /// Shows what is stored, and keeps the open card and the view. Returns the unreadable records, to be set
    /// aside; `None` if nothing is stored.
    fn adopt(&mut self, stored: Option<&Stored>) -> Result<Option<Batch>, ()> {
        let (Some(document), Some(stored)) = (&mut self.document, stored) else {
            self.saves(SaveEvent::Read);
            return Ok(None);
        };
        let restored = stored.restore_beside(Some(document.article())).map_err(|_| ())?;
        if !restored.ledger.article().is_version_of(document.article()) {
            return Err(());
        }
        let changed = document.adopt(restored.ledger);
        self.tabs.read = (document.revision(), stored.writer());
        // It contains none of the reader's changes: see `read_back`.
        if let Some(id) = self.open_id() {
            self.unsaved.drop(&id);
        }
        self.saves(SaveEvent::Read);
        self.forget_turns();
        self.followed(changed);
        Ok(Some(restored.repair))
    }

    /// This tab holds the lock, and what is shown is what is stored.
    fn take_over(&mut self, cause: Cause, repair: Option<Batch>, host: &dyn Host) {
        self.saves(SaveEvent::Read);
        let Some(document) = &mut self.document else { return };
        let batch = match repair {
            None => document.all_again(None, host.now()),
            Some(repair) => document.claim(host.now()).with_repair(repair),
        };
        match cause {
            Cause::Reader => self.say(Message::EditedHere),
            Cause::WriterGone if self.tabs.met => self.show_toast(Message::WriterGone, false),
            Cause::WriterGone | Cause::Overtaken => {}
        }
        self.tabs.role = Role::Taking(Taking::Claiming);
        self.write(batch);
    }

    /// One of the reader's changes cannot be stored: this tab keeps it, and stops taking part.
    pub(in crate::session) fn fall_out(&mut self) {
        self.tabs.role = Role::Alone;
        self.ask(TabRequest::Release);
    }

    fn is_refused(&self) -> bool {
        self.saving.is_refused()
    }

    pub(in crate::session) fn post(&mut self, note: Note) {
        self.ask(TabRequest::Post(note));
    }

    pub(in crate::session) fn ask(&mut self, request: TabRequest) {
        self.effects.push(Effect::Tab(request));
    }
}
