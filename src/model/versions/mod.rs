//! Earlier versions of an article: their texts, with what was said about them, and which words changed. A version
//! is never changed; adopting a newer text adds one (tests/native/laws_versions.rs).

mod adoption;
mod comparison;

use std::rc::Rc;

use super::actor::Actor;
use super::annotation::{Annotation, AnnotationId, Kind};
use super::article::{Article, Details};
use super::plain::{Object, Plain, Wrong};
use super::record::{Record, if_filled, must, or_default, record};
use super::set::AnnotationSet;
use super::text::TextRange;
use super::time::Timestamp;

pub use adoption::{Adoption, VersionDecision};
pub use comparison::{CarriedOver, Comparison};

/// An earlier version of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleVersion {
    /// Its text; it has the id of the article, and no versions of its own.
    pub article: Rc<Article>,
    /// Its headline, or empty.
    pub title: String,
    /// The date of publication it gave, as far as known.
    pub published: Option<String>,
    /// The address where it was published.
    pub source: Option<String>,
    /// When it was read; `None` if unknown.
    pub read: Option<Timestamp>,
    /// When the next version took its place.
    pub replaced: Timestamp,
    /// Whom its annotations name.
    pub actors: Vec<Rc<Actor>>,
    /// Its annotations then, in text order.
    pub annotations: Vec<Rc<Annotation>>,
    /// Its annotated words that the next version does not have.
    pub changes: Vec<WordingChange>,
}

/// Annotated words that the next version has otherwise, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingChange {
    /// The annotation.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// The words; parts are separated by “ … ”.
    pub old: String,
    /// What they became; `None` if they are gone.
    pub new: Option<String>,
}

/// Words that changed between two versions, with their dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnannouncedChange {
    /// What changed.
    pub change: WordingChange,
    /// When the old words were read, if known; otherwise the date of publication is.
    pub old_read: Option<Timestamp>,
    /// The date of publication of the old version, as far as known.
    pub old_published: Option<String>,
    /// When the new words were read.
    pub new_read: Timestamp,
}

impl Article {
    /// The quotes and claims whose words changed between versions: the latest change first.
    pub fn unannounced_changes(&self) -> Vec<UnannouncedChange> {
        let of = |version: &Rc<ArticleVersion>| {
            let changes = version.changes.iter().filter(|change| change.kind != Kind::Person);
            let dated = |change: &WordingChange| UnannouncedChange {
                change: change.clone(),
                old_read: version.read,
                old_published: version.published.clone(),
                new_read: version.replaced,
            };
            changes.map(dated).collect::<Vec<_>>()
        };
        self.versions().iter().rev().flat_map(of).collect()
    }

    /// How many there are.
    pub fn unannounced_count(&self) -> usize {
        let changes = self.versions().iter().flat_map(|version| &version.changes);
        changes.filter(|change| change.kind != Kind::Person).count()
    }

    /// When its text was read, if it took the place of another.
    pub fn read(&self) -> Option<Timestamp> {
        self.versions().last().map(|version| version.replaced)
    }

    /// Whether both have a text in common, today's or an earlier one.
    pub fn is_version_of(&self, other: &Self) -> bool {
        self.texts().any(|own| other.texts().any(|text| own == text))
    }

    /// Its text and those of its versions.
    fn texts(&self) -> impl Iterator<Item = &Rc<str>> {
        let earlier = self.versions().iter().map(|version| version.article.text());
        std::iter::once(self.text()).chain(earlier)
    }

    /// The words of some spans, parts separated by “ … ”.
    pub fn words_of(&self, spans: &[TextRange]) -> String {
        let parts: Vec<&str> = spans.iter().map(|span| self.slice(*span)).collect();
        parts.join(" … ")
    }
}

impl ArticleVersion {
    /// A document as a version: replaced at this time, with what changed.
    pub fn of(set: &AnnotationSet, replaced: Timestamp, changes: Vec<WordingChange>) -> Self {
        let article = set.article();
        let details = set.details();
        let annotations: Vec<_> = set.iter().cloned().collect();
        let named = set.actors().filter(|actor| set.references_to(&actor.id) > 0);
        Self {
            article: Rc::new(Article::clone(article).with_versions(Rc::default())),
            title: details.title.clone(),
            published: details.published.clone(),
            source: details.source.clone(),
            read: article.read(),
            replaced,
            actors: named.cloned().collect(),
            annotations,
            changes,
        }
    }

    /// The version as a document of its own, as it was.
    pub fn document(&self) -> AnnotationSet {
        let details = Details {
            title: self.title.clone(),
            published: self.published.clone(),
            source: self.source.clone(),
            ..Details::default()
        };
        let mut set = AnnotationSet::new(self.article.clone(), details);
        for actor in &self.actors {
            let _is_named = set.admit_actor(actor);
        }
        for annotation in &self.annotations {
            let _fits = set.admit(annotation);
        }
        set
    }
}

record! { WordingChange { id: must, kind: must, old: must, new: if_some } }

record! { ArticleVersion {
    article: must, title: or_default, published: if_some, source: if_some, read: if_some, replaced: must,
    actors: if_filled, annotations: if_filled, changes: if_filled,
} }

impl Record for Article {
    fn plain(&self) -> Plain<'_> {
        let mut object = Object::default();
        must::put(&mut object, "id", self.id());
        must::put(&mut object, "text", self.text());
        object.put_filled("kinds", self.kinds_if_any());
        object
            .put_filled("inlines", Plain::List(self.inlines().iter().map(Record::plain).collect()));
        if_filled::put(&mut object, "versions", &**self.versions());
        object.into()
    }

    fn read(plain: &Plain<'_>) -> Result<Self, Wrong> {
        let object = plain.as_object()?;
        let text: Rc<str> = must::get(object, "text")?;
        let article = Self::new(Some(must::get(object, "id")?), &text);
        let article = article.map_err(|error| Wrong::new(error.to_string()))?;
        let kinds: Vec<_> = or_default::get(object, "kinds")?;
        let versions: Vec<_> = or_default::get(object, "versions")?;
        let article = article.with_kinds(&kinds).with_inlines(or_default::get(object, "inlines")?);
        Ok(article.with_versions(Rc::new(versions)))
    }
}

impl Article {
    /// The kinds of its blocks, if some are not paragraphs.
    fn kinds_if_any(&self) -> Plain<'_> {
        let is_other = |block: &super::Block| block.kind != super::BlockKind::Paragraph;
        let kinds = self.blocks().iter().map(|block| block.kind.plain());
        match self.blocks().iter().any(is_other) {
            true => Plain::List(kinds.collect()),
            false => Plain::List(Vec::new()),
        }
    }
}

/// The versions in a stored record. Few articles have any, so this is not in the first load.
pub mod stored {
    use std::rc::Rc;

    use super::super::plain::{Object, Plain, Wrong};
    use super::super::record::{Record, must};
    use super::ArticleVersion;

    type EarlierVersions = Rc<Vec<Rc<ArticleVersion>>>;

    /// Writes the versions if there are any.
    pub(crate) fn put<'a>(object: &mut Object<'a>, name: &'static str, value: &'a EarlierVersions) {
        if !value.is_empty() {
            object.put(name, written(value));
        }
    }

    /// Reads the versions if there are any.
    pub(crate) fn get(object: &Object<'_>, name: &'static str) -> Result<EarlierVersions, Wrong> {
        match object.get(name) {
            None => Ok(Rc::default()),
            Some(_) => read(object, name),
        }
    }

    #[inline(never)]
    fn written(value: &EarlierVersions) -> Plain<'_> {
        value.plain()
    }

    #[inline(never)]
    fn read(object: &Object<'_>, name: &'static str) -> Result<EarlierVersions, Wrong> {
        must::get(object, name)
    }
}
