//! The header: open, title, save state, undo, redo, help, settings, export.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::library::shelf::Shelve;
use crate::session::screen::ArticleScreen;
use crate::session::{Action, Away, Dialog, Editing, Opening, SaveState, Screen};

use super::footline::following;
use super::icon::{icon, kind_mark};
use super::{Act, on_click, wording};

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
                        { saved(screen, act, &show(Dialog::Settings), &on(Action::TakeAway(Away::Download))) }
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

/// The three lists beside the article: people, claims, to do. Where there is no room, the first
/// stands for all; its dialog leads to the others.
pub fn views(screen: &Screen, class: &'static str, act: &Act) -> Html {
    let counts = screen.article.as_ref().map(|article| article.counts).unwrap_or_default();
    let settling = screen.settling.as_ref().map(|settling| settling.total());
    let all = [
        ("people-button", wording::PEOPLE, wording::PEOPLE_HINT, None, Dialog::People(None)),
        (
            "",
            wording::CLAIMS,
            wording::CLAIMS_HINT,
            Some(counts.of(Kind::Claim)),
            Dialog::Claims(None, 0),
        ),
        ("", wording::SETTLE, wording::SETTLE_HINT, settling, Dialog::Settle(None)),
    ];
    let open = screen.dialog.as_deref();
    html! {
        <nav {class} aria-label={wording::VIEWS}>
            { for all.into_iter().map(|(class, name, hint, count, dialog)| {
                let here = open.is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(&dialog));
                html! {
                    <button class={classes!("button", "quiet", class)} type="button" aria-label={(!class.is_empty()).then_some(name)} aria-current={here.then_some("page")} title={hint} onclick={on_click(act, Action::Show(Some(dialog)))}>
                        if !class.is_empty() { { icon("people") } }
                        <span>{ name }</span>
                        if let Some(count) = count.filter(|count| *count > 0) { <span class="muted">{ count }</span> }
                    </button>
                }
            }) }
        </nav>
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

fn saved(
    screen: &Screen,
    act: &Act,
    settings: &Callback<MouseEvent>,
    download: &Callback<MouseEvent>,
) -> Html {
    let label = wording::saving(&screen.saving);
    match &screen.saving {
        SaveState::Saved if let Some((id, title)) = &screen.left_unsaved => {
            let show = on_click(act, Opening::Stored(id.clone()).into());
            bad(
                &wording::left_unsaved(title),
                None,
                html! { <button class="link" type="button" onclick={show}>{ wording::SHOW_UNSAVED }</button> },
            )
        }
        SaveState::Saved => html! {
            <button class="saved" type="button" title={wording::promised(screen.promised)} onclick={settings.clone()}>{ icon("check") }{ label }</button>
        },
        SaveState::Saving => html! { <span class="saved busy">{ icon("check") }{ label }</span> },
        SaveState::Failed(failure) => {
            bad(label, Some(wording::failure_hint(failure)), to_file(download))
        }
        SaveState::Deleted => {
            let keep = on_click(act, Shelve::Keep.into());
            bad(
                label,
                None,
                html! { <button class="link" type="button" onclick={keep}>{ wording::KEEP_IT }</button> },
            )
        }
        SaveState::Overtaken => {
            let load = on_click(act, Action::EditHere);
            bad(
                label,
                None,
                html! { <><button class="link" type="button" onclick={load}>{ wording::LOAD_AND_EDIT }</button>{ to_file(download) }</> },
            )
        }
    }
}

/// A warning that something is not saved, and what to do about it.
fn bad(label: &str, title: Option<String>, ways: Html) -> Html {
    html! { <span class="saved bad" {title}>{ icon("note") }{ label }{ ways }</span> }
}

fn to_file(download: &Callback<MouseEvent>) -> Html {
    html! { <button class="link" type="button" onclick={download.clone()}>{ wording::SAVE_TO_FILE }</button> }
}
