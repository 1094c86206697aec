//! The dialog to open an article: paste one, choose a file, or take a stored one up again.

use yew::prelude::*;

use super::icon::{icon, kind_mark};
use super::{Act, on_click, wording};
use crate::model::Kind;
use crate::session::{Action, Entry, Handed, Opening};

/// Paste, choose, take up.
pub fn library(entries: &[Entry], choose: &Callback<Event>, bookmarklet: &str, act: &Act) -> Html {
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
                            <input type="file" multiple=true accept={ACCEPT} aria-label={wording::CHOOSE_FILE} onchange={choose.clone()} />
                        </label>
                    </span>
                    <p class="help">{ wording::OPEN_HELP }</p>
                    { bookmark(bookmarklet) }
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

/// What a chooser of files offers: articles, and files of annotations.
pub(super) const ACCEPT: &str = ".txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,.epub,.odt,.json,.jsonl,.jsonld,.ann,.conll,.csv,.tsv,.xmi,.zip,text/*,application/json,application/zip";

/// A bookmark that hands over the page one reads. It is dragged away or copied: a click here is
/// nothing, as the page's policy runs no such code.
fn bookmark(code: &str) -> Html {
    let stay = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <details class="bookmark"><summary>{ wording::BOOKMARK }</summary>
            <p class="help">{ wording::BOOKMARK_HELP }</p>
            <span class="row">
                <a class="button framed" href={code.to_owned()} onclick={stay}>{ wording::BOOKMARK_NAME }</a>
                <input class="input" readonly=true value={code.to_owned()} aria-label={wording::BOOKMARK_CODE} />
            </span>
        </details>
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
        let handed = Handed::text(field("title").trim().to_owned(), field("text"));
        Action::Hand(Box::new(handed))
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
