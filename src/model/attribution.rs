//! The likely speaker of a quote or claimant of a claim: by the reporting verb beside it and the nearest
//! name. Only a suggestion, until the reader accepts it (tests/native/attribution.rs).

use super::actor::{ActorId, ActorSort};
use super::annotation::{Annotation, Detail, Kind, QuoteForm};
use super::names::{Match, Register, is_title, is_titled};
use super::order;
use super::reporting::{ELSEWHERE, HEADS, NOBODY, NOUNS, PRONOUNS, SAYS_TOO, VERBS};
use super::sentences::sentences;
use super::set::AnnotationSet;
use super::text::{BlockIndex, Byte, TextRange};

/// A suggestion about a quote or a claim.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SuggestedAttribution {
    /// The speaker or claimant.
    pub speaker: Option<Speaker>,
    /// The cue.
    pub cue: Option<TextRange>,
    /// The form of a quote.
    pub form: Option<QuoteForm>,
}

/// A suggested speaker or claimant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// An entry of the register.
    Known(ActorId),
    /// Somebody named by this text, who is not in the register yet.
    Words(TextRange),
}

/// The suggestions for an annotation; none for a person's mention. `everybody` is the register of the set, by
/// [`Register::of_all`].
pub fn suggest(
    set: &AnnotationSet,
    everybody: &Register,
    annotation: &Annotation,
) -> SuggestedAttribution {
    let form = match annotation.kind() {
        Kind::Person => return SuggestedAttribution::default(),
        Kind::Claim => None,
        Kind::Quote => Some(form(set, annotation)),
    };
    if let Some(speaker) = quoted_by(set, annotation) {
        return SuggestedAttribution { speaker: Some(Speaker::Known(speaker)), cue: None, form };
    }
    let gaps = gaps(set, annotation).into_iter();
    let inside = stands_inside(set, annotation);
    let gaps = gaps.map(|gap| if inside { of_outer(set, gap, annotation) } else { gap });
    let cues = gaps.filter(|gap| gap.start < gap.end).filter_map(|gap| {
        // Before the quote the last verb counts, after it the first.
        cue(set, gap, gap.end == annotation.start())
    });
    let near = order::by_key(cues, |cue| {
        let before = annotation.start().0.checked_sub(cue.range.end.0);
        before.or_else(|| cue.range.start.0.checked_sub(annotation.end().0)).unwrap_or(0)
    });
    // The nearest that names somebody, otherwise the nearest.
    let named = near.iter().find_map(|cue| Some((cue, nearest(set, everybody, cue, annotation)?)));
    let (verb, speaker) = named.map_or((near.first(), None), |(cue, who)| (Some(cue), Some(who)));
    SuggestedAttribution { speaker, cue: verb.map(|cue| cue.range), form }
}

/// Direct, indirect or mixed, by the quotation marks in and around the spans.
pub fn form(set: &AnnotationSet, annotation: &Annotation) -> QuoteForm {
    let article = set.article();
    let text = article.text();
    let mut enclosed = 0;
    let mut marked = false;
    for span in &annotation.spans {
        let inside = article.slice(*span).trim();
        let before = text.get(..span.start.index()).and_then(|text| text.chars().next_back());
        // The full stop before the closing mark is often left out.
        let after = text.get(span.end.index()..).map(|text| text.trim_start_matches(is_stop));
        let after = after.and_then(|text| text.chars().next());
        let own =
            inside.starts_with(is_quote) && inside.trim_end_matches(is_stop).ends_with(is_quote);
        let around = before.is_some_and(is_quote)
            && (after.is_some_and(is_quote) || inside.ends_with(is_quote));
        let opened = inside.starts_with(is_quote) && after.is_some_and(is_quote);
        enclosed += usize::from(own || around || opened);
        marked |= inside.contains(is_quote);
    }
    match (enclosed == annotation.spans.len(), marked || enclosed > 0) {
        (true, _) => QuoteForm::Direct,
        (false, true) => QuoteForm::Mixed,
        (false, false) => QuoteForm::Indirect,
    }
}

/// The speaker of a quote that contains all of a claim.
fn quoted_by(set: &AnnotationSet, claim: &Annotation) -> Option<ActorId> {
    if claim.kind() != Kind::Claim {
        return None;
    }
    let start = TextRange { start: claim.start(), end: Byte(claim.start().0 + 1) };
    set.touching(start).iter().find_map(|quote| match &quote.detail {
        Detail::Quote { speaker: Some(speaker), .. } => {
            let inside = |span: &TextRange| {
                quote.spans.iter().any(|whole| whole.start <= span.start && span.end <= whole.end)
            };
            claim.spans.iter().all(inside).then(|| speaker.clone())
        }
        _ => None,
    })
}

/// The text of its sentences outside its spans: between the parts, after them, before them.
fn gaps(set: &AnnotationSet, annotation: &Annotation) -> Vec<TextRange> {
    let article = set.article();
    let sentence = |at: Byte| {
        let block = article.block(article.block_at(at))?;
        let from = block.range.start.0;
        let at = (at.0 - from) as usize;
        let found =
            sentences(article.slice(block.range)).into_iter().find(|range| at < range.end)?;
        let byte = |at: usize| u32::try_from(at).map(|at| Byte(from + at)).ok();
        Some(TextRange { start: byte(found.start)?, end: byte(found.end)? })
    };
    let spans = &annotation.spans;
    let mut gaps: Vec<TextRange> =
        spans.windows(2).map(|pair| TextRange { start: pair[0].end, end: pair[1].start }).collect();
    let last = article.text().floor_char_boundary(annotation.end().index().saturating_sub(1));
    let after =
        sentence(Byte::at(last)).map(|whole| TextRange { start: annotation.end(), end: whole.end });
    let before = sentence(annotation.start());
    let before = before.map(|whole| TextRange { start: whole.start, end: annotation.start() });
    gaps.extend(after);
    gaps.extend(before);
    gaps.retain(|gap| gap.start < gap.end);
    gaps
}

/// Whether a quote has marks of its own, so that one around it is somebody else's.
fn stands_inside(set: &AnnotationSet, annotation: &Annotation) -> bool {
    let first = annotation.spans.first().map(|span| set.article().slice(*span));
    annotation.kind() == Kind::Quote
        && first.is_some_and(|words| words.trim_start().starts_with(is_quote))
}

/// A gap up to the marks of the quotation in which a quote stands: whoever says the outer one does not say the
/// inner one.
fn of_outer(set: &AnnotationSet, gap: TextRange, inner: &Annotation) -> TextRange {
    let words = set.article().slice(gap);
    let mut open: Vec<usize> = Vec::new();
    for (at, letter) in words.char_indices() {
        match letter {
            '“' | '„' | '«' | '「' => open.push(at + letter.len_utf8()),
            '”' | '»' | '」' if open.pop().is_none() && gap.start == inner.end() => {
                return TextRange { start: gap.start, end: Byte(gap.start.0 + Byte::at(at).0) };
            }
            _ => {}
        }
    }
    let outer = open.last().filter(|_| gap.end == inner.start());
    let start = outer.map_or(gap.start, |at| Byte(gap.start.0 + Byte::at(*at).0));
    TextRange { start, end: gap.end }
}

struct Cue {
    /// The verb, with an adjacent pronoun.
    range: TextRange,
    /// Where to look for names.
    gap: TextRange,
    /// Whether it has "he" instead of a name.
    pronoun: bool,
}

/// The reporting verb in a gap.
fn cue(set: &AnnotationSet, gap: TextRange, last: bool) -> Option<Cue> {
    let words = words(set, gap);
    let is_verb = |(_, word): &(TextRange, &str)| {
        let word = word.to_lowercase();
        [VERBS, NOUNS, SAYS_TOO, ELSEWHERE].iter().any(|words| words.contains(&word.as_str()))
    };
    let at = if last { words.iter().rposition(is_verb) } else { words.iter().position(is_verb) }?;
    let pronoun = |at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.filter(|(_, word)| is_pronoun(word)).map(|(range, _)| *range)
    };
    let verb = words[at].0;
    let (before, after) = (pronoun(at.checked_sub(1)), pronoun(Some(at + 1)));
    let range = TextRange {
        start: before.map_or(verb.start, |word| word.start),
        end: after.filter(|_| before.is_none()).map_or(verb.end, |word| word.end),
    };
    Some(Cue { range, gap, pronoun: before.or(after).is_some() })
}

/// The name next to a verb; for "he", the last person mentioned before it.
fn nearest(
    set: &AnnotationSet,
    everybody: &Register,
    cue: &Cue,
    of: &Annotation,
) -> Option<Speaker> {
    let before = of.start().min(cue.range.start);
    if cue.pronoun {
        return mentioned_before(set, everybody, before).map(Speaker::Known);
    }
    let mut found: Vec<(TextRange, Speaker)> = Vec::new();
    for one in set.touching(cue.gap) {
        if let (Detail::Person { actor: Some(actor) }, Some(span)) =
            (&one.detail, one.spans.first())
            && cue.gap.start <= span.start
            && span.end <= cue.gap.end
        {
            found.push((*span, Speaker::Known(actor.clone())));
        }
    }
    for range in capitalised(set, cue.gap) {
        if found.iter().any(|(span, _)| span.overlaps(range)) {
            continue;
        }
        let known = named(set, everybody, range);
        found.push((range, known.map_or(Speaker::Words(range), Speaker::Known)));
    }
    let pronoun = words(set, cue.gap).into_iter().find(|(_, word)| is_pronoun(word));
    if found.is_empty() && pronoun.is_some() {
        // "He struck a firm tone, saying": an earlier mention tells who that is.
        return mentioned_before(set, everybody, cue.gap.start).map(Speaker::Known);
    }
    let distance = |range: &TextRange| {
        let before = cue.range.start.0.checked_sub(range.end.0);
        before.or_else(|| range.start.0.checked_sub(cue.range.end.0)).unwrap_or(0)
    };
    found.into_iter().min_by_key(|(range, _)| distance(range)).map(|(_, speaker)| speaker)
}

/// Farthest an earlier mention is searched for in one paragraph, in bytes: it may be as long as a book.
const FAR: usize = 8 << 10;

/// The last person mentioned before a place, in its paragraph or the two before. Nobody, if a title tells that
/// the last one is a person of whom the register does not know.
fn mentioned_before(set: &AnnotationSet, everybody: &Register, at: Byte) -> Option<ActorId> {
    let block = set.article().block_at(at);
    let blocks = BlockIndex(block.0.saturating_sub(4)).up_to(block.plus(1)).rev();
    let last = blocks.into_iter().find_map(|block| {
        let block = set.article().block(block)?.range;
        let end = block.end.min(at);
        let far = set.article().text().floor_char_boundary(end.index().saturating_sub(FAR));
        let before = TextRange { start: block.start.max(Byte::at(far)), end };
        let marked = set.touching(before);
        let marked = marked.iter().rev().find_map(|one| match &one.detail {
            Detail::Person { actor: Some(actor) } if one.start() < at => {
                Some((one.start(), Some(actor.clone())))
            }
            _ => None,
        });
        // An unmarked name counts too, if it belongs to somebody in the register.
        let runs = if before.start < before.end { capitalised(set, before) } else { Vec::new() };
        let mut runs = runs.into_iter().rev();
        let unmarked = runs.find_map(|run| Some((run.start, person(set, everybody, run)?)));
        match (marked, unmarked) {
            (Some((place, actor)), Some((other, _))) if place >= other => Some(actor),
            (marked, unmarked) => unmarked.or(marked).map(|(_, actor)| actor),
        }
    });
    last.flatten()
}

/// The entry of the register with this name, or a longer form of it.
fn named(set: &AnnotationSet, everybody: &Register, words: TextRange) -> Option<ActorId> {
    let (id, how) = everybody.find(set.article().slice(words))?;
    matches!(how, Match::Same | Match::Shorter).then(|| id.clone())
}

/// Who is meant by words that name a person: an entry of the register, though never a ministry, or somebody with
/// a title who is not in it.
fn person(set: &AnnotationSet, everybody: &Register, words: TextRange) -> Option<Option<ActorId>> {
    match named(set, everybody, words) {
        Some(id) => {
            let is_person = set.actor(&id).is_some_and(|actor| actor.sort == ActorSort::Person);
            is_person.then_some(Some(id))
        }
        None => is_titled(set.article().slice(words)).then_some(None),
    }
}

fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(&word.to_lowercase().as_str())
}

/// Runs of capitalised words, with the noun of an institution ("Kremlin press service"). Names inside
/// quotations are not those of the speaker.
fn capitalised(set: &AnnotationSet, gap: TextRange) -> Vec<TextRange> {
    let mut runs: Vec<TextRange> = Vec::new();
    let text = set.article().text();
    let quoted = |at: Byte| {
        let before = text.get(gap.start.index()..at.index()).unwrap_or_default();
        let open = before.chars().filter(|c| matches!(c, '“' | '„' | '«' | '「')).count();
        let plain = before.chars().filter(|c| *c == '"').count();
        let close = before.chars().filter(|c| matches!(c, '”' | '»' | '」')).count();
        open > close || !plain.is_multiple_of(2)
    };
    let words = words(set, gap);
    for (at, (range, word)) in words.iter().enumerate() {
        let (range, word) = (*range, *word);
        if let Some(run) = runs.last_mut()
            && let Some(end) = head_behind(text, &words, at, run.end)
        {
            run.end = end;
        }
        if quoted(range.start) {
            continue;
        }
        let capital = word.starts_with(char::is_uppercase);
        if !capital || is_pronoun(word) || NOBODY.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if goes_on(text, *run, range) => run.end = range.end,
            _ => runs.push(range),
        }
    }
    runs
}

/// Whether a word belongs to the run before it: behind a blank, or behind a title with its full stop.
fn goes_on(text: &str, run: TextRange, word: TextRange) -> bool {
    let title = || text.get(run.start.index()..run.end.index())?.split_whitespace().next_back();
    match text.get(run.end.index()..word.start.index()) {
        Some(" ") => true,
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
fn words(set: &AnnotationSet, gap: TextRange) -> Vec<(TextRange, &str)> {
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

fn is_quote(c: char) -> bool {
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

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':')
}
