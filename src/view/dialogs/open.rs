//! The Open dialog: paste an article, choose a file, or reopen a stored one.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::screen::ListsScreen;
use crate::session::{Action, Editing, Handed, Screen, Sources, Versions};
use crate::view::parts::field::labelled;
use crate::view::{Act, form_value, wording};

use super::library::library;

/// Paste, choose, reopen.
pub fn open(
    (screen, lists): (&Screen, &ListsScreen),
    choose: &Callback<Event>,
    bookmarklet: &str,
    act: &Act,
) -> Html {
    html! {
                    <div class="dialog-body open-body">
                <form class="new" onsubmit={open_pasted(act)}>
                    <h2>{ wording::NEW_ARTICLE }</h2>
                    { labelled(wording::ARTICLE_TITLE, html! { <input class="input" name="title" dir="auto" /> }) }
                    <label class="field grow"><span class="label">{ wording::ARTICLE_TEXT }</span>
                        <textarea class="input" name="text" dir="auto" required=true placeholder={wording::PASTE_HERE} />
                    </label>
                    <span class="row">
                        <button class="button main" type="submit">{ wording::OPEN_TEXT }</button>
                        if screen.article.is_some() && screen.editing == Editing::Here {
                            <button class="button framed" type="submit" id="compare-pasted">{ wording::COMPARE_WITH_OPEN }</button>
                            <button class="button framed" type="submit" id="hold-pasted">{ wording::USE_AS_SOURCE }</button>
                        }
                        <label class="button framed file">{ wording::CHOOSE_FILE }
                            <input type="file" multiple=true accept={ACCEPT} aria-label={wording::CHOOSE_FILE} onchange={choose.clone()} />
                        </label>
                    </span>
                    <p class="help">{ wording::OPEN_HELP }</p>
                    { bookmark(bookmarklet) }
                </form>
                { library(lists, &screen.library, act) }
            </div>
    }
}

/// The file types a chooser offers: articles and annotation files.
pub(in crate::view) const ACCEPT: &str = ".txt,.text,.md,.markdown,.html,.htm,.xhtml,.docx,.epub,.odt,.fodt,.pdf,.eml,.mht,.mhtml,.mbox,.json,.jsonl,.ndjson,.jsonld,.ann,.conll,.conllu,.csv,.tsv,.xmi,.xml,.qdpx,.naf,.zip,text/*,application/json,application/zip";

/// A bookmark that sends the page one is reading. It has to be dragged to the bookmarks or copied:
/// the page's policy blocks its code here, so a click does nothing.
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

/// Opens the pasted text; nothing is sent anywhere.
fn open_pasted(act: &Act) -> Callback<SubmitEvent> {
    act.reform(|event: SubmitEvent| {
        event.prevent_default();
        let title = form_value(&event, "title").trim().to_owned();
        let text = form_value(&event, "text");
        match event.submitter().map(|button| button.id()).as_deref() {
            Some("compare-pasted") => Action::Versions(Versions::Paste { title, text }),
            Some("hold-pasted") => {
                Action::Sources(Sources::Open { title, url: String::new(), text })
            }
            _ => Action::Hand(Rc::new(Handed::text(title, text))),
        }
    })
}
