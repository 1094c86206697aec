//! The path that a page draws, as far as it matters for letters: the area around it, and the rectangles it is
//! made of.

use super::matrix::Matrix;
use crate::formats::documents::pdf::area::PageArea;

/// A path under construction, in places of the page.
#[derive(Debug)]
pub(super) struct DrawnPath {
    /// The area around it.
    pub(super) around: PageArea,
    /// Its rectangles, and lines along the sides of the page.
    pub(super) boxes: Vec<PageArea>,
    /// Whether it has other parts.
    pub(super) has_others: bool,
    /// The number of its parts.
    parts: usize,
    /// The curves of the part under construction.
    curves: Vec<PageArea>,
    /// Whether a part of it is nowhere, so that nothing is known of it.
    pub(super) broken: bool,
    /// Whether it cuts off what is drawn behind it.
    pub(super) clips: bool,
    /// The points of the part under construction.
    points: Vec<(f64, f64)>,
    band: Option<PageArea>,
}

/// Most rectangles of a path, and most points of one of them.
const BOXES: usize = 64;
const POINTS: usize = 12;
/// Most curves of a box with rounded corners.
const CURVES: usize = 4;
/// Farthest that a side of a rectangle leans, in points.
const STRAIGHT: f64 = 0.02;

impl DrawnPath {
    pub(super) const START: Self = Self {
        around: PageArea::NOTHING,
        boxes: Vec::new(),
        has_others: false,
        parts: 0,
        curves: Vec::new(),
        broken: false,
        clips: false,
        points: Vec::new(),
        band: None,
    };

    /// Begins a part at a point.
    pub(super) fn begin(&mut self, matrix: Matrix, x: f64, y: f64) {
        self.close();
        self.points.push(matrix.point(x, y));
    }

    /// Adds a line to a point.
    pub(super) fn line(&mut self, matrix: Matrix, x: f64, y: f64) {
        if self.points.is_empty() || self.points.len() > POINTS {
            self.curve(matrix, &[(x, y)]);
        } else {
            self.points.push(matrix.point(x, y));
        }
    }

    /// Adds a curve, which is between the points that make it.
    pub(super) fn curve(&mut self, matrix: Matrix, points: &[(f64, f64)]) {
        self.has_others = true;
        let mut points = points.iter().map(|(x, y)| matrix.point(*x, *y));
        let area = PageArea::around(self.points.last().copied().into_iter().chain(points.clone()));
        self.add(area);
        self.curves.extend(area.filter(|_| self.curves.len() <= CURVES));
        if self.points.len() <= POINTS {
            self.points.extend(points.next_back());
        }
    }

    /// The part of a box with rounded corners that is as wide as all of it, if the path is one.
    pub(super) fn band(&self) -> Option<PageArea> {
        self.band.filter(|_| self.parts == 1 && !self.broken)
    }

    /// Ends a part.
    pub(super) fn close(&mut self) {
        let points = std::mem::take(&mut self.points);
        let curves = std::mem::take(&mut self.curves);
        if points.len() < 2 {
            return;
        }
        self.parts += 1;
        if !curves.is_empty() {
            self.band = band(&points, &curves);
        }
        let area = PageArea::around(points.iter().copied());
        self.add(area);
        match area {
            Some(area) if curves.is_empty() && self.boxes.len() < BOXES && is_box(&points) => {
                self.boxes.push(area);
            }
            _ => self.has_others = true,
        }
    }

    fn add(&mut self, area: Option<PageArea>) {
        match area {
            Some(area) => self.around = self.around.with(area),
            None => self.broken = true,
        }
    }

    /// Whether it is nothing but rectangles that are apart, so that no rule makes holes where they meet.
    pub(super) fn is_plain(&self) -> bool {
        let apart = |(at, one): (usize, &PageArea)| {
            !self.boxes.iter().skip(at + 1).any(|other| one.meets(*other))
        };
        !self.has_others && !self.broken && self.boxes.iter().enumerate().all(apart)
    }

    /// Whether it has a place.
    pub(super) fn is_known(&self) -> bool {
        !self.broken && self.around.left <= self.around.right
    }
}

/// The part between the curves of a box, from its left to its right; none if it is no box.
fn band(points: &[(f64, f64)], curves: &[PageArea]) -> Option<PageArea> {
    let around = PageArea::around(points.iter().copied())?;
    let near = |one: f64, other: f32| (one - f64::from(other)).abs() <= STRAIGHT;
    let is_on = |(x, y): &(f64, f64)| {
        near(*x, around.left)
            || near(*x, around.right)
            || near(*y, around.top)
            || near(*y, around.bottom)
    };
    let is_inside = |curve: &PageArea| around.wider(0.1, 0.1).holds(*curve);
    if curves.len() > CURVES || !points.iter().all(is_on) || !curves.iter().all(is_inside) {
        return None;
    }
    let middle = (around.top + around.bottom) / 2.0;
    let mut band = around;
    for curve in curves {
        if curve.bottom <= middle {
            band.top = band.top.max(curve.bottom);
        } else if curve.top >= middle {
            band.bottom = band.bottom.min(curve.top);
        } else {
            return None;
        }
    }
    // Both sides of it are lines.
    let has_side = |x: f32| {
        let side = PageArea::around(points.iter().copied().filter(|point| near(point.0, x)));
        side.is_some_and(|side| side.top <= band.top + 0.1 && side.bottom >= band.bottom - 0.1)
    };
    (!band.is_empty() && has_side(around.left) && has_side(around.right)).then_some(band)
}

/// Whether points are the corners of a rectangle with the sides of the page, or the ends of a line along one.
pub(super) fn is_box(points: &[(f64, f64)]) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= STRAIGHT;
    let up = |one: (f64, f64), other: (f64, f64)| near(one.0, other.0);
    let across = |one: (f64, f64), other: (f64, f64)| near(one.1, other.1);
    match *points {
        [a, b] => up(a, b) || across(a, b),
        [a, b, c, d] | [a, b, c, d, _] => {
            let ends = points.get(4).is_none_or(|end| up(*end, a) && across(*end, a));
            let is = up(a, b) && across(b, c) && up(c, d) && across(d, a);
            ends && (is || across(a, b) && up(b, c) && across(c, d) && up(d, a))
        }
        _ => false,
    }
}
