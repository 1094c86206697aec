//! A row an annotation, for spreadsheets: CSV and TSV, offsets in code points. No cell can be taken
//! for a formula. Must never hold the article's text: its SHA-256 tells which it is.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::codec::{Codec, Context, Imported, Written};
use super::loss::{rebuilt, without};
use super::plain::BYTE_ORDER_MARK;
use super::said::actor_of;
use super::spans::{Intake, short};
use super::{Choice, File, Format, Group, Ids, Lack, Problem, Ruler, Unit};
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationSet, Article, Check, Claimant, Detail, Details, Source,
    TextRange,
};

/// Values divided by commas.
pub const CSV: Format = Format {
    id: "csv",
    name: "CSV",
    extension: "csv",
    media_type: "text/csv",
    unit: Unit::CodePoint.words(),
    group: Group::Spreadsheet,
    reads: true,
    text: false,
    ids: Ids::Annotations,
    many: false,
    choices: &[Choice::ByteOrderMark],
};

/// Values divided by tabs.
pub const TSV: Format = Format {
    id: "tsv",
    name: "TSV",
    extension: "tsv",
    media_type: "text/tab-separated-values",
    ..CSV
};

/// How CSV is written and read.
pub const CSV_CODEC: Codec = Codec {
    format: &CSV,
    holds,
    export: |documents, context| export(documents, context, b','),
    import,
    recognises: |file| recognises(file, b",;"),
};

/// How TSV is written and read.
pub const TSV_CODEC: Codec = Codec {
    format: &TSV,
    holds,
    export: |documents, context| export(documents, context, b'\t'),
    import,
    recognises: |file| recognises(file, b"\t"),
};

const COLUMNS: [&str; 26] = [
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
    "verdict",
    "explanation",
    "sources",
    "checked",
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

/// Whoever claims something if it is the article itself.
const ARTICLE: &str = "(the article)";

/// Everything but what is not said of an annotation. Actors are known by what is said of them.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    const LACKS: &[Lack] =
        &[Lack::Title, Lack::Byline, Lack::Source, Lack::Published, Lack::Language];
    let left = without(set, LACKS, context.now);
    let annotations: Vec<_> = left.iter().map(|one| known(one, &left)).collect();
    let named = annotations.iter().filter_map(|one| one.actor());
    let named: Vec<_> =
        named.filter_map(|id| left.actor(id)).map(|one| Actor::clone(one)).collect();
    rebuilt(left.article().clone(), Details::default(), named, annotations)
}

/// A check that says nothing is none, and an actor called as the article is nobody.
fn known(one: &Annotation, set: &AnnotationSet) -> Annotation {
    let mut one = one.clone();
    if let Detail::Claim { check, .. } = &mut one.detail
        && *check == Some(Check::default())
    {
        *check = None;
    }
    if actor_of(set, &one).is_some_and(|actor| actor.name == ARTICLE) {
        super::loss::forget_actor(&mut one);
    }
    one
}

fn export(
    documents: &[Written<'_>],
    context: &Context<'_>,
    delimiter: u8,
) -> Result<Vec<File>, Problem> {
    let extension = if delimiter == b'\t' { "tsv" } else { "csv" };
    let one = |one: &Written<'_>| {
        let set = holds(one.set, context);
        let mut table = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let ruler = Ruler::new(set.article(), Unit::CodePoint);
        let rows = set.iter().map(|one| row(&set, one, &ruler));
        let wrong =
            |error: String| Problem::new(format!("the table could not be written: {error}"));
        for row in std::iter::once(COLUMNS.map(str::to_owned)).chain(rows) {
            table.write_record(row.map(|cell| defused(&cell))).map_err(|e| wrong(e.to_string()))?;
        }
        let table = table.into_inner().map_err(|e| wrong(e.to_string()))?;
        let mark = if context.options.bom { BYTE_ORDER_MARK } else { b"" };
        Ok(File::new(format!("{}.{extension}", one.stem), [mark, &table].concat()))
    };
    documents.iter().map(one).collect()
}

/// A cell no spreadsheet takes for a formula: an apostrophe goes first, as it does for every cell that
/// begins with one.
fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '|', '%']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn as_it_was(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '|', '%']))
        .unwrap_or(cell)
}

fn row(set: &AnnotationSet, one: &Annotation, ruler: &Ruler<'_>) -> [String; 26] {
    let article = set.article();
    let range = |range: &TextRange| {
        let (start, end) = ruler.range(*range);
        format!("{start}:{end}")
    };
    let spans: Vec<_> = one.spans.iter().map(range).collect();
    let who = actor_of(set, one);
    let (form, cue, check) = match &one.detail {
        Detail::Quote { cue, form, .. } => (form.map(name), cue.as_ref().map(range), None),
        Detail::Claim { check, .. } => (None, None, check.as_ref()),
        Detail::Person { .. } => (None, None, None),
    };
    let article_claims =
        matches!(&one.detail, Detail::Claim { claimant: Some(Claimant::Article), .. });
    let of = |field: fn(&Actor) -> String| who.map(field).unwrap_or_default();
    let checked = |field: fn(&Check) -> String| check.map(field).unwrap_or_default();
    [
        one.id.to_string(),
        one.kind().name().to_owned(),
        parts(article, &one.spans),
        ruler.to(one.start()).to_string(),
        ruler.to(one.end()).to_string(),
        spans.join(" "),
        if article_claims { ARTICLE.to_owned() } else { of(|actor| actor.name.clone()) },
        of(|actor| name(actor.sort)),
        of(|actor| actor.role.clone()),
        of(|actor| actor.wikidata.clone().unwrap_or_default()),
        of(|actor| actor.note.clone()),
        form.unwrap_or_default(),
        cue.unwrap_or_default(),
        checked(|check| check.verdict.map(name).unwrap_or_default()),
        checked(|check| check.explanation.clone()),
        checked(|check| listed(check.sources.iter().map(source))),
        checked(|check| check.date.clone().unwrap_or_default()),
        one.note.clone(),
        listed(one.tags.iter().cloned()),
        one.creator.clone().unwrap_or_default(),
        one.created.to_string(),
        one.modified.to_string(),
        name(one.origin),
        one.source_id.clone().unwrap_or_default(),
        article.sha256().to_owned(),
        Unit::CodePoint.words().to_owned(),
    ]
}

/// The words of all parts of an annotation.
fn parts(article: &Article, spans: &[TextRange]) -> String {
    let parts: Vec<_> = spans.iter().map(|span| article.slice(*span)).collect();
    parts.join(" … ")
}

/// The name under which files have a case.
fn name(case: impl Record) -> String {
    case.plain().as_text().unwrap_or_default().to_owned()
}

/// Items in one cell: divided by commas; one with a comma or a quotation mark as JSON has it.
fn listed(items: impl Iterator<Item = String>) -> String {
    let quoted = items.map(|item| {
        let plain =
            !item.is_empty() && item.trim() == item && !item.contains([',', '"', '\n', '[']);
        if plain { item } else { Plain::text(&item).to_json() }
    });
    quoted.collect::<Vec<_>>().join(", ")
}

/// What [`listed`] wrote.
fn unlisted(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        let mut json =
            serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
        let quoted = rest.starts_with('"') && matches!(json.next(), Some(Ok(_)));
        let end = if quoted { json.byte_offset() } else { rest.find(',').unwrap_or(rest.len()) };
        let item = rest.get(..end).unwrap_or_default();
        match Plain::from_json(item) {
            Ok(Plain::Text(text)) if quoted => items.push(text.into_owned()),
            _ => items.push(item.trim().to_owned()),
        }
        rest = rest.get(end..).unwrap_or_default().trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    items
}

/// A source in a cell: its address, or all of it as JSON if there is more.
fn source(source: &Source) -> String {
    let bare = Source { url: source.url.clone(), ..Source::default() };
    if *source == bare && !source.url.starts_with('{') {
        return source.url.clone();
    }
    source.plain().to_json()
}

fn source_of(cell: &str) -> Source {
    let read = Plain::from_json(cell).ok().and_then(|plain| Source::read(&plain).ok());
    read.unwrap_or_else(|| Source { url: cell.to_owned(), ..Source::default() })
}

fn import(files: &[File], context: &Context<'_>) -> Imported {
    let mut imported = Imported::default();
    let Some(article) = context.article else {
        imported
            .problems
            .push(Problem::new("a table holds no article; open the article first, then the table"));
        return imported;
    };
    for file in files {
        read(&file.content, article, context, &mut imported);
    }
    imported
}

fn read(content: &[u8], article: &Rc<Article>, context: &Context<'_>, into: &mut Imported) {
    let (content, wrong) = super::plain::decode_all(content);
    into.problems.extend(wrong);
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter(&content))
        .flexible(true)
        .from_reader(content.as_bytes());
    let headers = table.headers().cloned().unwrap_or_default();
    let columns: BTreeMap<String, usize> = headers
        .iter()
        .enumerate()
        .map(|(at, name)| (name.trim().to_lowercase().replace(' ', "_"), at))
        .collect();
    let mut taking = Taking {
        intake: Intake::new(article, Unit::CodePoint, context),
        actors: Vec::new(),
        others: 0,
        columns,
        article,
    };
    for record in table.records() {
        match record {
            Ok(record) => taking.take(&record),
            Err(error) => taking.intake.tell(at_line(
                error.position().map_or(1, csv::Position::line),
                format!("this row cannot be read ({}); left out", error),
            )),
        }
    }
    taking.finish(into);
}

fn at_line(line: u64, message: String) -> Problem {
    Problem { line: u32::try_from(line).ok(), column: Some(1), message }
}

/// The sign that divides the first line.
fn delimiter(content: &str) -> u8 {
    let first = content.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// Takes rows in.
struct Taking<'a> {
    intake: Intake<'a>,
    actors: Vec<Actor>,
    /// Rows about other texts.
    others: usize,
    columns: BTreeMap<String, usize>,
    article: &'a Rc<Article>,
}

impl Taking<'_> {
    fn cell<'r>(&self, row: &'r csv::StringRecord, names: &[&str]) -> &'r str {
        let at = names.iter().find_map(|name| self.columns.get(*name));
        at.and_then(|at| row.get(*at)).map(as_it_was).unwrap_or_default()
    }

    fn take(&mut self, row: &csv::StringRecord) {
        let line = row.position().map_or(1, csv::Position::line);
        let sha256 = self.cell(row, &["sha256"]);
        if !sha256.is_empty() && sha256 != self.article.sha256() {
            self.others += 1;
            return;
        }
        if let Err(message) = self.annotation(row) {
            self.intake.tell(at_line(line, message));
        }
    }

    fn annotation(&mut self, row: &csv::StringRecord) -> Result<(), String> {
        let label = self.cell(row, &["kind", "label", "type", "category"]).to_owned();
        let ranges = self.ranges(row)?;
        self.check_words(row, &ranges)?;
        let who = self.who(row);
        let cell = |names: &[&str]| self.cell(row, names).to_owned();
        let (id, note, tags) = (cell(&["id"]), cell(&["note", "comment"]), cell(&["tags"]));
        let (creator, created) = (cell(&["creator", "annotator"]), cell(&["created"]));
        let (modified, origin) = (cell(&["modified"]), cell(&["origin"]));
        let source_id = cell(&["source_id"]);
        let (form, cue) = (cell(&["form"]), cell(&["cue"]));
        let cue = self.ranges_of(&cue)?.first().copied();
        let check = Check {
            verdict: read_name(&cell(&["verdict"])),
            explanation: cell(&["explanation"]),
            sources: unlisted(&cell(&["sources"])).iter().map(|cell| source_of(cell)).collect(),
            date: Some(cell(&["checked"])).filter(|date| !date.is_empty()),
        };
        let Some(one) = self.intake.ranges(&label, ranges, None) else { return Ok(()) };
        one.note = note;
        one.tags = unlisted(&tags);
        one.creator = Some(creator).filter(|creator| !creator.is_empty());
        one.created = created.parse().unwrap_or(one.created);
        one.modified = modified.parse().unwrap_or(one.modified);
        one.origin = read_name(&origin).unwrap_or(one.origin);
        let (who, by_article) = who;
        match &mut one.detail {
            Detail::Person { actor } => *actor = who,
            Detail::Quote { speaker, cue: own, form: own_form } => {
                (*speaker, *own, *own_form) = (who, cue, read_name(&form));
            }
            Detail::Claim { claimant, check: own } => {
                *claimant = who.map(Claimant::Actor).or(by_article.then_some(Claimant::Article));
                *own = Some(check).filter(|check| *check != Check::default());
            }
        }
        if !id.is_empty() {
            self.intake.called(&id);
        }
        if !source_id.is_empty()
            && let Some(last) = self.intake.last()
        {
            last.source_id = Some(source_id);
        }
        Ok(())
    }

    /// Whether the row's words are those of the text; spreadsheets change blanks.
    fn check_words(&self, row: &csv::StringRecord, ranges: &[TextRange]) -> Result<(), String> {
        let words = self.cell(row, &["text", "quote", "exact", "span"]);
        let there = parts(self.article, ranges);
        if words.is_empty() || words.split_whitespace().eq(there.split_whitespace()) {
            return Ok(());
        }
        Err(format!("the text there is “{}”, not “{}”; left out", short(&there), short(words)))
    }

    /// Whom a row refers to, and whether that is the article itself.
    fn who(&mut self, row: &csv::StringRecord) -> (Option<ActorId>, bool) {
        let name = self.cell(row, &["who", "speaker", "actor", "claimant"]);
        if name == ARTICLE || name.trim().is_empty() {
            return (None, name == ARTICLE);
        }
        let wikidata = self.cell(row, &["who_wikidata", "wikidata"]);
        let actor = Actor {
            id: format!("actor-{}", self.actors.len() + 1).as_str().into(),
            name: name.to_owned(),
            sort: read_name(self.cell(row, &["who_sort"])).unwrap_or_default(),
            role: self.cell(row, &["who_role", "role"]).to_owned(),
            wikidata: Some(wikidata.to_owned()).filter(|id| !id.is_empty()),
            note: self.cell(row, &["who_note"]).to_owned(),
        };
        let same = |other: &&Actor| Actor { id: other.id.clone(), ..actor.clone() } == **other;
        if let Some(known) = self.actors.iter().find(same) {
            return (Some(known.id.clone()), false);
        }
        let id = actor.id.clone();
        self.actors.push(actor);
        (Some(id), false)
    }

    fn ranges(&self, row: &csv::StringRecord) -> Result<Vec<TextRange>, String> {
        let spans = self.cell(row, &["spans"]);
        if !spans.is_empty() {
            return self.ranges_of(spans);
        }
        let start = self.cell(row, &["start", "begin", "start_offset", "start_char"]);
        let end = self.cell(row, &["end", "end_offset", "end_char"]);
        self.ranges_of(&format!("{start}:{end}"))
    }

    fn ranges_of(&self, cell: &str) -> Result<Vec<TextRange>, String> {
        let one = |range: &str| {
            let wrong = || format!("“{}” is no pair of offsets; left out", short(range));
            let (start, end) = range.split_once(':').ok_or_else(wrong)?;
            let number = |text: &str| text.trim().parse::<u32>().map_err(|_| wrong());
            let span = self.intake.ruler.span(number(start)?, number(end)?);
            span.map_err(|reason| format!("{reason}; left out"))
        };
        cell.split_whitespace().map(one).collect()
    }

    fn finish(mut self, into: &mut Imported) {
        if self.others > 0 {
            let rows = if self.others == 1 { "row is" } else { "rows are" };
            self.intake.tell(Problem::new(format!(
                "{} {rows} about another text than the open article; left out",
                self.others
            )));
        }
        self.intake.finish_with(&Details::default(), self.actors, into);
    }
}

/// The case of this name; `None` if there is none.
fn read_name<T: Record>(name: &str) -> Option<T> {
    T::read(&Plain::text(name)).ok()
}

fn recognises(file: &File, delimiters: &[u8]) -> bool {
    let (content, _) = super::plain::decode_all(&file.content);
    let first = content.lines().next().unwrap_or_default().to_lowercase();
    let cells: Vec<_> = first.split([',', ';', '\t']).map(|cell| cell.trim_matches('"')).collect();
    let has = |names: &[&str]| names.iter().any(|name| cells.contains(name));
    has(&["start", "begin", "start_offset", "start_char"])
        && has(&["end", "end_offset", "end_char"])
        && has(&["kind", "label", "type", "category"])
        && delimiters.contains(&delimiter(&content))
}
