//! Help and keys: how it works in three sentences, and every key.

use yew::prelude::*;

use super::dialog::Frame;
use super::{Act, wording};

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct HelpDialogProps {
    /// Whether single characters act as keys.
    pub keys: bool,
    /// Told what is asked for.
    pub act: Act,
}

/// How it works, and the keys.
#[component]
pub fn HelpDialog(props: &HelpDialogProps) -> Html {
    html! {
        <Frame name="help" title={wording::HELP} small=true act={props.act.clone()}>
            <div class="dialog-body help-body" tabindex="0" role="region" aria-label={wording::HELP}>
                { for wording::HELP_TEXT.iter().map(|text| html! { <p>{ *text }</p> }) }
                if !props.keys { <p class="help">{ wording::KEYS_ARE_OFF }</p> }
                <dl class="keys">
                    { for wording::KEYS.iter().map(|(keys, does)| html! {
                        <div>
                            <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
                            <dd>{ *does }</dd>
                        </div>
                    }) }
                </dl>
            </div>
        </Frame>
    }
}
