//! Tasks done beside the page. Each program of the worker starts with its first task, gets one task
//! at a time, and restarts if it breaks.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::worker::Worker;
use crate::browser::{clock, words_of};
use crate::formats::Problem;
use crate::session::Action;
use crate::session::worker::arriving::Arriving;
use crate::session::worker::program::{Assignment, FollowUp, Program};
use crate::session::worker::protocol::{Outcome, Task};
use crate::view::wording;
use crate::wire::{FAILED, LISTENS, PROGRESS, bytes_in, js_of, part_of};

use super::shared::Shared;

/// The worker, and its tasks.
#[derive(Default)]
pub(super) struct Works(RefCell<Desk>);

#[derive(Default)]
struct Desk {
    files: Running,
    documents: Running,
    pdf: Running,
    analysis: Running,
    /// The first task is the current one.
    tasks: VecDeque<Asked>,
    /// Whether the first task is being sent or done.
    sending: bool,
    /// The answer to the first task, as far as it arrived.
    answer: Arriving,
}

/// A program, if it runs.
#[derive(Default)]
struct Running {
    worker: Option<Worker>,
    listens: bool,
}

struct Asked {
    ticket: Option<u32>,
    assignment: Assignment,
    then: Box<dyn FnOnce(Outcome)>,
}

/// Bytes written and sent without a pause: too few to notice.
const AT_ONCE: usize = 400_000;

impl Shared {
    /// Queues a task for the worker.
    pub(super) fn assign(
        self: &Rc<Self>,
        ticket: Option<u32>,
        task: Rc<Task>,
        then: Box<dyn FnOnce(Outcome)>,
    ) {
        self.works.0.borrow_mut().tasks.push_back(Asked {
            ticket,
            assignment: Assignment::new(task),
            then,
        });
        self.go_on();
    }

    /// Queues a task for the worker, and awaits the result.
    pub async fn worked(self: &Rc<Self>, task: Task) -> Outcome {
        let outcome = Rc::new(RefCell::new(None));
        let promise = Promise::new(&mut |resolve, _| {
            let into = outcome.clone();
            let then = move |outcome| {
                *into.borrow_mut() = Some(outcome);
                // A resolving function throws nothing.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            };
            self.assign(None, Rc::new(task.clone()), Box::new(then));
        });
        // This promise is never rejected.
        let _ = JsFuture::from(promise).await;
        let outcome = outcome.take();
        outcome.unwrap_or_else(|| Outcome::Failed(Problem::new(wording::WORKER_BROKE)))
    }

    /// Drops a task nobody waits for any more; if the worker is doing it, the worker ends.
    pub(super) fn stop_work(self: &Rc<Self>, ticket: u32) {
        {
            let mut desk = self.works.0.borrow_mut();
            let at = desk.tasks.iter().position(|asked| asked.ticket == Some(ticket));
            if at == Some(0) && desk.sending {
                desk.end();
            }
            if let Some(at) = at {
                desk.tasks.remove(at);
            }
        }
        self.go_on();
    }

    fn go_on(self: &Rc<Self>) {
        let Some((program, task)) = self.works.0.borrow().next() else { return };
        let mut desk = self.works.0.borrow_mut();
        let running = desk.running(program);
        if running.worker.is_none() {
            match self.start(program) {
                Ok(worker) => running.worker = Some(worker),
                Err(error) => {
                    drop(desk);
                    return self.worker_failed(program, &words_of(&error));
                }
            }
        }
        if desk.running(program).listens {
            desk.sending = true;
            desk.answer = Arriving::about(task.against());
            drop(desk);
            let shared = self.clone();
            spawn_local(async move { shared.send(&task).await });
        }
    }

    fn start(self: &Rc<Self>, program: Program) -> Result<Worker, JsValue> {
        let (heard, broken) = (self.clone(), self.clone());
        Worker::start(
            program.name(),
            move |message| heard.hear_worker(program, &message),
            move |reason| broken.worker_failed(program, &words_of(&reason)),
        )
    }

    async fn send(self: &Rc<Self>, task: &Rc<Task>) {
        let mut size = AT_ONCE;
        for part in task.parts() {
            size += part.size();
            if size > AT_ONCE {
                clock::turn().await;
                size = part.size();
            }
            if !self.works.0.borrow().is_at(task) {
                return;
            }
            self.post(&js_of(part));
        }
        self.post(&Array::new());
    }

    fn post(&self, message: &Array) {
        let mut desk = self.works.0.borrow_mut();
        let Some(program) = desk.asked() else { return };
        if let Some(worker) = &desk.running(program).worker {
            worker.post(message, &bytes_in(message));
        }
    }

    fn hear_worker(self: &Rc<Self>, program: Program, message: &Array) {
        let first = message.get(0);
        match first.as_string().as_deref() {
            Some(LISTENS) if message.length() == 1 => {
                self.works.0.borrow_mut().running(program).listens = true;
                self.go_on();
            }
            Some(PROGRESS) => self.progressed(&message.get(1)),
            Some(FAILED) => self.worker_failed(program, &words_of(&message.get(1))),
            _ => self.take_part(message),
        }
    }

    fn progressed(self: &Rc<Self>, done: &JsValue) {
        let ticket = self.works.0.borrow().tasks.front().and_then(|asked| asked.ticket);
        if let (Some(ticket), Some(done)) = (ticket, done.as_f64()) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
            self.act(Action::Progress { ticket, done: done as usize });
        }
    }

    /// A part of an answer, as [`js_of`] makes it; an empty list ends the answer.
    fn take_part(self: &Rc<Self>, message: &Array) {
        if message.length() > 0 {
            if let Some(part) = part_of(message) {
                self.works.0.borrow_mut().answer.take(part);
            }
            return;
        }
        let (asked, answer) = {
            let mut desk = self.works.0.borrow_mut();
            desk.sending = false;
            (desk.tasks.pop_front(), std::mem::take(&mut desk.answer))
        };
        if let Some(Asked { ticket, assignment, then }) = asked {
            let outcome = answer.outcome().unwrap_or_else(|garbled| failed(&garbled));
            match assignment.answered(outcome) {
                FollowUp::Done(outcome) => then(*outcome),
                FollowUp::Ask(assignment) => {
                    let rest = Asked { ticket, assignment: *assignment, then };
                    self.works.0.borrow_mut().tasks.push_front(rest);
                }
            }
        }
        self.go_on();
    }

    /// A program broke: its current or next task fails with it. The next task restarts it.
    fn worker_failed(self: &Rc<Self>, program: Program, reason: &str) {
        let asked = {
            let mut desk = self.works.0.borrow_mut();
            if desk.asked() == Some(program) {
                desk.end();
                desk.tasks.pop_front()
            } else {
                *desk.running(program) = Running::default();
                None
            }
        };
        if let Some(asked) = asked {
            (asked.then)(failed(reason));
        }
        self.go_on();
    }
}

impl Desk {
    fn running(&mut self, program: Program) -> &mut Running {
        match program {
            Program::Files => &mut self.files,
            Program::Documents => &mut self.documents,
            Program::Pdf => &mut self.pdf,
            Program::Analysis => &mut self.analysis,
        }
    }

    /// The task to send, and its program.
    fn next(&self) -> Option<(Program, Rc<Task>)> {
        let first = self.tasks.front().filter(|_| !self.sending)?;
        Some((first.assignment.program, first.assignment.task.clone()))
    }

    /// The program of the first task.
    fn asked(&self) -> Option<Program> {
        self.tasks.front().map(|asked| asked.assignment.program)
    }

    /// Ends that program, whatever it is doing.
    fn end(&mut self) {
        if let Some(program) = self.asked() {
            *self.running(program) = Running::default();
        }
        self.sending = false;
        self.answer = Arriving::default();
    }

    fn is_at(&self, task: &Rc<Task>) -> bool {
        self.sending
            && self.tasks.front().is_some_and(|asked| Rc::ptr_eq(&asked.assignment.task, task))
    }
}

fn failed(reason: &str) -> Outcome {
    Outcome::Failed(Problem::new(wording::worker_broke(reason)))
}
