//! A field for text that is taken over when the reader leaves it or presses Enter, whatever is drawn
//! meanwhile; Escape drops what was typed in a line: `tests/e2e/tests/journeys/deciding.rs`.

use yew::prelude::*;

use super::value_of;

/// What a field needs.
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Its id, where something leads to it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What it is called, if no label stands beside it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What can be written, shown while it is empty.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is known; put into the field when that changes, and only then.
    pub value: AttrValue,
    /// Puts what is known into the field whenever this changes, too: how many were added by it.
    #[prop_or_default]
    pub added: usize,
    /// How many lines are seen; none for a field of one line.
    #[prop_or_default]
    pub rows: Option<AttrValue>,
    /// The id of what is proposed.
    #[prop_or_default]
    pub list: Option<AttrValue>,
    /// What it looks like beside others.
    #[prop_or_default]
    pub class: Option<AttrValue>,
    /// Whether it is there to be read alone.
    #[prop_or_default]
    pub readonly: bool,
    /// Told what was written.
    pub set: Callback<String>,
}

/// The field.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.value.clone(), props.added), move |(value, _)| {
            if let Some(field) = node.cast::<web_sys::HtmlInputElement>() {
                field.set_value(value);
            } else if let Some(area) = node.cast::<web_sys::HtmlTextAreaElement>() {
                area.set_value(value);
            }
        });
    }
    let set = props.set.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(value) = value_of(&event) {
            set.emit(value);
        }
    });
    // A line is dropped by Escape; of a longer text nothing is lost so easily.
    let onkeydown = drop_typed(props.value.clone());
    let FieldProps { id, name, hint, rows, list, readonly, .. } = props;
    let class = classes!("input", props.class.clone());
    match rows {
        Some(rows) => html! {
            <textarea ref={node} id={id.clone()} {class} rows={rows.clone()} dir="auto" aria-label={name.clone()} placeholder={hint.clone()} readonly={*readonly} {onchange} />
        },
        None => html! {
            <input ref={node} id={id.clone()} {class} autocomplete="off" dir="auto" aria-label={name.clone()} placeholder={hint.clone()} list={list.clone()} readonly={*readonly} {onchange} {onkeydown} />
        },
    }
}

/// Escape puts back what is known, if something else was typed.
pub(super) fn drop_typed(known: AttrValue) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let field = event.target_dyn_into::<web_sys::HtmlInputElement>();
        let typed = field.filter(|field| field.value() != known.as_str());
        if let Some(field) = typed.filter(|_| event.key() == "Escape" && !event.is_composing()) {
            field.set_value(&known);
            event.prevent_default();
            event.stop_propagation();
        }
    })
}
