//! What became of annotations in a newer version of their text. A span is only called unchanged or moved if it
//! covers the very words it did (tests/native/anchoring.rs).

use super::super::order;
use super::super::text::TextRange;
use super::carry::CarriedPlace;
use super::later_notes::is_in_note;
use super::matches::{Anchor, QuotationMatch};
use super::revision::Revision;
use super::{Fate, FoundPlace, Likeness, Reanchored};

/// What became of one span.
#[derive(Debug, Clone, Copy)]
struct Carried {
    fate: Fate,
    /// Where it is, unless it is gone.
    place: Option<FoundPlace>,
    runner_up: Option<FoundPlace>,
}

/// Least likeness of words in the place of others, and of words elsewhere.
const REWORDED: Likeness = Likeness(500);
const ELSEWHERE: Likeness = Likeness(700);

/// Least bytes of words that are taken for moved wherever they are new.
const LONG: u32 = 24;

/// Bytes around a span by which it is found elsewhere.
const CONTEXT: usize = 48;

impl CarriedPlace {
    /// Whether it is the place of the words, though they are others.
    fn is_taken(&self) -> bool {
        let least = if self.moved { ELSEWHERE } else { REWORDED };
        self.held || self.place.likeness >= least
    }
}

impl Revision<'_> {
    /// What became of an annotation with these spans of the old version.
    pub fn reanchor(&self, spans: &[TextRange]) -> Reanchored {
        let carried: Vec<Carried> = spans.iter().map(|span| self.carried(*span)).collect();
        let places: Vec<TextRange> =
            carried.iter().filter_map(|one| Some(one.place?.range)).collect();
        let is_in_order = places.is_sorted();
        let mut places = order::spans(places);
        let all = places.len();
        places.dedup_by(|next, last| next.start < last.end);
        let found = carried.iter().filter(|one| one.place.is_some()).map(|one| one.fate).max();
        let fate = match found {
            None => Fate::Gone,
            Some(_) if places.len() < spans.len() || places.len() < all => Fate::Reworded,
            // The same parts the other way round say something else.
            Some(_) if !is_in_order => Fate::Reworded,
            Some(fate) => fate,
        };
        let bytes = |span: &TextRange| i64::from(span.len());
        let kept = |(span, one): (&TextRange, &Carried)| {
            one.place.map_or(0, |place| bytes(span) * i64::from(place.likeness.0))
        };
        let kept: i64 = spans.iter().zip(&carried).map(kept).sum();
        let score = Likeness::of_parts(kept, spans.iter().map(bytes).sum::<i64>() * 1000);
        let runner_up = carried.iter().filter_map(|one| one.runner_up);
        let runner_up = runner_up.max_by_key(|place| place.likeness);
        Reanchored { fate, score, runner_up, spans: places }
    }

    fn carried(&self, span: TextRange) -> Carried {
        let carried = self.carry(span);
        let exact = carried.filter(|carried| carried.place.likeness == Likeness::EXACT);
        let only_noted = exact.filter(|carried| self.is_only_noted(span, carried.place.range));
        if let Some(CarriedPlace { place, .. }) = only_noted {
            return Carried { fate: Fate::Gone, place: None, runner_up: Some(place) };
        }
        if let Some(CarriedPlace { place, moved, .. }) = exact {
            let fate = if moved { Fate::Moved } else { Fate::Unchanged };
            return Carried { fate, place: Some(place), runner_up: None };
        }
        let reworded = carried.filter(CarriedPlace::is_taken).map(|carried| carried.place);
        let other = self.elsewhere(span, reworded);
        let very_words = other.filter(|other| {
            other.only && span.len() >= LONG && self.is_new(span, other.place.range)
        });
        let is_unlike = |place: FoundPlace| place.likeness < ELSEWHERE;
        // A note that quotes the words as they were is no place to move to.
        let is_better = |other: &QuotationMatch| {
            reworded
                .is_none_or(|place| is_unlike(place) && self.stands_alike(span, other.place.range))
        };
        let very_words = very_words.filter(|other| !self.is_only_noted(span, other.place.range));
        if let Some(moved) = very_words.filter(is_better) {
            return Carried { fate: Fate::Moved, place: Some(moved.place), runner_up: None };
        }
        let other = other.map(|other| other.place);
        if reworded.is_some() {
            return Carried { fate: Fate::Reworded, place: reworded, runner_up: other };
        }
        let unlike = carried.map(|carried| carried.place);
        let runner_up = other.into_iter().chain(unlike).max_by_key(|place| place.likeness);
        Carried { fate: Fate::Gone, place: None, runner_up }
    }

    /// Whether one version has the words only in a note that says what was corrected: there nobody says them any more.
    fn is_only_noted(&self, span: TextRange, range: TextRange) -> bool {
        is_in_note(self.old.text, span) != is_in_note(self.new.text, range)
    }

    /// The place most like a span apart from where it was carried to.
    fn elsewhere(&self, span: TextRange, place: Option<FoundPlace>) -> Option<QuotationMatch> {
        let text = self.old();
        let exact = text.get(span.indices())?;
        let from = text.floor_char_boundary(span.start.index().saturating_sub(CONTEXT));
        let to = text.ceil_char_boundary((span.end.index() + CONTEXT).min(text.len()));
        let prefix = text.get(from..span.start.index())?;
        let suffix = text.get(span.end.index()..to)?;
        let anchor = Anchor { exact, prefix, suffix, near: None };
        self.finder()?.beside(&anchor, place.map(|place| place.range))
    }
}
