//! Earlier versions of the text in our own format: each a text with what was said about it, and which words
//! changed after it. One that cannot be read affects nothing else (tests/native/laws_versions.rs).

use std::ops::Range;
use std::rc::Rc;

use crate::formats::common::lenient::{self, Members, elements};
use crate::model::plain::{Object, Plain};
use crate::model::record::{Record, if_some, must};
use crate::model::versions::WordingChange;
use crate::model::{AnnotationSet, Article, ArticleId, ArticleVersion, Timestamp};

use super::read::{self, JsonReader};
use super::write;

/// All of an article, oldest first.
pub(super) fn plain(set: &AnnotationSet) -> Plain<'_> {
    Plain::List(set.article().versions().iter().map(|version| one(version)).collect())
}

fn one(version: &ArticleVersion) -> Plain<'_> {
    let article = &version.article;
    let mut out = Object::default();
    out.put_filled("title", Plain::text(&version.title));
    if_some::put(&mut out, "published", &version.published);
    if_some::put(&mut out, "source", &version.source);
    if_some::put(&mut out, "read", &version.read);
    must::put(&mut out, "replaced", &version.replaced);
    write::put_text(&mut out, article);
    out.put_filled("actors", version.actors.plain());
    let annotations = version.annotations.iter().map(|one| write::annotation(article, one));
    out.put_filled("annotations", Plain::List(annotations.collect()));
    out.put_filled("changes", version.changes.plain());
    out.into()
}

impl<'a> JsonReader<'a> {
    /// The earlier versions of an article of this id.
    pub(super) fn versions(
        &mut self,
        members: &Members<'a>,
        id: &ArticleId,
    ) -> Vec<Rc<ArticleVersion>> {
        let places = match self.find(members, "versions") {
            Some(list) if read::find(members, "versions").is_none() => {
                elements(self.text, list, None)
            }
            _ => self.parts(members, "versions"),
        };
        places.into_iter().filter_map(|place| self.version(place, id)).collect()
    }

    fn version(&mut self, place: Range<usize>, id: &ArticleId) -> Option<Rc<ArticleVersion>> {
        let fields = lenient::members(self.text, place.start);
        let text = read::find(&fields, "text");
        let Some(text) = text.and_then(|text| self.read_with(text, String::read)) else {
            self.report(place.start, "the text of an earlier version is missing; left out");
            return None;
        };
        let article = Article::new(Some(id.clone()), &text);
        let article = article.map_err(|error| self.report(place.start, error.to_string())).ok()?;
        let article = Rc::new(self.divided(article, &text, &fields, place.start));
        let places = self.places(&article, &text, false);
        let mut annotations = Vec::new();
        for one in self.parts(&fields, "annotations") {
            annotations.extend(self.annotation(one, &places).map(Rc::new));
        }
        let actors = self.parts(&fields, "actors").into_iter();
        let actors: Vec<_> = actors.filter_map(|one| self.actor(one)).collect();
        let changes = self.parts(&fields, "changes").into_iter();
        let changes = changes.filter_map(|one| self.read_with(one, WordingChange::read)).collect();
        Some(Rc::new(ArticleVersion {
            article,
            title: self.words(&fields, "title").unwrap_or_default(),
            published: self.words(&fields, "published"),
            source: self.words(&fields, "source"),
            read: self.time(&fields, "read"),
            replaced: self.replaced(&fields, place.start),
            actors: actors.into_iter().map(Rc::new).collect(),
            annotations,
            changes,
        }))
    }

    /// When the next one took its place; unknown if the file does not say, which is reported.
    fn replaced(&mut self, fields: &Members<'a>, at: usize) -> Timestamp {
        if read::find(fields, "replaced").is_none() {
            self.report(at, "when an earlier version was replaced is missing");
        }
        self.time(fields, "replaced").unwrap_or_default()
    }

    fn time(&mut self, fields: &Members<'a>, key: &str) -> Option<Timestamp> {
        let place = read::find(fields, key)?;
        self.read_with(place, Timestamp::read)
    }
}
