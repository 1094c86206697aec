//! Letters that are not seen where the same letters are: text that a program recognised on a page which has text
//! already. Words are held against the letters at their place alone, so the time is linear.

use super::limits::Limits;
use super::paints::{ACROSS, places_of};
use super::settling::UnseenLetter;
use crate::formats::documents::pdf::area::PageArea;
use crate::formats::documents::pdf::glyphs::{Glyph, PageGlyphs, Unseen};

/// Most letters of a word, and most letters at its place that it is held against.
const LONGEST: usize = 64;
const MOST: usize = 256;
/// Farthest that letters of a word are apart, and that a copy is from its word, in parts of the size.
const APART: f32 = 0.2;
const NEAR: f32 = 0.3;
/// How much larger a letter of the same word may be.
const LARGER: f32 = 2.0;
/// Fewest letters of a word that a copy has, in tenths: a program may misread some.
const SAME: usize = 6;

/// Settles letters that are not seen: they are copies, stand for what is seen, or are not read.
pub(super) fn settle_copies(page: &mut PageGlyphs, apart: &[UnseenLetter], limits: &mut Limits) {
    if apart.is_empty() {
        return;
    }
    let mut seen = SeenLetters { places: vec![Vec::new(); ACROSS * ACROSS] };
    for (at, glyph) in page.glyphs.iter().enumerate() {
        if glyph.unseen.is_none() && !page.is_blank(glyph) {
            seen.add(page.size, at, glyph);
        }
    }
    for word in words(page, apart) {
        let near = seen.near(page, word, limits);
        let is_copy = is_copy(page, word, &near);
        for letter in word {
            let Some(glyph) = page.glyphs.get_mut(letter.at) else { continue };
            // A letter on a sign that a font draws, such as a black circle, may well be seen.
            let is_on_sign = glyph.unseen == Some(Unseen::Pale) && !near.is_empty();
            if is_copy {
                glyph.unseen = Some(Unseen::Copy);
            } else if letter.stands_in || is_on_sign {
                glyph.unseen = None;
                seen.add(page.size, letter.at, glyph);
            }
        }
    }
}

/// The words among letters: they follow each other on one line.
fn words<'l>(page: &PageGlyphs, apart: &'l [UnseenLetter]) -> Vec<&'l [UnseenLetter]> {
    let follows = |one: &UnseenLetter, next: &UnseenLetter| {
        let (Some(left), Some(right)) = (page.glyphs.get(one.at), page.glyphs.get(next.at)) else {
            return false;
        };
        let size = left.size.abs();
        next.at == one.at + 1
            && next.stands_in == one.stands_in
            && left.unseen == right.unseen
            && left.body.wider(APART * size, 0.0).meets(right.body)
    };
    let words = apart.chunk_by(follows);
    words.flat_map(|word| word.chunks(LONGEST)).collect()
}

/// Most letters compared: a glyph may stand for a whole text.
const MOST_LETTERS: usize = 512;

/// Whether most letters of a word are among these.
fn is_copy(page: &PageGlyphs, word: &[UnseenLetter], near: &[usize]) -> bool {
    let letters = |at: usize| {
        let glyph = page.glyphs.get(at);
        let text = glyph.map(|glyph| page.characters(glyph)).unwrap_or_default();
        text.chars().flat_map(char::to_lowercase)
    };
    let mut left: Vec<char> = near.iter().flat_map(|at| letters(*at)).take(MOST_LETTERS).collect();
    let (mut count, mut same) = (0, 0);
    for letter in word.iter().flat_map(|one| letters(one.at)).take(MOST_LETTERS) {
        count += 1;
        if let Some(at) = left.iter().position(|other| *other == letter) {
            left.swap_remove(at);
            same += 1;
        }
    }
    count > 0 && same * 10 >= count * SAME
}

/// The numbers of letters that are seen, by the place of their middle.
struct SeenLetters {
    places: Vec<Vec<usize>>,
}

impl SeenLetters {
    fn add(&mut self, size: (f32, f32), at: usize, glyph: &Glyph) {
        if let Some(place) = places_of(size, middle(glyph)).next()
            && let Some(list) = self.places.get_mut(place)
        {
            list.push(at);
        }
    }

    /// Those at the place of a word, of about its size; none if too much was looked at already.
    fn near(&self, page: &PageGlyphs, word: &[UnseenLetter], limits: &mut Limits) -> Vec<usize> {
        let glyphs = || word.iter().filter_map(|one| page.glyphs.get(one.at));
        let area = glyphs().fold(PageArea::NOTHING, |area, one| area.with(one.body));
        let size = glyphs().map(|one| one.size.abs()).fold(0.0, f32::max);
        let area = area.wider(NEAR * size, NEAR * size);
        let lists = places_of(page.size, area).filter_map(|place| self.places.get(place));
        if !limits.places(lists.clone().map(|list| list.len() + 1).sum()) {
            return Vec::new();
        }
        let is_near = |at: &&usize| {
            page.glyphs.get(**at).is_some_and(|glyph| {
                let other = glyph.size.abs();
                area.holds(middle(glyph)) && other <= LARGER * size && size <= LARGER * other
            })
        };
        lists.flatten().filter(is_near).take(MOST).copied().collect()
    }
}

/// The middle of a glyph.
fn middle(glyph: &Glyph) -> PageArea {
    let PageArea { left, top, right, bottom } = glyph.body;
    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
    PageArea { left: x, top: y, right: x, bottom: y }
}
