//! Laws of all suggestions, over real articles and over hostile ones.

use article_annotator::model::suggest::{Suggestion, suggest};
use article_annotator::model::{AnnotationSet, Detail, TextRange};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::desk::{accepted, add, annotation, article, lines, models};

const PIECES: &[&str] = &[
    "Ann Lee",
    "Mr Lee",
    "Lee",
    "Lee’s",
    "said",
    "he said",
    "she",
    " ",
    " ",
    " ",
    " ",
    ". ",
    ", ",
    "\n",
    "\n\n",
    "“",
    "”",
    "\"",
    "’",
    "‘",
    "«",
    "»",
    "John O'Brien",
    "J. K.",
    "U.S.",
    "President",
    "told",
    "the",
    "of",
    "and",
    "e\u{301}",
    "\u{200d}",
    "👩‍👩‍👧",
    "\u{202e}",
    "日本",
    "العربية",
    "3,000",
    "%",
    "unemployment rose",
    "Google",
    "-",
    "—",
    "(",
    ")",
    "\u{ad}",
    "Zoe\u{301}",
];

fn config() -> Config {
    let seed = RngSeed::Fixed(2);
    Config { cases: 256, failure_persistence: None, rng_seed: seed, ..Config::default() }
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// What is wrong with a suggestion of a text, if anything is.
fn wrong(text: &str, suggestion: &Suggestion) -> Option<&'static str> {
    let edges: Vec<usize> =
        text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
    let is_edge = |at: usize| edges.binary_search(&at).is_ok();
    // A number beside letters ("7th") is a token of its own.
    let cuts_word = |at: usize| {
        let (before, behind) = (text[..at].chars().next_back(), text[at..].chars().next());
        let both = |is: fn(char) -> bool| before.is_some_and(is) && behind.is_some_and(is);
        both(char::is_alphabetic) || both(char::is_numeric)
    };
    let mut ranges: Vec<TextRange> = suggestion.spans.clone();
    ranges.extend(suggestion.cue);
    ranges.extend(suggestion.speaker.iter().filter_map(|speaker| speaker.mention));
    for range in ranges {
        let range = range.indices();
        if text.get(range.clone()).is_none_or(str::is_empty) {
            return Some("it is no part of the text");
        }
        if !is_edge(range.start) || !is_edge(range.end) {
            return Some("it cuts a character");
        }
        if cuts_word(range.start) || cuts_word(range.end) {
            return Some("it cuts a word");
        }
    }
    let ordered = suggestion.spans.is_sorted_by(|one, next| one.end <= next.start);
    let named = suggestion.speaker.as_ref().is_none_or(|speaker| !speaker.name.trim().is_empty());
    match () {
        () if suggestion.spans.is_empty() => Some("it has no place"),
        () if !ordered => Some("its spans overlap"),
        () if !(0.0..=1.0).contains(&suggestion.score) => Some("its score is none"),
        () if suggestion.score >= 0.5 && suggestion.reason.is_empty() => Some("it has no reason"),
        () if !named => Some("its speaker has no name"),
        () => None,
    }
}

/// Whether two of a kind overlap, or one and an annotation of its kind.
fn overlap(set: &AnnotationSet, list: &[Suggestion]) -> bool {
    let marked = set.iter().flat_map(|one| one.spans.iter().map(move |span| (one.kind(), *span)));
    let found = list.iter().flat_map(|one| one.spans.iter().map(move |span| (one.kind, *span)));
    let mut all: Vec<_> = marked.chain(found).collect();
    all.sort_unstable_by_key(|(kind, span)| (*kind, *span));
    all.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[0].1.overlaps(pair[1].1))
}

/// Accepts everything and asks again.
fn accept_all(set: &mut AnnotationSet) -> Vec<Suggestion> {
    for (number, suggestion) in suggest(set, models()).list.iter().enumerate() {
        add(set, accepted(suggestion, number));
    }
    suggest(set, models()).list
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn spans_are_words_of_the_text_and_never_overlap_one_of_their_kind(text in text()) {
        let set = article(&text, Some("en"));
        let text = set.article().text();
        let list = suggest(&set, models()).list;
        for suggestion in &list {
            prop_assert_eq!(wrong(text, suggestion), None, "{:?} of {:?}", suggestion, text);
        }
        prop_assert!(!overlap(&set, &list), "{:?} of {:?}", list, text);
        prop_assert_eq!(&suggest(&set, models()).list, &list);
    }

    #[test]
    fn nothing_overlaps_what_is_marked(text in text(), at in any::<prop::sample::Index>(), length in 1..20_usize) {
        let mut set = article(&text, Some("en"));
        let text = set.article().text().clone();
        let edges: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let first = at.index(edges.len());
        let last = (first + length).min(edges.len() - 1);
        prop_assume!(first < last);
        let range = TextRange::new(edges[first] as u32, edges[last] as u32);
        add(&mut set, annotation(Detail::Person { actor: None }, vec![range], 0));
        let list = suggest(&set, models()).list;
        prop_assert!(!overlap(&set, &list), "{:?} of {:?}", list, text);
    }
}

#[test]
fn in_real_news_the_laws_hold_and_after_accepting_all_nothing_of_the_kind_is_proposed() {
    for document in lines("tests/data/wikinews/people.jsonl").iter().step_by(4) {
        let mut set = article(document["text"].as_str().unwrap(), None);
        let text = set.article().text().clone();
        let list = suggest(&set, models()).list;
        for suggestion in &list {
            assert_eq!(wrong(&text, suggestion), None, "{suggestion:?}");
        }
        assert!(!overlap(&set, &list));
        let again = accept_all(&mut set);
        assert!(again.is_empty(), "{}: {again:?}", document["doc_id"]);
    }
}
