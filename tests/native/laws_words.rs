//! The laws of words and sentences, over hostile text.

use std::ops::Range;

use article_annotator::model::words::{grow, sentences, words, words_near};
use article_annotator::model::{Byte, TextRange};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::notation::article;
use crate::random;
use crate::world::World;

fn world(knows: bool) -> World {
    if knows {
        World::knowing(&["สวัสดี", "日本語", "の"])
    } else {
        World::default()
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.iter().filter(|range| range.contains(&at)).count() == 1
}

/// Whether a letter is the s of a possessive.
fn is_possessive(line: &str, at: usize) -> bool {
    line[at..].starts_with(['s', 'S']) && line[..at].ends_with(['’', '\''])
}

proptest! {
    #![proptest_config(random::cases(256))]

    #[test]
    fn words_hold_every_letter_and_cut_no_character(text in random::text(), knows in any::<bool>()) {
        for line in lines(&text) {
            let words = words(line, &world(knows));
            let edges: Vec<_> = line.grapheme_indices(true).map(|(at, _)| at).chain([line.len()]).collect();
            prop_assert!(words.iter().all(|word| word.start < word.end));
            prop_assert!(words.is_sorted_by(|a, b| a.end <= b.start), "{:?} of {:?}", words, line);
            for word in &words {
                prop_assert!(edges.contains(&word.start) && edges.contains(&word.end), "{:?} of {:?}", word, line);
            }
            for (at, letter) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let known = is_inside(&words, at) || is_possessive(line, at);
                prop_assert!(known, "{:?} at {} of {:?}", letter, at, line);
            }
        }
    }

    #[test]
    fn the_words_near_a_place_are_those_of_the_block(
        text in random::text(), times in 1..40_usize, at in any::<prop::sample::Index>(), knows in any::<bool>(),
    ) {
        let line = text.replace(['\n', '\r'], " ").repeat(times);
        let at = at.index(line.len() + 1);
        let all = words(&line, &world(knows));
        let near = words_near(&line, at, &world(knows));
        let from = all.partition_point(|word| near.first().is_some_and(|first| word.start < first.start));
        prop_assert_eq!(&near[..], &all[from..from + near.len()]);
        prop_assert!(from == 0 || near[0].end <= at);
        prop_assert!(from + near.len() == all.len() || near.last().is_some_and(|word| at < word.start));
    }

    #[test]
    fn what_grows_inside_a_word_is_that_word(
        text in random::text(), choice in any::<(u16, u16, u16)>(), knows in any::<bool>(),
    ) {
        let article = article(&text);
        let block = article.blocks()[usize::from(choice.0) % article.blocks().len()].range;
        let line = article.slice(block);
        let words = words(line, &world(knows));
        let Some(word) = random::pick(&words, choice.1) else { return Ok(()) };
        let edges: Vec<_> = line[word.clone()].grapheme_indices(true).map(|(at, one)| (at, at + one.len())).collect();
        let (from, to) = (random::pick(&edges, choice.1).unwrap(), random::pick(&edges, choice.2).unwrap());
        let at = |index: usize| Byte::at(block.start.index() + word.start + index);
        let inside = TextRange { start: at(from.0.min(to.0)), end: at(from.1.max(to.1)) };
        let whole = TextRange { start: at(0), end: at(word.len()) };
        prop_assert_eq!(grow(&article, inside, &world(knows)), Some(whole), "{:?} of {:?}", &line[word.clone()], line);
    }

    #[test]
    fn sentences_hold_all_that_is_seen_and_cut_no_word(text in random::text(), knows in any::<bool>()) {
        for line in lines(&text) {
            let sentences = sentences(line);
            prop_assert!(sentences.is_sorted_by(|a, b| a.end <= b.start));
            for sentence in &sentences {
                let words = &line[sentence.clone()];
                prop_assert!(!words.is_empty() && words == words.trim(), "{:?} of {:?}", words, line);
            }
            for (at, _) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                prop_assert!(is_inside(&sentences, at), "{} of {:?}", at, line);
            }
            for word in words(line, &world(knows)) {
                let whole = sentences.iter().filter(|one| one.start <= word.start && word.end <= one.end);
                prop_assert_eq!(whole.count(), 1, "{:?} of {:?}", &line[word], line);
            }
        }
    }
}
