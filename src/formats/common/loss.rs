//! What a format leaves out, in one vocabulary. A format declares it ([`without`] removes it from a
//! document), and the report is the difference ([`between`]), so it lists exactly what is lost
//! (tests/formats/laws.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::statement::Statement;
use crate::model::plain::{Object, Plain, Wrong};
use crate::model::record::{Record, must, names};
use crate::model::{
    Actor, Annotation, AnnotationId, AnnotationSet, Article, Claimant, Detail, Details, Origin,
    Timestamp,
};

/// Something that may be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// The whole annotation.
    Annotation,
    /// Its exact place.
    Span,
    /// Its label.
    Label,
    /// Its note.
    Note,
    /// Its tags.
    Tags,
    /// Its actor: the person of a mention, the speaker of a quote, the claimant of a claim.
    Actor,
    /// That the article itself is the claimant.
    ArticleClaims,
    /// Its cue.
    Cue,
    /// Whether a quote is direct, indirect or mixed.
    Form,
    /// Where the source of a quote has it, and how.
    QuoteSource,
    /// The fact check.
    Check,
    /// The actor's name, which another one replaces.
    ActorName,
    /// Whether it is a person, an organisation, a group or unnamed.
    ActorSort,
    /// The actor's role.
    ActorRole,
    /// The actor's Wikidata id.
    ActorWikidata,
    /// The actor's note.
    ActorNote,
    /// An actor without annotations.
    ActorAlone,
    /// Who made it.
    Creator,
    /// When it was made.
    Created,
    /// When it last changed.
    Modified,
    /// Whether it was made by hand, from a suggestion or by an import.
    Origin,
    /// Its id in the file it came from.
    SourceId,
    /// Its id.
    Id,
    /// The id of the article.
    ArticleId,
    /// The title.
    Title,
    /// The byline.
    Byline,
    /// Where it was published.
    Source,
    /// When it was published.
    Published,
    /// Its language.
    Language,
    /// The colours and keys of labels, and the scale of verdicts.
    Scheme,
    /// Which suggestions were rejected: only our own format knows.
    Rejected,
    /// Earlier versions of the text: only our own format has them.
    Versions,
    /// Headings, lists and so on.
    Blocks,
    /// Emphasis and links.
    Inlines,
    /// Addresses that lead neither to a page nor to an e-mail: no format exports them.
    Address,
}

/// Something a format leaves out of a document, with the annotations concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What is lost.
    pub what: Lack,
    /// How often.
    pub count: u32,
    /// The annotations that lose it, in text order; empty for the article or the register.
    pub annotations: Vec<AnnotationId>,
}

impl Record for Loss {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        must::put(&mut object, "what", &self.what);
        must::put(&mut object, "count", &self.count);
        // Ids have no spaces; one at a time, ten thousand take many milliseconds.
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
    ArticleClaims: "article-claims", Cue: "cue", Form: "form", QuoteSource: "quote-source", Check: "check",
    ActorName: "actor-name", ActorSort: "actor-sort", ActorRole: "actor-role",
    ActorWikidata: "actor-wikidata", ActorNote: "actor-note", ActorAlone: "actor-alone",
    Creator: "creator", Created: "created", Modified: "modified", Origin: "origin",
    SourceId: "source-id", Id: "id", ArticleId: "article-id", Title: "title", Byline: "byline",
    Source: "source", Published: "published", Language: "language", Scheme: "scheme", Rejected: "rejected", Versions: "versions", Blocks: "blocks",
    Inlines: "inlines", Address: "address",
} }

/// A document with these lacks. Required fields get the values of an import: times become `now`, the origin
/// an import. The format itself handles [`Lack::Annotation`] and [`Lack::Span`], with [`rebuilt`];
/// [`Lack::Id`] leaves the ids, which are then not compared.
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

/// A document of these parts. Actors without annotations stay; references to missing actors, and annotations
/// that contradict others or the text, are dropped.
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

/// Adds an annotation to a new document; a missing actor is dropped from it, and an annotation that does not
/// fit the text is skipped.
pub fn admit(set: &mut AnnotationSet, mut one: Annotation) {
    if one.actor().is_some_and(|id| set.actor(id).is_none()) {
        forget_actor(&mut one);
    }
    let _left_out = set.admit(&Rc::new(one));
}

/// Removes the actor from an annotation. The article stays a claimant.
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

/// The parts of `whole` that are not in `kept`, whose annotations have the ids of `whole`. In the order of
/// [`Lack`].
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
        (Lack::Rejected, was.rejected != is.rejected),
        (Lack::Versions, article.versions() != left.versions()),
        (Lack::Blocks, kinds(article) != kinds(left)),
        (Lack::Inlines, article.inlines() != left.inlines()),
    ];
    lost.into_iter().filter(|(_, lost)| *lost).map(|(what, _)| what).collect()
}

/// An article without its earlier versions.
pub fn without_versions(article: &Rc<Article>) -> Rc<Article> {
    match article.versions().is_empty() {
        true => article.clone(),
        false => Rc::new(Article::clone(article).with_versions(Rc::default())),
    }
}

/// A set of lacks, to ask for each part of a document.
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

    /// The value, or nothing if it is lacking.
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

    /// What remains of an annotation.
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
            Detail::Quote { cue, form, source, .. } => {
                *cue = self.left(Lack::Cue, *cue);
                *form = self.left(Lack::Form, *form);
                *source = self.left(Lack::QuoteSource, source.take());
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
            return without_versions(article);
        }
        let id = (!self.has(Lack::ArticleId)).then(|| article.id().clone());
        // The same text as before, so it cannot be too long.
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
            rejected: Rc::default(),
        }
    }
}
