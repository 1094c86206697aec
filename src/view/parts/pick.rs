//! One of several values, from a list or from buttons side by side. Arrow keys only preview: Enter
//! or a click picks, Escape or moving on restores the value: tests/web/picking.rs.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::model::Kind;
use crate::view::wording;

use super::icon::kind_mark;

/// An option.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Its value.
    pub value: AttrValue,
    /// Its label.
    pub text: AttrValue,
    /// The kind whose mark stands before it.
    pub mark: Option<Kind>,
    /// For buttons on a scale: how many dots of how many, or none where it stands apart.
    pub dots: Option<(u32, u32)>,
    /// What its button does, and its key.
    pub hint: Option<AttrValue>,
}

impl Value {
    /// An option whose label is its value.
    pub fn of(value: impl Into<AttrValue>, text: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), text: text.into(), mark: None, dots: None, hint: None }
    }
}

/// Properties of both.
#[derive(Properties, PartialEq)]
pub struct PickProps {
    /// The id of the list; for buttons, their shared name.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// The accessible name, if there is no label beside it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// The known value.
    pub value: AttrValue,
    /// The options.
    pub options: Vec<Value>,
    /// A class of the buttons.
    #[prop_or_default]
    pub class: Option<AttrValue>,
    /// Whether it is disabled.
    #[prop_or_default]
    pub disabled: bool,
    /// Receives the picked value.
    pub set: Callback<String>,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq, Default)]
enum MenuState {
    /// The known value.
    #[default]
    Known,
    /// A value that keys previewed, not picked.
    Passed(AttrValue),
    /// The known value again, since the reader moved on without picking.
    PutBack,
}

/// What keys did last. A change and the loss of the focus can come before the next drawing, so the
/// shown state cannot tell.
#[derive(Debug, Default)]
struct KeyHandlers {
    /// Whether the last key was one that moves.
    moved: bool,
    /// The previewed value.
    passed: Option<AttrValue>,
    /// The known value at the last drawing.
    known: Option<AttrValue>,
}

/// A value that keys may preview.
#[derive(Clone)]
struct Passing {
    known: AttrValue,
    shown: UseStateHandle<MenuState>,
    keys: Rc<RefCell<KeyHandlers>>,
    set: Callback<String>,
}

impl Passing {
    /// What to show.
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

    /// Shows the known value until a new one arrives: the pick may be refused.
    fn take(&self, value: AttrValue) {
        self.keys.borrow_mut().passed = None;
        self.shown.set(MenuState::Known);
        if value != self.known {
            self.set.emit(value.to_string());
        }
    }

    /// Ends the preview; true if there was one.
    fn drop_passed(&self, shown: MenuState) -> bool {
        let passed = self.keys.borrow_mut().passed.take().is_some();
        if passed || *self.shown == MenuState::PutBack && shown == MenuState::Known {
            self.shown.set(shown);
        }
        passed
    }

    /// The reader moves on, perhaps unaware that nothing was picked, so the field says so.
    fn leave(&self) {
        self.keys.borrow_mut().moved = false;
        self.drop_passed(MenuState::PutBack);
    }

    /// True if the key was meant for this field.
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

    /// Picking by hand starts from the known value: otherwise the previewed one could not be
    /// picked.
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
    // Drawn again even if the value is the same: the browser shows what keys previewed.
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

/// What Enter would do, or that nothing changed: visible, and read out.
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
        // The `selected` attribute no longer moves an option that was picked.
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
            if let Some(value) = crate::view::value_of(&event) {
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

/// A place on a scale, as dots.
pub fn dots((full, all): (u32, u32)) -> Html {
    html! { <span class="dots" aria-hidden="true">{ for (0..all).map(|at| html! { <i class={(at < full).then_some("full")}></i> }) }</span> }
}

/// Buttons side by side, one of them on.
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
    let radio = |(at, one): (usize, &Value)| {
        let (passing, own) = (passing.clone(), one.value.clone());
        let onchange = Callback::from(move |_: Event| passing.changed(own.clone()));
        let on = one.value == value;
        html! {
            <label class={on.then_some("is-on")} title={one.hint.clone()}>
                <input type="radio" id={props.id.clone().filter(|_| at == 0)} name={props.id.clone()} value={one.value.clone()} checked={on} {onchange} />
                { one.mark.map(kind_mark).unwrap_or_default() }{ one.dots.map(dots).unwrap_or_default() }<span>{ &one.text }</span>
            </label>
        }
    };
    html! {
        <>
            <div ref={group} class={classes!("segments", props.class.clone())} role="radiogroup" aria-label={props.name.clone()} {onfocusout} onkeydown={passing.onkeydown()} onpointerdown={passing.onpointerdown()}>
                { for props.options.iter().enumerate().map(radio) }
            </div>
            { unsaved(&passing) }
        </>
    }
}
