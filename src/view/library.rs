//! The dialog to open an article: paste one, choose a file, or take a stored one up again.

use yew::prelude::*;

use super::icon::{icon, kind_mark};
use super::{Act, on_click, wording};
use crate::model::Kind;
use crate::session::{Action, Entry, Opening};

/// Paste, choose, take up.
pub fn library(entries: &[Entry], choose: &Callback<Event>, act: &Act) -> Html {
    html! {
                    <div class="dialog-body open-body">
                <form class="new" onsubmit={open_pasted(act)}>
                    <h2>{ wording::NEW_ARTICLE }</h2>
                    <label class="field"><span class="label">{ wording::ARTICLE_TITLE }</span>
                        <input class="input" name="title" dir="auto" />
                    </label>
                    <label class="field grow"><span class="label">{ wording::ARTICLE_TEXT }</span>
                        <textarea class="input" name="text" dir="auto" placeholder={wording::PASTE_HERE} />
                    </label>
                    <span class="row">
                        <button class="button main" type="submit">{ wording::OPEN_TEXT }</button>
                        <label class="button framed file">{ wording::CHOOSE_FILE }
                            <input type="file" multiple=true accept=".txt,.md,.json,.jsonl,.jsonld,.ann,.conll,.csv,.tsv,.zip,text/*,application/json,application/zip" aria-label={wording::CHOOSE_FILE} onchange={choose.clone()} />
                        </label>
                    </span>
                    <p class="help">{ wording::OPEN_HELP }</p>
                </form>
                <form class="stored" onsubmit={export_ticked(act)}>
                    <h2>{ wording::STORED }</h2>
                    if entries.is_empty() { <p class="help">{ wording::NOTHING_STORED }</p> }
                    <ul class="library" role="list">
                        { for entries.iter().filter(|entry| entry.deleted.is_none()).map(|entry| row(entry, act)) }
                    </ul>
                    <span class="row">
                        <button class="button quiet" type="button" onclick={on_click(act, Action::OpenSample)}>{ wording::TRY_SAMPLE }</button>
                        // Shown by the style sheet while something is ticked.
                        <button class="button framed ticked" type="submit">{ wording::EXPORT_TICKED }</button>
                    </span>
                </form>
            </div>
    }
}

/// What was pasted becomes an article; nothing is sent anywhere.
fn open_pasted(act: &Act) -> Callback<SubmitEvent> {
    act.reform(|event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<web_sys::HtmlFormElement>();
        let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
        let field =
            |name| data.as_ref().and_then(|data| data.get(name).as_string()).unwrap_or_default();
        Action::OpenText { title: field("title").trim().to_owned(), text: field("text") }
    })
}

/// The ticked articles are to go out together. Which are ticked the form knows.
fn export_ticked(act: &Act) -> Callback<SubmitEvent> {
    act.reform(|event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<web_sys::HtmlFormElement>();
        let data = form.and_then(|form| web_sys::FormData::new_with_form(&form).ok());
        let ticked = data.map(|data| data.get_all(TICKED)).unwrap_or_default();
        let ids = ticked.iter().filter_map(|id| id.as_string());
        Action::ExportMany(ids.map(|id| id.as_str().into()).collect())
    })
}

const TICKED: &str = "article";

fn row(entry: &Entry, act: &Act) -> Html {
    let title = wording::or_untitled(entry.name()).to_owned();
    let open = Action::from(Opening::Stored(entry.id.clone()));
    let delete = Action::DeleteArticle(entry.id.clone());
    html! {
        <li key={entry.id.to_string()}>
            <label class="tick"><input type="checkbox" name={TICKED} value={entry.id.to_string()} aria-label={wording::tick(&title)} /></label>
            <button class="stored-title" type="button" onclick={on_click(act, open.clone())}>
                <span class="what" dir="auto">{ &title }</span>
                <span class="meta">
                    <span>{ wording::used(entry.used) }</span>
                    { for Kind::ALL.into_iter().map(|kind| count(kind, entry.counts[kind.index()])) }
                </span>
            </button>
            <button class="button icon small" type="button" aria-label={wording::delete_article(&title)} onclick={on_click(act, delete.clone())}>{ icon("bin") }</button>
        </li>
    }
}

fn count(kind: Kind, count: usize) -> Html {
    html! {
        <span class="count">{ kind_mark(kind) }<span aria-hidden="true">{ count }</span><span class="hidden">{ wording::count(kind, count) }</span></span>
    }
}
