//! The list of problems as it is shown: what would fix each, and the suggested names to accept together. A
//! fix is an action like any other (tests/native/todo.rs, tests/native/many.rs).

use std::rc::Rc;

use crate::model::marks::{grown, joined};
use crate::model::names::Register;
use crate::model::versions::UnannouncedChange;
use crate::model::{ActorId, Annotation, AnnotationId, AnnotationSet, Kind, TextRange};
use crate::session::api::arguments::Patch;

use super::attribution::{ARTICLE, Suggested, everybody, suggested};
use super::excerpt::{excerpt, paragraph, short};
use super::lints::{Finding, Lint};
use super::name_places::{NamePlaces, NamedPeople};

/// A problem as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodoItem {
    /// The problem.
    pub finding: Finding,
    /// The kind of the annotation concerned.
    pub kind: Kind,
    /// Its text, or the name.
    pub words: String,
    /// The other text, or the other name.
    pub other: String,
    /// The places that name the person and are not marked.
    pub places: NamedIn,
    /// Possible fixes, the likeliest first.
    pub fixes: Vec<Fix>,
}

/// Places that name somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedIn {
    /// How many.
    pub count: usize,
    /// What the text says there, each once.
    pub names: Vec<String>,
    /// The numbers of their paragraphs, each once.
    pub paragraphs: Vec<usize>,
}

/// A fix for a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fix {
    /// Change the annotation, with this effect.
    Change(Box<Patch>, Change),
    /// Delete the annotation.
    Remove,
    /// Merge the two actors.
    Merge(ActorId),
    /// Look for the actor's names in the text.
    Mark(ActorId),
    /// Mark all these places as the actor.
    MarkAll(ActorId, usize),
}

/// The effect of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// This name is entered.
    Name(String),
    /// The article becomes the claimant.
    Article,
    /// This becomes its text.
    Words(String),
}

/// The list of problems.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TodoList {
    /// The number of each type, in the order of [`Lint::ALL`].
    pub counts: [usize; Lint::ALL.len()],
    /// The first problems, while their panel is open, without those in `suggested`.
    pub rows: Vec<Rc<TodoItem>>,
    /// The first quotes and claims for which somebody is suggested, while the panel is open.
    pub suggested: Rc<[SuggestedItem]>,
}

/// A quote or claim without a name, and who is suggested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedItem {
    /// The problem.
    pub finding: Finding,
    /// The annotation.
    pub id: AnnotationId,
    /// Its kind.
    pub kind: Kind,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// Its text.
    pub words: String,
    /// The name, and what is suggested with it.
    pub suggested: Suggested,
}

/// What the list of problems is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::session) struct TodoAsked {
    /// Whether somebody looks, and at which type; otherwise only the counts are made.
    pub looking: Option<Option<Lint>>,
    /// Whether suggestions can be accepted.
    pub edits: bool,
    /// The dismissed problems.
    pub dismissed: Rc<[(String, String)]>,
}

/// Most annotations for which problems are computed without being asked for.
pub(in crate::session) const LIVE: usize = 2_000;

/// Most problems shown at once, and most suggestions listed together.
pub const SHOWN: usize = 100;

impl TodoList {
    /// The number of problems.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The change of each listed claim without a claimant by which the article becomes that.
    pub fn claimed_by_article(&self) -> Vec<(AnnotationId, Patch)> {
        let patch = |one: &Rc<TodoItem>| {
            let patch = one.fixes.iter().find_map(|fix| match fix {
                Fix::Change(patch, Change::Article) => Some(Patch::clone(patch)),
                _ => None,
            });
            one.finding.annotation.clone().zip(patch)
        };
        self.rows.iter().filter_map(patch).collect()
    }
}

/// The problems that are not dismissed, as they are shown.
pub(in crate::session) fn todo(
    set: &AnnotationSet,
    all: &[Finding],
    asked: &TodoAsked,
    names: &mut NamePlaces,
) -> TodoList {
    let article = &set.article().id().0;
    let is_dismissed = |finding: &Finding| {
        let key = finding.key();
        asked.dismissed.iter().any(|(of, left)| **of == **article && *left == key)
    };
    let kept = all.iter().filter(|one| asked.dismissed.is_empty() || !is_dismissed(one));
    let kept: Vec<&Finding> = kept.collect();
    let mut counts = [0; Lint::ALL.len()];
    for finding in &kept {
        counts[finding.lint as usize] += 1;
    }
    let Some(only) = asked.looking else { return TodoList { counts, ..TodoList::default() } };
    let shown: Vec<&Finding> =
        kept.into_iter().filter(|finding| only.is_none_or(|lint| lint == finding.lint)).collect();
    let people = everybody(set);
    // Of a long list the first are looked at, so that looking takes no longer in a longer one.
    let first = shown.iter().take(if asked.edits { LIVE } else { 0 });
    let suggested = first.filter_map(|one| suggested_item(set, &people, one)).take(SHOWN);
    let suggested: Rc<[_]> = suggested.collect();
    // One alone is a problem like the others, with its fix.
    let suggested = if suggested.len() > 1 { suggested } else { Rc::default() };
    let others = shown.into_iter();
    let others = others.filter(|finding| suggested.iter().all(|one| one.finding != **finding));
    let others: Vec<_> = others.take(SHOWN).collect();
    let names_people = others.iter().any(|one| one.lint == Lint::Unmarked);
    let named = names_people.then(|| names.all_named(set));
    let rows = others.into_iter();
    let rows = rows.map(|one| Rc::new(todo_item(set, &people, one, named.as_ref()))).collect();
    TodoList { counts, rows, suggested }
}

/// Who is suggested for a quote or claim without a name.
fn suggested_item(
    set: &AnnotationSet,
    people: &Register,
    finding: &Finding,
) -> Option<SuggestedItem> {
    if !matches!(finding.lint, Lint::NoSpeaker | Lint::NoClaimant) {
        return None;
    }
    let one = set.get(finding.annotation.as_ref()?)?;
    let suggested = suggested(set, people, one)?;
    suggested.speaker.as_ref()?;
    Some(SuggestedItem {
        finding: finding.clone(),
        id: one.id.clone(),
        kind: one.kind(),
        paragraph: paragraph(set.article(), set.article().block_at(one.start())),
        words: excerpt(set, one),
        suggested,
    })
}

/// A problem with its text and fixes.
fn todo_item(
    set: &AnnotationSet,
    people: &Register,
    finding: &Finding,
    named: Option<&NamedPeople<'_>>,
) -> TodoItem {
    if finding.lint == Lint::Reworded {
        return reworded(set, finding);
    }
    let one = finding.annotation.as_ref().and_then(|id| set.get(id));
    let name = |id: &ActorId| set.actor(id).map(|actor| actor.name.clone()).unwrap_or_default();
    let other = finding.other.as_deref().map(|id| match set.get(&id.into()) {
        Some(other) if one.is_some() => excerpt(set, other),
        _ => name(&id.into()),
    });
    let actor = finding.actor.as_ref().filter(|_| finding.lint == Lint::Unmarked);
    let places = named.zip(actor).map(|(named, id)| named_in(set, &named.unmarked(id)));
    let places = places.unwrap_or_default();
    TodoItem {
        kind: one.map_or(Kind::Person, |one| one.kind()),
        words: one
            .map(|one| excerpt(set, one))
            .or(finding.actor.as_ref().map(name))
            .unwrap_or_default(),
        other: other.unwrap_or_default(),
        fixes: fixes(set, people, finding, one, places.count),
        finding: finding.clone(),
        places,
    }
}

/// Words that changed between versions: both wordings, the second empty if they are gone.
fn reworded(set: &AnnotationSet, finding: &Finding) -> TodoItem {
    let is_it = |one: &UnannouncedChange| {
        Some(&one.change.id) == finding.annotation.as_ref()
            && finding.other.as_deref() == Some(&*one.new_read.to_string())
    };
    let change = set.article().unannounced_changes().into_iter().find(is_it);
    let change = change.map(|one| one.change);
    TodoItem {
        kind: change.as_ref().map_or(Kind::Quote, |change| change.kind),
        words: change.as_ref().map(|change| short(&change.old)).unwrap_or_default(),
        other: change.and_then(|change| change.new.as_deref().map(short)).unwrap_or_default(),
        places: NamedIn::default(),
        fixes: Vec::new(),
        finding: finding.clone(),
    }
}

fn named_in(set: &AnnotationSet, places: &[TextRange]) -> NamedIn {
    let article = set.article();
    let mut named = NamedIn { count: places.len(), ..NamedIn::default() };
    for place in places {
        let words = article.slice(*place);
        if !named.names.iter().any(|known| known == words) {
            named.names.push(words.to_owned());
        }
        let number = paragraph(article, article.block_at(place.start));
        if named.paragraphs.last() != Some(&number) {
            named.paragraphs.push(number);
        }
    }
    named
}

/// The words of a highlight as the name of its person.
fn by_words(set: &AnnotationSet, one: &Annotation) -> Fix {
    let name = joined(set.article(), &one.spans);
    let actor = Some(Some(name.clone()));
    Fix::Change(Box::new(Patch { actor, ..Patch::default() }), Change::Name(name))
}

fn fixes(
    set: &AnnotationSet,
    people: &Register,
    finding: &Finding,
    one: Option<&Rc<Annotation>>,
    places: usize,
) -> Vec<Fix> {
    let suggested = || {
        let suggested = suggested(set, people, one?)?;
        let name = suggested.speaker?;
        Some(Fix::Change(Box::new(suggested.patch), Change::Name(name)))
    };
    let by_article = || {
        let actor = Some(Some(ARTICLE.to_owned()));
        Fix::Change(Box::new(Patch { actor, ..Patch::default() }), Change::Article)
    };
    let grown = || {
        let spans = grown(set.article(), one?)?;
        let words = joined(set.article(), &spans);
        let patch = Patch { spans: Some(spans), ..Patch::default() };
        Some(Fix::Change(Box::new(patch), Change::Words(words)))
    };
    match finding.lint {
        Lint::NoSpeaker => suggested().into_iter().collect(),
        Lint::NoClaimant => suggested().into_iter().chain([by_article()]).collect(),
        Lint::Marks => grown().into_iter().collect(),
        Lint::Identical => vec![Fix::Remove],
        Lint::Nobody => {
            one.map(|one| by_words(set, one)).into_iter().chain([Fix::Remove]).collect()
        }
        Lint::NeverMarked => finding.actor.iter().cloned().map(Fix::Mark).collect(),
        Lint::Unmarked => {
            let both = |id: &ActorId| [Fix::MarkAll(id.clone(), places), Fix::Mark(id.clone())];
            finding.actor.iter().flat_map(both).collect()
        }
        Lint::Alike => finding.other.iter().map(|id| Fix::Merge((&**id).into())).collect(),
        Lint::NoSource | Lint::Differently | Lint::Reworded => Vec::new(),
    }
}
