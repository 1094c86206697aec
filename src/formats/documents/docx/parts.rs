//! The parts of a Word document by what refers to them: programs number them as they like
//! (`word/document2.xml`), and the usual names are only tried where nothing says it.

use std::collections::BTreeMap;

use crate::formats::documents::shared::package::{Package, XmlPiece, each};

/// The part with the text, as it is usually called.
const BODY: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const NOTES: [(&str, &str); 2] =
    [("/footnotes", "word/footnotes.xml"), ("/endnotes", "word/endnotes.xml")];

/// What a part refers to.
#[derive(Default)]
pub(super) struct References {
    /// The addresses of its links, by their ids.
    pub links: BTreeMap<String, String>,
    /// The names of its headers and footers.
    pub margins: Vec<String>,
    /// The sort, the id and the name of each part.
    parts: Vec<(String, String, String)>,
}

impl References {
    /// What this part of a package refers to.
    pub fn of(part: &str, package: &mut Package<'_>) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let place = format!("{folder}/_rels/{name}.rels");
        let xml = package.text(place.trim_start_matches('/')).unwrap_or_default();
        let mut found = Self::default();
        each(&xml, |piece| {
            let XmlPiece::Start(tag) = piece else { return };
            let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { return };
            let sort = tag.get("Type").unwrap_or_default();
            let whole = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("{folder}/{target}").trim_start_matches('/').to_owned(),
            };
            if sort.ends_with("/header") || sort.ends_with("/footer") {
                found.margins.push(whole.clone());
            }
            found.parts.push((sort, id.clone(), whole));
            found.links.insert(id, target);
        });
        found
    }

    /// The name of the styles.
    pub fn styles(&self) -> &str {
        self.part("/styles").unwrap_or(STYLES)
    }

    /// The names of the footnotes and endnotes.
    pub fn notes(&self) -> [String; 2] {
        NOTES.map(|(sort, usual)| self.part(sort).unwrap_or(usual).to_owned())
    }

    fn part(&self, sort: &str) -> Option<&str> {
        let found = self.parts.iter().find(|(own, ..)| own.ends_with(sort));
        found.map(|(.., name)| name.as_str())
    }

    /// The sort, the id and the name of each part.
    pub fn parts(&self) -> &[(String, String, String)] {
        &self.parts
    }
}

/// The name of the part with the text; `None` if it is no Word document.
pub(in crate::formats::documents) fn body(package: &mut Package<'_>) -> Option<String> {
    if package.has(BODY) {
        return Some(BODY.to_owned());
    }
    let named = References::of("", package);
    let name = named.part("/officeDocument")?;
    (name.starts_with("word/") && package.has(name)).then(|| name.to_owned())
}
