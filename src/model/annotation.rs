//! What somebody says about spans of the article. Spans are positions; the text is in the article alone.

use std::fmt;
use std::rc::Rc;

use super::actor::ActorId;
use super::check::Check;
use super::plain::{Object, Plain, Wrong};
use super::record::{Record, if_some, names, record, unknown};
use super::sources::SourceLink;
use super::text::{Byte, TextRange};
use super::time::Timestamp;

/// A statement about one or more spans of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Unique in its document.
    pub id: AnnotationId,
    /// At least one; each non-empty, disjoint, in text order. A quote broken by "he said" has two.
    pub spans: Vec<TextRange>,
    /// Its kind, with the details of that kind.
    pub detail: Detail,
    /// Its label, by name.
    pub label: Option<String>,
    /// The reader's note, or empty.
    pub note: String,
    /// Tags, in the reader's order.
    pub tags: Vec<String>,
    /// Its origin.
    pub origin: Origin,
    /// The creator's name in the settings.
    pub creator: Option<String>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// The id from its file, if that could not become `id`.
    pub source_id: Option<String>,
}

/// The id of an [`Annotation`]: 1 to 200 characters without white space; cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub Rc<str>);

/// The kinds of annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A mention of a person.
    Person,
    /// A statement that can be checked: a claim.
    Claim,
    /// A quote.
    Quote,
}

/// The details of each kind.
#[allow(
    clippy::large_enum_variant,
    reason = "what is known of a claim is read far more often than it is moved"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A mention of a person.
    Person {
        /// The person.
        actor: Option<ActorId>,
    },
    /// A statement that can be checked.
    Claim {
        /// The claimant, if known.
        claimant: Option<Claimant>,
        /// The fact check, if there is one.
        check: Option<Check>,
    },
    /// A quote.
    Quote {
        /// The speaker, if known.
        speaker: Option<ActorId>,
        /// The cue ("he said").
        cue: Option<TextRange>,
        /// Direct, indirect or mixed.
        form: Option<QuoteForm>,
        /// Where its source has it, if somebody looked it up.
        source: Option<Rc<SourceLink>>,
    },
}

/// The forms of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteForm {
    /// Word for word.
    Direct,
    /// Reported.
    Indirect,
    /// Both.
    Mixed,
}

/// The claimants of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimant {
    /// The article itself, in its own voice.
    Article,
    /// An entry of the register.
    Actor(ActorId),
}

/// The origins of annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// Somebody marked it.
    #[default]
    Hand,
    /// The program suggested it and somebody accepted it.
    Suggestion,
    /// A file or the API added it.
    Import,
}

impl Annotation {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.detail.kind()
    }

    /// Where it starts: the start of its first span.
    pub fn start(&self) -> Byte {
        self.spans.first().map_or(Byte(0), |span| span.start)
    }

    /// Where it ends: the end of its last span.
    pub fn end(&self) -> Byte {
        self.spans.last().map_or(Byte(0), |span| span.end)
    }

    /// The length of its spans in bytes; "smallest" and "larger" refer to it.
    pub fn len(&self) -> u32 {
        self.spans.iter().map(|span| span.len()).sum()
    }

    /// Whether it has no text, which no annotation of a document does.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Text order: by start, then longer first, then by id.
    pub fn text_order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |a: &Self| (a.start(), std::cmp::Reverse(a.end()));
        key(self).cmp(&key(other)).then_with(|| self.id.cmp(&other.id))
    }

    /// The actor in its details.
    pub fn actor(&self) -> Option<&ActorId> {
        match &self.detail {
            Detail::Person { actor: id } | Detail::Quote { speaker: id, .. } => id.as_ref(),
            Detail::Claim { claimant: Some(Claimant::Actor(id)), .. } => Some(id),
            Detail::Claim { .. } => None,
        }
    }

    /// The same annotation with another actor.
    #[must_use]
    pub fn with_actor(&self, to: &ActorId) -> Self {
        let mut new = self.clone();
        match &mut new.detail {
            Detail::Person { actor: Some(id) }
            | Detail::Quote { speaker: Some(id), .. }
            | Detail::Claim { claimant: Some(Claimant::Actor(id)), .. } => *id = to.clone(),
            _ => {}
        }
        new
    }

    /// Whether both say the same, except for ids and times.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.spans == other.spans
            && self.detail == other.detail
            && self.label == other.label
            && self.note == other.note
            && self.tags == other.tags
            && self.creator == other.creator
    }
}

impl Detail {
    /// The details of a new annotation of this kind: nothing known yet.
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person { actor: None },
            Kind::Claim => Self::Claim { claimant: None, check: None },
            Kind::Quote => Self::Quote { speaker: None, cue: None, form: None, source: None },
        }
    }

    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Person { .. } => Kind::Person,
            Self::Claim { .. } => Kind::Claim,
            Self::Quote { .. } => Kind::Quote,
        }
    }
}

impl Kind {
    /// Every kind, in the order of the keys 1, 2, 3.
    pub const ALL: [Self; 3] = [Self::Person, Self::Claim, Self::Quote];

    /// Its name in files, in the API and in class lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Claim => "claim",
            Self::Quote => "quote",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its place in [`Kind::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

impl AnnotationId {
    /// Whether `id` is valid: 1 to 200 characters without white space.
    pub fn is_valid(id: &str) -> bool {
        // Most ids are short ASCII, and thousands are checked together.
        if id.len() <= 200 && id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return !id.is_empty();
        }
        !id.is_empty() && id.chars().take(201).count() <= 200 && !id.contains(char::is_whitespace)
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for AnnotationId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

record! { Annotation {
    id: must, spans: must, detail: must, label: if_some, note: if_filled, tags: if_filled, origin: or_default,
    creator: if_some, created: must, modified: must, source_id: if_some,
} }

names! { Kind { Person: "person", Claim: "claim", Quote: "quote" } }

names! { QuoteForm { Direct: "direct", Indirect: "indirect", Mixed: "mixed" } }

names! { Origin { Hand: "hand", Suggestion: "suggestion", Import: "import" } }

impl Record for AnnotationId {
    fn plain(&self) -> Plain<'_> {
        Plain::text(&self.0)
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        plain.as_text().map(Self::from)
    }
}

impl Record for Claimant {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Article => Plain::text("article"),
            Self::Actor(id) => Plain::tagged("actor", id.plain()),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.tag()? {
            ("article", _) => Ok(Self::Article),
            ("actor", id) => Record::read(id).map(Self::Actor),
            _ => Err(unknown(plain, &["article", "actor"])),
        }
    }
}

impl Record for Detail {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        match self {
            Self::Person { actor } => if_some::put(&mut object, "actor", actor),
            Self::Claim { claimant, check } => {
                if_some::put(&mut object, "claimant", claimant);
                if_some::put(&mut object, "check", check);
            }
            Self::Quote { speaker, cue, form, source } => {
                if_some::put(&mut object, "speaker", speaker);
                if_some::put(&mut object, "cue", cue);
                if_some::put(&mut object, "form", form);
                if_some::put(&mut object, "source", source);
            }
        }
        Plain::tagged(self.kind().name(), object.into())
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let (kind, object) = plain.tag()?;
        let object = object.as_object()?;
        match Kind::read(&Plain::text(kind))? {
            Kind::Person => Ok(Self::Person { actor: if_some::get(object, "actor")? }),
            Kind::Claim => Ok(Self::Claim {
                claimant: if_some::get(object, "claimant")?,
                check: if_some::get(object, "check")?,
            }),
            Kind::Quote => Ok(Self::Quote {
                speaker: if_some::get(object, "speaker")?,
                cue: if_some::get(object, "cue")?,
                form: if_some::get(object, "form")?,
                source: if_some::get(object, "source")?,
            }),
        }
    }
}
