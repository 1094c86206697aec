//! What an annotation says, in a sentence for people: shared by the formats that are only for reading. Each
//! format escapes the text itself.

use super::codec::{ChosenPart, KeptDocument};
use super::loss::without;
use super::statement::actor_of;
use super::{Context, Lack};
use crate::model::record::Record;
use crate::model::repeats::{Verdicts, taken_from};
use crate::model::sources::{Fidelity, SourceLink};
use crate::model::versions::UnannouncedChange;
use crate::model::{
    Annotation, AnnotationId, AnnotationSet, Check, CheckStatus, Claimant, Detail, Kind,
    PublisherSort, Source, Timestamp, Verdict,
};

/// What formats for reading leave out.
pub const UNTOLD: &[Lack] = &[
    Lack::ActorNote,
    Lack::ActorAlone,
    Lack::Created,
    Lack::Modified,
    Lack::Origin,
    Lack::SourceId,
    Lack::ArticleId,
    Lack::Inlines,
    Lack::Cue,
    Lack::Scheme,
];

/// What formats for reading keep of a document.
pub fn holds(set: &AnnotationSet, context: &Context<'_>) -> AnnotationSet {
    without(set, UNTOLD, context.now)
}

/// The name of a kind.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Claim => "Claim",
        Kind::Quote => "Quote",
    }
}

/// The actor of an annotation, with role and Wikidata id; empty if unknown.
pub fn who(set: &AnnotationSet, one: &Annotation) -> String {
    if let Detail::Claim { claimant: Some(Claimant::Article), .. } = &one.detail {
        return "the article".to_owned();
    }
    let Some(actor) = actor_of(set, one) else { return String::new() };
    let more = [Some(actor.role.as_str()), actor.wikidata.as_deref()];
    let more: Vec<_> = more.into_iter().flatten().filter(|more| !more.is_empty()).collect();
    match more.is_empty() {
        true => actor.name.clone(),
        false => format!("{} ({})", actor.name, more.join(", ")),
    }
}

/// Everything about an annotation except its text, item by item.
pub fn facts(set: &AnnotationSet, one: &Annotation) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(one.label.clone());
    let who = who(set, one);
    if !who.is_empty() {
        facts.push(who);
    }
    match &one.detail {
        Detail::Quote { form, source, .. } => {
            facts.extend(form.map(|form| form.plain().as_text().unwrap_or_default().to_owned()));
            facts.extend(source.as_ref().map(|link| quote_source(link)));
        }
        Detail::Claim { check: Some(check), .. } => facts.extend(checked(set, one, check)),
        _ => {}
    }
    facts.extend(remarks(one, true));
    facts
}

/// Note and tags of an annotation, and its creator if asked for.
pub fn remarks(one: &Annotation, with_creator: bool) -> Vec<String> {
    let note = Some(one.note.clone()).filter(|note| !note.is_empty());
    let tags = Some(one.tags.join(", ")).filter(|tags| !tags.is_empty());
    let tags = tags.map(|tags| format!("Tags: {tags}"));
    let creator = one.creator.as_ref().filter(|_| with_creator);
    let creator = creator.map(|creator| format!("Marked by {creator}"));
    [note, tags, creator].into_iter().flatten().collect()
}

/// The note that a claim occurs several times; the linked one may have been deleted since.
fn same_claim(set: &AnnotationSet, first: &AnnotationId) -> String {
    match set.get(first) {
        Some(first) => format!("Same claim as “{}”", words(set, first)),
        None => "One of several that claim the same".to_owned(),
    }
}

/// The verdict of a check, and its day.
pub fn judged(check: &Check) -> Option<String> {
    let date = check.date.as_ref().map(|date| format!(", checked {date}")).unwrap_or_default();
    check.verdict.as_ref().map(|found| format!("{}{date}", verdict(found)))
}

/// Everything about the check of a claim, item by item.
pub fn checked(set: &AnnotationSet, one: &Annotation, check: &Check) -> Vec<String> {
    let mut facts = Vec::new();
    let origin = [check.said.clone().unwrap_or_default(), check.place.clone()];
    let origin: Vec<_> = origin.into_iter().filter(|part| !part.is_empty()).collect();
    if !origin.is_empty() {
        facts.push(format!("Claimed since: {}", origin.join(", ")));
    }
    if let Some(worthy) = check.worthy {
        facts.push(format!("Worth checking: {}", worthy.plain().as_text().unwrap_or_default()));
    }
    let underway = underway(check);
    if !underway.is_empty() {
        facts.push(underway);
    }
    if let Some(judged) = judged(check) {
        facts.push(judged);
        facts.extend(taken_from(set, one).map(|from| taken_over(set, &from)));
    }
    if !check.explanation.is_empty() {
        facts.push(check.explanation.clone());
    }
    facts.extend(check.sources.iter().map(|one| format!("Source: {}", source(one))));
    let published = published(check);
    if !published.is_empty() {
        facts.push(format!("Published: {published}"));
    }
    facts.extend(check.same.as_ref().map(|first| same_claim(set, first)));
    facts
}

/// How many of `claims` ("3", "3 claims") are checked. Those with the verdict of a linked claim are named beside
/// them: with those not checked they are all claims.
pub fn checked_of(counted: Verdicts, claims: &str) -> String {
    let Verdicts { own, shared, .. } = counted;
    let shared = if shared > 0 { format!(", {shared} shared") } else { String::new() };
    format!("{own} of {claims} checked{shared}")
}

/// How far a check is, and whose it is; empty if nobody said so.
pub fn underway(check: &Check) -> String {
    let status = check.status.map(status).unwrap_or_default();
    match (status, check.assignee.as_str()) {
        ("", "") => String::new(),
        ("", name) => format!("Assigned to: {name}"),
        (status, "") => format!("Status of the check: {status}"),
        (status, name) => format!("Status of the check: {status}; assigned to: {name}"),
    }
}

/// How far a check is, in words.
pub fn status(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::ToDo => "To do",
        CheckStatus::Asked => "Asked",
        CheckStatus::Waiting => "Waiting for an answer",
        CheckStatus::SecondReader => "Second reader",
    }
}

/// The note that a verdict was given for another claim, which may have been deleted since.
pub fn taken_over(set: &AnnotationSet, from: &AnnotationId) -> String {
    match set.get(from) {
        Some(from) => format!("Verdict given for “{}”", words(set, from)),
        None => "Verdict given for another claim, which is not here".to_owned(),
    }
}

/// The publisher and page of a check, as far as it has its own.
pub fn published(check: &Check) -> String {
    let publisher = check.publisher.as_ref();
    let sort = publisher.filter(|by| by.sort == PublisherSort::Person).map(|_| "a person");
    let by = publisher.map(|by| [by.name.as_str(), sort.unwrap_or_default(), by.url.as_str()]);
    let parts = by.into_iter().flatten().chain([check.page.as_str()]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A source in one line.
pub fn source(source: &Source) -> String {
    let parts = [&source.title, &source.url, source.date.as_ref().unwrap_or(&String::new())]
        .map(Clone::clone);
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let quoted = match source.quotation.is_empty() {
        true => String::new(),
        false => format!(": “{}”", source.quotation),
    };
    format!("{}{quoted}", parts.join(", "))
}

/// How a source has a quote, in one line.
pub fn quote_source(link: &SourceLink) -> String {
    let parts = [link.title.as_str(), link.url.as_str(), link.date.as_deref().unwrap_or_default()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let named =
        if parts.is_empty() { "a text without a title".to_owned() } else { parts.join(", ") };
    match link.passages.is_empty() {
        true => format!("{} in {named}", fidelity(link.fidelity)),
        false => format!("{} in {named}: “{}”", fidelity(link.fidelity), link.words()),
    }
}

/// How a source has the words of a quote, in words.
pub fn fidelity(fidelity: Fidelity) -> &'static str {
    match fidelity {
        Fidelity::Verbatim => "Verbatim",
        Fidelity::Trimmed => "Trimmed",
        Fidelity::Spliced => "Spliced",
        Fidelity::Altered => "Altered",
        Fidelity::Paraphrase => "Paraphrase",
        Fidelity::NotFound => "Not found",
    }
}

/// A verdict in words.
pub fn verdict(verdict: &Verdict) -> &str {
    match verdict {
        Verdict::True => "True",
        Verdict::MostlyTrue => "Mostly true",
        Verdict::Mixed => "Mixed",
        Verdict::MostlyFalse => "Mostly false",
        Verdict::False => "False",
        Verdict::Unproven => "Unproven",
        Verdict::Own(name) => name,
    }
}

/// A number of things.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The text of an annotation, with an ellipsis between its parts.
pub fn words(set: &AnnotationSet, one: &Annotation) -> String {
    let parts: Vec<_> = one.spans.iter().map(|span| set.article().slice(*span)).collect();
    parts.join(" … ").replace('\n', " ")
}

/// The same, of at most this many bytes and an ellipsis.
pub fn words_up_to(set: &AnnotationSet, one: &Annotation, most: usize) -> String {
    let mut words = String::new();
    for (span, at) in one.spans.iter().zip(0..) {
        if at > 0 {
            words.push_str(" … ");
        }
        let part = set.article().slice(*span);
        let room = most.saturating_sub(words.len());
        let fits = part.get(..part.floor_char_boundary(room)).unwrap_or_default();
        words.push_str(fits);
        if fits.len() < part.len() {
            words.push('…');
            break;
        }
    }
    words.replace('\n', " ")
}

/// The verdict of a claim, in words.
pub fn verdict_of(one: &Annotation) -> Option<&str> {
    match &one.detail {
        Detail::Claim { check: Some(check), .. } => check.verdict.as_ref().map(verdict),
        _ => None,
    }
}

/// Byline, date and source, as far as known, and whether this is only a part.
pub fn heading(one: &KeptDocument<'_>) -> Vec<String> {
    let details = one.set().details();
    let more = [&details.byline, &details.published, &details.source];
    let known = more.into_iter().flatten().filter(|part| !part.is_empty()).cloned();
    known.chain(part(one)).collect()
}

/// What a page says that has only some of the annotations: none of its numbers are the article's.
pub fn part(one: &KeptDocument<'_>) -> Option<String> {
    let ChosenPart { chosen, all } = one.part()?;
    Some(format!("Only {chosen} of the article’s {}", count(all, "annotation", "annotations")))
}

/// Words that changed between two versions of an article, with both wordings and their dates.
pub fn changed(change: &UnannouncedChange) -> String {
    let day = |time: Timestamp| time.to_string().chars().take(10).collect::<String>();
    let old = change.old_read.map(day).or_else(|| change.old_published.clone());
    let old = old.map_or_else(|| "before".to_owned(), |day| format!("on {day}"));
    let new = day(change.new_read);
    let what = kind(change.change.kind);
    match &change.change.new {
        Some(words) => {
            format!("{what}: {old} “{}”, on {new} “{words}”", change.change.old)
        }
        None => format!("{what}: {old} “{}”, on {new} taken out", change.change.old),
    }
}

/// The title, or a substitute.
pub fn title(set: &AnnotationSet) -> &str {
    match set.details().title.as_str() {
        "" => "Untitled article",
        title => title,
    }
}
