//! Which suggestions are still open: an annotation of the same kind at the same place closes one, and so does a
//! rejection. Looking up all takes one pass over the annotations (tests/native/suggesting_panel.rs).

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::names::{Register, is_anybody, plain, tells_gender};
use crate::model::suggest::{Because, Suggestion};
use crate::model::{Actor, AnnotationSet, Article, Byte, Kind, Origin, TextRange, order};

use crate::session::document::excerpt::paragraph;

use super::{Confidence, SuggestionGroup, SuggestionOrder};

/// What was found in the text.
#[derive(Debug, Default)]
pub(super) struct FoundSuggestions {
    /// The suggestions, by place.
    pub list: Rc<[Suggestion]>,
    /// Whether the text is English: in other languages only quotes in quotation marks are found.
    pub english: bool,
}

/// The suggestions by what became of them, as numbers in the order of the text.
#[derive(Debug, Default)]
pub(in crate::session) struct Listing {
    /// Those that nobody decided about.
    pub open: Vec<usize>,
    /// Those that were rejected.
    pub rejected: Vec<usize>,
    /// The number of annotations that were suggested once.
    pub accepted: usize,
    /// The spans of the open ones, by [`Kind::index`]; those of one kind do not overlap.
    spans: [Vec<(TextRange, usize)>; 3],
    /// The same without their suggestions, those of the first kind first: by this value the minimap knows the list.
    pub places: Rc<[TextRange]>,
}

impl Listing {
    pub(super) fn of(found: &FoundSuggestions, set: &AnnotationSet) -> Self {
        let marked = Kind::ALL.map(|kind| marked(set, kind));
        let rejected = &set.details().rejected;
        let rejected: BTreeSet<_> =
            order::gathered(rejected.iter().map(|one| (one.kind, &*one.spans)));
        let accepted = set.iter().filter(|one| one.origin == Origin::Suggestion).count();
        let mut listing = Self { accepted, ..Self::default() };
        for (index, one) in found.list.iter().enumerate() {
            let at = one.kind.index();
            if one.spans.iter().any(|span| is_marked(&marked[at], *span)) {
                continue;
            }
            if rejected.contains(&(one.kind, &*one.spans)) {
                listing.rejected.push(index);
                continue;
            }
            listing.open.push(index);
            listing.spans[at].extend(one.spans.iter().map(|span| (*span, index)));
        }
        listing.spans =
            listing.spans.map(|spans| order::by_number(spans, |(span, _)| place(*span)));
        let places = listing.spans.iter().flatten().map(|(span, _)| *span);
        listing.places = places.collect();
        listing
    }

    /// The places of a kind, in order.
    pub fn places_of(&self, kind: Kind) -> &[TextRange] {
        let before: usize = self.spans.iter().take(kind.index()).map(Vec::len).sum();
        let places = self.places.get(before..).unwrap_or_default();
        places.get(..self.spans[kind.index()].len()).unwrap_or_default()
    }

    /// The spans of a kind that touch a part of the text, with the numbers of their suggestions.
    pub fn spans_in(
        &self,
        kind: Kind,
        range: TextRange,
    ) -> impl Iterator<Item = (TextRange, usize)> {
        let spans = &self.spans[kind.index()];
        let first = spans.partition_point(|(span, _)| span.end <= range.start);
        let near = spans.get(first..).unwrap_or_default();
        near.iter().copied().take_while(move |(span, _)| span.start < range.end)
    }
}

/// The places of annotations of a kind, disjoint and in order.
fn marked(set: &AnnotationSet, kind: Kind) -> Vec<TextRange> {
    let all = set.iter().filter(|one| one.kind() == kind);
    let spans =
        order::by_number(all.flat_map(|one| one.spans.iter().copied()), |span| place(*span));
    let mut joined: Vec<TextRange> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// A number by which ranges are in the order of the text.
fn place(range: TextRange) -> u64 {
    u64::from(range.start.0) << 32 | u64::from(range.end.0)
}

fn is_marked(marked: &[TextRange], span: TextRange) -> bool {
    let next = marked.partition_point(|one| one.end <= span.start);
    marked.get(next).is_some_and(|one| one.start < span.end)
}

/// The listed suggestions in an order, each with its group; within a group they are in the order of the text.
pub(super) fn ordered(
    found: &FoundSuggestions,
    listed: &[usize],
    order: SuggestionOrder,
    set: &AnnotationSet,
) -> Vec<(SuggestionGroup, usize)> {
    let all = listed.iter().filter_map(|index| Some((*index, found.list.get(*index)?)));
    // Of each person, how many there are and where the first one stands.
    let mut counts: BTreeMap<Option<Rc<str>>, (usize, usize)> = BTreeMap::new();
    let grouped: Vec<(SuggestionGroup, usize)> = match order {
        SuggestionOrder::Confidence => all
            .map(|(index, one)| (SuggestionGroup::Confidence(Confidence::of(one.score)), index))
            .collect(),
        SuggestionOrder::Kind => {
            all.map(|(index, one)| (SuggestionGroup::Kind(one.kind), index)).collect()
        }
        SuggestionOrder::Place => all
            .map(|(index, one)| {
                (SuggestionGroup::Paragraph(paragraph_of(set.article(), one)), index)
            })
            .collect(),
        SuggestionOrder::Person => {
            let names = PeopleNamed::in_set(set);
            // What is decided counts, too: otherwise the groups would change places under the reader.
            let names: Vec<_> = found.list.iter().map(|one| names.of(one)).collect();
            for (place, name) in names.iter().enumerate() {
                counts.entry(name.clone()).or_insert((0, place)).0 += 1;
            }
            let name = |index: usize| names.get(index).cloned().flatten();
            all.map(|(index, _)| (SuggestionGroup::Person(name(index)), index)).collect()
        }
    };
    // Within a group they stay as they are listed.
    order::by_number(grouped, |(group, _)| match group {
        SuggestionGroup::Confidence(confidence) => *confidence as u64,
        // Sentences that may be claims are by far the most: before the quotes they would hide them.
        SuggestionGroup::Kind(Kind::Claim) => u64::MAX,
        SuggestionGroup::Kind(kind) => kind.index() as u64,
        SuggestionGroup::Paragraph(number) => *number as u64,
        SuggestionGroup::Person(None) => u64::MAX,
        SuggestionGroup::Person(name) => {
            let (count, first) = counts.get(name).copied().unwrap_or_default();
            u64::from(u32::MAX - Byte::at(count).0) << 32 | u64::from(Byte::at(first).0)
        }
    })
}

/// The number of the paragraph where a suggestion begins.
pub(super) fn paragraph_of(article: &Article, one: &Suggestion) -> usize {
    let start = one.spans.first().map_or_else(Default::default, |span| span.start);
    paragraph(article, article.block_at(start))
}

/// The people of a document, to find out whom a suggestion is about.
struct PeopleNamed<'a> {
    set: &'a AnnotationSet,
    register: Register,
}

impl<'a> PeopleNamed<'a> {
    fn in_set(set: &'a AnnotationSet) -> Self {
        Self { set, register: Register::of_all(set.actors().map(AsRef::as_ref)) }
    }

    /// Whom a suggestion is about: the entry that this person has already, otherwise the fullest name.
    fn of(&self, suggestion: &Suggestion) -> Option<Rc<str>> {
        let name = full_name(self.set.article(), suggestion)?;
        let known = self.set.actor_called(&name).map(|actor| Actor::clone(actor));
        let known = known.or_else(|| {
            let joins = !tells_gender(&name);
            let (id, _) = joins.then(|| self.register.find(&name))??;
            self.set.actor(id).map(|actor| Actor::clone(actor))
        });
        Some(known.map_or(name, |actor| actor.name).into())
    }
}

/// The fullest name that the text has for the person of a suggestion: a mention's own, or the speaker's.
pub(in crate::session) fn full_name(article: &Article, suggestion: &Suggestion) -> Option<String> {
    let name = match (&suggestion.speaker, suggestion.kind) {
        (Some(speaker), _) if is_anybody(&speaker.name) => return None,
        (Some(speaker), _) => &speaker.name,
        (None, Kind::Person) => {
            let elsewhere = suggestion.reason.iter().find_map(|because| match because {
                Because::NamedInFull(at) => Some(*at),
                _ => None,
            });
            article.slice(elsewhere.or(suggestion.spans.first().copied())?)
        }
        (None, _) => return None,
    };
    let name = plain(name).split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
