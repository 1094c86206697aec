//! All quotes of a document held against a source, as plain data for the page (tests/native/against_source.rs).

use std::rc::Rc;

use super::super::annotation::{Annotation, AnnotationId, Detail};
use super::super::record::record;
use super::super::set::AnnotationSet;
use super::super::text::TextRange;
use super::{Fidelity, LookedUp, SoughtQuote, hold, look_up};

/// What was found of a quote of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundQuote {
    /// The quote.
    pub id: AnnotationId,
    /// What was found.
    pub found: LookedUp,
    /// How each of the places offered has it, in their order.
    pub as_offered: Vec<Fidelity>,
}

/// The quotes of a document, in text order.
pub fn quotes_of(document: &AnnotationSet) -> impl Iterator<Item = &Rc<Annotation>> {
    document.iter().filter(|one| matches!(one.detail, Detail::Quote { .. }))
}

impl FoundQuote {
    /// Looks up all quotes of a document in a source, in text order.
    pub fn all(document: &AnnotationSet, source: &str) -> Vec<Self> {
        let text = document.article().text();
        let sought: Vec<SoughtQuote<'_>> =
            quotes_of(document).map(|one| sought(text, one)).collect();
        let found = look_up(&sought, source).into_iter();
        let answer = |((one, quote), found): ((&Rc<Annotation>, &SoughtQuote<'_>), LookedUp)| {
            let held = |place: &_| hold(quote, source, *place).fidelity;
            let as_offered = found.offered.iter().map(held).collect();
            Self { id: one.id.clone(), found, as_offered }
        };
        quotes_of(document).zip(&sought).zip(found).map(answer).collect()
    }

    /// Holds quotes of a document against the passages that are marked in a source under their ids.
    pub fn held(document: &AnnotationSet, source: &AnnotationSet) -> Vec<Self> {
        let text = document.article().text();
        let held = |passage: &Rc<Annotation>| {
            let (first, last) = (passage.spans.first()?, passage.spans.last()?);
            let place = TextRange { start: first.start, end: last.end };
            let quote = sought(text, document.get(&passage.id)?);
            let found = hold(&quote, source.article().text(), place);
            Some(Self { id: passage.id.clone(), found, as_offered: Vec::new() })
        };
        source.iter().filter_map(held).collect()
    }
}

fn sought<'a>(text: &'a str, one: &'a Annotation) -> SoughtQuote<'a> {
    let form = match one.detail {
        Detail::Quote { form, .. } => form,
        _ => None,
    };
    SoughtQuote { text, spans: &one.spans, form }
}

record! { FoundQuote { id: must, found: must, as_offered: if_filled } }

record! { LookedUp {
    fidelity: must, passages: if_filled, offered: if_filled, likeness: must, left_out: or_default,
    own: if_filled,
} }
