//! The form with which the reader chooses words of a text beside the article: those selected there, or by entering
//! them.

use yew::prelude::*;

use crate::model::BlockPoint;
use crate::session::Action;
use crate::view::article::beside::selected_points;
use crate::view::parts::button::{button, pressed};
use crate::view::parts::field::labelled;
use crate::view::{Act, form_value, wording};

/// What the form says, and what ends it.
pub struct PassageForm {
    /// What can be done.
    pub help: &'static str,
    /// The name of the field for the words.
    pub label: &'static str,
    /// The id of the field.
    pub field: &'static str,
    /// Chooses nothing.
    pub cancel: Action,
}

/// The form. `selected` is asked for with the points between which words are selected, if there are any.
pub fn passage_form(
    form: PassageForm,
    selected: fn(Option<(BlockPoint, BlockPoint)>) -> Action,
    entered: fn(String) -> Action,
    act: &Act,
) -> Html {
    let use_selected = act.reform(move |_: MouseEvent| selected(selected_points()));
    let use_words = act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        entered(form_value(&event, "words"))
    });
    html! {
        <form class="other-words" onsubmit={use_words}>
            <p class="help">{ form.help }</p>
            { pressed("button small framed", use_selected, wording::USE_SELECTED) }
            { labelled(form.label, html! { <input id={form.field} class="input" name="words" dir="auto" required=true /> }) }
            <button class="button small framed" type="submit">{ wording::USE_WORDS }</button>
            { button("button small quiet", act, form.cancel, wording::CANCEL) }
        </form>
    }
}
