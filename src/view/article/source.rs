//! The source, in place of the article while its quotes are held against it: what was found in it is marked, and the
//! passage of the quote under review scrolls into view.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::AnnotationId;
use crate::session::sources::rows::OpenSource;
use crate::session::versions::rows::WordPiece;
use crate::view::wording;

use super::versions::pieces;

/// The source.
pub fn source_text(open: &OpenSource) -> Html {
    html! {
        <section class="source-text" key="source" aria-label={wording::SOURCE_TEXT}>
            <h2>{ wording::source_name(&open.title) }<span>{ &open.url }</span></h2>
            <Text text={open.text.clone()} current={open.current.clone()} chosen={open.chosen} />
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct TextProps {
    text: Rc<Vec<Vec<WordPiece>>>,
    current: Option<AnnotationId>,
    chosen: Option<usize>,
}

#[component]
fn Text(props: &TextProps) -> Html {
    let node = use_node_ref();
    let text = node.clone();
    use_effect_with((props.current.clone(), props.chosen), move |_| {
        let text = text.cast::<web_sys::Element>();
        let passage = text.and_then(|text| text.query_selector("[data-on]").ok().flatten());
        if let Some(passage) = passage {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            passage.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    html! {
        <div ref={node} class="text" dir="auto">
            { for props.text.iter().map(|one| html! { <p dir="auto">{ pieces(one, false) }</p> }) }
        </div>
    }
}
