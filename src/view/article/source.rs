//! The source beside the article, or in its place where there is no room: what was found in it is marked, and the
//! passage of the quote under review scrolls into view.

use std::rc::Rc;

use yew::prelude::*;

use crate::model::{AnnotationId, TextRange};
use crate::session::Action;
use crate::session::sources::Sources;
use crate::session::sources::rows::OpenSource;
use crate::session::versions::rows::ShownParagraph;
use crate::view::parts::button::button;
use crate::view::{Act, wording};

use super::beside::selectable;

/// The source.
pub fn source_text(open: &OpenSource, act: &Act) -> Html {
    let turn = |name: &'static str, forward: bool| {
        let asked = Action::Sources(Sources::Turn { forward });
        html! { <p>{ button("button small framed", act, asked, name) }</p> }
    };
    html! {
        <section class="source-text" key="source" aria-label={wording::SOURCE_TEXT}>
            <h2>{ wording::source_name(&open.title) }<span>{ &open.url }</span></h2>
            if open.more.0 { { turn(wording::SHOW_TEXT_BEFORE, false) } }
            <Text text={open.text.clone()} current={open.current.clone()} chosen={open.chosen} picked={open.picked} />
            if open.more.1 { { turn(wording::SHOW_TEXT_AFTER, true) } }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct TextProps {
    text: Rc<Vec<ShownParagraph>>,
    current: Option<AnnotationId>,
    chosen: Option<usize>,
    picked: Option<TextRange>,
}

#[component]
fn Text(props: &TextProps) -> Html {
    let node = use_node_ref();
    let text = node.clone();
    use_effect_with((props.current.clone(), props.chosen, props.picked), move |_| {
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
            { for props.text.iter().map(|one| selectable(one, false)) }
        </div>
    }
}
