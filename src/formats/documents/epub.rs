//! Books (.epub): each chapter becomes a manuscript, in reading order. No chapter is skipped silently
//! (tests/opening/documents.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::html;
use super::manuscript::Manuscript;
use super::shared::composer::heading;
use super::shared::dates;
use super::shared::package::{Package, XmlPiece, each, properties, property};
use super::text::title_of;
use crate::formats::common::file::File;
use crate::formats::common::problem::Problem;
use crate::model::Details;

/// The part that tells where the list of parts is.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// The chapters of a book.
///
/// # Errors
/// If it is damaged, or has no readable text.
pub(super) fn read(file: &File, package: &mut Package<'_>) -> Result<Vec<Manuscript>, Problem> {
    let book = Book::of(package)?;
    let title = property(&book.known, &["title"]).unwrap_or_else(|| title_of(file));
    let details = Details {
        title: String::new(),
        byline: Some(book.authors.join(", ")).filter(|names| !names.is_empty()),
        source: None,
        published: book.published.as_deref().and_then(dates::day),
        language: property(&book.known, &["language"]).and_then(|tag| dates::language(&tag)),
        ..Details::default()
    };
    let (mut chapters, mut problems) = (Vec::new(), Vec::new());
    let protected = protected(package);
    for name in &book.spine {
        let part = package.named(name).unwrap_or_else(|| name.clone());
        if protected.contains(&part) {
            problems.push(Problem::new(format!("{part} is copy-protected; left out")));
            continue;
        }
        let content = match package.part(&part) {
            Ok(content) => content,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let (passages, problems) = html::chapter(&content);
        // A cover, or a page with only a picture.
        if passages.is_empty() {
            continue;
        }
        let called =
            heading(&passages).unwrap_or_else(|| format!("{title}, {}", chapters.len() + 1));
        let details = Details { title: called.clone(), ..details.clone() };
        chapters.push(Manuscript { name: called, details, passages, problems });
    }
    match chapters.first_mut() {
        Some(first) => first.problems.append(&mut problems),
        None => {
            return Err(Problem::new(
                "this book has no readable text; it may be copy-protected, or have only pictures of its pages",
            ));
        }
    }
    Ok(chapters)
}

/// The names of the parts that are encrypted. Fonts only pretend to be, and are no text.
fn protected(package: &mut Package<'_>) -> BTreeSet<String> {
    let xml = package.text("META-INF/encryption.xml").unwrap_or_default();
    let (mut found, mut how) = (BTreeSet::new(), String::new());
    each(&xml, |piece| {
        let XmlPiece::Start(tag) = piece else { return };
        match tag.name.as_str() {
            "EncryptionMethod" => how = tag.get("Algorithm").unwrap_or_default(),
            "CipherReference" if !how.contains("embedding") && !how.ends_with("#RC") => {
                found.extend(tag.get("URI").map(|name| decoded(name.trim_start_matches('/'))));
            }
            _ => {}
        }
    });
    found
}

/// A book's description of itself.
struct Book {
    known: Vec<(String, String)>,
    /// Those who wrote it, and nobody who translated it or drew for it.
    authors: Vec<String>,
    /// When it was published, and not when its file was made or changed.
    published: Option<String>,
    /// The names of the chapters' parts, in reading order.
    spine: Vec<String>,
}

impl Book {
    fn of(package: &mut Package<'_>) -> Result<Self, Problem> {
        let mut place = None;
        each(&package.text(CONTAINER)?, |piece| {
            if let XmlPiece::Start(tag) = piece
                && tag.name == "rootfile"
                && place.is_none()
            {
                place = tag.get("full-path");
            }
        });
        let place = place.ok_or_else(|| {
            Problem::new("the book is damaged: it doesn’t say where its chapters are")
        })?;
        let xml = package.text(&place)?;
        let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (mut parts, mut spine) = (BTreeMap::new(), Vec::new());
        each(&xml, |piece| {
            let XmlPiece::Start(tag) = piece else { return };
            match tag.name.as_str() {
                "item" => {
                    if let (Some(id), Some(href)) = (tag.get("id"), tag.get("href")) {
                        let navigates =
                            tag.get("properties").is_some_and(|all| all.contains("nav"));
                        parts.insert(id, (inside(folder, &href), navigates));
                    }
                }
                "itemref" => spine.extend(tag.get("idref")),
                _ => {}
            }
        });
        let named = spine.iter().filter_map(|id| parts.get(id));
        // The table of contents is not a chapter.
        let spine =
            named.filter(|(_, navigates)| !navigates).map(|(name, _)| name.clone()).collect();
        let (authors, published) = authors_and_date(&xml);
        Ok(Self { known: properties(&xml), authors, published, spine })
    }
}

/// What a book says of itself in one element.
#[derive(Default)]
struct BookField {
    name: String,
    id: String,
    /// What it is about, if that is another element.
    of: String,
    /// The role of somebody, or what happened on a day.
    sort: String,
    text: String,
}

/// Those who wrote a book, and the day it was published.
fn authors_and_date(xml: &str) -> (Vec<String>, Option<String>) {
    let (mut fields, mut open): (Vec<BookField>, bool) = (Vec::new(), false);
    each(xml, |piece| match piece {
        XmlPiece::Start(tag) => {
            let own = |names: &[&str]| names.iter().find_map(|name| tag.get(name));
            fields.push(BookField {
                id: own(&["id"]).unwrap_or_default(),
                of: own(&["refines"]).unwrap_or_default().trim_start_matches('#').to_owned(),
                sort: own(&["role", "event", "property"]).unwrap_or_default(),
                text: String::new(),
                name: tag.name,
            });
            open = true;
        }
        XmlPiece::End(_) => open = false,
        XmlPiece::Text(text) => {
            fields.last_mut().filter(|_| open).into_iter().for_each(|one| one.text.push_str(&text));
        }
    });
    let role = |one: &BookField| {
        let is_role = |other: &&BookField| other.sort == "role" && other.of == one.id;
        let refined = fields.iter().filter(|_| !one.id.is_empty()).find(is_role);
        refined.map_or_else(|| one.sort.clone(), |role| role.text.trim().to_owned())
    };
    let called = |name: &'static str| {
        fields.iter().filter(move |one| one.name == name && !one.text.trim().is_empty())
    };
    let wrote = |one: &&BookField| matches!(role(one).as_str(), "" | "aut");
    let authors = called("creator").filter(wrote).map(|one| one.text.trim().to_owned());
    // The program that made the book of a paper.
    let authors = authors.filter(|name| !name.eq_ignore_ascii_case("calibre"));
    let on = |sort: &'static str| called("date").find(move |one| one.sort == sort);
    let date = on("publication").or_else(|| on(""));
    (authors.collect(), date.map(|one| one.text.trim().to_owned()))
}

/// The name of a part, from its address as given by a part in `folder`.
fn inside(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

/// Decodes `%20` and the like.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|two| str::from_utf8(two).ok());
        let byte = hex.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
