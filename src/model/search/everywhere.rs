//! Search in everything said about a text: notes, tags, labels, people, sources. Each of those texts is found
//! once, at its first hit (tests/native/searching.rs).

use super::folded::Folded;
use super::{Strict, TextSearch};
use crate::model::repeats::check_of;
use crate::model::text::TextRange;
use crate::model::{Actor, ActorId, Annotation, AnnotationId, AnnotationSet};

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it was found in.
    pub place: HitPlace,
    /// Where: in the article for [`HitPlace::Text`] and [`HitPlace::Words`], otherwise in [`HitPlace::text`].
    pub range: TextRange,
}

/// The texts that are searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitPlace {
    /// The title of the article.
    Title,
    /// The text of the article.
    Text,
    /// The text of an annotation.
    Words(AnnotationId),
    /// The label of an annotation.
    Label(AnnotationId),
    /// One of its tags, by index.
    Tag(AnnotationId, usize),
    /// Its note.
    Note(AnnotationId),
    /// The explanation of a verdict.
    Explanation(AnnotationId),
    /// A source of a verdict, by index.
    Source(AnnotationId, usize, SourcePart),
    /// The name of somebody in the register.
    Name(ActorId),
    /// Their role.
    Role(ActorId),
    /// The note about them.
    ActorNote(ActorId),
}

/// The parts of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourcePart {
    /// Its title.
    Title,
    /// Its address.
    Url,
    /// The relevant passage.
    Quotation,
}

impl HitPlace {
    /// The annotation it belongs to.
    pub fn annotation(&self) -> Option<&AnnotationId> {
        match self {
            Self::Words(id)
            | Self::Label(id)
            | Self::Tag(id, _)
            | Self::Note(id)
            | Self::Explanation(id)
            | Self::Source(id, ..) => Some(id),
            Self::Title | Self::Text | Self::Name(_) | Self::Role(_) | Self::ActorNote(_) => None,
        }
    }

    /// The entry of the register it belongs to.
    pub fn actor(&self) -> Option<&ActorId> {
        match self {
            Self::Name(id) | Self::Role(id) | Self::ActorNote(id) => Some(id),
            _ => None,
        }
    }

    /// The text itself; `None` if it is gone.
    pub fn text<'a>(&self, set: &'a AnnotationSet) -> Option<&'a str> {
        let texts = match (self, self.annotation(), self.actor()) {
            (Self::Title, ..) => return Some(&set.details().title),
            (Self::Text | Self::Words(_), ..) => return Some(set.article().text()),
            (_, Some(id), _) => texts_of(set.get(id)?),
            (_, _, Some(id)) => texts_about(set.actor(id)?),
            (_, None, None) => return None,
        };
        texts.into_iter().find(|(place, _)| place == self).map(|(_, text)| text)
    }
}

/// A search in many short texts, one after the other.
#[derive(Debug)]
pub struct Matcher {
    words: String,
    how: Strict,
    whole: bool,
}

impl Matcher {
    /// Prepares a search.
    pub fn of(search: &TextSearch) -> Self {
        Self { words: search.folded(), how: search.strict(), whole: search.whole_words }
    }

    /// The first place of the words in a text.
    pub fn first(&self, text: &str) -> Option<TextRange> {
        if text.is_empty() || self.words.is_empty() {
            return None;
        }
        let folded = Folded::new(text, self.how);
        folded.next(text, &self.words, self.whole, 0).map(|(range, _)| range)
    }

    /// Whether an annotation has the words in its text, in what is said about it, or in the name or role of
    /// its person, speaker or claimant.
    pub fn is_in(&self, set: &AnnotationSet, one: &Annotation) -> bool {
        let has = |text: &str| self.first(text).is_some();
        let actor = one.actor().and_then(|id| set.actor(id));
        one.spans.iter().any(|span| has(set.article().slice(*span)))
            || texts_of(one).into_iter().any(|(_, text)| has(text))
            || actor.is_some_and(|actor| has(&actor.name) || has(&actor.role))
    }
}

/// Texts, and what they are.
pub type Texts<'a> = Vec<(HitPlace, &'a str)>;

/// What is said about an annotation, beside its people.
pub fn texts_of(one: &Annotation) -> Texts<'_> {
    let id = || one.id.clone();
    let mut texts: Texts<'_> = Vec::new();
    texts.extend(one.label.as_ref().map(|label| (HitPlace::Label(id()), label.as_str())));
    texts.extend((0..).zip(&one.tags).map(|(at, tag)| (HitPlace::Tag(id(), at), tag.as_str())));
    if !one.note.is_empty() {
        texts.push((HitPlace::Note(id()), &one.note));
    }
    if let Some(check) = check_of(one) {
        texts.push((HitPlace::Explanation(id()), &check.explanation));
        for (at, source) in check.sources.iter().enumerate() {
            let part = |part| HitPlace::Source(id(), at, part);
            texts.push((part(SourcePart::Title), &source.title));
            texts.push((part(SourcePart::Url), &source.url));
            texts.push((part(SourcePart::Quotation), &source.quotation));
        }
    }
    texts
}

/// What is said about a person.
pub fn texts_about(actor: &Actor) -> Texts<'_> {
    let id = || actor.id.clone();
    vec![
        (HitPlace::Name(id()), &actor.name),
        (HitPlace::Role(id()), &actor.role),
        (HitPlace::ActorNote(id()), &actor.note),
    ]
}

/// Everything found in an article and what is said about it: first in its title and text, then with the
/// annotations in text order, then with the people.
pub fn everywhere(set: &AnnotationSet, search: &TextSearch) -> Vec<Hit> {
    let text = search.find(set.article().text());
    let title = Matcher::of(search).first(&set.details().title);
    let title = title.map(|range| Hit { place: HitPlace::Title, range });
    let others = beside(set, search, &text);
    let text = text.into_iter().map(|range| Hit { place: HitPlace::Text, range });
    title.into_iter().chain(text).chain(others).collect()
}

/// Everything found beside the title and the text, in which the search found `text`.
pub fn beside(set: &AnnotationSet, search: &TextSearch, text: &[TextRange]) -> Vec<Hit> {
    let matcher = Matcher::of(search);
    beside_by(set, text, |text| matcher.first(text))
}

/// The same, where `first` tells the first place in each of the texts; it is asked once for each, always in the
/// same order.
pub fn beside_by(
    set: &AnnotationSet,
    text: &[TextRange],
    mut first: impl FnMut(&str) -> Option<TextRange>,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut add = |hits: &mut Vec<Hit>, texts: Texts<'_>| {
        for (place, text) in texts {
            hits.extend(first(text).map(|range| Hit { place, range }));
        }
    };
    for one in set.iter() {
        let within = |span: &TextRange| {
            let next = text.partition_point(|hit| hit.start < span.start);
            text.get(next).copied().filter(|hit| hit.end <= span.end)
        };
        let words = one.spans.iter().find_map(within);
        hits.extend(words.map(|range| Hit { place: HitPlace::Words(one.id.clone()), range }));
        add(&mut hits, texts_of(one));
    }
    set.actors().for_each(|actor| add(&mut hits, texts_about(actor)));
    hits
}
