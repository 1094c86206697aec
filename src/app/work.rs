//! What is done beside the page: the worker is started at the first task, given one at a time, and
//! started anew if it breaks. Must never do a task itself, or have the whole of one in hand at once.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::worker::{self, FAILED, LISTENS, Worker};
use crate::browser::{clock, words_of};
use crate::formats::Problem;
use crate::session::Action;
use crate::session::arriving::Arriving;
use crate::session::work::{self, Outcome, Part, Task};
use crate::view::wording;

use super::shared::Shared;

/// The worker, and what it is yet to do.
#[derive(Default)]
pub(super) struct Works(RefCell<Desk>);

#[derive(Default)]
struct Desk {
    worker: Option<Worker>,
    listens: bool,
    /// The first is being done.
    tasks: VecDeque<Asked>,
    /// How many parts of the first were sent; `None` before the first of them.
    sending: bool,
    /// What came back of the first, as far as it came.
    answer: Arriving,
}

struct Asked {
    ticket: Option<u32>,
    task: Rc<Task>,
    then: Box<dyn FnOnce(Outcome)>,
}

/// What the worker sends, with how many, when it has done some of several articles.
const PROGRESS: &str = "progress";

/// So many bytes are written and sent without a pause: nobody notices.
const AT_ONCE: usize = 400_000;

impl Shared {
    /// Has the worker do a task.
    pub(super) fn assign(
        self: &Rc<Self>,
        ticket: Option<u32>,
        task: Rc<Task>,
        then: Box<dyn FnOnce(Outcome)>,
    ) {
        self.works.0.borrow_mut().tasks.push_back(Asked { ticket, task, then });
        self.go_on();
    }

    /// Has the worker do a task, and waits for that.
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
        // It is only ever resolved.
        let _ = JsFuture::from(promise).await;
        let outcome = outcome.take();
        outcome.unwrap_or_else(|| Outcome::Failed(Problem::new(wording::WORKER_BROKE)))
    }

    /// Drops a task nobody waits for any more; if the worker is at it, it is started anew.
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
        let mut desk = self.works.0.borrow_mut();
        if desk.tasks.is_empty() || desk.sending {
            return;
        }
        if desk.worker.is_none() {
            let shared = self.clone();
            match Worker::start(move |message| shared.hear_worker(&message)) {
                Ok(worker) => desk.worker = Some(worker),
                Err(error) => {
                    drop(desk);
                    return self.worker_failed(&words_of(&error));
                }
            }
        }
        if desk.listens {
            desk.sending = true;
            let (shared, task) = (self.clone(), desk.tasks[0].task.clone());
            desk.answer = Arriving::about(task.against());
            drop(desk);
            spawn_local(async move { shared.send(&task).await });
        }
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
        if let Some(worker) = &self.works.0.borrow().worker {
            worker.post(message);
        }
    }

    fn hear_worker(self: &Rc<Self>, message: &Array) {
        let first = message.get(0);
        match first.as_string().as_deref() {
            Some(LISTENS) if message.length() == 1 => {
                self.works.0.borrow_mut().listens = true;
                self.go_on();
            }
            Some(PROGRESS) => self.progressed(&message.get(1)),
            Some(FAILED) => self.worker_failed(&words_of(&message.get(1))),
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

    /// A part of an answer, as [`js_of`] makes it; behind the last comes an empty list.
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
        if let Some(asked) = asked {
            (asked.then)(answer.outcome().unwrap_or_else(|garbled| failed(&garbled)));
        }
        self.go_on();
    }

    fn worker_failed(self: &Rc<Self>, reason: &str) {
        let asked = {
            let mut desk = self.works.0.borrow_mut();
            desk.end();
            desk.tasks.pop_front()
        };
        if let Some(asked) = asked {
            (asked.then)(failed(reason));
        }
        self.go_on();
    }
}

impl Desk {
    fn end(&mut self) {
        (self.worker, self.listens, self.sending) = (None, false, false);
        self.answer = Arriving::default();
    }

    fn is_at(&self, task: &Rc<Task>) -> bool {
        self.sending && self.tasks.front().is_some_and(|asked| Rc::ptr_eq(&asked.task, task))
    }
}

fn failed(reason: &str) -> Outcome {
    Outcome::Failed(Problem::new(wording::worker_broke(reason)))
}

/// A part as it is sent: whether it is text, and its bytes, which change hands. A text of the browser's own would be
/// written anew on both sides.
fn js_of(part: Part) -> Array {
    let (is_text, bytes) = match &part {
        Part::Text(text) => (true, text.as_bytes()),
        Part::Bytes(bytes) => (false, bytes.as_slice()),
    };
    Array::of2(&is_text.into(), &Uint8Array::from(bytes))
}

fn part_of(message: &Array) -> Option<Part> {
    let bytes = message.get(1).dyn_ref::<Uint8Array>()?.to_vec();
    match message.get(0).as_bool()? {
        true => String::from_utf8(bytes).ok().map(Part::Text),
        false => Some(Part::Bytes(bytes)),
    }
}

/// In the worker: does what the page asks, one task after the other, for ever.
pub fn serve_the_page() {
    super::panic::tell_in_worker();
    let asked = RefCell::new(work::Asked::default());
    worker::listen(move |message| {
        if message.length() > 0 {
            if let Some(part) = part_of(&message) {
                asked.borrow_mut().take(part);
            }
            return;
        }
        let outcome = match asked.take().task() {
            Ok(task) => crate::session::worker::perform(&task, &|done| {
                worker::answer(&Array::of2(
                    &PROGRESS.into(),
                    &JsValue::from_f64(f64::from(u32::try_from(done).unwrap_or(u32::MAX))),
                ));
            }),
            Err(garbled) => failed(&garbled),
        };
        for part in outcome.parts() {
            worker::answer(&js_of(part));
        }
        worker::answer(&Array::new());
    });
}
