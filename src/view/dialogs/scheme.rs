//! The dialog for labels inside kinds, with colour and key, and for the scale of verdicts.

use yew::prelude::*;

use crate::model::{Kind, Scheme, SubLabel};
use crate::session::document::scheme::{Schemes, lines_of};
use crate::session::{Action, Editing, Screen};
use crate::view::parts::button::{button, icon_button};
use crate::view::parts::field::{Field, labelled};
use crate::view::parts::icon::kind_mark;
use crate::view::parts::pick::{Pick, Value};
use crate::view::{Act, on_click, wording};

/// The labels of each kind, the scale, and the defaults for new articles.
pub fn scheme(screen: &Screen, act: &Act) -> Html {
    let Some(article) = &screen.article else { return Html::default() };
    let scheme = &article.details.scheme;
    let editing = screen.editing == Editing::Here;
    html! {
                <div class="dialog-body"><fieldset class="scheme" disabled={!editing}>
                    <p class="help">{ wording::SCHEME_HINT }</p>
                    { for Kind::ALL.into_iter().map(|kind| labels(scheme, kind, act)) }
                    { labelled(wording::SCALE, html! {
    <>
        <Field id="scale" rows="3" value={lines_of(&scheme.scale)} set={asked(act, Schemes::Scale)} />
                        <span class="help">{ wording::SCALE_HINT }</span>
        </>
    }) }
                    { button("button framed small", act, Action::Scheme(Schemes::ForNew), wording::FOR_NEW) }
                </fieldset></div>
            }
}

fn labels(scheme: &Scheme, kind: Kind, act: &Act) -> Html {
    html! {
        <section class="labels">
            <h2>{ kind_mark(kind) }{ wording::labels_of(kind) }</h2>
            <ul role="list" aria-label={wording::labels_of(kind)}>{ for scheme.of(kind).map(|label| row(label, act)) }</ul>
            <div class="label-line">
                // Cleared after each label.
                <Field added={scheme.labels.len()} name={wording::new_label(kind)} hint={wording::new_label(kind)} value="" set={asked(act, move |name| Schemes::Add(kind, name))} />
                <button class="button small framed" type="button">{ wording::ADD_LABEL }</button>
            </div>
        </section>
    }
}

fn row(label: &SubLabel, act: &Act) -> Html {
    let change = |to: fn(&mut SubLabel, String)| {
        let label = label.clone();
        asked(act, move |value| {
            let mut new = label.clone();
            to(&mut new, value);
            Schemes::Change(label.kind, label.name.clone(), new)
        })
    };
    let name = &label.name;
    let hues = 0..=SubLabel::HUES;
    let options: Vec<_> = hues.map(|hue| Value::of(hue.to_string(), wording::hue(hue))).collect();
    html! {
        <li key={name.clone()} class="label-line">
            <span class="hue" data-hue={label.hue.to_string()} aria-hidden="true"></span>
            <Field name={wording::of_label(wording::NAME, name)} value={name.clone()} set={change(|label, value| label.name = value)} />
            <Pick name={wording::of_label(wording::COLOUR, name)} value={label.hue.to_string()} {options} set={change(|label, value| label.hue = value.parse().unwrap_or_default())} />
            <Field class="label-key" name={wording::of_label(wording::KEY, name)} hint={wording::KEY} value={label.key.clone().unwrap_or_default()} set={change(|label, value| label.key = Some(value))} />
            { icon_button(wording::remove_label(name), "", "close", on_click(act, Action::Scheme(Schemes::Remove(label.kind, name.clone())))) }
        </li>
    }
}

fn asked(act: &Act, ask: impl Fn(String) -> Schemes + 'static) -> Callback<String> {
    act.reform(move |value: String| Action::Scheme(ask(value)))
}
