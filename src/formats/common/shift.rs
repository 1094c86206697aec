//! Offsets that count from one, or whose end is that of the last character, against their format: all spans of a
//! file show it, or none is moved. Spans that cut words are counted (tests/formats/shifted.rs).

use super::counting::{cuts_words, is_of_words, same_words};
use super::problem::Problem;
use super::ruler::Ruler;
use crate::model::Article;

/// How far the offsets of a file are from those of its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shift {
    /// Whether the first character is the first one, not the one at zero.
    from_one: bool,
    /// Whether the end is that of the last character, not of the next one.
    inclusive: bool,
}

/// The ways other than the usual one, the likeliest first.
const OTHERS: [Shift; 3] = [
    Shift { from_one: false, inclusive: true },
    Shift { from_one: true, inclusive: false },
    Shift { from_one: true, inclusive: true },
];

/// Fewest spans that show one of them.
const ENOUGH: usize = 3;

/// What the spans of a file show.
#[derive(Debug, Clone, Default)]
pub struct SpanEnds {
    /// The number of spans.
    all: usize,
    /// Those without words, of which only the text tells whether they are right.
    bare: usize,
    /// Those of these that cut a word.
    cut: usize,
    /// Those that are right only if moved in each of the other ways, only if not moved, and never.
    moved: [usize; 3],
    usual: [usize; 3],
    never: [usize; 3],
}

impl Shift {
    /// Both offsets as the format counts them.
    pub fn apply(self, (start, end): (u32, u32)) -> (u32, u32) {
        let one = u32::from(self.from_one);
        let end = end.saturating_add(u32::from(self.inclusive));
        (start.saturating_sub(one), end.saturating_sub(one))
    }

    /// The message that a file counts so.
    pub fn message(self) -> Problem {
        let what = match (self.from_one, self.inclusive) {
            (true, false) => "counts characters from 1, not from 0",
            (true, true) => {
                "counts characters from 1, and ends each annotation with its last character"
            }
            _ => "ends each annotation with its last character, not behind it",
        };
        Problem::new(format!("this file {what}; read that way"))
    }
}

impl SpanEnds {
    /// Notes a span: whether it is right is told by its words, or else by the edges of words.
    pub fn note(
        &mut self,
        article: &Article,
        ruler: &Ruler<'_>,
        (start, end): (u32, u32),
        words: Option<&str>,
    ) {
        let text = article.text();
        let is_right = |place| is_there(article, ruler, place, words);
        let is_usual = is_right((start, end));
        self.all += 1;
        if words.is_none() {
            self.bare += 1;
            let cuts = ruler.span(start, end).is_ok_and(|range| cuts_words(text, range));
            self.cut += usize::from(cuts);
        }
        for (at, way) in OTHERS.into_iter().enumerate() {
            let is_moved = (start > 0 || !way.from_one) && is_right(way.apply((start, end)));
            self.moved[at] += usize::from(is_moved && !is_usual);
            self.usual[at] += usize::from(is_usual && !is_moved);
            self.never[at] += usize::from(!is_usual && !is_moved);
        }
    }

    /// Adds those of another text of the file.
    pub fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.bare += other.bare;
        self.cut += other.cut;
        for at in 0..OTHERS.len() {
            self.moved[at] += other.moved[at];
            self.usual[at] += other.usual[at];
            self.never[at] += other.never[at];
        }
    }

    /// The way in which they all count, if it is clear that it is not the usual one.
    pub fn shift(&self) -> Option<Shift> {
        let is_clear = |at: &usize| {
            let (moved, never) = (self.moved[*at], self.never[*at]);
            let is_most = moved >= ENOUGH && moved * 2 >= self.all && moved >= never * 9;
            is_most && self.usual[*at] == 0
        };
        let at = (0..OTHERS.len()).filter(is_clear).max_by_key(|at| self.moved[*at])?;
        OTHERS.get(at).copied()
    }

    /// The message that nearly all of them cut words.
    pub fn cut(&self) -> Option<Problem> {
        // One alone may be meant so, as a name in a longer word.
        let is_most = self.cut > 1 && self.cut * 10 >= self.bare * 9;
        is_most.then(|| {
            Problem::new(format!(
                "{} of {} annotations in this file begin or end within a word, so its offsets may count otherwise than this app takes them; they were read as they are",
                self.cut, self.bare
            ))
        })
    }
}

/// Whether a span is where its offsets say: its words are there, or else it has whole words.
pub fn is_there(
    article: &Article,
    ruler: &Ruler<'_>,
    (start, end): (u32, u32),
    words: Option<&str>,
) -> bool {
    let Ok(range) = ruler.span(start, end) else { return false };
    match words {
        Some(words) => same_words(words, article.slice(range)),
        None => is_of_words(article.text(), range),
    }
}
