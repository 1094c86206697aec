//! Components that take snapshots and give back actions. Never imports `browser`, never writes a
//! style attribute: tests/native/layers.rs.

pub mod article;
mod cards;
mod dialogs;
mod header;
mod page;
mod panels;
mod parts;
pub mod wording;

pub use article::tree::Estimate;
pub use page::{PageProps, page};
pub use parts::field::{has_known_text, holds_form, holds_typed};

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::{Callback, Event, MouseEvent, SubmitEvent, TargetCast};

use crate::session::Action;

/// Where components send actions.
pub type Act = Callback<Action>;

/// A click that sends one action. One function for all places: each kind of closure adds a kilobyte
/// to the program.
fn on_click(act: &Act, action: Action) -> Callback<MouseEvent> {
    let action = Rc::new(action);
    act.reform(move |_: MouseEvent| Action::Again(action.clone()))
}

/// The same for what decides about many at once: another such button may take its place, and the second of two
/// quick clicks was not meant for that one.
fn on_single_click(act: &Act, action: Action) -> Callback<MouseEvent> {
    let click = on_click(act, action);
    Callback::from(move |event: MouseEvent| {
        if event.detail() < 2 {
            click.emit(event);
        }
    })
}

/// The same for the change of a field with fixed options.
fn on_change(act: &Act, action: Action) -> Callback<Event> {
    let action = Rc::new(action);
    act.reform(move |_: Event| Action::Again(action.clone()))
}

/// What the form that was sent holds in a field.
fn form_value(event: &SubmitEvent, name: &str) -> String {
    let form = event.target_dyn_into::<web_sys::HtmlFormElement>();
    let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
    data.and_then(|data| data.get(name).as_string()).unwrap_or_default()
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
