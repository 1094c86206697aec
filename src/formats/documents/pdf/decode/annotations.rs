//! Boxes, stamps and the like that somebody laid over a page: they cover letters as what the page draws does.
//! Their own words are comments, and not read.

use hayro_font::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_font::hayro_syntax::page::Resources;

use super::content::PageReader;
use super::matrix::Matrix;
use super::paints::Coat;
use super::state::State;
use crate::formats::documents::pdf::area::PageArea;

/// What belongs to words, is nothing to see, is drawn by rules of its own, or is an icon that readers move.
const OTHERS: [&str; 11] = [
    "Popup",
    "Link",
    "Widget",
    "Highlight",
    "Underline",
    "StrikeOut",
    "Squiggly",
    "Text",
    "FileAttachment",
    "Sound",
    "Caret",
];
/// Flags of what is not shown on a screen.
const HIDDEN: u32 = 2 | 32;

impl<'a> PageReader<'_, 'a> {
    /// Draws what lies over a page.
    pub(super) fn annotate(&mut self, page: &Dict<'a>, matrix: Matrix, resources: &Resources<'a>) {
        let (width, height) = self.glyphs.size;
        let whole = PageArea { left: 0.0, top: 0.0, right: width, bottom: height };
        self.annotates = true;
        for one in page.get::<Array<'a>>("Annots").unwrap_or_default().iter::<Dict<'a>>() {
            let kind = one.get::<Name<'_>>("Subtype");
            let kind = kind.as_ref().map(Name::as_str).unwrap_or_default();
            let is_hidden = one.get::<u32>("F").unwrap_or_default() & HIDDEN != 0
                || self.layers.hide_object(&one);
            let Some([a, b, c, d]) = one.get::<[f64; 4]>("Rect").filter(|_| !is_hidden) else {
                continue;
            };
            if OTHERS.contains(&kind) || !self.limits.form() {
                continue;
            }
            self.state = State::new(matrix, whole);
            match appearance(&one) {
                Some(form) => {
                    let Some(fitted) = fitted(form.dict(), [a, b, c, d]) else { continue };
                    self.state.matrix = matrix.of(fitted);
                    self.form(&form, resources);
                }
                // Programs draw it themselves.
                None if kind == "Square" && is_filled(&one) => {
                    let corners = [(a, b), (c, d)].map(|(x, y)| matrix.point(x, y));
                    if let Some(area) = PageArea::around(corners) {
                        self.paints.add(area.within(whole), Coat::Plain, self.limits);
                    }
                }
                None => {}
            }
        }
        self.annotates = false;
    }
}

/// What draws an annotation as it stands on the page.
fn appearance<'a>(one: &Dict<'a>) -> Option<Stream<'a>> {
    let all = one.get::<Dict<'a>>("AP")?;
    all.get::<Stream<'a>>("N").or_else(|| {
        let states = all.get::<Dict<'a>>("N")?;
        states.get::<Stream<'a>>(one.get::<Name<'_>>("AS")?)
    })
}

/// Whether a box is of one colour that nothing is seen through.
fn is_filled(one: &Dict<'_>) -> bool {
    let colour = one.get::<Array<'_>>("IC").unwrap_or_default();
    colour.iter::<f64>().next().is_some()
        && ["CA", "ca"].iter().all(|key| one.get::<f64>(key).is_none_or(|alpha| alpha >= 1.0))
        && !one.contains_key("BM")
}

/// The transformation that fits a form into a rectangle.
fn fitted(form: &Dict<'_>, [a, b, c, d]: [f64; 4]) -> Option<Matrix> {
    let [left, low, right, high] = form.get::<[f64; 4]>("BBox")?;
    let own = form.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
    let corners = [(left, low), (right, low), (right, high), (left, high)];
    let drawn = PageArea::around(corners.map(|(x, y)| own.point(x, y)))?;
    let (width, height) = (drawn.right - drawn.left, drawn.bottom - drawn.top);
    if drawn.is_empty() {
        return None;
    }
    let (x, y) = ((c - a).abs() / f64::from(width), (d - b).abs() / f64::from(height));
    let (left, low) = (a.min(c) - x * f64::from(drawn.left), b.min(d) - y * f64::from(drawn.top));
    Some(Matrix([x, 0.0, 0.0, y, left, low]))
}
