//! Layers of a file that are not shown when it is opened.

use std::collections::HashSet;

use hayro_font::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};

/// The layers that are not shown.
#[derive(Default)]
pub(super) struct Layers {
    hidden: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Those that the catalog of a document says are off.
    pub(super) fn of(catalog: &Dict<'_>) -> Self {
        let mut hidden = HashSet::new();
        let Some(properties) = catalog.get::<Dict<'_>>("OCProperties") else {
            return Self::default();
        };
        let Some(shown) = properties.get::<Dict<'_>>("D") else { return Self::default() };
        let ids = |dict: &Dict<'_>, key: &str| -> Vec<ObjectIdentifier> {
            let list = dict.get::<Array<'_>>(key).unwrap_or_default();
            list.raw_iter().filter_map(|one| one.as_obj_ref()).map(Into::into).collect()
        };
        if shown.get::<Name<'_>>("BaseState").is_some_and(|state| state.as_str() == "OFF") {
            hidden.extend(ids(&properties, "OCGs"));
        }
        for id in ids(&shown, "ON") {
            hidden.remove(&id);
        }
        hidden.extend(ids(&shown, "OFF"));
        Self { hidden }
    }

    /// Whether the layer with this name among the properties of a page is not shown.
    pub(super) fn hide(&self, properties: &Dict<'_>, name: &Name<'_>) -> bool {
        !self.hidden.is_empty() && self.is_hidden(properties, name.as_ref())
    }

    /// Whether an object is in a layer that is not shown.
    pub(super) fn hide_object(&self, dict: &Dict<'_>) -> bool {
        !self.hidden.is_empty() && self.is_hidden(dict, b"OC")
    }

    fn is_hidden(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        if dict.get_ref(key).is_some_and(|id| self.hidden.contains(&id.into())) {
            return true;
        }
        // A set of layers is hidden if all of them are.
        let Some(set) = dict.get::<Dict<'_>>(key) else { return false };
        let list = set.get::<Array<'_>>("OCGs").unwrap_or_default();
        let mut all = list.raw_iter().filter_map(|one| one.as_obj_ref()).peekable();
        if all.peek().is_none() {
            return set.get_ref("OCGs").is_some_and(|id| self.hidden.contains(&id.into()));
        }
        all.all(|id| self.hidden.contains(&id.into()))
    }
}
