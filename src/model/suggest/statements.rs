//! What states something: headings without a verb, captions and dates do not (tests/suggest/claims.rs).

use std::ops::Range;

use super::sensed::{Sensed, is_past};
use super::senses::Sense;
use crate::model::reporting::is_day;

/// Verbs that are finite by themselves.
const FINITE: &[&str] = &[
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "m", "may",
    "might", "must", "re", "shall", "should", "ve", "was", "were", "will", "would",
];

/// Words before a colon that say what something is, not who says it.
pub(super) const LABELS: &[&str] = &[
    "a",
    "caption",
    "correction",
    "credit",
    "exclusive",
    "image",
    "live",
    "photo",
    "photos",
    "picture",
    "pictures",
    "q",
    "source",
    "sources",
    "update",
    "video",
    "watch",
];

/// Whether words are a sentence that can be checked: not only a date, and with a verb. Where none is known, a
/// sentence with a stop passes if a word looks like one.
pub(super) fn is_statement(sensed: &Sensed<'_>, tokens: &Range<usize>) -> bool {
    let words = || tokens.clone().filter(|at| sensed.is(*at, Sense::WORD));
    // "She asked whether the bridge was safe" states nothing of the bridge.
    let asks = |at: usize| {
        let whether = ["whether", "if", "why", "how"].iter().any(|word| sensed.has(at + 1, word));
        let asked = ["asked", "asks", "wondered"].iter().any(|word| sensed.has(at, word));
        // "The minister has not said whether he will go" tells nothing that could be false.
        let said =
            ["said", "say", "decided", "know", "known"].iter().any(|word| sensed.has(at, word));
        whether && (asked || said && tokens.clone().any(|at| sensed.is(at, Sense::NEGATION)))
    };
    if words().all(|at| is_day(sensed.word(at))) || words().any(asks) {
        return false;
    }
    let small = |at: &usize| !sensed.is(*at, Sense::CAPITAL);
    let verbs = Sense::STATE.or(Sense::EVENT).or(Sense::PAST);
    let verbs = verbs.or(Sense::SAYS).or(Sense::SAYS_TOO);
    let finite = |at: usize| {
        let infinite = at.checked_sub(1).is_some_and(|at| sensed.has(at, "to"));
        // "Rose", but not "more" or "higher".
        let degree = |word: &str| {
            let listed = ["than", "more", "most", "less", "least"].contains(&word);
            listed || word.ends_with("er") || word.ends_with("est")
        };
        let changes = sensed.is(at, Sense::COMPARISON) && !degree(sensed.word(at));
        let listed =
            changes || sensed.is(at, verbs) || FINITE.iter().any(|verb| sensed.has(at, verb));
        !infinite && (listed || is_past(sensed.word(at)))
    };
    let stops = tokens.end.checked_sub(1).is_some_and(|last| sensed.is_sign(last, ".!?"));
    let looks = |at: usize| stops && sensed.word(at).len() > 2 && sensed.word(at).ends_with('s');
    let mut rest = words().skip(1).filter(small);
    rest.any(|at| finite(at) || looks(at))
}

/// What stands behind plural nouns and no verb: "three years ago".
const BEHIND_NOUNS: [&str; 8] =
    ["ago", "earlier", "later", "more", "less", "each", "here", "there"];

/// Whether a word between two phrases looks like a verb that no list has: "the drug thins the blood", not "two years
/// ago".
pub(super) fn links(sensed: &Sensed<'_>, at: usize) -> bool {
    let (Some(before), word) = (at.checked_sub(1), sensed.word(at)) else { return false };
    let apart = Sense::DETERMINER.or(Sense::PREPOSITION).or(Sense::NUMBER).or(Sense::FIGURE);
    let ends = Sense::PREPOSITION.or(Sense::CONJUNCTION).or(Sense::VERB).or(Sense::SAYS);
    let goes_on = sensed.is(at + 1, Sense::WORD.or(Sense::FIGURE))
        && !sensed.is(at + 1, ends)
        && !sensed.is_verb(at + 1)
        && !BEHIND_NOUNS.iter().any(|word| sensed.has(at + 1, word));
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !sensed.is(at, Sense::CAPITAL)
        && sensed.is(before, Sense::WORD)
        && !sensed.is(before, apart)
        && goes_on
}

/// Some tokens without a label or a dateline before them: "Q: …", "Pictured: …", "LIMA, Peru (CNN) — …".
pub(super) fn unlabelled(sensed: &Sensed<'_>, tokens: Range<usize>) -> Range<usize> {
    let start = tokens.start;
    let label = LABELS.iter().any(|label| sensed.has(start, label))
        || sensed.is(start, Sense::GROUP)
        || is_past(sensed.word(start));
    let is_label = label && sensed.is_sign(start + 1, ":") && start + 2 < tokens.end;
    if is_label { start + 2..tokens.end } else { undated(sensed, tokens) }
}

/// Most tokens of a dateline: "NAIROBI, March 4 (Reuters) —".
const DATELINE: usize = 12;

/// Some tokens without a dateline before them, which only the first sentence of a paragraph has.
pub(super) fn undated(sensed: &Sensed<'_>, tokens: Range<usize>) -> Range<usize> {
    let start = tokens.start;
    // "JEFFERSON CITY, Mo. (AP) — Lawmakers": a sentence seems to begin with the agency.
    let agency = sensed.is_sign(start, "(") && sensed.is_sign(start + 2, ")");
    if agency && sensed.is_sign(start + 3, "-–—") && start + 4 < tokens.end {
        return start + 4..tokens.end;
    }
    let opens = sensed.paragraphs.binary_search_by_key(&start, |paragraph| paragraph.start).is_ok();
    let inner = |at: &usize| {
        sensed.is(*at, Sense::CAPITAL.or(Sense::FIGURE)) || sensed.is_sign(*at, ",.()/")
    };
    let near = start..tokens.end.min(start + DATELINE);
    let dash =
        near.clone().find(|at| !inner(at)).filter(|_| opens && sensed.is(start, Sense::CAPITAL));
    let dash = dash.filter(|at| {
        let apart = |at: usize| !sensed.prose.gap_before(at).is_empty();
        *at > start && sensed.is_sign(*at, "-–—") && apart(*at) && apart(*at + 1)
    });
    // "AP -- The"
    let end = dash.map(|at| if sensed.is_sign(at + 1, "-") { at + 2 } else { at + 1 });
    // "Tom Hall — the mayor since 2010 — was jailed"
    let is_dash =
        |at: usize| sensed.is_sign(at, "-–—") && !sensed.prose.gap_before(at + 1).is_empty();
    let opens = |end: &usize| {
        *end < tokens.end && sensed.is(*end, Sense::CAPITAL) && !(*end..tokens.end).any(is_dash)
    };
    end.filter(opens).unwrap_or(start)..tokens.end
}
