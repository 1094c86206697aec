//! Words of a source that are like those of a quote: one place that is clearly the one, or places to choose from
//! (tests/native/sources.rs).

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::anchoring::{Anchor, Likeness, Matches, QuotationFinder};
use super::super::text::TextRange;
use super::bare::{BETWEEN, UNKNOWN};
use super::chain::{FoundRun, after};
use super::finder::SourceFinder;
use super::quoted::Quoted;
use super::{Fidelity, LookedUp};

/// Most places with words of a quote that are compared with the best one.
const RIVALS: usize = 24;

/// Least likeness of a place that is offered.
const OFFERED: Likeness = Likeness(550);

impl SourceFinder<'_> {
    /// Words like those of a quote.
    pub(super) fn near(&self, text: &str, quoted: &Quoted) -> Option<LookedUp> {
        if quoted.words.is_empty() || self.bare.bare.len() > QuotationFinder::MOST_BYTES {
            return None;
        }
        let finder = self.near.get_or_init(|| QuotationFinder::new(&self.bare.bare));
        let mut exact = String::from(BETWEEN);
        for word in &quoted.words {
            exact.push_str(&word.letters);
            exact.push(BETWEEN);
        }
        let anchor = Anchor { exact: &exact, ..Anchor::default() };
        let matches = finder.find(&anchor);
        let best = matches.best?;
        let words = |range: TextRange| self.bare.words_at(range);
        let place = |range: TextRange| self.bare.range(words(range));
        let here = words(best.place.range);
        if self.is_divided_otherwise(text, quoted, here.clone()) {
            let fidelity = if quoted.open { Fidelity::Trimmed } else { Fidelity::Verbatim };
            return Some(LookedUp::at_one_of(fidelity, vec![self.bare.range(here)?]));
        }
        let likeness = best.place.likeness.min(Likeness::ALMOST);
        let mut offered = self.rivals(quoted, &here);
        if matches.chosen(&anchor).is_some() && offered.is_empty() && self.shares(quoted, &here) {
            let passages = vec![self.bare.range(here)?];
            return Some(LookedUp {
                fidelity: Fidelity::Altered,
                passages,
                likeness,
                ..LookedUp::default()
            });
        }
        let like = |one: &Matches| one.best.filter(|best| best.place.likeness >= OFFERED);
        let next = Matches { best: matches.runner_up, runner_up: None };
        let alike = [like(&matches), like(&next)].into_iter().flatten();
        let alike: Vec<_> = alike.filter_map(|one| place(one.place.range)).collect();
        offered.retain(|place| alike.iter().all(|other| !place.overlaps(*other)));
        offered.splice(0..0, alike);
        offered.truncate(LookedUp::OFFERED);
        (!offered.is_empty()).then(|| LookedUp { offered, likeness, ..LookedUp::default() })
    }

    /// Whether a quote has the letters of some words and only hyphens divide them otherwise, as in compounds and
    /// at the ends of lines.
    fn is_divided_otherwise(&self, text: &str, quoted: &Quoted, here: Range<usize>) -> bool {
        let one = quoted.words.iter().map(|word| (&*word.letters, word.range));
        let other =
            here.filter_map(|at| Some((self.bare.letters(at), self.bare.words.get(at)?.range)));
        match divisions(text, one).zip(divisions(self.text, other)) {
            Some((one, other)) if one.letters == other.letters => {
                let hyphens = |divided: &Divisions, by: &Divisions| {
                    let at = |place: &usize| by.all.contains(place);
                    divided.all.iter().all(|place| at(place) || divided.hyphens.contains(place))
                };
                hyphens(&one, &other) && hyphens(&other, &one)
            }
            _ => false,
        }
    }

    /// Whether a passage has enough of a quote's words.
    fn shares(&self, quoted: &Quoted, here: &Range<usize>) -> bool {
        let same = self.common(quoted, here);
        let first = FoundRun { at: 0, length: 0, places: vec![after(0, here.start)] };
        same >= self.telling(&first) && same * 2 >= quoted.words.len()
    }

    /// Passages apart from one that have as many of a quote's words as it has.
    fn rivals(&self, quoted: &Quoted, here: &Range<usize>) -> Vec<TextRange> {
        let pieces = self.pieces(quoted);
        let Some(longest) = pieces.iter().max_by_key(|piece| piece.length) else {
            return Vec::new();
        };
        let most = self.common(quoted, here);
        let places = longest.places.iter().take(RIVALS).map(|place| {
            let start = (*place as usize).saturating_sub(longest.at);
            start..(start + here.len()).min(self.bare.words.len())
        });
        let apart = places.filter(|place| place.end <= here.start || here.end <= place.start);
        let rivals = apart.filter(|place| self.common(quoted, place) >= most);
        rivals.filter_map(|place| self.bare.range(place)).take(LookedUp::OFFERED).collect()
    }

    /// How many of a quote's words a passage has, in whatever order.
    fn common(&self, quoted: &Quoted, here: &Range<usize>) -> usize {
        let words = self.bare.words.get(here.clone()).unwrap_or_default();
        let mut there: Vec<u32> = words.iter().map(|word| word.number).collect();
        let mut own = self.numbers(quoted, 0..quoted.words.len());
        there.sort_unstable();
        own.sort_unstable();
        let mut there = there.into_iter().peekable();
        let mut has = |number: &u32| {
            while there.next_if(|other| other < number).is_some() {}
            there.next_if_eq(number).is_some()
        };
        own.iter().filter(|number| **number != UNKNOWN).filter(|number| has(number)).count()
    }
}

/// Where some words are divided, in letters from the first.
struct Divisions {
    letters: String,
    all: BTreeSet<usize>,
    /// Those with a hyphen or a stop.
    hyphens: BTreeSet<usize>,
}

/// The divisions between words of a text; `None` without any word.
fn divisions<'a>(
    text: &str,
    words: impl Iterator<Item = (&'a str, TextRange)>,
) -> Option<Divisions> {
    let mut divisions =
        Divisions { letters: String::new(), all: BTreeSet::new(), hyphens: BTreeSet::new() };
    let mut before: Option<TextRange> = None;
    for (letters, range) in words {
        if let Some(before) = before {
            let at = divisions.letters.len();
            divisions.all.insert(at);
            let between = text.get(before.end.index()..range.start.index());
            if between.is_some_and(|between| between.contains(['-', '‐', '‑', '–', '.'])) {
                divisions.hyphens.insert(at);
            }
        }
        divisions.letters.push_str(letters);
        before = Some(range);
    }
    before.map(|_| divisions)
}
