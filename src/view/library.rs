//! The dialog to open an article: paste one, choose a file, or take a stored one up again.

use std::rc::Rc;

use yew::prelude::*;

use super::dialog::Frame;
use super::icon::{icon, kind_mark};
use super::{Act, wording};
use crate::model::Kind;
use crate::session::{Action, Entry, Opening};

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct OpenDialogProps {
    /// The stored articles.
    pub library: Rc<[Entry]>,
    /// Told files that were chosen, by the event of the field.
    pub choose: Callback<Event>,
    /// Told what is asked for.
    pub act: Act,
}

/// Paste, choose, take up.
#[component]
pub fn OpenDialog(props: &OpenDialogProps) -> Html {
    let (text, title) = (use_node_ref(), use_node_ref());
    let onclick = open_pasted(&props.act, text.clone(), title.clone());
    html! {
        <Frame name="open" title={wording::OPEN} act={props.act.clone()}>
            <div class="dialog-body open-body">
                <section class="new">
                    <h2>{ wording::NEW_ARTICLE }</h2>
                    <label class="field"><span class="label">{ wording::ARTICLE_TITLE }</span>
                        <input class="input" ref={title} dir="auto" />
                    </label>
                    <label class="field grow"><span class="label">{ wording::ARTICLE_TEXT }</span>
                        <textarea class="input" ref={text} dir="auto" placeholder={wording::PASTE_HERE} />
                    </label>
                    <span class="row">
                        <button class="button main" type="button" {onclick}>{ wording::OPEN_TEXT }</button>
                        <label class="button framed file">{ wording::CHOOSE_FILE }
                            <input type="file" multiple=true accept=".txt,.json,text/plain,application/json" aria-label={wording::CHOOSE_FILE} onchange={props.choose.clone()} />
                        </label>
                    </span>
                    <p class="help">{ wording::OPEN_HELP }</p>
                </section>
                <section class="stored">
                    <h2>{ wording::STORED }</h2>
                    if props.library.is_empty() { <p class="help">{ wording::NOTHING_STORED }</p> }
                    <ul class="library" role="list">
                        { for props.library.iter().filter(|entry| entry.deleted.is_none()).map(|entry| row(props, entry)) }
                    </ul>
                    <button class="button quiet" type="button" onclick={props.act.reform(|_: MouseEvent| Action::OpenSample)}>{ wording::TRY_SAMPLE }</button>
                </section>
            </div>
        </Frame>
    }
}

fn open_pasted(act: &Act, text: NodeRef, title: NodeRef) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |_| {
        let Some(field) = text.cast::<web_sys::HtmlTextAreaElement>() else { return };
        let title = title.cast::<web_sys::HtmlInputElement>().map(|field| field.value());
        let title = title.unwrap_or_default().trim().to_owned();
        act.emit(Action::OpenText { title, text: field.value() });
    })
}

fn row(props: &OpenDialogProps, entry: &Entry) -> Html {
    let title = wording::or_untitled(entry.name()).to_owned();
    let open = Action::from(Opening::Stored(entry.id.clone()));
    let delete = Action::DeleteArticle(entry.id.clone());
    html! {
        <li key={entry.id.to_string()}>
            <button class="stored-title" type="button" onclick={props.act.reform(move |_: MouseEvent| open.clone())}>
                <span class="what" dir="auto">{ &title }</span>
                <span class="meta">
                    <span>{ wording::used(entry.used) }</span>
                    { for Kind::ALL.into_iter().map(|kind| count(kind, entry.counts[kind.index()])) }
                </span>
            </button>
            <button class="button icon small" type="button" aria-label={wording::delete_article(&title)} onclick={props.act.reform(move |_: MouseEvent| delete.clone())}>{ icon("bin") }</button>
        </li>
    }
}

fn count(kind: Kind, count: usize) -> Html {
    html! {
        <span class="count">{ kind_mark(kind) }<span aria-hidden="true">{ count }</span><span class="hidden">{ wording::count(kind, count) }</span></span>
    }
}
