//! Opening articles, saving what is opened, and closing them.

use std::rc::Rc;

use crate::model::{AnnotationSet, Article, Details, Scheme};
use crate::session::Session;
use crate::session::action::Action;
use crate::session::action::effect::{Effect, Event, PageEffect};
use crate::session::action::reply::Reply;
use crate::session::document::bulk_apply::{HistoryChange, is_long};
use crate::session::document::history::History;
use crate::session::document::label::Label;
use crate::session::document::ledger::Ledger;
use crate::session::document::merge::Report;
use crate::session::error::SessionError;
use crate::session::host::Host;
use crate::session::library::deeds::Clash;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::storage::batch::Batch;
use crate::session::storage::load::{RestoreError, one_value};
use crate::session::storage::save_state::{Failure, SaveEvent, SaveState, Why};
use crate::session::storage::schema::{Entry, parse};
use crate::session::storage::schema::{Key, Stored};
use crate::session::sync::protocol::{Role, TabRequest};
use crate::session::transfer::opening::{Opening, With, text_opening};
use crate::session::transfer::prepared::{Coming, brought};

use super::saving::Parked;

type Result<T> = std::result::Result<T, SessionError>;

/// The article shown on a first visit.
pub(in crate::session) const SAMPLE: &str = include_str!("../../../assets/sample-article.txt");

impl Session {
    /// Makes an article of plain text; what is stored about it has to be read first.
    pub(in crate::session) fn open_text(&mut self, title: String, text: &str) -> Result<Reply> {
        let opening = text_opening(title, text)?;
        self.effects.push(Effect::Fetch(Box::new(opening)));
        Ok(Reply::Done)
    }

    /// Opens an article, or stays if it is open already.
    pub(in crate::session) fn open_or_stay(
        &mut self,
        opening: Opening,
        stored: Option<Box<Stored>>,
        host: &dyn Host,
    ) -> Result<Reply> {
        if self.unsaved.is_suspended(opening.id()) {
            // It was deleted, including its unsaved changes.
            self.unsaved.drop(opening.id());
            drop(self.take_parked(opening.id()));
        }
        if let Some(parked) = self.take_parked(opening.id()) {
            self.take_up_parked(parked, host)?;
            if !self.unread {
                return self.go_on_in_memory(opening, host);
            }
        }
        let here = self.is_open(opening.id());
        let joins = here && self.unread;
        if (joins && stored.is_none()) || (here && !joins && self.holds_unsaved()) {
            return self.go_on_in_memory(opening, host);
        }
        if joins && let Some(memory) = self.as_opening() {
            return match self.open(memory, stored, host) {
                Ok(_) => self.go_on_in_memory(opening, host),
                // Another tab is editing it by now: the reader decides.
                Err(SessionError::Elsewhere) => {
                    self.unread = false;
                    self.tabs.unsaved = true;
                    self.is_overtaken();
                    Ok(Reply::Done)
                }
                Err(error) => {
                    self.unavailable(Failure { why: Why::Other, words: error.to_string() });
                    Ok(Reply::Done)
                }
            };
        }
        let stored = stored.filter(|stored| !opening.is_of_deleted(&stored.entry));
        if let (Opening::Stored(id), None) = (&opening, &stored) {
            let held = self.document.as_ref().map(|document| document.article().id().clone());
            self.ask(TabRequest::Keep(held));
            self.show_toast(Message::NoSuchArticle(id.clone()), false);
            return Ok(Reply::Done);
        }
        let brings = opening.brings(&self.settings.scheme);
        let reply = self.open(opening, stored, host);
        if reply.is_err() {
            if let Some(set) = brings {
                self.keep_unstored(set, Clash::Merge);
            }
            let id = self.document.as_ref().map(|document| document.article().id().clone());
            self.ask(TabRequest::Keep(id));
        }
        reply
    }

    /// Reopens an article that was left before all of it was stored, as it was.
    fn take_up_parked(&mut self, parked: Parked, host: &dyn Host) -> Result<()> {
        let Parked { document, state, unread, read } = parked;
        let memory = Memory { state, unread, unsaved: true, read };
        let nothing = (With::Nothing, &Details::default());
        self.take_up((document, Batch::default()), nothing, memory, host)?;
        if self.may_edit().is_err() {
            self.fall_out();
        }
        Ok(())
    }

    fn open(
        &mut self,
        opening: Opening,
        stored: Option<Box<Stored>>,
        host: &dyn Host,
    ) -> Result<Reply> {
        let open = self.document.as_ref().map(Document::article);
        let writer = stored.as_ref().and_then(|stored| stored.writer());
        let restored = stored.as_ref().map(|stored| stored.restore_beside(open));
        let restored = restored.transpose();
        let (ledger, repair) = match (restored, &opening) {
            // The id is that of the text it was opened with; the reader has adopted another since.
            (Ok(Some(restored)), Opening::Text { article, with: With::Nothing, .. })
                if restored.ledger.article().is_version_of(article) =>
            {
                (restored.ledger, restored.repair)
            }
            (Ok(Some(restored)), Opening::Text { article, .. })
                if restored.ledger.article().text() != article.text() =>
            {
                return Err(SessionError::Input(format!(
                    "id: this browser stores a different text under “{}”",
                    article.id()
                )));
            }
            (Ok(Some(restored)), _) => (restored.ledger, restored.repair),
            (Ok(None), Opening::Text { article, details, .. }) => {
                let mut details = details.clone();
                if details.scheme.is_empty() {
                    details.scheme = self.settings.scheme.clone();
                }
                let article = one_value(open, article.clone());
                (blank(&article, &details), Batch::default())
            }
            (Ok(None), Opening::Stored(id)) => {
                return Err(SessionError::Input(format!("id: no article “{id}” is stored here")));
            }
            (Err(RestoreError::Damaged(_)), Opening::Text { article, details, .. }) => {
                let restored = stored.map(|stored| stored.restore_with(article, details));
                restored.map_or_else(
                    || (blank(article, details), Batch::default()),
                    |restored| (restored.ledger, restored.repair),
                )
            }
            (Err(RestoreError::Damaged(_)), Opening::Stored(id))
                if let Some(restored) = stored.as_ref().and_then(|stored| stored.salvage(id)) =>
            {
                (restored.ledger, restored.repair)
            }
            (Err(reason), _) => {
                return Err(SessionError::Input(format!(
                    "the stored article cannot be read ({reason}); it was left unchanged"
                )));
            }
        };
        let earlier = opening.is_earlier_than(ledger.article());
        let (with, details) = opening.brought();
        let read = (ledger.revision(), writer);
        let memory = Memory { read, ..Memory::default() };
        let document = Document::showing(ledger, self.hidden, self.article_only);
        let reply = self.take_up((document, repair), (with, &details), memory, host)?;
        if earlier {
            self.show_toast(Message::EarlierVersion, false);
        }
        Ok(reply)
    }

    /// Opens an article although its stored records cannot be read.
    pub(in crate::session) fn open_blank(
        &mut self,
        opening: Opening,
        host: &dyn Host,
    ) -> Result<Reply> {
        let Opening::Text { article, details, with } = opening else { return Ok(Reply::Done) };
        let document = Document::showing(blank(&article, &details), self.hidden, self.article_only);
        let memory = Memory { unread: true, ..Memory::default() };
        self.take_up((document, Batch::default()), (with, &details), memory, host)
    }

    /// The open article as an opening, with everything done to it since, to be merged with what is stored.
    fn as_opening(&self) -> Option<Opening> {
        let document = self.document.as_ref()?;
        let set = document.set();
        let with = match document.history().is_empty() {
            true => With::Nothing,
            false => With::File(Rc::new(set.clone()), Vec::new()),
        };
        let details = Details::clone(set.details());
        Some(Opening::Text { article: document.article().clone(), details, with })
    }

    /// Continues with the open article as it is in memory: what is stored is older or missing.
    fn go_on_in_memory(&mut self, opening: Opening, host: &dyn Host) -> Result<Reply> {
        if std::mem::take(&mut self.unread) {
            self.store_what_is_unread(host);
        }
        self.bring_to_open(opening, host)
    }

    /// Nothing is stored of an article opened without the storage: the tab that edits it stores all of it.
    fn store_what_is_unread(&mut self, host: &dyn Host) {
        match &mut self.document {
            Some(document) if self.tabs.role.may_edit() => {
                let batch = document.all_again(None, host.now());
                self.write(batch);
            }
            _ => self.saves(SaveEvent::Read),
        }
    }

    /// Merges what comes with an opening into the open article, which it is about.
    pub(in crate::session) fn bring_to_open(
        &mut self,
        opening: Opening,
        host: &dyn Host,
    ) -> Result<Reply> {
        let id = opening.id().clone();
        let Some(document) = &self.document else { return Ok(Reply::Done) };
        let (with, details) = opening.brought();
        let brought = match with {
            With::Nothing => None,
            _ => brought(document.set(), &with, &details, host)?,
        };
        self.emit(Event::Load(id));
        let Some((label, transaction, report)) = brought else { return Ok(Reply::Done) };
        self.bring_in(label, transaction, &report, &with, host)?;
        Ok(Reply::Imported(report))
    }

    fn take_up(
        &mut self,
        (mut document, repair): (Document, Batch),
        (with, details): (With, &Details),
        memory: Memory,
        host: &dyn Host,
    ) -> Result<Reply> {
        let incoming = match with {
            With::Nothing => None,
            _ => brought(document.set(), &with, details, host)?,
        };
        let (before, id) = (document.set().len(), document.article().id().clone());
        let (role, revision) = (self.role_for(&id), document.revision());
        let adds = incoming.as_ref().is_some_and(|(_, step, _)| !step.is_empty());
        if adds && !role.may_edit() {
            return Err(SessionError::Elsewhere);
        }
        // Nothing has changed so far, so an error leaves the open article open.
        if !self.is_open(&id) {
            self.leave_document();
        }
        if !self.article_only {
            // It may have been left before the program was whole.
            document.show_everything();
        }
        self.document = Some(document);
        if let Some(searching) = &mut self.searching {
            searching.search_again();
        }
        if let (Some(loaded), true) = (self.on_demand(), self.suggesting.is_some()) {
            self.leave_suggestions(loaded);
        }
        (self.unread, self.saving) = (memory.unread, memory.state);
        self.forget_turns();
        (self.selection, self.marked_last) = (None, None);
        self.recant_when_opened(&id);
        if self.dialog.is_some() {
            self.on_page(PageEffect::ReturnToArticle);
        }
        self.close_passing();
        let aside = repair.puts.iter().filter(|(key, _)| matches!(key, Key::Aside(..))).count();
        let aside = if role.may_edit() { aside } else { 0 };
        self.join(&id, role, revision);
        (self.tabs.unsaved, self.tabs.read) = (memory.unsaved, memory.read);
        self.keep_opened(repair, host);
        self.emit(Event::Load(id));
        let Some((label, step, report)) = incoming else {
            self.welcome(before, aside);
            return Ok(Reply::Done);
        };
        self.bring_in(label, step, &report, &with, host)?;
        self.welcome(0, aside);
        Ok(Reply::Imported(report))
    }

    #[inline(never)]
    fn bring_in(
        &mut self,
        label: Label,
        step: Coming,
        report: &Report,
        with: &With,
        host: &dyn Host,
    ) -> Result<()> {
        let told = matches!(with, With::File(..));
        match step {
            Coming::Applied(applying) => {
                self.show_soon(label, *applying, told.then(|| report.clone()));
                return Ok(());
            }
            Coming::Planned(transaction) if transaction.is_empty() => {}
            Coming::Planned(transaction) if is_long(&transaction) => {
                let told = told.then(|| (report.clone(), 0));
                self.set_out(Rc::new(transaction), HistoryChange::Step(label), told);
                return Ok(());
            }
            Coming::Planned(transaction) => {
                self.step(label, transaction, host)?;
            }
        }
        if told {
            self.toast_imported(report, 0);
        }
        Ok(())
    }

    /// Shows the messages due when an article has opened.
    fn welcome(&mut self, before: usize, aside: usize) {
        if let Some(document) = self.document.as_ref().filter(|_| self.may_edit().is_ok()) {
            self.say(Message::Opened(document.set().name(), before));
        }
        if aside > 0 {
            self.show_toast(Message::SetAside(aside), false);
        }
    }

    /// Stores an article whole when it is opened for the first time. A stored one is marked as used, and its
    /// unreadable records are set aside.
    fn keep_opened(&mut self, repair: Batch, host: &dyn Host) {
        if self.may_edit().is_err() || self.unread || self.holds_unsaved() {
            return;
        }
        let Some(document) = &mut self.document else { return };
        let batch = match (document.revision(), self.tabs.role) {
            (0, _) => document.whole(host.now()),
            // A tab that lost the lock may not know it yet, and may have pending writes.
            (_, Role::Writer) => document.claim(host.now()),
            _ => document.ledger().opened(host.now()),
        };
        self.write(batch.with_repair(repair));
    }

    pub(in crate::session) fn close_article(&mut self) {
        self.leave_document();
        self.forget_turns();
        self.selection = None;
        self.leave();
        self.effects.push(Effect::List);
    }
}

impl Opening {
    /// What comes with it, and the given details.
    fn brought(self) -> (With, Details) {
        match self {
            Self::Text { with, details, .. } => (with, details),
            Self::Stored(_) => (With::Nothing, Details::default()),
        }
    }

    /// The article that comes with it, with these labels and verdicts if it has none. None for what a program
    /// passes in: the program gets the error itself.
    pub(in crate::session) fn brings(&self, scheme: &Rc<Scheme>) -> Option<Rc<AnnotationSet>> {
        match self {
            Self::Text { with: With::File(set, _), .. } => Some(set.clone()),
            Self::Text { article, details, with: With::Nothing } => {
                let mut details = details.clone();
                if details.scheme.is_empty() {
                    details.scheme = scheme.clone();
                }
                Some(Rc::new(AnnotationSet::new(article.clone(), details)))
            }
            _ => None,
        }
    }
}

/// What the session knows of an article in memory that is not fully stored.
#[derive(Default)]
struct Memory {
    state: SaveState,
    /// Whether its stored records could not be read.
    unread: bool,
    /// Whether part of it is only in memory.
    unsaved: bool,
    /// The revision last read of it, and the tab that wrote it.
    read: (u64, Option<Rc<str>>),
}

impl Opening {
    /// Whether nothing stored corresponds to it: the id is unknown, or the reader deleted the article.
    pub(in crate::session) fn is_of_deleted(&self, entry: &str) -> bool {
        let deleted = || parse::<Entry>(entry).ok()?.deleted;
        matches!(self, Self::Stored(_)) && deleted().is_some()
    }
}

impl From<Opening> for Action {
    fn from(opening: Opening) -> Self {
        Self::Ask(Box::new(opening))
    }
}

/// An article without annotations.
fn blank(article: &Rc<Article>, details: &Details) -> Ledger {
    let set = AnnotationSet::new(article.clone(), details.clone());
    Ledger::new(set, History::default())
}
