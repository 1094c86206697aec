//! The part of the graphics state that moves or hides letters, and the content that is marked as something.

use super::colours::Ink;
use super::fonts::PdfFont;
use super::matrix::Matrix;
use crate::formats::documents::pdf::area::PageArea;

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) matrix: Matrix,
    pub(super) font: Option<PdfFont<'a>>,
    pub(super) size: f64,
    pub(super) character_space: f64,
    pub(super) word_space: f64,
    /// 1 if letters are not stretched.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How letters are drawn: 0 filled, 1 as outlines, 2 both, 3 not at all; 4 more if they cut off what follows.
    pub(super) mode: u8,
    /// The part of the page that is drawn on.
    pub(super) clip: PageArea,
    /// Whether all of that part is drawn on.
    pub(super) clip_is_box: bool,
    pub(super) fill: Ink,
    pub(super) stroke: Ink,
    pub(super) line_width: f64,
    pub(super) dashed: bool,
    /// Whether what is drawn mixes with what is behind it, is masked, or leaves some of its inks.
    pub(super) blends: bool,
    pub(super) masked: bool,
    pub(super) overprints: bool,
    /// Whether one of these is so of the group around it.
    pub(super) loose: bool,
    /// How opaque fills, outlines and the group that they are in are, from 0 to 1.
    pub(super) fill_alpha: f64,
    pub(super) stroke_alpha: f64,
    pub(super) veil: f64,
}

impl State<'_> {
    pub(super) fn new(matrix: Matrix, clip: PageArea) -> Self {
        Self {
            matrix,
            font: None,
            size: 1.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            clip,
            clip_is_box: true,
            fill: Ink::BLACK,
            stroke: Ink::BLACK,
            line_width: 1.0,
            dashed: false,
            blends: false,
            masked: false,
            overprints: false,
            loose: false,
            fill_alpha: 1.0,
            stroke_alpha: 1.0,
            veil: 1.0,
        }
    }
}

/// Where the next letter and the line begin.
#[derive(Clone, Copy)]
pub(super) struct TextPlace {
    pub(super) letter: Matrix,
    pub(super) line: Matrix,
}

impl TextPlace {
    pub(super) const START: Self = Self { letter: Matrix::IDENTITY, line: Matrix::IDENTITY };

    pub(super) fn set(&mut self, matrix: Matrix) {
        (self.letter, self.line) = (matrix, matrix);
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(self.line.of(Matrix::moved(x, y)));
    }
}

/// Content between `BDC` and `EMC`.
#[derive(Default)]
pub(super) struct MarkedContent {
    /// Whether it belongs to the page and not to the text.
    pub(super) artifact: bool,
    /// Whether it is in a layer that is not shown.
    pub(super) hidden: bool,
    /// The text it stands for.
    pub(super) stands_for: Option<String>,
    /// The number of glyphs before it.
    pub(super) start: usize,
}
