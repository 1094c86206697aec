//! The toolbar beside the selection. `app/display/placement.rs` positions it through custom properties.

use yew::prelude::*;

use crate::model::{Kind, Scheme, SubLabel};
use crate::session::document::find_all::MarkAll;
use crate::session::selection::pick_mode::Pick;
use crate::session::{Action, Settings};
use crate::view::parts::icon::kind_mark;
use crate::view::{Act, on_click, wording};

/// Properties of the toolbar.
pub struct ToolbarProps<'a> {
    /// The selected words.
    pub words: &'a str,
    /// In how many places they stand that are no person yet, if in several.
    pub places: usize,
    /// The labels inside kinds, each with its own button.
    pub scheme: &'a Scheme,
    /// The settings.
    pub settings: &'a Settings,
    /// The pen that is held; the toolbar then has a single button.
    pub pen: Option<Kind>,
    /// What is being picked for the open card; the toolbar then has a single button.
    pub picking: Option<Pick>,
    /// Whether it stands at the foot, for fingers.
    pub docked: bool,
    /// Receives the actions.
    pub act: &'a Act,
}

/// Person, Claim, Quote, Mark all, Exact; or the single button of the pen.
#[inline(never)]
pub fn toolbar(props: &ToolbarProps<'_>) -> Html {
    let ToolbarProps { words, settings, act, .. } = props;
    let exact = {
        let settings = Settings { exact: !settings.exact, ..(*settings).clone() };
        on_click(act, Action::SetSettings(settings.clone()))
    };
    html! {
        <div id="toolbar" class={classes!("toolbar", props.docked.then_some("docked"))} role="toolbar" dir="ltr" aria-label={wording::TOOLBAR} title={words.to_string()}>
            if let Some(pick) = props.picking {
                { mark(props, Kind::Quote, wording::pick(pick).to_owned()) }
            } else if let Some(kind) = props.pen {
                { mark(props, kind, wording::mark_as(kind)) }
            } else {
                { for Kind::ALL.into_iter().map(|kind| mark(props, kind, wording::kind(kind).to_owned())) }
            }
            if props.pen.is_none() && props.picking.is_none() && !props.scheme.labels.is_empty() {
                <span class="inside">{ for props.scheme.labels.iter().map(|label| inside(props, label)) }</span>
            }
            <span class="bar" aria-hidden="true"></span>
            if props.places > 0 && props.pen.is_none() && props.picking.is_none() {
                <button class="all" type="button" title={wording::mark_all_hint(props.words, props.places)} onclick={on_click(act, Action::MarkAll(MarkAll::Selected))}>{ wording::mark_all_places(props.places) }</button>
            }
            <button class="exact" type="button" aria-pressed={settings.exact.to_string()} title={wording::EXACT_HINT} onclick={exact}>{ wording::EXACT }</button>
        </div>
    }
}

fn inside(props: &ToolbarProps<'_>, label: &SubLabel) -> Html {
    let (kind, name) = (label.kind, label.name.clone());
    let keys = label.key.clone().filter(|_| props.settings.character_keys);
    let onclick =
        on_click(props.act, Action::Mark { kind, label: Some(name.clone()), pointed: None });
    html! {
        <button type="button" aria-keyshortcuts={keys.clone()} {onclick}>
            { kind_mark(kind) }{ name }
            if let Some(key) = keys { <i class="key" data-key={key}></i> }
        </button>
    }
}

fn mark(props: &ToolbarProps<'_>, kind: Kind, name: String) -> Html {
    let key = (kind.index() + 1).to_string();
    let onclick = on_click(props.act, Action::Mark { kind, label: None, pointed: None });
    let keys = props.settings.character_keys.then(|| key.clone());
    html! {
        <button type="button" aria-keyshortcuts={keys.clone()} {onclick}>
            { kind_mark(kind) }{ name }
            if let Some(key) = keys { <i class="key" data-key={key}></i> }
        </button>
    }
}
