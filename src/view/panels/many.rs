//! The bar at the foot of the list: what can be done with everything selected, in one step. Each button
//! says how many it changes.

use yew::prelude::*;

use crate::model::Kind;
use crate::session::Many;
use crate::session::document::attribution::ARTICLE;
use crate::session::document::many::{ManyChange, ManyForm};
use crate::session::render::annotation_rows::SelectedRows;
use crate::view::parts::choose::{Choose, Chosen};
use crate::view::parts::icon::icon;
use crate::view::{Act, on_click, wording};

use crate::view::parts::selecting::ask;

/// The bar, and above it the change that is being prepared.
pub fn many(selected: &SelectedRows, open: Option<ManyForm>, editing: bool, act: &Act) -> Html {
    let can_name = selected.kinds[Kind::Quote.index()] + selected.kinds[Kind::Claim.index()] > 0;
    let all = [ManyForm::Who, ManyForm::Label, ManyForm::Tag, ManyForm::Kind];
    let all = all.into_iter().filter(|form| editing && (can_name || *form != ManyForm::Who));
    html! {
        <section class="many" aria-label={wording::SELECTED}>
            if editing { { open.map(|form| prepared(selected, form, act)).unwrap_or_default() } }
            <div class="many-bar">
                <b>{ wording::selected(selected.count, selected.unlisted) }</b>
                { for all.map(|form| {
                    let is_open = open == Some(form);
                    let asked = Many::Form((!is_open).then_some(form));
                    html! { <button id={format!("many-{}", wording::many_form(form))} type="button" aria-expanded={is_open.to_string()} onclick={on_click(act, ask(asked))}>{ wording::many_form(form) }</button> }
                }) }
                <button type="button" aria-label={wording::EXPORT_SELECTED} onclick={on_click(act, ask(Many::Export))}>{ wording::EXPORT }</button>
                <span class="end">
                    if editing { <button type="button" title={wording::DELETE_SELECTED_HINT} aria-label={wording::delete_selected(selected.count)} onclick={on_click(act, ask(Many::Delete))}>{ icon("bin") }</button> }
                    <button type="button" aria-label={wording::SELECT_NONE} title={wording::SELECT_NONE} onclick={on_click(act, ask(Many::Clear))}>{ icon("close") }</button>
                </span>
            </div>
        </section>
    }
}

fn prepared(selected: &SelectedRows, form: ManyForm, act: &Act) -> Html {
    let inside = match form {
        ManyForm::Who => who(selected, act),
        ManyForm::Label => labels(selected, act),
        ManyForm::Tag => tags(selected, act),
        ManyForm::Kind => kinds(selected, act),
    };
    html! { <div class="many-form" role="group" aria-label={wording::many_form(form)} data-then={format!("many-{}", wording::many_form(form))}>{ inside }</div> }
}

/// A field, and the button that says what it does.
fn typed(
    (label, hint, button): (&'static str, &'static str, String),
    names: &[String],
    change: fn(String) -> ManyChange,
    act: &Act,
) -> Html {
    let submit = act.reform(move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target_dyn_into::<web_sys::HtmlFormElement>();
        let field = form.and_then(|form| form.query_selector("input").ok().flatten());
        let field = field.map(wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlInputElement>);
        ask(Many::Change(change(field.map(|field| field.value()).unwrap_or_default())))
    });
    html! {
        <form onsubmit={submit}>
            <input id="many-field" class="input" list="many-names" dir="auto" autocomplete="off" aria-label={label} placeholder={hint} />
            <datalist id="many-names">{ for names.iter().map(|name| html! { <option value={name.clone()} /> }) }</datalist>
            <button class="button small framed" type="submit">{ button }</button>
        </form>
    }
}

fn who(selected: &SelectedRows, act: &Act) -> Html {
    let mut names = selected.names.clone();
    if selected.kinds[Kind::Claim.index()] > 0 {
        names.insert(0, wording::THE_ARTICLE.to_owned());
    }
    let words = (wording::many_form(ManyForm::Who), wording::WHO_HINT, wording::SET_WHO.to_owned());
    typed(
        words,
        &names,
        |name| {
            ManyChange::Who(if name.trim() == wording::THE_ARTICLE {
                ARTICLE.to_owned()
            } else {
                name
            })
        },
        act,
    )
}

fn tags(selected: &SelectedRows, act: &Act) -> Html {
    let words = (wording::many_form(ManyForm::Tag), wording::TAG_HINT, wording::ADD_TAG.to_owned());
    let options = selected.tags.iter().map(|(tag, count)| {
        (
            ManyChange::Untag(tag.clone()),
            tag.clone(),
            wording::remove_tag_from(tag, *count),
            String::new(),
        )
    });
    let options: Vec<_> = options.collect();
    html! {
        <>
            { typed(words, &[], ManyChange::Tag, act) }
            if !options.is_empty() { { one_of(wording::CHOOSE_TAG, options, act) } }
        </>
    }
}

fn labels(selected: &SelectedRows, act: &Act) -> Html {
    let label = |(kind, name, count): &(Kind, String, usize)| {
        (
            ManyChange::Label(*kind, name.clone()),
            name.clone(),
            wording::set_label(name, *kind, *count),
            String::new(),
        )
    };
    let none = (
        ManyChange::NoLabel,
        wording::NO_LABEL.to_owned(),
        wording::no_label_for(selected.labelled),
        String::new(),
    );
    let options: Vec<_> =
        selected.labels.iter().map(label).chain((selected.labelled > 0).then_some(none)).collect();
    match options.is_empty() {
        true => html! { <p>{ wording::NO_LABELS }</p> },
        false => one_of(wording::CHOOSE_LABEL, options, act),
    }
}

fn kinds(selected: &SelectedRows, act: &Act) -> Html {
    let options = Kind::ALL.into_iter().filter_map(|kind| {
        let count = selected.count - selected.kinds[kind.index()];
        let help = wording::lost_with_kind(&selected.lost[kind.index()]);
        (count > 0).then(|| {
            let name = wording::kind(kind).to_owned();
            (ManyChange::Kind(kind), name, wording::turn_into(kind, count), help)
        })
    });
    one_of(wording::CHOOSE_KIND, options.collect(), act)
}

/// One of several changes, with its name, its button and what else it does.
fn one_of(hint: &'static str, all: Vec<(ManyChange, String, String, String)>, act: &Act) -> Html {
    let option =
        |(at, (_, text, button, help)): (usize, &(ManyChange, String, String, String))| Chosen {
            value: at.to_string().into(),
            text: text.clone().into(),
            button: button.clone().into(),
            help: help.clone().into(),
        };
    let options: Vec<_> = all.iter().enumerate().map(option).collect();
    let act = act.clone();
    let set = Callback::from(move |at: String| {
        if let Some((change, ..)) = at.parse::<usize>().ok().and_then(|at| all.get(at)) {
            act.emit(ask(Many::Change(change.clone())));
        }
    });
    html! { <Choose id="many-choice" name={hint} {hint} {options} {set} /> }
}
