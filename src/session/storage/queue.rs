//! What the storage is asked for, one job after the other in the order it was asked: what is read is never older
//! than what was written before. Writes that follow each other become one: tests/native/storage_queue.rs.

use std::collections::VecDeque;
use std::rc::Rc;

use super::batch::Batch;
use super::unsaved::{Attempt, Attempts};

/// What the order of the jobs goes by.
pub trait Asked {
    /// Whether nothing new comes of it right after `before`.
    fn repeats(&self, before: &Self) -> bool;

    /// Whether it needs the deferred part of the program.
    fn is_deferred(&self) -> bool;
}

/// A job for the storage.
#[derive(Debug)]
pub enum Job<T> {
    /// These are written, all or nothing.
    Write(Attempts, Rc<Batch>),
    /// Anything else.
    Other(T),
}

/// What is to be done next.
#[derive(Debug)]
pub enum Next<T> {
    /// This job.
    Do(Job<T>),
    /// Nothing with this one: it is held until the deferred part is here, and what waits behind it goes on.
    Held,
    /// Nothing: whoever works through the jobs may stop.
    Rest,
}

/// The jobs that wait.
#[derive(Debug)]
pub struct Queue<T> {
    jobs: VecDeque<Job<T>>,
    /// Those that wait for the deferred part of the program.
    held: VecDeque<T>,
    /// Whether somebody works through the jobs.
    running: bool,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { jobs: VecDeque::new(), held: VecDeque::new(), running: false }
    }
}

impl<T: Asked> Queue<T> {
    /// Adds a write.
    pub fn write(&mut self, attempt: Attempt, batch: Rc<Batch>) {
        self.jobs.push_back(Job::Write(Attempts { first: attempt, last: attempt }, batch));
    }

    /// Adds another job, unless the one before it does the same.
    pub fn push(&mut self, job: T) {
        let repeats = match self.jobs.back() {
            Some(Job::Other(last)) => job.repeats(last),
            Some(Job::Write(..)) => false,
            // One that is held is done after everything that was asked for until now.
            None => self.held.back().is_some_and(|last| job.repeats(last)),
        };
        if !repeats {
            self.jobs.push_back(Job::Other(job));
        }
    }

    /// Whether somebody has to begin to work through the jobs: `false` if somebody does.
    pub fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.running, true)
    }

    /// The next thing to do for whoever began.
    pub fn next(&mut self, whole: bool) -> Next<T> {
        match self.take() {
            None => {
                self.running = false;
                Next::Rest
            }
            Some(Job::Other(job)) if !whole && job.is_deferred() => {
                self.held.push_back(job);
                Next::Held
            }
            Some(job) => Next::Do(job),
        }
    }

    /// Puts what was held before everything that waits, in the order it was asked for: the deferred part is here.
    pub fn release(&mut self) {
        while let Some(job) = self.held.pop_back() {
            self.jobs.push_front(Job::Other(job));
        }
    }

    /// Takes out the next job. A write comes with all that wait right behind it and go on from it: however fast
    /// edits come, one write is under way, and one waits.
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
            // Nothing is left over: the one follows the other.
            joined.join(Batch::clone(follows));
            (attempts.last, batch) = (next.last, Rc::new(joined));
            self.jobs.pop_front();
        }
        Some(Job::Write(attempts, batch))
    }
}
