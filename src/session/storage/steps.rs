//! The history as it is stored. A step is two records: its header, which every start reads, and its change, which is
//! read when it is undone or redone. The change is the side that is needed next and no other: what the step put there
//! is in the article's own records, so nothing is stored twice.

use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{ArticleId, Transaction};
use crate::session::document::history::{Header, History, Recorded, Step};
use crate::session::document::ledger::Ledger;

use super::batch::Batch;
use super::draft::RecordDraft;
use super::schema::{Entry, Key, Stored, json, parse};

/// The field of the record of a step that takes it back, and its name in the first release, which stored both sides.
const BACK: [&str; 2] = ["undo", "inverse"];

/// The field that takes it again.
const AGAIN: [&str; 2] = ["redo", "forward"];

/// The change in the record of a step: what takes it back, or what takes it again.
///
/// # Errors
/// What is wrong with the record, in words.
pub fn change_of(record: &str, back: bool) -> Result<Transaction, String> {
    let plain = Plain::from_json(record).map_err(|error| error.to_string())?;
    let object = plain.as_object().map_err(|wrong| wrong.to_string())?;
    let [now, once] = if back { BACK } else { AGAIN };
    let change = object.get(now).map_or_else(|| object.need(once), Ok);
    change.and_then(Transaction::read).map_err(|wrong| wrong.to_string())
}

/// The header of a step by its record. It costs no reading of the change: where that is damaged is found out when it is
/// needed.
fn header_of(record: &str) -> Option<Header> {
    let until = |name: &str| record.split_once(&format!(",\"{name}\":")).map(|(head, _)| head);
    // A quotation mark inside a text has a backslash before it, so these are the fields of the record itself.
    if let Some(head) = until(BACK[0]).or_else(|| until(AGAIN[0])) {
        return parse(&format!("{head}}}")).ok();
    }
    let (label, time) = (until(AGAIN[1])?, record.rsplit_once(",\"time\":")?.1);
    parse(&format!("{label},\"weight\":{},\"time\":{time}", record.len())).ok()
}

/// The record of a step, in parts; `None` while its change is in the storage only.
fn drafted(step: &Step, done: bool) -> Option<RecordDraft> {
    let side = if done { BACK[0] } else { AGAIN[0] };
    Some(RecordDraft::of_step(&step.header, side, step.change()?))
}

/// The records of a step whose change is here; those with very many parts become text later.
fn put(batch: &mut Batch, id: &ArticleId, (number, step, done): (u32, &Step, bool)) {
    let Some(mut draft) = drafted(step, done) else { return };
    if step.change().is_some_and(|change| change.ops.len() > Ledger::BULK) {
        batch.drafts.push((Key::Step(id.clone(), number), draft));
    } else {
        while draft.go_on() {}
        batch.puts.push((Key::Step(id.clone(), number), draft.text));
    }
}

/// Adds what changed in the history: the step that was taken, and those that are forgotten for it.
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

/// Adds the other side of a step that was taken back, or again.
pub(in crate::session) fn turned(batch: &mut Batch, ledger: &Ledger, number: u32, done: bool) {
    if let Some(step) = ledger.history().step(number) {
        put(batch, ledger.article().id(), (number, step, done));
    }
}

/// Adds all of the history that is here. The rest of it stays where it is stored, and nothing else does.
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

/// Clears the records of these steps away.
pub(in crate::session) fn forget(batch: &mut Batch, id: &ArticleId, from: u32, to: u32) {
    let step = |number| Key::Step(id.clone(), number);
    let header = |number| Key::Header(id.clone(), number);
    batch.clear_ranges.extend([(step(from), step(to)), (header(from), header(to))]);
}

impl Stored {
    /// The records of steps that have no header, as earlier releases stored them: in the order in which they are to be
    /// read and given to [`Stored::learn`], those nearest to where the history stands first.
    pub fn headless(&self) -> Vec<Key> {
        let Ok(entry) = parse::<Entry>(&self.entry) else { return Vec::new() };
        let (known, stands) = (self.known_headers(), stands(&entry));
        let is_headless = |number: &u32| !known.iter().any(|(known, _)| known == number);
        let (undone, done): (Vec<u32>, Vec<u32>) =
            numbers(&self.steps).filter(is_headless).partition(|number| *number >= stands);
        let nearest = done.into_iter().rev().chain(undone);
        nearest.map(|number| Key::Step(entry.id.clone(), number)).collect()
    }

    /// Takes in the record of a step that has no header. Whether more of them are wanted: not behind one that cannot
    /// be read, and not if the history is full.
    pub fn learn(&mut self, key: &Key, record: String) -> bool {
        let Key::Step(_, number) = key else { return true };
        let header = header_of(&record);
        let read = header.is_some();
        self.learnt.push((*number, header.ok_or(record)));
        let learnt = self.learnt.iter().filter_map(|(_, header)| header.as_ref().ok());
        let bytes: u64 = learnt.map(|header| header.weight as u64).sum();
        read && (bytes <= History::MOST_BYTES as u64 || self.learnt.len() < History::ALWAYS)
    }

    /// The headers that can be read, of steps that are stored, by the numbers of the steps.
    pub(in crate::session) fn known_headers(&self) -> Vec<(u32, Header)> {
        let stored: Vec<u32> = numbers(&self.steps).collect();
        let read = self.headers.iter().filter_map(|(number, record)| {
            let number = number.parse().ok().filter(|number| stored.contains(number))?;
            Some((number, parse(record).ok()?))
        });
        let learnt = self.learnt.iter();
        let learnt = learnt.filter_map(|(number, header)| Some((*number, header.clone().ok()?)));
        // What was learnt counts before a header of the same number.
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
