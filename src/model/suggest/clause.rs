//! The clause that reports what the reader marked: its verb, and who is the subject of it
//! (tests/native/attribution.rs).

use super::attribution::Speaker;
use super::runs::{Mentioned, is_pronoun, is_quote, mentioned_before, named, words};
use super::standing::{SubjectSort, SubjectStanding, has_speaker, is_manner, likeliest};
use crate::model::annotation::Annotation;
use crate::model::characters::lower;
use crate::model::names::Register;
use crate::model::reporting::{
    ELSEWHERE, NOUNS, PRONOUNS, SAYS_TOO, VERBS, is_adverb, is_conjunction, is_determiner,
    is_preposition,
};
use crate::model::set::AnnotationSet;
use crate::model::text::{Byte, TextRange};

/// A verb that reports, or what stands for one.
pub(super) struct Cue {
    /// The verb, with an adjacent pronoun.
    pub range: TextRange,
    /// The verb.
    verb: TextRange,
    /// Where to look for names.
    gap: TextRange,
    /// Its sort.
    sort: CueSort,
    /// The pronoun beside the verb, instead of a name.
    pronoun: Option<TextRange>,
    /// Whether its subject can stand behind it: “…,” said Smith.
    inverted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CueSort {
    Verb,
    /// "The announcement that".
    Noun,
    /// "According to".
    Source,
}

impl CueSort {
    fn of(word: &str) -> Option<Self> {
        let word = lower(word);
        let is = |list: &[&str]| list.contains(&word.as_str());
        match () {
            () if word == "according" => Some(Self::Source),
            () if is(NOUNS) => Some(Self::Noun),
            () => [VERBS, SAYS_TOO, ELSEWHERE].into_iter().any(is).then_some(Self::Verb),
        }
    }
}

/// The reporting verb in a gap.
pub(super) fn cue(set: &AnnotationSet, gap: TextRange, last: bool) -> Option<Cue> {
    let words = words(set, gap);
    let text = set.article().text();
    let word = |at: Option<usize>| at.and_then(|at| words.get(at));
    // The word before, if no quotation ends between.
    let before = |at: usize| {
        let before = word(at.checked_sub(1))?;
        let gap = text.get(before.0.end.index()..words.get(at)?.0.start.index())?;
        (!gap.contains(is_quote)).then_some(before)
    };
    let sort = |at: usize| {
        let sort = CueSort::of(words.get(at)?.1)?;
        let before = before(at).map_or("", |(_, word)| word);
        let speaks = has_speaker(before, words.get(at)?.1) && !is_determiner(before);
        (sort != CueSort::Verb || speaks).then_some((at, sort))
    };
    let mut all = (0..words.len()).filter_map(sort);
    let (at, sort) = if last { all.next_back() } else { all.next() }?;
    let verb = words.get(at)?.0;
    let is_beside_quote = !last || ends_speech(text, gap.start, verb.start);
    let leads = (0..=at).rev().take_while(|at| *at > 0 && before(*at).is_some());
    let leads = leads.filter_map(|at| words.get(at - 1)).all(|(_, word)| is_beside(word));
    let inverted = leads && (is_beside_quote || at == 0);
    let pronoun = |word: Option<&(TextRange, &str)>| {
        word.filter(|(_, word)| is_pronoun(word)).map(|(range, _)| *range)
    };
    let before = pronoun(before(at));
    let after = pronoun(word(Some(at + 1))).filter(|_| before.is_none() && inverted);
    let range = TextRange {
        start: before.map_or(verb.start, |word| word.start),
        end: after.map_or(verb.end, |word| word.end),
    };
    Some(Cue { range, verb, gap, sort, pronoun: before.or(after), inverted })
}

/// Whether speech ends before a verb, by its last closing mark: “Come in,” said Smith.
fn ends_speech(text: &str, from: Byte, verb: Byte) -> bool {
    let before = text.get(from.index()..verb.index()).unwrap_or_default();
    let speech = before.trim_end_matches(|c| !is_quote(c)).trim_end_matches(is_quote);
    speech.ends_with([',', '?', '!', '…', '—', '–', '.'])
}

/// Whether a word may stand between a subject and its verb.
fn is_beside(word: &str) -> bool {
    is_adverb(word) || is_manner(word)
}

/// Who is the subject of a verb, and for "he" the last person mentioned before.
pub(super) fn subject(
    set: &AnnotationSet,
    everybody: &Register,
    cue: &Cue,
    of: &Annotation,
) -> Option<Speaker> {
    if let Some(pronoun) = cue.pronoun {
        let before = of.start().min(cue.range.start);
        return meant(set, everybody, pronoun, before);
    }
    let all = named(set, everybody, cue.gap);
    let mut behind = all.iter().filter(|one| one.range.start >= cue.verb.end);
    // A pronoun beside the verb is in the cue: “…,” said the woman, who left.
    let can_speak = |one: &&Mentioned| one.speaker.is_some() || cue.sort == CueSort::Source;
    let behind = behind.find(|one| !owns(set, one.range) && can_speak(one));
    let found = if cue.inverted || cue.sort == CueSort::Source {
        behind.or_else(|| subject_before(set, cue, &all).flatten())
    } else {
        subject_before(set, cue, &all).unwrap_or(behind)
    };
    let found = found?;
    match &found.speaker {
        Some(speaker) => Some(speaker.clone()),
        None => meant(set, everybody, found.range, found.range.start),
    }
}

/// The subject before a verb; nobody where it is only described, `None` where there is none.
fn subject_before<'a>(
    set: &AnnotationSet,
    cue: &Cue,
    all: &'a [Mentioned],
) -> Option<Option<&'a Mentioned>> {
    let before: Vec<&Mentioned> =
        all.iter().take_while(|one| one.range.end <= cue.verb.start).collect();
    let text = set.article().text();
    let words = words(set, TextRange { start: cue.gap.start, end: cue.verb.start });
    let count = words.len() - words.iter().rev().take_while(|(_, word)| is_beside(word)).count();
    let words = words.get(..count).unwrap_or_default();
    let close = words.last().map_or(cue.gap.start, |(range, _)| range.end);
    let comma = text.get(close.index()..).is_some_and(|rest| rest.starts_with([',', ')']));
    let standings = before.iter().enumerate().map(|(at, one)| {
        let next = words.iter().find(|(range, _)| range.start >= one.range.end);
        let previous = words.iter().rev().find(|(range, _)| range.end <= one.range.start);
        let rest = text.get(one.range.end.index()..).unwrap_or_default();
        let opens = rest.starts_with(',') || rest.starts_with(" (");
        SubjectStanding {
            sort: match one.speaker {
                None => SubjectSort::Pronoun,
                Some(_) if one.is_person => SubjectSort::Person,
                Some(_) => SubjectSort::Other,
            },
            gap: words.iter().filter(|(range, _)| range.start >= one.range.end).count()
                + usize::from(comma),
            first: at == 0,
            apposed: comma && (opens || next.is_some_and(|(_, word)| is_preposition(word))),
            object: previous.is_some_and(|(range, word)| {
                text.get(range.end.index()..one.range.start.index()) == Some(" ")
                    && is_preposition(word)
            }),
            owner: cue.sort == CueSort::Verb && owns(set, one.range),
        }
    });
    let found = likeliest(standings).and_then(|at| before.get(at)).copied();
    let adjacent = found.is_some_and(|one| comma || one.range.end >= close);
    let part = |one: &Mentioned| owns(set, one.range) || hangs(text, words, one.range);
    let hangs = found.is_some_and(part) && !comma;
    let last = before.last().filter(|one| !one.is_person && one.speaker.is_some());
    let described = is_described(words) || last.is_some_and(|one| describes(text, words, one));
    // Of "defended the plan, promising" the nearest noun is no subject.
    let finite = !set.article().slice(cue.verb).ends_with("ing");
    if cue.sort == CueSort::Verb && (hangs || finite && !adjacent && described) {
        return Some(None);
    }
    found.map(Some)
}

/// Whether a name is part of somebody's description: "a spokesman for Smith".
fn hangs(text: &str, words: &[(TextRange, &str)], name: TextRange) -> bool {
    let before = words.iter().rev().skip_while(|(range, _)| range.end > name.start);
    let mut before = before.filter(|(_, word)| !is_determiner(word));
    let Some((range, word)) = before.next() else { return false };
    let beside = text.get(range.end.index()..name.start.index());
    let beside = beside.is_some_and(|gap| !gap.contains([',', ';', ':', '—']));
    // "With Smith saying that".
    let with = word.eq_ignore_ascii_case("with");
    beside && is_preposition(word) && !is_conjunction(word) && !with && before.next().is_some()
}

/// Whether a name is part of the description behind it: "Swiss officials".
fn describes(text: &str, words: &[(TextRange, &str)], name: &Mentioned) -> bool {
    let rest: Vec<_> = words.iter().filter(|(range, _)| range.start >= name.range.end).collect();
    let gap =
        rest.first().and_then(|(range, _)| text.get(name.range.end.index()..range.start.index()));
    matches!(gap, Some(" " | ". ")) && rest.iter().all(|(_, word)| is_inner(word))
}

/// Whether words end with a description: "the pedestrian".
fn is_described(words: &[(TextRange, &str)]) -> bool {
    let near = words.iter().rev().take(5).take_while(|(_, word)| is_inner(word));
    near.skip(1).any(|(_, word)| is_determiner(word))
}

/// Whether a word may stand inside a description.
fn is_inner(word: &str) -> bool {
    let ends = is_preposition(word) || is_conjunction(word) || is_pronoun(word);
    !ends && CueSort::of(word).is_none()
}

/// Whether a name only owns something: "Smith’s lawyer".
fn owns(set: &AnnotationSet, name: TextRange) -> bool {
    let rest = set.article().text().get(name.end.index()..).unwrap_or_default();
    let inside = set.article().slice(name);
    rest.starts_with(['\'', '’']) || inside.ends_with("'s") || inside.ends_with("’s")
}

/// Whom a pronoun means: the last person mentioned before it who is not known to take another one, or nobody in
/// particular.
fn meant(
    set: &AnnotationSet,
    everybody: &Register,
    pronoun: TextRange,
    before: Byte,
) -> Option<Speaker> {
    let word = lower(set.article().slice(pronoun));
    let is_one = PRONOUNS.contains(&word.as_str()) && word != "they";
    let who = || mentioned_before(set, everybody, before, &word).map(Speaker::Known);
    is_one.then(who).flatten()
}
