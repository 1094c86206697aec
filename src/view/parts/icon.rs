//! Icons, from the sprite in `index.html`.

use yew::prelude::*;

use crate::model::Kind;

/// The icon of this name, hidden from assistive technology.
pub fn icon(name: &str) -> Html {
    html! { <svg class="i" aria-hidden="true"><use href={format!("#i-{name}")} /></svg> }
}

/// The same of a suggestion: no tint, and its line broken up.
pub fn suggested_mark(kind: Kind) -> Html {
    html! { <i class={classes!("k", "maybe", format!("k-{}", kind.name()))} aria-hidden="true"></i> }
}

/// A kind in miniature: its tint, its line and its letter.
pub fn kind_mark(kind: Kind) -> Html {
    html! { <i class={classes!("k", format!("k-{}", kind.name()))} aria-hidden="true"></i> }
}
