//! Rejected suggestions in our own format: where they are, and the words there, as for annotations
//! (tests/native/laws_files.rs).

use crate::model::plain::{Object, Part, Plain, Wrong};
use crate::model::record::must;
use crate::model::{AnnotationSet, Article, Rejected};

use super::places::StatedPlaces;
use super::write::span;

/// All that were rejected in an article.
pub(super) fn plain(set: &AnnotationSet) -> Plain<'_> {
    let one = |rejected| one(set.article(), rejected);
    Plain::List(set.details().rejected.iter().map(one).collect())
}

fn one<'a>(article: &'a Article, rejected: &'a Rejected) -> Plain<'a> {
    let spans = rejected.spans.iter().map(|one| span(article, *one));
    let mut out = Object::default();
    must::put(&mut out, "kind", &rejected.kind);
    out.put("spans", Plain::List(spans.collect()));
    out.into()
}

/// One of them.
pub(super) fn read(places: &StatedPlaces<'_>, plain: &Plain<'_>) -> Result<Rejected, Wrong> {
    let object = plain.as_object()?;
    let spans = object.need("spans")?.each(|span| places.anchored(span));
    let spans = spans.map_err(|wrong| wrong.inside(Part::Field("spans")))?;
    Ok(Rejected { kind: must::get(object, "kind")?, spans })
}
