//! The parts of a document in a ZIP container, and their XML. What is unpacked is limited, whatever the ZIP
//! claims, and no entity is followed (tests/opening/documents.rs).

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::formats::common::encoding;
use crate::formats::common::problem::Problem;
use crate::model::search::TextSearch;

/// Most bytes unpacked from a document.
const MOST: u64 = 128 << 20;

/// The parts of a document.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// The parts of a file.
    ///
    /// # Errors
    /// If it is not a ZIP, or damaged.
    pub fn of(content: &'a [u8]) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(content)).map_err(|error| {
            Problem::new(format!(
                "the file is damaged and cannot be opened ({error}); download it again, or save it again in the program it came from"
            ))
        })?;
        Ok(Self { archive, left: MOST })
    }

    /// A document in this one: what it unpacks is unpacked of this one.
    ///
    /// # Errors
    /// As [`Package::of`].
    pub fn inner<'b>(&self, content: &'b [u8]) -> Result<Package<'b>, Problem> {
        Ok(Package { left: self.left, ..Package::of(content)? })
    }

    /// Takes account of what a document in this one unpacked.
    pub fn leave(&mut self, inner: &Package<'_>) {
        self.left = inner.left;
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The part of this name, in whatever form of Unicode: other programs decompose letters or compose them.
    pub fn named(&self, name: &str) -> Option<String> {
        if self.has(name) {
            return Some(name.to_owned());
        }
        let strict = TextSearch { case: true, accents: true, ..TextSearch::default() };
        let wanted = strict.compared(name);
        let names = self.archive.file_names().flatten();
        let mut found = names.filter(|one| strict.compared(one) == wanted);
        // One of two would be a guess.
        let first = found.next()?;
        found.next().is_none().then(|| first.into_owned())
    }

    /// The content of a part.
    ///
    /// # Errors
    /// If it is missing, damaged, or too large.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Problem> {
        let wrong = |why: String| {
            Problem::new(format!("a part of the file cannot be read ({name}: {why})"))
        };
        let entry = self.archive.by_name(name).map_err(|error| wrong(error.to_string()))?;
        let mut content = Vec::new();
        // The size an entry claims is not reliable.
        let read = entry.take(self.left + 1).read_to_end(&mut content);
        read.map_err(|error| wrong(error.to_string()))?;
        let left = self.left.checked_sub(content.len() as u64);
        self.left = left.ok_or_else(|| wrong("unpacked, it is too large".to_owned()))?;
        Ok(content)
    }

    /// The text of an XML part.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub fn text(&mut self, name: &str) -> Result<String, Problem> {
        Ok(encoding::decode_page(&self.part(name)?, None).text.into_owned())
    }
}

/// A piece of XML. An empty element begins and ends.
#[derive(Debug, PartialEq, Eq)]
pub enum XmlPiece<'a> {
    Start(XmlTag<'a>),
    End(String),
    Text(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub struct XmlTag<'a> {
    /// Its name without prefix.
    pub name: String,
    tag: BytesStart<'a>,
}

impl XmlTag<'_> {
    /// Whether its name has this prefix.
    pub fn is_of(&self, prefix: &str) -> bool {
        self.tag.name().prefix().is_some_and(|own| own.as_ref() == prefix)
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        let mut known = attributes.with_checks(false).flatten();
        let found = known.find(|one| one.key.local_name().as_ref() == name)?;
        #[allow(
            deprecated,
            reason = "the other way wants the version of XML, of which nothing here depends"
        )]
        found.unescape_value().ok().map(Cow::into_owned)
    }
}

/// Reads XML as far as it is well formed; returns what is wrong with the rest, if anything.
pub fn each(xml: &str, mut take: impl FnMut(XmlPiece<'_>)) -> Option<Problem> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                let name = tag.local_name().as_ref().to_owned();
                take(XmlPiece::Start(XmlTag { name, tag }));
            }
            Ok(Event::End(tag)) => take(XmlPiece::End(tag.local_name().as_ref().to_owned())),
            Ok(Event::Text(text)) => take(XmlPiece::Text(text.into_inner())),
            Ok(Event::CData(text)) => take(XmlPiece::Text(text.into_inner())),
            Ok(Event::GeneralRef(name)) => {
                let letter = name.resolve_char_ref().ok().flatten();
                let text = match (letter, name.into_inner()) {
                    (Some(letter), _) => Cow::Owned(letter.to_string()),
                    (None, name) => entity(&name),
                };
                take(XmlPiece::Text(text));
            }
            Ok(Event::Eof) => return None,
            Ok(_) => {}
            Err(error) => {
                return Some(Problem::new(format!(
                    "the file is damaged partway through ({error}); everything before that is here"
                )));
            }
        }
    }
}

fn entity(name: &str) -> Cow<'static, str> {
    Cow::Borrowed(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => return Cow::Owned(format!("&{name};")),
    })
}

/// The elements with text, by name without prefix, in order.
pub fn properties(xml: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = false;
    each(xml, |piece| match piece {
        XmlPiece::Start(tag) => {
            found.push((tag.name, String::new()));
            open = true;
        }
        XmlPiece::End(_) => open = false,
        XmlPiece::Text(text) => {
            if let Some((_, value)) = found.last_mut().filter(|_| open) {
                value.push_str(&text);
            }
        }
    });
    found.retain(|(_, value)| !value.trim().is_empty());
    found
}

/// The first of these properties that exists.
pub fn property(all: &[(String, String)], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = all.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim().to_owned())
    })
}
