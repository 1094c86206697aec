//! Where words are that are not quite where, or not quite as, a file says: beside the place it gives, or with
//! other words between that it leaves out. Several such places are none (tests/formats/wordings.rs).

use super::anchors::{Finder, Found, LIKE, QuotePlace};
use super::selectors::{Fit, Quote};
use super::spans::short;
use super::wordings::differs;
use crate::model::anchoring::{Anchor, Likeness, Spelling, cuts, has_alike, is_alike};
use crate::model::{Article, Byte, TextRange};

/// Most parts of a quotation with words left out, most places of the first, and most bytes between two parts.
const MOST_PARTS: usize = 8;
const MOST_STARTS: usize = 50;
const FAR: usize = 2000;

/// Most places of the same words.
const MOST_PLACES: usize = 100_000;

/// What it costs to look words up, as bytes.
const LOOK_UP: usize = 1 << 12;

/// What it costs to search for words like others, as bytes looked through.
const SEARCH: usize = 1 << 15;

impl Finder<'_> {
    /// The places of a text, at most [`MOST_PLACES`]; `None` if too much was searched already.
    pub fn places(&mut self, exact: &str, within: TextRange) -> Option<Vec<TextRange>> {
        if let Some(places) = self.engine().and_then(|engine| engine.places(exact)) {
            self.budget = self.budget.checked_sub(LOOK_UP)?;
            let is_in = |range: &TextRange| within.start <= range.start && range.end <= within.end;
            return Some(places.into_iter().filter(is_in).collect());
        }
        self.budget = self.budget.checked_sub(within.len() as usize)?;
        let found = self.article.slice(within).match_indices(exact).map(|(at, _)| {
            let start = within.start.index() + at;
            TextRange { start: Byte::at(start), end: Byte::at(start + exact.len()) }
        });
        Some(found.take(MOST_PLACES).collect())
    }

    /// The place of words that are not at a place where a file says, if they are written otherwise there, or in
    /// the only place that overlaps it.
    pub fn beside(&mut self, words: &str, place: TextRange) -> Option<Found> {
        let article = self.article;
        let text: &str = article.text();
        let quote = Quote::alone(words);
        if words.is_empty() {
            return None;
        }
        if words != article.slice(place) && is_alike(words, article.slice(place)) {
            return Some(written_there(article, words, place));
        }
        let reach = |at: usize| text.floor_char_boundary(at);
        let start = Byte::at(reach(place.start.index().saturating_sub(words.len())));
        let end = Byte::at(text.ceil_char_boundary(place.end.index().saturating_add(words.len())));
        let around = TextRange { start, end };
        if !has_alike(article.slice(around), words) {
            return None;
        }
        let places = self.places(words, around)?;
        if places.iter().any(|range| range.overlaps(place)) {
            let range = overlapping(&places, Some(place))?;
            let moved =
                format!("“{}” is not where the file says; it was found by its words", short(words));
            return Some(Found { range, moved: Some(moved), by_words: true, as_written: true });
        }
        let found = self.otherwise(&quote, around, Some(place.start), Likeness::EXACT).ok()?;
        let range = found.range;
        range.overlaps(place).then(|| written_there(article, words, range))
    }

    /// The place of words that are in the text otherwise than a file has them.
    pub(super) fn rewritten(
        &mut self,
        quote: &Quote<'_>,
        within: TextRange,
        near: Option<Byte>,
    ) -> Result<QuotePlace, String> {
        if parts_of(quote.exact) != [quote.exact.trim()] {
            let same = self.otherwise(quote, within, near, Likeness::EXACT).ok();
            if let Some(found) = same.or_else(|| self.elided(quote.exact, within)) {
                return Ok(found);
            }
        }
        self.otherwise(quote, within, near, LIKE)
    }

    /// The place of words that are written otherwise there, if it is clear which.
    fn otherwise(
        &mut self,
        quote: &Quote<'_>,
        within: TextRange,
        near: Option<Byte>,
        least: Likeness,
    ) -> Result<QuotePlace, String> {
        let exact = quote.exact;
        let gone = || format!("“{}” is not in the text", short(exact));
        let left = self.budget.checked_sub(SEARCH).ok_or_else(gone)?;
        let anchor = Anchor { near, ..anchor_of(quote) };
        let matches = self.engine().ok_or_else(gone)?.find_within(&anchor, within);
        self.budget = left;
        let is_same = |spelling| spelling != Spelling::Other;
        let found = matches.chosen(&anchor);
        let found = found.filter(|one| is_same(one.spelling) || one.place.likeness >= least);
        let Some(found) = found else {
            let all = [matches.best, matches.runner_up].into_iter().flatten();
            let (pieces, same): (Vec<_>, Vec<_>) =
                all.filter(|one| is_same(one.spelling)).partition(|one| one.other_word);
            let is_piece = pieces.iter().any(|one| one.spelling == Spelling::Exact);
            return Err(match same.len() {
                2 => format!("“{}” is in the text more than once, written otherwise", short(exact)),
                0 if is_piece => {
                    format!("“{}” is in the text only as a piece of another word", short(exact))
                }
                _ => gone(),
            });
        };
        let range = found.place.range;
        let differs = differs(exact, self.article.slice(range), is_same(found.spelling));
        Ok(QuotePlace { range, fit: Fit::Whole, differs: Some(differs) })
    }

    /// The place of a quotation with dots for words that were left out: from its first part to its last, if they
    /// follow each other in one place.
    fn elided(&mut self, exact: &str, within: TextRange) -> Option<QuotePlace> {
        let parts = parts_of(exact);
        let (first, rest) = parts.split_first()?;
        if parts.len() > MOST_PARTS || *first == exact {
            return None;
        }
        let starts = self.places(first, within)?;
        let article = self.article;
        let text = article.text().get(..within.end.index())?;
        let ends = starts.iter().take(MOST_STARTS).filter_map(|start| {
            let end = rest.iter().try_fold(start.end.index(), |from, part| {
                let reach = text.floor_char_boundary(from.saturating_add(FAR));
                Some(from + text.get(from..reach)?.find(part)? + part.len())
            });
            Some(TextRange { start: start.start, end: Byte::at(end?) })
        });
        let mut found = ends.collect::<Vec<_>>().into_iter();
        let range = found.next().filter(|_| found.next().is_none())?;
        let differs = differs(exact, article.slice(range), true);
        Some(QuotePlace { range, fit: Fit::Whole, differs: Some(differs) })
    }
}

/// Words that are written otherwise at a place.
fn written_there(article: &Article, words: &str, range: TextRange) -> Found {
    let differs = differs(words, article.slice(range), true);
    Found { range, moved: Some(differs), by_words: true, as_written: false }
}

/// The parts of a quotation between dots for words that were left out.
fn parts_of(exact: &str) -> Vec<&str> {
    const DOTS: [&str; 6] = ["[…]", "(…)", "[...]", "(...)", "…", "..."];
    let mut parts = vec![exact];
    for dots in DOTS {
        parts = parts.into_iter().flat_map(|part| part.split(dots)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn anchor_of<'a>(quote: &Quote<'a>) -> Anchor<'a> {
    let Quote { exact, prefix, suffix } = *quote;
    Anchor { exact, prefix, suffix, near: None }
}

/// The places of a quotation that are no pieces of other words or figures, unless what is around that end says so.
/// White space between both may be missing in a file.
pub(super) fn whole_words(
    text: &str,
    quote: &Quote<'_>,
    mut places: Vec<TextRange>,
) -> Vec<TextRange> {
    let anchor = anchor_of(quote);
    let is_known = [quote.prefix, quote.suffix].map(|side| !side.trim().is_empty());
    places.retain(|range| {
        let fits = quote.fit(text, range.start.index()) == Fit::Whole;
        let ends = cuts(text, &anchor, *range).into_iter().zip(is_known);
        ends.into_iter().all(|(cuts, is_known)| !cuts || fits && is_known)
    });
    places
}

/// The only one of several places that overlaps this one.
pub(super) fn overlapping(places: &[TextRange], near: Option<TextRange>) -> Option<TextRange> {
    let near = near?;
    let mut there = places.iter().copied().filter(|place| place.overlaps(near));
    there.next().filter(|_| there.next().is_none())
}
