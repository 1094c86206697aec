//! The items of Wikidata that mentions are of, as files of several programs say: each has one, and all with the same are
//! of one person (tests/formats/brat.rs).

use std::collections::BTreeMap;

use super::{Intake, short};
use crate::formats::common::links::words;
use crate::formats::common::loss::rebuilt;
use crate::formats::common::new_ids::with_new_id;
use crate::model::plain::{Object, Plain};
use crate::model::{Actor, Annotation, AnnotationId, AnnotationSet, Detail, Details, Kind};

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

    /// Takes what a file says beside the last annotation: a note, or somebody's item. Anything else is counted as a
    /// feature, a field, or `what` its program calls it.
    pub fn beside(&mut self, what: &str, name: &str, said: &Plain<'_>) {
        if is_nothing(said) {
            return;
        }
        let at = self.annotations.len().wrapping_sub(1);
        let is_free = !self.items.contains_key(&at);
        if let (Plain::Text(said), Some(last)) = (said, self.annotations.last_mut()) {
            let item = item_of(said).filter(|_| is_free && last.kind() == Kind::Person);
            if NOTES.contains(&name) && last.note.is_empty() {
                said.trim().clone_into(&mut last.note);
                return;
            }
            if let Some(item) = item {
                return self.last_refers(item);
            }
        }
        self.skip(format!("the {what} “{}” of an annotation is not kept here", short(name)));
    }

    /// Counts what a record says under other names than these, with what is in its “meta”.
    pub fn besides(&mut self, record: &Object<'_>, known: &[&str]) {
        const META: [&str; 3] = ["title", "source", "sha256"];
        let mut count = |name: &str| {
            self.skip(format!("the field “{}” has no place here", short(name)));
        };
        for (name, said) in record.fields().filter(|(_, said)| !is_nothing(said)) {
            match said {
                Plain::Object(meta) if name == "meta" => {
                    let inner = meta.fields().filter(|(_, said)| !is_nothing(said));
                    let inner = inner.filter(|(name, _)| !META.contains(name));
                    inner.for_each(|(inner, _)| count(&format!("{name}.{inner}")));
                }
                _ if !known.contains(&name) => count(name),
                _ => {}
            }
        }
    }
}

/// The names of notes.
const NOTES: [&str; 2] = ["note", "comment"];

/// Whether a value says nothing.
fn is_nothing(said: &Plain<'_>) -> bool {
    match said {
        Plain::Null => true,
        Plain::Text(said) => matches!(said.trim(), "" | "-"),
        Plain::List(list) => list.is_empty(),
        Plain::Object(object) => object.fields().next().is_none(),
        _ => false,
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
