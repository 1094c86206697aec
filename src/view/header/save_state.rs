//! Whether the work is saved, and what to do if it is not; or that another tab is editing.

use yew::prelude::*;

use crate::session::library::shelf::Shelve;
use crate::session::{Action, Editing, Opening, SaveState, Screen};
use crate::view::parts::button::{able, pressed};
use crate::view::parts::icon::icon;
use crate::view::{Act, on_click, wording};

/// Says that another tab is editing, with a button to edit here. Part of the header, which grows by
/// a row where there is no foot line.
pub fn following(editing: Editing, act: &Act) -> Html {
    let onclick = on_click(act, Action::EditHere);
    let changing = editing == Editing::Changing;
    html! {
        <div class="footline following">
            <span>{ if changing { wording::CHANGING } else { wording::FOLLOWING } }</span>
            { able("link", changing, onclick, wording::EDIT_HERE) }
        </div>
    }
}

/// The state of saving, beside the title.
pub fn save_state(
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
                html! { { pressed("link", show, wording::SHOW_UNSAVED) } },
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
            bad(label, None, html! { { pressed("link", keep, wording::KEEP_IT) } })
        }
        SaveState::Overtaken => {
            let load = on_click(act, Action::EditHere);
            bad(
                label,
                None,
                html! { <>{ pressed("link", load, wording::LOAD_AND_EDIT) }{ to_file(download) }</> },
            )
        }
    }
}

/// A warning that something is not saved, and what to do about it.
fn bad(label: &str, title: Option<String>, ways: Html) -> Html {
    html! { <span class="saved bad" {title}>{ icon("note") }{ label }{ ways }</span> }
}

fn to_file(download: &Callback<MouseEvent>) -> Html {
    html! { { pressed("link", download.clone(), wording::SAVE_TO_FILE) } }
}
