//! Rows as the viewer of Hugging Face’s data sets gives them: words with the numbers of their tags, and apart from
//! them the names of the tags (tests/formats/others.rs).

use crate::formats::common::records::{items, offset, text};
use crate::model::plain::{Object, Plain};

/// The rows, with the names of their tags instead of numbers; `None` if it is something else.
pub(super) fn rows<'p>(of: &'p Object<'p>) -> Option<Vec<Object<'p>>> {
    let features = of.get("features")?.as_list().ok()?;
    of.get("rows")?;
    let features = features.iter().filter_map(|one| one.as_object().ok());
    let named: Vec<(&str, Vec<&str>)> =
        features.filter_map(|one| Some((text(one, "name")?, names(one)?))).collect();
    let rows = items(of, "rows").iter().filter_map(|row| row.as_object().ok()?.get("row"));
    let rows = rows.filter_map(|row| row.as_object().ok()).map(|row| {
        let mut told = Object::default();
        for (name, value) in row.fields() {
            let names = named.iter().find(|(own, _)| *own == name).map(|(_, names)| names);
            let value = match (names, value) {
                (Some(names), Plain::List(numbers)) => {
                    Plain::List(numbers.iter().map(|number| name_of(number, names)).collect())
                }
                _ => value.clone(),
            };
            told.put(name, value);
        }
        told
    });
    Some(rows.collect())
}

/// The names of the classes of a list.
fn names<'p>(feature: &'p Object<'p>) -> Option<Vec<&'p str>> {
    let sort = feature.get("type")?.as_object().ok()?;
    let inner = sort.get("feature")?.as_object().ok()?;
    items(inner, "names").iter().map(|name| name.as_text().ok()).collect()
}

fn name_of<'p>(number: &Plain<'p>, names: &[&'p str]) -> Plain<'p> {
    let name = offset(Some(number)).and_then(|at| names.get(usize::try_from(at).ok()?));
    name.map_or_else(|| number.clone(), |name| Plain::text(name))
}
