//! The article as it is drawn: blocks cut into segments, grouped so that an edit copies little.
//! Must never hold an annotation: only what its highlight looks like.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Article, BlockKind, Kind, SECTION, Segment, TextRange,
    segments,
};

use super::styling::{Style, Styling};

/// A run of blocks that is drawn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its blocks, in order.
    pub blocks: Vec<Rc<BlockView>>,
}

/// One block as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockView {
    /// Its index in the article, from 0.
    pub index: u32,
    /// What it is.
    pub kind: BlockKind,
    /// How often something else had changed its DOM, so that it had to be drawn anew.
    pub healed: u32,
    /// The article its pieces are slices of.
    pub article: Rc<Article>,
    /// Its pieces, in order; none if it is empty.
    pub pieces: Vec<Piece>,
}

/// A piece of a block, covered by the same annotations throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it lies in the text.
    pub range: TextRange,
    /// How it is marked; `None` for plain text.
    pub mark: Option<Box<Mark>>,
    /// How the article itself sets it off; `None` if it does not.
    pub style: Option<Box<Style>>,
}

/// How a piece is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The annotations that cover it, the outermost first.
    pub ids: Vec<AnnotationId>,
    /// Which kinds cover it, by [`Kind::index`].
    pub kinds: [bool; 3],
    /// The kinds of the annotations that start here, the outermost first.
    pub starts: Vec<Kind>,
    /// The kinds that cover it more than once.
    pub twice: Vec<Kind>,
    /// The kind of the annotation whose card is open, if it covers this.
    pub on: Option<Kind>,
    /// Whether that annotation, or a part of it, starts here.
    pub on_start: bool,
    /// Whether that annotation, or a part of it, ends here.
    pub on_end: bool,
    /// The kind of the annotation under the pointer, if it covers this.
    pub hover: Option<Kind>,
    /// The colours of labels inside kinds, by [`Kind::index`]; 0 for the kind's own.
    pub hues: [u32; 3],
}

/// What is shown, and how, beside the annotations themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The annotation whose card is open.
    pub focused: Option<AnnotationId>,
    /// The annotation under the pointer.
    pub hovered: Option<AnnotationId>,
    /// Annotations that are lit up, as one under the pointer is.
    pub lit: BTreeSet<AnnotationId>,
    /// The kinds that are hidden, by [`Kind::index`].
    pub hidden: [bool; 3],
}

impl BlockView {
    /// So many bytes of a block with very many pieces are a stretch.
    const STRETCH: u32 = 4096;

    /// With more pieces than this a block is drawn in stretches.
    const MANY: usize = 100;

    /// In how many stretches it is drawn; 0 if in one piece.
    pub fn stretches(&self) -> u32 {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) if self.pieces.len() > Self::MANY => {
                (last.range.end.0 - first.range.start.0).div_ceil(Self::STRETCH)
            }
            _ => 0,
        }
    }

    /// The pieces that begin in a stretch, which are the same wherever else something changes.
    pub fn stretch(&self, at: u32) -> &[Piece] {
        let start = self.pieces.first().map_or(0, |first| first.range.start.0);
        let before = |edge: u32| {
            let edge = start.saturating_add(edge.saturating_mul(Self::STRETCH));
            self.pieces.partition_point(|piece| piece.range.start.0 < edge)
        };
        self.pieces.get(before(at)..before(at + 1)).unwrap_or_default()
    }
}

/// All sections of an article; each edit makes new ones of only those it touches.
#[derive(Debug)]
pub struct Sections {
    sections: Vec<Rc<Section>>,
}

impl Sections {
    const BLOCKS: usize = SECTION as usize;

    /// Draws the whole article.
    pub fn new(set: &AnnotationSet, shown: &Shown) -> Self {
        let blocks: Vec<_> = (0..)
            .take(set.article().blocks().len())
            .filter_map(|index| Some(Rc::new(draw(set, shown, index, 0)?)))
            .collect();
        let sections = blocks
            .chunks(Self::BLOCKS)
            .map(|blocks| Rc::new(Section { blocks: blocks.to_vec() }))
            .collect();
        Self { sections }
    }

    /// All of them, in order.
    pub fn all(&self) -> Rc<[Rc<Section>]> {
        self.sections.as_slice().into()
    }

    /// One block.
    pub fn block(&self, index: u32) -> Option<&BlockView> {
        let index = index as usize;
        let section = self.sections.get(index / Self::BLOCKS)?;
        section.blocks.get(index % Self::BLOCKS).map(|block| &**block)
    }

    /// Draws these blocks again. One that looks as before stays the same value.
    pub fn redraw(&mut self, set: &AnnotationSet, shown: &Shown, dirty: &BTreeSet<u32>) {
        for index in dirty {
            self.replace(*index, |old| {
                draw(set, shown, *index, old.healed).filter(|new| new != old)
            });
        }
    }

    /// Has a block drawn anew although it looks as before.
    pub fn heal(&mut self, index: u32) {
        self.replace(index, |old| Some(BlockView { healed: old.healed + 1, ..old.clone() }));
    }

    fn replace(&mut self, index: u32, make: impl FnOnce(&BlockView) -> Option<BlockView>) {
        let index = index as usize;
        let section = self.sections.get_mut(index / Self::BLOCKS);
        if let Some(section) = section
            && let Some(new) = section.blocks.get(index % Self::BLOCKS).and_then(|old| make(old))
            && let Some(place) = Rc::make_mut(section).blocks.get_mut(index % Self::BLOCKS)
        {
            *place = Rc::new(new);
        }
    }
}

fn draw(set: &AnnotationSet, shown: &Shown, index: u32, healed: u32) -> Option<BlockView> {
    let article = set.article();
    let block = article.block(index)?;
    let visible = |annotation: &&Rc<Annotation>| !shown.hidden[annotation.kind().index()];
    let annotations: Vec<_> = set.in_block(index).iter().filter(visible).cloned().collect();
    let piece = |(segment, style): (Segment, Option<Box<Style>>)| Piece {
        range: segment.range,
        mark: mark(set, &segment, shown).map(Box::new),
        style,
    };
    let segments = segments(block.range, &annotations).into_iter();
    let pieces = match article.inlines_in(block.range) {
        [] => segments.map(|segment| piece((segment, None))).collect(),
        inlines => {
            let mut styling = Styling::new(inlines);
            segments.flat_map(|segment| styling.cut(segment)).map(piece).collect()
        }
    };
    Some(BlockView { index, kind: block.kind, healed, article: article.clone(), pieces })
}

fn mark(set: &AnnotationSet, segment: &Segment, shown: &Shown) -> Option<Mark> {
    if segment.covers.is_empty() {
        return None;
    }
    let of = |id: &Option<AnnotationId>| {
        segment.covers.iter().find(|cover| Some(&cover.id) == id.as_ref())
    };
    let (on, hover) = (of(&shown.focused), of(&shown.hovered));
    let count = |kind: Kind| segment.covers.iter().filter(|cover| cover.kind == kind).count();
    Some(Mark {
        ids: segment.covers.iter().map(|cover| cover.id.clone()).collect(),
        kinds: Kind::ALL.map(|kind| count(kind) > 0),
        starts: segment
            .covers
            .iter()
            .filter(|cover| cover.starts)
            .map(|cover| cover.kind)
            .collect(),
        twice: Kind::ALL.into_iter().filter(|kind| count(*kind) > 1).collect(),
        on: on.map(|cover| cover.kind),
        on_start: on.is_some_and(|cover| cover.starts),
        on_end: on.is_some_and(|cover| cover.ends),
        hover: hover.or_else(|| lit(segment, shown)).map(|cover| cover.kind),
        hues: hues(set, segment),
    })
}

/// Of each kind the colour of the innermost annotation.
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

fn lit<'a>(segment: &'a Segment, shown: &Shown) -> Option<&'a crate::model::segments::Cover> {
    segment.covers.iter().find(|cover| shown.lit.contains(&cover.id))
}
