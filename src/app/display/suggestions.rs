//! What is suggested near the view, over the text: the line of its kind, broken up, and a letter where it starts.
//! The article's own elements stay as they are: tests/e2e/tests/journeys/suggesting.rs.

use std::collections::BTreeMap;

use crate::app::input::span_handles::edge_of;
use crate::app::shared::Shared;
use crate::browser::layout;
use crate::browser::overlay::{self, MaybeLetter};
use crate::browser::selection_preview::{self, Paint};
use crate::model::{Byte, Kind};
use crate::session::Session;
use crate::session::suggest::SuggestionSpan;

use super::placement::{is_readable, range_of};

/// Paints what is suggested within this distance of the view, in CSS pixels.
pub(in crate::app) fn put(shared: &Shared, near: f64) {
    let near = shared.read(Session::is_suggesting).then(|| layout::near_view(near)).flatten();
    let spans =
        near.map(|(first, last)| shared.read(|session| session.suggestion_spans(first, last)));
    let mut spans = spans.unwrap_or_default();
    spans.retain(|one| is_readable(shared, one.block));
    let ranges = |of: &dyn Fn(&SuggestionSpan) -> bool| -> Vec<_> {
        spans.iter().filter(|one| of(one)).filter_map(|one| range_of(shared, one.range)).collect()
    };
    for kind in Kind::ALL {
        selection_preview::paint(Paint::Suggested(kind.name()), &ranges(&|one| one.kind == kind));
    }
    selection_preview::paint(Paint::Review, &ranges(&|one| one.current));
    overlay::put_letters(&letters(shared, &spans));
}

/// The letters, one for all that start at a place.
fn letters(shared: &Shared, spans: &[SuggestionSpan]) -> Vec<MaybeLetter> {
    let mut places: BTreeMap<Byte, (Vec<&str>, bool, &SuggestionSpan)> = BTreeMap::new();
    for one in spans.iter().filter(|one| one.first) {
        let (kinds, current, _) = places.entry(one.range.start).or_insert((Vec::new(), false, one));
        kinds.push(one.kind.name());
        *current |= one.current;
    }
    let letter = |(kinds, current, one): (Vec<&str>, bool, &SuggestionSpan)| {
        let edge = edge_of(shared, one.range, true)?;
        Some(MaybeLetter { kinds: kinds.join(" "), current, edge })
    };
    places.into_values().filter_map(letter).collect()
}
