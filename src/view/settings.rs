//! The reader's settings, and how safe the work is in this browser.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Frame;
use super::icon::icon;
use super::{Act, wording};
use crate::model::Timestamp;
use crate::session::settings::{TextSize, Theme};
use crate::session::{Action, Dialog, Saving, Settings};

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct SettingsDialogProps {
    /// The settings.
    pub settings: Rc<Settings>,
    /// Whether the browser promised to keep what is stored.
    pub promised: Option<bool>,
    /// Whether the work is kept.
    pub saving: Saving,
    /// When a file of the open article was last taken away.
    pub exported: Option<Timestamp>,
    /// Told what is asked for.
    pub act: Act,
}

/// Name, keys, exact, theme, size of text; and where the work is.
#[component]
pub fn SettingsDialog(props: &SettingsDialogProps) -> Html {
    html! {
        <Frame name="settings" title={wording::SETTINGS} small=true act={props.act.clone()}>
            <div class="dialog-body">
                { name(props) }
                { theme(props) }
                { size(props) }
                { switch(props, wording::CHARACTER_KEYS, wording::CHARACTER_KEYS_HINT, props.settings.character_keys, |settings, on| settings.character_keys = on) }
                { switch(props, wording::EXACT_SETTING, wording::EXACT_SETTING_HINT, props.settings.exact, |settings, on| settings.exact = on) }
                { safety(props) }
                <button class="button framed" type="button" onclick={props.act.reform(|_: MouseEvent| Action::Show(Some(Dialog::Help)))}>{ icon("help") }{ wording::HELP }</button>
            </div>
        </Frame>
    }
}

fn name(props: &SettingsDialogProps) -> Html {
    // At every letter: a field that is drawn again shows what the settings say.
    let oninput = with_field::<InputEvent>(props, |settings, field| settings.name = field.value());
    html! {
        <label class="field"><span class="label">{ wording::YOUR_NAME }</span>
            <input class="input" value={props.settings.name.clone()} autocomplete="name" dir="auto" {oninput} />
            <span class="help">{ wording::YOUR_NAME_HINT }</span>
        </label>
    }
}

fn theme(props: &SettingsDialogProps) -> Html {
    html! {
        <fieldset class="field"><legend>{ wording::THEME }</legend>
            <div class="segments">
                { for Theme::ALL.into_iter().map(|theme| {
                    let on = props.settings.theme == theme;
                    let onchange = with_field(props, move |settings, _| settings.theme = theme);
                    html! {
                        <label class={on.then_some("is-on")}>
                            <input type="radio" name="theme" checked={on} {onchange} />{ wording::theme(theme) }
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}

fn size(props: &SettingsDialogProps) -> Html {
    html! {
        <fieldset class="field"><legend>{ wording::TEXT_SIZE }</legend>
            <div class="segments">
                { for TextSize::ALL.into_iter().map(|percent| {
                    let on = props.settings.text_size.percent() == percent;
                    let onchange = with_field(props, move |settings, _| settings.text_size = percent.into());
                    html! {
                        <label class={on.then_some("is-on")}>
                            <input type="radio" name="size" checked={on} {onchange} />{ format!("{percent} %") }
                        </label>
                    }
                }) }
            </div>
        </fieldset>
    }
}

fn switch(
    props: &SettingsDialogProps,
    label: &'static str,
    hint: &'static str,
    on: bool,
    set: fn(&mut Settings, bool),
) -> Html {
    let onchange = with_field(props, move |settings, field| set(settings, field.checked()));
    html! {
        <label class="switch"><input type="checkbox" checked={on} {onchange} /><span>{ label }<span class="help">{ hint }</span></span></label>
    }
}

/// Where the work is, how safe it is there, and what to do about it.
fn safety(props: &SettingsDialogProps) -> Html {
    let safe = props.saving == Saving::Saved && props.promised == Some(true);
    html! {
        <section class="safety">
            <h2>{ wording::YOUR_WORK }</h2>
            <p>{ icon(if safe { "check" } else { "note" }) }<span>{ wording::safety(&props.saving, props.promised) }</span></p>
            <p class="help">{ wording::taken_away(props.exported) }</p>
        </section>
    }
}

fn with_field<E: AsRef<Event> + 'static>(
    props: &SettingsDialogProps,
    set: impl Fn(&mut Settings, &web_sys::HtmlInputElement) + 'static,
) -> Callback<E> {
    let (act, settings) = (props.act.clone(), props.settings.clone());
    Callback::from(move |event: E| {
        let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() else { return };
        let mut settings = (*settings).clone();
        set(&mut settings, &field);
        act.emit(Action::SetSettings(settings));
    })
}
