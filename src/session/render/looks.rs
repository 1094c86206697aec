//! The look of a highlighted piece: which annotations cover it, and what is open or under the pointer
//! (tests/native/sections.rs).

use crate::model::segments::Cover;
use crate::model::{AnnotationId, AnnotationSet, Kind, Segment};

use super::blocks::{Mark, Shown};

/// The look of a segment; `None` if nothing covers it.
pub(super) fn mark(set: &AnnotationSet, segment: &Segment, shown: &Shown) -> Option<Mark> {
    if segment.covers.is_empty() {
        return None;
    }
    let of = |id: &Option<AnnotationId>| {
        segment.covers.iter().find(|cover| Some(&cover.id) == id.as_ref())
    };
    let (on, hover) = (of(&shown.focused), of(&shown.hovered));
    let count = |kind: Kind| segment.covers.iter().filter(|cover| cover.kind == kind).count();
    let kinds = |meant: fn(&Cover) -> bool| {
        segment.covers.iter().filter(|cover| meant(cover)).map(|cover| cover.kind).collect()
    };
    let alone = segment.covers.len() == 1;
    Some(Mark {
        ids: segment.covers.iter().map(|cover| cover.id.clone()).collect(),
        kinds: Kind::ALL.map(|kind| count(kind) > 0),
        starts: kinds(|cover| cover.starts),
        ends: kinds(if alone { |cover| cover.ends && !cover.starts } else { |cover| cover.ends }),
        twice: Kind::ALL.into_iter().filter(|kind| count(*kind) > 1).collect(),
        on: on.map(|cover| cover.kind),
        on_start: on.is_some_and(|cover| cover.starts),
        on_end: on.is_some_and(|cover| cover.ends),
        hover: hover.or_else(|| lit(segment, shown)).map(|cover| cover.kind),
        hues: hues(set, segment),
    })
}

/// The colour of the innermost annotation of each kind.
fn hues(set: &AnnotationSet, segment: &Segment) -> [u32; 3] {
    let scheme = &set.details().scheme;
    let mut hues = [0; 3];
    if !scheme.labels.is_empty() {
        for cover in &segment.covers {
            let label = set.get(&cover.id).and_then(|one| scheme.label_of(one));
            hues[cover.kind.index()] = label.map_or(0, |label| label.hue);
        }
    }
    hues
}

fn lit<'a>(segment: &'a Segment, shown: &Shown) -> Option<&'a Cover> {
    segment.covers.iter().find(|cover| shown.lit.contains(&cover.id))
}
