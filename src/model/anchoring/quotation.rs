//! Finds the places like a quotation in a text: of the very words, of the same words written otherwise, of
//! words like them. No text and no quotation takes long (tests/native/quotations.rs).

use std::cmp::Reverse;
use std::rc::Rc;

use super::super::text::{Byte, TextRange};
use super::around::Around;
use super::compared::{ComparedText, signs_of};
use super::distance::{Begin, distances};
use super::ends::{cuts, is_other_word};
use super::grams::Grams;
use super::matches::{Anchor, Matches, QuotationMatch, Spelling, TELLING};
use super::{FoundPlace, Likeness, Reanchored};

/// A text in which quotations are found.
#[derive(Debug)]
pub struct QuotationFinder<'a> {
    pub(super) text: &'a str,
    pub(super) compared: Rc<ComparedText>,
    grams: Grams,
}

/// A place in signs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub from: usize,
    pub to: usize,
    pub distance: u32,
}

/// Most places of words that are only alike whose ends are looked for.
const REFINED: usize = 2;

/// Most places of the same words that are looked at.
const PLACES: usize = 1000;

/// Most of them whose surroundings are compared sign by sign.
const COMPARED: usize = 24;

/// Most signs of a quotation that is searched for approximately.
pub(super) const LONGEST: usize = 1024;

/// Grams of a quotation that are looked up, the rarest first.
const RAREST: usize = 32;

/// Most places of such a gram.
const FREQUENT: usize = 256;

/// Parts of a text that are compared with a quotation, those with most of its grams first.
const WINDOWS: usize = 6;

impl<'a> QuotationFinder<'a> {
    /// Longest text in bytes: it takes twelve times its size.
    pub const MOST_BYTES: usize = 8 << 20;

    /// Prepares a text.
    pub fn new(text: &'a str) -> Self {
        Self::of(text, Rc::new(ComparedText::new(text)))
    }

    /// The same of a text that was compared before.
    pub(super) fn of(text: &'a str, compared: Rc<ComparedText>) -> Self {
        let grams = Grams::new(compared.signs());
        Self { text, compared, grams }
    }

    /// The two best places for a quotation.
    pub fn find(&self, anchor: &Anchor<'_>) -> Matches {
        self.find_within(anchor, TextRange { start: Byte(0), end: Byte::at(self.text.len()) })
    }

    /// The same in a part of the text.
    pub fn find_within(&self, anchor: &Anchor<'_>, part: TextRange) -> Matches {
        let is_in = |one: &QuotationMatch| {
            part.start <= one.place.range.start && one.place.range.end <= part.end
        };
        let mut matches = self.all(anchor, true).into_iter().filter(is_in);
        Matches { best: matches.next(), runner_up: matches.next() }
    }

    /// Where the very words are; `None` if they are too short to be looked up, or too frequent.
    pub fn places(&self, words: &str) -> Option<Vec<TextRange>> {
        let pattern = signs_of(words);
        self.grams.places(&pattern, 0)?;
        let anchor = Anchor { exact: words, ..Anchor::default() };
        let same = self.same(&pattern);
        if same.len() == PLACES {
            return None;
        }
        let ranges = same.into_iter().filter_map(|one| self.exact_range(&anchor, &one));
        Some(ranges.filter(|range| self.text.get(range.indices()) == Some(words)).collect())
    }

    /// The place most like a quotation among those apart from a range that is not another word.
    pub(super) fn beside(
        &self,
        anchor: &Anchor<'_>,
        range: Option<TextRange>,
    ) -> Option<QuotationMatch> {
        let is_apart = |one: &QuotationMatch| {
            !one.other_word && range.is_none_or(|range| !one.place.range.overlaps(range))
        };
        self.all(anchor, false).into_iter().find(is_apart)
    }

    /// The best places, the best first; with their very ends if that is wanted of words that are only alike.
    fn all(&self, anchor: &Anchor<'_>, ends: bool) -> Vec<QuotationMatch> {
        let pattern = signs_of(anchor.exact);
        if pattern.is_empty() {
            return Vec::new();
        }
        let mut candidates = self.same(&pattern);
        let is_only = candidates.len() == 1;
        if candidates.len() < 2 {
            for (at, one) in self.like(&pattern).into_iter().enumerate() {
                let is_other = |one: &Candidate| candidates.iter().all(|same| !one.overlaps(same));
                if !is_other(&one) {
                    continue;
                }
                let refines = ends && at < REFINED;
                let one = if refines { self.with_ends(anchor, &pattern, one) } else { one };
                candidates.extend(Some(one).filter(is_other));
            }
        }
        let around = Around::of(anchor);
        if candidates.len() > COMPARED {
            let near = anchor.near.map(|near| self.compared.at(near));
            candidates.sort_by_cached_key(|one| {
                let away = near.map_or(0, |near| near.abs_diff(one.from));
                (Reverse(around.beside(&self.compared, one)), away)
            });
            candidates.truncate(COMPARED);
        }
        let mut matches: Vec<QuotationMatch> = candidates
            .iter()
            .filter_map(|one| self.rated(anchor, &pattern, &around, one))
            .collect();
        for one in &mut matches {
            let is_long = one.place.range.len() >= TELLING;
            one.only = is_only && is_long && one.spelling == Spelling::Exact;
        }
        let away = |one: &QuotationMatch| {
            anchor.near.map_or(0, |near| near.0.abs_diff(one.place.range.start.0))
        };
        matches.sort_by_key(|one| {
            (Reverse((one.only, one.score, one.spelling)), away(one), one.place.range.start)
        });
        matches
    }

    /// What became of a quotation in this text.
    pub fn reanchor(&self, anchor: &Anchor<'_>) -> Reanchored {
        self.find(anchor).decided(anchor)
    }

    /// The places of the same signs, in order.
    fn same(&self, pattern: &[char]) -> Vec<Candidate> {
        let signs = self.compared.signs();
        let fits = |from: usize| {
            let to = from + pattern.len();
            let same = signs.get(from..to) == Some(pattern);
            let whole = same && self.compared.is_edge(from) && self.compared.is_edge(to);
            whole.then_some(Candidate { from, to, distance: 0 })
        };
        let grams = (0..pattern.len()).filter_map(|at| Some((self.grams.places(pattern, at)?, at)));
        let found: Vec<_> = match grams.min_by_key(|(places, _)| places.len()) {
            Some((places, at)) => {
                let starts = places.iter().filter_map(|place| (*place as usize).checked_sub(at));
                starts.filter_map(fits).take(PLACES).collect()
            }
            None => (0..signs.len()).filter_map(fits).take(PLACES).collect(),
        };
        found
    }

    /// The best places of signs like these, apart.
    fn like(&self, pattern: &[char]) -> Vec<Candidate> {
        if pattern.len() > LONGEST {
            return self.like_ends(pattern);
        }
        let slack = pattern.len() / 4 + 4;
        let mut found: Vec<Candidate> = Vec::new();
        for (first, last) in self.windows(pattern) {
            let from = first.saturating_sub(slack);
            let to = (last + pattern.len() + slack).min(self.compared.signs().len());
            let Some(one) = self.nearest(pattern, from, to) else { continue };
            match found.iter_mut().find(|other| other.overlaps(&one)) {
                Some(other) if one.distance < other.distance => *other = one,
                Some(_) => {}
                None => found.push(one),
            }
        }
        found.sort_by_key(|one| (one.distance, one.from));
        found
    }

    /// A long quotation: from where it begins to where it ends.
    fn like_ends(&self, pattern: &[char]) -> Vec<Candidate> {
        let (head, tail) = (&pattern[..LONGEST / 2], &pattern[pattern.len() - LONGEST / 2..]);
        let mut found = Vec::new();
        for start in self.like(head) {
            let length = |end: &Candidate| end.to.saturating_sub(start.from);
            let fits = |end: &Candidate| length(end).abs_diff(pattern.len()) <= pattern.len() / 4;
            let ends = self.like(tail).into_iter().filter(fits);
            let Some(end) = ends.min_by_key(|end| end.distance) else { continue };
            let length = length(&end).abs_diff(pattern.len());
            let scale = u32::try_from(pattern.len() / LONGEST).unwrap_or(u32::MAX).max(1);
            let distance = (start.distance + end.distance).saturating_mul(scale);
            let distance = distance.max(u32::try_from(length).unwrap_or(u32::MAX)).max(1);
            found.push(Candidate { from: start.from, to: end.to, distance });
        }
        found
    }

    /// Where a quotation may begin: the parts of the text that share most rare grams with it.
    fn windows(&self, pattern: &[char]) -> Vec<(usize, usize)> {
        let mut grams: Vec<_> = (0..pattern.len())
            .filter_map(|at| Some((self.grams.places(pattern, at)?, at)))
            .filter(|(places, _)| !places.is_empty() && places.len() <= FREQUENT)
            .collect();
        grams.sort_by_key(|(places, at)| (places.len(), *at));
        grams.truncate(RAREST);
        // Each tells where the quotation would begin, and says more the rarer it is.
        let mut starts: Vec<(usize, u32)> = Vec::new();
        for (places, at) in grams {
            let says = 1 + (FREQUENT / places.len()).ilog2();
            starts.extend(places.iter().map(|place| ((*place as usize).saturating_sub(at), says)));
        }
        starts.sort_unstable();
        let reach = pattern.len() / 4 + 4;
        let mut windows: Vec<(u32, usize, usize)> = Vec::new();
        let (mut head, mut sum) = (0, 0);
        for (start, says) in &starts {
            sum += says;
            while starts[head].0 + reach < *start {
                sum -= starts[head].1;
                head += 1;
            }
            let window = (sum, starts[head].0, *start);
            match windows.last_mut() {
                Some(last) if last.2 + reach >= window.1 => {
                    if last.0 < sum {
                        *last = window;
                    }
                }
                _ => windows.push(window),
            }
        }
        windows.sort_by_key(|(sum, first, _)| (Reverse(*sum), *first));
        windows.truncate(WINDOWS);
        windows.into_iter().map(|(_, first, last)| (first, last)).collect()
    }

    /// The stretch of a part of the text that is nearest to a pattern.
    fn nearest(&self, pattern: &[char], from: usize, to: usize) -> Option<Candidate> {
        let window = self.compared.signs().get(from..to)?;
        let ends = distances(pattern, window, Begin::Anywhere);
        let least = ends.iter().min().copied()?;
        let backwards = |signs: &[char]| -> Vec<char> { signs.iter().rev().copied().collect() };
        let reversed = backwards(pattern);
        let ends = ends.iter().enumerate().filter(|(_, distance)| **distance == least);
        let mut best: Option<(usize, usize, usize)> = None;
        for (end, _) in ends.take(4) {
            let reach = end.saturating_sub(pattern.len() + least as usize);
            let starts = distances(&reversed, &backwards(window.get(reach..end)?), Begin::First);
            for (back, distance) in starts.iter().enumerate() {
                let off = back.abs_diff(pattern.len());
                if *distance == least && best.is_none_or(|(known, ..)| off < known) {
                    best = Some((off, end - back, end));
                }
            }
        }
        let (_, start, end) = best?;
        let (from, to) = (from + start, from + end);
        // Half of it must be there at least.
        let is_like = least as usize * 2 <= pattern.len() && from < to;
        is_like.then_some(Candidate { from, to, distance: least })
    }

    /// How good a place is.
    fn rated(
        &self,
        anchor: &Anchor<'_>,
        pattern: &[char],
        around: &Around,
        one: &Candidate,
    ) -> Option<QuotationMatch> {
        let range = self.exact_range(anchor, one)?;
        let words = self.text.get(range.indices())?;
        let spelling = match one.distance {
            _ if words == anchor.exact => Spelling::Exact,
            0 => Spelling::Alike,
            _ => Spelling::Other,
        };
        let likeness = match spelling {
            Spelling::Exact => Likeness::EXACT,
            Spelling::Alike => Likeness::ALMOST,
            Spelling::Other => {
                Likeness::of_distance(one.distance, pattern.len().max(one.to - one.from))
            }
        };
        let cuts = cuts(self.text, anchor, range);
        let unknown = [anchor.prefix, anchor.suffix].map(str::is_empty);
        let blindly = cuts.iter().zip(unknown).any(|(cuts, unknown)| *cuts && unknown);
        let other_word =
            cuts != [false; 2] || spelling == Spelling::Alike && is_other_word(anchor.exact, words);
        let (score, beside) = around.score(&self.compared, one, likeness);
        let place = FoundPlace { range, likeness };
        let only = false;
        Some(QuotationMatch { place, spelling, score, beside, only, other_word, blindly })
    }

    /// The place in bytes: with the white space at the ends of the quotation, if the text has it.
    fn exact_range(&self, anchor: &Anchor<'_>, one: &Candidate) -> Option<TextRange> {
        let range = self.compared.range(self.text, one.from, one.to)?;
        let exact = anchor.exact;
        let before = exact.len() - exact.trim_start().len();
        let start = range.start.index().checked_sub(before);
        let start = start.filter(|start| {
            one.distance == 0 && self.text.get(*start..).is_some_and(|rest| rest.starts_with(exact))
        });
        Some(start.map_or(range, |start| TextRange {
            start: Byte::at(start),
            end: Byte::at(start + exact.len()),
        }))
    }
}

impl Candidate {
    fn overlaps(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}
