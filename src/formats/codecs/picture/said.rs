//! The table beneath the picture: every quote with its speaker, and what introduces it.

use crate::formats::common::sentences;
use crate::model::{Annotation, AnnotationId, AnnotationSet, Detail, Kind, QuoteForm};

/// A quote in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRow {
    /// The quote.
    pub annotation: AnnotationId,
    /// The name of the speaker, or empty.
    pub speaker: String,
    /// Its words, with an ellipsis between its parts.
    pub words: String,
    /// The words that introduce it, or empty.
    pub cue: String,
    /// Its form, if known.
    pub form: Option<QuoteForm>,
    /// The number of the paragraph where it begins, from 1.
    pub paragraph: usize,
    /// Its label, or empty.
    pub label: String,
}

/// The quotes of a document, in text order.
pub fn said(set: &AnnotationSet) -> impl Iterator<Item = QuoteRow> {
    let quotes = set.iter().filter(|one| one.kind() == Kind::Quote);
    quotes.map(|one| row(set, one))
}

fn row(set: &AnnotationSet, one: &Annotation) -> QuoteRow {
    let article = set.article();
    let (cue, form) = match &one.detail {
        Detail::Quote { cue, form, .. } => (*cue, *form),
        _ => (None, None),
    };
    let cue = cue.map(|cue| article.slice(cue).replace('\n', " ")).unwrap_or_default();
    QuoteRow {
        annotation: one.id.clone(),
        speaker: crate::formats::common::statement::actor_of(set, one)
            .map(|actor| actor.name.clone())
            .unwrap_or_default(),
        words: sentences::words(set, one),
        cue,
        form,
        paragraph: article.paragraph(article.block_at(one.start())).max(1),
        label: one.label.clone().unwrap_or_default(),
    }
}
