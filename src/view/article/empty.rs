//! The page without an article: what to do first.

use yew::prelude::*;

use crate::session::{Action, Dialog};
use crate::view::dialogs::open::ACCEPT;
use crate::view::parts::button::pressed;
use crate::view::{Act, on_click, wording};

/// A sentence, a line of help, and the first actions.
#[inline(never)]
pub fn empty(choose: &Callback<Event>, act: &Act) -> Html {
    let paste = on_click(act, Action::Show(Some(Dialog::Open.into())));
    let sample = on_click(act, Action::OpenSample);
    html! {
        <main class="page nothing">
            <div class="empty">
                <h1>{ wording::NO_ARTICLE }</h1>
                <p>{ wording::NO_ARTICLE_HINT }</p>
                <span class="end">
                    { pressed("button main", paste, wording::PASTE) }
                    <label class="button framed file">{ wording::OPEN_FILE }
                        <input type="file" multiple=true accept={ACCEPT} onchange={choose.clone()} />
                    </label>
                    { pressed("button quiet", sample, wording::TRY_SAMPLE) }
                </span>
            </div>
        </main>
    }
}
