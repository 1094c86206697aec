//! What unfolds under its own line. How it is drawn first is decided once; from then on the reader folds it
//! (tests/e2e/tests/journeys/desk.rs).

use yew::prelude::*;

/// Properties of what unfolds.
#[derive(Properties, PartialEq)]
pub struct UnfoldingProps {
    /// Its class.
    #[prop_or_default]
    pub class: &'static str,
    /// The windows in which it is unfolded first, as a media query: "all", or "not all".
    pub first: &'static str,
    /// Its summary, and what is under it.
    pub children: Html,
}

/// A line, and what unfolds under it.
#[component]
pub fn Unfolding(props: &UnfoldingProps) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let (node, first) = (node.clone(), props.first);
        move |()| {
            let query =
                web_sys::window().and_then(|window| window.match_media(first).ok().flatten());
            let unfolds = query.is_some_and(|query| query.matches());
            if let Some(element) = node.cast::<web_sys::Element>().filter(|_| unfolds) {
                // An attribute of this name fails in no element.
                let _ = element.set_attribute("open", "");
            }
        }
    });
    html! { <details ref={node} class={props.class}>{ props.children.clone() }</details> }
}
