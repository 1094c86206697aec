//! Suggestions: people, quotes with their speakers, and claims worth checking, in stages. Only the text, the
//! annotations and the models decide: the same input has the same output (tests/suggest/laws.rs).

mod apposed;
pub mod attribution;
mod between;
mod calls;
mod carried;
mod cast;
mod claims;
mod clause;
mod complement;
mod cues;
mod epithets;
mod gender;
mod grammar;
mod indirect;
mod known_as;
pub mod language;
mod lexicon;
mod mentions;
mod models;
mod name_parts;
pub mod names;
mod packed;
mod pairing;
mod pools;
mod pronouns;
mod prose;
mod quotations;
mod quotes;
mod reason;
mod runs;
mod said;
mod sensed;
mod senses;
mod speakers;
mod standing;
mod statements;
mod subjects;
mod titled;
mod told;
mod trailing;
mod transcript;
mod turns;
mod voices;

use std::collections::{BTreeMap, BTreeSet};

pub use language::TextLanguage;
pub use models::{Bearers, Models, ModelsError};
pub use names::NamedPerson;
pub use prose::Prose;
pub use reason::{Because, Reason};
pub use said::said;

use super::annotation::{Kind, Origin, QuoteForm};
use super::set::AnnotationSet;
use super::text::{Byte, TextRange};

/// One thing that the reader may accept or reject.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Its kind.
    pub kind: Kind,
    /// At least one; each non-empty, disjoint, in text order.
    pub spans: Vec<TextRange>,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// Why it is suggested.
    pub reason: Reason,
    /// The speaker of a quote or the claimant of a claim, if found. Of a person the name, where it is not the one
    /// of the text: "Mrs Ruiz" beside Carlos Ruiz.
    pub speaker: Option<SuggestedSpeaker>,
    /// The cue of a quote ("he said"), if found.
    pub cue: Option<TextRange>,
    /// The form of a quote; `None` for the other kinds.
    pub form: Option<QuoteForm>,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedSpeaker {
    /// The fullest name that the text has for them: "Robert Smith" where "he said" stands.
    pub name: String,
    /// The mention beside the verb of saying ("he"), if there is one.
    pub mention: Option<TextRange>,
}

/// What was found in an article.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedAll {
    /// The suggestions, by place. None overlaps an annotation or another suggestion of its kind.
    pub list: Vec<Suggestion>,
    /// The language of the text: people, speakers and claims are suggested in English alone.
    pub language: TextLanguage,
}

/// How sure a mention of a person must be to be suggested: of 100 suggested, more than 80 are right.
const SURE: f32 = 0.6;

/// How likely a person must be whom a quote makes sure, and how sure that quote.
const LIKELY: f32 = 0.4;
const SAID: f32 = 0.9;

/// Everything to suggest about an article beyond its annotations.
pub fn suggest(set: &AnnotationSet, models: &Models) -> SuggestedAll {
    let prose = Prose::of(set.article().text());
    let language = TextLanguage::of(set.details().language.as_deref(), &prose);
    let people = match language {
        TextLanguage::English => names::find(&prose, &marked_people(set), models),
        TextLanguage::Other => Vec::new(),
    };
    let named: Vec<TextRange> = people.iter().map(|person| person.range).collect();
    let mut list = said(&prose, language, &named, &|word| models.given_name(word));
    let people = with_speakers(set, people, &list);
    let sure = people.iter().filter(|person| person.score >= SURE);
    list.extend(sure.map(NamedPerson::suggestion));
    let mut list = unmarked(set, list);
    if language == TextLanguage::English {
        titled::tell_apart(set, &mut list, &|word| models.given_name(word));
    }
    SuggestedAll { list, language }
}

/// The people, of whom those who are likely and say something in quotation marks are sure: a name that no list has
/// is known by “…,” says Parata.
fn with_speakers(
    set: &AnnotationSet,
    mut people: Vec<NamedPerson>,
    said: &[Suggestion],
) -> Vec<NamedPerson> {
    let quotes = said.iter().filter(|one| one.form == Some(QuoteForm::Direct) && one.score > SAID);
    let speakers: BTreeSet<TextRange> =
        quotes.filter_map(|one| one.speaker.as_ref()?.mention).collect();
    let speak = |person: &&NamedPerson| {
        let is_full = set.article().slice(person.full).contains(' ');
        is_full && person.score >= LIKELY && speakers.contains(&person.range)
    };
    let full: BTreeSet<TextRange> = people.iter().filter(speak).map(|person| person.full).collect();
    for person in people.iter_mut().filter(|person| full.contains(&person.full)) {
        person.score = person.score.max(SURE);
    }
    people
}

/// The places of the people that the reader marked, in order. Those that were suggested are found again, and
/// so lead to nothing that was not suggested before.
fn marked_people(set: &AnnotationSet) -> Vec<TextRange> {
    let people = set.iter().filter(|one| one.kind() == Kind::Person);
    let people = people.filter(|one| one.origin != Origin::Suggestion);
    let mut places: Vec<TextRange> = people.flat_map(|one| one.spans.iter().copied()).collect();
    places.sort_unstable();
    places
}

/// Those that overlap no annotation and no stronger suggestion of their kind, by place.
fn unmarked(set: &AnnotationSet, list: Vec<Suggestion>) -> Vec<Suggestion> {
    let mut kept: Vec<Suggestion> = Vec::new();
    let mut taken = [Kind::Person, Kind::Claim, Kind::Quote].map(|kind| marked(set, kind));
    let mut ranked = list;
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
    for suggestion in ranked {
        let places = &mut taken[suggestion.kind as usize];
        if suggestion.spans.iter().all(|span| is_free(places, *span)) {
            for span in &suggestion.spans {
                places.insert(span.start, span.end);
            }
            kept.push(suggestion);
        }
    }
    kept.sort_by_key(|one| (one.spans.first().copied(), one.kind));
    kept
}

/// The places with an annotation of a kind, as disjoint ranges: the end of each by its start.
fn marked(set: &AnnotationSet, kind: Kind) -> BTreeMap<Byte, Byte> {
    let all = set.iter().filter(|one| one.kind() == kind);
    let mut spans: Vec<TextRange> = all.flat_map(|one| one.spans.iter().copied()).collect();
    spans.sort_unstable();
    let mut places = BTreeMap::new();
    let mut last: Option<TextRange> = None;
    for span in spans {
        let joined = last.filter(|last| span.start <= last.end);
        let start = joined.map_or(span.start, |last| last.start);
        let end = joined.map_or(span.end, |last| last.end.max(span.end));
        places.insert(start, end);
        last = Some(TextRange { start, end });
    }
    places
}

/// Whether a range overlaps none of these places.
fn is_free(places: &BTreeMap<Byte, Byte>, range: TextRange) -> bool {
    places.range(..range.end).next_back().is_none_or(|(_, end)| *end <= range.start)
}
