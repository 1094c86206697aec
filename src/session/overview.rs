//! Where highlights lie in the whole text, for the strip beside the scrollbar: rows of pixels, by kind.
//! Must never measure: it is told how the page lies. A section drawn as before is not looked at
//! again, so that an edit costs no more in a longer text.

use std::rc::Rc;

use crate::model::{Article, Byte, Kind};

use super::document::Document;
use super::placing;
use super::sections::{BlockView, Section};

/// How high a highlight is on the strip at least, in pixels.
const LEAST: f64 = 4.0;

/// How near to a highlight a click means it, in pixels.
const NEAR: f64 = 5.0;

/// The strip, as it is painted now.
#[derive(Debug, Default)]
pub struct Overview {
    article: Option<Rc<Article>>,
    sections: Vec<Rc<Section>>,
    /// One for each section; if there is but one section, for each block.
    parts: Vec<Part>,
    /// Where each part begins on the strip, and where the last ends.
    tops: Vec<f64>,
    /// A bit for each kind that lies there, by [`Kind::index`].
    rows: Vec<u8>,
}

/// A part of the text with its highlights. Places are in bytes of a text whose lines are all full
/// and whose blocks stand apart as on the page: see [`placing::extent`].
#[derive(Debug, Default, PartialEq, Eq)]
struct Part {
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

impl Overview {
    /// Takes up an article as it is drawn now; whether other rows are to be painted.
    pub fn follow(&mut self, document: &Document) -> bool {
        let (article, sections) = (document.article(), document.sections());
        if self.article.as_ref().is_none_or(|own| !Rc::ptr_eq(own, article)) {
            *self = Self { article: Some(article.clone()), ..Self::default() };
        }
        let mut changed = false;
        let size = if sections.len() == 1 { 1 } else { usize::MAX };
        for (index, section) in sections.iter().enumerate() {
            if self.sections.get(index).is_some_and(|old| Rc::ptr_eq(old, section)) {
                continue;
            }
            for (place, blocks) in section.blocks.chunks(size).enumerate() {
                changed |= self.renew(index + place, Part::of(blocks));
            }
        }
        self.sections = sections.to_vec();
        changed
    }

    /// Whether it is known where everything lies.
    pub fn is_laid(&self) -> bool {
        !self.rows.is_empty() && self.tops.len() == self.parts.len() + 1
    }

    /// Lays the strip out, which has so many `rows` of pixels: `stops` are where the sections begin
    /// on the page, or the blocks if there is but one section, and where the last of them ends, in
    /// pixels from the top of the article.
    pub fn lay(&mut self, stops: &[f64], rows: u32) {
        let end = stops.last().copied().unwrap_or_default().max(1.0);
        self.tops = stops.iter().map(|y| y / end * f64::from(rows)).collect();
        self.rows = vec![0; rows as usize];
        self.paint(0.0, f64::from(rows));
    }

    /// Where highlights of a kind lie: first row and how many. Never more stretches than rows.
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

    /// The highlight that a click at a row means: of the lane it is in, else of any. Its kind, and
    /// where it begins in the text.
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

    fn renew(&mut self, index: usize, part: Part) -> bool {
        match self.parts.get_mut(index) {
            Some(old) if *old == part => return false,
            Some(old) => *old = part,
            None => self.parts.push(part),
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
            // Converting cuts off at 0.
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

impl Part {
    fn of(blocks: &[Rc<BlockView>]) -> Self {
        let mut part = Self::default();
        for view in blocks {
            let Some(block) = view.article.block(view.index) else { continue };
            for piece in &view.pieces {
                let Some(mark) = &piece.mark else { continue };
                let at = piece.range.start;
                let from = part.extent + (at.0 - block.range.start.0);
                for kind in Kind::ALL.into_iter().filter(|kind| mark.kinds[kind.index()]) {
                    part.lights.push(Light { kind, at, from, to: from + piece.range.len() });
                }
            }
            part.extent += placing::extent(block);
        }
        part
    }
}

fn bit(kind: Kind) -> u8 {
    1 << kind.index()
}
