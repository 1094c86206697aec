//! The deferred part of the program: when it is requested, and what waits for it at the gate.

mod gate;

use std::cell::RefCell;
use std::mem::discriminant;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::browser::deferred::{self, News};
use crate::browser::dom;
use crate::session::{Action, Effect, Traits};
use crate::view::wording;

use crate::app::shared::Shared;

use gate::{Gate, Need};

/// The gate, and the promises waiting at it.
pub(in crate::app) struct Deferred {
    gate: RefCell<Gate<Held>>,
    /// Called when the part is loaded, or with the reason why it is not.
    waiting: RefCell<Vec<Function>>,
    again: RefCell<Option<Timeout>>,
    listeners: RefCell<Vec<EventListener>>,
}

type HeldTask = Box<dyn FnOnce(&Rc<Shared>)>;

/// Something that needs the deferred part.
pub(in crate::app) enum Held {
    Action(Action),
    Effect(Effect),
    Task(HeldTask),
}

impl Default for Deferred {
    fn default() -> Self {
        Self {
            gate: RefCell::new(Gate::open()),
            waiting: RefCell::default(),
            again: RefCell::default(),
            listeners: RefCell::default(),
        }
    }
}

impl Shared {
    /// Called before anything else: finds out whether the program comes in two files.
    pub(in crate::app) fn expect_deferred(self: &Rc<Self>) {
        if !deferred::is_apart() {
            return;
        }
        *self.deferred.gate.borrow_mut() = Gate::closed();
        self.session.borrow_mut().show_article_only();
        let (shared, weak) = (Rc::downgrade(self), Rc::downgrade(self));
        let options = EventListenerOptions::enable_prevent_default();
        let leaving = EventListener::new_with_options(
            &dom::window(),
            "beforeunload",
            options,
            move |event| {
                // The browser asks before the page goes, because held changes would be lost.
                if weak.upgrade().is_some_and(|shared| shared.holds_changes()) {
                    event.prevent_default();
                }
            },
        );
        let listeners = deferred::listen(move |news| {
            let Some(shared) = shared.upgrade() else { return };
            match news {
                News::Arrived => shared.deferred_arrived(),
                News::Failed(reason) => shared.deferred_failed(&reason),
                News::Online => shared.ask_for_deferred(),
            }
        });
        let listeners = listeners.into_iter().chain([leaving]).collect();
        *self.deferred.listeners.borrow_mut() = listeners;
    }

    /// Whether the whole program is loaded.
    pub fn is_whole(&self) -> bool {
        self.deferred.gate.borrow().is_open()
    }

    /// Requests the part, unless it is loaded or on its way.
    pub(in crate::app) fn ask_for_deferred(self: &Rc<Self>) {
        if self.deferred.gate.borrow_mut().asks() {
            self.deferred.again.take();
            deferred::ask();
        }
    }

    /// Returns the action if it can be performed now. Otherwise holds it, and performs it as soon
    /// as possible.
    pub(in crate::app) fn pass(self: &Rc<Self>, action: Action) -> Option<Action> {
        let Traits { needs_whole, opens, .. } = action.traits();
        let need = match (needs_whole, opens) {
            (true, _) => Need::Part,
            (false, true) => Need::Turn,
            (false, false) => Need::Nothing,
        };
        if self.deferred.gate.borrow().lets_pass(need) {
            return Some(action);
        }
        self.hold(Held::Action(action));
        None
    }

    /// Runs a task once the deferred part is loaded: now, if it is.
    pub(in crate::app) fn when_whole(self: &Rc<Self>, task: impl FnOnce(&Rc<Self>) + 'static) {
        match self.is_whole() {
            true => task(self),
            false => self.hold(Held::Task(Box::new(task))),
        }
    }

    /// Holds something until the part is loaded.
    pub(in crate::app) fn hold(self: &Rc<Self>, held: Held) {
        self.deferred.gate.borrow_mut().hold(held, replaces);
        self.ask_for_deferred();
    }

    /// Whether a held action would change the stored data.
    pub(in crate::app) fn holds_changes(&self) -> bool {
        let gate = self.deferred.gate.borrow();
        gate.held().any(|held| match held {
            Held::Action(action) => action.traits().stores,
            Held::Effect(_) | Held::Task(_) => false,
        })
    }

    /// Whether an article is held that will open as soon as the part is loaded.
    pub(in crate::app) fn holds_opening(&self) -> bool {
        let gate = self.deferred.gate.borrow();
        let opens = |held: &Held| matches!(held, Held::Action(one) if one.traits().opens);
        gate.held().any(opens)
    }

    /// Resolves when the deferred part is loaded.
    ///
    /// # Errors
    /// A sentence, if it could not be loaded this time. The gate tries again.
    pub async fn whole(self: &Rc<Self>) -> Result<(), String> {
        if self.is_whole() {
            return Ok(());
        }
        let promise = Promise::new(&mut |resolve, _| {
            self.deferred.waiting.borrow_mut().push(resolve);
        });
        self.ask_for_deferred();
        // This promise is never rejected.
        match JsFuture::from(promise).await.ok().and_then(|reason| reason.as_string()) {
            Some(reason) => Err(wording::part_missing(&reason)),
            None => Ok(()),
        }
    }

    fn deferred_arrived(self: &Rc<Self>) {
        self.deferred.gate.borrow_mut().arrived();
        self.show_everything();
        self.deferred.again.take();
        loop {
            // Not in the loop's head, where the gate would stay borrowed during the action.
            let next = self.deferred.gate.borrow_mut().next();
            match next {
                Some(Held::Action(action)) => self.act(action),
                Some(Held::Effect(effect)) => self.run(effect),
                Some(Held::Task(task)) => task(self),
                None => break,
            }
        }
        self.draw();
        self.tell_waiting(&JsValue::UNDEFINED);
    }

    fn deferred_failed(self: &Rc<Self>, reason: &str) {
        let pause = self.deferred.gate.borrow_mut().failed();
        let shared = self.clone();
        let again = Timeout::new(pause, move || shared.ask_for_deferred());
        *self.deferred.again.borrow_mut() = Some(again);
        self.tell_waiting(&reason.into());
    }

    fn tell_waiting(&self, answer: &JsValue) {
        for resolve in self.deferred.waiting.take() {
            // A resolving function throws nothing.
            let _ = resolve.call1(&JsValue::UNDEFINED, answer);
        }
    }
}

/// Of two such actions in a row, only the later one matters: where the pointer is, what is
/// selected.
fn replaces(last: &Held, next: &Held) -> bool {
    match (last, next) {
        (Held::Action(last), Held::Action(next)) => {
            next.traits().passing && discriminant(last) == discriminant(next)
        }
        _ => false,
    }
}
