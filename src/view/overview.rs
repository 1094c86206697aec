//! The strip beside the scrollbar: a lane for each kind, and what is in view. What lies where is put
//! on it from outside, after the page was laid out.

use std::fmt::Write as _;

use yew::prelude::*;

use super::wording;
use crate::model::Kind;

/// The strip of an article with so many paragraphs.
pub fn overview(paragraphs: usize) -> Html {
    html! {
        <div
            id="overview"
            class="overview"
            role="slider"
            tabindex="0"
            aria-label={wording::OVERVIEW}
            aria-orientation="vertical"
            aria-controls="article"
            aria-valuemin="1"
            aria-valuemax={paragraphs.max(1).to_string()}
            aria-valuenow="1"
        >
            <svg aria-hidden="true">
                <path class="o-person" /><path class="o-claim" /><path class="o-quote" />
            </svg>
            <div class="o-view"></div>
        </div>
    }
}

/// The path of a lane: a block, dashes or two lines wherever highlights of the kind lie. Stretches
/// are from a pixel row and so many.
pub fn lane(kind: Kind, stretches: &[(u32, u32)]) -> String {
    let across: &[&str] = match kind {
        Kind::Person => &["4.5"],
        Kind::Claim => &["9.5"],
        Kind::Quote => &["13.5", "16.5"],
    };
    let mut path = String::new();
    for (top, height) in stretches {
        for x in across {
            // Writing into a text does not fail.
            let _ = write!(path, "M{x} {top}v{height}");
        }
    }
    path
}

/// The kind whose lane is at so many pixels from the inner edge of the strip.
pub fn lane_at(x: f64) -> Kind {
    match x {
        _ if x < 7.0 => Kind::Person,
        _ if x < 12.0 => Kind::Claim,
        _ => Kind::Quote,
    }
}
