//! W3C Web Annotation: a collection with one page, in JSON-LD; positions in code points, as the
//! recommendation demands.

mod bodies;
mod earlier;
mod read;

pub(super) use self::read::creator_of;
pub use self::read::recognises;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::formats::common::addresses::outgoing;
use crate::formats::common::anchors::Finder;
use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::loss::{Lacks, admit, forget_actor};
use crate::formats::common::pretty::Pretty;
use crate::formats::common::records::{number, object};
use crate::formats::common::statement::actor_of;
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Unit};
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::repeats::taken_from;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Check, Detail, Details, Kind,
    TextRange,
};

/// The format.
pub const FORMAT: Format = Format {
    id: "w3c",
    name: "Web Annotation",
    extension: "jsonld",
    media_type: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
    unit: Unit::CodePoint.words(),
    audience: Audience::Keep,
    reads: true,
    text: false,
    ids: Ids::Annotations,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import: read::import };

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
const OURS: &str = "urn:x-article-annotator:";
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

const LACKS: &[Lack] = &[
    Lack::ArticleClaims,
    Lack::Cue,
    Lack::Form,
    Lack::QuoteSource,
    Lack::ActorSort,
    Lack::ActorRole,
    Lack::ActorNote,
    Lack::Origin,
    Lack::SourceId,
    Lack::Title,
    Lack::Byline,
    Lack::Source,
    Lack::Published,
    Lack::Language,
    Lack::Scheme,
];

/// Keeps mentioned actors by name and Wikidata id, and drops those who only speak. Of a check it keeps the
/// verdict, if it was given for this claim.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let mentions = set.iter().filter(|one| one.kind() == Kind::Person);
    let mentioned: BTreeMap<&ActorId, &Actor> =
        mentions.filter_map(|one| actor_of(set, one)).map(|actor| (&actor.id, actor)).collect();
    let mut left = AnnotationSet::new(set.article().clone(), Details::default());
    for actor in mentioned.values() {
        // They are in the document's register, each once and with a name.
        let _entered = left.admit_actor(&Rc::new(named(actor)));
    }
    let lacks = Lacks::new(LACKS);
    for one in set.iter() {
        let mut one = lacks.annotation(one, context.now);
        if one.actor().is_some_and(|id| !mentioned.contains_key(id)) {
            forget_actor(&mut one);
        }
        // The format cannot say that a verdict was given for another claim.
        let own = taken_from(&left, &one).is_none();
        if let Detail::Claim { check, .. } = &mut one.detail {
            *check = check.take().filter(|_| own).and_then(|check| check.verdict).map(verdict);
        }
        admit(&mut left, one);
    }
    left
}

fn verdict(verdict: crate::model::Verdict) -> Check {
    Check { verdict: Some(verdict), ..Check::default() }
}

fn named(actor: &Actor) -> Actor {
    let wikidata = actor.wikidata.clone().filter(|id| is_item(id));
    Actor { wikidata, ..Actor::person(actor.id.clone(), actor.name.clone()) }
}

/// Whether an id is that of a Wikidata item, so that it makes an address.
pub(super) fn is_item(id: &str) -> bool {
    id.strip_prefix('Q')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        let json = collection(set, one.about(), context);
        Ok(File::new(format!("{}.w3c.jsonld", one.stem()), json + "\n"))
    };
    documents.iter().map(one).collect()
}

fn collection(set: &AnnotationSet, details: &Details, context: &Context<'_>) -> String {
    let sha256 = set.article().sha256();
    let finder = Finder::new(set.article(), Unit::CodePoint);
    let source = details.source.as_deref().and_then(outgoing).filter(|source| is_iri(source));
    let source = source.unwrap_or_else(|| format!("{OURS}text:{sha256}"));
    let about = About { set, details, source, finder, mentions: first_mentions(set), context };
    let id = format!("{OURS}collection:{sha256}");
    let mut json = Pretty::default();
    json.begin('{');
    json.put("@context", &Plain::text(CONTEXT));
    json.put("id", &Plain::text(&id));
    json.put("type", &Plain::text("AnnotationCollection"));
    if !details.title.is_empty() {
        json.put("label", &Plain::text(&details.title));
    }
    json.put("total", &number(u32::try_from(set.len()).unwrap_or(u32::MAX)));
    // A page of a collection has at least one annotation.
    if !set.is_empty() {
        json.field("first");
        json.begin('{');
        json.put("id", &owned(format!("{OURS}page:{sha256}")));
        json.put("type", &Plain::text("AnnotationPage"));
        let part_of = [("id", Plain::text(&id)), ("type", Plain::text("AnnotationCollection"))];
        json.put("partOf", &object(part_of));
        json.put("startIndex", &number(0));
        json.field("items");
        json.begin('[');
        for one in set.iter() {
            json.item();
            json.value(&about.annotation(one));
        }
        json.end(']');
        json.end('}');
    }
    json.end('}');
    json.finish()
}

fn owned<'a>(text: String) -> Plain<'a> {
    Plain::Text(text.into())
}

fn first_mentions(set: &AnnotationSet) -> BTreeMap<ActorId, AnnotationId> {
    let mut first = BTreeMap::new();
    for one in set.iter().filter(|one| one.kind() == Kind::Person) {
        if let Some(actor) = one.actor() {
            first.entry(actor.clone()).or_insert_with(|| one.id.clone());
        }
    }
    first
}

/// What every annotation of a document needs.
struct About<'a> {
    set: &'a AnnotationSet,
    details: &'a Details,
    /// The address of the article, or a substitute.
    source: String,
    finder: Finder<'a>,
    mentions: BTreeMap<ActorId, AnnotationId>,
    context: &'a Context<'a>,
}

impl<'a> About<'a> {
    fn annotation(&'a self, one: &'a Annotation) -> Plain<'a> {
        let mut targets: Vec<_> = one.spans.iter().map(|span| self.target(*span)).collect();
        let target = match targets.len() {
            1 => targets.remove(0),
            _ => Plain::List(targets),
        };
        let mut fields = vec![
            ("id", owned(iri(&one.id.0))),
            ("type", Plain::text("Annotation")),
            ("motivation", Plain::text("classifying")),
        ];
        if let Some(creator) = &one.creator {
            let creator = [("type", Plain::text("Person")), ("name", Plain::text(creator))];
            fields.push(("creator", object(creator)));
        }
        let times = [("created", one.created), ("modified", one.modified)].into_iter();
        let times = times.filter(|(_, time)| time.is_known());
        fields.extend(times.map(|(name, time)| (name, owned(time.to_string()))));
        fields.push(("body", Plain::List(self.bodies(one))));
        fields.push(("target", target));
        object(fields)
    }

    fn bodies(&'a self, one: &'a Annotation) -> Vec<Plain<'a>> {
        let mut bodies = vec![object([
            ("type", Plain::text("TextualBody")),
            ("value", Plain::Text(self.context.options.label_of(one))),
            ("purpose", Plain::text("classifying")),
        ])];
        if let Some(actor) = actor_of(self.set, one) {
            bodies.extend(
                match one.kind() {
                    Kind::Person => {
                        let item = actor.wikidata.as_ref().map(|id| format!("{WIKIDATA}{id}"));
                        let item = item.map(|item| specific("identifying", item));
                        vec![Some(textual("identifying", &actor.name)), item]
                    }
                    _ => {
                        let mention = self.mentions.get(&actor.id).map(|id| iri(&id.0));
                        vec![mention.map(|mention| specific("linking", mention))]
                    }
                }
                .into_iter()
                .flatten(),
            );
        }
        if let Detail::Claim { check: Some(Check { verdict: Some(verdict), .. }), .. } = &one.detail
        {
            let name = verdict.plain().as_text().unwrap_or_default().to_owned();
            bodies.push(object([
                ("type", Plain::text("TextualBody")),
                ("value", owned(name)),
                ("purpose", Plain::text("assessing")),
            ]));
        }
        bodies.extend(one.tags.iter().map(|tag| textual("tagging", tag)));
        if !one.note.is_empty() {
            let note = [
                ("type", Plain::text("TextualBody")),
                ("value", Plain::text(&one.note)),
                ("format", Plain::text("text/plain")),
                ("purpose", Plain::text("commenting")),
            ];
            bodies.push(object(note));
        }
        bodies
    }

    fn target(&'a self, span: TextRange) -> Plain<'a> {
        let selectors = self.finder.selectors(span).to_vec();
        let source = Plain::text(&self.source);
        let mut fields = vec![("source", source)];
        if let Some(date) = self.details.published.as_deref().filter(|date| is_day(date)) {
            // A day, since the hour is unknown.
            let date = [
                ("type", Plain::text("TimeState")),
                ("sourceDateStart", owned(format!("{date}T00:00:00Z"))),
                ("sourceDateEnd", owned(format!("{date}T23:59:59Z"))),
            ];
            fields.push(("state", object(date)));
        }
        fields.push(("selector", Plain::List(selectors)));
        object(fields)
    }
}

fn textual<'a>(purpose: &'a str, value: &'a str) -> Plain<'a> {
    object([
        ("type", Plain::text("TextualBody")),
        ("value", Plain::text(value)),
        ("purpose", Plain::text(purpose)),
    ])
}

fn specific<'a>(purpose: &'a str, source: String) -> Plain<'a> {
    object([
        ("type", Plain::text("SpecificResource")),
        ("source", owned(source)),
        ("purpose", Plain::text(purpose)),
    ])
}

/// Whether it has only characters that an IRI may have.
fn is_iri(source: &str) -> bool {
    !source.contains(|sign: char| sign.is_whitespace() || "<>\"{}|\\^`".contains(sign))
}

fn is_day(date: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    matches!(date.split('-').collect::<Vec<_>>()[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}

/// The IRI of an annotation: its UUID, or one made reversibly of its id.
fn iri(id: &str) -> String {
    let groups: Vec<_> = id.split('-').map(str::len).collect();
    let is_uuid = groups == [8, 4, 4, 4, 12]
        && id.bytes().all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if is_uuid {
        return format!("urn:uuid:{id}");
    }
    let mut iri = format!("{OURS}annotation:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            iri.push_str(&format!("%{byte:02X}"));
        }
    }
    iri
}
