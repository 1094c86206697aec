//! Annotations as files of other programs give them: ids made of what is said, so that reading a
//! file twice finds the same. Must never look at a clock: the time is given.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::article::hash;
use crate::model::{Annotation, AnnotationId, Article, Detail, Kind, Origin, TextRange, Timestamp};

/// Makes annotations of one file.
#[derive(Debug)]
pub struct Fresh {
    /// How often each place was marked as each kind: the same words of the same kind may be marked twice.
    made: BTreeMap<(Kind, Vec<TextRange>), u32>,
    /// The ids of the file that are taken.
    given: BTreeSet<AnnotationId>,
    text: String,
    now: Timestamp,
}

impl Fresh {
    /// For a file about this article that is read now.
    pub fn new(article: &Article, now: Timestamp) -> Self {
        let text = article.sha256().to_owned();
        Self { made: BTreeMap::new(), given: BTreeSet::new(), text, now }
    }

    /// An annotation that says no more than where it is and of which kind.
    pub fn annotation(&mut self, kind: Kind, spans: Vec<TextRange>) -> Annotation {
        let (made, again) = self.nameless(kind, spans);
        Annotation { id: self.id(&made, again), ..made }
    }

    /// The same with an id from the file: as its own if that may be one and is not taken, else beside one made here.
    pub fn annotation_called(&mut self, kind: Kind, spans: Vec<TextRange>, id: &str) -> Annotation {
        let (mut made, again) = self.nameless(kind, spans);
        if !self.call(&mut made, id) {
            made.id = self.id(&made, again);
        }
        made
    }

    /// The same without an id yet, and how often this place was marked as this kind: what [`Self::id`] needs.
    pub fn nameless(&mut self, kind: Kind, spans: Vec<TextRange>) -> (Annotation, u32) {
        let again = self.made.entry((kind, spans.clone())).or_default();
        *again += 1;
        let again = *again;
        (self.blank(kind, spans), again)
    }

    /// Gives an annotation an id from the file: as its own if that may be one and is not taken, else beside its own.
    /// Whether it is its own.
    pub fn call(&mut self, one: &mut Annotation, id: &str) -> bool {
        let own = AnnotationId::from(id);
        let taken = AnnotationId::is_valid(id) && self.given.insert(own.clone());
        match taken {
            true => one.id = own,
            false => one.source_id = Some(id.to_owned()),
        }
        taken
    }

    /// An id made of what an annotation says: a hash, dear, and so made only where there is no other.
    pub fn id(&self, one: &Annotation, again: u32) -> AnnotationId {
        let (kind, spans) = (one.kind().name(), &one.spans);
        let digest = hash(&format!("{} {kind} {spans:?} {again}", self.text));
        // As long as a UUID; 128 bits of a hash do not meet.
        AnnotationId::from(digest.get(..32).unwrap_or(&digest))
    }

    fn blank(&self, kind: Kind, spans: Vec<TextRange>) -> Annotation {
        Annotation {
            id: AnnotationId::from(""),
            spans,
            detail: Detail::new(kind),
            label: None,
            note: String::new(),
            tags: Vec::new(),
            origin: Origin::Import,
            creator: None,
            created: self.now,
            modified: self.now,
            source_id: None,
        }
    }
}
