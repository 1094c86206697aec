//! What the open card shows about the speaker or claimant: the name, the form, the cue, and what is
//! suggested. Nothing suggested is set before the reader accepts it (tests/native/attribution.rs).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::names::{self, Register};
use crate::model::suggest::attribution::{Speaker, SuggestedAttribution, suggest};
use crate::model::{
    ActorId, Annotation, AnnotationSet, Claimant, Detail, Kind, QuoteForm, TextRange, Timestamp,
    order,
};
use crate::session::api::arguments::Patch;

/// The value in a [`Patch`] that makes the article itself the claimant.
pub const ARTICLE: &str = "article";

/// The speaker or claimant, as the open card shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The person a mention refers to, the speaker or the claimant; empty if not named yet.
    pub name: String,
    /// The role of that person, and the number of annotations of each kind.
    pub about: Option<(String, [usize; 3])>,
    /// Whether the article itself is the claimant.
    pub article: bool,
    /// The names to choose from, those named last first.
    pub names: Vec<String>,
    /// The form of a quote.
    pub form: Option<QuoteForm>,
    /// The text of the cue.
    pub cue: Option<String>,
    /// Suggestions for what is not known.
    pub suggested: Option<Suggested>,
}

/// A suggestion, to accept in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The speaker.
    pub speaker: Option<String>,
    /// The form of the quote.
    pub form: Option<QuoteForm>,
    /// The text of the cue.
    pub cue: Option<String>,
    /// The change that accepts it.
    pub patch: Patch,
}

/// What is known and suggested about the speaker or claimant of `annotation`.
pub fn attribution(set: &AnnotationSet, annotation: &Annotation) -> Attribution {
    let actor = annotation.actor().and_then(|id| set.actor(id));
    let (form, cue) = known(annotation);
    Attribution {
        name: actor.map(|actor| actor.name.clone()).unwrap_or_default(),
        about: actor.map(|actor| (actor.role.clone(), counts(set, &actor.id))),
        article: matches!(
            annotation.detail,
            Detail::Claim { claimant: Some(Claimant::Article), .. }
        ),
        names: names(set),
        form,
        cue: cue.map(|cue| set.article().slice(cue).to_owned()),
        suggested: suggested(set, &everybody(set), annotation),
    }
}

/// The number of an actor's annotations of each kind.
fn counts(set: &AnnotationSet, actor: &ActorId) -> [usize; 3] {
    let mut counts = [0; 3];
    for one in set.iter().filter(|one| one.actor() == Some(actor)) {
        counts[one.kind().index()] += 1;
    }
    counts
}

/// The names to choose from: those named last first, the others by name.
fn names(set: &AnnotationSet) -> Vec<String> {
    let mut named: BTreeMap<&str, Timestamp> = BTreeMap::new();
    for one in set.iter().filter(|one| one.kind() != Kind::Person) {
        if let Some(actor) = one.actor().and_then(|actor| set.actor(actor)) {
            let last = named.entry(&actor.name).or_default();
            *last = one.modified.max(*last);
        }
    }
    let mut names = order::by_key(set.actors().map(|actor| actor.name.clone()), Clone::clone);
    names.dedup();
    order::by_key(names, |name| Reverse(named.get(name.as_str()).copied().unwrap_or_default()))
}

/// The form and the cue, as far as they are known.
fn known(annotation: &Annotation) -> (Option<QuoteForm>, Option<TextRange>) {
    match &annotation.detail {
        Detail::Quote { form, cue, .. } => (*form, *cue),
        _ => (None, None),
    }
}

/// All actors of the register, by name.
pub fn everybody(set: &AnnotationSet) -> Register {
    Register::of_all(set.actors().map(AsRef::as_ref))
}

/// Suggestions for what is not known about the speaker of `annotation`.
pub fn suggested(
    set: &AnnotationSet,
    everybody: &Register,
    annotation: &Annotation,
) -> Option<Suggested> {
    let (form, cue) = known(annotation);
    let asked = match &annotation.detail {
        Detail::Person { .. } => return None,
        Detail::Quote { speaker, .. } => speaker.is_none(),
        Detail::Claim { claimant, .. } => claimant.is_none(),
    };
    if !asked && form.is_some() {
        return None;
    }
    let found = suggest(set, everybody, annotation);
    let speaker = found.speaker.filter(|_| asked);
    let is_quote = matches!(annotation.detail, Detail::Quote { .. });
    let found = SuggestedAttribution {
        cue: found.cue.filter(|_| speaker.is_some() && cue.is_none() && is_quote),
        form: found.form.filter(|_| form.is_none()),
        speaker,
    };
    if found.speaker.is_none() && found.form.is_none() {
        return None;
    }
    // Where two have one name, only the id is exact.
    let (name, who) = match &found.speaker {
        Some(Speaker::Known(id)) => {
            (set.actor(id).map(|actor| actor.name.clone()), Some(id.to_string()))
        }
        Some(Speaker::Words(range)) => {
            let name = names::untitled(names::plain(set.article().slice(*range))).to_owned();
            (Some(name.clone()), Some(name))
        }
        None => (None, None),
    };
    let patch = Patch {
        actor: who.map(Some),
        form: found.form.map(Some),
        cue: found.cue.map(Some),
        ..Patch::default()
    };
    let cue = found.cue.map(|cue| set.article().slice(cue).to_owned());
    Some(Suggested { speaker: name, form: found.form, cue, patch })
}
