//! What the open card shows of who says it: the name, the form, the cue, and what is proposed of them.
//! Must never set anything: what is proposed is kept by an action like any other.

use crate::model::attribution::{Proposal, Speaker, propose};
use crate::model::names::{self, Register};
use crate::model::{Annotation, AnnotationSet, Claimant, Detail, QuoteForm, TextRange, order};
use crate::session::api::arguments::Patch;

/// The name by which the article itself claims something, in a [`Patch`].
pub const ARTICLE: &str = "article";

/// Who says it, as the open card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Whom it refers to (a person), whose words it is (a quote), who claims it; empty for nobody yet.
    pub name: String,
    /// Whether the article itself claims it.
    pub article: bool,
    /// Everybody who can be chosen, by name.
    pub names: Vec<String>,
    /// How the words of a quote are given.
    pub form: Option<QuoteForm>,
    /// The words that say so.
    pub cue: Option<String>,
    /// What is proposed of what is not known.
    pub proposed: Option<Proposed>,
}

/// What is proposed, to be kept in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Whose words they are.
    pub speaker: Option<String>,
    /// How they are given.
    pub form: Option<QuoteForm>,
    /// The words that say so.
    pub cue: Option<String>,
    /// The change that keeps it.
    pub patch: Patch,
}

/// What is known and proposed of who says `annotation`.
pub fn attribution(set: &AnnotationSet, annotation: &Annotation) -> Attribution {
    let names = set.actors().map(|actor| actor.name.clone());
    let actor = annotation.actor().and_then(|id| set.actor(id));
    let (form, cue) = known(annotation);
    let mut names = order::by_key(names, Clone::clone);
    names.dedup();
    Attribution {
        name: actor.map(|actor| actor.name.clone()).unwrap_or_default(),
        article: matches!(
            annotation.detail,
            Detail::Claim { claimant: Some(Claimant::Article), .. }
        ),
        names,
        form,
        cue: cue.map(|cue| set.article().slice(cue).to_owned()),
        proposed: proposed(set, &everybody(set), annotation),
    }
}

/// The form and the cue, as far as they are known.
fn known(annotation: &Annotation) -> (Option<QuoteForm>, Option<TextRange>) {
    match &annotation.detail {
        Detail::Quote { form, cue, .. } => (*form, *cue),
        _ => (None, None),
    }
}

/// Everybody in the register, by name.
pub fn everybody(set: &AnnotationSet) -> Register {
    Register::of_all(set.actors().map(AsRef::as_ref))
}

/// What is proposed of who says `annotation`, as far as it is not known.
pub fn proposed(
    set: &AnnotationSet,
    everybody: &Register,
    annotation: &Annotation,
) -> Option<Proposed> {
    let (form, cue) = known(annotation);
    let asked = match &annotation.detail {
        Detail::Person { .. } => return None,
        Detail::Quote { speaker, .. } => speaker.is_none(),
        Detail::Claim { claimant, .. } => claimant.is_none(),
    };
    if !asked && form.is_some() {
        return None;
    }
    let found = propose(set, everybody, annotation);
    let speaker = found.speaker.filter(|_| asked);
    let is_quote = matches!(annotation.detail, Detail::Quote { .. });
    let found = Proposal {
        cue: found.cue.filter(|_| speaker.is_some() && cue.is_none() && is_quote),
        form: found.form.filter(|_| form.is_none()),
        speaker,
    };
    if found.speaker.is_none() && found.form.is_none() {
        return None;
    }
    // An id is exact where two go by one name.
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
    Some(Proposed { speaker: name, form: found.form, cue, patch })
}
