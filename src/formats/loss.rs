//! What a format cannot hold, in one vocabulary: a format declares it ([`without`] takes it from a
//! document), and the report is the difference ([`between`]). Must never be written by hand per
//! document: what is not in the difference was not lost, and what is was.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::said::Statement;
use crate::model::plain::{Object, Plain, Wrong};
use crate::model::record::{Record, must, names};
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Article, Claimant, Detail, Details, Origin,
    Timestamp,
};

/// One thing that may be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The whole annotation.
    Annotation,
    /// Where exactly it lies.
    Span,
    /// What it is inside its kind.
    Label,
    /// Its note.
    Note,
    /// Its tags.
    Tags,
    /// Whom it refers to: the actor of a mention, the speaker of a quote, the claimant of a claim.
    Actor,
    /// That the article itself claims it.
    ArticleClaims,
    /// The words that say who speaks.
    Cue,
    /// Whether a quote is direct, indirect or mixed.
    Form,
    /// What a check found.
    Check,
    /// The actor's name: another stands in its place.
    ActorName,
    /// Whether it is a person, an organisation, a group or unnamed.
    ActorSort,
    /// The actor's role.
    ActorRole,
    /// The actor's Wikidata id.
    ActorWikidata,
    /// The actor's note.
    ActorNote,
    /// An actor to whom nothing refers.
    ActorAlone,
    /// StatedActor made it.
    Creator,
    /// When it was made.
    Created,
    /// When it was changed.
    Modified,
    /// Whether by hand, from a suggestion or an import.
    Origin,
    /// The id that it had in the file it came from.
    SourceId,
    /// Its id.
    Id,
    /// The id of the article.
    ArticleId,
    /// The title.
    Title,
    /// StatedActor wrote the article.
    Byline,
    /// Where it was published.
    Source,
    /// When it was published.
    Published,
    /// Its language.
    Language,
    /// The colours and keys of labels, and the scale of verdicts.
    Scheme,
    /// Headings, lists and so on.
    Blocks,
    /// Emphasis and links.
    Inlines,
    /// Addresses that lead neither to a page nor to a letter: they leave in no format.
    Address,
}

/// One thing that a format cannot hold of a document, and of which annotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What is lost.
    pub what: Lack,
    /// How often.
    pub count: u32,
    /// The annotations it is lost of, in text order; none if it is the article's or the register's.
    pub annotations: Vec<AnnotationId>,
}

impl Record for Loss {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        must::put(&mut object, "what", &self.what);
        must::put(&mut object, "count", &self.count);
        // In an id there are no blanks; one by one, ten thousand take many milliseconds.
        let ids: Vec<&str> = self.annotations.iter().map(|id| &*id.0).collect();
        object.put_filled("annotations", Plain::Text(ids.join(" ").into()));
        object.into()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let ids = object.text("annotations")?.unwrap_or_default();
        Ok(Self {
            what: must::get(object, "what")?,
            count: must::get(object, "count")?,
            annotations: ids.split_whitespace().map(AnnotationId::from).collect(),
        })
    }
}

names! { Lack {
    Annotation: "annotation", Span: "span", Label: "label", Note: "note", Tags: "tags", Actor: "actor",
    ArticleClaims: "article-claims", Cue: "cue", Form: "form", Check: "check",
    ActorName: "actor-name", ActorSort: "actor-sort", ActorRole: "actor-role",
    ActorWikidata: "actor-wikidata", ActorNote: "actor-note", ActorAlone: "actor-alone",
    Creator: "creator", Created: "created", Modified: "modified", Origin: "origin",
    SourceId: "source-id", Id: "id", ArticleId: "article-id", Title: "title", Byline: "byline",
    Source: "source", Published: "published", Language: "language", Scheme: "scheme", Blocks: "blocks",
    Inlines: "inlines", Address: "address",
} }

/// A document without what is lacking. What cannot be missing gets what an import gives it: times
/// become `now`, the origin an import. [`Lack::Annotation`] and [`Lack::Span`] are for the format to
/// carry out itself, with [`rebuilt`]; [`Lack::Id`] leaves ids, as they are only not compared.
pub fn without(set: &AnnotationSet, lacks: &[Lack], now: Timestamp) -> AnnotationSet {
    let lacks = Lacks::new(lacks);
    let mut left = AnnotationSet::new(lacks.article(set.article()), lacks.details(set.details()));
    for actor in set.actors() {
        let _left_out = left.admit_actor(&Rc::new(lacks.actor(actor)));
    }
    for one in set.iter() {
        admit(&mut left, lacks.annotation(one, now));
    }
    left
}

/// A document of these parts. Actors nobody refers to are kept; references to actors that are not
/// there, and annotations that contradict others or the text, are left out.
pub fn rebuilt(
    article: Rc<Article>,
    details: Details,
    actors: Vec<Actor>,
    annotations: Vec<Annotation>,
) -> AnnotationSet {
    let mut set = AnnotationSet::new(article, details);
    for actor in actors {
        let _left_out = set.admit_actor(&Rc::new(actor));
    }
    for one in annotations {
        admit(&mut set, one);
    }
    set
}

/// Adds an annotation to a document that is built; an actor that is not in it is forgotten, and one
/// that is no annotation of this text is left out.
pub fn admit(set: &mut AnnotationSet, mut one: Annotation) {
    if one.actor().is_some_and(|id| set.actor(id).is_none()) {
        forget_actor(&mut one);
    }
    let _left_out = set.admit(&Rc::new(one));
}

/// The same annotation that refers to nobody. That the article claims it stays.
pub fn forget_actor(one: &mut Annotation) {
    match &mut one.detail {
        Detail::Person { actor: id } | Detail::Quote { speaker: id, .. } => *id = None,
        Detail::Claim { claimant, .. } => {
            if matches!(claimant, Some(Claimant::Actor(_))) {
                *claimant = None;
            }
        }
    }
}

/// What of `whole` is not in `kept`, of which every annotation has the id that it has in `whole`.
/// In the order of [`Lack`].
pub fn between(whole: &AnnotationSet, kept: &AnnotationSet) -> Vec<Loss> {
    let mut found: BTreeMap<Lack, (u32, Vec<AnnotationId>)> = BTreeMap::new();
    for one in whole.iter() {
        let mut lost = |what| {
            let (count, of) = found.entry(what).or_default();
            *count += 1;
            of.push(one.id.clone());
        };
        match kept.get(&one.id) {
            None => lost(Lack::Annotation),
            Some(left) => Statement::of(whole, one).lost_in(&Statement::of(kept, left), &mut lost),
        }
    }
    let alone = whole.actors().filter(|actor| whole.references_to(&actor.id) == 0);
    let gone = alone.filter(|actor| kept.actor(&actor.id).is_none());
    let article = lost_of_article(whole, kept);
    for what in gone.map(|_| Lack::ActorAlone).chain(article) {
        found.entry(what).or_default().0 += 1;
    }
    let losses = found.into_iter();
    losses.map(|(what, (count, annotations))| Loss { what, count, annotations }).collect()
}

fn lost_of_article(whole: &AnnotationSet, kept: &AnnotationSet) -> Vec<Lack> {
    let (was, is) = (whole.details(), kept.details());
    let (article, left) = (whole.article(), kept.article());
    let kinds = |article: &Article| article.blocks().iter().map(|b| b.kind).collect::<Vec<_>>();
    let lost = [
        (Lack::ArticleId, article.id() != left.id()),
        (Lack::Title, was.title != is.title),
        (Lack::Byline, was.byline != is.byline),
        (Lack::Source, was.source != is.source),
        (Lack::Published, was.published != is.published),
        (Lack::Language, was.language != is.language),
        (Lack::Scheme, was.scheme != is.scheme),
        (Lack::Blocks, kinds(article) != kinds(left)),
        (Lack::Inlines, article.inlines() != left.inlines()),
    ];
    lost.into_iter().filter(|(_, lost)| *lost).map(|(what, _)| what).collect()
}

/// What is lacking, to be asked for each part of a document.
#[derive(Debug, Clone, Copy)]
pub struct Lacks(u64);

impl Lacks {
    /// All of these.
    pub fn new(lacks: &[Lack]) -> Self {
        Self(lacks.iter().fold(0, |all, lack| all | 1 << *lack as u64))
    }

    fn has(self, lack: Lack) -> bool {
        self.0 & (1 << lack as u64) != 0
    }

    /// What of a value is left.
    fn left<T: Default>(self, lack: Lack, value: T) -> T {
        if self.has(lack) { T::default() } else { value }
    }

    fn actor(self, actor: &Actor) -> Actor {
        let actor = actor.clone();
        Actor {
            sort: self.left(Lack::ActorSort, actor.sort),
            role: self.left(Lack::ActorRole, actor.role),
            wikidata: self.left(Lack::ActorWikidata, actor.wikidata),
            note: self.left(Lack::ActorNote, actor.note),
            ..actor
        }
    }

    /// What is left of an annotation.
    pub fn annotation(self, one: &Annotation, now: Timestamp) -> Annotation {
        let one = one.clone();
        let mut left = Annotation {
            label: self.left(Lack::Label, one.label),
            note: self.left(Lack::Note, one.note),
            tags: self.left(Lack::Tags, one.tags),
            origin: if self.has(Lack::Origin) { Origin::Import } else { one.origin },
            creator: self.left(Lack::Creator, one.creator),
            created: if self.has(Lack::Created) { now } else { one.created },
            modified: if self.has(Lack::Modified) { now } else { one.modified },
            source_id: self.left(Lack::SourceId, one.source_id),
            ..one
        };
        if self.has(Lack::Actor) {
            forget_actor(&mut left);
        }
        match &mut left.detail {
            Detail::Quote { cue, form, .. } => {
                *cue = self.left(Lack::Cue, *cue);
                *form = self.left(Lack::Form, *form);
            }
            Detail::Claim { claimant, check } => {
                *check = self.left(Lack::Check, check.take());
                if self.has(Lack::ArticleClaims) && *claimant == Some(Claimant::Article) {
                    *claimant = None;
                }
            }
            Detail::Person { .. } => {}
        }
        left
    }

    fn article(self, article: &Rc<Article>) -> Rc<Article> {
        if !(self.has(Lack::ArticleId) || self.has(Lack::Blocks) || self.has(Lack::Inlines)) {
            return article.clone();
        }
        let id = (!self.has(Lack::ArticleId)).then(|| article.id().clone());
        // The same text once more: it is not too long now if it was not before.
        let Ok(mut left) = Article::new(id, article.text()) else { return article.clone() };
        if !self.has(Lack::Blocks) {
            let kinds: Vec<_> = article.blocks().iter().map(|block| block.kind).collect();
            left = left.with_kinds(&kinds);
        }
        if !self.has(Lack::Inlines) {
            left = left.with_inlines(article.inlines().to_vec());
        }
        Rc::new(left)
    }

    fn details(self, details: &Details) -> Details {
        let details = details.clone();
        Details {
            title: self.left(Lack::Title, details.title),
            byline: self.left(Lack::Byline, details.byline),
            source: self.left(Lack::Source, details.source),
            published: self.left(Lack::Published, details.published),
            language: self.left(Lack::Language, details.language),
            scheme: self.left(Lack::Scheme, details.scheme),
        }
    }
}
