//! UIMA CAS JSON 0.4, for INCEpTION and other UIMA programs: the text, its words and sentences, and a span
//! layer; offsets in UTF-16 code units.

mod others;
mod project;
mod read;
mod structures;

pub use self::read::recognises;

use std::collections::BTreeMap;

use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::links::links;
use crate::formats::common::records::{number, object};
use crate::formats::common::spans::{BARE, place, with_links};
use crate::formats::common::tokens::tokenize;
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit};
use crate::model::AnnotationSet;
use crate::model::plain::Plain;

/// The format.
pub const FORMAT: Format = Format {
    id: "uima-cas",
    name: "UIMA CAS",
    extension: "json",
    media_type: "application/json",
    unit: Unit::Utf16.words(),
    audience: Audience::Language,
    reads: true,
    text: true,
    ids: Ids::Annotations,
    many: false,
    choices: &[Choice::Labels],
};

/// Its functions.
pub const CODEC: Codec = Codec { format: &FORMAT, holds, export, import: read::import };

const SPAN: &str = "webanno.custom.Span";
const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
const METADATA: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const SOFA: &str = "uima.cas.Sofa";
const VIEW: &str = "_InitialView";
const UNKNOWN_LANGUAGE: &str = "x-unspecified";

fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    const LACKS: &[Lack] = &[
        Lack::Tags,
        Lack::ArticleId,
        Lack::Byline,
        Lack::Published,
        Lack::Language,
        Lack::Blocks,
        Lack::Inlines,
    ];
    with_links(set, &[BARE, LACKS], context.now)
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        File::new(format!("{}.uima-cas.json", one.stem()), cas(set, context).to_json())
    };
    Ok(documents.iter().map(one).collect())
}

fn cas<'a>(set: &'a AnnotationSet, context: &'a Context<'_>) -> Plain<'a> {
    let ruler = Ruler::new(set.article(), Unit::Utf16);
    let mut structures = Structures { list: Vec::new(), members: Vec::new() };
    structures.list.push(object([
        ("%ID", number(1)),
        ("%TYPE", Plain::text(SOFA)),
        ("sofaNum", number(1)),
        ("sofaID", Plain::text(VIEW)),
        ("mimeType", Plain::text("text")),
        ("sofaString", Plain::text(set.article().text())),
    ]));
    let details = set.details();
    let mut about = vec![
        ("language", Plain::text(UNKNOWN_LANGUAGE)),
        ("documentId", Plain::text(set.article().sha256())),
        ("documentTitle", Plain::text(&details.title)),
    ];
    if let Some(source) = &details.source {
        about.push(("documentUri", Plain::text(source)));
    }
    structures.add(METADATA, (0, ruler.len()), about);
    for sentence in tokenize(set) {
        structures.add(SENTENCE, ruler.range(sentence.range()), Vec::new());
        for token in sentence.tokens {
            structures.add(TOKEN, ruler.range(token), Vec::new());
        }
    }
    // Spans refer to each other, so their numbers are needed before they are written.
    let first = structures.next();
    let numbers: BTreeMap<_, u32> = set.iter().map(|one| &one.id).zip(first..).collect();
    let speakers: BTreeMap<_, _> = links(set).into_iter().collect();
    for one in set.iter() {
        let mut fields = vec![
            ("value", Plain::Text(context.options.label_of(one))),
            ("identifier", Plain::text(&one.id.0)),
        ];
        if !one.note.is_empty() {
            fields.push(("note", Plain::text(&one.note)));
        }
        if let Some(speaker) = speakers.get(&one.id).and_then(|to| numbers.get(to)) {
            fields.push(("@speaker", number(*speaker)));
        }
        structures.add(SPAN, place(&ruler, one), fields);
    }
    let members = Plain::List(structures.members);
    let view = object([("%SOFA", number(1)), ("%MEMBERS", members)]);
    object([
        ("%TYPES", types()),
        ("%FEATURE_STRUCTURES", Plain::List(structures.list)),
        ("%VIEWS", object([(VIEW, view)])),
    ])
}

struct Structures<'a> {
    list: Vec<Plain<'a>>,
    members: Vec<Plain<'a>>,
}

impl<'a> Structures<'a> {
    fn next(&self) -> u32 {
        u32::try_from(self.list.len() + 1).unwrap_or(u32::MAX)
    }

    fn add(&mut self, sort: &'a str, (begin, end): (u32, u32), fields: Vec<(&'a str, Plain<'a>)>) {
        let id = self.next();
        let head = [
            ("%ID", number(id)),
            ("%TYPE", Plain::text(sort)),
            ("@sofa", number(1)),
            ("begin", number(begin)),
            ("end", number(end)),
        ];
        self.list.push(object(head.into_iter().chain(fields)));
        self.members.push(number(id));
    }
}

fn types<'a>() -> Plain<'a> {
    const STRING: &str = "uima.cas.String";
    let sort =
        |name: &'static str, above: &'static str, features: &[(&'static str, &'static str)]| {
            let own = [("%NAME", Plain::text(name)), ("%SUPER_TYPE", Plain::text(above))];
            let features = features.iter().map(|(feature, range)| {
                let feature_of = [("%NAME", Plain::text(feature)), ("%RANGE", Plain::text(range))];
                (*feature, object(feature_of))
            });
            (name, object(own.into_iter().chain(features)))
        };
    let annotation = "uima.tcas.Annotation";
    let span = [("value", STRING), ("identifier", STRING), ("note", STRING), ("speaker", SPAN)];
    let metadata = [("documentId", STRING), ("documentTitle", STRING), ("documentUri", STRING)];
    object([
        sort(SPAN, annotation, &span),
        sort(TOKEN, annotation, &[]),
        sort(SENTENCE, annotation, &[]),
        sort(METADATA, "uima.tcas.DocumentAnnotation", &metadata),
    ])
}
