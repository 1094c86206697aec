//! Annotations as files of other programs give them: ids made of what is said, so that reading a
//! file twice finds the same. Must never look at a clock: the time is given.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::article::hash;
use crate::model::record::Record;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, Article, Detail, Kind, Origin, TextRange, Timestamp,
};

/// Makes annotations of one file.
#[derive(Debug)]
pub struct Fresh {
    /// How often the file says the same of the same place.
    made: BTreeMap<String, u32>,
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

    /// An annotation that says no more than where it is and of which kind, still without an id.
    pub fn blank(&self, kind: Kind, spans: Vec<TextRange>) -> Annotation {
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

    /// Gives an annotation an id from the file: as its own if that may be one and is not taken, else beside its own.
    pub fn call(&mut self, one: &mut Annotation, id: &str) {
        let own = AnnotationId::from(id);
        match AnnotationId::is_valid(id) && self.given.insert(own.clone()) {
            true => one.id = own,
            false => one.source_id = Some(id.to_owned()),
        }
    }

    /// Gives an annotation that has no id one made of all that it says, and of what it is linked to: were it made of
    /// less, what one file says would take the place of what another said. A hash is dear, and so made only here.
    pub fn name(&mut self, one: &mut Annotation, linked: &str) {
        if !one.id.0.is_empty() {
            return;
        }
        let (created, modified) = (Timestamp::default(), Timestamp::default());
        let says = Annotation { created, modified, ..one.clone() }.plain().to_json();
        let digest = hash(&format!("{} {says} {linked}", self.text));
        let again = self.made.entry(digest.clone()).or_default();
        *again += 1;
        let digest = if *again == 1 { digest } else { hash(&format!("{digest} {again}")) };
        // As long as a UUID; 128 bits of a hash do not meet.
        one.id = AnnotationId::from(digest.get(..32).unwrap_or(&digest));
    }
}

/// An actor of a file that has no ids for them: by all that is said of it, so that another of another file has another.
pub fn newcomer(actor: Actor) -> Actor {
    let digest = hash(&actor.plain().to_json());
    Actor { id: ActorId::made(digest.get(..32).unwrap_or(&digest)), ..actor }
}
