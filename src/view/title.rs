//! The title above the article, which can be corrected in place, and what is known of the article.

use std::rc::Rc;

use yew::prelude::*;

use super::{Act, wording};
use crate::model::Details;
use crate::session::Action;

/// What the title needs.
#[derive(Properties, PartialEq)]
pub struct TitleProps {
    /// Title, source and so on.
    pub details: Rc<Details>,
    /// How many words there are.
    pub words: usize,
    /// How many paragraphs there are.
    pub paragraphs: usize,
    /// Told what is asked for.
    pub act: Act,
}

/// Title and byline.
#[component]
pub fn Title(props: &TitleProps) -> Html {
    let details = &props.details;
    let known = [&details.byline, &details.published, &details.source];
    html! {
        <div class="title-block">
            <h1 class="article-title">
                <textarea
                    rows="1"
                    dir="auto"
                    aria-label={wording::TITLE}
                    placeholder={wording::UNTITLED}
                    spellcheck="false"
                    value={details.title.clone()}
                    onchange={rename(props)}
                    onkeydown={keep_on_enter()}
                />
            </h1>
            <p class="byline">
                <span>{ wording::words(props.words) }</span>
                <span>{ wording::paragraphs(props.paragraphs) }</span>
                { for known.into_iter().flatten().map(|text| html! { <span dir="auto">{ text }</span> }) }
            </p>
        </div>
    }
}

fn rename(props: &TitleProps) -> Callback<Event> {
    let (act, details) = (props.act.clone(), props.details.clone());
    Callback::from(move |event: Event| {
        let Some(field) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() else { return };
        let title = field.value().split_whitespace().collect::<Vec<_>>().join(" ");
        act.emit(Action::SetDetails(Details { title, ..(*details).clone() }));
    })
}

/// Enter keeps the title instead of breaking its line.
fn keep_on_enter() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(field) = event.target_dyn_into::<web_sys::HtmlElement>() {
                // A field that cannot give up the focus keeps its text all the same.
                let _ = field.blur();
            }
        }
    })
}
