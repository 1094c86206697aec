//! The size of a change in bytes: a fair estimate for memory and for a stored record, without writing it
//! (tests/large.rs).

use super::annotation::{Annotation, Detail};
use super::article::Article;
use super::record::Record;
use super::transaction::{Op, Transaction};

/// Size of an annotation without its text, in bytes: its fields, its counters and its links.
const ANNOTATION_BYTES: usize = 230;

/// Size of a span, a tag or an id besides its text, in bytes.
const PART_BYTES: usize = 24;

impl Transaction {
    /// Its size in bytes.
    pub fn weight(&self) -> usize {
        self.ops.iter().map(Op::weight).sum()
    }
}

impl Op {
    fn weight(&self) -> usize {
        match self {
            Self::Add(annotation) | Self::Replace(annotation) => annotation.weight(),
            Self::Remove(id) => PART_BYTES + id.0.len(),
            Self::AddActor(actor) | Self::ReplaceActor(actor) => weight_of(actor),
            Self::RemoveActor(id) => PART_BYTES + id.0.len(),
            Self::SetDetails(details) => weight_of(details),
            Self::SetArticle(article) => article.weight(),
        }
    }
}

impl Article {
    fn weight(&self) -> usize {
        let versions = self.versions().iter().map(|version| {
            let annotations: usize = version.annotations.iter().map(|one| one.weight()).sum();
            version.article.weight() + annotations
        });
        self.text().len() + ANNOTATION_BYTES + versions.sum::<usize>()
    }
}

impl Annotation {
    fn weight(&self) -> usize {
        let Self { id, spans, detail, label, note, tags, origin: _, creator, .. } = self;
        let texts = [label, creator, &self.source_id];
        let texts: usize = texts.into_iter().flatten().map(String::len).sum();
        let tags: usize = tags.iter().map(|tag| PART_BYTES + tag.len()).sum();
        let detail = match detail {
            Detail::Claim { check: Some(_), .. } | Detail::Quote { source: Some(_), .. } => {
                weight_of(detail)
            }
            _ => PART_BYTES,
        };
        ANNOTATION_BYTES
            + id.0.len()
            + note.len()
            + texts
            + tags
            + detail
            + spans.len() * PART_BYTES
    }
}

/// Rare parts are measured by writing them.
fn weight_of(record: &impl Record) -> usize {
    ANNOTATION_BYTES + record.plain().to_json().len()
}
