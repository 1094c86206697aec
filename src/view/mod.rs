//! Components that take snapshots and give back actions. Never imports `browser`, never writes a
//! style attribute: tests/native/layers.rs.

mod article;
mod attribution;
mod card;
mod cards;
mod check;
mod choose;
mod claims;
mod dialog;
mod empty;
mod export;
mod field;
mod footline;
mod handles;
mod header;
mod help;
mod icon;
mod import;
mod library;
mod manuscript;
mod occurrences;
pub mod overview;
mod page;
mod people;
mod pick;
mod publish;
mod scheme;
mod settings;
mod settle;
mod stored;
mod title;
mod toast;
mod toolbar;
mod tree;
pub mod wording;

pub use page::{PageProps, page};
pub use tree::Estimate;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::{Callback, Event, MouseEvent};

use crate::session::Action;

/// Where components send actions.
pub type Act = Callback<Action>;

/// A click that sends one action. One function for all places: each kind of closure adds a kilobyte
/// to the program.
fn on_click(act: &Act, action: Action) -> Callback<MouseEvent> {
    let action = Rc::new(action);
    act.reform(move |_: MouseEvent| Action::Again(action.clone()))
}

/// The same for the change of a field with fixed options.
fn on_change(act: &Act, action: Action) -> Callback<Event> {
    let action = Rc::new(action);
    act.reform(move |_: Event| Action::Again(action.clone()))
}

/// The value of the field an event comes from.
fn value_of(event: &Event) -> Option<String> {
    let target = event.target()?;
    if let Some(field) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return Some(field.value());
    }
    if let Some(area) = target.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        return Some(area.value());
    }
    target.dyn_ref::<web_sys::HtmlSelectElement>().map(web_sys::HtmlSelectElement::value)
}
