//! Who appears in the article and who speaks in it. Must never hold where: annotations refer here.

use std::fmt;
use std::rc::Rc;

use super::plain::{Plain, Wrong};
use super::record::{Record, names, record};

/// Somebody who appears or speaks: one entry however many mentions there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Unique in its document, never empty.
    pub id: ActorId,
    /// The name shown, or the description of an unnamed one ("a senior official").
    pub name: String,
    /// What sort of actor it is.
    pub sort: ActorSort,
    /// What makes them matter here ("Special Envoy"), or empty.
    pub role: String,
    /// The id of the item in Wikidata, such as `Q42`.
    pub wikidata: Option<String>,
    /// The reader's own words, or empty.
    pub note: String,
}

/// What sort of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ActorSort {
    /// One human being.
    #[default]
    Person,
    /// A body that acts under a name: a ministry, a press service.
    Organisation,
    /// People without a body: "residents".
    Group,
    /// Somebody the text describes and does not name.
    Unnamed,
}

/// The id of an [`Actor`]; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub Rc<str>);

impl Actor {
    /// A person known by `name` and nothing else.
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

    /// Whether nothing is known but the name, so that the entry may go with its last mention.
    pub fn is_bare(&self) -> bool {
        self.role.is_empty() && self.wikidata.is_none() && self.note.is_empty()
    }

    /// A name as it is compared: letter case and the width of blanks do not count.
    pub fn key(name: &str) -> String {
        let mut key = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if key.is_ascii() {
            key.make_ascii_lowercase();
            key
        } else {
            key.to_lowercase()
        }
    }
}

/// Begins the id of an entry whose file has no ids, until it is in a document.
const MADE: &str = "made-here:";

impl ActorId {
    /// The id of an entry that a reader makes, as its file has none: two files may have the same by chance, so it says
    /// nothing of whom in a document it means.
    pub fn made(of: &str) -> Self {
        Self(format!("{MADE}{of}").into())
    }

    /// What it was [`Self::made`] of; nothing if the file itself has it.
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
