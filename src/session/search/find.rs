//! The `find` of the JavaScript API: a query in, what it means out. It changes nothing (tests/native/search_panel.rs).

use std::borrow::Cow;

use crate::model::plain::{Object, Plain};
use crate::model::record::Record;
use crate::model::{
    Actor, AnnotationSet, CheckStatus, Claimant, Facts, Kind, Origin, Query, Term, TextRange,
    TextSearch, Verdict, Worthy,
};
use crate::session::api::arguments::{Fields, Result};
use crate::session::api::results::spans;
use crate::session::document::lints::{Finding, Lint, findings};

/// Reads a query about a set.
///
/// # Errors
/// The field that cannot be used, and why.
pub fn query(set: &AnnotationSet, given: &Plain<'_>) -> Result<Query> {
    let fields = Fields::of(given, "query.")?;
    let strings = |name: &str| fields.texts(name).map(Option::unwrap_or_default);
    let people = strings("people")?;
    let query = Query {
        text: fields.text("text")?.unwrap_or_default().to_owned(),
        kinds: list::<Kind>(&fields, "kinds", "a list of 'person', 'claim' and 'quote'")?,
        labels: strings("labels")?,
        people: people.iter().flat_map(|name| meant_by(set, name)).collect(),
        tags: strings("tags")?,
        issues: strings("issues")?,
        checked: flag(&fields, "checked")?,
        decided: flag(&fields, "decided")?,
        statuses: list::<CheckStatus>(
            &fields,
            "statuses",
            "a list of 'to-do', 'asked', 'waiting' and 'second-reader'",
        )?,
        worthy: list::<Worthy>(&fields, "worthy", "a list of 'yes', 'no' and 'unsure'")?,
        verdicts: strings("verdicts")?.iter().map(|name| Verdict::named(name)).collect(),
        origins: list::<Origin>(&fields, "origins", "a list of 'hand', 'suggestion' and 'import'")?,
        creators: strings("creators")?,
        from: fields.time("from")?,
        to: fields.time("to")?,
    };
    if query.issues.iter().any(|name| Lint::read(&Plain::text(name)).is_err()) {
        return Err(fields.wrong("issues", "a list of names of problems"));
    }
    Ok(query)
}

fn list<T: Record>(fields: &Fields<'_>, name: &str, wanted: &str) -> Result<Vec<T>> {
    let Some(given) = fields.get(name) else { return Ok(Vec::new()) };
    given.each(T::read).map_err(|_| fields.wrong(name, wanted))
}

fn flag(fields: &Fields<'_>, name: &str) -> Result<Option<bool>> {
    match fields.get(name) {
        None => Ok(None),
        Some(Plain::Flag(flag)) => Ok(Some(*flag)),
        Some(_) => Err(fields.wrong(name, "true or false")),
    }
}

/// Everybody whom an id or a name means; somebody unknown, of whom there is nothing, if it means nobody.
fn meant_by(set: &AnnotationSet, name: &str) -> Vec<Claimant> {
    if set.actor(&name.into()).is_some() {
        return vec![Claimant::Actor(name.into())];
    }
    let key = Actor::key(name);
    let named = set.actors().filter(|actor| Actor::key(&actor.name) == key);
    let mut meant: Vec<Claimant> = named.map(|actor| Claimant::Actor(actor.id.clone())).collect();
    if meant.is_empty() {
        let article = key == crate::session::document::attribution::ARTICLE;
        meant.push(if article { Claimant::Article } else { Claimant::Actor(name.into()) });
    }
    meant
}

/// What a query means: annotations with their ids, in text order. A query of text alone means its places in
/// the text too, which have no id and come first.
pub fn found<'a>(set: &'a AnnotationSet, query: &Query) -> Plain<'a> {
    let facts = if query.has(Term::Issues) { facts(&findings(set)) } else { Facts::default() };
    let mut all = Vec::new();
    let mut add = |id: Option<Plain<'a>>, ranges: &[TextRange]| {
        let mut out = Object::default();
        if let Some(id) = id {
            out.put("id", id);
        }
        out.put("spans", spans(set, ranges));
        all.push(out.into());
    };
    if query.terms() == [Term::Text] {
        for hit in TextSearch::of(&query.text).find(set.article().text()) {
            add(None, &[hit]);
        }
    }
    for one in query.find(set, &facts) {
        add(Some(Plain::Text(Cow::Owned(one.id.to_string()))), &one.spans);
    }
    Plain::List(all)
}

/// The problems found, as facts for queries.
pub fn facts(findings: &[Finding]) -> Facts {
    static LINTS: [Lint; Lint::ALL.len()] = Lint::ALL;
    let mut facts = Facts::default();
    for Finding { lint, annotation, actor, other } in findings {
        let Some(Plain::Text(Cow::Borrowed(name))) = LINTS.get(*lint as usize).map(Record::plain)
        else {
            continue;
        };
        if let Some(id) = annotation {
            facts.annotations.entry(id.clone()).or_default().push(name);
        }
        // Of two people who may be the same, both.
        let other = other.as_deref().filter(|_| annotation.is_none()).map(Into::into);
        for actor in actor.iter().cloned().chain(other) {
            facts.actors.entry(actor).or_default().push(name);
        }
    }
    facts
}
