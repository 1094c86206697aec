//! The items of Wikidata that mentions are of, as files of several programs say: each has one, and all with the same are
//! of one person (tests/formats/brat.rs).

use std::collections::BTreeMap;

use super::Intake;
use crate::formats::common::links::words;
use crate::formats::common::loss::rebuilt;
use crate::formats::common::new_ids::with_new_id;
use crate::model::{Actor, Annotation, AnnotationId, AnnotationSet, Detail, Details};

/// The items of mentions, each with what it is called.
pub(super) type MentionItems = BTreeMap<AnnotationId, (String, String)>;

impl Intake<'_> {
    /// Notes the item that the mention with this name in the file is of, and what it is called there; false if it is of
    /// another.
    pub fn refers(&mut self, name: &str, item: &str, called: &str) -> bool {
        let Some(at) = self.names.get(name) else { return false };
        let new = || (item.to_owned(), called.to_owned());
        self.items.entry(*at).or_insert_with(new).0 == item
    }

    /// The same of the last annotation, which is a mention.
    pub fn last_refers(&mut self, item: &str) {
        if let Some(last) = self.annotations.len().checked_sub(1) {
            self.items.insert(last, (item.to_owned(), String::new()));
        }
    }
}

/// The item at an address of Wikidata.
pub fn item_of(address: &str) -> Option<&str> {
    let item = address.rsplit('/').next().filter(|_| address.contains("wikidata.org/"))?;
    let digits = item.strip_prefix('Q').filter(|digits| !digits.is_empty())?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(item)
}

/// A document whose mentions with an item of Wikidata are of somebody with that item.
pub(super) fn of_people(set: &AnnotationSet, items: &MentionItems) -> AnnotationSet {
    let mut actors: BTreeMap<_, Actor> =
        set.actors().map(|actor| (actor.id.clone(), Actor::clone(actor))).collect();
    let mut of_items = BTreeMap::new();
    let mut annotations: Vec<_> = set.iter().map(|one| Annotation::clone(one)).collect();
    // Those who say something first: others may be the same.
    for says in [true, false] {
        for one in &mut annotations {
            let Some((item, name)) = items.get(&one.id) else { continue };
            let mention = one.clone();
            let Detail::Person { actor } = &mut one.detail else { continue };
            if let (true, Some(actor)) = (says, &actor) {
                of_items.entry(item).or_insert_with(|| actor.clone());
                actors.entry(actor.clone()).and_modify(|it| it.wikidata = Some(item.clone()));
            } else if actor.is_none() && !says {
                // Whom only an item names is called as in the text.
                let name = Some(name.clone()).filter(|name| !name.trim().is_empty());
                let name = name.unwrap_or_else(|| words(set.article(), &mention));
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
