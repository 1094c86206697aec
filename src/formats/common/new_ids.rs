//! Annotations from files of other programs get ids made of their content, so that reading a file twice
//! changes nothing (tests/native/exchange.rs).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::article::hash;
use crate::model::record::Record;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, Article, Detail, Kind, Origin, TextRange, Timestamp,
};

/// Makes the annotations of one file.
#[derive(Debug)]
pub struct NewIds {
    /// How often the file says the same about the same place.
    made: BTreeMap<String, u32>,
    /// The ids of the file that are in use.
    given: BTreeSet<AnnotationId>,
    text: String,
    now: Timestamp,
}

impl NewIds {
    /// For a file about this article, read now.
    pub fn new(article: &Article, now: Timestamp) -> Self {
        let text = article.sha256().to_owned();
        Self { made: BTreeMap::new(), given: BTreeSet::new(), text, now }
    }

    /// An annotation with only a place and a kind, and no id yet.
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

    /// Gives an annotation an id from the file: as its own if it is valid and unused, and as its source id
    /// otherwise.
    pub fn call(&mut self, one: &mut Annotation, id: &str) {
        let own = AnnotationId::from(id);
        match AnnotationId::is_valid(id) && self.given.insert(own.clone()) {
            true => one.id = own,
            false => one.source_id = Some(id.to_owned()),
        }
    }

    /// Gives an annotation without an id one made of its whole content and its link: with less, one file's
    /// annotation could replace another's. Hashing is slow, so only these need it.
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
        // As long as a UUID; 128 bits of a hash do not collide.
        one.id = AnnotationId::from(digest.get(..32).unwrap_or(&digest));
    }
}

/// An actor from a file without actor ids: its id is made of all its details, so that a different actor in
/// another file gets a different one.
pub fn with_new_id(actor: Actor) -> Actor {
    let digest = hash(&actor.plain().to_json());
    Actor { id: ActorId::made(digest.get(..32).unwrap_or(&digest)), ..actor }
}
