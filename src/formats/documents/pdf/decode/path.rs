//! The path that a page draws, as far as it matters for letters: the area around it.

use super::area::PageArea;
use super::matrix::Matrix;

/// A path under construction, in places of the page.
#[derive(Debug)]
pub(super) struct DrawnPath {
    /// The area around it.
    pub(super) around: PageArea,
    /// Whether a part of it is nowhere, so that nothing is known of it.
    pub(super) broken: bool,
    /// Whether it cuts off what is drawn behind it.
    pub(super) clips: bool,
}

impl DrawnPath {
    pub(super) const START: Self = Self { around: PageArea::NOTHING, broken: false, clips: false };

    /// Adds points; a curve is between those that make it.
    pub(super) fn add(&mut self, matrix: Matrix, points: &[(f64, f64)]) {
        match PageArea::around(points.iter().map(|(x, y)| matrix.point(*x, *y))) {
            Some(area) => self.around = self.around.with(area),
            None => self.broken = true,
        }
    }

    /// What is left of an area that it cuts.
    pub(super) fn cut(&self, area: PageArea) -> PageArea {
        let is_known = !self.broken && self.around.left <= self.around.right;
        if self.clips && is_known { area.within(self.around) } else { area }
    }
}
