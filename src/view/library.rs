//! The dialog to open an article: paste one, choose a file, or take a stored one up again.

use yew::prelude::*;

use super::stored::stored;
use super::{Act, wording};
use crate::session::{Action, Screen};

/// Paste, choose, take up.
pub fn library(screen: &Screen, choose: &Callback<Event>, act: &Act) -> Html {
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
                { stored(screen, act) }
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
