//! Which annotations are meant, as a value; used by the list of annotations and by the `find` of the API. An
//! annotation fits if it fits every term, and a term if it has any of its values (tests/native/queries.rs).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::record::{names, record};
use super::repeats::check_of;
use super::search::{Matcher, TextSearch};
use super::{
    Actor, ActorId, Annotation, AnnotationId, AnnotationSet, Check, CheckStatus, Claimant, Detail,
    Kind, Origin, Timestamp, Verdict, Worthy, order,
};

/// Which annotations are meant. The empty query means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words in their text, in what is said about them, or in the names of their people; see
    /// [`Matcher::is_in`]. Case and accents do not count.
    pub text: String,
    /// Their kinds.
    pub kinds: Vec<Kind>,
    /// Their labels.
    pub labels: Vec<String>,
    /// Their persons, speakers and claimants.
    pub people: Vec<Claimant>,
    /// Tags of which they have one.
    pub tags: Vec<String>,
    /// Problems of which they have one, by name: see [`Facts`].
    pub issues: Vec<String>,
    /// Claims with a result of a check, or claims without.
    pub checked: Option<bool>,
    /// Claims with a verdict, or claims without.
    pub decided: Option<bool>,
    /// How far the checks of claims are.
    pub statuses: Vec<CheckStatus>,
    /// Whether claims are worth checking.
    pub worthy: Vec<Worthy>,
    /// The verdicts of claims.
    pub verdicts: Vec<Verdict>,
    /// Their origins.
    pub origins: Vec<Origin>,
    /// Their creators.
    pub creators: Vec<String>,
    /// Made at this time or later.
    pub from: Option<Timestamp>,
    /// Made before this time.
    pub to: Option<Timestamp>,
}

record! { Query {
    text: if_filled, kinds: if_filled, labels: if_filled, people: if_filled, tags: if_filled,
    issues: if_filled, checked: if_some, decided: if_some, statuses: if_filled, worthy: if_filled,
    verdicts: if_filled, origins: if_filled,
    creators: if_filled, from: if_some, to: if_some,
} }

/// One condition of a query, shown as a chip that can be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// [`Query::text`].
    Text,
    /// [`Query::kinds`].
    Kinds,
    /// [`Query::labels`].
    Labels,
    /// [`Query::people`].
    People,
    /// [`Query::tags`].
    Tags,
    /// [`Query::issues`].
    Issues,
    /// [`Query::checked`].
    Checked,
    /// [`Query::decided`].
    Decided,
    /// [`Query::statuses`].
    Statuses,
    /// [`Query::worthy`].
    Worthy,
    /// [`Query::verdicts`].
    Verdicts,
    /// [`Query::origins`].
    Origins,
    /// [`Query::creators`].
    Creators,
    /// [`Query::from`].
    From,
    /// [`Query::to`].
    To,
}

/// The problems of annotations and people, by name, which are computed from more than the model has. What an
/// annotation lacks by itself is known without: see [`lacks`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Those of annotations.
    pub annotations: BTreeMap<AnnotationId, Vec<&'static str>>,
    /// Those of people, which all their annotations have.
    pub actors: BTreeMap<ActorId, Vec<&'static str>>,
}

/// Ways to sort annotations. What is equal stays in text order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AnnotationOrder {
    /// By place in the text.
    #[default]
    Place,
    /// By the name of their person, speaker or claimant; then the article's own claims, then nobody's.
    Person,
    /// The last made first; then those made at an unknown time.
    Time,
    /// By verdict, from true to false; then claims without one, then the other kinds.
    Verdict,
}

names! { AnnotationOrder { Place: "place", Person: "person", Time: "time", Verdict: "verdict" } }

impl Query {
    /// Whether it means all annotations.
    pub fn is_empty(&self) -> bool {
        self.terms().is_empty()
    }

    /// Whether it means this annotation of a set.
    pub fn matches(&self, set: &AnnotationSet, one: &Annotation, facts: &Facts) -> bool {
        self.matches_beside_text(one, facts)
            && self.matcher().is_none_or(|text| text.is_in(set, one))
    }

    /// The annotations it means, in text order.
    pub fn find(&self, set: &AnnotationSet, facts: &Facts) -> Vec<Rc<Annotation>> {
        self.find_beside(set, facts, None)
    }

    /// The same, and one more, if it is there.
    pub fn find_beside(
        &self,
        set: &AnnotationSet,
        facts: &Facts,
        also: Option<&AnnotationId>,
    ) -> Vec<Rc<Annotation>> {
        let text = self.matcher();
        let meant = set.iter().filter(|one| {
            also == Some(&one.id)
                || self.matches_beside_text(one, facts)
                    && text.as_ref().is_none_or(|text| text.is_in(set, one))
        });
        meant.cloned().collect()
    }

    /// How many of some annotations it means; the words of its text do not count.
    pub fn count(&self, among: &[Rc<Annotation>], facts: &Facts) -> usize {
        among.iter().filter(|one| self.matches_beside_text(one, facts)).count()
    }

    fn matcher(&self) -> Option<Matcher> {
        self.has(Term::Text).then(|| Matcher::of(&TextSearch::of(&self.text)))
    }

    fn matches_beside_text(&self, one: &Annotation, facts: &Facts) -> bool {
        fn any<T: PartialEq>(list: &[T], own: Option<&T>) -> bool {
            list.is_empty() || own.is_some_and(|own| list.contains(own))
        }
        let check = check_of(one);
        let checked = check.is_some_and(Check::is_checked);
        let verdict = check.and_then(|check| check.verdict.as_ref());
        let by = claimant(one);
        let time = Some(one.created).filter(|time| time.is_known());
        any(&self.kinds, Some(&one.kind()))
            && any(&self.labels, one.label.as_ref())
            && any(&self.people, by.as_ref())
            && (self.tags.is_empty() || one.tags.iter().any(|tag| self.tags.contains(tag)))
            && (self.issues.is_empty() || self.issues.iter().any(|issue| facts.has(one, issue)))
            && self.checked.is_none_or(|wanted| one.kind() == Kind::Claim && checked == wanted)
            && self
                .decided
                .is_none_or(|wanted| one.kind() == Kind::Claim && verdict.is_some() == wanted)
            && any(&self.statuses, check.and_then(|check| check.status).as_ref())
            && any(&self.worthy, check.and_then(|check| check.worthy).as_ref())
            && any(&self.verdicts, verdict)
            && any(&self.origins, Some(&one.origin))
            && any(&self.creators, one.creator.as_ref())
            && self.from.is_none_or(|from| time.is_some_and(|time| time >= from))
            && self.to.is_none_or(|to| time.is_some_and(|time| time < to))
    }

    /// Its terms.
    pub fn terms(&self) -> Vec<Term> {
        Term::ALL.into_iter().filter(|term| self.has(*term)).collect()
    }

    /// Whether it has a term.
    pub fn has(&self, term: Term) -> bool {
        match term {
            Term::Text => !TextSearch::of(&self.text).is_blank(),
            Term::Kinds => !self.kinds.is_empty(),
            Term::Labels => !self.labels.is_empty(),
            Term::People => !self.people.is_empty(),
            Term::Tags => !self.tags.is_empty(),
            Term::Issues => !self.issues.is_empty(),
            Term::Checked => self.checked.is_some(),
            Term::Decided => self.decided.is_some(),
            Term::Statuses => !self.statuses.is_empty(),
            Term::Worthy => !self.worthy.is_empty(),
            Term::Verdicts => !self.verdicts.is_empty(),
            Term::Origins => !self.origins.is_empty(),
            Term::Creators => !self.creators.is_empty(),
            Term::From => self.from.is_some(),
            Term::To => self.to.is_some(),
        }
    }

    /// The same without a term. It means all that it meant before, and perhaps more.
    #[must_use]
    pub fn without(mut self, term: Term) -> Self {
        match term {
            Term::Text => self.text.clear(),
            Term::Kinds => self.kinds.clear(),
            Term::Labels => self.labels.clear(),
            Term::People => self.people.clear(),
            Term::Tags => self.tags.clear(),
            Term::Issues => self.issues.clear(),
            Term::Checked => self.checked = None,
            Term::Decided => self.decided = None,
            Term::Statuses => self.statuses.clear(),
            Term::Worthy => self.worthy.clear(),
            Term::Verdicts => self.verdicts.clear(),
            Term::Origins => self.origins.clear(),
            Term::Creators => self.creators.clear(),
            Term::From => self.from = None,
            Term::To => self.to = None,
        }
        self
    }
}

impl Term {
    /// Every term, in the order of the chips.
    pub const ALL: [Self; 15] = [
        Self::Text,
        Self::Kinds,
        Self::Labels,
        Self::People,
        Self::Tags,
        Self::Issues,
        Self::Checked,
        Self::Decided,
        Self::Statuses,
        Self::Worthy,
        Self::Verdicts,
        Self::Origins,
        Self::Creators,
        Self::From,
        Self::To,
    ];
}

impl Facts {
    /// Whether an annotation, or its person, has this problem.
    pub fn has(&self, one: &Annotation, issue: &str) -> bool {
        self.of(one).any(|found| found == issue)
    }

    /// Its problems and those of its person; some more than once.
    pub fn of(&self, one: &Annotation) -> impl Iterator<Item = &'static str> {
        let own = self.annotations.get(&one.id);
        let theirs = one.actor().and_then(|actor| self.actors.get(actor));
        lacks(one).chain(own.into_iter().chain(theirs).flatten().copied())
    }
}

/// What an annotation lacks, by the names of the problems: the speaker of a quote, the claimant of a claim, the
/// source of a verdict, the person of a mention.
pub fn lacks(one: &Annotation) -> impl Iterator<Item = &'static str> {
    let check = check_of(one);
    let (name, source) = match &one.detail {
        Detail::Quote { speaker, .. } => (speaker.is_none().then_some("no-speaker"), false),
        Detail::Claim { claimant, .. } => {
            let unsourced = |check: &Check| check.verdict.is_some() && check.sources.is_empty();
            (claimant.is_none().then_some("no-claimant"), check.is_some_and(unsourced))
        }
        Detail::Person { actor } => (actor.is_none().then_some("nobody"), false),
    };
    name.into_iter().chain(source.then_some("no-source"))
}

impl AnnotationOrder {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Place, Self::Person, Self::Time, Self::Verdict];

    /// Sorts annotations of a set that are in text order.
    pub fn sort(self, set: &AnnotationSet, found: Vec<Rc<Annotation>>) -> Vec<Rc<Annotation>> {
        let keys: Vec<u64> = match self {
            Self::Place => return found,
            Self::Person => {
                let ranks = ranks(set);
                let last = ranks.len() as u64;
                let rank = |one: &Rc<Annotation>| match claimant(one) {
                    Some(Claimant::Actor(id)) => ranks.get(&id).copied().unwrap_or(last + 1),
                    Some(Claimant::Article) => last,
                    None => last + 1,
                };
                found.iter().map(rank).collect()
            }
            // An unknown time is 0, the earliest of all that the program writes.
            Self::Time => found.iter().map(|one| u64::MAX - one.created.0.unsigned_abs()).collect(),
            Self::Verdict => {
                let scale = set.details().scheme.verdicts();
                found.iter().map(|one| grade(&scale, one)).collect()
            }
        };
        let places = order::ranked(&keys);
        places.into_iter().filter_map(|place| found.get(place).cloned()).collect()
    }
}

/// Who is meant, speaks or claims.
pub fn claimant(one: &Annotation) -> Option<Claimant> {
    match &one.detail {
        Detail::Claim { claimant, .. } => claimant.clone(),
        _ => one.actor().cloned().map(Claimant::Actor),
    }
}

/// The place of each entry of the register in the order of names.
fn ranks(set: &AnnotationSet) -> BTreeMap<ActorId, u64> {
    let mut by_name: BTreeMap<String, Vec<&ActorId>> = BTreeMap::new();
    for actor in set.actors() {
        by_name.entry(Actor::key(&actor.name)).or_default().push(&actor.id);
    }
    let ids = by_name.into_values().flatten().cloned();
    order::gathered(ids.zip(0..))
}

fn grade(scale: &[Verdict], one: &Annotation) -> u64 {
    let all = scale.len() as u64;
    let verdict = check_of(one).and_then(|check| check.verdict.as_ref());
    match verdict {
        Some(verdict) => {
            let place = scale.iter().position(|step| step == verdict);
            place.map_or(all, |place| place as u64)
        }
        None if one.kind() == Kind::Claim => all + 1,
        None => all + 2,
    }
}
