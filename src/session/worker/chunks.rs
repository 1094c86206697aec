//! A document in chunks small enough to write or read unnoticed: how documents pass between the page and its
//! worker. Chunks are never stored; records are (`storage/schema.rs`).

use std::rc::Rc;

use crate::formats::common::loss::rebuilt;
use crate::model::record::{Record, record};
use crate::model::{
    Actor, Annotation, AnnotationSet, Article, ArticleId, ArticleVersion, BlockKind, Details,
    Inline,
};
use crate::session::storage::schema::TextRecord;

use super::packing::{Packer, Unpacker};
use super::protocol::{Chunk, Garbled};

/// A document without its text and its annotations.
#[derive(Debug)]
pub(in crate::session) struct AnnotationChunk {
    id: ArticleId,
    /// Whether it is about the article open in the page, so that no text follows.
    pub own: bool,
    kinds: Vec<BlockKind>,
    inlines: Vec<Inline>,
    versions: Rc<Vec<Rc<ArticleVersion>>>,
    details: Details,
    actors: Vec<Rc<Actor>>,
    /// The number of annotation chunks that follow.
    pub chunks: usize,
}

/// Annotations per chunk, written in about a millisecond.
const CHUNK: usize = 1000;

record! { AnnotationChunk {
    id: must, own: or_default, kinds: if_filled, inlines: if_filled, versions: if_versions, details: must, actors: if_filled,
    chunks: must,
} }

/// The parts of a document, each made on demand: the head, the text unless the receiver has it, the
/// annotations.
pub(in crate::session) fn parts(
    set: &AnnotationSet,
    own: bool,
) -> impl Iterator<Item = Chunk> + use<> {
    parts_of(set, own, set.iter().cloned().collect())
}

/// The same with these annotations in place of its own.
pub(in crate::session) fn parts_of(
    set: &AnnotationSet,
    own: bool,
    annotations: Vec<Rc<Annotation>>,
) -> impl Iterator<Item = Chunk> + use<> {
    let text = TextRecord::of(set.article());
    let sheet = AnnotationChunk {
        id: set.article().id().clone(),
        own,
        kinds: text.kinds,
        inlines: text.inlines,
        versions: if own { Rc::default() } else { text.versions },
        details: Details::clone(set.details()),
        actors: set.actors().cloned().collect(),
        chunks: annotations.len().div_ceil(CHUNK),
    };
    let text = (!own).then(|| text.text.to_string());
    let head = std::iter::once_with(move || Chunk::Text(sheet.plain().to_json()));
    let head = head.chain(text.map(Chunk::Text));
    let mut rest = annotations.into_iter();
    head.chain(std::iter::from_fn(move || {
        let mut packer = Packer::default();
        rest.by_ref().take(CHUNK).for_each(|one| packer.annotation(&one));
        let packed = packer.finish();
        (!packed.is_empty()).then_some(Chunk::Bytes(packed))
    }))
}

impl AnnotationChunk {
    /// The document without annotations, and the number of annotation chunks that follow.
    ///
    /// # Errors
    /// If it is not the head of a text.
    pub fn with_text(mut self, text: &str) -> Result<(AnnotationSet, usize), Garbled> {
        let article =
            Article::new(Some(self.id.clone()), text).map_err(|error| error.to_string())?;
        let inlines = std::mem::take(&mut self.inlines);
        let article = article.with_kinds(&self.kinds).with_inlines(inlines);
        let article = article.with_versions(std::mem::take(&mut self.versions));
        Ok(self.about(Rc::new(article)))
    }

    /// The same for an article the receiver has.
    pub fn about(self, article: Rc<Article>) -> (AnnotationSet, usize) {
        let actors = self.actors.into_iter().map(Rc::unwrap_or_clone).collect();
        (rebuilt(article, self.details, actors, Vec::new()), self.chunks)
    }
}

/// Reads the annotations of a chunk.
///
/// # Errors
/// If it holds something else.
pub(in crate::session) fn unpacked(
    packed: &[u8],
    mut take: impl FnMut(Annotation),
) -> Result<(), Garbled> {
    let mut unpacker = Unpacker::new(packed);
    while !unpacker.is_done() {
        take(unpacker.annotation()?);
    }
    Ok(())
}
