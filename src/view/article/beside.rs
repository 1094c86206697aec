//! A text beside the article, or in its place: its words with what is marked in them, and where the reader selected
//! some of them.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::model::{BlockIndex, BlockPoint, Kind, Utf16};
use crate::session::versions::rows::{ShownParagraph, WordPiece};
use crate::view::wording;

/// A paragraph of which words can be selected: [`selected_points`] tells which.
pub fn selectable(paragraph: &ShownParagraph, newer: bool) -> Html {
    let BlockPoint { block, at } = paragraph.start;
    html! {
        <p dir="auto" data-paragraph={block.0.to_string()} data-from={at.0.to_string()}>{ pieces(&paragraph.pieces, newer) }</p>
    }
}

/// Words, with what was taken out struck through and what was put in semi-bold.
pub fn pieces(pieces: &[WordPiece], newer: bool) -> Html {
    pieces.iter().map(|one| piece(one, newer)).collect()
}

fn piece(piece: &WordPiece, newer: bool) -> Html {
    let text = html! { { &piece.text } };
    let words = match (piece.changed, piece.moved, newer) {
        (true, _, true) => html! { <ins>{ text }</ins> },
        (true, _, false) => html! { <del>{ text }</del> },
        (_, true, _) => html! { <span class="moved" title={wording::MOVED}>{ text }</span> },
        _ => text,
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| piece.kinds[kind.index()]);
    let class: Vec<&str> = kinds.map(Kind::name).collect();
    match class.is_empty() {
        true => words,
        false => {
            html! { <mark class={class.join(" ")} data-on={piece.current.then(|| class.join(" "))}>{ words }</mark> }
        }
    }
}

/// The points of the text between which words are selected; `None` if they are not of this text.
pub(in crate::view) fn selected_points() -> Option<(BlockPoint, BlockPoint)> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let from = point_beside(&selection.anchor_node()?, selection.anchor_offset())?;
    let to = point_beside(&selection.focus_node()?, selection.focus_offset())?;
    Some((from, to))
}

/// A point of the text: counts the units before it, and never uses the text.
fn point_beside(node: &web_sys::Node, offset: u32) -> Option<BlockPoint> {
    let element = node.dyn_ref::<web_sys::Element>().cloned().or_else(|| node.parent_element());
    let paragraph = element?.closest("[data-paragraph]").ok().flatten()?;
    let number = |name| paragraph.get_attribute(name)?.parse::<u32>().ok();
    let before = web_sys::window()?.document()?.create_range().ok()?;
    before.set_start(&paragraph, 0).ok()?;
    before.set_end(node, offset).ok()?;
    let units = before.to_string().length();
    let at = Utf16(number("data-from")?.saturating_add(units));
    Some(BlockPoint { block: BlockIndex(number("data-paragraph")?), at })
}
