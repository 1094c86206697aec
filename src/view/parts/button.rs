//! Buttons that only say what they do, or show it as an icon. Written once: each in a snapshot's own markup
//! costs a fifth of a kilobyte (docs/speed.md).

use yew::prelude::*;

use crate::session::Action;
use crate::view::{Act, on_click};

use super::icon::icon;

/// A button with words.
pub fn button(class: &'static str, act: &Act, action: Action, words: impl Into<AttrValue>) -> Html {
    worded(class, on_click(act, action), words.into())
}

#[inline(never)]
fn worded(class: &'static str, onclick: Callback<MouseEvent>, words: AttrValue) -> Html {
    html! { <button {class} type="button" {onclick}>{ words }</button> }
}

/// A button with words, for what is no action by itself.
pub fn pressed(
    class: &'static str,
    onclick: Callback<MouseEvent>,
    words: impl Into<AttrValue>,
) -> Html {
    worded(class, onclick, words.into())
}

/// The same, disabled at times.
#[inline(never)]
pub fn able(
    class: &'static str,
    disabled: bool,
    onclick: Callback<MouseEvent>,
    words: &'static str,
) -> Html {
    html! { <button {class} type="button" {disabled} {onclick}>{ words }</button> }
}

/// The same, with what the pointer shows.
#[inline(never)]
pub fn hinted(
    class: &'static str,
    title: &'static str,
    onclick: Callback<MouseEvent>,
    words: &'static str,
) -> Html {
    html! { <button {class} type="button" {title} {onclick}>{ words }</button> }
}

/// A small button with an icon: its accessible name, and what the pointer shows, if anything.
pub fn icon_button(
    name: impl Into<AttrValue>,
    title: &'static str,
    shape: &'static str,
    onclick: Callback<MouseEvent>,
) -> Html {
    pictured(name.into(), title, shape, onclick)
}

#[inline(never)]
fn pictured(
    name: AttrValue,
    title: &'static str,
    shape: &'static str,
    onclick: Callback<MouseEvent>,
) -> Html {
    let title = (!title.is_empty()).then_some(title);
    html! { <button class="button icon small" type="button" aria-label={name} {title} {onclick}>{ icon(shape) }</button> }
}
