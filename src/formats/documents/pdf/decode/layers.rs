//! Layers of a file that are not shown when it is opened, as its catalog and sets of layers say.

use std::collections::HashSet;

use hayro_font::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

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
        // Some are for paper or for the screen alone.
        for rule in shown.get::<Array<'_>>("AS").unwrap_or_default().iter::<Dict<'_>>() {
            let names = rule.get::<Array<'_>>("Category").unwrap_or_default();
            let is_view =
                rule.get::<Name<'_>>("Event").is_some_and(|event| event.as_str() == "View")
                    && names.iter::<Name<'_>>().any(|name| name.as_str() == "View");
            let layers = rule.get::<Array<'_>>("OCGs").filter(|_| is_view).unwrap_or_default();
            for (layer, id) in layers.iter::<Dict<'_>>().zip(ids(&rule, "OCGs")) {
                let usage = layer.get::<Dict<'_>>("Usage").unwrap_or_default();
                let view = usage.get::<Dict<'_>>("View").unwrap_or_default();
                match view.get::<Name<'_>>("ViewState").as_ref().map(Name::as_str) {
                    Some("OFF") => _ = hidden.insert(id),
                    Some("ON") => _ = hidden.remove(&id),
                    _ => {}
                }
            }
        }
        Self { hidden }
    }

    /// Whether the layer with this name among the properties of a page is not shown.
    pub(super) fn hide(&self, properties: &Dict<'_>, name: &Name<'_>) -> bool {
        self.is_hidden(properties, name.as_ref())
    }

    /// Whether an object is in a layer that is not shown.
    pub(super) fn hide_object(&self, dict: &Dict<'_>) -> bool {
        self.is_hidden(dict, b"OC")
    }

    fn is_hidden(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        if dict.get_ref(key).is_some_and(|id| self.hidden.contains(&id.into())) {
            return true;
        }
        let Some(set) = dict.get::<Dict<'_>>(key) else { return false };
        let is_long = |list: &Array<'_>| list.data().len() > LONG;
        let says = set.get::<Array<'_>>("VE").filter(|list| !is_long(list));
        if let Some(shown) = says.and_then(|says| self.shows(&says, DEEPEST)) {
            return !shown;
        }
        let list = set.get::<Array<'_>>("OCGs").unwrap_or_default();
        if is_long(&list) {
            return false;
        }
        let mut all: Vec<bool> = list.raw_iter().filter_map(|one| self.is_on(&one)).collect();
        all.extend(
            set.get_ref("OCGs")
                .filter(|_| all.is_empty())
                .map(|id| !self.hidden.contains(&id.into())),
        );
        match set.get::<Name<'_>>("P").as_ref().map(Name::as_str) {
            _ if all.is_empty() => false,
            Some("AllOn") => all.contains(&false),
            Some("AnyOff") => !all.contains(&false),
            Some("AllOff") => all.contains(&true),
            _ => !all.contains(&true),
        }
    }

    /// Whether the layer that is referred to is shown; none if it is none.
    fn is_on(&self, layer: &MaybeRef<Object<'_>>) -> Option<bool> {
        layer.as_obj_ref().map(|id| !self.hidden.contains(&id.into()))
    }

    /// Whether an expression shows what it is about; none if it is not understood.
    fn shows(&self, expression: &Array<'_>, deepest: usize) -> Option<bool> {
        let word = expression.iter::<Object<'_>>().next();
        let Some(Object::Name(word)) = word else { return None };
        let deeper = deepest.checked_sub(1)?;
        let mut all = expression.raw_iter().skip(1).map(|one| match one {
            MaybeRef::NotRef(Object::Array(inner)) => self.shows(&inner, deeper),
            layer => self.is_on(&layer),
        });
        match word.as_str() {
            "And" => all.try_fold(true, |shown, one| Some(shown & one?)),
            "Or" => all.try_fold(false, |shown, one| Some(shown | one?)),
            "Not" => all.next()?.map(|one| !one),
            _ => None,
        }
    }
}

/// Longest list of layers that is looked at for each mark that names it, in bytes.
const LONG: usize = 4096;
/// Most expressions within expressions.
const DEEPEST: usize = 16;
