//! Which annotations have a number in the text and a note of this number (tests/formats/printed.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::parts::PageParts;
use crate::formats::common::sentences;
use crate::formats::common::statement::actor_of;
use crate::model::{Annotation, AnnotationId, AnnotationSet, Kind};

/// The numbers, from 1 in text order.
pub(super) struct NoteNumbers<'a> {
    numbers: BTreeMap<&'a AnnotationId, usize>,
    /// Who made all of the annotations, if it is one person. Otherwise each note names its own.
    pub(super) creator: Option<&'a str>,
}

impl<'a> NoteNumbers<'a> {
    /// Every quote and claim has a number, and each mention about which there is something to say, as far as
    /// a part of the page says it.
    pub(super) fn of(set: &'a AnnotationSet, parts: PageParts) -> Self {
        let creator = only_creator(set);
        let names: Vec<String> = set.actors().map(|actor| actor.name.to_lowercase()).collect();
        let told = |one: &Annotation| match one.kind() {
            Kind::Claim => parts.notes || parts.claims,
            Kind::Quote => parts.notes,
            Kind::Person => {
                parts.notes
                    && (one.label.is_some()
                        || !sentences::remarks(one, creator.is_none()).is_empty()
                        || !says_its_name(set, one, &names, parts.names()))
            }
        };
        let numbered = set.iter().filter(|one| told(one));
        Self { numbers: numbered.map(|one| &one.id).zip(1..).collect(), creator }
    }

    /// The number of an annotation.
    pub(super) fn get(&self, id: &AnnotationId) -> Option<usize> {
        self.numbers.get(id).copied()
    }
}

/// The creator of every annotation, if it is the same.
pub(super) fn only_creator(set: &AnnotationSet) -> Option<&str> {
    let creators: BTreeSet<_> = set.iter().map(|one| one.creator.as_deref()).collect();
    creators.first().copied().flatten().filter(|_| creators.len() == 1)
}

/// Whether the words of a mention are its person's name or, where names are listed, a part of it and of no
/// other one.
fn says_its_name(set: &AnnotationSet, one: &Annotation, names: &[String], listed: bool) -> bool {
    let Some(actor) = actor_of(set, one) else { return false };
    let words = sentences::words(set, one).to_lowercase();
    let part: Vec<&str> = words.split_whitespace().collect();
    let within = |name: &str| {
        let name: Vec<&str> = name.split_whitespace().collect();
        if listed { name.windows(part.len().max(1)).any(|some| some == part) } else { name == part }
    };
    within(&actor.name.to_lowercase()) && names.iter().filter(|name| within(name)).count() == 1
}
