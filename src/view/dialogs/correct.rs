//! The dialog “Correct the text”: the whole text in a field, or why it cannot be corrected.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::session::Action;
use crate::session::action::dialog::WhyNot;
use crate::view::parts::button::button;
use crate::view::parts::field::Field;
use crate::view::{Act, wording};

/// The field and its button.
pub fn correct(text: &str, why_not: Option<WhyNot>, act: &Act) -> Html {
    if let Some(why) = why_not {
        return html! {
            <>
                <div class="dialog-body"><p>{ wording::why_not(why) }</p></div>
                <div class="dialog-foot"><span class="end">
                    { button("button main", act, Action::Show(None), wording::CLOSE) }
                </span></div>
            </>
        };
    }
    html! {
        <form class="correcting" onsubmit={corrected(act)}>
            <div class="dialog-body">
                <label class="field grow"><span class="label">{ wording::ARTICLE_TEXT }</span>
                    <Field rows="20" value={text.to_owned()} set={Callback::noop()} />
                </label>
                <p class="help">{ wording::CORRECT_HELP }</p>
            </div>
            <div class="dialog-foot"><span class="end">
                { button("button framed", act, Action::Show(None), wording::CANCEL) }
                <button class="button main" type="submit">{ wording::CORRECT }</button>
            </span></div>
        </form>
    }
}

/// Takes the text as the field has it.
fn corrected(act: &Act) -> Callback<SubmitEvent> {
    act.reform(|event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<web_sys::Element>();
        let field = form.and_then(|form| form.query_selector("textarea").ok().flatten());
        let field = field.and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        Action::Correct(field.map(|field| field.value()))
    })
}
