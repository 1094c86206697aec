//! The stored history. A step is two records: its header, read at every start, and its change, read when it
//! is undone or redone. Only the direction needed next is stored, because the article's records hold the
//! result of the other.

use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{ArticleId, Transaction};
use crate::session::document::history::{Header, History, Recorded, Step};
use crate::session::document::ledger::Ledger;

use super::batch::Batch;
use super::draft::RecordDraft;
use super::schema::{Entry, Key, Stored, json, parse};

/// The field of a step's record with the undo, and its name in the first release, which stored both
/// directions.
const BACK: [&str; 2] = ["undo", "inverse"];

/// The field with the redo.
const AGAIN: [&str; 2] = ["redo", "forward"];

/// The change in the record of a step: the undo, or the redo.
///
/// # Errors
/// A description of the damage.
pub fn change_of(record: &str, back: bool) -> Result<Transaction, String> {
    let plain = Plain::from_json(record).map_err(|error| error.to_string())?;
    let object = plain.as_object().map_err(|wrong| wrong.to_string())?;
    let [now, once] = if back { BACK } else { AGAIN };
    let change = object.get(now).map_or_else(|| object.need(once), Ok);
    change.and_then(Transaction::read).map_err(|wrong| wrong.to_string())
}

/// The header of a step, from its record, without reading the change. Damage in the change is found when it
/// is needed.
fn header_of(record: &str) -> Option<Header> {
    let until = |name: &str| record.split_once(&format!(",\"{name}\":")).map(|(head, _)| head);
    // A quotation mark inside a string has a backslash before it, so these are fields of the record itself.
    if let Some(head) = until(BACK[0]).or_else(|| until(AGAIN[0])) {
        return parse(&format!("{head}}}")).ok();
    }
    let (label, time) = (until(AGAIN[1])?, record.rsplit_once(",\"time\":")?.1);
    parse(&format!("{label},\"weight\":{},\"time\":{time}", record.len())).ok()
}

/// The record of a step as a draft; `None` while its change is only in the storage.
fn drafted(step: &Step, done: bool) -> Option<RecordDraft> {
    let side = if done { BACK[0] } else { AGAIN[0] };
    Some(RecordDraft::of_step(&step.header, side, step.change()?))
}

/// Adds the records of a step whose change is in memory. Large ones become text later.
fn put(batch: &mut Batch, id: &ArticleId, (number, step, done): (u32, &Step, bool)) {
    let Some(mut draft) = drafted(step, done) else { return };
    if step.change().is_some_and(|change| change.ops.len() > Ledger::BULK) {
        batch.drafts.push((Key::Step(id.clone(), number), draft));
    } else {
        while draft.go_on() {}
        batch.puts.push((Key::Step(id.clone(), number), draft.text));
    }
}

/// Adds the changes of the history: the new step, and the steps it discards.
pub(in crate::session) fn stepped(batch: &mut Batch, ledger: &Ledger, recorded: &Recorded) {
    let (id, history) = (ledger.article().id(), ledger.history());
    let Some(step) = history.step(recorded.number) else { return };
    let forgotten = [
        recorded.forgotten_from.map(|from| (from, u32::MAX)),
        recorded.forgotten_before.and_then(|before| Some((0, before.checked_sub(1)?))),
    ];
    for (from, to) in forgotten.into_iter().flatten() {
        forget(batch, id, from, to);
    }
    put(batch, id, (recorded.number, step, true));
    batch.puts.push((Key::Header(id.clone(), recorded.number), json(&step.header)));
}

/// Adds the other direction of a step that was undone or redone.
pub(in crate::session) fn turned(batch: &mut Batch, ledger: &Ledger, number: u32, done: bool) {
    if let Some(step) = ledger.history().step(number) {
        put(batch, ledger.article().id(), (number, step, done));
    }
}

/// Adds the whole history in memory. The steps that are only in the storage stay there, and no others.
pub(in crate::session) fn whole(batch: &mut Batch, ledger: &Ledger) {
    let (id, history) = (ledger.article().id(), ledger.history());
    if let Some(before) = history.first().checked_sub(1) {
        forget(batch, id, 0, before);
    }
    forget(batch, id, history.end_number(), u32::MAX);
    for (number, step, done) in history.steps() {
        put(batch, id, (number, step, done));
        batch.puts.push((Key::Header(id.clone(), number), json(&step.header)));
    }
}

/// Deletes the records of these steps.
pub(in crate::session) fn forget(batch: &mut Batch, id: &ArticleId, from: u32, to: u32) {
    let step = |number| Key::Step(id.clone(), number);
    let header = |number| Key::Header(id.clone(), number);
    batch.clear_ranges.extend([(step(from), step(to)), (header(from), header(to))]);
}

impl Stored {
    /// The records of steps without a header, as earlier releases stored them, in the order to read them for
    /// [`Stored::learn`]: those nearest to the current step first.
    pub fn headless(&self) -> Vec<Key> {
        let Ok(entry) = parse::<Entry>(&self.entry) else { return Vec::new() };
        let (known, stands) = (self.known_headers(), stands(&entry));
        let is_headless = |number: &u32| !known.iter().any(|(known, _)| known == number);
        let (undone, done): (Vec<u32>, Vec<u32>) =
            numbers(&self.steps).filter(is_headless).partition(|number| *number >= stands);
        let nearest = done.into_iter().rev().chain(undone);
        nearest.map(|number| Key::Step(entry.id.clone(), number)).collect()
    }

    /// Takes in the record of a step without a header. Returns whether to go on: not past one that cannot be
    /// read, and not once the history is full.
    #[inline(never)]
    pub fn learn(&mut self, key: &Key, record: String) -> bool {
        let Key::Step(_, number) = key else { return true };
        let header = header_of(&record);
        let read = header.is_some();
        self.learnt.push((*number, header.ok_or(record)));
        let learnt = self.learnt.iter().filter_map(|(_, header)| header.as_ref().ok());
        let bytes: u64 = learnt.map(|header| header.weight as u64).sum();
        read && (bytes <= History::MOST_BYTES as u64 || self.learnt.len() < History::ALWAYS)
    }

    /// The readable headers of stored steps, by the steps' numbers.
    pub(in crate::session) fn known_headers(&self) -> Vec<(u32, Header)> {
        let stored: Vec<u32> = numbers(&self.steps).collect();
        let read = self.headers.iter().filter_map(|(number, record)| {
            let number = number.parse().ok().filter(|number| stored.contains(number))?;
            Some((number, parse(record).ok()?))
        });
        let learnt = self.learnt.iter();
        let learnt = learnt.filter_map(|(number, header)| Some((*number, header.clone().ok()?)));
        // A derived header counts before a stored one of the same number.
        learnt.chain(read).collect()
    }
}

/// The number of the step after the last one done.
pub(in crate::session) fn stands(entry: &Entry) -> u32 {
    let (first, done) = entry.history;
    first.saturating_add(u32::try_from(done).unwrap_or(u32::MAX))
}

/// The numbers in keys.
pub(in crate::session) fn numbers(keys: &[String]) -> impl DoubleEndedIterator<Item = u32> {
    keys.iter().filter_map(|number| number.parse().ok())
}
