//! The numbers of who said what as tables for spreadsheets; several articles share one table.

use std::collections::BTreeMap;

use crate::formats::codecs::table;
use crate::formats::common::sentences;
use crate::formats::common::{Lack, Problem};
use crate::model::record::Record;
use crate::model::statistics::overview::OverviewBuilder;
use crate::model::statistics::{ArticlesOverview, SpeechCounts, Statistics};
use crate::model::{AnnotationSet, Kind, Verdict};

use super::said::{QuoteRow, said};

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
        "shares" => &[Lack::Form, Lack::Cue, Lack::ActorSort, Lack::ActorWikidata, Lack::Published],
        "paragraphs" => &[
            Lack::Label,
            Lack::Form,
            Lack::Cue,
            Lack::Actor,
            Lack::ArticleClaims,
            Lack::Check,
            Lack::Published,
        ],
        "time" => &[
            Lack::Label,
            Lack::Form,
            Lack::Cue,
            Lack::ActorSort,
            Lack::ActorWikidata,
            Lack::ActorRole,
            Lack::Title,
        ],
        _ => &[Lack::Label, Lack::Cue, Lack::Title, Lack::Published],
    }
}

/// Whether a table is about quotes alone.
pub(super) fn is_of_quotes(table: &str) -> bool {
    ["quotes", "shares", "time"].contains(&table)
}

/// The rows of a table, with their head.
type Rows = Vec<Vec<String>>;

/// A table of documents, as CSV.
///
/// # Errors
/// If it cannot be written.
pub(super) fn table(id: &str, sets: &[&AnnotationSet], mark: bool) -> Result<Vec<u8>, Problem> {
    let rows = match (id, sets) {
        ("quotes", _) => of_each(
            sets,
            &["Speaker", "Words", "Introduced by", "Form", "Label", "Paragraph"],
            quotes,
        ),
        ("shares", _) => of_each(sets, &["Quotes of", "Name", "People", "Quotes", "Words"], shares),
        ("paragraphs", _) => of_each(
            sets,
            &["Paragraph", "Characters", "Annotated", "In mentions", "In claims", "In quotes"],
            paragraphs,
        ),
        ("time", _) => over_time(&overview(sets)),
        (_, [one]) => people(&Statistics::of(one)),
        _ => people_of_all(&overview(sets)),
    };
    table::written(rows, b',', mark)
}

fn overview(sets: &[&AnnotationSet]) -> ArticlesOverview {
    let mut builder = OverviewBuilder::default();
    sets.iter().for_each(|set| builder.add(set));
    builder.finish()
}

/// The rows of each document, after its title; equal titles are numbered.
fn of_each(sets: &[&AnnotationSet], head: &[&str], rows: fn(&AnnotationSet) -> Rows) -> Rows {
    let mut all = vec![cells(&["Article"]).into_iter().chain(cells(head)).collect()];
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for set in sets {
        let title = sentences::title(set);
        let count = titles.entry(title).or_default();
        *count += 1;
        let title = if *count == 1 { title.to_owned() } else { format!("{title} ({count})") };
        let titled = |row: Vec<String>| std::iter::once(title.clone()).chain(row).collect();
        all.extend(rows(set).into_iter().map(titled));
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
    let row = |one: QuoteRow| {
        let form = one.form.map(|form| name(&form)).unwrap_or_default();
        vec![one.speaker, one.words, one.cue, form, one.label, one.paragraph.to_string()]
    };
    said(set).map(row).collect()
}

fn shares(set: &AnnotationSet) -> Rows {
    let counted = Statistics::of(set);
    let row = |of: &str, name: &str, people: Option<usize>, quotes: usize, words: usize| {
        let people = people.map(|people| people.to_string()).unwrap_or_default();
        vec![of.to_owned(), name.to_owned(), people, quotes.to_string(), words.to_string()]
    };
    let speakers = counted.people.iter().filter(|person| person.numbers.quotes > 0);
    let people = speakers.map(|person| {
        row("person", &person.name, Some(1), person.numbers.quotes, person.numbers.words)
    });
    let roles = counted.roles.iter();
    let roles = roles.map(|one| row("role", &one.name, Some(one.people), one.quotes, one.words));
    // Labels belong to quotes, not to people.
    let labels = counted.labels.iter();
    let labels = labels.map(|one| row("label", &one.name, None, one.quotes, one.words));
    let (unnamed, nobody, total) = (&counted.unnamed, &counted.nobody, &counted.total);
    let mut rows: Rows = people.chain(roles).chain(labels).collect();
    let people = Some(unnamed.people);
    rows.push(row("unnamed sources", "", people, unnamed.quotes, unnamed.words));
    rows.push(row("nobody named yet", "", None, nobody.quotes, nobody.words));
    rows.push(row("all", "", Some(counted.speakers()), total.quotes, counted.quoted));
    let whole = ["the whole article", "", "", ""].map(str::to_owned);
    rows.push(whole.into_iter().chain([counted.words.to_string()]).collect());
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
        "Direct quotes",
        "Indirect quotes",
        "Mixed quotes",
        "Form not set",
        "Words quoted",
        "Claims",
    ];
    // A verdict may have the name of another column.
    let verdicts = verdicts.iter().map(|one| format!("Verdict: {}", sentences::verdict(one)));
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

/// The name of a case in files.
fn name(case: &impl Record) -> String {
    case.plain().as_text().unwrap_or_default().to_owned()
}
