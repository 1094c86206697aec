//! Where words entered by hand stand in the newer text. In several places, the reader chooses: none is taken for
//! being near (tests/native/versions.rs).

use crate::model::search::is_in_word;
use crate::model::versions::CarriedOver;
use crate::model::{Article, BlockPoint, Byte, TextRange, order};
use crate::session::document::excerpt::{Excerpt, around, paragraph};

use super::Comparing;

/// The places of words that stand in several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnteredPlaces {
    /// The number of all.
    pub all: usize,
    /// Those to choose from, in text order.
    pub offered: Vec<EnteredPlace>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredPlace {
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The words, and what is around them.
    pub excerpt: Excerpt,
    /// From where to where it is.
    pub points: (BlockPoint, BlockPoint),
}

/// Most places to choose from: those nearest to where the words would be.
const OFFERED: usize = 12;

impl Comparing {
    /// The only place of some words in the newer text, or else their places, if there are any.
    pub fn entered(&self, words: &str) -> Result<TextRange, EnteredPlaces> {
        let article = &self.new;
        let places = places(article.text(), words.trim());
        if let [one] = places.as_slice() {
            return Ok(*one);
        }
        let all = places.len();
        let near = self.reviewed().map_or(0, |one| self.expected(one).0);
        let mut nearest = order::by_number(places, |place| u64::from(place.start.0.abs_diff(near)));
        nearest.truncate(OFFERED);
        let offered = order::by_key(nearest, |place| place.start);
        let offered = offered.into_iter().map(|place| EnteredPlace::of(article, place));
        Err(EnteredPlaces { all, offered: offered.collect() })
    }
}

impl Comparing {
    /// Where the words of an annotation would be: at what was found, or in the paragraph that stands for its own.
    fn expected(&self, one: &CarriedOver) -> Byte {
        let found = one.spans.first().copied().or(one.runner_up.map(|place| place.range));
        let beside = || {
            let block = self.old.article().block_at(self.old.get(&one.id)?.start());
            let rows = &self.found.diff.rows;
            let at = rows.iter().position(|row| row.old.blocks.contains(&block))?;
            // What was taken out stood behind the last paragraph that has something instead.
            let row = rows.get(..=at)?.iter().rev().find(|row| !row.new.blocks.is_empty())?;
            let last = row.new.blocks.end.since(row.new.blocks.start)?.saturating_sub(1);
            let behind = block.since(row.old.blocks.start).unwrap_or(last).min(last);
            self.new.block(row.new.blocks.start.plus(behind)).map(|block| block.range.start)
        };
        found.map(|range| range.start).or_else(beside).unwrap_or_default()
    }
}

impl EnteredPlace {
    fn of(article: &Article, place: TextRange) -> Self {
        let text = article.text();
        let whole = TextRange { start: Byte(0), end: Byte::at(text.len()) };
        Self {
            paragraph: paragraph(article, article.block_at(place.start)),
            excerpt: around(text, whole, place),
            points: (article.point_of(place.start), article.point_of(place.end)),
        }
    }
}

/// The places of words where they cut none, or if there are none such, all.
fn places(text: &str, words: &str) -> Vec<TextRange> {
    if words.is_empty() {
        return Vec::new();
    }
    let is_cut = |at: usize| is_in_word(text, at);
    let all = text.match_indices(words).map(|(at, _)| (at, at + words.len()));
    let range = |(from, to)| TextRange { start: Byte::at(from), end: Byte::at(to) };
    let whole = all.clone().filter(|(from, to)| !is_cut(*from) && !is_cut(*to));
    let whole: Vec<TextRange> = whole.map(range).collect();
    if whole.is_empty() { all.map(range).collect() } else { whole }
}
