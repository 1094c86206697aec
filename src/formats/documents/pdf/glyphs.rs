//! The letters of a page as a decoder found them: their characters, places and looks. All the layout needs, so
//! that it is tested on letters made by hand.

use std::ops::Range;

use super::area::PageArea;

/// The letters of one page, in the order of the file, in points from the top left corner of the page.
#[derive(Debug, Default, Clone)]
pub struct PageGlyphs {
    /// Width and height of the page.
    pub size: (f32, f32),
    /// The characters of all glyphs.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// How much of the page pictures cover, from 0 to 1.
    pub pictured: f32,
    /// The number of pictures.
    pub pictures: usize,
    /// How far letters lean that lean a little, all together, in radians, and their number: a page may have been
    /// scanned askew.
    pub leaning: (f32, usize),
    /// The number of fields of a form that are filled in, and of comments.
    pub beside: (usize, usize),
    /// The number of glyphs whose characters the file does not tell.
    pub nameless: usize,
    /// The glyphs that the page does not show, none of which is among the others.
    pub unseen: Vec<Glyph>,
}

/// A glyph: one character, or several that its font draws as one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Where its characters begin in the text of its page, and their length, in bytes.
    pub text: (u32, u16),
    /// The start of its baseline.
    pub x: f32,
    /// The start of its baseline, downwards.
    pub y: f32,
    /// How far the next glyph is from it; negative if it is written leftwards.
    pub advance: f32,
    /// The height of its font.
    pub size: f32,
    /// How its line runs.
    pub course: Course,
    /// The number of its font.
    pub font: u16,
    /// Whether its font is bold.
    pub bold: bool,
    /// Whether its font is italic.
    pub italic: bool,
    /// Whether the file says that it belongs to the page and not to the text, such as a page number.
    pub artifact: bool,
    /// Why the page does not show it.
    pub unseen: Option<Unseen>,
    /// The part of it that has to be seen to read it, as it stands on the page of the file.
    pub body: PageArea,
    /// The number of things that were drawn before it.
    pub since: u32,
}

/// Why a page does not show a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// Its layer is switched off.
    Layer,
    /// It is outside of the page, or of the part of it that is drawn.
    Outside,
    /// It is transparent.
    Faint,
    /// It is not drawn at all.
    Undrawn,
    /// It has the colour of what is behind it.
    Pale,
    /// A box or a picture is over it.
    Covered,
    /// It stands where the same letters are seen.
    Copy,
}

impl Unseen {
    /// Whether a gap is seen where the glyph would be.
    fn leaves_gap(self) -> bool {
        matches!(self, Self::Faint | Self::Undrawn | Self::Pale | Self::Covered)
    }
}

/// How a line runs on the page, before it is turned upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Course {
    /// Rightwards.
    #[default]
    Right,
    /// Downwards, each letter turned.
    Down,
    /// Leftwards, upside down.
    Left,
    /// Upwards, each letter turned.
    Up,
    /// Downwards, each letter upright, as in Chinese and Japanese.
    Column,
    /// Aslant, as a stamp over the page; its places are turned already.
    Slanted,
}

/// Farthest place, in points, where letters stand as the file says.
const FAR: f32 = 1e6;

impl PageGlyphs {
    /// The characters of a glyph.
    pub fn characters(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.range()).unwrap_or_default()
    }

    /// Turns the page as its letters lean, if nearly all of them do.
    pub fn straighten(&mut self) {
        let (sum, count) = self.leaning;
        if count == 0 || count * 5 < self.glyphs.len() * 4 {
            return;
        }
        let (sin, cos) = (sum / count as f32).sin_cos();
        for glyph in self.glyphs.iter_mut().filter(|glyph| glyph.course != Course::Slanted) {
            (glyph.x, glyph.y) = (cos * glyph.x + sin * glyph.y, cos * glyph.y - sin * glyph.x);
        }
    }

    /// Takes the glyphs that the page does not show from the others.
    pub fn set_unseen_apart(&mut self) {
        let blank = u32::try_from(self.text.len()).unwrap_or_default();
        self.text.push(' ');
        for glyph in self.glyphs.iter_mut() {
            let Some(why) = glyph.unseen else { continue };
            self.unseen.push(*glyph);
            if why.leaves_gap() {
                (glyph.text, glyph.unseen) = ((blank, 1), None);
            }
        }
        self.glyphs.retain(|glyph| glyph.unseen.is_none());
        // Far away, places are too coarse to tell letters apart: they follow each other there.
        let mut next = 0.0;
        for glyph in self.unseen.iter_mut().filter(|one| one.x.abs().max(one.y.abs()) > FAR) {
            (glyph.x, glyph.y) = (next, glyph.y.clamp(-FAR, FAR));
            next = (next + glyph.advance.abs()).min(FAR);
        }
    }

    /// Whether a glyph is nothing but blanks, which nobody sees.
    pub fn is_blank(&self, glyph: &Glyph) -> bool {
        self.characters(glyph).chars().all(char::is_whitespace)
    }

    /// Adds a glyph with these characters; none if they do not fit.
    pub fn push(&mut self, characters: &str, glyph: Glyph) {
        let Ok(start) = u32::try_from(self.text.len()) else { return };
        let Ok(length) = u16::try_from(characters.len()) else { return };
        self.text.push_str(characters);
        self.glyphs.push(Glyph { text: (start, length), ..glyph });
    }
}

impl Glyph {
    fn range(&self) -> Range<usize> {
        let start = self.text.0 as usize;
        start..start + usize::from(self.text.1)
    }

    /// Its left edge.
    pub fn left(&self) -> f32 {
        self.x.min(self.x + self.advance)
    }

    /// Its right edge.
    pub fn right(&self) -> f32 {
        self.x.max(self.x + self.advance)
    }
}
