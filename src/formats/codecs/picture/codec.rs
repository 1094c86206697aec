//! The picture and the numbers as formats. Export only.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::shapes::{Row, RowOrder};
use super::{drawing, numbers, svg};
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::loss::{Lacks, rebuilt, without};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem};
use crate::model::statistics::Statistics;
use crate::model::{Actor, Annotation, AnnotationSet, Check, Detail, Details, Kind, Scheme};

/// The picture.
pub const PICTURE: Format = Format {
    id: "picture",
    name: "Picture (SVG)",
    extension: "svg",
    media_type: "image/svg+xml",
    unit: "",
    audience: Audience::Read,
    reads: false,
    text: false,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Shape(&[
        ("appearance", "By first appearance"),
        (BY_WORDS, "By words quoted"),
    ])],
};

/// The numbers.
pub const NUMBERS: Format = Format {
    id: "numbers",
    name: "Numbers (CSV)",
    extension: "csv",
    media_type: "text/csv",
    audience: Audience::Spreadsheet,
    many: true,
    choices: &[Choice::Shape(numbers::TABLES), Choice::ByteOrderMark],
    ..PICTURE
};

/// The functions of the picture.
pub const PICTURE_CODEC: Codec = Codec {
    format: &PICTURE,
    holds: |set, context| pictured(&left(set, context, PICTURED), context),
    export: pictures,
    import: |_, _| Imported::default(),
};

/// The functions of the numbers.
pub const NUMBERS_CODEC: Codec =
    Codec { format: &NUMBERS, holds: counted, export: table, import: |_, _| Imported::default() };

const BY_WORDS: &str = "words";

/// What neither keeps.
const NEITHER: &[Lack] = &[
    Lack::QuoteSource,
    Lack::Note,
    Lack::Tags,
    Lack::Creator,
    Lack::Created,
    Lack::Modified,
    Lack::Origin,
    Lack::SourceId,
    Lack::ActorNote,
    Lack::ArticleId,
    Lack::Byline,
    Lack::Source,
    Lack::Language,
    Lack::Blocks,
    Lack::Inlines,
];

/// What the picture does not keep either.
const PICTURED: &[Lack] =
    &[Lack::Label, Lack::Form, Lack::Cue, Lack::ActorSort, Lack::ActorWikidata, Lack::Published];

/// A document with only the verdicts of checks, only the scale of the scheme, and nobody who does not appear.
fn left(set: &AnnotationSet, context: &Context<'_>, lacks: &[Lack]) -> AnnotationSet {
    let left = without(set, &[NEITHER, lacks].concat(), context.now);
    let annotations = left.iter().map(|one| judged(one)).collect();
    let actors = left.actors().filter(|actor| left.references_to(&actor.id) > 0);
    let actors = actors.map(|actor| Actor::clone(actor)).collect();
    let scheme = Scheme { labels: Vec::new(), scale: left.details().scheme.scale.clone() };
    let details = Details { scheme: Rc::new(scheme), ..(**left.details()).clone() };
    rebuilt(left.article().clone(), details, actors, annotations)
}

/// What the table of the options counts.
fn counted(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let table = &context.options.shape;
    if !numbers::is_of_quotes(table) {
        return left(set, context, numbers::lacks(table));
    }
    let quotes = set.iter().filter(|one| one.kind() == Kind::Quote);
    let quotes = quotes.map(|one| Annotation::clone(one)).collect();
    let actors = set.actors().map(|actor| Actor::clone(actor)).collect();
    let quotes = rebuilt(set.article().clone(), (**set.details()).clone(), actors, quotes);
    left(&quotes, context, numbers::lacks(table))
}

/// What can be seen of it: of many people no roles, no names of those who share a row, and no verdicts of
/// claims that are not shown one by one.
fn pictured(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let picture = drawing::draw(set, &Statistics::of(set), RowOrder::Appearance, false);
    if !picture.compact && picture.densities.is_empty() {
        return set.clone();
    }
    let named: BTreeSet<_> = picture.rows.iter().filter_map(Row::actor).collect();
    let alone: BTreeSet<_> = picture.shapes.iter().map(|shape| &shape.annotation).collect();
    let actors = set.actors().map(|actor| {
        let mut actor = Actor::clone(actor);
        if picture.compact {
            actor.role.clear();
        }
        if !named.contains(&actor.id) {
            actor.name = MORE.to_owned();
        }
        actor
    });
    let annotations = set.iter().map(|one| match alone.contains(&one.id) {
        true => Annotation::clone(one),
        false => Lacks::new(&[Lack::Check]).annotation(one, context.now),
    });
    let (actors, annotations) = (actors.collect(), annotations.collect());
    rebuilt(set.article().clone(), (**set.details()).clone(), actors, annotations)
}

/// In place of the names of those who share a row.
const MORE: &str = "more";

/// An annotation with nothing of its check but the verdict.
fn judged(one: &Annotation) -> Annotation {
    let mut one = one.clone();
    if let Detail::Claim { check, .. } = &mut one.detail {
        let verdict = check.take().and_then(|check| check.verdict);
        *check = verdict.map(|verdict| Check { verdict: Some(verdict), ..Check::default() });
    }
    one
}

fn pictures(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let by_words = context.options.shape == BY_WORDS;
    let order = if by_words { RowOrder::Words } else { RowOrder::Appearance };
    let one = |one: &KeptDocument<'_>| {
        let counted = Statistics::of(one.set());
        let picture = drawing::draw(one.set(), &counted, order, false);
        File::new(format!("{}.picture.svg", one.stem()), svg::svg(one.set(), &counted, &picture))
    };
    Ok(documents.iter().map(one).collect())
}

fn table(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let Some(first) = documents.first() else { return Ok(Vec::new()) };
    let sets: Vec<&AnnotationSet> = documents.iter().map(KeptDocument::set).collect();
    let table = numbers::table(&context.options.shape, &sets, context.options.bom)?;
    Ok(vec![File::new(format!("{}.numbers.csv", first.stem()), table)])
}
