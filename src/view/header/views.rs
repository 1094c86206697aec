//! The buttons for the dialogs People, Claims and To do, the last two with a count.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::{Action, Dialog, Screen};
use crate::view::parts::icon::icon;
use crate::view::{Act, on_click, wording};

/// People, Claims and To do. Where there is no room, the first stands for all; its dialog leads to
/// the others.
pub fn views(screen: &Screen, class: &'static str, act: &Act) -> Html {
    let counts = screen.article.as_ref().map(|article| article.counts).unwrap_or_default();
    let todo = screen.todo.as_ref().map(|todo| todo.total());
    let all = [
        ("people-button", wording::PEOPLE, wording::PEOPLE_HINT, None, Dialog::People(None)),
        (
            "",
            wording::CLAIMS,
            wording::CLAIMS_HINT,
            Some(counts.of(Kind::Claim)),
            Dialog::Claims(None, 0),
        ),
        ("", wording::TODO, wording::TODO_HINT, todo, Dialog::Todo(None)),
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
