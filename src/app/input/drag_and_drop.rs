//! What is pasted, dropped or held over the page, unless a field takes it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Event};

use crate::browser::{files, transfer};

use super::gestures::GestureState;
use super::keys::place;
use crate::app::shared::Shared;

/// Listens to pastes and drags.
pub(in crate::app) fn bring(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    match &*event.type_() {
        "paste" if !place(event).takes_text() => shared.paste(event),
        "dragover" => drag_over(shared, state, event),
        "dragleave" => drag_leave(shared, state, event),
        "drop" => drop_files(shared, state, event),
        _ => {}
    }
}

/// Whether a drag brings something to open: files, or a part of another page that no field takes.
fn dragged(state: &GestureState, event: &Event) -> Option<DataTransfer> {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer)?;
    let files = data.types().iter().any(|kind| kind == "Files");
    let page =
        || transfer::is_selection(&data) && !state.own_drag.get() && !place(event).takes_text();
    (files || page()).then_some(data)
}

fn drag_over(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    if dragged(state, event).is_some() {
        event.prevent_default();
        if !state.dropping.replace(true) {
            shared.draw();
        }
    }
}

fn drag_leave(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    let left = event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none());
    if left && state.dropping.replace(false) {
        shared.draw();
    }
}

fn drop_files(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    let Some(data) = dragged(state, event) else { return };
    event.prevent_default();
    state.dropping.set(false);
    shared.draw();
    let files = files::list(data.files());
    if files.is_empty() {
        shared.take(&data);
    } else {
        shared.receive(files);
    }
}
