//! The lock and the channel of the open article. The session decides which tab writes:
//! tests/native/tabs.rs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::browser::channel::Channel;
use crate::browser::dom;
use crate::browser::locks::{self, Hold, LockEvent, LockMode};
use crate::browser::timeout::with_timeout;
use crate::model::ArticleId;
use crate::session::{Action, Effect, Heard, LockFound, Note, ProgramPart, TabRequest};

use super::deferred::Held;
use super::shared::Shared;
use super::storage::queue::Request;

/// Time the browser has to say who holds a lock, in milliseconds.
const PATIENCE: u32 = 2_000;

/// What belongs to the open article, and the lock of one about to open.
#[derive(Default)]
pub(super) struct TabLocks {
    open: RefCell<Option<Joined>>,
    found: RefCell<Option<(ArticleId, Hold)>>,
    /// Resolved with whether the requested lock was free.
    answer: RefCell<Option<Function>>,
}

struct Joined {
    id: ArticleId,
    channel: Option<Channel>,
    lock: Option<Hold>,
}

impl TabLocks {
    pub(super) fn is_open(&self, id: &ArticleId) -> bool {
        self.open.borrow().as_ref().is_some_and(|open| open.id == *id)
    }

    fn set_lock(&self, lock: Option<Hold>) -> Option<Hold> {
        let mut open = self.open.borrow_mut();
        open.as_mut().and_then(|open| std::mem::replace(&mut open.lock, lock))
    }
}

impl Shared {
    /// Before an article's records are read, takes its lock if it is free, so that no other tab
    /// changes them afterwards.
    pub(super) async fn look_for_lock(self: &Rc<Self>, id: &ArticleId) {
        if self.tabs.is_open(id) {
            return;
        }
        let mut hold = None;
        let answer = Promise::new(&mut |resolve, _| {
            *self.tabs.answer.borrow_mut() = Some(resolve);
            hold = locks::request(&name(id), LockMode::IfFree, self.told(id));
        });
        let found = match &hold {
            // A browser that does not answer counts as one without locks; the storage's guard is
            // still there.
            Some(_) => with_timeout(PATIENCE, JsFuture::from(answer))
                .await
                .and_then(|answer| answer.ok()?.as_bool()),
            None => None,
        };
        let found = match found {
            Some(true) => LockFound::Free,
            Some(false) => LockFound::Held,
            None => LockFound::NoLocks,
        };
        let hold = hold.filter(|_| found == LockFound::Free);
        drop(self.tabs.found.replace(hold.map(|hold| (id.clone(), hold))));
        self.act(Action::Tab(Heard::Found(id.clone(), found)));
    }

    /// Whether no other tab writes an article: it is open here, or its lock was free just now and
    /// is released again. Without locks, only the storage's guard protects it.
    pub(super) async fn is_free(self: &Rc<Self>, id: &ArticleId) -> bool {
        let (answered, into) = (Rc::new(Cell::new(None)), Rc::new(Cell::new(None)));
        if self.tabs.is_open(id) {
            return true;
        }
        let promise = Promise::new(&mut |resolve, _| {
            let answered = answered.clone();
            let told = move |told| {
                answered.set(Some(told));
                // A resolving function throws nothing.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            };
            into.set(locks::request(&name(id), LockMode::IfFree, Rc::new(told)));
        });
        let Some(_hold) = into.take() else { return true };
        // Never rejected; without an answer there are no locks.
        let _ = with_timeout(PATIENCE, JsFuture::from(promise)).await;
        answered.get() != Some(LockEvent::Busy)
    }

    pub(super) fn run_tab_request(self: &Rc<Self>, request: TabRequest) {
        match request {
            TabRequest::Keep(id) => self.keep(id),
            TabRequest::Post(note) => {
                if let Some(channel) =
                    self.tabs.open.borrow().as_ref().and_then(|open| open.channel.as_ref())
                {
                    channel.post(&note.parts());
                }
            }
            TabRequest::Queue => self.lock(LockMode::Wait),
            other if self.is_whole() => self.run_rest_of_tab_requests(other),
            other => self.hold(ProgramPart::Deferred, Held::Effect(Effect::Tab(other))),
        }
    }

    #[inline(never)]
    fn run_rest_of_tab_requests(self: &Rc<Self>, request: TabRequest) {
        match request {
            // `run_tab_request` did it already.
            TabRequest::Keep(_) | TabRequest::Post(_) | TabRequest::Queue => {}
            TabRequest::Steal => self.lock(LockMode::Steal),
            TabRequest::Release => {
                let lock = self.tabs.set_lock(None);
                self.enqueue(Request::Then(Box::new(move || drop(lock))));
            }
            TabRequest::Flush(number) => self.hear_later(Heard::Flushed(number)),
            TabRequest::Wake(millis, number) => {
                let shared = self.clone();
                let wake = move || shared.act(Action::Tab(Heard::Woke(number)));
                Timeout::new(millis, wake).forget();
            }
            TabRequest::Read => {
                let open = self.read(|session| Some(session.document()?.article().id().clone()));
                let Some(id) = open else { return };
                let (shared, of) = (self.clone(), id.clone());
                let then = move |stored| shared.act(Action::Tab(Heard::Read(of, stored)));
                self.enqueue(Request::Fetch(id, Box::new(then)));
            }
        }
    }

    /// The page becomes visible or hidden.
    pub(super) fn awake(self: &Rc<Self>) {
        // Hearing is never refused.
        let _ = self.perform_unseen(Action::Tab(Heard::Awake));
    }

    /// Switches lock and channel to this article. Those of the previous one are released when
    /// everything requested before is written.
    fn keep(self: &Rc<Self>, id: Option<ArticleId>) {
        let found = self.tabs.found.take();
        if id.as_ref().is_some_and(|id| self.tabs.is_open(id)) {
            return;
        }
        let open = id.map(|id| {
            let (shared, of) = (self.clone(), id.clone());
            let heard = move |parts: &[String]| {
                if let Some(note) = Note::of(parts).filter(|_| shared.tabs.is_open(&of)) {
                    shared.act(Action::Tab(Heard::Said(note)));
                }
            };
            let lock = found.filter(|(found, _)| *found == id).map(|(_, hold)| hold);
            Joined { channel: Channel::open(&name(&id), heard), lock, id }
        });
        let before = self.tabs.open.replace(open);
        self.enqueue(Request::Then(Box::new(move || drop(before))));
    }

    fn lock(self: &Rc<Self>, how: LockMode) {
        let id = self.tabs.open.borrow().as_ref().map(|open| open.id.clone());
        if let Some(id) = id {
            drop(self.tabs.set_lock(locks::request(&name(&id), how, self.told(&id))));
        }
    }

    /// Reports events of an article's lock: to the session, or before it is open to
    /// `look_for_lock`.
    fn told(self: &Rc<Self>, id: &ArticleId) -> Rc<dyn Fn(LockEvent)> {
        let (shared, id) = (self.clone(), id.clone());
        Rc::new(move |told| {
            if shared.tabs.is_open(&id) {
                let granted = told == LockEvent::Granted;
                shared.act(Action::Tab(if granted { Heard::Granted } else { Heard::Lost }));
            } else if let Some(answer) = shared.tabs.answer.take() {
                let free = match told {
                    LockEvent::Granted => JsValue::TRUE,
                    LockEvent::Busy => JsValue::FALSE,
                    LockEvent::Lost => JsValue::UNDEFINED,
                };
                // A resolving function throws nothing.
                let _ = answer.call1(&JsValue::UNDEFINED, &free);
            }
        })
    }

    fn hear_later(self: &Rc<Self>, heard: Heard) {
        let shared = self.clone();
        self.enqueue(Request::Then(Box::new(move || shared.act(Action::Tab(heard)))));
    }
}

/// The name of an article's lock and channel. It has the path, as several copies of the program may
/// share a host.
fn name(id: &ArticleId) -> String {
    format!("article-annotator {} {id}", dom::base_path())
}
