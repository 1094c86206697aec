//! Computed problems, such as a quote without a speaker or a claim without a source; `todo` says what would fix
//! each (tests/native/todo.rs).

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use crate::model::characters::lower;
use crate::model::marks::{is_balanced, joined};
use crate::model::names::alike;
use crate::model::plain::Plain;
use crate::model::query::lacks;
use crate::model::record::{Record as _, names};
use crate::model::{ActorId, ActorSort, Annotation, AnnotationId, AnnotationSet, Kind, TextRange};

use super::name_places::NamePlaces;

/// The types of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// A quote has no speaker.
    NoSpeaker,
    /// A speaker is not marked in the text.
    NeverMarked,
    /// A person who is marked is named in places that are not.
    Unmarked,
    /// A quotation mark in a quote has no counterpart.
    Marks,
    /// Two quotes of the same words differ.
    Differently,
    /// The words of a quote or claim changed between versions of the article.
    Reworded,
    /// A claim has no claimant.
    NoClaimant,
    /// A verdict has no source.
    NoSource,
    /// The same text is marked twice as the same kind.
    Identical,
    /// One name is part of another.
    Alike,
    /// A person highlight refers to nobody.
    Nobody,
}

/// A problem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Its type.
    pub lint: Lint,
    /// The annotation it concerns; of one whose words are gone, its id in the earlier version.
    pub annotation: Option<AnnotationId>,
    /// The actor it concerns.
    pub actor: Option<ActorId>,
    /// The other annotation or actor it concerns; of reworded ones, when the words were replaced.
    pub other: Option<Rc<str>>,
}

impl Lint {
    /// Every type.
    pub const ALL: [Self; 11] = [
        Self::NoSpeaker,
        Self::NeverMarked,
        Self::Unmarked,
        Self::Marks,
        Self::Differently,
        Self::Reworded,
        Self::NoClaimant,
        Self::NoSource,
        Self::Identical,
        Self::Alike,
        Self::Nobody,
    ];
}

names! { Lint {
    NoSpeaker: "no-speaker", NeverMarked: "never-marked", Unmarked: "unmarked", Marks: "marks",
    Differently: "differently", Reworded: "reworded", NoClaimant: "no-claimant", NoSource: "no-source",
    Identical: "identical", Alike: "alike", Nobody: "nobody",
} }

impl Finding {
    fn of(lint: Lint, one: &Annotation) -> Self {
        Self { lint, annotation: Some(one.id.clone()), actor: None, other: None }
    }

    /// The key under which a problem is dismissed.
    pub fn key(&self) -> String {
        let lint = self.lint.plain();
        let annotation = self.annotation.as_ref().map_or("", |id| &id.0);
        let actor = self.actor.as_ref().map_or("", |id| &id.0);
        let other = self.other.as_deref().unwrap_or_default();
        [lint.as_text().unwrap_or_default(), annotation, actor, other].join(" ").trim().to_owned()
    }
}

/// All problems, by type and then in text order.
pub fn findings(set: &AnnotationSet) -> Vec<Finding> {
    findings_with(set, Some(&mut NamePlaces::default()), &mut KnownFindings::default())
}

/// The same; those of names only if their places are given.
pub(in crate::session) fn findings_with(
    set: &AnnotationSet,
    places: Option<&mut NamePlaces>,
    known: &mut KnownFindings,
) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for one in set.iter() {
        let lacking = lacks(one).filter_map(|name| Lint::read(&Plain::text(name)).ok());
        found.extend(lacking.map(|lint| Finding::of(lint, one)));
    }
    found.extend(known.of_highlights(set).iter().cloned());
    found.extend(known.of_people(set, places).iter().cloned());
    found.extend(reworded(set));
    // By type, and within a type in the order found: a stable sort by counting.
    let of = |lint: Lint| found.iter().filter(move |finding| finding.lint == lint).cloned();
    Lint::ALL.into_iter().flat_map(of).collect()
}

/// Problems that take long to find, until something changes on which they depend: a note, a verdict or a tag does
/// not.
#[derive(Debug, Default)]
pub(in crate::session) struct KnownFindings {
    highlights: LastFound<u64>,
    people: LastFound<(u64, bool)>,
}

/// What was found last, and what it depended on.
type LastFound<K> = Option<(K, Rc<[Finding]>)>;

impl KnownFindings {
    /// Problems of the text of highlights.
    fn of_highlights(&mut self, set: &AnnotationSet) -> Rc<[Finding]> {
        let print = print_of(|print| {
            for one in set.iter() {
                (&one.id, one.kind().index(), &one.spans).hash(print);
            }
        });
        kept(&mut self.highlights, print, || {
            let quotes = set.iter().filter(|one| one.kind() == Kind::Quote);
            let open = quotes.filter(|one| !is_balanced(&joined(set.article(), &one.spans)));
            let marks = open.map(|one| Finding::of(Lint::Marks, one));
            marks.chain(identical(set)).chain(differently(set)).collect()
        })
    }

    /// Problems of people.
    fn of_people(&mut self, set: &AnnotationSet, places: Option<&mut NamePlaces>) -> Rc<[Finding]> {
        let print = print_of(|print| {
            for one in set.iter().filter(|one| one.actor().is_some()) {
                let mention = (one.kind() == Kind::Person).then_some(&one.spans);
                (one.actor(), one.kind().index(), mention).hash(print);
            }
            for actor in set.actors() {
                (&actor.id, &actor.name, actor.sort as u8).hash(print);
            }
        });
        // What was found with the places of names holds without them, too.
        let has_places = self.people.as_ref().is_some_and(|(known, _)| *known == (print, true));
        kept(&mut self.people, (print, has_places || places.is_some()), || {
            let mut found = never_marked(set);
            found.extend(places.into_iter().flat_map(|places| places.findings(set)));
            let pairs = alike(set.actors().map(AsRef::as_ref)).into_iter();
            found.extend(pairs.map(|(short, full)| Finding {
                lint: Lint::Alike,
                annotation: None,
                actor: Some(short),
                other: Some(full.0.clone()),
            }));
            found.into()
        })
    }
}

/// A hash of what some problems depend on: with 64 bits, two states do not collide by chance.
pub(in crate::session) fn print_of(write: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut print = DefaultHasher::new();
    write(&mut print);
    print.finish()
}

fn kept<K: PartialEq>(
    last: &mut LastFound<K>,
    print: K,
    find: impl FnOnce() -> Rc<[Finding]>,
) -> Rc<[Finding]> {
    match last {
        Some((known, found)) if *known == print => found.clone(),
        _ => last.insert((print, find())).1.clone(),
    }
}

/// Unannounced changes, the latest first. Of a quote that changed twice each one counts.
fn reworded(set: &AnnotationSet) -> impl Iterator<Item = Finding> {
    set.article().unannounced_changes().into_iter().map(|one| Finding {
        lint: Lint::Reworded,
        annotation: Some(one.change.id),
        actor: None,
        other: Some(one.new_read.to_string().into()),
    })
}

fn identical(set: &AnnotationSet) -> Vec<Finding> {
    fn key(one: &Annotation) -> (Kind, &[TextRange]) {
        (one.kind(), &one.spans)
    }
    // Of those that start at one place: they follow each other. Most are the only one there.
    let mut first: BTreeMap<(Kind, &[TextRange]), &AnnotationId> = BTreeMap::new();
    let (mut before, mut found): (Option<&Annotation>, _) = (None, Vec::new());
    for one in set.iter() {
        match before.replace(one) {
            Some(before) if before.start() == one.start() => {
                if first.is_empty() {
                    first.insert(key(before), &before.id);
                }
                match first.get(&key(one)) {
                    None => {
                        first.insert(key(one), &one.id);
                    }
                    Some(other) => {
                        let other = Some(other.0.clone());
                        found.push(Finding { other, ..Finding::of(Lint::Identical, one) });
                    }
                }
            }
            _ => first.clear(),
        }
    }
    found
}

fn never_marked(set: &AnnotationSet) -> Vec<Finding> {
    let mut seen: BTreeMap<&ActorId, (bool, bool)> = BTreeMap::new();
    for one in set.iter() {
        if let Some(actor) = one.actor() {
            let entry = seen.entry(actor).or_default();
            match one.kind() {
                Kind::Person => entry.0 = true,
                _ => entry.1 = true,
            }
        }
    }
    let people = set.actors().filter(|actor| actor.sort == ActorSort::Person);
    people
        .filter(|actor| seen.get(&actor.id) == Some(&(false, true)))
        .map(|actor| Finding {
            lint: Lint::NeverMarked,
            annotation: None,
            actor: Some(actor.id.clone()),
            other: None,
        })
        .collect()
}

/// Number of consecutive equal words that make two quotes comparable.
const ROW: usize = 3;

/// Quotes that share at least half of their words with an earlier quote, and yet differ.
fn differently(set: &AnnotationSet) -> Vec<Finding> {
    let mut rows: BTreeMap<u64, usize> = BTreeMap::new();
    let mut earlier: Vec<(&Annotation, Vec<u64>)> = Vec::new();
    let mut found = Vec::new();
    for one in set.iter().filter(|one| one.kind() == Kind::Quote) {
        let words = bare_words(&joined(set.article(), &one.spans));
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for row in words.windows(ROW).map(row_print) {
            match rows.get(&row) {
                Some(quote) => *shared.entry(*quote).or_default() += 1,
                None => {
                    rows.insert(row, earlier.len());
                }
            }
        }
        let most = shared.into_iter().max_by_key(|(_, count)| *count);
        if let Some((index, count)) = most
            && let Some((other, others)) = earlier.get(index)
            && count * 2 >= words.len().min(others.len()).saturating_sub(ROW - 1)
            && !holds(others, &words)
            && !holds(&words, others)
            && !overlap(one, other)
        {
            let other = Some(other.id.0.clone());
            found.push(Finding { other, ..Finding::of(Lint::Differently, one) });
        }
        earlier.push((one, words));
    }
    found
}

/// A hash by FNV-1a: with 64 bits, two words or rows of words do not collide by chance.
fn print(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |print, byte| {
        (print ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A hash of a row of words, each a hash already: where they stand counts.
fn row_print(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0, |print, word| (print ^ word).rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// The words of a text in small letters, by their hashes.
fn bare_words(text: &str) -> Vec<u64> {
    let small = lower(text);
    let words = small.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    words.filter(|word| !word.is_empty()).map(|word| print(word.bytes())).collect()
}

fn holds(long: &[u64], short: &[u64]) -> bool {
    long.windows(short.len().max(1)).any(|part| part == short)
}

fn overlap(one: &Annotation, other: &Annotation) -> bool {
    one.spans.iter().any(|span| other.spans.iter().any(|theirs| span.overlaps(*theirs)))
}
