//! Sets built from parts, as when a file is read, without inverses. The rules are those of
//! [`AnnotationSet::apply`] (tests/formats/laws.rs).

use std::rc::Rc;

use super::actor::Actor;
use super::annotation::{Annotation, AnnotationId, Detail};
use super::article::Article;
use super::scheme::SubLabel;
use super::set::AnnotationSet;
use super::text::{Byte, TextRange};
use super::transaction::TransactionError;

impl AnnotationSet {
    /// Adds an annotation to a set under construction, without an inverse; false, and nothing is added, if it
    /// does not fit the text, refers to nobody in the register, or its id is taken.
    pub fn admit(&mut self, annotation: &Rc<Annotation>) -> bool {
        let known = annotation.actor().is_none_or(|id| self.actor(id).is_some());
        let fits = known
            && self.get(&annotation.id).is_none()
            && check(self.article(), annotation).is_ok();
        if fits {
            self.insert(annotation, None);
        }
        fits
    }

    /// The same text as another value: without its versions, for example.
    pub fn put_article(&mut self, article: Rc<Article>) {
        if article.text() == self.article().text() {
            self.replace_article(article);
        }
    }

    /// Adds an actor to the register of a set under construction; false if it has no name, or its id is
    /// taken.
    pub fn admit_actor(&mut self, actor: &Rc<Actor>) -> bool {
        self.enter(actor).is_ok()
    }
}

/// Checks whether an annotation fits this text.
pub(super) fn check(article: &Article, annotation: &Annotation) -> Result<(), TransactionError> {
    if !AnnotationId::is_valid(&annotation.id.0) {
        return Err(TransactionError::BadId(annotation.id.clone()));
    }
    if annotation.label.as_ref().is_some_and(|name| !SubLabel::is_name(name)) {
        return Err(TransactionError::BadLabel(annotation.id.clone()));
    }
    if annotation.spans.is_empty() {
        return Err(TransactionError::NoSpans(annotation.id.clone()));
    }
    let bad =
        |span: &TextRange| TransactionError::BadSpan { id: annotation.id.clone(), range: *span };
    let mut from = Byte(0);
    for span in &annotation.spans {
        let is_text = article.get(*span).is_some_and(|text| !text.is_empty());
        if !is_text || span.start < from {
            return Err(bad(span));
        }
        from = span.end;
    }
    if let Detail::Quote { cue: Some(cue), .. } = &annotation.detail
        && article.get(*cue).is_none_or(str::is_empty)
    {
        return Err(bad(cue));
    }
    Ok(())
}
