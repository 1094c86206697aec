//! A choice that takes effect only when confirmed, by a button that names the effect or by Enter;
//! Escape drops it. Arrow keys change nothing: tests/e2e/tests/journeys/deciding.rs. What can be taken back as
//! easily takes effect once it is picked with the pointer.

use yew::prelude::*;

use crate::view::wording;

/// An option.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// Its value.
    pub value: AttrValue,
    /// Its label in the list.
    pub text: AttrValue,
    /// The button's label once it is chosen.
    pub button: AttrValue,
    /// What else choosing it does, or empty.
    pub help: AttrValue,
}

/// Properties of the choice.
#[derive(Properties, PartialEq)]
pub struct ChooseProps {
    /// The id of the list.
    pub id: AttrValue,
    /// The list's accessible name, if it has no label beside it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// The placeholder while nothing is chosen.
    pub hint: AttrValue,
    /// The options.
    pub options: Vec<Chosen>,
    /// Whether it is disabled.
    #[prop_or_default]
    pub disabled: bool,
    /// Whether what is picked with the pointer needs no button.
    #[prop_or_default]
    pub at_once: bool,
    /// The id of the element that gets the focus if confirming removes the list.
    #[prop_or_default]
    pub then: Option<AttrValue>,
    /// Receives the confirmed choice.
    pub set: Callback<String>,
}

/// A longer list gets its options once the pointer or the focus is there: hundreds of names in a list that is folded
/// would have the panel around it open later.
const AT_ONCE: usize = 30;

/// The list and, once something is chosen, the button.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let value = use_state(String::new);
    let reached = use_state(|| false);
    let list = use_node_ref();
    // Whether the pointer unfolded the list, and no key was pressed since.
    let pointed = use_mut_ref(bool::default);
    let empty = {
        let (value, list) = (value.clone(), list.clone());
        move || {
            value.set(String::new());
            if let Some(list) = list.cast::<web_sys::HtmlSelectElement>() {
                list.set_value("");
                // The button disappears, and may have had the focus.
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
        let (value, set, empty) = (value.clone(), props.set.clone(), empty.clone());
        let (pointed, at_once) = (pointed.clone(), props.at_once);
        Callback::from(move |event: Event| match crate::view::value_of(&event) {
            Some(chosen) if at_once && *pointed.borrow() => {
                empty();
                set.emit(chosen);
            }
            Some(chosen) => value.set(chosen),
            None => {}
        })
    };
    let onpointerdown = {
        let pointed = pointed.clone();
        Callback::from(move |_: PointerEvent| *pointed.borrow_mut() = true)
    };
    let onkeydown = {
        let (chosen, confirm, list) =
            (chosen.map(|one| one.value.clone()), confirm.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            *pointed.borrow_mut() = false;
            let Some(chosen) = &chosen else { return };
            let in_list =
                event.target() == list.cast::<web_sys::HtmlSelectElement>().map(Into::into);
            // Enter also picks from an unfolded list, whose value is then ahead of the state.
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
    let is_filled = *reached || props.options.len() <= AT_ONCE;
    let reach = move || {
        if !*reached {
            reached.set(true);
        }
    };
    let onfocusin = {
        let reach = reach.clone();
        Callback::from(move |_: FocusEvent| reach())
    };
    let onpointerover = Callback::from(move |_: PointerEvent| reach());
    let done = format!("{}-do", props.id);
    // Screen readers read the effect of Enter along with the list.
    let says = chosen.map(|_| done.clone());
    html! {
        <div class="choose" data-then={props.then.clone()} {onkeydown}>
            <select ref={list} id={props.id.clone()} class="input" aria-label={props.name.clone()} aria-describedby={says} disabled={props.disabled} {onchange} {onfocusin} {onpointerover} {onpointerdown}>
                <option value="" selected=true disabled=true>{ &props.hint }</option>
                { for props.options.iter().filter(|_| is_filled).map(|one| html! { <option key={one.value.to_string()} value={one.value.clone()}>{ &one.text }</option> }) }
            </select>
            if let Some(one) = chosen.filter(|_| !props.disabled) {
                if !one.help.is_empty() { <p class="help">{ &one.help }</p> }
                <button id={done} class="button small framed" type="button" title={wording::CHOICE_KEYS} {onclick}>{ &one.button }</button>
            }
        </div>
    }
}
