//! The line at the foot: what would be marked, and the keys that do it.

use yew::prelude::*;

use super::wording;

/// The foot line.
pub fn footline(words: Option<&str>, keys: bool) -> Html {
    html! {
        <footer class="footline">
            <span class="words">
                if let Some(words) = words {
                    { wording::WILL_BE_MARKED }<b dir="auto">{ words }</b>
                } else {
                    { wording::SELECT_FIRST }
                }
            </span>
            if keys {
                <span><kbd>{ "1" }</kbd>{ wording::PERSON_KEY }</span>
                <span><kbd>{ "2" }</kbd>{ wording::CLAIM_KEY }</span>
                <span><kbd>{ "3" }</kbd>{ wording::QUOTE_KEY }</span>
                <span><kbd>{ "Alt" }</kbd>{ wording::EXACT_KEY }</span>
                <span><kbd>{ "?" }</kbd>{ wording::ALL_KEYS }</span>
            }
        </footer>
    }
}
