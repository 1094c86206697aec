//! The frame that all dialogs share, and which one is open. `browser/dialogs.rs` opens the native
//! dialog as modal.

use yew::prelude::*;

use crate::formats::Problem;
use crate::session::screen::ListsScreen;
use crate::session::transfer::opening::Newer;
use crate::session::{Action, Destination, Dialog, Editing, Message, OnDemand, Screen, Versions};
use crate::view::parts::button::{button, icon_button};
use crate::view::{Act, holds_form, on_click, wording};

use super::{
    correct, export, help, import, library, mark_all, open, open_review, picture, scheme, settings,
};

/// The open dialog, with the messages shown in it.
pub fn dialogs(
    screen: &Screen,
    (choose, bookmarklet): (&Callback<Event>, fn() -> String),
    passing: Html,
    act: &Act,
) -> Html {
    match (screen.dialog.as_deref(), screen.lists(), screen.on_demand) {
        (Some(dialog), Some(lists), Some(loaded)) => {
            opened(dialog, (screen, lists), (choose, bookmarklet), passing, act, loaded)
        }
        _ => Html::default(),
    }
}

#[inline(never)]
fn opened(
    dialog: &Dialog,
    (screen, lists): (&Screen, &ListsScreen),
    (choose, bookmarklet): (&Callback<Event>, fn() -> String),
    passing: Html,
    act: &Act,
    _: OnDemand,
) -> Html {
    let (name, title, small, inside) = match dialog {
        Dialog::Open => {
            ("open", wording::OPEN, false, open::open((screen, lists), choose, &bookmarklet(), act))
        }
        Dialog::Export(open) if open.is_page() => {
            ("who", wording::WHO_SAID_WHAT, false, picture::picture(screen, open, act))
        }
        Dialog::Export(open) => {
            ("export", wording::EXPORT, false, export::export(screen, open, act))
        }
        Dialog::Import(open) => {
            ("import", wording::IMPORT, false, import::import(screen, open, act))
        }
        Dialog::Manuscripts(open) => {
            let many = open.prospects.len() > 1;
            let title = if many { wording::OPEN_THESE } else { wording::OPEN_THIS };
            let holds = screen.article.is_some() && screen.editing == Editing::Here;
            ("opening", title, false, open_review::open_review(open, holds, act))
        }
        Dialog::MarkAll(open) => {
            ("mark-all", wording::MARK_ALL, false, mark_all::mark_all(open, act))
        }
        Dialog::Scheme => ("scheme", wording::SCHEME, false, scheme::scheme(screen, act)),
        Dialog::Storing { done, total } => {
            ("storing", wording::STORING, true, library::progress(*done, *total, act))
        }
        Dialog::Gathering { done, total } => {
            let suggests = lists.suggests_for_many;
            let title = if suggests { wording::SUGGESTING_MANY } else { wording::GATHERING };
            ("gathering", title, true, library::progress(*done, *total, act))
        }
        Dialog::Erase => ("erase", wording::ERASE_TITLE, true, library::erase(&lists.shelf, act)),
        Dialog::Settings => ("settings", wording::SETTINGS, true, settings::settings(screen, act)),
        Dialog::Help => ("help", wording::HELP, true, help::help(screen.settings.character_keys)),
        Dialog::Correct { text, why_not } => {
            let inside = correct::correct(text, *why_not, act);
            ("correct", wording::CORRECT_TEXT, why_not.is_some(), inside)
        }
        Dialog::Overtaken => ("overtaken", wording::OVERTAKEN_TITLE, true, overtaken(screen, act)),
        Dialog::Unknown { problems, .. } => {
            ("unknown", wording::UNKNOWN_TITLE, true, unknown(problems, act))
        }
        Dialog::Newer(newer) => {
            ("newer", wording::NEWER_TITLE, true, newer_text(newer, screen, act))
        }
        Dialog::OtherText { title, set, problems } => {
            let inside = other_text(title, set.len(), problems.len(), act);
            ("other", wording::OTHER_TEXT, true, inside)
        }
    };
    frame(name, title, small, html! { <>{ inside }{ passing }</> }, act)
}

/// A dialog with its heading and its close button.
fn frame(name: &'static str, title: &'static str, small: bool, inside: Html, act: &Act) -> Html {
    let heading = format!("{name}-heading");
    let close = on_click(act, Action::Show(None));
    // Escape: the browser would close the element, but the session decides how long it stays. A longer text is
    // not lost so easily; the key is taken, since the browser lets a page refuse only once.
    let cancel = act.reform(|event: Event| {
        event.prevent_default();
        let typed = is_typed_in(&event);
        if typed { Action::Notify(Message::StaysOpen.into()) } else { Action::Show(None) }
    });
    let keep = act.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let takes = event.key() == "Escape" && !event.is_composing();
        if takes && !event.default_prevented() && is_typed_in(&event) {
            event.prevent_default();
            keep.emit(Action::Notify(Message::StaysOpen.into()));
        }
    });
    html! {
        <dialog
            key={name}
            class={classes!("dialog", small.then_some("small"))}
            id="dialog"
            data-dialog={name}
            aria-labelledby={heading.clone()}
            oncancel={cancel}
            {onkeydown}
        >
            <div class="dialog-head">
                <h1 id={heading} tabindex="-1" autofocus=true>{ title }</h1>
                { icon_button(wording::CLOSE, "", "close", close) }
            </div>
            { inside }
        </dialog>
    }
}

fn is_typed_in(event: &Event) -> bool {
    let dialog = event.target_dyn_into::<web_sys::Element>();
    dialog.and_then(|it| it.owner_document()).is_some_and(|page| holds_form(&page))
}

/// Another tab changed the article: what to do with the reader's version.
fn overtaken(screen: &Screen, act: &Act) -> Html {
    let title = screen.article.as_ref().map_or("", |article| &*article.name);
    let keep = Action::TakeStored { title: wording::my_version(title) };
    html! {
        <>
            <div class="dialog-body"><p>{ wording::OVERTAKEN }</p></div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::Show(None), wording::CANCEL) }
                { button("button framed", act, Action::ExportTo(Destination::Download), wording::SAVE_TO_FILE) }
                { button("button main", act, keep, wording::KEEP_MINE) }
            </span></div>
        </>
    }
}

/// Files in a data format the app cannot read, and what to do instead.
fn unknown(problems: &[Problem], act: &Act) -> Html {
    html! {
        <>
            <div class="dialog-body">
                { for problems.iter().map(|problem| html! { <p>{ wording::problem(problem) }</p> }) }
                <p>{ wording::UNKNOWN }</p>
            </div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::OpenAsText, wording::OPEN_AS_TEXT) }
                { button("button main", act, Action::Show(None), wording::CANCEL) }
            </span></div>
        </>
    }
}

/// A text that seems to be a newer version of the open article.
fn newer_text(newer: &Newer, screen: &Screen, act: &Act) -> Html {
    let title = screen.article.as_ref().map_or("", |article| &*article.name);
    let compare = Action::Versions(Versions::Compare(Box::new(newer.clone())));
    html! {
        <>
            <div class="dialog-body"><p>{ wording::newer(title, newer.same_source) }</p></div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::OpenNewer, wording::OPEN_AS_OTHER) }
                { button("button main", act, compare, wording::COMPARE) }
            </span></div>
        </>
    }
}

/// A file about another text: what it holds, and the choices.
fn other_text(title: &str, annotations: usize, problems: usize, act: &Act) -> Html {
    html! {
        <>
            <div class="dialog-body">
                <p>{ wording::other_text(title, annotations) }</p>
                if problems > 0 { <p class="help">{ wording::problem_count(problems) }</p> }
            </div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::Show(None), wording::CANCEL) }
                { button("button main", act, Action::OpenOther, wording::OPEN_OTHER) }
            </span></div>
        </>
    }
}
