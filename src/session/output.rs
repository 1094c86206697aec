//! What programs get from us through the API: plain values with UTF-16 offsets.
//! Must never be read back as a model; `input` reads what programs give.

use serde::Serialize;

use crate::model::{
    Annotation, AnnotationSet, Article, BlockKind, Claimant, Detail, Kind, Origin, QuoteForm,
    TextRange, Timestamp,
};

/// The article. `text.slice(block.start, block.end)` is the text of a block.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleOut<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    blocks: Vec<BlockOut>,
}

#[derive(Debug, Serialize)]
struct BlockOut {
    kind: BlockKind,
    start: u32,
    end: u32,
}

/// An annotation. `article.text.slice(span.start, span.end) === span.exact`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnnotationOut<'a> {
    id: &'a str,
    kind: Kind,
    spans: Vec<SpanOut<'a>>,
    note: &'a str,
    tags: &'a [String],
    origin: Origin,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<&'a str>,
    created: Timestamp,
    modified: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<QuoteForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimant: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct SpanOut<'a> {
    start: u32,
    end: u32,
    exact: &'a str,
}

/// The article of a set.
pub fn article(set: &AnnotationSet) -> ArticleOut<'_> {
    let (article, details) = (set.article(), set.details());
    let blocks = article.blocks().iter().map(|block| {
        let (start, end) = utf16(article, block.range);
        BlockOut { kind: block.kind, start, end }
    });
    ArticleOut {
        id: &article.id().0,
        title: &details.title,
        text: article.text(),
        sha256: article.sha256(),
        byline: details.byline.as_deref(),
        source: details.source.as_deref(),
        published: details.published.as_deref(),
        language: details.language.as_deref(),
        blocks: blocks.collect(),
    }
}

/// The annotations of a set, in text order.
pub fn annotations(set: &AnnotationSet) -> Vec<AnnotationOut<'_>> {
    set.iter().map(|one| annotation(set, one)).collect()
}

fn annotation<'a>(set: &'a AnnotationSet, one: &'a Annotation) -> AnnotationOut<'a> {
    let article = set.article();
    let name = one.actor().and_then(|id| set.actor(id)).map(|actor| actor.name.as_str());
    let spans = one.spans.iter().map(|span| {
        let (start, end) = utf16(article, *span);
        SpanOut { start, end, exact: article.slice(*span) }
    });
    let mut out = AnnotationOut {
        id: &one.id.0,
        kind: one.kind(),
        spans: spans.collect(),
        note: &one.note,
        tags: &one.tags,
        origin: one.origin,
        creator: one.creator.as_deref(),
        created: one.created,
        modified: one.modified,
        actor: None,
        speaker: None,
        form: None,
        claimant: None,
    };
    match &one.detail {
        Detail::Person { .. } => out.actor = name,
        Detail::Quote { form, .. } => (out.speaker, out.form) = (name, *form),
        Detail::Claim { claimant: Some(Claimant::Article), .. } => out.claimant = Some("article"),
        Detail::Claim { .. } => out.claimant = name,
    }
    out
}

fn utf16(article: &Article, range: TextRange) -> (u32, u32) {
    (article.to_utf16(range.start).0, article.to_utf16(range.end).0)
}
