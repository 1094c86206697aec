//! The header: open, title and save state; pens; undo, redo, panel, help, settings, export.

mod save_state;

use yew::prelude::*;

use crate::session::screen::ArticleScreen;
use crate::session::versions::Versions;
use crate::session::{
    Action, Destination, Dialog, Editing, Panel, Panels, Screen, Suggest, Turnable,
};
use crate::view::parts::icon::icon;
use crate::view::parts::pens::pens;
use crate::view::{Act, on_click, wording};

use save_state::{following, save_state};

/// The header.
pub fn header(screen: &Screen, act: &Act) -> Html {
    let on = |action: Action| on_click(act, action);
    let show = |dialog: Dialog| on(Action::Show(Some(dialog.into())));
    html! {
        <header id="header" class="header">
            if screen.article.is_some() {
                <button class="skip" type="button" aria-pressed={screen.keyboard_mode.to_string()} onclick={on(Action::KeyboardMode(!screen.keyboard_mode))}>{ wording::BY_KEYBOARD }</button>
            }
            <div class="start">
                <button class="button open" type="button" onclick={show(Dialog::Open)}>
                    { icon("open") }<span>{ wording::OPEN }</span>
                </button>
                if let Some(article) = &screen.article {
                    <div class="doc">
                        <span class="doc-title" dir="auto">{ wording::or_untitled(&article.name).to_owned() }</span>
                        { save_state(screen, act, &show(Dialog::Settings), &on(Action::ExportTo(Destination::Download))) }
                    </div>
                }
            </div>
            <div class="end">
                if screen.article.is_some() {
                    { pens(screen.pen, screen.settings.character_keys, act) }
                }
                if let Some(ArticleScreen { undo, .. }) = &screen.article {
                    { step(wording::UNDO, "undo", &wording::undo_hint(undo.as_ref()), undo.is_none(), on(turning(undo, Action::Undo, Versions::Undo)), "Control+Z") }
                    { panel_button(screen, act) }
                }
                // In one row where there is room, otherwise a menu.
                <button class="button icon more-button" type="button" aria-label={wording::MORE} title={wording::MORE} popovertarget="more">{ icon("more") }</button>
                <div id="more" class="more" popover="auto">
                    if let Some(ArticleScreen { redo, .. }) = &screen.article {
                        { step(wording::REDO, "redo", &wording::redo_hint(redo.as_ref()), redo.is_none(), on(turning(redo, Action::Redo, Versions::Redo)), "Control+Shift+Z") }
                    }
                    if screen.article.is_some() { { suggest(screen.suggests(), on(Action::Suggest(Suggest::Ask))) } }
                    { item(wording::HELP, "help", wording::HELP_HINT, show(Dialog::Help)) }
                    { item(wording::SETTINGS, "settings", wording::SETTINGS, show(Dialog::Settings)) }
                    <button class="button main" type="button" aria-label={wording::EXPORT} disabled={screen.article.is_none()} popovertarget="more" popovertargetaction="hide" onclick={on(Action::ShowExport { format: None, options: None })}>
                        { icon("export") }<span>{ wording::EXPORT }</span>
                    </button>
                </div>
            </div>
            { if screen.editing == Editing::Here { Html::default() } else { following(screen.editing, act) } }
        </header>
    }
}

/// The action for the next step, or for the next decision.
fn turning(next: &Option<Turnable>, step: Action, decision: Versions) -> Action {
    match next {
        Some(Turnable::Decision) => Action::Versions(decision),
        _ => step,
    }
}

/// Opens the panel where it is a sheet; beside the text its tabs are always there.
fn panel_button(screen: &Screen, act: &Act) -> Html {
    let open = screen.searches() || screen.panel.is_list();
    // Closing leaves the focus on this button.
    let asked = if open { Panels::Show(Panel::Annotations) } else { Panels::Again };
    html! {
        <button id="panel-button" class="button icon" type="button" aria-label={wording::PANEL} title={wording::PANEL_HINT} aria-expanded={open.to_string()} onclick={on_click(act, Action::Panel(asked))}>{ icon("panel") }</button>
    }
}

/// Asks for suggestions, or shows them again.
fn suggest(on: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button class="button suggest" type="button" title={wording::SUGGEST_HINT} aria-keyshortcuts="S" aria-pressed={on.to_string()} popovertarget="more" popovertargetaction="hide" {onclick}>{ icon("wand") }<span>{ wording::SUGGEST }</span></button>
    }
}

/// A button of the menu, which closes with it.
fn item(
    name: &'static str,
    icon_name: &str,
    hint: &'static str,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button class="button icon" type="button" aria-label={name} title={hint} popovertarget="more" popovertargetaction="hide" {onclick}>{ icon(icon_name) }<span class="name" aria-hidden="true">{ name }</span></button>
    }
}

/// Undo and redo stay focusable when there is nothing to undo, so that the focus is not lost.
fn step(
    name: &'static str,
    icon_name: &str,
    hint: &str,
    idle: bool,
    onclick: Callback<MouseEvent>,
    keys: &'static str,
) -> Html {
    html! {
        <button
            class="button icon"
            type="button"
            aria-label={name}
            title={hint.to_owned()}
            aria-disabled={idle.then_some("true")}
            aria-keyshortcuts={keys}
            {onclick}
        >{ icon(icon_name) }<span class="name" aria-hidden="true">{ name }</span></button>
    }
}
