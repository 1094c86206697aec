//! What attributes and references say of brat's marks: the form of a quote, the verdict on a claim, the item of a
//! person in Wikidata. Each is said once (tests/formats/brought.rs).

use std::collections::BTreeMap;

use super::read::{BratReading, on_many_lines};
use crate::formats::common::links;
use crate::formats::common::loss::rebuilt;
use crate::formats::common::new_ids::with_new_id;
use crate::model::plain::Plain;
use crate::model::record::Record;
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Check, Claimant, Detail, Details, Kind, Verdict,
};

impl BratReading<'_> {
    pub(super) fn attribute(
        &mut self,
        sort: &str,
        of: &str,
        value: Option<&str>,
    ) -> Result<(), String> {
        let value = value.unwrap_or_default();
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        let kind = one.kind();
        let read = match (&mut one.detail, sort.to_ascii_lowercase().as_str()) {
            (Detail::Quote { form, .. }, "form") => {
                let read = Record::read(&Plain::Text(value.to_lowercase().into())).ok();
                filled(form, read)
            }
            (Detail::Claim { check, .. }, "verdict") => {
                let read = Some(value).filter(|value| !value.is_empty()).map(Verdict::meant);
                let mut own = check.take().unwrap_or_default();
                let done = filled(&mut own.verdict, read);
                *check = Some(own).filter(|own| *own != Check::default());
                done
            }
            (Detail::Claim { claimant, .. }, "byarticle") => {
                claimant.get_or_insert(Claimant::Article);
                Ok(())
            }
            (_, "form") => Err(BadValue::Elsewhere(Kind::Quote)),
            (_, "verdict" | "byarticle") => Err(BadValue::Elsewhere(Kind::Claim)),
            _ => Err(BadValue::Unknown),
        };
        read.map_err(|wrong| match wrong {
            BadValue::No => format!("“{value}” is no value of “{sort}” here; left out"),
            BadValue::Second => format!("“{of}” has a second “{sort}”, “{value}”; left out"),
            BadValue::Elsewhere(of) => {
                format!(
                    "“{sort}” is about a {}, and this is a {}; left out",
                    of.name(),
                    kind.name()
                )
            }
            BadValue::Unknown if value.is_empty() => {
                format!("unknown attribute “{sort}”; left out")
            }
            BadValue::Unknown => format!("unknown attribute “{sort}” with “{value}”; left out"),
        })
    }

    pub(super) fn reference(&mut self, of: &str, to: &str, name: &str) -> Result<(), String> {
        let Some(one) = self.intake.by_name(of) else { return self.known(of) };
        let item = to.split_once(':').filter(|(base, _)| base.eq_ignore_ascii_case("wikidata"));
        let Some((_, item)) = item else {
            return Err(format!("the reference to “{to}” is not to Wikidata; left out"));
        };
        if one.kind() != Kind::Person {
            let kind = one.kind().name();
            return Err(format!(
                "the reference to “{to}” is about a {kind}, not a person; left out"
            ));
        }
        let name = match on_many_lines(name) {
            name if name.trim().is_empty() => links::words(self.article, one),
            name => name,
        };
        let (first, _) =
            self.references.entry(of.to_owned()).or_insert_with(|| (item.to_owned(), name));
        match first.as_str() == item {
            true => Ok(()),
            false => Err(format!("“{of}” has a second reference, “{to}”; left out")),
        }
    }
}

/// Why the value of an attribute is not read.
enum BadValue {
    No,
    Second,
    /// It is about annotations of this kind.
    Elsewhere(Kind),
    Unknown,
}

/// Fills what has no other value yet.
fn filled<T: PartialEq>(slot: &mut Option<T>, value: Option<T>) -> Result<(), BadValue> {
    match (&*slot, &value) {
        (_, None) => Err(BadValue::No),
        (Some(own), Some(value)) if own != value => Err(BadValue::Second),
        _ => {
            *slot = value;
            Ok(())
        }
    }
}

/// A document whose mentions with an item of Wikidata are of somebody with that item.
pub(super) fn referenced(
    set: &AnnotationSet,
    references: &BTreeMap<AnnotationId, (String, String)>,
) -> AnnotationSet {
    let mut actors: BTreeMap<_, Actor> =
        set.actors().map(|actor| (actor.id.clone(), Actor::clone(actor))).collect();
    let mut of_items = BTreeMap::new();
    let mut annotations: Vec<_> = set.iter().map(|one| Annotation::clone(one)).collect();
    // Those who say something first: others may be the same.
    for says in [true, false] {
        for one in &mut annotations {
            let Some((item, name)) = references.get(&one.id) else { continue };
            let Detail::Person { actor } = &mut one.detail else { continue };
            if let (true, Some(actor)) = (says, &actor) {
                of_items.entry(item).or_insert_with(|| actor.clone());
                actors.entry(actor.clone()).and_modify(|it| it.wikidata = Some(item.clone()));
            } else if actor.is_none() && !says {
                let new = || {
                    let wikidata = Some(item.clone());
                    let new = with_new_id(Actor { wikidata, ..Actor::person("".into(), name) });
                    let id = new.id.clone();
                    actors.insert(id.clone(), new);
                    id
                };
                *actor = Some(of_items.entry(item).or_insert_with(new).clone());
            }
        }
    }
    let details = Details::clone(set.details());
    rebuilt(set.article().clone(), details, actors.into_values().collect(), annotations)
}
