//! A text field that hands over its text on blur or Enter, whatever is redrawn meanwhile. Escape
//! drops what was typed in a single line: tests/e2e/tests/journeys/deciding.rs.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::view::value_of;

/// Properties of a field.
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Its id, if something refers to it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its accessible name, if it has no label beside it.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// The id of what describes it.
    #[prop_or_default]
    pub about: Option<AttrValue>,
    /// The placeholder.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The known value; written into the field only when it changes.
    pub value: AttrValue,
    /// A count; when it changes, the known value is written into the field as well.
    #[prop_or_default]
    pub added: usize,
    /// The number of lines; `None` for a single-line field.
    #[prop_or_default]
    pub rows: Option<AttrValue>,
    /// The form of what is taken, as a pattern of HTML; a field with anything else is marked as invalid.
    #[prop_or_default]
    pub pattern: Option<AttrValue>,
    /// The id of the list of suggestions.
    #[prop_or_default]
    pub list: Option<AttrValue>,
    /// Its class.
    #[prop_or_default]
    pub class: Option<AttrValue>,
    /// Whether it is read-only.
    #[prop_or_default]
    pub readonly: bool,
    /// Receives the text.
    pub set: Callback<String>,
}

/// The field.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.value.clone(), props.added), move |(value, _)| {
            // While nothing else is typed, Undo is the article's: `app/input/keys.rs` compares the two.
            if let Some(field) = node.cast::<web_sys::HtmlInputElement>() {
                field.set_value(value);
                field.set_default_value(value);
                // What it added stands above it, and has moved it down.
                if field.closest(":focus").is_ok_and(|one| one.is_some()) {
                    let nearest = web_sys::ScrollIntoViewOptions::new();
                    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    field.scroll_into_view_with_scroll_into_view_options(&nearest);
                }
            } else if let Some(area) = node.cast::<web_sys::HtmlTextAreaElement>() {
                area.set_value(value);
                // Of a text area it is the content, and fails in none.
                let _ = area.set_default_value(value);
            }
        });
    }
    let set = props.set.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(value) = value_of(&event) {
            set.emit(value);
        }
    });
    // Escape drops a line; a longer text is not lost so easily.
    let onkeydown = drop_typed(props.value.clone());
    let FieldProps { id, name, about, hint, rows, pattern, list, readonly, .. } = props;
    let class = classes!("input", props.class.clone());
    match rows {
        Some(rows) => html! {
            <textarea ref={node} id={id.clone()} data-known="" {class} rows={rows.clone()} dir="auto" aria-label={name.clone()} placeholder={hint.clone()} readonly={*readonly} {onchange} />
        },
        None => html! {
            <input ref={node} id={id.clone()} data-known="" {class} autocomplete="off" dir="auto" aria-label={name.clone()} aria-describedby={about.clone()} placeholder={hint.clone()} pattern={pattern.clone()} list={list.clone()} readonly={*readonly} {onchange} {onkeydown} />
        },
    }
}

/// What is entered, under its label.
pub fn labelled(label: impl Into<AttrValue>, inside: Html) -> Html {
    under_label(label.into(), inside)
}

#[inline(never)]
fn under_label(label: AttrValue, inside: Html) -> Html {
    html! { <label class="field"><span class="label">{ label }</span>{ inside }</label> }
}

/// Whether the text of a field is the one it was given last.
pub fn has_known_text(field: &web_sys::Element) -> bool {
    if let Some(field) = field.dyn_ref::<web_sys::HtmlInputElement>() {
        return field.value() == field.default_value();
    }
    let area = field.dyn_ref::<web_sys::HtmlTextAreaElement>();
    area.is_some_and(|area| area.default_value().is_ok_and(|known| known == area.value()))
}

/// Whether something is typed that no action has taken yet: in the field with the focus, or in a form
/// that hands over all of its fields at once.
pub fn holds_typed(page: &web_sys::Document) -> bool {
    let active = page.active_element();
    let active = active.filter(|one| one.matches("[data-known], .tag-input").unwrap_or_default());
    active.is_some_and(|field| !has_known_text(&field)) || holds_form(page)
}

/// The same in such a form alone: closing its dialog drops it.
pub fn holds_form(page: &web_sys::Document) -> bool {
    let forms = page.get_element_by_id("dialog").and_then(|dialog| {
        dialog.query_selector_all(".new .input:not([readonly]), .correcting .input").ok()
    });
    let Some(fields) = forms else { return false };
    let mut fields = (0..fields.length()).filter_map(|at| fields.item(at)?.dyn_into().ok());
    fields.any(|field| !has_known_text(&field))
}

/// Escape restores the known value if something else was typed.
pub(in crate::view) fn drop_typed(known: AttrValue) -> Callback<KeyboardEvent> {
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
