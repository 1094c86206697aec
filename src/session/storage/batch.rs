//! Writes that happen together or not at all, guarded by the expected revision and the tab that wrote it.
//! Consecutive batches can be joined into one (tests/native/laws_session.rs).

use std::rc::Rc;

use crate::model::ArticleId;

use super::draft::RecordDraft;
use super::schema::{Key, Prefix};
use super::settings::Settings;

/// Writes that happen together or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// The article, and the revision that must be stored for the writes to be allowed.
    pub guard: Option<(ArticleId, u64)>,
    /// The tab that must have written that revision, because two tabs may count to the same number.
    pub by: Option<Rc<str>>,
    /// The tab that writes this.
    pub writer: Option<Rc<str>>,
    /// Whether it leaves the revision as it is: only the time of opening changes.
    pub touch: bool,
    /// Whether nothing may be stored about the article yet: its records are gone, and this is all of it.
    pub fresh: bool,
    /// Deleted first: everything under these prefixes, except what is set aside.
    pub clear: Vec<Prefix>,
    /// Deleted next: everything from the first key to the second, both included.
    pub clear_ranges: Vec<(Key, Key)>,
    /// Written last, each over what was there.
    pub puts: Vec<(Key, String)>,
    /// Written likewise, once each has been turned into text: see [`Batch::prepare`].
    pub drafts: Vec<(Key, RecordDraft)>,
    /// The number of later batches joined to it.
    pub joined: u64,
    /// Whether it is so large that the reader may notice the saving.
    pub bulk: bool,
}

impl Batch {
    /// The record that guards this batch: its key, its expected value (`None`: it must not exist), and its
    /// new value.
    pub fn guarding(&self) -> Option<(Key, Option<String>, String)> {
        let (article, expected) = self.guard.as_ref()?;
        let now = (*expected > 0 && !self.fresh).then(|| signed(*expected, self.by.as_deref()));
        let next = match &now {
            Some(now) if self.touch => now.clone(),
            _ => signed(self.revision()?, self.writer.as_deref()),
        };
        Some((Key::Revision(article.clone()), now, next))
    }

    /// Adds the unreadable records to set aside. If the guard itself was missing, it cannot guard anything
    /// yet.
    #[must_use]
    pub fn with_repair(mut self, repair: Self) -> Self {
        let unguarded = repair.puts.iter().any(|(key, _)| matches!(key, Key::Revision(_)));
        self.clear_ranges.extend(repair.clear_ranges);
        self.puts.extend(repair.puts);
        if unguarded && let Some((key, _, next)) = self.guarding() {
            self.puts.push((key, next));
            self.guard = None;
        }
        self
    }

    /// The difference between settings, one record each, so that two tabs never undo each other's.
    pub fn settings(before: &Settings, now: &Settings) -> Self {
        Self { puts: now.records_beside(before), ..Self::default() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        (self.guard.is_none() || self.touch)
            && self.clear.is_empty()
            && self.clear_ranges.is_empty()
            && self.puts.is_empty()
            && self.drafts.is_empty()
    }

    /// Whether it sets the stored revision whatever it was before.
    pub(in crate::session) fn is_forced(&self) -> bool {
        self.forced_revision().is_some()
    }

    /// The revision it sets, whatever was stored before.
    pub(in crate::session) fn forced_revision(&self) -> Option<u64> {
        let forced = |(key, record): &(Key, String)| {
            matches!(key, Key::Revision(_)).then(|| revision_of(record).0).flatten()
        };
        // The last one counts, because it is written last.
        self.puts.iter().rev().find_map(forced)
    }

    /// Adds this tab as the writer, where the batch sets the revision itself.
    pub(in crate::session) fn sign(&mut self) {
        let writer = self.writer.clone();
        for (key, record) in &mut self.puts {
            if let (Key::Revision(_), Some(revision)) = (&*key, revision_of(record).0) {
                *record = signed(revision, writer.as_deref());
            }
        }
    }

    /// Which article it is about; `None` for settings.
    pub fn about(&self) -> Option<&ArticleId> {
        let key = self.puts.first().map(|(key, _)| key);
        let key = key.or(self.drafts.first().map(|(key, _)| key));
        self.guard.as_ref().map(|(id, _)| id).or_else(|| key?.article())
    }

    /// The revision stored with it; `None` if it is not guarded.
    pub fn revision(&self) -> Option<u64> {
        let (_, expected) = self.guard.as_ref()?;
        Some(if self.touch { *expected } else { expected + 1 + self.joined })
    }

    /// Whether `next` was made right after it, so that both can be one write.
    pub fn is_followed_by(&self, next: &Self) -> bool {
        match (&self.guard, &next.guard) {
            (Some((id, _)), Some((other, then))) => {
                id == other && Some(*then) == self.revision() && !next.fresh
            }
            _ => false,
        }
    }

    /// The same batch when part of what it joins is stored already, up to this revision. Its records hold
    /// states, not changes, so all of it can be written again.
    #[must_use]
    pub fn after(mut self, stored: u64) -> Self {
        self.by = self.writer.clone();
        if self.touch {
            self.guard = self.guard.map(|(id, _)| (id, stored));
            return self;
        }
        if let Some((_, expected)) = &mut self.guard
            && let Some(left) = (*expected + self.joined).checked_sub(stored)
        {
            (*expected, self.joined, self.fresh) = (stored, left, false);
        }
        self
    }

    /// The same batch as the step to this revision.
    #[must_use]
    pub(in crate::session) fn up_to(mut self, revision: u64) -> Self {
        if let Some((_, expected)) = &self.guard {
            self.joined = revision.saturating_sub(expected + 1);
        }
        self
    }

    /// Drops what a newer batch, already stored, replaced.
    pub(in crate::session) fn leave_to(&mut self, newer: &Self) {
        self.puts.retain(|(key, _)| !newer.is_over(key));
        self.drafts.retain(|(key, _)| !newer.is_over(key));
    }

    /// Joins the batch made after it, so that both are one write. Returns it if it does not follow.
    pub fn join(&mut self, next: Self) -> Option<Self> {
        if !self.is_followed_by(&next) {
            return Some(next);
        }
        self.puts.retain(|(key, _)| !next.is_over(key));
        self.drafts.retain(|(key, _)| !next.is_over(key));
        self.puts.extend(next.puts);
        self.drafts.extend(next.drafts);
        self.clear.extend(next.clear);
        self.clear_ranges.extend(next.clear_ranges);
        match (self.touch, next.touch) {
            (true, _) => (self.joined, self.touch) = (next.joined, next.touch),
            (false, true) => {}
            (false, false) => self.joined += 1 + next.joined,
        }
        self.bulk |= next.bulk;
        None
    }

    /// Whether it replaces or deletes what is under a key.
    fn is_over(&self, key: &Key) -> bool {
        let parts = key.parts();
        self.clear.iter().any(|prefix| parts.starts_with(&prefix.0))
            || self
                .clear_ranges
                .iter()
                .any(|(from, to)| (from.parts()..=to.parts()).contains(&parts))
            || self.puts.iter().any(|(other, _)| other == key)
            || self.drafts.iter().any(|(other, _)| other == key)
    }

    /// Turns some more records into text, in a portion too small to notice. Returns whether more is left; the
    /// batch must not be written before nothing is.
    pub fn prepare(&mut self) -> bool {
        let Some((_, draft)) = self.drafts.last_mut() else { return false };
        if draft.go_on() {
            return true;
        }
        let done = self.drafts.pop();
        self.puts.extend(done.map(|(key, draft)| (key, draft.text)));
        !self.drafts.is_empty()
    }
}

/// The record of a revision: its number, and the tab that wrote it if known.
fn signed(revision: u64, by: Option<&str>) -> String {
    by.map_or_else(|| revision.to_string(), |by| format!("{revision} {by}"))
}

/// The revision in a record, and the tab that wrote it. Earlier releases did not store the tab.
pub fn revision_of(record: &str) -> (Option<u64>, Option<Rc<str>>) {
    let (number, by) = record.split_once(' ').map_or((record, None), |(n, by)| (n, Some(by)));
    (number.parse().ok(), by.map(Rc::from))
}
