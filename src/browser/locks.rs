//! Web Locks: one tab at a time holds the lock of a name. The browser takes it back from a tab that
//! was closed or crashed.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::{dom, listener};

// Declared here: web-sys has them only behind its flag for unstable APIs.
#[wasm_bindgen]
extern "C" {
    type WithLocks;
    #[wasm_bindgen(method, getter)]
    fn locks(this: &WithLocks) -> Option<Locks>;

    type Locks;
    #[wasm_bindgen(method)]
    fn request(this: &Locks, name: &str, options: &Options, granted: &Function) -> Outcome;

    type Outcome;
    #[wasm_bindgen(method, js_name = "catch")]
    fn rescue(this: &Outcome, lost: &Function);

    type Options;
    #[wasm_bindgen(method, setter, js_name = "ifAvailable")]
    fn set_if_available(this: &Options, value: bool);
    #[wasm_bindgen(method, setter)]
    fn set_steal(this: &Options, value: bool);
}

/// How a lock is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockMode {
    /// Only if nobody holds it.
    IfFree,
    /// As soon as everyone before has released it.
    Wait,
    /// Now, whoever holds it.
    Steal,
}

/// The answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockEvent {
    /// The lock is ours.
    Granted,
    /// Somebody else holds it, and this request is over.
    Busy,
    /// The lock was taken away, or the browser allows none here.
    Lost,
}

/// A lock, or the request for one. Dropping it releases the lock, and reports nothing more.
#[derive(Debug)]
pub struct Hold {
    wanted: Rc<Cell<bool>>,
    let_go: Function,
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.wanted.set(false);
        // A resolving function throws nothing.
        let _ = self.let_go.call0(&JsValue::UNDEFINED);
    }
}

/// Requests the lock of a name; `None` where there are no locks, as on plain http.
pub fn request(name: &str, how: LockMode, told: Rc<dyn Fn(LockEvent)>) -> Option<Hold> {
    let locks = dom::window().navigator().unchecked_into::<WithLocks>().locks()?;
    let options = Object::new().unchecked_into::<Options>();
    match how {
        LockMode::IfFree => options.set_if_available(true),
        LockMode::Wait => {}
        LockMode::Steal => options.set_steal(true),
    }
    let mut let_go = None;
    let held = Promise::new(&mut |resolve, _| let_go = Some(resolve));
    let hold = Hold { wanted: Rc::new(Cell::new(true)), let_go: let_go? };
    let (wanted, tell) = (hold.wanted.clone(), told.clone());
    let granted = listener(move |lock| {
        let told = if lock.is_null() { LockEvent::Busy } else { LockEvent::Granted };
        if wanted.get() {
            tell(told);
        }
        // Released at once if nobody wants it any more.
        if wanted.get() && told == LockEvent::Granted {
            held.clone().into()
        } else {
            JsValue::UNDEFINED
        }
    });
    let wanted = hold.wanted.clone();
    let lost = listener(move |_| {
        if wanted.get() {
            told(LockEvent::Lost);
        }
        JsValue::UNDEFINED
    });
    locks.request(name, &options, &granted).rescue(&lost);
    Some(hold)
}
