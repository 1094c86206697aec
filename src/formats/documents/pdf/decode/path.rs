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
    /// Whether a part of it is nowhere, so that nothing is known of it.
    pub(super) broken: bool,
    /// Whether it cuts off what is drawn behind it.
    pub(super) clips: bool,
    /// The points of the part under construction.
    points: Vec<(f64, f64)>,
}

/// Most rectangles of a path, and most points of one of them.
const BOXES: usize = 64;
const POINTS: usize = 5;
/// Farthest that a side of a rectangle leans, in points.
const STRAIGHT: f64 = 0.02;

impl DrawnPath {
    pub(super) const START: Self = Self {
        around: PageArea::NOTHING,
        boxes: Vec::new(),
        has_others: false,
        broken: false,
        clips: false,
        points: Vec::new(),
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
        self.add(PageArea::around(points.iter().map(|(x, y)| matrix.point(*x, *y))));
    }

    /// Ends a part.
    pub(super) fn close(&mut self) {
        let points = std::mem::take(&mut self.points);
        if points.len() < 2 {
            return;
        }
        let area = PageArea::around(points.iter().copied());
        self.add(area);
        match area {
            Some(area) if self.boxes.len() < BOXES && is_box(&points) => self.boxes.push(area),
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
