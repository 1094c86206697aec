//! Where open suggestions stand: painted over the text, and on the minimap (tests/native/suggested_in_text.rs).

use std::rc::Rc;

use crate::model::{BlockPoint, Kind, TextRange};
use crate::session::Session;
use crate::session::action::panel::Panel;
use crate::session::suggest::SuggestionSpan;
use crate::session::suggest::listing::Listing;

impl Session {
    /// The open suggestions, while the panel shows them.
    fn listed_on_minimap(&self) -> Option<&Listing> {
        let now = self.suggesting.as_ref().filter(|_| matches!(self.panel, Panel::Suggested(_)))?;
        now.value().listed()
    }

    /// All places of open suggestions, for the minimap; the same list until others are open or another kind is shown.
    pub fn suggested_places(&self) -> Option<Rc<[TextRange]>> {
        self.listed_on_minimap().map(|listing| listing.places.clone())
    }

    /// Those of a kind, in order; none if the kind is hidden.
    pub fn suggested_places_of(&self, kind: Kind) -> &[TextRange] {
        let listing = self.listed_on_minimap().filter(|_| !self.hidden[kind.index()]);
        listing.map(|listing| listing.places_of(kind)).unwrap_or_default()
    }

    /// The open suggestions between two places, to be painted over the text.
    pub fn suggestion_spans(&self, first: BlockPoint, last: BlockPoint) -> Vec<SuggestionSpan> {
        let (Some(now), Some(document)) = (&self.suggesting, &self.document) else {
            return Vec::new();
        };
        let (now, article) = (now.value(), document.article());
        let (start, end) = (article.byte_near(first), article.byte_near(last));
        let near = TextRange { start, end };
        let Some(listing) = now.listed() else { return Vec::new() };
        let shown = Kind::ALL.into_iter().filter(|kind| !self.hidden[kind.index()]);
        let spans = shown.flat_map(|kind| {
            let span = move |(range, index): (TextRange, usize)| {
                let current = now.current == Some(index);
                let block = article.block_at(range.start);
                let first = now.get(index).is_some_and(|one| one.spans.first() == Some(&range));
                SuggestionSpan { kind, range, block, first, current }
            };
            listing.spans_in(kind, near).map(span)
        });
        spans.collect()
    }
}
