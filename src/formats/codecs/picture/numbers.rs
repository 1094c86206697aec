//! The numbers of who said what as tables for spreadsheets; several articles share one table.

use crate::formats::codecs::table::defused;
use crate::formats::common::sentences;
use crate::formats::common::{Lack, Problem};
use crate::model::record::Record;
use crate::model::statistics::overview::OverviewBuilder;
use crate::model::statistics::{ArticlesOverview, SpeechCounts, Statistics};
use crate::model::{AnnotationSet, Kind, Verdict};

use super::said::said;

/// The tables, and their names.
pub const TABLES: &[(&str, &str)] = &[
    ("people", "People"),
    ("quotes", "Every quote"),
    ("shares", "Share of quoted words"),
    ("paragraphs", "Paragraphs"),
    ("time", "Over time"),
];

/// What a table leaves out of a document.
pub(super) fn lacks(table: &str) -> &'static [Lack] {
    match table {
        "quotes" => &[Lack::ActorSort, Lack::ActorWikidata, Lack::ActorRole, Lack::Published],
        "shares" => &[Lack::Form, Lack::Cue, Lack::Published],
        "paragraphs" => &[
            Lack::Label,
            Lack::Form,
            Lack::Cue,
            Lack::Actor,
            Lack::ArticleClaims,
            Lack::Check,
            Lack::Published,
        ],
        "time" => &[Lack::Label, Lack::Form, Lack::Cue, Lack::ActorRole, Lack::Check],
        _ => &[Lack::Label, Lack::Cue, Lack::Published],
    }
}

/// The rows of a table, with their head.
type Rows = Vec<Vec<String>>;

/// A table of documents, as CSV.
///
/// # Errors
/// If it cannot be written.
pub(super) fn table(id: &str, sets: &[&AnnotationSet]) -> Result<Vec<u8>, Problem> {
    let rows = match (id, sets) {
        ("quotes", _) => of_each(
            sets,
            &["Speaker", "Words", "Introduced by", "Form", "Label", "Paragraph"],
            quotes,
        ),
        ("shares", _) => {
            of_each(sets, &["Quotes of", "Name", "People", "Quotes", "Words quoted"], shares)
        }
        ("paragraphs", _) => of_each(
            sets,
            &["Paragraph", "Characters", "Annotated", "In mentions", "In claims", "In quotes"],
            paragraphs,
        ),
        ("time", _) => over_time(&overview(sets)),
        (_, [one]) => people(&Statistics::of(one)),
        _ => people_of_all(&overview(sets)),
    };
    written(&rows)
}

fn written(rows: &[Vec<String>]) -> Result<Vec<u8>, Problem> {
    let wrong = |error: String| Problem::new(format!("the table could not be written: {error}"));
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        table
            .write_record(row.iter().map(|cell| defused(cell)))
            .map_err(|e| wrong(e.to_string()))?;
    }
    table.into_inner().map_err(|e| wrong(e.to_string()))
}

fn overview(sets: &[&AnnotationSet]) -> ArticlesOverview {
    let mut builder = OverviewBuilder::default();
    sets.iter().for_each(|set| builder.add(set));
    builder.finish()
}

/// The rows of each document, after its title if there are several.
fn of_each(sets: &[&AnnotationSet], head: &[&str], rows: fn(&AnnotationSet) -> Rows) -> Rows {
    let several = sets.len() > 1;
    let titled = |title: &str, row: Vec<String>| {
        let title = several.then(|| title.to_owned());
        title.into_iter().chain(row).collect()
    };
    let mut all = vec![titled("Article", cells(head))];
    for set in sets {
        all.extend(rows(set).into_iter().map(|row| titled(sentences::title(set), row)));
    }
    all
}

fn cells(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn numbers<const N: usize>(numbers: [usize; N]) -> impl Iterator<Item = String> {
    numbers.into_iter().map(|number| number.to_string())
}

fn quotes(set: &AnnotationSet) -> Rows {
    let row = |one: super::QuoteRow| {
        let whole = set.get(&one.annotation).map(|quote| sentences::words(set, quote));
        let form = one.form.map(|form| name(&form)).unwrap_or_default();
        let words = whole.unwrap_or(one.words);
        vec![one.speaker, words, one.cue, form, one.label, one.paragraph.to_string()]
    };
    said(set).map(row).collect()
}

fn shares(set: &AnnotationSet) -> Rows {
    let counted = Statistics::of(set);
    let row = |of: &str, name: &str, numbers: [usize; 3]| -> Vec<String> {
        let numbers = numbers.map(|number| number.to_string());
        [of.to_owned(), name.to_owned()].into_iter().chain(numbers).collect()
    };
    let people = counted.people.iter().filter(|person| person.numbers.quotes > 0).map(|person| {
        row("person", &person.name, [1, person.numbers.quotes, person.numbers.words])
    });
    let mut rows: Rows = people.collect();
    for (of, shares) in [("role", &counted.roles), ("label", &counted.labels)] {
        rows.extend(
            shares.iter().map(|one| row(of, &one.name, [one.people, one.quotes, one.words])),
        );
    }
    let unnamed = &counted.unnamed;
    rows.push(row("unnamed sources", "", [unnamed.people, unnamed.quotes, unnamed.words]));
    rows.push(row("nobody named yet", "", [0, counted.nobody.quotes, counted.nobody.words]));
    let all = [counted.speakers(), counted.total.quotes, counted.quoted];
    rows.push(row("all", "", all));
    rows.push(row(
        "the whole article",
        "",
        [counted.people.len(), counted.total.quotes, counted.words],
    ));
    rows
}

fn paragraphs(set: &AnnotationSet) -> Rows {
    let counted = Statistics::of(set);
    let row = |(cover, number): (&crate::model::statistics::Coverage, usize)| {
        let kinds = Kind::ALL.map(|kind| cover.of(kind).to_string());
        let first = [number.to_string(), cover.characters.to_string(), cover.annotated.to_string()];
        first.into_iter().chain(kinds).collect()
    };
    counted.paragraphs.iter().zip(1..).map(row).collect()
}

fn over_time(overview: &ArticlesOverview) -> Rows {
    let mut rows = vec![cells(&["Date", "Articles", "Quotes", "Name", "Words quoted"])];
    for period in &overview.periods {
        let all = [period.articles.to_string(), period.quotes.to_string()];
        let row = |name: &str, all: [String; 2], words: usize| {
            let [articles, quotes] = all;
            vec![period.when.clone(), articles, quotes, name.to_owned(), words.to_string()]
        };
        rows.push(row("", all, period.words));
        for (index, words) in &period.people {
            let person = overview.people.get(*index as usize);
            let name = person.map_or("", |person| person.name.as_str());
            rows.push(row(name, Default::default(), *words));
        }
    }
    rows
}

/// The columns of [`SpeechCounts`], after those that say whose they are.
fn head(first: &[&str], verdicts: &[Verdict]) -> Vec<String> {
    let counts = [
        "Mentions",
        "Quotes",
        "Direct",
        "Indirect",
        "Mixed",
        "Form not set",
        "Words quoted",
        "Claims",
    ];
    let verdicts = verdicts.iter().map(|verdict| sentences::verdict(verdict).to_owned());
    let not_checked = std::iter::once("Not checked".to_owned());
    cells(first).into_iter().chain(cells(&counts)).chain(verdicts).chain(not_checked).collect()
}

fn counts(found: &SpeechCounts, verdicts: &[Verdict]) -> impl Iterator<Item = String> {
    let SpeechCounts { mentions, quotes, words, forms, claims, unchecked, .. } = found;
    let usual = [
        *mentions,
        *quotes,
        forms.direct,
        forms.indirect,
        forms.mixed,
        forms.unset,
        *words,
        *claims,
    ];
    let verdicts = (0..verdicts.len()).map(|index| found.with_verdict(index).to_string());
    numbers(usual).chain(verdicts.collect::<Vec<_>>()).chain(numbers([*unchecked]))
}

fn people(counted: &Statistics) -> Rows {
    let verdicts = &counted.verdicts;
    let row = |first: [String; 5], found: &SpeechCounts| {
        first.into_iter().chain(counts(found, verdicts)).collect()
    };
    let named = |name: &str| [name, "", "", "", ""].map(str::to_owned);
    let mut rows = vec![head(&["Name", "Type", "Role", "Wikidata", "First paragraph"], verdicts)];
    for person in &counted.people {
        let first = [
            person.name.clone(),
            name(&person.sort),
            person.role.clone(),
            person.wikidata.clone().unwrap_or_default(),
            person.paragraph.to_string(),
        ];
        rows.push(row(first, &person.numbers));
    }
    rows.push(row(named(ARTICLE), &counted.article));
    rows.push(row(named(NOBODY), &counted.nobody));
    rows.push(row(named(ALL), &counted.total));
    rows
}

fn people_of_all(overview: &ArticlesOverview) -> Rows {
    let verdicts = &overview.verdicts;
    let row = |first: [String; 6], found: &SpeechCounts| {
        first.into_iter().chain(counts(found, verdicts)).collect()
    };
    let named = |name: &str, articles: &str| [name, "", "", "", articles, ""].map(str::to_owned);
    let columns = ["Name", "Type", "Role", "Wikidata", "Articles", "Quoted in"];
    let mut rows = vec![head(&columns, verdicts)];
    for person in &overview.people {
        let first = [
            person.name.clone(),
            name(&person.sort),
            person.role.clone(),
            person.wikidata.clone().unwrap_or_default(),
            person.articles.to_string(),
            person.quoted_in.to_string(),
        ];
        rows.push(row(first, &person.numbers));
    }
    let unnamed = format!("Unnamed sources ({})", overview.unnamed_people);
    rows.push(row(named(&unnamed, ""), &overview.unnamed));
    rows.push(row(named(ARTICLE, ""), &overview.article));
    rows.push(row(named(NOBODY, ""), &overview.nobody));
    rows.push(row(named(ALL, &overview.articles.len().to_string()), &overview.total));
    rows
}

const ARTICLE: &str = "(the article)";
const NOBODY: &str = "(nobody named yet)";
const ALL: &str = "(all)";

/// The name of a case in files; a person is the usual sort.
fn name(case: &impl Record) -> String {
    case.plain().as_text().unwrap_or_default().to_owned()
}
