//! Undo and redo. A step that is only in the storage is read first, and later requests wait. A step that
//! cannot be read is named and set aside, and affects nothing else (tests/native/laws_history.rs).

use std::rc::Rc;

use crate::model::{ArticleId, Transaction, TransactionError};
use crate::session::Session;
use crate::session::action::effect::{Effect, Event};
use crate::session::action::panel::Panel;
use crate::session::action::reply::Reply;
use crate::session::document::bulk_apply::{HistoryChange, is_long};
use crate::session::document::excerpt::excerpt;
use crate::session::document::history::Step;
use crate::session::host::Host;
use crate::session::notices::message::Message;
use crate::session::render::document::Document;
use crate::session::storage::save_state::SaveState;
use crate::session::storage::schema::{Key, json};
use crate::session::storage::stepping::Turned;
use crate::session::storage::steps::change_of;
use crate::session::storage::turning::FoundStep;

impl Session {
    /// Undoes the last step.
    pub(in crate::session) fn undo(&mut self, host: &dyn Host) -> Reply {
        self.turn(HistoryChange::Undo, host)
    }

    /// Redoes the step undone last.
    pub(in crate::session) fn redo(&mut self, host: &dyn Host) -> Reply {
        self.turn(HistoryChange::Redo, host)
    }

    /// Whether a step is being read, to be undone or redone.
    pub fn is_reading_step(&self) -> bool {
        self.turning.reading.is_some()
    }

    /// Whether the last undo or redo failed.
    pub fn could_not_turn(&self) -> bool {
        self.turning.failed
    }

    fn turn(&mut self, turn: HistoryChange, host: &dyn Host) -> Reply {
        self.turning.failed = false;
        // While changes are decided about, the steps of the article behind them wait, but for one that a message offers.
        let is_offered = self.toast().is_some_and(|toast| toast.undo);
        if self.decides_changes() && !is_offered {
            return Reply::Was(false);
        }
        if self.is_reading_step() {
            let possible = self.will_be_possible(&turn);
            self.turning.waiting.extend(possible.then_some(turn));
            return Reply::Was(possible);
        }
        Reply::Was(self.take_turn(turn, host))
    }

    /// Whether there will be a step to undo or redo once all waiting requests are done.
    fn will_be_possible(&self, turn: &HistoryChange) -> bool {
        let Some(history) = self.document.as_ref().map(Document::history) else { return false };
        let undos =
            self.turning.waiting.iter().filter(|turn| **turn == HistoryChange::Undo).count();
        let redos = self.turning.waiting.len() - undos;
        match turn {
            HistoryChange::Undo => history.done() + redos > undos,
            _ => history.done() + redos < history.len() + undos,
        }
    }

    /// Undoes or redoes the next step, or has it read first; returns whether there is one.
    fn take_turn(&mut self, turn: HistoryChange, host: &dyn Host) -> bool {
        let Some(document) = &self.document else { return false };
        let Some((number, step)) = next(document, &turn) else { return false };
        if let Some(change) = step.change().cloned() {
            self.replay(turn, &change, host);
            return true;
        }
        let id = document.article().id().clone();
        self.effects.push(Effect::ReadStep(id.clone(), number));
        self.turning.reading = Some((id, number));
        self.turning.waiting.push_front(turn);
        true
    }

    fn replay(&mut self, turn: HistoryChange, change: &Rc<Transaction>, host: &dyn Host) {
        if is_long(change) {
            return self.set_out(change.clone(), turn, None);
        }
        let Some(document) = &mut self.document else { return };
        let before = changed_words(document, change);
        match document.replay(turn.clone(), change, host.now()) {
            Ok(done) => {
                let words = before.or_else(|| changed_words(document, change));
                self.turned(&turn, done, words.unwrap_or_default());
            }
            Err(error) => self.cannot_turn(Some(&turn), &error, host),
        }
    }

    /// Continues with the waiting requests.
    pub(in crate::session) fn turn_on(&mut self, host: &dyn Host) {
        while !self.is_reading_step() && !self.is_underway() {
            let Some(turn) = self.turning.waiting.pop_front() else { return };
            self.take_turn(turn, host);
        }
    }

    /// Drops waiting undos and redos because something else was done first, and tells the reader.
    pub(in crate::session) fn drop_turns(&mut self) {
        if self.is_reading_step() {
            self.forget_turns();
            self.turning.failed = true;
            self.show_toast(Message::TurnDropped, false);
        }
    }

    /// Drops waiting undos and redos: their article is no longer open, or another tab edits it.
    pub(in crate::session) fn forget_turns(&mut self) {
        (self.turning.reading, self.turning.failed) = (None, self.is_reading_step());
        self.turning.waiting.clear();
    }

    /// The storage's answer about a step to undo or redo.
    pub(in crate::session) fn step_read(
        &mut self,
        id: &ArticleId,
        number: u32,
        found: FoundStep,
        host: &dyn Host,
    ) {
        if self.turning.reading.as_ref() != Some(&(id.clone(), number)) {
            return self.step_rescued(id, number, found);
        }
        self.turning.reading = None;
        let (Some(turn), Some(document)) = (self.turning.waiting.pop_front(), &mut self.document)
        else {
            return;
        };
        let step = next(document, &turn).filter(|(next, _)| *next == number);
        let Some(label) = step.map(|(_, step)| step.header.label.clone()) else { return };
        let record = match found {
            Ok(record) => record,
            Err(failure) => {
                self.forget_turns();
                self.turning.failed = true;
                return self.show_toast(Message::StepNotRead(label, failure), false);
            }
        };
        let change = record.as_deref().map(|record| change_of(record, turn == HistoryChange::Undo));
        if let Some(Ok(change)) = change {
            document.fill(number, change);
            self.take_turn(turn, host);
            return self.turn_on(host);
        }
        self.lose(&turn, record, host);
    }

    /// The stored records of the open article are about to go: reads the steps that are only there while it
    /// can.
    pub(in crate::session) fn rescue_steps(&mut self) {
        let Some(document) = &self.document else { return };
        let id = document.article().id();
        let away = document.history().steps().filter(|(_, step, _)| step.change().is_none());
        let reads = away.map(|(number, ..)| Effect::ReadStep(id.clone(), number));
        self.effects.extend(reads);
    }

    fn step_rescued(&mut self, id: &ArticleId, number: u32, found: FoundStep) {
        let wanted = self.saving == SaveState::Deleted && self.is_open(id);
        let Some(document) = self.document.as_mut().filter(|_| wanted) else { return };
        let done = number < document.history().next_number();
        if let Ok(Some(Ok(change))) = found.map(|record| record.map(|it| change_of(&it, done))) {
            document.fill(number, change);
        }
    }

    /// A step cannot be applied, undone or redone because it contradicts the document.
    pub(in crate::session) fn cannot_turn(
        &mut self,
        turn: Option<&HistoryChange>,
        error: &TransactionError,
        host: &dyn Host,
    ) {
        match turn {
            Some(turn @ (HistoryChange::Undo | HistoryChange::Redo)) => self.lose(turn, None, host),
            _ => self.show_toast(Message::Refused(error.to_string()), false),
        }
    }

    /// The current step can never be undone or redone. It is set aside, and all beyond it is out of reach.
    fn lose(&mut self, turn: &HistoryChange, record: Option<String>, host: &dyn Host) {
        self.forget_turns();
        self.turning.failed = true;
        let Some(document) = &mut self.document else { return };
        let Some((number, step)) = next(document, turn) else { return };
        let label = step.header.label.clone();
        let record = record.or_else(|| step.change().map(json));
        let id = document.article().id().clone();
        let mut batch = document.cut(number, host.now());
        let (undo, there) = (*turn == HistoryChange::Undo, record.is_some());
        let aside = |record| (Key::Aside(id, format!("step {number:010}")), record);
        batch.puts.extend(record.map(aside));
        self.save(batch);
        self.show_toast(Message::StepLost { label, undo, there }, false);
    }

    /// Saves a step that was applied, undone or redone, and tells the listeners.
    pub(in crate::session) fn turned(
        &mut self,
        turn: &HistoryChange,
        done: Option<Turned>,
        words: String,
    ) {
        let Some(Turned { label, changed, batch }) = done else { return };
        self.save(batch);
        self.emit(Event::Change(changed));
        // What is done to people is about no annotation that it moves.
        let words = if label.is_about_people() { String::new() } else { words };
        let message = match turn {
            HistoryChange::Step(_) => return,
            HistoryChange::Undo => Message::Undone(label, words),
            HistoryChange::Redo => Message::Redone(label, words),
        };
        self.toast = None;
        if let (Some(loaded), Panel::Suggested(_)) = (self.on_demand(), &self.panel) {
            self.suggestions_turned(loaded);
        }
        self.say(message);
    }
}

/// The text of the annotation that a step changes, if it is there; `None` if the step changes several.
fn changed_words(document: &Document, change: &Transaction) -> Option<String> {
    let mut changed = change.annotations();
    let id = changed.next()?;
    let one = document.set().get(id).filter(|_| changed.all(|other| other == id))?;
    Some(excerpt(document.set(), one))
}

/// The step to undo or redo now, and its number.
fn next<'a>(document: &'a Document, turn: &HistoryChange) -> Option<(u32, &'a Step)> {
    let history = document.history();
    match turn {
        HistoryChange::Undo => Some((history.next_number().checked_sub(1)?, history.last()?)),
        _ => Some((history.next_number(), history.next()?)),
    }
}
