//! schema.org in JSON-LD, for a page that publishes a check: ClaimReview for claims with a verdict,
//! Quotation for quotes, Person for who is mentioned. Out only. Must never make up what is required
//! and not known: a claim without a verdict is no ClaimReview.

use super::addresses::outgoing;
use super::codec::{Codec, Context, Imported, Written};
use super::loss::{forget_actor, rebuilt, without};
use super::said::actor_of;
use super::spans::{number, object};
use super::{File, Format, Group, Ids, Lack, Problem, told};
use crate::model::plain::Plain;
use crate::model::{
    Actor, ActorSort, Annotation, AnnotationSet, Check, Claimant, Detail, Kind, Scheme, Verdict,
};

/// What it is.
pub const FORMAT: Format = Format {
    id: "schema-org",
    name: "ClaimReview (schema.org)",
    extension: "jsonld",
    media_type: "application/ld+json",
    unit: "",
    group: Group::Publish,
    reads: false,
    text: false,
    ids: Ids::None,
    many: false,
    choices: &[],
};

/// How it is written.
pub const CODEC: Codec = Codec {
    format: &FORMAT,
    holds,
    export,
    import: |_, _| Imported::default(),
    recognises: |_| false,
};

const LACKS: &[Lack] = &[
    Lack::Label,
    Lack::Note,
    Lack::Tags,
    Lack::Cue,
    Lack::Form,
    Lack::ArticleClaims,
    Lack::ActorNote,
    Lack::Creator,
    Lack::Created,
    Lack::Modified,
    Lack::Origin,
    Lack::SourceId,
    Lack::ArticleId,
    Lack::Blocks,
    Lack::Inlines,
    Lack::Byline,
    Lack::Scheme,
];

/// Claims without a verdict and mentions of nobody known are left out.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let left = without(set, LACKS, context.now);
    let kept = left.iter().filter(|one| match &one.detail {
        Detail::Claim { check, .. } => check.as_ref().is_some_and(|check| check.verdict.is_some()),
        Detail::Person { .. } => actor_of(&left, one).is_some(),
        Detail::Quote { .. } => true,
    });
    let annotations = kept.map(|one| {
        let mut one = Annotation::clone(one);
        if actor_of(&left, &one).is_none() {
            forget_actor(&mut one);
        }
        if let Detail::Claim { check: Some(check), .. } = &mut one.detail {
            (check.worthy, check.same) = (None, None);
        }
        one
    });
    let annotations: Vec<_> = annotations.collect();
    let actors = left.actors().map(|actor| Actor::clone(actor)).collect();
    let mut details = left.details().as_ref().clone();
    details.source = details.source.as_deref().and_then(outgoing);
    rebuilt(left.article().clone(), details, actors, annotations)
}

fn export(documents: &[Written<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &Written<'_>| {
        let set = holds(one.set, context);
        let mut graph = vec![article(&set)];
        graph.extend(people(&set));
        graph.extend(set.iter().filter_map(|one| match one.kind() {
            Kind::Claim => review(&set, one, context),
            Kind::Quote => Some(quotation(&set, one)),
            Kind::Person => None,
        }));
        let page = object([
            ("@context", Plain::text("https://schema.org")),
            ("@graph", Plain::List(graph)),
        ]);
        let json = serde_json::to_string_pretty(&page);
        let json = json.map_err(|e| Problem::new(format!("the file could not be written: {e}")))?;
        Ok(File::new(format!("{}.jsonld", one.stem), json + "\n"))
    };
    documents.iter().map(one).collect()
}

fn owned<'a>(text: impl Into<String>) -> Plain<'a> {
    Plain::Text(text.into().into())
}

/// The article, to which all else refers.
fn article<'a>(set: &AnnotationSet) -> Plain<'a> {
    let details = set.details();
    let mut fields = vec![
        ("@type", Plain::text("NewsArticle")),
        ("@id", Plain::text("#article")),
        ("headline", owned(told::title(set))),
        ("identifier", owned(format!("sha256:{}", set.article().sha256()))),
    ];
    let more = [
        ("url", &details.source),
        ("datePublished", &details.published),
        ("inLanguage", &details.language),
    ];
    fields.extend(more.into_iter().filter_map(|(name, value)| Some((name, owned(value.clone()?)))));
    object(fields)
}

fn people<'a>(set: &AnnotationSet) -> Vec<Plain<'a>> {
    let mentioned = set.actors().filter(|actor| set.references_to(&actor.id) > 0);
    mentioned.map(|actor| person(actor)).collect()
}

fn person<'a>(actor: &Actor) -> Plain<'a> {
    let sort = if actor.sort == ActorSort::Organisation { "Organization" } else { "Person" };
    let mut fields = vec![("@type", Plain::text(sort)), ("name", owned(&*actor.name))];
    if let Some(wikidata) = actor.wikidata.as_ref().filter(|id| !id.is_empty()) {
        fields.push(("sameAs", owned(format!("https://www.wikidata.org/wiki/{wikidata}"))));
    }
    if !actor.role.is_empty() {
        fields.push(("description", owned(&*actor.role)));
    }
    object(fields)
}

fn about_article<'a>() -> Plain<'a> {
    object([("@id", Plain::text("#article"))])
}

fn quotation<'a>(set: &AnnotationSet, one: &Annotation) -> Plain<'a> {
    let mut fields = vec![
        ("@type", Plain::text("Quotation")),
        ("text", owned(told::words(set, one))),
        ("isPartOf", about_article()),
    ];
    fields.extend(actor_of(set, one).map(|actor| ("creator", person(actor))));
    object(fields)
}

/// A review of a claim: with all that Google requires, as far as a claim with a verdict has it.
fn review<'a>(set: &AnnotationSet, one: &Annotation, context: &Context<'_>) -> Option<Plain<'a>> {
    let Detail::Claim { check: Some(check), claimant } = &one.detail else { return None };
    let verdict = check.verdict.as_ref()?;
    let words = told::words(set, one);
    let mut claim = vec![
        ("@type", Plain::text("Claim")),
        ("text", owned(&*words)),
        ("appearance", about_article()),
    ];
    if let (Some(Claimant::Actor(_)), Some(actor)) = (claimant, actor_of(set, one)) {
        claim.push(("author", person(actor)));
    }
    claim.extend(check.said.clone().map(|date| ("datePublished", owned(date))));
    if !check.place.is_empty() {
        let place = object([("@type", Plain::text("Place")), ("name", owned(&*check.place))]);
        claim.push(("locationCreated", place));
    }
    let author = one.creator.clone().unwrap_or_else(|| "Article Annotator".to_owned());
    let date =
        check.date.clone().unwrap_or_else(|| context.now.to_string().chars().take(10).collect());
    let url = set.details().source.clone().unwrap_or_else(|| "https://example.org/".to_owned());
    let mut fields = vec![
        ("@type", Plain::text("ClaimReview")),
        ("url", owned(format!("{url}#{}", one.id))),
        ("claimReviewed", owned(&*words)),
        ("datePublished", owned(date)),
        ("author", object([("@type", Plain::text("Organization")), ("name", owned(author))])),
        ("reviewRating", rating(verdict, &set.details().scheme)),
        ("itemReviewed", object(claim)),
    ];
    if !check.explanation.is_empty() {
        fields.push(("reviewBody", owned(&*check.explanation)));
    }
    let sources = sources(check);
    if !sources.is_empty() {
        fields.push(("citation", Plain::List(sources)));
    }
    Some(object(fields))
}

fn sources<'a>(check: &Check) -> Vec<Plain<'a>> {
    let one = |source: &crate::model::Source| {
        let mut fields = vec![("@type", Plain::text("CreativeWork"))];
        match outgoing(&source.url) {
            Some(url) => fields.push(("url", owned(url))),
            // A source that is named in words instead.
            None if source.title.is_empty() => fields.push(("name", owned(&*source.url))),
            None if source.url.is_empty() => {}
            None => fields.push(("description", owned(&*source.url))),
        }
        if !source.title.is_empty() {
            fields.push(("name", owned(&*source.title)));
        }
        if !source.quotation.is_empty() {
            fields.push(("text", owned(&*source.quotation)));
        }
        fields.extend(source.date.clone().map(|date| ("datePublished", owned(date))));
        object(fields)
    };
    check.sources.iter().map(one).collect()
}

/// A verdict as a rating on its scale; what is neither true nor false has words and no number.
fn rating<'a>(verdict: &Verdict, scheme: &Scheme) -> Plain<'a> {
    let mut fields =
        vec![("@type", Plain::text("Rating")), ("alternateName", owned(told::verdict(verdict)))];
    if let Some((value, best)) = scheme.rating(verdict) {
        fields.extend([
            ("ratingValue", number(value)),
            ("worstRating", number(1)),
            ("bestRating", number(best)),
        ]);
    }
    object(fields)
}
