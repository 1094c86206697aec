//! What is written after a ledger changes: the changed records, or all of them as one.

use crate::model::{Details, Timestamp, Transaction};
use crate::session::document::history::Recorded;
use crate::session::document::ledger::Ledger;

pub use super::batch::{Batch, revision_of};
use super::draft::RecordDraft;
use super::schema::{Entry, Key, Prefix, json, schema_of};
use super::steps;

/// Everything about a ledger, over what was stored of it. Steps that are only in the storage stay there.
pub fn whole(ledger: &Ledger, expected: u64, now: Timestamp) -> Batch {
    let article = ledger.article();
    let mut batch = bulk(ledger, expected, now);
    steps::whole(&mut batch, ledger);
    batch.drafts.push((Key::Text(article.id().clone()), RecordDraft::of_text(article)));
    batch
}

/// What one step changed, or everything if it changed very much.
pub fn stepped(
    ledger: &Ledger,
    transaction: &Transaction,
    recorded: &Recorded,
    expected: u64,
    now: Timestamp,
) -> Batch {
    let mut batch = changed(ledger, transaction, expected, now);
    steps::stepped(&mut batch, ledger, recorded);
    batch
}

/// What a transaction changed, in its new state.
pub fn changed(ledger: &Ledger, transaction: &Transaction, expected: u64, now: Timestamp) -> Batch {
    if transaction.sets_article() {
        let mut batch = bulk(ledger, expected, now);
        let article = ledger.article();
        batch.drafts.push((Key::Text(article.id().clone()), RecordDraft::of_text(article)));
        return batch;
    }
    if transaction.ops.len() > Ledger::BULK {
        return bulk(ledger, expected, now);
    }
    let (id, set) = (ledger.article().id(), ledger.set());
    let mut batch = entry_only(ledger, expected, now);
    let annotations = transaction.annotations().map(|annotation| {
        let record = set.get(annotation).map(json).unwrap_or_default();
        (Key::Annotation(id.clone(), annotation.clone()), record)
    });
    let actors = transaction.actors().map(|actor| {
        let record = set.actor(actor).map(json).unwrap_or_default();
        (Key::Actor(id.clone(), actor.clone()), record)
    });
    batch.puts.extend(annotations.chain(actors));
    batch
}

/// Only what the library shows.
pub fn entry_only(ledger: &Ledger, expected: u64, now: Timestamp) -> Batch {
    let id = ledger.article().id();
    Batch {
        guard: Some((id.clone(), expected)),
        puts: vec![(Key::Entry(id.clone()), json(&entry(ledger, now)))],
        ..Batch::default()
    }
}

/// All annotations and actors as one record: one large write blocks the page far more briefly than thousands
/// of small ones.
fn bulk(ledger: &Ledger, expected: u64, now: Timestamp) -> Batch {
    let (id, set) = (ledger.article().id(), ledger.set());
    let mut batch = entry_only(ledger, expected, now);
    batch.clear = vec![Prefix::of("annotation", id), Prefix::of("actor", id)];
    batch.drafts.push((Key::Pack(id.clone()), RecordDraft::of_pack(set)));
    batch.bulk = true;
    batch
}

pub(in crate::session) fn entry(ledger: &Ledger, now: Timestamp) -> Entry {
    let set = ledger.set();
    let history = ledger.history();
    Entry {
        id: ledger.article().id().clone(),
        schema: schema_of(set.details()),
        revision: ledger.revision(),
        details: Details::clone(set.details()),
        begins: ledger.article().beginning(),
        counts: crate::model::Kind::ALL.map(|kind| set.counts().of(kind)),
        bytes: ledger.article().text().len(),
        used: now,
        exported: ledger.exported(),
        deleted: None,
        history: (history.first(), history.done()),
    }
}
