//! What an OpenDocument package says beside its text: the type of the document, and formulas with a part of their
//! own (tests/opening/formulas.rs).

use std::collections::BTreeMap;

use crate::formats::documents::shared::formula::{FormulaTree, Growing};
use crate::formats::documents::shared::package::{Package, XmlPiece, each};

/// The formulas with a part of their own in the package, by its name.
pub(super) fn formulas(body: &str, package: &mut Package<'_>) -> BTreeMap<String, FormulaTree> {
    let mut parts = Vec::new();
    each(body, |piece| {
        if let XmlPiece::Start(tag) = piece
            && tag.name == "object"
        {
            parts.extend(tag.get("href"));
        }
    });
    let mut found = BTreeMap::new();
    for part in parts {
        let name = part_of(&part);
        let Ok(xml) = package.text(&format!("{name}/content.xml")) else { continue };
        let (mut growing, mut whole) = (None::<Growing>, None);
        each(&xml, |piece| {
            let begins = matches!(&piece, XmlPiece::Start(tag) if tag.name == "math");
            if begins && whole.is_none() && growing.is_none() {
                growing = Some(Growing::default());
            }
            if let Some(done) = growing.as_mut().and_then(|growing| growing.take(&piece)) {
                (whole, growing) = (Some(done), None);
            }
        });
        found.extend(whole.map(|formula| (name.to_owned(), formula)));
    }
    found
}

/// The name of a part as in the package.
pub(super) fn part_of(href: &str) -> &str {
    href.trim_start_matches("./").trim_end_matches('/')
}

/// The type of a document: the name of the first element in its body.
pub(in crate::formats::documents) fn sort(body: &str) -> Option<String> {
    let (mut inside, mut sort) = (false, None);
    each(body, |piece| {
        if let XmlPiece::Start(tag) = piece
            && sort.is_none()
        {
            sort = Some(tag.name.clone()).filter(|_| inside);
            inside |= tag.name == "body";
        }
    });
    sort
}
