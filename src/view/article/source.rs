//! The source beside the article, or in its place where there is no room: what was found in it is marked, and the
//! passage of the quote under review scrolls into view.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::{AnnotationId, BlockIndex, BlockPoint, TextRange, Utf16};
use crate::session::Action;
use crate::session::sources::Sources;
use crate::session::sources::rows::OpenSource;
use crate::session::versions::rows::WordPiece;
use crate::view::{Act, on_click, wording};

use super::versions::pieces;

/// The source.
pub fn source_text(open: &OpenSource, act: &Act) -> Html {
    let turn = |name: &'static str, forward: bool| {
        let asked = Action::Sources(Sources::Turn { forward });
        html! { <p><button class="button small framed" type="button" onclick={on_click(act, asked)}>{ name }</button></p> }
    };
    html! {
        <section class="source-text" key="source" aria-label={wording::SOURCE_TEXT}>
            <h2>{ wording::source_name(&open.title) }<span>{ &open.url }</span></h2>
            if open.more.0 { { turn(wording::SHOW_TEXT_BEFORE, false) } }
            <Text text={open.text.clone()} starts={open.starts.clone()} current={open.current.clone()} chosen={open.chosen} picked={open.picked} />
            if open.more.1 { { turn(wording::SHOW_TEXT_AFTER, true) } }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct TextProps {
    text: Rc<Vec<Vec<WordPiece>>>,
    starts: Rc<Vec<BlockPoint>>,
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
    let paragraph = |(one, start): (&Vec<WordPiece>, &BlockPoint)| {
        html! { <p dir="auto" data-paragraph={start.block.0.to_string()} data-from={start.at.0.to_string()}>{ pieces(one, false) }</p> }
    };
    html! {
        <div ref={node} class="text" dir="auto">
            { for props.text.iter().zip(props.starts.iter()).map(paragraph) }
        </div>
    }
}

/// The points of the source between which text is selected; `None` if it is not text of the source.
pub(in crate::view) fn selected_points() -> Option<(BlockPoint, BlockPoint)> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let from = source_point(&selection.anchor_node()?, selection.anchor_offset())?;
    let to = source_point(&selection.focus_node()?, selection.focus_offset())?;
    Some((from, to))
}

/// A point of the source: counts the units before it, and never uses the text.
fn source_point(node: &web_sys::Node, offset: u32) -> Option<BlockPoint> {
    let element = node.dyn_ref::<web_sys::Element>().cloned().or_else(|| node.parent_element());
    let paragraph = element?.closest(".source-text [data-paragraph]").ok().flatten()?;
    let number = |name| paragraph.get_attribute(name)?.parse::<u32>().ok();
    let before = web_sys::window()?.document()?.create_range().ok()?;
    before.set_start(&paragraph, 0).ok()?;
    before.set_end(node, offset).ok()?;
    let units = before.to_string().length();
    let at = Utf16(number("data-from")?.saturating_add(units));
    Some(BlockPoint { block: BlockIndex(number("data-paragraph")?), at })
}
