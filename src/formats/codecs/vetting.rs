//! The vetting sheet: every claim with what is known of it, as a page to print or as CSV. Export only; no
//! claim is left out (tests/formats/laws.rs).

use std::collections::BTreeMap;

use super::{html, table};
use crate::formats::common::codec::{Codec, Context, Imported, KeptDocument};
use crate::formats::common::loss::{rebuilt, without};
use crate::formats::common::markup::{escaped, linked};
use crate::formats::common::{Audience, Choice, File, Format, Ids, Lack, Problem, sentences};
use crate::model::record::Record as _;
use crate::model::repeats::{Verdicts, taken_from};
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Check, Detail, Kind, Timestamp,
};

/// The format.
pub const FORMAT: Format = Format {
    id: "vetting",
    name: "Vetting sheet",
    extension: "html",
    media_type: "text/html",
    unit: "",
    audience: Audience::Publish,
    reads: false,
    text: false,
    ids: Ids::None,
    many: false,
    choices: &[Choice::Shape(&[("page", "A page to print"), (CSV, "CSV")])],
};

/// Its functions.
pub const CODEC: Codec =
    Codec { format: &FORMAT, holds, export, import: |_, _| Imported::default() };

const CSV: &str = "csv";

/// The column of unannounced changes. The page lists them below its table.
const CHANGED: usize = 13;

const COLUMNS: [&str; 14] = [
    "No.",
    "Claim",
    "Claimed by",
    "Since",
    "Where",
    "Worth checking",
    "Verdict",
    "Checked on",
    "Why",
    "Sources",
    "Published",
    "Label",
    "Note",
    "Unannounced change",
];

/// Words are never broken, but for addresses; a long one would push the other columns off the paper.
const STYLE: &str = "body{font:14px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1c1e;background:#fff}\
h1{font-size:1.4rem;margin:0 0 .25rem}table{border-collapse:collapse;width:100%}\
th,td{border:1px solid #b9bbc0;padding:.375rem .5rem;text-align:start;vertical-align:top;white-space:pre-line}\
th{background:#f1f1ee}tr{break-inside:avoid}thead{display:table-header-group}a{color:inherit}\
.long{min-width:14rem;overflow-wrap:break-word}.addresses{min-width:12rem;overflow-wrap:anywhere}.short{white-space:nowrap}\
@media print{@page{size:landscape}body{margin:0;font-size:11px}.long{min-width:10rem}.addresses{min-width:13rem}}\n";

/// How wide the cells of a column are.
fn class_of(column: &str) -> &'static str {
    match column {
        "Claim" | "Why" | "Note" => " class=\"long\"",
        "Sources" | "Published" => " class=\"addresses\"",
        "No." | "Since" | "Checked on" => " class=\"short\"",
        _ => "",
    }
}

/// Claims and their claimants.
fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    let mut lacks = vec![Lack::Tags, Lack::Creator];
    if context.options.shape == CSV {
        // The table has no heading.
        lacks.extend([Lack::Title, Lack::Byline, Lack::Source, Lack::Published]);
    }
    let left = without(&sentences::holds(set, context), &lacks, context.now);
    let claims = left.iter().filter(|one| one.kind() == Kind::Claim);
    let claims = claims.map(|one| unlinked(&left, one));
    let claims: Vec<Annotation> = claims.collect();
    let actors: Vec<Actor> = left.actors().map(|actor| Actor::clone(actor)).collect();
    rebuilt(left.article().clone(), (**left.details()).clone(), actors, claims)
}

/// A claim without its link: each has its own row, which says if its verdict was given for another.
fn unlinked(set: &AnnotationSet, one: &Annotation) -> Annotation {
    let from = taken_from(set, one);
    let mut one = one.clone();
    if let Detail::Claim { check: Some(check), .. } = &mut one.detail {
        (check.same, check.made_for) = (None, from.or(check.made_for.take()));
    }
    one
}

fn export(documents: &[KeptDocument<'_>], context: &Context<'_>) -> Result<Vec<File>, Problem> {
    let one = |one: &KeptDocument<'_>| match context.options.shape.as_str() {
        CSV => {
            let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(rows_with_changes(one));
            let table = table::written(rows, b',', context.options.bom)?;
            Ok(File::new(format!("{}.vetting.csv", one.stem()), table))
        }
        _ => Ok(File::new(format!("{}.vetting.html", one.stem()), page(one, context.now))),
    };
    documents.iter().map(one).collect()
}

fn page(one: &KeptDocument<'_>, now: Timestamp) -> String {
    let set = one.set();
    let title = escaped(sentences::title(set));
    let rows: Vec<_> = rows(set).collect();
    // A column without a word in it only takes room from the others.
    let filled = |column: usize| rows.is_empty() || rows.iter().any(|row| !row[column].is_empty());
    let columns: Vec<usize> = (0..CHANGED).filter(|column| filled(*column)).collect();
    let line = |tag: &str, cells: &[String]| {
        let cells = columns.iter().map(|column| {
            let class = class_of(COLUMNS[*column]);
            format!("<{tag} dir=\"auto\"{class}>{}</{tag}>", linked(&cells[*column]))
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let head = line("th", &COLUMNS.map(str::to_owned));
    let body: String = rows.iter().map(|row| line("td", row)).collect();
    let claims = sentences::count(rows.len(), "claim", "claims");
    let checked = sentences::checked_of(Verdicts::of(set), &claims);
    let heading = sentences::heading(one).into_iter().chain([checked]);
    let heading = heading.collect::<Vec<_>>().join(" · ");
    format!(
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"text-sha256\" content=\"{}\">\n<title>Vetting sheet: {title}</title>\n<style>{STYLE}{}</style>\n</head>\n\
         <body>\n<h1 dir=\"auto\">Vetting sheet: {title}</h1>\n<p>{}</p>\n<table>\n<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table>\n{}</body>\n</html>\n",
        set.article().sha256(),
        html::foot(set, now, "0"),
        escaped(&heading),
        changes(one),
    )
}

/// The quotes and claims whose words changed between versions of the article.
fn changes(one: &KeptDocument<'_>) -> String {
    if one.changes().is_empty() {
        return String::new();
    }
    let item = |change| format!("<li dir=\"auto\">{}</li>\n", escaped(&sentences::changed(change)));
    let items: String = one.changes().iter().map(item).collect();
    format!("<h2>Unannounced changes</h2>\n<ul>\n{items}</ul>\n")
}

/// The claims with their unannounced changes, and a row for each change of what is no claim in the article.
fn rows_with_changes(one: &KeptDocument<'_>) -> Vec<[String; 14]> {
    let set = one.set();
    let is_listed = |id| set.get(id).is_some_and(|one| one.kind() == Kind::Claim);
    let mut of_claims: BTreeMap<&AnnotationId, Vec<String>> = BTreeMap::new();
    let mut others = Vec::new();
    for change in one.changes() {
        let told = sentences::changed(change);
        match is_listed(&change.change.id) {
            true => of_claims.entry(&change.change.id).or_default().push(told),
            false => others.push(told),
        }
    }
    let claims = set.iter().filter(|one| one.kind() == Kind::Claim);
    let claims = claims.zip(rows(set)).map(|(claim, mut row)| {
        row[CHANGED] = of_claims.remove(&claim.id).unwrap_or_default().join("\n");
        row
    });
    let mut all: Vec<_> = claims.collect();
    all.extend(others.into_iter().map(|told| {
        let mut row = [const { String::new() }; 14];
        row[CHANGED] = told;
        row
    }));
    all
}

fn rows(set: &AnnotationSet) -> impl Iterator<Item = [String; 14]> {
    let claims = set.iter().filter(|one| one.kind() == Kind::Claim);
    claims.zip(1..).map(|(one, number)| row(set, one, number))
}

fn row(set: &AnnotationSet, one: &Annotation, number: usize) -> [String; 14] {
    let check = match &one.detail {
        Detail::Claim { check: Some(check), .. } => check.clone(),
        _ => Check::default(),
    };
    let mut verdict = check.verdict.as_ref().map_or("Not checked", sentences::verdict).to_owned();
    if let Some(from) = taken_from(set, one) {
        verdict = format!("{verdict}\n{}", sentences::taken_over(set, &from));
    }
    let underway = sentences::underway(&check);
    if !underway.is_empty() {
        verdict = format!("{verdict}\n{underway}");
    }
    let worthy = check.worthy.map(|worthy| worthy.plain().as_text().unwrap_or_default().to_owned());
    [
        number.to_string(),
        sentences::words(set, one),
        sentences::who(set, one),
        check.said.clone().unwrap_or_default(),
        check.place.clone(),
        worthy.unwrap_or_default(),
        verdict,
        check.date.clone().unwrap_or_default(),
        check.explanation.clone(),
        check.sources.iter().map(sentences::source).collect::<Vec<_>>().join("\n"),
        sentences::published(&check),
        one.label.clone().unwrap_or_default(),
        one.note.clone(),
        String::new(),
    ]
}
