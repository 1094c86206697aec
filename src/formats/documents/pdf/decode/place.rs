//! Puts a code of a font on the page: its characters, where it stands, and how far it moves on.

use super::fonts::PdfFont;
use super::matrix::Matrix;
use super::state::State;
use crate::formats::documents::pdf::glyphs::{Course, Glyph, PageGlyphs};

/// A font at a place.
pub(super) struct Pen<'p, 'a> {
    pub(super) state: &'p State<'a>,
    pub(super) font: &'p PdfFont<'a>,
    pub(super) letter: Matrix,
}

impl Pen<'_, '_> {
    /// From thousandths of the font to the page.
    fn whole(&self) -> Matrix {
        let State { size, stretch, rise, .. } = *self.state;
        let own = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]);
        self.state.matrix.of(self.letter.of(own))
    }

    /// Adds the glyph of a code to a page, or counts it if the file does not tell its characters. What is
    /// outside the page is not on it.
    /// `said` if what it stands for is said by its marks.
    pub(super) fn put(&self, code: u32, artifact: bool, said: bool, page: &mut PageGlyphs) {
        let mut text = String::new();
        let is_named = self.font.write(code, &mut text);
        text.retain(|c| !c.is_control());
        let whole = self.whole();
        let (shift_x, shift_y) = self.font.displacement(code);
        let vertical = self.font.is_vertical();
        let origin = if vertical {
            whole.point(0.0, 0.0)
        } else {
            whole.point(shift_x / 1000.0, shift_y / 1000.0)
        };
        let (ahead_x, ahead_y) =
            if vertical { whole.vector(0.0, -1.0) } else { whole.vector(1.0, 0.0) };
        let (up_x, up_y) = whole.vector(0.0, 1.0);
        let (width, height) = self.font.advance(code);
        let length = if vertical { height.abs() } else { width } / 1000.0;
        let mut glyph = Glyph {
            text: (0, 0),
            x: origin.0 as f32,
            y: origin.1 as f32,
            advance: (length * ahead_x.hypot(ahead_y)) as f32,
            size: (up_x.hypot(up_y) * self.font.scale) as f32,
            course: if vertical { Course::Column } else { course(ahead_x, ahead_y) },
            font: self.font.number,
            bold: self.font.bold,
            italic: self.font.italic,
            artifact,
        };
        let is_finite =
            [glyph.x, glyph.y, glyph.advance, glyph.size].iter().all(|one| one.is_finite());
        if !is_finite || !is_on(page.size, &glyph) {
            return;
        }
        if !vertical {
            turn(&mut glyph, ahead_y.atan2(ahead_x), page);
        }
        if !is_named {
            page.nameless += 1;
            if said {
                page.push("", glyph);
            }
        } else if !text.is_empty() {
            page.push(&text, glyph);
        }
    }

    /// How far a code moves on; the extra space between words is for single bytes alone.
    pub(super) fn step(&self, code: u32, is_space: bool) -> Matrix {
        let State { size, stretch, character_space, word_space, .. } = *self.state;
        let (x, y) = self.font.advance(code);
        let space = character_space + if is_space { word_space } else { 0.0 };
        if self.font.is_vertical() {
            Matrix::moved(0.0, y / 1000.0 * size + space)
        } else {
            Matrix::moved((x / 1000.0 * size + space) * stretch, 0.0)
        }
    }
}

fn course(x: f64, y: f64) -> Course {
    match () {
        () if x.abs() >= y.abs() && x >= 0.0 => Course::Right,
        () if x.abs() >= y.abs() => Course::Left,
        () if y > 0.0 => Course::Down,
        () => Course::Up,
    }
}

/// Most that a line leans, in radians, that is meant to be upright, and least that is seen.
const LEANING: f64 = 0.2;
const UPRIGHT: f64 = 0.002;

/// Turns a glyph upright if its line runs aslant, and counts it if it leans a little.
fn turn(glyph: &mut Glyph, angle: f64, page: &mut PageGlyphs) {
    let quarter = std::f64::consts::FRAC_PI_2;
    let leans = angle - (angle / quarter).round() * quarter;
    if leans.abs() > LEANING {
        let (sin, cos) = angle.sin_cos();
        let (x, y) = (f64::from(glyph.x), f64::from(glyph.y));
        (glyph.x, glyph.y) = ((cos * x + sin * y) as f32, (cos * y - sin * x) as f32);
        glyph.course = Course::Slanted;
    } else if leans.abs() > UPRIGHT {
        page.leaning = (page.leaning.0 + leans as f32, page.leaning.1 + 1);
    }
}

fn is_on((width, height): (f32, f32), glyph: &Glyph) -> bool {
    let near = glyph.size.abs();
    (-near..=width + near).contains(&glyph.x) && (-near..=height + near).contains(&glyph.y)
}

/// Longest text that replaces glyphs as one, such as a ligature or a syllable.
const AS_ONE: usize = 8;

/// Replaces the glyphs from `start` by the text they stand for, if they are on one line: text for several lines
/// would lose its places.
pub(super) fn replace(page: &mut PageGlyphs, start: usize, text: &str) {
    let Some(glyphs) = page.glyphs.get(start..) else { return };
    let (Some(first), Some(last)) = (glyphs.first().copied(), glyphs.last().copied()) else {
        return;
    };
    let one_line = glyphs.iter().all(|one| {
        one.course == first.course
            && (one.y - first.y).abs() <= first.size
            && (one.x - first.x).abs() < 4000.0
    });
    let is_long = text.chars().count() > AS_ONE;
    let nameless = glyphs.iter().filter(|one| one.text.1 == 0).count();
    if !one_line || is_long && glyphs.len() > 1 && nameless < glyphs.len() {
        return;
    }
    let upright = matches!(first.course, Course::Right | Course::Left);
    let span = match upright {
        true => {
            let left = glyphs.iter().map(Glyph::left).fold(first.left(), f32::min);
            let right = glyphs.iter().map(Glyph::right).fold(last.right(), f32::max);
            (left, right - left)
        }
        false => (first.x, glyphs.iter().map(|one| one.advance).sum()),
    };
    page.glyphs.truncate(start);
    page.nameless = page.nameless.saturating_sub(nameless);
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if !text.is_empty() {
        page.push(&text, Glyph { x: span.0, advance: span.1, ..first });
    }
}
