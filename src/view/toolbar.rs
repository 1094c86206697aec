//! The toolbar by the selection. Where it stands is set from outside, by custom properties.

use yew::prelude::*;

use super::icon::kind_mark;
use super::{Act, wording};
use crate::model::Kind;
use crate::session::{Action, Settings};

/// Person, Claim, Quote, Exact.
pub fn toolbar(words: &str, settings: &Settings, act: &Act) -> Html {
    let exact = {
        let settings = Settings { exact: !settings.exact, ..settings.clone() };
        act.reform(move |_: MouseEvent| Action::SetSettings(settings.clone()))
    };
    html! {
        <div id="toolbar" class="toolbar" role="toolbar" aria-label={wording::TOOLBAR} title={words.to_owned()}>
            { for Kind::ALL.into_iter().map(|kind| {
                let key = (kind.index() + 1).to_string();
                let onclick = act.reform(move |_: MouseEvent| Action::Mark { kind, pointed: None });
                let keys = settings.character_keys.then(|| key.clone());
                html! {
                    <button type="button" aria-keyshortcuts={keys.clone()} {onclick}>
                        { kind_mark(kind) }{ wording::kind(kind) }
                        if let Some(key) = keys { <i class="key" data-key={key}></i> }
                    </button>
                }
            }) }
            <span class="bar" aria-hidden="true"></span>
            <button class="exact" type="button" aria-pressed={settings.exact.to_string()} title={wording::EXACT_HINT} onclick={exact}>{ wording::EXACT }</button>
        </div>
    }
}
