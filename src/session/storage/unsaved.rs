//! What is not known to be stored, by article, until the storage confirmed it; and when it is tried again.
//! Never forgets a change that was not confirmed: tests/native/storage_walk.rs.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::model::ArticleId;

use super::batch::Batch;

/// The number of a write as it was asked for; later ones have higher numbers.
pub type Attempt = u64;

/// The writes that one transaction made together, from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// The first.
    pub first: Attempt,
    /// The last.
    pub last: Attempt,
}

/// All writes that are not confirmed.
#[derive(Debug, Default)]
pub(in crate::session) struct Unsaved {
    lines: Vec<Lane>,
    /// Articles that were deleted: nothing more is written about them unless they come back.
    suspended: Vec<ArticleId>,
    last: Attempt,
    retry: Retry,
}

/// The writes about one article, or about none, in order.
#[derive(Debug)]
struct Lane {
    about: Option<ArticleId>,
    batches: VecDeque<(Attempt, Rc<Batch>)>,
    /// Whether the first of them failed, and they wait to be tried again.
    waits: bool,
}

/// When it is tried again.
#[derive(Debug, Default)]
struct Retry {
    /// How often in a row it was tried in vain.
    tries: u32,
    /// The pause that is under way, by its number.
    pause: Option<u64>,
    pauses: u64,
}

/// Writes that were confirmed together.
pub(in crate::session) struct Kept {
    /// The article they were about, if any.
    pub about: Option<ArticleId>,
    /// In order.
    pub batches: Vec<Rc<Batch>>,
}

/// A write as the storage is asked for it.
pub(in crate::session) type Write = (Attempt, Rc<Batch>);

impl Attempts {
    fn has(self, attempt: Attempt) -> bool {
        (self.first..=self.last).contains(&attempt)
    }
}

impl Unsaved {
    /// The first pause and the longest, in milliseconds.
    const PAUSES: (u32, u32) = (1_000, 60_000);

    /// Takes in a change and returns what to write now: the change, with everything before it that failed.
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

    /// These were confirmed: what they were and about what. What else their line has is still on its way.
    pub fn kept(&mut self, attempts: Attempts) -> Option<Kept> {
        let line = self.line(attempts)?;
        let (kept, mut left): (VecDeque<_>, VecDeque<_>) =
            std::mem::take(&mut line.batches).into_iter().partition(|one| attempts.has(one.0));
        // What failed before and is written over by what was kept later must not come back.
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

    /// Notes that these failed. False if nobody waits for them any more: they were tried again already.
    pub fn failed(&mut self, attempts: Attempts) -> bool {
        let line = self.line(attempts).filter(|line| !line.waits);
        line.map(|line| line.waits = true).is_some()
    }

    /// Whether these are still waited for, and nothing before them failed.
    pub fn awaits(&mut self, attempts: Attempts) -> Option<Option<ArticleId>> {
        self.line(attempts).filter(|line| !line.waits).map(|line| line.about.clone())
    }

    /// The pause to be made before the next try, in milliseconds, and its number; `None` if one is under way or
    /// nothing failed.
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

    /// Whether this pause is the one under way; it is over then.
    pub fn is_due(&mut self, number: u64) -> bool {
        let due = self.retry.pause == Some(number);
        if due {
            self.retry.pause = None;
        }
        due
    }

    /// Returns everything that failed, to write again now.
    pub fn again(&mut self) -> Vec<Write> {
        let Self { lines, last, suspended, .. } = self;
        let is_suspended =
            |line: &Lane| line.about.as_ref().is_some_and(|id| suspended.contains(id));
        let wait = lines.iter_mut().filter(|line| line.waits && !is_suspended(line));
        wait.flat_map(|line| line.again(last)).collect()
    }

    /// Writes nothing more about an article that was deleted, unless it comes back.
    pub fn suspend(&mut self, about: &ArticleId) {
        self.suspended.push(about.clone());
    }

    /// The article is back: what was to be written about it is written now.
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

    /// Forgets these if they change nothing about their article.
    pub fn forget_touch(&mut self, attempts: Attempts) -> Option<Kept> {
        let line = self.line(attempts)?;
        let mut asked = line.batches.iter().filter(|(attempt, _)| attempts.has(*attempt));
        if !asked.all(|(_, batch)| batch.touch) {
            return None;
        }
        self.kept(attempts).map(|kept| Kept { batches: Vec::new(), ..kept })
    }

    /// Whether what is not confirmed of an article goes on from a revision, or from one before that.
    pub fn goes_on_from(&self, about: &ArticleId, stored: u64) -> bool {
        let line = self.lines.iter().find(|line| line.about.as_ref() == Some(about));
        let first =
            line.and_then(|line| line.batches.iter().find_map(|(_, one)| one.guard.as_ref()));
        first.is_some_and(|(_, expected)| *expected <= stored)
    }

    /// The storage has this revision of an article, written by this tab although it was not confirmed: what goes
    /// on from there, to be written now.
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

    /// Forgets what was to be written about an article.
    pub fn drop(&mut self, about: &ArticleId) {
        self.suspended.retain(|id| id != about);
        self.lines.retain(|line| line.about.as_ref() != Some(about));
    }

    /// Forgets everything that was to be written.
    pub fn clear(&mut self) {
        self.lines.clear();
    }

    /// Whether something about this article is not confirmed.
    pub fn has(&self, about: Option<&ArticleId>) -> bool {
        self.lines.iter().any(|line| line.about.as_ref() == about)
    }

    fn line(&mut self, attempts: Attempts) -> Option<&mut Lane> {
        self.lines.iter_mut().find(|line| line.batches.iter().any(|one| attempts.has(one.0)))
    }
}

impl Lane {
    /// All of it as new attempts, joined as far as it goes on from each other.
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
