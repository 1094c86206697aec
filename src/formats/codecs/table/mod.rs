//! One row per annotation, for spreadsheets: CSV and TSV, offsets in code points. No cell can be taken for a
//! formula (tests/formats/offsets.rs). The article's text is not in it; its SHA-256 identifies it.

mod cells;
mod read;
mod sheet;

pub use self::sheet::TableText;

use crate::formats::common::codec::{Codec, Context, KeptDocument};
use crate::formats::common::loss::{rebuilt, without};
use crate::formats::common::statement::actor_of;
use crate::formats::common::utf8::BYTE_ORDER_MARK;
use crate::formats::common::{
    Audience, Choice, File, Format, Ids, Lack, Problem, Ruler, Unit, loss,
};
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, Check, Claimant, Detail, Details, Publisher, Source,
    TextRange, Timestamp,
};

/// Values separated by commas.
pub const CSV: Format = Format {
    id: "csv",
    name: "CSV",
    extension: "csv",
    media_type: "text/csv",
    unit: Unit::CodePoint.words(),
    audience: Audience::Spreadsheet,
    reads: true,
    text: false,
    ids: Ids::Annotations,
    many: false,
    choices: &[Choice::ByteOrderMark],
};

/// Values separated by tabs.
pub const TSV: Format = Format {
    id: "tsv",
    name: "TSV",
    extension: "tsv",
    media_type: "text/tab-separated-values",
    ..CSV
};

/// The functions of CSV.
pub const CSV_CODEC: Codec = Codec {
    format: &CSV,
    holds,
    export: |documents, context| export(documents, context, b','),
    import: read::import,
};

/// The functions of TSV.
pub const TSV_CODEC: Codec = Codec {
    format: &TSV,
    holds,
    export: |documents, context| export(documents, context, b'\t'),
    import: read::import,
};

/// Whether a file looks like this format.
pub fn recognises_csv(file: &File) -> bool {
    sheet::recognises(file, b",;|")
}

/// Whether a file looks like this format.
pub fn recognises_tsv(file: &File) -> bool {
    sheet::recognises(file, b"\t")
}

const COLUMNS: [&str; 39] = [
    "id",
    "kind",
    "text",
    "start",
    "end",
    "spans",
    "who",
    "who_sort",
    "who_role",
    "who_wikidata",
    "who_note",
    "form",
    "cue",
    "cue_span",
    "verdict",
    "explanation",
    "sources",
    "checked",
    "said",
    "place",
    "worthy",
    "same",
    "made_for",
    "publisher",
    "publisher_sort",
    "publisher_url",
    "check_page",
    "status",
    "assignee",
    "sub_label",
    "note",
    "tags",
    "creator",
    "created",
    "modified",
    "origin",
    "source_id",
    "sha256",
    "offsets",
];

/// Characters that may begin a formula, or make a spreadsheet change a cell.
const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '|', '%'];

/// The claimant of a claim that the article itself makes.
const ARTICLE: &str = "(the article)";

/// Everything that belongs to an annotation. Actors are recognised by their details.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    const LACKS: &[Lack] = &[
        Lack::QuoteSource,
        Lack::Title,
        Lack::Byline,
        Lack::Source,
        Lack::Published,
        Lack::Language,
        Lack::Scheme,
    ];
    let left = without(set, LACKS, context.now);
    let annotations: Vec<_> = left.iter().map(|one| known(one, &left)).collect();
    let named = annotations.iter().filter_map(|one| one.actor());
    let named: Vec<_> =
        named.filter_map(|id| left.actor(id)).map(|one| Actor::clone(one)).collect();
    rebuilt(left.article().clone(), Details::default(), named, annotations)
}

/// An empty check is no check, an actor named like the article is nobody, and a verdict of one’s own that reads
/// like a truth value is one.
fn known(one: &Annotation, set: &AnnotationSet) -> Annotation {
    let mut one = one.clone();
    if let Detail::Claim { check, .. } = &mut one.detail {
        if let Some(check) = check {
            check.publisher.take_if(|publisher| *publisher == Publisher::default());
            check.verdict = check.verdict.take().map(|verdict| cells::verdict(verdict.name()));
        }
        check.take_if(|check| *check == Check::default());
    }
    if actor_of(set, &one).is_some_and(|actor| actor.name == ARTICLE) {
        loss::forget_actor(&mut one);
    }
    one
}

fn export(
    documents: &[KeptDocument<'_>],
    context: &Context<'_>,
    delimiter: u8,
) -> Result<Vec<File>, Problem> {
    let extension = if delimiter == b'\t' { "tsv" } else { "csv" };
    let one = |one: &KeptDocument<'_>| {
        let set = one.set();
        let ruler = Ruler::new(set.article(), Unit::CodePoint);
        let rows = set.iter().map(|one| row(set, one, &ruler));
        let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(rows);
        let table = written(rows, delimiter, context.options.bom)?;
        Ok(File::new(format!("{}.{extension}", one.stem()), table))
    };
    documents.iter().map(one).collect()
}

/// Rows as a table for spreadsheets, after the mark by which some know its encoding.
///
/// # Errors
/// If it cannot be written.
pub(super) fn written<Row: IntoIterator<Item = String>>(
    rows: impl IntoIterator<Item = Row>,
    delimiter: u8,
    mark: bool,
) -> Result<Vec<u8>, Problem> {
    let wrong = |error: String| Problem::new(format!("the table could not be written: {error}"));
    let start = if mark { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
    let mut table = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(start);
    for row in rows {
        let row = row.into_iter().map(|cell| defused(&cell));
        table.write_record(row).map_err(|e| wrong(e.to_string()))?;
    }
    table.into_inner().map_err(|e| wrong(e.to_string()))
}

/// A cell no spreadsheet takes for a formula: prefixed by an apostrophe, like every cell that begins with
/// one.
pub(super) fn defused(cell: &str) -> String {
    if cell.starts_with(SIGNS) { format!("'{cell}") } else { cell.to_owned() }
}

fn row(set: &AnnotationSet, one: &Annotation, ruler: &Ruler<'_>) -> [String; 39] {
    let article = set.article();
    let range = |range: &TextRange| {
        let (start, end) = ruler.range(*range);
        format!("{start}:{end}")
    };
    let spans: Vec<_> = one.spans.iter().map(range).collect();
    let who = actor_of(set, one);
    let (form, cue, check) = match &one.detail {
        Detail::Quote { cue, form, .. } => (form.map(name), *cue, None),
        Detail::Claim { check, .. } => (None, None, check.as_ref()),
        Detail::Person { .. } => (None, None, None),
    };
    let article_claims =
        matches!(&one.detail, Detail::Claim { claimant: Some(Claimant::Article), .. });
    let of = |field: fn(&Actor) -> String| who.map(field).unwrap_or_default();
    let checked = |field: fn(&Check) -> String| check.map(field).unwrap_or_default();
    let publisher = check.and_then(|check| check.publisher.as_ref());
    let published = |field: fn(&Publisher) -> String| publisher.map(field).unwrap_or_default();
    [
        one.id.to_string(),
        one.kind().name().to_owned(),
        words(article, &one.spans).to_owned(),
        ruler.to(one.start()).to_string(),
        ruler.to(one.end()).to_string(),
        spans.join(" "),
        if article_claims { ARTICLE.to_owned() } else { of(|actor| actor.name.clone()) },
        of(|actor| name(actor.sort)),
        of(|actor| actor.role.clone()),
        of(|actor| actor.wikidata.clone().unwrap_or_default()),
        of(|actor| actor.note.clone()),
        form.unwrap_or_default(),
        cue.map(|cue| article.slice(cue).to_owned()).unwrap_or_default(),
        cue.as_ref().map(range).unwrap_or_default(),
        checked(|check| check.verdict.clone().map(name).unwrap_or_default()),
        checked(|check| check.explanation.clone()),
        checked(|check| listed(check.sources.iter().map(source))),
        checked(|check| check.date.clone().unwrap_or_default()),
        checked(|check| check.said.clone().unwrap_or_default()),
        checked(|check| check.place.clone()),
        checked(|check| check.worthy.map(name).unwrap_or_default()),
        checked(|check| check.same.as_ref().map(ToString::to_string).unwrap_or_default()),
        checked(|check| check.made_for.as_ref().map(ToString::to_string).unwrap_or_default()),
        published(|publisher| publisher.name.clone()),
        published(|publisher| name(publisher.sort)),
        published(|publisher| publisher.url.clone()),
        checked(|check| check.page.clone()),
        checked(|check| check.status.map(name).unwrap_or_default()),
        checked(|check| check.assignee.clone()),
        one.label.clone().unwrap_or_default(),
        one.note.clone(),
        listed(one.tags.iter().cloned()),
        one.creator.clone().unwrap_or_default(),
        time(one.created),
        time(one.modified),
        name(one.origin),
        one.source_id.clone().unwrap_or_default(),
        article.sha256().to_owned(),
        Unit::CodePoint.words().to_owned(),
    ]
}

/// The text from the start of an annotation to its end, with what is between its parts.
fn words<'a>(article: &'a Article, spans: &[TextRange]) -> &'a str {
    let ends = spans.first().zip(spans.last());
    ends.map_or("", |(first, last)| article.slice(TextRange { start: first.start, end: last.end }))
}

/// The name of a case in files.
fn name(case: impl Record) -> String {
    case.plain().as_text().unwrap_or_default().to_owned()
}

/// A time; empty if unknown.
fn time(time: Timestamp) -> String {
    if time.is_known() { time.to_string() } else { String::new() }
}

/// Items in one cell, separated by commas; an item with a comma or a quotation mark is written as JSON.
fn listed(items: impl Iterator<Item = String>) -> String {
    let quoted = items.map(|item| {
        let plain =
            !item.is_empty() && item.trim() == item && !item.contains([',', '"', '\n', '[']);
        if plain { item } else { Plain::text(&item).to_json() }
    });
    quoted.collect::<Vec<_>>().join(", ")
}

/// A source in a cell: its address, or all of it as JSON if there is more.
fn source(source: &Source) -> String {
    let bare = Source { url: source.url.clone(), ..Source::default() };
    if *source == bare && !source.url.starts_with('{') {
        return source.url.clone();
    }
    source.plain().to_json()
}
