//! The handles at the ends of the open highlight, laid over the article and positioned by
//! `app/input/span_handles.rs`. They are for the pointer; keys have `E` and the buttons of the card.

use yew::prelude::*;

use crate::session::render::cards::CardList;

/// Two handles for each part of the open highlight.
pub fn handles(list: &CardList) -> Html {
    let Some(card) = list.cards.iter().find(|card| card.open.is_some()) else {
        return Html::default();
    };
    let handle = |part: usize, side: &'static str| {
        html! {
            <i class={classes!("handle", side, card.kind.name())} data-part={part.to_string()}></i>
        }
    };
    html! {
        <div id="handles" key={card.id.to_string()} data-id={card.id.to_string()} aria-hidden="true">
            { for (0..card.parts).map(|part| html! { <>{ handle(part, "start") }{ handle(part, "end") }</> }) }
        </div>
    }
}
