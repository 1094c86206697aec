//! The orders of a list of annotations.

use yew::prelude::*;

use crate::model::query::AnnotationOrder;
use crate::session::Action;
use crate::view::Act;

/// A list of all orders: `name` is its accessible name, `label` an order's own, `then` what choosing one does.
pub fn sort(
    now: AnnotationOrder,
    name: &'static str,
    label: fn(AnnotationOrder) -> &'static str,
    then: impl Fn(AnnotationOrder) -> Action + 'static,
    act: &Act,
) -> Html {
    let act = act.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(value) = crate::view::value_of(&event) else { return };
        if let Some(order) = AnnotationOrder::ALL.into_iter().find(|one| label(*one) == value) {
            act.emit(then(order));
        }
    });
    html! {
        <select class="input sort" aria-label={name} {onchange}>
            { for AnnotationOrder::ALL.into_iter().map(|order| html! { <option value={label(order)} selected={order == now}>{ label(order) }</option> }) }
        </select>
    }
}
