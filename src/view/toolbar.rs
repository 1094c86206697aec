//! The toolbar by the selection. Where it stands is set from outside, by custom properties.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::kind_mark;
use super::{Act, wording};
use crate::model::Kind;
use crate::session::{Action, Settings};

/// What the toolbar needs.
#[derive(Properties, PartialEq)]
pub struct ToolbarProps {
    /// The words that would be marked.
    pub words: String,
    /// Whether selections stay as they are, to the character.
    pub exact: bool,
    /// The settings, of which the switch changes one.
    pub settings: Rc<Settings>,
    /// Told what is asked for.
    pub act: Act,
}

/// Person, Claim, Quote, Exact.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let exact = {
        let settings = Settings { exact: !props.exact, ..(*props.settings).clone() };
        props.act.reform(move |_: MouseEvent| Action::SetSettings(settings.clone()))
    };
    html! {
        <div class="toolbar" role="toolbar" aria-label={wording::TOOLBAR} title={props.words.clone()}>
            { for Kind::ALL.into_iter().map(|kind| {
                let key = (kind.index() + 1).to_string();
                let onclick = props.act.reform(move |_: MouseEvent| Action::Mark { kind, pointed: None });
                let keys = props.settings.character_keys.then(|| key.clone());
                html! {
                    <button type="button" aria-keyshortcuts={keys.clone()} {onclick}>
                        { kind_mark(kind) }{ wording::kind(kind) }
                        if let Some(key) = keys { <i class="key" data-key={key}></i> }
                    </button>
                }
            }) }
            <span class="bar" aria-hidden="true"></span>
            <button class="exact" type="button" aria-pressed={props.exact.to_string()} title={wording::EXACT_HINT} onclick={exact}>{ wording::EXACT }</button>
        </div>
    }
}
