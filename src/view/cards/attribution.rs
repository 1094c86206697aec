//! Who says it, on the open card: a field for the name, the type of quote, its cue, and the
//! suggestion.

use yew::prelude::*;

use crate::model::{Kind, QuoteForm};
use crate::session::Action;
use crate::session::api::arguments::Patch;
use crate::session::document::attribution::{ARTICLE, Attribution, Suggested};
use crate::session::selection::pick_mode::Pick;
use crate::view::parts::button::pressed;
use crate::view::parts::field::{Field, labelled};
use crate::view::parts::pick::{Segments, Value};
use crate::view::{on_click, wording};

use super::card::{CardProps, change};

/// Name, form, cue and suggestion; and what can be picked in the text, if it can be reached.
pub fn attribution(props: &CardProps, shown: &Attribution, picking: bool) -> Html {
    let kind = props.card.kind;
    html! {
        <>
            { who(props, shown) }
            { shown.suggested.as_ref().map(|suggested| suggestion(props, suggested)).unwrap_or_default() }
            if kind == Kind::Quote { { form(props, shown) } }
            if let Some(cue) = &shown.cue {
                <div class="cue-line"><span class="muted">{ wording::CUE }</span>{ " " }<b dir="auto">{ cue }</b>
                    if props.editing {
                        { pressed("link", change(props, || Patch { cue: Some(None), ..Patch::default() }), wording::REMOVE_CUE) }
                    }
                </div>
            }
            if picking && props.editing && kind != Kind::Person { { picks(props) } }
        </>
    }
}

/// What can be picked in the text instead of typed.
fn picks(props: &CardProps) -> Html {
    let all: &[Pick] = match props.card.kind {
        Kind::Quote => &[Pick::Speaker, Pick::Cue, Pick::Part],
        _ => &[Pick::Speaker, Pick::Part],
    };
    html! {
        <div class="picks">
            { for all.iter().map(|pick| html! {
                { pressed("link", on_click(&props.act, Action::PickInText(Some(*pick))), wording::pick_button(*pick)) }
            }) }
        </div>
    }
}

fn who(props: &CardProps, shown: &Attribution) -> Html {
    let (act, id) = (props.act.clone(), props.card.id.clone());
    let set = Callback::from(move |value: String| {
        let name = value.trim().to_owned();
        let actor = match name.as_str() {
            "" => None,
            wording::THE_ARTICLE => Some(ARTICLE.to_owned()),
            _ => Some(name),
        };
        let patch = Box::new(Patch { actor: Some(actor), ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    });
    let kind = props.card.kind;
    let value = if shown.article { wording::THE_ARTICLE.to_owned() } else { shown.name.clone() };
    html! {
                <>
                { labelled(wording::who_field(kind), html! {
    <>
        <Field id="who" about={shown.about.as_ref().map(|_| "who-about")} list="names" readonly={!props.editing} hint={wording::who_hint(kind)} {value} {set} />
                    <datalist id="names">
                        if kind == Kind::Claim { <option value={wording::THE_ARTICLE} /> }
                        { for shown.names.iter().map(|name| html! { <option value={name.clone()} /> }) }
                    </datalist>
        </>
    }) }
                if let Some((role, counts)) = &shown.about { <p id="who-about" class="help" dir="auto">{ wording::about_person(role, *counts) }</p> }
                </>
            }
}

/// A suggestion: its words, and a button that accepts it.
fn suggestion(props: &CardProps, suggested: &Suggested) -> Html {
    if !props.editing {
        return Html::default();
    }
    let patch = suggested.patch.clone();
    html! {
        <div class="suggestion" role="group" aria-label={wording::SUGGESTION}>
            <span dir="auto">{ wording::suggested(props.card.kind, suggested) }</span>
            <button id="keep-suggestion" data-then="who" class="button small framed" type="button" onclick={change(props, move || patch.clone())}>{ wording::ACCEPT }</button>
        </div>
    }
}

fn form(props: &CardProps, shown: &Attribution) -> Html {
    let all = [QuoteForm::Direct, QuoteForm::Indirect, QuoteForm::Mixed];
    let (act, id) = (props.act.clone(), props.card.id.clone());
    let set = Callback::from(move |title: String| {
        let form = all.into_iter().find(|form| wording::form_title(*form) == title);
        let patch = Box::new(Patch { form: Some(form), ..Patch::default() });
        act.emit(Action::Update { id: id.clone(), patch });
    });
    let title = |form: QuoteForm| wording::form_title(form);
    let options: Vec<_> = all.into_iter().map(|form| Value::of(title(form), title(form))).collect();
    html! {
        <fieldset class="field forms" disabled={!props.editing} role="radiogroup" aria-label={wording::FORM}>
            <legend>{ wording::FORM }</legend>
            <Segments id={format!("form {}", props.card.id)} value={shown.form.map_or("", title)} {options} {set} />
        </fieldset>
    }
}
