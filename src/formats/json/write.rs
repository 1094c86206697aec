//! Writes our own format. Must never leave out anything that the model holds.

use std::borrow::Cow;

use super::shape::{
    ActorShape, AnnotationShape, ArticleShape, BlockShape, File, InlineKindShape, InlineShape,
    NAME, OFFSETS, SpanShape, VERSION,
};
use crate::formats::Problem;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationSet, Article, Detail, Inline, InlineKind, QuoteSelector,
    TextRange,
};

/// The whole document as indented JSON with a line end behind it.
pub fn export(set: &AnnotationSet) -> Result<String, Problem> {
    let article = set.article();
    let file = File {
        format: NAME,
        version: VERSION,
        offsets: OFFSETS,
        article: article_shape(set),
        actors: set.actors().map(|actor| actor_shape(actor)).collect(),
        annotations: set.iter().map(|annotation| annotation_shape(article, annotation)).collect(),
    };
    let mut json = serde_json::to_string_pretty(&file)
        .map_err(|error| Problem::new(format!("the file could not be written: {error}")))?;
    json.push('\n');
    Ok(json)
}

fn article_shape(set: &AnnotationSet) -> ArticleShape<'_> {
    let (article, details) = (set.article(), set.details());
    ArticleShape {
        id: Some(Cow::Borrowed(&article.id().0)),
        title: Cow::Borrowed(&details.title),
        byline: details.byline.as_deref().map(Cow::Borrowed),
        source: details.source.as_deref().map(Cow::Borrowed),
        published: details.published.as_deref().map(Cow::Borrowed),
        language: details.language.as_deref().map(Cow::Borrowed),
        text: Cow::Borrowed(article.text()),
        sha256: Some(Cow::Borrowed(article.sha256())),
        blocks: article
            .blocks()
            .iter()
            .map(|block| {
                let (start, end) = code_points(article, block.range);
                BlockShape { kind: block.kind, start, end }
            })
            .collect(),
        inlines: article.inlines().iter().map(|inline| inline_shape(article, inline)).collect(),
    }
}

fn inline_shape(article: &Article, inline: &Inline) -> InlineShape {
    let (start, end) = code_points(article, inline.range);
    let (kind, href) = match &inline.kind {
        InlineKind::Emphasis => (InlineKindShape::Emphasis, None),
        InlineKind::Strong => (InlineKindShape::Strong, None),
        InlineKind::Link(href) => (InlineKindShape::Link, Some(href.clone())),
    };
    InlineShape { kind, start, end, href }
}

fn actor_shape(actor: &Actor) -> ActorShape<'_> {
    ActorShape {
        id: Cow::Borrowed(&actor.id.0),
        name: Cow::Borrowed(&actor.name),
        sort: actor.sort,
        role: Cow::Borrowed(&actor.role),
        wikidata: actor.wikidata.as_deref().map(Cow::Borrowed),
        note: Cow::Borrowed(&actor.note),
    }
}

fn annotation_shape<'a>(article: &'a Article, annotation: &'a Annotation) -> AnnotationShape<'a> {
    let id = |id: &'a ActorId| Cow::Borrowed(&*id.0);
    let mut shape = AnnotationShape {
        id: Cow::Borrowed(&annotation.id.0),
        kind: annotation.kind(),
        spans: annotation.spans.iter().map(|span| span_shape(article, *span)).collect(),
        actor: None,
        speaker: None,
        cue: None,
        form: None,
        claimant: None,
        check: None,
        note: Cow::Borrowed(&annotation.note),
        tags: annotation.tags.clone(),
        origin: annotation.origin,
        creator: annotation.creator.as_deref().map(Cow::Borrowed),
        created: annotation.created,
        modified: annotation.modified,
        source_id: annotation.source_id.as_deref().map(Cow::Borrowed),
    };
    match &annotation.detail {
        Detail::Person { actor } => shape.actor = actor.as_ref().map(id),
        Detail::Claim { claimant, check } => {
            shape.claimant.clone_from(claimant);
            shape.check.clone_from(check);
        }
        Detail::Quote { speaker, cue, form } => {
            shape.speaker = speaker.as_ref().map(id);
            shape.cue = cue.map(|cue| span_shape(article, cue));
            shape.form = *form;
        }
    }
    shape
}

fn span_shape(article: &Article, span: TextRange) -> SpanShape<'_> {
    let (start, end) = code_points(article, span);
    let selector = QuoteSelector::of(article, span);
    SpanShape {
        start,
        end,
        exact: Some(Cow::Borrowed(selector.exact)),
        prefix: Cow::Borrowed(selector.prefix),
        suffix: Cow::Borrowed(selector.suffix),
    }
}

fn code_points(article: &Article, range: TextRange) -> (u32, u32) {
    (article.to_code_point(range.start).0, article.to_code_point(range.end).0)
}
