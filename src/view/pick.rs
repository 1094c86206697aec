//! One of several values, in a list or as buttons side by side. What arrow keys pass over is not taken:
//! Enter, leaving it or a click keeps what is shown, Escape puts back what was.

use yew::prelude::*;

use super::icon::kind_mark;
use super::wording;
use crate::model::Kind;

/// A value that can be picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is known by.
    pub value: AttrValue,
    /// What it is called.
    pub text: AttrValue,
    /// The kind whose mark goes before it.
    pub mark: Option<Kind>,
}

impl Value {
    /// A value known and called so.
    pub fn of(value: impl Into<AttrValue>, text: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), text: text.into(), mark: None }
    }
}

/// What both need.
#[derive(Properties, PartialEq)]
pub struct PickProps {
    /// The id of the list; of buttons, the name they share.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What it is called, if no label stands beside it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What is known.
    pub value: AttrValue,
    /// What can be picked.
    pub options: Vec<Value>,
    /// Whether nothing can be.
    #[prop_or_default]
    pub disabled: bool,
    /// Told what was picked.
    pub set: Callback<String>,
}

/// What was passed over with keys and is not taken yet.
#[derive(Clone)]
struct Passing {
    known: AttrValue,
    shown: UseStateHandle<Option<AttrValue>>,
    /// Whether the last thing used was a key that moves on.
    by_key: std::rc::Rc<std::cell::RefCell<bool>>,
    set: Callback<String>,
}

impl Passing {
    /// What is to be seen.
    fn value(&self) -> AttrValue {
        (*self.shown).clone().unwrap_or_else(|| self.known.clone())
    }

    fn changed(&self, value: String) {
        if *self.by_key.borrow() {
            self.shown.set(Some(value.into()).filter(|value| *value != self.known));
        } else {
            self.take(value.into());
        }
    }

    fn take(&self, value: AttrValue) {
        self.shown.set(None);
        if value != self.known {
            self.set.emit(value.to_string());
        }
    }

    /// Takes what is shown: the reader goes on.
    fn leave(&self) {
        *self.by_key.borrow_mut() = false;
        if let Some(value) = (*self.shown).clone() {
            self.take(value);
        }
    }

    /// True if the key was meant for this.
    fn key(&self, event: &KeyboardEvent) -> bool {
        let passing = self.shown.is_some();
        let back = event.key() == "Escape"
            || (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("z");
        match event.key().as_str() {
            _ if back && passing => self.shown.set(None),
            "Enter" if passing => self.leave(),
            "Enter" | " " => *self.by_key.borrow_mut() = false,
            _ => *self.by_key.borrow_mut() = true,
        }
        passing && (back || event.key() == "Enter")
    }

    fn onkeydown(&self) -> Callback<KeyboardEvent> {
        let passing = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            if passing.key(&event) {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    }

    fn onpointerdown(&self) -> Callback<PointerEvent> {
        let by_key = self.by_key.clone();
        Callback::from(move |_: PointerEvent| *by_key.borrow_mut() = false)
    }
}

#[hook]
fn use_passing(props: &PickProps) -> Passing {
    let shown = use_state_eq(|| None);
    let by_key = use_mut_ref(|| false);
    {
        let shown = shown.clone();
        use_effect_with(props.value.clone(), move |_| shown.set(None));
    }
    Passing { known: props.value.clone(), shown, by_key, set: props.set.clone() }
}

fn unsaved(passing: &Passing) -> Html {
    if passing.shown.is_none() {
        return Html::default();
    }
    html! { <span class="help" role="note">{ wording::NOT_TAKEN_YET }</span> }
}

/// A list to pick from.
#[component]
pub fn Pick(props: &PickProps) -> Html {
    let passing = use_passing(props);
    let list = use_node_ref();
    let value = passing.value();
    {
        // An option that was picked by hand does not follow its attribute.
        let list = list.clone();
        let deps = (value.clone(), props.options.clone());
        use_effect_with(deps, move |(value, _)| {
            if let Some(list) = list.cast::<web_sys::HtmlSelectElement>() {
                list.set_value(value);
            }
        });
    }
    let onchange = {
        let passing = passing.clone();
        Callback::from(move |event: Event| {
            if let Some(value) = super::value_of(&event) {
                passing.changed(value);
            }
        })
    };
    let onblur = {
        let passing = passing.clone();
        Callback::from(move |_: FocusEvent| passing.leave())
    };
    html! {
        <>
            <select ref={list} id={props.id.clone()} class="input" aria-label={props.name.clone()} disabled={props.disabled}
                {onchange} {onblur} onkeydown={passing.onkeydown()} onpointerdown={passing.onpointerdown()}>
                { for props.options.iter().map(|one| html! {
                    <option key={one.value.to_string()} value={one.value.clone()} selected={one.value == value}>{ &one.text }</option>
                }) }
            </select>
            { unsaved(&passing) }
        </>
    }
}

/// Buttons side by side, of which one is on.
#[component]
pub fn Segments(props: &PickProps) -> Html {
    let passing = use_passing(props);
    let group = use_node_ref();
    let value = passing.value();
    let onfocusout = {
        let (passing, group) = (passing.clone(), group.clone());
        Callback::from(move |event: FocusEvent| {
            let next =
                event.related_target().and_then(|next| wasm_bindgen::JsCast::dyn_into(next).ok());
            let inside =
                group.cast::<web_sys::Node>().is_some_and(|group| group.contains(next.as_ref()));
            if !inside {
                passing.leave();
            }
        })
    };
    let radio = |one: &Value| {
        let (passing, own) = (passing.clone(), one.value.clone());
        let onchange = Callback::from(move |_: Event| passing.changed(own.to_string()));
        let on = one.value == value;
        html! {
            <label class={on.then_some("is-on")}>
                <input type="radio" name={props.id.clone()} value={one.value.clone()} checked={on} {onchange} />
                { one.mark.map(kind_mark).unwrap_or_default() }<span>{ &one.text }</span>
            </label>
        }
    };
    html! {
        <>
            <div ref={group} class="segments" {onfocusout} onkeydown={passing.onkeydown()} onpointerdown={passing.onpointerdown()}>
                { for props.options.iter().map(radio) }
            </div>
            { unsaved(&passing) }
        </>
    }
}
