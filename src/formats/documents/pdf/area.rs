//! Rectangles of a page, whose sides are those of the page. Sides may be infinite, never wrong numbers.

/// What is between two vertical and two horizontal lines, in points from the top left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageArea {
    /// The left line.
    pub left: f32,
    /// The upper line.
    pub top: f32,
    /// The right line.
    pub right: f32,
    /// The lower line.
    pub bottom: f32,
}

impl PageArea {
    /// What no place is in.
    pub const NOTHING: Self = Self {
        left: f32::INFINITY,
        top: f32::INFINITY,
        right: f32::NEG_INFINITY,
        bottom: f32::NEG_INFINITY,
    };

    /// The smallest area with these points in it; none if one of them is nowhere.
    pub fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
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
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The part of it that is in another one. Of areas apart, its left is right of its right.
    pub fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Whether no place is in it but its edge.
    pub fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }

    /// Whether all of another one is in it.
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    /// The area that goes this much farther to both sides, up and down.
    pub fn wider(self, x: f32, y: f32) -> Self {
        Self {
            left: self.left - x,
            top: self.top - y,
            right: self.right + x,
            bottom: self.bottom + y,
        }
    }

    /// What is left of it behind another one, if that is a rectangle; otherwise all of it.
    pub fn without(self, other: Self) -> Self {
        let mut left = self;
        if other.top <= self.top && other.bottom >= self.bottom {
            if other.left <= self.left {
                left.left = left.left.max(other.right);
            }
            if other.right >= self.right {
                left.right = left.right.min(other.left);
            }
        }
        if other.left <= self.left && other.right >= self.right {
            if other.top <= self.top {
                left.top = left.top.max(other.bottom);
            }
            if other.bottom >= self.bottom {
                left.bottom = left.bottom.min(other.top);
            }
        }
        left
    }

    /// The shorter of its sides.
    pub fn breadth(self) -> f32 {
        (self.right - self.left).min(self.bottom - self.top)
    }

    /// Whether both have a place in common that is not just the edge.
    pub fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}
