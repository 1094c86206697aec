//! A document in texts small enough that writing or reading one is not noticed: how documents pass
//! between the page and its worker. Must never be stored: records are ([`super::records`]).

use std::rc::Rc;

use crate::formats::loss::{admit, rebuilt};
use crate::model::record::{Record, record};
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, ArticleId, BlockKind, Details, Inline,
};

use super::records::TextRecord;
use super::work::{Garbled, Part};

/// All of a document but its text and its annotations.
#[derive(Debug)]
pub(super) struct Sheet {
    id: ArticleId,
    /// Whether it is about the article that the page has open, so that no text follows.
    pub own: bool,
    kinds: Vec<BlockKind>,
    inlines: Vec<Inline>,
    details: Details,
    actors: Vec<Rc<Actor>>,
    /// How many texts with annotations follow.
    pub chunks: usize,
}

/// Some of its annotations.
pub(super) struct Chunk {
    annotations: Vec<Rc<Annotation>>,
}

/// So many annotations are written in about two milliseconds.
const CHUNK: usize = 500;

record! { Sheet {
    id: must, own: or_default, kinds: if_filled, inlines: if_filled, details: must, actors: if_filled,
    chunks: must,
} }

record! { Chunk { annotations: must } }

/// The texts of a document, each made when it is asked for: the sheet, the article's own text unless
/// that is at hand, annotations.
pub(super) fn parts(set: &AnnotationSet, own: bool) -> impl Iterator<Item = Part> + use<> {
    let annotations: Vec<_> = set.iter().cloned().collect();
    let text = TextRecord::of(set.article());
    let sheet = Sheet {
        id: set.article().id().clone(),
        own,
        kinds: text.kinds,
        inlines: text.inlines,
        details: Details::clone(set.details()),
        actors: set.actors().cloned().collect(),
        chunks: annotations.len().div_ceil(CHUNK),
    };
    let text = (!own).then(|| text.text.to_string());
    let head = std::iter::once_with(move || Part::Text(sheet.plain().to_json()));
    let head = head.chain(text.map(Part::Text));
    let mut rest = annotations.into_iter();
    head.chain(std::iter::from_fn(move || {
        let annotations: Vec<_> = rest.by_ref().take(CHUNK).collect();
        (!annotations.is_empty()).then(|| Part::Text(Chunk { annotations }.plain().to_json()))
    }))
}

impl Sheet {
    /// The document without its annotations, and how many texts with them follow.
    ///
    /// # Errors
    /// That this is no text.
    pub fn with_text(mut self, text: &str) -> Result<(AnnotationSet, usize), Garbled> {
        let article =
            Article::new(Some(self.id.clone()), text).map_err(|error| error.to_string())?;
        let inlines = std::mem::take(&mut self.inlines);
        let article = article.with_kinds(&self.kinds).with_inlines(inlines);
        Ok(self.about(Rc::new(article)))
    }

    /// The same about an article that is at hand.
    pub fn about(self, article: Rc<Article>) -> (AnnotationSet, usize) {
        let actors = self.actors.into_iter().map(Rc::unwrap_or_clone).collect();
        (rebuilt(article, self.details, actors, Vec::new()), self.chunks)
    }
}

impl Chunk {
    /// Adds these annotations to the document they are about.
    pub fn add_to(self, set: &mut AnnotationSet) {
        for one in self.annotations {
            admit(set, Rc::unwrap_or_clone(one));
        }
    }
}
