//! What programs get through the API: plain values with UTF-16 offsets. `arguments` reads what programs pass
//! in.

use std::collections::BTreeSet;

use crate::model::plain::{Object, Plain};
use crate::model::record::{Record, if_some};
use crate::model::suggest::{SuggestedAll, Suggestion};
use crate::model::{Annotation, AnnotationSet, Article, Claimant, Detail, Kind, TextRange, order};

/// In place of a format of the worker's task: what became of the annotations of the first document in the text
/// of the second.
pub const REANCHORED: &str = "reanchored";

/// In place of a format: the quotes of a document, held against a source.
pub const SOUGHT: &str = "sought";

/// In place of a format: a document compared with a newer text.
pub const COMPARED: &str = "compared";

/// The article of a set. `text.slice(block.start, block.end)` is the text of a block.
pub fn article(set: &AnnotationSet) -> Plain<'_> {
    let (article, details) = (set.article(), set.details());
    let blocks = article.blocks().iter().map(|block| {
        let mut out = Object::default();
        out.put("kind", block.kind.plain());
        put_range(&mut out, article, block.range);
        out.into()
    });
    let mut out = Object::default();
    out.put("id", article.id().plain());
    out.put("title", details.title.plain());
    out.put("text", article.text().plain());
    out.put("sha256", Plain::text(article.sha256()));
    if_some::put(&mut out, "byline", &details.byline);
    if_some::put(&mut out, "source", &details.source);
    if_some::put(&mut out, "published", &details.published);
    if_some::put(&mut out, "language", &details.language);
    out.put_filled("scheme", details.scheme.plain());
    out.put("blocks", Plain::List(blocks.collect()));
    out.into()
}

/// The annotations of a set, in text order. `article.text.slice(span.start, span.end)` is
/// `span.exact`.
pub fn annotations(set: &AnnotationSet) -> Plain<'_> {
    Plain::List(set.iter().map(|one| annotation(set, one)).collect())
}

fn annotation<'a>(set: &'a AnnotationSet, one: &'a Annotation) -> Plain<'a> {
    let name = one.actor().and_then(|id| set.actor(id)).map(|actor| &*actor.name);
    let mut out = Object::default();
    out.put("id", one.id.plain());
    out.put("kind", Plain::text(one.kind().name()));
    out.put("spans", spans(set, &one.spans));
    if_some::put(&mut out, "label", &one.label);
    out.put("note", one.note.plain());
    out.put("tags", one.tags.plain());
    out.put("origin", one.origin.plain());
    if_some::put(&mut out, "creator", &one.creator);
    for (name, time) in [("created", &one.created), ("modified", &one.modified)] {
        if time.is_known() {
            out.put(name, time.plain());
        }
    }
    let (field, name) = match &one.detail {
        Detail::Person { .. } => ("actor", name),
        Detail::Quote { .. } => ("speaker", name),
        Detail::Claim { claimant: Some(Claimant::Article), .. } => ("claimant", Some("article")),
        Detail::Claim { .. } => ("claimant", name),
    };
    if let Some(name) = name {
        out.put(field, Plain::text(name));
    }
    match &one.detail {
        Detail::Quote { form, cue, source, .. } => {
            if_some::put(&mut out, "form", form);
            if_some::put(&mut out, "source", source);
            if let Some(cue) = cue {
                let mut place = Object::default();
                put_range(&mut place, set.article(), *cue);
                out.put("cue", place.into());
            }
        }
        Detail::Claim { check, .. } => if_some::put(&mut out, "check", check),
        Detail::Person { .. } => {}
    }
    out.into()
}

/// Suggestions by place, without those that were rejected; `reason` says in words why one is made.
pub fn suggestions<'a>(
    set: &'a AnnotationSet,
    all: &'a SuggestedAll,
    reason: &dyn Fn(&Suggestion) -> String,
) -> Plain<'a> {
    let rejected = &set.details().rejected;
    let rejected: BTreeSet<(Kind, &[TextRange])> =
        order::gathered(rejected.iter().map(|old| (old.kind, &*old.spans)));
    let is_rejected = |one: &Suggestion| rejected.contains(&(one.kind, &*one.spans));
    let open = all.list.iter().filter(|one| !is_rejected(one));
    Plain::List(open.map(|one| suggestion(set, one, reason(one))).collect())
}

fn suggestion<'a>(set: &'a AnnotationSet, one: &'a Suggestion, reason: String) -> Plain<'a> {
    let place = |range: TextRange| {
        let mut place = Object::default();
        put_range(&mut place, set.article(), range);
        place
    };
    let mut out = Object::default();
    out.put("kind", Plain::text(one.kind.name()));
    out.put("spans", spans(set, &one.spans));
    out.put("score", Plain::Fraction((f64::from(one.score) * 1000.0).round() / 1000.0));
    out.put("reason", Plain::Text(reason.into()));
    if let Some(speaker) = &one.speaker {
        let mut said = speaker.mention.map(place).unwrap_or_default();
        said.put("name", speaker.name.plain());
        out.put("speaker", said.into());
    }
    if let Some(cue) = one.cue {
        out.put("cue", place(cue).into());
    }
    if_some::put(&mut out, "form", &one.form);
    out.into()
}

/// Ranges of the text, each with its text.
pub(in crate::session) fn spans<'a>(set: &'a AnnotationSet, ranges: &[TextRange]) -> Plain<'a> {
    let spans = ranges.iter().map(|range| {
        let mut out = Object::default();
        put_range(&mut out, set.article(), *range);
        out.put("exact", Plain::text(set.article().slice(*range)));
        out.into()
    });
    Plain::List(spans.collect())
}

fn put_range(out: &mut Object<'_>, article: &Article, range: TextRange) {
    out.put("start", Plain::Whole(article.to_utf16(range.start).0.into()));
    out.put("end", Plain::Whole(article.to_utf16(range.end).0.into()));
}
