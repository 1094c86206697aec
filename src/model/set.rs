//! Everything about one article, with an index by place. Only `apply` changes it: all at once, or not at all
//! (tests/native/laws_document.rs).

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::actor::{Actor, ActorId};
use super::annotation::{Annotation, AnnotationId, Kind};
use super::article::{Article, Details};
use super::building::check;
use super::index::Index;
use super::order;
use super::text::{BlockIndex, Byte, TextRange};
use super::transaction::{Op, Transaction, TransactionError};

/// The annotations of one article, the register of its actors, and its details.
///
/// Cheap to clone as far as text goes; the annotations are shared, their indexes copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotationSet {
    article: Rc<Article>,
    annotations: BTreeMap<AnnotationId, Rc<Annotation>>,
    index: Index,
    actors: BTreeMap<ActorId, Rc<Actor>>,
    names: Names,
    /// The number of annotations per actor; a missing entry means none.
    references: BTreeMap<ActorId, usize>,
    details: Rc<Details>,
    counts: Counts,
}

/// The actors by name, as [`Actor::key`] writes it; made on first use. Derived from the register, so it does
/// not count in comparisons.
#[derive(Debug, Clone, Default)]
struct Names(OnceCell<BTreeSet<(String, ActorId)>>);

impl Names {
    fn of(&self, actors: &BTreeMap<ActorId, Rc<Actor>>) -> &BTreeSet<(String, ActorId)> {
        self.0.get_or_init(|| order::gathered(actors.values().map(|actor| Self::entry(actor))))
    }

    fn enter(&mut self, actor: &Actor) {
        if let Some(names) = self.0.get_mut() {
            Self::insert(names, actor);
        }
    }

    #[inline(never)]
    fn insert(names: &mut BTreeSet<(String, ActorId)>, actor: &Actor) {
        names.insert(Self::entry(actor));
    }

    fn strike(&mut self, actor: &Actor) {
        if let Some(names) = self.0.get_mut() {
            names.remove(&Self::entry(actor));
        }
    }

    fn entry(actor: &Actor) -> (String, ActorId) {
        (Actor::key(&actor.name), actor.id.clone())
    }
}

impl PartialEq for Names {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Names {}

/// The result of applying a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The transaction that undoes it.
    pub inverse: Transaction,
    /// Where highlights may look different now.
    pub dirty: BTreeSet<TextRange>,
}

/// The number of annotations of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([usize; 3]);

impl AnnotationSet {
    /// A set for `article` with these details and nothing else.
    pub fn new(article: Rc<Article>, details: Details) -> Self {
        Self {
            annotations: BTreeMap::new(),
            index: Index::new(article.text().len()),
            actors: BTreeMap::new(),
            names: Names::default(),
            references: BTreeMap::new(),
            details: Rc::new(details),
            counts: Counts::default(),
            article,
        }
    }

    /// The article.
    pub fn article(&self) -> &Rc<Article> {
        &self.article
    }

    /// What the app calls the article: its title, or else the beginning of its text.
    pub fn name(&self) -> String {
        match self.details.title.as_str() {
            "" => self.article.beginning(),
            title => title.to_owned(),
        }
    }

    pub(super) fn replace_article(&mut self, article: Rc<Article>) -> Rc<Article> {
        std::mem::replace(&mut self.article, article)
    }

    /// Applies a transaction, or changes nothing.
    ///
    /// # Errors
    /// The first thing wrong; see [`TransactionError`].
    pub fn apply(&mut self, transaction: &Transaction) -> Result<Applied, TransactionError> {
        let mut applied = Applied { inverse: Transaction::default(), dirty: BTreeSet::new() };
        let result = transaction
            .ops
            .iter()
            .try_for_each(|op| self.step(op, &mut applied))
            .and_then(|()| self.check_actors(transaction))
            .and_then(|()| self.check_references(transaction.ops.iter()));
        applied.inverse.ops.reverse();
        match result {
            Ok(()) => Ok(applied),
            Err(error) => {
                self.roll_back(&applied.inverse);
                Err(error)
            }
        }
    }

    /// The annotation of this id.
    pub fn get(&self, id: &AnnotationId) -> Option<&Rc<Annotation>> {
        self.annotations.get(id)
    }

    /// The number of annotations.
    pub fn len(&self) -> usize {
        self.annotations.len()
    }

    /// Whether there are no annotations.
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty()
    }

    /// The number of annotations of each kind.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Every annotation, in text order.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Annotation>> {
        self.index.starting_from(Byte(0))
    }

    /// The annotations with a span in a range, in text order. Not slower in a longer text, or in one of fewer
    /// paragraphs.
    pub fn touching(&self, range: TextRange) -> Vec<Rc<Annotation>> {
        self.index.touching(range)
    }

    /// The annotations that touch a block or its line end, in text order.
    pub fn in_block(&self, block: BlockIndex) -> Vec<Rc<Annotation>> {
        self.index.touching(self.article.block_with_end(block))
    }

    /// The annotations that start at a place or after it, in text order.
    pub fn starting_from(&self, at: Byte) -> impl Iterator<Item = &Rc<Annotation>> {
        self.index.starting_from(at)
    }

    /// The annotations that start before a place, the last first.
    pub fn starting_before(&self, at: Byte) -> impl Iterator<Item = &Rc<Annotation>> {
        self.index.starting_before(at)
    }

    /// The number of annotations of some kinds, by [`Kind::index`], that start before a place.
    pub fn count_before(&self, at: Byte, kinds: [bool; 3]) -> usize {
        self.index.count_before(at, kinds)
    }

    /// The approximate number of pieces of a range.
    pub fn weight(&self, range: TextRange) -> usize {
        self.index.weight(range)
    }

    /// The entry of the register with this id.
    pub fn actor(&self, id: &ActorId) -> Option<&Rc<Actor>> {
        self.actors.get(id)
    }

    /// The first entry of the register with this name, whatever the letter case and spaces.
    pub fn actor_called(&self, name: &str) -> Option<&Rc<Actor>> {
        let key = Actor::key(name);
        let from = (key.clone(), ActorId::from(""));
        let (found, id) = self.names.of(&self.actors).range(from..).next()?;
        (*found == key).then(|| self.actors.get(id)).flatten()
    }

    /// The register, by id: ids made here grow with time, so in the order added.
    pub fn actors(&self) -> impl Iterator<Item = &Rc<Actor>> {
        self.actors.values()
    }

    /// The number of annotations of an actor.
    pub fn references_to(&self, id: &ActorId) -> usize {
        self.references.get(id).copied().unwrap_or_default()
    }

    /// Title, source and so on.
    pub fn details(&self) -> &Rc<Details> {
        &self.details
    }

    /// The transaction that adds an annotation from outside. A missing actor is added with the text of the
    /// mention as its name, or else its id.
    pub fn adding(&self, annotation: Rc<Annotation>) -> Transaction {
        let missing = annotation.actor().filter(|id| self.actor(id).is_none());
        let actor = missing.map(|id| {
            let mention = annotation.spans.first().filter(|_| annotation.kind() == Kind::Person);
            let name = mention.map_or(&*id.0, |span| self.article.slice(*span));
            Op::AddActor(Rc::new(Actor::person(id.clone(), name)))
        });
        Transaction::new(actor.into_iter().chain([Op::Add(annotation)]))
    }

    pub(super) fn step(&mut self, op: &Op, applied: &mut Applied) -> Result<(), TransactionError> {
        let inverse = match op {
            Op::Add(annotation) => {
                check(&self.article, annotation)?;
                if self.annotations.contains_key(&annotation.id) {
                    return Err(TransactionError::Exists(annotation.id.clone()));
                }
                self.insert(annotation, Some(&mut applied.dirty));
                Op::Remove(annotation.id.clone())
            }
            Op::AddActor(actor) => self.enter(actor)?,
            other => self.step_other(other, &mut applied.dirty)?,
        };
        applied.inverse.ops.push(inverse);
        Ok(())
    }

    /// Everything but adding annotations and actors, which is all that opening an article needs.
    #[inline(never)]
    fn step_other(
        &mut self,
        op: &Op,
        dirty: &mut BTreeSet<TextRange>,
    ) -> Result<Op, TransactionError> {
        Ok(match op {
            Op::Replace(annotation) => {
                check(&self.article, annotation)?;
                let old = self.take(&annotation.id, dirty)?;
                self.insert(annotation, Some(dirty));
                Op::Replace(old)
            }
            Op::Remove(id) => Op::Add(self.take(id, dirty)?),
            Op::SetDetails(details) => {
                Op::SetDetails(std::mem::replace(&mut self.details, details.clone()))
            }
            Op::SetArticle(article)
                if !self.annotations.is_empty() && article.text() != self.article.text() =>
            {
                return Err(TransactionError::TextInUse);
            }
            Op::SetArticle(article) => {
                if self.annotations.is_empty() {
                    self.index = Index::new(article.text().len());
                }
                Op::SetArticle(self.replace_article(article.clone()))
            }
            other => self.step_actor(other)?,
        })
    }

    pub(super) fn enter(&mut self, actor: &Rc<Actor>) -> Result<Op, TransactionError> {
        if !actor.is_named() {
            return Err(TransactionError::ActorNameless(actor.id.clone()));
        }
        if self.actors.contains_key(&actor.id) {
            return Err(TransactionError::ActorExists(actor.id.clone()));
        }
        self.names.enter(actor);
        self.actors.insert(actor.id.clone(), actor.clone());
        Ok(Op::RemoveActor(actor.id.clone()))
    }

    fn step_actor(&mut self, op: &Op) -> Result<Op, TransactionError> {
        let missing = |id: &ActorId| TransactionError::ActorMissing(id.clone());
        match op {
            Op::ReplaceActor(actor) if !actor.is_named() => {
                Err(TransactionError::ActorNameless(actor.id.clone()))
            }
            Op::ReplaceActor(actor) => {
                let entry = self.actors.get_mut(&actor.id).ok_or_else(|| missing(&actor.id))?;
                let old = std::mem::replace(entry, actor.clone());
                self.names.strike(&old);
                self.names.enter(actor);
                Ok(Op::ReplaceActor(old))
            }
            Op::RemoveActor(id) => {
                let old = self.actors.remove(id).ok_or_else(|| missing(id))?;
                self.names.strike(&old);
                Ok(Op::AddActor(old))
            }
            _ => Ok(op.clone()),
        }
    }

    /// Checks that no entry still in use was removed. References are checked after all operations, so their
    /// order does not matter.
    pub(super) fn check_actors(&self, transaction: &Transaction) -> Result<(), TransactionError> {
        for actor in transaction.actors() {
            if !self.actors.contains_key(actor) && self.references_to(actor) > 0 {
                return Err(TransactionError::ActorInUse(actor.clone()));
            }
        }
        Ok(())
    }

    /// Checks that the added and changed annotations refer only to entries of the register.
    pub(super) fn check_references<'a>(
        &self,
        ops: impl Iterator<Item = &'a Op>,
    ) -> Result<(), TransactionError> {
        let touched = ops.filter_map(Op::annotation).filter_map(|id| self.annotations.get(id));
        for actor in touched.filter_map(|annotation| annotation.actor()) {
            if !self.actors.contains_key(actor) {
                return Err(TransactionError::ActorMissing(actor.clone()));
            }
        }
        Ok(())
    }

    /// Undoes operations that were just applied, so none of them can fail.
    fn roll_back(&mut self, inverse: &Transaction) {
        let mut ignored = Applied { inverse: Transaction::default(), dirty: BTreeSet::new() };
        for op in &inverse.ops {
            let undone = self.step(op, &mut ignored);
            debug_assert_eq!(undone, Ok(()), "the inverse of an applied step applies");
        }
    }

    pub(super) fn insert(
        &mut self,
        annotation: &Rc<Annotation>,
        dirty: Option<&mut BTreeSet<TextRange>>,
    ) {
        if let Some(dirty) = dirty {
            dirty.extend(&annotation.spans);
        }
        self.index.insert(annotation);
        self.counts.0[annotation.kind().index()] += 1;
        if let Some(actor) = annotation.actor() {
            *self.references.entry(actor.clone()).or_default() += 1;
        }
        self.annotations.insert(annotation.id.clone(), annotation.clone());
    }

    fn take(
        &mut self,
        id: &AnnotationId,
        dirty: &mut BTreeSet<TextRange>,
    ) -> Result<Rc<Annotation>, TransactionError> {
        let annotation =
            self.annotations.remove(id).ok_or_else(|| TransactionError::Missing(id.clone()))?;
        dirty.extend(&annotation.spans);
        self.index.remove(&annotation);
        self.counts.0[annotation.kind().index()] -= 1;
        if let Some(actor) = annotation.actor() {
            self.forget_reference(&actor.clone());
        }
        Ok(annotation)
    }

    fn forget_reference(&mut self, actor: &ActorId) {
        if let Some(count) = self.references.get_mut(actor) {
            *count -= 1;
            if *count == 0 {
                self.references.remove(actor);
            }
        }
    }
}

impl Counts {
    /// The number of one kind.
    pub fn of(self, kind: Kind) -> usize {
        self.0[kind.index()]
    }

    /// The number of all.
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }
}
