//! What a page draws beside letters, as far as it hides some: paths that cut off what is behind them, fills,
//! lines and pictures, and how much is seen through them.

use hayro_font::hayro_syntax::content::Instruction;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_font::hayro_syntax::page::Resources;

use super::colours::{Ink, InkSpace, space};
use super::content::{PageReader, first_name, numbers};
use super::paints::Coat;
use super::path::{DrawnPath, is_box};
use super::state::State;
use crate::formats::documents::pdf::area::PageArea;
use crate::formats::documents::pdf::glyphs::Unseen;

impl PageReader<'_, '_> {
    /// Follows an operator that draws no letters.
    pub(super) fn draws(&mut self, operation: &Instruction<'_, '_>, resources: &Resources<'_>) {
        let (mut all, mut count) = ([0.0; 6], 0);
        for (place, number) in all.iter_mut().zip(numbers(operation)) {
            (*place, count) = (number, count + 1);
        }
        let [a, b, c, d, e, f] = all;
        let matrix = self.state.matrix;
        let colour = |space| Ink::of(space, all.get(..count).unwrap_or_default());
        match (&**operation.operator, count) {
            (b"m", 2..) => self.path.begin(matrix, a, b),
            (b"l", 2..) => self.path.line(matrix, a, b),
            (b"c", 6..) => self.path.curve(matrix, &[(a, b), (c, d), (e, f)]),
            (b"v" | b"y", 4..) => self.path.curve(matrix, &[(a, b), (c, d)]),
            (b"h", _) => self.path.close(),
            (b"re", 4..) => {
                self.path.begin(matrix, a, b);
                for (x, y) in [(a + c, b), (a + c, b + d), (a, b + d)] {
                    self.path.line(matrix, x, y);
                }
                self.path.close();
            }
            (b"W" | b"W*", _) => self.path.clips = true,
            (b"n", _) => self.end_path(false, false),
            (b"f" | b"F" | b"f*", _) => self.end_path(true, false),
            (b"S" | b"s", _) => self.end_path(false, true),
            (b"B" | b"B*" | b"b" | b"b*", _) => self.end_path(true, true),
            (b"sh", _) if !self.is_off() => {
                self.paints.add(self.state.clip, Coat::Loose, self.limits);
            }
            (b"w", 1..) => self.state.line_width = a,
            (b"d", _) => {
                let dashes = |one: &Object<'_>| matches!(one, Object::Array(list) if !list.data().is_empty());
                self.state.dashed = operation.operands().any(dashes);
            }
            (b"g", _) => self.state.fill = colour(InkSpace::Gray),
            (b"G", _) => self.state.stroke = colour(InkSpace::Gray),
            (b"rg", _) => self.state.fill = colour(InkSpace::Rgb),
            (b"RG", _) => self.state.stroke = colour(InkSpace::Rgb),
            (b"k", _) => self.state.fill = colour(InkSpace::Cmyk),
            (b"K", _) => self.state.stroke = colour(InkSpace::Cmyk),
            (b"sc" | b"scn", _) => self.state.fill = colour(self.state.fill.space),
            (b"SC" | b"SCN", _) => self.state.stroke = colour(self.state.stroke.space),
            (b"cs" | b"CS", _) => {
                let space =
                    first_name(operation).map_or(InkSpace::Other, |name| space(name, resources));
                match &**operation.operator {
                    b"cs" => self.state.fill = Ink::first(space),
                    _ => self.state.stroke = Ink::first(space),
                }
            }
            (b"Tr", 1..) => self.state.mode = a as u8,
            _ => {}
        }
    }

    fn end_path(&mut self, fills: bool, strokes: bool) {
        let mut path = std::mem::replace(&mut self.path, DrawnPath::START);
        path.close();
        if fills {
            self.fill(&path, self.state.fill.coat);
        }
        if strokes {
            self.stroke(&path);
        }
        if path.clips {
            self.state.clip_is_box &= path.is_plain() && path.boxes.len() == 1;
        }
        if path.clips && path.is_known() {
            self.state.clip = self.state.clip.within(path.around);
        }
    }

    fn fill(&mut self, path: &DrawnPath, coat: Coat) {
        let (alpha, ink) = (self.state.fill_alpha, coat);
        let coat = if path.is_plain() { coat } else { Coat::Loose };
        self.paint(path, &path.boxes, coat, alpha, 0.0);
        if let Some(band) = path.band() {
            self.paint(path, &[band], ink, alpha, 0.0);
        }
    }

    fn stroke(&mut self, path: &DrawnPath) {
        let half = (self.state.line_width.abs() * self.state.matrix.area().sqrt() / 2.0) as f32;
        let bar = |area: PageArea| match area.right - area.left < area.bottom - area.top {
            true => area.wider(half, 0.0),
            false => area.wider(0.0, half),
        };
        let mut bars = Vec::new();
        for one in &path.boxes {
            if one.is_empty() {
                bars.push(bar(*one));
                continue;
            }
            let PageArea { left, top, right, bottom } = *one;
            bars.push(bar(PageArea { bottom: top, ..*one }));
            bars.push(bar(PageArea { top: bottom, ..*one }));
            bars.push(bar(PageArea { right: left, ..*one }));
            bars.push(bar(PageArea { left: right, ..*one }));
        }
        let is_plain = !path.has_others && !self.state.dashed;
        let coat = if is_plain { self.state.stroke.coat } else { Coat::Loose };
        self.paint(path, &bars, coat, self.state.stroke_alpha, half);
    }

    /// Paints a picture on the unit square.
    pub(super) fn paint_picture(&mut self, dict: &Dict<'_>) {
        let mut path = DrawnPath::START;
        path.begin(self.state.matrix, 0.0, 0.0);
        for (x, y) in [(1.0, 0.0), (1.0, 1.0), (0.0, 1.0)] {
            path.line(self.state.matrix, x, y);
        }
        path.close();
        let is_set = |key: &str| dict.get::<bool>(key) == Some(true);
        let is_masked = is_set("ImageMask")
            || is_set("IM")
            || ["SMask", "Mask", "SMaskInData"].iter().any(|key| dict.contains_key(key));
        let is_whole = !is_masked && !dict.is_empty();
        self.fill(&path, if is_whole { Coat::Picture } else { Coat::Loose });
    }

    /// Paints areas that a path is made of, or the area around it if that is all there is to know.
    fn paint(&mut self, path: &DrawnPath, areas: &[PageArea], coat: Coat, alpha: f64, around: f32) {
        let alpha = alpha * self.state.veil;
        if self.is_off() || alpha < SEEN {
            return;
        }
        if path.broken || !around.is_finite() {
            return self.paints.lose();
        }
        let is_solid = alpha > 1.0 - SEEN && self.state.clip_is_box && !self.state.is_mixed();
        let whole = [path.around.wider(around, around)];
        let (areas, coat) =
            if is_solid && coat != Coat::Loose { (areas, coat) } else { (&whole[..], Coat::Loose) };
        for area in areas {
            let area = area.within(self.state.clip);
            if area.left <= area.right && area.top <= area.bottom {
                self.paints.add(area, coat, self.limits);
            }
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
            () if self.state.mode == 3 => Some(Unseen::Undrawn),
            () if self.state.is_transparent() => Some(Unseen::Faint),
            () => None,
        }
    }

    /// Enters a form: it is cut off around itself, and one that is a group is transparent as a whole.
    pub(super) fn enter(&mut self, form: &Dict<'_>) {
        if let Some([a, b, c, d]) = form.get::<[f64; 4]>("BBox") {
            let corners = [(a, b), (c, b), (c, d), (a, d)];
            let corners = corners.map(|(x, y)| self.state.matrix.point(x, y));
            let area = PageArea::around(corners).filter(|_| a != c && b != d);
            self.state.clip_is_box &= area.is_some() && is_box(&corners);
            if let Some(area) = area {
                self.state.clip = self.state.clip.within(area);
            }
        }
        let group = form.get::<Dict<'_>>("Group").unwrap_or_default();
        if group.get::<Name<'_>>("S").is_some_and(|kind| kind.as_str() == "Transparency") {
            let state = &mut self.state;
            state.veil *= state.fill_alpha;
            state.loose = state.is_mixed();
            (state.fill_alpha, state.stroke_alpha) = (1.0, 1.0);
            (state.blends, state.masked) = (false, false);
        }
    }
}

/// Least that is seen of what is transparent, or through it.
const SEEN: f64 = 0.01;

impl State<'_> {
    /// Takes what a dictionary sets.
    pub(super) fn take(&mut self, dict: &Dict<'_>) {
        self.fill_alpha = dict.get::<f64>("ca").unwrap_or(self.fill_alpha);
        self.stroke_alpha = dict.get::<f64>("CA").unwrap_or(self.stroke_alpha);
        self.line_width = dict.get::<f64>("LW").unwrap_or(self.line_width);
        self.overprints =
            dict.get::<bool>("op").or(dict.get::<bool>("OP")).unwrap_or(self.overprints);
        if let Some(mask) = dict.get::<Object<'_>>("SMask") {
            self.masked = !matches!(&mask, Object::Name(name) if name.as_str() == "None");
        }
        let mode = dict.get::<Name<'_>>("BM").or_else(|| {
            let list = dict.get::<Array<'_>>("BM")?;
            list.flex_iter().next::<Name<'_>>()
        });
        if let Some(mode) = mode {
            self.blends = !matches!(mode.as_str(), "Normal" | "Compatible");
        }
    }

    /// Whether what is drawn may look other than its colour.
    fn is_mixed(&self) -> bool {
        self.blends || self.masked || self.overprints || self.loose
    }

    fn fills_and_strokes(&self) -> (bool, bool) {
        (matches!(self.mode, 0 | 2 | 4 | 6), matches!(self.mode, 1 | 2 | 5 | 6))
    }

    /// Whether letters are drawn, but so that everything is seen through them.
    fn is_transparent(&self) -> bool {
        let (fills, strokes) = self.fills_and_strokes();
        let is = |alpha: f64| alpha * self.veil < SEEN;
        (fills || strokes) && (!fills || is(self.fill_alpha)) && (!strokes || is(self.stroke_alpha))
    }

    /// What letters are drawn with; nothing if it is not certain how that looks.
    pub(super) fn coats(&self) -> impl Iterator<Item = Coat> {
        let (fills, strokes) = self.fills_and_strokes();
        let is_plain = !self.is_mixed();
        let coats = [(fills, self.fill.coat), (strokes, self.stroke.coat)];
        coats.into_iter().filter(move |(is, _)| *is && is_plain).map(|(_, coat)| coat)
    }
}
