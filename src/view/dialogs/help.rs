//! Help and keys: how it works in three paragraphs, and every key.

use yew::prelude::*;

use crate::view::wording;
use crate::view::wording::help;

/// How it works, and the keys.
pub fn help(keys: bool) -> Html {
    html! {
        <div class="dialog-body help-body" tabindex="0" role="region" aria-label={wording::HELP}>
            { for help::HELP_TEXT.iter().map(|text| html! { <p>{ *text }</p> }) }
            <section>
                <h2>{ wording::TOUR }</h2>
                <ol class="steps">{ for help::STEPS.iter().map(|(title, text)| html! { <li><strong>{ *title }{ ". " }</strong>{ *text }</li> }) }</ol>
            </section>
            if !keys { <p class="help">{ help::KEYS_ARE_OFF }</p> }
            { for help::KEYS.iter().map(|(place, keys)| html! {
                <section>
                    <h2>{ *place }</h2>
                    <dl class="keys">{ for keys.iter().map(|(keys, does)| key(keys, does)) }</dl>
                </section>
            }) }
        </div>
    }
}

fn key(keys: &[&'static str], does: &'static str) -> Html {
    html! {
        <div>
            <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
            <dd>{ does }</dd>
        </div>
    }
}
