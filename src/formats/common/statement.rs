//! What one annotation says, with its actor spelled out, so that two documents can be compared whatever their
//! ids and their order.

use std::collections::BTreeMap;

use super::loss::Lack;
use crate::model::{
    Actor, ActorSort, Annotation, AnnotationId, AnnotationSet, Claimant, Detail, Origin, TextRange,
    Timestamp,
};

/// What an annotation says, without its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'a> {
    spans: &'a [TextRange],
    detail: DetailStatement<'a>,
    actor: Option<StatedActor<'a>>,
    label: Option<&'a str>,
    note: &'a str,
    tags: &'a [String],
    origin: Origin,
    creator: Option<&'a str>,
    created: Timestamp,
    modified: Timestamp,
    source_id: Option<&'a str>,
}

/// What only one kind of annotation has, without the reference to the register.
#[derive(Debug, Clone, Copy)]
struct DetailStatement<'a>(&'a Detail);

impl PartialEq for DetailStatement<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (Detail::Person { .. }, Detail::Person { .. }) => true,
            (
                Detail::Quote { cue, form, source, .. },
                Detail::Quote { cue: other_cue, form: other_form, source: other_source, .. },
            ) => cue == other_cue && form == other_form && source == other_source,
            (Detail::Claim { check, .. }, Detail::Claim { check: other_check, .. }) => {
                self.is_the_articles() == other.is_the_articles() && check == other_check
            }
            _ => false,
        }
    }
}

impl Eq for DetailStatement<'_> {}

impl DetailStatement<'_> {
    /// Whether the article itself is the claimant.
    fn is_the_articles(self) -> bool {
        matches!(self.0, Detail::Claim { claimant: Some(Claimant::Article), .. })
    }
}

/// An actor without its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedActor<'a> {
    name: &'a str,
    sort: ActorSort,
    role: &'a str,
    wikidata: Option<&'a str>,
    note: &'a str,
}

/// The actor of an annotation.
pub fn actor_of<'a>(set: &'a AnnotationSet, one: &Annotation) -> Option<&'a Actor> {
    one.actor().and_then(|id| set.actor(id)).map(|actor| &**actor)
}

impl<'a> Statement<'a> {
    /// What an annotation of a document says.
    pub fn of(set: &'a AnnotationSet, one: &'a Annotation) -> Self {
        Self {
            spans: &one.spans,
            detail: DetailStatement(&one.detail),
            actor: actor_of(set, one).map(StatedActor::of),
            label: one.label.as_deref(),
            note: &one.note,
            tags: &one.tags,
            origin: one.origin,
            creator: one.creator.as_deref(),
            created: one.created,
            modified: one.modified,
            source_id: one.source_id.as_deref(),
        }
    }

    /// Reports to `lost` what is missing in `left`.
    pub fn lost_in(&self, left: &Statement<'_>, lost: &mut dyn FnMut(Lack)) {
        let mut check = |what: Lack, is_lost: bool| {
            if is_lost {
                lost(what);
            }
        };
        check(Lack::Span, self.spans != left.spans);
        check(Lack::Label, self.label != left.label);
        check(Lack::Note, self.note != left.note);
        check(Lack::Tags, self.tags != left.tags);
        check(Lack::Origin, self.origin != left.origin);
        check(Lack::Creator, self.creator != left.creator);
        check(Lack::Created, self.created != left.created);
        check(Lack::Modified, self.modified != left.modified);
        check(Lack::SourceId, self.source_id != left.source_id);
        match (self.actor, left.actor) {
            (Some(was), Some(is)) => was.lost_in(is, &mut check),
            (was, is) => check(Lack::Actor, was != is),
        }
        match (self.detail.0, left.detail.0) {
            (
                Detail::Quote { cue, form, source, .. },
                Detail::Quote { cue: left_cue, form: left_form, source: left_source, .. },
            ) => {
                check(Lack::Cue, cue != left_cue);
                check(Lack::Form, form != left_form);
                check(Lack::QuoteSource, source != left_source);
            }
            (Detail::Claim { check: was, .. }, Detail::Claim { check: is, .. }) => {
                let (own, kept) = (self.detail.is_the_articles(), left.detail.is_the_articles());
                check(Lack::ArticleClaims, own != kept);
                check(Lack::Check, was != is);
            }
            (was, is) => check(Lack::Annotation, was.kind() != is.kind()),
        }
    }

    /// Whether both say the same, though at another time or in another program: times, origin and foreign ids
    /// do not count, and of an actor only the name.
    pub fn means(&self, other: &Statement<'_>) -> bool {
        self.spans == other.spans
            && self.detail == other.detail
            && self.actor.map(|actor| actor.name) == other.actor.map(|actor| actor.name)
            && self.label == other.label
            && self.note == other.note
            && self.tags == other.tags
            && self.creator == other.creator
    }

    /// Its place.
    pub fn spans(&self) -> &'a [TextRange] {
        self.spans
    }
}

impl<'a> StatedActor<'a> {
    fn of(actor: &'a Actor) -> Self {
        Self {
            name: &actor.name,
            sort: actor.sort,
            role: &actor.role,
            wikidata: actor.wikidata.as_deref(),
            note: &actor.note,
        }
    }

    fn lost_in(self, left: StatedActor<'_>, check: &mut dyn FnMut(Lack, bool)) {
        check(Lack::ActorName, self.name != left.name);
        check(Lack::ActorSort, self.sort != left.sort);
        check(Lack::ActorRole, self.role != left.role);
        check(Lack::ActorWikidata, self.wikidata != left.wikidata);
        check(Lack::ActorNote, self.note != left.note);
    }
}

/// The first difference between two documents about one text, as a sentence; ids count if `by_id`. `None` if
/// there is none.
pub fn difference(wanted: &AnnotationSet, found: &AnnotationSet, by_id: bool) -> Option<String> {
    if wanted.article().text() != found.article().text() {
        return Some("the text differs".to_owned());
    }
    if wanted.details() != found.details() {
        return Some("title, source or dates differ".to_owned());
    }
    let blocks = |set: &AnnotationSet| {
        set.article().blocks().iter().map(|block| block.kind).collect::<Vec<_>>()
    };
    if blocks(wanted) != blocks(found) || wanted.article().inlines() != found.article().inlines() {
        return Some("headings, emphasis or links differ".to_owned());
    }
    if by_id { differ_by_id(wanted, found) } else { differ_by_words(wanted, found) }
}

fn differ_by_id(wanted: &AnnotationSet, found: &AnnotationSet) -> Option<String> {
    for one in wanted.iter() {
        let said = Statement::of(wanted, one);
        match found.get(&one.id).map(|other| Statement::of(found, other)) {
            Some(other) if other == said => {}
            Some(other) => return Some(format!("{said:?} became {other:?}")),
            None => return Some(format!("{said:?} is missing")),
        }
    }
    let too_much = found.iter().find(|one| wanted.get(&one.id).is_none());
    too_much.map(|one| format!("{:?} was added", Statement::of(found, one)))
}

fn differ_by_words(wanted: &AnnotationSet, found: &AnnotationSet) -> Option<String> {
    let mut left = by_place(found);
    for one in wanted.iter() {
        let said = Statement::of(wanted, one);
        let there = left.get_mut(said.spans);
        let at = there.as_ref().and_then(|there| there.iter().position(|(_, it)| *it == said));
        match (there, at) {
            (Some(there), Some(at)) => drop(there.swap_remove(at)),
            _ => return Some(format!("{said:?} is missing")),
        }
    }
    let too_much = left.into_values().flatten().next();
    too_much.map(|(_, said)| format!("{said:?} was added"))
}

/// The statements about each place, and who makes them.
pub fn by_place(
    set: &AnnotationSet,
) -> BTreeMap<&[TextRange], Vec<(&AnnotationId, Statement<'_>)>> {
    let mut places: BTreeMap<&[TextRange], Vec<(&AnnotationId, Statement<'_>)>> = BTreeMap::new();
    for one in set.iter() {
        places.entry(&one.spans).or_default().push((&one.id, Statement::of(set, one)));
    }
    places
}
