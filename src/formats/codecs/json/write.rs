//! Writes our own format, field by field. Everything in the model is written (tests/native/laws_files.rs).

use super::{NAME, OFFSETS, VERSION, rejected, versions};
use crate::formats::common::pretty::Pretty;
use crate::model::plain::{Object, Plain};
use crate::model::record::{Record, if_some, must};
use crate::model::{
    Annotation, AnnotationSet, Article, Detail, Inline, InlineKind, QuoteSelector, TextRange,
};

/// The whole document as indented JSON with a final line end.
pub fn export(set: &AnnotationSet) -> String {
    let mut file = Object::default();
    file.put("format", Plain::text(NAME));
    file.put("version", VERSION.plain());
    file.put("offsets", Plain::text(OFFSETS));
    file.put("article", article(set));
    file.put_filled("scheme", set.details().scheme.plain());
    file.put_filled("rejected", rejected::plain(set));
    file.put("actors", Plain::List(set.actors().map(Record::plain).collect()));
    let mut json = Pretty::default();
    json.begin('{');
    for (name, plain) in file.fields() {
        json.put(name, plain);
    }
    json.field("annotations");
    json.begin('[');
    for one in set.iter() {
        json.item();
        json.value(&annotation(set.article(), one));
    }
    json.end(']');
    if !set.article().versions().is_empty() {
        json.put("versions", &versions::plain(set));
    }
    json.end('}');
    json.finish() + "\n"
}

fn article(set: &AnnotationSet) -> Plain<'_> {
    let (article, details) = (set.article(), set.details());
    let mut out = Object::default();
    must::put(&mut out, "id", article.id());
    must::put(&mut out, "title", &details.title);
    if_some::put(&mut out, "byline", &details.byline);
    if_some::put(&mut out, "source", &details.source);
    if_some::put(&mut out, "published", &details.published);
    if_some::put(&mut out, "language", &details.language);
    put_text(&mut out, article);
    out.into()
}

/// Writes a text and its blocks.
pub(super) fn put_text<'a>(out: &mut Object<'a>, article: &'a Article) {
    let blocks = article.blocks().iter().map(|block| {
        let mut out = Object::default();
        must::put(&mut out, "kind", &block.kind);
        put_range(&mut out, article, block.range);
        out.into()
    });
    let inlines = article.inlines().iter().map(|one| inline(article, one));
    must::put(out, "text", article.text());
    out.put("sha256", Plain::text(article.sha256()));
    out.put("blocks", Plain::List(blocks.collect()));
    out.put_filled("inlines", Plain::List(inlines.collect()));
}

fn inline<'a>(article: &Article, inline: &'a Inline) -> Plain<'a> {
    let (kind, href) = match &inline.kind {
        InlineKind::Emphasis => ("emphasis", None),
        InlineKind::Strong => ("strong", None),
        InlineKind::Link(href) => ("link", Some(href)),
    };
    let mut out = Object::default();
    out.put("kind", Plain::text(kind));
    put_range(&mut out, article, inline.range);
    if let Some(href) = href {
        must::put(&mut out, "href", href);
    }
    out.into()
}

pub(super) fn annotation<'a>(article: &'a Article, one: &'a Annotation) -> Plain<'a> {
    let spans = one.spans.iter().map(|one| span(article, *one));
    let mut out = Object::default();
    must::put(&mut out, "id", &one.id);
    out.put("kind", Plain::text(one.kind().name()));
    out.put("spans", Plain::List(spans.collect()));
    match &one.detail {
        Detail::Person { actor } => if_some::put(&mut out, "actor", actor),
        Detail::Claim { claimant, check } => {
            if_some::put(&mut out, "claimant", claimant);
            if_some::put(&mut out, "check", check);
        }
        Detail::Quote { speaker, cue, form, source } => {
            if_some::put(&mut out, "speaker", speaker);
            if let Some(cue) = cue {
                out.put("cue", span(article, *cue));
            }
            if_some::put(&mut out, "form", form);
            if_some::put(&mut out, "source", source);
        }
    }
    if_some::put(&mut out, "label", &one.label);
    must::put(&mut out, "note", &one.note);
    must::put(&mut out, "tags", &one.tags);
    must::put(&mut out, "origin", &one.origin);
    if_some::put(&mut out, "creator", &one.creator);
    for (name, time) in [("created", &one.created), ("modified", &one.modified)] {
        if time.is_known() {
            must::put(&mut out, name, time);
        }
    }
    if_some::put(&mut out, "source_id", &one.source_id);
    out.into()
}

pub(super) fn span(article: &Article, span: TextRange) -> Plain<'_> {
    let selector = QuoteSelector::of(article, span);
    let mut out = Object::default();
    put_range(&mut out, article, span);
    out.put("exact", Plain::text(selector.exact));
    out.put_filled("prefix", Plain::text(selector.prefix));
    out.put_filled("suffix", Plain::text(selector.suffix));
    out.into()
}

fn put_range(out: &mut Object<'_>, article: &Article, range: TextRange) {
    out.put("start", Plain::Whole(article.to_code_point(range.start).0.into()));
    out.put("end", Plain::Whole(article.to_code_point(range.end).0.into()));
}
