//! The listeners of the JavaScript API. One that throws does not stop the others.

use std::cell::{Cell, RefCell};

use js_sys::{Function, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::model::AnnotationId;
use crate::session::Event;
use crate::view::wording;

use super::shared::Shared;

/// The listeners of each event.
#[derive(Default)]
pub struct Listeners {
    list: RefCell<Vec<(u32, String, Function)>>,
    last: Cell<u32>,
}

impl Listeners {
    /// The events.
    pub const EVENTS: [&'static str; 4] = ["change", "select", "load", "save"];

    /// Adds a listener; returns its number.
    pub fn add(&self, event: &str, listener: Function) -> u32 {
        self.last.set(self.last.get() + 1);
        self.list.borrow_mut().push((self.last.get(), event.to_owned(), listener));
        self.last.get()
    }

    /// Removes the listener with this number.
    pub fn remove(&self, number: u32) {
        self.list.borrow_mut().retain(|(other, ..)| *other != number);
    }

    fn has(&self, event: &str) -> bool {
        self.list.borrow().iter().any(|(_, name, _)| name == event)
    }

    fn tell(&self, event: &str, key: &str, value: &JsValue) {
        self.tell_all(event, &[Some((key, value.clone()))]);
    }

    fn tell_all(&self, event: &str, details: &[Option<(&str, JsValue)>]) {
        // Copied first, as a listener may add or remove listeners.
        let to: Vec<Function> = self
            .list
            .borrow()
            .iter()
            .filter(|(_, name, _)| name == event)
            .map(|(.., listener)| listener.clone())
            .collect();
        for listener in to {
            let detail = Object::new();
            // Setting a property of a fresh object does not fail.
            let _ = Reflect::set(&detail, &"type".into(), &event.into());
            for (key, value) in details.iter().flatten() {
                let _ = Reflect::set(&detail, &(*key).into(), value);
            }
            if let Err(error) = listener.call1(&JsValue::UNDEFINED, &detail) {
                web_sys::console::error_2(
                    &"A listener of Article Annotator failed:".into(),
                    &error,
                );
            }
        }
    }
}

/// Ids for a program. They contain no blanks, so they cross as one text: one by one, 10,000 take
/// many milliseconds.
fn list(ids: &[AnnotationId]) -> js_sys::Array {
    let ids: Vec<&str> = ids.iter().map(|id| &*id.0).collect();
    match ids.is_empty() {
        true => js_sys::Array::new(),
        false => JsString::from(ids.join(" ")).split(" "),
    }
}

impl Shared {
    pub(super) fn emit(&self, event: &Event) {
        match event {
            Event::Change(ids) => {
                if self.listeners().has("change") {
                    self.listeners().tell("change", "ids", &list(ids));
                }
            }
            Event::Select(id) => {
                let id = id.as_ref().map_or(JsValue::NULL, |id| JsValue::from(&*id.0));
                self.listeners().tell("select", "id", &id);
            }
            Event::Load(id) => self.listeners().tell("load", "id", &JsValue::from(&*id.0)),
            Event::Save(id, failure) => {
                let reason =
                    failure.as_ref().map(|failure| ("reason", wording::failure(failure).into()));
                let ok = JsValue::from(failure.is_none());
                let details = [Some(("id", JsValue::from(&*id.0))), Some(("ok", ok)), reason];
                self.listeners().tell_all("save", &details);
            }
        }
    }
}
