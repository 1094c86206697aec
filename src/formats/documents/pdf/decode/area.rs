//! Rectangles of a page, whose sides are those of the page. Sides may be infinite, never wrong numbers.

/// What is between two vertical and two horizontal lines, in points from the top left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PageArea {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl PageArea {
    pub(super) const NOTHING: Self = Self {
        left: f32::INFINITY,
        top: f32::INFINITY,
        right: f32::NEG_INFINITY,
        bottom: f32::NEG_INFINITY,
    };

    /// The smallest area with these points in it; none if one of them is nowhere.
    pub(super) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut area = Self::NOTHING;
        for (x, y) in points {
            let (x, y) = (x as f32, y as f32);
            if !x.is_finite() || !y.is_finite() {
                return None;
            }
            area = area.with(Self { left: x, top: y, right: x, bottom: y });
        }
        Some(area)
    }

    /// The smallest area with both in it.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The part of it that is in another one. Of areas apart, its left is right of its right.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether both have a place in common that is not just the edge.
    pub(super) fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}
