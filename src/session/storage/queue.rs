//! What the storage is asked for, one job after the other in the order it was asked: what is read is never older
//! than what was written before. Writes that follow each other become one: tests/native/storage_queue.rs.

use std::collections::VecDeque;
use std::rc::Rc;

use super::unsaved::{Attempt, Attempts};
use crate::session::records::Batch;

/// A job for the storage.
#[derive(Debug)]
pub enum Job<T> {
    /// These are written, all or nothing.
    Write(Attempts, Rc<Batch>),
    /// Anything else.
    Other(T),
}

/// The jobs that wait.
#[derive(Debug)]
pub struct Queue<T> {
    jobs: VecDeque<Job<T>>,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self { jobs: VecDeque::new() }
    }
}

impl<T> Queue<T> {
    /// Adds a write.
    pub fn write(&mut self, attempt: Attempt, batch: Rc<Batch>) {
        self.jobs.push_back(Job::Write(Attempts { first: attempt, last: attempt }, batch));
    }

    /// Adds another job.
    pub fn push(&mut self, job: T) {
        self.jobs.push_back(Job::Other(job));
    }

    /// The job that was added last, if nothing was written after it.
    pub fn last(&self) -> Option<&T> {
        match self.jobs.back()? {
            Job::Other(job) => Some(job),
            Job::Write(..) => None,
        }
    }

    /// Takes out the next job. A write comes with all that wait right behind it and go on from it: however fast
    /// edits come, one write is under way, and one waits.
    pub fn take(&mut self) -> Option<Job<T>> {
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
