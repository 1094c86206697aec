//! The storage of a browser with several tabs, with the scheduled faults: jobs in the program's own
//! order, answers that come late, twice or never.

use std::rc::Rc;

use article_annotator::model::ArticleId;
use article_annotator::session::library::deeds::Deed;
use article_annotator::session::library::shelf::Shelve;
use article_annotator::session::storage::queue::{Job as Queued, NextJob};
use article_annotator::session::storage::save_state::{StorageEvent, Why};
use article_annotator::session::storage::unsaved::Attempts;
use article_annotator::session::{
    Action, Batch, Failure, Heard, Key, Message, Opening, SaveState, Stored,
};

use crate::faults::Fault;
use crate::store::Refused;
use crate::tabs_world::{Browser, Hanging, Job};

impl Browser {
    /// Does the next job of a tab's storage; false if there is none.
    pub fn works(&mut self, index: usize) -> bool {
        if let Some(heard) = self.tabs[index].arrives.pop_front() {
            self.hears(index, heard);
            return true;
        }
        if let Some(event) = self.tabs[index].answers.pop_front() {
            self.does(index, Action::Storage(event)).unwrap();
            return true;
        }
        let NextJob::Do(job) = self.tabs[index].jobs.next(true) else { return false };
        match job {
            Queued::Write(attempts, batch) => self.writes(index, attempts, batch),
            Queued::Other(Job::Hear(heard)) => self.hears(index, heard),
            Queued::Other(Job::LetGo(ticket)) => self.let_go(ticket),
            Queued::Other(Job::Connect) => {
                let event = match self.next_fault() {
                    Fault::None => StorageEvent::Opened,
                    fault => StorageEvent::Unavailable(fault.failure()),
                };
                self.does(index, Action::Storage(event)).unwrap();
            }
            Queued::Other(Job::Read(id)) => {
                self.reads += 1;
                let stored = self.reads_of(&id);
                self.tabs[index].arrives.push_back(Heard::Read(id, stored));
            }
            Queued::Other(Job::ReadStep(id, number)) => {
                let found = match self.next_fault() {
                    Fault::None | Fault::AnswersTwice | Fault::CompletesLate => {
                        Ok(self.store.step(&Key::Step(id.clone(), number)))
                    }
                    fault => Err(fault.failure()),
                };
                self.does(index, Action::StepRead { id, number, found }).unwrap();
            }
            Queued::Other(Job::Fetch(opening)) => self.fetches(index, opening),
        }
        true
    }

    fn reads_of(&mut self, id: &ArticleId) -> Result<Option<Box<Stored>>, Failure> {
        // A browser reads only after all earlier writes.
        self.made += 1;
        match self.next_fault() {
            Fault::None | Fault::AnswersTwice | Fault::CompletesLate => {
                Ok(self.store.stored(id).map(Box::new))
            }
            fault => Err(fault.failure()),
        }
    }

    fn fetches(&mut self, index: usize, opening: Box<Opening>) {
        let id = opening.id().clone();
        if self.tabs[index].session.document().is_none() {
            let found = self.finds(index);
            self.hears(index, Heard::Found(id.clone(), found));
        }
        let action = match self.reads_of(&id) {
            Ok(stored) => Action::Open { opening, stored },
            Err(failure) => Action::Unread { opening, failure },
        };
        // Another tab may be writing what this one has to say.
        let _ = self.does(index, action);
    }

    /// The first law: what is shown as saved is stored, or was until another tab overwrote it, and
    /// no message beside it says otherwise.
    pub fn looks(&mut self, index: usize) {
        let session = &self.tabs[index].session;
        let Some(open) = session.document() else { return };
        if session.saving() != &SaveState::Saved {
            return;
        }
        let told = session.toast().map(|toast| &*toast.message);
        if matches!(told, Some(Message::NotSaved(_))) && session.parked().count() == 0 {
            self.broken.push(format!("tab {index} says saved, and beside it that it is not"));
        }
        if session.role().may_edit() && !self.store.had(open.article().id(), open.set()) {
            self.broken.push(format!("tab {index} says saved, and it was never stored"));
        }
    }

    fn next_fault(&mut self) -> Fault {
        self.faults.pop_front().unwrap_or(Fault::None)
    }

    /// A write, with the scheduled fault.
    fn writes(&mut self, index: usize, attempts: Attempts, batch: Rc<Batch>) {
        let fault = self.next_fault();
        match fault {
            Fault::Hangs | Fault::CompletesLate => {
                let made = self.made;
                self.tabs[index].hanging.push((attempts, batch, made));
                return self.answers(index, StorageEvent::Failed(attempts, Why::NoAnswer.into()));
            }
            Fault::Closes | Fault::Forgets | Fault::Outdated => {
                if fault == Fault::Forgets {
                    self.store.forget();
                }
                for other in 0..self.tabs.len() {
                    self.answers(other, StorageEvent::Closed);
                }
                return self.answers(index, StorageEvent::Failed(attempts, fault.failure()));
            }
            Fault::NoRoom | Fault::NoDisk | Fault::Aborts | Fault::LosesConnection => {
                return self.answers(index, StorageEvent::Failed(attempts, fault.failure()));
            }
            Fault::None | Fault::AnswersTwice => {}
        }
        let answer = self.commits(attempts, &batch);
        if fault == Fault::AnswersTwice {
            self.answers(index, answer.clone());
        }
        self.does(index, Action::Storage(answer)).unwrap();
    }

    /// Makes a write that hung, unless others were made since.
    pub fn commits_late(&mut self, (attempts, batch, made): &Hanging) -> Option<StorageEvent> {
        (*made == self.made).then(|| self.commits(*attempts, batch))
    }

    fn commits(&mut self, attempts: Attempts, batch: &Batch) -> StorageEvent {
        match self.store.write(batch) {
            Ok(()) => {
                self.made += 1;
                StorageEvent::Kept(attempts)
            }
            Err(Refused { stored, writer }) => StorageEvent::Guarded { attempts, stored, writer },
        }
    }

    fn answers(&mut self, index: usize, event: StorageEvent) {
        if !self.tabs[index].crashed {
            self.tabs[index].answers.push_back(event);
        }
    }

    /// The browser closes a tab's connection to the storage.
    pub fn closes(&mut self, index: usize) {
        self.does(index, Action::Storage(StorageEvent::Closed)).unwrap();
    }

    /// A write that hung is made after all, and the tab may hear of it; false if none hangs.
    pub fn completes(&mut self, index: usize, is_heard: bool) -> bool {
        let Some(hanging) = self.tabs[index].hanging.pop() else { return false };
        if let Some(answer) = self.commits_late(&hanging).filter(|_| is_heard) {
            self.answers(index, answer);
        }
        true
    }

    pub fn does_deed(&mut self, index: usize, ticket: u32, deed: &Deed) {
        let stored = self.store.stored(&deed.id);
        let done = deed.batch(stored.as_ref(), &self.tabs[index].world);
        let done = done.map(|(batch, done)| {
            batch.into_iter().for_each(|batch| self.store.write(&batch).unwrap());
            done
        });
        self.does(index, Shelve::Done(ticket, done).into()).unwrap();
    }

    /// Slow jobs finish.
    pub fn does_slow_deeds(&mut self) {
        for (index, ticket, deed) in self.slow_deeds.replace(Vec::new()).unwrap_or_default() {
            self.does_deed(index, ticket, &deed);
        }
    }

    /// A pause before another try ends; false if there is none.
    pub fn tries_again(&mut self, index: usize) -> bool {
        let Some(number) = self.tabs[index].pauses.pop_front() else { return false };
        self.does(index, Action::Storage(StorageEvent::RetryDue(number))).unwrap();
        true
    }
}
