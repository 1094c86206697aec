//! Pending writes, by article, until the storage confirms them; and when they are retried. An unconfirmed
//! change is never forgotten (tests/native/storage_walk.rs).

use std::collections::VecDeque;
use std::rc::Rc;

use crate::model::ArticleId;

use super::batch::Batch;

/// The number of a requested write; later ones have higher numbers.
pub type Attempt = u64;

/// The writes of one transaction, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// The first.
    pub first: Attempt,
    /// The last.
    pub last: Attempt,
}

/// All unconfirmed writes.
#[derive(Debug, Default)]
pub(in crate::session) struct Unsaved {
    lines: Vec<Lane>,
    /// Deleted articles: no more is written about them unless they are restored.
    suspended: Vec<ArticleId>,
    last: Attempt,
    retry: Retry,
}

/// The writes about one article, or about none, in order.
#[derive(Debug)]
struct Lane {
    about: Option<ArticleId>,
    batches: VecDeque<(Attempt, Rc<Batch>)>,
    /// Whether the first of them failed, and they wait for a retry.
    waits: bool,
}

/// When to retry.
#[derive(Debug, Default)]
struct Retry {
    /// The number of failed tries in a row.
    tries: u32,
    /// The number of the running pause.
    pause: Option<u64>,
    pauses: u64,
}

/// Writes that were confirmed together.
pub(in crate::session) struct Kept {
    /// Their article, if any.
    pub about: Option<ArticleId>,
    /// In order.
    pub batches: Vec<Rc<Batch>>,
}

/// A write as requested from the storage.
pub(in crate::session) type Write = (Attempt, Rc<Batch>);

impl Attempts {
    fn has(self, attempt: Attempt) -> bool {
        (self.first..=self.last).contains(&attempt)
    }
}

impl Unsaved {
    /// Shortest and longest pause before a retry, in milliseconds.
    const PAUSES: (u32, u32) = (1_000, 60_000);

    /// Adds a change and returns what to write now: the change, after everything before it that failed.
    pub fn add(&mut self, batch: Batch) -> Vec<Write> {
        let about = batch.about().cloned();
        self.last += 1;
        let write = (self.last, Rc::new(batch));
        let at = self.lines.iter().position(|line| line.about == about);
        let at = at.unwrap_or_else(|| {
            self.lines.push(Lane { about, batches: VecDeque::new(), waits: false });
            self.lines.len() - 1
        });
        let Some(line) = self.lines.get_mut(at) else { return Vec::new() };
        line.batches.push_back(write.clone());
        let suspended = line.about.as_ref().is_some_and(|id| self.suspended.contains(id));
        match (suspended, line.waits) {
            (true, _) => Vec::new(),
            (false, true) => line.again(&mut self.last),
            (false, false) => vec![write],
        }
    }

    /// Confirms these; returns what they were and about what. The rest of their lane is still pending.
    pub fn kept(&mut self, attempts: Attempts) -> Option<Kept> {
        let line = self.line(attempts)?;
        let (kept, mut left): (VecDeque<_>, VecDeque<_>) =
            std::mem::take(&mut line.batches).into_iter().partition(|one| attempts.has(one.0));
        // A failed write that a later confirmed one replaced must not be repeated.
        for (_, batch) in left.iter_mut().filter(|(attempt, _)| *attempt < attempts.first) {
            let mut older = Batch::clone(batch);
            kept.iter().for_each(|(_, newer)| older.leave_to(newer));
            *batch = Rc::new(older);
        }
        left.retain(|(_, batch)| !batch.is_empty());
        line.batches = left;
        let about = line.about.clone();
        self.lines.retain(|line| !line.batches.is_empty());
        self.retry.tries = 0;
        Some(Kept { about, batches: kept.into_iter().map(|(_, batch)| batch).collect() })
    }

    /// Notes that these failed. False if they are not awaited any more, because they were retried already.
    pub fn failed(&mut self, attempts: Attempts) -> bool {
        let line = self.line(attempts).filter(|line| !line.waits);
        line.map(|line| line.waits = true).is_some()
    }

    /// Whether these are still awaited, and nothing before them failed.
    pub fn awaits(&mut self, attempts: Attempts) -> Option<Option<ArticleId>> {
        self.line(attempts).filter(|line| !line.waits).map(|line| line.about.clone())
    }

    /// The pause before the next try, in milliseconds, and its number; `None` if one is running or nothing
    /// failed.
    pub fn pause(&mut self, also: bool) -> Option<(u32, u64)> {
        if self.retry.pause.is_some() || !(also || self.lines.iter().any(|line| self.waits(line))) {
            return None;
        }
        let (first, longest) = Self::PAUSES;
        let pause = first.saturating_mul(1 << self.retry.tries.min(16)).min(longest);
        self.retry.tries += 1;
        self.retry.pauses += 1;
        self.retry.pause = Some(self.retry.pauses);
        Some((pause, self.retry.pauses))
    }

    /// Whether this pause is the running one; it is over then.
    pub fn is_due(&mut self, number: u64) -> bool {
        let due = self.retry.pause == Some(number);
        if due {
            self.retry.pause = None;
        }
        due
    }

    /// Returns every failed write, to be written again now.
    pub fn again(&mut self) -> Vec<Write> {
        let Self { lines, last, suspended, .. } = self;
        let is_suspended =
            |line: &Lane| line.about.as_ref().is_some_and(|id| suspended.contains(id));
        let wait = lines.iter_mut().filter(|line| line.waits && !is_suspended(line));
        wait.flat_map(|line| line.again(last)).collect()
    }

    /// Stops writing about a deleted article, unless it is restored.
    pub fn suspend(&mut self, about: &ArticleId) {
        self.suspended.push(about.clone());
    }

    /// The article is restored: returns its pending writes.
    pub fn resume(&mut self, about: &ArticleId) -> Vec<Write> {
        self.suspended.retain(|id| id != about);
        let Self { lines, last, .. } = self;
        let line = lines.iter_mut().find(|line| line.about.as_ref() == Some(about));
        line.map(|line| line.again(last)).unwrap_or_default()
    }

    /// Whether the article was deleted.
    pub fn is_suspended(&self, about: &ArticleId) -> bool {
        self.suspended.contains(about)
    }

    fn waits(&self, line: &Lane) -> bool {
        line.waits && !line.about.as_ref().is_some_and(|id| self.is_suspended(id))
    }

    /// Forgets these if they change nothing in their article.
    pub fn forget_touch(&mut self, attempts: Attempts) -> Option<Kept> {
        let line = self.line(attempts)?;
        let mut asked = line.batches.iter().filter(|(attempt, _)| attempts.has(*attempt));
        if !asked.all(|(_, batch)| batch.touch) {
            return None;
        }
        self.kept(attempts).map(|kept| Kept { batches: Vec::new(), ..kept })
    }

    /// Whether the pending writes of an article start from a revision, or from an earlier one.
    pub fn goes_on_from(&self, about: &ArticleId, stored: u64) -> bool {
        let line = self.lines.iter().find(|line| line.about.as_ref() == Some(about));
        let first =
            line.and_then(|line| line.batches.iter().find_map(|(_, one)| one.guard.as_ref()));
        first.is_some_and(|(_, expected)| *expected <= stored)
    }

    /// The storage has this revision, written by this tab although it was never confirmed: returns the writes
    /// that follow it.
    pub fn go_on_from(&mut self, about: &ArticleId, stored: u64) -> Option<(Kept, Vec<Write>)> {
        let last = &mut self.last;
        let line = self.lines.iter_mut().find(|line| line.about.as_ref() == Some(about))?;
        let is_stored = |batch: &Batch| batch.revision().is_none_or(|revision| revision <= stored);
        let (kept, left): (VecDeque<_>, VecDeque<_>) =
            std::mem::take(&mut line.batches).into_iter().partition(|(_, one)| is_stored(one));
        line.batches = left;
        if let Some((_, first)) = line.batches.front_mut() {
            *first = Rc::new(Batch::clone(first).after(stored));
        }
        let writes = line.again(last);
        self.lines.retain(|line| !line.batches.is_empty());
        let batches = kept.into_iter().map(|(_, batch)| batch).collect();
        Some((Kept { about: Some(about.clone()), batches }, writes))
    }

    /// Forgets the pending writes about an article.
    pub fn drop(&mut self, about: &ArticleId) {
        self.suspended.retain(|id| id != about);
        self.lines.retain(|line| line.about.as_ref() != Some(about));
    }

    /// Forgets all pending writes.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// Whether something about this article is unconfirmed.
    pub fn has(&self, about: Option<&ArticleId>) -> bool {
        self.lines.iter().any(|line| line.about.as_ref() == about)
    }

    fn line(&mut self, attempts: Attempts) -> Option<&mut Lane> {
        self.lines.iter_mut().find(|line| line.batches.iter().any(|one| attempts.has(one.0)))
    }
}

impl Lane {
    /// All of it as new attempts, joined where one follows the other.
    fn again(&mut self, last: &mut Attempt) -> Vec<Write> {
        self.waits = false;
        let mut joined: Vec<Batch> = Vec::new();
        for (_, batch) in std::mem::take(&mut self.batches) {
            let batch = Rc::unwrap_or_clone(batch);
            let rest = match joined.last_mut() {
                Some(before) => before.join(batch),
                None => Some(batch),
            };
            joined.extend(rest);
        }
        self.batches = joined
            .into_iter()
            .map(|batch| {
                *last += 1;
                (*last, Rc::new(batch))
            })
            .collect();
        self.batches.iter().cloned().collect()
    }
}
