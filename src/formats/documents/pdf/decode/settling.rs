//! What is known of letters once their page is drawn: which are covered, and which stand for what a picture shows,
//! as those do that a program recognised on a scan.

use super::content::PageReader;
use super::copies::settle_copies;
use super::paints::Coat;
use crate::formats::documents::pdf::glyphs::Unseen;

/// A letter that is not seen itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnseenLetter {
    /// Its number on the page.
    pub(super) at: usize,
    /// Whether what is seen at its place may say the same.
    pub(super) stands_in: bool,
}

/// How much of a page that was scanned a picture covers.
const HALF: f32 = 0.5;
/// The part of a letter on either side that a box need not cover, in parts of its width.
const EDGE: f32 = 0.1;

impl PageReader<'_, '_> {
    /// Says of each letter whether it is seen.
    pub(super) fn settle(&mut self) {
        let count = self.paints.count();
        let is_scan = self.glyphs.pictured > HALF;
        let mut apart = Vec::new();
        for at in 0..self.glyphs.glyphs.len() {
            let Some(glyph) = self.glyphs.glyphs.get(at).copied() else { break };
            if matches!(glyph.unseen, Some(Unseen::Layer | Unseen::Outside)) {
                continue;
            }
            let is_blank = self.glyphs.is_blank(&glyph);
            let body = glyph.body;
            let inner = body.wider(EDGE * (body.left - body.right), 0.0);
            let is_covered =
                !is_blank && glyph.since < count && self.paints.cover(inner, glyph.since);
            let unseen = match is_covered {
                _ if is_blank => None,
                true => Some(Unseen::Covered),
                false => glyph.unseen,
            };
            if let Some(glyph) = self.glyphs.glyphs.get_mut(at) {
                glyph.unseen = unseen;
            }
            let Some(why) = unseen else { continue };
            let shows = |wider: f32| {
                let behind = self.paints.behind(body.wider(wider, wider), 0.0);
                !matches!(behind, Coat::Colour(_) | Coat::Plain)
            };
            let stands_in = match why {
                // Drawings may be the letters, about where these are.
                Unseen::Undrawn => shows(glyph.size.abs()),
                Unseen::Covered => is_scan && self.paints.is_under_picture(inner),
                Unseen::Faint => is_scan && shows(0.0),
                _ => false,
            };
            apart.push(UnseenLetter { at, stands_in });
        }
        settle_copies(&mut self.glyphs, &apart, self.limits);
    }
}
