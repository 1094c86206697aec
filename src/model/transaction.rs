//! A change to what is said about one article, as a value: it can be checked, applied, inverted,
//! kept and sent. Must never apply itself: [`super::AnnotationSet::apply`] does.

use std::rc::Rc;

use super::actor::{Actor, ActorId};
use super::annotation::{Annotation, AnnotationId};
use super::article::Details;
use super::plain::{Plain, Wrong};
use super::record::{Record, record, unknown};
use super::text::TextRange;

/// Steps that are applied together or not at all, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transaction {
    /// The steps.
    pub ops: Vec<Op>,
}

/// One step. Its inverse is again one step, so a transaction undoes itself step by step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// A new annotation.
    Add(Rc<Annotation>),
    /// An annotation as it shall be from now on, by its id.
    Replace(Rc<Annotation>),
    /// An annotation goes.
    Remove(AnnotationId),
    /// A new entry in the register.
    AddActor(Rc<Actor>),
    /// An entry as it shall be from now on, by its id.
    ReplaceActor(Rc<Actor>),
    /// An entry goes. Nothing may refer to it once the transaction is over.
    RemoveActor(ActorId),
    /// Title, source and so on, as they shall be from now on.
    SetDetails(Rc<Details>),
}

/// Why a transaction was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransactionError {
    /// An id that breaks the rule of [`AnnotationId::is_valid`].
    #[error("id: “{0}” is not an id; it needs 1 to 200 characters without blanks")]
    BadId(AnnotationId),
    /// Added twice.
    #[error("id: there is already an annotation “{0}”")]
    Exists(AnnotationId),
    /// To be changed or removed, and not there.
    #[error("id: there is no annotation “{0}”")]
    Missing(AnnotationId),
    /// A label inside a kind that breaks the rule of [`super::SubLabel::is_name`].
    #[error(
        "label: annotation “{0}” has an invalid one; it needs 1 to 60 characters without blanks"
    )]
    BadLabel(AnnotationId),
    /// An annotation about nothing.
    #[error("spans: the annotation “{0}” has none")]
    NoSpans(AnnotationId),
    /// A span that is empty, outside the text, inside a character, or not behind the one before it.
    #[error(
        "spans: bytes {}-{} of annotation “{id}” are not a span of this text, or overlap the span before",
        .range.start.0, .range.end.0
    )]
    BadSpan {
        /// The annotation.
        id: AnnotationId,
        /// The span, or the cue.
        range: TextRange,
    },
    /// An actor added twice.
    #[error("actor: there is already an actor “{0}”")]
    ActorExists(ActorId),
    /// An actor that is referred to, changed or removed, and is not there.
    #[error("actor: there is no actor “{0}”")]
    ActorMissing(ActorId),
    /// An actor that would go while annotations refer to it.
    #[error("actor: annotations still refer to “{0}”")]
    ActorInUse(ActorId),
    /// An actor without a name, or without an id.
    #[error("actor: “{0}” has no name or no id")]
    ActorNameless(ActorId),
}

impl Transaction {
    /// A transaction of these steps.
    pub fn new(ops: impl IntoIterator<Item = Op>) -> Self {
        Self { ops: ops.into_iter().collect() }
    }

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// The annotations it adds, changes or removes, in its order.
    pub fn annotations(&self) -> impl Iterator<Item = &AnnotationId> {
        self.ops.iter().filter_map(Op::annotation)
    }

    /// The entries of the register it adds, changes or removes, in its order.
    pub fn actors(&self) -> impl Iterator<Item = &ActorId> {
        self.ops.iter().filter_map(|op| match op {
            Op::AddActor(actor) | Op::ReplaceActor(actor) => Some(&actor.id),
            Op::RemoveActor(id) => Some(id),
            _ => None,
        })
    }
}

impl Op {
    /// The annotation it adds, changes or removes.
    pub fn annotation(&self) -> Option<&AnnotationId> {
        match self {
            Self::Add(annotation) | Self::Replace(annotation) => Some(&annotation.id),
            Self::Remove(id) => Some(id),
            _ => None,
        }
    }
}

impl From<Op> for Transaction {
    fn from(op: Op) -> Self {
        Self { ops: vec![op] }
    }
}

record! { Transaction { ops: must } }

impl Record for Op {
    fn plain(&self) -> Plain<'_> {
        match self {
            Self::Add(annotation) => Plain::tagged("add", annotation.plain()),
            Self::Replace(annotation) => Plain::tagged("replace", annotation.plain()),
            Self::Remove(id) => Plain::tagged("remove", id.plain()),
            Self::AddActor(actor) => Plain::tagged("add-actor", actor.plain()),
            Self::ReplaceActor(actor) => Plain::tagged("replace-actor", actor.plain()),
            Self::RemoveActor(id) => Plain::tagged("remove-actor", id.plain()),
            Self::SetDetails(details) => Plain::tagged("set-details", details.plain()),
        }
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        match plain.tag()? {
            ("add", annotation) => Record::read(annotation).map(Self::Add),
            ("replace", annotation) => Record::read(annotation).map(Self::Replace),
            ("remove", id) => Record::read(id).map(Self::Remove),
            ("add-actor", actor) => Record::read(actor).map(Self::AddActor),
            ("replace-actor", actor) => Record::read(actor).map(Self::ReplaceActor),
            ("remove-actor", id) => Record::read(id).map(Self::RemoveActor),
            ("set-details", details) => Record::read(details).map(Self::SetDetails),
            _ => Err(unknown(plain, &["add", "replace", "remove", "…"])),
        }
    }
}
