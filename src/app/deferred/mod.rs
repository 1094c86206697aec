//! The parts of the program after the start: when each is requested, and what waits for it at its gate.

mod gate;
mod waiting;

use std::cell::{Cell, RefCell};
use std::mem::discriminant;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::browser::clock;
use crate::browser::deferred::{self, DEFERRED, News, ON_DEMAND};
use crate::model::Timestamp;
use crate::session::library::shelf::Shelve;
use crate::session::suggest::many::WaitingSuggestions;
use crate::session::{Action, Effect, LoadedParts, Message, OnDemand, ProgramPart, Traits};
use crate::view::wording;

use crate::app::shared::Shared;

use gate::{Gate, Need};
use waiting::PartQueue;

/// The gates, and what the page tells of their parts.
#[derive(Default)]
pub(in crate::app) struct Deferred {
    deferred: PartQueue<Held>,
    on_demand: PartQueue<Held>,
    /// When something was last held for the part on demand.
    held_at: Cell<Option<Timestamp>>,
    /// Whether hints are passed over: one failed, and the connection has not come back since.
    ignores_hints: Cell<bool>,
    listeners: RefCell<Vec<EventListener>>,
}

type HeldTask = Box<dyn FnOnce(&Rc<Shared>)>;

/// Something that needs a part.
pub(in crate::app) enum Held {
    Action(Action),
    Effect(Effect),
    Task(HeldTask),
}

/// Time in which keys are for what was asked for, in milliseconds. After that, they mark again.
const PATIENCE: i64 = 2_000;

/// Time after which the reader is told that something is being fetched, in milliseconds.
const SOON: u32 = 700;

impl Deferred {
    /// A part, and the names of its events; the start is always there.
    fn part(&self, part: ProgramPart) -> (&PartQueue<Held>, deferred::PartEvents) {
        match part {
            ProgramPart::Start | ProgramPart::Deferred => (&self.deferred, DEFERRED),
            ProgramPart::OnDemand => (&self.on_demand, ON_DEMAND),
        }
    }
}

impl Shared {
    /// Called before anything else: finds out whether the program comes in several files.
    pub(in crate::app) fn expect_deferred(self: &Rc<Self>) {
        if !deferred::is_apart() {
            return;
        }
        for part in [ProgramPart::Deferred, ProgramPart::OnDemand] {
            *self.deferred.part(part).0.gate.borrow_mut() = Gate::closed();
        }
        self.session.borrow_mut().show_article_only();
        self.session.borrow_mut().has_loaded(LoadedParts::WITHOUT);
        let weak = Rc::downgrade(self);
        let online = deferred::online(move || {
            if let Some(shared) = weak.upgrade() {
                shared.deferred.ignores_hints.set(false);
                for part in [ProgramPart::Deferred, ProgramPart::OnDemand] {
                    shared.deferred.part(part).0.gate.borrow_mut().connected();
                }
                shared.ask_for(ProgramPart::Deferred);
                shared.ask_if_awaited();
            }
        });
        let news = [ProgramPart::Deferred, ProgramPart::OnDemand].map(|part| {
            let weak = Rc::downgrade(self);
            deferred::listen(self.deferred.part(part).1, move |news| {
                let Some(shared) = weak.upgrade() else { return };
                match news {
                    News::Arrived => shared.part_arrived(part),
                    News::Failed(reason) => shared.part_failed(part, &reason),
                }
            })
        });
        let listeners = news.into_iter().flatten().chain([online]).collect();
        *self.deferred.listeners.borrow_mut() = listeners;
    }

    /// Whether the deferred part is loaded: everything but what is fetched on demand.
    pub fn is_whole(&self) -> bool {
        self.is_loaded(ProgramPart::Deferred)
    }

    /// Whether a part is loaded.
    pub fn is_loaded(&self, part: ProgramPart) -> bool {
        part == ProgramPart::Start || self.deferred.part(part).0.is_loaded()
    }

    /// Proof that the part on demand is loaded, if it is.
    pub fn on_demand(&self) -> Option<OnDemand> {
        self.session.borrow().on_demand()
    }

    /// Requests a part, unless it is loaded or on its way.
    pub(in crate::app) fn ask_for(self: &Rc<Self>, part: ProgramPart) {
        // Each part is linked into those before it: `part_arrived` asks for the next.
        let part = if self.is_whole() { part } else { ProgramPart::Deferred };
        let (waiting, events) = self.deferred.part(part);
        if waiting.asks() {
            let awaited = part == ProgramPart::Deferred || waiting.is_awaited();
            deferred::ask(events, awaited);
        }
    }

    /// Whether a program waits for a part.
    pub fn awaits(&self, part: ProgramPart) -> bool {
        self.deferred.part(part).0.is_promised()
    }

    fn ask_if_awaited(self: &Rc<Self>) {
        if self.deferred.on_demand.is_awaited() {
            self.ask_for(ProgramPart::OnDemand);
        }
    }

    /// Returns the action if it can be performed now. Otherwise holds it, and performs it as soon
    /// as possible. What only needs the deferred part does not wait for what is fetched on demand.
    pub(in crate::app) fn pass(self: &Rc<Self>, action: Action) -> Option<Action> {
        let Traits { needs, opens, .. } = action.traits();
        let need = match (needs, opens) {
            (ProgramPart::Start, false) => Need::Nothing,
            (ProgramPart::Start, true) => Need::Turn,
            _ => Need::Part,
        };
        if !self.deferred.deferred.gate.borrow().lets_pass(need) {
            self.hold(ProgramPart::Deferred, Held::Action(action));
        } else if !self.is_loaded(needs) {
            self.hold(ProgramPart::OnDemand, Held::Action(action));
        } else {
            return Some(action);
        }
        None
    }

    /// Runs a task once a part is loaded: now, if it is.
    pub(in crate::app) fn when(
        self: &Rc<Self>,
        part: ProgramPart,
        task: impl FnOnce(&Rc<Self>) + 'static,
    ) {
        match self.is_loaded(part) {
            true => task(self),
            false => self.hold(part, Held::Task(Box::new(task))),
        }
    }

    /// The same for the part on demand, with the proof.
    pub(in crate::app) fn when_on_demand(
        self: &Rc<Self>,
        task: impl FnOnce(&Rc<Self>, OnDemand) + 'static,
    ) {
        self.when(ProgramPart::OnDemand, move |shared| {
            if let Some(loaded) = shared.on_demand() {
                task(shared, loaded);
            }
        });
    }

    /// Something opened by itself that only the part on demand shows.
    pub(in crate::app) fn await_on_demand(self: &Rc<Self>) {
        if !self.deferred.on_demand.is_held_for() {
            self.when_on_demand(|_, _| {});
        }
    }

    /// Holds something until a part is loaded.
    pub(in crate::app) fn hold(self: &Rc<Self>, part: ProgramPart, held: Held) {
        self.deferred.part(part).0.gate.borrow_mut().hold(held, replaces);
        self.ask_for(part);
        if part == ProgramPart::OnDemand {
            self.deferred.held_at.set(Some(clock::now()));
            let shared = self.clone();
            Timeout::new(SOON, move || shared.tell_of_fetching()).forget();
        }
    }

    /// Whether something that was asked for a moment ago opens as soon as its part is there.
    pub(in crate::app) fn opens_soon(&self) -> bool {
        let waiting = &self.deferred.on_demand;
        let is_recent = |at: Timestamp| clock::now().0 - at.0 < PATIENCE;
        waiting.is_held_for()
            && waiting.gate.borrow().is_asking()
            && self.deferred.held_at.get().is_some_and(is_recent)
    }

    fn tell_of_fetching(self: &Rc<Self>) {
        let waiting = &self.deferred.on_demand;
        let is_told = self.read(|session| {
            session.toast().is_some_and(|toast| matches!(*toast.message, Message::Fetching))
        });
        if !is_told && waiting.gate.borrow().is_asking() && waiting.is_held_for() {
            self.tell(Message::Fetching);
        }
    }

    /// Whether a held action would change the stored data.
    pub(in crate::app) fn holds_actions(&self) -> bool {
        let stores = |held: &Held| matches!(held, Held::Action(one) if one.traits().stores);
        self.deferred.deferred.holds(stores) || self.deferred.on_demand.holds(stores)
    }

    /// Whether an article is held that will open as soon as the part is loaded.
    pub(in crate::app) fn holds_opening(&self) -> bool {
        let opens = |held: &Held| matches!(held, Held::Action(one) if one.traits().opens);
        self.deferred.deferred.holds(opens)
    }

    /// Resolves when a part is loaded.
    ///
    /// # Errors
    /// A sentence, if it could not be loaded this time. The gate tries again.
    pub async fn loaded(self: &Rc<Self>, part: ProgramPart) -> Result<(), String> {
        let (waiting, _) = self.deferred.part(part);
        if waiting.is_loaded() {
            return Ok(());
        }
        let promise = Promise::new(&mut |resolve, _| waiting.add(resolve));
        self.ask_for(part);
        // This promise is never rejected.
        match JsFuture::from(promise).await.ok().and_then(|reason| reason.as_string()) {
            Some(reason) => Err(wording::part_missing(&reason)),
            None => Ok(()),
        }
    }

    fn part_arrived(self: &Rc<Self>, part: ProgramPart) {
        let (waiting, _) = self.deferred.part(part);
        waiting.gate.borrow_mut().arrived();
        if part == ProgramPart::OnDemand {
            self.session.borrow_mut().has_loaded(LoadedParts::default());
        } else {
            self.show_everything();
        }
        waiting.again.take();
        loop {
            // Not in the loop's head, where the gate would stay borrowed during the action.
            let next = waiting.gate.borrow_mut().next();
            match next {
                Some(Held::Action(action)) => self.act(action),
                Some(Held::Effect(effect)) => self.run(effect),
                Some(Held::Task(task)) => task(self),
                None => break,
            }
        }
        self.draw();
        waiting.tell(None);
        if part == ProgramPart::Deferred {
            self.ask_if_awaited();
            self.expect_hints();
        }
    }

    fn part_failed(self: &Rc<Self>, part: ProgramPart, reason: &str) {
        let (waiting, _) = self.deferred.part(part);
        let pause = waiting.gate.borrow_mut().failed();
        // Who waits for the next part waits for this one, too.
        let next = Some(&self.deferred.on_demand).filter(|_| part == ProgramPart::Deferred);
        let awaited = part == ProgramPart::Deferred || waiting.is_held_for();
        if awaited {
            let shared = self.clone();
            let again = Timeout::new(pause, move || shared.ask_for(part));
            *waiting.again.borrow_mut() = Some(again);
        } else {
            // Without a pause, the connection is there again.
            self.deferred.ignores_hints.set(pause > 0);
        }
        waiting.tell(Some(reason));
        if let Some(next) = next {
            next.tell(Some(reason));
        }
    }

    /// Fetches the part on demand once something hints that it will be needed, so that it need not be
    /// waited for, and works where the connection is lost later. Nothing is told if that fails.
    #[inline(never)]
    fn expect_hints(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let hints = deferred::hints(move || {
            if let Some(shared) = weak.upgrade().filter(|one| !one.deferred.ignores_hints.get()) {
                shared.ask_for(ProgramPart::OnDemand);
            }
        });
        self.deferred.listeners.borrow_mut().extend(hints);
        self.expect_waiting();
    }

    /// Fetches the part on demand if suggestions wait in the article with which the page started: it opened before
    /// anything could show them.
    fn expect_waiting(self: &Rc<Self>) {
        let Some(id) = self.read(|session| Some(session.document()?.article().id().clone())) else {
            return;
        };
        let shared = self.clone();
        spawn_local(async move {
            let key = WaitingSuggestions::key(&id);
            let record = shared.reads(async |storage| storage.get(&key).await).await;
            if matches!(record, Ok(Some(_))) && shared.loaded(ProgramPart::OnDemand).await.is_ok() {
                shared.act(Shelve::ShowWaiting.into());
            }
        });
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
