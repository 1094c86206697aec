//! Keys, with the place they are typed in, as actions; the session decides what they mean.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::shared::Shared;
use crate::browser::{dom, dom_points};
use crate::session::Action;
use crate::session::commands::keymap::{KeyPress, Meaning, Place};
use crate::view::has_known_text;

use super::gestures::{GestureState, pointed, target, unreadable_to_mark, within};

pub(super) fn key_down(shared: &Rc<Shared>, state: &GestureState, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    state.keyboard.set(true);
    if key.is_composing() || key.default_prevented() {
        return;
    }
    // The browser closes the menu; what is behind it stays.
    if key.key() == "Escape" && dom::shows("#more:popover-open") {
        return;
    }
    // A key that is held down decides once: the button that has the focus next was not meant.
    let decides = matches!(key.key().as_str(), "Enter" | "Delete" | "Backspace");
    if key.repeat() && decides && within(event, "button").is_some() {
        return event.prevent_default();
    }
    let follows = key.key() == "Enter" && (key.ctrl_key() || key.meta_key());
    if follows && place(event) == Place::Article && shared.follow_link() {
        return event.prevent_default();
    }
    let press = KeyPress {
        code: key.code(),
        key: key.key(),
        lower: JsString::from(key.key()).to_lower_case().into(),
        command: key.ctrl_key() || key.meta_key(),
        shift: key.shift_key(),
        alt: key.alt_key(),
        place: place(event),
        selected: dom_points::selection().is_some(),
    };
    // Typed for what was asked for a moment ago, not for the article: its field is not there yet.
    if press.key.chars().count() == 1 && !press.command && shared.opens_soon() {
        return event.prevent_default();
    }
    let Some(meaning) = shared.read(|session| session.meaning(&press)) else { return };
    event.prevent_default();
    match meaning {
        Meaning::Act(action) => shared.act(action),
        Meaning::Deselect => dom_points::clear(),
        Meaning::ShowCaret => shared.show_caret(),
        Meaning::Mark(..) if let Some(block) = unreadable_to_mark(shared) => {
            shared.act(Action::RefuseBlock(block));
        }
        Meaning::Mark(kind, label) => {
            let caret = shared.read(|session| session.caret().is_some());
            let pointed = pointed(shared, press.alt || state.alt.get()).filter(|_| !caret);
            shared.act(Action::Mark { kind, label, pointed });
        }
    }
}

pub(super) fn place(event: &Event) -> Place {
    let is = |selector: &str| within(event, selector).is_some();
    if is("#search-words") {
        Place::Search
    } else if is("#search") {
        Place::SearchPanel
    } else if within(event, "[data-known]").is_some_and(|field| has_known_text(&field)) {
        Place::KnownField
    } else if is(
        "input:not([type=radio], [type=checkbox], [type=file]), textarea, [contenteditable]",
    ) {
        Place::Field
    } else if is("select") {
        Place::Choice
    } else if is("dialog") {
        Place::Dialog
    } else if is(".toolbar") {
        Place::Toolbar
    } else if is("article[data-annotator]") {
        Place::Article
    } else if is("li.card") {
        Place::Card
    } else if is("#panel") {
        Place::Panel
    } else if target(event).is_some_and(|it| it.matches("body, html").unwrap_or_default()) {
        Place::Nowhere
    } else {
        Place::Elsewhere
    }
}
