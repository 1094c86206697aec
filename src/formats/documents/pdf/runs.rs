//! Glyphs that follow each other, as runs of one look: upright, in the order they stand on the line from left to
//! right, whichever way the file writes them.

use std::collections::HashMap;

use super::glyphs::{Course, Glyph, PageGlyphs};

/// A run of letters on one baseline.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GlyphRun {
    /// Its letters, from left to right.
    pub letters: Vec<Letter>,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// Its baseline, downwards.
    pub base: f32,
    /// The height of its font.
    pub size: f32,
    /// Whether its font is bold.
    pub bold: bool,
    /// Whether its font is italic.
    pub italic: bool,
    /// Whether the file says that it belongs to the page and not to the text.
    pub artifact: bool,
    /// Whether its font has small raised figures for it, which stand no higher than others.
    pub raised: bool,
}

/// A letter of a run: the characters of one glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its characters.
    pub text: String,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
}

/// Farthest that two glyphs of a run are apart, and overlap, in parts of their size.
const APART: f32 = 0.6;
const OVERLAP: f32 = 0.8;
/// Most difference of baselines and sizes, in parts of the size.
const SAME: f32 = 0.06;

/// The widest drawing of each figure in each font: one that is much narrower is a small raised one, which a font
/// may have beside it.
#[derive(Debug, Default)]
pub struct Figures(HashMap<(u16, char), f32>);

/// Widest raised figure, in parts of the usual one.
const RAISED: f32 = 0.75;

impl Figures {
    /// Those of a document.
    pub fn of(pages: &[PageGlyphs]) -> Self {
        let mut widest = HashMap::new();
        for page in pages {
            for glyph in &page.glyphs {
                if let Some(figure) = figure(page.characters(glyph)) {
                    let width = widest.entry((glyph.font, figure)).or_insert(0.0_f32);
                    *width = width.max(glyph.advance.abs() / glyph.size.max(0.1));
                }
            }
        }
        Self(widest)
    }

    fn is_raised(&self, glyph: &Glyph, text: &str) -> bool {
        let widest = figure(text).and_then(|figure| self.0.get(&(glyph.font, figure)));
        widest.is_some_and(|widest| glyph.advance.abs() < RAISED * widest * glyph.size)
    }
}

fn figure(text: &str) -> Option<char> {
    text.chars().next().filter(|c| c.is_ascii_digit() && text.len() == 1)
}

/// The runs of a page, per course: the one of most letters first, since it is the text.
pub fn runs(page: &PageGlyphs, figures: &Figures) -> Vec<(Course, Vec<GlyphRun>)> {
    let mut courses: Vec<(Course, usize)> = Vec::new();
    for glyph in &page.glyphs {
        match courses.iter_mut().find(|(course, _)| *course == glyph.course) {
            Some((_, count)) => *count += 1,
            None => courses.push((glyph.course, 1)),
        }
    }
    courses.sort_by_key(|(course, count)| (std::cmp::Reverse(*count), *course));
    courses.into_iter().map(|(course, _)| (course, of_course(page, course, figures))).collect()
}

/// The size of a page whose lines of this course are turned upright.
pub fn upright_size((width, height): (f32, f32), course: Course) -> (f32, f32) {
    match course {
        Course::Right | Course::Left | Course::Slanted => (width, height),
        Course::Down | Course::Up | Course::Column => (height, width),
    }
}

fn of_course(page: &PageGlyphs, course: Course, figures: &Figures) -> Vec<GlyphRun> {
    let mut all: Vec<GlyphRun> = Vec::new();
    let mut growing = GrowingRun::default();
    for glyph in page.glyphs.iter().filter(|glyph| glyph.course == course) {
        let text = page.characters(glyph);
        let upright = upright(glyph, page.size);
        let raised = figures.is_raised(glyph, text);
        if !growing.take(&upright, text, raised) {
            all.extend(std::mem::take(&mut growing).finish());
            growing.take(&upright, text, raised);
        }
    }
    all.extend(growing.finish());
    all
}

/// A glyph as it stands when its line is turned upright.
fn upright(glyph: &Glyph, (width, height): (f32, f32)) -> Glyph {
    let (x, y) = match glyph.course {
        Course::Right | Course::Slanted => (glyph.x, glyph.y),
        Course::Left => (width - glyph.x, height - glyph.y),
        Course::Down | Course::Column => (glyph.y, width - glyph.x),
        Course::Up => (height - glyph.y, glyph.x),
    };
    Glyph { x, y, ..*glyph }
}

/// A run under construction, in the order of the file.
#[derive(Default)]
struct GrowingRun {
    run: Option<GlyphRun>,
    /// Whether each letter stands left of the one before: a file may write from right to left.
    leftwards: Option<bool>,
}

impl GrowingRun {
    /// Adds a glyph; `false` if it does not continue the run.
    fn take(&mut self, glyph: &Glyph, text: &str, raised: bool) -> bool {
        let letter = Letter { text: text.to_owned(), left: glyph.left(), right: glyph.right() };
        let Some(run) = &mut self.run else {
            self.run = Some(GlyphRun {
                left: letter.left,
                right: letter.right,
                base: glyph.y,
                size: glyph.size,
                bold: glyph.bold,
                italic: glyph.italic,
                artifact: glyph.artifact,
                raised,
                letters: vec![letter],
            });
            return true;
        };
        let Some(last) = run.letters.last() else { return false };
        let size = run.size.max(0.1);
        let same = (glyph.y - run.base).abs() <= SAME * size
            && (glyph.size - run.size).abs() <= SAME * size
            && (glyph.bold, glyph.italic, glyph.artifact) == (run.bold, run.italic, run.artifact)
            && raised == run.raised;
        if !same {
            return false;
        }
        let near = |gap: f32| (-OVERLAP..=APART).contains(&(gap / size));
        if is_repeated(last, &letter, size) {
            return true;
        }
        let (right, left) = (letter.left - last.right, last.left - letter.right);
        let leftwards = left >= -0.2 * size && letter.left < last.left && right < -0.1 * size;
        if !near(if leftwards { left } else { right }) {
            return false;
        }
        // Marks stand over their letter, whichever way the line runs.
        let is_mark = letter.right - letter.left <= 0.05 * size;
        if !is_mark {
            match self.leftwards {
                Some(before) if before != leftwards => return false,
                _ => self.leftwards = Some(leftwards),
            }
        }
        run.left = run.left.min(letter.left);
        run.right = run.right.max(letter.right);
        run.letters.push(letter);
        true
    }

    fn finish(self) -> Option<GlyphRun> {
        let mut run = self.run?;
        if self.leftwards == Some(true) {
            run.letters.reverse();
        }
        // Blanks at the edges say nothing that the gap does not.
        while run.letters.last().is_some_and(is_blank) {
            run.letters.pop();
        }
        let first = run.letters.iter().position(|letter| !is_blank(letter))?;
        run.letters.drain(..first);
        let lefts = run.letters.iter().map(|letter| letter.left);
        run.left = lefts.fold(f32::INFINITY, f32::min);
        let rights = run.letters.iter().map(|letter| letter.right);
        run.right = rights.fold(f32::NEG_INFINITY, f32::max);
        Some(run)
    }
}

/// Whether a letter is drawn a second time, a little aside, to look bold.
fn is_repeated(last: &Letter, letter: &Letter, size: f32) -> bool {
    let wide = last.right - last.left;
    let moved = (letter.left - last.left).abs();
    letter.text == last.text && moved <= (0.1 * size).min(0.4 * wide) && !is_blank(letter)
}

/// Whether a letter is a blank.
pub fn is_blank(letter: &Letter) -> bool {
    letter.text.chars().all(char::is_whitespace)
}

impl GlyphRun {
    /// The upper edge of its letters.
    pub fn top(&self) -> f32 {
        self.base - 0.75 * self.size
    }

    /// The lower edge of its letters.
    pub fn bottom(&self) -> f32 {
        self.base + 0.2 * self.size
    }
}
