//! Annotations as files of other programs give them: ids made of what is said, so that reading a
//! file twice finds the same. Must never look at a clock: the time is given.

use std::collections::BTreeMap;

use crate::model::article::hash;
use crate::model::{Annotation, AnnotationId, Article, Detail, Kind, Origin, TextRange, Timestamp};

/// Makes annotations of one file.
#[derive(Debug)]
pub struct Fresh {
    /// How often each id was made: the same words of the same kind may be marked twice.
    made: BTreeMap<String, u32>,
    text: String,
    now: Timestamp,
}

impl Fresh {
    /// For a file about this article that is read now.
    pub fn new(article: &Article, now: Timestamp) -> Self {
        Self { made: BTreeMap::new(), text: article.sha256().to_owned(), now }
    }

    /// An annotation that says no more than where it is and of which kind.
    pub fn annotation(&mut self, kind: Kind, spans: Vec<TextRange>) -> Annotation {
        Annotation {
            id: self.id(kind, &spans),
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

    /// The same with an id from the file: as its own if that may be one, else beside one made here.
    pub fn with_id(&mut self, mut one: Annotation, id: &str) -> Annotation {
        if AnnotationId::is_valid(id) && self.made.insert(format!("={id}"), 1).is_none() {
            one.id = AnnotationId::from(id);
        } else {
            one.source_id = Some(id.to_owned());
        }
        one
    }

    fn id(&mut self, kind: Kind, spans: &[TextRange]) -> AnnotationId {
        let says = format!("{} {} {spans:?}", self.text, kind.name());
        let again = self.made.entry(says.clone()).or_default();
        *again += 1;
        let digest = hash(&format!("{says} {again}"));
        // As long as a UUID; 128 bits of a hash do not meet.
        AnnotationId::from(digest.get(..32).unwrap_or(&digest))
    }
}
