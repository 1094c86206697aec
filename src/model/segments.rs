//! Cuts a block into flat pieces, each covered by the same annotations throughout. An overlap is a piece of
//! its own (tests/native/laws_document.rs).

use std::rc::Rc;

use super::annotation::{Annotation, AnnotationId, Kind};
use super::order;
use super::text::{Byte, TextRange};

/// A piece of a block. The pieces of a block tile it: no gap, no overlap, none empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its place in the text.
    pub range: TextRange,
    /// Its annotations, outermost first; empty for plain text.
    pub covers: Vec<Cover>,
}

/// One annotation's share in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The annotation.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// Whether one of its spans starts where the segment starts.
    pub starts: bool,
    /// Whether one of its spans ends where the segment ends.
    pub ends: bool,
}

impl Segment {
    /// The part of it at this range.
    #[must_use]
    pub fn part(&self, range: TextRange) -> Self {
        let mut part = Self { range, covers: self.covers.clone() };
        for cover in &mut part.covers {
            cover.starts &= range.start == self.range.start;
            cover.ends &= range.end == self.range.end;
        }
        part
    }
}

/// Cuts the block at `block` by the annotations that touch it, in text order. An empty block has no segments.
pub fn segments(block: TextRange, annotations: &[Rc<Annotation>]) -> Vec<Segment> {
    let spans = spans_within(block, annotations);
    let edges = edges(block, &spans);
    let mut coming = spans.iter().peekable();
    let mut covering: Vec<&SpanPiece<'_>> = Vec::new();
    // Between two edges, only the covering annotations are looked at: a block can be a whole book.
    let segment_at = |pair: &[Byte]| {
        let range = TextRange { start: pair[0], end: pair[1] };
        covering.retain(|piece| piece.span.end > range.start);
        while let Some(piece) = coming.next_if(|piece| piece.span.start <= range.start) {
            covering.push(piece);
        }
        segment(range, &covering)
    };
    edges.windows(2).map(segment_at).collect()
}

/// The part of a span inside a block, with its annotation.
struct SpanPiece<'a> {
    span: TextRange,
    annotation: &'a Annotation,
}

/// Outermost first: of two spans the one that starts earlier or ends later. Equal spans keep the text order
/// of their annotations.
fn spans_within(block: TextRange, annotations: &[Rc<Annotation>]) -> Vec<SpanPiece<'_>> {
    let spans = annotations
        .iter()
        .flat_map(|annotation| annotation.spans.iter().map(move |span| (annotation, *span)))
        .filter(|(_, span)| span.overlaps(block))
        .map(|(annotation, span)| SpanPiece { span, annotation });
    order::by_key(spans, |piece| (piece.span.start, std::cmp::Reverse(piece.span.end)))
}

/// Every place where something starts or ends, ascending, each once, with the ends of the block.
fn edges(block: TextRange, spans: &[SpanPiece<'_>]) -> Vec<Byte> {
    if block.is_empty() {
        return Vec::new();
    }
    let inside = |at: &Byte| block.start <= *at && *at <= block.end;
    let edges = spans.iter().flat_map(|piece| [piece.span.start, piece.span.end]).filter(inside);
    let mut edges = order::by_key(edges.chain([block.start, block.end]), |edge| *edge);
    edges.dedup();
    edges
}

fn segment(range: TextRange, covering: &[&SpanPiece<'_>]) -> Segment {
    let covers = covering
        .iter()
        .map(|SpanPiece { span, annotation }| Cover {
            id: annotation.id.clone(),
            kind: annotation.kind(),
            starts: span.start == range.start,
            ends: span.end == range.end,
        })
        .collect();
    Segment { range, covers }
}
