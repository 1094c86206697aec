//! The storage's jobs, done in the order they were asked for, so that a read is never older than an earlier
//! write. Consecutive writes become one (tests/native/storage_queue.rs).

use std::collections::VecDeque;
use std::rc::Rc;

use super::batch::Batch;
use super::unsaved::{Attempt, Attempts};

/// What determines the order of jobs.
pub trait StorageJob {
    /// Whether it adds nothing right after `before`.
    fn repeats(&self, before: &Self) -> bool;

    /// Whether it needs the whole program.
    fn needs_whole(&self) -> bool;
}

/// A job for the storage.
#[derive(Debug)]
pub enum Job<T> {
    /// Write these, all or nothing.
    Write(Attempts, Rc<Batch>),
    /// Anything else.
    Other(T),
}

/// What to do next.
#[derive(Debug)]
pub enum NextJob<T> {
    /// This job.
    Do(Job<T>),
    /// Nothing with this one: it is held until the program is whole, and the jobs behind it continue.
    Held,
    /// Nothing: whoever works through the jobs may stop.
    Rest,
}

/// The waiting jobs.
#[derive(Debug)]
pub struct Queue<T> {
    jobs: VecDeque<Job<T>>,
    /// Those that need the whole program.
    held: VecDeque<T>,
    /// Whether somebody works through the jobs.
    running: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { jobs: VecDeque::new(), held: VecDeque::new(), running: false }
    }
}

impl<T: StorageJob> Queue<T> {
    /// Adds a write.
    pub fn write(&mut self, attempt: Attempt, batch: Rc<Batch>) {
        self.jobs.push_back(Job::Write(Attempts { first: attempt, last: attempt }, batch));
    }

    /// Adds another job, unless the one before it does the same.
    pub fn push(&mut self, job: T) {
        let repeats = match self.jobs.back() {
            Some(Job::Other(last)) => job.repeats(last),
            Some(Job::Write(..)) => false,
            // A held job is done after everything asked for so far.
            None => self.held.back().is_some_and(|last| job.repeats(last)),
        };
        if !repeats {
            self.jobs.push_back(Job::Other(job));
        }
    }

    /// Whether the caller should start working through the jobs: `false` if somebody already does.
    pub fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.running, true)
    }

    /// The next thing to do.
    pub fn next(&mut self, whole: bool) -> NextJob<T> {
        match self.take() {
            None => {
                self.running = false;
                NextJob::Rest
            }
            Some(Job::Other(job)) if !whole && job.needs_whole() => {
                self.held.push_back(job);
                NextJob::Held
            }
            Some(job) => NextJob::Do(job),
        }
    }

    /// Puts the held jobs before all waiting ones, in their own order, once the program is whole.
    pub fn release(&mut self) {
        while let Some(job) = self.held.pop_back() {
            self.jobs.push_front(Job::Other(job));
        }
    }

    /// Takes out the next job. A write takes along all writes waiting right behind it that follow on from it:
    /// however fast edits come, one write is pending and one waits.
    fn take(&mut self) -> Option<Job<T>> {
        let (mut attempts, mut batch) = match self.jobs.pop_front()? {
            Job::Write(attempts, batch) => (attempts, batch),
            other => return Some(other),
        };
        while let Some(Job::Write(next, follows)) = self.jobs.front() {
            if !batch.is_followed_by(follows) {
                break;
            }
            let mut joined = Rc::unwrap_or_clone(batch);
            // Nothing remains, because one follows the other.
            joined.join(Batch::clone(follows));
            (attempts.last, batch) = (next.last, Rc::new(joined));
            self.jobs.pop_front();
        }
        Some(Job::Write(attempts, batch))
    }
}
