//! One of several values, in a list or as buttons side by side. What arrow keys pass over is not taken:
//! Enter or a click takes it, Escape or going on puts back what was: `tests/web/picking.rs`.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::model::Kind;

use super::icon::kind_mark;
use super::wording;

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

/// What is to be seen.
#[derive(Debug, Clone, PartialEq, Default)]
enum MenuState {
    /// What is known.
    #[default]
    Known,
    /// What keys passed over, which is not taken yet.
    Passed(AttrValue),
    /// What is known again, since the reader went on without taking anything.
    PutBack,
}

/// What keys did last. A change and the loss of the focus can come before anything is drawn again, so
/// this cannot be read from what is shown.
#[derive(Debug, Default)]
struct KeyHandlers {
    /// Whether the last thing used was a key that moves on.
    moved: bool,
    /// What was passed over and is not taken yet.
    passed: Option<AttrValue>,
    /// What was known when it was drawn last.
    known: Option<AttrValue>,
}

/// A value that may be passed over with keys.
#[derive(Clone)]
struct Passing {
    known: AttrValue,
    shown: UseStateHandle<MenuState>,
    keys: Rc<RefCell<KeyHandlers>>,
    set: Callback<String>,
}

impl Passing {
    /// What is to be seen.
    fn value(&self) -> AttrValue {
        match &*self.shown {
            MenuState::Passed(value) => value.clone(),
            MenuState::Known | MenuState::PutBack => self.known.clone(),
        }
    }

    fn changed(&self, value: AttrValue) {
        if self.keys.borrow().moved {
            let passed = Some(value).filter(|value| *value != self.known);
            self.shown.set(passed.clone().map_or(MenuState::Known, MenuState::Passed));
            self.keys.borrow_mut().passed = passed;
        } else {
            self.take(value);
        }
    }

    /// What is known is shown again until the value is: it may be refused.
    fn take(&self, value: AttrValue) {
        self.keys.borrow_mut().passed = None;
        self.shown.set(MenuState::Known);
        if value != self.known {
            self.set.emit(value.to_string());
        }
    }

    /// Nothing is passed over any more; true if something was.
    fn drop_passed(&self, shown: MenuState) -> bool {
        let passed = self.keys.borrow_mut().passed.take().is_some();
        if passed || *self.shown == MenuState::PutBack && shown == MenuState::Known {
            self.shown.set(shown);
        }
        passed
    }

    /// The reader goes on, perhaps without knowing that nothing was taken: it is said.
    fn leave(&self) {
        self.keys.borrow_mut().moved = false;
        self.drop_passed(MenuState::PutBack);
    }

    /// True if the key was meant for this.
    fn key(&self, event: &KeyboardEvent) -> bool {
        let passed = self.keys.borrow().passed.clone();
        let back = event.key() == "Escape"
            || (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("z");
        self.keys.borrow_mut().moved = !matches!(event.key().as_str(), "Enter" | " ");
        match passed {
            Some(_) if back => self.drop_passed(MenuState::Known),
            Some(value) if event.key() == "Enter" => {
                self.take(value);
                true
            }
            _ => false,
        }
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

    /// A choice by hand begins with what is known: what was passed over could not be chosen by it.
    fn onpointerdown(&self) -> Callback<PointerEvent> {
        let passing = self.clone();
        Callback::from(move |_: PointerEvent| {
            passing.keys.borrow_mut().moved = false;
            passing.drop_passed(MenuState::Known);
        })
    }
}

#[hook]
fn use_passing(props: &PickProps) -> Passing {
    // Drawn again also if it is the same: the browser shows what keys passed over meanwhile.
    let shown = use_state(MenuState::default);
    let keys = use_mut_ref(KeyHandlers::default);
    {
        let (shown, keys) = (shown.clone(), keys.clone());
        use_effect_with(props.value.clone(), move |known| {
            let before = keys.borrow_mut().known.replace(known.clone());
            if before.is_some() {
                keys.borrow_mut().passed = None;
                shown.set(MenuState::Known);
            }
        });
    }
    Passing { known: props.value.clone(), shown, keys, set: props.set.clone() }
}

/// What Enter would do, or that nothing was done: seen, and heard by those who do not see it.
fn unsaved(passing: &Passing) -> Html {
    let words = match &*passing.shown {
        MenuState::Known => "",
        MenuState::Passed(_) => wording::NOT_TAKEN_YET,
        MenuState::PutBack => wording::PUT_BACK,
    };
    html! { <span class="help" aria-live="polite">{ words }</span> }
}

/// A list to pick from.
#[component]
pub fn Pick(props: &PickProps) -> Html {
    let passing = use_passing(props);
    let list = use_node_ref();
    let value = passing.value();
    {
        // An option that was picked does not follow its attribute.
        let (list, value) = (list.clone(), value.clone());
        use_effect(move || {
            let list = list.cast::<web_sys::HtmlSelectElement>();
            if let Some(list) = list.filter(|list| list.value() != value.as_str()) {
                list.set_value(&value);
            }
        });
    }
    let onchange = {
        let passing = passing.clone();
        Callback::from(move |event: Event| {
            if let Some(value) = super::value_of(&event) {
                passing.changed(value.into());
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
        let onchange = Callback::from(move |_: Event| passing.changed(own.clone()));
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
