//! A message that disappears by itself, with Undo where there is something to undo. `app/toast_timer.rs`
//! keeps the time.

use yew::prelude::*;

use crate::session::library::shelf::Shelve;
use crate::session::{Action, Destination, Message, Toast};
use crate::view::{Act, on_click, wording};

use super::icon::icon;

/// The message.
#[inline(never)]
pub fn toast(toast: &Toast, act: &Act) -> Html {
    let (undo, name) = match &*toast.message {
        Message::TextCorrected(id) => (Action::RestoreArticle(id.clone()), wording::KEEP_EARLIER),
        Message::NoRoomToDelete(id, _) => {
            (Shelve::Clear(id.clone()).into(), wording::DELETE_FOR_GOOD)
        }
        Message::DeletedElsewhere => (Shelve::Keep.into(), wording::KEEP_IT),
        Message::Stored(_) => (Shelve::TakeUnstored.into(), wording::SAVE_TO_FILE),
        Message::CopyAgain => (Action::ExportTo(Destination::Copy), wording::COPY),
        Message::Elsewhere => (Action::EditHere, wording::EDIT_HERE),
        Message::Reading(_) => (Action::StillReading(None), wording::STOP),
        message => (Action::undoing(message).unwrap_or(Action::Undo), wording::UNDO),
    };
    // With the other messages the key undoes a step of the open article.
    let keys = (name == wording::UNDO).then_some(wording::UNDO_KEY);
    let undo = on_click(act, undo.clone());
    let close = on_click(act, Action::DismissToast(None));
    let problems = wording::problems(&toast.message);
    html! {
        <section id="toast" key={toast.serial} class={classes!("toast", (!problems.is_empty()).then_some("long"))} aria-label={wording::MESSAGE}>
            <p>{ wording::message(&toast.message) }</p>
            if toast.undo {
                <button type="button" onclick={undo}>{ name }<i class="key" data-key={keys}></i></button>
            }
            if !problems.is_empty() {
                <details><summary>{ wording::DETAILS }</summary>
                    <ul>{ for problems.into_iter().map(|problem| html! { <li>{ problem }</li> }) }</ul>
                </details>
            }
            <button class="close" type="button" aria-label={wording::CLOSE_MESSAGE} onclick={close}>{ icon("close") }</button>
        </section>
    }
}
