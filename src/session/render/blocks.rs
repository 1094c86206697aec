//! The article as drawn: blocks cut into pieces and grouped, so that an edit draws and copies little whatever
//! the shape of the text (tests/native/shapes.rs). It holds the look of highlights, never annotations.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Article, BlockIndex, BlockKind, Byte, Inline, Kind,
    Segment, TextRange, Timestamp, Utf16, segments,
};

use super::healing::{Healing, Treatment};
use super::inline_styles::{Style, Styling};
use super::looks::mark;
use super::plan::{self, Leaf};
use super::tree::Tree;

/// A run of blocks that is drawn and laid out together, or one book-length block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its first block.
    pub first: BlockIndex,
    /// The number of its blocks.
    pub count: u32,
    /// The number of its first leaf: see [`Sections::leaf_at`].
    pub leaf: u32,
    /// The number of its leaves: one, or the stretches of a book-length block.
    pub leaves: u32,
    /// Its approximate size on the page: see [`crate::session::render::card_layout::extent`].
    pub extent: u32,
    /// Its blocks, in order; empty until it is first drawn.
    pub blocks: Vec<Rc<BlockView>>,
    /// The number of complete redraws: where something else keeps changing or removing a block, nothing can
    /// be inserted beside it.
    pub anew: u32,
}

/// One block as drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockView {
    /// Its index in the article, from 0.
    pub index: BlockIndex,
    /// Its kind.
    pub kind: BlockKind,
    /// The number of redraws because something else changed its DOM.
    pub healed: u32,
    /// The article its pieces are slices of.
    pub article: Rc<Article>,
    /// Its content.
    pub body: Body,
}

/// The content of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Its pieces, in order; none if it is empty.
    Pieces(Vec<Piece>),
    /// The stretches of a book-length block.
    Stretches(Tree<Stretch>),
}

/// A stretch of a book-length block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Where it starts, in UTF-16 units of the block.
    pub at: Utf16,
    /// Its place in the text.
    pub range: TextRange,
    /// Its approximate size on the page: see [`crate::session::render::card_layout::extent`].
    pub extent: u32,
    /// The article its pieces are slices of.
    pub article: Rc<Article>,
    /// Its pieces, in order; empty until it is first drawn.
    pub pieces: Vec<Piece>,
}

/// A piece of a block, covered by the same annotations throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its place in the text.
    pub range: TextRange,
    /// Its highlight; `None` for plain text.
    pub mark: Option<Box<Mark>>,
    /// The article's own formatting of it; `None` for none.
    pub style: Option<Box<Style>>,
}

/// The look of a highlighted piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The annotations that cover it, outermost first.
    pub ids: Vec<AnnotationId>,
    /// Which kinds cover it, by [`Kind::index`].
    pub kinds: [bool; 3],
    /// The kinds of the annotations that start here, outermost first.
    pub starts: Vec<Kind>,
    /// The kinds of the annotations that end here and began before, or among others; outermost first.
    pub ends: Vec<Kind>,
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
    /// The colours of its labels, by [`Kind::index`]; 0 for the kind's own colour.
    pub hues: [u32; 3],
}

/// What determines the look of the article beside the annotations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The annotation whose card is open.
    pub focused: Option<AnnotationId>,
    /// The annotation under the pointer.
    pub hovered: Option<AnnotationId>,
    /// Annotations highlighted as if under the pointer.
    pub lit: BTreeSet<AnnotationId>,
    /// The kinds that are hidden, by [`Kind::index`].
    pub hidden: [bool; 3],
}

impl Section {
    /// The block after its last one.
    fn end(&self) -> BlockIndex {
        self.first.plus(self.count)
    }

    /// The stretches of a book-length block, once one of them has been drawn.
    pub fn stretches(&self) -> Option<&Tree<Stretch>> {
        match &self.blocks.first()?.body {
            Body::Stretches(stretches) => Some(stretches),
            Body::Pieces(_) => None,
        }
    }
}

impl BlockView {
    /// Its pieces, in order; none for a stretch that was never drawn.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces_in(None)
    }

    /// The pieces of the stretch that starts at this unit, or all.
    pub fn pieces_in(&self, stretch: Option<Utf16>) -> impl Iterator<Item = &Piece> {
        let (pieces, stretches) = match &self.body {
            Body::Pieces(pieces) => (pieces.as_slice(), None),
            Body::Stretches(stretches) => (Default::default(), Some(stretches)),
        };
        let stretches = stretches.into_iter().flat_map(Tree::iter);
        let stretches = stretches.filter(move |one| stretch.is_none_or(|at| one.at == at));
        pieces.iter().chain(stretches.flat_map(|stretch| &stretch.pieces))
    }
}

/// All sections of an article; an edit replaces only those it touches.
#[derive(Debug)]
pub struct Sections {
    tree: Tree<Section>,
    /// The smallest parts drawn separately, in text order.
    leaves: Vec<Leaf>,
    healing: Healing,
}

impl Sections {
    /// An article of which nothing is drawn yet.
    pub fn blank(article: &Article) -> Self {
        let (leaves, sections) = plan::plan(article);
        Self { tree: Tree::new(sections), leaves, healing: Healing::default() }
    }

    /// All of them, in order.
    pub fn all(&self) -> &Tree<Section> {
        &self.tree
    }

    /// Which blocks something else keeps changing.
    pub fn healing(&self) -> &Healing {
        &self.healing
    }

    /// The number of leaves.
    pub fn leaves(&self) -> u32 {
        u32::try_from(self.leaves.len()).unwrap_or(u32::MAX)
    }

    /// The number of the leaf that contains a place of the text.
    pub fn leaf_at(&self, at: Byte) -> u32 {
        let after = self.leaves.partition_point(|leaf| leaf.range.start <= at);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The first and the last leaf that a range touches.
    pub fn leaves_of(&self, range: TextRange) -> (u32, u32) {
        let last = Byte(range.end.0.saturating_sub(1)).max(range.start);
        (self.leaf_at(range.start), self.leaf_at(last))
    }

    /// A leaf's place in the text.
    pub fn range_of(&self, leaf: u32) -> TextRange {
        self.leaves.get(leaf as usize).map_or(TextRange::new(0, 0), |leaf| leaf.range)
    }

    /// Whether a leaf is a stretch of a book-length block.
    pub fn is_stretch(&self, leaf: u32) -> bool {
        self.leaves.get(leaf as usize).is_some_and(|leaf| leaf.stretch.is_some())
    }

    /// One block, if it has been drawn.
    pub fn block(&self, article: &Article, index: BlockIndex) -> Option<&BlockView> {
        let leaf = self.leaves.get(self.leaf_at(article.block(index)?.range.start) as usize)?;
        let section = self.tree.get(leaf.section as usize)?;
        section.blocks.get(index.since(section.first)? as usize).map(|block| &**block)
    }

    /// Draws a leaf where its look changed, and returns the number of pieces made.
    pub fn draw(&mut self, set: &AnnotationSet, shown: &Shown, leaf: u32) -> usize {
        let Some(Leaf { range, .. }) = self.leaves.get(leaf as usize).copied() else { return 0 };
        self.draw_in(set, shown, leaf, range)
    }

    /// Redraws these ranges. A block or stretch that looks as before stays the same value.
    pub fn redraw(&mut self, set: &AnnotationSet, shown: &Shown, dirty: &BTreeSet<TextRange>) {
        for range in dirty {
            let (first, last) = self.leaves_of(*range);
            for leaf in first..=last {
                self.draw_in(set, shown, leaf, *range);
            }
        }
    }

    /// Redraws a block that something else changed. Leaves it alone if that happens again and again.
    pub fn heal(&mut self, article: &Article, index: BlockIndex, now: Timestamp) -> Treatment {
        let Some(block) = article.block(index) else { return Treatment::Left };
        let leaf = self.leaf_at(block.range.start);
        let section = self.leaves.get(leaf as usize).map(|leaf| leaf.section);
        let verdict = self.healing.changed(index, now);
        let healing = &self.healing;
        if let (Some(section), Treatment::Heal) = (section, verdict) {
            self.tree.change(section as usize, |section| {
                let section = Rc::make_mut(section);
                let at = index.since(section.first).unwrap_or_default() as usize;
                if healing.leaves_any(section.first..section.end()) {
                    section.anew += 1;
                } else if let Some(block) = section.blocks.get_mut(at) {
                    Rc::make_mut(block).healed += 1;
                }
            });
        }
        verdict
    }

    /// Whether a block that is left alone looks different in a redrawn section.
    fn is_left_redrawn(&self, old: &Section, new: &Section) -> bool {
        let left = |block: &Rc<BlockView>| self.healing.is_left(block.index);
        let both = old.blocks.iter().zip(&new.blocks);
        self.healing.leaves_any(old.first..old.end())
            && both.into_iter().any(|(old, new)| left(old) && !Rc::ptr_eq(old, new))
    }

    fn draw_in(
        &mut self,
        set: &AnnotationSet,
        shown: &Shown,
        leaf: u32,
        range: TextRange,
    ) -> usize {
        let Some(leaf) = self.leaves.get(leaf as usize).copied() else { return 0 };
        let Some(old) = self.tree.get(leaf.section as usize) else { return 0 };
        let (new, work) = match leaf.stretch {
            None => draw_section(set, shown, old, range),
            Some(stretch) => draw_stretch(set, shown, old, stretch as usize),
        };
        if let Some(mut new) = new {
            new.anew += u32::from(self.is_left_redrawn(old, &new));
            self.tree.change(leaf.section as usize, |section| *section = Rc::new(new));
        }
        work
    }
}

/// The section with the blocks in a range redrawn, or all of them if it was never drawn; `None` if nothing
/// looks different. Also returns the number of pieces made.
fn draw_section(
    set: &AnnotationSet,
    shown: &Shown,
    old: &Section,
    range: TextRange,
) -> (Option<Section>, usize) {
    let end = old.end();
    let (from, to) = match old.blocks.is_empty() {
        true => (old.first, end),
        false => {
            let (from, last) = set.article().blocks_of(range);
            (from.max(old.first), last.plus(1).min(end))
        }
    };
    let (mut new, mut work) = (None, 0);
    for index in from.up_to(to) {
        let at = index.since(old.first).unwrap_or_default() as usize;
        let before = old.blocks.get(at);
        let Some(block) = draw_block(set, shown, index, before) else { continue };
        work += 1 + block.pieces().count();
        if before.is_some_and(|before| **before == block) {
            continue;
        }
        let blocks = &mut new.get_or_insert_with(|| old.clone()).blocks;
        match blocks.get_mut(at) {
            Some(place) => *place = Rc::new(block),
            None => blocks.push(Rc::new(block)),
        }
    }
    (new, work)
}

fn draw_block(
    set: &AnnotationSet,
    shown: &Shown,
    index: BlockIndex,
    before: Option<&Rc<BlockView>>,
) -> Option<BlockView> {
    let article = set.article();
    let block = article.block(index)?;
    Some(BlockView {
        index,
        kind: block.kind,
        healed: before.map_or(0, |before| before.healed),
        article: article.clone(),
        body: Body::Pieces(pieces(set, shown, block.range)),
    })
}

/// The section of a book-length block with one stretch redrawn, if it looks different.
fn draw_stretch(
    set: &AnnotationSet,
    shown: &Shown,
    old: &Section,
    at: usize,
) -> (Option<Section>, usize) {
    let blank = || plan::blank_block(set.article(), old.first).map(Rc::new);
    let Some(mut block) = old.blocks.first().cloned().or_else(blank) else { return (None, 0) };
    let Body::Stretches(stretches) = &block.body else { return (None, 0) };
    let Some(stretch) = stretches.get(at) else { return (None, 0) };
    let pieces = pieces(set, shown, stretch.range);
    let work = pieces.len();
    if stretch.pieces == pieces {
        return (None, work);
    }
    if let Body::Stretches(stretches) = &mut Rc::make_mut(&mut block).body {
        stretches.change(at, |stretch| Rc::make_mut(stretch).pieces = pieces);
    }
    (Some(Section { blocks: vec![block], ..old.clone() }), work)
}

/// The pieces of a part of a block.
fn pieces(set: &AnnotationSet, shown: &Shown, range: TextRange) -> Vec<Piece> {
    let article = set.article();
    let visible = |annotation: &Rc<Annotation>| !shown.hidden[annotation.kind().index()];
    let mut annotations = set.touching(range);
    annotations.retain(visible);
    let piece = |(segment, style): (Segment, Option<Box<Style>>)| Piece {
        range: segment.range,
        mark: mark(set, &segment, shown).map(Box::new),
        style,
    };
    let segments = segments(range, &annotations).into_iter();
    let inlines: Vec<&Inline> = article.inlines_on(range).collect();
    let cells = ends_of_cells(article, range);
    if inlines.is_empty() && cells.is_empty() {
        return segments.map(|segment| piece((segment, None))).collect();
    }
    let mut styling = Styling::new(inlines, cells);
    segments.flat_map(|segment| styling.cut(segment)).map(piece).collect()
}

/// Where cells of a row end, each behind its tab: no piece lies in two cells.
fn ends_of_cells(article: &Article, range: TextRange) -> Vec<Byte> {
    let is_row =
        article.block(article.block_at(range.start)).is_some_and(|block| block.kind.is_row());
    let text = if is_row { article.slice(range) } else { "" };
    text.match_indices('\t').map(|(at, _)| Byte(range.start.0 + Byte::at(at + 1).0)).collect()
}
