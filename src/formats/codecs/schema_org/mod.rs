//! schema.org in JSON-LD, for a page that publishes a check: ClaimReview for claims with a verdict, Quotation
//! for quotes, Person for who is mentioned. Export only. A claim that lacks a required value is left out
//! (tests/formats/publishing.rs).

pub mod review;

use std::collections::BTreeSet;
use std::rc::Rc;

use self::review::{day, missing, page_of, web};
use super::w3c::is_item;
use crate::formats::common::addresses::outgoing;
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::loss::{forget_actor, rebuilt, without};
use crate::formats::common::records::{number, object};
use crate::formats::common::statement::actor_of;
use crate::formats::common::{Audience, File, Format, Ids, Lack, Problem, sentences};
use crate::model::order::gathered;
use crate::model::plain::Plain;
use crate::model::{
    Actor, ActorId, ActorSort, Annotation, AnnotationSet, Check, Claimant, Detail, Kind, Publisher,
    PublisherSort, Scheme, Source, Verdict,
};

/// The format.
pub const FORMAT: Format = Format {
    id: "schema-org",
    name: "ClaimReview (schema.org)",
    extension: "jsonld",
    media_type: "application/ld+json",
    unit: "",
    audience: Audience::Publish,
    reads: false,
    text: false,
    ids: Ids::None,
    many: false,
    choices: &[],
};

/// Its functions.
pub const CODEC: Codec =
    Codec { format: &FORMAT, holds, export, import: |_, _| Imported::default() };

const LACKS: &[Lack] = &[
    Lack::Label,
    Lack::Note,
    Lack::Tags,
    Lack::Cue,
    Lack::Form,
    Lack::QuoteSource,
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

/// Without claims that are not ready to be published, and without mentions: of these, the people alone are held.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let left = without(set, LACKS, context.now);
    let is_ready = |one: &&Rc<Annotation>| {
        one.kind() != Kind::Claim || missing(&left, one.as_ref()).is_empty()
    };
    let people: BTreeSet<&ActorId> =
        gathered(left.iter().filter(is_ready).filter_map(|one| one.actor()));
    let kept = left.iter().filter(is_ready).filter(|one| one.kind() != Kind::Person);
    let annotations = kept.map(|one| {
        let mut one = Annotation::clone(one);
        if actor_of(&left, &one).is_none() {
            forget_actor(&mut one);
        }
        if let Detail::Claim { check: Some(check), .. } = &mut one.detail {
            (check.worthy, check.same, check.made_for) = (None, None, None);
            (check.status, check.assignee) = (None, String::new());
            check.said.take_if(|date| day(date).is_none());
            for source in &mut check.sources {
                source.date.take_if(|date| day(date).is_none());
            }
        }
        one
    });
    let annotations: Vec<_> = annotations.collect();
    let actors = left.actors().filter(|actor| people.contains(&actor.id));
    let actors = actors.map(|actor| held(actor)).collect();
    let mut details = left.details().as_ref().clone();
    details.source = details.source.as_deref().and_then(outgoing);
    details.published.take_if(|date| day(date).is_none());
    rebuilt(left.article().clone(), details, actors, annotations)
}

/// There is no type for a group, and an invalid Wikidata id makes no address.
fn held(actor: &Actor) -> Actor {
    let sort = match actor.sort {
        ActorSort::Group => ActorSort::Organisation,
        sort => sort,
    };
    let wikidata = actor.wikidata.clone().filter(|id| is_item(id));
    Actor { sort, wikidata, ..actor.clone() }
}

fn export(documents: &[KeptDocument<'_>], _: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        let mut graph = vec![article(set)];
        graph.extend(set.actors().map(|actor| person(actor)));
        graph.extend(set.iter().filter_map(|one| match one.kind() {
            Kind::Claim => review(set, one),
            Kind::Quote => Some(quotation(set, one)),
            Kind::Person => None,
        }));
        let page = object([
            ("@context", Plain::text("https://schema.org")),
            ("@graph", Plain::List(graph)),
        ]);
        let json = serde_json::to_string_pretty(&page);
        let json = json.map_err(|e| Problem::new(format!("the file could not be written: {e}")))?;
        Ok(File::new(format!("{}.schema-org.jsonld", one.stem()), json + "\n"))
    };
    documents.iter().map(one).collect()
}

fn owned<'a>(text: impl Into<String>) -> Plain<'a> {
    Plain::Text(text.into().into())
}

/// The article, to which everything else refers.
fn article<'a>(set: &AnnotationSet) -> Plain<'a> {
    let details = set.details();
    let mut fields = vec![
        ("@type", Plain::text("NewsArticle")),
        ("@id", Plain::text("#article")),
        ("identifier", owned(format!("sha256:{}", set.article().sha256()))),
    ];
    if !details.title.is_empty() {
        fields.push(("headline", owned(&*details.title)));
    }
    let more = [
        ("url", &details.source),
        ("datePublished", &details.published),
        ("inLanguage", &details.language),
    ];
    fields.extend(more.into_iter().filter_map(|(name, value)| Some((name, owned(value.clone()?)))));
    object(fields)
}

fn person<'a>(actor: &Actor) -> Plain<'a> {
    let sort = if actor.sort == ActorSort::Organisation { "Organization" } else { "Person" };
    let mut fields = vec![("@type", Plain::text(sort))];
    // A description of somebody unnamed is not a name.
    let unnamed = actor.sort == ActorSort::Unnamed;
    if !unnamed {
        fields.push(("name", owned(&*actor.name)));
    }
    if let Some(wikidata) = &actor.wikidata {
        fields.push(("sameAs", owned(format!("https://www.wikidata.org/wiki/{wikidata}"))));
    }
    let name = Some(actor.name.as_str()).filter(|_| unnamed);
    let role = Some(actor.role.as_str()).filter(|role| !role.is_empty());
    let description: Vec<_> = name.into_iter().chain(role).collect();
    if !description.is_empty() {
        fields.push(("description", owned(description.join(", "))));
    }
    object(fields)
}

fn published_by<'a>(publisher: &Publisher) -> Plain<'a> {
    let sort = match publisher.sort {
        PublisherSort::Organisation => "Organization",
        PublisherSort::Person => "Person",
    };
    let mut fields = vec![("@type", Plain::text(sort)), ("name", owned(publisher.name.trim()))];
    fields.extend(page_of(publisher).map(|page| ("url", owned(page))));
    object(fields)
}

fn about_article<'a>() -> Plain<'a> {
    object([("@id", Plain::text("#article"))])
}

fn quotation<'a>(set: &AnnotationSet, one: &Annotation) -> Plain<'a> {
    let mut fields = vec![
        ("@type", Plain::text("Quotation")),
        ("text", owned(sentences::words(set, one))),
        ("isPartOf", about_article()),
    ];
    fields.extend(actor_of(set, one).map(|actor| ("creator", person(actor))));
    object(fields)
}

/// The review of a claim that is ready.
fn review<'a>(set: &AnnotationSet, one: &Annotation) -> Option<Plain<'a>> {
    let Detail::Claim { check: Some(check), .. } = &one.detail else { return None };
    let (verdict, publisher) = (check.verdict.as_ref()?, check.publisher.as_ref()?);
    let words = sentences::words(set, one);
    let mut fields = vec![
        ("@type", Plain::text("ClaimReview")),
        ("url", owned(web(&check.page)?)),
        ("claimReviewed", owned(&*words)),
        ("author", published_by(publisher)),
        ("reviewRating", rating(verdict, &set.details().scheme)),
        ("itemReviewed", claim(set, one, check, &words)),
    ];
    fields.extend(check.date.as_deref().and_then(day).map(|date| ("datePublished", owned(date))));
    if !check.explanation.is_empty() {
        fields.push(("reviewBody", owned(&*check.explanation)));
    }
    if !check.sources.is_empty() {
        fields.push(("citation", Plain::List(check.sources.iter().map(source).collect())));
    }
    Some(object(fields))
}

fn claim<'a>(set: &AnnotationSet, one: &Annotation, check: &Check, words: &str) -> Plain<'a> {
    let mut fields = vec![
        ("@type", Plain::text("Claim")),
        ("text", owned(words)),
        ("appearance", about_article()),
    ];
    let by_actor = matches!(one.detail, Detail::Claim { claimant: Some(Claimant::Actor(_)), .. });
    fields.extend(actor_of(set, one).filter(|_| by_actor).map(|it| ("author", person(it))));
    fields.extend(check.said.clone().map(|date| ("datePublished", owned(date))));
    if !check.place.is_empty() {
        let place = object([("@type", Plain::text("Place")), ("name", owned(&*check.place))]);
        fields.push(("locationCreated", place));
    }
    object(fields)
}

/// A source as a work with its address; a source described in words has none.
fn source<'a>(source: &Source) -> Plain<'a> {
    let mut fields = vec![("@type", Plain::text("CreativeWork"))];
    match outgoing(&source.url) {
        Some(url) => fields.push(("url", owned(url))),
        None if source.url.is_empty() => {}
        None if source.title.is_empty() => fields.push(("name", owned(&*source.url))),
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
}

/// A verdict as a rating on its scale; outside the scale it has words and no number.
fn rating<'a>(verdict: &Verdict, scheme: &Scheme) -> Plain<'a> {
    let mut fields = vec![
        ("@type", Plain::text("Rating")),
        ("alternateName", owned(sentences::verdict(verdict))),
    ];
    // One grade alone is not a scale.
    if let Some((value, best)) = scheme.rating(verdict).filter(|(_, best)| *best > 1) {
        fields.extend([
            ("ratingValue", number(value)),
            ("worstRating", number(1)),
            ("bestRating", number(best)),
        ]);
    }
    object(fields)
}
