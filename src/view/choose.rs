//! A choice that is only a choice until it is confirmed, by a button that says what it does or by Enter;
//! Escape drops it. Nothing is changed by an arrow key: `tests/e2e/tests/journeys/deciding.rs`.

use yew::prelude::*;

use super::wording;

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// What it is known by.
    pub value: AttrValue,
    /// What it is called in the list.
    pub text: AttrValue,
    /// What the button does with it.
    pub button: AttrValue,
    /// What else that does, or empty.
    pub help: AttrValue,
}

/// What a choice needs.
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// The id of the list.
    pub id: AttrValue,
    /// What the list is called, if no label stands beside it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What stands in the list while nothing is chosen.
    pub hint: AttrValue,
    /// What can be chosen.
    pub options: Vec<Chosen>,
    /// Whether nothing can be.
    #[prop_or_default]
    pub disabled: bool,
    /// The id of what gets the focus if the list is gone when it is done.
    #[prop_or_default]
    pub then: Option<AttrValue>,
    /// Told what was chosen and confirmed.
    pub set: Callback<String>,
}

/// The list and, once something is chosen, the button.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let value = use_state(String::new);
    let list = use_node_ref();
    let empty = {
        let (value, list) = (value.clone(), list.clone());
        move || {
            value.set(String::new());
            if let Some(list) = list.cast::<web_sys::HtmlSelectElement>() {
                list.set_value("");
                // The button that may have had the focus goes.
                let _ = list.focus();
            }
        }
    };
    let confirm = {
        let (set, value, empty) = (props.set.clone(), value.clone(), empty.clone());
        move || {
            let chosen = (*value).clone();
            empty();
            set.emit(chosen);
        }
    };
    let chosen = props.options.iter().find(|one| *one.value == **value);
    let onchange = {
        let value = value.clone();
        Callback::from(move |event: Event| {
            if let Some(chosen) = super::value_of(&event) {
                value.set(chosen);
            }
        })
    };
    let onkeydown = {
        let (chosen, confirm, list) =
            (chosen.map(|one| one.value.clone()), confirm.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(chosen) = &chosen else { return };
            let in_list =
                event.target() == list.cast::<web_sys::HtmlSelectElement>().map(Into::into);
            // Enter also picks in a list that is unfolded: then the list is ahead of what is known.
            let shown = list.cast::<web_sys::HtmlSelectElement>().map(|list| list.value());
            match event.key().as_str() {
                "Escape" => empty(),
                "Enter" if in_list && shown.as_deref() == Some(chosen.as_str()) => confirm(),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onclick = Callback::from(move |_: MouseEvent| confirm());
    let done = format!("{}-do", props.id);
    // What Enter would do is a part of what is heard of the list.
    let says = chosen.map(|_| done.clone());
    html! {
        <div class="choose" data-then={props.then.clone()} {onkeydown}>
            <select ref={list} id={props.id.clone()} class="input" aria-label={props.name.clone()} aria-describedby={says} disabled={props.disabled} {onchange}>
                <option value="" selected=true disabled=true>{ &props.hint }</option>
                { for props.options.iter().map(|one| html! { <option key={one.value.to_string()} value={one.value.clone()}>{ &one.text }</option> }) }
            </select>
            if let Some(one) = chosen.filter(|_| !props.disabled) {
                if !one.help.is_empty() { <p class="help">{ &one.help }</p> }
                <button id={done} class="button small framed" type="button" title={wording::CHOICE_KEYS} {onclick}>{ &one.button }</button>
            }
        </div>
    }
}
