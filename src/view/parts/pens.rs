//! The pens, in the header; where that is narrow, in the row of the sheet. While one is held, every
//! selection is marked at once.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::Action;
use crate::view::{Act, on_click, wording};

use super::icon::kind_mark;

/// A button for each kind.
pub fn pens(held: Option<Kind>, character_keys: bool, act: &Act) -> Html {
    html! {
        <div class="pens" role="group" aria-label={wording::PENS}>
            <span class="label" aria-hidden="true">{ wording::PEN }</span>
            { for Kind::ALL.into_iter().map(|kind| html! {
                <button
                    class="pen"
                    type="button"
                    aria-pressed={(held == Some(kind)).to_string()}
                    aria-label={wording::pen(kind)}
                    aria-keyshortcuts={character_keys.then(|| format!("Shift+{}", kind.index() + 1))}
                    title={wording::pen_hint(kind)}
                    onclick={on_click(act, Action::Pen(Some(kind)))}
                >{ kind_mark(kind) }</button>
            }) }
        </div>
    }
}
