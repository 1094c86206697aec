//! What a step of the history did, as a fact. `view/wording` has the words.

use crate::model::plain::{Plain, Wrong};
use crate::model::record::{Record, unknown};
use crate::model::{AnnotationId, Kind};

/// What a step did, for "Undo: …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Something was marked.
    Mark(Kind),
    /// An annotation was removed.
    Remove(Kind),
    /// A note was written.
    Note(AnnotationId),
    /// Tags were changed.
    Tags,
    /// The kind was changed.
    Kind(Kind),
    /// An annotation was changed in some other way.
    Change(Kind),
    /// This many annotations were added at once.
    AddMany(usize),
    /// This many annotations were changed at once.
    ChangeMany(usize),
    /// This many annotations were deleted at once.
    RemoveMany(usize),
    /// A file was merged in.
    Import,
    /// All annotations were replaced.
    ReplaceAll,
    /// The title, source or other details were corrected.
    Details,
    /// The labels or verdicts were changed.
    Scheme,
    /// An actor was added or corrected.
    Actor,
    /// Two actors were merged.
    MergeActors,
    /// Two claims were linked.
    Link,
    /// A claim was unlinked.
    Unlink,
    /// An actor was split in two.
    SplitActor,
    /// An actor was deleted.
    RemoveActor,
    /// This many suggestions were accepted at once.
    Accept(usize),
    /// A suggestion was rejected.
    Reject,
    /// A rejected suggestion was brought back.
    BringBack,
    /// A newer version of the text was adopted.
    Adopt,
}

impl Label {
    /// Whether it is about people rather than about the annotations that it changes with them.
    pub fn is_about_people(&self) -> bool {
        matches!(self, Self::Actor | Self::MergeActors | Self::SplitActor | Self::RemoveActor)
    }
}

impl Record for Label {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Mark(kind) => Plain::tagged("mark", kind.plain()),
            Self::Remove(kind) => Plain::tagged("remove", kind.plain()),
            Self::Note(id) => Plain::tagged("note", id.plain()),
            Self::Tags => Plain::text("tags"),
            Self::Kind(kind) => Plain::tagged("kind", kind.plain()),
            Self::Change(kind) => Plain::tagged("change", kind.plain()),
            Self::AddMany(count) => Plain::tagged("add-many", count.plain()),
            Self::ChangeMany(count) => Plain::tagged("change-many", count.plain()),
            Self::RemoveMany(count) => Plain::tagged("remove-many", count.plain()),
            Self::Import => Plain::text("import"),
            Self::ReplaceAll => Plain::text("replace-all"),
            Self::Details => Plain::text("details"),
            Self::Scheme => Plain::text("scheme"),
            Self::Actor => Plain::text("actor"),
            Self::MergeActors => Plain::text("merge-actors"),
            Self::Link => Plain::text("link"),
            Self::Unlink => Plain::text("unlink"),
            Self::SplitActor => Plain::text("split-actor"),
            Self::RemoveActor => Plain::text("remove-actor"),
            Self::Accept(count) => Plain::tagged("accept", count.plain()),
            Self::Reject => Plain::text("reject"),
            Self::BringBack => Plain::text("bring-back"),
            Self::Adopt => Plain::text("adopt"),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.tag()? {
            ("mark", kind) => Record::read(kind).map(Self::Mark),
            ("remove", kind) => Record::read(kind).map(Self::Remove),
            ("note", id) => Record::read(id).map(Self::Note),
            ("tags", _) => Ok(Self::Tags),
            ("kind", kind) => Record::read(kind).map(Self::Kind),
            ("change", kind) => Record::read(kind).map(Self::Change),
            ("add-many", count) => Record::read(count).map(Self::AddMany),
            ("change-many", count) => Record::read(count).map(Self::ChangeMany),
            ("remove-many", count) => Record::read(count).map(Self::RemoveMany),
            ("import", _) => Ok(Self::Import),
            ("replace-all", _) => Ok(Self::ReplaceAll),
            ("details", _) => Ok(Self::Details),
            ("scheme", _) => Ok(Self::Scheme),
            ("actor", _) => Ok(Self::Actor),
            ("merge-actors", _) => Ok(Self::MergeActors),
            ("link", _) => Ok(Self::Link),
            ("unlink", _) => Ok(Self::Unlink),
            ("split-actor", _) => Ok(Self::SplitActor),
            ("remove-actor", _) => Ok(Self::RemoveActor),
            ("accept", count) => Record::read(count).map(Self::Accept),
            ("reject", _) => Ok(Self::Reject),
            ("bring-back", _) => Ok(Self::BringBack),
            ("adopt", _) => Ok(Self::Adopt),
            _ => Err(unknown(plain, &["mark", "remove", "note", "…"])),
        }
    }
}
