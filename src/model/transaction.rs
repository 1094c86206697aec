//! A change to the annotations of one article, as a value: it can be checked, applied, inverted, stored and
//! sent. [`super::AnnotationSet::apply`] applies it.

use std::rc::Rc;

use super::actor::{Actor, ActorId};
use super::annotation::{Annotation, AnnotationId};
use super::article::{Article, Details};
use super::plain::{Plain, Wrong};
use super::record::{Record, record, unknown};
use super::text::TextRange;

/// Operations that are applied together or not at all, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transaction {
    /// The operations.
    pub ops: Vec<Op>,
}

/// One operation. Its inverse is again one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Add an annotation.
    Add(Rc<Annotation>),
    /// Replace the annotation of this id.
    Replace(Rc<Annotation>),
    /// Delete an annotation.
    Remove(AnnotationId),
    /// Add an actor.
    AddActor(Rc<Actor>),
    /// Replace the actor of this id.
    ReplaceActor(Rc<Actor>),
    /// Delete an actor. Nothing may refer to it after the transaction.
    RemoveActor(ActorId),
    /// Replace the title, source and so on.
    SetDetails(Rc<Details>),
    /// Replace the text and its versions. Nothing may be annotated then, unless the text is the same.
    SetArticle(Rc<Article>),
}

/// Why a transaction was refused. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransactionError {
    /// An id that is invalid by [`AnnotationId::is_valid`].
    #[error("id: “{0}” is not an id; it needs 1 to 200 characters without blanks")]
    BadId(AnnotationId),
    /// The id is taken.
    #[error("id: there is already an annotation “{0}”")]
    Exists(AnnotationId),
    /// The annotation to change or delete does not exist.
    #[error("id: there is no annotation “{0}”")]
    Missing(AnnotationId),
    /// A label that is invalid by [`super::SubLabel::is_name`].
    #[error(
        "label: annotation “{0}” has an invalid one; it needs 1 to 60 characters without blanks"
    )]
    BadLabel(AnnotationId),
    /// An annotation without spans.
    #[error("spans: the annotation “{0}” has none")]
    NoSpans(AnnotationId),
    /// A span that is empty, outside the text, inside a character, or not after the one before it.
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
    /// The actor's id is taken.
    #[error("actor: there is already an actor “{0}”")]
    ActorExists(ActorId),
    /// The actor does not exist.
    #[error("actor: there is no actor “{0}”")]
    ActorMissing(ActorId),
    /// The actor to delete still has annotations.
    #[error("actor: annotations still refer to “{0}”")]
    ActorInUse(ActorId),
    /// The text changes while annotations refer to places in it.
    #[error("article: its text cannot change while it has annotations")]
    TextInUse,
    /// An actor without a name, or without an id.
    #[error("actor: “{0}” has no name or no id")]
    ActorNameless(ActorId),
}

impl Transaction {
    /// Whether it replaces the text.
    pub fn sets_article(&self) -> bool {
        self.ops.iter().any(|op| matches!(op, Op::SetArticle(_)))
    }

    /// A transaction of these operations.
    pub fn new(ops: impl IntoIterator<Item = Op>) -> Self {
        Self { ops: ops.into_iter().collect() }
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// The annotations it adds, changes or deletes, in order.
    pub fn annotations(&self) -> impl Iterator<Item = &AnnotationId> {
        self.ops.iter().filter_map(Op::annotation)
    }

    /// The actors it adds, changes or deletes, in order.
    pub fn actors(&self) -> impl Iterator<Item = &ActorId> {
        self.ops.iter().filter_map(|op| match op {
            Op::AddActor(actor) | Op::ReplaceActor(actor) => Some(&actor.id),
            Op::RemoveActor(id) => Some(id),
            _ => None,
        })
    }
}

impl Op {
    /// The annotation it adds, changes or deletes.
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
            Self::SetArticle(article) => Plain::tagged("set-article", article.plain()),
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
            ("set-article", article) => Record::read(article).map(Self::SetArticle),
            _ => Err(unknown(plain, &["add", "replace", "remove", "…"])),
        }
    }
}
