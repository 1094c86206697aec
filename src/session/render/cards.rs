//! The cards beside the article: a summary each, and everything for the open one. If there are many, only
//! those in or near the view are made (tests/native/cards.rs).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::characters::lower;
use crate::model::repeats::{check_of, taken_from};
use crate::model::sources::SourceLink;
use crate::model::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, BlockPoint, Byte, Check, CheckStatus,
    Claimant, Counts, Detail, Kind, QuoteForm, Scheme, TextRange, Timestamp, Verdict, order,
};
use crate::session::document::attribution::{Attribution, attribution};
use crate::session::document::excerpt::{excerpt, paragraph};

use super::blocks::Shown;

/// Extent treated as in view before the first measurement, in bytes of text: about two screens.
pub const FIRST_WINDOW: Byte = Byte(8 << 10);

/// Most annotations for which all cards are made.
const ALL: usize = 200;

/// Most cards made at once, unless all are needed for printing.
const MOST: usize = 400;

/// The cards, in text order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardList {
    /// The drawn cards.
    pub cards: Vec<Rc<Card>>,
    /// The number of cards with those not drawn, without hidden kinds.
    pub total: usize,
    /// The number of annotations of each kind, hidden ones included.
    pub counts: Counts,
}

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its annotation.
    pub id: AnnotationId,
    /// Where its annotation starts.
    pub at: BlockPoint,
    /// The number of the paragraph where it starts.
    pub paragraph: usize,
    /// Its place among all cards, from 1.
    pub place: usize,
    /// The kind.
    pub kind: Kind,
    /// The text of the spans, shortened, with parts joined by "…".
    pub excerpt: String,
    /// The label, and its colour in the scheme.
    pub label: Option<(String, u32)>,
    /// The speaker or claimant.
    pub who: Who,
    /// For a person with several mentions: the number of this one, and how many there are.
    pub mention: Option<(usize, usize)>,
    /// The form of a quote.
    pub form: Option<QuoteForm>,
    /// The verdict of the fact check, if there is one.
    pub verdict: Option<Verdict>,
    /// Whether the verdict was given for a linked claim.
    pub shared: bool,
    /// How far the check is, and whose it is, while there is no verdict.
    pub underway: Option<Rc<(CheckStatus, String)>>,
    /// The number of its parts.
    pub parts: usize,
    /// Whether it has a note.
    pub noted: bool,
    /// The full content, if it is open.
    pub open: Option<Rc<OpenCard>>,
}

/// What only the open card shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCard {
    /// The text of each part.
    pub parts: Vec<String>,
    /// The place of each part.
    pub spans: Vec<TextRange>,
    /// The speaker or claimant, with suggestions.
    pub attribution: Attribution,
    /// The scheme of its labels and verdicts.
    pub scheme: Rc<Scheme>,
    /// The fact check, if it is a claim.
    pub check: Option<Check>,
    /// What its source has of it, if it is a quote that is linked with one.
    pub source: Option<Rc<SourceLink>>,
    /// The note.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The tags of other annotations, the most used first.
    pub known_tags: Vec<String>,
    /// Who made it.
    pub creator: Option<String>,
    /// When it was made.
    pub created: Timestamp,
}

/// The speaker of a quote, or the claimant of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// None: it is a person's mention.
    NotAsked,
    /// Not named yet.
    Unknown,
    /// The article itself.
    Article,
    /// The actor of this name.
    Named(String),
}

/// Whether only the cards near the view are made.
pub fn is_windowed(set: &AnnotationSet) -> bool {
    set.len() > ALL
}

/// The cards of the annotations that start near the view, or all if there are few.
#[inline(never)]
pub fn list(set: &AnnotationSet, shown: &Shown, window: TextRange) -> CardList {
    let all = TextRange { start: Byte(0), end: Byte::at(set.article().text().len()) };
    let window = if is_windowed(set) { window } else { all };
    let before = set.count_before(window.start, shown.hidden.map(|hidden| !hidden));
    let mut mentions = Mentions::of(set);
    let cards = set
        .starting_from(window.start)
        .take_while(|one| one.start() <= window.end)
        .filter(|annotation| !shown.hidden[annotation.kind().index()])
        .take(if window == all { usize::MAX } else { MOST })
        .enumerate()
        .map(|(index, annotation)| {
            let mention = mentions.next(annotation);
            let card = card(set, shown.focused.as_ref(), annotation, before + index + 1);
            Rc::new(Card { mention, ..card })
        })
        .collect();
    CardList { cards, ..none_yet(set, shown) }
}

/// The number of cards, before any is made.
pub fn none_yet(set: &AnnotationSet, shown: &Shown) -> CardList {
    let counts = set.counts();
    let hidden: usize = Kind::ALL
        .iter()
        .filter(|kind| shown.hidden[kind.index()])
        .map(|kind| counts.of(*kind))
        .sum();
    CardList { cards: Vec::new(), total: counts.total() - hidden, counts }
}

/// Counts the mentions of each actor, if all of them are available.
struct Mentions<'a>(BTreeMap<&'a ActorId, (usize, usize)>);

impl<'a> Mentions<'a> {
    fn of(set: &'a AnnotationSet) -> Self {
        let mut counts: BTreeMap<&ActorId, (usize, usize)> = BTreeMap::new();
        if !is_windowed(set) {
            for annotation in set.iter() {
                if let Detail::Person { actor: Some(actor) } = &annotation.detail {
                    counts.entry(actor).or_default().1 += 1;
                }
            }
        }
        Self(counts)
    }

    /// The number of this mention among those of its actor, and their number, if there are several.
    fn next(&mut self, annotation: &Annotation) -> Option<(usize, usize)> {
        let Detail::Person { actor: Some(actor) } = &annotation.detail else { return None };
        let (seen, all) = self.0.get_mut(actor)?;
        *seen += 1;
        (*all > 1).then_some((*seen, *all))
    }
}

pub(in crate::session) fn card(
    set: &AnnotationSet,
    open: Option<&AnnotationId>,
    annotation: &Annotation,
    place: usize,
) -> Card {
    let open = open == Some(&annotation.id);
    Card {
        id: annotation.id.clone(),
        at: set.article().point_of(annotation.start()),
        paragraph: paragraph(set.article(), set.article().block_at(annotation.start())),
        place,
        kind: annotation.kind(),
        excerpt: excerpt(set, annotation),
        label: annotation.label.clone().map(|name| {
            let known = set.details().scheme.label_of(annotation);
            (name, known.map_or(0, |label| label.hue))
        }),
        who: who(set, annotation),
        mention: None,
        form: match &annotation.detail {
            Detail::Quote { form, .. } => *form,
            _ => None,
        },
        verdict: match &annotation.detail {
            Detail::Claim { check: Some(check), .. } => check.verdict.clone(),
            _ => None,
        },
        shared: taken_from(set, annotation).is_some(),
        underway: underway(annotation),
        parts: annotation.spans.len(),
        noted: !annotation.note.is_empty(),
        open: open.then(|| Rc::new(open_card(set, annotation))),
    }
}

fn underway(annotation: &Annotation) -> Option<Rc<(CheckStatus, String)>> {
    let check = check_of(annotation).filter(|check| check.verdict.is_none())?;
    Some(Rc::new((check.status?, check.assignee.clone())))
}

fn open_card(set: &AnnotationSet, annotation: &Annotation) -> OpenCard {
    OpenCard {
        spans: annotation.spans.clone(),
        parts: annotation.spans.iter().map(|span| set.article().slice(*span).to_owned()).collect(),
        attribution: attribution(set, annotation),
        source: match &annotation.detail {
            Detail::Quote { source, .. } => source.clone(),
            _ => None,
        },
        check: match &annotation.detail {
            Detail::Claim { check, .. } => Some(check.clone().unwrap_or_default()),
            _ => None,
        },
        scheme: set.details().scheme.clone(),
        note: annotation.note.clone(),
        tags: annotation.tags.clone(),
        known_tags: known_tags(set, annotation),
        creator: annotation.creator.clone(),
        created: annotation.created,
    }
}

/// Most claims suggested as saying the same.
const ALIKE: usize = 50;

/// Claims that may say the same: those that share the most words first, then in text order.
pub fn alike(set: &AnnotationSet, one: &Annotation) -> Vec<AnnotationId> {
    let own: BTreeSet<String> = order::gathered(long_words(&excerpt(set, one)).map(lower));
    // Most words begin as none of its own does, and are not looked at further.
    let begins: BTreeSet<char> = order::gathered(own.iter().filter_map(|word| word.chars().next()));
    let shared = |other: &Annotation| {
        let text = excerpt(set, other);
        let may = |word: &&str| {
            let first = word.chars().next().and_then(|first| first.to_lowercase().next());
            first.is_some_and(|first| begins.contains(&first))
        };
        let words = long_words(&text).filter(may).map(lower);
        let words: BTreeSet<String> = order::gathered(words.filter(|word| own.contains(word)));
        words.len()
    };
    let others = set.iter().filter(|it| it.kind() == Kind::Claim && it.id != one.id);
    let mut by_count: BTreeMap<Reverse<usize>, Vec<&AnnotationId>> = BTreeMap::new();
    for other in others {
        by_count.entry(Reverse(shared(other))).or_default().push(&other.id);
    }
    by_count.into_values().flatten().take(ALIKE).cloned().collect()
}

/// The words of a text without the short ones, which occur everywhere.
fn long_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().nth(3).is_some())
}

/// Most tags suggested.
const TAGS: usize = 50;

fn known_tags(set: &AnnotationSet, annotation: &Annotation) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for tag in set.iter().flat_map(|one| &one.tags).filter(|tag| !annotation.tags.contains(tag)) {
        *counts.entry(tag).or_default() += 1;
    }
    // The counts come sorted by name, and a stable sort keeps that order.
    let most = order::by_key(counts, |(_, count)| Reverse(*count));
    most.into_iter().take(TAGS).map(|(tag, _)| tag.clone()).collect()
}

fn who(set: &AnnotationSet, annotation: &Annotation) -> Who {
    let named = |id| set.actor(id).map_or(Who::Unknown, |actor| Who::Named(actor.name.clone()));
    match &annotation.detail {
        // Names the person where the mention's words are not the name.
        Detail::Person { actor: Some(id) } => match (set.actor(id), annotation.spans.first()) {
            (Some(actor), Some(span)) if !says(set.article().slice(*span), &actor.name) => {
                Who::Named(actor.name.clone())
            }
            _ => Who::NotAsked,
        },
        Detail::Person { actor: None } => Who::NotAsked,
        Detail::Quote { speaker: Some(id), .. }
        | Detail::Claim { claimant: Some(Claimant::Actor(id)), .. } => named(id),
        Detail::Claim { claimant: Some(Claimant::Article), .. } => Who::Article,
        Detail::Quote { speaker: None, .. } | Detail::Claim { claimant: None, .. } => Who::Unknown,
    }
}

fn says(words: &str, name: &str) -> bool {
    words == name || Actor::key(words) == Actor::key(name)
}
