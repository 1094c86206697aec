//! A message that passes, with what can be undone about it. It goes by itself after a while, but
//! not as long as the pointer or the focus is on it: `app` keeps the time.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::icon;
use super::{Act, wording};
use crate::model::ArticleId;
use crate::session::{Action, Toast};

/// What a message needs.
#[derive(Properties, PartialEq)]
pub struct ToastProps {
    /// The message.
    pub toast: Rc<Toast>,
    /// The article whose deletion it tells of.
    pub article: Option<ArticleId>,
    /// Told what is asked for.
    pub act: Act,
}

/// The message.
#[component]
pub fn ToastView(props: &ToastProps) -> Html {
    let toast = &props.toast;
    let undo = match &props.article {
        Some(id) => Action::RestoreArticle(id.clone()),
        None => Action::Undo,
    };
    let undo = props.act.reform(move |_: MouseEvent| undo.clone());
    let close = props.act.reform(|_: MouseEvent| Action::DismissToast(None));
    let problems = wording::problems(&toast.message);
    html! {
        <section class={classes!("toast", (!problems.is_empty()).then_some("long"))} aria-label={wording::MESSAGE}>
            <p>{ wording::message(&toast.message) }</p>
            if toast.undo {
                <button type="button" onclick={undo}>{ wording::UNDO }<i class="key" data-key={wording::UNDO_KEY}></i></button>
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
