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

/// Bytes of a quotation mark, which is narrower than a letter of a suggestion.
const MARK: u32 = 3;

/// The letters, one for all that start at a place, or behind its quotation mark.
fn letters(shared: &Shared, spans: &[SuggestionSpan]) -> Vec<MaybeLetter> {
    let mut starts: BTreeMap<Byte, Vec<&SuggestionSpan>> = BTreeMap::new();
    for one in spans.iter().filter(|one| one.first) {
        starts.entry(one.range.start).or_default().push(one);
    }
    let mut places: Vec<(Vec<&str>, bool, &SuggestionSpan)> = Vec::new();
    for one in starts.into_values().flatten() {
        let here = |at: &SuggestionSpan| {
            at.block == one.block && one.range.start.0 <= at.range.start.0 + MARK
        };
        match places.last_mut().filter(|(_, _, at)| here(at)) {
            Some((kinds, current, _)) => {
                kinds.push(one.kind.name());
                *current |= one.current;
            }
            None => places.push((vec![one.kind.name()], one.current, one)),
        }
    }
    let letter = |(kinds, current, one): (Vec<&str>, bool, &SuggestionSpan)| {
        let edge = edge_of(shared, one.range, true)?;
        Some(MaybeLetter { kinds: kinds.join(" "), current, edge })
    };
    places.into_iter().filter_map(letter).collect()
}
