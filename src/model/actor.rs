//! Who appears in the article and who speaks in it: the entries of the register. Annotations refer to them.

use std::fmt;
use std::rc::Rc;

use super::characters::lower;
use super::plain::{Plain, Wrong};
use super::record::{Record, names, record};

/// Somebody who appears or speaks: one entry for any number of mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Unique in its document, never empty.
    pub id: ActorId,
    /// The name shown, or the description of an unnamed one ("a senior official").
    pub name: String,
    /// Person, organisation, group or unnamed source.
    pub sort: ActorSort,
    /// Their role in the article ("Special Envoy"), or empty.
    pub role: String,
    /// The Wikidata item, such as `Q42`.
    pub wikidata: Option<String>,
    /// The reader's note, or empty.
    pub note: String,
}

/// The sorts of actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActorSort {
    /// A human being.
    #[default]
    Person,
    /// A body with a name: a ministry, a press service.
    Organisation,
    /// Several people without an organisation: "residents".
    Group,
    /// Somebody whom the text describes without a name.
    Unnamed,
}

/// The id of an [`Actor`]; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub Rc<str>);

impl Actor {
    /// A person of whom only the name is known.
    pub fn person(id: ActorId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            sort: ActorSort::Person,
            role: String::new(),
            wikidata: None,
            note: String::new(),
        }
    }

    /// Whether it has an id and a name, as every entry must.
    pub fn is_named(&self) -> bool {
        !self.id.0.is_empty() && !self.name.trim().is_empty()
    }

    /// Whether only the name is known, so that the entry may go with its last mention.
    pub fn is_bare(&self) -> bool {
        self.role.is_empty() && self.wikidata.is_none() && self.note.is_empty()
    }

    /// A name for comparison, without letter case and the width of spaces.
    pub fn key(name: &str) -> String {
        let mut key = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if key.is_ascii() {
            key.make_ascii_lowercase();
            key
        } else {
            lower(&key)
        }
    }
}

/// Prefix of the id of an entry from a file without ids, until it is in a document.
const MADE: &str = "made-here:";

impl ActorId {
    /// The id of an entry whose file has none: equal ids in two files are a coincidence, so they identify
    /// nobody in a document.
    pub fn made(of: &str) -> Self {
        Self(format!("{MADE}{of}").into())
    }

    /// What the id was [`Self::made`] of; `None` if it comes from the file.
    pub fn made_of(&self) -> Option<&str> {
        self.0.strip_prefix(MADE)
    }
}

impl fmt::Display for ActorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ActorId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

record! { Actor {
    id: must, name: must, sort: or_default, role: if_filled, wikidata: if_some, note: if_filled,
} }

names! { ActorSort {
    Person: "person", Organisation: "organisation", Group: "group", Unnamed: "unnamed",
} }

impl Record for ActorId {
    fn plain(&self) -> Plain<'_> {
        Plain::text(&self.0)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.as_text().map(Self::from)
    }
}
