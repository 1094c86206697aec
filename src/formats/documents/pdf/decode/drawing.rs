//! What a page draws beside letters, as far as it hides some: paths that cut off what is behind them, and how
//! much is seen through it.

use hayro_font::hayro_syntax::content::Instruction;
use hayro_font::hayro_syntax::object::{Dict, Name};

use super::area::PageArea;
use super::content::{PageReader, numbers};
use super::path::DrawnPath;
use super::state::State;
use crate::formats::documents::pdf::glyphs::Unseen;

impl PageReader<'_, '_> {
    /// Follows an operator that draws no letters.
    pub(super) fn draws(&mut self, operation: &Instruction<'_, '_>) {
        let (mut all, mut count) = ([0.0; 6], 0);
        for (place, number) in all.iter_mut().zip(numbers(operation)) {
            (*place, count) = (number, count + 1);
        }
        let [a, b, c, d, e, f] = all;
        let matrix = self.state.matrix;
        match (&**operation.operator, count) {
            (b"m" | b"l", 2..) => self.path.add(matrix, &[(a, b)]),
            (b"c", 6..) => self.path.add(matrix, &[(a, b), (c, d), (e, f)]),
            (b"v" | b"y", 4..) => self.path.add(matrix, &[(a, b), (c, d)]),
            (b"re", 4..) => {
                self.path.add(matrix, &[(a, b), (a + c, b), (a + c, b + d), (a, b + d)]);
            }
            (b"W" | b"W*", _) => self.path.clips = true,
            (b"n" | b"f" | b"F" | b"f*" | b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*", _) => {
                self.state.clip = self.path.cut(self.state.clip);
                self.path = DrawnPath::START;
            }
            (b"Tr", 1..) => self.state.mode = a as u8,
            _ => {}
        }
    }

    /// Whether the layer of what is drawn is switched off.
    pub(super) fn is_off(&self) -> bool {
        self.off || self.marked.last().is_some_and(|marked| marked.hidden)
    }

    /// Why letters are not seen, wherever they are.
    pub(super) fn unseen(&self) -> Option<Unseen> {
        match () {
            () if self.is_off() => Some(Unseen::Layer),
            () if self.state.is_transparent() => Some(Unseen::Faint),
            () => None,
        }
    }

    /// Enters a form: it is cut off around itself, and one that is a group is transparent as a whole.
    pub(super) fn enter(&mut self, form: &Dict<'_>) {
        if let Some([a, b, c, d]) = form.get::<[f64; 4]>("BBox") {
            let corners = [(a, b), (c, b), (c, d), (a, d)];
            let corners = corners.map(|(x, y)| self.state.matrix.point(x, y));
            if let Some(area) = PageArea::around(corners).filter(|_| a != c && b != d) {
                self.state.clip = self.state.clip.within(area);
            }
        }
        let group = form.get::<Dict<'_>>("Group").unwrap_or_default();
        if group.get::<Name<'_>>("S").is_some_and(|kind| kind.as_str() == "Transparency") {
            self.state.veil *= self.state.fill_alpha;
            (self.state.fill_alpha, self.state.stroke_alpha) = (1.0, 1.0);
        }
    }

    /// What is known of letters once the page is drawn: those that leave no trace on a page that is a picture
    /// stand for its words.
    pub(super) fn settle(&mut self) {
        if self.glyphs.pictured > HALF {
            let faint = |unseen: &Unseen| *unseen == Unseen::Faint;
            for glyph in &mut self.glyphs.glyphs {
                glyph.unseen = glyph.unseen.filter(|unseen| !faint(unseen));
            }
        }
    }
}

/// How much of a page that was scanned a picture covers.
const HALF: f32 = 0.5;

/// Least that is seen of what is transparent.
const SEEN: f64 = 0.01;

impl State<'_> {
    /// Whether letters are drawn, but so that everything is seen through them.
    fn is_transparent(&self) -> bool {
        let (fills, strokes) =
            (matches!(self.mode, 0 | 2 | 4 | 6), matches!(self.mode, 1 | 2 | 5 | 6));
        let is = |alpha: f64| alpha * self.veil < SEEN;
        (fills || strokes) && (!fills || is(self.fill_alpha)) && (!strokes || is(self.stroke_alpha))
    }
}
