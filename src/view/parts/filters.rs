//! The terms of a query as chips that can be removed, and a choice of values to add; in every list the same.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::Term;
use crate::session::Action;
use crate::session::document::annotation_list::FilterValue;
use crate::session::render::annotation_rows::{FilterChoice, NamedTerm};
use crate::view::parts::choose::{Choose, Chosen};
use crate::view::{Act, on_click, wording};

/// A chip for each term, which removes it.
pub fn chips(terms: &[NamedTerm], act: &Act, remove: impl Fn(Term) -> Action) -> Html {
    if terms.is_empty() {
        return html! {};
    }
    html! {
        <>
            <span class="hidden">{ wording::FILTERED_BY }</span>
            { for terms.iter().map(|(term, names)| {
                let text = wording::filter_chip(*term, names);
                let name = wording::remove_filter(&text);
                html! { <button class="chip" type="button" aria-pressed="true" aria-label={name.clone()} title={name} onclick={on_click(act, remove(*term))}>{ text }</button> }
            }) }
        </>
    }
}

/// The values that can be added, with their numbers.
pub fn more(
    id: &'static str,
    values: &Rc<[FilterChoice]>,
    act: &Act,
    add: impl Fn(FilterValue) -> Action + 'static,
) -> Html {
    let option = |(at, FilterChoice { value, name, count }): (usize, &FilterChoice)| Chosen {
        value: at.to_string().into(),
        text: wording::filter_choice(value.term, name.as_deref(), *count).into(),
        button: wording::FILTER.into(),
        help: AttrValue::default(),
    };
    let options = values.iter().enumerate().map(option).collect::<Vec<_>>();
    let (act, values) = (act.clone(), values.clone());
    let set = Callback::from(move |at: String| {
        if let Some(choice) = at.parse::<usize>().ok().and_then(|at| values.get(at)) {
            act.emit(add(choice.value.clone()));
        }
    });
    html! { <Choose {id} name={wording::FILTER_BY} hint={wording::FILTER_BY} at_once=true {options} {set} /> }
}
