//! The settings, and how safe the work is in this browser.

use yew::prelude::*;

use crate::session::storage::settings::{TextSize, Theme};
use crate::session::{Action, Dialog, SaveState, Screen, Settings};
use crate::view::panels::publish::imprint;
use crate::view::parts::button::button;
use crate::view::parts::field::labelled;
use crate::view::parts::icon::icon;
use crate::view::{Act, on_click, wording};

/// Name, keys, exact characters, theme, text size; and where the work is stored.
pub fn settings(screen: &Screen, act: &Act) -> Html {
    html! {
                    <div class="dialog-body">
                { name(screen, act) }
                { imprint(screen, act) }
                { theme(screen, act) }
                { size(screen, act) }
                { switch(screen, act, wording::CHARACTER_KEYS, wording::CHARACTER_KEYS_HINT, screen.settings.character_keys, |settings, on| settings.character_keys = on) }
                { switch(screen, act, wording::EXACT_SETTING, wording::EXACT_SETTING_HINT, screen.settings.exact, |settings, on| settings.exact = on) }
                if screen.article.is_some() { { button("button framed", act, Action::Show(Some(Dialog::Scheme.into())), wording::SCHEME_BUTTON) } }
                { safety(screen) }
                <button class="button framed" type="button" onclick={on_click(act, Action::Show(Some(Dialog::Help.into())))}>{ icon("help") }{ wording::HELP }</button>
            </div>
    }
}

fn name(screen: &Screen, act: &Act) -> Html {
    // On every keystroke: a redrawn field shows what the settings say.
    let oninput =
        with_field::<InputEvent>(screen, act, |settings, field| settings.name = field.value());
    labelled(
        wording::YOUR_NAME,
        html! {
        <>
            <input class="input" value={screen.settings.name.clone()} autocomplete="name" dir="auto" {oninput} />
                        <span class="help">{ wording::YOUR_NAME_HINT }</span>
            </>
        },
    )
}

fn theme(screen: &Screen, act: &Act) -> Html {
    html! {
        <fieldset class="field"><legend>{ wording::THEME }</legend>
            <div class="segments">
                { for Theme::ALL.into_iter().map(|theme| {
                    let on = screen.settings.theme == theme;
                    let onchange = with_field(screen, act, move |settings, _| settings.theme = theme);
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

fn size(screen: &Screen, act: &Act) -> Html {
    html! {
        <fieldset class="field"><legend>{ wording::TEXT_SIZE }</legend>
            <div class="segments">
                { for TextSize::ALL.into_iter().map(|percent| {
                    let on = screen.settings.text_size.percent() == percent;
                    let onchange = with_field(screen, act, move |settings, _| settings.text_size = percent.into());
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
    screen: &Screen,
    act: &Act,
    label: &'static str,
    hint: &'static str,
    on: bool,
    set: fn(&mut Settings, bool),
) -> Html {
    let onchange = with_field(screen, act, move |settings, field| set(settings, field.checked()));
    html! {
        <label class="switch"><input type="checkbox" checked={on} {onchange} /><span>{ label }<span class="help">{ hint }</span></span></label>
    }
}

/// Where the work is stored, how safe it is there, and what to do about it.
fn safety(screen: &Screen) -> Html {
    let left = screen.left_unsaved.as_ref().map(|(_, title)| &**title);
    let saved = screen.saving == SaveState::Saved && left.is_none();
    let safe = saved && screen.promised == Some(true);
    html! {
        <section class="safety">
            <h2>{ wording::YOUR_WORK }</h2>
            <p>{ icon(if safe { "check" } else { "note" }) }<span>{ wording::safety(&screen.saving, left, screen.promised) }</span></p>
            <p class="help">{ wording::last_export(screen.article.as_ref().and_then(|article| article.exported)) }</p>
        </section>
    }
}

fn with_field<E: AsRef<Event> + 'static>(
    screen: &Screen,
    act: &Act,
    set: impl Fn(&mut Settings, &web_sys::HtmlInputElement) + 'static,
) -> Callback<E> {
    let (act, settings) = (act.clone(), screen.settings.clone());
    Callback::from(move |event: E| {
        let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() else { return };
        let mut settings = (*settings).clone();
        set(&mut settings, &field);
        act.emit(Action::SetSettings(settings));
    })
}
