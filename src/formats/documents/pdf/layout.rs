//! From the letters of pages to paragraphs in reading order, with what belongs to the page set apart.

use super::columns::columns;
use super::furniture::{self, PagePieces};
use super::glyphs::PageGlyphs;
use super::lines::{PageLine, lines};
use super::notes::{self, PageNote};
use super::paragraphs::{ParagraphLines, paragraphs};
use super::pieces::{LinePiece, pieces};
use super::runs::{Figures, runs, upright_size};
use super::tables;
use crate::model::characters::is_from_right;

/// A document, laid out.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) paragraphs: Vec<ParagraphLines>,
    pub(super) notes: Vec<PageNote>,
    /// Running heads, page numbers, and text in the margins that is turned.
    pub(super) furniture: Vec<PageLine>,
    /// The size of most letters.
    pub(super) size: f32,
}

impl Laid {
    /// Lays out pages.
    pub(super) fn of(pages: &[PageGlyphs]) -> Self {
        let from_right = runs_from_right(pages);
        let figures = Figures::of(pages);
        let (mut upright, mut turned) = (Vec::new(), Vec::new());
        for (index, page) in pages.iter().enumerate() {
            let mut courses = runs(page, &figures).into_iter();
            let main = courses.next();
            upright.push(main.map_or_else(PagePieces::default, |(course, runs)| PagePieces {
                size: upright_size(page.size, course),
                pieces: pieces(runs),
            }));
            for (_, runs) in courses {
                turned.extend(lines(pieces(runs), from_right, index));
            }
        }
        let taken = furniture::take_out(&mut upright);
        let size = main_size(upright.iter().flat_map(|page| &page.pieces));
        let mut notes = Vec::new();
        let mut all = Vec::new();
        for (index, page) in upright.into_iter().enumerate() {
            for column in columns(page.pieces, from_right) {
                let mut column = lines(column, from_right, index);
                notes.extend(notes::take_out(&mut column, size, page.size.1));
                if !column.is_empty() {
                    all.push(column);
                }
            }
        }
        tables::settle(&mut all, from_right);
        let mut furniture: Vec<PageLine> = Vec::new();
        for (page, piece) in taken {
            furniture.extend(lines(vec![piece], from_right, page));
        }
        furniture.extend(turned);
        Self { paragraphs: paragraphs(all, from_right), notes, furniture, size }
    }
}

/// The lines of letters that the pages do not show, as paragraphs.
pub(super) fn unseen(pages: &[PageGlyphs]) -> Laid {
    let from_right = runs_from_right(pages);
    let mut all = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for (_, runs) in runs(page, &Figures::default()) {
            all.extend(
                columns(pieces(runs), from_right)
                    .into_iter()
                    .map(|column| lines(column, from_right, index)),
            );
        }
    }
    all.retain(|column| !column.is_empty());
    // No line is larger than the others, as a heading is.
    Laid { paragraphs: paragraphs(all, from_right), size: f32::INFINITY, ..Laid::default() }
}

/// Whether most letters are of scripts that run from right to left.
fn runs_from_right(pages: &[PageGlyphs]) -> bool {
    let letters = pages.iter().flat_map(|page| page.text.chars()).filter(|c| c.is_alphabetic());
    letters.take(20_000).map(|c| if is_from_right(c) { 1 } else { -1 }).sum::<i32>() > 0
}

/// The size of most letters.
fn main_size<'a>(pieces: impl Iterator<Item = &'a LinePiece>) -> f32 {
    let mut sizes = std::collections::BTreeMap::new();
    for run in pieces.flat_map(|piece| &piece.runs) {
        // In tenths of a point.
        let size = (run.size * 10.0).round().clamp(0.0, 1e6) as u32;
        *sizes.entry(size).or_insert(0) += run.letters.len();
    }
    let most = sizes.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(0.0, |(size, _)| size as f32 / 10.0)
}
