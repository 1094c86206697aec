//! The header: open, title and save state; lists and pens; undo, redo, search, help, settings, export.

mod save_state;
pub mod views;

use yew::prelude::*;

use crate::model::Kind;
use crate::session::screen::ArticleScreen;
use crate::session::search::Search;
use crate::session::{Action, Destination, Dialog, Editing, Screen};
use crate::view::parts::icon::{icon, kind_mark};
use crate::view::{Act, on_click, wording};

use save_state::{following, save_state};
use views::views;

/// The header.
pub fn header(screen: &Screen, act: &Act) -> Html {
    let on = |action: Action| on_click(act, action);
    let show = |dialog: Dialog| on(Action::Show(Some(dialog)));
    html! {
        <header id="header" class="header">
            <div class="start">
                <button class="button open" type="button" onclick={show(Dialog::Open)}>
                    { icon("open") }<span>{ wording::OPEN }</span>
                </button>
                if let Some(article) = &screen.article {
                    <div class="doc">
                        <span class="doc-title">{ wording::title(&article.details) }</span>
                        { save_state(screen, act, &show(Dialog::Settings), &on(Action::ExportTo(Destination::Download))) }
                    </div>
                }
            </div>
            <div class="end">
                if screen.article.is_some() {
                    { views(screen, "views at-header", act) }
                    { pens(screen, act) }
                }
                if let Some(ArticleScreen { undo, redo, .. }) = &screen.article {
                    { step(wording::UNDO, "undo", &wording::undo_hint(undo.as_ref()), undo.is_none(), on(Action::Undo), "Control+Z") }
                    { step(wording::REDO, "redo", &wording::redo_hint(redo.as_ref()), redo.is_none(), on(Action::Redo), "Control+Shift+Z") }
                }
                if screen.article.is_some() {
                    <button class="button icon" type="button" aria-label={wording::SEARCH} title={wording::SEARCH_HINT} aria-keyshortcuts="Control+Shift+F" onclick={on(Action::Search(Search::Open))}>{ icon("search") }</button>
                }
                <button class="button icon wide" type="button" aria-label={wording::HELP} title={wording::HELP_HINT} onclick={show(Dialog::Help)}>{ icon("help") }</button>
                <button class="button icon" type="button" aria-label={wording::SETTINGS} title={wording::SETTINGS} onclick={show(Dialog::Settings)}>{ icon("settings") }</button>
                <button class="button main" type="button" aria-label={wording::EXPORT} disabled={screen.article.is_none()} onclick={on(Action::ShowExport { format: None, options: None })}>
                    { icon("export") }<span>{ wording::EXPORT }</span>
                </button>
            </div>
            { if screen.editing == Editing::Here { Html::default() } else { following(screen.editing, act) } }
        </header>
    }
}

/// The pens. While one is held, every selection is marked at once.
fn pens(screen: &Screen, act: &Act) -> Html {
    html! {
        <div class="pens" role="group" aria-label={wording::PENS}>
            <span class="label" aria-hidden="true">{ wording::PEN }</span>
            { for Kind::ALL.into_iter().map(|kind| html! {
                <button
                    class="pen"
                    type="button"
                    aria-pressed={(screen.pen == Some(kind)).to_string()}
                    aria-label={wording::pen(kind)}
                    aria-keyshortcuts={screen.settings.character_keys.then(|| format!("Shift+{}", kind.index() + 1))}
                    title={wording::pen_hint(kind)}
                    onclick={on_click(act, Action::Pen(Some(kind)))}
                >{ kind_mark(kind) }</button>
            }) }
        </div>
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
        >{ icon(icon_name) }</button>
    }
}
