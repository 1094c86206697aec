//! A block cut into flat pieces, so that each piece is covered by the same annotations throughout.
//! Must never nest: an overlap is a piece of its own.

use std::rc::Rc;

use super::annotation::{Annotation, AnnotationId, Kind};
use super::order;
use super::text::{Byte, TextRange};

/// How many blocks are drawn together as a section of the page.
pub const SECTION: u32 = 32;

/// A piece of a block. The pieces of a block tile it: no gap, no overlap, none empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it lies in the text.
    pub range: TextRange,
    /// What covers it, the outermost first; empty for plain text.
    pub covers: Vec<Cover>,
}

/// One annotation's share in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Which annotation.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// Whether one of its spans starts where the segment starts.
    pub starts: bool,
    /// Whether one of its spans ends where the segment ends.
    pub ends: bool,
}

/// Cuts the block that lies at `block` by the annotations that touch it, given in text order.
/// An empty block has no segments.
pub fn segments(block: TextRange, annotations: &[Rc<Annotation>]) -> Vec<Segment> {
    let spans = spans_within(block, annotations);
    let edges = edges(block, &spans);
    edges.windows(2).map(|pair| segment(pair, &spans)).collect()
}

/// The part of a span that lies in a block, and whose it is.
struct Piece<'a> {
    span: TextRange,
    annotation: &'a Annotation,
}

fn spans_within(block: TextRange, annotations: &[Rc<Annotation>]) -> Vec<Piece<'_>> {
    annotations
        .iter()
        .flat_map(|annotation| annotation.spans.iter().map(move |span| (annotation, *span)))
        .filter(|(_, span)| span.overlaps(block))
        .map(|(annotation, span)| Piece { span, annotation })
        .collect()
}

/// Every place where something starts or ends, ascending, each once, the block's own ends included.
fn edges(block: TextRange, spans: &[Piece<'_>]) -> Vec<Byte> {
    if block.is_empty() {
        return Vec::new();
    }
    let inside = |at: &Byte| block.start <= *at && *at <= block.end;
    let edges = spans.iter().flat_map(|piece| [piece.span.start, piece.span.end]).filter(inside);
    let mut edges = order::by_key(edges.chain([block.start, block.end]), |edge| *edge);
    edges.dedup();
    edges
}

fn segment(edges: &[Byte], spans: &[Piece<'_>]) -> Segment {
    let range = TextRange { start: edges[0], end: edges[1] };
    // Outermost first: of two spans the one that starts earlier or ends later. The annotations come
    // in text order, which decides where spans are equal.
    let covering = spans.iter().filter(|piece| piece.span.overlaps(range));
    let covering =
        order::by_key(covering, |piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
    let covers = covering
        .into_iter()
        .map(|Piece { span, annotation }| Cover {
            id: annotation.id.clone(),
            kind: annotation.kind(),
            starts: span.start == range.start,
            ends: span.end == range.end,
        })
        .collect();
    Segment { range, covers }
}
