//! Where highlights lie in the whole text, for the minimap beside the scrollbar: rows of pixels, by kind.
//! Unchanged parts are not examined again, so an edit costs no more in a longer text
//! (tests/native/shapes.rs). It measures nothing: the page passes in its layout.

use std::rc::Rc;

use crate::model::{Article, Byte, Kind, TextRange};

use super::blocks::{BlockView, Piece, Section, Stretch};
use super::card_layout;
use super::document::Document;
use super::tree::{Tree, shape};

/// Minimum height of a highlight on the minimap, in pixels.
const LEAST: f64 = 4.0;

/// Most pixels between a click and the highlight it means.
const NEAR: f64 = 5.0;

/// The minimap as it is painted now.
#[derive(Debug, Default)]
pub struct Minimap {
    article: Option<Rc<Article>>,
    sections: Option<Tree<Section>>,
    /// One per leaf of the page, or one per block if there is only one leaf.
    parts: Vec<MinimapPart>,
    /// The first part in each of the boxes that make up the page.
    boxes: Vec<usize>,
    /// Whether each part is a block.
    by_block: bool,
    /// The start of each part on the minimap, and the end of the last.
    tops: Vec<f64>,
    /// A bit for each kind that is there, by [`Kind::index`].
    rows: Vec<u8>,
    /// The number of parts examined.
    pub looked: usize,
}

/// A part of the text with its highlights. Places are in bytes of an imaginary text whose lines are all full
/// and whose blocks are spaced as on the page: see [`card_layout::extent`].
#[derive(Debug, Default, PartialEq, Eq)]
struct MinimapPart {
    extent: u32,
    lights: Vec<Light>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Light {
    kind: Kind,
    at: Byte,
    from: u32,
    to: u32,
}

impl Minimap {
    /// Adopts an article as drawn now; returns whether other rows have to be painted.
    pub fn follow(&mut self, document: &Document) -> bool {
        let (article, sections) = (document.article(), document.sections());
        if self.article.as_ref().is_none_or(|own| !Rc::ptr_eq(own, article)) {
            *self = Self::blank(article, sections);
        }
        let old = self.sections.replace(sections.clone());
        let mut changed = false;
        match old {
            Some(old) if Rc::ptr_eq(old.root(), sections.root()) => {}
            Some(old) => sections.root().differing(old.root(), 0, &mut |at, section| {
                changed |= self.renew_section(section, old.get(at).map(|old| &**old));
            }),
            None => {
                for section in sections.iter() {
                    changed |= self.renew_section(section, None);
                }
            }
        }
        changed
    }

    /// For an article of which nothing is drawn.
    fn blank(article: &Rc<Article>, sections: &Tree<Section>) -> Self {
        let part = |extent| MinimapPart { extent, lights: Vec::new() };
        let (mut parts, mut boxes) = (Vec::new(), Vec::new());
        let each = sections.root().each();
        for (at, section) in sections.iter().enumerate() {
            if at % each == 0 {
                boxes.push(parts.len());
            }
            let leaves = section.leaves.max(1);
            parts.extend((0..leaves).map(|_| part(section.extent / leaves)));
        }
        let only = sections.get(0).filter(|_| sections.get(1).is_none());
        let by_block = only.is_some_and(|only| only.leaves == 1);
        if by_block {
            parts = article.blocks().iter().map(|block| part(card_layout::extent(block))).collect();
            boxes = (0..parts.len()).collect();
        } else if only.is_some() {
            boxes = (0..parts.len()).step_by(shape(parts.len()).0).collect();
        }
        Self { article: Some(article.clone()), parts, boxes, by_block, ..Self::default() }
    }

    fn renew_section(&mut self, section: &Section, old: Option<&Section>) -> bool {
        let (leaf, mut changed) = (section.leaf as usize, false);
        let Some(stretches) = section.stretches() else {
            let each = if self.by_block { 1 } else { usize::MAX };
            for (place, blocks) in section.blocks.chunks(each).enumerate() {
                changed |= self.renew(leaf + place, MinimapPart::of_blocks(blocks));
            }
            return changed;
        };
        let mut renew = |at: usize, stretch: &Rc<Stretch>| {
            changed |= self.renew(leaf + at, MinimapPart::of_stretch(stretch));
        };
        match old.and_then(Section::stretches) {
            Some(old) => stretches.root().differing(old.root(), 0, &mut renew),
            None => stretches.iter().enumerate().for_each(|(at, one)| renew(at, one)),
        }
        changed
    }

    /// Whether the layout is known.
    pub fn is_laid(&self) -> bool {
        !self.rows.is_empty() && self.tops.len() == self.parts.len() + 1
    }

    /// Lays the minimap out in `rows` of pixels. `stops` are the starts of the consecutive boxes of the page
    /// and the end of the last, in pixels from the top of the article. The boxes are the blocks if there is
    /// only one section, otherwise the direct children of the article.
    pub fn lay(&mut self, stops: &[f64], rows: u32) {
        let end = stops.last().copied().unwrap_or_default().max(1.0);
        let row = |y: &f64| y / end * f64::from(rows);
        self.tops.clear();
        if stops.len() == self.boxes.len() + 1 {
            for (at, (top, bottom)) in stops.iter().zip(stops.iter().skip(1)).enumerate() {
                self.lay_box(at, row(top), row(bottom));
            }
            self.tops.extend(stops.last().map(row));
        }
        self.rows = vec![0; rows as usize];
        self.paint(0.0, f64::from(rows));
    }

    /// Parts of one box share its rows in proportion to their text: measuring them would force a layout.
    fn lay_box(&mut self, at: usize, top: f64, bottom: f64) {
        let from = self.boxes.get(at).copied().unwrap_or_default();
        let to = self.boxes.get(at + 1).copied().unwrap_or(self.parts.len());
        let parts = self.parts.get(from..to).unwrap_or_default();
        let whole: f64 = parts.iter().map(|part| f64::from(part.extent)).sum();
        let scale = (bottom - top) / whole.max(1.0);
        let mut place = top;
        for part in parts {
            self.tops.push(place);
            place += f64::from(part.extent) * scale;
        }
    }

    /// The highlights of a kind, as first row and number of rows. Never more stretches than rows.
    pub fn stretches(&self, kind: Kind) -> Vec<(u32, u32)> {
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        for (row, kinds) in (0..).zip(&self.rows) {
            if kinds & bit(kind) == 0 {
                continue;
            }
            match stretches.last_mut() {
                Some((from, length)) if *from + *length == row => *length += 1,
                _ => stretches.push((row, 1)),
            }
        }
        stretches
    }

    /// Where some ranges of the text lie, as first row and number of rows; ranges in text order. Never more
    /// stretches than rows.
    pub fn rows_of(&self, ranges: &[TextRange]) -> Vec<(u32, u32)> {
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        let (Some(article), Some(sections)) = (&self.article, &self.sections) else {
            return stretches;
        };
        let mut ranges = ranges.iter().peekable();
        let rows = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        for section in sections.iter() {
            let blocks = article.blocks().iter().skip(section.first.index());
            let blocks = blocks.take(section.count as usize);
            let whole: u32 = blocks.clone().map(card_layout::extent).sum();
            let (mut part, mut parts) = (section.leaf as usize, section.leaves.max(1) as usize);
            let (mut before, mut whole) = (0, whole);
            for (index, block) in blocks.enumerate() {
                if self.by_block {
                    (part, parts, before, whole) = (index, 1, 0, card_layout::extent(block));
                }
                let (Some(top), Some(bottom)) = (self.tops.get(part), self.tops.get(part + parts))
                else {
                    return stretches;
                };
                let scale = (bottom - top) / f64::from(whole.max(1));
                while let Some(range) = ranges.next_if(|range| range.start <= block.range.end) {
                    let at = before + (range.start.0.saturating_sub(block.range.start.0));
                    let end = f64::from(rows) - LEAST;
                    let first = (top + f64::from(at) * scale).min(end).max(0.0).floor();
                    let last = (top + f64::from(at + range.len()) * scale).ceil();
                    let last = last.max(first + LEAST).min(f64::from(rows));
                    add_rows(&mut stretches, first as u32, last as u32);
                }
                before += card_layout::extent(block);
            }
        }
        stretches
    }

    /// The highlight that a click on a row means: one in the clicked lane, otherwise any. Its kind, and its
    /// start in the text.
    pub fn near(&self, row: f64, lane: Kind) -> Option<(Kind, Byte)> {
        let (mut best, mut least) = (None, f64::MAX);
        self.lit(row - NEAR, row + NEAR, |light, top, bottom| {
            let stray = if light.kind == lane { 0.0 } else { 1e6 };
            let far = stray + (top - row).abs();
            if top <= row + NEAR && row - NEAR <= bottom && far < least {
                (best, least) = (Some((light.kind, light.at)), far);
            }
        });
        best
    }

    fn renew(&mut self, index: usize, part: MinimapPart) -> bool {
        self.looked += 1;
        match self.parts.get_mut(index) {
            Some(old) if *old != part => *old = part,
            _ => return false,
        }
        if let (Some(top), Some(bottom)) = (self.tops.get(index), self.tops.get(index + 1)) {
            // Small highlights are drawn higher than they are, so they may reach over the edge.
            self.paint(*top - LEAST, *bottom + LEAST);
        }
        true
    }

    fn paint(&mut self, top: f64, bottom: f64) {
        let mut rows = std::mem::take(&mut self.rows);
        let mut fill = |from: f64, to: f64, set: &dyn Fn(u8) -> u8| {
            // The conversion clips at 0.
            let part = from.max(top) as usize..(to.min(bottom) as usize).min(rows.len());
            for row in rows.get_mut(part).unwrap_or_default() {
                *row = set(*row);
            }
        };
        fill(top, bottom, &|_| 0);
        self.lit(top, bottom, |light, top, bottom| {
            fill(top, bottom, &|kinds| kinds | bit(light.kind));
        });
        self.rows = rows;
    }

    /// The highlights of the parts that may reach between these rows, each with its own rows.
    fn lit(&self, top: f64, bottom: f64, mut tell: impl FnMut(&Light, f64, f64)) {
        let until = |row: f64| self.tops.partition_point(|top| *top <= row);
        let (first, last) = (until(top - LEAST).saturating_sub(1), until(bottom + LEAST));
        let end = self.tops.last().copied().unwrap_or_default();
        let tops = self.tops.iter().zip(self.tops.iter().skip(1));
        for (part, (top, bottom)) in self.parts.iter().zip(tops).take(last).skip(first) {
            let scale = (bottom - top) / f64::from(part.extent.max(1));
            for light in &part.lights {
                let from = (top + f64::from(light.from) * scale).min(end - LEAST).floor();
                let to = (top + f64::from(light.to) * scale).ceil();
                tell(light, from, to.max(from + LEAST));
            }
        }
    }
}

impl MinimapPart {
    fn of_blocks(blocks: &[Rc<BlockView>]) -> Self {
        let mut part = Self::default();
        for view in blocks {
            let Some(block) = view.article.block(view.index) else { continue };
            view.pieces().for_each(|piece| part.light(piece, block.range.start));
            part.extent += card_layout::extent(block);
        }
        part
    }

    fn of_stretch(stretch: &Stretch) -> Self {
        let mut part = Self::default();
        stretch.pieces.iter().for_each(|piece| part.light(piece, stretch.range.start));
        part.extent = stretch.extent;
        part
    }

    /// Adds the highlights of a piece; the part it lies in begins at `start`.
    fn light(&mut self, piece: &Piece, start: Byte) {
        let Some(mark) = &piece.mark else { return };
        let at = piece.range.start;
        let from = self.extent + (at.0 - start.0);
        for kind in Kind::ALL.into_iter().filter(|kind| mark.kinds[kind.index()]) {
            self.lights.push(Light { kind, at, from, to: from + piece.range.len() });
        }
    }
}

/// Adds rows to stretches of rows that begin no later.
fn add_rows(stretches: &mut Vec<(u32, u32)>, first: u32, end: u32) {
    match stretches.last_mut() {
        Some((from, length)) if *from + *length >= first => {
            *length = (*length).max(end.saturating_sub(*from));
        }
        _ => stretches.push((first, end.saturating_sub(first))),
    }
}

fn bit(kind: Kind) -> u8 {
    1 << kind.index()
}
