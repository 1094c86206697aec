//! The likely speaker of a quote or claimant of a claim that the reader marked: the subject of the reporting verb
//! beside it. Only a suggestion, until the reader accepts it (tests/native/attribution.rs).

use super::clause::{cue, subject};
use super::runs::is_quote;
use crate::model::actor::ActorId;
use crate::model::annotation::{Annotation, Detail, Kind, QuoteForm};
use crate::model::names::Register;
use crate::model::order;
use crate::model::sentences::sentences;
use crate::model::set::AnnotationSet;
use crate::model::text::{Byte, TextRange};

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
    let named = near.iter().find_map(|cue| Some((cue, subject(set, everybody, cue, annotation)?)));
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
    gaps.into_iter().map(|gap| near(article.text(), gap, annotation)).collect()
}

/// Farthest from the spans that a verb is searched for, in bytes: a sentence may be as long as a book.
const NEAR: usize = 2 << 10;

/// A gap up to where it is near the spans.
fn near(text: &str, gap: TextRange, annotation: &Annotation) -> TextRange {
    if gap.end == annotation.start() {
        let start = text.floor_char_boundary(gap.end.index().saturating_sub(NEAR));
        return TextRange { start: gap.start.max(Byte::at(start)), end: gap.end };
    }
    let end = text.floor_char_boundary(gap.start.index() + NEAR);
    TextRange { start: gap.start, end: gap.end.min(Byte::at(end)) }
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

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '…' | ';' | ':')
}
