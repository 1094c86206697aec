//! The minimap beside the scrollbar: a lane for each kind, and what is in view. `app/display/minimap.rs`
//! paints it after the page is laid out.

use std::fmt::Write as _;

use yew::prelude::*;

use crate::model::Kind;
use crate::view::wording;

/// The minimap of an article with this many paragraphs.
pub fn minimap(paragraphs: usize) -> Html {
    html! {
        <div
            id="minimap"
            class="minimap"
            role="slider"
            tabindex="0"
            aria-label={wording::MINIMAP}
            aria-orientation="vertical"
            aria-controls="article"
            aria-valuemin="1"
            aria-valuemax={paragraphs.max(1).to_string()}
            aria-valuenow="1"
        >
            <svg aria-hidden="true">
                <path class="o-person" /><path class="o-claim" /><path class="o-quote" /><path class="o-hit" />
            </svg>
            <div class="o-view"></div>
        </div>
    }
}

/// The path of a lane: a block, dashes or two lines wherever there are highlights of the kind. Each
/// stretch is its first pixel row and its height.
pub fn lane(kind: Kind, stretches: &[(u32, u32)]) -> String {
    let across: &[&str] = match kind {
        Kind::Person => &["4.5"],
        Kind::Claim => &["9.5"],
        Kind::Quote => &["13.5", "16.5"],
    };
    let mut path = String::new();
    for (top, height) in stretches {
        for x in across {
            // Writing into a string does not fail.
            let _ = write!(path, "M{x} {top}v{height}");
        }
    }
    path
}

/// The path of what was found: lines across all lanes, one for each stretch, or each four rows of it.
pub fn hits(stretches: &[(u32, u32)]) -> String {
    let mut path = String::new();
    for (top, height) in stretches {
        for row in (*top..top + height).step_by(4) {
            // Writing into a string does not fail.
            let _ = write!(path, "M1 {row}.5h18");
        }
    }
    path
}

/// The path of what is suggested of a kind: fine dots in its lane, where highlights are solid.
pub fn dots(kind: Kind, stretches: &[(u32, u32)]) -> String {
    let x = match kind {
        Kind::Person => 3,
        Kind::Claim => 8,
        Kind::Quote => 13,
    };
    let mut path = String::new();
    for (top, height) in stretches {
        for row in (*top..top + height).step_by(2) {
            // Writing into a string does not fail.
            let _ = write!(path, "M{x} {row}.5h3");
        }
    }
    path
}

/// The kind whose lane lies this many pixels from the minimap's inner edge.
pub fn lane_at(x: f64) -> Kind {
    match x {
        _ if x < 7.0 => Kind::Person,
        _ if x < 12.0 => Kind::Claim,
        _ => Kind::Quote,
    }
}
