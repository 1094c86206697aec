//! Puts a code of a font on the page: its characters, where it stands, and how far it moves on.

use super::colours::are_same;
use super::fonts::PdfFont;
use super::matrix::Matrix;
use super::paints::{Coat, Paints, WHITE};
use super::state::State;
use crate::formats::documents::pdf::area::PageArea;
use crate::formats::documents::pdf::glyphs::{Course, Glyph, PageGlyphs, Unseen};

/// A font at a place.
pub(super) struct Pen<'p, 'a> {
    pub(super) state: &'p State<'a>,
    pub(super) font: &'p PdfFont<'a>,
    pub(super) letter: Matrix,
    pub(super) paints: &'p Paints,
}

/// What marks say of letters.
#[derive(Clone, Copy)]
pub(super) struct GlyphMark {
    /// Whether they belong to the page and not to the text.
    pub(super) artifact: bool,
    /// Whether something else says what they stand for.
    pub(super) said: bool,
    /// Why they are not seen.
    pub(super) unseen: Option<Unseen>,
}

/// The part of a letter that has to be seen to read it, above its baseline, in parts of its size.
const BODY: [f64; 2] = [0.0, 0.5];
/// The part with everything that belongs to a letter.
const WHOLE: [f64; 2] = [-0.2, 0.75];
/// The part that a sign of its own may take, and the smallest one that counts, in points.
const SIGN: [f64; 2] = [-0.3, 1.0];
const LARGE: f32 = 20.0;
/// How far a letter is from its edges, in parts of its width.
const EDGE: f32 = 0.1;
/// Thickest line that letters are not read on, in parts of the height of that part.
const LINE: f32 = 0.1;

impl Pen<'_, '_> {
    /// From thousandths of the font to the page.
    fn whole(&self) -> Matrix {
        let State { size, stretch, rise, .. } = *self.state;
        let own = Matrix([size * stretch, 0.0, 0.0, size, 0.0, rise]);
        self.state.matrix.of(self.letter.of(own))
    }

    /// The area of a code on the page, from one height above its baseline to another.
    fn area(&self, code: u32, [low, high]: [f64; 2]) -> Option<PageArea> {
        let whole = self.whole();
        let (width, height) = self.font.advance(code);
        let (left, right, low, high) = if self.font.is_vertical() {
            (-0.5, 0.5, -height.abs() / 1000.0, 0.0)
        } else {
            let (x, y) = self.font.displacement(code);
            let (x, y, scale) = (x / 1000.0, y / 1000.0, self.font.scale);
            (x, x + width / 1000.0, y + low * scale, y + high * scale)
        };
        // What stands over another letter has no width.
        let right = if right == left { left + 0.1 } else { right };
        PageArea::around(
            [(left, low), (right, low), (right, high), (left, high)]
                .map(|(x, y)| whole.point(x, y)),
        )
    }

    /// Adds the glyph of a code to a page, or counts it if the file does not tell its characters. Gives back the
    /// area of a sign that others may be written on, such as a black square.
    pub(super) fn put(
        &self,
        code: u32,
        mark: GlyphMark,
        page: &mut PageGlyphs,
    ) -> Option<PageArea> {
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
            artifact: mark.artifact,
            unseen: mark.unseen,
            body: PageArea::NOTHING,
            since: self.paints.count(),
        };
        let is_finite =
            [glyph.x, glyph.y, glyph.advance, glyph.size].iter().all(|one| one.is_finite());
        let body = self.area(code, BODY).filter(|_| is_finite)?;
        glyph.body = body;
        if glyph.unseen != Some(Unseen::Layer) && !body.meets(self.state.clip) {
            glyph.unseen = Some(Unseen::Outside);
        } else if glyph.unseen.is_none() && self.is_pale(code) {
            glyph.unseen = Some(Unseen::Pale);
        }
        if !vertical {
            turn(&mut glyph, ahead_y.atan2(ahead_x), page);
        }
        if !is_named {
            page.nameless += usize::from(glyph.unseen.is_none());
            if mark.said {
                page.push("", glyph);
            }
        } else if !text.is_empty() {
            page.push(&text, glyph);
        }
        let is_sign = glyph.unseen.is_none() && (glyph.size > LARGE || !is_named);
        is_sign.then(|| self.area(code, SIGN)).flatten()
    }

    /// Whether a code has the colour of what is behind it.
    fn is_pale(&self, code: u32) -> bool {
        let mut coats = self.state.coats();
        let Some(first) = coats.next().filter(|_| !self.font.is_drawn) else { return false };
        if self.paints.count() == 0 && !are_same(first, Coat::Colour(WHITE)) {
            return false;
        }
        let behind = self.area(code, WHOLE).map(|whole| {
            self.paints.behind(
                whole.wider(EDGE * (whole.left - whole.right), 0.0),
                LINE * (whole.bottom - whole.top),
            )
        });
        behind
            .is_some_and(|behind| are_same(first, behind) && coats.all(|one| are_same(one, behind)))
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
    let counted = glyphs.iter().filter(|one| one.text.1 == 0 && one.unseen.is_none()).count();
    // It is seen if a part of it is.
    let unseen = glyphs.iter().try_fold(first.unseen, |_, one| one.unseen.map(Some)).flatten();
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
    let body = glyphs.iter().fold(first.body, |body, one| body.with(one.body));
    let since = glyphs.iter().map(|one| one.since).max().unwrap_or_default();
    page.glyphs.truncate(start);
    page.nameless = page.nameless.saturating_sub(counted);
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if !text.is_empty() {
        page.push(&text, Glyph { x: span.0, advance: span.1, unseen, body, since, ..first });
    }
}
