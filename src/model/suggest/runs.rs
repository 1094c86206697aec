//! Who is named in a stretch of text: marked people, entries of the register, runs of capitalised words and
//! institutions (tests/native/attribution.rs).

use super::attribution::Speaker;
use crate::model::actor::{ActorId, ActorSort};
use crate::model::annotation::Detail;
use crate::model::characters::lower;
use crate::model::names::{Match, Register, is_title, is_titled};
use crate::model::order;
use crate::model::reporting::{
    HEADS, NOBODY, PRONOUNS, is_conjunction, is_day, is_determiner, is_preposition, is_subject,
};
use crate::model::set::AnnotationSet;
use crate::model::text::{BlockIndex, Byte, TextRange};

/// Somebody in the clause of a verb.
pub(super) struct Mentioned {
    pub range: TextRange,
    /// `None` for a pronoun.
    pub speaker: Option<Speaker>,
    pub is_person: bool,
}

/// Everybody named in a gap and the pronouns there, by place.
pub(super) fn named(set: &AnnotationSet, everybody: &Register, gap: TextRange) -> Vec<Mentioned> {
    let mut found: Vec<Mentioned> = Vec::new();
    for one in set.touching(gap) {
        if let (Detail::Person { actor: Some(actor) }, Some(span)) =
            (&one.detail, one.spans.first())
            && gap.start <= span.start
            && span.end <= gap.end
        {
            let speaker = Some(Speaker::Known(actor.clone()));
            found.push(Mentioned { range: *span, speaker, is_person: true });
        }
    }
    let marked = found.len();
    for range in capitalised(set, gap) {
        if found.iter().take(marked).any(|one| one.range.overlaps(range)) {
            continue;
        }
        let known = entry(set, everybody, range);
        // "Minister" or "University" alone, as in headlines, is nobody.
        let is_bare = |word: &str| is_title(word) || HEADS.contains(&lower(word).as_str());
        if known.is_none() && set.article().slice(range).split_whitespace().all(is_bare) {
            continue;
        }
        let is_person = person(set, everybody, range).is_some();
        let speaker = Some(known.map_or(Speaker::Words(range), Speaker::Known));
        found.push(Mentioned { range, speaker, is_person });
    }
    let text = set.article().text();
    let pronouns = words(set, gap)
        .into_iter()
        .filter(|(range, word)| is_pronoun(word) && !is_quoted(text, gap.start, range.start));
    found.extend(pronouns.map(|(range, _)| Mentioned { range, speaker: None, is_person: false }));
    order::by_key(found, |one| one.range)
}

/// Farthest an earlier mention is searched for in one paragraph, in bytes: it may be as long as a book.
const FAR: usize = 8 << 10;

/// The last person mentioned before a place whom a pronoun can mean, in its paragraph or the two before. Nobody,
/// if a title tells that the last one is a person of whom the register does not know.
pub(super) fn mentioned_before(
    set: &AnnotationSet,
    everybody: &Register,
    at: Byte,
    pronoun: &str,
) -> Option<ActorId> {
    let block = set.article().block_at(at);
    let blocks = BlockIndex(block.0.saturating_sub(4)).up_to(block.plus(1)).rev();
    let last = blocks.into_iter().find_map(|block| {
        let block = set.article().block(block)?.range;
        let end = block.end.min(at);
        let far = set.article().text().floor_char_boundary(end.index().saturating_sub(FAR));
        let before = TextRange { start: block.start.max(Byte::at(far)), end };
        let marked = set.touching(before);
        let marked = marked.iter().rev().find_map(|one| match &one.detail {
            Detail::Person { actor: Some(actor) }
                if one.start() < at && is_meant(set, pronoun, (one.start(), at), Some(actor)) =>
            {
                Some((one.start(), Some(actor.clone())))
            }
            _ => None,
        });
        // An unmarked name counts too, if it belongs to somebody in the register.
        let runs = if before.start < before.end { capitalised(set, before) } else { Vec::new() };
        let mut runs = runs.into_iter().rev();
        let unmarked = runs.find_map(|run| {
            let who = person(set, everybody, run)?;
            is_meant(set, pronoun, (run.start, at), who.as_ref()).then_some((run.start, who))
        });
        match (marked, unmarked) {
            (Some((place, actor)), Some((other, _))) if place >= other => Some(actor),
            (marked, unmarked) => unmarked.or(marked).map(|(_, actor)| actor),
        }
    });
    last.flatten()
}

/// Whether a pronoun can mean whoever is named at a place before it: by what is said there, otherwise by what is
/// said where the same person is named elsewhere.
#[inline(never)]
fn is_meant(
    set: &AnnotationSet,
    pronoun: &str,
    (place, at): (Byte, Byte),
    actor: Option<&ActorId>,
) -> bool {
    let near = set.article().text().floor_char_boundary(at.index().saturating_sub(FAR));
    let near = set.touching(TextRange { start: Byte::at(near), end: at });
    let others = near.iter().filter(|one| actor.is_some() && one.actor() == actor);
    let mut places = std::iter::once(place).chain(others.map(|one| one.start()));
    let theirs = places.find_map(|place| pronoun_of(set, place, at));
    !matches!(pronoun, "he" | "she") || theirs.is_none_or(|theirs| theirs == pronoun)
}

/// Farthest behind a name a pronoun tells whether it is a man's or a woman's, in bytes.
const TELLING: usize = 240;

/// Longest title before a name, with its blank, in bytes.
const TITLE: usize = 5;

/// The pronoun of somebody named at a place, as far as the text up to another place tells: by "Mr" or "Mrs"
/// before the name, otherwise by the first pronoun behind it, before another name.
fn pronoun_of(set: &AnnotationSet, name: Byte, until: Byte) -> Option<&'static str> {
    let text = set.article().text();
    let start = Byte::at(text.floor_char_boundary(name.index().saturating_sub(TITLE)));
    let end = Byte::at(text.floor_char_boundary(until.index().min(name.index() + TELLING)));
    let mut own = true;
    for (range, word) in words(set, TextRange { start, end }) {
        let capital = word.starts_with(char::is_uppercase);
        own &= capital || range.start < name;
        let told = match lower(word).as_str() {
            "mr" | "sir" | "lord" | "he" | "his" | "him" => Some("he"),
            "mrs" | "ms" | "miss" | "dame" | "lady" | "she" | "her" => Some("she"),
            _ => None,
        };
        let told = told.filter(|_| capital || !own);
        if told.is_some() || capital && !own && !is_nobody(word) {
            return told;
        }
    }
    None
}

/// The entry of the register with this name, or a longer form of it.
fn entry(set: &AnnotationSet, everybody: &Register, words: TextRange) -> Option<ActorId> {
    let (id, how) = everybody.find(set.article().slice(words))?;
    matches!(how, Match::Same | Match::Shorter).then(|| id.clone())
}

/// Who is meant by words that name a person: an entry of the register, though never a ministry, or somebody with
/// a title who is not in it.
fn person(set: &AnnotationSet, everybody: &Register, words: TextRange) -> Option<Option<ActorId>> {
    match entry(set, everybody, words) {
        Some(id) => {
            let is_person = set.actor(&id).is_some_and(|actor| actor.sort == ActorSort::Person);
            is_person.then_some(Some(id))
        }
        None => is_titled(set.article().slice(words)).then_some(None),
    }
}

pub(super) fn is_pronoun(word: &str) -> bool {
    // "WHO" is an institution.
    if word.len() > 1 && word.chars().all(char::is_uppercase) {
        return false;
    }
    is_subject(word) && !word.eq_ignore_ascii_case("one")
        || PRONOUNS.contains(&lower(word).as_str())
}

/// Whether a word names nobody, though it begins a sentence with a capital.
fn is_nobody(word: &str) -> bool {
    let kinds = [is_determiner, is_preposition, is_conjunction, is_day];
    is_pronoun(word)
        || kinds.iter().any(|is_kind| is_kind(word))
        || NOBODY.contains(&lower(word).as_str())
}

/// Runs of capitalised words, with the noun of an institution ("Kremlin press service"). Names inside
/// quotations are not those of the speaker.
fn capitalised(set: &AnnotationSet, gap: TextRange) -> Vec<TextRange> {
    let mut runs: Vec<TextRange> = Vec::new();
    let text = set.article().text();
    let words = words(set, gap);
    for (at, (range, word)) in words.iter().enumerate() {
        let (range, word) = (*range, *word);
        if let Some(run) = runs.last_mut()
            && let Some(end) = head_behind(text, &words, at, run.end)
        {
            run.end = end;
        }
        if is_quoted(text, gap.start, range.start) {
            continue;
        }
        let capital = word.starts_with(char::is_uppercase);
        if !capital || is_nobody(word) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if goes_on(text, *run, range) => run.end = range.end,
            _ => runs.push(range),
        }
    }
    runs
}

/// Whether a place is inside a quotation that begins behind `from`.
pub(super) fn is_quoted(text: &str, from: Byte, at: Byte) -> bool {
    let before = text.get(from.index()..at.index()).unwrap_or_default();
    let count = |marks: &[char]| before.chars().filter(|c| marks.contains(c)).count();
    count(&['“', '„', '«', '「']) > count(&['”', '»', '」']) || !count(&['"']).is_multiple_of(2)
}

/// Whether a word belongs to the run before it: behind a blank, or behind a title with its full stop.
fn goes_on(text: &str, run: TextRange, word: TextRange) -> bool {
    let title = || text.get(run.start.index()..run.end.index())?.split_whitespace().next_back();
    match text.get(run.end.index()..word.start.index()) {
        Some(" ") => true,
        // "University of Leeds"
        Some(" of ") => title().is_some_and(|word| HEADS.contains(&lower(word).as_str())),
        Some(". ") => title().is_some_and(is_title),
        _ => false,
    }
}

/// The end of "press service" or "ministry" if it continues the run that ends at `end`.
fn head_behind(text: &str, words: &[(TextRange, &str)], at: usize, end: Byte) -> Option<Byte> {
    let (first, _) = words.get(at)?;
    let beside = |from: Byte, to: Byte| text.get(from.index()..to.index()) == Some(" ");
    let heads = words.iter().skip(at).take(2).scan(end, |end, (range, word)| {
        beside(*end, range.start).then(|| {
            *end = range.end;
            (range.end, HEADS.contains(word))
        })
    });
    let found = heads.filter(|(_, head)| *head).last().map(|(end, _)| end);
    found.filter(|_| first.start >= end)
}

/// The words of a range, without a possessive.
pub(super) fn words(set: &AnnotationSet, gap: TextRange) -> Vec<(TextRange, &str)> {
    let text = set.article().slice(gap);
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.');
    let mut words = Vec::new();
    for piece in text.split(|c: char| !inner(c)) {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        if word.is_empty() {
            continue;
        }
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if let (Ok(at), Ok(len)) = (u32::try_from(at), u32::try_from(word.len())) {
            let start = Byte(gap.start.0 + at);
            words.push((TextRange { start, end: Byte(start.0 + len) }, word));
        }
    }
    words
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '‘'
    )
}
