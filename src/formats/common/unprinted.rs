//! Records whose lists became texts on their way through a table, as JSON or as Python prints them:
//! `"spans": "[{'start': 0, 'end': 9, 'label': 'PER'}]"` (tests/formats/kin.rs).

use super::python;
use super::records::text;
use crate::model::plain::{Object, Plain};

/// The names under which records have lists.
const LISTS: [&str; 17] = [
    "spans",
    "ents",
    "entities",
    "label",
    "labels",
    "annotations",
    "annotation",
    "completions",
    "predictions",
    "drafts",
    "result",
    "relations",
    "denotations",
    "tokens",
    "words",
    "tags",
    "ner_tags",
];

/// Passes on a record with its lists as lists.
pub fn with_lists(one: &Object<'_>, take: impl FnOnce(&Object<'_>)) {
    let lists = LISTS.iter().filter_map(|name| Some((*name, list_in(text(one, name)?)?)));
    let lists: Vec<(&str, String)> = lists.collect();
    if lists.is_empty() {
        return take(one);
    }
    let mut whole = Object::default();
    for (name, value) in one.fields() {
        let list = lists.iter().find(|(own, _)| *own == name);
        let list = list.and_then(|(_, list)| Plain::from_json(list).ok());
        whole.put(name, list.unwrap_or_else(|| value.clone()));
    }
    take(&whole);
}

/// The list that a text is, as JSON.
fn list_in(said: &str) -> Option<String> {
    let said = said.trim();
    let is_json = said.starts_with('[') && Plain::from_json(said).is_ok();
    if is_json { Some(said.to_owned()) } else { python::list(said) }
}
