//! The sentences of a source that say what an indirect quote says: those with most of its telling words. A rare
//! word tells more than a frequent one, and what only one sentence has tells most (tests/native/sources.rs).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::anchoring::Likeness;
use super::super::sentences::sentences;
use super::super::text::{Byte, TextRange};
use super::bare::bare_words;
use super::{Fidelity, LookedUp, SoughtQuote};

/// The sentences of a source by their words.
#[derive(Debug)]
pub(super) struct Sentences {
    places: Vec<TextRange>,
    /// Whether each is in the same paragraph as the one before.
    follows: Vec<bool>,
    /// For each stem the sentences that have it, ascending.
    stems: HashMap<String, Vec<u32>>,
}

/// Least share of what the words of a quote tell that is a paraphrase, in thousandths.
const CHOSEN: u32 = 420;

/// Least share that is offered.
const OFFERED: u32 = 300;

/// How far ahead of all others a paraphrase must be.
const AHEAD: u32 = 100;

/// How much more the stems of both must tell, in tenths of a bit, than it takes to tell one sentence of the
/// source from all others: among many sentences some have such words by chance.
const MORE: u32 = 70;

/// Least stems that both have.
const COMMON: usize = 3;

/// Stems in more sentences than this tell nothing.
const FREQUENT: usize = 2000;

impl Sentences {
    pub(super) fn new(text: &str) -> Self {
        let mut all = Self { places: Vec::new(), follows: Vec::new(), stems: HashMap::new() };
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            for (nth, sentence) in sentences(line).into_iter().enumerate() {
                let (start, end) = (from + sentence.start, from + sentence.end);
                let number = Byte::at(all.places.len()).0;
                all.places.push(TextRange { start: Byte::at(start), end: Byte::at(end) });
                all.follows.push(nth > 0);
                for stem in stems(text, start..end) {
                    all.stems.entry(stem).or_default().push(number);
                }
            }
            from += line.len();
        }
        all
    }

    /// The sentence, or two in a row, that say most of what a quote says.
    pub(super) fn find(&self, quote: &SoughtQuote<'_>) -> LookedUp {
        let stems: BTreeSet<String> =
            quote.spans.iter().flat_map(|span| stems(quote.text, span.indices())).collect();
        let known = stems.iter().map(|stem| self.stems.get(stem).map_or(&[][..], Vec::as_slice));
        let known: Vec<&[u32]> = known.filter(|places| places.len() <= FREQUENT).collect();
        let all: u32 = known.iter().map(|places| self.weight(places.len())).sum();
        // For each sentence the words it has, as bits; further ones count for nothing.
        let mut have: BTreeMap<u32, u64> = BTreeMap::new();
        for (bit, places) in known.iter().take(64).enumerate() {
            for place in *places {
                *have.entry(*place).or_default() |= 1 << bit;
            }
        }
        let weights: Vec<u32> = known.iter().map(|places| self.weight(places.len())).collect();
        let share = |bits: u64| {
            let of = weights.iter().take(64).enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
            of.map(|(_, weight)| weight).sum::<u32>() * 1000 / all.max(1)
        };
        let mut found: Vec<(u32, u64, TextRange)> = Vec::new();
        for (number, bits) in &have {
            let Some(place) = self.places.get(*number as usize) else { continue };
            found.push((share(*bits), *bits, *place));
            let next = number + 1;
            if let (Some(more), Some(true)) = (have.get(&next), self.follows.get(next as usize))
                && let Some(end) = self.places.get(next as usize).map(|next| next.end)
            {
                // Two are only better than one if each adds something.
                let (both, one) = (share(bits | more), share(*bits).max(share(*more)));
                if both >= one + AHEAD {
                    found.push((both, bits | more, TextRange { start: place.start, end }));
                }
            }
        }
        let least = self.places.len().max(1).ilog2() * 10 + MORE;
        let tells = |share: u32| u64::from(share) * u64::from(all) >= u64::from(least) * 1000;
        found.retain(|(share, bits, _)| {
            *share >= OFFERED
                && tells(*share)
                && bits.count_ones() as usize >= COMMON.min(stems.len().max(2))
        });
        found.sort_by_key(|(share, _, place)| (std::cmp::Reverse(*share), place.start));
        decided(&found)
    }

    /// What a stem tells that so many sentences have, in tenths of a bit.
    fn weight(&self, sentences: usize) -> u32 {
        let all = self.places.len().max(1) as f32;
        // One that the source lacks tells as much as one that a hundredth of the sentences have.
        let share = if sentences == 0 { 0.01_f32.max(1.0 / all) } else { sentences as f32 / all };
        let tenths = (-share.log2() * 10.0 + 10.0).clamp(0.0, 200.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "up to 200")]
        {
            tenths as u32
        }
    }
}

/// The best of some places, the best first, if it is clearly ahead of all that are apart from it.
fn decided(found: &[(u32, u64, TextRange)]) -> LookedUp {
    let Some((share, _, best)) = found.first() else { return LookedUp::default() };
    let likeness = Likeness(u16::try_from(*share).unwrap_or(1000)).min(Likeness::ALMOST);
    let mut apart: Vec<TextRange> = Vec::new();
    for (_, _, place) in found {
        if apart.iter().all(|other| !place.overlaps(*other)) && apart.len() < LookedUp::OFFERED {
            apart.push(*place);
        }
    }
    let next = found.iter().find(|(_, _, place)| !place.overlaps(*best));
    let is_ahead = next.is_none_or(|(next, ..)| next + AHEAD <= *share);
    if *share >= CHOSEN && is_ahead {
        let passages = vec![*best];
        return LookedUp {
            fidelity: Fidelity::Paraphrase,
            passages,
            offered: apart.split_off(1),
            likeness,
            ..LookedUp::default()
        };
    }
    LookedUp { offered: apart, likeness, ..LookedUp::default() }
}

/// The telling words of a part of a text, without their endings.
fn stems(text: &str, part: std::ops::Range<usize>) -> BTreeSet<String> {
    let words = bare_words(text, part).map(|(_, letters)| letters);
    words.filter(|word| !COMMON_WORDS.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// A word without an English ending, so that “agreed” is “agree”; of other languages' words the beginning.
fn stem(word: &str) -> String {
    let mut stem = word;
    for ending in ["ies", "ing", "ed", "es", "s", "ly", "e", "y"] {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.chars().count() >= 3
        {
            stem = rest;
            break;
        }
    }
    stem.chars().take(STEM).collect()
}

/// Most letters of a stem: words of one family differ behind them.
const STEM: usize = 7;

/// English words that tell nothing by themselves; those of other languages are told by how frequent they are.
#[rustfmt::skip]
const COMMON_WORDS: [&str; 98] = [
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have",
    "he", "her", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "may", "me",
    "more", "most", "my", "no", "not", "now", "of", "on", "only", "or", "our", "out", "over", "said", "say",
    "says", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "though", "to", "too", "up", "us", "very", "was", "we", "were", "what",
    "when", "which", "who", "will", "with", "would", "yet", "you", "your", "im", "dont", "thats",
];
