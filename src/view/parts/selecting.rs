//! How annotations are selected by pointer, in their list and among the cards.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::AnnotationId;
use crate::session::{Action, Many, Panels};
use crate::view::Act;

/// An action of the list of annotations.
pub fn ask(asked: Many) -> Action {
    Action::Panel(Panels::Many(asked))
}

/// What a click on an annotation asks for: with Shift to select up to there, with Control to select it, otherwise
/// to open it.
pub fn chosen(event: &MouseEvent, id: AnnotationId) -> Action {
    match (event.shift_key(), event.ctrl_key() || event.meta_key()) {
        (true, _) => ask(Many::Reach(id)),
        (false, true) => ask(Many::Toggle(id)),
        (false, false) => Action::OpenCard(id),
    }
}

/// A finger held on an annotation selects it.
pub fn held(
    act: &Act,
    which: impl Fn(&Event) -> Option<AnnotationId> + 'static,
) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |event: MouseEvent| {
        let touch =
            event.dyn_ref::<web_sys::PointerEvent>().map(web_sys::PointerEvent::pointer_type);
        if let (Some("touch"), Some(id)) = (touch.as_deref(), which(&event)) {
            event.prevent_default();
            act.emit(ask(Many::Toggle(id)));
        }
    })
}
