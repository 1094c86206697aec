//! Emphasis and links of the article itself, drawn under its highlights: segments are cut where a style
//! begins or ends, and where a cell does.

use crate::model::{Byte, Inline, InlineKind, Segment, TextRange, order};

/// The article's own formatting of a piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// Emphasised.
    pub emphasis: bool,
    /// Strongly emphasised.
    pub strong: bool,
    /// Its target, if it is a link that can be followed.
    pub link: Option<String>,
}

/// Cuts the segments of a block, one after the other.
pub(in crate::session) struct Styling<'a> {
    inlines: Vec<&'a Inline>,
    edges: Vec<Byte>,
    /// The number of edges, and of inlines, already passed.
    passed: (usize, usize),
    /// The inlines that continue into the next segment.
    open: Vec<&'a Inline>,
}

impl<'a> Styling<'a> {
    /// For a block with these inlines, in text order, and cut at these places too.
    pub(in crate::session) fn new(inlines: Vec<&'a Inline>, cuts: Vec<Byte>) -> Self {
        let edges = inlines.iter().flat_map(|one| [one.range.start, one.range.end]).chain(cuts);
        let edges = order::by_key(edges, |edge| *edge);
        Self { inlines, edges, passed: (0, 0), open: Vec::new() }
    }

    /// The next segment of the block, in pieces of uniform style.
    pub(in crate::session) fn cut(
        &mut self,
        segment: Segment,
    ) -> Vec<(Segment, Option<Box<Style>>)> {
        let TextRange { start, end } = segment.range;
        let mut at = start;
        let mut pieces = Vec::new();
        while at < end {
            let next = self.edge_behind(at).filter(|edge| *edge < end).unwrap_or(end);
            let piece = segment.part(TextRange { start: at, end: next });
            pieces.push((piece, self.style(at)));
            at = next;
        }
        pieces
    }

    fn edge_behind(&mut self, at: Byte) -> Option<Byte> {
        while self.edges.get(self.passed.0).is_some_and(|edge| *edge <= at) {
            self.passed.0 += 1;
        }
        self.edges.get(self.passed.0).copied()
    }

    fn style(&mut self, at: Byte) -> Option<Box<Style>> {
        while let Some(next) = self.inlines.get(self.passed.1).filter(|one| one.range.start <= at) {
            self.open.push(*next);
            self.passed.1 += 1;
        }
        self.open.retain(|one| one.range.end > at);
        let mut style = Style::default();
        for one in &self.open {
            match &one.kind {
                InlineKind::Emphasis => style.emphasis = true,
                InlineKind::Strong => style.strong = true,
                InlineKind::Link(to) if can_be_followed(to) => style.link = Some(to.clone()),
                InlineKind::Link(_) => {}
            }
        }
        (style != Style::default()).then(|| Box::new(style))
    }
}

/// Whether an address leads to a page or an e-mail, and nowhere else.
fn can_be_followed(to: &str) -> bool {
    let begins =
        |start: &str| to.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    ["http://", "https://", "mailto:"].into_iter().any(begins)
}
